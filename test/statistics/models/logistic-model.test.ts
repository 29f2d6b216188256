import { describe, expect, test } from "vitest";
import { logisticModel } from "../../../src/statistics/models/logistic-model";
import type { LogisticModelResult } from "../../../src/statistics/models/logistic-model-result";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import reference from "../../golden/logistic.json" with { type: "json" };
import fromR from "../../golden/logistic-model.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

const TABLES = { sfo: readTable("sfo_2017.csv"), mtcars: readTable("r_mtcars.csv") };
const promoter = (TABLES.sfo["nps"] ?? []).map((value) => (value === null ? null : value >= 9));

/** Columns and outcome of `promoter ~ q7all + q10safe`. */
function tableOf(csv: string, formula: string) {
  const [left, right] = formula.split(" ~ ") as [string, string];
  const table = csv === "sfo_2017.csv" ? TABLES.sfo : TABLES.mtcars;
  return {
    predictors: Object.fromEntries(right.split(" + ").map((name) => [name, table[name] ?? []])),
    outcome: left === "promoter" ? promoter : (table[left] ?? []),
  };
}

/** What a model warns of, the interval of its area apart. */
const caveatsOf = ({ caveats }: LogisticModelResult) => caveats.filter(({ path }) => path !== "auc");
const valuesOf = (model: LogisticModelResult) => ({
  names: model.coefficients.map((c) => c.name),
  estimates: model.coefficients.map((c) => c.estimate),
});

describe("logisticModel() against R's glm (logistic.json)", () => {
  test.each(reference.cases)("$id", ({ csv, formula, result: r }) => {
    const { predictors, outcome } = tableOf(csv, formula);
    const model = logisticModel(predictors, outcome);
    const of = <V>(values: object, i: number) => Object.values(values)[i] as V;
    expect(model.coefficients).toHaveLength(Object.keys(r.coefficients).length);
    model.coefficients.forEach((c, i) => {
      agree(c.estimate, of(r.coefficients, i), 1e-11);
      agree(c.standardError, of(r.se, i), 1e-11);
      agree(c.statistic, of(r.z, i), 1e-11);
      agree(c.pValue, of(r.p_value, i), 1e-9);
      agreeEnds(c.interval, of(r.ci95Wald, i), 1e-11);
      agree(c.oddsRatio?.estimate, of(r.oddsRatio, i), 1e-11);
      const [lower, upper] = of<[number, number]>(r.ci95Wald, i);
      agree(c.oddsRatio?.interval.lower, Math.exp(lower), 1e-10);
      agree(c.oddsRatio?.interval.upper, Math.exp(upper), 1e-10);
    });
    expect([model.n, model.successes]).toEqual([r.n, r.positives]);
    expect(model).toMatchObject({ method: "maximum-likelihood", separation: "none", diverging: [], aliased: [] });
    agree(model.deviance, r.deviance, 1e-12);
    agree(model.nullDeviance, r.nullDeviance, 1e-12);
    agree(model.logLikelihood, r.logLik, 1e-12);
    agree(model.aic, r.aic, 1e-12);
    agree(model.bic, r.bic, 1e-12);
    agree(model.modelTest?.statistic, r.lrChi2, 1e-12);
    expect(model.modelTest?.degreesOfFreedom).toEqual([r.lrDf]);
    agree(model.modelTest?.pValue, r.lrP, 1e-9);
    agree(model.mcFadden, r.mcFadden, 1e-12);
    agree(model.tjur, r.tjur, 1e-12);
    agree(model.auc?.estimate, r.auc, 1e-12);
  });
});

