import { describe, expect, it, test } from "vitest";
import type { Alternative } from "../../../src/core/estimate";
import { median, type QuantileOptions, quantile } from "../../../src/statistics/estimates/quantile";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import fromR from "../../golden/quantile.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

const COLUMNS: Record<string, [csv: string, column: string]> = {
  "mtcars mpg": ["r_mtcars.csv", "mpg"],
  "attitude rating": ["r_attitude.csv", "rating"],
  "sfo17 weight": ["sfo_2017.csv", "weight"],
  "sfo17 nps": ["sfo_2017.csv", "nps"],
};

describe("quantile() against R: type 7 and exact binomial sums (1e-12)", () => {
  it.each(fromR.cases)("$id at $probability, level $level, $alternative", (expected) => {
    const [csv, column] = COLUMNS[expected.id] ?? [];
    const values = csv === undefined ? expected.values : readTable(csv)[column!]!;
    const { probability, level } = expected;
    const alternative = expected.alternative as Alternative;
    const result = quantile(values, probability, { confidenceLevel: level, alternative });
    agree(result.estimate, expected.estimate, 1e-12);
    agree(result.coverage, expected.coverage, 1e-12);
    const [lower, upper] = expected.interval as [number | null, number | null];
    expect(result.interval).toEqual({ lower, upper, level, method: "order-statistic" });
    expect(result).toMatchObject({ kind: "quantile", unit: "value", scale: null, n: expected.n, probability });
    expectPlain(result);
    if (probability === 0.5) {
      expect(median(values, { confidenceLevel: level, alternative })).toEqual(result);
    }
  });
});

describe("quantile() of a small sample", () => {
  it("bounds the median from six values up at 95 %, on both sides", () => {
    expect(median([1, 2, 3, 4, 5]).interval).toMatchObject({ lower: null, upper: null });
    expect(median([1, 2, 3, 4, 5]).caveats).toEqual([{ code: "unbounded-interval", path: null }]);
    // the median lies outside of six values with probability 2 / 64
    expect(median([1, 2, 3, 4, 5, 6])).toMatchObject({ interval: { lower: 1, upper: 6 }, caveats: [] });
    expect(median([1, 2, 3, 4, 5, 6]).coverage).toBeCloseTo(62 / 64, 14);
  });

  it("has one value for every quantile of one value, and bounds none but the ends", () => {
    for (const p of [0.1, 0.5, 0.9]) {
      expect(quantile([7, null], p)).toMatchObject({
        estimate: 7,
        standardError: null,
        interval: { lower: null, upper: null },
        coverage: 1,
        n: 1,
        nMissing: 1,
        caveats: [
          { code: "single-answer", path: null },
          { code: "unbounded-interval", path: null },
        ],
      });
    }
    expect(quantile([7], 0).interval).toMatchObject({ lower: null, upper: 7 });
    expect(quantile([7], 1).interval).toMatchObject({ lower: 7, upper: null });
  });

  it("takes the ends of the sample for the quantiles 0 and 1, and bounds those of the distribution on one side", () => {
    const values = [4, 1, 9, 2];
    expect(quantile(values, 0)).toMatchObject({ estimate: 1, interval: { lower: null, upper: 1 }, coverage: 1 });
    expect(quantile(values, 1)).toMatchObject({ estimate: 9, interval: { lower: 9, upper: null }, coverage: 1 });
    // without the end that the data cannot bound there is nothing that was asked for and is missing
    expect(quantile(values, 0, { alternative: "less" }).caveats).toEqual([]);
    expect(quantile(values, 0, { alternative: "greater" }).caveats).toEqual([
      { code: "unbounded-interval", path: null },
    ]);
  });

  it("is a point for values that are all equal, which the rule covers however many tie", () => {
    expect(median(new Array(20).fill(4))).toMatchObject({ estimate: 4, interval: { lower: 4, upper: 4 }, caveats: [] });
  });
});

describe("quantile() of one side", () => {
  const values = Array.from({ length: 30 }, (_, i) => i + 1);

  it("gives each end of the two-sided interval at half of what its level leaves", () => {
    const both = quantile(values, 0.4, { confidenceLevel: 0.9 }).interval;
    const at = (alternative: Alternative) => quantile(values, 0.4, { confidenceLevel: 0.95, alternative }).interval;
    expect(at("less")).toMatchObject({ lower: null, upper: both.upper });
    expect(at("greater")).toMatchObject({ lower: both.lower, upper: null });
  });
});

describe("quantile() keeps its digits", () => {
  it("between huge values of both signs, and between equal ones", () => {
    expect(quantile([-1.7e308, 1.7e308], 0.5).estimate).toBe(0);
    expect(quantile([0.1, 0.1, 0.1], 0.3).estimate).toBe(0.1);
    expect(quantile([1e9 + 1, 1e9 + 2], 0.25).estimate).toBe(1e9 + 1.25);
    expect(Object.is(median([-0, -0]).estimate, 0)).toBe(true);
    expectPlain(quantile([-0, -0, -0, -0, -0, -0, -0], 0.5));
  });
});

test("quantile() stretches an interval that would leave the estimate out", () => {
  // of two values the larger alone bounds the 99th percentile from below, and type 7 lies just under it
  expect(quantile([1, 2], 0.99)).toMatchObject({ estimate: 1.99, interval: { lower: 1.99, upper: null } });
  expect(quantile([2, 1, 0], 0.01, { confidenceLevel: 0.9 }).interval).toMatchObject({ lower: null, upper: 0.02 });
  expect(quantile([1, 2], 0.99, { alternative: "greater", confidenceLevel: 0.9 }).interval.lower).toBe(2);
});

describe("quantile() rejects", () => {
  it.each<[string, unknown[], string, string]>([
    ["no probability", [[1, 2]], "probability", "be a number in [0, 1], received undefined"],
    ["a percentage", [[1, 2], 90], "probability", "be a number in [0, 1], received 90"],
    ["a probability of NaN", [[1, 2], Number.NaN], "probability", "be a number in [0, 1], received NaN"],
    ["a probability in words", [[1, 2], "0.5"], "probability", 'be a number in [0, 1], received "0.5"'],
    ["a value that is NaN", [[1, Number.NaN], 0.5], "values.1", "be a finite number, null or undefined, received NaN"],
    ["a value in words", [["1"], 0.5], "values.0", 'be a finite number, null or undefined, received "1"'],
    ["a number for values", [5, 0.5], "values", "be an array, a typed array or an iterable of numbers, received 5"],
    [
      "a level of 95",
      [[1, 2], 0.5, { confidenceLevel: 95 }],
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 95",
    ],
    [
      "an alternative of another function",
      [[1, 2], 0.5, { alternative: "upper" }],
      "alternative",
      'be one of "two-sided", "less", "greater", received "upper"',
    ],
    ["options that are null", [[1, 2], 0.5, null], "options", "be an object, received null"],
  ])("%s", (_, args, path, rule) => {
    expect(errorOf(() => (quantile as (...args: unknown[]) => unknown)(...args))).toEqual(
      invalid("quantile", path, rule),
    );
  });

  it("nothing to estimate from, in the name of the function that was called", () => {
    for (const values of [[], [null, undefined], new Float64Array(0), new Array(3)]) {
      const message = "must hold at least one value, received none";
      expect(errorOf(() => quantile(values, 0.5))).toEqual(insufficient("quantile", "values", message));
      expect(errorOf(() => median(values))).toEqual(insufficient("median", "values", message));
    }
    expect(errorOf(() => median([1], null as unknown as QuantileOptions))).toEqual(
      invalid("median", "options", "be an object, received null"),
    );
  });
});
