import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../../src/numerics/normal";
import { mean, meanFromMoments } from "../../../src/statistics/estimates/mean";
import { mergeMoments } from "../../../src/statistics/summaries/merge-moments";
import { moments } from "../../../src/statistics/summaries/moments";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import csatFromR from "../../golden/csat.json" with { type: "json" };
import npsFromR from "../../golden/nps.json" with { type: "json" };
import { readTable } from "../../golden/read-table";
import weightedFromR from "../../golden/weighted-mean.json" with { type: "json" };

const survey = readTable("sfo_2017.csv");
const LEVEL_RULE = "be a number between 0 and 1, both excluded, such as 0.95, received";

/** The answers that a table of counts stands for. */
function answersOf(counts: Record<string, number>) {
  return Object.entries(counts).flatMap(([rating, count]) => new Array<number>(count).fill(Number(rating)));
}

describe("mean() against R (1e-12)", () => {
  it.each(csatFromR.cases)("t interval of $id", ({ result: r }) => {
    const result = mean(answersOf(r.counts));
    agree(result.estimate, r.mean, 1e-12);
    agree(result.standardDeviation, r.sd, 1e-12);
    agree(result.standardError, r.se, 1e-12);
    agreeEnds(result.interval, r.ci95Mean, 1e-12);
    expect(result.n).toBe(r.n);
    const { sumOfSquares, sumOfCubes } = moments(answersOf(r.counts));
    agree((sumOfCubes! / sumOfSquares) * Math.sqrt(r.n / sumOfSquares), r.skewness_g1, 1e-12);
  });

  it("of the airport's recommendations, counting who did not answer", () => {
    const result = mean(survey["nps"] as (number | null)[]);
    agree(result.estimate, npsFromR.sfo2017.mean, 1e-12);
    agree(result.standardDeviation, npsFromR.sfo2017.sd, 1e-12);
    expect(result).toMatchObject({ kind: "mean", unit: "value", scale: null, n: 2746, nMissing: 85, caveats: [] });
    expect(result.interval).toMatchObject({ level: 0.95, method: "t" });
  });

  it("with one degree of freedom, where Student's t is Cauchy's: tan(pi level / 2)", () => {
    for (const level of [0.5, 0.9, 0.99]) {
      const half = Math.tan((Math.PI * level) / 2);
      agreeEnds(mean([-1, 1], { confidenceLevel: level }).interval, [-half, half], 1e-12);
    }
  });
});

describe("mean() with weights against R's survey (1e-12)", () => {
  it.each(weightedFromR.means)("$id", ({ id, level, ...r }) => {
    const column = /sfo17 (\w+)/.exec(id)?.[1];
    const values = column === undefined ? r.values : survey[column]!;
    const weights = column === undefined ? r.weights : (survey["weight"] as number[]);
    const result = mean(values, { weights, confidenceLevel: level });
    expect(result.n).toBe(r.n);
    agree(result.estimate, r.mean, 1e-12);
    agree(result.standardError, r.se, 1e-12);
    agree(result.standardDeviation, r.sd, 1e-12);
    agreeEnds(result.interval, r.interval, 1e-12);
    expect(result.interval).toMatchObject({ level, method: "t" });
    const merged = mergeMoments(
      moments(values.slice(0, 3), { weights: weights.slice(0, 3) }),
      moments(values.slice(3), { weights: weights.slice(3) }),
    );
    agree(moments(values, { weights }).sumOfCubes, r.cubes, 1e-12);
    agree(merged.sumOfCubes, r.cubes, 1e-12);
    const fromMoments = meanFromMoments(merged, { confidenceLevel: level });
    agree(fromMoments.estimate, r.mean, 1e-12);
    agree(fromMoments.standardError, r.se, 1e-12);
    agreeEnds(fromMoments.interval, r.interval, 1e-12);
  });

  it("has neither error nor interval where one value has a weight", () => {
    expect(mean([3, 5], { weights: [2, 0] })).toMatchObject({
      estimate: 3,
      standardError: null,
      standardDeviation: null,
      interval: null,
      n: 1,
      caveats: [{ code: "single-answer", path: null }],
    });
  });
});