describe("logisticModel() against R (logistic-model.R): profiles, areas, terms", () => {
  test.each(fromR.plain)("$id", ({ id, csv, names, ...r }) => {
    const { sfo } = TABLES;
    const strata = (sfo["strata"] ?? []).map((value) => ["am", "mid", "pm"][(value ?? 0) - 1] ?? null);
    const withTerms = () => {
      const predictors = { q7all: sfo["q7all"] ?? [], q10safe: sfo["q10safe"] ?? [], strata };
      const terms = [{ polynomial: "q7all", degree: 2 }, "strata", { interaction: ["q7all", "q10safe"] }] as const;
      return logisticModel(predictors, promoter, { terms, references: { strata: "mid" }, interval: "profile" });
    };
    const plain = () => {
      const formula = `${csv === "sfo_2017.csv" ? "promoter" : "am"} ~ ${names.slice(1).join(" + ")}`;
      const { predictors, outcome } = tableOf(csv, formula);
      return logisticModel(predictors, outcome, { interval: "profile" });
    };
    const model: LogisticModelResult = id === "sfo17_terms" ? withTerms() : plain();
    expect(model.coefficients.map(({ name }) => name)).toEqual(
      id === "sfo17_terms" ? ["(intercept)", "q7all", "q7all^2", "strata[am]", "strata[pm]", "q7all:q10safe"] : names,
    );
    model.coefficients.forEach((c, i) => {
      agree(c.estimate, r.estimate[i] as number, 1e-10);
      agree(c.standardError, r.se[i] as number, 1e-10);
      agree(c.pValue, r.p[i] as number, 1e-9);
      agreeEnds(c.interval, [r.profileLower[i] as number, r.profileUpper[i] as number], 1e-9);
      expect(c.interval?.method).toBe("profile-likelihood");
    });
    expect(model.n).toBe(r.n);
    agree(model.deviance, r.deviance, 1e-12);
    agree(model.tjur, r.tjur, 1e-11);
    agree(model.aic, r.aic, 1e-12);
    agree(model.bic, r.bic, 1e-12);
    agree(model.auc?.estimate, r.auc, 1e-12);
    agree(model.auc?.standardError, r.aucSe, 1e-11);
    agreeEnds(model.auc?.interval, r.aucInterval, 1e-11);
  });
});

describe("logisticModel() with Firth's method against R (brglm2)", () => {
  test.each(fromR.firth)("$id", ({ csv, names, x, y, ...r }) => {
    const [a, b] = x as number[][];
    const { predictors, outcome } =
      csv === null ? { predictors: { a: a ?? [], b: b ?? [] }, outcome: y } : tableOf(csv, "am ~ wt + hp");
    const model = logisticModel(predictors as Record<string, number[]>, outcome, {
      method: "firth",
      interval: "profile",
    });
    expect(valuesOf(model).names).toEqual(names);
    model.coefficients.forEach((c, i) => {
      agree(c.estimate, r.estimate[i] as number, 1e-9);
      agree(c.standardError, r.se[i] as number, 1e-9);
      agreeEnds(c.interval, [r.profileLower[i] as number, r.profileUpper[i] as number], 1e-9);
    });
    agree(model.logLikelihood, r.logLik, 1e-9);
    expect(model.modelTest?.method).toBe("penalised-likelihood-ratio");
    agree(model.modelTest?.statistic, r.test, 1e-9);
    agree(model.modelTest?.pValue, r.testP, 1e-9);
    expect(model.diverging).toEqual([]);
    expect(caveatsOf(model).map(({ code }) => code)).toEqual(csv === null ? ["separation"] : []);
  });
});

describe("logisticModel() with survey weights against R (svyglm)", () => {
  test.each(fromR.surveyed)("$id", ({ names, ...r }) => {
    const { sfo } = TABLES;
    const kept = (sfo["weight"] ?? []).map((weight) => weight !== null);
    const only = <V>(column: readonly V[]) => column.filter((_, i) => kept[i]);
    const predictors = Object.fromEntries(names.slice(1).map((name) => [name, only(sfo[name] ?? [])]));
    const weights = only(sfo["weight"] ?? []) as number[];
    const model = logisticModel(predictors, only(promoter), { weights });
    model.coefficients.forEach((c, i) => {
      agree(c.estimate, r.estimate[i] as number, 1e-10);
      agree(c.standardError, r.se[i] as number, 1e-10);
      agree(c.statistic, r.t[i] as number, 1e-10);
      agree(c.pValue, r.p[i] as number, 1e-9);
      agreeEnds(c.interval, [r.lower[i] as number, r.upper[i] as number], 1e-10);
    });
    expect([model.n, model.degreesOfFreedom, model.weighting, model.errors]).toEqual([
      ...[r.n, r.df, "weights", "linearised"],
    ]);
    agree(model.modelTest?.statistic, r.f, 1e-10);
    expect(model.modelTest?.degreesOfFreedom).toEqual(r.fDf);
    agree(model.modelTest?.pValue, r.fP, 1e-9);
    expect(model).toMatchObject({ logLikelihood: null, deviance: null, nullDeviance: null, aic: null, bic: null });
    expect(model).toMatchObject({ mcFadden: null, auc: null });
  });
});

