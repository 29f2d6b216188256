import { describe, expect, it } from "vitest";
import { driverImportance } from "../../../../src/metrics/drivers/importance/driver-importance";
import { importancePerformance } from "../../../../src/metrics/drivers/importance/importance-performance";
import { csat } from "../../../../src/metrics/satisfaction/csat";
import { linearModel } from "../../../../src/statistics/models/linear-model";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import drawn from "../../../golden/driver-draws.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";

type Column = readonly (number | null)[];
const survey: Readonly<Record<string, Column>> = readTable("sfo_2017.csv");
const weights = survey.weight as number[];
const overall = survey.q7all as Column;
const six = ["q7art", "q7food", "q7store", "q7sign", "q7walkways", "q7screens"];
const from = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, survey[name] as Column]));

describe("importancePerformance() against numpy (driver-draws.py): samples fitted one by one", () => {
  it.each(drawn.effects)("$id", ({ drivers, weighted, seed, draws, confidenceLevel, interval }) => {
    const options = { importance: "effect" as const, seed, draws, confidenceLevel };
    const result = importancePerformance(from(drivers), overall, weighted ? { ...options, weights } : options);
    result.drivers.forEach(({ importanceInterval }, j) => {
      agreeEnds(importanceInterval, interval[j] as number[], 1e-10);
    });
    const model = linearModel(from(drivers), overall, weighted ? { weights } : {});
    agree(result.rSquared, model.rSquared, 1e-12);
    result.drivers.forEach(({ importance }, j) => {
      agree(importance, model.coefficients[j + 1]?.standardized as number, 1e-11);
    });
    expectPlain(result);
  });
});

