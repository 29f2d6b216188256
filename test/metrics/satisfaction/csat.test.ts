import { describe, expect, it } from "vitest";
import type { Ratings } from "../../../src/core/answers";
import { type CsatOptions, csat, csatFromTally } from "../../../src/metrics/satisfaction/csat";
import { mergeTallies } from "../../../src/statistics/summaries/merge-tallies";
import { type Tally, tally } from "../../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../../src/statistics/summaries/tally-from-counts";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import fromR from "../../golden/csat.json" with { type: "json" };
import formulas from "../../golden/nps-csat.json" with { type: "json" };
import { readTable } from "../../golden/read-table";
import weighted from "../../golden/weighted.json" with { type: "json" };

const scale = { min: 1, max: 5 };
const survey = readTable("sfo_2017.csv");
const ANSWERS = survey["q7all"] as (number | null)[];
const WEIGHTS = survey["weight"] as number[];
const LEVEL_RULE = "be a number between 0 and 1, both excluded, such as 0.95, received";

describe("csat() of 100 answers: 15 very satisfied, 25, 30, 20, 10 very dissatisfied", () => {
  const summary = tallyFromCounts({ 5: 15, 4: 25, 3: 30, 2: 20, 1: 10 }, { scale });
  const result = csatFromTally(summary);

  it("has 40 % satisfied and a mean of 3.15", () => {
    expect(result.estimate).toBe(0.4);
    expect(result.satisfied).toBe(40);
    expect(result.mean.estimate).toBe(3.15);
  });

  it("has the deviation that the squares about 3 give: 145 - 100 * 0.15^2 = 142.75, over 99", () => {
    agree(result.standardDeviation, Math.sqrt(142.75 / 99), 1e-14);
    agree(result.mean.standardError, Math.sqrt(142.75 / 99) / 10, 1e-14);
    agree(result.standardError, Math.sqrt((0.4 * 0.6) / 100), 1e-15);
  });

  it("lists every level, lowest first", () => {
    expect(result.distribution).toStrictEqual([
      { rating: 1, count: 10, share: 0.1 },
      { rating: 2, count: 20, share: 0.2 },
      { rating: 3, count: 30, share: 0.3 },
      { rating: 4, count: 25, share: 0.25 },
      { rating: 5, count: 15, share: 0.15 },
    ]);
  });
});

describe("csat() against R's binom and t.test (csat.json, 1e-12)", () => {
  it.each(fromR.cases)("$id", ({ result: r }) => {
    const summary = tallyFromCounts(r.counts, { scale });
    const result = csatFromTally(summary, { meanMethod: "t" });
    expect(result.n).toBe(r.n);
    agree(result.mean.estimate, r.mean, 1e-12);
    agree(result.mean.standardError, r.se, 1e-12);
    agree(result.standardDeviation, r.sd, 1e-12);
    agreeEnds(result.mean.interval, r.ci95Mean, 1e-12);
    expect(result.mean.interval).toMatchObject({ level: 0.95, method: "t" });
    for (const [satisfiedFrom, box] of [
      [4, r.top2Box],
      [5, r.topBox],
    ] as const) {
      for (const [method, ends] of [
        ["wilson", box.ci95.wilson],
        ["agresti-coull", box.ci95["agresti-coull"]],
        ["wald", box.ci95.asymptotic],
      ] as const) {
        const share = csatFromTally(summary, { satisfiedFrom, method });
        agree(share.estimate, box.proportion, 1e-12);
        expect([share.satisfied, share.satisfiedFrom]).toEqual([box.k, satisfiedFrom]);
        agreeEnds(share.interval, ends, 1e-12);
        expect(share.interval).toMatchObject({ level: 0.95, method });
      }
    }
  });

  it("reads the airport survey itself to the same result", () => {
    const { counts, n } = fromR.cases[0]!.result;
    const result = csat(ANSWERS);
    expect(result).toMatchObject({
      kind: "csat",
      unit: "share",
      scale,
      satisfiedFrom: 4,
      n,
      nMissing: 143,
      caveats: [],
    });
    const pairs = [
      ...Object.entries(counts).map(([rating, count]) => [Number(rating), count] as const),
      [null, 143] as const,
    ];
    expect(csatFromTally(tallyFromCounts(pairs, { scale }))).toStrictEqual(result);
    expect(csatFromTally(tally(ANSWERS, { scale }))).toStrictEqual(result);
    const parts = [tally(ANSWERS.slice(0, 1000), { scale }), tally(ANSWERS.slice(1000), { scale })] as const;
    expect(csatFromTally(mergeTallies(...parts))).toStrictEqual(result);
  });
});

