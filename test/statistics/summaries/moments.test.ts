import { describe, expect, it } from "vitest";
import { mergeMoments } from "../../../src/statistics/summaries/merge-moments";
import { type Moments, moments } from "../../../src/statistics/summaries/moments";
import { errorOf, expectPlain, invalid } from "../../assertions";
import nist from "../../golden/nist.json" with { type: "json" };
import { digits, readTable } from "../../golden/read-table";

const NEUTRAL: Moments = {
  kind: "moments",
  n: 0,
  nMissing: 0,
  mean: null,
  meanLow: 0,
  sumOfSquares: 0,
  sumOfCubes: 0,
  sumOfWeights: null,
  squaredWeights: null,
};

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

  it("of cubes at offsets where cubes have none left", () => {
    // 0, 0, 0, 4 have the mean 1: 3 * (-1)^3 + 3^3
    for (const offset of [0, 1e9, -1e9, 1e15]) {
      expect(moments([0, 0, 0, 4].map((value) => offset + value)).sumOfCubes).toBe(24);
    }
  });

  it("of cubes within the doubles; beyond they are not known", () => {
    for (const weights of [undefined, [1, 1, 1, 1]]) {
      const cubes = (size: number) => moments([0, 0, 0, 4 * size], { weights }).sumOfCubes;
      expect(cubes(1e99)! / 24e297).toBeCloseTo(1, 14);
      expect([cubes(1e100), cubes(1e104), cubes(1e149)]).toEqual([null, null, null]);
      // below the doubles they are 0, which no larger value in another summary minds
      expect(cubes(1e-120)).toBe(0);
    }
    // infinities of both signs
    expect(moments([-1e120, 1e120]).sumOfCubes).toBeNull();
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
    expect(moments(values)).toStrictEqual({ ...NEUTRAL, n: 3, nMissing: 2, mean: 3, sumOfSquares: 14, sumOfCubes: 18 });
  });

  it("typed arrays of every kind", () => {
    for (const values of [Float64Array.of(1, 2, 6), Float32Array.of(1, 2, 6), Int8Array.of(1, 2, 6)]) {
      expect(moments(values)).toStrictEqual({ ...NEUTRAL, n: 3, mean: 3, sumOfSquares: 14, sumOfCubes: 18 });
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
    const error = invalid("moments", "values.2", `be a finite number, null or undefined, received ${shown}`);
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

describe("moments() with weights", () => {
  // by hand: m = (2 + 4 * 3) / 4 = 3.5; w^2: m = (2 + 4 * 9) / 10 = 3.8
  const byHand: Moments = {
    kind: "moments",
    n: 2,
    nMissing: 0,
    mean: 3.5,
    meanLow: 0,
    sumOfSquares: 1.5 ** 2 + 3 * 0.5 ** 2,
    sumOfCubes: -(1.5 ** 3) + 3 * 0.5 ** 3,
    sumOfWeights: 4,
    squaredWeights: { sum: 10, mean: 3.8, meanLow: expect.any(Number) as unknown as number, sumOfSquares: 3.6 },
  };

  it("holds the sums about both weighted means", () => {
    const result = moments([2, 4], { weights: [1, 3] });
    expect({ ...result, squaredWeights: null, sumOfSquares: 0 }).toStrictEqual({
      ...byHand,
      squaredWeights: null,
      sumOfSquares: 0,
    });
    expect(result.sumOfSquares).toBeCloseTo(byHand.sumOfSquares, 14);
    expect(result.squaredWeights).toEqual({
      ...byHand.squaredWeights,
      sumOfSquares: expect.closeTo(3.6, 14),
    });
    expectPlain(result);
  });

  it("leaves values with weight 0 out of the sample, missing ones too", () => {
    const weights = [0, 1, 3, 0, 2];
    expect(moments([9, 2, 4, null, undefined], { weights })).toStrictEqual({
      ...moments([2, 4], { weights: [1, 3] }),
      nMissing: 1,
    });
  });

  it("is neutral, neither weighted nor not, without a value", () => {
    expect(moments([], { weights: [] })).toStrictEqual(NEUTRAL);
    expect(moments([3, null], { weights: [0, 1] })).toStrictEqual({ ...NEUTRAL, nMissing: 1 });
  });

  it("reads values and weights from any sequence", () => {
    const expected = moments([2, 4], { weights: [1, 3] });
    expect(moments(new Set([2, 4]), { weights: Float32Array.of(1, 3) })).toStrictEqual(expected);
    expect(moments([2, 4].values(), { weights: [1, 3].values() as never })).toStrictEqual(expected);
  });

  it("takes values that are all equal for equal, whatever their weights", () => {
    for (const value of [0.1, 1e300, -1 / 3]) {
      const { sumOfSquares, sumOfCubes, squaredWeights, mean } = moments(new Array(7).fill(value), {
        weights: [1, 2, 0.3, 1e-9, 1e9, 7, 0.1],
      });
      expect([mean, sumOfSquares, sumOfCubes]).toEqual([value, 0, 0]);
      expect([squaredWeights?.mean, squaredWeights?.sumOfSquares]).toEqual([value, 0]);
    }
  });

  it("keeps the spread of light values beside a heavy one", () => {
    // a weight of 1e100 pins the mean to its value, so the others deviate from that
    const { mean, sumOfSquares } = moments([0.1, 5.1, 2.1, 8.1], { weights: [1e100, 1, 1, 1] });
    expect(mean).toBe(0.1);
    expect(sumOfSquares).toBeCloseTo(5 ** 2 + 2 ** 2 + 8 ** 2, 12);
  });

  it.each<[string, unknown, string, string]>([
    ["too few", [1], "weights", "have the length of values (2), received 1"],
    ["too many", [1, 2, 3], "weights", "have the length of values (2), received 3"],
    ["a missing one", [1, null], "weights.1", "be 0 or a number in [1e-100, 1e100], received null"],
    ["a hole", new Array(2), "weights.0", "be 0 or a number in [1e-100, 1e100], received undefined"],
    ["a negative one", [1, -1], "weights.1", "be 0 or a number in [1e-100, 1e100], received -1"],
    ["one too large to square", [1, 1e101], "weights.1", "be 0 or a number in [1e-100, 1e100], received 1e+101"],
    ["words", ["1", "1"], "weights.0", 'be 0 or a number in [1e-100, 1e100], received "1"'],
    ["a number", 1, "weights", "be an array, a typed array or an iterable of numbers, received 1"],
  ])("refuses weights: %s", (_, weights, path, rule) => {
    expect(errorOf(() => moments([2, 4], { weights: weights as number[] }))).toEqual(invalid("moments", path, rule));
  });

  it("still checks values with weight 0", () => {
    expect(errorOf(() => moments([2, Number.NaN], { weights: [1, 0] }))).toEqual(
      invalid("moments", "values.1", "be a finite number, null or undefined, received NaN"),
    );
  });

  it.each([
    [
      [0, 1e-100],
      [1e-100, 1e-100],
    ],
    [
      [0, 1e120],
      [1e100, 1e100],
    ],
  ])("refuses a spread whose weighted squares no double holds: %j weighted %j", (values, weights) => {
    expect(errorOf(() => moments(values, { weights }))?.message).toMatch(
      /^moments: values must spread, times their weights, by 1e-145 to 1e150, so that doubles hold the squares/,
    );
  });

  it("refuses options that are null", () => {
    expect(errorOf(() => moments([1], null as never))).toEqual(
      invalid("moments", "options", "be an object, received null"),
    );
  });
});
