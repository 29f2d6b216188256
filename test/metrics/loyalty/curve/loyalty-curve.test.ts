import { describe, expect, it } from "vitest";
import type { Caveat } from "../../../../src/core/caveats";
import type { LoyaltyMoments } from "../../../../src/metrics/loyalty/curve/level-groups";
import {
  type LoyaltyCurveFromMomentsOptions,
  type LoyaltyCurveFromTallyOptions,
  type LoyaltyCurveOptions,
  loyaltyCurve,
  loyaltyCurveFromMoments,
  loyaltyCurveFromTally,
} from "../../../../src/metrics/loyalty/curve/loyalty-curve";
import { mean } from "../../../../src/statistics/estimates/mean";
import { moments } from "../../../../src/statistics/summaries/moments";
import { tally } from "../../../../src/statistics/summaries/tally";
import { type TwoWayTally, twoWayTally } from "../../../../src/statistics/summaries/two-way-tally";
import { twoWayTallyFromCounts } from "../../../../src/statistics/summaries/two-way-tally-from-counts";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import fromR from "../../../golden/loyalty-curve.json" with { type: "json" };
import weighted from "../../../golden/loyalty-curve-weights.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";
import satloy from "../../../golden/satloy.json" with { type: "json" };

type Column = (number | null)[];
const { q7all, nps } = readTable("sfo_2017.csv") as { q7all: Column; nps: Column };
const weight = readTable("sfo_2017.csv").weight as number[];
const promoters = nps.map((answer) => (answer === null ? null : Number(answer >= 9)));
const scale = { min: 1, max: 7 };
const codesOf = ({ caveats }: { readonly caveats: readonly Caveat[] }) => caveats.map(({ code }) => code);

describe("loyaltyCurve() against R (satloy.json)", () => {
  const [golden] = satloy.curves;
  const { n, levels, isotonicWeighted } = golden as NonNullable<typeof golden>;

  it("has R's numbers, means, errors and isotonic fit on the airport survey", () => {
    const curve = loyaltyCurve(q7all, nps);
    expect(curve.n).toBe(n);
    expect(curve.levels.map((one) => [one.level, one.n])).toEqual(levels.map((one) => [one.x, one.n]));
    curve.levels.forEach((one, i) => {
      // R printed 15 digits
      agree(one.estimate, levels[i]?.mean as number, 1e-14);
      agree(one.standardError, (levels[i]?.sd as number) / Math.sqrt(one.n), 1e-12);
      agree(one.share, one.n / n, 1e-15);
      agree(curve.monotone[i], isotonicWeighted[i] as number, 1e-14);
    });
  });

  it("has R's shares of promoters where loyalty is binary", () => {
    const curve = loyaltyCurve(q7all, promoters, { outcome: "binary" });
    curve.levels.forEach((one, i) => {
      agree(one.estimate, levels[i]?.topShare as number, 1e-14);
    });
  });
});

describe("loyaltyCurve() against R (loyalty-curve.R): t.test, lm, isoreg", () => {
  it.each(fromR.numeric)("$id", ({ x, y, confidenceLevel, ...r }) => {
    const curve = loyaltyCurve(x ?? q7all, y ?? nps, x === null ? { confidenceLevel } : { scale, confidenceLevel });
    expect(curve.n).toBe(r.n);
    expect(curve.levels.length).toBe(r.levels.length);
    curve.levels.forEach((one, i) => {
      const expected = r.levels[i] as NonNullable<(typeof r.levels)[number]>;
      expect([one.level, one.n]).toEqual([expected.level, expected.n]);
      agree(one.estimate, expected.estimate, 1e-14);
      if (expected.standardDeviation === null) expect(one.standardDeviation).toBeNull();
      else agree(one.standardDeviation, expected.standardDeviation, 1e-12);
      const unanimous = expected.standardDeviation === 0;
      if (expected.interval === null) {
        // as mean() has it
        expect([one.standardError, one.interval, one.variance]).toEqual([unanimous ? 0 : null, null, null]);
        expect(codesOf(one)).toEqual([unanimous ? "all-answers-equal" : "single-answer"]);
        return;
      }
      agree(one.standardError, expected.standardError as number, 1e-12);
      agree(one.variance, (expected.standardError as number) ** 2, 1e-12);
      agreeEnds(one.interval, expected.interval, 1e-12);
      expect(one.interval).toMatchObject({ level: confidenceLevel, method: expected.own ? "t" : "pooled-t" });
      expect(codesOf(one)).toEqual([
        ...(expected.own ? [] : ["pooled-variance"]),
        ...(unanimous ? ["all-answers-equal"] : []),
      ]);
    });
    curve.monotone.forEach((value, i) => {
      agree(value, r.monotone[i] as number, 1e-14);
    });
  });

  it.each(fromR.numeric)("$id, step by step", ({ x, y, confidenceLevel, ...r }) => {
    const curve = loyaltyCurve(x ?? q7all, y ?? nps, x === null ? { confidenceLevel } : { scale, confidenceLevel });
    expect(curve.steps.length).toBe(r.steps.length);
    curve.steps.forEach((step, i) => {
      const expected = r.steps[i] as NonNullable<(typeof r.steps)[number]>;
      expect([step.from, step.to]).toEqual([expected.from, expected.to]);
      agree(step.estimate, expected.estimate, 1e-13);
      agree(step.perPoint, expected.estimate / (expected.to - expected.from), 1e-13);
      if (expected.interval === null) {
        expect(step.interval).toBeNull();
        return;
      }
      agree(step.standardError, expected.standardError as number, 1e-12);
      // two levels that share one pooled variance are compared with its degrees of freedom, no more: lm's contrast
      agreeEnds(step.interval, expected.interval, 1e-12);
      expect(step.interval?.method).toBe(expected.spread === "pooled" ? "pooled-t" : "welch");
      expect(codesOf(step).includes("pooled-variance")).toBe(expected.spread !== "welch");
    });
  });

  it.each(fromR.binary)("$id", ({ confidenceLevel, ...r }) => {
    const curve = loyaltyCurve(q7all, promoters, { outcome: "binary", confidenceLevel });
    curve.levels.forEach((one, i) => {
      expect(one.n).toBe(r.n[i]);
      agree(one.estimate, r.estimate[i] as number, 1e-14);
      agree(one.standardError, Math.sqrt((one.estimate * (1 - one.estimate)) / one.n), 1e-14);
      agree(one.standardDeviation, r.standardDeviation[i] as number, 1e-13);
      agree(one.variance, r.variance[i] as number, 1e-13);
      agreeEnds(one.interval, [r.lower[i] as number, r.upper[i] as number], 1e-12);
      agree(curve.monotone[i], r.monotone[i] as number, 1e-14);
    });
    curve.steps.forEach((step, i) => {
      agree(step.estimate, r.step[i] as number, 1e-13);
      agreeEnds(step.interval, [r.stepLower[i] as number, r.stepUpper[i] as number], 1e-12);
    });
    expect(curve.levels.every((one) => one.unit === "share" && one.interval?.method === "wilson")).toBe(true);
    expect(curve.steps.every((one) => one.unit === "share")).toBe(true);
    expect(curve.caveats).toEqual([]);
    expect(curve.levels[0]?.caveats).toEqual([{ code: "all-or-none", path: null }]);
  });
});

