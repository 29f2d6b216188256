import { describe, expect, it } from "vitest";
import type { NumericColumn } from "../../../../src/core/columns";
import {
  compareMeansPaired,
  compareMeansPairedFromCrossProducts,
} from "../../../../src/metrics/experiments/means/compare-means-paired";
import { mean } from "../../../../src/statistics/estimates/mean";
import { type CrossProducts, crossProducts } from "../../../../src/statistics/summaries/cross-products";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import ab from "../../../golden/ab.json" with { type: "json" };
import golden from "../../../golden/mean-comparisons.json" with { type: "json" };
import r from "../../../golden/mean-comparisons-r.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";
import { agreeWithOracle, LEVELS } from "./mean-oracle";

/** Hours of sleep that two drugs gave the same ten patients. */
function sleep() {
  const extra = readTable("r_sleep.csv")["extra"] as number[];
  return { first: extra.slice(0, 10), second: extra.slice(10) };
}

describe("compareMeansPaired() against R's paired t.test (1e-12)", () => {
  it("agrees on R's sleep data (ab.json)", () => {
    const expected = ab.paired[0] as (typeof ab.paired)[number];
    const { first, second } = sleep();
    const { test, difference, n } = compareMeansPaired(second, first);
    expect(n).toBe(10);
    agree(test.statistic, expected.t, 1e-12);
    agree(test.pValue, expected.p, 1e-12);
    agreeEnds(difference.interval, expected.ci95, 1e-12);
    expect(test).toMatchObject({ degreesOfFreedom: [expected.df], alternative: "two-sided", method: "paired" });
  });

  it("agrees on the sleep data with a margin (mean-comparisons.R)", () => {
    const expected = r.cases.find(({ id }) => id === "sleep_paired") as (typeof r.cases)[number];
    const { first, second } = sleep();
    const result = compareMeansPaired(first, second, { margin: expected.margin, confidenceLevel: 0.9 });
    agree(result.test.pValue, expected.pValue, 1e-12);
    agreeEnds(result.difference.interval, expected.interval90, 1e-12);
    for (const part of ["nonInferiority", "equivalence"] as const) {
      agree(result.margin?.[part].statistic, expected[part].statistic, 1e-12);
      agree(result.margin?.[part].pValue, expected[part].pValue, 1e-12);
      expect(result.margin?.[part].method).toBe("paired");
    }
    expect(result.margin?.statement).toBe("equivalent");
  });
});

describe("compareMeansPaired() against its definitions in 40 digits (mean-comparisons.py)", () => {
  it.each(golden.paired)("$name", ({ name, control, treatment, ...expected }) => {
    // the values themselves are rounded, by 1e-13 of how far apart the sides are
    const tolerance = name === "all but the same" ? 1e-11 : 1e-12;
    for (const level of LEVELS) {
      const options = { confidenceLevel: Number(level), margin: expected.against.margin };
      const summary = crossProducts({ control, treatment });
      for (const result of [
        compareMeansPaired(control, treatment, options),
        compareMeansPairedFromCrossProducts(summary, options),
      ]) {
        agreeWithOracle(result, expected, level, tolerance);
        if (expected.correlation === null) expect(result.correlation).toBeNull();
        else expect(Math.abs((result.correlation as number) - expected.correlation)).toBeLessThan(1e-12);
        expectPlain(result);
      }
    }
  });
});