describe("csat() with weights", () => {
  it.each(weighted.cases)("has the weighted mean of $id and its linearised error (weighted.json, 1e-12)", (r) => {
    const column = r.id === "sfo17_nps" ? "nps" : "q7all";
    const options: CsatOptions = column === "nps" ? { scale: { min: 0, max: 10 }, satisfiedFrom: 9 } : {};
    const { mean, standardDeviation, distribution } = csat(survey[column] as (number | null)[], {
      ...options,
      weights: WEIGHTS,
    });
    expect(mean.n).toBe(r.n);
    agree(mean.estimate, r.mean, 1e-12);
    agree(mean.standardError, r.seLinearized, 1e-12);
    // svyvar: the population variance times n / (n - 1)
    agree(standardDeviation, Math.sqrt((r.varPopulation * r.n) / (r.n - 1)), 1e-12);
    agree(
      distribution.reduce((sum, { share }) => sum + share, 0),
      1,
      1e-14,
    );
  });

  it.each(formulas.csatWeighted)("agrees with R's survey package and prop.test: $id (nps-csat.R, 1e-12)", (r) => {
    const [ratings, weights] = r.id.startsWith("sfo17") ? [ANSWERS, WEIGHTS] : [r.ratings, r.weights];
    const options = {
      weights,
      satisfiedFrom: r.from,
      confidenceLevel: r.level,
      meanMethod: "t" as const,
      ...(r.id === "seven levels" ? { scale: { min: 1, max: 7 } } : {}),
    };
    const result = csat(ratings, options);
    expect(result.n).toBe(r.n);
    agree(result.estimate, r.share, 1e-12);
    agree(result.standardError, r.se, 1e-12);
    agreeEnds(result.interval, r.wilson, 1e-12);
    agreeEnds(csat(ratings, { ...options, method: "agresti-coull" }).interval, r.agrestiCoull, 1e-12);
    agree(result.mean.estimate, r.mean, 1e-12);
    agree(result.mean.standardError, r.meanSe, 1e-12);
    agreeEnds(result.mean.interval, r.meanInterval, 1e-12);
    agree(result.standardDeviation, r.sd, 1e-12);
  });

  it("of answers that are all equal has that mean exactly, whatever the weights round to", () => {
    for (const rating of [3, 5]) {
      for (const weights of [
        [1 / 7, 1 / 13],
        [15 / 7, 15 / 13],
        [17 / 7, 17 / 13],
        [0.1, 0.2, 0.3],
      ]) {
        const result = csat(
          weights.map(() => rating),
          { weights },
        );
        expect(result.mean).toMatchObject({ estimate: rating, standardError: 0 });
        expect(result.standardDeviation).toBe(0);
      }
    }
  });

  it("leaves out answers of weight 0", () => {
    expect(csat([5, 3, null, null], { weights: [1, 0, 0, 1] })).toStrictEqual(csat([5, null], { weights: [1, 1] }));
  });
});

