import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CompareProportionsMethod,
  compareProportions,
  type ProportionArm,
} from "../../../../src/metrics/experiments/proportions/compare-proportions";
import { normalUpper } from "../../../../src/numerics/normal";
import { agree, agreeEnds, errorOf, expectPlain, flaws } from "../../../assertions";

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

const endsOf = (a: ProportionArm, b: ProportionArm, method: CompareProportionsMethod, confidenceLevel: number) => {
  const result = compareProportions(a, b, { method, confidenceLevel });
  const { lower, upper } = result.difference.interval as { lower: number; upper: number };
  return { ...result, lower, upper, pValue: result.test.pValue as number };
};

/** Every table of 40 in the treatment and 20 in the control. */
function everyTable(visit: (control: ProportionArm, treatment: ProportionArm) => void) {
  for (let treated = 0; treated <= 40; treated++) {
    for (let controlled = 0; controlled <= 20; controlled++) {
      visit({ successes: controlled, trials: 20 }, { successes: treated, trials: 40 });
    }
  }
}

describe("compareProportions(), over all tables of 40 against 20", () => {
  it.each(METHODS)("%s: p is below 1 - level exactly where the interval excludes 0", (method) => {
    const broken: string[] = [];
    everyTable((control, treatment) => {
      for (const level of [0.9, 0.95, 0.99]) {
        const { lower, upper, pValue } = endsOf(control, treatment, method, level);
        const excludes = lower > 0 || upper < 0;
        if (pValue < 1 - level !== excludes) {
          broken.push(
            `${treatment.successes}/40 v ${control.successes}/20 at ${level}: p ${pValue}, ${lower}, ${upper}`,
          );
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
          result = compareProportions(a as ProportionArm, b as ProportionArm, { method, confidenceLevel });
        });
        if (refused === null) expectPlain(result);
      }),
      { numRuns: 2000 },
    );
  });
});