describe("compareMeansPaired() of pairs", () => {
  const before = [3, 4, 2, 5, 3];
  const after = [4, 5, 2, 5, 5];

  it("leaves out pairs with a missing value, and counts them and their places", () => {
    const result = compareMeansPaired([3, null, 4, 2, 5, 3, 1], [4, 9, 5, 2, 5, 5, undefined]);
    const { rows, ...numbers } = result;
    const { rows: whole, ...complete } = compareMeansPaired(before, after);
    expect(numbers.difference).toEqual({ ...complete.difference, nMissing: 2 });
    expect(numbers.test).toEqual(complete.test);
    expect([numbers.n, numbers.nMissing]).toEqual([5, 2]);
    expect(numbers.control).toEqual({ ...complete.control, nMissing: 2 });
    expect(numbers.effectSize).toEqual({ ...complete.effectSize, nMissing: 2 });
    expect(rows).toEqual({
      total: 7,
      used: 5,
      missing: [
        { name: "control", n: 1 },
        { name: "treatment", n: 1 },
      ],
    });
    expect(whole).toMatchObject({ total: 5, used: 5 });
  });

  it("counts customers, not answers", () => {
    const { n, control, treatment, difference, ratio, effectSize } = compareMeansPaired(before, after);
    expect([n, control.n, treatment.n, difference.n, ratio?.n, effectSize?.n]).toEqual([5, 5, 5, 5, 5, 5]);
  });

  it("has the mean of each side as mean() gives it", () => {
    const { control, treatment } = compareMeansPaired(before, after, { confidenceLevel: 0.9 });
    expect(control).toEqual(mean(before, { confidenceLevel: 0.9 }));
    expect(treatment).toEqual(mean(after, { confidenceLevel: 0.9 }));
  });

  it("says what it did", () => {
    const { test, ...result } = compareMeansPaired(before, after, { confidenceLevel: 0.9 });
    expect(result).toMatchObject({
      kind: "paired-mean-comparison",
      unit: "value",
      method: "paired",
      tested: "difference",
      margin: null,
    });
    expect(result.difference).toMatchObject({ kind: "arm-difference", interval: { level: 0.9, method: "paired" } });
    expect(result.effectSize).toMatchObject({
      kind: "hedges-g",
      unit: "value",
      interval: { method: "approximate-noncentral-t" },
    });
    expect(test).toMatchObject({ method: "paired" });
  });

  it("reads typed arrays and takes zero for a value", () => {
    expect(compareMeansPaired(new Int8Array(before), new Float32Array(after))).toEqual(
      compareMeansPaired(before, after),
    );
    expect(compareMeansPaired([0, 1, 2], [1, 1, 4]).difference.estimate).toBe(1);
  });

  it("says where less than half of the pairs are complete", () => {
    const result = compareMeansPaired([...before, null, null, null, null, null, null], [...after, 1, 1, 1, 1, 1, 1]);
    expect(result.caveats).toContainEqual({ code: "few-complete-rows", path: null });
    const half = compareMeansPaired([...before, null, null, null, null, null], [...after, 1, 1, 1, 1, 1]);
    expect(half.caveats).not.toContainEqual({ code: "few-complete-rows", path: null });
  });

  it("says where the differences are too skewed for the interval", () => {
    const flat = [11, 12, 13, 14, 15, 16, 17, 18];
    const skewed = flat.map((v, i) => v + (i === 3 ? 9 : 1));
    const result = compareMeansPaired(flat, skewed);
    expect(result.caveats).toContainEqual({ code: "skewed-answers", path: "difference" });
    expect(result.control.caveats).toEqual([]);
  });
});

