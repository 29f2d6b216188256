import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CompareProportionsExactMethod,
  compareProportionsExact,
} from "../../../../src/metrics/experiments/proportions/compare-proportions-exact";
import type { ProportionArm } from "../../../../src/metrics/experiments/proportions/proportion-arm";
import { agree, errorOf, expectPlain } from "../../../assertions";

const METHODS = ["fisher", "central", "mid-p"] as const;
const methods = fc.constantFrom<CompareProportionsExactMethod>(...METHODS);
const levels = fc.double({ min: 0.5, max: 0.999, noNaN: true });

const arms: fc.Arbitrary<ProportionArm> = fc
  .oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5000 }))
  .chain((trials) =>
    fc
      .oneof(fc.integer({ min: 0, max: trials }), fc.constantFrom(0, 1, trials - 1, trials))
      .map((successes) => ({ successes, trials })),
  );

function exact(a: ProportionArm, b: ProportionArm, method: CompareProportionsExactMethod, confidenceLevel: number) {
  const result = compareProportionsExact(a, b, { method, confidenceLevel });
  const { lower, upper } = result.effectSize.interval!;
  return { ...result, lower: lower!, upper: upper ?? Infinity, pValue: result.test.pValue! };
}

describe("compareProportionsExact(), at the level whose complement is p, to the last bits", () => {
  it.each(["central", "mid-p"] as const)("%s: the interval excludes 1 on the side of the estimate", (method) => {
    for (let x = 0; x < 100; x++) {
      const control = { successes: x % 10, trials: 9 };
      const treatment = { successes: Math.floor(x / 10), trials: 9 };
      const { pValue } = exact(control, treatment, method, 0.95);
      for (const bits of [-2, 0, 2, 4, 8]) {
        const level = 1 - pValue * (1 + bits * Number.EPSILON);
        if (!(level > 0)) continue;
        const { lower, upper, effectSize } = exact(control, treatment, method, level);
        const rejects = pValue < 1 - level;
        const above = (effectSize.estimate ?? Infinity) > 1;
        expect([lower > 1, upper < 1]).toEqual([rejects && above, rejects && !above]);
      }
    }
  });
});

describe("compareProportionsExact(), over all tables of 20 against 10 and of 9 against 9", () => {
  const everyTable = (visit: (control: ProportionArm, treatment: ProportionArm) => void) => {
    for (const [n1, n0] of [
      [20, 10],
      [9, 9],
    ] as const) {
      for (let x1 = 0; x1 <= n1; x1++) {
        for (let x0 = 0; x0 <= n0; x0++) visit({ successes: x0, trials: n0 }, { successes: x1, trials: n1 });
      }
    }
  };

  it.each(["central", "mid-p"] as const)(
    "%s: p is below 1 - level exactly where the odds ratio excludes 1",
    (method) => {
      const broken: string[] = [];
      everyTable((control, treatment) => {
        for (const level of [0.5, 0.8, 0.9, 0.95, 0.99]) {
          const { lower, upper, pValue } = exact(control, treatment, method, level);
          if (pValue < 1 - level !== (lower > 1 || upper < 1)) {
            broken.push(`${treatment.successes} v ${control.successes} at ${level}: p ${pValue}, ${lower}, ${upper}`);
          }
        }
      });
      expect(broken).toEqual([]);
    },
  );

  it("has a smaller p-value and a narrower interval by mid-p than by central", () => {
    everyTable((control, treatment) => {
      const [central, midP] = (["central", "mid-p"] as const).map((method) => exact(control, treatment, method, 0.95));
      expect(midP!.pValue).toBeLessThanOrEqual(central!.pValue);
      expect(midP!.lower).toBeGreaterThanOrEqual(central!.lower);
      expect(midP!.upper).toBeLessThanOrEqual(central!.upper);
    });
  });

  it.each(METHODS)("%s: the test keeps its level given any number of successes, save mid-p", (method) => {
    // false positives at 5 % for 20 against 10, given the successes of both
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
    for (let m = 1; m < 30; m++) {
      let rejected = 0;
      for (let x1 = Math.max(0, m - 10); x1 <= Math.min(20, m); x1++) {
        const { pValue } = exact({ successes: m - x1, trials: 10 }, { successes: x1, trials: 20 }, method, 0.95);
        if (pValue <= 0.05) rejected += (choose(20, x1) * choose(10, m - x1)) / choose(30, m);
      }
      expect(rejected).toBeLessThanOrEqual(method === "mid-p" ? 0.1 : 0.05);
    }
  });
});

