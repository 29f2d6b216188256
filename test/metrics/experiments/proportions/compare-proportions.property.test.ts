import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ArmOddsRatio, ArmRatio } from "../../../../src/metrics/experiments/comparison/ratio-of-arms";
import { compareProportions } from "../../../../src/metrics/experiments/proportions/compare-proportions";
import type { ProportionArm } from "../../../../src/metrics/experiments/proportions/proportion-arm";
import type { CompareProportionsMethod } from "../../../../src/metrics/experiments/proportions/share-difference";
import { normalUpper } from "../../../../src/numerics/normal";
import { agree, agreeEnds, errorOf, expectPlain, flaws } from "../../../assertions";
import { everyTable } from "./tables";

const METHODS = ["miettinen-nurminen", "newcombe", "wald"] as const;
const methods = fc.constantFrom<CompareProportionsMethod>(...METHODS);
const levels = fc.double({ min: 0.001, max: 0.999, noNaN: true });

const arms: fc.Arbitrary<ProportionArm> = fc
  .oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 1e6 }))
  .chain((trials) =>
    fc
      .oneof(fc.integer({ min: 0, max: trials }), fc.constantFrom(0, 1, trials - 1, trials))
      .map((successes) => ({ successes, trials })),
  );

/** Of few answers, so that most p-values are neither 0 nor 1. */
const smallArms = fc
  .integer({ min: 1, max: 40 })
  .chain((trials) => fc.integer({ min: 0, max: trials }).map((successes) => ({ successes, trials })));

/** Expects one ratio to be the other with the arms swapped, as far as a ratio to nothing has a reciprocal. */
function expectInverse(other: ArmRatio | ArmOddsRatio, one: ArmRatio | ArmOddsRatio) {
  if (one.estimate !== null && one.estimate > 0) agree(other.estimate, 1 / one.estimate, 1e-14);
  if (one.interval === null || other.interval === null) return expect(other.interval).toBe(one.interval);
  const { lower, upper } = one.interval;
  expect(other.interval.lower === 0).toBe(upper === null);
  expect(other.interval.upper === null).toBe(lower === 0);
  if (upper !== null) agree(other.interval.lower, 1 / upper, 1e-11);
  if (lower !== null && lower > 0) agree(other.interval.upper, 1 / lower, 1e-11);
}

/** Expects an interval to lie inside that of a higher level. */
function expectWithin(narrow: ArmRatio | ArmOddsRatio, wide: ArmRatio | ArmOddsRatio) {
  if (narrow.interval === null || wide.interval === null) return expect(wide.interval).toBe(narrow.interval);
  expect((wide.interval.lower as number) <= (narrow.interval.lower as number)).toBe(true);
  expect((narrow.interval.upper ?? Infinity) <= (wide.interval.upper ?? Infinity)).toBe(true);
}

const endsOf = (a: ProportionArm, b: ProportionArm, method: CompareProportionsMethod, confidenceLevel: number) => {
  const result = compareProportions(a, b, { method, confidenceLevel });
  const { lower, upper } = result.difference.interval as { lower: number; upper: number };
  return { ...result, lower, upper, pValue: result.test.pValue as number };
};

describe("compareProportions(), over all tables of 40 against 20", () => {
  it.each([
    ["miettinen-nurminen", { difference: 0, ratio: 1, oddsRatio: 1 }],
    ["newcombe", { difference: 0, ratio: 1 }],
    ["wald", { difference: 0 }],
  ] as const)("%s: p is below 1 - level exactly where the intervals exclude no difference, %j", (method, parts) => {
    const broken: string[] = [];
    everyTable((control, treatment) => {
      for (const confidenceLevel of [0.9, 0.95, 0.99]) {
        const result = compareProportions(control, treatment, { method, confidenceLevel });
        const rejects = (result.test.pValue as number) < 1 - confidenceLevel;
        for (const [part, none] of Object.entries(parts) as ["difference" | "ratio" | "oddsRatio", number][]) {
          const { lower, upper } = result[part].interval as { lower: number; upper: number | null };
          if (rejects !== (lower > none || (upper !== null && upper < none))) {
            broken.push(`${part} of ${treatment.successes}/40 v ${control.successes}/20: ${lower}, ${upper}`);
          }
        }
      }
    });
    expect(broken).toEqual([]);
  });

  it.each(METHODS)("%s: results are plain, inside the scale, and hold the estimate", (method) => {
    everyTable((control, treatment) => {
      const result = endsOf(control, treatment, method, 0.95);
      const { lower, upper, difference } = result;
      if (flaws(result).length > 0) expect(flaws(result)).toEqual([]);
      if (!(-1 <= lower && lower <= difference.estimate && difference.estimate <= upper && upper <= 1)) {
        expect.fail(`${treatment.successes}/40 v ${control.successes}/20: ${lower}, ${difference.estimate}, ${upper}`);
      }
    });
  });
});

