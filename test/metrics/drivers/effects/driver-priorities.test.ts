import { describe, expect, it } from "vitest";
import type { DriverGoal } from "../../../../src/metrics/drivers/effects/driver-goal";
import type { DriverMove } from "../../../../src/metrics/drivers/effects/driver-move";
import {
  type DriverPrioritiesOptions,
  driverPriorities,
} from "../../../../src/metrics/drivers/effects/driver-priorities";
import { logisticModel } from "../../../../src/statistics/models/logistic-model";
import { marginalEffects } from "../../../../src/statistics/models/marginal-effects";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import drawn from "../../../golden/driver-draws.json" with { type: "json" };
import fromR from "../../../golden/driver-priorities.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";

type Column = readonly (number | null)[];
type Columns = Readonly<Record<string, Column>>;
const survey: Columns = readTable("sfo_2017.csv");
const from = (table: Columns, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, table[name] as Column]));

/** A case of a golden file as options. */
function optionsOf(golden: { goal: string; move: string; bottom: number | null; topFrom: number | null }) {
  const { goal, move, bottom, topFrom } = golden;
  return {
    goal: goal as DriverGoal,
    move: move as DriverMove,
    ...(bottom === null ? {} : { bottom }),
    ...(topFrom === null ? {} : { topFrom }),
  };
}

describe("driverPriorities() against R (driver-priorities.R): lm, svyglm, predictions before and after", () => {
  it.each(fromR.cases)("$id", (golden) => {
    const options = {
      ...optionsOf(golden),
      draws: 100,
      ...(golden.weighted ? { weights: survey.weight as number[] } : {}),
    };
    const result = driverPriorities(from(survey, golden.drivers), survey[golden.outcome] as Column, options);
    expect(result.n).toBe(golden.n);
    agree(result.current, golden.current, 1e-13);
    result.drivers.forEach((driver, j) => {
      agree(driver.coefficient, golden.coefficient[j] as number, 1e-11);
      agree(driver.meanMove, golden.meanMove[j] as number, 1e-13);
      agree(driver.share, golden.share[j] as number, 1e-13);
      agree(driver.gain?.estimate, golden.gain[j] as number, 1e-11);
      expect(driver.limited).toBe(false);
    });
    expectPlain(result);
  });
});

describe("driverPriorities() against numpy (driver-draws.py): samples fitted one by one", () => {
  it.each(drawn.priorities)("$id", (golden) => {
    const { drivers, outcome, weighted, cost, seed, draws, confidenceLevel } = golden;
    const table: Columns = golden.id.startsWith("small") ? drawn.small : survey;
    const options: DriverPrioritiesOptions = {
      ...optionsOf(golden),
      ...{ seed, draws, confidenceLevel },
      ...(weighted ? { weights: table.weight as number[] } : {}),
      ...(cost ? { cost: Object.fromEntries(drivers.map((name, j) => [name, cost[j] as number])) } : {}),
    };
    const result = driverPriorities(from(table, drivers), table[outcome] as Column, options);
    result.drivers.forEach(({ gain, probabilityBest, gainPerCost }, j) => {
      agreeEnds(gain?.interval, golden.interval[j] as number[], 1e-10);
      agree(gain?.standardError, golden.standardError[j] as number, 1e-10);
      agree(probabilityBest, golden.probabilityBest[j] as number, 1e-12);
      if (cost === null) expect(gainPerCost).toBeNull();
      else {
        agree(gainPerCost?.estimate, (gain?.estimate as number) / (cost[j] as number), 1e-15);
        agreeEnds(
          gainPerCost?.interval,
          (golden.interval[j] as number[]).map((end) => end / (cost[j] as number)),
          1e-10,
        );
      }
    });
    expectPlain(result);
  });
});

