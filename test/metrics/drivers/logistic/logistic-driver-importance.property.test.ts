import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DriverImportance } from "../../../../src/metrics/drivers/importance/driver-importance-result";
import { logisticDriverImportance } from "../../../../src/metrics/drivers/logistic/logistic-driver-importance";
import { logisticModel } from "../../../../src/statistics/models/logistic-model";
import { agree, expectPlain } from "../../../assertions";

/** Survey-like tables of one to four drivers, separated ones and repeated columns among them. */
const tables = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 7, max: 40 })).chain(([p, n]) => {
  const column = (min: number, max: number) => fc.array(fc.integer({ min, max }), { minLength: n, maxLength: n });
  return fc.record({ drivers: fc.array(column(1, 4), { minLength: p, maxLength: p }), outcome: column(0, 1) });
});

const named = (drivers: readonly (readonly (number | null)[])[]) =>
  Object.fromEntries(drivers.map((column, j) => [`d${j}`, column]));

/** The importance of drivers, or nothing for a table with one kind of outcome. */
function importanceOf(drivers: readonly (readonly (number | null)[])[], outcome: readonly (number | null)[]) {
  fc.pre(new Set(outcome).size > 1);
  return logisticDriverImportance(named(drivers), outcome);
}

const sharesOf = ({ drivers }: DriverImportance) => drivers.map(({ share }) => share);

/** Expects shares and gains to agree, driver by driver. */
function expectAlike(actual: DriverImportance, expected: DriverImportance, order = [...expected.drivers.keys()]) {
  agree(1 + actual.rSquared, 1 + expected.rSquared, 1e-10);
  for (const [place, j] of order.entries()) {
    const [own, other] = [actual.drivers[place], expected.drivers[j]];
    agree(1 + (own?.share as number), 1 + (other?.share as number), 1e-10);
    for (const [k, gain] of (other?.conditional ?? []).entries()) {
      agree(1 + (own?.conditional?.[k] as number), 1 + gain, 1e-10);
    }
  }
}

const SETTINGS = { numRuns: 60 };

