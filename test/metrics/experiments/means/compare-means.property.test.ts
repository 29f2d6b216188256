import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareMeans, type MeanComparison } from "../../../../src/metrics/experiments/means/compare-means";
import type { MeanArm } from "../../../../src/statistics/summaries/mean-arm";
import { mergeMoments } from "../../../../src/statistics/summaries/merge-moments";
import { moments } from "../../../../src/statistics/summaries/moments";
import { agree, errorOf, expectPlain } from "../../../assertions";
import { excludes, expectNegated } from "./mean-oracle";

const levels = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const ratings = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 40 });
const decimals = fc.array(
  fc.integer({ min: -1e6, max: 1e6 }).map((v) => v / 1000),
  { minLength: 2, maxLength: 40 },
);
const methods = fc.constantFrom("welch" as const, "pooled" as const);
const samples = fc.oneof(ratings, decimals);

/** Skips the rare pair in which nothing varies, which has no test. */
function tested(control: MeanArm, treatment: MeanArm, confidenceLevel = 0.95) {
  const result = compareMeans(control, treatment, { confidenceLevel });
  const { interval, standardError } = result.difference;
  fc.pre(interval !== null && standardError !== null);
  return { ...result, interval: interval as NonNullable<typeof interval>, error: standardError as number };
}

/** Agreement of all numbers, in units of the standard error where they are differences. */
function close(one: MeanComparison, other: MeanComparison, tolerance: number) {
  const error = one.difference.standardError || 1;
  const size = Math.abs(one.control.estimate) + Math.abs(one.treatment.estimate) + error;
  agree(other.difference.standardError, one.difference.standardError as number, tolerance);
  expect(Math.abs(other.difference.estimate - one.difference.estimate)).toBeLessThanOrEqual(tolerance * size);
  // a pair in which nothing varies has no test, hence no degrees of freedom
  expect(other.test.degreesOfFreedom).toHaveLength(one.test.degreesOfFreedom.length);
  one.test.degreesOfFreedom.forEach((df, i) => {
    agree(other.test.degreesOfFreedom[i], df, tolerance);
  });
  expect(other.test.pValue === null).toBe(one.test.pValue === null);
  if (one.test.pValue !== null && one.test.pValue > 1e-200) {
    // an error in t is multiplied by t itself in the logarithm of p
    const t = Math.abs(one.test.statistic as number);
    agree(other.test.pValue, one.test.pValue, tolerance * (1 + t) * (1 + size / error));
  }
}