describe("compareProportionsExact()", () => {
  it("mirrors everything when the arms are swapped", () => {
    fc.assert(
      fc.property(arms, arms, methods, levels, (a, b, method, level) => {
        const [one, other] = [exact(a, b, method, level), exact(b, a, method, level)];
        expect(other.control).toEqual(one.treatment);
        expect(other.difference.estimate).toBe(0 - one.difference.estimate);
        if (one.pValue > 1e-290) agree(other.pValue, one.pValue, 1e-11);
        if (one.lower > 0) agree(1 / other.upper, one.lower, 1e-11);
        else expect(other.upper).toBe(Infinity);
        if (one.ratio.estimate && other.ratio.estimate) agree(1 / other.ratio.estimate, one.ratio.estimate, 1e-14);
        if (one.effectSize.estimate && other.effectSize.estimate) {
          agree(1 / other.effectSize.estimate, one.effectSize.estimate, 1e-11);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("turns the odds round when successes are recoded as failures", () => {
    const recoded = ({ successes, trials }: ProportionArm) => ({ successes: trials - successes, trials });
    fc.assert(
      fc.property(arms, arms, methods, levels, (a, b, method, level) => {
        const [one, other] = [exact(a, b, method, level), exact(recoded(a), recoded(b), method, level)];
        if (one.pValue > 1e-290) agree(other.pValue, one.pValue, 1e-11);
        if (one.lower > 0) agree(1 / other.upper, one.lower, 1e-11);
        expect(other.difference.estimate).toBe(0 - one.difference.estimate);
      }),
      { numRuns: 60 },
    );
  });

  it("grows wider with the level, holds the estimate, and is plain", () => {
    fc.assert(
      fc.property(arms, arms, methods, levels, (a, b, method, level) => {
        const before = structuredClone([a, b]);
        const narrow = exact(a, b, method, level);
        const wide = exact(a, b, method, (1 + level) / 2);
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
        const { estimate } = narrow.effectSize;
        if (estimate !== null) {
          expect(narrow.lower).toBeLessThanOrEqual(estimate);
          expect(narrow.upper).toBeGreaterThanOrEqual(estimate);
        }
        expect(narrow.pValue).toBeGreaterThanOrEqual(0);
        expect(narrow.pValue).toBeLessThanOrEqual(1);
        expectPlain(compareProportionsExact(a, b, { method, confidenceLevel: level }));
        expect([a, b]).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it("answers hostile counts and levels with a StatsError or a plain result", () => {
    const numbers = fc.oneof(
      fc.constantFrom<unknown>(0, 1, -1, 0.5, -0, Number.NaN, Infinity, 2 ** 53 - 1, 2 ** 53, 5e-324, 1e308, "1", null),
      fc.integer({ min: 0, max: 5 }),
    );
    const hostile = fc.record({ successes: numbers, trials: numbers });
    const tested = fc.constantFrom(0.5, 0.95, 1 - 2 ** -53, 5e-324, 1e-17);
    fc.assert(
      fc.property(hostile, hostile, methods, tested, (a, b, method, confidenceLevel) => {
        let result: unknown = null;
        const refused = errorOf(() => {
          result = compareProportionsExact(a as ProportionArm, b as ProportionArm, { method, confidenceLevel });
        });
        if (refused === null) expectPlain(result);
      }),
      { numRuns: 500 },
    );
  });
});