describe("compareProportions() at a level near 0, over all tables of 12 against 9", () => {
  it.each(METHODS)("%s: every interval holds its estimate, which is on both ends but for rounding", (method) => {
    const outside: string[] = [];
    for (let x = 0; x <= 12 * 10 + 9; x++) {
      const [x0, x1] = [x % 10, Math.floor(x / 10)];
      const [control, treatment] = [
        { successes: x0, trials: 9 },
        { successes: x1, trials: 12 },
      ];
      const result = compareProportions(control, treatment, { method, confidenceLevel: 1e-17 });
      for (const part of ["difference", "ratio", "oddsRatio", "effectSize"] as const) {
        const { estimate, interval } = result[part];
        if (estimate === null || interval === null) continue;
        if ((interval.lower ?? 0) > estimate || estimate > (interval.upper ?? Infinity)) {
          outside.push(`${part} of ${x1}/12 v ${x0}/9: ${estimate}`);
        }
      }
    }
    expect(outside).toEqual([]);
  });
});

describe("compareProportions() beside a margin, over all tables of 12 against 9", () => {
  it.each(METHODS)("%s: both tests are below (1 - level) / 2 exactly where the interval says so", (method) => {
    const broken: string[] = [];
    for (let x = 0; x <= 12 * 10 + 9; x++) {
      const [control, treatment] = [
        { successes: x % 10, trials: 9 },
        { successes: Math.floor(x / 10), trials: 12 },
      ];
      for (const [confidenceLevel, margin, direction] of [
        [0.9, 0.1, "higher-is-better"],
        [0.95, 0.3, "lower-is-better"],
        [0.5, 0.8, "higher-is-better"],
        [0.95, 1, "lower-is-better"],
      ] as const) {
        const result = compareProportions(control, treatment, { method, confidenceLevel, margin, direction });
        const { lower, upper } = result.difference.interval as { lower: number; upper: number };
        const { nonInferiority, equivalence, statement } = result.margin!;
        const tail = (1 - confidenceLevel) / 2;
        const worst = direction === "higher-is-better" ? lower : -upper;
        const within = lower > -margin && upper < margin;
        const agreed =
          (nonInferiority.pValue as number) < tail === worst > -margin &&
          (equivalence.pValue as number) < tail === within &&
          (statement === "equivalent") === within;
        if (!agreed) broken.push(`${treatment.successes}/12 v ${control.successes}/9, margin ${margin}`);
      }
    }
    expect(broken).toEqual([]);
  });
});

describe("compareProportions(), over all tables of up to 7 against up to 5", () => {
  it.each(METHODS)("%s: p and interval agree at every level from 1 to 99 percent", (method) => {
    const broken: string[] = [];
    for (let n1 = 1; n1 <= 7; n1++) {
      for (let n2 = 1; n2 <= 5; n2++) {
        for (let x1 = 0; x1 <= n1; x1++) {
          for (let x2 = 0; x2 <= n2; x2++) {
            for (const level of [0.01, 0.25, 0.5, 0.8, 0.99]) {
              const [control, treatment] = [
                { successes: x2, trials: n2 },
                { successes: x1, trials: n1 },
              ];
              const { lower, upper, pValue } = endsOf(control, treatment, method, level);
              if (pValue < 1 - level !== (lower > 0 || upper < 0)) {
                broken.push(`${x1}/${n1} v ${x2}/${n2} at ${level}: p ${pValue}, ${lower}, ${upper}`);
              }
            }
          }
        }
      }
    }
    expect(broken).toEqual([]);
  });
});

