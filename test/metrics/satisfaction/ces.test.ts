import { describe, expect, it } from "vitest";
import { type CesOptions, ces, cesFromTally } from "../../../src/metrics/satisfaction/ces";
import { type Tally, tally } from "../../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../../src/statistics/summaries/tally-from-counts";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import fromR from "../../golden/csat.json" with { type: "json" };
import formulas from "../../golden/nps-csat.json" with { type: "json" };

const five = { min: 1, max: 5 };
const seven = { min: 1, max: 7 };

describe("ces() against R (1e-12)", () => {
  it.each(fromR.cases)("mean and easy share of $id, taken for an effort score (csat.json)", ({ result: r }) => {
    const result = cesFromTally(tallyFromCounts(r.counts, { scale: five }), { method: "t" });
    agree(result.estimate, r.mean, 1e-12);
    agree(result.standardError, r.se, 1e-12);
    agree(result.standardDeviation, r.sd, 1e-12);
    agreeEnds(result.interval, r.ci95Mean, 1e-12);
    agree(result.easy.estimate, r.top2Box.proportion, 1e-12);
    agreeEnds(result.easy.interval, r.top2Box.ci95.wilson, 1e-12);
    expect(result.interval).toMatchObject({ level: 0.95, method: "t" });
    expect(result.easy.interval).toMatchObject({ level: 0.95, method: "wilson" });
  });

  it.each(formulas.csatWeighted.filter((r) => r.ratings.length > 0))("weighted: $id (nps-csat.R)", (r) => {
    const scale = r.id === "seven levels" ? seven : five;
    const options = { scale, weights: r.weights, confidenceLevel: r.level, easyFrom: r.from, method: "t" as const };
    const result = ces(r.ratings, options);
    agree(result.estimate, r.mean, 1e-12);
    agree(result.standardError, r.meanSe, 1e-12);
    agree(result.standardDeviation, r.sd, 1e-12);
    agreeEnds(result.interval, r.meanInterval, 1e-12);
    agree(result.easy.estimate, r.share, 1e-12);
    agree(result.easy.standardError, r.se, 1e-12);
    agreeEnds(result.easy.interval, r.wilson, 1e-12);
  });
});

describe("ces()", () => {
  it("is the mean rating, with the share that found it easy", () => {
    const result = ces([7, 6, 5, 2, null]);
    expect(result).toMatchObject({
      kind: "ces",
      unit: "rating",
      scale: seven,
      direction: "higher-is-easier",
      easyFrom: 5,
      estimate: 5,
      n: 4,
      nMissing: 1,
    });
    // deviations 2, 1, 0, -3: 14 over 3
    agree(result.standardDeviation, Math.sqrt(14 / 3), 1e-15);
    expect(result.easy).toMatchObject({
      kind: "easy-share",
      unit: "share",
      scale: seven,
      estimate: 0.75,
      n: 4,
      nMissing: 1,
    });
  });

  it.each([
    ["5 on 1 to 7", seven, "higher-is-easier", 5, [5, 6, 7]],
    ["4 on 1 to 5", five, "higher-is-easier", 4, [4, 5]],
    ["3 downward on 1 to 7", seven, "higher-is-harder", 3, [1, 2, 3]],
    ["2 downward on 1 to 5", five, "higher-is-harder", 2, [1, 2]],
  ] as const)("counts as easy, by default, from %s", (_, scale, direction, easyFrom, easy) => {
    for (let rating = scale.min; rating <= scale.max; rating++) {
      const result = ces([rating, rating], { scale, direction });
      expect(result.easyFrom).toBe(easyFrom);
      expect(result.easy.estimate).toBe((easy as readonly number[]).includes(rating) ? 1 : 0);
    }
  });

  it.each([
    ["1 to 10", { min: 1, max: 10 }],
    ["0 to 10", { min: 0, max: 10 }],
    ["1 to 3", { min: 1, max: 3 }],
    ["0 to 6", { min: 0, max: 6 }],
    ["1 to 4", { min: 1, max: 4 }],
  ])("has no convention on %s: easyFrom must be given", (shown, scale) => {
    const rule = `be given for the scale ${shown}, received undefined`;
    for (const direction of ["higher-is-easier", "higher-is-harder"] as const) {
      expect(errorOf(() => ces([2], { scale, direction }))).toEqual(invalid("ces", "easyFrom", rule));
      expect(errorOf(() => cesFromTally(tally([2], { scale }), { direction }))).toEqual(
        invalid("cesFromTally", "easyFrom", rule),
      );
      expect(ces([2], { scale, direction, easyFrom: 2 }).easy.estimate).toBe(1);
    }
  });

  it("takes every level that leaves an easy and a hard side", () => {
    const list = [1, 2, 3, 4, 5];
    for (let level = 2; level <= 5; level++) {
      expect(ces(list, { scale: five, easyFrom: level }).easy.estimate).toBe((6 - level) / 5);
    }
    for (let level = 1; level <= 4; level++) {
      expect(ces(list, { scale: five, easyFrom: level, direction: "higher-is-harder" }).easy.estimate).toBe(level / 5);
    }
  });

  it("leaves the mean of one answer anywhere on the scale, and by t without an interval", () => {
    const result = ces([6]);
    expect(result).toMatchObject({ estimate: 6, standardError: null, standardDeviation: null, n: 1 });
    expect(result.interval).toEqual({ lower: 1, upper: 7, level: 0.95, method: "adjusted-t" });
    expect(result.caveats).toEqual([
      { code: "single-answer", path: null },
      { code: "interval-beyond-scale", path: null },
    ]);
    expect(result.easy.caveats).toEqual([{ code: "single-answer", path: null }]);
    expectPlain(result);
    expect(ces([6], { method: "t" })).toMatchObject({
      interval: null,
      caveats: [{ code: "single-answer", path: null }],
    });
  });

  it("warns where all answers are equal, and by t has no interval: once it was the point 6", () => {
    const result = ces([6, 6], { method: "t" });
    expect(result).toMatchObject({ estimate: 6, standardError: 0, interval: null, standardDeviation: 0 });
    expect(result.caveats).toEqual([{ code: "all-answers-equal", path: null }]);
    expect(result.easy.caveats).toEqual([{ code: "all-or-none", path: null }]);
    const adjusted = ces([6, 6], { weights: [1 / 7, 1 / 13] });
    expect(adjusted).toMatchObject({ estimate: 6, standardError: 0, standardDeviation: 0 });
    expect(adjusted.interval!.lower).toBeLessThan(4);
    expect(adjusted.interval!.upper).toBe(7);
  });

  it("changes neither answers nor options", () => {
    const options = Object.freeze({ weights: Object.freeze([1, 2]), scale: Object.freeze({ ...seven }) });
    const ratings = Object.freeze([7, null]);
    ces(ratings, options);
    expect([ratings, options]).toStrictEqual([[7, null], { weights: [1, 2], scale: seven }]);
  });
});

