import { describe, expect, test } from "vitest";
import { logisticModel } from "../../../src/statistics/models/logistic-model";
import type { LogisticModelResult } from "../../../src/statistics/models/logistic-model-result";
import { marginalEffects } from "../../../src/statistics/models/marginal-effects";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import fromR from "../../golden/marginal-effects.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

const sfo = readTable("sfo_2017.csv");
const needed = ["nps", "q7all", "q10safe", "strata", "problem"].map((name) => sfo[name] ?? []);
/** Rows that the oracle's models use. */
const used = (sfo["nps"] ?? []).map((_, i) => needed.every((column) => column[i] !== null));
const column = (name: string) => (sfo[name] ?? []).filter((_, i) => used[i]) as number[];

const promoter = column("nps").map((value) => value >= 9);
const [q7all, q10safe, weights] = ["q7all", "q10safe", "weight"].map(column) as [number[], number[], number[]];
const strata = column("strata").map((value) => ["am", "mid", "pm"][value - 1] as string);
const trouble = column("problem").map((value) => value === 1);

const CASES: Readonly<Record<string, () => ReturnType<typeof marginalEffects>>> = {
  plain: () => marginalEffects(logisticModel({ q7all, q10safe }, promoter), { q7all, q10safe }),
  rich: () => {
    const terms = [
      { polynomial: "q7all", degree: 2 },
      "strata",
      "trouble",
      "q10safe",
      { interaction: ["q7all", "q10safe"] },
      { interaction: ["q10safe", "strata"] },
    ] as const;
    const columns = { q7all, strata, trouble, q10safe };
    return marginalEffects(logisticModel(columns, promoter, { terms }), columns);
  },
  surveyed: () => {
    const columns = { q7all, trouble };
    return marginalEffects(logisticModel(columns, promoter, { weights }), columns, { weights });
  },
};

describe("marginalEffects() against R (glm and svyglm, extrapolated differences, delta method)", () => {
  test.each(fromR.cases)("$id", ({ id, names, ...r }) => {
    const { effects } = (CASES[id] as (typeof CASES)[string])();
    expect(effects.map(({ name }) => name)).toEqual(names);
    effects.forEach((effect, i) => {
      agree(effect.estimate, r.estimate[i] as number, 1e-9);
      agree(effect.standardError, r.se[i] as number, 1e-8);
      agree(effect.statistic, (r.estimate[i] as number) / (r.se[i] as number), 1e-8);
      agreeEnds(effect.interval, [r.lower[i] as number, r.upper[i] as number], 1e-8);
      expect(effect.pValue).not.toBeNull();
      if ((r.p[i] as number) > 1e-30) agree(effect.pValue, r.p[i] as number, 1e-6);
    });
  });
});

const rating = [1, 2, 2, 3, 3, 4, 4, 5, 5, 1];
const late = [true, false, true, true, false, true, false, false, true, false];
const gate = ["A", "B", "C", "A", "B", "C", "A", "B", "C", "A"];
const returned = [0, 0, 1, 0, 1, 0, 1, 1, 1, 1];
const model = logisticModel({ rating, late }, returned);

