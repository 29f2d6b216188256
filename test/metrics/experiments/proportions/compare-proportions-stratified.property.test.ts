import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareProportionsStratified } from "../../../../src/metrics/experiments/proportions/compare-proportions-stratified";
import type { ProportionStratum } from "../../../../src/metrics/experiments/proportions/strata";
import { agree, agreeEnds, errorOf, expectPlain } from "../../../assertions";

const arm = (most: number, least = 1) =>
  fc
    .integer({ min: least, max: most })
    .chain((trials) => fc.integer({ min: 0, max: trials }).map((successes) => ({ successes, trials })));

const stratum = (most: number) => fc.record({ control: arm(most), treatment: arm(most) });

const named = (list: readonly Omit<ProportionStratum, "name">[]): ProportionStratum[] =>
  list.map((each, i) => ({ name: `${i}`, ...each }));

const strata = fc
  .constantFrom(3, 12, 200)
  .chain((most) => fc.array(stratum(most), { minLength: 1, maxLength: 5 }))
  .map(named);

/** With strata in which hardly anybody succeeds, so that some have no success in either arm. */
const rare = fc
  .array(
    fc.record({
      control: fc.record({ successes: fc.constantFrom(0, 0, 0, 1), trials: fc.integer({ min: 1, max: 300 }) }),
      treatment: fc.record({ successes: fc.constantFrom(0, 0, 1), trials: fc.integer({ min: 1, max: 30 }) }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map(named);

const levels = fc.double({ min: 0.5, max: 0.999, noNaN: true });
const swapped = (list: readonly ProportionStratum[]) =>
  list.map(({ name, control, treatment }) => ({ name, control: treatment, treatment: control }));
const recoded = (list: readonly ProportionStratum[]) => {
  const failures = ({ successes, trials }: ProportionStratum["control"]) => ({ successes: trials - successes, trials });
  return list.map(({ name, control, treatment }) => ({
    name,
    control: failures(control),
    treatment: failures(treatment),
  }));
};

describe("compareProportionsStratified()", () => {
  it("has a p below 1 - level exactly where the intervals of difference and ratio exclude none", () => {
    fc.assert(
      fc.property(fc.oneof(strata, rare), fc.constantFrom(0.5, 0.8, 0.9, 0.95, 0.99), (list, confidenceLevel) => {
        const { test, difference, ratio } = compareProportionsStratified(list, { confidenceLevel });
        const rejects = test.pValue! < 1 - confidenceLevel;
        expect(difference.interval!.lower > 0 || difference.interval!.upper < 0).toBe(rejects);
        expect(ratio.interval!.lower! > 1 || (ratio.interval!.upper ?? Infinity) < 1).toBe(rejects);
      }),
      { numRuns: 300 },
    );
  });

  it("has one-sided p-values that agree with the interval beside a margin", () => {
    const margins = fc.constantFrom(0.02, 0.1, 0.4);
    fc.assert(
      fc.property(fc.oneof(strata, rare), margins, (list, margin) => {
        const result = compareProportionsStratified(list, { confidenceLevel: 0.9, margin });
        const { lower, upper } = result.difference.interval!;
        const { nonInferiority, equivalence } = result.margin!;
        const tail = (1 - 0.9) / 2;
        expect(nonInferiority.pValue! < tail).toBe(lower > -margin);
        expect(equivalence.pValue! < tail).toBe(lower > -margin && upper < margin);
      }),
      { numRuns: 200 },
    );
  });

  it("mirrors everything when the arms are swapped", () => {
    fc.assert(
      fc.property(strata, levels, (list, confidenceLevel) => {
        const one = compareProportionsStratified(list, { confidenceLevel });
        const other = compareProportionsStratified(swapped(list), { confidenceLevel });
        expect(other.control).toEqual(one.treatment);
        expect(other.difference.estimate).toBe(0 - one.difference.estimate);
        agree(other.test.pValue, one.test.pValue!, 1e-11);
        const { lower, upper } = other.difference.interval!;
        // to the rounding of shares
        agreeEnds({ lower: -upper, upper: 1 }, [one.difference.interval!.lower, 1], 1e-13);
        agreeEnds({ lower: -lower, upper: 1 }, [one.difference.interval!.upper, 1], 1e-13);
        for (const part of ["ratio", "effectSize"] as const) {
          if (one[part].estimate && other[part].estimate) agree(1 / other[part].estimate!, one[part].estimate!, 1e-13);
          const low = one[part].interval?.lower;
          if (low) agree(1 / other[part].interval!.upper!, low, 1e-11);
        }
        if (one.homogeneity.statistic !== null && one.effectSize.estimate) {
          expect(Math.abs(other.homogeneity.statistic! - one.homogeneity.statistic)).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("turns the difference round when successes are recoded as failures", () => {
    fc.assert(
      fc.property(strata, levels, (list, confidenceLevel) => {
        const one = compareProportionsStratified(list, { confidenceLevel });
        const other = compareProportionsStratified(recoded(list), { confidenceLevel });
        expect(other.difference.estimate).toBe(0 - one.difference.estimate);
        agreeEnds({ lower: -other.difference.interval!.upper, upper: 1 }, [one.difference.interval!.lower, 1], 1e-12);
        agree(other.test.pValue, one.test.pValue!, 1e-11);
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order of the strata, nor on strata in which an arm has nobody", () => {
    const empty = { name: "empty", control: { successes: 0, trials: 0 }, treatment: { successes: 2, trials: 3 } };
    fc.assert(
      fc.property(strata, levels, (list, confidenceLevel) => {
        const one = compareProportionsStratified(list, { confidenceLevel });
        const other = compareProportionsStratified([empty, ...list].reverse(), { confidenceLevel });
        agree(1 + other.difference.estimate, 1 + one.difference.estimate, 1e-14);
        agreeEnds({ lower: other.difference.interval!.lower, upper: 1 }, [one.difference.interval!.lower, 1], 1e-13);
        agree(other.test.pValue, one.test.pValue!, 1e-11);
        expect(other.n).toBe(one.n);
      }),
      { numRuns: 60 },
    );
  });

  it("has arms whose difference is the difference, and whose ratio is the ratio", () => {
    fc.assert(
      fc.property(strata, (list) => {
        const { control, treatment, difference, ratio } = compareProportionsStratified(list);
        expect(Math.abs(treatment.estimate - control.estimate - difference.estimate)).toBeLessThan(1e-15);
        if (ratio.estimate !== null) agree(ratio.estimate, treatment.estimate / control.estimate, 1e-14);
        agree(difference.standardError, Math.hypot(control.standardError!, treatment.standardError!), 1e-14);
      }),
    );
  });

  it("grows wider with the level, holds the estimates, stays inside [-1, 1], and is plain", () => {
    fc.assert(
      fc.property(fc.oneof(strata, rare), levels, (list, confidenceLevel) => {
        const before = structuredClone(list);
        const narrow = compareProportionsStratified(list, { confidenceLevel });
        const wide = compareProportionsStratified(list, { confidenceLevel: (1 + confidenceLevel) / 2 });
        const [inner, outer] = [narrow.difference.interval!, wide.difference.interval!];
        expect(-1 <= outer.lower && outer.lower <= inner.lower && inner.upper <= outer.upper).toBe(true);
        expect(outer.upper).toBeLessThanOrEqual(1);
        expect(inner.lower).toBeLessThanOrEqual(narrow.difference.estimate);
        expect(inner.upper).toBeGreaterThanOrEqual(narrow.difference.estimate);
        for (const { estimate, interval } of [narrow.control, narrow.treatment]) {
          expect(interval.lower <= estimate && estimate <= interval.upper).toBe(true);
        }
        const { estimate, interval } = narrow.ratio;
        if (estimate !== null) {
          expect(interval!.lower! <= estimate && estimate <= (interval!.upper ?? Infinity)).toBe(true);
        }
        expectPlain(narrow);
        expect(list).toEqual(before);
      }),
      { numRuns: 80 },
    );
  });

  it("answers hostile counts and levels with a StatsError or a plain result", () => {
    const hostile = fc.oneof(
      fc.constantFrom<unknown>(0, 1, -1, 0.5, -0, Number.NaN, Infinity, 2 ** 53 - 1, 5e-324, "1", null),
      fc.nat({ max: 3 }),
    );
    const each = fc.record({ successes: hostile, trials: hostile });
    const list = fc.array(fc.record({ name: fc.constantFrom("a", "b", "c"), control: each, treatment: each }), {
      maxLength: 2,
    });
    fc.assert(
      fc.property(list, fc.constantFrom(0.5, 0.95, 1 - 2 ** -53, 5e-324, 1e-17), (strata, confidenceLevel) => {
        let result: unknown = null;
        const refused = errorOf(() => {
          result = compareProportionsStratified(strata as ProportionStratum[], { confidenceLevel });
        });
        if (refused === null) expectPlain(result);
      }),
      { numRuns: 500 },
    );
  });
});
