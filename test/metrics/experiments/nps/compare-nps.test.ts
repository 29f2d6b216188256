import { describe, expect, it } from "vitest";
import { compareNps } from "../../../../src/metrics/experiments/nps/compare-nps";
import { npsFromTally } from "../../../../src/metrics/promoters/nps";
import type { RatingsArm } from "../../../../src/statistics/summaries/arms";
import { tally } from "../../../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../../../src/statistics/summaries/tally-from-counts";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import reference from "../../../golden/nps-difference.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";

const scale = { min: 0, max: 10 };

/** A tally of [promoters, passives, detractors], spread over the levels of their groups. */
function tallyOf([promoters, passives, detractors]: readonly number[]) {
  const counts = { 10: promoters as number, 7: passives as number, 6: detractors as number };
  return tallyFromCounts(counts, { scale });
}

interface Expected {
  readonly estimate: number;
  readonly standardError: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly intervals: Record<string, number[]>;
}

function expectAgreement(control: RatingsArm, treatment: RatingsArm, expected: Expected, tolerance: number) {
  const { difference, test } = compareNps(control, treatment);
  agree(difference.estimate, expected.estimate, tolerance);
  agree(difference.standardError, expected.standardError, tolerance);
  agree(test.statistic, expected.statistic, tolerance);
  agree(test.pValue, expected.pValue, tolerance);
  for (const [level, ends] of Object.entries(expected.intervals)) {
    const { interval } = compareNps(control, treatment, { confidenceLevel: Number(level) }).difference;
    agreeEnds(interval, ends, tolerance);
    expect(interval).toMatchObject({ level: Number(level), method: "adjusted-wald" });
  }
}

describe("compareNps() against 40 digits (nps-difference.py)", () => {
  it.each(reference.cases)("agrees on $treatment against $control", ({ treatment, control, ...expected }) => {
    // scores near 100 of a million answers differ by 3e-4 points: six digits of each cancel
    const tolerance = treatment[0] === 1e6 ? 1e-10 : 1e-12;
    expectAgreement(tallyOf(control), tallyOf(treatment), expected, tolerance);
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
});
