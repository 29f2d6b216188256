import { describe, expect, test } from "vitest";
import { logisticDriverImportance } from "../../../../src/metrics/drivers/logistic/logistic-driver-importance";
import { logisticModel } from "../../../../src/statistics/models/logistic-model";
import { bootstrapInterval } from "../../../../src/statistics/resampling/bootstrap-interval";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import fromR from "../../../golden/logistic-driver-importance.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";
import reference from "../../../golden/relimp.json" with { type: "json" };

type Column = (number | null)[];
const FN = "logisticDriverImportance";

/** The columns of a CSV and those that the cases make of them. */
function tableOf(csv: string): Record<string, Column> {
  const table = readTable(csv);
  const madeOf = (names: readonly string[], make: (...values: number[]) => number) =>
    (table[names[0] as string] ?? []).map((_, i) => {
      const values = names.map((name) => table[name]?.[i] ?? null);
      return values.includes(null) ? null : make(...(values as number[]));
    });
  return {
    ...table,
    promoter: madeOf(["nps"], (score) => Number(score >= 9)),
    shops: madeOf(["q7food", "q7store"], (food, store) => food + store),
    fertile: madeOf(["Fertility"], (fertility) => Number(fertility > 70)),
  };
}

const picked = (table: Record<string, Column>, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, table[name] as Column]));

const staff = [5, 4, 2, 5, 3, 1, 4, 2, 5, 3, 4, null];
const food = [4, 4, 3, 5, 2, 3, 5, 1, 3, 4, 2, 3];
const promoter = [1, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1];

describe("logisticDriverImportance() against R: glm of all subsets", () => {
  test.each(reference.logisticShapley)("$id (relimp.json)", ({ csv, formula, result }) => {
    const names = (formula.split(" ~ ")[1] as string).split(" + ");
    const table = tableOf(csv);
    const importance = logisticDriverImportance(picked(table, names), table["promoter"] as Column);
    agree(importance.rSquared, result.mcFadden, 1e-12);
    for (const { name, share } of importance.drivers) agree(share, result.shapley[name as "q7art"], 1e-12);
  });

  test.each(fromR.cases)("$id (logistic-driver-importance.json)", (golden) => {
    const table = tableOf(golden.csv);
    const { drivers: names } = golden;
    const { drivers, ...result } = logisticDriverImportance(picked(table, names), table[golden.outcome] as Column);
    expect(result.n).toBe(golden.n);
    agree(result.rSquared, golden.rSquared, 1e-13);
    drivers.forEach((driver, j) => {
      agree(driver.share, golden.shapley[j] as number, 1e-12);
      for (const [k, gain] of (golden.conditional[j] ?? []).entries()) {
        agree(1 + (driver.conditional?.[k] as number), 1 + gain, 1e-13);
      }
      agree(driver.correlation, golden.correlation[j] as number, 1e-12);
      const coefficient = golden.coefficient[j] ?? null;
      if (coefficient === null) expect(driver.coefficient).toBeNull();
      else agree(driver.coefficient, coefficient, 1e-10);
    });
    // what leads everywhere dominates, where something is ahead at all
    const dominance = names.flatMap((dominant, i) =>
      names.filter((_, j) => (golden.leads[i]?.[j] ?? -1) > -1e-12).map((dominated) => ({ dominant, dominated })),
    );
    expect(new Set(result.completeDominance)).toEqual(new Set(dominance));
    expect(result.caveats.some(({ code }) => code === "separation")).toBe(golden.separated);
  });
});

