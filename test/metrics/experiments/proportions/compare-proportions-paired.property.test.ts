import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OpenInterval } from "../../../../src/core/estimate";
import { compareProportionsPaired } from "../../../../src/metrics/experiments/proportions/compare-proportions-paired";
import { pairedRatioScore } from "../../../../src/statistics/estimates/paired-ratio-score";
import type { PairedCounts } from "../../../../src/statistics/hypothesis-tests/paired-counts";
import { agree, agreeEnds, errorOf, expectPlain } from "../../../assertions";

const count = fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 60 }), fc.nat({ max: 1e6 }));
const tables: fc.Arbitrary<PairedCounts> = fc
  .record({ both: count, onlyFirst: count, onlySecond: count, neither: count })
  .filter(({ both, onlyFirst, onlySecond, neither }) => both + onlyFirst + onlySecond + neither > 0);
const levels = fc.double({ min: 0.5, max: 0.999, noNaN: true });

const swapped = ({ both, onlyFirst, onlySecond, neither }: PairedCounts): PairedCounts => ({
  both,
  onlyFirst: onlySecond,
  onlySecond: onlyFirst,
  neither,
});

/** Every table of up to 12 customers. */
function everyTable(visit: (table: PairedCounts) => void) {
  for (let both = 0; both <= 8; both += 2) {
    for (let neither = 0; neither <= 6; neither += 3) {
      for (let onlyFirst = 0; onlyFirst <= 9; onlyFirst++) {
        for (let onlySecond = 0; onlySecond <= 9; onlySecond++) {
          if (both + neither + onlyFirst + onlySecond > 0) visit({ both, onlyFirst, onlySecond, neither });
        }
      }
    }
  }
}

describe("compareProportionsPaired(), over all small tables", () => {
  it("has a p below 1 - level exactly where each of its three intervals excludes no difference", () => {
    const broken: string[] = [];
    everyTable((table) => {
      for (const confidenceLevel of [0.5, 0.9, 0.95, 0.99]) {
        const { difference, ratio, effectSize, test } = compareProportionsPaired(table, { confidenceLevel });
        const rejects = test.pValue! < 1 - confidenceLevel;
        const { lower, upper } = difference.interval!;
        const off = (part: { readonly interval: OpenInterval | null }) =>
          part.interval!.lower! > 1 || (part.interval!.upper ?? Infinity) < 1;
        if (rejects !== (lower > 0 || upper < 0)) broken.push(`difference ${JSON.stringify(table)}`);
        if (rejects !== off(ratio)) broken.push(`ratio ${JSON.stringify(table)}`);
        if (rejects !== off(effectSize)) broken.push(`odds ${JSON.stringify(table)}`);
      }
    });
    expect(broken).toEqual([]);
  });

  it("has one-sided p-values that agree with the interval beside a margin", () => {
    const broken: string[] = [];
    everyTable((table) => {
      for (const margin of [0.05, 0.3]) {
        const { difference, margin: judged } = compareProportionsPaired(table, { confidenceLevel: 0.9, margin });
        const { lower, upper } = difference.interval!;
        const { nonInferiority, equivalence, statement } = judged!;
        const tail = (1 - 0.9) / 2;
        if (nonInferiority.pValue! < tail !== lower > -margin) broken.push(JSON.stringify(table));
        if (equivalence.pValue! < tail !== (lower > -margin && upper < margin)) broken.push(JSON.stringify(table));
        if ((statement === "equivalent") !== equivalence.pValue! < tail) broken.push(JSON.stringify(table));
      }
    });
    expect(broken).toEqual([]);
  });

  it("has a score of the ratio that falls, so that the ratios not rejected are an interval", () => {
    const ratios = Array.from({ length: 60 }, (_, i) => Math.exp((i - 30) / 6));
    const broken: string[] = [];
    everyTable(({ both, onlyFirst, onlySecond }) => {
      if (both + onlyFirst + onlySecond === 0) return;
      let before = Infinity;
      for (const ratio of ratios) {
        const score = pairedRatioScore({ both, onlyFirst, onlySecond }, ratio);
        if (!(score <= before + 1e-12)) broken.push(`${both}, ${onlyFirst}, ${onlySecond} at ${ratio}`);
        before = score;
      }
    });
    expect(broken).toEqual([]);
  });
});

