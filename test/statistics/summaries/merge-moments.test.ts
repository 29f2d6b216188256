import { describe, expect, it } from "vitest";
import { mergeMoments } from "../../../src/statistics/summaries/merge-moments";
import { type Moments, moments } from "../../../src/statistics/summaries/moments";
import { errorOf, invalid } from "../../assertions";

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

  it.each<[string, object, string]>([
    ["NaN", { sumOfCubes: Number.NaN }, "be a finite number, received NaN"],
    ["words", { sumOfCubes: "1" }, 'be a finite number, received "1"'],
    ["more than the squares allow", { sumOfSquares: 4, sumOfCubes: -9 }, "be null or have a size of at most 8, as"],
    ["some of a single value", { ...moments([3]), sumOfCubes: 1 }, "be null or have a size of at most 0, as"],
    ["some of nothing", { ...moments([]), sumOfCubes: 1 }, "be null or have a size of at most 0, as"],
  ])("refuses sums of cubes: %s", (_, changes, rule) => {
    expect(() => mergeMoments({ ...sound, ...changes })).toThrow(`mergeMoments: summaries.0.sumOfCubes must ${rule}`);
  });

  it("takes cubes for unknown that JSON from before there were any lacks, unless nothing varies", () => {
    const without = ({ sumOfCubes, ...older }: Moments) => older as Moments;
    expect(mergeMoments(without(sound))).toStrictEqual({ ...sound, sumOfCubes: null });
    expect(mergeMoments(sound, without(sound)).sumOfCubes).toBeNull();
    expect(mergeMoments({ ...sound, sumOfCubes: null }, sound).sumOfCubes).toBeNull();
    expect(mergeMoments(without(moments([3])), without(moments([])), sound)).toStrictEqual(
      mergeMoments(moments([3]), sound),
    );
  });

  it("does not know cubes that no double holds", () => {
    const apart = mergeMoments(moments([0, 0, 0]), moments([1e120]));
    expect([apart.sumOfCubes, apart.sumOfSquares > 0]).toEqual([null, true]);
    expect(mergeMoments({ ...sound, sumOfSquares: 1e250, sumOfCubes: 1e301 }).sumOfCubes).toBeNull();
  });

  it("refuses more values than integers are exact for", () => {
    expect(() => mergeMoments({ ...sound, nMissing: Number.MAX_SAFE_INTEGER })).toThrow("have a total below 2^53");
  });

  it("merges spreads beside which the difference of the means vanishes", () => {
    const merged = mergeMoments(moments([1e-130, 2e-130]), moments([1.5e-130, 1.5e-130]));
    expect(merged.sumOfSquares / 5e-261).toBeCloseTo(1, 12);
  });
});

describe("mergeMoments() with weights", () => {
  const heavy = moments([2, 4], { weights: [1, 3] });
  const plain = moments([2, 4]);

  it("refuses to merge weighted with unweighted", () => {
    expect(errorOf(() => mergeMoments(plain, NEUTRAL, heavy))).toEqual(
      invalid("mergeMoments", "summaries.2", "be unweighted as the ones before it are, received an object (Object)"),
    );
    expect(errorOf(() => mergeMoments(heavy, plain))).toEqual(
      invalid("mergeMoments", "summaries.1", "be weighted as the ones before it are, received an object (Object)"),
    );
  });

  it("takes moments of nothing for neither weighted nor not", () => {
    for (const some of [plain, heavy]) {
      expect(mergeMoments(NEUTRAL, some, NEUTRAL)).toStrictEqual(some);
    }
  });

  it("reads JSON from before there were weights as unweighted", () => {
    const { sumOfWeights, squaredWeights, ...older } = plain;
    expect([sumOfWeights, squaredWeights]).toEqual([null, null]);
    expect(mergeMoments(older as Moments)).toStrictEqual(plain);
    expect(mergeMoments(older as Moments, plain)).toStrictEqual(mergeMoments(plain, plain));
  });

  const { squaredWeights: squares } = heavy;
  it.each<[string, object, string]>([
    ["weights without their squares", { squaredWeights: null }, "squaredWeights must be an object"],
    ["squares without weights", { sumOfWeights: null }, "sumOfWeights must be the sum of the weights of 2 values"],
    ["weights of nothing", { ...NEUTRAL, sumOfWeights: 0 }, "sumOfWeights must be null without a value"],
    ["a negative weight", { sumOfWeights: -4 }, "sumOfWeights must be the sum of the weights of 2 values"],
    ["a weight in words", { sumOfWeights: "4" }, "sumOfWeights must be the sum of the weights of 2 values"],
    ["a weight beyond what may be", { sumOfWeights: 3e100 }, "sumOfWeights must be the sum of the weights of 2 values"],
    ["squares that are a number", { squaredWeights: 10 }, "squaredWeights must be an object"],
    [
      "squares above the square of the sum",
      { squaredWeights: { ...squares, sum: 17 } },
      "squaredWeights.sum must be the sum of the squares of 2 weights that add up to 4",
    ],
    [
      "squares below what equal weights have",
      { squaredWeights: { ...squares, sum: 7 } },
      "squaredWeights.sum must be the sum of the squares of 2 weights that add up to 4",
    ],
    [
      "a squared mean of NaN",
      { squaredWeights: { ...squares, mean: Number.NaN } },
      "squaredWeights.mean must be a finite number",
    ],
    [
      "a squared spread below 0",
      { squaredWeights: { ...squares, sumOfSquares: -1 } },
      "squaredWeights.sumOfSquares must be a finite number >= 0",
    ],
    [
      "a squared spread that the weights cannot make",
      { squaredWeights: { ...squares, sumOfSquares: 12 } },
      "squaredWeights.sumOfSquares must be at most 12, about the weighted mean, as no weight is above their sum",
    ],
    [
      "a squared mean far from the mean",
      { squaredWeights: { ...squares, mean: 300, meanLow: 0 } },
      "squaredWeights.sumOfSquares must be at most 12, about the weighted mean, as no weight is above their sum",
    ],
  ])("refuses %s", (_, changes, message) => {
    expect(errorOf(() => mergeMoments({ ...heavy, ...changes }))?.message).toContain(
      `mergeMoments: summaries.0.${message}`,
    );
  });

  it("refuses means so near that weights take their square below the doubles", () => {
    const light = (value: number) => moments([value], { weights: [1e-100] });
    expect(errorOf(() => mergeMoments(light(0), light(1e-100)))).toMatchObject({ path: "summaries.1" });
  });
});
