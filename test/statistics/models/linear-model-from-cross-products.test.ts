import { describe, expect, it } from "vitest";
import { linearModel } from "../../../src/statistics/models/linear-model";
import { linearModelFromCrossProducts } from "../../../src/statistics/models/linear-model-from-cross-products";
import type { LinearModelResult } from "../../../src/statistics/models/linear-model-result";
import { type CrossProducts, crossProducts } from "../../../src/statistics/summaries/cross-products";
import { mergeCrossProducts } from "../../../src/statistics/summaries/merge-cross-products";
import { agree, errorOf, expectPlain } from "../../assertions";
import exact from "../../golden/exact-least-squares.json" with { type: "json" };
import nist from "../../golden/nist.json" with { type: "json" };
import { digits, powersOf, readTable } from "../../golden/read-table";

type Table = Record<string, number[]>;

/** The same rows summarised whole, and in three parts. */
function summariesOf(table: Table): CrossProducts[] {
  const parts = [0, 1, 2].map((part) =>
    crossProducts(
      Object.fromEntries(
        Object.entries(table).map(([name, column]) => [name, column.filter((_, i) => i % 3 === part)]),
      ),
    ),
  ) as [CrossProducts, CrossProducts, CrossProducts];
  return [crossProducts(table), mergeCrossProducts(...parts)];
}

/** As a database gives it. */
const inOneDouble = (summary: CrossProducts): CrossProducts => ({
  ...summary,
  meansLow: summary.meansLow.map(() => 0),
  productsLow: null,
});

const atLeast = (bar: number, actual: number | null | undefined, expected: number) =>
  expect(digits(actual ?? Number.NaN, expected)).toBeGreaterThanOrEqual(bar);

describe("linearModelFromCrossProducts() against NIST's certified values", () => {
  type NistSet = (typeof nist.lls)["Norris"];

  function tableOf(set: NistSet): Table {
    const table = readTable(set.csv) as Table;
    const columns =
      set.predictors.length === 1
        ? powersOf(table["x"] as number[], set.polynomialDegree).map((c, d) => [`x${d + 1}`, c] as const)
        : set.predictors.map((name) => [name, table[name] as number[]] as const);
    return { ...Object.fromEntries(columns), y: table["y"] as number[] };
  }

  // rounding x^k to doubles leaves Filip 7.6 digits even in exact arithmetic
  const bars = (name: string) => (name === "Filip" ? { b: 7.3, se: 7.3 } : { b: 13, se: 12.5 });

  it.each(Object.entries(nist.lls) as [string, NistSet][])("%s", (name, set) => {
    for (const summary of summariesOf(tableOf(set))) {
      const model = linearModelFromCrossProducts(summary, { outcome: "y", intercept: set.intercept });
      const bar = bars(name);
      expect(model.coefficients.length).toBe(set.params.length);
      set.params.forEach((param, j) => {
        atLeast(bar.b, model.coefficients[j]?.estimate, Number(param.estimate));
        atLeast(Number(param.sd) === 0 ? 9 : bar.se, model.coefficients[j]?.standardError, Number(param.sd));
      });
      atLeast(bar.se, model.rSquared, Number(set.rSquared));
      if (Number(set.residualSd) === 0) expect(model.caveats).toEqual([{ code: "perfect-fit", path: null }]);
      else {
        expect(model.caveats).toEqual([]);
        atLeast(bar.se, model.residualStandardError, Number(set.residualSd));
        atLeast(bar.se, model.fTest?.statistic, Number(set.anova.regression.f));
      }
    }
  });

  it("says of Filip, from numbers of one double, that it is ill-conditioned or aliased", () => {
    for (const summary of summariesOf(tableOf(nist.lls.Filip as unknown as NistSet))) {
      const { caveats } = linearModelFromCrossProducts(inOneDouble(summary), { outcome: "y" });
      expect(caveats.map(({ code }) => code)).toEqual(["aliased-columns", "ill-conditioned"]);
    }
  });
});