describe("csat() takes as satisfied, by default", () => {
  it.each([
    ["the top one of two", { min: 1, max: 2 }, 2],
    ["the top one of three", { min: 1, max: 3 }, 3],
    ["the top two of five", { min: 1, max: 5 }, 4],
    ["the top two of seven", { min: 1, max: 7 }, 6],
    ["the top two of ten", { min: 1, max: 10 }, 9],
    ["the top two from -2 to 2", { min: -2, max: 2 }, 1],
  ])("%s", (_, scale, expected) => {
    expect(csat([scale.max], { scale }).satisfiedFrom).toBe(expected);
  });

  it.each([
    ["four levels", { min: 1, max: 4 }, "1 to 4"],
    ["four levels, elsewhere", { min: 2, max: 5 }, "2 to 5"],
    ["a scale from 0", { min: 0, max: 10 }, "0 to 10"],
    ["yes or no as 0 and 1", { min: 0, max: 1 }, "0 to 1"],
  ])("nothing on %s: it must be given", (_, scale, shown) => {
    const rule = `be given for the scale ${shown}, received undefined`;
    expect(errorOf(() => csat([scale.max], { scale }))).toEqual(invalid("csat", "satisfiedFrom", rule));
    expect(errorOf(() => csatFromTally(tally([scale.max], { scale })))).toEqual(
      invalid("csatFromTally", "satisfiedFrom", rule),
    );
    expect(csat([scale.max], { scale, satisfiedFrom: scale.max })).toMatchObject({
      estimate: 1,
      satisfiedFrom: scale.max,
    });
  });
});

describe("csat() of little", () => {
  it("leaves the mean of one answer anywhere on the scale, and by t without an interval", () => {
    const result = csat([4, null]);
    expect(result).toMatchObject({ estimate: 1, standardError: 0, n: 1, nMissing: 1, standardDeviation: null });
    expect(result.mean).toStrictEqual({
      kind: "rating-mean",
      unit: "rating",
      scale,
      estimate: 4,
      standardError: null,
      interval: { lower: 1, upper: 5, level: 0.95, method: "adjusted-t" },
      n: 1,
      nMissing: 1,
      caveats: [
        { code: "single-answer", path: null },
        { code: "interval-beyond-scale", path: null },
      ],
    });
    expect(result.caveats).toEqual([
      { code: "single-answer", path: null },
      { code: "single-answer", path: "mean" },
      { code: "interval-beyond-scale", path: "mean" },
    ]);
    expectPlain(result);
    expectPlain(csat([4], { weights: [0.3] }));
    const { mean } = csat([4], { meanMethod: "t" });
    expect(mean).toMatchObject({ interval: null, caveats: [{ code: "single-answer", path: null }] });
  });

  it("warns where all answers are equal, and by t has no interval of the mean: once it was the point 2", () => {
    const result = csat([2, 2, 2], { meanMethod: "t" });
    expect(result).toMatchObject({ estimate: 0, standardError: 0, standardDeviation: 0 });
    expect(result.mean).toMatchObject({ standardError: 0, interval: null });
    expect(result.caveats).toEqual([
      { code: "all-or-none", path: null },
      { code: "all-answers-equal", path: "mean" },
    ]);
    expect(result.interval.lower).toBe(0);
    expect(result.interval.upper).toBeGreaterThan(0.4);
    const { mean } = csat([2, 2, 2]);
    expect(mean.caveats).toEqual([
      { code: "all-answers-equal", path: null },
      { code: "interval-beyond-scale", path: null },
    ]);
    expect(mean.interval!.lower).toBe(1);
    expect(mean.interval!.upper).toBeGreaterThan(3);
  });

  it("cuts the mean's interval at the ends of the scale, and says so", () => {
    const { mean } = csat([5, 1]);
    expect(mean.interval).toMatchObject({ lower: 1, upper: 5 });
    expect(mean.caveats).toEqual([{ code: "interval-beyond-scale", path: null }]);
  });

  it("has no -0 on scales around 0", () => {
    for (const ratings of [
      [0, 0],
      [-1, 1],
      [-1, -1],
      [0, -0],
    ]) {
      expectPlain(csat(ratings, { scale: { min: -1, max: 1 }, satisfiedFrom: -0 }));
      expectPlain(csat(ratings, { scale: { min: -2, max: 2 }, weights: ratings.map(() => 0.1) }));
    }
  });

  it("changes neither answers nor options", () => {
    const options = Object.freeze({ weights: Object.freeze([1, 2, 3]), scale: Object.freeze({ ...scale }) });
    const ratings = Object.freeze([5, null, 3]);
    csat(ratings, options);
    expect([ratings, options]).toStrictEqual([[5, null, 3], { weights: [1, 2, 3], scale }]);
  });
});