/** Weighted sum of squared deviations from the weighted mean. */
function weightedSquares(values: number[], weights: number[]): number {
  const sum = (of: (value: number) => number) => values.reduce((total, y, i) => total + weights[i]! * of(y), 0);
  const centre = sum((y) => y) / sum(() => 1);
  return sum((y) => (y - centre) ** 2);
}

describe("weighted loyaltyCurve() against R (loyalty-curve-weights.R): survey", () => {
  it.each(weighted.numeric)("$id", ({ x, y, w, confidenceLevel, ...r }) => {
    const curve = loyaltyCurve(x ?? q7all, y ?? nps, { weights: w ?? weight, confidenceLevel });
    expect(curve.weighted).toBe(true);
    curve.levels.forEach((one, i) => {
      expect([one.level, one.n]).toEqual([r.level[i], r.n[i]]);
      agree(one.share, r.share[i] as number, 1e-13);
      agree(one.estimate, r.estimate[i] as number, 1e-13);
      agree(one.standardError, r.standardError[i] as number, 1e-12);
      agree(one.variance, (r.standardError[i] as number) ** 2, 1e-12);
      const deviation = r.standardDeviation[i] ?? null;
      if (deviation === null) expect(one.standardDeviation).toBeNull();
      else agree(one.standardDeviation, deviation, 1e-12);
      agreeEnds(one.interval, [r.lower[i] as number, r.upper[i] as number], 1e-12);
      expect(codesOf(one).includes("pooled-variance")).toBe(!r.own[i]);
      agree(curve.monotone[i], r.monotone[i] as number, 1e-13);
    });
    curve.steps.forEach((step, i) => {
      agree(1 + step.estimate, 1 + (r.step[i] as number), 1e-13);
      agree(step.standardError, r.stepError[i] as number, 1e-12);
      agreeEnds(step.interval, [r.stepLower[i] as number, r.stepUpper[i] as number], 1e-12);
    });
  });

  it("has the errors of svyby without strata but for n / (n - 1), which is the level's own", () => {
    const [{ n, own, svyby }] = weighted.numeric as [(typeof weighted.numeric)[number]];
    const curve = loyaltyCurve(q7all, nps, { weights: weight });
    // the lowest level, whose weights count for less than five answers, takes the spread of all
    expect(own).toEqual([false, true, true, true, true]);
    curve.levels.forEach((one, i) => {
      if (!own[i]) return;
      const factor = (one.n / (one.n - 1)) * ((curve.n - 1) / curve.n);
      agree(one.standardError, (svyby[i] as number) * Math.sqrt(factor), 1e-12);
      expect(one.n).toBe(n[i]);
    });
  });

  it.each(weighted.binary)("$id of a binary outcome", ({ x, y, w, confidenceLevel, ...r }) => {
    const options = { outcome: "binary", weights: w ?? weight, confidenceLevel } as const;
    const curve = loyaltyCurve(x ?? q7all, y ?? promoters, options);
    curve.levels.forEach((one, i) => {
      expect([one.level, one.n]).toEqual([r.level[i], r.n[i]]);
      agree(one.share, r.share[i] as number, 1e-13);
      agree(one.estimate, r.estimate[i] as number, 1e-13);
      agree(one.standardError, r.standardError[i] as number, 1e-12);
      agree(one.variance, r.variance[i] as number, 1e-12);
      const deviation = r.standardDeviation[i] ?? null;
      if (deviation === null) expect(one.standardDeviation).toBeNull();
      else agree(one.standardDeviation, deviation, 1e-12);
      agreeEnds(one.interval, [r.lower[i] as number, r.upper[i] as number], 1e-12);
      agree(curve.monotone[i], r.monotone[i] as number, 1e-13);
    });
    curve.steps.forEach((step, i) => {
      agree(1 + step.estimate, 1 + (r.step[i] as number), 1e-13);
      agree(step.standardError, r.stepError[i] as number, 1e-12);
      agreeEnds(step.interval, [r.stepLower[i] as number, r.stepUpper[i] as number], 1e-12);
    });
  });

  it("pools the spread of a level whose weights count for less than five answers", () => {
    const satisfaction = [4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5];
    const loyalty = [5, 1, 9, 3, 8, 4, 6, 9, 7, 8, 10];
    const weights = [100, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
    const { levels, steps } = loyaltyCurve(satisfaction, loyalty, { weights });
    // its own error is 0.083, as if the heavy answer alone said what all would
    const kish = 105 ** 2 / (100 ** 2 + 5);
    const pooled = (weightedSquares(loyalty.slice(0, 6), weights) + 10) / (105 * (1 - 1 / kish) + 4);
    expect(levels.map(codesOf)).toEqual([["pooled-variance"], []]);
    agree(levels[0]?.standardError, Math.sqrt(pooled / kish), 1e-13);
    expect(levels[0]?.interval?.method).toBe("pooled-t");
    expect(steps.map(codesOf)).toEqual([["pooled-variance"]]);
  });

  it("takes no spread from a level in which one answer outweighs the others", () => {
    const weights = [1, 1e-100, 1, 1, 1, 1, 1];
    const { levels } = loyaltyCurve([1, 1, 2, 2, 2, 2, 2], [0, 1, 1, 2, 3, 4, 6], { weights });
    agree(levels[0]?.standardError, Math.sqrt(14.8 / 4), 1e-14);
    // where nothing else shows one either, it is not infinite
    expectPlain(loyaltyCurve([1, 1], [0, 1], { weights: [1, 1e-100] }));
  });

  it("takes five answers of equal weight for five, whatever their weight rounds to", () => {
    for (const weight of [0.1, 0.3, 1 / 3, 0.7, 1e-100, 1e100]) {
      const { levels } = loyaltyCurve([1, 1, 1, 1, 1], [1, 2, 3, 4, 6], { weights: new Array(5).fill(weight) });
      expect(levels.map(codesOf)).toEqual([[]]);
    }
    const { levels } = loyaltyCurve([1, 1, 1, 1, 1], [1, 2, 3, 4, 6], { weights: [1, 1, 1, 1, 1.5] });
    expect(levels.map(codesOf)).toEqual([["pooled-variance"]]);
  });

  it("leaves out a customer with weight 0, from the count of rows as well", () => {
    const curve = loyaltyCurve([1, 2, null, 3, 3], [4, null, 5, 6, 7], { weights: [1, 0, 2, 3, 0] });
    expect(curve).toMatchObject({ n: 2, nMissing: 1, levels: [{ level: 1 }, { level: 3, n: 1 }] });
    expect(curve.rows).toEqual({
      total: 3,
      used: 2,
      missing: [
        { name: "satisfaction", n: 1 },
        { name: "loyalty", n: 0 },
      ],
    });
  });
});

describe("loyaltyCurve() on thin data", () => {
  it("has one level and no step where every customer is equally satisfied", () => {
    const curve = loyaltyCurve([4, 4, 4], [7, 8, 9]);
    expect(curve.levels).toMatchObject([{ level: 4, n: 3, share: 1, estimate: 8 }]);
    expect(curve).toMatchObject({ steps: [], monotone: [8], topBoxEffect: null, bottomBoxEffect: null });
    expect(curve.caveats).toContainEqual({ code: "empty-levels", path: null });
    expectPlain(curve);
  });

  it("knows no error of a step from a single answer to equal ones, and gives it none", () => {
    const [step] = loyaltyCurve([1, 2, 2], [5, 7, 7]).steps;
    expect(step).toMatchObject({ estimate: 2, standardError: null, interval: null });
  });

  it("is plain on a scale from -0", () => {
    expectPlain(loyaltyCurve([0, 1, 1], [1, 2, 3], { scale: { min: -0, max: 1 } }));
  });

  it("has one answer, and says that it knows no spread", () => {
    const curve = loyaltyCurve([5], [10]);
    expect(curve.levels).toMatchObject([
      { level: 5, n: 1, estimate: 10, standardError: null, interval: null, caveats: [{ code: "single-answer" }] },
    ]);
    expectPlain(curve);
  });

  it("claims no pooled variance where no level has a second answer to pool", () => {
    const curve = loyaltyCurve([1, 3, 5], [2, 1, 9]);
    expect(curve.levels.map(({ interval }) => interval)).toEqual([null, null, null]);
    expect(curve.steps.map(({ interval }) => interval)).toEqual([null, null]);
    expect(curve.steps.map(({ caveats }) => caveats)).toEqual([
      [{ code: "single-answer", path: null }],
      [{ code: "single-answer", path: null }],
    ]);
    expect(curve.caveats).toEqual([{ code: "empty-levels", path: null }]);
  });

  it("steps over empty levels, and counts the change for each point", () => {
    const curve = loyaltyCurve([1, 1, 3, 3, 3, 5, 5, null], [0, 2, 6, 5, 4, 9, 10, 8]);
    expect(curve.steps.map(({ from, to, estimate, perPoint }) => [from, to, estimate, perPoint])).toEqual([
      [1, 3, 4, 2],
      [3, 5, 4.5, 2.25],
    ]);
    expect(curve).toMatchObject({ n: 7, nMissing: 1, topBoxEffect: null, bottomBoxEffect: null });
  });

  it("finds the effects of the top and the bottom box of its own scale", () => {
    const curve = loyaltyCurve([0, 0, 1, 1, 2, 2], [1, 2, 5, 6, 7, 9], { scale: { min: 0, max: 2 } });
    expect(curve.bottomBoxEffect).toEqual(curve.steps[0]);
    expect(curve.topBoxEffect).toEqual(curve.steps[1]);
    expect(curve.topBoxEffect).toMatchObject({ from: 1, to: 2, estimate: 2.5 });
    const two = loyaltyCurve([1, 2], [3, 4], { scale: { min: 1, max: 2 } });
    expect(two.topBoxEffect).toEqual(two.bottomBoxEffect);
  });

  it("reads scales below zero", () => {
    const curve = loyaltyCurve([-2, -2, 0, 2], [1, 2, 3, 4], { scale: { min: -2, max: 2 } });
    expect(curve.levels.map(({ level, n }) => [level, n])).toEqual([
      [-2, 2],
      [0, 1],
      [2, 1],
    ]);
    expectPlain(curve);
  });

  it("warns, level by level, where loyalty does not vary", () => {
    const satisfaction = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2];
    const curve = loyaltyCurve(satisfaction, new Array(10).fill(0.1));
    expect(curve.levels.map(({ estimate, standardError }) => [estimate, standardError])).toEqual([
      [0.1, 0],
      [0.1, 0],
    ]);
    expect(curve.levels.map(({ interval, variance }) => [interval, variance])).toEqual([
      [null, null],
      [null, null],
    ]);
    // an interval of no width would be sure of what it cannot know
    expect(curve.steps[0]).toMatchObject({ estimate: 0, standardError: 0, interval: null });
    expect(codesOf(curve.steps[0] as (typeof curve.steps)[number])).toEqual(["all-answers-equal"]);
    expectPlain(curve);
    // as mean() says of the same answers
    expect(curve.levels.map(({ caveats }) => caveats)).toEqual([
      [{ code: "all-answers-equal", path: null }],
      [{ code: "all-answers-equal", path: null }],
    ]);
  });

  it.each([
    ["a step that rounds to 0 for each point", [1, 3], [5e-324, 0]],
    ["a step beyond the doubles", [1, 2], [-Number.MAX_VALUE, Number.MAX_VALUE]],
    ["an interval beyond the doubles", [1, 1, 2, 2], [1.7e308, 1.7e308, 1e149, -1e149]],
  ])("gives finite numbers or a StatsError for %s", (_, satisfaction, loyalty) => {
    let result: unknown = null;
    const refused = errorOf(() => {
      result = loyaltyCurve(satisfaction, loyalty);
    });
    if (refused === null) expectPlain(result);
  });

  it("counts rows and what is missing in each column", () => {
    const curve = loyaltyCurve([1, null, 3, undefined, 5, 2], [1, 2, null, null, 9, 4]);
    expect(curve).toMatchObject({
      n: 3,
      nMissing: 3,
      rows: {
        total: 6,
        used: 3,
        missing: [
          { name: "satisfaction", n: 2 },
          { name: "loyalty", n: 2 },
        ],
      },
    });
    expect(curve.caveats).not.toContainEqual({ code: "few-complete-rows", path: null });
    expect(loyaltyCurve([1, null, null], [1, 2, 3]).caveats).toContainEqual({ code: "few-complete-rows", path: null });
  });

  it("takes typed arrays, holes and columns with an iterator", () => {
    const expected = loyaltyCurve([1, 1, 2, 2, 5], [0, 2, 6, 5, 9]);
    expect(loyaltyCurve(new Int8Array([1, 1, 2, 2, 5]), new Float64Array([0, 2, 6, 5, 9]))).toEqual(expected);
    const vector = { length: 5, [Symbol.iterator]: () => [1, 1, 2, 2, 5].values() };
    expect(loyaltyCurve(vector as unknown as number[], [0, 2, 6, 5, 9])).toEqual(expected);
    const holes = [1, 1, 2, 2, 5, 4];
    delete holes[5];
    expect(loyaltyCurve(holes, [0, 2, 6, 5, 9, 1])).toMatchObject({ n: 5, nMissing: 1, levels: expected.levels });
  });

  it("compares whole groups of zeros and ones", () => {
    const curve = loyaltyCurve([1, 1, 2, 2], [0, 0, 1, 1], { outcome: "binary" });
    expect(curve.levels.map(({ estimate, n }) => [estimate, n])).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(curve.steps[0]).toMatchObject({ estimate: 1, interval: { upper: 1 } });
    expectPlain(curve);
  });
});