describe("linearModelFromCrossProducts() against exact rational arithmetic: offsets and extremes", () => {
  // predictors of 1e300 spread by more than a sum of squares holds, 1e-300 by less
  const listed = exact.cases.filter((one) => one.columns !== undefined && !/300/.test(one.name));
  it.each(listed)("$name", ({ name, columns, outcome, coefficients, standardErrors }) => {
    const intercept = name !== "no intercept";
    const [a, b] = (intercept ? (columns as number[][]).slice(1) : columns) as [number[], number[]];
    for (const summary of summariesOf({ a, b, y: outcome as number[] })) {
      const model = linearModelFromCrossProducts(summary, { outcome: "y", intercept });
      model.coefficients.forEach((c, j) => {
        // a condition number of 1e9, squared, leaves 13 of 31 digits
        atLeast(name === "nearly equal columns" ? 12.5 : 15, c.estimate, Number(coefficients[j]));
        atLeast(name === "nearly equal columns" ? 12.5 : 14.5, c.standardError, Number(standardErrors[j]));
      });
      expect(model.caveats).toEqual(linearModel({ a, b }, outcome as number[], { intercept }).caveats);
    }
  });
});

/** Every number of two models, relative to its own size or, for coefficients, to that of coefficient and error. */
function expectSame(actual: LinearModelResult, expected: LinearModelResult, tolerance: number) {
  const { coefficients, predictionBasis, rows, fTest, ...rest } = expected;
  const { conditionNumber, ...numbers } = rest;
  for (const [key, value] of Object.entries(numbers)) {
    const own = (actual as unknown as Record<string, unknown>)[key];
    if (typeof value === "number") agree(own as number, value, tolerance);
    else expect(own).toEqual(value);
  }
  agree(actual.conditionNumber, conditionNumber, 1e-9);
  expect(actual.fTest === null).toBe(fTest === null);
  if (fTest !== null) agree(actual.fTest?.statistic, fTest.statistic as number, tolerance * 10);
  expect(actual.coefficients.map(({ name }) => name)).toEqual(coefficients.map(({ name }) => name));
  coefficients.forEach((c, j) => {
    const own = actual.coefficients[j]!;
    const size = Math.abs(c.estimate) + c.standardError;
    agree(1 + (own.estimate - c.estimate) / size, 1, tolerance);
    agree(own.standardError, c.standardError, tolerance);
    if (c.interval !== null) agree(1 + ((own.interval?.lower ?? Number.NaN) - c.interval.lower) / size, 1, tolerance);
    for (const key of ["standardized", "varianceInflation"] as const) {
      if (c[key] === null) expect(own[key]).toBeNull();
      else agree(1 + (own[key]! - c[key]), 1, tolerance * (1 + Math.abs(c[key])));
    }
  });
  predictionBasis.correlations.forEach((row, i) => {
    for (const [j, value] of row.entries()) {
      agree(1 + (actual.predictionBasis.correlations[i]![j]! - value), 1, tolerance);
    }
  });
  expect(actual.predictionBasis.kept).toEqual(predictionBasis.kept);
  expectPlain(actual);
}

