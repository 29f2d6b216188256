import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { Ratings } from "../../../src/core/answers";
import { nps, npsFromCounts, npsFromTally } from "../../../src/metrics/promoters/nps";
import { mergeTallies } from "../../../src/statistics/summaries/merge-tallies";
import { type Tally, tally } from "../../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../../src/statistics/summaries/tally-from-counts";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import fromR from "../../golden/nps.json" with { type: "json" };
import formulas from "../../golden/nps-csat.json" with { type: "json" };

const scale = { min: 0, max: 10 };
const rows = parse(readFileSync(new URL("../../../docs/examples/airport-survey/sfo_2017.csv", import.meta.url)), {
  columns: true,
}) as Record<string, string>[];
const answerOf = (row: Record<string, string>) => (row["nps"] === "" ? null : Number(row["nps"]));
const ANSWERS = rows.map(answerOf);
const WEIGHTS = rows.map((row) => Number(row["weight"]));

describe("nps() of the airport survey, against R (1e-12)", () => {
  const r = fromR.sfo2017;
  it("unweighted: groups, score, standard error, Wald's interval", () => {
    const result = nps(ANSWERS, { method: "wald" });
    expect(result).toMatchObject({ kind: "nps", unit: "points", scale, n: r.n, nMissing: 85, caveats: [] });
    expect(result.promoters.count).toBe(r.promoters);
    expect(result.passives.count).toBe(r.passives);
    expect(result.detractors.count).toBe(r.detractors);
    agree(result.promoters.share, r.promoters / r.n, 1e-15);
    agree(result.estimate, r.nps, 1e-12);
    agree(result.standardError, r.se, 1e-12);
    agreeEnds(result.interval, r.ci95Normal, 1e-12);
    expect(result.interval).toMatchObject({ level: 0.95, method: "wald" });
  });

  it("weighted: score, linearised standard error, shares, Wald's interval", () => {
    const { sfo2017Weighted: w } = fromR;
    const result = nps(ANSWERS, { method: "wald", weights: WEIGHTS });
    expect(result.n).toBe(w.n);
    agree(result.estimate, w.nps, 1e-12);
    agree(result.standardError, w.seLinearized, 1e-12);
    agree(result.promoters.share, w.promotersShare, 1e-12);
    agree(result.detractors.share, w.detractorsShare, 1e-12);
    agreeEnds(result.interval, w.ci95, 1e-12);
    const { weights, squaredWeights } = tally(ANSWERS, { scale, weights: WEIGHTS });
    const sum = (list: readonly number[] | null) => (list ?? []).reduce((total, x) => total + x, 0);
    agree(sum(weights), w.sumWeights, 1e-12);
    agree(sum(weights) ** 2 / sum(squaredWeights), w.kishEffectiveN, 1e-12);
  });

  type Segments = Record<
    string,
    { n: number; promoters: number; passives: number; detractors: number; nps: number; se: number }
  >;
  const segments = [
    ["barea", fromR.sfo2017ByBoardingArea],
    ["gender", fromR.sfo2017ByGender],
    ["q7all", fromR.sfo2017ByOverall],
  ] as const;
  it.each(
    segments.flatMap(([column, by]) => Object.entries(by as Segments).map(([key, one]) => ({ column, key, ...one }))),
  )("where $column is $key", ({ column, key, n, ...expected }) => {
    const result = nps(rows.filter((row) => row[column] === key).map(answerOf));
    expect(result.n).toBe(n);
    expect(result.promoters.count).toBe(expected.promoters);
    expect(result.passives.count).toBe(expected.passives);
    expect(result.detractors.count).toBe(expected.detractors);
    agree(result.estimate, expected.nps, 1e-12);
    agree(result.standardError, expected.se, 1e-12);
  });
});

describe("nps() against R (nps-csat.R, 1e-12): adjusted Wald and Wald, from one answer to all of one kind", () => {
  it.each(formulas.nps)("$promoters/$passives/$detractors at $level", (r) => {
    const { promoters, passives, detractors, level: confidenceLevel } = r;
    const adjusted = npsFromCounts({ promoters, passives, detractors }, { confidenceLevel });
    const wald = npsFromCounts({ promoters, passives, detractors }, { confidenceLevel, method: "wald" });
    agree(adjusted.estimate, r.nps, 1e-12);
    agree(adjusted.standardError, r.se, 1e-12);
    agreeEnds(adjusted.interval, r.adjustedWald, 1e-12);
    agreeEnds(wald.interval, r.wald, 1e-12);
    expect(adjusted.interval).toMatchObject({ level: confidenceLevel, method: "adjusted-wald" });
    expect({ ...wald, interval: null, caveats: null }).toStrictEqual({ ...adjusted, interval: null, caveats: null });
  });
});