describe("loyaltyCurve() refuses", () => {
  const fine = [1, 2, 5];
  const bad = (satisfaction: unknown, loyalty: unknown, options?: unknown) =>
    errorOf(() => loyaltyCurve(satisfaction as number[], loyalty as number[], options as LoyaltyCurveOptions));
  const rule = "be an integer in [1, 5] or null, received";
  const finite = "be a finite number, null or undefined, received";
  const column = "be an array, a typed array or an iterable of numbers, received";

  it.each([
    ["a rating above the scale", [1, 6, 2], "satisfaction.1", `${rule} 6`],
    ["a rating below the scale", [0, 1, 2], "satisfaction.0", `${rule} 0`],
    ["a fraction", [1, 2, 2.5], "satisfaction.2", `${rule} 2.5`],
    ["NaN", [1, Number.NaN, 2], "satisfaction.1", `${finite} NaN`],
    ["infinity", [1, 2, -Infinity], "satisfaction.2", `${finite} -Infinity`],
    ["text", [1, "2", 3], "satisfaction.1", `${finite} "2"`],
    ["a boolean", [true, 1, 2], "satisfaction.0", `${finite} true`],
    ["a column of another length", [1, 2], "satisfaction", "have the length of loyalty (3), received 2"],
    ["a BigInt64Array", new BigInt64Array(3), "satisfaction", `${column} an object (BigInt64Array)`],
    ["an object with only a length", { length: 3 }, "satisfaction", `${column} an object (Object)`],
    ["no column", undefined, "satisfaction", `${column} undefined`],
    ["text for a column", "125", "satisfaction", `${column} "125"`],
  ])("%s in satisfaction", (_, satisfaction, path, message) => {
    expect(bad(satisfaction, fine)).toEqual(invalid("loyaltyCurve", path, message));
  });

  it.each([
    ["NaN", [1, 2, Number.NaN], "loyalty.2", `${finite} NaN`],
    ["infinity", [Infinity, 2, 3], "loyalty.0", `${finite} Infinity`],
    ["text", [1, "2", 3], "loyalty.1", `${finite} "2"`],
    ["no column", null, "loyalty", `${column} null`],
  ])("%s in loyalty", (_, loyalty, path, message) => {
    expect(bad(fine, loyalty)).toEqual(invalid("loyaltyCurve", path, message));
  });

  it("a rating off the scale also where its customer has no loyalty", () => {
    expect(bad([1, 9, 2], [1, null, 3])).toEqual(invalid("loyaltyCurve", "satisfaction.1", `${rule} 9`));
  });

  it.each([2, -1, 0.5])("a binary outcome of %d, naming its index", (value) => {
    const message = `be 0, 1, null or undefined, received ${value}`;
    expect(bad(fine, [0, 1, value], { outcome: "binary" })).toEqual(invalid("loyaltyCurve", "loyalty.2", message));
    // also where the customer has no satisfaction
    expect(bad([1, 2, null], [0, 1, value], { outcome: "binary" })).toEqual(
      invalid("loyaltyCurve", "loyalty.2", message),
    );
  });

  it.each([
    ["no customers", [], []],
    ["no satisfaction", [null, null], [1, 2]],
    ["no loyalty", [1, 2], [null, undefined]],
    ["never both", [1, null], [null, 2]],
    ["empty typed arrays", new Int8Array(0), new Float64Array(0)],
  ])("%s, as insufficient data", (_, satisfaction, loyalty) => {
    expect(bad(satisfaction, loyalty)).toEqual(
      insufficient("loyaltyCurve", "satisfaction", "and loyalty must both be answered at least once"),
    );
  });

  it.each<[string, object, string, string]>([
    ["an unknown outcome", { outcome: "share" }, "outcome", 'be one of "numeric", "binary", received "share"'],
    [
      "a scale that ends where it starts",
      { scale: { min: 5, max: 5 } },
      "scale.max",
      "be an integer in [6, 1005], received 5",
    ],
    [
      "a scale of 2^53 levels",
      { scale: { min: 0, max: 2 ** 53 } },
      "scale.max",
      "be an integer in [1, 1000], received 9007199254740992",
    ],
    [
      "a scale of 1,002 levels",
      { scale: { min: 0, max: 1001 } },
      "scale.max",
      "be an integer in [1, 1000], received 1001",
    ],
    ["no scale", { scale: null }, "scale", "be an object, received null"],
    [
      "a confidence level of 95",
      { confidenceLevel: 95 },
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 95",
    ],
    [
      "a confidence level of 0",
      { confidenceLevel: 0 },
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 0",
    ],
    [
      "a confidence level of 1",
      { confidenceLevel: 1 },
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 1",
    ],
  ])("%s", (_, options, path, message) => {
    expect(bad(fine, fine, options)).toEqual(invalid("loyaltyCurve", path, message));
  });
});

