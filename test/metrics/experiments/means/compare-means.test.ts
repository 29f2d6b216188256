import { describe, expect, it } from "vitest";
import { compareMeans } from "../../../../src/metrics/experiments/means/compare-means";
import { studentTTwoSided } from "../../../../src/numerics/student-t";
import type { MeanArm } from "../../../../src/statistics/summaries/mean-arm";
import { mergeMoments } from "../../../../src/statistics/summaries/merge-moments";
import { moments } from "../../../../src/statistics/summaries/moments";
import { tally } from "../../../../src/statistics/summaries/tally";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import ab from "../../../golden/ab.json" with { type: "json" };
import golden from "../../../golden/mean-comparisons.json" with { type: "json" };
import r from "../../../golden/mean-comparisons-r.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";
import weighted from "../../../golden/weighted-mean.json" with { type: "json" };
import welch from "../../../golden/welch.json" with { type: "json" };
import { agreeWithOracle, LEVELS } from "./mean-oracle";

/** Values of a column where another one has a given value, missing ones left in. */
function where(csv: string, column: string, by: string, value: number): (number | null)[] {
  const table = readTable(csv);
  return (table[column] as (number | null)[]).filter((_, i) => table[by]?.[i] === value);
}

/** The two samples of ab.json: treatment, control. */
const SAMPLES: Record<string, () => [(number | null)[], (number | null)[]]> = {
  sfo17_nps_problem: () => [where("sfo_2017.csv", "nps", "problem", 1), where("sfo_2017.csv", "nps", "problem", 0)],
  // wool A is the first half of the table; its letters are no numbers
  warpbreaks_wool: () => {
    const breaks = readTable("r_warpbreaks.csv")["breaks"] as number[];
    return [breaks.slice(0, 27), breaks.slice(27)];
  },
  mtcars_mpg_am: () => [where("r_mtcars.csv", "mpg", "am", 0), where("r_mtcars.csv", "mpg", "am", 1)],
  // from R's ?wilcox.test, as ab.json quotes it
  exact_noties: () => [
    [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46],
    [1.15, 0.88, 0.9, 0.74, 1.21],
  ],
};

// R's J is a difference of log-gammas, which loses digits at 2,637 degrees of freedom: it has ...767358 in 40 digits
// ...768145, as here
const LOG_GAMMAS = 2e-12;

describe("compareMeans() against R (ab.json: t.test)", () => {
  it.each(ab.twoSamples)("agrees on $id", ({ id, result: r }) => {
    const [treatment, control] = (SAMPLES[id] as () => [number[], number[]])();
    const { test, difference, ...arms } = compareMeans(control, treatment);
    expect([arms.treatment.n, arms.control.n]).toEqual([r.n1, r.n2]);
    // R printed 15 digits
    agree(arms.treatment.estimate, r.mean1, 1e-14);
    agree(arms.control.estimate, r.mean2, 1e-14);
    agree(arms.treatment.standardDeviation, r.sd1, 1e-14);
    agree(arms.control.standardDeviation, r.sd2, 1e-14);
    agree(difference.standardError, r.welch.se, 1e-12);
    agree(test.statistic, r.welch.t, 1e-12);
    agree(test.degreesOfFreedom[0], r.welch.df, 1e-12);
    agree(test.pValue, r.welch.p, 1e-12);
    agreeEnds(difference.interval, r.welch.ci95, 1e-12);
    agree(arms.effectSize?.estimate, r.effect.hedgesGexact, LOG_GAMMAS);
  });

  it.each(ab.twoSamples)("agrees with the pooled test on $id", ({ id, result: r }) => {
    const [treatment, control] = (SAMPLES[id] as () => [number[], number[]])();
    const { test, difference, effectSize } = compareMeans(control, treatment, { method: "pooled" });
    agree(test.statistic, r.student.t, 1e-12);
    expect(test).toMatchObject({ degreesOfFreedom: [r.student.df], method: "pooled", alternative: "two-sided" });
    agree(test.pValue, r.student.p, 1e-12);
    agreeEnds(difference.interval, r.student.ci95, 1e-12);
    expect(difference.interval).toMatchObject({ method: "pooled" });
    agree(effectSize?.estimate, r.effect.hedgesGexact, LOG_GAMMAS);
  });
});

