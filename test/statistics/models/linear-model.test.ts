import { describe, expect, test } from "vitest";
import { linearModel } from "../../../src/statistics/models/linear-model";
import { errorOf } from "../../assertions";
import exact from "../../golden/exact-least-squares.json" with { type: "json" };
import fromR from "../../golden/linear-model.json" with { type: "json" };
import nist from "../../golden/nist.json" with { type: "json" };
import ols from "../../golden/ols.json" with { type: "json" };
import { digits, powersOf, readTable } from "../../golden/read-table";

/** Expects agreement to a relative 1e-10, the bar for models; 0 must be 0 to 1e-10. */
function agree(actual: number | null | undefined, expected: number, bar = 10) {
  expect(actual).not.toBeNull();
  expect(digits(actual as number, expected)).toBeGreaterThanOrEqual(bar);
}

/** Columns of `y ~ a + b` or `y ~ 0 + a + b`, and the columns that linear-model.R derives. */
function termsOf(csv: string, formula: string) {
  const table = readTable(csv);
  const get = (name: string, i: number) => table[name]?.[i] ?? null;
  if (csv === "r_attitude.csv") {
    const rows = table["rating"] as number[];
    table["twice"] = rows.map((_, i) => 2 * (get("complaints", i) as number));
    table["both"] = rows.map((_, i) => (get("complaints", i) as number) + (get("learning", i) as number));
    table["one"] = rows.map(() => 7);
  }
  const [left, right] = formula.split(" ~ ") as [string, string];
  const terms = right.split(" + ");
  const names = terms.filter((term) => term !== "0");
  return {
    intercept: terms.length === names.length,
    outcome: table[left] as (number | null)[],
    predictors: Object.fromEntries(names.map((name) => [name, table[name] as (number | null)[]])),
  };
}

describe("linearModel() against R (ols.json: lm, car)", () => {
  test.each(ols.cases.filter((c) => c.weights === null))("$id", ({ csv, formula, result: r }) => {
    const { predictors, outcome } = termsOf(csv, formula);
    const model = linearModel(predictors, outcome);
    const key = (name: string) => (name === "(intercept)" ? "(Intercept)" : name);
    const of = (values: object, name: string) => (values as Record<string, number>)[key(name)] as number;
    expect(model.coefficients.map((c) => key(c.name))).toEqual(Object.keys(r.coefficients));
    for (const c of model.coefficients) {
      agree(c.estimate, of(r.coefficients, c.name));
      agree(c.standardError, of(r.se, c.name));
      agree(c.statistic, of(r.t, c.name));
      agree(c.pValue, of(r.p_value, c.name));
      const [lower, upper] = (r.ci95 as unknown as Record<string, [number, number]>)[key(c.name)] as [number, number];
      agree(c.interval?.lower, lower);
      agree(c.interval?.upper, upper);
      if (c.name === "(intercept)") expect([c.standardized, c.varianceInflation]).toEqual([null, null]);
      else {
        agree(c.standardized, of(r.standardizedBeta, c.name));
        if (r.vif) agree(c.varianceInflation, of(r.vif, c.name));
      }
    }
    expect([model.n, model.degreesOfFreedom]).toEqual([r.n, r.dfResidual]);
    agree(model.residualStandardError, r.sigma);
    agree(model.rSquared, r.r2);
    agree(model.adjustedRSquared, r.adjR2);
    agree(model.fTest?.statistic, r.f);
    expect(model.fTest?.degreesOfFreedom).toEqual(r.fDf);
    expect(model.fTest?.alternative).toBe("two-sided");
    if (r.fP > 0) agree(model.fTest?.pValue, r.fP);
    agree(model.logLikelihood, r.logLik);
    agree(model.aic, r.aic_R);
    agree(model.bic, r.bic_R);
    expect(model.aliased).toEqual([]);
  });
});

describe("linearModel() against R (linear-model.R): no intercept, aliased columns, missing rows", () => {
  test.each(fromR.cases)("$id", ({ csv, formula, ...r }) => {
    const { predictors, outcome, intercept } = termsOf(csv, formula);
    const model = linearModel(predictors, outcome, { intercept });
    expect(model.coefficients.map((c) => c.name)).toEqual(r.names);
    expect(model.aliased).toEqual(r.aliased);
    const slopes = model.coefficients.filter((c) => c.name !== "(intercept)");
    model.coefficients.forEach((c, j) => {
      agree(c.estimate, r.estimate[j] as number);
      agree(c.standardError, r.se[j] as number);
      agree(c.statistic, r.t[j] as number);
      agree(c.pValue, r.p[j] as number);
      agree(c.interval?.lower, r.lower[j] as number);
      agree(c.interval?.upper, r.upper[j] as number);
    });
    slopes.forEach((c, j) => {
      agree(c.standardized, r.standardized[j] as number);
      agree(c.varianceInflation, r.vif[j] as number);
    });
    expect([model.n, model.degreesOfFreedom]).toEqual([r.n, r.df]);
    agree(model.rSquared, r.r2);
    agree(model.adjustedRSquared, r.adjR2);
    agree(model.residualStandardError, r.sigma);
    agree(model.fTest?.statistic, r.f[0] as number);
    agree(model.fTest?.pValue, r.fP);
    agree(model.logLikelihood, r.logLik);
    agree(model.aic, r.aic);
    agree(model.bic, r.bic);
  });
});