describe("mean() of data without spread", () => {
  it("has neither error nor interval for one value", () => {
    expect(mean([3, null])).toStrictEqual({
      kind: "mean",
      unit: "value",
      scale: null,
      estimate: 3,
      standardError: null,
      interval: null,
      n: 1,
      nMissing: 1,
      standardDeviation: null,
      caveats: [{ code: "single-answer", path: null }],
    });
  });

  it("warns where all values are equal, also where their sum rounds", () => {
    for (const value of [4, 0.1, -0, 1e300]) {
      const result = mean(new Array(10).fill(value));
      expect(result).toMatchObject({ estimate: value + 0, standardError: 0, standardDeviation: 0, n: 10 });
      // until version 0.1.0 this was the point from value to value
      expect(result.interval).toBeNull();
      expect(result.caveats).toEqual([{ code: "all-answers-equal", path: null }]);
      expectPlain(result);
    }
  });
});

describe("mean() of values that differ by rounding alone", () => {
  it("takes them for equal, with weights too: 0.3 and 0.1 + 0.2", () => {
    const values = [0.3, 0.1 + 0.2, 0.3, 0.1 + 0.2];
    for (const weights of [undefined, [1, 2, 3, 4]]) {
      expect(mean(values, { weights })).toMatchObject({
        interval: null,
        caveats: [{ code: "all-answers-equal", path: null }],
      });
    }
    expect(mean([...values, 0.3001]).interval).not.toBeNull();
  });
});

describe("mean() of skewed values", () => {
  const SKEWED = [{ code: "skewed-answers", path: null }];
  /** n quantiles of the log-normal distribution with a spread on the log scale. */
  const logNormal = (n: number, spread: number) =>
    Array.from({ length: n }, (_, i) => Math.exp(spread * normalQuantile((i + 0.5) / n)));

  it("warns where the calibration page says less than 93 %, and where it says more does not", () => {
    // 83.7 %, 90.1 %, 88.3 %, and 93.0 %; 94.8 % of normal values
    expect(mean(logNormal(10, 1)).caveats).toEqual(SKEWED);
    expect(mean(logNormal(50, 1)).caveats).toEqual(SKEWED);
    expect(mean(logNormal(200, 1.5)).caveats).toEqual(SKEWED);
    expect(mean(logNormal(200, 1)).caveats).toEqual([]);
    expect(mean(logNormal(50, 1).map(Math.log)).caveats).toEqual([]);
    // on either side, wherever the values lie
    expect(mean(logNormal(50, 1).map((value) => 1e9 - value)).caveats).toEqual(SKEWED);
  });

  it("compares the skewness with 0.3 times the root of n", () => {
    // a share p of ones has the skewness (1 - 2p) / sqrt(p (1 - p)): for 3 of 12, 1.1547, above 0.3 sqrt(12) = 1.039
    const ones = (n: number, k: number) => Array.from({ length: n }, (_, i) => (i < k ? 1 : 0));
    expect(mean(ones(12, 3)).caveats).toEqual(SKEWED);
    // for 4 of 13, 0.833 and 1.082
    expect(mean(ones(13, 4)).caveats).toEqual([]);
  });

  it("counts weighted values as Kish does", () => {
    const values = [1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0];
    // 5 of 20: 1.155 and 1.342; where five of the zeros weigh three times as much, n is 30^2 / 60 = 15
    expect(mean(values).caveats).toEqual([]);
    const weights = values.map((value, i) => (value === 0 && i < 8 ? 3 : 1));
    expect(weights.filter((weight) => weight === 3)).toHaveLength(5);
    expect(mean(values, { weights }).caveats).toEqual(SKEWED);
    expect(mean(values, { weights: weights.map((weight) => 1e-60 * weight) }).caveats).toEqual(SKEWED);
  });

  it("does not warn where the cubes are not known", () => {
    const known = moments(logNormal(10, 1));
    expect(meanFromMoments(known).caveats).toEqual(SKEWED);
    expect(meanFromMoments({ ...known, sumOfCubes: null }).caveats).toEqual([]);
    for (const size of [1e-140, 1e-110, 1e110, 1e140]) {
      expect(mean(logNormal(10, 1).map((value) => size * value)).caveats).toEqual([]);
    }
    for (const size of [1e-80, 1e90]) {
      expect(mean(logNormal(10, 1).map((value) => size * value)).caveats).toEqual(SKEWED);
    }
  });
});