describe("importancePerformance()", () => {
  it.each([{}, { weights }])("has the shares of driverImportance() and the means of csat(), rescaled: %#", (own) => {
    const result = importancePerformance(from(six), overall, { draws: 150, seed: 3, ...own });
    const shares = driverImportance(from(six), overall, { draws: 150, seed: 3, ...own });
    expect([result.n, result.nMissing, result.rows]).toEqual([shares.n, shares.nMissing, shares.rows]);
    expect(result.rSquared).toBe(shares.rSquared);
    agree(result.crosshair.importance, 1 / 6, 1e-14);
    result.drivers.forEach((driver, j) => {
      const { relativeShare, relativeInterval } = shares.drivers[j] as (typeof shares.drivers)[number];
      expect([driver.importance, driver.importanceInterval]).toEqual([relativeShare, relativeInterval]);
      const { mean } = csat(survey[driver.name] as Column, own);
      expect(driver.mean).toEqual(mean);
      agree(driver.performance, 25 * (mean.estimate - 1), 1e-14);
      agreeEnds(driver.performanceInterval, [25 * (mean.interval.lower - 1), 25 * (mean.interval.upper - 1)], 1e-14);
    });
    expectPlain(result);
  });

  // two drivers that matter and two that do not, two of each kind rated high
  const signs = Array.from({ length: 240 }, (_, i) => [i % 2, (i >> 1) % 2, (i >> 2) % 2, (i >> 3) % 2] as const);
  const grid = {
    strong: signs.map(([a], i) => (a ? 5 : i % 7 === 0 ? 3 : 4)),
    weak: signs.map(([, b]) => (b ? 2 : 1)),
    idle: signs.map(([, , c], i) => (c ? 2 : i % 11 === 0 ? 3 : 1)),
    extra: signs.map(([, , , d], i) => (d ? 5 : i % 11 === 0 ? 3 : 4)),
  };
  const outcome = signs.map(([a, b], i) => 1 + 2 * a + 2 * b + (i % 5) / 5);
  const draws = 200;

  it("echoes what was decided, draws the same from the same seed, and does not change its input", () => {
    const frozen = { strong: Object.freeze([...grid.strong]), weak: Object.freeze([...grid.weak]) };
    const settings = { draws, seed: 7, confidenceLevel: 0.9 };
    const result = importancePerformance(frozen, Object.freeze([...outcome]), settings);
    expect(result).toMatchObject({ kind: "importance-performance", importance: "share", n: 240, nMissing: 0 });
    expect(result).toMatchObject(settings);
    expect(result.drivers[0]?.importanceInterval).toMatchObject({ level: 0.9, method: "bootstrap-percentile" });
    expect(importancePerformance(frozen, outcome, settings)).toEqual(result);
    const other = importancePerformance(frozen, outcome, { ...settings, seed: 8 });
    expect(other.drivers[0]?.importanceInterval).not.toEqual(result.drivers[0]?.importanceInterval);
  });

  it("has the field's four quadrants", () => {
    const { drivers, crosshair } = importancePerformance(grid, outcome, { draws });
    expect(drivers.map(({ name, quadrant }) => [name, quadrant])).toEqual([
      ["strong", "keep-up-the-good-work"],
      ["weak", "concentrate-here"],
      ["idle", "low-priority"],
      ["extra", "possible-overkill"],
    ]);
    agree(crosshair.importance, drivers.reduce((sum, { importance }) => sum + (importance as number), 0) / 4, 1e-15);
    agree(crosshair.performance, drivers.reduce((sum, { performance }) => sum + performance, 0) / 4, 1e-15);
  });

  it("is undecided where an interval does not clear the crosshair, and says on which axis", () => {
    const point = { importance: 0.2, performance: 80 };
    const { drivers, crosshair } = importancePerformance(grid, outcome, { draws, crosshair: point });
    expect(crosshair).toEqual({ ...point, method: "given" });
    const [strong] = drivers;
    const { lower, upper } = strong!.performanceInterval;
    for (const [performance, undecided] of [
      [lower - 1e-9, []],
      [lower, ["performance"]],
      [upper, ["performance"]],
      [upper + 1e-9, []],
    ] as const) {
      const own = importancePerformance(grid, outcome, { draws, crosshair: { ...point, performance } }).drivers[0];
      expect(own?.undecided).toEqual(undecided);
    }
    const both = { importance: strong!.importance as number, performance: strong!.performance };
    const neither = importancePerformance(grid, outcome, { draws, crosshair: both }).drivers[0];
    expect(neither).toMatchObject({ quadrant: "undecided", undecided: ["importance", "performance"] });
  });

  it("takes the median of drivers as the middle one, or the mean of the middle two", () => {
    const four = importancePerformance(grid, outcome, { draws, crosshair: "median" });
    const sorted = four.drivers.map(({ performance }) => performance).sort((a, b) => a - b);
    expect(four.crosshair.performance).toBe(((sorted[1] as number) + (sorted[2] as number)) / 2);
    const { extra: _, ...three } = grid;
    const odd = importancePerformance(three, outcome, { draws, crosshair: "median" });
    const middle = odd.drivers.map(({ performance }) => performance).sort((a, b) => a - b)[1];
    expect(odd.crosshair).toMatchObject({ performance: middle, method: "median" });
  });

  it("leaves the only driver undecided, since the crosshair is where it is", () => {
    const [only] = importancePerformance({ strong: grid.strong }, outcome, { draws }).drivers;
    expect(only?.quadrant).toBe("undecided");
  });

  it("rates performance by all answers of a driver, and importance by complete rows", () => {
    const strong = [...grid.strong, 1, 1, 1];
    const weak = [...grid.weak, null, 3, null];
    const result = importancePerformance({ strong, weak }, [...outcome, 3, null, 4], { draws });
    expect(result).toMatchObject({ n: 240, nMissing: 3, rows: { total: 243, used: 240 } });
    const [first] = result.drivers;
    expect(first?.mean).toMatchObject({ n: 243, nMissing: 0 });
    agree(first?.mean.estimate, strong.reduce((sum, x) => sum + x, 0) / 243, 1e-15);
    const complete = importancePerformance({ strong: grid.strong, weak: grid.weak }, outcome, { draws });
    expect(first?.importance).toBe(complete.drivers[0]?.importance);
  });

  it("has a scale of its own for each driver", () => {
    const scale = { strong: { min: 1, max: 5 }, weak: { min: 0, max: 10 } };
    const { drivers } = importancePerformance({ strong: grid.strong, weak: grid.weak }, outcome, { draws, scale });
    agree(drivers[1]?.performance, 10 * (drivers[1]?.mean.estimate as number), 1e-15);
    expect(drivers[1]?.scale).toEqual(scale.weak);
    const undefinedScale = { ...scale, wifi: undefined } as typeof scale;
    const same = importancePerformance({ strong: grid.strong, weak: grid.weak }, outcome, {
      draws,
      scale: undefinedScale,
    });
    expect(same.drivers).toEqual(drivers);
  });

  it("says nothing of importance without draws", () => {
    const result = importancePerformance(grid, outcome, { draws: 0 });
    expect(result).toMatchObject({ draws: null, seed: null, caveats: [{ code: "no-resampling", path: null }] });
    for (const { importanceInterval, undecided } of result.drivers) {
      expect([importanceInterval, undecided]).toEqual([null, ["importance"]]);
    }
  });

  it("knows no importance where all drivers together explain nothing", () => {
    const symmetric = [1, 2, 3, 4, 5];
    const result = importancePerformance({ a: symmetric }, [7, 1, 4, 1, 7], { draws });
    expect(result.drivers[0]).toMatchObject({ importance: null, importanceInterval: null, quadrant: "undecided" });
    expect(result.crosshair.importance).toBe(null);
    expect(result.rSquared).toBeLessThan(1e-12);
    expect(result.caveats).toEqual([{ code: "failed-draws", path: null }]);
  });

  it("leaves samples in which a driver does not vary out of its effect, which they do not tell, but not of its share", () => {
    // a third of the samples have no 3: the effect's interval at 80 % began at 0, in that of all others at 0.25
    const gate = outcome.slice(0, 32).map((_, i) => (i === 0 ? 3 : 5));
    const rated = outcome.slice(0, 32).map((y, i) => (i === 0 ? 0 : y));
    const columns = { gate, weak: grid.weak.slice(0, 32) };
    const settings = { draws, confidenceLevel: 0.8 };
    const effect = importancePerformance(columns, rated, { ...settings, importance: "effect" });
    expect(effect.drivers[0]!.importanceInterval!.lower).toBeGreaterThan(0.2);
    expect(effect.caveats).toContainEqual({ code: "failed-draws", path: "drivers.0" });
    expect(effect.caveats).not.toContainEqual({ code: "failed-draws", path: "drivers.1" });
    const share = importancePerformance(columns, rated, settings);
    expect(share.drivers[0]!.importanceInterval!.lower).toBe(0);
    expect(share.caveats.filter(({ code }) => code === "failed-draws")).toEqual([]);
    // as driverImportance() warns
    for (const { caveats } of [effect, share])
      expect(caveats).toContainEqual({ code: "skewed-answers", path: "drivers.0" });
  });

  it("warns of drivers so nearly dependent that rounding shows", () => {
    const first = signs.map(([a, b], i) => 500 * a + 200 * b + i);
    const twin = first.map((x, i) => (i === 5 ? x + 1 : x));
    for (const importance of ["share", "effect"] as const) {
      const options = { draws, importance, scale: { min: 0, max: 1000 } };
      expect(importancePerformance({ first, twin }, outcome, options).caveats).toContainEqual({
        code: "ill-conditioned",
        path: null,
      });
    }
  });

  it("has no effect, but a share of 0, of a driver that does not vary, and no effect of drivers that repeat others", () => {
    const columns = { ...grid, flat: outcome.map(() => 3), again: grid.weak };
    const share = importancePerformance(columns, outcome, { draws });
    expect(share.drivers[4]).toMatchObject({ importance: 0, importanceInterval: null, quadrant: "undecided" });
    agree(share.drivers[5]?.importance, share.drivers[1]?.importance as number, 1e-9);
    const effect = importancePerformance(columns, outcome, { draws, importance: "effect" });
    expect(effect.drivers.map(({ importance }) => importance === null)).toEqual([
      false,
      true,
      false,
      false,
      true,
      true,
    ]);
    const codes = effect.caveats.map(({ code, path }) => `${code} ${path}`);
    expect(codes).toEqual(
      expect.arrayContaining(["aliased-columns drivers.1", "constant-column drivers.4", "aliased-columns drivers.5"]),
    );
    const none = importancePerformance({ flat: columns.flat }, outcome, { draws, importance: "effect" });
    expect(none).toMatchObject({ crosshair: { importance: null, performance: 50 }, rSquared: 0 });
    expectPlain(none);
  });

  it.each([
    [{ importance: "both" }, "importance", 'be one of "share", "effect", received "both"'],
    [{ crosshair: "middle" }, "crosshair", 'be one of "mean", "median", received "middle"'],
    [{ crosshair: { importance: 0.1 } }, "crosshair.performance", "be a number in [0, 100], received undefined"],
    [{ crosshair: { performance: 50 } }, "crosshair.importance", "be a finite number, received undefined"],
    [
      { crosshair: { importance: 0, performance: 101 } },
      "crosshair.performance",
      "be a number in [0, 100], received 101",
    ],
    [{ crosshair: { importance: 0, performance: 1, x: 1 } }, "crosshair.x", "be a known option, received 1"],
    [{ scale: { min: 1, max: 4 } }, "predictors.strong.1", "be an integer in [1, 4] or null, received 5"],
    [
      { scale: { wifi: { min: 1, max: 4 } } },
      "scale.wifi",
      "belong to a driver of that name, received an object (Object)",
    ],
    [{ draws: 50 }, "draws", "be an integer in [100, 1000000], received 50"],
    [{ weight: [1] }, "options.weight", "be a known option, received an object (Array)"],
  ])("rejects %o, naming what is wrong", (options, path, rule) => {
    expect(errorOf(() => importancePerformance(grid, outcome, options as object))).toEqual(
      invalid("importancePerformance", path, rule),
    );
  });

  it("refuses too few rows, an outcome that does not vary, and more than 25 drivers for shares", () => {
    const rows = "must have more complete rows than drivers and one, received 3 (of 3) for 3";
    const few = () => importancePerformance({ a: [1, 2, 3], b: [2, 1, 5] }, [1, 2, 3]);
    expect(errorOf(few)).toEqual(insufficient("importancePerformance", "predictors", rows));
    const constant = () =>
      importancePerformance(
        grid,
        outcome.map(() => 4),
      );
    expect(errorOf(constant)).toMatchObject({ code: "degenerate-data", path: "outcome" });
    const many = Object.fromEntries(
      Array.from({ length: 26 }, (_, j) => [`d${j}`, grid.strong.map((x, i) => 1 + ((x + i * (j + 3)) % 5))]),
    );
    expect(errorOf(() => importancePerformance(many, outcome))).toMatchObject({
      code: "invalid-input",
      path: "predictors",
    });
    expect(importancePerformance(many, outcome, { draws, importance: "effect" }).drivers.length).toBe(26);
  });
});
