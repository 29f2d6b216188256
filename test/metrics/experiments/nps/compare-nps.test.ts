import { describe, expect, it } from "vitest";
import { compareMeans } from "../../../../src/metrics/experiments/means/compare-means";
import { compareNps } from "../../../../src/metrics/experiments/nps/compare-nps";
import { compareProportions } from "../../../../src/metrics/experiments/proportions/compare-proportions";
import { npsFromTally } from "../../../../src/metrics/promoters/nps";
import { npsScoreInterval } from "../../../../src/metrics/promoters/nps-score-interval";
import type { RatingsArm } from "../../../../src/statistics/summaries/arms";
import { tally } from "../../../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../../../src/statistics/summaries/tally-from-counts";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import reference from "../../../golden/nps-difference.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";
import scores from "../../../golden/trinomial-score-difference.json" with { type: "json" };

const scale = { min: 0, max: 10 };

/** A tally of [promoters, passives, detractors], spread over the levels of their groups. */
function tallyOf([promoters, passives, detractors]: readonly number[]) {
  const counts = { 10: promoters as number, 7: passives as number, 6: detractors as number };
  return tallyFromCounts(counts, { scale });
}

interface Normal {
  readonly statistic: number;
  readonly pValue: number;
  readonly against: number[];
  readonly intervals: Record<string, number[]>;
}

interface Expected extends Normal {
  readonly estimate: number;
  readonly standardError: number;
  readonly wald: Normal | null;
}

function expectAgreement(control: RatingsArm, treatment: RatingsArm, expected: Expected, tolerance: number) {
  const { difference } = compareNps(control, treatment);
  agree(difference.estimate, expected.estimate, tolerance);
  agree(difference.standardError, expected.standardError, tolerance);
  expectMethod(control, treatment, "adjusted-wald", expected, tolerance);
  if (expected.wald !== null) expectMethod(control, treatment, "wald", expected.wald, tolerance);
}

function expectMethod(
  control: RatingsArm,
  treatment: RatingsArm,
  method: "adjusted-wald" | "wald",
  expected: Normal,
  tolerance: number,
) {
  const { test, margin } = compareNps(control, treatment, { method, margin: 10 });
  expect(test).toMatchObject({ method, alternative: "two-sided", degreesOfFreedom: [] });
  // a p-value is off by what its statistic is off, times the statistic
  const ofTail = tolerance * Math.max(1, expected.statistic ** 2);
  agree(test.statistic, expected.statistic, tolerance);
  agree(test.pValue, expected.pValue, ofTail);
  agree(margin?.nonInferiority.pValue, expected.against[0]!, ofTail);
  agree(margin?.equivalence.pValue, Math.max(...expected.against), ofTail);
  for (const [level, ends] of Object.entries(expected.intervals)) {
    const { interval } = compareNps(control, treatment, { method, confidenceLevel: Number(level) }).difference;
    agreeEnds(interval, ends, tolerance);
    expect(interval).toMatchObject({ level: Number(level), method });
  }
}

describe("compareNps() against 40 digits (nps-difference.py)", () => {
  it.each(reference.cases)("agrees on $treatment against $control", ({ treatment, control, hedgesG, ...expected }) => {
    // scores near 100 of a million answers differ by 3e-4 points: six digits of each cancel
    const tolerance = treatment[0] === 1e6 ? 1e-10 : 1e-12;
    expectAgreement(tallyOf(control), tallyOf(treatment), expected, tolerance);
    const { effectSize } = compareNps(tallyOf(control), tallyOf(treatment));
    if (hedgesG === null) expect(effectSize).toBeNull();
    else agree(effectSize?.estimate, hedgesG, tolerance);
  });

  const { nps, problem, weight } = readTable("sfo_2017.csv") as Record<string, number[]>;
  const group = (answer: number) => {
    const rows = (nps as number[]).flatMap((_, i) => (problem?.[i] === answer && nps?.[i] != null ? [i] : []));
    return { ratings: rows.map((i) => nps?.[i] as number), weights: rows.map((i) => weight?.[i] as number) };
  };
  const [met, none] = [group(1), group(0)];

  it("agrees on passengers who met a problem against those who did not", () => {
    const expected = reference.survey.sfo17_problem;
    expect([met.ratings.length, none.ratings.length]).toEqual(expected.n);
    expectAgreement(none.ratings, met.ratings, expected, 1e-12);
  });

  it("agrees on them with the survey's weights, by way of weighted tallies", () => {
    const weighted = ({ ratings, weights }: typeof met) => tally(ratings, { scale, weights });
    // linearised variances of 2,330 weights, added in doubles
    expectAgreement(weighted(none), weighted(met), reference.survey.sfo17_problem_weighted, 1e-11);
  });
});