describe("compareMeans()", () => {
  it("gives the same numbers for answers, their moments, merged moments, and n, mean and standard deviation", () => {
    fc.assert(
      fc.property(samples, samples, fc.nat(), (control, treatment, at) => {
        const raw = compareMeans(control, treatment);
        expect(compareMeans(moments(control), moments(treatment))).toEqual(raw);
        const cut = at % control.length;
        const merged = mergeMoments(moments(control.slice(0, cut)), moments(control.slice(cut)));
        close(raw, compareMeans(merged, treatment), 1e-12);
        const printed = ({ n, estimate, standardDeviation }: MeanComparison["control"]) => ({
          n,
          mean: estimate,
          standardDeviation: standardDeviation as number,
        });
        close(raw, compareMeans(printed(raw.control), printed(raw.treatment)), 1e-12);
      }),
    );
  });

  it("excludes 0 from its interval exactly where p is below 1 - level", () => {
    fc.assert(
      fc.property(ratings, ratings, levels, (control, treatment, level) => {
        const { interval, test } = tested(control, treatment, level);
        const p = test.pValue as number;
        // p and interval are two inversions of the same distribution, each good to 1e-12
        fc.pre(Math.abs(p - (1 - level)) > 1e-11);
        expect(p < 1 - level).toBe(interval.lower > 0 || interval.upper < 0);
      }),
      { numRuns: 500 },
    );
  });

  it("mirrors everything when the arms are swapped", () => {
    fc.assert(
      fc.property(samples, samples, levels, (a, b, level) => {
        const one = tested(a, b, level);
        const other = tested(b, a, level);
        expect(other.control).toEqual(one.treatment);
        expect(other.treatment).toEqual(one.control);
        expect(other.difference.estimate).toBe(0 - one.difference.estimate);
        expect(other.interval.lower).toBe(0 - one.interval.upper);
        expect(other.interval.upper).toBe(0 - one.interval.lower);
        expect(other.test.statistic).toBe(0 - (one.test.statistic as number));
        agree(other.test.pValue, one.test.pValue as number, 1e-12);
      }),
    );
  });

  it("turns ratio, Hedges' g and margin round when the arms are swapped", () => {
    fc.assert(
      fc.property(samples, samples, levels, methods, (a, b, confidenceLevel, method) => {
        const one = compareMeans(a, b, { confidenceLevel, method, margin: 0.5 });
        const other = compareMeans(b, a, { confidenceLevel, method, margin: 0.5, direction: "lower-is-better" });
        expect(other.effectSize?.estimate).toBe(one.effectSize && 0 - one.effectSize.estimate);
        expect(other.effectSize?.standardError).toBe(one.effectSize?.standardError);
        if (one.effectSize !== null) expectNegated(one.effectSize.interval, other.effectSize?.interval ?? null);
        expect(other.margin?.statement).toBe(one.margin?.statement);
        const pValue = one.margin?.nonInferiority.pValue ?? null;
        if (pValue !== null) agree(other.margin?.nonInferiority.pValue, pValue, 1e-12);
        if (one.ratio?.interval?.method !== "log") return;
        agree(other.ratio?.estimate, 1 / (one.ratio.estimate as number), 1e-12);
        agree(other.ratio?.interval?.lower, 1 / (one.ratio.interval.upper as number), 1e-12);
        agree(other.ratio?.interval?.upper, 1 / (one.ratio.interval.lower as number), 1e-12);
      }),
    );
  });

  it("excludes no difference from Hedges' g, and from Fieller's ratio, exactly where p is below 1 - level", () => {
    fc.assert(
      fc.property(decimals, decimals, levels, methods, (control, treatment, confidenceLevel, method) => {
        const { test, effectSize, ratio } = compareMeans(control, treatment, { confidenceLevel, method });
        const p = test.pValue;
        fc.pre(p !== null && Math.abs(p - (1 - confidenceLevel)) > 1e-9);
        const excluded = (p as number) < 1 - confidenceLevel;
        expect(excludes(effectSize?.interval ?? null, 0)).toBe(excluded);
        if (ratio?.interval?.method === "fieller" && ratio.interval.lower !== null) {
          expect(excludes(ratio.interval, 1)).toBe(excluded);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("rejects being worse by the margin at (1 - level) / 2 exactly where the interval excludes that", () => {
    fc.assert(
      fc.property(ratings, ratings, levels, methods, fc.double({ min: 0.01, max: 3, noNaN: true }), (c, t, ...rest) => {
        const [confidenceLevel, method, margin] = rest;
        for (const direction of ["higher-is-better", "lower-is-better"] as const) {
          const result = compareMeans(c, t, { confidenceLevel, method, margin, direction });
          const { interval } = result.difference;
          fc.pre(interval !== null);
          const { nonInferiority, equivalence, statement } = result.margin as NonNullable<typeof result.margin>;
          const { lower, upper } = interval as NonNullable<typeof interval>;
          const within = [lower > -margin, upper < margin];
          const tail = (1 - confidenceLevel) / 2;
          const [notWorse, equivalent] = [nonInferiority, equivalence].map(
            ({ pValue }) => pValue as number,
          ) as number[];
          fc.pre(Math.abs((notWorse as number) - tail) > 1e-11 && Math.abs((equivalent as number) - tail) > 1e-11);
          expect((notWorse as number) < tail).toBe(direction === "higher-is-better" ? within[0] : within[1]);
          expect((equivalent as number) < tail).toBe(within[0] && within[1]);
          expect(statement === "equivalent").toBe(within[0] && within[1]);
        }
      }),
    );
  });

  it("is half of the root of n times Student's t where equal arms are pooled", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.nat(), (n, seed) => {
        const arm = (k: number) => Array.from({ length: n }, (_, i) => ((i + 1) * (seed + k)) % 17);
        const { test, effectSize } = compareMeans(arm(3), arm(7), { method: "pooled" });
        fc.pre(test.statistic !== null);
        // d = t sqrt(2 / n), and J is below 1 but above 1 - 3 / (4 m - 4)
        const d = (test.statistic as number) * Math.sqrt(2 / n);
        const g = effectSize?.estimate as number;
        expect(Math.abs(g) <= Math.abs(d)).toBe(true);
        if (n > 2) expect(Math.abs(g)).toBeGreaterThanOrEqual(Math.abs(d) * (1 - 3 / (8 * n - 12)));
      }),
    );
  });

  it("gives plain results, or an error with a name, for values of any size", () => {
    const sizes = [0, 1, -1, 0.1 + 0.2, 0.3, 1e-300, -1e-300, 1e-140, 3e-140, 1e9, 1e9 + 1e-6, 1e12 + 1, 1e149, 1e300];
    const extremes = fc.array(fc.constantFrom(...sizes), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(extremes, extremes, levels, methods, (control, treatment, confidenceLevel, method) => {
        let result: unknown = null;
        const refused = errorOf(() => {
          result = compareMeans(control, treatment, { confidenceLevel, method, margin: 1e-200 });
        });
        if (refused === null) expectPlain(result);
        else expect(refused.code).toBe("invalid-input");
      }),
      { numRuns: 1000 },
    );
  });

  it("follows a shift and a change of unit, negative units included", () => {
    const shifts = fc.integer({ min: -1000, max: 1000 });
    const factors = fc.constantFrom(-1, 2, -0.5, 1e-3, 1e6, -1e9);
    fc.assert(
      fc.property(ratings, ratings, shifts, factors, (control, treatment, shift, factor) => {
        const one = tested(control, treatment);
        const moved = (values: number[]) => values.map((v) => factor * (v + shift));
        const other = tested(moved(control), moved(treatment));
        // rounding of the shifted values, counted in standard errors
        const tolerance = 1e-13 * (1 + (Math.abs(shift) + 7) / one.error);
        agree(other.error, Math.abs(factor) * one.error, tolerance);
        const unit = Math.abs(factor) * one.error;
        expect(Math.abs(other.difference.estimate - factor * one.difference.estimate)).toBeLessThan(tolerance * unit);
        expect(Math.abs((other.test.pValue as number) - (one.test.pValue as number))).toBeLessThan(10 * tolerance);
        const [from, to] = factor > 0 ? (["lower", "upper"] as const) : (["upper", "lower"] as const);
        expect(Math.abs(other.interval.lower - factor * one.interval[from])).toBeLessThan(100 * tolerance * unit);
        expect(Math.abs(other.interval.upper - factor * one.interval[to])).toBeLessThan(100 * tolerance * unit);
      }),
    );
  });

  it("has its estimate in the middle of an interval that widens with the level", () => {
    fc.assert(
      fc.property(samples, samples, levels, (control, treatment, level) => {
        const narrow = tested(control, treatment, level);
        const wide = tested(control, treatment, (1 + level) / 2);
        const { estimate } = narrow.difference;
        expect(narrow.interval.lower <= estimate && estimate <= narrow.interval.upper).toBe(true);
        expect(wide.interval.lower < narrow.interval.lower && narrow.interval.upper < wide.interval.upper).toBe(true);
      }),
    );
  });

  it("has degrees of freedom between the smaller arm's and the sum of both", () => {
    fc.assert(
      fc.property(samples, samples, (control, treatment) => {
        const { test } = tested(control, treatment);
        const df = test.degreesOfFreedom[0] as number;
        const [a, b] = [control.length - 1, treatment.length - 1];
        expect(df).toBeGreaterThanOrEqual(Math.min(a, b) * (1 - 1e-14));
        expect(df).toBeLessThanOrEqual((a + b) * (1 + 1e-14));
      }),
    );
  });

  it("does not depend on the order of the values, nor on missing ones", () => {
    fc.assert(
      fc.property(ratings, ratings, fc.nat(), (control, treatment, at) => {
        const one = compareMeans(control, treatment);
        const i = at % control.length;
        const turned = [...control.slice(i), null, ...control.slice(0, i), undefined];
        const other = compareMeans(turned, [...treatment].reverse());
        close(one, other, 1e-12);
        expect(other.nMissing).toBe(2);
      }),
    );
  });

  it("never finds a difference between constants: no statistic, no p-value, no interval", () => {
    const constants = fc.double({ min: -1e300, max: 1e300, noNaN: true });
    const sizes = fc.integer({ min: 2, max: 300 });
    fc.assert(
      fc.property(constants, constants, sizes, sizes, (a, b, n, m) => {
        const result = compareMeans(new Array(n).fill(a), new Array(m).fill(b));
        expect(result.test).toMatchObject({ statistic: null, pValue: null });
        expect(result.difference).toMatchObject({ standardError: 0, interval: null });
        expectPlain(result);
      }),
    );
  });

  it("is plain, and leaves its input alone", () => {
    fc.assert(
      fc.property(samples, samples, levels, (control, treatment, confidenceLevel) => {
        const arms = [control, moments(treatment)] as const;
        const before = structuredClone(arms);
        expectPlain(compareMeans(...arms, { confidenceLevel }));
        expect(arms).toEqual(before);
      }),
    );
  });

  it("answers hostile arms with a StatsError or a plain result", () => {
    const numbers = fc.oneof(
      { weight: 8, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
      { weight: 4, arbitrary: fc.constantFrom<unknown>(0, -0, 1, 1e300, -1e300, 1e-300, 5e-324, 2 ** 53 - 1, 3) },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(null, undefined, Number.NaN, Infinity, "9", true, {}, [], 1n) },
    );
    const hostile = fc.oneof(
      fc.array(numbers, { maxLength: 6 }),
      fc.record({ n: fc.oneof(numbers, fc.integer({ min: 0, max: 9 })), mean: numbers, standardDeviation: numbers }),
      fc.record({
        kind: fc.constantFrom<unknown>("moments", "tally", null),
        n: fc.oneof(numbers, fc.integer({ min: 0, max: 9 })),
        nMissing: fc.nat(),
        mean: numbers,
        meanLow: fc.constantFrom<unknown>(0, 1e-17, Number.NaN),
        sumOfSquares: numbers,
      }),
      numbers,
    );
    fc.assert(
      fc.property(hostile, hostile, (control, treatment) => {
        let result: unknown = null;
        const refused = errorOf(() => {
          result = compareMeans(control as MeanArm, treatment as MeanArm);
        });
        if (refused === null) expectPlain(result);
      }),
      { numRuns: 3000 },
    );
  });
});