describe("logisticDriverImportance()", () => {
  test("has the R² and, per standard deviation, the coefficients of logisticModel()", () => {
    const model = logisticModel({ staff, food }, promoter);
    const { rSquared, drivers } = logisticDriverImportance({ staff, food }, promoter);
    agree(rSquared, model.mcFadden as number, 1e-13);
    for (const [j, column] of [staff, food].entries()) {
      const used = column.filter((_, i) => staff[i] !== null) as number[];
      const mean = used.reduce((sum, x) => sum + x, 0) / used.length;
      const deviation = Math.sqrt(used.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (used.length - 1));
      agree(drivers[j]?.coefficient, (model.coefficients[j + 1]?.estimate as number) * deviation, 1e-12);
    }
  });

  test("counts rows, missing values and columns as driverImportance() does", () => {
    const result = logisticDriverImportance({ staff, food }, promoter);
    expectPlain(result);
    expect(result).toMatchObject({
      kind: "driver-importance",
      method: "mcfadden",
      n: 11,
      nMissing: 1,
      rows: { total: 12, used: 11, missing: [{ n: 1 }, { n: 0 }, { name: "outcome", n: 0 }] },
      groups: null,
      pairwise: null,
      draws: null,
      seed: null,
      caveats: [{ code: "no-resampling", path: null }],
    });
    expect(result.drivers.map(({ name, rank, interval }) => [name, rank, interval])).toEqual([
      ["staff", 1, null],
      ["food", 2, null],
    ]);
    const sparse = logisticDriverImportance(
      { staff: [...staff, ...Array<null>(12).fill(null)], food: [...food, ...food] },
      [...promoter, ...promoter],
    );
    expect(sparse.caveats).toContainEqual({ code: "few-complete-rows", path: null });
  });

  test("gives a single driver all of R²", () => {
    const { rSquared, drivers } = logisticDriverImportance({ food }, promoter);
    expect(drivers[0]).toMatchObject({ share: rSquared, relativeShare: 1, rank: 1, conditional: [rSquared] });
  });

  test("gives a driver that does not vary nothing, and says so", () => {
    const { drivers, caveats } = logisticDriverImportance({ food, constant: food.map(() => 3) }, promoter);
    expect(drivers[1]).toMatchObject({ share: 0, correlation: null, coefficient: null, conditional: [0, 0] });
    expect(drivers[1]?.suppressor).toBe(false);
    expect(caveats).toContainEqual({ code: "constant-column", path: "drivers.1" });
    const alone = logisticDriverImportance({ constant: food.map(() => 3) }, promoter);
    expect(alone).toMatchObject({ rSquared: 0, drivers: [{ share: 0, relativeShare: null }] });
  });

  test("lets duplicates share what either explains, and gives neither a coefficient", () => {
    const single = logisticDriverImportance({ food, staff }, promoter);
    const { rSquared, drivers, caveats } = logisticDriverImportance(
      { food, again: food.map((x) => 2 * x - 7), staff },
      promoter,
    );
    agree(rSquared, single.rSquared, 1e-14);
    agree(drivers[0]?.share, drivers[1]?.share as number, 1e-12);
    agree(drivers[0]?.conditional?.[0], single.drivers[0]?.conditional?.[0] as number, 1e-13);
    expect(drivers.map(({ coefficient }) => coefficient === null)).toEqual([true, true, false]);
    agree(drivers[2]?.coefficient, single.drivers[1]?.coefficient as number, 1e-12);
    expect(caveats.filter(({ code }) => code === "aliased-columns").map(({ path }) => path)).toEqual([
      "drivers.0",
      "drivers.1",
    ]);
  });

  test("takes the limit of every R² where drivers separate, and says so", () => {
    const gate = [1, 1, 1, 2, 2, 2, 3, 3, 3];
    const noise = [1, 2, 3, 1, 2, 3, 1, 2, 3];
    const complete = logisticDriverImportance({ gate, noise }, [0, 0, 0, 1, 1, 1, 1, 1, 1]);
    agree(complete.rSquared, 1, 1e-14);
    agree(complete.drivers[0]?.conditional?.[1], 1 - (complete.drivers[1]?.conditional?.[0] as number), 1e-14);
    expect(complete.drivers.map(({ coefficient }) => coefficient)).toEqual([null, null]);
    expect(complete.caveats[0]).toEqual({ code: "separation", path: null });
    // gates 1 and 3 are told apart; what is left are two of three at gate 2
    const quasi = logisticDriverImportance({ gate }, [0, 0, 0, 1, 0, 1, 1, 1, 1]);
    const entropy = (p: number) => -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    agree(quasi.rSquared, 1 - (3 * entropy(2 / 3)) / (9 * entropy(5 / 9)), 1e-13);
    expect(quasi.caveats[0]).toEqual({ code: "separation", path: null });
  });

  test("calls a driver a suppressor that adds more to the others than alone, or with another sign", () => {
    // the outcome goes with the difference of the two, and hardly with the second alone
    const first = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 2, 4];
    const second = [1, 1, 3, 3, 4, 2, 3, 4, 5, 5, 3, 3];
    const difference = [0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 1];
    const { drivers } = logisticDriverImportance({ first, second }, difference);
    expect(drivers.map(({ suppressor }) => suppressor)).toEqual([true, true]);
    const plain = logisticDriverImportance({ staff, food }, promoter);
    expect(plain.drivers.map(({ suppressor }) => suppressor)).toEqual([false, false]);
    // by its sign alone: this one explains much less beside the other than alone
    const own = [4, 5, 3, 2, 1, 4, 1, 3, 3, 4, 5, 3, 1, 2];
    const like = [4, 5, 4, 2, 1, 3, 1, 3, 4, 4, 4, 2, 1, 3];
    const turned = logisticDriverImportance({ own, like }, [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0]).drivers[1]!;
    expect(turned.coefficient! * turned.correlation!).toBeLessThan(0);
    expect(turned.conditional![1]).toBeLessThan(turned.conditional![0]!);
    expect(turned.suppressor).toBe(true);
  });

  test("resamples rows as bootstrapInterval() does, and fits each sample anew", () => {
    const settings = { draws: 100, seed: 7, confidenceLevel: 0.8 };
    const { drivers, pairwise, ...result } = logisticDriverImportance({ staff, food }, promoter, settings);
    expect(result).toMatchObject(settings);
    const used = Array.from(staff.keys()).filter((i) => staff[i] !== null);
    const driversOf = (sample: number[]) => {
      const at = (column: readonly (number | null)[]) => sample.map((i) => column[i] as number);
      return logisticDriverImportance({ staff: at(staff), food: at(food) }, at(promoter)).drivers;
    };
    let wins = 0;
    for (const [j, driver] of drivers.entries()) {
      wins = 0;
      const statistic = (sample: number[]) => {
        const shares = driversOf(sample).map(({ share }) => share) as [number, number];
        // the first call is with the data themselves
        const lead = Math.abs(shares[0] - shares[1]) < 1e-12 ? 0 : Math.sign(shares[0] - shares[1]);
        if (sample.some((row, i) => row !== used[i])) wins += (lead + 1) / 2;
        return shares[j] as number;
      };
      const { interval } = bootstrapInterval(used, statistic, { ...settings, method: "percentile" });
      agreeEnds(driver.interval, [interval?.lower as number, interval?.upper as number], 1e-12);
      expect(driver.interval).toMatchObject({ level: 0.8, method: "bootstrap-percentile" });
      const relative = (sample: number[]) => driversOf(sample)[j]!.relativeShare as number;
      const ofRelative = bootstrapInterval(used, relative, { ...settings, method: "percentile" }).interval;
      agreeEnds(driver.relativeInterval, [ofRelative?.lower as number, ofRelative?.upper as number], 1e-12);
    }
    agree(pairwise?.[0]?.[1], wins / 100, 1e-12);
    agree(drivers[0]?.rankProbabilities?.[0], pairwise?.[0]?.[1] as number, 1e-12);
  });

  test("leaves samples out of no more different rows than coefficients, which any model fits", () => {
    // of these, every ninth is two rows that tell the outcomes apart, with an R² of 1
    const { drivers, caveats } = logisticDriverImportance({ x: [1, 2, 1, 2] }, [0, 1, 1, 0], { draws: 200 });
    expect(drivers[0]!.interval!.upper).toBeLessThan(0.5);
    expect(caveats).toContainEqual({ code: "failed-draws", path: null });
  });

  test("says when samples had one kind of outcome alone", () => {
    const rare = promoter.map((_, i) => Number(i === 4));
    const { caveats, drivers } = logisticDriverImportance({ food, again: [...food].reverse() }, rare, { draws: 100 });
    expect(caveats).toContainEqual({ code: "failed-draws", path: null });
    expect(drivers[0]?.interval).not.toBeNull();
    // one yes among a dozen
    expect(caveats).toContainEqual({ code: "skewed-answers", path: null });
    expect(caveats).not.toContainEqual({ code: "skewed-answers", path: "drivers.0" });
  });

  test("keeps its digits with drivers that are nearly the same, as columns are made orthogonal", () => {
    const rows = Array.from(staff.keys()).filter((i) => staff[i] !== null && food[i] !== null);
    const at = (column: readonly (number | null)[]) => rows.map((i) => column[i] as number);
    const outcome = at(promoter);
    const twin = rows.map((i) => (staff[i] as number) + 1e-4 * (food[i] as number));
    const near = logisticDriverImportance({ staff: at(staff), twin }, outcome);
    agree(near.rSquared, logisticDriverImportance({ staff: at(staff), food: at(food) }, outcome).rSquared, 1e-11);
    expect(near.caveats).toEqual([{ code: "no-resampling", path: null }]);
  });

  test("keeps its digits far from 0 and near the ends of the doubles", () => {
    const plain = logisticDriverImportance({ staff, food }, promoter);
    const far = logisticDriverImportance(
      { staff: staff.map((x) => x && x + 1e9), food: food.map((x) => x * 1e300) },
      promoter,
    );
    for (const [j, driver] of plain.drivers.entries()) agree(far.drivers[j]?.share, driver.share, 1e-10);
    const tiny = logisticDriverImportance({ staff, food: food.map((x) => x * 1e-300) }, promoter);
    for (const [j, driver] of plain.drivers.entries()) {
      agree(tiny.drivers[j]?.coefficient, driver.coefficient as number, 1e-10);
    }
  });

  test("takes any names of drivers", () => {
    const columns = Object.fromEntries([
      ["(intercept)", staff],
      ["__proto__", food],
    ]);
    expect(logisticDriverImportance(columns, promoter).drivers.map(({ name }) => name)).toEqual([
      "(intercept)",
      "__proto__",
    ]);
  });

  test("takes 12 drivers and refuses 13", () => {
    const many = (p: number) => Object.fromEntries(Array.from({ length: p }, (_, j) => [`d${j}`, columnOf(j)]));
    const columnOf = (j: number) => Array.from({ length: 40 }, (_, i) => ((i * (j + 2)) % (j + 5)) + (i % 3));
    const outcome = columnOf(3).map((x, i) => (x + (i % 4) > 5 ? 1 : 0));
    const { drivers, rSquared } = logisticDriverImportance(many(12), outcome);
    agree(
      drivers.reduce((sum, { share }) => sum + share, 0),
      rSquared,
      1e-12,
    );
    expect(errorOf(() => logisticDriverImportance(many(13), outcome))).toEqual(
      invalid(FN, "predictors", "have at most 12 drivers, as all their subsets are fitted, received 13"),
    );
  });

  test("refuses outcomes other than yes and no, naming the index", () => {
    expect(errorOf(() => logisticDriverImportance({ food }, [...promoter.slice(1), 2]))).toEqual(
      invalid(FN, "outcome.11", "be 0, 1, null or undefined, received 2"),
    );
    expect(errorOf(() => logisticDriverImportance({ food }, [true, ...promoter.slice(1)] as boolean[]))).toEqual(
      invalid(FN, "outcome.1", "be true, false, null or undefined, received 1"),
    );
  });

  test("refuses an outcome that is the same in all complete rows", () => {
    expect(
      errorOf(() =>
        logisticDriverImportance(
          { food },
          promoter.map(Boolean).map(() => true),
        ),
      ),
    ).toEqual({
      code: "degenerate-data",
      path: "outcome",
      message: `${FN}: outcome must be yes in some complete rows and no in others, received 12 of yes alone`,
    });
  });

  test("refuses rows that are no more than the coefficients", () => {
    const rule = "must have more complete rows than drivers and one, received";
    expect(errorOf(() => logisticDriverImportance({ a: [1, 2, 4], b: [2, 1, 3] }, [0, 1, 0]))).toEqual(
      insufficient(FN, "predictors", `${rule} 3 (of 3) for 3`),
    );
    expect(errorOf(() => logisticDriverImportance({ a: [1, null], b: [null, 1] }, [0, 1]))).toEqual(
      insufficient(FN, "predictors", `${rule} 0 (of 2) for 3`),
    );
    expect(logisticDriverImportance({ a: [1, 2, 4, 3], b: [2, 1, 3, 2] }, [0, 1, 0, 1]).n).toBe(4);
  });

  test("refuses columns that are none of numbers, and options that it does not know", () => {
    const call = (predictors: unknown, options?: object) => () =>
      logisticDriverImportance(predictors as { food: number[] }, promoter, options);
    expect(errorOf(call({ food: food.map(String) }))).toEqual(
      invalid(FN, "predictors.food.0", 'be a finite number, null or undefined, received "4"'),
    );
    expect(errorOf(call({}))?.path).toBe("predictors");
    expect(errorOf(call({ food: food.slice(1) }))?.path).toBe("predictors.food");
    expect(errorOf(call({ food }, { draws: 5 }))?.path).toBe("draws");
    expect(errorOf(call({ food }, { seed: -1 }))?.path).toBe("seed");
    expect(errorOf(call({ food }, { confidenceLevel: 1 }))?.path).toBe("confidenceLevel");
    expect(errorOf(call({ food }, { weights: food }))).toMatchObject({
      path: "options.weights",
      message: expect.stringContaining("be a known option"),
    });
  });
});
