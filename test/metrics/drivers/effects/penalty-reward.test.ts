import { describe, expect, it } from "vitest";
import { type PenaltyRewardOptions, penaltyReward } from "../../../../src/metrics/drivers/effects/penalty-reward";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import drawn from "../../../golden/driver-draws.json" with { type: "json" };
import fromR from "../../../golden/penalty-reward.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";
import satloy from "../../../golden/satloy.json" with { type: "json" };

type Column = readonly (number | null)[];
type Columns = Readonly<Record<string, Column>>;
const survey: Columns = readTable("sfo_2017.csv");
const weights = survey.weight as number[];
const six = ["q7art", "q7food", "q7store", "q7sign", "q7walkways", "q7screens"];
const from = (table: Columns, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, table[name] as Column]));
const draws = 100;

/** The intercept, then penalty and reward of each driver. */
function effectsOf({ neutral, drivers }: ReturnType<typeof penaltyReward>) {
  return [neutral, ...drivers.flatMap(({ penalty, reward }) => [penalty, reward])];
}

describe("penaltyReward() against R (satloy.json): lm with two dummies a driver", () => {
  const golden = satloy.penaltyReward[0] as (typeof satloy.penaltyReward)[number];
  const result = penaltyReward(from(survey, six), survey.q7all as Column, { low: 2, high: 5, draws });

  it("has R's coefficients, errors and p-values on the airport survey", () => {
    expect(result.n).toBe(golden.n);
    agree(result.rSquared, golden.r2, 1e-13);
    const names = ["(Intercept)", ...six.flatMap((name) => [`${name}_penalty`, `${name}_reward`])];
    effectsOf(result).forEach((effect, i) => {
      const name = names[i] as keyof typeof golden.coef;
      agree(effect?.estimate, golden.coef[name], 1e-11);
      agree(effect?.standardError, golden.se[name], 1e-11);
      agree(effect?.pValue, golden.p[name], 1e-10);
    });
  });
});

describe("penaltyReward() against R (penalty-reward.R): lm, sandwich, survey", () => {
  it.each(fromR.cases)("$id", (golden) => {
    const { drivers, low, high, errors, confidenceLevel, outcomeName } = golden;
    const own = golden as unknown as Partial<Record<string, number[]>>;
    const table = own.outcome
      ? from({ ...Object.fromEntries(drivers.map((d) => [d, own[`x_${d}`]!])) }, drivers)
      : from(survey, drivers);
    const options: PenaltyRewardOptions = {
      low: Object.fromEntries(drivers.map((name, j) => [name, low[j]!])),
      high: Object.fromEntries(drivers.map((name, j) => [name, high[j]!])),
      confidenceLevel,
      draws,
      ...(errors === "linearised" ? { weights } : {}),
      ...(errors.startsWith("hc") ? { robust: errors as "hc3" } : {}),
    };
    const result = penaltyReward(table, own.outcome ?? (survey[outcomeName] as Column), options);
    expect([result.n, result.errors]).toEqual([golden.n, errors]);
    agree(result.rSquared, golden.rSquared, 1e-13);
    effectsOf(result).forEach((effect, i) => {
      if (golden.estimate[i] === null) {
        expect(effect).toBeNull();
        return;
      }
      agree(effect?.estimate, golden.estimate[i] as number, 1e-11);
      agree(effect?.standardError, golden.se[i] as number, 1e-11);
      agree(effect?.statistic, golden.t[i] as number, 1e-11);
      agree(effect?.pValue, golden.p[i] as number, 1e-10);
      agreeEnds(effect?.interval, [golden.lower[i] as number, golden.upper[i] as number], 1e-11);
    });
    result.drivers.forEach((driver, j) => {
      expect([driver.nLow, driver.nHigh]).toEqual([golden.nLow[j], golden.nHigh[j]]);
      for (const part of ["rangeOfImpact", "satisfactionPotential", "dissatisfactionPotential", "asymmetry"] as const) {
        if (golden[part][j] === null) expect(driver[part]).toBeNull();
        else agree(driver[part], golden[part][j] as number, 1e-11);
      }
    });
    expectPlain(result);
  });
});