describe("compareNps() by the score test (trinomial-score-difference.py, 30 digits)", () => {
  const whole = scores.cases.filter(({ treatment, control }) => [...treatment, ...control].every(Number.isInteger));
  it.each(whole)("agrees on $treatment against $control", ({ treatment, control, scores: statistics, intervals }) => {
    const arms = [tallyOf(control), tallyOf(treatment)] as const;
    // as above: six digits cancel
    const tolerance = treatment[0] === 1e6 ? 1e-10 : 1e-12;
    agree(compareNps(...arms, { method: "score" }).test.statistic, statistics["0"], tolerance);
    for (const [level, ends] of Object.entries(intervals)) {
      const { interval } = compareNps(...arms, { method: "score", confidenceLevel: Number(level) }).difference;
      agreeEnds(interval, [100 * ends[0]!, 100 * ends[1]!], tolerance);
      expect(interval).toMatchObject({ level: Number(level), method: "score" });
    }
    const better = compareNps(...arms, { method: "score", margin: 50 }).margin;
    agree(better?.nonInferiority.statistic, statistics["-0.5"], tolerance);
    const worse = compareNps(...arms, { method: "score", margin: 20, direction: "lower-is-better" }).margin;
    agree(worse?.nonInferiority.statistic, statistics["0.2"], tolerance);
  });

  it("is Miettinen and Nurminen's test of the promoters where nobody is passive", () => {
    const { test, difference } = compareNps(tallyOf([48, 0, 32]), tallyOf([56, 0, 14]), { method: "score" });
    const shares = compareProportions({ successes: 48, trials: 80 }, { successes: 56, trials: 70 });
    agree(test.pValue, shares.test.pValue as number, 1e-12);
    const { lower, upper } = shares.difference.interval as { lower: number; upper: number };
    agreeEnds(difference.interval, [200 * lower, 200 * upper], 1e-12);
  });
});

describe("compareNps() of arms that do not vary", () => {
  const METHODS = ["adjusted-wald", "score", "wald"] as const;

  it.each(METHODS)("by %s says p = 1 and holds 0 where both are of one mind and the same", (method) => {
    for (const group of [
      [20, 0, 0],
      [0, 20, 0],
      [0, 0, 20],
      [1, 0, 0],
    ]) {
      const result = compareNps(tallyOf(group), tallyOf(group), { method, margin: 1 });
      const { lower, upper } = result.difference.interval as { lower: number; upper: number };
      expect(result).toMatchObject({ difference: { estimate: 0, standardError: 0 }, test: { pValue: 1 } });
      expect(lower <= 0 && upper >= 0).toBe(true);
      expect(result.effectSize).toBeNull();
      expectPlain(result);
    }
  });

  it("has a point for an interval by wald, and p = 0 where that is not 0", () => {
    const result = compareNps(tallyOf([0, 9, 0]), tallyOf([9, 0, 0]), { method: "wald", margin: 50 });
    expect(result.difference).toMatchObject({ estimate: 100, interval: { lower: 100, upper: 100, method: "wald" } });
    expect(result.test).toMatchObject({ statistic: null, pValue: 0 });
    expect(result.margin).toMatchObject({
      statement: "non-inferior",
      nonInferiority: { statistic: null, pValue: 0 },
      equivalence: { statistic: null, pValue: 1 },
    });
  });

  it.each(METHODS)("by %s gives two opposite answers an interval that holds a difference below 200", (method) => {
    const result = compareNps([0], [10], { method, margin: 200 });
    expect(result.difference.estimate).toBe(200);
    expect((result.difference.interval as { lower: number }).lower < 200).toBe(method !== "wald");
    expectPlain(result);
  });

  it("rejects by the score test differences of 200 that the data rule out, without a statistic", () => {
    const { margin } = compareNps([9, 3], [10, 7], { method: "score", margin: 200 });
    expect(margin).toMatchObject({
      statement: "equivalent",
      nonInferiority: { statistic: null, pValue: 0 },
      equivalence: { statistic: null, pValue: 0 },
    });
  });
});