describe("compareMeansPaired() where nothing varies", () => {
  const none = { statistic: null, pValue: null, degreesOfFreedom: [] };

  it.each<[string, NumericColumn, NumericColumn, string]>([
    ["no pair differs", [3, 4, 5], [3, 4, 5], "no-differences"],
    ["no pair differs but in its last bit", [0.1 + 0.2, 0.3, 4], [0.3, 0.1 + 0.2, 4], "no-differences"],
    ["all differ by the same", [3, 4, 5], [4, 5, 6], "no-interval"],
    ["all differ by the same but for rounding", [0.1, 0.2, 0.3, 0.7], [1.2, 1.3, 1.4, 1.8], "no-interval"],
    ["all differ by the same far from zero", [1e12, 1e12 + 1, 1e12 + 3], [1e12 + 2, 1e12 + 3, 1e12 + 5], "no-interval"],
    ["all differ by the same near to zero", [1e-140, 2e-140, 4e-140], [4e-140, 5e-140, 7e-140], "no-interval"],
    ["neither side varies", [3, 3, 3], [5, 5, 5], "no-spread-within-groups"],
    ["neither side varies in decimals", new Array(99).fill(0.1), new Array(99).fill(0.7), "no-spread-within-groups"],
    ["the sides are the same constant", [0.7, 0.7], [0.7, 0.7], "no-differences"],
    ["pairs around zero differ in their last bit", [-0.3, 0, 0.3], [-0.1 - 0.2, 0, 0.1 + 0.2], "no-differences"],
    [
      "one of many is off by rounding",
      new Array(999).fill(0.3).concat(0.3 + 3e-15),
      new Array(1000).fill(0.7),
      "no-spread-within-groups",
    ],
    ["rounding of the sides adds up", [1 + 12e-16, 1 - 12e-16], [1 - 12e-16, 1 + 12e-16], "no-differences"],
  ])("has neither interval nor test where %s", (_, control, treatment, code) => {
    for (const result of [
      compareMeansPaired(control, treatment, { margin: 10 }),
      compareMeansPairedFromCrossProducts(crossProducts({ control, treatment }), { margin: 10 }),
    ]) {
      expect(result.test).toMatchObject(none);
      expect(result.difference).toMatchObject({ interval: null, standardError: 0 });
      expect(result.ratio?.interval ?? null).toBeNull();
      expect(result.margin).toMatchObject({ statement: "undecided", nonInferiority: { pValue: null } });
      expect(result.caveats.filter(({ path }) => path === null)).toEqual([{ code, path: null }]);
      // a caveat there says that g was to be expected
      expect(result.caveats.some(({ path }) => path === "effectSize")).toBe(result.effectSize !== null);
      expectPlain(result);
    }
  });

  it("has Hedges' g without an interval where all differ by the same", () => {
    const { effectSize } = compareMeansPaired([3, 4, 5], [4, 5, 6]);
    // sd 1, and J of 2 degrees of freedom is 1 / sqrt(pi)
    agree(effectSize?.estimate, 1 / Math.sqrt(Math.PI), 1e-14);
    expect(effectSize).toMatchObject({ interval: null, caveats: [{ code: "no-interval", path: null }] });
  });

  it("has a ratio without an error, to rounding, where all are the same times as much", () => {
    for (let k = 2; k < 100; k++) {
      // below 0 the ratio is Fieller's
      for (const sign of [-1, 1]) {
        const control = [0.1, k / 7, 3.3, 1 / k].map((value) => sign * value);
        const treatment = control.map((value) => (k / 3) * value);
        const { ratio } = compareMeansPaired(control, treatment);
        agree(ratio?.estimate, k / 3, 1e-14);
        expect(ratio!.standardError! / k).toBeLessThan(1e-6);
        expectPlain(ratio);
      }
    }
  });

  it("has no correlation with a side that does not vary but for its last bit", () => {
    const constant = [0.1 + 0.2, 0.3, 0.3];
    expect(compareMeansPaired(constant, [3, 4, 6]).correlation).toBeNull();
    expect(compareMeansPaired([3, 4, 6], constant).correlation).toBeNull();
  });

  it("takes no rounding for an error of Hedges' g where one side is the other upside down", () => {
    for (let k = 0; k < 100; k++) {
      const control = [k / 10, 1 / 3, 7.7];
      const { effectSize } = compareMeansPaired(
        control,
        control.map((value) => 11 - value),
      );
      const { lower, upper } = effectSize!.interval!;
      // the spread of the differences is twice that of a side, so that q is normal; J of 2 degrees of freedom
      const error = effectSize!.standardError! * Math.sqrt(Math.PI);
      agree((upper - lower) / (2 * error), 1.959963984540054, 1e-9);
    }
  });

  it("has a correlation of 1 at most", () => {
    for (const control of [
      [3.2, 9.7, 8.3],
      [1.3, 7.7, 9.5],
    ]) {
      const treatment = control.map((value) => 8 * value);
      expect(compareMeansPaired(control, treatment).correlation).toBeLessThanOrEqual(1);
    }
  });

  it("has no Hedges' g of two pairs, and says so", () => {
    const { effectSize, caveats } = compareMeansPaired([3, 4], [4, 7]);
    expect(effectSize).toBeNull();
    expect(caveats).toContainEqual({ code: "no-interval", path: "effectSize" });
  });

  it("tests differences that are small beside values of 1e12", () => {
    const control = Array.from({ length: 100 }, (_, i) => 1e12 + (i % 10));
    const treatment = control.map((v, i) => v + (i % 2 === 0 ? 1 : 2));
    const { difference, test } = compareMeansPaired(control, treatment);
    expect(difference.estimate).toBe(1.5);
    // by hand: s_d = 1/2 sqrt(100 / 99), t = 1.5 / (s_d / 10)
    agree(test.statistic, 30 * Math.sqrt(99 / 100), 1e-12);
  });
});

