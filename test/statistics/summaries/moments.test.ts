import { describe, expect, it } from "vitest";
import { type Moments, mergeMoments, moments } from "../../../src/statistics/summaries/moments";
import { errorOf, expectPlain, invalid } from "../../assertions";
import nist from "../../golden/nist.json" with { type: "json" };
import { digits, readTable } from "../../golden/read-table";

const NEUTRAL: Moments = { kind: "moments", n: 0, nMissing: 0, mean: null, meanLow: 0, sumOfSquares: 0 };

function standardDeviation({ n, sumOfSquares }: Moments) {
  return Math.sqrt(sumOfSquares / (n - 1));
}

// Decimals such as 1000000.2 are no doubles: what their rounding does to the deviation is no fault of the arithmetic.
const SD_DIGITS: Record<string, number> = { Mavro: 13, Michelso: 13.7, NumAcc3: 9.4, NumAcc4: 8.2 };

describe("moments() against NIST's certified values (mean to 15 digits, deviation to 14 or what the data allow)", () => {
  it.each(Object.entries(nist.univariate))("%s", (name, { csv, n, mean, sd }) => {
    const values = readTable(csv)["y"] as number[];
    const whole = moments(values);
    expect([whole.n, whole.nMissing]).toEqual([n, 0]);
    const parts = [0, 1, 2].map((part) => moments(values.filter((_, i) => i % 3 === part)));
    for (const result of [whole, mergeMoments(...parts), mergeMoments(...values.map((value) => moments([value])))]) {
      expect(digits(result.mean as number, Number(mean))).toBeGreaterThanOrEqual(15);
      expect(digits(standardDeviation(result), Number(sd))).toBeGreaterThanOrEqual(SD_DIGITS[name] ?? 14);
    }
  });
});

describe("moments() keeps its digits", () => {
  it("at offsets where squares have none left: 1e9, 1e15", () => {
    // 4, 7, 13, 16 have the mean 10 and squared deviations 36 + 9 + 9 + 36
    for (const offset of [0, 1e9, -1e9, 1e15]) {
      const result = moments([4, 7, 13, 16].map((value) => offset + value));
      expect(result).toStrictEqual({ ...NEUTRAL, n: 4, mean: offset + 10, sumOfSquares: 90 });
    }
  });

  it("of the mean in a second double: a third of 1 is more than a double holds", () => {
    const { mean, meanLow } = moments([0, 0, 1]);
    expect(mean).toBe(1 / 3);
    // 1/3 - fl(1/3) = 2^-54/3, exactly
    expect(Math.abs(meanLow * 3 * 2 ** 54 - 1)).toBeLessThan(1e-10);
  });

  it("of huge, tiny and cancelling numbers", () => {
    for (const big of [1e16, 1e149]) expect(moments([big, -big, 1]).mean).toBe(1 / 3);
    expect(moments([1e-140, 3e-140]).mean).toBe(2e-140);
    expect(moments([1e-140, 3e-140]).sumOfSquares / 2e-280).toBeCloseTo(1, 14);
  });

  it("of constants, whose sum rounds: no spread", () => {
    for (const value of [0.1, 1e308, -1e308, 5e-324, 1 / 3]) {
      expect(moments(new Array(7).fill(value))).toStrictEqual({ ...NEUTRAL, n: 7, mean: value });
    }
  });
});