describe("loyaltyCurve() of levels whose answers are all equal", () => {
  const satisfaction = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2];

  it("takes the spread of all levels, where the interval was [3, 3], and says both", () => {
    const curve = loyaltyCurve(satisfaction, [3, 3, 3, 3, 3, 6, 8, 7, 7, 9]);
    const [unanimous, other] = curve.levels as [(typeof curve.levels)[number], (typeof curve.levels)[number]];
    // squares 0 and 5.2, over 8
    agree(unanimous.variance, 5.2 / 8 / 5, 1e-14);
    expect(unanimous).toMatchObject({ standardDeviation: 0, interval: { method: "pooled-t" } });
    expect(codesOf(unanimous)).toEqual(["pooled-variance", "all-answers-equal"]);
    agree(other.variance, 5.2 / 4 / 5, 1e-14);
    expect(codesOf(other)).toEqual([]);
    expect(codesOf(curve.steps[0] as (typeof curve.steps)[number])).toEqual(["pooled-variance", "all-answers-equal"]);
    expect(codesOf(curve)).toContain("pooled-variance");
  });

  it("takes answers that differ by rounding for equal", () => {
    const curve = loyaltyCurve(satisfaction, [0.3, 0.3, 0.1 + 0.2, 0.3, 0.3, 6, 8, 7, 7, 9]);
    expect(codesOf(curve.levels[0] as (typeof curve.levels)[number])).toEqual(["pooled-variance", "all-answers-equal"]);
    const none = loyaltyCurve(satisfaction, [0.3, 0.3, 0.1 + 0.2, 0.3, 0.3, 6, 6, 6, 6, 6]);
    expect(none.levels.map(({ interval }) => interval)).toEqual([null, null]);
    // beside a mean of 0 even the squares of rounding would be a spread
    const zero = loyaltyCurve([...satisfaction.slice(0, 5), 3], [0.3, 0.3, 0.1 + 0.2, 0.3, 0.3, 0]);
    expect(zero.levels.map(({ interval }) => interval)).toEqual([null, null]);
  });

  it("has no interval where a spread is lost beside the mean", () => {
    // 1e20 and a spread of 1 make 1e20: not a point, but none
    const curve = loyaltyCurve([...satisfaction, 3], [1, 2, 3, 4, 5, 1, 2, 3, 4, 6, 1e20]);
    expect(curve.levels[2]).toMatchObject({ estimate: 1e20, standardError: null, interval: null, variance: null });
    expect(curve.steps[1]).toMatchObject({ interval: null });
    expect(curve.levels[0]?.interval).not.toBeNull();
    expectPlain(curve);
  });

  it("says where the answers of a level are too skewed for its interval, as mean() does", () => {
    const ceiling = [...new Array<number>(19).fill(10), 0];
    const { levels, steps } = loyaltyCurve([...ceiling.map(() => 5), 4, 4, 4, 4, 4], [...ceiling, 5, 6, 7, 8, 9]);
    expect(mean(ceiling).caveats).toEqual([{ code: "skewed-answers", path: null }]);
    expect(levels.map(codesOf)).toEqual([[], ["skewed-answers"]]);
    expect(levels[1]).toMatchObject({ interval: mean(ceiling).interval });
    expect(steps.map(codesOf)).toEqual([["skewed-answers"]]);
  });

  it("tells a step between shares what its levels are", () => {
    const { steps } = loyaltyCurve([1, 2, 2, 3, 3], [1, 0, 1, 1, 1], { outcome: "binary" });
    expect(steps.map(codesOf)).toEqual([["single-answer"], ["all-or-none"]]);
  });
});