describe("nps() with weights, against R's survey package (nps-csat.R, 1e-12)", () => {
  it.each(formulas.npsWeighted)("$id", (r) => {
    const [ratings, weights] = r.id.startsWith("sfo17") ? [ANSWERS, WEIGHTS] : [r.ratings, r.weights];
    const adjusted = nps(ratings, { weights, confidenceLevel: r.level });
    const wald = nps(ratings, { weights, confidenceLevel: r.level, method: "wald" });
    expect(adjusted.n).toBe(r.n);
    agree(adjusted.estimate, r.nps, 1e-12);
    agree(adjusted.standardError, r.se, 1e-12);
    agree(adjusted.promoters.share, r.promoters, 1e-12);
    agree(adjusted.detractors.share, r.detractors, 1e-12);
    agreeEnds(adjusted.interval, r.adjustedWald, 1e-12);
    agreeEnds(wald.interval, r.wald, 1e-12);
  });
});

describe("nps()", () => {
  it("counts 9 and 10 as promoters, 7 and 8 as passives, 0 to 6 as detractors", () => {
    for (let rating = 0; rating <= 10; rating++) {
      const { estimate, promoters, passives, detractors } = nps([rating, rating]);
      const group = rating >= 9 ? promoters : rating >= 7 ? passives : detractors;
      expect(group).toStrictEqual({ count: 2, share: 1 });
      expect(estimate).toBe(rating >= 9 ? 100 : rating >= 7 ? 0 : -100);
    }
  });

  it("gives the identical result for answers, tally, counts, groups and merged parts of the survey", () => {
    const whole = nps(ANSWERS);
    const parts = [ANSWERS.slice(0, 700), ANSWERS.slice(700, 701), ANSWERS.slice(701)];
    const [first, ...others] = parts.map((part) => tally(part, { scale })) as [Tally, ...Tally[]];
    const { counts } = fromR.sfo2017;
    const pairs = [...counts.map((count, rating) => [rating, count] as const), [null, 85] as const];
    const { promoters, passives, detractors } = fromR.sfo2017;
    expect(npsFromTally(tally(ANSWERS, { scale }))).toStrictEqual(whole);
    expect(npsFromTally(mergeTallies(first, ...others))).toStrictEqual(whole);
    expect(npsFromTally(tallyFromCounts(pairs, { scale }))).toStrictEqual(whole);
    expect(npsFromCounts({ promoters, passives, detractors, nMissing: 85 })).toStrictEqual(whole);
    const typed = Uint8Array.from(ANSWERS.filter((answer) => answer !== null));
    expect({ ...nps(typed), nMissing: 85 }).toStrictEqual(whole);
  });

  it("has an error of 0 but an interval for one answer, and says so", () => {
    expect(nps([10])).toMatchObject({
      estimate: 100,
      standardError: 0,
      n: 1,
      caveats: [
        { code: "single-answer", path: null },
        { code: "estimate-outside-interval", path: null },
      ],
    });
    expect(nps([10], { method: "wald" }).interval).toMatchObject({ lower: 100, upper: 100 });
  });

  it("says where all answers are of one kind, and where an end was cut", () => {
    expect(nps([10, 9, 9]).caveats).toEqual([
      { code: "all-or-none", path: null },
      { code: "interval-beyond-scale", path: null },
    ]);
    expect(nps([7, 8]).caveats).toEqual([{ code: "all-or-none", path: null }]);
    expect(nps([10, 0]).caveats).toEqual([]);
    expect(nps([10, 0], { method: "wald" }).caveats).toEqual([{ code: "interval-beyond-scale", path: null }]);
  });

  it("has no -0 where promoters and detractors balance, or where there are none", () => {
    for (const ratings of [[10, 0], [7], [7, 8, 7], [0, 0, 10, 10, 7]]) {
      for (const method of ["adjusted-wald", "wald"] as const) {
        const result = nps(ratings, { method });
        expectPlain(result);
        expectPlain(nps(ratings, { method, weights: ratings.map(() => 0.1) }));
        expect(result.estimate).toBe(0);
      }
    }
    expectPlain(npsFromCounts({ promoters: 1, passives: -0, detractors: -0, nMissing: -0 }));
  });

  it("leaves out answers of weight 0", () => {
    expect(nps([10, 3, null, null], { weights: [1, 0, 0, 1] })).toStrictEqual(nps([10, null], { weights: [1, 1] }));
  });

  it("changes neither answers nor options", () => {
    const options = Object.freeze({ weights: Object.freeze([1, 2, 3]), confidenceLevel: 0.9 });
    const ratings = Object.freeze([10, null, 3]);
    nps(ratings, options);
    expect([ratings, options]).toStrictEqual([[10, null, 3], { weights: [1, 2, 3], confidenceLevel: 0.9 }]);
  });
});

