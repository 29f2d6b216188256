import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareMeans } from "../../../../src/metrics/experiments/means/compare-means";
import { compareRatiosOfMeans } from "../../../../src/metrics/experiments/means/compare-ratios-of-means";
import { crossProducts } from "../../../../src/statistics/summaries/cross-products";
import { mergeCrossProducts } from "../../../../src/statistics/summaries/merge-cross-products";
import { agree, agreeEnds, errorOf, expectPlain } from "../../../assertions";
import { expectDual, expectMirrored } from "./laws";

const levels = fc.double({ min: 0.5, max: 0.999, noNaN: true });
const rows = fc
  .array(fc.tuple(fc.integer({ min: -3, max: 30 }), fc.integer({ min: 0, max: 9 })), { minLength: 2, maxLength: 30 })
  .filter((list) => list.some(([, d]) => d > 0))
  .map((list) => ({ numerator: list.map(([y]) => y), denominator: list.map(([, d]) => d) }));

describe("compareRatiosOfMeans()", () => {
  it("excludes no difference, and the margin, exactly where its p-values do", () => {
    fc.assert(
      fc.property(
        rows,
        rows,
        levels,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (control, treatment, level, margin) => {
          for (const direction of ["higher-is-better", "lower-is-better"] as const) {
            expectDual(compareRatiosOfMeans(control, treatment, { confidenceLevel: level, margin, direction }));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("excludes a ratio of 1 exactly where p is below 1 - level, where the ratio is Fieller's and bounded", () => {
    fc.assert(
      fc.property(rows, rows, levels, (control, treatment, confidenceLevel) => {
        const { ratio, test } = compareRatiosOfMeans(control, treatment, { confidenceLevel });
        const interval = ratio?.interval;
        fc.pre(interval?.method === "fieller" && interval.lower !== null && interval.upper !== null);
        fc.pre(Math.abs(test.pValue! - (1 - confidenceLevel)) > 1e-9);
        expect(interval!.lower! > 1 || interval!.upper! < 1).toBe(test.pValue! < 1 - confidenceLevel);
      }),
      { numRuns: 200 },
    );
  });

  it("mirrors everything when the arms are swapped", () => {
    fc.assert(
      fc.property(rows, rows, levels, (a, b, confidenceLevel) => {
        const one = compareRatiosOfMeans(a, b, { confidenceLevel });
        const other = compareRatiosOfMeans(b, a, { confidenceLevel });
        expect(other.control).toEqual(one.treatment);
        expectMirrored(one, other, 1e-12);
      }),
    );
  });

  it("is compareMeans() where every denominator is 1", () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const ones = ({ numerator }: typeof a) => ({ numerator, denominator: numerator.map(() => 1) });
        const { difference, test, ratio } = compareRatiosOfMeans(ones(a), ones(b));
        const means = compareMeans(a.numerator, b.numerator);
        agree(difference.standardError, means.difference.standardError!, 1e-13);
        expect(difference.interval === null).toBe(means.difference.interval === null);
        fc.pre(difference.interval !== null);
        const { lower, upper } = means.difference.interval!;
        agreeEnds(difference.interval, [lower, upper], 1e-12);
        agree(test.pValue, means.test.pValue!, 1e-12);
        expect(ratio?.interval?.method).toBe(means.ratio?.interval?.method);
      }),
    );
  });

  it("gives the same numbers for columns, their cross products and merged ones, in any order of rows", () => {
    fc.assert(
      fc.property(rows, rows, fc.nat(), (a, b, at) => {
        const raw = compareRatiosOfMeans(a, b);
        const summed = compareRatiosOfMeans(crossProducts(a), crossProducts(b));
        const plain = {
          ...raw,
          caveats: [],
          control: null,
          treatment: null,
          difference: { ...raw.difference, caveats: [] },
        };
        expect({
          ...summed,
          caveats: [],
          control: null,
          treatment: null,
          difference: { ...summed.difference, caveats: [] },
        }).toEqual(plain);
        const cut = at % a.numerator.length;
        const part = (from: number, to: number) => ({
          numerator: a.numerator.slice(from, to),
          denominator: a.denominator.slice(from, to),
        });
        const merged = mergeCrossProducts(crossProducts(part(cut, a.numerator.length)), crossProducts(part(0, cut)));
        const other = compareRatiosOfMeans(merged, b);
        agree(other.control.estimate, raw.control.estimate, 1e-14);
        agree(other.control.standardError, raw.control.standardError!, 1e-12);
      }),
    );
  });

  it("follows a change of the units of numerator and denominator", () => {
    const powers = fc.constantFrom(2 ** -300, 2 ** -40, 0.25, 8, 2 ** 200);
    fc.assert(
      fc.property(rows, rows, powers, powers, (a, b, above, below) => {
        const scaled = ({ numerator, denominator }: typeof a) => ({
          numerator: numerator.map((y) => y * above),
          denominator: denominator.map((d) => d * below),
        });
        const one = compareRatiosOfMeans(a, b);
        const other = compareRatiosOfMeans(scaled(a), scaled(b));
        const unit = above / below;
        agree(other.difference.estimate, one.difference.estimate * unit, 1e-13);
        agree(other.difference.standardError, one.difference.standardError! * unit, 1e-13);
        expect(other.test).toEqual(one.test);
        agree(other.ratio?.estimate ?? 0, one.ratio?.estimate ?? 0, 1e-13);
      }),
    );
  });

  it("answers hostile arms with a StatsError or a plain result, and leaves its input alone", () => {
    const numbers = fc.oneof(
      { weight: 8, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
      { weight: 4, arbitrary: fc.constantFrom<unknown>(0, -0, 1, 1e300, -1e300, 1e-300, 5e-324, 1e150, 3, null) },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, Number.NaN, Infinity, "9", true, {}, 1n) },
    );
    const column = fc.array(numbers, { minLength: 2, maxLength: 4 });
    const arm = fc.record({ numerator: column, denominator: column }) as fc.Arbitrary<{
      numerator: number[];
      denominator: number[];
    }>;
    fc.assert(
      fc.property(arm, arm, (control, treatment) => {
        const before = structuredClone([control, treatment]);
        let result: unknown = null;
        const refused = errorOf(() => {
          result = compareRatiosOfMeans(control, treatment, { margin: 1e300 });
        });
        if (refused === null) expectPlain(result);
        expect([control, treatment]).toEqual(before);
      }),
      { numRuns: 1000 },
    );
  });
});
