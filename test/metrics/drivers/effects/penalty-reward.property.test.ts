import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { penaltyReward } from "../../../../src/metrics/drivers/effects/penalty-reward";
import { agree, expectPlain } from "../../../assertions";
import { columnsOf, NAMES, outcomeOf, type SurveyRows, surveyRows, turned } from "../survey-rows";

const runs = { numRuns: 30 };
const coding = { low: 2, high: 5, draws: 100 };
const of = (rows: SurveyRows, options = {}) =>
  penaltyReward(columnsOf(rows), outcomeOf(rows), { ...coding, ...options });
type Result = ReturnType<typeof of>;

/** Numbers of a driver that can be compared between results. */
function numbersOf(driver: Result["drivers"][number] | undefined) {
  const { penalty, reward, rangeOfImpact, asymmetry, asymmetryInterval } = driver as Result["drivers"][number];
  return [
    penalty?.estimate,
    reward?.estimate,
    rangeOfImpact,
    asymmetry,
    asymmetryInterval?.lower,
    asymmetryInterval?.upper,
  ].map((value) => value ?? null);
}

/** Expects the same numbers, `null` where `null`, within what rounding leaves of ratings. */
function expectClose(one: readonly (number | null)[], other: readonly (number | null)[], factor = 1) {
  expect(other.map((value) => value === null)).toEqual(one.map((value) => value === null));
  one.forEach((value, i) => {
    if (value !== null) agree(10 + (other[i] as number), 10 + factor * value, 1e-9);
  });
}

describe("penaltyReward()", () => {
  it("has potentials that add up to 1, and an asymmetry and its interval in [-1, 1] that bear the class out", () => {
    fc.assert(
      fc.property(surveyRows, (rows) => {
        const result = of(rows);
        expectPlain(result);
        for (const driver of result.drivers) {
          const { satisfactionPotential: good, dissatisfactionPotential: bad, asymmetry, asymmetryInterval } = driver;
          if (asymmetry !== null) {
            agree((good as number) + (bad as number), 1, 1e-15);
            agree(1 + asymmetry, 1 + (good as number) - (bad as number), 1e-9);
          }
          if (asymmetryInterval === null) {
            expect(driver.class).toBe("undetermined");
            continue;
          }
          const { lower, upper } = asymmetryInterval;
          expect([lower >= -1, upper <= 1, lower <= upper]).toEqual([true, true, true]);
          if (driver.class === "hybrid") expect([lower >= -0.2, upper <= 0.2]).toEqual([true, true]);
          else if (driver.class === "satisfier") expect(lower).toBeGreaterThan(0);
          else if (driver.class === "dissatisfier") expect(upper).toBeLessThan(0);
          else expect(lower <= 0 && upper >= 0).toBe(true);
        }
      }),
      runs,
    );
  });

  it("gives each driver the same numbers whatever the order of the drivers", () => {
    fc.assert(
      fc.property(surveyRows, (rows) => {
        const one = of(rows);
        const order = ["staff", "food", "gate"] as const;
        const other = penaltyReward(columnsOf(rows, order), outcomeOf(rows), coding);
        for (const [j, name] of NAMES.entries()) {
          expectClose(numbersOf(one.drivers[j]), numbersOf(other.drivers[order.indexOf(name)]));
        }
      }),
      runs,
    );
  });

  it("has the same estimates whatever the order of the rows, and with every row twice", () => {
    fc.assert(
      fc.property(surveyRows, fc.nat(), (rows, by) => {
        const one = of(rows);
        for (const other of [of(turned(rows, by)), of([...rows, ...rows])]) {
          NAMES.forEach((_, j) => {
            expectClose(numbersOf(one.drivers[j]).slice(0, 4), numbersOf(other.drivers[j]).slice(0, 4));
          });
        }
      }),
      runs,
    );
  });

  it("swaps penalty and reward when all scales are mirrored", () => {
    fc.assert(
      fc.property(surveyRows, (rows) => {
        const one = of(rows);
        const mirrored = rows.map(([a, b, c, y]) => [6 - a, 6 - b, 6 - c, 6 - y] as const);
        const other = of(mirrored, { low: 1, high: 4 });
        NAMES.forEach((_, j) => {
          const [penalty, reward, range, asymmetry, lower, upper] = numbersOf(one.drivers[j]);
          const swapped = [reward, penalty, null, asymmetry, upper, lower] as (number | null)[];
          const found = numbersOf(other.drivers[j]);
          expectClose([range as number | null], [found[2] as number | null]);
          expectClose(swapped, [...found.slice(0, 2), null, ...found.slice(3)], -1);
        });
      }),
      runs,
    );
  });

  it("follows a change of the outcome's unit, which leaves asymmetries and classes alone", () => {
    fc.assert(
      fc.property(surveyRows, fc.integer({ min: -50, max: 50 }), fc.constantFrom(2, 0.5, 10), (rows, shift, factor) => {
        const one = of(rows);
        const outcome = outcomeOf(rows).map((y) => factor * (y + shift));
        const other = penaltyReward(columnsOf(rows), outcome, coding);
        NAMES.forEach((_, j) => {
          expectClose(numbersOf(one.drivers[j]).slice(0, 3), numbersOf(other.drivers[j]).slice(0, 3), factor);
          expectClose(numbersOf(one.drivers[j]).slice(3), numbersOf(other.drivers[j]).slice(3));
        });
      }),
      runs,
    );
  });

  it("takes equal weights for none, and leaves rows with a missing answer or weight 0 out", () => {
    fc.assert(
      fc.property(surveyRows, (rows) => {
        const one = of(rows);
        const weighted = of(rows, { weights: rows.map(() => 2) });
        const [first] = rows;
        const longer = [...rows, first, first] as SurveyRows;
        const columns = columnsOf(longer);
        const holed = { ...columns, gate: (columns.gate as number[]).map((x, i) => (i === rows.length ? null : x)) };
        const weights = longer.map((_, i) => (i === rows.length + 1 ? 0 : 1));
        const others = penaltyReward(holed, outcomeOf(longer), { ...coding, weights });
        expect([others.n, others.nMissing]).toEqual([rows.length, 1]);
        NAMES.forEach((_, j) => {
          expectClose(numbersOf(one.drivers[j]), numbersOf(others.drivers[j]));
        });
        NAMES.forEach((_, j) => {
          expectClose(numbersOf(one.drivers[j]), numbersOf(weighted.drivers[j]));
        });
      }),
      runs,
    );
  });
});
