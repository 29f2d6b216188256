import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { linearModel } from "../../../src/statistics/models/linear-model";
import type { LinearModelResult } from "../../../src/statistics/models/linear-model-result";
import { type PredictionIntervalType, predict } from "../../../src/statistics/models/predict";
import { agree, errorOf, expectPlain } from "../../assertions";
import fromR from "../../golden/linear-model-options.json" with { type: "json" };
import nist from "../../golden/nist.json" with { type: "json" };
import { digits, readTable } from "../../golden/read-table";

const cars = readTable("r_mtcars.csv") as Record<"mpg" | "wt" | "hp" | "qsec" | "carb" | "cyl", number[]>;
const { mpg, wt, hp, qsec, carb, cyl } = cars;
const rows = parse(readFileSync(new URL("../../golden/data/r_warpbreaks.csv", import.meta.url)), { columns: true }) as {
  breaks: string;
  wool: string;
  tension: string;
}[];
const breaks = rows.map((row) => Number(row.breaks));
const wool = rows.map((row) => row.wool);
const tension = rows.map((row) => row.tension);
const survey = readTable("sfo_2017.csv") as Record<"nps" | "q7food" | "q10safe" | "weight", number[]>;

/** Each case of linear-model-options.R, and the names of its coefficients. */
const CASES: Readonly<Record<string, readonly [LinearModelResult, names: string]>> = {
  plain: [linearModel({ wt, hp }, mpg, { rowDiagnostics: true }), "(intercept) wt hp"],
  hc0: [linearModel({ wt, hp }, mpg, { robust: "hc0" }), "(intercept) wt hp"],
  hc1: [linearModel({ wt, hp }, mpg, { robust: "hc1" }), "(intercept) wt hp"],
  hc2: [linearModel({ wt, hp }, mpg, { robust: "hc2" }), "(intercept) wt hp"],
  hc3: [linearModel({ wt, hp }, mpg, { robust: "hc3" }), "(intercept) wt hp"],
  precision: [linearModel({ wt, hp }, mpg, { precisionWeights: qsec, rowDiagnostics: true }), "(intercept) wt hp"],
  precision_hc3: [linearModel({ wt, hp }, mpg, { precisionWeights: qsec, robust: "hc3" }), "(intercept) wt hp"],
  precision_zeros: [
    linearModel({ wt, hp }, mpg, { precisionWeights: qsec.map((w, i) => (carb[i] === 4 ? 0 : w)) }),
    "(intercept) wt hp",
  ],
  frequencies: [linearModel({ wt, hp }, mpg, { frequencies: cyl }), "(intercept) wt hp"],
  frequencies_hc2: [linearModel({ wt, hp }, mpg, { frequencies: cyl, robust: "hc2" }), "(intercept) wt hp"],
  frequencies_hc3: [linearModel({ wt, hp }, mpg, { frequencies: cyl, robust: "hc3" }), "(intercept) wt hp"],
  survey: [
    linearModel({ q7food: survey.q7food, q10safe: survey.q10safe }, survey.nps, { weights: survey.weight }),
    "(intercept) q7food q10safe",
  ],
  categories: [
    linearModel({ wool, tension }, breaks, { references: { tension: "H" }, rowDiagnostics: true }),
    "(intercept) wool[B] tension[L] tension[M]",
  ],
  categories_interaction: [
    linearModel({ wool, tension }, breaks, {
      references: { tension: "H" },
      terms: ["wool", "tension", { interaction: ["wool", "tension"] }],
    }),
    "(intercept) wool[B] tension[L] tension[M] wool[B]:tension[L] wool[B]:tension[M]",
  ],
  categories_no_intercept: [
    linearModel({ wool, tension }, breaks, { references: { tension: "H" }, intercept: false }),
    "wool[A] wool[B] tension[L] tension[M]",
  ],
  numbers_interaction: [
    linearModel({ wt, hp }, mpg, { terms: ["wt", "hp", { interaction: ["wt", "hp"] }] }),
    "(intercept) wt hp wt:hp",
  ],
  powers: [
    linearModel({ wt, hp }, mpg, { terms: [{ polynomial: "wt", degree: 3 }, "hp"] }),
    "(intercept) wt wt^2 wt^3 hp",
  ],
  powers_hc3: [
    linearModel({ wt, hp }, mpg, { terms: [{ polynomial: "wt", degree: 3 }, "hp"], robust: "hc3" }),
    "(intercept) wt wt^2 wt^3 hp",
  ],
  powers_no_intercept: [
    linearModel({ wt, hp }, mpg, { terms: [{ polynomial: "wt", degree: 2 }, "hp"], intercept: false }),
    "wt wt^2 hp",
  ],
};

