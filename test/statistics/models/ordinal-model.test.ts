import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { logisticModel } from "../../../src/statistics/models/logistic-model";
import { ordinalModel } from "../../../src/statistics/models/ordinal-model";
import type { OrdinalModelResult } from "../../../src/statistics/models/ordinal-model-result";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import reference from "../../golden/ordinal.json" with { type: "json" };
import fromR from "../../golden/ordinal-model.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

/** Columns of text and of numbers of a CSV of `test/golden/data`. */
function textTable(csv: string): Record<string, string[]> {
  const rows = parse(readFileSync(new URL(`../../golden/data/${csv}`, import.meta.url)), { columns: true }) as Record<
    string,
    string
  >[];
  return Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, rows.map((row) => row[name] as string)]));
}
const numbers = (column: string[] | undefined) => (column ?? []).map(Number);

const housing = textTable("mass_housing.csv");
const ucla = textTable("ucla_ologit.csv");
const sfo = readTable("sfo_2017.csv");

type Settings = { readonly link?: "logit" | "probit"; readonly interval?: "wald" | "profile" };

const fitHousing = (settings: Settings): OrdinalModelResult =>
  ordinalModel(
    { Infl: housing["Infl"] ?? [], Type: housing["Type"] ?? [], Cont: housing["Cont"] ?? [] },
    housing["Sat"] ?? [],
    {
      ...settings,
      levels: ["Low", "Medium", "High"],
      frequencies: numbers(housing["Freq"]),
      references: { Infl: "Low", Type: "Tower", Cont: "Low" },
    },
  );
const fitUcla = (settings: Settings): OrdinalModelResult =>
  ordinalModel(
    { pared: numbers(ucla["pared"]), public: numbers(ucla["public"]), gpa: numbers(ucla["gpa"]) },
    ucla["apply"] ?? [],
    { ...settings, levels: ["unlikely", "somewhat likely", "very likely"] },
  );

describe("ordinalModel() against R's clm (ordinal.json)", () => {
  test.each(reference.cases)("$id", ({ csv, link, result: r }) => {
    const settings = { link: link as "logit" | "probit" };
    const model: OrdinalModelResult =
      csv === "mass_housing.csv"
        ? fitHousing(settings)
        : csv === "ucla_ologit.csv"
          ? fitUcla(settings)
          : ordinalModel({ q7all: sfo["q7all"] ?? [] }, sfo["nps"] ?? [], settings);
    // R writes InflMedium where this library writes Infl[Medium]
    const of = (values: object, name: string) =>
      (values as Record<string, number>)[name.replace(/[[\]]/g, "")] as number;
    expect(model.coefficients).toHaveLength(Object.keys(r.coefficients).length);
    for (const c of model.coefficients) {
      agree(c.estimate, of(r.coefficients, c.name), 1e-11);
      agree(c.standardError, of(r.se, c.name), 1e-11);
      agree(c.statistic, of(r.z, c.name), 1e-11);
      agree(c.pValue, of(r.p_value, c.name), 1e-9);
      if (r.oddsRatio === null) expect(c.oddsRatio).toBeNull();
      else agree(c.oddsRatio?.estimate, of(r.oddsRatio, c.name), 1e-11);
    }
    expect(model.thresholds).toHaveLength(Object.keys(r.thresholds).length);
    model.thresholds.forEach((threshold, k) => {
      agree(threshold.estimate, Object.values(r.thresholds)[k] as number, 1e-11);
      agree(threshold.standardError, Object.values(r.se)[k] as number, 1e-11);
    });
    expect(model.n).toBe(r.n);
    agree(model.logLikelihood, r.logLik, 1e-12);
    agree(model.deviance, -2 * r.logLik, 1e-12);
    agree(model.nullDeviance, -2 * r.logLikNull, 1e-12);
    agree(model.aic, r.aic, 1e-12);
    agree(model.bic, r.bic, 1e-12);
    agree(model.mcFadden, r.mcFadden, 1e-12);
    agree(model.modelTest?.statistic, r.lrChi2, 1e-12);
    expect(model.modelTest?.degreesOfFreedom).toEqual([r.lrDf]);
    expect(model).toMatchObject({ separation: "none", diverging: [], aliased: [] });
  });
});