describe("logisticModel() finds separation where a linear programme does", () => {
  test("kinds, diverging coefficients and the limits of the others, in 120 small tables", () => {
    const seen = new Set<string>();
    for (const { kind, x, y, estimate, se, deviance } of fromR.separated) {
      const columns = Object.fromEntries(x.map((column, j) => [`x${j}`, column]));
      const model = logisticModel(columns, y);
      seen.add(kind);
      expect(model.separation).toBe(kind);
      expect(caveatsOf(model).map(({ code }) => code)).toEqual(kind === "none" ? [] : ["separation"]);
      const names = ["(intercept)", ...Object.keys(columns)];
      expect(model.diverging).toEqual(names.filter((_, k) => estimate[k] === null));
      expect(model.predictionBasis === null).toBe(model.diverging.length > 0);
      model.coefficients.forEach((c, k) => {
        if (estimate[k] === null) {
          expect(c).toMatchObject({ estimate: null, standardError: null, statistic: null, pValue: null });
          expect(c).toMatchObject({ interval: null, oddsRatio: null });
        } else {
          // zero in truth is a rounding in both
          expect(Math.abs((c.estimate as number) - (estimate[k] as number))).toBeLessThan(
            1e-9 * (1 + Math.abs(estimate[k] as number)),
          );
          agree(c.standardError, se[k] as number, 1e-9);
        }
      });
      expect(Math.abs((model.deviance as number) - deviance)).toBeLessThan(1e-10);
      expectPlain(model);
    }
    expect([...seen].sort()).toEqual(["complete", "none", "quasi-complete"]);
  });
});

const rating = [1, 2, 2, 3, 3, 4, 4, 5, 5, 1];
const gate = ["A", "B", "C", "A", "B", "C", "A", "B", "C", "A"];
const returned = [0, 0, 1, 0, 1, 0, 1, 1, 1, 1];