describe("ces() rejects", () => {
  const level = "be a number between 0 and 1, both excluded, such as 0.95, received";
  it.each<[string, unknown, string, string]>([
    ["a rating above the scale", [[7, 8]], "ratings.1", "be an integer in [1, 7] or null, received 8"],
    ["a rating of 0", [[0]], "ratings.0", "be an integer in [1, 7] or null, received 0"],
    ["a fraction", [[6.5]], "ratings.0", "be an integer in [1, 7] or null, received 6.5"],
    ["NaN", [[7, Number.NaN]], "ratings.1", "be an integer in [1, 7] or null, received NaN"],
    ["a string", [["7"]], "ratings.0", 'be an integer in [1, 7] or null, received "7"'],
    [
      "an object with only a length",
      [{ length: 1 }],
      "ratings",
      "be an array, a typed array or an iterable of numbers, received an object (Object)",
    ],
    ["easyFrom above the scale", [[5], { easyFrom: 8 }], "easyFrom", "be an integer in [2, 7], received 8"],
    ["easyFrom that leaves no hard side", [[5], { easyFrom: 1 }], "easyFrom", "be an integer in [2, 7], received 1"],
    [
      "easyFrom that leaves no hard side downward",
      [[5], { easyFrom: 7, direction: "higher-is-harder" }],
      "easyFrom",
      "be an integer in [1, 6], received 7",
    ],
    ["a fractional easyFrom", [[5], { easyFrom: 4.5 }], "easyFrom", "be an integer in [2, 7], received 4.5"],
    ["null as easyFrom", [[5], { easyFrom: null }], "easyFrom", "be an integer in [2, 7], received null"],
    [
      "another direction",
      [[5], { direction: "up" }],
      "direction",
      'be one of "higher-is-easier", "higher-is-harder", received "up"',
    ],
    ["a confidence level of 0", [[5], { confidenceLevel: 0 }], "confidenceLevel", `${level} 0`],
    ["a confidence level of 1", [[5], { confidenceLevel: 1 }], "confidenceLevel", `${level} 1`],
    ["a confidence level of 95", [[5], { confidenceLevel: 95 }], "confidenceLevel", `${level} 95`],
    ["a confidence level of NaN", [[5], { confidenceLevel: Number.NaN }], "confidenceLevel", `${level} NaN`],
    ["a confidence level in words", [[5], { confidenceLevel: "0.95" }], "confidenceLevel", `${level} "0.95"`],
    [
      "a scale whose ends are swapped",
      [[5], { scale: { min: 7, max: 1 } }],
      "scale.max",
      "be an integer in [8, 1007], received 1",
    ],
    ["a negative weight", [[5], { weights: [-1] }], "weights.0", "be 0 or a number in [1e-100, 1e100], received -1"],
    ["weights of another length", [[5], { weights: [] }], "weights", "have the length of ratings (1), received 0"],
    ["a method of shares", [[5], { method: "wilson" }], "method", 'be one of "adjusted-t", "t", received "wilson"'],
    ["options that are null", [[5], null], "options", "be an object, received null"],
  ])("%s", (_, args, path, text) => {
    const [ratings, options] = args as [number[], CesOptions];
    expect(errorOf(() => ces(ratings, options))).toEqual(invalid("ces", path, text));
  });

  it.each<[string, unknown, CesOptions]>([
    ["an empty array", [], {}],
    ["only missing answers", [null, undefined], {}],
    ["weights that are all 0", [5], { weights: [0] }],
  ])("%s, as nothing to estimate from", (_, ratings, options) => {
    expect(errorOf(() => ces(ratings as number[], options))).toEqual(
      insufficient("ces", "ratings", "must hold at least one answer, received none"),
    );
  });

  it("a tally of nobody, as nothing to estimate from, naming the argument", () => {
    expect(errorOf(() => cesFromTally(tally([], { scale: seven })))).toEqual(
      insufficient("cesFromTally", "summary", "must hold at least one answer, received none"),
    );
  });

  it("what is no tally", () => {
    expect(errorOf(() => cesFromTally([5] as unknown as Tally))).toEqual(
      invalid("cesFromTally", "summary", "be a tally, as tally() makes it, received an object (Array)"),
    );
  });
});