describe("linearModel() against R (linear-model-options.R: lm, sandwich, survey)", () => {
  test.each(fromR.cases)("$id", ({ id, ...r }) => {
    const [model, names] = CASES[id] as (typeof CASES)[string];
    expect(model.coefficients.map(({ name }) => name).join(" ")).toBe(names);
    model.coefficients.forEach((c, j) => {
      agree(c.estimate, r.estimate[j] as number, 1e-10);
      agree(c.standardError, r.se[j] as number, 1e-10);
      agree(c.statistic, r.t[j] as number, 1e-10);
      agree(c.pValue, r.p[j] as number, 1e-10);
    });
    expect([model.n, model.degreesOfFreedom]).toEqual([r.n, r.df]);
    agree(model.fTest?.statistic, r.f, 1e-10);
    agree(model.fTest?.pValue, r.fP, 1e-10);
    if (r.logLik === undefined) return;
    agree(model.rSquared, r.r2, 1e-12);
    agree(model.residualStandardError, r.sigma, 1e-12);
    agree(model.logLikelihood, r.logLik, 1e-12);
    agree(model.aic, r.aic, 1e-12);
    agree(model.bic, r.bic, 1e-12);
  });

  test.each(fromR.cases.filter((c) => c.leverage !== undefined))("rows of $id", ({ id, ...r }) => {
    const { rowDiagnostics } = (CASES[id] as (typeof CASES)[string])[0];
    expect(rowDiagnostics?.row).toEqual(r.leverage?.map((_, i) => i));
    r.leverage?.forEach((leverage, i) => {
      agree(rowDiagnostics?.fitted[i], r.fitted?.[i] as number, 1e-12);
      agree(1 + (rowDiagnostics?.residual[i] as number), 1 + (r.residual?.[i] as number), 1e-12);
      agree(rowDiagnostics?.leverage[i], leverage, 1e-12);
      agree(rowDiagnostics?.standardizedResidual[i], r.standardized?.[i] as number, 1e-10);
      agree(rowDiagnostics?.cooksDistance[i], r.cook?.[i] as number, 1e-10);
    });
  });

  const cars = { wt: [2, 3.5], hp: [90, 200] };
  const looms = { wool: ["A", "B"], tension: ["M", "H"] };
  test.each(fromR.cases.filter((c) => c.fit !== undefined))("predict() for $id", ({ id, ...r }) => {
    const [model] = CASES[id] as (typeof CASES)[string];
    const read = (intervalType: PredictionIntervalType) =>
      predict(JSON.parse(JSON.stringify(model)), id.startsWith("categories") ? looms : cars, { intervalType });
    read("confidence").predictions.forEach((prediction, i) => {
      agree(prediction?.estimate, r.fit?.[i] as number, 1e-12);
      agree(prediction?.standardError, r.predictedSe?.[i] as number, 1e-10);
      agree(prediction?.interval?.lower, r.lower?.[i] as number, 1e-10);
      agree(prediction?.interval?.upper, r.upper?.[i] as number, 1e-10);
    });
    read("prediction").predictions.forEach((prediction, i) => {
      agree(prediction?.standardError, r.predictedSe?.[i] as number, 1e-10);
      agree(prediction?.interval?.lower, r.lowerOne?.[i] as number, 1e-10);
      agree(prediction?.interval?.upper, r.upperOne?.[i] as number, 1e-10);
    });
  });
});

describe("linearModel() with a polynomial, against NIST's certified values", () => {
  const sets = Object.entries(nist.lls as unknown as Record<string, (typeof nist.lls)["Filip"]>);
  test.each(sets.filter(([, set]) => set.predictors.length === 1 && set.polynomialDegree > 1))("%s", (name, set) => {
    const { x, y } = readTable(set.csv) as Record<"x" | "y", number[]>;
    const terms = [{ polynomial: "x", degree: set.polynomialDegree }] as const;
    const model = linearModel({ x }, y, { terms });
    const bar = name === "Filip" ? { b: 12, se: 12 } : { b: 13, se: 12.5 };
    set.params.forEach((param, j) => {
      const c = model.coefficients[j];
      expect(digits(c?.estimate as number, Number(param.estimate))).toBeGreaterThanOrEqual(bar.b);
      const certain = Number(param.sd) === 0;
      expect(digits(c?.standardError as number, Number(param.sd))).toBeGreaterThanOrEqual(certain ? 9 : bar.se);
    });
    // fitted at the data, where powers of their own would cancel
    const { predictions } = predict(model, { x });
    const residuals = y.map((value, i) => value - (predictions[i]?.estimate as number));
    const spread = Math.hypot(...residuals) / Math.sqrt(model.degreesOfFreedom);
    const size = Math.max(...y.map(Math.abs));
    expect(Math.abs(spread - Number(set.residualSd))).toBeLessThan(1e-10 * size);
  });
});