describe("mean() rejects", () => {
  it.each<[string, unknown]>([
    ["an empty array", []],
    ["an empty typed array", new Float32Array(0)],
    ["only missing values", [null, undefined]],
    ["only holes", new Array(3)],
  ])("%s, as nothing to estimate from", (_, values) => {
    expect(errorOf(() => mean(values as number[]))).toEqual(
      insufficient("mean", "values", "must hold at least one value, received none"),
    );
    expect(errorOf(() => meanFromMoments(moments(values as number[])))).toEqual(
      insufficient("meanFromMoments", "summary", "must hold at least one value, received none"),
    );
  });

  it.each<[unknown, string]>([
    [0, "0"],
    [1, "1"],
    [95, "95"],
    [-0.5, "-0.5"],
    [Number.NaN, "NaN"],
    ["0.95", '"0.95"'],
    [null, "null"],
  ])("a confidence level of %o", (confidenceLevel, shown) => {
    const options = { confidenceLevel: confidenceLevel as number };
    expect(errorOf(() => mean([1, 2], options))).toEqual(invalid("mean", "confidenceLevel", `${LEVEL_RULE} ${shown}`));
    expect(errorOf(() => meanFromMoments(moments([1, 2]), options))).toEqual(
      invalid("meanFromMoments", "confidenceLevel", `${LEVEL_RULE} ${shown}`),
    );
  });

  it("a value that is not a finite number, naming its index", () => {
    expect(errorOf(() => mean([1, Number.NaN]))).toEqual(
      invalid("mean", "values.1", "be a finite number, null or undefined, received NaN"),
    );
    expect(errorOf(() => mean(["9" as unknown as number]))).toEqual(
      invalid("mean", "values.0", 'be a finite number, null or undefined, received "9"'),
    );
  });

  it("options that are null", () => {
    const rule = "be an object, received null";
    expect(errorOf(() => mean([1, 2], null as never))).toEqual(invalid("mean", "options", rule));
    expect(errorOf(() => meanFromMoments(moments([1, 2]), null as never))).toEqual(
      invalid("meanFromMoments", "options", rule),
    );
  });

  it("what is no summary", () => {
    expect(errorOf(() => meanFromMoments([1, 2] as never))).toEqual(
      invalid("meanFromMoments", "summary", "be moments, as moments() makes them, received an object (Array)"),
    );
  });
});