describe("nps() rejects", () => {
  const rule = "be an integer in [0, 10] or null, received";
  it.each<[string, unknown, string]>([
    ["a rating above 10", 11, "11"],
    ["a rating below 0", -1, "-1"],
    ["a fraction", 10.5, "10.5"],
    ["NaN", Number.NaN, "NaN"],
    ["infinity", Number.POSITIVE_INFINITY, "Infinity"],
    ["minus infinity", Number.NEGATIVE_INFINITY, "-Infinity"],
    ["a string", "9", '"9"'],
    ["true", true, "true"],
    ["an object", {}, "an object (Object)"],
    ["a bigint", 9n, "9n"],
    ["a symbol", Symbol("9"), "Symbol(9)"],
  ])("%s, naming its index", (_, value, shown) => {
    const error = invalid("nps", "ratings.2", `${rule} ${shown}`);
    expect(errorOf(() => nps([10, null, value as number]))).toEqual(error);
    expect(errorOf(() => nps([10, 9, value as number]))).toEqual(error);
    expect(errorOf(() => nps([10, 9, value as number], { weights: [1, 1, 1] }))).toEqual(error);
  });

  it.each<[string, Ratings]>([
    ["an empty array", []],
    ["an empty typed array", new Uint8Array(0)],
    ["an empty Set", new Set<number>()],
    ["only missing answers", [null, undefined]],
    ["only holes", new Array<number>(3)],
  ])("%s, as nothing to estimate from", (_, ratings) => {
    const nothing = "must hold at least one answer, received none";
    expect(errorOf(() => nps(ratings))).toEqual(insufficient("nps", "ratings", nothing));
  });

  it("weights that are all 0, as nothing to estimate from", () => {
    expect(errorOf(() => nps([10, 3], { weights: [0, 0] }))).toEqual(
      insufficient("nps", "ratings", "must hold at least one answer, received none"),
    );
  });

  it("a tally or groups of nobody, as nothing to estimate from, naming the argument", () => {
    const nothing = "must hold at least one answer, received none";
    expect(errorOf(() => npsFromTally(tally([null], { scale })))).toEqual(
      insufficient("npsFromTally", "summary", nothing),
    );
    expect(errorOf(() => npsFromCounts({ promoters: 0, passives: 0, detractors: 0, nMissing: 3 }))).toEqual(
      insufficient("npsFromCounts", "counts", nothing),
    );
  });

  it.each<[string, unknown, string]>([
    ["a BigInt64Array", BigInt64Array.of(9n), "an object (BigInt64Array)"],
    ["a BigUint64Array", BigUint64Array.of(9n), "an object (BigUint64Array)"],
    ["a DataView", new DataView(new ArrayBuffer(1)), "an object (DataView)"],
    ["an object with only a length", { length: 3 }, "an object (Object)"],
    ["an object without a prototype", Object.create(null), "an object (Object)"],
    ["a string", "999", '"999"'],
    ["null", null, "null"],
  ])("%s", (_, ratings, shown) => {
    expect(errorOf(() => nps(ratings as number[]))).toEqual(
      invalid("nps", "ratings", `be an array, a typed array or an iterable of numbers, received ${shown}`),
    );
  });

  it.each<[string, unknown, string, string]>([
    ["a negative weight", [1, -1], "weights.1", "be 0 or a number in [1e-100, 1e100], received -1"],
    ["a weight of NaN", [1, Number.NaN], "weights.1", "be 0 or a number in [1e-100, 1e100], received NaN"],
    ["an infinite weight", [1, Infinity], "weights.1", "be 0 or a number in [1e-100, 1e100], received Infinity"],
    ["a missing weight", [1, null], "weights.1", "be 0 or a number in [1e-100, 1e100], received null"],
    ["a weight in words", [1, "1"], "weights.1", 'be 0 or a number in [1e-100, 1e100], received "1"'],
    ["fewer weights than answers", [1], "weights", "have the length of ratings (2), received 1"],
    ["more weights than answers", [1, 1, 1], "weights", "have the length of ratings (2), received 3"],
    ["weights that are null", null, "weights", "be an array, a typed array or an iterable of numbers, received null"],
  ])("%s", (_, weights, path, text) => {
    expect(errorOf(() => nps([10, 3], { weights: weights as number[] }))).toEqual(invalid("nps", path, text));
  });

  it.each([1e200, 1e308, 1e-200, 1e-320])("weights of %f, whose squares a double cannot hold", (weight) => {
    expect(errorOf(() => nps([10, 3], { weights: [weight, weight] }))).toMatchObject({ code: "invalid-input" });
  });

  it.each<[string, unknown, string, string]>([
    ["a confidence level of 0", { confidenceLevel: 0 }, "confidenceLevel", "0"],
    ["a confidence level of 1", { confidenceLevel: 1 }, "confidenceLevel", "1"],
    ["a confidence level of 95", { confidenceLevel: 95 }, "confidenceLevel", "95"],
    ["a confidence level of NaN", { confidenceLevel: Number.NaN }, "confidenceLevel", "NaN"],
    ["a confidence level in words", { confidenceLevel: "0.95" }, "confidenceLevel", '"0.95"'],
    ["another method", { method: "wilson" }, "method", '"wilson"'],
    ["null as method", { method: null }, "method", "null"],
  ])("%s", (_, options, path, shown) => {
    const text =
      path === "method"
        ? `be one of "adjusted-wald", "wald", received ${shown}`
        : `be a number between 0 and 1, both excluded, such as 0.95, received ${shown}`;
    expect(errorOf(() => nps([10], options as object))).toEqual(invalid("nps", path, text));
    expect(errorOf(() => npsFromTally(tally([10], { scale }), options as object))).toEqual(
      invalid("npsFromTally", path, text),
    );
    expect(errorOf(() => npsFromCounts({ promoters: 1, passives: 0, detractors: 0 }, options as object))).toEqual(
      invalid("npsFromCounts", path, text),
    );
  });

  it("options that are null", () => {
    const text = "be an object, received null";
    expect(errorOf(() => nps([10], null as never))).toEqual(invalid("nps", "options", text));
    expect(errorOf(() => npsFromTally(tally([10], { scale }), null as never))).toEqual(
      invalid("npsFromTally", "options", text),
    );
    expect(errorOf(() => npsFromCounts({ promoters: 1, passives: 0, detractors: 0 }, null as never))).toEqual(
      invalid("npsFromCounts", "options", text),
    );
  });
});