describe("linearModel() and its table", () => {
  const food = [3, 4, 2, 5, 4, 1, 3, 4];
  const gate = ["A", "B", "A", "C", "B", "B", "C", "A"];
  const problem = [false, false, true, false, true, true, false, null];
  const overall = [3, 4, 2, 5, 4, 2, 4, 3];

  test("yes and no count as 1 and 0, and text has a coefficient for each category but the first", () => {
    const model = linearModel({ food, problem, gate }, overall);
    expect(model.coefficients.map(({ name }) => name)).toEqual([
      "(intercept)",
      "food",
      "problem",
      "gate[B]",
      "gate[C]",
    ]);
    expect(model.categories).toEqual([{ name: "gate", reference: "A", levels: ["A", "B", "C"] }]);
    expect(model.rows).toEqual({
      total: 8,
      used: 7,
      missing: [
        { name: "food", n: 0 },
        { name: "problem", n: 1 },
        { name: "gate", n: 0 },
        { name: "outcome", n: 0 },
      ],
    });
    const numbers = problem.map((value) => (value === null ? null : Number(value)));
    expect(linearModel({ food, problem: numbers, gate }, overall).coefficients).toEqual(model.coefficients);
    expectPlain(model);
  });

  test("terms leave the other columns out, and their missing values with them", () => {
    const model = linearModel({ food, problem }, overall, { terms: ["food"] });
    expect(model.rows).toEqual({
      total: 8,
      used: 8,
      missing: [
        { name: "food", n: 0 },
        { name: "outcome", n: 0 },
      ],
    });
    expect(model).toEqual(linearModel({ food }, overall));
  });

  test("rows of weight 0 are outside of the sample, their missing values and categories' counts too", () => {
    const weights = [1, 1, 1, 1, 1, 1, 1, 0];
    const model = linearModel({ food, problem }, overall, { weights, rowDiagnostics: true });
    expect([model.n, model.nMissing, model.rows.total]).toEqual([7, 0, 7]);
    expect(model.weighting).toBe("weights");
    expect([model.logLikelihood, model.aic, model.bic]).toEqual([null, null, null]);
    expect(model.rowDiagnostics?.row).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test("survey weights have no scale: nothing changes when all are multiplied", () => {
    const weights = [1, 2, 1, 3, 1, 2, 2, 1];
    const model = linearModel({ food }, overall, { weights });
    const tenfold = linearModel({ food }, overall, { weights: weights.map((w) => 10 * w) });
    model.coefficients.forEach((c, j) => {
      agree(tenfold.coefficients[j]?.estimate, c.estimate, 1e-13);
      agree(tenfold.coefficients[j]?.standardError, c.standardError, 1e-13);
    });
    agree(tenfold.residualStandardError, model.residualStandardError, 1e-13);
    agree(tenfold.rSquared, model.rSquared, 1e-13);
  });

  test("equal survey weights have the errors of hc0 times n / (n - 1)", () => {
    const model = linearModel({ food }, overall, { weights: overall.map(() => 0.3) });
    const hc0 = linearModel({ food }, overall, { robust: "hc0" });
    model.coefficients.forEach((c, j) => {
      agree(c.standardError, (hc0.coefficients[j]?.standardError as number) * Math.sqrt(8 / 7), 1e-13);
    });
  });

  test("a constant, a duplicate and a category that repeats another are named, and nothing is NaN", () => {
    const copy = gate.map((value) => value.toLowerCase());
    const model = linearModel({ food, one: food.map(() => 1), gate, copy }, overall);
    expect(model.aliased).toEqual(["one", "copy[b]", "copy[c]"]);
    expectPlain(model);
  });

  test("powers that the values cannot tell apart are named from the highest down", () => {
    const x = [1, 2, 3, 1, 2, 3, 1, 2];
    const model = linearModel({ x }, overall, { terms: [{ polynomial: "x", degree: 4 }] });
    expect(model.aliased).toEqual(["x^3", "x^4"]);
    expect(model.coefficients.map(({ name }) => name)).toEqual(["(intercept)", "x", "x^2"]);
    expectPlain(model);
  });
});

describe("linearModel() refuses", () => {
  const x = [1, 2, 3, 4, 5];
  const gate = ["A", "B", "A", "B", "C"];
  const y = [2, 1, 4, 3, 5];
  const message = (options: object, columns: object = { x, gate }) =>
    errorOf(() => linearModel(columns as { x: number[] }, y, options))?.message;

  test.each<[what: string, options: object, message: string]>([
    ["no term", { terms: [] }, "terms must be an array of at least one term, received an object (Array)"],
    ["a term that is no column", { terms: ["z"] }, 'terms.0 must name columns of the predictors, received "z"'],
    [
      "a term twice",
      { terms: ["x", { polynomial: "x", degree: 2 }] },
      'terms.1 must be no term that stands there already, received "x"',
    ],
    [
      "an interaction of one",
      { terms: [{ interaction: ["x"] }] },
      "terms.0 must be a column's name, { interaction: [names] } or { polynomial: name, degree }, received an object (Object)",
    ],
    [
      "an interaction with itself",
      { terms: [{ interaction: ["x", "x"] }] },
      'terms.0 must name each column once, received "x"',
    ],
    [
      "a degree of 0",
      { terms: [{ polynomial: "x", degree: 0 }] },
      "terms.0.degree must be an integer in [1, 30], received 0",
    ],
    [
      "powers of text",
      { terms: [{ polynomial: "gate", degree: 2 }] },
      'terms must be powers of numbers, received "gate"',
    ],
    [
      "a reference that does not occur",
      { references: { gate: "D" } },
      'references.gate must be a category of the column, received "D"',
    ],
    ["a reference of numbers", { references: { x: "1" } }, 'references must name columns of text, received "x"'],
    [
      "two kinds of weights",
      { weights: x, frequencies: x },
      "frequencies must be absent where weights are given, received an object (Array)",
    ],
    [
      "robust survey errors",
      { weights: x, robust: "hc3" },
      'robust must be absent where weights are given, received "hc3"',
    ],
    [
      "a fractional frequency",
      { frequencies: [1, 2, 1, 1.5, 1] },
      "frequencies.3 must be an integer >= 0 and at most 2^53 - 1, received 1.5",
    ],
    [
      "a missing weight",
      { precisionWeights: [1, null, 1, 1, 1] },
      "precisionWeights.1 must be 0 or a number in [1e-100, 1e100], received null",
    ],
    ["too few weights", { weights: [1, 2] }, "weights must have the length of outcome (5), received 2"],
    ["another kind of robust", { robust: "hc4" }, 'robust must be one of "hc0", "hc1", "hc2", "hc3", received "hc4"'],
  ])("%s", (_, options, expected) => {
    expect(message(options)).toBe(`linearModel: ${expected}`);
  });

  test("a column of mixed kinds, naming the element", () => {
    expect(message({}, { gate: ["A", "B", null, 3, "C"] })).toBe(
      "linearModel: predictors.gate.3 must be a string, null or undefined, received 3",
    );
    expect(message({}, { x: [true, 1, false, true, true] })).toBe(
      "linearModel: predictors.x.1 must be a boolean, null or undefined, received 1",
    );
  });

  test("hc2 and hc3 where a category seen once determines its coefficient alone", () => {
    const error = errorOf(() => linearModel({ gate }, y, { robust: "hc3" }));
    expect(error).toEqual({
      code: "degenerate-data",
      path: "robust",
      message:
        'linearModel: robust must be "hc0" or "hc1" where a row has leverage 1: row 4 determines a coefficient alone',
    });
    expectPlain(linearModel({ gate }, y, { robust: "hc1", rowDiagnostics: true }));
  });

  test("not a row that robust errors must leave out: it says so, and takes no rounding for an error", () => {
    // A is seen once, and is what the others are compared with: the intercept has no error that the rows show
    const [one, outcome] = [
      ["A", "B", "B", "B", "C", "C"],
      [3.3, 4.1, 5.2, 4.7, 2.2, 7.9],
    ];
    for (const options of [{ robust: "hc1" as const }, { weights: [1.3, 2, 1.5, 1, 2, 3] }]) {
      const model = linearModel({ one }, outcome, options);
      expect(model.caveats).toContainEqual({ code: "full-leverage", path: null });
      expect(model.coefficients[0]).toMatchObject({ standardError: 0, statistic: null, pValue: null, interval: null });
      expectPlain(model);
      expectPlain(predict(model, { one: ["A", "B", "C"] }));
    }
    // by hand: 2 (n / (n - p)) times the squared residuals of a group, over its squared size
    const [, b, c] = linearModel({ one }, outcome, { robust: "hc1" }).coefficients;
    const about = (values: number[]) => {
      const mean = values.reduce((sum, value) => sum + value) / values.length;
      return Math.sqrt((2 * values.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / values.length ** 2);
    };
    agree(b?.standardError, about([4.1, 5.2, 4.7]), 1e-12);
    agree(c?.standardError, about([2.2, 7.9]), 1e-12);
  });

  test("not a model of categories seen once, which predict() takes", () => {
    const g = ["A", "B", "C", "C", "C"];
    for (const intercept of [true, false]) {
      const model = linearModel({ g }, [1, 2, 3, 1, 4], { robust: "hc1", intercept });
      const { predictions } = predict(model, { g: ["A", "B", "C"] });
      expect(predictions.map((one) => one?.standardError)).toMatchObject([0, 0, expect.any(Number)]);
      agree(predictions[2]?.estimate, 8 / 3, 1e-14);
    }
  });

  test("not a model without any coefficient: its rows have leverage 0", () => {
    const late = [false, false, false, false];
    const model = linearModel({ late }, [-0.8, 0.9, 0.25, -0.2], { intercept: false, rowDiagnostics: true });
    expect(model.rowDiagnostics?.leverage).toEqual([0, 0, 0, 0]);
    expectPlain(model);
  });

  test("powers of a column that another one holds already", () => {
    const square = x.map((value) => value ** 2);
    const columns = { square, x: [...x] };
    expect(errorOf(() => linearModel(columns, y, { terms: ["square", { polynomial: "x", degree: 3 }] }))?.code).toBe(
      "insufficient-data",
    );
    const longer = [...x, 6, 7];
    const both = { square: longer.map((value) => value ** 2), x: longer };
    expect(
      errorOf(() => linearModel(both, [...y, 5, 9], { terms: ["square", { polynomial: "x", degree: 3 }] }))?.message,
    ).toBe("linearModel: terms must leave the powers of x to its polynomial");
  });
});

describe("predict()", () => {
  const model = linearModel({ food: [1, 2, 3, 4, 5, 4], gate: ["A", "B", "A", "B", "B", "A"] }, [2, 2, 3, 5, 5, 4]);

  test("gives null where a value is missing, and a prediction everywhere else", () => {
    const result = predict(model, { food: [1, null, 3], gate: ["A", "B", undefined] });
    expect(result.predictions.map((one) => one !== null)).toEqual([true, false, false]);
    expect([result.n, result.nMissing]).toEqual([1, 2]);
    expectPlain(result);
  });

  test("a single outcome is less certain than the mean of all, at any level", () => {
    const table = { food: [1, 3, 9], gate: ["A", "B", "A"] };
    for (const confidenceLevel of [0.5, 0.9, 0.99]) {
      const means = predict(model, table, { confidenceLevel });
      const single = predict(model, table, { confidenceLevel, intervalType: "prediction" });
      means.predictions.forEach((one, i) => {
        const other = single.predictions[i];
        expect(other?.estimate).toBe(one?.estimate);
        expect(other?.interval?.lower).toBeLessThan(one?.interval?.lower as number);
        expect(other?.interval?.upper).toBeGreaterThan(one?.interval?.upper as number);
      });
    }
  });

  test("of the model's own rows are its fitted values", () => {
    const food = [1, 2, 3, 4, 5, 4];
    const own = linearModel({ food }, [2, 2, 3, 5, 5, 4], { rowDiagnostics: true });
    predict(own, { food }).predictions.forEach((one, i) => {
      agree(one?.estimate, own.rowDiagnostics?.fitted[i] as number, 1e-14);
    });
  });

  test("has no interval under a perfect fit", () => {
    const { predictions, caveats } = predict(linearModel({ x: [1, 2, 3, 4] }, [2, 4, 6, 8]), { x: [5] });
    expect(predictions[0]?.interval).toBeNull();
    agree(predictions[0]?.estimate, 10, 1e-14);
    expect(caveats).toEqual([{ code: "perfect-fit", path: null }]);
  });

  test.each<[what: string, columns: object, message: string]>([
    [
      "a column that is not there",
      { food: [1] },
      "columns.gate must be given, since the model needs it, received undefined",
    ],
    [
      "a category that the model does not know",
      { food: [1], gate: ["Z"] },
      'columns.gate.0 must be a category that the model knows, received "Z"',
    ],
    [
      "text for numbers",
      { food: ["1"], gate: ["A"] },
      'columns.food must hold numbers, as the model\'s did, received "1"',
    ],
    [
      "columns of two lengths",
      { food: [1, 2], gate: ["A"] },
      "columns.food must have the length of columns.gate (1), received 2",
    ],
  ])("refuses %s", (_, columns, message) => {
    expect(errorOf(() => predict(model, columns as { food: number[] }))?.message).toBe(`predict: ${message}`);
  });
});