describe("driverPriorities() beside a logistic model", () => {
  const golden = fromR.cases.find(({ id }) => id === "top_up") as (typeof fromR.cases)[number];
  const logistic = golden.logistic as number[];

  it("differs by what its documentation says from predictions before and after, and has the same driver first", () => {
    const result = driverPriorities(from(survey, golden.drivers), survey.q7all as Column, {
      goal: "top-box",
      draws: 100,
    });
    const gains = result.drivers.map(({ gain }) => gain?.estimate as number);
    const ratios = gains.map((gain, j) => gain / (logistic[j] as number));
    const apart = gains.map((gain, j) => 100 * (gain - (logistic[j] as number)));
    expect([Math.min(...ratios).toFixed(2), Math.max(...ratios).toFixed(2)]).toEqual(["0.94", "1.67"]);
    expect([Math.min(...apart).toFixed(1), Math.max(...apart).toFixed(1)]).toEqual(["-0.3", "1.6"]);
    expect(gains.indexOf(Math.max(...gains))).toBe(logistic.indexOf(Math.max(...logistic)));
  });

  it("has coefficients whose sum is within a tenth of that of the average marginal effects", () => {
    const columns = from(survey, golden.drivers);
    const isComplete = (i: number) => golden.drivers.every((name) => columns[name]?.[i] !== null);
    const kept = (column: Column) => column.filter((_, i) => isComplete(i) && survey.q7all?.[i] !== null) as number[];
    const answers = Object.fromEntries(golden.drivers.map((name) => [name, kept(columns[name] as Column)]));
    const isTop = kept(survey.q7all as Column).map((y) => Number(y >= 5));
    const { effects } = marginalEffects(logisticModel(answers, isTop), answers);
    const { drivers } = driverPriorities(columns, survey.q7all as Column, { goal: "top-box", draws: 100 });
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    agree(sum(drivers.map(({ coefficient }) => coefficient as number)), sum(effects.map((e) => e.estimate)), 0.1);
  });
});