describe("ordinalModel() against R (ordinal-model.R): profiles, Brant's test, terms", () => {
  test.each(fromR.cases)("$id $link", ({ id, link, names, ...r }) => {
    const settings = { link: link as "logit" | "probit", interval: "profile" } as const;
    const withTerms = () => {
      const all = ["q7all", "q9all", "q10safe", "q7food"] as const;
      const [q7all, q9all, q10safe, q7food] = all.map((name) => sfo[name] ?? []) as [
        (number | null)[],
        (number | null)[],
        (number | null)[],
        (number | null)[],
      ];
      const terms = [{ polynomial: "q9all", degree: 2 }, "q10safe", { interaction: ["q9all", "q7food"] }] as const;
      return ordinalModel({ q9all, q10safe, q7food }, q7all, { ...settings, terms });
    };
    const model: OrdinalModelResult =
      id === "housing" ? fitHousing(settings) : id === "ucla" ? fitUcla(settings) : withTerms();
    expect(model.coefficients.map(({ name }) => name)).toEqual(names);
    [...model.thresholds, ...model.coefficients].forEach((part, i) => {
      agree(part.estimate, r.estimate[i] as number, 1e-9);
      agree(part.standardError, r.se[i] as number, 1e-9);
      agreeEnds(part.interval, [r.profileLower[i] as number, r.profileUpper[i] as number], 1e-9);
    });
    expect(model.n).toBe(r.n);
    agree(model.logLikelihood, r.logLik, 1e-12);
    if (link === "probit") return expect(model.proportionality).toBeNull();
    const { overall, coefficients } = model.proportionality ?? {};
    agree(overall?.statistic, r.brant[0] as number, 1e-9);
    expect(overall?.degreesOfFreedom).toEqual([(model.levels.length - 2) * names.length]);
    expect(coefficients?.map(({ name }) => name)).toEqual(names);
    coefficients?.forEach(({ test: single }, k) => {
      agree(single.statistic, r.brant[k + 1] as number, 1e-9);
      expect(single.degreesOfFreedom).toEqual([model.levels.length - 2]);
    });
  });
});

describe("ordinalModel() finds separation where a linear programme does", () => {
  test("kinds, and diverging thresholds and coefficients, in 100 small tables", () => {
    const seen = new Set<string>();
    for (const { kind, x, y, determined, estimate } of fromR.separated) {
      const columns = Object.fromEntries(x.map((column, j) => [`x${j}`, column]));
      const model: OrdinalModelResult = ordinalModel(columns, y);
      seen.add(kind);
      expect(model.separation).toBe(kind);
      const parts = [...model.thresholds, ...model.coefficients];
      expect(parts.map((part) => part.estimate !== null)).toEqual(determined);
      expect(model.diverging).toEqual(parts.filter((part) => part.estimate === null).map(({ name }) => name));
      expect(model.caveats.some(({ code, path }) => code === "separation" && path === null)).toBe(kind !== "none");
      if (kind === "complete") expect(model).toMatchObject({ logLikelihood: 0, deviance: 0, mcFadden: 1 });
      if (kind === "none") {
        parts.forEach((part, k) => {
          expect(Math.abs((part.estimate as number) - (estimate[k] as number))).toBeLessThan(
            1e-9 * (1 + Math.abs(estimate[k] as number)),
          );
        });
      }
      expectPlain(model);
    }
    expect([...seen].sort()).toEqual(["complete", "none", "quasi-complete"]);
  });
});

const wait = [5, 12, 8, 3, 15, 9, 4, 11, 7, 2, 6, 10];
const rating = [4, 2, 3, 5, 1, 2, 4, 3, 4, 5, 2, 1];