describe("compareMeans() against its definitions in 40 digits (mean-comparisons.py, 1e-12)", () => {
  it.each(golden.independent)("$name", ({ control, treatment, ...expected }) => {
    for (const method of ["welch", "pooled"] as const) {
      const { margin } = expected[method].against;
      for (const level of LEVELS) {
        const result = compareMeans(control, treatment, { method, margin, confidenceLevel: Number(level) });
        agreeWithOracle(result, expected[method], level, 1e-12);
        expectPlain(result);
      }
    }
  });
});

describe("compareMeans() against exact sums (welch.py)", () => {
  it.each(welch.cases)("$name", (expected) => {
    const [control, treatment] = [expected.control as MeanArm, expected.treatment as MeanArm];
    const { test, difference } = compareMeans(control, treatment);
    agree(test.degreesOfFreedom[0], expected.degreesOfFreedom, 1e-12);
    agree(difference.standardError, expected.standardError, 1e-12);
    agree(difference.estimate, expected.difference, 1e-12);
    agree(test.statistic, expected.statistic, 1e-12);
    agree(test.pValue, expected.pValue, 1e-12);
    for (const [level, ends] of Object.entries(expected.intervals)) {
      const { interval } = compareMeans(control, treatment, { confidenceLevel: Number(level) }).difference;
      agreeEnds(interval, ends, 1e-12);
      expect(interval).toMatchObject({ level: Number(level), method: "welch" });
    }
  });
});

describe("compareMeans() with a margin against R's t.test (mean-comparisons.R, 1e-12)", () => {
  it.each(r.cases.filter(({ id }) => !id.startsWith("sleep")))("$id", ({ id, margin, ...expected }) => {
    const sample = id.startsWith("mtcars") ? "mtcars_mpg_am" : "warpbreaks_wool";
    const [treatment, control] = (SAMPLES[sample] as () => [number[], number[]])();
    const method = id.endsWith("pooled") ? "pooled" : "welch";
    for (const [confidenceLevel, ends] of [
      [0.95, expected.interval95],
      [0.9, expected.interval90],
    ] as const) {
      const { test, difference, margin: found } = compareMeans(control, treatment, { method, margin, confidenceLevel });
      agree(test.statistic, expected.statistic, 1e-12);
      agree(test.degreesOfFreedom[0], expected.degreesOfFreedom, 1e-12);
      agree(test.pValue, expected.pValue, 1e-12);
      agreeEnds(difference.interval, ends, 1e-12);
      expect(found).toMatchObject({ margin, direction: "higher-is-better" });
      for (const part of ["nonInferiority", "equivalence"] as const) {
        expect(found?.[part].method).toBe(method);
        agree(found?.[part].statistic, expected[part].statistic, 1e-12);
        agree(found?.[part].pValue, expected[part].pValue, 1e-12);
      }
    }
  });
});

