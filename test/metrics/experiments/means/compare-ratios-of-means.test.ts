import { describe, expect, it } from "vitest";
import { compareRatiosOfMeans } from "../../../../src/metrics/experiments/means/compare-ratios-of-means";
import type { RatioArm } from "../../../../src/statistics/estimates/ratio-of-means";
import { crossProducts } from "../../../../src/statistics/summaries/cross-products";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import joint from "../../../golden/ratio-of-joint-means.json" with { type: "json" };
import golden from "../../../golden/ratio-of-means.json" with { type: "json" };

describe("compareRatiosOfMeans() against R (survey::svyratio)", () => {
  it.each(golden.ratios)("agrees on $id", ({ control, treatment, arms, difference: expected }) => {
    const result = compareRatiosOfMeans(control, treatment, { confidenceLevel: expected.level });
    const [c, t] = arms;
    agree(result.control.estimate, c!.estimate, 1e-13);
    agree(result.control.standardError, c!.se, 1e-12);
    agreeEnds(result.control.interval, c!.interval, 1e-12);
    agree(result.treatment.estimate, t!.estimate, 1e-13);
    agree(result.treatment.standardError, t!.se, 1e-12);
    agreeEnds(result.treatment.interval, t!.interval, 1e-12);
    agree(result.difference.estimate, expected.estimate, 1e-12);
    agree(result.difference.standardError, expected.se, 1e-12);
    agreeEnds(result.difference.interval, expected.interval, 1e-12);
    agree(result.test.statistic, expected.t, 1e-12);
    agree(result.test.degreesOfFreedom[0], expected.df, 1e-12);
    agree(result.test.pValue, expected.p, 1e-11);
  });
});

describe("compareRatiosOfMeans().ratio against mpmath", () => {
  it.each(joint.cases)("agrees on $name", ({ control, treatment, level, method, interval, ...expected }) => {
    const { ratio } = compareRatiosOfMeans(control, treatment, { confidenceLevel: level });
    agree(ratio!.estimate, expected.estimate, 1e-14);
    agree(ratio!.standardError, expected.standardError, 1e-12);
    expect(ratio!.interval?.method).toBe(method);
    if (interval === null) expect(ratio!.interval).toMatchObject({ lower: null, upper: null });
    else agreeEnds(ratio!.interval, interval, 1e-12);
  });
});

const control = { numerator: [1, 0, 2, 3, 1], denominator: [4, 1, 6, 9, 5] };
const treatment = { numerator: [2, 1, 4, 2, 3], denominator: [5, 2, 9, 4, 5] };

