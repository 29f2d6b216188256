import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DriverPrioritiesOptions,
  driverPriorities,
} from "../../../../src/metrics/drivers/effects/driver-priorities";
import { agree, expectPlain } from "../../../assertions";
import { columnsOf, NAMES, outcomeOf, type SurveyRows, surveyRows, turned } from "../survey-rows";

const runs = { numRuns: 30 };
const settings: fc.Arbitrary<DriverPrioritiesOptions> = fc.constantFrom<DriverPrioritiesOptions>(
  { draws: 100 },
  { draws: 100, move: "lift-bottom", bottom: 2 },
  { draws: 100, goal: "top-box", topFrom: 3 },
  { draws: 100, goal: "nps", outcomeScale: { min: 0, max: 10 }, move: "lift-bottom", bottom: 4 },
);
/** An outcome on 0 to 10 for the score, on 1 to 5 for all else. */
const outcomeFor = (rows: SurveyRows, { goal }: DriverPrioritiesOptions) =>
  outcomeOf(rows).map((y) => (goal === "nps" ? 2 * y : y));

function of(rows: SurveyRows, options: DriverPrioritiesOptions) {
  return driverPriorities(columnsOf(rows), outcomeFor(rows, options), options);
}

/** Rows whose scores vary for every goal. */
const customers = surveyRows.filter((rows) => {
  const outcomes = outcomeOf(rows);
  return outcomes.some((y) => y >= 4) && outcomes.some((y) => y < 3);
});
type Result = ReturnType<typeof of>;

function pointsOf(driver: Result["drivers"][number] | undefined) {
  const { coefficient, meanMove, share, gain, rank } = driver as Result["drivers"][number];
  return [coefficient, meanMove, share, gain?.estimate ?? null, rank];
}

function drawnOf(driver: Result["drivers"][number] | undefined) {
  const { gain, probabilityBest } = driver as Result["drivers"][number];
  const { standardError = null, interval = null } = gain ?? {};
  return [standardError, interval?.lower ?? null, interval?.upper ?? null, probabilityBest];
}

function expectClose(one: readonly (number | null)[], other: readonly (number | null)[]) {
  expect(other.map((value) => value === null)).toEqual(one.map((value) => value === null));
  one.forEach((value, i) => {
    if (value !== null) agree(200 + (other[i] as number), 200 + value, 1e-11);
  });
}

describe("driverPriorities()", () => {
  it("never lets the goal pass its end, and has chances of being best that add up to 1", () => {
    fc.assert(
      fc.property(customers, settings, (rows, options) => {
        const { current, drivers, goal, best, ...result } = of(rows, options);
        expectPlain({ current, drivers, goal, best, ...result });
        const [least, most] = goal === "mean" ? [1, 5] : goal === "top-box" ? [0, 1] : [-100, 100];
        for (const { gain, limited, coefficient, meanMove } of drivers) {
          if (gain === null) continue;
          expect(current + gain.estimate).toBeGreaterThanOrEqual(least - 1e-9);
          expect(current + gain.estimate).toBeLessThanOrEqual(most + 1e-9);
          if (!limited && coefficient !== null) agree(200 + gain.estimate, 200 + coefficient * meanMove, 1e-14);
        }
        const chances = drivers.flatMap(({ probabilityBest }) => probabilityBest ?? []);
        if (chances.length > 0) {
          agree(
            chances.reduce((sum, chance) => sum + chance, 0),
            1,
            1e-12,
          );
        }
        if (best !== null)
          expect(drivers.find(({ name }) => name === best)?.probabilityBest).toBeGreaterThanOrEqual(0.95);
      }),
      runs,
    );
  });

  it("gives each driver the same numbers whatever the order of the drivers", () => {
    fc.assert(
      fc.property(customers, settings, (rows, options) => {
        const one = of(rows, options);
        const order = ["staff", "food", "gate"] as const;
        const other = driverPriorities(columnsOf(rows, order), outcomeFor(rows, options), options);
        for (const [j, name] of NAMES.entries()) {
          const same = other.drivers[order.indexOf(name)];
          expectClose([...pointsOf(one.drivers[j]), ...drawnOf(one.drivers[j])], [...pointsOf(same), ...drawnOf(same)]);
        }
        expect(other.best).toBe(one.best);
      }),
      runs,
    );
  });

  it("has the same estimates whatever the order of the rows, and with every row twice", () => {
    fc.assert(
      fc.property(customers, settings, fc.nat(), (rows, options, by) => {
        const one = of(rows, options);
        for (const other of [of(turned(rows, by), options), of([...rows, ...rows], options)]) {
          agree(other.current, one.current, 1e-13);
          NAMES.forEach((_, j) => {
            expectClose(pointsOf(one.drivers[j]), pointsOf(other.drivers[j]));
          });
        }
      }),
      runs,
    );
  });

  it("takes equal weights for none", () => {
    fc.assert(
      fc.property(customers, settings, (rows, options) => {
        const one = of(rows, options);
        const other = of(rows, { ...options, weights: rows.map(() => 0.5) });
        NAMES.forEach((_, j) => {
          expectClose(
            [...pointsOf(one.drivers[j]), ...drawnOf(one.drivers[j])],
            [...pointsOf(other.drivers[j]), ...drawnOf(other.drivers[j])],
          );
        });
      }),
      runs,
    );
  });

  it("gains nothing from a driver that is at its top for everybody, however much it matters elsewhere", () => {
    fc.assert(
      fc.property(customers, settings, (rows, options) => {
        const top = rows.map(([a, b, , y]) => [a, b, 5, y] as const);
        const staff = of(top, options).drivers[2];
        expect(staff?.gain).toMatchObject({ estimate: 0, interval: null, standardError: 0 });
        expect(staff).toMatchObject({ meanMove: 0, share: 0, coefficient: null, limited: false });
      }),
      runs,
    );
  });

  it("divides gains by their costs, and ranks by what is left", () => {
    const price = fc.constantFrom(0.5, 1, 2, 10);
    fc.assert(
      fc.property(customers, price, price, price, fc.constantFrom(2, 100), (rows, a, b, c, factor) => {
        const cost = { food: a, gate: b, staff: c };
        const one = of(rows, { draws: 100, cost });
        const dearer = of(rows, { draws: 100, cost: { food: factor * a, gate: factor * b, staff: factor * c } });
        one.drivers.forEach(({ gain, gainPerCost, rank, probabilityBest }, j) => {
          const other = dearer.drivers[j];
          expect([other?.gain, other?.rank, other?.probabilityBest]).toEqual([gain, rank, probabilityBest]);
          if (gain === null || gainPerCost === null) return;
          agree(1 + gainPerCost.estimate, 1 + gain.estimate / [a, b, c][j]!, 1e-15);
          agree(1 + (other?.gainPerCost?.estimate as number) * factor, 1 + gainPerCost.estimate, 1e-14);
        });
      }),
      runs,
    );
  });
});