describe("linearModel() against NIST's certified values", () => {
  type NistSet = (typeof nist.lls)["Norris"];
  test.each(Object.entries(nist.lls) as [string, NistSet][])("%s", (name, set) => {
    const table = readTable(set.csv) as Record<string, number[]>;
    const columns =
      set.predictors.length === 1
        ? powersOf(table["x"] as number[], set.polynomialDegree).map((c, d) => [`x${d + 1}`, c] as const)
        : set.predictors.map((p) => [p, table[p] as number[]] as const);
    const model = linearModel(Object.fromEntries(columns), table["y"] as number[], { intercept: set.intercept });
    const bar = name === "Filip" ? { b: 7.3, se: 7.3 } : { b: 13, se: 12.5 };
    expect(model.coefficients.length).toBe(set.params.length);
    set.params.forEach((param, j) => {
      const c = model.coefficients[j];
      agree(c?.estimate, Number(param.estimate), bar.b);
      agree(c?.standardError, Number(param.sd), Number(param.sd) === 0 ? 9 : bar.se);
    });
    agree(model.rSquared, Number(set.rSquared), name === "Filip" ? 7.3 : 12.5);
    if (Number(set.residualSd) === 0) {
      expect(model.caveats).toContainEqual({ code: "perfect-fit", path: null });
      expect(model.residualStandardError).toBeLessThan(1e-9);
    } else {
      agree(model.residualStandardError, Number(set.residualSd), bar.se);
      agree(model.fTest?.statistic, Number(set.anova.regression.f), name === "Filip" ? 7.3 : 12.5);
    }
  });
});

describe("linearModel() against exact rational arithmetic: offsets and extremes", () => {
  const listed = exact.cases.filter((c) => c.columns !== undefined && !/no intercept|1e15/.test(c.name));
  const plain = listed.find((c) => c.name === "plain");
  test.each(listed)("$name", ({ name, columns, outcome, coefficients, standardErrors }) => {
    const [, a, b] = columns as [number[], number[], number[]];
    const model = linearModel({ a, b }, outcome as number[]);
    model.coefficients.forEach((c, j) => {
      agree(c.estimate, Number(coefficients[j]), 14.5);
      agree(c.standardError, Number(standardErrors[j]), 12.5);
    });
    const reference = linearModel({ a: plain?.columns?.[1] ?? [], b: plain?.columns?.[2] ?? [] }, plain?.outcome ?? []);
    if (name === "nearly equal columns") return;
    model.coefficients.slice(1).forEach((c, j) => {
      agree(c.statistic, reference.coefficients[j + 1]?.statistic as number, 12.5);
      agree(c.standardized, reference.coefficients[j + 1]?.standardized as number, 12.5);
      agree(c.varianceInflation, reference.coefficients[j + 1]?.varianceInflation as number, 12.5);
    });
    agree(model.rSquared, reference.rSquared, 14);
    agree(model.fTest?.pValue, reference.fTest?.pValue as number, 12);
  });
});

describe("linearModel() says what it cannot know", () => {
  const x = [1, 2, 3, 4, 5, 6];
  test("a perfect fit has coefficients but no tests, intervals or likelihood", () => {
    const model = linearModel(
      { x },
      x.map((v) => 2 + 3 * v),
    );
    expect(model.caveats).toEqual([{ code: "perfect-fit", path: null }]);
    expect(model.coefficients).toMatchObject([
      { estimate: 2, statistic: null, pValue: null, interval: null },
      { estimate: 3, statistic: null, pValue: null, interval: null, standardized: expect.closeTo(1, 14) },
    ]);
    expect(model).toMatchObject({ rSquared: 1, fTest: null, logLikelihood: null, aic: null, bic: null });
    expect(
      linearModel(
        { x },
        x.map((v) => v / 10 + 0.3),
      ).caveats,
    ).toEqual([{ code: "perfect-fit", path: null }]);
  });

  test("constant, duplicated and summed predictors are named, the others keep their coefficients", () => {
    const x = [1, 2, 3, 4, 5, 6, 7];
    const z = [2, 1, 4, 3, 6, 5, 9];
    const y = [1, 3, 2, 5, 4, 7, 8];
    const plain = linearModel({ x, z }, y);
    const sum = x.map((v, i) => v + (z[i] as number));
    const model = linearModel({ seven: x.map(() => 7), x, again: x, z, sum }, y);
    expect(model.aliased).toEqual(["seven", "again", "sum"]);
    expect(model.caveats).toEqual([{ code: "aliased-columns", path: "aliased" }]);
    expect(model.coefficients).toEqual(plain.coefficients);
  });

  test("predictors that are all constant leave the mean, and no F test", () => {
    const model = linearModel({ seven: x.map(() => 7) }, [1, 2, 3, 4, 5, 6]);
    expect(model).toMatchObject({ rSquared: 0, adjustedRSquared: 0, fTest: null, aliased: ["seven"] });
    expect(model.coefficients[0]?.estimate).toBe(3.5);
    expect(linearModel({ zero: x.map(() => 0) }, x, { intercept: false })).toMatchObject({
      coefficients: [],
      rSquared: 0,
      degreesOfFreedom: 6,
      aliased: ["zero"],
    });
  });

  test("less than half of the rows complete is a caveat; half is none", () => {
    const y = [1, 3, 2, 5, 4, 7, null, null, null, null, null, null];
    const wide = [...x, ...x];
    expect(linearModel({ x: wide }, y)).toMatchObject({ n: 6, nMissing: 6, caveats: [] });
    expect(linearModel({ x: [...wide, 1] }, [...y, null]).caveats).toEqual([{ code: "few-complete-rows", path: null }]);
  });
});