describe("compareMeans() of weighted moments against R's survey (1e-12)", () => {
  const arm = (id: string, values: number[], weights: number[], problem: number): MeanArm =>
    id.startsWith("sfo17")
      ? moments(where("sfo_2017.csv", "nps", "problem", problem), {
          weights: where("sfo_2017.csv", "weight", "problem", problem) as number[],
        })
      : moments(values, { weights });

  it.each(weighted.comparisons)("$id", ({ id, level, ...r }) => {
    const treatment = arm(id, r.treatment, r.treatmentWeights, 1);
    const control = arm(id, r.control, r.controlWeights, 0);
    const { test, difference, ...arms } = compareMeans(control, treatment, { confidenceLevel: level });
    expect([arms.treatment.n, arms.control.n]).toEqual(r.n);
    agree(difference.estimate, r.difference, 1e-12);
    agree(difference.standardError, r.se, 1e-12);
    agree(test.statistic, r.statistic, 1e-12);
    agree(test.degreesOfFreedom[0], r.df, 1e-12);
    agree(test.pValue, r.p, 1e-12);
    agreeEnds(difference.interval, r.interval, 1e-12);
  });

  it("takes one weighted arm beside one that is not", () => {
    const [values, plain] = [moments([1, 2, 4], { weights: [5, 5, 5] }), [3, 5, 9, 2]];
    const [mixed, unweighted] = [compareMeans(values, plain), compareMeans([1, 2, 4], plain)];
    agree(mixed.difference.standardError, unweighted.difference.standardError!, 1e-14);
    agree(mixed.test.pValue, unweighted.test.pValue!, 1e-13);
  });
});

describe("compareMeans() with arms that do not vary", () => {
  it("has neither interval nor test where neither arm varies", () => {
    for (const [control, treatment] of [
      [
        [4, 4, 4],
        [5, 5, 5, 5],
      ],
      [new Array(1000).fill(0.1), new Array(77).fill(0.1)],
      [new Array(1000).fill(0.1), new Array(77).fill(0.3)],
      [new Array(20).fill(0.1 + 0.2), new Array(20).fill(0.3)],
      [
        [1e300, 1e300],
        [-1e-300, -1e-300],
      ],
      [{ n: 5, mean: 0.1, standardDeviation: 0 }, [0.7, 0.7]],
      [mergeMoments(moments([0.1, 0.1, 0.1]), moments([0.1, 0.1])), [0.1, 0.1]],
    ] as MeanArm[][]) {
      const result = compareMeans(control as MeanArm, treatment as MeanArm);
      const apart = Math.abs(result.difference.estimate) > 1e-12;
      expect(result.test).toMatchObject({ statistic: null, pValue: null });
      expect(result.difference.interval).toBeNull();
      expect(result.difference.standardError).toBe(0);
      expect(result.effectSize).toBeNull();
      expect(result.ratio).toMatchObject({ interval: null, standardError: 0 });
      expect(result.caveats).toEqual([
        { code: apart ? "no-spread-within-groups" : "all-answers-equal", path: null },
        { code: "all-answers-equal", path: "control" },
        { code: "all-answers-equal", path: "treatment" },
      ]);
      expectPlain(result);
    }
  });

  // scipy#14418: rounding in the mean of a constant sample looked like spread, and gave t = -5 and p = 1e-6
  it.each([0.1, 0.7, 1.1, 1e-7, 1e9 + 0.1, -3.3])("takes no rounding of the mean of %j for spread", (value) => {
    for (const n of [3, 7, 10, 99, 1000]) {
      const { test, control } = compareMeans(new Array(n).fill(value), [value, value + 1, value - 1]);
      expect(control.standardDeviation).toBe(0);
      expect(control.estimate).toBe(value);
      expect(Math.abs(test.statistic as number)).toBeLessThan(1e-6);
      expect(test.pValue).toBeGreaterThan(0.999);
    }
  });

  it("takes arms that are the same number but for its last bit for constants", () => {
    // 0.1 + 0.2 is one step above 0.3: what differs is how the number was computed, not what was measured
    const control = [0.1 + 0.2, ...new Array(99).fill(0.3)];
    const treatment = [0.3, ...new Array(99).fill(0.1 + 0.2)];
    for (const other of [treatment, [0.7, 0.7 + 1e-16, 0.7]]) {
      const { test, difference, ratio, caveats } = compareMeans(control, other, { method: "pooled" });
      expect(test).toMatchObject({ statistic: null, pValue: null });
      expect(difference.interval).toBeNull();
      expect(ratio).toMatchObject({ interval: null, standardError: 0 });
      expect(caveats).not.toContainEqual({ code: "unequal-spreads", path: null });
    }
  });

  it("takes for rounding what is that beside the larger of the means", () => {
    const [small, large] = [
      [0, 1e-9, 0],
      [1e9, 1e9, 1e9],
    ];
    expect(compareMeans(small, large).test.pValue).toBeNull();
    expect(compareMeans(large, small).test.pValue).toBeNull();
  });

  it("tests one varying arm against a constant one with the degrees of freedom of the varying arm", () => {
    const { test } = compareMeans([3, 3, 3], [1, 2, 4, 2.5]);
    expect(test.degreesOfFreedom).toEqual([3]);
  });
});

