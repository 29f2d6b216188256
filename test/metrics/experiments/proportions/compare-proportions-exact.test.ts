import { describe, expect, it } from "vitest";
import {
  type CompareProportionsExactMethod,
  compareProportionsExact,
} from "../../../../src/metrics/experiments/proportions/compare-proportions-exact";
import type { ProportionArm } from "../../../../src/metrics/experiments/proportions/proportion-arm";
import { proportion } from "../../../../src/statistics/estimates/proportion";
import { fisherExact } from "../../../../src/statistics/hypothesis-tests/fisher-exact";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import ab from "../../../golden/ab.json" with { type: "json" };
import golden from "../../../golden/compare-proportions-exact.json" with { type: "json" };

const METHODS = ["fisher", "central", "mid-p"] as const;

const arm = ([successes, trials]: readonly number[]): ProportionArm => ({ successes: successes!, trials: trials! });

function compare(
  control: readonly number[],
  treatment: readonly number[],
  method?: CompareProportionsExactMethod,
  confidenceLevel?: number,
) {
  return compareProportionsExact(arm(control), arm(treatment), { method, confidenceLevel });
}

/** An interval whose upper end may be free. */
function agreeOpen(
  interval: { lower: number | null; upper: number | null } | null,
  ends: (number | null)[],
  t: number,
) {
  agree(interval?.lower, ends[0]!, t);
  if (ends[1] === null) expect(interval?.upper).toBeNull();
  else agree(interval?.upper, ends[1]!, t);
}

describe("compareProportionsExact() against 40 digits (compare-proportions-exact.py)", () => {
  it.each(golden.cases)("agrees on $treatment against $control", (r) => {
    for (const method of METHODS) {
      for (const [level, expected] of Object.entries(r.intervals)) {
        const { test, effectSize } = compare(r.control, r.treatment, method, Number(level));
        agree(test.pValue, r.pValue[method], 1e-13);
        if (r.estimate === null) expect(effectSize.estimate).toBeNull();
        else agree(effectSize.estimate, r.estimate, 1e-12);
        if (r.standardError === null) expect(effectSize.standardError).toBeNull();
        else agree(effectSize.standardError, r.standardError, 1e-12);
        agreeOpen(effectSize.interval, method === "mid-p" ? expected["mid-p"] : expected.exact, 1e-12);
      }
    }
  });
});

describe("compareProportionsExact() against R (ab.json)", () => {
  it.each(ab.twoProportions)("agrees on $id: p and odds ratio of fisher.test", ({ x1, n1, x2, n2, result }) => {
    const { test, effectSize } = compare([x2, n2], [x1, n1]);
    agree(test.pValue, result.fisherP, 1e-11);
    // R's root finder leaves five digits; 40 digits are above
    agree(effectSize.estimate, result.fisherCondOr, 1e-5);
  });
});