describe("compareRatiosOfMeans()", () => {
  it("holds the ratio of each arm with the means that it is made of", () => {
    const result = compareRatiosOfMeans(control, treatment, { confidenceLevel: 0.9, margin: 0.5 });
    expect(result).toMatchObject({
      kind: "ratio-of-means-comparison",
      unit: "value",
      control: { kind: "ratio-of-means", estimate: 0.28, numerator: 1.4, denominator: 5, n: 5, nMissing: 0 },
      treatment: { estimate: 0.48, interval: { level: 0.9, method: "delta" } },
      difference: { estimate: 0.2, unit: "value", interval: { level: 0.9, method: "delta" } },
      effectSize: null,
      tested: "difference",
      test: { alternative: "two-sided", method: "delta" },
      margin: { margin: 0.5, direction: "higher-is-better", statement: "equivalent" },
      method: "delta",
      n: 10,
    });
    expectPlain(result);
  });

  it("leaves out rows with a missing value, and counts them", () => {
    const holed = { numerator: [1, 0, null, 2, 3, 1, 9], denominator: [4, 1, 3, 6, 9, 5, undefined] };
    const result = compareRatiosOfMeans(holed, treatment);
    expect(result).toMatchObject({ n: 10, nMissing: 2, control: { n: 5, nMissing: 2 } });
    expect(result.test).toEqual(compareRatiosOfMeans(control, treatment).test);
  });

  it("takes the columns that it needs from cross products of more", () => {
    const wide = crossProducts({ visits: [3, 1, 4, 1, 5], ...control });
    expect(compareRatiosOfMeans(wide, treatment).test).toEqual(compareRatiosOfMeans(control, treatment).test);
  });

  it("knows that sessions of one customer are alike, which a test of sessions would not", () => {
    // every customer orders in all sessions or in none: ten customers, not fifty sessions
    const numerator = [5, 0, 5, 0, 5, 0, 0, 0, 5, 5];
    const arm = { numerator, denominator: numerator.map(() => 5) };
    const { standardError } = compareRatiosOfMeans(arm, arm).control;
    agree(standardError, Math.sqrt(0.25 / 9), 1e-12);
  });

  // the spread is the 1e-12th part of what numerators and denominators share: two doubles leave it six digits
  it.each([
    [1e6, 1e-12],
    [1e9, 1e-11],
    [1e12, 1e-5],
  ])("finds a spread of 1 in ratios of %d", (ratio, tolerance) => {
    const far = ({ numerator, denominator }: typeof control) => ({
      numerator: numerator.map((y, i) => ratio * denominator[i]! + y),
      denominator,
    });
    const [near, away] = [compareRatiosOfMeans(control, treatment), compareRatiosOfMeans(far(control), far(treatment))];
    agree(away.difference.estimate, 0.2, 1e-12);
    agree(away.difference.standardError, near.difference.standardError!, tolerance);
    agree(away.test.pValue, near.test.pValue!, 10 * tolerance);
  });

  it.each([
    ["the same ratio in all rows of both arms", 0.5, 0.5, "no-interval"],
    ["a ratio of its own in each arm", 0.5, 0.75, "no-spread-within-groups"],
    // 0.1 + 0.2 is one step above 0.3: what differs is how the number was computed
    ["ratios that differ by rounding", 0.3, 0.1 + 0.2, "no-interval"],
  ])("has no interval and no test for %s", (_, c, t, code) => {
    const sessions = [1, 3, 7, 10, 6];
    const arm = (ratio: number) => ({ numerator: sessions.map((d) => ratio * d), denominator: sessions });
    const result = compareRatiosOfMeans(arm(c), arm(t), { margin: 1 });
    expect(result.difference).toMatchObject({ standardError: 0, interval: null });
    expect(result.test).toMatchObject({ statistic: null, pValue: null });
    expect(result.margin?.statement).toBe("undecided");
    expect(result.ratio).toMatchObject({ interval: null, standardError: 0 });
    expect(result.caveats.filter((caveat) => caveat.code !== "few-clusters")).toEqual([
      { code, path: null },
      { code: "no-interval", path: "control" },
      { code: "no-interval", path: "treatment" },
    ]);
    expectPlain(result);
  });

  it("does not take what products of one double lose for a spread", () => {
    const sessions = [1, 3, 7, 10, 6];
    const exact = crossProducts({ numerator: sessions.map((d) => d / 3), denominator: sessions });
    const summary = { ...exact, productsLow: null };
    expect(compareRatiosOfMeans(summary, treatment).control.interval).toBeNull();
  });

  it("has no ratio to an arm with a ratio of 0", () => {
    const none = { numerator: [1, -1, 2, -2], denominator: [1, 1, 2, 2] };
    const result = compareRatiosOfMeans(none, treatment);
    expect(result.ratio).toBeNull();
    expect(result.caveats).toContainEqual({ code: "zero-baseline", path: "ratio" });
    expect(result.test.pValue).not.toBeNull();
    const constant = compareRatiosOfMeans({ numerator: [0, 0], denominator: [1, 2] }, treatment);
    expect(constant.ratio).toBeNull();
    // the other way round it is 0
    expect(compareRatiosOfMeans(treatment, none).ratio).toMatchObject({ estimate: 0, interval: { method: "fieller" } });
  });

  it("says that a ratio below 1 of a negative baseline is a rise", () => {
    const losses = { numerator: [-3, -4, -2, -6], denominator: [1, 1, 1, 1] };
    const { ratio, caveats } = compareRatiosOfMeans(losses, { numerator: [-1, -2, -1, -3], denominator: [1, 1, 1, 1] });
    expect(ratio?.estimate).toBeLessThan(1);
    expect(caveats).toEqual([{ code: "negative-baseline", path: "ratio" }]);
  });

  it("says that a ratio to what may be 0 is not bounded", () => {
    const { ratio, caveats } = compareRatiosOfMeans({ numerator: [1, -2, 3], denominator: [1, 1, 1] }, treatment);
    expect(ratio?.interval).toMatchObject({ lower: null, upper: null, method: "fieller" });
    expect(caveats).toContainEqual({ code: "unbounded-interval", path: "ratio" });
  });

  it("says where unlike denominators make an arm count for fewer than twenty rows", () => {
    const arm = (denominator: number[]) => ({ numerator: denominator.map((d, i) => (d * i) % 7), denominator });
    // 21 and 20 rows, of which one has twice the denominator of the others: 22^2 / 24 and 21^2 / 23
    const enough = arm([2, ...new Array(20).fill(1)]);
    const few = arm([2, ...new Array(19).fill(1)]);
    expect(compareRatiosOfMeans(enough, crossProducts(few)).caveats).toEqual([
      { code: "few-clusters", path: "treatment" },
    ]);
  });

  it("says which arm of columns is too skewed for its interval; cross products do not tell", () => {
    const even = { numerator: [1, 2, 3, 4], denominator: [2, 2, 2, 2] };
    const numerator = [1, 1, 1, 1, 1, 1, 1, 60];
    const skewed = { numerator, denominator: numerator.map(() => 2) };
    expect(compareRatiosOfMeans(even, skewed).caveats).toEqual([{ code: "skewed-answers", path: "treatment" }]);
    expect(compareRatiosOfMeans(even, crossProducts(skewed)).caveats).toEqual([]);
  });
});

