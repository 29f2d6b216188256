import { describe, expect, it } from "vitest";
import { randomGenerator } from "../../../src/numerics/random";
import { linearModel } from "../../../src/statistics/models/linear-model";
import { linearModelEm } from "../../../src/statistics/models/linear-model-em";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import golden from "../../golden/em.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

type Column = (number | null)[];

describe("linearModelEm() is the regression at the maximum that direct maximisation finds (em.py), to 1e-9", () => {
  // the resamples of the airport's fourteen services would take seconds; em.test.ts has their maximum
  it.each(golden.cases.filter(({ means }) => means.length < 10))("$name", (one) => {
    const names = one.names ?? (one.columns as Column[]).map((_, j) => `c${j}`);
    const survey = one.csv === undefined ? {} : readTable(one.csv);
    const lists = one.columns ?? names.map((name) => survey[name] as Column);
    const [outcome, ...columns] = lists as [Column, ...Column[]];
    const predictors = Object.fromEntries(columns.map((column, j) => [names[j + 1] as string, column]));
    const model = linearModelEm(predictors, outcome, { draws: 100 });
    expect(model.coefficients.map(({ name }) => name)).toEqual(["(intercept)", ...names.slice(1)]);
    model.coefficients.forEach((c, j) => {
      agree(c.estimate, one.coefficients[j] as number, 1e-9);
      expect([c.standardized, c.varianceInflation].includes(null)).toBe(j === 0);
      if (j === 0) return;
      const size = Math.sqrt((one.covariance[j]![j] as number) / (one.covariance[0]![0] as number));
      agree(c.standardized, (one.coefficients[j] as number) * size, 1e-9);
    });
    agree(model.rSquared, one.rSquared, 1e-9);
    agree(model.residualStandardDeviation, Math.sqrt(one.residualVariance), 1e-9);
    agree(model.logLikelihood, one.logLikelihood, 1e-10);
    expect(model.nComplete).toBe(one.complete);
    expect(model.n + model.nMissing).toBe(outcome.length);
    expectPlain(model);
  });
});

describe("linearModelEm() of a table without gaps", () => {
  const attitude = readTable("r_attitude.csv") as Record<string, number[]>;
  const { rating, complaints, learning } = attitude as Record<"rating" | "complaints" | "learning", number[]>;
  const model = linearModelEm({ complaints, learning }, rating, { confidenceLevel: 0.9, seed: 7 });

  it("has the coefficients of linearModel(), and no caveat", () => {
    const plain = linearModel({ complaints, learning }, rating);
    model.coefficients.forEach((c, j) => {
      const { estimate, standardized, varianceInflation } = plain.coefficients[j]!;
      agree(c.estimate, estimate, 1e-12);
      if (standardized !== null) agree(c.standardized, standardized, 1e-12);
      if (varianceInflation !== null) agree(c.varianceInflation, varianceInflation, 1e-12);
    });
    agree(model.rSquared, plain.rSquared, 1e-12);
    agree(model.residualStandardDeviation, plain.residualStandardError * Math.sqrt(27 / 30), 1e-12);
    expect(model).toMatchObject({ n: 30, nMissing: 0, nComplete: 30, caveats: [], missing: "em", failedDraws: 0 });
    expect(model).toMatchObject({ draws: 200, seed: 7, iterations: 2 });
  });

  it("has the deviations of linearModel()'s coefficients over the same resamples as errors", () => {
    const { below } = randomGenerator(7);
    const draws = Array.from({ length: 200 }, () => {
      const rows = rating.map(() => below(30));
      const pick = (column: number[]) => rows.map((i) => column[i] as number);
      const drawn = linearModel({ complaints: pick(complaints), learning: pick(learning) }, pick(rating));
      return drawn.coefficients.map(({ estimate }) => estimate);
    });
    model.coefficients.forEach(({ estimate, standardError, statistic, pValue, interval }, k) => {
      const own = draws.map((draw) => draw[k] as number);
      const mean = own.reduce((sum, b) => sum + b, 0) / 200;
      agree(standardError, Math.sqrt(own.reduce((sum, b) => sum + (b - mean) ** 2, 0) / 199), 1e-9);
      agree(statistic, estimate / standardError, 1e-14);
      // the 0.95 quantile of the normal
      const half = 1.6448536269514722 * standardError;
      agreeEnds(interval, [estimate - half, estimate + half], 1e-14);
      expect(interval).toMatchObject({ level: 0.9, method: "bootstrap-normal" });
      expect(pValue).toBeLessThan(1);
    });
  });
});