describe("moments() reads", () => {
  it.each<[string, Parameters<typeof moments>[0]]>([
    ["an array with gaps", [1, null, 2, undefined, 6]],
    ["holes", Object.assign(new Array<number>(5), { 0: 1, 2: 2, 4: 6 })],
    ["a generator", [1, 2, null, null, 6].values()],
    ["a Set", new Set([1, null, undefined, 2, 6])],
    ["a vector without an index", { [Symbol.iterator]: () => [1, 2, 6, null, null].values() }],
  ])("%s, leaving out and counting what is missing", (_, values) => {
    expect(moments(values)).toStrictEqual({ ...NEUTRAL, n: 3, nMissing: 2, mean: 3, sumOfSquares: 14 });
  });

  it("typed arrays of every kind", () => {
    for (const values of [Float64Array.of(1, 2, 6), Float32Array.of(1, 2, 6), Int8Array.of(1, 2, 6)]) {
      expect(moments(values)).toStrictEqual({ ...NEUTRAL, n: 3, mean: 3, sumOfSquares: 14 });
    }
  });

  it("nothing, giving neutral moments", () => {
    expect(moments([])).toStrictEqual(NEUTRAL);
    expect(moments([null, undefined])).toStrictEqual({ ...NEUTRAL, nMissing: 2 });
    expect(moments(new Float64Array(0))).toStrictEqual(NEUTRAL);
  });

  it("-0 as 0", () => {
    expect(moments([-0])).toStrictEqual({ ...NEUTRAL, n: 1, mean: 0 });
    expect(moments([-0, -0])).toStrictEqual({ ...NEUTRAL, n: 2, mean: 0 });
    expectPlain(moments([-1, 1, -0]));
  });

  it("without changing anything", () => {
    const values = Object.freeze([1, null, 2]);
    moments(values);
    expect(values).toStrictEqual([1, null, 2]);
  });
});

describe("moments() rejects", () => {
  it.each<[string, unknown, string]>([
    ["NaN", Number.NaN, "NaN"],
    ["infinity", Number.POSITIVE_INFINITY, "Infinity"],
    ["minus infinity", Number.NEGATIVE_INFINITY, "-Infinity"],
    ["a string", "9", '"9"'],
    ["true", true, "true"],
    ["a bigint", 1n, "1n"],
    ["a symbol", Symbol("x"), "Symbol(x)"],
    ["an object", {}, "an object (Object)"],
  ])("%s, naming its index", (_, value, shown) => {
    const error = invalid("moments", "values.2", `be a finite number, received ${shown}`);
    expect(errorOf(() => moments([1, null, value as number]))).toEqual(error);
    expect(errorOf(() => moments(new Set([1, null, value as number])))).toEqual(error);
  });

  it.each<[string, unknown, string]>([
    ["a BigInt64Array", BigInt64Array.of(1n), "an object (BigInt64Array)"],
    ["a BigUint64Array", BigUint64Array.of(1n), "an object (BigUint64Array)"],
    ["a DataView", new DataView(new ArrayBuffer(8)), "an object (DataView)"],
    ["an object with only a length", { length: 2 }, "an object (Object)"],
    ["a string", "12", '"12"'],
    ["null", null, "null"],
    ["a number", 3, "3"],
  ])("%s", (_, values, shown) => {
    expect(errorOf(() => moments(values as number[]))).toEqual(
      invalid("moments", "values", `be an array, a typed array or an iterable of numbers, received ${shown}`),
    );
  });

  it.each([[[1e200, -1e200]], [[1.7e308, 1.6e308]], [[1e308, -1e308]], [[1e-200, 3e-200]], [[0, 5e-324]]])(
    "values whose spread has no square among the doubles: %j",
    (values) => {
      expect(errorOf(() => moments(values))).toMatchObject({ code: "invalid-input", path: "values" });
    },
  );
});