describe("compareProportions()", () => {
  it("has a p-value that is 1 minus the level at which its interval meets 0", () => {
    fc.assert(
      fc.property(smallArms, smallArms, methods, (control, treatment, method) => {
        const { pValue } = endsOf(control, treatment, method, 0.95);
        fc.pre(pValue > 1e-6 && pValue < 0.999);
        const inside = endsOf(control, treatment, method, 1 - pValue * (1 - 1e-6));
        const outside = endsOf(control, treatment, method, 1 - pValue * (1 + 1e-6));
        expect(inside.lower <= 0 && 0 <= inside.upper).toBe(true);
        expect(outside.lower > 0 || outside.upper < 0).toBe(true);
      }),
    );
  });

  it("mirrors everything when the arms are swapped", () => {
    fc.assert(
      fc.property(arms, arms, methods, levels, (a, b, method, level) => {
        const one = endsOf(a, b, method, level);
        const other = endsOf(b, a, method, level);
        expect(other.control).toEqual(one.treatment);
        expect(other.treatment).toEqual(one.control);
        expect(other.difference.estimate).toBe(0 - one.difference.estimate);
        expect(other.difference.standardError).toBe(one.difference.standardError);
        // 1e-12 of the scale, not of the ends: shares near 1 carry 1e-16 of it
        agreeEnds({ lower: -other.upper, upper: 1 }, [one.lower, 1], 1e-13);
        agreeEnds({ lower: -other.lower, upper: 1 }, [one.upper, 1], 1e-13);
        if (one.pValue > 1e-100) agree(other.pValue, one.pValue, 1e-11);
        expectInverse(other.ratio, one.ratio);
        expectInverse(other.oddsRatio, one.oddsRatio);
        agree(other.effectSize.estimate, 0 - one.effectSize.estimate, 1e-14);
        agreeEnds({ lower: -other.effectSize.interval!.upper, upper: 1 }, [one.effectSize.interval!.lower, 1], 1e-13);
        expect(other.numberNeededToTreat.estimate ?? 0).toBe(0 - (one.numberNeededToTreat.estimate ?? 0));
      }),
    );
  });

  it("mirrors its margin when the arms are swapped and the direction is turned", () => {
    const margins = fc.double({ min: 0.001, max: 1, noNaN: true });
    fc.assert(
      fc.property(smallArms, smallArms, methods, margins, (a, b, method, margin) => {
        const one = compareProportions(a, b, { method, margin }).margin!;
        const other = compareProportions(b, a, { method, margin, direction: "lower-is-better" }).margin!;
        expect(other.statement).toBe(one.statement);
        for (const test of ["nonInferiority", "equivalence"] as const) {
          const pValue = one[test].pValue as number;
          if (pValue > 1e-100) agree(other[test].pValue, pValue, 1e-11);
        }
      }),
    );
  });

  it("mirrors everything when successes are recoded as failures", () => {
    const recoded = ({ successes, trials }: ProportionArm) => ({ successes: trials - successes, trials });
    fc.assert(
      fc.property(arms, arms, methods, levels, (a, b, method, level) => {
        const one = endsOf(a, b, method, level);
        const other = endsOf(recoded(a), recoded(b), method, level);
        agreeEnds({ lower: -other.upper, upper: 1 }, [one.lower, 1], 1e-12);
        agreeEnds({ lower: -other.lower, upper: 1 }, [one.upper, 1], 1e-12);
        expect(Math.abs(other.difference.estimate + one.difference.estimate)).toBeLessThan(1e-15);
        // a rounding error of 1e-16 in a share moves z by 1e-16 standard errors
        const slack = 1e-15 / (one.difference.standardError || 1);
        if (one.pValue > 1e-10) agree(other.pValue, one.pValue, 1e-11 + 100 * slack);
        expectInverse(other.oddsRatio, one.oddsRatio);
        agree(other.effectSize.estimate, 0 - one.effectSize.estimate, 1e-13);
      }),
    );
  });

  it("grows wider with the level", () => {
    fc.assert(
      fc.property(arms, arms, methods, levels, (a, b, method, level) => {
        const narrow = endsOf(a, b, method, level);
        const wide = endsOf(a, b, method, (1 + level) / 2);
        expect(wide.lower <= narrow.lower && narrow.upper <= wide.upper).toBe(true);
        const degenerate = method === "wald" && narrow.difference.standardError === 0;
        const all = narrow.lower === -1 && narrow.upper === 1;
        expectWithin(narrow.ratio, wide.ratio);
        expectWithin(narrow.oddsRatio, wide.oddsRatio);
        if (!degenerate && !all) expect(wide.upper - wide.lower).toBeGreaterThan(narrow.upper - narrow.lower);
      }),
    );
  });

  it("keeps the estimate when both arms are doubled, with a narrower interval and a smaller p-value", () => {
    const twice = ({ successes, trials }: ProportionArm) => ({ successes: 2 * successes, trials: 2 * trials });
    fc.assert(
      fc.property(arms, arms, methods, (a, b, method) => {
        const once = endsOf(a, b, method, 0.95);
        const more = endsOf(twice(a), twice(b), method, 0.95);
        expect(more.difference.estimate).toBe(once.difference.estimate);
        expect(more.upper - more.lower).toBeLessThanOrEqual(once.upper - once.lower);
        if (once.difference.estimate !== 0) expect(more.pValue).toBeLessThanOrEqual(once.pValue);
      }),
    );
  });

  it("is plain, inside [-1, 1], holds the estimate, and has a p-value in [0, 1]", () => {
    fc.assert(
      fc.property(arms, arms, methods, levels, (a, b, method, level) => {
        const before = structuredClone([a, b]);
        const result = endsOf(a, b, method, level);
        expectPlain(result);
        expect(-1 <= result.lower && result.upper <= 1).toBe(true);
        expect(result.lower <= result.difference.estimate && result.difference.estimate <= result.upper).toBe(true);
        expect(0 <= result.pValue && result.pValue <= 1).toBe(true);
        for (const { estimate, interval } of [result.ratio, result.oddsRatio]) {
          if (interval === null) continue;
          expect(interval.lower).toBeGreaterThanOrEqual(0);
          expect((interval.lower as number) <= (estimate ?? Infinity)).toBe(true);
          expect((estimate ?? 0) <= (interval.upper ?? Infinity)).toBe(true);
        }
        expect([a, b]).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it("has the p-value of its statistic", () => {
    fc.assert(
      fc.property(arms, arms, fc.constantFrom("miettinen-nurminen" as const, "wald" as const), (a, b, method) => {
        const { statistic, pValue } = compareProportions(a, b, { method }).test;
        fc.pre(statistic !== null);
        expect(pValue).toBe(Math.min(1, 2 * normalUpper(Math.abs(statistic as number))));
        expect(Math.sign(statistic as number)).toBe(Math.sign(b.successes / b.trials - a.successes / a.trials));
      }),
    );
  });

  it("answers hostile counts with a StatsError or a plain result", () => {
    const numbers = fc.oneof(
      fc.constantFrom<unknown>(0, 1, -1, 0.5, -0, Number.NaN, Infinity, 2 ** 53 - 1, 2 ** 53, 5e-324, 1e308),
      fc.constantFrom<unknown>("1", null, undefined, true, 1n, {}, []),
      fc.maxSafeNat(),
      fc.integer({ min: 0, max: 3 }),
    );
    const hostile = fc.record({ successes: numbers, trials: numbers });
    const tested = fc.oneof(fc.constantFrom(0.5, 0.95, 1 - 2 ** -53, 5e-324, 1e-17), levels);
    fc.assert(
      fc.property(hostile, hostile, methods, tested, (a, b, method, confidenceLevel) => {
        let result: unknown = null;
        const refused = errorOf(() => {
          result = compareProportions(a as ProportionArm, b as ProportionArm, {
            method,
            confidenceLevel,
            margin: 0.02,
          });
        });
        if (refused === null) expectPlain(result);
      }),
      { numRuns: 2000 },
    );
  });
});