describe("compareMeansPaired() of sides far apart", () => {
  it("keeps the digits that the differences of single values cannot hold", () => {
    // doubles near 1e12 are 1.2e-4 apart
    const control = [1e12 + 1, 1e12 + 3, 1e12 + 2, 1e12];
    const treatment = [0.01, 3.0103, 1.5201, 0.2502];
    const result = compareMeansPaired(control, treatment);
    const exact = compareMeansPairedFromCrossProducts(crossProducts({ control, treatment }));
    agree(result.difference.standardError, exact.difference.standardError!, 1e-14);
    expect(Math.abs(result.correlation! - exact.correlation!)).toBeLessThan(1e-14);
    expect(result.difference.estimate).toBe(exact.difference.estimate);
  });
});

describe("compareMeansPairedFromCrossProducts()", () => {
  const columns = { before: [3, 4, 2, 5, 3, null], after: [4, 5, 2, 5, 5, 4] };

  it("takes the first column for control", () => {
    const result = compareMeansPairedFromCrossProducts(crossProducts(columns));
    expect(result.difference.estimate).toBeCloseTo(0.8, 15);
    expect([result.control.estimate, result.treatment.estimate]).toEqual([3.4, 4.2]);
    expect(result.rows.missing).toEqual([
      { name: "before", n: 1 },
      { name: "after", n: 0 },
    ]);
  });

  it("counts frequencies as customers", () => {
    const table = { control: [3, 4, 2], treatment: [4, 4, 5] };
    const result = compareMeansPairedFromCrossProducts(crossProducts(table, { frequencies: [2, 1, 3] }));
    const repeated = compareMeansPaired([3, 3, 4, 2, 2, 2], [4, 4, 4, 5, 5, 5]);
    expect([result.n, result.rows.total]).toEqual([6, 3]);
    agree(result.test.pValue, repeated.test.pValue as number, 1e-12);
  });

  it("takes what a database knows, whose products have the digits of one double", () => {
    const summary = crossProducts({ control: [3, 4, 2, 5, 3], treatment: [4, 5, 2, 5, 5] });
    const known = compareMeansPairedFromCrossProducts(summary);
    const result = compareMeansPairedFromCrossProducts({ ...summary, productsLow: null });
    agree(result.test.pValue, known.test.pValue as number, 1e-12);
    agree(result.effectSize?.estimate, known.effectSize?.estimate as number, 1e-12);
  });

  // spotify/confidence 2.7.3: sums of squares of one double left a variance below 0
  it.each([2.2, 2.2 - 4e-16, 2.2 + 8e-16])("takes a variance that rounding made of 2 (%d) for none", (product) => {
    const summary: CrossProducts = {
      ...crossProducts({ control: [3, 4, 5], treatment: [4, 5, 6] }),
      products: [2.2, product, 2.2],
      productsLow: null,
    };
    const result = compareMeansPairedFromCrossProducts(summary);
    expect(result.test.pValue).toBeNull();
    expect(result.difference.standardError).toBe(0);
    expect(result.caveats).toContainEqual({ code: "no-interval", path: null });
    expectPlain(result);
  });

  it.each([
    ["a value", 7, "", "be an object, received 7"],
    [
      "moments",
      { kind: "moments" },
      "",
      "be cross products, as crossProducts() makes them, received an object (Object)",
    ],
    ["one column", crossProducts({ a: [1, 2] }), ".names", "be two names, control's first, received 1"],
    [
      "three columns",
      crossProducts({ a: [1, 2], b: [1, 2], c: [3, 4] }),
      ".names",
      "be two names, control's first, received 3",
    ],
    [
      "a negative sum of squares",
      { ...crossProducts(columns), products: [-1, 0, 2], productsLow: null },
      ".products.0",
      "be a sum of squares, >= 0, received -1",
    ],
    [
      "sums of squares near the largest double",
      { ...crossProducts(columns), products: [1e307, 0, 2], productsLow: null },
      ".products.0",
      "have a size below 1e306, received 1e+307",
    ],
  ])("refuses %s", (_, summary, path, rule) => {
    const call = () => compareMeansPairedFromCrossProducts(summary as CrossProducts);
    expect(errorOf(call)).toEqual(invalid("compareMeansPairedFromCrossProducts", `summary${path}`, rule));
  });

  it.each([0, 1])("refuses %d observations, as insufficient data", (n) => {
    const summary = crossProducts({ a: [1, null].slice(1 - n), b: [3, 4].slice(1 - n) });
    const message = `must hold at least two complete pairs, received ${n}`;
    const call = () => compareMeansPairedFromCrossProducts(summary);
    expect(errorOf(call)).toEqual(insufficient("compareMeansPairedFromCrossProducts", "summary", message));
  });
});

