import { describe, expect, it } from "vitest";
import { type LoyaltyCurveOptions, loyaltyCurve } from "../../../src/metrics/loyalty/loyalty-curve";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import fromR from "../../golden/loyalty-curve.json" with { type: "json" };
import { readTable } from "../../golden/read-table";
import satloy from "../../golden/satloy.json" with { type: "json" };

type Column = (number | null)[];
const { q7all, nps } = readTable("sfo_2017.csv") as { q7all: Column; nps: Column };
const promoters = nps.map((answer) => (answer === null ? null : Number(answer >= 9)));
const scale = { min: 1, max: 7 };

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
      if (expected.interval === null) {
        expect([one.standardError, one.interval]).toEqual([null, null]);
        expect(one.caveats).toEqual([{ code: "single-answer", path: null }]);
        return;
      }
      agree(one.standardError, expected.standardError as number, 1e-12);
      agreeEnds(one.interval, expected.interval, 1e-12);
      expect(one.interval).toMatchObject({ level: confidenceLevel, method: expected.own ? "t" : "pooled-t" });
      expect(one.caveats).toEqual(expected.own ? [] : [{ code: "pooled-variance", path: null }]);
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
        expect([step.standardError, step.interval]).toEqual([null, null]);
        return;
      }
      agree(step.standardError, expected.standardError as number, 1e-12);
      // two levels that share one pooled variance are compared with its degrees of freedom, no more: lm's contrast
      agreeEnds(step.interval, expected.interval, 1e-12);
      expect(step.interval?.method).toBe(expected.spread === "pooled" ? "pooled-t" : "welch");
      const pooled = expected.spread === "welch" ? [] : [{ code: "pooled-variance", path: null }];
      expect(step.caveats).toEqual(pooled);
    });
  });

  it.each(fromR.binary)("$id", ({ confidenceLevel, ...r }) => {
    const curve = loyaltyCurve(q7all, promoters, { outcome: "binary", confidenceLevel });
    curve.levels.forEach((one, i) => {
      expect(one.n).toBe(r.n[i]);
      agree(one.estimate, r.estimate[i] as number, 1e-14);
      agree(one.standardError, Math.sqrt((one.estimate * (1 - one.estimate)) / one.n), 1e-14);
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

describe("loyaltyCurve() on thin data", () => {
  it("has one level and no step where every customer is equally satisfied", () => {
    const curve = loyaltyCurve([4, 4, 4], [7, 8, 9]);
    expect(curve.levels).toMatchObject([{ level: 4, n: 3, share: 1, estimate: 8 }]);
    expect(curve).toMatchObject({ steps: [], monotone: [8], topBoxEffect: null, bottomBoxEffect: null });
    expect(curve.caveats).toContainEqual({ code: "empty-levels", path: null });
    expectPlain(curve);
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
    expect(curve.steps[0]).toMatchObject({ estimate: 0, standardError: 0 });
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
    const message = `be an integer in [0, 1] or null, received ${value}`;
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

describe("loyaltyCurve() between levels without spread", () => {
  it("warns at the step, whose interval has no width", () => {
    const { steps } = loyaltyCurve([1, 1, 1, 1, 1, 2, 2, 2, 2, 2], [3, 3, 3, 3, 3, 4, 4, 4, 4, 4]);
    expect(steps[0]?.interval).toMatchObject({ lower: 1, upper: 1 });
    expect(steps[0]?.caveats).toEqual([{ code: "all-answers-equal", path: null }]);
  });
});