describe("logisticModel() says what it did", () => {
  test("booleans and 1 and 0 are the same, and missing values are left out and counted", () => {
    const model = logisticModel({ rating }, returned);
    const booleans = returned.map((value) => value === 1);
    expect(logisticModel({ rating }, booleans)).toEqual(model);
    const holed = logisticModel({ rating: [...rating, null, 3] }, [...booleans, true, null]);
    expect(holed).toEqual({ ...model, nMissing: 2, rows: expect.anything() });
    expect(holed.rows).toMatchObject({ total: 12, used: 10 });
    expect(holed.rows.missing).toEqual([
      { name: "rating", n: 1 },
      { name: "outcome", n: 1 },
    ]);
  });

  test("a model of one yes-or-no predictor has the odds ratio of the table and its usual error", () => {
    const late = [true, true, true, true, true, false, false, false, false, false, false];
    const y = [1, 1, 0, 0, 0, 1, 1, 1, 1, 0, 0];
    const [intercept, slope] = logisticModel({ late }, y).coefficients;
    agree(intercept?.estimate, Math.log(4 / 2), 1e-13);
    agree(slope?.oddsRatio?.estimate, 2 / 3 / (4 / 2), 1e-13);
    agree(slope?.standardError, Math.sqrt(1 / 2 + 1 / 3 + 1 / 4 + 1 / 2), 1e-13);
  });

  test("the reference and the names of categories follow the options", () => {
    const model = logisticModel({ gate }, returned, { references: { gate: "B" } });
    expect(valuesOf(model).names).toEqual(["(intercept)", "gate[A]", "gate[C]"]);
    expect(model.categories).toEqual([{ name: "gate", reference: "B", levels: ["A", "B", "C"] }]);
    agree(model.coefficients[0]?.estimate, Math.log(2), 1e-12);
  });

  test("a category with a single row separates it alone", () => {
    const y = [0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1];
    const model = logisticModel({ gate: [...gate, "D"], rating: [...rating, 3] }, y);
    expect(model).toMatchObject({ separation: "quasi-complete", diverging: ["gate[D]"], predictionBasis: null });
    const without = logisticModel({ gate, rating }, returned);
    for (const c of without.coefficients) {
      const same = model.coefficients.find(({ name }) => name === c.name);
      agree(same?.estimate, c.estimate as number, 1e-11);
      agree(same?.standardError, c.standardError as number, 1e-11);
    }
    agree(model.deviance, without.deviance as number, 1e-12);
    const profiled = logisticModel({ gate: [...gate, "D"], rating: [...rating, 3] }, y, { interval: "profile" });
    const alone = logisticModel({ gate, rating }, returned, { interval: "profile" });
    for (const c of alone.coefficients) {
      const same = profiled.coefficients.find(({ name }) => name === c.name);
      agreeEnds(same?.interval, [c.interval?.lower as number, c.interval?.upper as number], 1e-9);
    }
  });

  test("complete separation leaves no coefficient, and a fit without error", () => {
    const model = logisticModel({ x: [1, 2, 3, 4, 5, 6] }, [0, 0, 0, 1, 1, 1]);
    expect(model).toMatchObject({ separation: "complete", diverging: ["(intercept)", "x"], deviance: 0, mcFadden: 1 });
    expect(model).toMatchObject({ tjur: 1, auc: { estimate: 1, standardError: 0, interval: null } });
    agree(model.modelTest?.statistic, model.nullDeviance as number, 1e-14);
    expectPlain(model);
  });

  test("overlap by a millionth is overlap, and a tie at the border is quasi-complete separation", () => {
    const x = [1, 2, 3, 4, 5, 6];
    const near = logisticModel({ x: [...x, 3.5, 3.5 - 1e-6] }, [0, 0, 0, 1, 1, 1, 0, 1]);
    expect(near.separation).toBe("none");
    expect(near.coefficients[1]?.estimate).toBeGreaterThan(5);
    const tied = logisticModel({ x: [...x, 3.5, 3.5] }, [0, 0, 0, 1, 1, 1, 0, 1]);
    expect(tied).toMatchObject({ separation: "quasi-complete", diverging: ["(intercept)", "x"] });
    agree(tied.deviance, 4 * Math.LN2, 1e-12);
  });

  test("separation is found among thousands of rows, far from zero and in any unit", () => {
    const n = 3000;
    const base = Array.from({ length: n }, (_, i) => (i * 7919) % 101);
    const y = base.map((value, i) => ((i * 31) % 97 < value - 2 ? 1 : 0));
    const rare = base.map((_, i) => i === 1234);
    for (const [offset, unit] of [
      [0, 1],
      [1e9, 1],
      [0, 1e-300],
    ] as const) {
      const x = base.map((value) => offset + unit * value);
      const model = logisticModel({ x, rare }, y);
      expect(model).toMatchObject({ separation: "quasi-complete", diverging: ["rare"] });
    }
    expect(logisticModel({ x: base }, y).separation).toBe("none");
  });

  test("offsets and units of a predictor cost no digits", () => {
    const model = logisticModel({ rating }, returned);
    const [, slope] = model.coefficients;
    const far = logisticModel({ rating: rating.map((value) => 1e9 + value) }, returned).coefficients[1];
    agree(far?.estimate, slope?.estimate as number, 1e-12);
    agree(far?.standardError, slope?.standardError as number, 1e-12);
    for (const unit of [1e-300, 1e300]) {
      const other = logisticModel({ rating: rating.map((value) => unit * value) }, returned, { interval: "profile" });
      agree((other.coefficients[1]?.estimate as number) * unit, slope?.estimate as number, 1e-12);
      agree(other.coefficients[1]?.statistic, slope?.statistic as number, 1e-12);
      agree(other.deviance, model.deviance as number, 1e-12);
      expectPlain(other);
    }
    expect(logisticModel({ rating: rating.map((v) => v * 1e-300) }, returned).coefficients[1]?.oddsRatio).toBeNull();
  });

  test("constant and repeated predictors are named, and leave the others as they are", () => {
    const plain = logisticModel({ rating }, returned);
    const model = logisticModel({ seven: rating.map(() => 7), rating, twice: rating.map((v) => 2 * v) }, returned);
    expect(model.aliased).toEqual(["seven", "twice"]);
    expect(caveatsOf(model)).toEqual([{ code: "aliased-columns", path: "aliased" }]);
    expect(model.coefficients).toEqual(plain.coefficients);
    const nothing = logisticModel({ seven: rating.map(() => 7) }, returned, { method: "firth", interval: "profile" });
    expect(nothing).toMatchObject({ modelTest: null, auc: { estimate: 0.5 } });
    // Firth's method adds half an answer of each kind to a share
    agree(nothing.coefficients[0]?.estimate, Math.log(6.5 / 4.5), 1e-12);
  });

  test("a model without predictors explains 0, not -2.2e-16, and a penalised one may explain less", () => {
    expect(logisticModel({ food: [2, 2, 2, 2] }, [1, 0, 1, 1]).mcFadden).toBe(0);
    const penalised = logisticModel({ food: [2, 2, 2, 2] }, [1, 0, 1, 1], { method: "firth" });
    expect(penalised.mcFadden).toBeLessThan(0);
  });

  test("rows told apart without an error have an area of exactly 1, which was 0.9999999999999999", () => {
    const model = logisticModel({ x: [0, 1, 56, 59, 62, 65, 68, 71] }, [0, 0, 1, 1, 1, 1, 1, 1], { method: "firth" });
    expect(model.auc).toEqual({ estimate: 1, standardError: 0, interval: null });
  });

  test("rounding of equal probabilities is no order", () => {
    const model = logisticModel({ gate: ["A", "A", "B", "B", "C", "C", "C", "C"] }, [0, 1, 1, 0, 1, 0, 1, 0]);
    expect(model.auc).toEqual({ estimate: 0.5, standardError: 0, interval: null });
  });

  test("an interval of the area that reaches beyond 1 is cut there, with a caveat", () => {
    const model = logisticModel({ rating }, returned);
    expect(model.auc?.interval?.upper).toBe(1);
    expect(model.caveats).toEqual([{ code: "interval-beyond-scale", path: "auc" }]);
    expect(logisticModel({ rating }, returned, { confidenceLevel: 0.5 }).caveats).toEqual([]);
  });

  test("a single yes has an area without error, and less than half of the rows complete is a caveat", () => {
    const model = logisticModel({ rating: [1, 2, 3, 4, 5] }, [0, 0, 1, 0, 0]);
    expect(model.auc).toEqual({ estimate: 0.5, standardError: null, interval: null });
    const wide = logisticModel({ rating: [...rating, ...rating.map(() => null), null] }, [...returned, ...returned, 1]);
    expect(caveatsOf(wide)).toEqual([{ code: "few-complete-rows", path: null }]);
  });

  test("survey weights that are equal give the errors of a sandwich, and large ones no other than small ones", () => {
    const small = logisticModel({ rating }, returned, { weights: rating.map(() => 1e-90) });
    const large = logisticModel({ rating }, returned, { weights: rating.map(() => 1e90) });
    const plain = logisticModel({ rating }, returned);
    small.coefficients.forEach((c, i) => {
      agree(c.estimate, plain.coefficients[i]?.estimate as number, 1e-12);
      agree(large.coefficients[i]?.standardError, c.standardError as number, 1e-12);
    });
    const separated = logisticModel({ x: [1, 2, 3, 4, 5, 6] }, [0, 0, 0, 1, 1, 1], { weights: [1, 2, 3, 1, 2, 3] });
    expect(separated).toMatchObject({ separation: "complete", modelTest: null });
    expectPlain(separated);
  });
});