describe("compareRatiosOfMeans() refuses", () => {
  const fn = "compareRatiosOfMeans";
  const refusal = (arm: unknown, options?: unknown) =>
    errorOf(() => compareRatiosOfMeans(treatment, arm as RatioArm, options as object));

  it.each([
    ["a number", 7, "", "be an object, received 7"],
    [
      "a value that is text",
      { ...control, numerator: [1, "2", 3, 4, 5] },
      ".numerator.1",
      'be a finite number, null or undefined, received "2"',
    ],
    [
      "a denominator below 0",
      { ...control, denominator: [4, -1, 6, 9, 5] },
      ".denominator",
      "hold no number below 0, received -1",
    ],
    [
      "columns of different lengths",
      { ...control, numerator: [1] },
      ".numerator",
      "have the length of treatment.denominator (5), received 1",
    ],
    [
      "no denominator",
      { numerator: [1] },
      ".denominator",
      "be an array, a typed array or an iterable of numbers, received undefined",
    ],
    ["a misspelt column", { ...control, weights: [1] }, ".weights", "be a known option, received an object (Array)"],
    ["cross products of other columns", crossProducts({ a: [1, 2] }), ".names", 'include "numerator", received "a"'],
  ])("%s, naming arm and place", (_, arm, place, rule) => {
    expect(refusal(arm)).toEqual(invalid(fn, `treatment${place}`, rule));
  });

  it("fewer than two complete rows", () => {
    const message = "must hold at least two rows with both values, received 1";
    expect(refusal({ numerator: [1, null], denominator: [2, 3] })).toEqual(insufficient(fn, "treatment", message));
    expect(refusal({ numerator: [], denominator: [] })?.code).toBe("insufficient-data");
  });

  it("denominators that are all 0, in columns and in cross products", () => {
    const empty = { numerator: [1, 2], denominator: [0, 0] };
    const error = {
      code: "degenerate-data",
      path: "treatment.denominator",
      message: `${fn}: treatment.denominator must have a mean above 0, received 0`,
    };
    expect(refusal(empty)).toEqual(error);
    expect(refusal(crossProducts(empty))).toEqual(error);
    expect(refusal(crossProducts({ numerator: [1, 2], denominator: [-1, -3] }))?.code).toBe("degenerate-data");
  });

  it("a ratio whose variance no double holds", () => {
    const error = refusal({ numerator: [1e149, 3e149, 1e148], denominator: [1e-9, 3e-9, 1e-9] });
    expect(error).toMatchObject({ code: "invalid-input", path: "treatment.denominator" });
    expect(refusal({ numerator: [1e-140, 3e-140], denominator: [1e100, 1e100] })?.code).toBe("invalid-input");
  });

  it("a margin that is no distance, and a direction to nothing", () => {
    expect(refusal(control, { margin: 0 })?.path).toBe("margin");
    expect(refusal(control, { direction: "higher-is-better" })?.path).toBe("direction");
    expect(refusal(control, { confidenceLevel: 95 })?.path).toBe("confidenceLevel");
  });
});