describe("csat() rejects", () => {
  const rule = "be an integer in [1, 5] or null, received";
  it.each<[string, unknown, string]>([
    ["a rating above the scale", 6, "6"],
    ["a rating below it", 0, "0"],
    ["a fraction", 4.5, "4.5"],
    ["NaN", Number.NaN, "NaN"],
    ["infinity", Number.POSITIVE_INFINITY, "Infinity"],
    ["a string", "5", '"5"'],
    ["true", true, "true"],
    ["an object", {}, "an object (Object)"],
    ["a bigint", 5n, "5n"],
  ])("%s, naming its index", (_, value, shown) => {
    expect(errorOf(() => csat([5, null, value as number]))).toEqual(invalid("csat", "ratings.2", `${rule} ${shown}`));
  });

  it.each<[string, Ratings]>([
    ["an empty array", []],
    ["an empty typed array", new Float32Array(0)],
    ["only missing answers", [null, undefined]],
    ["only holes", new Array<number>(3)],
  ])("%s, as nothing to estimate from", (_, ratings) => {
    const nothing = "must hold at least one answer, received none";
    expect(errorOf(() => csat(ratings))).toEqual(insufficient("csat", "ratings", nothing));
  });

  it("a tally of nobody, as nothing to estimate from, naming the argument", () => {
    expect(errorOf(() => csatFromTally(tally([null], { scale })))).toEqual(
      insufficient("csatFromTally", "summary", "must hold at least one answer, received none"),
    );
  });

  it("weights that are all 0, as nothing to estimate from", () => {
    expect(errorOf(() => csat([5, 3], { weights: [0, 0] }))).toEqual(
      insufficient("csat", "ratings", "must hold at least one answer, received none"),
    );
  });

  const range = "be an integer in [2, 1001], received";
  it.each<[string, unknown, string, string]>([
    [
      "an object with only a length",
      [{ length: 3 }],
      "ratings",
      "be an array, a typed array or an iterable of numbers, received an object (Object)",
    ],
    [
      "a BigInt64Array",
      [BigInt64Array.of(5n)],
      "ratings",
      "be an array, a typed array or an iterable of numbers, received an object (BigInt64Array)",
    ],
    [
      "a negative weight",
      [[5, 3], { weights: [1, -1] }],
      "weights.1",
      "be 0 or a number in [1e-100, 1e100], received -1",
    ],
    [
      "a weight of NaN",
      [[5, 3], { weights: [Number.NaN, 1] }],
      "weights.0",
      "be 0 or a number in [1e-100, 1e100], received NaN",
    ],
    [
      "a missing weight",
      [[5, 3], { weights: [1, undefined] }],
      "weights.1",
      "be 0 or a number in [1e-100, 1e100], received undefined",
    ],
    ["weights of another length", [[5, 3], { weights: [1] }], "weights", "have the length of ratings (2), received 1"],
    [
      "a scale whose ends are equal",
      [[5], { scale: { min: 5, max: 5 } }],
      "scale.max",
      "be an integer in [6, 1005], received 5",
    ],
    [
      "a scale whose ends are swapped",
      [[5], { scale: { min: 5, max: 1 } }],
      "scale.max",
      "be an integer in [6, 1005], received 1",
    ],
    ["a fractional end", [[5], { scale: { min: 1, max: 5.5 } }], "scale.max", `${range} 5.5`],
    ["a scale of 2^53 levels", [[5], { scale: { min: 1, max: 2 ** 53 } }], "scale.max", `${range} 9007199254740992`],
    ["a scale of 1,002 levels", [[5], { scale: { min: 1, max: 1002 } }], "scale.max", `${range} 1002`],
    ["null as scale", [[5], { scale: null }], "scale", "be an object, received null"],
    [
      "satisfiedFrom above the scale",
      [[5], { satisfiedFrom: 6 }],
      "satisfiedFrom",
      "be an integer in [2, 5], received 6",
    ],
    [
      "satisfiedFrom at its lowest level, which all would reach",
      [[5], { satisfiedFrom: 1 }],
      "satisfiedFrom",
      "be an integer in [2, 5], received 1",
    ],
    [
      "a fractional satisfiedFrom",
      [[5], { satisfiedFrom: 3.5 }],
      "satisfiedFrom",
      "be an integer in [2, 5], received 3.5",
    ],
    ["satisfiedFrom in words", [[5], { satisfiedFrom: "4" }], "satisfiedFrom", 'be an integer in [2, 5], received "4"'],
    [
      "satisfiedFrom of NaN",
      [[5], { satisfiedFrom: Number.NaN }],
      "satisfiedFrom",
      "be an integer in [2, 5], received NaN",
    ],
    [
      "null as satisfiedFrom",
      [[5], { satisfiedFrom: null }],
      "satisfiedFrom",
      "be an integer in [2, 5], received null",
    ],
    ["a confidence level of 0", [[5], { confidenceLevel: 0 }], "confidenceLevel", `${LEVEL_RULE} 0`],
    ["a confidence level of 1", [[5], { confidenceLevel: 1 }], "confidenceLevel", `${LEVEL_RULE} 1`],
    ["a confidence level of 95", [[5], { confidenceLevel: 95 }], "confidenceLevel", `${LEVEL_RULE} 95`],
    ["a confidence level of NaN", [[5], { confidenceLevel: Number.NaN }], "confidenceLevel", `${LEVEL_RULE} NaN`],
    ["a confidence level in words", [[5], { confidenceLevel: "0.95" }], "confidenceLevel", `${LEVEL_RULE} "0.95"`],
    [
      "another method",
      [[5], { method: "exact" }],
      "method",
      'be one of "wilson", "wilson-cc", "agresti-coull", "wald", received "exact"',
    ],
    [
      "another method of the mean",
      [[5], { meanMethod: "wald" }],
      "meanMethod",
      'be one of "adjusted-t", "t", received "wald"',
    ],
    ["options that are null", [[5], null], "options", "be an object, received null"],
  ])("%s", (_, args, path, text) => {
    const [ratings, options] = args as [number[], CsatOptions];
    expect(errorOf(() => csat(ratings, options))).toEqual(invalid("csat", path, text));
  });

  it.each([1e200, 1e308, 1e-200, 1e-320])("weights of %f, whose squares a double cannot hold", (weight) => {
    expect(errorOf(() => csat([5, 3], { weights: [weight, weight] }))).toMatchObject({ code: "invalid-input" });
  });
});