describe("linearModelEm()", () => {
  const food = [3, 4, null, 5, 4, 1, 3, null, 2, 5];
  const staff = [4, null, 3, 5, 3, 2, 5, 4, 2, 4];
  const overall = [3, 4, 2, 5, null, 2, 4, 3, 2, 5];

  it("uses every row that has a value, and says so", () => {
    const more = [...food, null, 2];
    const model = linearModelEm({ food: more, staff: [...staff, null, null] }, [...overall, null, null]);
    expect(model).toMatchObject({
      n: 11,
      nMissing: 1,
      nComplete: 6,
      rows: {
        total: 12,
        used: 11,
        missing: [
          { name: "food", n: 3 },
          { name: "staff", n: 3 },
          { name: "outcome", n: 3 },
        ],
      },
    });
    expect(model.caveats[0]).toEqual({ code: "assumed-missing-at-random", path: null });
    expectPlain(model);
  });

  it("repeats itself for the same seed, and not for another", () => {
    const errors = (seed?: number) =>
      linearModelEm({ food, staff }, overall, { draws: 100, seed }).coefficients.map((c) => c.standardError);
    expect(errors(3)).toEqual(errors(3));
    expect(errors()).toEqual(errors(1));
    expect(errors(4)).not.toEqual(errors(3));
  });

  it("follows units and offsets of its columns", () => {
    const plain = linearModelEm({ food, staff }, overall, { draws: 100 });
    const shifted = food.map((value) => value && 1e6 + value * 2 ** -20);
    const other = linearModelEm(
      { food: shifted, staff },
      overall.map((value) => value && 8 * value),
      { draws: 100 },
    );
    agree(other.coefficients[1]!.estimate, plain.coefficients[1]!.estimate * 2 ** 23, 1e-8);
    agree(other.coefficients[1]!.standardError, plain.coefficients[1]!.standardError * 2 ** 23, 1e-8);
    agree(other.coefficients[2]!.estimate, plain.coefficients[2]!.estimate * 8, 1e-8);
    agree(other.rSquared, plain.rSquared, 1e-9);
    const huge = linearModelEm({ food: food.map((v) => v && v * 2 ** 1000), staff }, overall, { draws: 100 });
    agree(huge.coefficients[1]!.estimate, plain.coefficients[1]!.estimate * 2 ** -1000, 1e-9);
  });

  it("does not mind the order of rows, save for the draws", () => {
    const turned = linearModelEm({ food: [...food].reverse(), staff: [...staff].reverse() }, [...overall].reverse());
    linearModelEm({ food, staff }, overall).coefficients.forEach((c, j) => {
      agree(turned.coefficients[j]!.estimate, c.estimate, 1e-9);
    });
  });

  it("leaves out resamples that do not determine the model, and counts them", () => {
    // two rows of eight have both columns and the rest of the spread is theirs
    const model = linearModelEm({ x: [1, 2, 3, 4, 5, null, null, 9] }, [2, 1, 4, null, null, 5, 3, 7]);
    expect(model.failedDraws).toBeGreaterThan(0);
    expect(model.caveats).toContainEqual({ code: "failed-draws", path: null });
    expectPlain(model);
  });

  it("without changing anything", () => {
    const frozen = Object.freeze({ food: Object.freeze([...food]) });
    linearModelEm(frozen, Object.freeze([...overall]), { draws: 100 });
    expect(frozen.food).toEqual(food);
  });
});

