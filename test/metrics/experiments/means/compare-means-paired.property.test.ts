import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareMeansPaired,
  compareMeansPairedFromCrossProducts,
  type PairedMeanComparison,
} from "../../../../src/metrics/experiments/means/compare-means-paired";
import { mean } from "../../../../src/statistics/estimates/mean";
import { crossProducts } from "../../../../src/statistics/summaries/cross-products";
import { mergeCrossProducts } from "../../../../src/statistics/summaries/merge-cross-products";
import { agree, agreeEnds, errorOf, expectPlain } from "../../../assertions";
import { excludes, expectNegated } from "./mean-oracle";

const levels = fc.double({ min: 0.01, max: 0.999, noNaN: true });
const ratings = fc.integer({ min: 1, max: 7 });
const decimals = fc.integer({ min: -1e6, max: 1e6 }).map((v) => v / 1000);
const pairsOf = (values: fc.Arbitrary<number>) =>
  fc.array(fc.tuple(values, values), { minLength: 3, maxLength: 30 }).map((pairs) => ({
    control: pairs.map(([c]) => c),
    treatment: pairs.map(([, t]) => t),
  }));
const samples = fc.oneof(pairsOf(ratings), pairsOf(decimals));

/** Agreement of two ways to the same numbers; where the difference varies, in units of its error. */
function close(one: PairedMeanComparison, other: PairedMeanComparison, tolerance: number) {
  const error = one.difference.standardError as number;
  const size = Math.abs(one.control.estimate) + Math.abs(one.treatment.estimate) + error;
  expect(Math.abs(other.difference.estimate - one.difference.estimate)).toBeLessThanOrEqual(tolerance * size);
  expect(Math.abs((other.difference.standardError as number) - error)).toBeLessThanOrEqual(tolerance * size);
  expect(other.test.pValue === null).toBe(one.test.pValue === null);
  if (one.test.pValue !== null) {
    const relative = tolerance * (1 + Math.abs(one.test.statistic as number)) * (1 + size / error);
    agree(other.test.pValue, one.test.pValue, relative);
    const g = one.effectSize?.estimate as number;
    expect(Math.abs((other.effectSize?.estimate as number) - g)).toBeLessThan(relative * (1 + Math.abs(g)));
  }
  expect(other.ratio?.interval?.method).toBe(one.ratio?.interval?.method);
}