describe("linearModelFromCrossProducts() is linearModel() of the complete rows", () => {
  const attitude = readTable("r_attitude.csv") as Table;
  const { rating, ...questions } = attitude as { rating: number[] } & Table;

  it("with and without an intercept", () => {
    for (const intercept of [true, false]) {
      const expected = linearModel(questions, rating, { intercept, confidenceLevel: 0.9 });
      for (const summary of summariesOf({ rating, ...questions })) {
        const model = linearModelFromCrossProducts(summary, { outcome: "rating", intercept, confidenceLevel: 0.9 });
        expectSame(model, { ...expected, rows: model.rows }, 1e-12);
      }
    }
  });

  it("with the predictors that are named, in their order", () => {
    const { learning, complaints } = questions as Record<"learning" | "complaints", number[]>;
    const model = linearModelFromCrossProducts(crossProducts(attitude), {
      outcome: "rating",
      predictors: ["learning", "complaints"],
    });
    expectSame(model, linearModel({ learning, complaints }, rating), 1e-12);
  });

  it("with the rows that the whole summary leaves out", () => {
    const survey = readTable("sfo_2017.csv");
    const [nps, food, sign, wifi] = ["nps", "q7food", "q7sign", "q7wifi"].map((name) => survey[name]!);
    const summary = crossProducts({ nps, food, sign, wifi } as Record<"nps" | "food" | "sign" | "wifi", number[]>);
    const model = linearModelFromCrossProducts(summary, { outcome: "nps", predictors: ["food", "sign"] });
    const sure = food!.map((value, i) => (wifi![i] === null ? null : value));
    const expected = linearModel({ food: sure, sign: sign! }, nps!);
    expectSame(model, { ...expected, rows: model.rows }, 1e-12);
    expect(model.rows).toEqual(summary.rows);
  });

  it("with aliased columns", () => {
    const { complaints, learning } = questions as Record<"complaints" | "learning", number[]>;
    const table = {
      seven: rating.map(() => 7),
      complaints,
      twice: complaints.map((value) => 2 * value),
      tenth: complaints.map((value) => 0.1 * value),
      learning,
      both: complaints.map((value, i) => value + learning[i]!),
      zero: rating.map(() => 0),
    };
    for (const intercept of [true, false]) {
      const expected = linearModel(table, rating, { intercept });
      expect(expected.aliased.length).toBeGreaterThanOrEqual(4);
      for (const summary of summariesOf({ ...table, rating })) {
        const model = linearModelFromCrossProducts(summary, { outcome: "rating", intercept });
        expectSame(model, { ...expected, rows: model.rows }, 1e-12);
      }
    }
  });

  it("with frequencies", () => {
    const frequencies = rating.map((_, i) => i % 4);
    const model = linearModelFromCrossProducts(crossProducts(attitude, { frequencies }), { outcome: "rating" });
    const expected = linearModel(questions, rating, { frequencies });
    expectSame(model, { ...expected, rows: model.rows }, 1e-12);
    expect(model.weighting).toBe("frequencies");
  });

  it("to eight digits from numbers of one double, as a database gives them", () => {
    const expected = linearModel(questions, rating);
    for (const summary of summariesOf({ rating, ...questions })) {
      const model = linearModelFromCrossProducts(inOneDouble(summary), { outcome: "rating" });
      model.coefficients.forEach((c, j) => {
        agree(c.estimate, expected.coefficients[j]!.estimate, 1e-8);
        agree(c.standardError, expected.coefficients[j]!.standardError, 1e-8);
      });
      expect(model.caveats).toEqual([]);
    }
  });
});

describe("linearModelFromCrossProducts() says what it cannot know", () => {
  const x = [1, 2, 3, 4, 5, 6];

  it("a perfect fit has coefficients but no tests, intervals or likelihood", () => {
    for (const y of [x.map((value) => 2 + 3 * value), x.map((value) => value / 10 + 0.3)]) {
      const model = linearModelFromCrossProducts(crossProducts({ x, y }), { outcome: "y" });
      expect(model.caveats).toEqual([{ code: "perfect-fit", path: null }]);
      expect(model).toMatchObject({ fTest: null, logLikelihood: null, aic: null, bic: null });
      agree(model.rSquared, 1, 1e-15);
      agree(model.coefficients[1]?.estimate, y[1]! - y[0]!, 1e-15);
      expect(model.coefficients[1]).toMatchObject({ statistic: null, interval: null });
    }
  });

  it("columns that a double can hardly tell apart are kept and right, or aliased, or said to be ill-conditioned", () => {
    const z = [2, 1, 4, 3, 6, 5, 9, 7, 8, 1];
    const a = [1, 5, 2, 6, 3, 7, 4, 9, 0, 2];
    const y = [1, 3, 2, 5, 4, 7, 8, 6, 9, 2];
    let right = 0;
    for (let power = 1; power <= 40; power += 3) {
      const b = a.map((value, i) => value + z[i]! * 2 ** -power);
      const summary = crossProducts({ a, b, y });
      for (const one of [summary, inOneDouble(summary)]) {
        const model = linearModelFromCrossProducts(one, { outcome: "y" });
        if (model.aliased.length > 0 || model.caveats.some(({ code }) => code === "ill-conditioned")) {
          expect(one !== summary || power > 25).toBe(true);
          continue;
        }
        const expected = linearModel({ a, b }, y);
        model.coefficients.forEach((c, j) => {
          const { estimate, standardError } = expected.coefficients[j]!;
          agree(1 + (c.estimate - estimate) / Math.max(Math.abs(estimate), standardError), 1, 1e-8);
          agree(c.standardError, standardError, 1e-8);
          right++;
        });
      }
    }
    expect(right).toBeGreaterThan(30);
  });

  it("less than half of the rows complete is a caveat", () => {
    const summary = crossProducts({
      x: [...x, ...x, 1],
      y: [1, 3, 2, 5, 4, 7, null, null, null, null, null, null, null],
    });
    expect(linearModelFromCrossProducts(summary, { outcome: "y" }).caveats).toEqual([
      { code: "few-complete-rows", path: null },
    ]);
  });
});