describe("linearModel() refuses", () => {
  const x = [1, 2, 3, 4];
  const y = [1, 3, 2, 5];
  const bad = (predictors: unknown, outcome: unknown, options?: unknown) =>
    errorOf(() => linearModel(predictors as { x: number[] }, outcome as number[], options as object));

  test.each([
    [
      "an element that is no number",
      [{ x: [1, 2, Number.NaN, 4] }, y],
      "predictors.x.2",
      "be a finite number, null or undefined, received NaN",
    ],
    [
      "an infinite outcome",
      [{ x }, [1, Number.POSITIVE_INFINITY, 2, 3]],
      "outcome.1",
      "be a finite number, null or undefined, received Infinity",
    ],
    ["text", [{ x: [1, "2", 3, 4] }, y], "predictors.x.1", 'be a finite number, null or undefined, received "2"'],
    [
      "predictors of different lengths",
      [{ x, z: [1, 2, 3] }, y],
      "predictors.z",
      "have the length of outcome (4), received 3",
    ],
    ["no predictor", [{}, y], "predictors", "have at least one column, received an object (Object)"],
    [
      "a predictor called (intercept)",
      [{ x, "(intercept)": x }, y],
      "predictors",
      'not be called "(intercept)", received "(intercept)"',
    ],
    [
      "a BigInt64Array",
      [{ x: new BigInt64Array(4) }, y],
      "predictors.x",
      "be an array, a typed array or an iterable of numbers, received an object (BigInt64Array)",
    ],
    [
      "an object with only a length",
      [{ x }, { length: 4 }],
      "outcome",
      "be an array, a typed array or an iterable of numbers, received an object (Object)",
    ],
    [
      "a confidence level of 0",
      [{ x }, y, { confidenceLevel: 0 }],
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 0",
    ],
    [
      "a confidence level of 95",
      [{ x }, y, { confidenceLevel: 95 }],
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 95",
    ],
    ["an intercept that is no boolean", [{ x }, y, { intercept: 0 }], "intercept", "be true or false, received 0"],
    ["null options", [{ x }, y, null], "options", "be an object, received null"],
  ])("%s", (_, [predictors, outcome, options], path, rule) => {
    expect(bad(predictors, outcome, options)).toEqual({
      code: "invalid-input",
      path,
      message: `linearModel: ${path} must ${rule}`,
    });
  });

  test.each([
    ["empty columns", [{ x: [] }, new Float64Array(0)], "0 (of 0) for 2"],
    ["no complete row", [{ x: [1, null, 3, null] }, [null, 2, null, 4]], "0 (of 4) for 2"],
    ["one row", [{ x: [1] }, [2]], "1 (of 1) for 2"],
    ["as many rows as coefficients", [{ x: [1, 2] }, [2, 3]], "2 (of 2) for 2"],
    [
      "more predictors than rows",
      [{ a: x, b: [2, 1, 4, 3], c: [0, 0, 1, 1], d: [5, 1, 1, 2], e: y }, y],
      "4 (of 4) for 6",
    ],
  ])("%s", (_, [predictors, outcome], received) => {
    expect(bad(predictors, outcome)).toEqual({
      code: "insufficient-data",
      path: "predictors",
      message: `linearModel: predictors must have more complete rows than coefficients, received ${received}`,
    });
  });

  test("an outcome without variation", () => {
    expect(bad({ x }, [3, 3, 3, 3])).toEqual({
      code: "degenerate-data",
      path: "outcome",
      message: "linearModel: outcome must vary, received 4 values of 3",
    });
    expect(bad({ x }, [-0, 0, 0, 0], { intercept: false })?.message).toBe(
      "linearModel: outcome must vary, received 4 values of 0",
    );
    expect(linearModel({ x }, [3, 3, 3, 3], { intercept: false }).coefficients[0]?.estimate).toBe(1);
  });

  test("coefficients beyond the doubles", () => {
    expect(
      bad(
        { x: x.map((v) => v * 1e-300) },
        y.map((v) => v * 1e300),
      ),
    ).toEqual({
      code: "degenerate-data",
      path: "predictors",
      message: "linearModel: predictors must be in units that keep the coefficient of x below 1.8e308",
    });
  });
});