describe("compareMeansPaired()", () => {
  it("has the t interval of the mean of the differences", () => {
    fc.assert(
      fc.property(samples, levels, ({ control, treatment }, confidenceLevel) => {
        const { difference } = compareMeansPaired(control, treatment, { confidenceLevel });
        const own = mean(
          treatment.map((v, i) => v - (control[i] as number)),
          { confidenceLevel },
        );
        // the differences of decimals are rounded, so those that are equal may seem to vary
        fc.pre(difference.interval !== null && own.interval !== null);
        agreeEnds(difference.interval, [own.interval!.lower, own.interval!.upper], 1e-9);
      }),
    );
  });

  it("gives the same for columns, their cross products, and merged ones", () => {
    fc.assert(
      fc.property(samples, fc.nat(), ({ control, treatment }, at) => {
        const raw = compareMeansPaired(control, treatment);
        close(raw, compareMeansPairedFromCrossProducts(crossProducts({ control, treatment })), 1e-13);
        const cut = at % control.length;
        const parts = [
          { control: control.slice(0, cut), treatment: treatment.slice(0, cut) },
          { control: control.slice(cut), treatment: treatment.slice(cut) },
        ] as const;
        const merged = mergeCrossProducts(crossProducts(parts[0]), crossProducts(parts[1]));
        close(raw, compareMeansPairedFromCrossProducts(merged), 1e-13);
      }),
    );
  });

  it("does not depend on the order of the customers", () => {
    fc.assert(
      fc.property(samples, ({ control, treatment }) => {
        const other = compareMeansPaired([...control].reverse(), [...treatment].reverse());
        close(compareMeansPaired(control, treatment), other, 1e-13);
      }),
    );
  });

  it("turns everything round when the sides are swapped", () => {
    fc.assert(
      fc.property(samples, levels, ({ control, treatment }, confidenceLevel) => {
        const one = compareMeansPaired(control, treatment, { confidenceLevel, margin: 1 });
        const other = compareMeansPaired(treatment, control, {
          confidenceLevel,
          margin: 1,
          direction: "lower-is-better",
        });
        expect(other.difference.estimate).toBe(0 - one.difference.estimate);
        expect(other.test.pValue).toBe(one.test.pValue);
        expect(other.margin?.statement).toBe(one.margin?.statement);
        expect(other.correlation).toBe(one.correlation);
        if (one.difference.interval === null) return;
        expectNegated(one.difference.interval, other.difference.interval);
        expect(other.effectSize?.estimate).toBe(one.effectSize && 0 - one.effectSize.estimate);
        if (one.effectSize !== null) expectNegated(one.effectSize.interval, other.effectSize?.interval ?? null);
        if (one.ratio?.interval?.method !== "log") return;
        agree(other.ratio?.interval?.lower, 1 / (one.ratio.interval.upper as number), 1e-12);
        agree(other.ratio?.interval?.upper, 1 / (one.ratio.interval.lower as number), 1e-12);
      }),
    );
  });

  it("excludes no difference from its intervals exactly where p is below 1 - level", () => {
    fc.assert(
      fc.property(pairsOf(decimals), levels, ({ control, treatment }, confidenceLevel) => {
        const result = compareMeansPaired(control, treatment, { confidenceLevel });
        const { test, difference, effectSize, ratio } = result;
        fc.pre(test.pValue !== null && Math.abs(test.pValue - (1 - confidenceLevel)) > 1e-9);
        const excluded = (test.pValue as number) < 1 - confidenceLevel;
        expect(excludes(difference.interval, 0)).toBe(excluded);
        expect(excludes(effectSize?.interval ?? null, 0)).toBe(excluded);
        if (ratio?.interval?.method === "fieller" && ratio.interval.lower !== null) {
          expect(excludes(ratio.interval, 1)).toBe(excluded);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("follows a shift of both sides and a change of unit", () => {
    const factors = fc.constantFrom(-1, 2, 1e-3, 1e6, -1e9);
    fc.assert(
      fc.property(pairsOf(ratings), fc.integer({ min: -1000, max: 1000 }), factors, (pairs, shift, factor) => {
        const one = compareMeansPaired(pairs.control, pairs.treatment);
        fc.pre(one.test.pValue !== null);
        const moved = (values: number[]) => values.map((v) => factor * (v + shift));
        const other = compareMeansPaired(moved(pairs.control), moved(pairs.treatment));
        const error = one.difference.standardError as number;
        const tolerance = 1e-12 * (1 + (Math.abs(shift) + 7) / error);
        agree(other.difference.standardError, Math.abs(factor) * error, tolerance);
        expect(Math.abs((other.test.pValue as number) - (one.test.pValue as number))).toBeLessThan(tolerance);
        const g = (one.effectSize?.estimate as number) * Math.sign(factor);
        expect(Math.abs((other.effectSize?.estimate as number) - g)).toBeLessThan(tolerance * (1 + Math.abs(g)));
      }),
    );
  });

  it("gives plain results, or an error with a name, for values of any size", () => {
    const sizes = [0, 1, -1, 0.1 + 0.2, 0.3, 1e-300, -1e-300, 1e-140, 3e-140, 1e9, 1e9 + 1e-6, 1e12 + 1, 1e149, 1e300];
    const value = fc.constantFrom(...sizes);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 5 }),
        levels,
        (pairs, confidenceLevel) => {
          let result: unknown = null;
          const refused = errorOf(() => {
            const [control, treatment] = [pairs.map(([c]) => c), pairs.map(([, t]) => t)];
            result = compareMeansPaired(control, treatment, { confidenceLevel, margin: 1e-200 });
          });
          if (refused === null) expectPlain(result);
          else expect(refused.code).toBe("invalid-input");
        },
      ),
      { numRuns: 1000 },
    );
  });
});