describe("penaltyReward() against numpy (driver-draws.py): samples fitted one by one", () => {
  it.each(drawn.penaltyReward)("$id", ({ drivers, outcome, weighted, interval, failed, id, ...options }) => {
    const table: Columns = id.startsWith("small") ? drawn.small : survey;
    const result = penaltyReward(from(table, drivers), table[outcome] as Column, {
      ...options,
      ...(weighted ? { weights: table.weight as number[] } : {}),
    });
    result.drivers.forEach(({ asymmetryInterval }, j) => {
      agreeEnds(asymmetryInterval, interval[j] as number[], 1e-10);
      expect(asymmetryInterval?.method).toBe("bootstrap-percentile");
      const failures = result.caveats.filter(({ code, path }) => code === "failed-draws" && path === `drivers.${j}`);
      expect(failures.length).toBe(Number((failed[j] as number) > 0));
    });
  });
});

describe("penaltyReward()", () => {
  const food = [1, 2, 3, 4, 5, 5, 3, 2, 4, 1, 5, 3];
  const gate = [3, 1, 4, 3, 5, 2, 2, 5, 1, 4, 4, 3];
  const overall = [2, 2, 4, 4, 5, 4, 4, 4, 3, 2, 5, 4];
  const coding = { low: 2, high: 5, draws };
  const codesOf = ({ caveats }: { caveats: readonly { code: string; path: string | null }[] }) =>
    caveats.map(({ code, path }) => `${code} ${path}`);

  it("echoes what was decided, and does not change its input", () => {
    const columns = { food: Object.freeze([...food]), gate: Object.freeze([...gate]) };
    const result = penaltyReward(columns, Object.freeze([...overall]), { ...coding, seed: 9, hybridMargin: 0.1 });
    expect(result).toMatchObject({ kind: "penalty-reward", n: 12, nMissing: 0, errors: "classical" });
    expect(result).toMatchObject({ hybridMargin: 0.1, confidenceLevel: 0.95, draws, seed: 9 });
    expect(result.drivers[0]).toMatchObject({ name: "food", low: 2, high: 5, nLow: 4, nHigh: 3 });
  });

  it("has a coding of its own for each driver, and a driver may have any name", () => {
    const columns = { min: food, "(intercept)": gate };
    const result = penaltyReward(columns, overall, { ...coding, low: { min: 2, "(intercept)": 1 } });
    expect(result.drivers.map(({ name, low, nLow }) => [name, low, nLow])).toEqual([
      ["min", 2, 4],
      ["(intercept)", 1, 2],
    ]);
  });

  it("lets a penalty that is positive count as 0, and says so", () => {
    // those who rated the gate low are the happiest
    const happy = overall.map((y, i) => ((gate[i] as number) <= 2 ? 5 : Math.min(4, y)));
    const result = penaltyReward({ food, gate }, happy, coding);
    const [, driver] = result.drivers;
    expect(driver?.penalty?.estimate).toBeGreaterThan(0);
    expect(driver).toMatchObject({ dissatisfactionPotential: 0, satisfactionPotential: 1, asymmetry: 1 });
    expect(driver?.rangeOfImpact).toBe(driver?.reward?.estimate);
    expect(codesOf(result)).toContain("wrong-signed-effect drivers.1.penalty");
  });

  it("has no penalty of a driver without a low answer, and no reward of one with high answers alone", () => {
    const high = food.map(() => 5);
    const result = penaltyReward({ food: food.map((x) => Math.max(3, x)), high, gate }, overall, coding);
    expect(result.drivers[0]).toMatchObject({ nLow: 0, penalty: null, rangeOfImpact: null, asymmetry: null });
    expect(result.drivers[0]?.reward).not.toBeNull();
    expect(result.drivers[0]).toMatchObject({ asymmetryInterval: null, class: "undetermined" });
    expect(result.drivers[1]).toMatchObject({ nLow: 0, nHigh: 12, penalty: null, reward: null });
    expect(codesOf(result).filter((text) => text.startsWith("no-contrast"))).toEqual([
      "no-contrast drivers.0.penalty",
      "no-contrast drivers.1.penalty",
      "no-contrast drivers.1.reward",
    ]);
  });

  it("has no effect of drivers that repeat each other, whichever comes first, and the usual of the others", () => {
    const result = penaltyReward({ food, gate, again: food }, overall, coding);
    const alone = penaltyReward({ food, gate }, overall, coding);
    for (const j of [0, 2]) expect(result.drivers[j]).toMatchObject({ penalty: null, reward: null, asymmetry: null });
    agree(result.drivers[1]?.penalty?.estimate, alone.drivers[1]?.penalty?.estimate as number, 1e-12);
    expect(result.drivers[1]?.asymmetryInterval).toEqual(alone.drivers[1]?.asymmetryInterval);
    expect(codesOf(result).filter((text) => text.startsWith("aliased"))).toEqual([
      "aliased-columns drivers.0.penalty",
      "aliased-columns drivers.0.reward",
      "aliased-columns drivers.2.penalty",
      "aliased-columns drivers.2.reward",
    ]);
  });

  it("has neither penalty nor reward where no answer is in between, which leaves nothing to compare them with", () => {
    const result = penaltyReward({ food: food.map((x) => (x < 3 ? 1 : 5)), gate }, overall, coding);
    expect(result.drivers[0]).toMatchObject({ nLow: 4, nHigh: 8, penalty: null, reward: null, rangeOfImpact: null });
    expect(result.drivers[1]?.penalty).not.toBeNull();
  });

  it("has no potentials where the range is 0, and no class", () => {
    // twice the same answers, once with each outcome: no driver has anything to do with it
    const outcome = [...overall.map(() => 2), ...overall.map(() => 4)];
    const result = penaltyReward({ food: [...food, ...food], gate: [...gate, ...gate] }, outcome, coding);
    for (const driver of result.drivers) {
      expect(driver).toMatchObject({ rangeOfImpact: 0, satisfactionPotential: null, asymmetry: null });
      expect(driver).toMatchObject({ asymmetryInterval: null, class: "undetermined" });
    }
  });

  it("is -1 for sure where every sample has a penalty and no reward", () => {
    const answers = [1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3, 5, 5, 5, 5, 5, 5];
    const outcome = [1, 2, 1, 2, 1, 2, 5, 4, 5, 4, 5, 4, 3, 2, 3, 2, 3, 2];
    const [driver] = penaltyReward({ answers }, outcome, coding).drivers;
    expect(driver).toMatchObject({ asymmetry: -1, class: "dissatisfier" });
    expect(driver?.asymmetryInterval).toMatchObject({ lower: -1, upper: -1 });
  });

  it("is a hybrid where the interval is within the margin, even if it is above 0", () => {
    const answers = Array.from({ length: 60 }, (_, i) => [1, 3, 5][i % 3] as number);
    const outcome = answers.map((x, i) => (x === 1 ? 2 : x === 3 ? 4 : 6.2) + (i % 2 ? 0.01 : -0.01));
    const classes = [0, 0.04, 0.2].map((hybridMargin) => {
      const [driver] = penaltyReward({ answers }, outcome, { ...coding, hybridMargin }).drivers;
      expect(driver?.asymmetryInterval?.lower).toBeGreaterThan(0.04);
      return driver?.class;
    });
    expect(classes).toEqual(["satisfier", "satisfier", "hybrid"]);
  });

  it("warns of an asymmetry from fewer than ten answers that are low, high or in between", () => {
    for (const [low, middle, high] of [
      [9, 20, 20],
      [20, 9, 20],
      [20, 20, 9],
      [10, 10, 10],
    ] as const) {
      const answers = [1, 3, 5].flatMap((x, k) => new Array<number>([low, middle, high][k] as number).fill(x));
      const outcome = answers.map((x, i) => x + (i % 3));
      const warned = penaltyReward({ answers }, outcome, coding).caveats.some(({ code, path }) => {
        return code === "skewed-answers" && path === "drivers.0";
      });
      expect(warned).toBe(Math.min(low, middle, high) < 10);
    }
  });

  it("draws the same from the same seed, other samples from another, and more narrowly at a lower level", () => {
    const of = (options: object) => penaltyReward({ food, gate }, overall, { ...coding, ...options }).drivers[0]!;
    expect(of({ seed: 4 })).toEqual(of({ seed: 4 }));
    expect(of({ seed: 4 }).asymmetryInterval).not.toEqual(of({ seed: 5 }).asymmetryInterval);
    const [narrow, wide] = [of({ confidenceLevel: 0.5 }), of({ confidenceLevel: 0.9 })].map((d) => d.asymmetryInterval);
    expect((narrow?.upper as number) - (narrow?.lower as number)).toBeLessThan(
      (wide?.upper as number) - (wide?.lower as number),
    );
  });

  it("keeps its digits far from 0 and near the ends of the doubles", () => {
    const plain = penaltyReward({ food, gate }, overall, coding);
    for (const [shift, factor] of [
      [1e9, 1],
      [0, 1e300],
      [0, 1e-300],
    ] as const) {
      const outcome = overall.map((y) => factor * (y + shift));
      const result = penaltyReward({ food: food.map((x) => x + shift), gate }, outcome, {
        ...coding,
        low: { food: 2 + shift, gate: 2 },
        high: { food: 5 + shift, gate: 5 },
      });
      result.drivers.forEach(({ penalty, asymmetryInterval }, j) => {
        agree((penalty?.estimate as number) / factor, plain.drivers[j]?.penalty?.estimate as number, 1e-11);
        const { lower, upper } = plain.drivers[j]!.asymmetryInterval!;
        agreeEnds(asymmetryInterval, [lower, upper], 1e-7);
      });
      expectPlain(result);
    }
  });

  it("leaves incomplete rows out and counts what is missing", () => {
    const result = penaltyReward(
      { food: [...food, null, 3, 4], gate: [...gate, 2, undefined, 4] },
      [...overall, 3, 4, null],
      coding,
    );
    expect(result).toMatchObject({
      n: 12,
      nMissing: 3,
      drivers: penaltyReward({ food, gate }, overall, coding).drivers,
    });
    expect(result.rows).toEqual({
      total: 15,
      used: 12,
      missing: [
        { name: "food", n: 1 },
        { name: "gate", n: 1 },
        { name: "outcome", n: 1 },
      ],
    });
    const few = penaltyReward(
      { food: [...food, ...food.map(() => null), null], gate: [...gate, ...gate, 1] },
      [...overall, ...overall, 1],
      coding,
    );
    expect(codesOf(few)).toContain("few-complete-rows null");
  });

  it.each([
    [{ low: 3, high: 3 }, "high", "be above low (3), received 3"],
    [{ low: { food: 2, gate: 4 }, high: 4 }, "high", "be above low (4), received 4"],
    [{ low: 2, high: { food: 5, gate: 1 } }, "high.gate", "be above low (2), received 1"],
    [{ low: { food: 2 }, high: 5 }, "low.gate", "be a finite number, received undefined"],
    [{ low: 2, high: { food: 5, gate: 5, wifi: 5 } }, "high.wifi", "belong to a driver of that name, received 5"],
    [{ low: Number.NaN, high: 5 }, "low", "be a finite number, received NaN"],
    [{ high: 5 }, "low", "be a finite number, received undefined"],
    [{ ...coding, hybridMargin: 1 }, "hybridMargin", "be a number in [0, 1), received 1"],
    [{ ...coding, robust: "hc4" }, "robust", 'be one of "hc0", "hc1", "hc2", "hc3", received "hc4"'],
    [{ ...coding, robust: "hc3", weights: overall }, "robust", 'be absent where weights are given, received "hc3"'],
    [{ ...coding, draws: 99 }, "draws", "be an integer in [100, 1000000], received 99"],
    [{ ...coding, lows: 2 }, "options.lows", "be a known option, received 2"],
  ])("rejects %o, naming what is wrong", (options, path, rule) => {
    const call = () => penaltyReward({ food, gate }, overall, options as typeof coding);
    expect(errorOf(call)).toEqual(invalid("penaltyReward", path, rule));
  });

  it("rejects columns of other lengths and elements that are no numbers, naming them", () => {
    const length = invalid("penaltyReward", "predictors.gate", "have the length of outcome (12), received 11");
    expect(errorOf(() => penaltyReward({ food, gate: gate.slice(1) }, overall, coding))).toEqual(length);
    const element = invalid(
      "penaltyReward",
      "predictors.food.2",
      "be a finite number, null or undefined, received NaN",
    );
    expect(
      errorOf(() => penaltyReward({ food: food.map((x, i) => (i === 2 ? Number.NaN : x)) }, overall, coding)),
    ).toEqual(element);
    expect(errorOf(() => penaltyReward({}, overall, coding))?.path).toBe("predictors");
  });

  it("refuses no more complete rows than coefficients, and an outcome that does not vary", () => {
    const rows = "must have more complete rows than coefficients, received 5 (of 6) for 5";
    const few = () => penaltyReward({ a: [1, 3, 5, 1, 3, null], b: [3, 1, 5, 3, 3, 1] }, [1, 2, 3, 4, 5, 6], coding);
    expect(errorOf(few)).toEqual(insufficient("penaltyReward", "predictors", rows));
    const constant = () =>
      penaltyReward(
        { food },
        overall.map(() => 4),
        coding,
      );
    expect(errorOf(constant)).toMatchObject({ code: "degenerate-data", path: "outcome" });
  });

  it("refuses hc3 where a row determines a coefficient alone", () => {
    const single = [1, 3, 4, 3, 4, 3, 5, 5, 4, 3, 4, 3];
    expect(penaltyReward({ single }, overall, coding).drivers[0]?.nLow).toBe(1);
    const call = () => penaltyReward({ single }, overall, { ...coding, robust: "hc3" });
    expect(errorOf(call)).toMatchObject({ code: "degenerate-data", path: "robust" });
  });
});