describe("ordinalModel() says what it did", () => {
  test("levels are sorted, those of text stay in the order given, and counts add up to n", () => {
    const model = ordinalModel({ wait: [...wait, null, 3] }, [...rating, 3, null]);
    expect(model.levels).toEqual(
      [1, 2, 3, 4, 5].map((level) => ({ level, n: rating.filter((v) => v === level).length })),
    );
    expect(model).toMatchObject({ n: 12, nMissing: 2, rows: { total: 14, used: 12 } });
    const words = rating.map((value) => (value < 3 ? "poor" : value < 5 ? "fair" : "excellent"));
    const inOrder = ordinalModel({ wait }, words, { levels: ["poor", "fair", "excellent"] });
    expect(inOrder.thresholds.map(({ name }) => name)).toEqual(["poor|fair", "fair|excellent"]);
    expect(inOrder.levels.map(({ level }) => level)).toEqual(["poor", "fair", "excellent"]);
  });

  test("a named level that no row has is left out with a caveat; one beyond the others too", () => {
    const gap = rating.map((value) => (value === 3 ? 4 : value));
    const plain = ordinalModel({ wait }, gap);
    expect(plain.caveats.filter(({ code }) => code === "empty-levels")).toEqual([]);
    for (const levels of [
      [1, 2, 3, 4, 5],
      [0, 1, 2, 4, 5],
    ]) {
      const named = ordinalModel({ wait }, gap, { levels });
      expect(named.caveats).toContainEqual({ code: "empty-levels", path: "levels" });
      expect({ ...named, caveats: [] }).toEqual({ ...plain, caveats: [] });
    }
  });

  test("with two levels it is a logistic model, whose intercept is the threshold with the other sign", () => {
    const high = rating.map((value) => (value > 2 ? 1 : 0));
    const ordinal = ordinalModel({ wait }, high);
    const logistic = logisticModel({ wait }, high);
    const [intercept, slope] = logistic.coefficients;
    agree(ordinal.coefficients[0]?.estimate, slope?.estimate as number, 1e-12);
    agree(ordinal.coefficients[0]?.standardError, slope?.standardError as number, 1e-12);
    agree(-(ordinal.thresholds[0]?.estimate as number), intercept?.estimate as number, 1e-12);
    agree(ordinal.logLikelihood, logistic.logLikelihood as number, 1e-12);
    expect(ordinal.proportionality).toBeNull();
    expect(ordinal.caveats).toEqual([]);
  });

  test("a threshold whose own logistic model is separated leaves Brant's test undetermined, with a caveat", () => {
    const x = [1, 1, 2, 2, 3, 3, 4, 4, 9];
    const model = ordinalModel({ x }, [1, 2, 1, 2, 2, 1, 1, 2, 3]);
    expect(model.proportionality).toBeNull();
    expect(model.caveats).toContainEqual({ code: "separation", path: "proportionality" });
    const unasked = ordinalModel({ x }, [1, 2, 1, 2, 2, 1, 1, 2, 3], { proportionality: false });
    expect(unasked.caveats).not.toContainEqual({ code: "separation", path: "proportionality" });
  });

  test("predictors that do not vary leave thresholds alone", () => {
    const model = ordinalModel({ seven: wait.map(() => 7) }, rating);
    expect(model).toMatchObject({ coefficients: [], modelTest: null, aliased: ["seven"], proportionality: null });
    expect(model.caveats).toEqual([{ code: "aliased-columns", path: "aliased" }]);
    agree(model.thresholds[0]?.estimate, Math.log(2 / 10), 1e-12);
    agree(model.deviance, model.nullDeviance, 1e-12);
    // each of these was off 0 by rounding, one of them below
    for (const n of [5, 6, 7, 8, 9, 10, 11, 12]) {
      const answers = Array.from({ length: n }, (_, i) => (i * i) % 3);
      expect(ordinalModel({ seven: answers.map(() => 7) }, answers).mcFadden).toBeGreaterThanOrEqual(0);
    }
  });

  test("units and offsets of a predictor change its coefficient alone, at 1e9, 1e300 and 1e-300 too", () => {
    const model = ordinalModel({ wait }, rating);
    const far = ordinalModel({ wait: wait.map((v) => 1e9 + v) }, rating);
    agree(far.coefficients[0]?.estimate, model.coefficients[0]?.estimate as number, 1e-12);
    agree(far.coefficients[0]?.standardError, model.coefficients[0]?.standardError as number, 1e-12);
    for (const unit of [1e-300, 1e300]) {
      const other = ordinalModel({ wait: wait.map((v) => unit * v) }, rating);
      agree((other.coefficients[0]?.estimate as number) * unit, model.coefficients[0]?.estimate as number, 1e-12);
      agree(other.logLikelihood, model.logLikelihood, 1e-12);
      expectPlain(other);
    }
  });
});

