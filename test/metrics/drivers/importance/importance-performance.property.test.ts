import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ImportancePerformanceOptions,
  importancePerformance,
} from "../../../../src/metrics/drivers/importance/importance-performance";
import { agree, expectPlain } from "../../../assertions";
import { columnsOf, NAMES, outcomeOf, type SurveyRows, surveyRows, turned } from "../survey-rows";

const runs = { numRuns: 30 };
const settings: fc.Arbitrary<ImportancePerformanceOptions> = fc.constantFrom<ImportancePerformanceOptions>(
  { draws: 100 },
  { draws: 100, importance: "effect" },
  { draws: 100, crosshair: "median" },
  { draws: 100, importance: "effect", crosshair: { importance: 0.1, performance: 50 } },
);

function of(rows: SurveyRows, options: ImportancePerformanceOptions) {
  return importancePerformance(columnsOf(rows), outcomeOf(rows), options);
}

type Driver = ReturnType<typeof of>["drivers"][number];

function numbersOf(driver: Driver | undefined) {
  const { importance, importanceInterval, performance, performanceInterval } = driver as Driver;
  const ends = [importanceInterval?.lower ?? null, importanceInterval?.upper ?? null];
  return [importance, performance, performanceInterval.lower, performanceInterval.upper, ...ends];
}

function expectClose(one: readonly (number | null)[], other: readonly (number | null)[]) {
  expect(other.map((value) => value === null)).toEqual(one.map((value) => value === null));
  one.forEach((value, i) => {
    if (value !== null) agree(100 + (other[i] as number), 100 + value, 1e-10);
  });
}

describe("importancePerformance()", () => {
  it("names a quadrant where both intervals clear the crosshair, and else the axes that are not decided", () => {
    fc.assert(
      fc.property(surveyRows, settings, (rows, options) => {
        const result = of(rows, options);
        expectPlain(result);
        for (const driver of result.drivers) {
          const side = (interval: { lower: number; upper: number } | null, cross: number | null) => {
            if (interval === null || cross === null) return "?";
            return interval.lower > cross ? "high" : interval.upper < cross ? "low" : "?";
          };
          const importance = side(driver.importanceInterval, result.crosshair.importance);
          const performance = side(driver.performanceInterval, result.crosshair.performance);
          expect(driver.undecided).toEqual([
            ...(importance === "?" ? ["importance"] : []),
            ...(performance === "?" ? ["performance"] : []),
          ]);
          const names: Readonly<Record<string, string>> = {
            "high high": "keep-up-the-good-work",
            "high low": "concentrate-here",
            "low low": "low-priority",
            "low high": "possible-overkill",
          };
          expect(driver.quadrant).toBe(names[`${importance} ${performance}`] ?? "undecided");
          expect(driver.performance >= 0 && driver.performance <= 100).toBe(true);
        }
      }),
      runs,
    );
  });

  it("gives each driver the same numbers and the same quadrant whatever the order of the drivers", () => {
    fc.assert(
      fc.property(surveyRows, settings, (rows, options) => {
        const one = of(rows, options);
        const order = ["staff", "food", "gate"] as const;
        const other = importancePerformance(columnsOf(rows, order), outcomeOf(rows), options);
        for (const [j, name] of NAMES.entries()) {
          expectClose(numbersOf(one.drivers[j]), numbersOf(other.drivers[order.indexOf(name)]));
        }
      }),
      runs,
    );
  });

  it("has the same estimates whatever the order of the rows, and with every row twice", () => {
    fc.assert(
      fc.property(surveyRows, settings, fc.nat(), (rows, options, by) => {
        const one = of(rows, options);
        for (const other of [of(turned(rows, by), options), of([...rows, ...rows], options)]) {
          NAMES.forEach((_, j) => {
            expectClose(numbersOf(one.drivers[j]).slice(0, 2), numbersOf(other.drivers[j]).slice(0, 2));
          });
        }
      }),
      runs,
    );
  });

  it("mirrors performance, and keeps importance, when all scales are mirrored", () => {
    fc.assert(
      fc.property(surveyRows, settings, (rows, options) => {
        const one = of(rows, options);
        const other = of(
          rows.map(([a, b, c, y]) => [6 - a, 6 - b, 6 - c, 6 - y] as const),
          options,
        );
        NAMES.forEach((_, j) => {
          const [importance, performance, lower, upper, ...ends] = numbersOf(one.drivers[j]);
          const mirrored = [performance, upper, lower].map((value) => 100 - (value as number));
          expectClose([importance as number | null, ...mirrored, ...ends], numbersOf(other.drivers[j]));
        });
      }),
      runs,
    );
  });

  it("follows no change of the outcome's unit", () => {
    fc.assert(
      fc.property(surveyRows, settings, fc.integer({ min: -50, max: 50 }), (rows, options, shift) => {
        const one = of(rows, options);
        const outcome = outcomeOf(rows).map((y) => 3 * (y + shift));
        const other = importancePerformance(columnsOf(rows), outcome, options);
        NAMES.forEach((_, j) => {
          expectClose(numbersOf(one.drivers[j]), numbersOf(other.drivers[j]));
        });
      }),
      runs,
    );
  });

  it("takes equal weights for none, but for the interval of a weighted mean", () => {
    fc.assert(
      fc.property(surveyRows, settings, (rows, options) => {
        const one = of(rows, options);
        const other = of(rows, { ...options, weights: rows.map(() => 4) });
        NAMES.forEach((_, j) => {
          const [importance, performance, , , ...ends] = numbersOf(one.drivers[j]);
          const [otherImportance, otherPerformance, , , ...otherEnds] = numbersOf(other.drivers[j]);
          expectClose(
            [importance, performance, ...ends] as (number | null)[],
            [otherImportance, otherPerformance, ...otherEnds] as (number | null)[],
          );
        });
      }),
      runs,
    );
  });
});