describe("logisticModel() refuses", () => {
  const bad = (predictors: unknown, outcome: unknown, options?: unknown) =>
    errorOf(() => logisticModel(predictors as { rating: number[] }, outcome as number[], options as object));
  const noLikelihood = "where survey weights are given, which have no likelihood";

  test.each([
    ["a 2", [{ rating }, [2, ...returned.slice(1)]], "outcome.0", "be 0, 1, null or undefined, received 2"],
    [
      "NaN",
      [{ rating }, [0, Number.NaN, ...returned.slice(2)]],
      "outcome.1",
      "be 0, 1, null or undefined, received NaN",
    ],
    [
      "1 among booleans",
      [{ rating }, [true, 1, ...returned.slice(2)]],
      "outcome.1",
      "be true, false, null or undefined, received 1",
    ],
    ["text", [{ rating }, ["yes", ...returned.slice(1)]], "outcome.0", 'be 0, 1, null or undefined, received "yes"'],
    [
      "columns of two lengths",
      [{ rating: [1, 2] }, returned],
      "predictors.rating",
      "have the length of outcome (10), received 2",
    ],
    [
      "precision weights",
      [{ rating }, returned, { precisionWeights: rating }],
      "precisionWeights",
      "be absent: this model does not know them, received an object (Array)",
    ],
    [
      "weights and frequencies",
      [{ rating }, returned, { weights: rating, frequencies: rating }],
      "frequencies",
      "be absent where weights are given, received an object (Array)",
    ],
    [
      "a frequency of half",
      [{ rating }, returned, { frequencies: rating.map(() => 0.5) }],
      "frequencies.0",
      "be an integer >= 0 and at most 2^53 - 1, received 0.5",
    ],
    [
      "an unknown method",
      [{ rating }, returned, { method: "ridge" }],
      "method",
      'be one of "maximum-likelihood", "firth", received "ridge"',
    ],
    [
      "an unknown interval",
      [{ rating }, returned, { interval: "exact" }],
      "interval",
      'be one of "wald", "profile", received "exact"',
    ],
    [
      "Firth's method with survey weights",
      [{ rating }, returned, { weights: rating, method: "firth" }],
      "method",
      `be "maximum-likelihood" ${noLikelihood}, received "firth"`,
    ],
    [
      "profiles with survey weights",
      [{ rating }, returned, { weights: rating, interval: "profile" }],
      "interval",
      `be "wald" ${noLikelihood}, received "profile"`,
    ],
    [
      "a confidence level of 1",
      [{ rating }, returned, { confidenceLevel: 1 }],
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 1",
    ],
    ["null options", [{ rating }, returned, null], "options", "be an object, received null"],
  ])("%s", (_, [predictors, outcome, options], path, rule) => {
    expect(bad(predictors, outcome, options)).toEqual(invalid("logisticModel", path, rule));
  });

  test.each([
    ["no rows", [{ rating: [] }, []], "0 (of 0) for 2"],
    ["one row", [{ rating: [1] }, [1]], "1 (of 1) for 2"],
    ["as many rows as coefficients", [{ rating: [1, 2] }, [1, 0]], "2 (of 2) for 2"],
    ["no complete row", [{ rating: [1, null, 2, null] }, [null, 1, null, 0]], "0 (of 4) for 2"],
    [
      "frequencies of nothing but zeros",
      [{ rating }, returned, { frequencies: rating.map(() => 0) }],
      "0 (of 0) for 2",
    ],
  ])("%s", (_, [predictors, outcome, options], received) => {
    const message = `must have more complete rows than coefficients, received ${received}`;
    expect(bad(predictors, outcome, options)).toEqual(insufficient("logisticModel", "predictors", message));
  });

  test("an outcome of one kind, though the rows left out had the other", () => {
    expect(bad({ rating: [...rating, null] }, [...rating.map(() => true), false])).toEqual({
      code: "degenerate-data",
      path: "outcome",
      message: "logisticModel: outcome must be yes in some complete rows and no in others, received 10 of yes alone",
    });
    expect(
      bad(
        { rating },
        rating.map(() => 0),
      )?.message,
    ).toContain("received 10 of no alone");
  });
});