describe("compareProportionsExact()", () => {
  const control = { successes: 5, trials: 20 };
  const treatment = { successes: 12, trials: 24 };

  it("says what it did", () => {
    const result = compareProportionsExact(control, treatment);
    expect(result).toMatchObject({
      kind: "exact-proportion-comparison",
      unit: "share",
      control: proportion(5, 20),
      treatment: proportion(12, 24),
      difference: { kind: "arm-difference", estimate: 0.25, interval: null },
      ratio: { kind: "arm-ratio", estimate: 2, interval: null, caveats: [] },
      test: { statistic: null, degreesOfFreedom: [], alternative: "two-sided", method: "fisher-exact" },
      effectSize: { kind: "arm-odds-ratio", unit: "ratio", interval: { level: 0.95, method: "exact" }, n: 44 },
      tested: "effectSize",
      margin: null,
      method: "fisher",
      n: 44,
      nMissing: 0,
      caveats: [],
    });
    // the delta method: of the shares' difference, and of their quotient
    agree(result.difference.standardError, Math.sqrt((0.25 * 0.75) / 20 + 0.25 / 24), 1e-14);
    agree(result.ratio.standardError, 2 * Math.sqrt(0.75 / 5 + 0.5 / 12), 1e-14);
    expectPlain(result);
  });

  it.each([
    ["fisher", "fisher-exact", "exact"],
    ["central", "fisher-exact-central", "exact"],
    ["mid-p", "fisher-exact-mid-p", "mid-p"],
  ] as const)("names the test and the interval of %s", (method, test, interval) => {
    const result = compareProportionsExact(control, treatment, { method, confidenceLevel: 0.9 });
    expect(result.method).toBe(method);
    expect(result.test.method).toBe(test);
    expect(result.effectSize.interval).toMatchObject({ level: 0.9, method: interval });
    expect(result.control.interval.level).toBe(0.9);
  });

  it("gives the numbers of fisherExact() with treatment in the first row", () => {
    const { test, effectSize } = compareProportionsExact(control, treatment);
    const { test: same, oddsRatio } = fisherExact([
      [12, 12],
      [5, 15],
    ]);
    expect(test.pValue).toBe(same.pValue);
    expect(effectSize.estimate).toBe(oddsRatio?.estimate);
    expect(effectSize.interval).toEqual(oddsRatio?.interval);
  });

  it("warns where Fisher's p and the central interval disagree, as they do in R", () => {
    const found: string[] = [];
    for (let x = 0; x <= 12; x++) {
      for (let y = 0; y <= 9; y++) {
        const { test, effectSize, caveats } = compare([y, 9], [x, 12]);
        const { lower, upper } = effectSize.interval!;
        const excludes = lower! > 1 || (upper !== null && upper < 1);
        const differ = excludes !== test.pValue! < 0.05;
        const warned = caveats.some(({ code, path }) => code === "p-and-interval-differ" && path === "effectSize");
        expect(warned).toBe(differ);
        if (differ) found.push(`${x}/12 v ${y}/9`);
        expect(compare([y, 9], [x, 12], "central").caveats).not.toContainEqual({
          code: "p-and-interval-differ",
          path: "effectSize",
        });
      }
    }
    expect(found.length).toBeGreaterThan(0);
  });

  it.each(METHODS)("%s: p = 1 and any odds ratio where all tables are the same", (method) => {
    for (const [c, t] of [
      [0, 0],
      [8, 6],
    ] as const) {
      const result = compare([c, 8], [t, 6], method);
      expect(result.test.pValue).toBe(1);
      expect(result.effectSize).toMatchObject({ estimate: null, standardError: null });
      expect(result.effectSize.interval).toMatchObject({ lower: 0, upper: null });
      const code = c === 0 ? "zero-baseline" : "unbounded-interval";
      expect(result.effectSize.caveats).toEqual([{ code, path: null }]);
      expectPlain(result);
    }
  });

  it.each(METHODS)("%s: a ratio to nothing, and odds without an upper end, where control has no success", (method) => {
    const result = compare([0, 10], [4, 12], method);
    expect(result.ratio).toMatchObject({ estimate: null, standardError: null, interval: null });
    expect(result.effectSize).toMatchObject({ estimate: null, interval: { upper: null } });
    expect(result.effectSize.interval!.lower).toBeGreaterThan(0);
    expect(result.caveats).toEqual([
      { code: "all-or-none", path: "control" },
      { code: "zero-baseline", path: "ratio" },
      { code: "zero-baseline", path: "effectSize" },
    ]);
    const turned = compare([4, 12], [0, 10], method);
    expect(turned.ratio).toMatchObject({ estimate: 0, standardError: 0 });
    expect(turned.effectSize).toMatchObject({ estimate: 0, standardError: 0, interval: { lower: 0 } });
    agree(turned.effectSize.interval!.upper, 1 / result.effectSize.interval!.lower!, 1e-12);
    expectPlain([result, turned]);
  });

  it("puts an end at 1, on the side that p names, where p is 1 - level exactly", () => {
    // one of ten succeeds, and it is treatment's one: the tail is 1/10
    const result = compare([0, 9], [1, 1], "central", 0.8);
    agree(result.test.pValue, 0.2, 1e-15);
    agree(result.effectSize.interval!.lower, 1, 1e-15);
    expect(result.effectSize.interval!.lower! > 1).toBe(result.test.pValue! < 1 - 0.8);
  });

  it("says so where mid-p at a level near 0 leaves the most likely odds out", () => {
    const outside: boolean[] = [];
    for (let x = 1; x <= 5; x++) {
      const { estimate, interval, caveats } = compare([1, 5], [x, 6], "mid-p", 0.001).effectSize;
      outside.push(estimate! < interval!.lower! || estimate! > interval!.upper!);
      expect(caveats).toEqual(outside.at(-1) ? [{ code: "estimate-outside-interval", path: null }] : []);
    }
    expect(outside).toContain(true);
  });

  it("serves arms of fifty million, and tables far in the tail", () => {
    const start = performance.now();
    const large = compareProportionsExact(
      { successes: 2e7, trials: 5e7 },
      { successes: 20_020_000, trials: 5e7 },
      { method: "mid-p" },
    );
    expect(performance.now() - start).toBeLessThan(2000);
    // the normal approximation is good to seven digits of the logarithm here
    const error = Math.sqrt(1 / 2e7 + 1 / 3e7 + 1 / 20_020_000 + 1 / 29_980_000);
    const log = Math.log((20_020_000 / 29_980_000) * 1.5);
    agree(Math.log(large.effectSize.estimate!), log, 1e-6);
    agree(large.effectSize.standardError, large.effectSize.estimate! * error, 1e-6);
    const ends = [large.effectSize.interval!.lower!, large.effectSize.interval!.upper!].map(Math.log);
    agreeEnds({ lower: ends[0]!, upper: ends[1]! }, [log - 1.959964 * error, log + 1.959964 * error], 1e-6);
    // 2 / choose(1000, 500), by Stirling's series
    const logChoose = 1000 * Math.log(2) - Math.log(500 * Math.PI) / 2 - 1 / 4000;
    agree(compare([0, 500], [500, 500]).test.pValue, 2 * Math.exp(-logChoose), 1e-8);
  });
});