describe("logisticDriverImportance()", () => {
  test("shares are no less than 0 and sum to the R² of logisticModel(), separated or not", () => {
    fc.assert(
      fc.property(tables, ({ drivers, outcome }) => {
        const importance = importanceOf(drivers, outcome);
        expectPlain(importance);
        const model = logisticModel(named(drivers), outcome);
        const sum = sharesOf(importance).reduce((total, share) => total + share, 0);
        agree(1 + sum, 1 + importance.rSquared, 1e-12);
        agree(1 + importance.rSquared, 1 + (model.mcFadden as number), 1e-10);
        for (const share of sharesOf(importance)) expect(share).toBeGreaterThanOrEqual(0);
        expect(importance.caveats.some(({ code }) => code === "separation")).toBe(model.separation !== "none");
      }),
      SETTINGS,
    );
  });

  test("each driver's share is the mean of its gains by number of drivers, each the gain of models of their own", () => {
    fc.assert(
      fc.property(tables, ({ drivers, outcome }) => {
        const importance = importanceOf(drivers, outcome);
        const explainedBy = (columns: number[][]) =>
          columns.length === 0 ? 0 : (logisticModel(named(columns), outcome).mcFadden as number);
        for (const [j, { share, conditional }] of importance.drivers.entries()) {
          const others = drivers.filter((_, k) => k !== j);
          agree(1 + share, 1 + (conditional as number[]).reduce((a, b) => a + b, 0) / drivers.length, 1e-12);
          agree(1 + (conditional?.[0] as number), 1 + explainedBy([drivers[j] as number[]]), 1e-10);
          agree(1 + (conditional?.at(-1) as number), 1 + explainedBy(drivers) - explainedBy(others), 1e-10);
        }
      }),
      SETTINGS,
    );
  });

  test("the order of the drivers does not matter", () => {
    fc.assert(
      fc.property(tables, ({ drivers, outcome }) => {
        const order = [...drivers.keys()].reverse();
        const importance = importanceOf(drivers, outcome);
        const turned = importanceOf(
          order.map((j) => drivers[j] as number[]),
          outcome,
        );
        expectAlike(turned, importance, order);
        expect(turned.drivers.map(({ coefficient }) => coefficient === null)).toEqual(
          order.map((j) => importance.drivers[j]?.coefficient === null),
        );
      }),
      SETTINGS,
    );
  });

  test("a repeated driver takes half of what the two explain", () => {
    fc.assert(
      fc.property(tables, ({ drivers, outcome }) => {
        fc.pre(outcome.length > drivers.length + 2);
        const { drivers: found, rSquared } = importanceOf([...drivers, drivers[0] as number[]], outcome);
        agree(1 + (found.at(-1)?.share as number), 1 + (found[0]?.share as number), 1e-10);
        agree(1 + rSquared, 1 + importanceOf(drivers, outcome).rSquared, 1e-10);
        expect([found[0]?.coefficient, found.at(-1)?.coefficient]).toEqual([null, null]);
      }),
      SETTINGS,
    );
  });

  test("units of the drivers do not matter", () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(-3, 0.25, 1e6), fc.integer({ min: -100, max: 100 }), (table, b, a) => {
        const { drivers, outcome } = table;
        const importance = importanceOf(drivers, outcome);
        const other = importanceOf(
          drivers.map((column) => column.map((x) => a + b * x)),
          outcome,
        );
        expectAlike(other, importance);
        for (const [j, { coefficient, correlation }] of importance.drivers.entries()) {
          if (coefficient === null) expect(other.drivers[j]?.coefficient).toBeNull();
          else agree(3 + (other.drivers[j]?.coefficient as number), 3 + Math.sign(b) * coefficient, 1e-7);
          if (correlation === null) expect(other.drivers[j]?.correlation).toBeNull();
          else agree(3 + (other.drivers[j]?.correlation as number), 3 + Math.sign(b) * correlation, 1e-10);
        }
      }),
      SETTINGS,
    );
  });

  test("all rows twice, in another order, with yes and no exchanged or with missing values between are the same", () => {
    fc.assert(
      fc.property(tables, ({ drivers, outcome }) => {
        const importance = importanceOf(drivers, outcome);
        const twice = (column: number[]) => [...column, ...[...column].reverse()];
        expectAlike(importanceOf(drivers.map(twice), twice(outcome)), importance);
        const exchanged = outcome.map((y) => 1 - y);
        expectAlike(importanceOf(drivers, exchanged), importance);
        const between = (column: number[], missing: null | number) => column.flatMap((x) => [x, missing]);
        const sparse = importanceOf(
          drivers.map((column, j) => between(column, j === 0 ? null : 3)),
          between(outcome, 1),
        );
        expectAlike(sparse, importance);
        expect(sparse.nMissing).toBe(outcome.length);
      }),
      SETTINGS,
    );
  });

  test("a seed gives the same draws, and the arguments stay as they were", () => {
    fc.assert(
      fc.property(tables, fc.nat(), ({ drivers, outcome }, seed) => {
        fc.pre(new Set(outcome).size > 1 && drivers.length < 3);
        const columns = named(drivers);
        const before = JSON.stringify([columns, outcome]);
        const options = { draws: 100, seed };
        const importance = logisticDriverImportance(columns, outcome, options);
        expectPlain(importance);
        expect(logisticDriverImportance(columns, outcome.map(Boolean), options)).toEqual(importance);
        expect(JSON.stringify([columns, outcome])).toBe(before);
        for (const { rankProbabilities } of importance.drivers) {
          if (rankProbabilities !== null)
            agree(
              rankProbabilities.reduce((a, b) => a + b, 0),
              1,
              1e-12,
            );
        }
      }),
      { numRuns: 10 },
    );
  });
});