describe("compareNps() with a margin", () => {
  const [control, treatment] = [tallyOf([120, 50, 70]), tallyOf([115, 52, 73])];

  it("says what the interval says", () => {
    const { difference, margin } = compareNps(control, treatment, { margin: 25 });
    const { lower, upper } = difference.interval as { lower: number; upper: number };
    expect([lower, upper].map(Math.round)).toEqual([-19, 12]);
    expect(margin).toMatchObject({ margin: 25, direction: "higher-is-better", statement: "equivalent" });
    const statement = (margin: number, direction: "higher-is-better" | "lower-is-better") =>
      compareNps(control, treatment, { margin, direction }).margin?.statement;
    expect(statement(15, "higher-is-better")).toBe("undecided");
    expect(statement(15, "lower-is-better")).toBe("non-inferior");
    expect(statement(5, "lower-is-better")).toBe("undecided");
  });

  it("calls inferior what lies beyond it on the worse side", () => {
    const { margin } = compareNps(tallyOf([200, 20, 20]), tallyOf([90, 60, 90]), { margin: 10, method: "score" });
    expect(margin?.statement).toBe("inferior");
  });
});

describe("compareNps() says how large the difference is in standard deviations", () => {
  it("as compareMeans() says of the answers as -1, 0 and 1", () => {
    const nets = (list: readonly number[]) => list.map((answer) => (answer >= 9 ? 1 : answer >= 7 ? 0 : -1));
    const [control, treatment] = [
      [10, 9, 8, 6, 3, 7, 7, 0],
      [10, 10, 9, 9, 8, 7, 2],
    ];
    const { effectSize } = compareNps(control, treatment);
    const expected = compareMeans(nets(control), nets(treatment)).effectSize;
    expect(effectSize).toMatchObject({ kind: "hedges-g", n: 15, nMissing: 0 });
    agree(effectSize?.estimate, expected?.estimate as number, 1e-14);
    agreeEnds(effectSize?.interval, [expected?.interval?.lower as number, expected?.interval?.upper as number], 1e-14);
  });

  it("says nothing of weighted tallies or single answers", () => {
    const weighted = tally([10, 9, 3], { scale, weights: [1, 2, 1] });
    expect(compareNps(weighted, [10, 9, 8]).effectSize).toBeNull();
    expect(compareNps([10, 9, 8], [3]).effectSize).toBeNull();
  });
});

describe("compareNps() at the ends", () => {
  it("cuts the interval at 200 points", () => {
    const [best, worst] = [tallyOf([100, 0, 0]), tallyOf([0, 0, 100])];
    expect(compareNps(worst, best, { confidenceLevel: 0.999 }).difference).toMatchObject({
      estimate: 200,
      standardError: 0,
      interval: { upper: 200 },
    });
    expect(compareNps(best, worst, { confidenceLevel: 0.999 }).difference).toMatchObject({
      estimate: -200,
      interval: { lower: -200 },
    });
  });

  it("follows the adjusted counts where the arms are opposites, and ends below the plain difference", () => {
    for (const n of [1, 5, 20, 100, 1000]) {
      const { estimate, interval } = compareNps(tallyOf([0, 0, n]), tallyOf([n, 0, 0])).difference;
      const [centre, error] = [(200 * n) / (n + 3), 100 * Math.sqrt((9 * (n + 1)) / (n + 3) ** 3)];
      agreeEnds(interval, [centre - 1.959963984540054 * error, centre + 1.959963984540054 * error], 1e-14);
      expect(estimate).toBe(200);
      expect(interval?.upper).toBeLessThan(estimate);
    }
  });

  it("ends below a plain difference of 100, too, where that is one answer against many", () => {
    const { estimate, interval } = compareNps(tallyOf([0, 0, 1]), tallyOf([0, 40, 0])).difference;
    const error = 100 * Math.sqrt(9 / 64 + 1.5 / 43 ** 2);
    agreeEnds(interval, [25 - 1.959963984540054 * error, 25 + 1.959963984540054 * error], 1e-14);
    expect(estimate).toBe(100);
    expect(interval?.upper).toBeLessThan(estimate);
  });

  it("gives p = 1 where both arms have the same answers", () => {
    for (const arm of [[0], [10], [8], [3, 9, 10, 7]]) {
      expect(compareNps(arm, arm)).toMatchObject({ difference: { estimate: 0 }, test: { statistic: 0, pValue: 1 } });
    }
  });

  it("compares one answer with one answer", () => {
    const result = compareNps([0], [10]);
    expect(result.difference.estimate).toBe(200);
    expect(result.caveats).toContainEqual({ code: "single-answer", path: "control" });
    expect(result.caveats).toContainEqual({ code: "single-answer", path: "treatment" });
    expectPlain(result);
  });
});