describe("compareProportionsExact() refuses", () => {
  const bad = (c: unknown, t: unknown, options?: unknown) =>
    errorOf(() => compareProportionsExact(c as ProportionArm, t as ProportionArm, options as object));
  const good = { successes: 1, trials: 2 };
  const fn = "compareProportionsExact";

  it("arms that are none, naming the count", () => {
    expect(bad(null, good)).toEqual(invalid(fn, "control", "be an object, received null"));
    expect(bad(good, { successes: 3, trials: 2 })).toEqual(
      invalid(fn, "treatment.successes", "be an integer in [0, 2], received 3"),
    );
    expect(bad({ successes: 0, trials: 0 }, good)).toEqual(
      insufficient(fn, "control.trials", "must be at least 1, received 0"),
    );
    expect(bad({ successes: 1, trials: 2.5 }, good)?.path).toBe("control.trials");
  });

  it("arms that would take too long, and says what serves", () => {
    expect(bad({ successes: 1, trials: 1e8 }, good)).toEqual(
      invalid(
        fn,
        "control.trials",
        "be at most 1e8 with treatment's; compareProportions() serves larger arms, received 100000002",
      ),
    );
  });

  it("options that are none", () => {
    expect(bad(good, good, { method: "boschloo" })).toEqual(
      invalid(fn, "method", 'be one of "fisher", "central", "mid-p", received "boschloo"'),
    );
    expect(bad(good, good, { confidenceLevel: 95 })?.path).toBe("confidenceLevel");
    // a conditional test knows the odds only
    expect(bad(good, good, { margin: 0.1 })?.path).toBe("options.margin");
    expect(bad(good, good, null)?.path).toBe("options");
  });
});