describe("marginalEffects()", () => {
  test("a contrast of a model of one yes-or-no predictor is the difference of the two shares", () => {
    const one = marginalEffects(logisticModel({ late }, returned), { late });
    expect(one.effects).toHaveLength(1);
    expect(one.effects[0]).toMatchObject({ name: "late", method: "contrast" });
    agree(one.effects[0]?.estimate, 2 / 5 - 4 / 5, 1e-12);
    agree(one.effects[0]?.standardError, Math.sqrt((0.4 * 0.6) / 5 + (0.8 * 0.2) / 5), 1e-12);
    const three = logisticModel({ gate }, [0, 0, 1, 0, 1, 0, 1, 1, 1, 1], { references: { gate: "B" } });
    const { effects } = marginalEffects(three, { gate });
    expect(effects.map(({ name }) => name)).toEqual(["gate[A]", "gate[C]"]);
    agree(effects[0]?.estimate, 2 / 4 - 2 / 3, 1e-12);
  });

  test("frequencies are the same as repeated rows, and weight 0 is no row", () => {
    const frequencies = [1, 2, 0, 3, 1, 1, 2, 1, 1, 1];
    const repeat = <V>(list: readonly V[]) =>
      list.flatMap((value, i) => Array<V>(frequencies[i] as number).fill(value));
    const few = marginalEffects(model, { rating, late }, { frequencies });
    const many = marginalEffects(model, { rating: repeat(rating), late: repeat(late) });
    expect([few.n, many.n]).toEqual([13, 13]);
    few.effects.forEach((effect, i) => {
      agree(effect.estimate, many.effects[i]?.estimate as number, 1e-12);
      agree(effect.standardError, many.effects[i]?.standardError as number, 1e-12);
    });
    expect(marginalEffects(model, { rating, late }, { weights: rating.map((_, i) => (i < 4 ? 2 : 0)) })).toEqual(
      marginalEffects(model, { rating: rating.slice(0, 4), late: late.slice(0, 4) }),
    );
  });

  test("rows with a missing value are left out and counted, and other columns are ignored", () => {
    const whole = marginalEffects(model, { rating, late });
    expect(whole).toMatchObject({ kind: "marginal-effects", n: 10, nMissing: 0, caveats: [] });
    const holed = marginalEffects(model, {
      rating: [...rating, null, 3],
      late: [...late, true, null],
      gate: "unread",
    } as never);
    expect(holed).toEqual({ ...whole, nMissing: 2 });
    expect(whole.effects.map(({ method }) => method)).toEqual(["slope", "contrast"]);
    expectPlain(whole);
    expect(marginalEffects(JSON.parse(JSON.stringify(model)) as typeof model, { rating, late })).toEqual(whole);
  });

  test("an offset of 1e9 and units of 1e-300 and 1e300 cost no digits", () => {
    const [slope] = marginalEffects(model, { rating, late }).effects;
    const far = rating.map((value) => 1e9 + value);
    const [moved] = marginalEffects(logisticModel({ rating: far, late }, returned), { rating: far, late }).effects;
    agree(moved?.estimate, slope?.estimate as number, 1e-12);
    agree(moved?.standardError, slope?.standardError as number, 1e-12);
    for (const unit of [1e-300, 1e300]) {
      const scaled = rating.map((value) => unit * value);
      const [other] = marginalEffects(logisticModel({ rating: scaled, late }, returned), {
        rating: scaled,
        late,
      }).effects;
      agree((other?.estimate as number) * unit, slope?.estimate as number, 1e-12);
      agree(other?.statistic, slope?.statistic as number, 1e-12);
    }
  });

  test("a predictor that others express has no effect of its own, with a caveat", () => {
    const twice = rating.map((value) => 2 * value);
    const { effects, caveats } = marginalEffects(logisticModel({ rating, twice }, returned), { rating, twice });
    expect(effects.map(({ name }) => name)).toEqual(["rating"]);
    expect(caveats).toEqual([{ code: "aliased-columns", path: null }]);
  });

  test("Firth's method gives effects where maximum likelihood has none", () => {
    const x = [1, 2, 3, 4, 5, 6];
    const y = [0, 0, 0, 1, 1, 1];
    expect(errorOf(() => marginalEffects(logisticModel({ x }, y), { x }))).toMatchObject({
      code: "degenerate-data",
      path: "model",
    });
    const { effects } = marginalEffects(logisticModel({ x }, y, { method: "firth" }), { x });
    expect(effects[0]?.estimate).toBeGreaterThan(0.1);
  });
});

describe("marginalEffects() refuses", () => {
  const bad = (of: unknown, columns: unknown, options?: unknown) =>
    errorOf(() => marginalEffects(of as LogisticModelResult, columns as { x: number[] }, options as object));

  test.each([
    ["no model", [null, { rating, late }], "model", "be an object, received null"],
    [
      "another model",
      [{ kind: "linear-model" }, {}],
      "model",
      "be a logistic model, as logisticModel() makes them, received an object (Object)",
    ],
    ["a missing column", [model, { rating }], "columns.late", "be given, since the model needs it, received undefined"],
    [
      "columns of two lengths",
      [model, { rating, late: [true] }],
      "columns.rating",
      "have the length of columns.late (1), received 10",
    ],
    [
      "text for numbers",
      [model, { rating: gate, late }],
      "columns.rating",
      'hold numbers, as the model\'s did, received "A"',
    ],
    [
      "a confidence level of 95",
      [model, { rating, late }, { confidenceLevel: 95 }],
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 95",
    ],
    [
      "precision weights",
      [model, { rating, late }, { precisionWeights: rating }],
      "precisionWeights",
      "be absent: this model does not know them, received an object (Array)",
    ],
    [
      "weights of another length",
      [model, { rating, late }, { weights: [1] }],
      "weights",
      "have the length of columns (10), received 1",
    ],
    [
      "a basis without centres",
      [
        { ...model, predictionBasis: { ...model.predictionBasis, centers: undefined } },
        { rating, late },
      ],
      "model.predictionBasis.centers",
      "be an array, received undefined",
    ],
  ])("%s", (_, [of, columns, options], path, rule) => {
    expect(bad(of, columns, options)).toEqual(invalid("marginalEffects", path, rule));
  });

  test("columns without a complete row", () => {
    const message = "must have a complete row, received none of 2";
    expect(bad(model, { rating: [1, null], late: [null, true] })).toEqual(
      insufficient("marginalEffects", "columns", message),
    );
  });
});