describe("linearModelFromCrossProducts() refuses", () => {
  const summary = crossProducts({ x: [1, 2, 3, 4], z: [2, 1, 1, 3], y: [1, 3, 2, 5] });
  const bad = (one: unknown, options: unknown) =>
    errorOf(() => linearModelFromCrossProducts(one as typeof summary, options as { outcome: "y" }));

  it.each<[string, unknown, unknown, string, string]>([
    ["no options", summary, undefined, "options", "be an object, received undefined"],
    ["no outcome", summary, {}, "outcome", "be a column of the summary, received undefined"],
    ["an outcome that is no column", summary, { outcome: "w" }, "outcome", 'be a column of the summary, received "w"'],
    [
      "predictors that are no list",
      summary,
      { outcome: "y", predictors: "x" },
      "predictors",
      'be an array of names, received "x"',
    ],
    [
      "an empty list",
      summary,
      { outcome: "y", predictors: [] },
      "predictors",
      "have at least one name, received an object (Array)",
    ],
    [
      "the outcome as predictor",
      summary,
      { outcome: "y", predictors: ["x", "y"] },
      "predictors.1",
      'be a column of the summary, other than the outcome, received "y"',
    ],
    [
      "a predictor twice",
      summary,
      { outcome: "y", predictors: ["x", "x"] },
      "predictors.1",
      'be another name than those before it, received "x"',
    ],
    [
      "an intercept that is no boolean",
      summary,
      { outcome: "y", intercept: 1 },
      "intercept",
      "be true or false, received 1",
    ],
    [
      "a confidence level of 95",
      summary,
      { outcome: "y", confidenceLevel: 95 },
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 95",
    ],
    [
      "another summary",
      { kind: "moments" },
      { outcome: "y" },
      "summary",
      "be cross products, as crossProducts() makes them, received an object (Object)",
    ],
    [
      "a predictor called (intercept)",
      crossProducts({ "(intercept)": [1, 2, 4], y: [1, 2, 3] }),
      { outcome: "y" },
      "predictors.0",
      'not be called "(intercept)", received "(intercept)"',
    ],
  ])("%s", (_, one, options, path, rule) => {
    expect(bad(one, options)).toEqual({
      code: "invalid-input",
      path,
      message: `linearModelFromCrossProducts: ${path} must ${rule}`,
    });
  });

  it("as many rows as coefficients, and none", () => {
    for (const [one, received] of [
      [crossProducts({ x: [1, 2], y: [2, 3] }), "2 for 2"],
      [crossProducts({ x: [], y: [] }), "0 for 2"],
    ] as const) {
      expect(bad(one, { outcome: "y" })).toEqual({
        code: "insufficient-data",
        path: "summary",
        message: `linearModelFromCrossProducts: summary must hold more observations than coefficients, received ${received}`,
      });
    }
  });

  it("an outcome without variation", () => {
    const flat = crossProducts({ x: [1, 2, 3, 4], y: [3, 3, 3, 3] });
    expect(bad(flat, { outcome: "y" })).toEqual({
      code: "degenerate-data",
      path: "outcome",
      message: "linearModelFromCrossProducts: outcome must vary, received 4 values of 3",
    });
    expect(linearModelFromCrossProducts(flat, { outcome: "y", intercept: false }).coefficients[0]?.estimate).toBe(1);
    expect(bad(crossProducts({ x: [1, 2, 3], y: [0, 0, -0] }), { outcome: "y", intercept: false })?.message).toBe(
      "linearModelFromCrossProducts: outcome must vary, received 3 values of 0",
    );
  });

  it("no columns for their size, as long as a double holds the coefficients", () => {
    const far = crossProducts({ x: [1e-140, 2e-140, 4e-140], y: [1e149, 4e149, 2e149] });
    expect(linearModelFromCrossProducts(far, { outcome: "y" }).coefficients[1]?.estimate).toBeLessThan(1e300);
    const further = { ...far, means: [1e-140, 1e308] as const, meansLow: [0, 0] };
    expect(bad(further, { outcome: "y" })).toBeNull();
  });
});