const bought = { rowScale: { min: 1, max: 5 }, columnScale: { min: 0, max: 1 } };
const recommended = { rowScale: { min: 1, max: 5 }, columnScale: { min: 0, max: 10 } };

describe("loyaltyCurveFromTally()", () => {
  it.each(fromR.numeric.filter(({ id }) => id.startsWith("sfo17")))("$id", ({ confidenceLevel, levels, steps }) => {
    const curve = loyaltyCurveFromTally(twoWayTally(q7all, nps, recommended), { confidenceLevel });
    curve.levels.forEach((one, i) => {
      agree(one.estimate, levels[i]?.estimate as number, 1e-14);
      agree(one.standardError, levels[i]?.standardError as number, 1e-12);
      agreeEnds(one.interval, levels[i]?.interval as number[], 1e-12);
    });
    curve.steps.forEach((step, i) => {
      agreeEnds(step.interval, steps[i]?.interval as number[], 1e-12);
    });
  });

  it.each([...weighted.numeric, ...weighted.binary].filter(({ x }) => x === null))("$id, with weights", (r) => {
    const binary = "variance" in r;
    const scales = binary ? bought : recommended;
    const tallied = twoWayTally(q7all, binary ? promoters : nps, { ...scales, weights: weight });
    const curve = loyaltyCurveFromTally(tallied, {
      outcome: binary ? "binary" : "numeric",
      confidenceLevel: r.confidenceLevel,
    });
    expect(curve.weighted).toBe(true);
    curve.levels.forEach((one, i) => {
      agree(one.share, r.share[i] as number, 1e-13);
      agree(one.estimate, r.estimate[i] as number, 1e-13);
      agree(one.standardError, r.standardError[i] as number, 1e-12);
      agreeEnds(one.interval, [r.lower[i] as number, r.upper[i] as number], 1e-12);
    });
  });

  it("counts rows and what is missing on either side, as the answers themselves would", () => {
    const [satisfaction, recommends] = [
      [1, null, 3, undefined, 5, 2],
      [1, 2, null, null, 9, 4],
    ];
    const curve = loyaltyCurveFromTally(twoWayTally(satisfaction, recommends, recommended));
    const { rows, n, nMissing } = loyaltyCurve(satisfaction, recommends);
    expect(curve).toMatchObject({ rows, n, nMissing });
  });

  it("is for ten billion customers what it is for ten", () => {
    const counts = (times: number) =>
      loyaltyCurveFromTally(
        twoWayTallyFromCounts(
          [
            [1, 2, 3 * times],
            [1, 4, 2 * times],
            [5, 9, 1 * times],
            [5, 10, 4 * times],
          ],
          recommended,
        ),
      );
    const [ten, many] = [counts(1), counts(1e9)];
    expect(many.levels.map(({ estimate }) => estimate)).toEqual(ten.levels.map(({ estimate }) => estimate));
    agree(many.levels[0]?.standardError, Math.sqrt(0.96 / 5e9), 1e-9);
    expectPlain(many);
  });

  const sound = twoWayTally([1, 2, 5], [0, 1, 1], bought);

  it("is plain where the tally holds -0", () => {
    expectPlain(loyaltyCurveFromTally({ ...sound, nMissing: -0, rowMissing: -0, columnMissing: -0 }));
  });

  const bad = (tally: unknown, options?: unknown) =>
    errorOf(() => loyaltyCurveFromTally(tally as TwoWayTally, options as LoyaltyCurveFromTallyOptions));

  it.each<[string, unknown, object, string, string]>([
    ["no tally", undefined, {}, "tally", "be an object, received undefined"],
    [
      "a tally of one rating",
      tally([1, 2], { scale: { min: 1, max: 5 } }),
      {},
      "tally",
      "be a two-way tally, as twoWayTally() makes it, received an object (Object)",
    ],
    ["counts that do not add up", { ...sound, n: 4 }, {}, "tally.n", "be the sum of the counts (3), received 4"],
    [
      "a binary outcome of eleven levels",
      twoWayTally([1], [1], recommended),
      { outcome: "binary" },
      "tally.columnScale",
      'be 0 to 1 where the outcome is binary, received "0 to 10"',
    ],
    [
      "a scale, which the tally has",
      sound,
      { scale: bought.rowScale },
      "options.scale",
      "be a known option, received an object (Object)",
    ],
    ["an unknown outcome", sound, { outcome: "share" }, "outcome", 'be one of "numeric", "binary", received "share"'],
  ])("rejects %s", (_, given, options, path, message) => {
    expect(bad(given, options)).toEqual(invalid("loyaltyCurveFromTally", path, message));
  });

  it("refuses a tally of nobody, or of nobody with both answers", () => {
    for (const given of [twoWayTally([], [], bought), twoWayTally([1, null], [null, 1], bought)]) {
      expect(bad(given)).toEqual(
        insufficient(
          "loyaltyCurveFromTally",
          "tally",
          "must hold at least one customer with both answers, received none",
        ),
      );
    }
  });
});