describe("mergeMoments()", () => {
  const a = moments([1, 2, null]);
  const b = moments([6]);

  it("summarises as if the values had been summarised together", () => {
    expect(mergeMoments(a, b)).toStrictEqual(moments([1, 2, null, 6]));
    expect(mergeMoments(b, a)).toStrictEqual(moments([1, 2, null, 6]));
    expect(mergeMoments(a)).toStrictEqual(a);
  });

  it("takes summaries of nothing for nothing, save their missing values", () => {
    expect(mergeMoments()).toStrictEqual(NEUTRAL);
    expect(mergeMoments(NEUTRAL, NEUTRAL)).toStrictEqual(NEUTRAL);
    expect(mergeMoments(moments([null]), a, moments([null, null]))).toStrictEqual({ ...a, nMissing: 4 });
  });

  it("makes a sound copy of a summary that holds -0 and more than a summary does", () => {
    const given = { ...moments([-1, 1]), mean: -0, meanLow: -0, nMissing: -0, label: "minutes" };
    expect(mergeMoments(given)).toStrictEqual(moments([-1, 1]));
  });

  it("reads summaries that came through JSON, and does not change them", () => {
    const parsed = Object.freeze(JSON.parse(JSON.stringify(a)) as Moments);
    expect(mergeMoments(parsed, Object.freeze(b))).toStrictEqual(mergeMoments(a, b));
    expect(parsed).toStrictEqual(a);
  });

  it.each<[string, unknown, string, string]>([
    ["values", [1, 2], "summaries.1", "be moments, as moments() makes them, received an object (Array)"],
    ["null", null, "summaries.1", "be an object, received null"],
    ["a tally", { kind: "tally" }, "summaries.1", "be moments, as moments() makes them, received an object (Object)"],
    ["a fractional n", { ...b, n: 1.5 }, "summaries.1.n", "be an integer >= 0 and at most 2^53 - 1, received 1.5"],
    ["a negative n", { ...b, n: -1 }, "summaries.1.n", "be an integer >= 0 and at most 2^53 - 1, received -1"],
    [
      "a negative nMissing",
      { ...b, nMissing: -1 },
      "summaries.1.nMissing",
      "be an integer >= 0 and at most 2^53 - 1, received -1",
    ],
    ["a mean of nothing", { ...NEUTRAL, mean: 3 }, "summaries.1.mean", "be null without a value, received 3"],
    ["no mean of something", { ...b, mean: null }, "summaries.1.mean", "be a finite number, received null"],
    ["a mean of NaN", { ...b, mean: Number.NaN }, "summaries.1.mean", "be a finite number, received NaN"],
    ["a mean in words", { ...b, mean: "6" }, "summaries.1.mean", 'be a finite number, received "6"'],
    [
      "a missing meanLow",
      { ...b, meanLow: undefined },
      "summaries.1.meanLow",
      "be a finite number, received undefined",
    ],
    [
      "a negative sum of squares",
      { ...b, sumOfSquares: -1 },
      "summaries.1.sumOfSquares",
      "be a finite number >= 0, received -1",
    ],
    [
      "an infinite sum of squares",
      { ...b, sumOfSquares: Infinity },
      "summaries.1.sumOfSquares",
      "be a finite number >= 0, received Infinity",
    ],
  ])("rejects %s", (_, summary, path, rule) => {
    expect(errorOf(() => mergeMoments(a, summary as Moments))).toEqual(invalid("mergeMoments", path, rule));
  });

  it("rejects more values in all than integers are exact for", () => {
    expect(errorOf(() => mergeMoments(a, { ...b, n: Number.MAX_SAFE_INTEGER }))).toMatchObject({
      code: "invalid-input",
      path: "summaries",
    });
  });

  it.each([
    [1e200, -1e200],
    [1.7e308, -1.7e308],
    [1e-200, 3e-200],
  ])("rejects means as far apart, or as near, as moments() would: %f and %f", (one, other) => {
    expect(errorOf(() => mergeMoments(moments([one]), moments([other])))).toMatchObject({
      code: "invalid-input",
      path: expect.stringMatching(/^summaries/),
    });
  });
});

describe("mergeMoments() with summaries from outside", () => {
  const sound = moments([1, 2, 4]);

  it.each([
    ["a spread of a single value", { ...moments([3]), sumOfSquares: 5 }, "sumOfSquares"],
    ["a spread of nothing", { ...moments([]), sumOfSquares: 5 }, "sumOfSquares"],
    ["a lower part without a mean", { ...moments([]), meanLow: 2 }, "meanLow"],
    ["a lower part that is no lower part", { ...sound, meanLow: 1e300 }, "meanLow"],
  ])("refuses %s", (_, unsound, field) => {
    expect(() => mergeMoments(unsound)).toThrow(`mergeMoments: summaries.0.${field} must`);
  });

  it("refuses more values than integers are exact for", () => {
    expect(() => mergeMoments({ ...sound, nMissing: Number.MAX_SAFE_INTEGER })).toThrow("have a total below 2^53");
  });

  it("merges spreads beside which the difference of the means vanishes", () => {
    const merged = mergeMoments(moments([1e-130, 2e-130]), moments([1.5e-130, 1.5e-130]));
    expect(merged.sumOfSquares / 5e-261).toBeCloseTo(1, 12);
  });
});