describe("npsFromTally() rejects", () => {
  const one = tally([10, 3], { scale });
  it.each<[string, unknown, string, string]>([
    [
      "a tally on another scale",
      tally([5], { scale: { min: 1, max: 5 } }),
      "summary.scale",
      'be 0 to 10, received "1 to 5"',
    ],
    ["answers", [10, 3], "summary", "be a tally, as tally() makes it, received an object (Array)"],
    ["null", null, "summary", "be an object, received null"],
    ["an n that is not the sum", { ...one, n: 5 }, "summary.n", "be the sum of the counts (2), received 5"],
    [
      "a missing count",
      { ...one, counts: one.counts.slice(1) },
      "summary.counts",
      "be an array of 11 numbers, received an object (Array)",
    ],
  ])("%s", (_, summary, path, text) => {
    expect(errorOf(() => npsFromTally(summary as Tally))).toEqual(invalid("npsFromTally", path, text));
  });

  it("weights of nothing for answers that there are", () => {
    const zeros = new Array<number>(11).fill(0);
    expect(errorOf(() => npsFromTally({ ...one, weights: zeros, squaredWeights: zeros }))).toMatchObject({
      code: "invalid-input",
    });
  });
});

describe("npsFromCounts() rejects", () => {
  const count = "be an integer >= 0 and at most 2^53 - 1, received";
  const good = { promoters: 1, passives: 1, detractors: 1 };
  it.each<[string, unknown, string, string]>([
    ["a negative count", { ...good, promoters: -1 }, "counts.promoters", `${count} -1`],
    ["a fractional count", { ...good, passives: 0.5 }, "counts.passives", `${count} 0.5`],
    ["a count of NaN", { ...good, detractors: Number.NaN }, "counts.detractors", `${count} NaN`],
    ["a count in words", { ...good, detractors: "1" }, "counts.detractors", `${count} "1"`],
    ["a missing count", { promoters: 1, passives: 1 }, "counts.detractors", `${count} undefined`],
    ["a negative nMissing", { ...good, nMissing: -1 }, "counts.nMissing", `${count} -1`],
    ["null", null, "counts", "be an object, received null"],
    ["a number", 3, "counts", "be an object, received 3"],
  ])("%s", (_, counts, path, text) => {
    expect(errorOf(() => npsFromCounts(counts as typeof good))).toEqual(invalid("npsFromCounts", path, text));
  });

  it("a total that integers are not exact for", () => {
    expect(errorOf(() => npsFromCounts({ ...good, promoters: Number.MAX_SAFE_INTEGER }))).toMatchObject({
      code: "invalid-input",
      path: "counts",
    });
  });
});

describe("nps() with weights far apart", () => {
  it("never counts more answers than Kish's n: a few light promoters do not narrow the interval", () => {
    // one light promoter among 100 passives: p(1 - p) / SE^2 alone would be 10,000 answers
    const ratings = [10, ...new Array(99).fill(8)];
    const weights = [0.01, ...new Array(99).fill(1)];
    const { lower, upper } = nps(ratings, { weights }).interval;
    const { lower: plainLower, upper: plainUpper } = nps(new Array(100).fill(8)).interval;
    expect(upper - lower).toBeGreaterThan(0.99 * (plainUpper - plainLower));
  });
});