describe("linearModelEm() refuses", () => {
  const x = [1, 2, 3, 4, null, 6];
  const y = [1, 3, 2, 5, 4, null];
  const bad = (predictors: unknown, outcome: unknown, options?: unknown) =>
    errorOf(() => linearModelEm(predictors as { x: number[] }, outcome as number[], options as object));

  it.each<[string, unknown[], string, string]>([
    ["text", [{ x: [1, "2"] }, [1, 2]], "predictors.x.1", 'be a finite number, null or undefined, received "2"'],
    ["NaN", [{ x }, [1, 2, 3, 4, Number.NaN, 6]], "outcome.4", "be a finite number, null or undefined, received NaN"],
    ["lengths that differ", [{ x }, [1]], "predictors.x", "have the length of outcome (1), received 6"],
    ["no predictor", [{}, y], "predictors", "have at least one column, received an object (Object)"],
    ["a list", [[x], y], "predictors", "be an object of named columns, received an object (Array)"],
    [
      "a predictor called (intercept)",
      [{ "(intercept)": x }, y],
      "predictors",
      'not be called "(intercept)", received "(intercept)"',
    ],
    ["99 draws", [{ x }, y, { draws: 99 }], "draws", "be an integer in [100, 1000000], received 99"],
    ["a seed of 0.5", [{ x }, y, { seed: 0.5 }], "seed", "be an integer in [0, 9007199254740991], received 0.5"],
    ["null options", [{ x }, y, null], "options", "be an object, received null"],
    [
      "a confidence level of 95",
      [{ x }, y, { confidenceLevel: 95 }],
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 95",
    ],
  ])("%s", (_, [predictors, outcome, options], path, rule) => {
    expect(bad(predictors, outcome, options)).toEqual(invalid("linearModelEm", path, rule));
  });

  it.each<[string, unknown[], string, string]>([
    ["empty columns", [{ x: [] }, []], "predictors.x", "must have a value in some row"],
    ["a column without a value", [{ x, z: x.map(() => null) }, y], "predictors.z", "must have a value in some row"],
    ["an outcome without a value", [{ x }, x.map(() => null)], "outcome", "must have a value in some row"],
    [
      "as many rows as coefficients",
      [{ x: [1, 2, null] }, [3, 4, null]],
      "predictors",
      "must have more rows with values than coefficients, received 2 (of 3) for 2",
    ],
    [
      "columns that no row has both of",
      [{ x: [1, 2, 3, null, null, 5], z: [null, null, null, 4, 6, null] }, [1, 3, 2, 5, 4, 4]],
      "predictors.x",
      "must have a value in some row that has one of predictors.z",
    ],
  ])("%s", (_, [predictors, outcome], path, message) => {
    expect(bad(predictors, outcome)).toEqual(insufficient("linearModelEm", path, message));
  });

  it("columns that do not vary, or determine one another", () => {
    expect(bad({ x: [2, 2, null, 2, 2] }, [1, 2, 3, 4, 5])).toEqual({
      code: "degenerate-data",
      path: "predictors.x",
      message: "linearModelEm: predictors.x must vary, received 4 values of 2",
    });
    expect(bad({ x, z: x.map((value) => value && 2 * value) }, y)).toEqual({
      code: "degenerate-data",
      path: "predictors",
      message:
        "linearModelEm: predictors and outcome must not determine one another, by their values or by too few rows that " +
        "have them together",
    });
  });

  it("tables of which most resamples do not determine the model", () => {
    const error = bad({ x: [1, 2, 3, 4, null, null] }, [null, 2, 1, 4, 5, 3]);
    expect(error).toMatchObject({ code: "degenerate-data", path: "predictors" });
  });
});