describe("compareProportionsPaired()", () => {
  it("mirrors everything when the two times are swapped", () => {
    fc.assert(
      fc.property(tables, levels, (table, confidenceLevel) => {
        const one = compareProportionsPaired(table, { confidenceLevel });
        const other = compareProportionsPaired(swapped(table), { confidenceLevel });
        expect(other.control).toEqual(one.treatment);
        expect(other.difference.estimate).toBe(0 - one.difference.estimate);
        expect(other.difference.standardError).toBe(one.difference.standardError);
        expect(other.difference.interval!.lower).toBe(0 - one.difference.interval!.upper);
        expect(other.test.pValue).toBe(one.test.pValue);
        for (const part of ["ratio", "effectSize"] as const) {
          if (one[part].estimate && other[part].estimate) agree(1 / other[part].estimate!, one[part].estimate!, 1e-14);
          const [lower, upper] = [one[part].interval!.lower!, other[part].interval!.upper];
          if (lower > 0) agree(1 / upper!, lower, 1e-12);
          else expect(upper).toBeNull();
        }
      }),
    );
  });

  it("turns the odds round, and the difference, when successes are recoded as failures", () => {
    fc.assert(
      fc.property(tables, levels, (table, confidenceLevel) => {
        const { both, onlyFirst, onlySecond, neither } = table;
        const recoded = { both: neither, onlyFirst: onlySecond, onlySecond: onlyFirst, neither: both };
        const [one, other] = [table, recoded].map((each) => compareProportionsPaired(each, { confidenceLevel }));
        expect(other!.difference.interval!.lower).toBe(0 - one!.difference.interval!.upper);
        expect(other!.test.pValue).toBe(one!.test.pValue);
      }),
    );
  });

  it("grows wider with the level, narrower with twice the customers, holds the estimates, and is plain", () => {
    fc.assert(
      fc.property(tables, levels, (table, confidenceLevel) => {
        const before = structuredClone(table);
        const narrow = compareProportionsPaired(table, { confidenceLevel });
        const wide = compareProportionsPaired(table, { confidenceLevel: (1 + confidenceLevel) / 2 });
        const twice = Object.fromEntries(Object.entries(table).map(([name, n]) => [name, 2 * n]));
        const more = compareProportionsPaired(twice as unknown as PairedCounts, { confidenceLevel });
        expect(more.difference.estimate).toBe(narrow.difference.estimate);
        const width = ({ difference }: typeof narrow) => difference.interval!.upper - difference.interval!.lower;
        expect(width(more)).toBeLessThan(width(narrow));
        for (const part of ["difference", "ratio", "effectSize"] as const) {
          const [inner, outer] = [narrow[part].interval!, wide[part].interval!];
          expect(outer.lower!).toBeLessThanOrEqual(inner.lower!);
          expect(outer.upper ?? Infinity).toBeGreaterThanOrEqual(inner.upper ?? Infinity);
          const { estimate } = narrow[part];
          if (estimate === null) continue;
          expect(inner.lower!).toBeLessThanOrEqual(estimate);
          expect(inner.upper ?? Infinity).toBeGreaterThanOrEqual(estimate);
        }
        expectPlain(narrow);
        expect(table).toEqual(before);
      }),
    );
  });

  it("has a test, a ratio and odds that do not depend on those who fail both times", () => {
    fc.assert(
      fc.property(tables, fc.nat({ max: 1000 }), (table, more) => {
        fc.pre(table.onlyFirst + table.onlySecond > 0);
        const larger = compareProportionsPaired({ ...table, neither: table.neither + more });
        const one = compareProportionsPaired(table);
        // z of 30 and more, whose rounding counts z^2 times in p
        agree(larger.test.statistic, one.test.statistic!, 1e-14);
        agreeEnds(
          { lower: larger.ratio.interval!.lower, upper: larger.ratio.interval!.upper ?? 1 },
          [one.ratio.interval!.lower!, one.ratio.interval!.upper ?? 1],
          1e-13,
        );
      }),
    );
  });

  it("answers hostile counts and levels with a StatsError or a plain result", () => {
    const hostile = fc.oneof(
      fc.constantFrom<unknown>(0, 1, -1, 0.5, -0, Number.NaN, Infinity, 2 ** 53 - 1, 5e-324, "1", null, undefined),
      fc.nat({ max: 4 }),
      fc.maxSafeNat(),
    );
    const table = fc.record({ both: hostile, onlyFirst: hostile, onlySecond: hostile, neither: hostile });
    const tested = fc.constantFrom(0.5, 0.95, 1 - 2 ** -53, 5e-324, 1e-17);
    const margins = fc.constantFrom(undefined, 5e-324, 0.1, 1);
    fc.assert(
      fc.property(table, tested, margins, (counts, confidenceLevel, margin) => {
        let result: unknown = null;
        const refused = errorOf(() => {
          result = compareProportionsPaired(counts as PairedCounts, { confidenceLevel, margin });
        });
        if (refused === null) expectPlain(result);
      }),
      { numRuns: 1000 },
    );
  });
});