describe("compareMeansPaired() refuses", () => {
  const fine = [1, 2, 4];
  const bad = (control: unknown, treatment: unknown, options?: unknown) =>
    errorOf(() => compareMeansPaired(control as NumericColumn, treatment as NumericColumn, options as object));

  it.each([
    ["NaN", [1, Number.NaN, 2], "1", "be a finite number, null or undefined, received NaN"],
    ["text", [1, 2, "3"], "2", 'be a finite number, null or undefined, received "3"'],
    ["an infinity", [Infinity, 1, 2], "0", "be a finite number, null or undefined, received Infinity"],
  ])("%s among the values, naming its side and index", (_, column, index, rule) => {
    expect(bad(column, fine)).toEqual(invalid("compareMeansPaired", `control.${index}`, rule));
    expect(bad(fine, column)).toEqual(invalid("compareMeansPaired", `treatment.${index}`, rule));
  });

  it("sides of different lengths", () => {
    const rule = "have the length of treatment (3), received 2";
    expect(bad([1, 2], fine)).toEqual(invalid("compareMeansPaired", "control", rule));
  });

  it.each([
    ["no pair", [], [], 0],
    ["no complete pair", [1, null], [undefined, 2], 0],
    ["one complete pair", [1, null, 3], [2, 2, null], 1],
  ])("%s, as insufficient data", (_, control, treatment, n) => {
    const message = `must hold at least two complete pairs, received ${n}`;
    expect(bad(control, treatment)).toEqual(insufficient("compareMeansPaired", "control", message));
  });

  it.each<[string, object, string, string]>([
    ["a method", { method: "welch" }, "options.method", 'be a known option, received "welch"'],
    ["a negative margin", { margin: -1 }, "margin", "be a finite number >= 0, received -1"],
    [
      "a level of 95",
      { confidenceLevel: 95 },
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 95",
    ],
  ])("%s", (_, options, path, rule) => {
    expect(bad(fine, fine, options)).toEqual(invalid("compareMeansPaired", path, rule));
  });

  it("options that are no object", () => {
    expect(bad(fine, fine, null)).toEqual(invalid("compareMeansPaired", "options", "be an object, received null"));
  });

  it("differences beyond the doubles", () => {
    const rule = "differ from control by less than 1e308, received Infinity";
    expect(bad([-1.7e308, -1.7e308], [1.7e308, 1.7e308])).toEqual(invalid("compareMeansPaired", "treatment", rule));
  });
});