describe("compareNps() takes answers and tallies alike", () => {
  const control = [10, 9, 8, null, 6, 3, 7, undefined];
  const treatment = [10, 10, 9, 9, 8, 7];

  it("gives the identical result for arrays, typed arrays, iterables, tallies and counts", () => {
    const expected = compareNps(control, treatment);
    expect(compareNps(tally(control, { scale }), tally(treatment, { scale }))).toEqual(expected);
    expect(compareNps(control.values(), new Uint8Array(treatment))).toEqual(expected);
    const counts = tallyFromCounts(
      [
        [10, 1n],
        [9, 1],
        [8, 1],
        [7, 1],
        [6, 1],
        [3, 1],
        [null, 2],
      ],
      { scale },
    );
    expect(compareNps(counts, treatment)).toEqual(expected);
  });

  it("takes a tally that came through JSON", () => {
    const weights = [1, 2, 0.5, 1, 1, 3, 0, 1];
    for (const arm of [tally(control, { scale }), tally(control, { scale, weights })]) {
      expect(compareNps(JSON.parse(JSON.stringify(arm)), treatment)).toEqual(compareNps(arm, treatment));
    }
  });

  it("says what it did", () => {
    const result = compareNps(control, treatment, { confidenceLevel: 0.9 });
    expect(result).toMatchObject({
      kind: "nps-comparison",
      unit: "points",
      method: "adjusted-wald",
      n: 12,
      nMissing: 2,
      difference: { kind: "arm-difference", unit: "points", scale, n: 12, nMissing: 2 },
      test: { alternative: "two-sided", degreesOfFreedom: [], method: "adjusted-wald" },
    });
    expect(result.control).toEqual(npsFromTally(tally(control, { scale }), { confidenceLevel: 0.9 }));
    expect(result.treatment).toEqual(npsFromTally(tally(treatment, { scale }), { confidenceLevel: 0.9 }));
    expect(result.difference.estimate).toBe(result.treatment.estimate - result.control.estimate);
    expectPlain(result);
  });

  it("has a scale of its own, which nobody else's results change with", () => {
    const result = compareNps(control, treatment);
    (result.difference.scale as { max: number }).max = 5;
    expect(compareNps(control, treatment).difference.scale).toEqual(scale);
  });

  it("gives each arm the interval that its method gives a single score", () => {
    const summary = tally(control, { scale });
    const armBy = (method: "score" | "wald") => compareNps(control, treatment, { method }).control;
    expect(armBy("score")).toEqual(npsScoreInterval(summary));
    expect(armBy("wald")).toEqual(npsFromTally(summary, { method: "wald" }));
  });
});