describe("mean()", () => {
  const values = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 50 });
  const width = ({ interval }: ReturnType<typeof mean>) => interval!.upper - interval!.lower;

  it("gives the same from the values as from their moments", () => {
    fc.assert(
      fc.property(values, (list) => {
        expect(meanFromMoments(moments(list))).toStrictEqual(mean(list));
      }),
    );
  });

  it("gives the same from merged moments, to 1e-12", () => {
    fc.assert(
      fc.property(values, values, (left, right) => {
        const merged = meanFromMoments(mergeMoments(moments(left), moments(right)));
        const whole = mean([...left, ...right]);
        expect(Math.abs(merged.estimate - whole.estimate)).toBeLessThanOrEqual(1e-12 * whole.standardDeviation!);
        agree(merged.standardError, whole.standardError as number, 1e-12);
      }),
    );
  });

  it("lies in its interval, which is wider at a higher level and narrower when every value comes twice", () => {
    fc.assert(
      fc.property(values, (list) => {
        fc.pre(new Set(list).size > 1);
        const at = (confidenceLevel: number) => mean(list, { confidenceLevel });
        for (const { interval, estimate } of [at(0.01), at(0.95), at(0.999)]) {
          expect(interval!.lower).toBeLessThan(estimate);
          expect(interval!.upper).toBeGreaterThan(estimate);
        }
        expect(width(at(0.9))).toBeLessThan(width(at(0.95)));
        const twice = mean([...list, ...list]);
        expect(width(twice)).toBeLessThan(width(at(0.95)));
        agree(twice.estimate + 1e7, mean(list).estimate + 1e7, 1e-15);
      }),
    );
  });

  const weighted = fc.array(fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 1000 })), {
    minLength: 2,
    maxLength: 50,
  });
  const ofPairs = (pairs: readonly (readonly [number, number])[], unit = 1) =>
    mean(
      pairs.map(([value]) => value),
      { weights: pairs.map(([, weight]) => weight * unit) },
    );

  it("does not mind the unit of the weights, nor the order of the values", () => {
    fc.assert(
      fc.property(weighted, fc.constantFrom(1e-90, 0.3, 1e6, 1e90), (pairs, unit) => {
        fc.pre(new Set(pairs.filter(([, weight]) => weight > 0).map(([value]) => value)).size > 1);
        const one = ofPairs(pairs);
        for (const other of [ofPairs(pairs, unit), ofPairs([...pairs].reverse())]) {
          expect(Math.abs(other.estimate - one.estimate)).toBeLessThanOrEqual(1e-12 * one.standardDeviation!);
          agree(other.standardError, one.standardError!, 1e-12);
          agree(other.standardDeviation, one.standardDeviation!, 1e-12);
        }
      }),
    );
  });

  it("gives with equal weights what none give", () => {
    fc.assert(
      fc.property(values, fc.constantFrom(1, 0.7, 1e-50), (list, weight) => {
        fc.pre(new Set(list).size > 1);
        const plain = mean(list);
        const equal = mean(list, { weights: list.map(() => weight) });
        expect(Math.abs(equal.estimate - plain.estimate)).toBeLessThanOrEqual(1e-12 * plain.standardDeviation!);
        agree(equal.standardError, plain.standardError!, 1e-12);
        agree(equal.standardDeviation, plain.standardDeviation!, 1e-12);
        agree(width(equal), width(plain), 1e-12);
      }),
    );
  });

  it("leaves values with weight 0 out", () => {
    fc.assert(
      fc.property(weighted, (pairs) => {
        const inside = pairs.filter(([, weight]) => weight > 0);
        fc.pre(inside.length > 0);
        expect(ofPairs(pairs)).toStrictEqual(ofPairs(inside));
      }),
    );
  });

  it("follows an affine change of the values", () => {
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: -1000, max: 1000 }),
        (list, factor, shift) => {
          fc.pre(new Set(list).size > 1);
          const before = mean(list);
          const after = mean(list.map((value) => factor * value + shift));
          const end = (value: number) => factor * value + shift;
          const size = 1e-12 * factor * (1e6 + before.standardError! * 100 + Math.abs(shift));
          expect(Math.abs(after.estimate - end(before.estimate))).toBeLessThanOrEqual(size);
          expect(Math.abs(after.interval!.lower - end(before.interval!.lower))).toBeLessThanOrEqual(size);
          expect(Math.abs(after.interval!.upper - end(before.interval!.upper))).toBeLessThanOrEqual(size);
          agree(after.standardDeviation, factor * before.standardDeviation!, 1e-12);
        },
      ),
    );
  });

  it("survives JSON unchanged", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer()), { minLength: 1 }), (list) => {
        fc.pre(list.some((value) => value !== null));
        expectPlain(mean(list));
      }),
    );
  });
});