describe("csatFromTally() rejects", () => {
  const one = tally([5, 3], { scale });
  it.each<[string, unknown, string, string]>([
    ["answers", [5, 3], "summary", "be a tally, as tally() makes it, received an object (Array)"],
    ["null", null, "summary", "be an object, received null"],
    ["an n that is not the sum", { ...one, n: 5 }, "summary.n", "be the sum of the counts (2), received 5"],
    [
      "a missing level",
      { ...one, counts: one.counts.slice(1) },
      "summary.counts",
      "be an array of 5 numbers, received an object (Array)",
    ],
  ])("%s", (_, summary, path, text) => {
    expect(errorOf(() => csatFromTally(summary as Tally))).toEqual(invalid("csatFromTally", path, text));
  });

  it("holes among the counts", () => {
    const counts = Object.assign(new Array<number>(5), { 2: 1, 4: 1 });
    expect(errorOf(() => csatFromTally({ ...one, counts }))).toMatchObject({
      code: "invalid-input",
      path: "summary.counts.0",
    });
  });

  it("weights that are not where the answers are", () => {
    expect(
      errorOf(() => csatFromTally({ ...one, weights: [3, 0, 0, 0, 0], squaredWeights: [9, 0, 0, 0, 0] })),
    ).toMatchObject({ code: "invalid-input" });
  });
});