describe("loyaltyCurveFromMoments()", () => {
  const [sfo] = fromR.numeric as [(typeof fromR.numeric)[number]];

  it("has R's curve from what a report prints: number, mean and standard deviation by level", () => {
    const printed = sfo.levels.map(({ level, n, estimate, standardDeviation }) => ({
      level,
      moments: { n, mean: estimate, standardDeviation: standardDeviation as number },
    }));
    const curve = loyaltyCurveFromMoments(printed.reverse());
    expect([curve.n, curve.nMissing, curve.rows, curve.weighted]).toEqual([sfo.n, 0, null, false]);
    curve.levels.forEach((one, i) => {
      const expected = sfo.levels[i] as (typeof sfo.levels)[number];
      expect(one.level).toBe(expected.level);
      agree(one.standardError, expected.standardError as number, 1e-12);
      agreeEnds(one.interval, expected.interval as number[], 1e-12);
    });
    curve.steps.forEach((step, i) => {
      agreeEnds(step.interval, sfo.steps[i]?.interval as number[], 1e-12);
    });
  });

  it("has R's shares from zeros and ones", () => {
    const [r] = fromR.binary as [(typeof fromR.binary)[number]];
    const curve = loyaltyCurveFromMoments(
      r.n.map((n, i) => ({
        level: i + 1,
        moments: { n, mean: r.estimate[i] as number, standardDeviation: r.standardDeviation[i] as number },
      })),
      { outcome: "binary" },
    );
    curve.levels.forEach((one, i) => {
      agreeEnds(one.interval, [r.lower[i] as number, r.upper[i] as number], 1e-12);
      agree(one.variance, r.variance[i] as number, 1e-13);
    });
  });

  it("merges what has the same level, skips what is empty, and counts what is missing", () => {
    const parts = [
      { level: 5, moments: moments([9, null]) },
      { level: 2, moments: moments([]) },
      { level: 1, moments: moments([2, 3, null]) },
      { level: 5, moments: moments([10, 8, 7]) },
      { level: null, moments: moments([1, 2, null]) },
    ];
    const curve = loyaltyCurveFromMoments(parts.values());
    const { rows, ...expected } = loyaltyCurve(
      [5, 5, 1, 1, 1, 5, 5, 5, null, null, null],
      [9, null, 2, 3, null, 10, 8, 7, 1, 2, null],
    );
    expect(curve).toEqual({ ...expected, rows: null });
  });

  const bad = (levels: unknown, options?: unknown) =>
    errorOf(() => loyaltyCurveFromMoments(levels as LoyaltyMoments[], options as LoyaltyCurveFromMomentsOptions));
  const fine = { level: 4, moments: moments([1, 2, 3]) };
  const heavy = { level: 5, moments: moments([1, 2, 3], { weights: [1, 2, 3] }) };
  const binary = { outcome: "binary" };
  const zeroOne = "be of zeros and ones, as the outcome is binary, received";

  it.each<[string, unknown, object, string, string]>([
    ["no levels", undefined, {}, "levels", "be an array, a typed array or an iterable of numbers, received undefined"],
    ["a level that is no object", [4], {}, "levels.0", "be an object, received 4"],
    [
      "a level off the scale",
      [fine, { ...fine, level: 6 }],
      {},
      "levels.1.level",
      "be an integer in [1, 5] or null, received 6",
    ],
    [
      "no level",
      [{ moments: fine.moments }],
      {},
      "levels.0.level",
      "be an integer in [1, 5] or null, received undefined",
    ],
    [
      "no moments",
      [{ level: 4 }],
      {},
      "levels.0.moments",
      "be values, moments() or { n, mean, standardDeviation }, received undefined",
    ],
    [
      "unsound moments",
      [{ level: 4, moments: { ...fine.moments, n: 1 } }],
      {},
      "levels.0.moments.sumOfSquares",
      "be 0, as fewer than two values do not vary, received 2",
    ],
    [
      "weighted beside unweighted ones",
      [fine, heavy],
      {},
      "levels.1.moments",
      "be unweighted as the ones before it are, received an object (Object)",
    ],
    [
      "unweighted beside weighted ones",
      [heavy, fine],
      {},
      "levels.1.moments",
      "be weighted as the ones before it are, received an object (Object)",
    ],
    ["a share above 1", [fine], binary, "levels.0.moments", `${zeroOne} 2`],
    [
      "a share that is no count of ones",
      [{ level: 4, moments: { n: 3, mean: 0.5, standardDeviation: 0.5 } }],
      binary,
      "levels.0.moments",
      `${zeroOne} 0.5`,
    ],
    [
      "a share that is no count of ones, with the spread of one",
      [{ level: 4, moments: { n: 3, mean: 0.5, standardDeviation: Math.sqrt(0.375) } }],
      binary,
      "levels.0.moments",
      `${zeroOne} 0.5`,
    ],
    [
      "weighted numbers that have the mean and spread of zeros and ones, but not with squared weights",
      [{ level: 4, moments: moments([2, 0.5], { weights: [1, 8] }) }],
      binary,
      "levels.0.moments",
      `${zeroOne} 0.6666666666666666`,
    ],
    [
      "a spread that zeros and ones do not have",
      [{ level: 4, moments: { n: 4, mean: 0.5, standardDeviation: 0.4 } }],
      binary,
      "levels.0.moments",
      `${zeroOne} 0.5`,
    ],
    [
      "weighted numbers other than 0 and 1",
      [{ level: 4, moments: moments([0.2, 0.9], { weights: [1, 2] }) }],
      binary,
      "levels.0.moments",
      `${zeroOne} 0.6666666666666667`,
    ],
    [
      "more customers than integers are exact for",
      [1, 2].map((level) => ({ level, moments: { n: 2 ** 53 - 1, mean: 0, standardDeviation: 0 } })),
      {},
      "levels",
      `have a total below 2^53, received ${2 ** 54 - 2}`,
    ],
    [
      "levels whose spreads together are beyond the doubles",
      [1, 2].map((level) => ({ level, moments: { ...moments([1, 2, 3]), sumOfSquares: 1.5e308, sumOfCubes: null } })),
      {},
      "levels",
      "differ by less than 1e308 between levels, and spread less, received Infinity",
    ],
  ])("rejects %s", (_, levels, options, path, message) => {
    expect(bad(levels, options)).toEqual(invalid("loyaltyCurveFromMoments", path, message));
  });

  it("refuses levels without a customer who gave both answers", () => {
    for (const levels of [[], [{ level: 3, moments: moments([null]) }], [{ level: null, moments: moments([4]) }]]) {
      expect(bad(levels)).toEqual(
        insufficient(
          "loyaltyCurveFromMoments",
          "levels",
          "must hold at least one customer with both answers, received none",
        ),
      );
    }
  });
});

describe("loyaltyCurve() refuses weights", () => {
  const bad = (weights: unknown) => errorOf(() => loyaltyCurve([1, 2, 5], [1, 2, 3], { weights: weights as number[] }));

  it.each<[string, unknown, string, string]>([
    ["that are negative", [1, -1, 2], "weights.1", "be 0 or a number in [1e-100, 1e100], received -1"],
    ["that are missing", [1, 2, null], "weights.2", "be 0 or a number in [1e-100, 1e100], received null"],
    ["of another length", [1, 2], "weights", "have the length of satisfaction (3), received 2"],
    ["that are no column", 2, "weights", "be an array, a typed array or an iterable of numbers, received 2"],
  ])("%s", (_, weights, path, message) => {
    expect(bad(weights)).toEqual(invalid("loyaltyCurve", path, message));
  });

  it("that are all 0, as insufficient data", () => {
    expect(bad([0, 0, 0])).toEqual(
      insufficient("loyaltyCurve", "satisfaction", "and loyalty must both be answered at least once"),
    );
  });
});