describe("driverPriorities()", () => {
  const food = [1, 2, 3, 4, 5, 5, 3, 2, 4, 1, 5, 3];
  const gate = [5, 5, 4, 5, 5, 4, 5, 5, 5, 4, 5, 5];
  const overall = [2, 3, 4, 4, 5, 4, 4, 3, 5, 2, 5, 4];
  const draws = 100;
  const codesOf = ({ caveats }: { caveats: readonly { code: string; path: string | null }[] }) =>
    caveats.map(({ code, path }) => `${code} ${path}`);

  it("echoes what was decided, and does not change its input", () => {
    const columns = { food: Object.freeze([...food]), gate: Object.freeze([...gate]) };
    const result = driverPriorities(columns, Object.freeze([...overall]), { draws, seed: 5 });
    expect(result).toMatchObject({ kind: "driver-priorities", goal: "mean", move: "one-level-up", unit: "rating" });
    expect(result).toMatchObject({ outcomeScale: { min: 1, max: 5 }, topFrom: null, confidenceLevel: 0.95, draws });
    expect(result).toMatchObject({ seed: 5, n: 12, nMissing: 0, current: 3.75 });
    expect(result.drivers[0]).toMatchObject({ name: "food", scale: { min: 1, max: 5 }, bottom: null, cost: null });
    expect(result.drivers[0]?.gain).toMatchObject({ kind: "driver-gain", unit: "rating", n: 12, nMissing: 0 });
    const top = driverPriorities({ food }, overall, { draws, goal: "top-box" });
    expect(top).toMatchObject({ unit: "share", topFrom: 5, current: 0.25 });
  });

  it("moves one level up all who are not at the top, and lifts those at the bottom to the level above it", () => {
    const up = driverPriorities({ food, gate }, overall, { draws }).drivers;
    expect(up.map(({ share, meanMove }) => [share, meanMove])).toEqual([
      [9 / 12, 9 / 12],
      [3 / 12, 3 / 12],
    ]);
    // two at 1 go to 3, two at 2 go to 3
    const lift = driverPriorities({ food, gate }, overall, { draws, move: "lift-bottom", bottom: 2 }).drivers;
    expect(lift.map(({ share, meanMove, bottom }) => [share, meanMove, bottom])).toEqual([
      [4 / 12, 6 / 12, 2],
      [0, 0, 2],
    ]);
    expect(lift[1]?.gain).toMatchObject({ estimate: 0, interval: null });
  });

  it("has a scale and a bottom of its own for each driver, and a driver may have any name", () => {
    const wide = food.map((x) => 2 * x);
    const result = driverPriorities({ min: wide, "(intercept)": gate }, overall, {
      draws,
      scale: { min: { min: 0, max: 10 }, "(intercept)": { min: 1, max: 5 } },
      move: "lift-bottom",
      bottom: { min: 4, "(intercept)": 4 },
    });
    expect(result.drivers.map(({ name, scale, bottom, share }) => [name, scale, bottom, share])).toEqual([
      ["min", { min: 0, max: 10 }, 4, 4 / 12],
      ["(intercept)", { min: 1, max: 5 }, 4, 3 / 12],
    ]);
  });

  it("stops a gain where the goal ends, and says so", () => {
    // the coefficient is 1, the mean move 1.1: twice the way from 4.4 to 5
    const answers = [1, 3, 3, 3, 3, 1, 3, 3, 3, 3];
    const outcome = [2, 5, 5, 5, 5, 2, 5, 5, 5, 5];
    const jitter = answers.map((_, i) => 3 + (i % 2));
    const result = driverPriorities({ answers, jitter }, outcome, { draws, move: "lift-bottom", bottom: 3 });
    const [first] = result.drivers;
    expect(first?.limited).toBe(true);
    agree(result.current + (first?.gain?.estimate as number), 5, 1e-15);
    expect(codesOf(result)).toContain("limited-gain drivers.0");
  });

  it("has no gain from a driver that does not vary, unless it is at the top for everybody", () => {
    const low = food.map(() => 3);
    const top = food.map(() => 5);
    const result = driverPriorities({ low, top, food }, overall, { draws });
    expect(result.drivers[0]).toMatchObject({ coefficient: null, gain: null, rank: null, probabilityBest: null });
    expect(result.drivers[1]).toMatchObject({ coefficient: null, gain: { estimate: 0 }, rank: 2, probabilityBest: 0 });
    expect(result.drivers[2]).toMatchObject({ rank: 1, probabilityBest: 1 });
    expect(codesOf(result)).toEqual([
      "constant-column drivers.0",
      "constant-column drivers.1",
      "all-draws-equal drivers.1.gain",
      "skewed-answers drivers.2.gain",
    ]);
  });

  it("has no gain from drivers that repeat each other, whichever comes first, and the usual of the others", () => {
    const result = driverPriorities({ food, gate, turned: food.map((x) => 6 - x) }, overall, { draws });
    const alone = driverPriorities({ food, gate }, overall, { draws });
    expect(result.drivers.map(({ gain }) => gain === null)).toEqual([true, false, true]);
    agree(result.drivers[1]?.gain?.estimate, alone.drivers[1]?.gain?.estimate as number, 1e-12);
    expect(codesOf(result).filter((text) => text.startsWith("aliased"))).toEqual([
      "aliased-columns drivers.0",
      "aliased-columns drivers.2",
    ]);
    expect(result.best).toBe(null);
  });

  it("takes a gain that is none but for rounding for none, whatever the unit of the weights", () => {
    const food = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2];
    const flat = food.map(() => 5);
    const all = food.map((_, i) => (i === 11 ? 4 : 5));
    // in fractions food leads in 78 of 100 samples, ties halved; rounding gave 75 to 77.5, with the unit of the weights
    for (const unit of [1, 0.1, 0.3, 1.1]) {
      const weights = food.map((_, i) => unit * (1 + (i % 3)));
      const { drivers } = driverPriorities({ food, flat }, all, { goal: "top-box", draws: 100, weights });
      expect(drivers.map(({ probabilityBest }) => probabilityBest)).toEqual([0.78, 0.22]);
    }
  });

  it("names the best where the draws agree and its gain is above 0, and nobody where they do not", () => {
    expect(driverPriorities({ food, gate }, overall, { draws }).best).toBe("food");
    const again = food.map((x, i) => Math.min(5, Math.max(1, x + ((i % 3) - 1))));
    expect(driverPriorities({ food, again }, overall, { draws, goal: "top-box" }).best).toBeNull();
    // the only driver is first for sure, and does harm for sure
    const harmful = driverPriorities({ food: food.map((x) => 6 - x) }, overall, { draws });
    expect(harmful.drivers[0]).toMatchObject({ rank: 1, probabilityBest: 1 });
    expect(harmful.drivers[0]?.gain?.interval?.upper).toBeLessThan(0);
    expect(harmful.best).toBeNull();
  });

  it("warns of a gain whose driver has fewer than 20 answers off its most frequent level", () => {
    const answers = Array.from({ length: 60 }, (_, i) => (i < 20 ? 1 + (i % 4) : 5));
    const outcome = answers.map((x, i) => (i % 3 === 0 ? 3 : x));
    const skewed = { code: "skewed-answers", path: "drivers.0.gain" };
    expect(driverPriorities({ answers }, outcome, { draws }).caveats).not.toContainEqual(skewed);
    const fewer = driverPriorities({ answers: [5, ...answers.slice(1)] }, outcome, { draws });
    expect(fewer.caveats).toContainEqual(skewed);
    expect(fewer.drivers[0]?.gain?.caveats).toContainEqual({ ...skewed, path: null });
  });

  it("ranks by gain per cost where costs are given", () => {
    const plain = driverPriorities({ food, gate }, overall, { draws });
    const costly = driverPriorities({ food, gate }, overall, { draws, cost: { food: 100, gate: 1 } });
    expect(plain.drivers.map(({ rank }) => rank)).toEqual([1, 2]);
    expect(costly.drivers.map(({ rank, cost }) => [rank, cost])).toEqual([
      [2, 100],
      [1, 1],
    ]);
    expect(costly.drivers[0]?.gain).toEqual(plain.drivers[0]?.gain);
  });

  it("draws the same from the same seed, and other samples from another", () => {
    const of = (seed: number) => driverPriorities({ food, gate }, overall, { draws, seed }).drivers;
    expect(of(4)).toEqual(of(4));
    expect(of(4)[0]?.gain?.interval).not.toEqual(of(5)[0]?.gain?.interval);
  });

  it("leaves incomplete rows and those with weight 0 out", () => {
    const longer = { food: [...food, null, 3, 1], gate: [...gate, 5, 5, 1] };
    const weights = [...food.map(() => 1), 1, 1, 0];
    const result = driverPriorities(longer, [...overall, 4, null, 1], { draws, weights });
    expect(result).toMatchObject({ n: 12, nMissing: 2, rows: { total: 14, used: 12 } });
    const plain = driverPriorities({ food, gate }, overall, { draws });
    result.drivers.forEach(({ gain }, j) => {
      agree(gain?.estimate, plain.drivers[j]?.gain?.estimate as number, 1e-12);
    });
  });

  it.each([
    [{ move: "up" }, "move", 'be one of "one-level-up", "lift-bottom", received "up"'],
    [{ move: "lift-bottom" }, "bottom", "be an integer in [1, 4], received undefined"],
    [{ move: "lift-bottom", bottom: 5 }, "bottom", "be an integer in [1, 4], received 5"],
    [{ move: "lift-bottom", bottom: { food: 2 } }, "bottom.gate", "be an integer in [1, 4], received undefined"],
    [{ bottom: 2 }, "bottom", 'be absent unless the move is "lift-bottom", received 2'],
    [{ goal: "nps", outcomeScale: { min: 1, max: 5 } }, "outcomeScale", 'be 0 to 10, received "1 to 5"'],
    [{ goal: "top-box", topFrom: 1 }, "topFrom", "be an integer in [2, 5], received 1"],
    [{ topFrom: 4 }, "topFrom", 'be absent unless the goal is "top-box", received 4'],
    [{ cost: { food: 1, gate: 0 } }, "cost.gate", "be a number in [1e-100, 1e+100], received 0"],
    [{ cost: { food: 1, gate: -2 } }, "cost.gate", "be a number in [1e-100, 1e+100], received -2"],
    [{ cost: { food: 1 } }, "cost.gate", "be a number in [1e-100, 1e+100], received undefined"],
    [{ cost: { food: 1, gate: 1, wifi: 3 } }, "cost.wifi", "belong to a driver of that name, received 3"],
    [{ cost: 3 }, "cost", "be an object, received 3"],
    [{ scale: { food: { min: 1, max: 5 } } }, "scale.gate", "be an object, received undefined"],
    [{ scale: { min: 1, max: 4 } }, "predictors.food.4", "be an integer in [1, 4] or null, received 5"],
    [{ outcomeScale: { min: 1, max: 4 } }, "outcome.4", "be an integer in [1, 4] or null, received 5"],
    [{ draw: 100 }, "options.draw", "be a known option, received 100"],
  ])("rejects %o, naming what is wrong", (options, path, rule) => {
    expect(errorOf(() => driverPriorities({ food, gate }, overall, options as object))).toEqual(
      invalid("driverPriorities", path, rule),
    );
  });

  it("rejects an outcome of the goal nps that is off 0 to 10, naming its index", () => {
    const call = () =>
      driverPriorities(
        { food },
        overall.map((y, i) => (i === 3 ? 11 : y)),
        { goal: "nps" },
      );
    expect(errorOf(call)).toEqual(
      invalid("driverPriorities", "outcome.3", "be an integer in [0, 10] or null, received 11"),
    );
  });

  it("refuses more drivers than rows, and an outcome of which all count the same", () => {
    const rows = "must have more complete rows than coefficients, received 3 (of 3) for 3";
    const few = () => driverPriorities({ a: [1, 2, 3], b: [2, 1, 5] }, [1, 2, 3]);
    expect(errorOf(few)).toEqual(insufficient("driverPriorities", "predictors", rows));
    const same = () => driverPriorities({ food }, overall, { goal: "nps" });
    expect(errorOf(same)).toMatchObject({ code: "degenerate-data", path: "outcome" });
    expect(errorOf(same)?.message).toMatch(/must vary, received 12 values that count -100$/);
  });
});