const printed = (n: number, mean: number, standardDeviation: number) => ({ n, mean, standardDeviation });
const light = moments([1e-140, 2e-140], { weights: [1e25, 1] });
const huge = { ...moments([1, 2]), sumOfSquares: Number.MAX_VALUE };

describe("compareMeans() of what the parts cannot be made from", () => {
  const [low, high] = [
    [1, 2, 3],
    [5, 7, 9],
  ];

  it("has no ratio to a mean of 0, also where rounding leaves a little of it", () => {
    for (const control of [
      [-1, 0, 1],
      [0.1, 0.2, -0.3],
      [0, 0, 0],
    ]) {
      const { ratio, caveats } = compareMeans(control, high);
      expect(ratio).toBeNull();
      expect(caveats).toContainEqual({ code: "zero-baseline", path: "ratio" });
    }
    // however many shrink the error of their mean
    expect(compareMeans(new Array(1000).fill([0.1, 0.2, -0.3]).flat(), high).ratio).toBeNull();
    expect(compareMeans([1e-300, 1e-300], [1e300, 1e300]).ratio).toBeNull();
  });

  it("has a ratio of 0, and no logarithm of it, where the quotient of two means above 0 is below the doubles", () => {
    const { ratio } = compareMeans([1e149, 1.1e149], [5e-324, 5e-324], { confidenceLevel: 0.1 });
    expect(ratio).toMatchObject({ estimate: 0, interval: { method: "fieller" } });
    expectPlain(ratio);
  });

  it("keeps the error of a ratio whose square is below the doubles, or above them", () => {
    // by hand: variances of the means 1/12 of c^2 and 1/12 of t^2, so that of their ratio is 1/6 of its square
    const { ratio } = compareMeans([1e130, 2e130, 3e130], [1e-132, 2e-132, 3e-132]);
    agree(ratio?.estimate, 1e-262, 1e-15);
    agree(ratio?.standardError, 1e-262 / Math.sqrt(6), 1e-15);
    expect(compareMeans([1, 1], [1e155, 1e155]).ratio).toMatchObject({ estimate: 1e155, standardError: 0 });
  });

  it("has no upper end where that is above the doubles", () => {
    const { ratio } = compareMeans([1e-298, 1e-298], [1e10, 1.5e10, 0.7e10]);
    expect(ratio?.interval).toMatchObject({ upper: null, method: "log" });
    expect(ratio?.interval?.lower).toBeGreaterThan(1e307);
  });

  it("has a ratio of 0 where treatment's mean is 0", () => {
    const { ratio } = compareMeans(high, [0, 0, 0]);
    expect(ratio).toMatchObject({ estimate: 0, interval: { lower: 0, upper: 0, method: "fieller" }, caveats: [] });
  });

  it("says that a ratio to a negative mean falls where treatment rises", () => {
    const negative = high.map((v) => -v);
    const { ratio, difference, caveats } = compareMeans(negative, [-1, -2, -3]);
    expect(difference.estimate).toBe(5);
    expect(ratio?.estimate).toBeCloseTo(2 / 7, 15);
    expect(caveats).toContainEqual({ code: "negative-baseline", path: "ratio" });
  });

  it("keeps the digits of a ratio that may be almost 0, on either side of it", () => {
    const control = [50, 51, 52.5, 50.5];
    const below = [-1, -2, -4, -0.5];
    // at this level the interval of treatment's mean all but reaches 0
    const { statistic } = compareMeans([0, 0], below).test;
    const [df] = compareMeans(control, below).test.degreesOfFreedom as [number];
    const confidenceLevel = 1 - studentTTwoSided(statistic!, df) - 1e-9;
    const ends = (values: number[]) => {
      const { ratio } = compareMeans(values, below, { confidenceLevel });
      return [ratio!.interval!.lower!, ratio!.interval!.upper!];
    };
    const [lower, upper] = ends(control) as [number, number];
    expect(ends(control.map((value) => -value))).toEqual([-upper, -lower]);
    expect(Math.abs(upper)).toBeLessThan(1e-9);
  });

  it("leaves a ratio open where control's mean may be 0, and says so", () => {
    const { ratio, caveats } = compareMeans([-1, 2, 3], high);
    expect(ratio?.interval).toEqual({ lower: null, upper: null, level: 0.95, method: "fieller" });
    expect(caveats).toContainEqual({ code: "unbounded-interval", path: "ratio" });
  });

  it("has no Hedges' g of weighted arms, and does not pool them", () => {
    const weighted = moments([1, 2, 4], { weights: [1, 2, 1] });
    expect(compareMeans(weighted, high).effectSize).toBeNull();
    expect(compareMeans(low, weighted).effectSize).toBeNull();
    const rule = 'be "welch" where an arm has weights, received "pooled"';
    const pooled = (control: MeanArm, treatment: MeanArm) =>
      errorOf(() => compareMeans(control, treatment, { method: "pooled" }));
    expect(pooled(weighted, high)).toEqual(invalid("compareMeans", "method", rule));
    expect(pooled(low, weighted)).toEqual(invalid("compareMeans", "method", rule));
  });

  it("says that pooled spreads differ where one is more than twice the other", () => {
    const caveat = { code: "unequal-spreads", path: null };
    const twice = [10, 14, 18];
    expect(compareMeans(high, twice, { method: "pooled" }).caveats).not.toContainEqual(caveat);
    expect(compareMeans(high, [10, 14, 18.1], { method: "pooled" }).caveats).toContainEqual(caveat);
    expect(compareMeans([10, 14, 18.1], high, { method: "pooled" }).caveats).toContainEqual(caveat);
    expect(compareMeans(high, [5, 5, 5], { method: "pooled" }).caveats).toContainEqual(caveat);
    expect(compareMeans(high, [10, 14, 18.1]).caveats).not.toContainEqual(caveat);
    expect(compareMeans([3, 3, 3], [5, 5, 5], { method: "pooled" }).caveats).not.toContainEqual(caveat);
  });

  it("leaves a margin undecided where neither arm varies", () => {
    const { margin } = compareMeans([3, 3], [3, 3], { margin: 1 });
    expect(margin).toMatchObject({ statement: "undecided", nonInferiority: { pValue: null, degreesOfFreedom: [] } });
  });

  it("judges a margin from the side that is worse", () => {
    const [control, treatment] = [
      [10, 11, 12, 13, 10, 12],
      [10, 11.5, 12, 13, 10.5, 12.5],
    ];
    const say = (margin: number, direction: "higher-is-better" | "lower-is-better") =>
      compareMeans(control, treatment, { margin, direction }).margin?.statement;
    expect([say(5, "higher-is-better"), say(5, "lower-is-better")]).toEqual(["equivalent", "equivalent"]);
    expect([say(1.6, "higher-is-better"), say(1.6, "lower-is-better")]).toEqual(["non-inferior", "undecided"]);
    const far = treatment.map((v) => v + 9);
    expect(compareMeans(control, far, { margin: 1, direction: "lower-is-better" }).margin?.statement).toBe("inferior");
  });
});