describe("compareNps() refuses", () => {
  const fine = [10, 3];
  const bad = (control: unknown, treatment: unknown, options?: unknown) =>
    errorOf(() => compareNps(control as RatingsArm, treatment as RatingsArm, options as object));
  const rating = "be an integer in [0, 10] or null, received";
  const sequence = "be an array, a typed array or an iterable of numbers, received";
  const anArm = "be an array, a typed array, an iterable or a tally, received";

  it.each([
    ["a rating above 10", [10, 11], "1", `${rating} 11`],
    ["a negative rating", [-1], "0", `${rating} -1`],
    ["a fraction", [10, 9, 10.5], "2", `${rating} 10.5`],
    ["NaN", [Number.NaN], "0", `${rating} NaN`],
    ["infinity", [null, Infinity], "1", `${rating} Infinity`],
    ["text", [10, "9"], "1", `${rating} "9"`],
    ["a boolean", [true], "0", `${rating} true`],
    ["a bigint", [9n], "0", `${rating} 9n`],
    ["a rating of a typed array", new Float32Array([1, 2, 3.5]), "2", `${rating} 3.5`],
    ["a rating of an iterable", new Set([1, 12]), "1", `${rating} 12`],
  ])("%s, naming arm and index", (_, arm, index, rule) => {
    expect(bad(arm, fine)).toEqual(invalid("compareNps", `control.${index}`, rule));
    expect(bad(fine, arm)).toEqual(invalid("compareNps", `treatment.${index}`, rule));
  });

  it.each([
    ["a number", 9, `${anArm} 9`],
    ["nothing", undefined, `${anArm} undefined`],
    ["null", null, `${anArm} null`],
    ["text", "10", `${anArm} "10"`],
    ["an object with only a length", { length: 2 }, `${anArm} an object (Object)`],
    ["a BigInt64Array", new BigInt64Array(2), `${sequence} an object (BigInt64Array)`],
    ["a result", { kind: "nps" }, "be a tally, as tally() makes it, received an object (Object)"],
  ])("%s for an arm", (_, arm, rule) => {
    expect(bad(arm, fine)).toEqual(invalid("compareNps", "control", rule));
    expect(bad(fine, arm)).toEqual(invalid("compareNps", "treatment", rule));
  });

  const ten = tally([10, 9, 0], { scale });
  it.each([
    ["on another scale", tally([5, 4], { scale: { min: 1, max: 5 } }), "scale", 'be 0 to 10, received "1 to 5"'],
    ["that starts at 1", tally([5, 4], { scale: { min: 1, max: 10 } }), "scale", 'be 0 to 10, received "1 to 10"'],
    [
      "with too few counts",
      { ...ten, counts: [1, 2] },
      "counts",
      "be an array of 11 numbers, received an object (Array)",
    ],
    [
      "with a negative count",
      { ...ten, counts: [-1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2] },
      "counts.0",
      "be an integer >= 0 and at most 2^53 - 1, received -1",
    ],
    ["whose n is not its sum", { ...ten, n: 4 }, "n", "be the sum of the counts (3), received 4"],
    [
      "with a weight that is NaN",
      { ...ten, weights: ten.counts.map(() => Number.NaN), squaredWeights: ten.counts },
      "weights.0",
      "be the sum of the weights of 1 answers, received NaN",
    ],
    [
      "with weights but no squared ones",
      { ...ten, weights: ten.counts },
      "squaredWeights",
      "be an array of 11 numbers, received null",
    ],
  ])("a tally %s, naming the arm", (_, arm, place, rule) => {
    expect(bad(arm, fine)).toEqual(invalid("compareNps", `control.${place}`, rule));
    expect(bad(fine, arm)).toEqual(invalid("compareNps", `treatment.${place}`, rule));
  });

  it("a tally whose weights contradict its counts", () => {
    const zeros = ten.counts.map(() => 0);
    let result: unknown = null;
    const refused = errorOf(() => {
      result = compareNps({ ...ten, weights: zeros, squaredWeights: zeros }, fine);
    });
    if (refused === null) expectPlain(result);
    expect(refused?.code).toBe("invalid-input");
  });

  it.each([
    ["no answer", []],
    ["only missing answers", [null, undefined]],
    ["an empty typed array", new Uint8Array(0)],
    ["an empty tally", tally([], { scale })],
    ["a tally of weights that are all 0", tally([9, 10], { scale, weights: [0, 0] })],
  ])("%s, as insufficient data", (_, arm) => {
    const message = "must hold at least one answer, received none";
    expect(bad(arm, fine)).toEqual(insufficient("compareNps", "control", message));
    expect(bad(fine, arm)).toEqual(insufficient("compareNps", "treatment", message));
  });

  it.each([0, 1, 95, -0.5, Number.NaN, "0.95", null])("a confidence level of %j", (confidenceLevel) => {
    const received = typeof confidenceLevel === "string" ? `"${confidenceLevel}"` : String(confidenceLevel);
    const rule = `be a number between 0 and 1, both excluded, such as 0.95, received ${received}`;
    expect(bad(fine, fine, { confidenceLevel })).toEqual(invalid("compareNps", "confidenceLevel", rule));
  });

  it.each([
    ["method", "newcombe", 'be one of "adjusted-wald", "score", "wald", received "newcombe"'],
    ["margin", 0, "be above 0: `direction` says which way is worse, received 0"],
    ["margin", -1, "be a finite number >= 0, received -1"],
    ["margin", 200.5, "be at most 200, in the unit of the difference, received 200.5"],
    ["margin", Number.NaN, "be a finite number >= 0, received NaN"],
    ["direction", "higher-is-better", 'be left out where there is no margin, received "higher-is-better"'],
  ])("a %s of %j", (name, value, rule) => {
    expect(bad(fine, fine, { [name]: value })).toEqual(invalid("compareNps", name, rule));
  });
});