describe("ordinalModel() refuses", () => {
  const bad = (predictors: unknown, outcome: unknown, options?: unknown) =>
    errorOf(() => ordinalModel(predictors as { wait: number[] }, outcome as number[], options as object));
  const levels = ["bad", "good"];

  test.each([
    [
      "a fraction",
      [{ wait }, [1.5, ...rating.slice(1)]],
      "outcome.0",
      "be a whole number, null or undefined, received 1.5",
    ],
    [
      "a boolean",
      [{ wait }, wait.map((v) => v > 5)],
      "outcome.0",
      "be a whole number, null or undefined, received false",
    ],
    [
      "text without levels",
      [{ wait }, wait.map(() => "bad")],
      "levels",
      "be given for an outcome of text, received undefined",
    ],
    [
      "text that is no level",
      [{ wait }, wait.map(() => "fair"), { levels }],
      "outcome.0",
      'be one of the levels, null or undefined, received "fair"',
    ],
    [
      "a number that is no level",
      [{ wait }, rating, { levels: [1, 2, 3] }],
      "outcome.0",
      "be one of the levels, null or undefined, received 4",
    ],
    [
      "one level",
      [{ wait }, rating, { levels: ["bad"] }],
      "levels",
      "be an array of at least two levels, the lowest first, received an object (Array)",
    ],
    [
      "a level that comes twice",
      [{ wait }, rating, { levels: [1, 2, 1] }],
      "levels.2",
      "be no level that stands there already, received 1",
    ],
    [
      "a level that is no whole number",
      [{ wait }, rating, { levels: [1, 2.5] }],
      "levels.1",
      "be a whole number or text, received 2.5",
    ],
    ["an empty level", [{ wait }, rating, { levels: ["", "a"] }], "levels.0", 'be a non-empty string, received ""'],
    [
      "an unknown link",
      [{ wait }, rating, { link: "cloglog" }],
      "link",
      'be one of "logit", "probit", received "cloglog"',
    ],
    [
      "an unknown interval",
      [{ wait }, rating, { interval: "t" }],
      "interval",
      'be one of "wald", "profile", received "t"',
    ],
    [
      "a switch that is none",
      [{ wait }, rating, { proportionality: 1 }],
      "proportionality",
      "be true or false, received 1",
    ],
    [
      "survey weights",
      [{ wait }, rating, { weights: wait }],
      "weights",
      "be absent: this model does not know them, received an object (Array)",
    ],
    [
      "more than 101 levels",
      [{ wait: Array.from({ length: 300 }, (_, i) => i % 7) }, Array.from({ length: 300 }, (_, i) => i % 102)],
      "outcome",
      "have at most 101 levels (more are for linearModel), received 102",
    ],
  ])("%s", (_, [predictors, outcome, options], path, rule) => {
    expect(bad(predictors, outcome, options)).toEqual(invalid("ordinalModel", path, rule));
  });

  test.each([
    ["no rows", [{ wait: [] }, []], "0 (of 0) for 2"],
    ["one row", [{ wait: [1] }, [3]], "1 (of 1) for 2"],
    ["as many rows as coefficients and thresholds", [{ wait: [1, 2, 4] }, [1, 2, 3]], "3 (of 3) for 3"],
    ["frequencies of nothing but zeros", [{ wait }, rating, { frequencies: wait.map(() => 0) }], "0 (of 0) for 2"],
  ])("%s", (_, [predictors, outcome, options], received) => {
    const message = `must have more complete rows than coefficients and thresholds, received ${received}`;
    expect(bad(predictors, outcome, options)).toEqual(insufficient("ordinalModel", "predictors", message));
  });

  test("an outcome of one level", () => {
    expect(
      bad(
        { wait },
        wait.map(() => 4),
      ),
    ).toEqual({
      code: "degenerate-data",
      path: "outcome",
      message: "ordinalModel: outcome must have at least two levels in the complete rows, received 12 of one",
    });
  });
});