describe("compareMeans() takes what is known of an arm", () => {
  const values = [3, 4, null, 5, 4, undefined];

  it("reads arrays, typed arrays, iterables, moments and printed summaries alike", () => {
    const treatment = [4, 5, 5, 3];
    const expected = compareMeans([3, 4, 5, 4], treatment);
    for (const arm of [
      new Float64Array([3, 4, 5, 4]),
      new Int8Array([3, 4, 5, 4]),
      new Map([3, 4, 5, 4].entries()).values(),
      moments([3, 4, 5, 4]),
      mergeMoments(moments([3, 4]), moments([5, 4])),
    ]) {
      expect(compareMeans(arm, treatment)).toEqual(expected);
    }
    const generated = (function* () {
      yield* [3, 4, 5, 4];
    })();
    expect(compareMeans(generated, treatment)).toEqual(expected);
  });

  it("says which arm is too skewed for its interval, where the arm's skewness is known", () => {
    const skewed = [11, 11, 11, 11, 11, 11, 11, 19];
    const even = [11, 12, 13, 14, 15];
    expect(compareMeans(skewed, even).caveats).toEqual([{ code: "skewed-answers", path: "control" }]);
    const result = compareMeans(even, moments(skewed));
    expect(result.caveats).toEqual([{ code: "skewed-answers", path: "treatment" }]);
    expect(result.treatment.caveats).toEqual([{ code: "skewed-answers", path: null }]);
    expect(compareMeans(even, printed(8, 12, 2.83)).caveats).toEqual([]);
  });

  it("counts missing values", () => {
    const result = compareMeans(values, moments([null, 1, 2]));
    expect(result).toMatchObject({
      n: 6,
      nMissing: 3,
      control: { n: 4, nMissing: 2 },
      treatment: { n: 2, nMissing: 1 },
    });
    expect(result.difference).toMatchObject({ n: 6, nMissing: 3, kind: "arm-difference", unit: "value", scale: null });
  });

  it("is treatment minus control, also where both are below zero", () => {
    const { difference, test } = compareMeans([-10, -12, -11], [-8, -9, -7]);
    expect(difference.estimate).toBe(3);
    expect(test.statistic).toBeGreaterThan(0);
    expect(difference.interval?.lower).toBeLessThan(3);
    expect(compareMeans([-8, -9, -7], [-10, -12, -11]).difference.estimate).toBe(-3);
  });

  it("says what it did", () => {
    const { test, ...result } = compareMeans([1, 2, 3], [2, 3, 5], { confidenceLevel: 0.9 });
    expect(result).toMatchObject({ kind: "mean-comparison", unit: "value", method: "welch", caveats: [] });
    expect(result.difference.interval).toMatchObject({ level: 0.9, method: "welch" });
    expect(result.control.interval).toMatchObject({ level: 0.9, method: "t" });
    expect(test).toMatchObject({ alternative: "two-sided", method: "welch" });
  });

  it.each<[string, MeanArm, MeanArm]>([
    ["a standard deviation whose square overflows", printed(10, 0, 1e200), printed(10, 1, 1)],
    ["two such standard deviations", printed(10, 0, Number.MAX_VALUE), printed(10, 1, Number.MAX_VALUE)],
    ["means whose difference overflows", printed(10, -Number.MAX_VALUE, 1), printed(10, Number.MAX_VALUE, 1)],
    ["an interval that overflows", printed(2, Number.MAX_VALUE, 1e150), printed(2, 0, 1)],
    ["the largest n", printed(2 ** 53 - 1, 4, 1), printed(2 ** 53 - 1, 5, 1)],
    ["the largest sums of squares", huge, huge],
    ["weights that take an error's square below the doubles", light, light],
  ])("gives finite numbers or a StatsError for %s", (_, control, treatment) => {
    let result: unknown = null;
    const refused = errorOf(() => {
      result = compareMeans(control, treatment);
    });
    if (refused === null) expectPlain(result);
  });

  it("does not take a standard deviation whose square underflows for none", () => {
    // moments() refuses such a spread; a summary may be refused or computed, but must not become a constant
    let spread: number | null = null;
    const refused = errorOf(() => {
      spread = compareMeans(printed(10, 1, 1e-170), printed(10, 2, 1)).control.standardDeviation;
    });
    if (refused === null) agree(spread, 1e-170, 1e-12);
  });
});

