import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareMeans } from "../../../../src/metrics/experiments/means/compare-means";
import { compareProportions } from "../../../../src/metrics/experiments/proportions/compare-proportions";
import { compareVariants } from "../../../../src/metrics/experiments/variants/compare-variants";
import { agree, expectPlain } from "../../../assertions";

const arms = fc
  .record({ trials: fc.integer({ min: 5, max: 500 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ trials, share }) => ({ trials, successes: Math.round(trials * share) }));
const variants = fc.dictionary(fc.constantFrom("a", "b", "c", "d", "e"), arms, { minKeys: 1, noNullPrototype: true });
const levels = fc.constantFrom(0.8, 0.95, 0.99);
const values = fc.array(fc.integer({ min: 1, max: 11 }), { minLength: 3, maxLength: 12 });
const groups = fc.record({ control: values, a: values, b: values, c: values });
const simultaneous = fc.constantFrom("dunnett" as const, "tukey" as const);

describe("compareVariants() of any shares", () => {
  it("is plain and leaves its arguments alone", () => {
    fc.assert(
      fc.property(arms, variants, levels, (control, others, confidenceLevel) => {
        const before = structuredClone([control, others]);
        const result = compareVariants(control, others, { compare: compareProportions, confidenceLevel });
        expectPlain(result);
        expect([control, others]).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it("excludes no difference by Bonferroni's interval exactly when Bonferroni's p-value does", () => {
    fc.assert(
      fc.property(arms, variants, levels, (control, others, confidenceLevel) => {
        const options = { compare: compareProportions, confidenceLevel, adjust: "bonferroni" } as const;
        for (const { adjusted } of compareVariants(control, others, options).comparisons) {
          const { lower, upper } = adjusted.interval!;
          expect(lower > 0 || upper < 0).toBe(adjusted.pValue! < 1 - confidenceLevel);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("has p-values in the order Bonferroni, Holm, Hochberg, Benjamini and Hochberg", () => {
    fc.assert(
      fc.property(arms, variants, (control, others) => {
        const [bonferroni, holm, hochberg, bh] = (
          ["bonferroni", "holm", "hochberg", "benjamini-hochberg"] as const
        ).map((adjust) =>
          compareVariants(control, others, { compare: compareProportions, adjust }).comparisons.map(
            ({ adjusted }) => adjusted.pValue!,
          ),
        ) as [number[], number[], number[], number[]];
        bonferroni.forEach((p, i) => {
          expect(p).toBeGreaterThanOrEqual(holm[i]!);
          expect(holm[i]).toBeGreaterThanOrEqual(hochberg[i]!);
          expect(hochberg[i]).toBeGreaterThanOrEqual(bh[i]!);
        });
      }),
      { numRuns: 40 },
    );
  });

  it("does not mind the order of the variants", () => {
    fc.assert(
      fc.property(arms, variants, (control, others) => {
        const turned = Object.fromEntries(Object.entries(others).reverse());
        const [one, two] = [others, turned].map(
          (own) => compareVariants(control, own, { compare: compareProportions }).comparisons,
        );
        for (const { name, adjusted } of one!) {
          expect(two!.find((own) => own.name === name)!.adjusted).toEqual(adjusted);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("compareVariants() of any means by one procedure", () => {
  const compared = (
    { control, ...others }: Record<string, number[]>,
    adjust: "dunnett" | "tukey",
    confidenceLevel = 0.95,
  ) => compareVariants(control!, others, { compare: compareMeans, adjust, confidenceLevel, ratio: null });

  it("excludes no difference by the interval exactly when the p-value does", () => {
    fc.assert(
      fc.property(groups, simultaneous, levels, (own, adjust, confidenceLevel) => {
        const result = compared(own, adjust, confidenceLevel);
        expectPlain(result);
        for (const { adjusted } of result.comparisons) {
          if (adjusted.interval === null) continue;
          const { lower, upper } = adjusted.interval;
          expect(lower > 0 || upper < 0).toBe(adjusted.pValue! < 1 - confidenceLevel);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("has intervals that widen with the level and with the family: Dunnett's within Tukey's", () => {
    fc.assert(
      fc.property(groups, (own) => {
        const width = (adjust: "dunnett" | "tukey", level: number) => {
          const { interval } = compared(own, adjust, level).comparisons[0]!.adjusted;
          return interval === null ? 0 : interval.upper - interval.lower;
        };
        expect(width("dunnett", 0.9)).toBeLessThanOrEqual(width("dunnett", 0.99));
        expect(width("dunnett", 0.95)).toBeLessThanOrEqual(width("tukey", 0.95));
      }),
      { numRuns: 20 },
    );
  });

  it("does not mind the unit, and is mirrored by a sign", () => {
    fc.assert(
      fc.property(groups, simultaneous, (own, adjust) => {
        const turned = Object.fromEntries(
          Object.entries(own).map(([name, list]) => [name, list.map((x) => 5 - 3 * x)]),
        );
        const [plain, mirrored] = [own, turned].map((each) => compared(each, adjust).comparisons);
        plain!.forEach(({ adjusted }, i) => {
          const other = mirrored![i]!.adjusted;
          expect(other.pValue === null).toBe(adjusted.pValue === null);
          if (adjusted.interval === null || other.interval === null) return;
          agree(other.pValue, adjusted.pValue!, 1e-9);
          const size = adjusted.interval.upper - adjusted.interval.lower;
          expect(Math.abs(other.interval.lower / -3 - adjusted.interval.upper)).toBeLessThan(1e-9 * size);
        });
      }),
      { numRuns: 30 },
    );
  });
});