describe("compareMeans() refuses", () => {
  const fine = [1, 2, 3];
  const summary = { n: 3, mean: 2, standardDeviation: 1 };
  const bad = (control: unknown, treatment: unknown, options?: unknown) =>
    errorOf(() => compareMeans(control as MeanArm, treatment as MeanArm, options as object));
  const count = "be an integer >= 0 and at most 2^53 - 1, received";
  const sequence = "be an array, a typed array or an iterable of numbers, received";
  const anArm = "be values, moments() or { n, mean, standardDeviation }, received";

  it.each([
    ["NaN among the values", [1, Number.NaN], "1", "be a finite number, null or undefined, received NaN"],
    ["an infinite value", [Infinity, 1], "0", "be a finite number, null or undefined, received Infinity"],
    ["text among the values", [1, 2, "3"], "2", 'be a finite number, null or undefined, received "3"'],
    ["a bigint among the values", [1, 2n], "1", "be a finite number, null or undefined, received 2n"],
    ["a boolean among the values", [true, 1], "0", "be a finite number, null or undefined, received true"],
    ["a fractional n", { ...summary, n: 2.5 }, "n", `${count} 2.5`],
    ["a negative n", { ...summary, n: -3 }, "n", `${count} -3`],
    ["an n as text", { ...summary, n: "3" }, "n", `${count} "3"`],
    ["no n", { mean: 2, standardDeviation: 1 }, "n", `${count} undefined`],
    ["no mean", { n: 3, standardDeviation: 1 }, "mean", "be a finite number, received undefined"],
    ["a mean that is NaN", { ...summary, mean: Number.NaN }, "mean", "be a finite number, received NaN"],
    [
      "a negative standard deviation",
      { ...summary, standardDeviation: -1 },
      "standardDeviation",
      "be a finite number >= 0, received -1",
    ],
    [
      "an infinite standard deviation",
      { ...summary, standardDeviation: Infinity },
      "standardDeviation",
      "be a finite number >= 0, received Infinity",
    ],
    [
      "a standard deviation of null",
      { ...summary, standardDeviation: null },
      "standardDeviation",
      "be a finite number >= 0, received null",
    ],
    ["moments without a mean", { ...moments([1, 2]), mean: null }, "mean", "be a finite number, received null"],
    ["moments with a fractional n", { ...moments([1, 2]), n: 1.5 }, "n", `${count} 1.5`],
    ["moments with a negative nMissing", { ...moments([1, 2]), nMissing: -1 }, "nMissing", `${count} -1`],
    [
      "moments whose sum of squares went negative",
      { ...moments([1, 2]), sumOfSquares: -1e-17 },
      "sumOfSquares",
      "be a finite number >= 0, received -1e-17",
    ],
    ["moments with a NaN", { ...moments([1, 2]), meanLow: Number.NaN }, "meanLow", "be a finite number, received NaN"],
  ])("%s, naming arm and place", (_, arm, place, rule) => {
    expect(bad(arm, fine)).toEqual(invalid("compareMeans", `control.${place}`, rule));
    expect(bad(fine, arm)).toEqual(invalid("compareMeans", `treatment.${place}`, rule));
  });

  it.each([
    ["a number", 7, `${anArm} 7`],
    ["nothing", undefined, `${anArm} undefined`],
    ["null", null, `${anArm} null`],
    ["text", "1,2", `${anArm} "1,2"`],
    ["an object that is none of the three", { n: 3, mean: 2, sd: 1 }, `${anArm} an object (Object)`],
    ["a tally", tally([3], { scale: { min: 1, max: 5 } }), `${anArm} an object (Object)`],
    ["a BigInt64Array", new BigInt64Array(3), `${sequence} an object (BigInt64Array)`],
    ["an object with only a length", { length: 3 }, `${anArm} an object (Object)`],
    ["a DataView", new DataView(new ArrayBuffer(8)), `${anArm} an object (DataView)`],
  ])("%s for an arm", (_, arm, rule) => {
    expect(bad(arm, fine)).toEqual(invalid("compareMeans", "control", rule));
    expect(bad(fine, arm)).toEqual(invalid("compareMeans", "treatment", rule));
  });

  it.each([
    ["no value", [], 0],
    ["only missing values", [null, undefined], 0],
    ["one value", [7], 1],
    ["one value and missing ones", [null, 7, undefined], 1],
    ["an empty typed array", new Float64Array(0), 0],
    ["moments of nothing", moments([]), 0],
    ["moments of one value", moments([3]), 1],
    ["a summary of nothing", { n: 0, mean: 0, standardDeviation: 0 }, 0],
    ["a summary of one value", { n: 1, mean: 4, standardDeviation: 0 }, 1],
  ])("%s, as insufficient data", (_, arm, n) => {
    const message = `must hold at least two values, received ${n}`;
    expect(bad(arm, fine)).toEqual(insufficient("compareMeans", "control", message));
    expect(bad(fine, arm)).toEqual(insufficient("compareMeans", "treatment", message));
  });

  it("a difference beyond the doubles", () => {
    expect(bad([-1.7e308, -1.7e308], [1.7e308, 1.7e308])).toEqual(
      invalid("compareMeans", "treatment", "differ from control by less than 1e308, received Infinity"),
    );
  });

  it.each<[string, object, string, string]>([
    ["another method", { method: "student" }, "method", 'be one of "welch", "pooled", received "student"'],
    ["a margin of 0", { margin: 0 }, "margin", "be above 0: `direction` says which way is worse, received 0"],
    ["an infinite margin", { margin: Infinity }, "margin", "be a finite number >= 0, received Infinity"],
    [
      "a direction without a margin",
      { direction: "lower-is-better" },
      "direction",
      'be left out where there is no margin, received "lower-is-better"',
    ],
    ["an unknown option", { alternative: "less" }, "options.alternative", 'be a known option, received "less"'],
  ])("%s", (_, options, path, rule) => {
    expect(bad(fine, fine, options)).toEqual(invalid("compareMeans", path, rule));
  });

  it.each([0, 1, 95, -0.5, Number.NaN, "0.95", null])("a confidence level of %j", (confidenceLevel) => {
    const received = typeof confidenceLevel === "string" ? `"${confidenceLevel}"` : String(confidenceLevel);
    const rule = `be a number between 0 and 1, both excluded, such as 0.95, received ${received}`;
    expect(bad(fine, fine, { confidenceLevel })).toEqual(invalid("compareMeans", "confidenceLevel", rule));
  });
});

describe("compareMeans() where the spread is small beside the mean", () => {
  it("tests arms whose spread is far above rounding, however many values shrink their error", () => {
    const around = (mean: number) => Array.from({ length: 10_000 }, (_, i) => mean + (i % 2 === 0 ? 1 : -1));
    const result = compareMeans(around(1e13), around(1e13 + 1));
    expect(result.difference.estimate).toBe(1);
    // by hand: s^2 = n / (n - 1) in both arms, so t = 1 / sqrt(2 / (n - 1))
    expect(result.test.statistic).toBeCloseTo(1 / Math.sqrt(2 / 9999), 8);
  });

  it("keeps what a double near 1e12 cannot hold of the means", () => {
    const { difference } = compareMeans([1e12, 1e12 + 1, 1e12 + 1], [1e12 + 1, 1e12 + 2, 1e12 + 1]);
    agree(difference.estimate, 2 / 3, 1e-15);
  });

  it("never gives a statistic of -0", () => {
    const wide = { n: 2, mean: 0, standardDeviation: 1e16 };
    const result = compareMeans(wide, { n: 2, mean: -5e-324, standardDeviation: 0 });
    expect(Object.is(result.test.statistic, 0)).toBe(true);
  });
});
