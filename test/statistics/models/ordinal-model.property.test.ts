import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isStatsError } from "../../../src/core/errors";
import { ordinalModel } from "../../../src/statistics/models/ordinal-model";
import type { OrdinalModelResult } from "../../../src/statistics/models/ordinal-model-result";
import { agree, expectPlain } from "../../assertions";
import {
  expectFittedAlike,
  hostileTables,
  type RatedTable,
  ratedTables,
  repeatedRows,
  shuffledRows,
} from "./rated-tables";

const tables = ratedTables(12, { min: 1, max: 4 });
const LINKS = fc.constantFrom("logit" as const, "probit" as const);

type Options = Parameters<typeof ordinalModel<{ food: number[]; staff: number[] }>>[2];

/** Fits, or skips tables with one level. */
function fitted({ food, staff, outcome }: RatedTable, options: Options = {}): OrdinalModelResult {
  fc.pre(new Set(outcome).size > 1);
  return ordinalModel({ food, staff }, outcome, options);
}

/** Estimates and errors, thresholds last. */
const numbersOf = ({ coefficients, thresholds }: OrdinalModelResult) =>
  [...coefficients, ...thresholds].map(({ estimate, standardError }) => ({ estimate, standardError }));

function expectAlike(actual: ReturnType<typeof numbersOf>, expected: ReturnType<typeof numbersOf>, errorFactor = 1) {
  expectFittedAlike(actual, expected, () => ({ estimate: 1, error: errorFactor }));
}

const SETTINGS = { numRuns: 30 };

describe("ordinalModel()", () => {
  test("the order of the rows does not matter", () => {
    fc.assert(
      fc.property(tables, LINKS, fc.infiniteStream(fc.nat()), (table, link, keys) => {
        const model = fitted(table, { link });
        const other = fitted(shuffledRows(table, keys), { link });
        expectAlike(numbersOf(other), numbersOf(model));
        expect(other.separation).toBe(model.separation);
      }),
      SETTINGS,
    );
  });

  test("frequencies are the same as repeated rows, and doubling all rows halves the variances", () => {
    fc.assert(
      fc.property(tables, LINKS, fc.infiniteStream(fc.integer({ min: 0, max: 3 })), (table, link, stream) => {
        const counts = table.outcome.map(() => stream.next().value as number);
        const long = repeatedRows(table, counts);
        fc.pre(new Set(long.outcome).size > 1 && long.outcome.length > 6);
        const model = fitted(long, { link });
        const short = fitted(table, { link, frequencies: counts });
        expectAlike(numbersOf(short), numbersOf(model));
        expect([short.n, short.levels]).toEqual([model.n, model.levels]);
        if (model.proportionality !== null) {
          const { statistic } = model.proportionality.overall;
          agree(short.proportionality?.overall.statistic, statistic as number, 1e-6);
        }
        const twice = fitted(table, { link, frequencies: table.outcome.map(() => 2) });
        expectAlike(numbersOf(twice), numbersOf(fitted(table, { link })), Math.SQRT1_2);
      }),
      SETTINGS,
    );
  });

  test("the levels in reverse turn the signs, and thresholds come in the other order", () => {
    fc.assert(
      fc.property(tables, LINKS, (table, link) => {
        const model = fitted(table, { link });
        const turned = fitted({ ...table, outcome: table.outcome.map((level) => 5 - level) }, { link });
        const minus = <P extends { readonly estimate: number | null }>(part: P): P => ({
          ...part,
          estimate: part.estimate === null ? null : -part.estimate,
        });
        expectAlike(
          numbersOf({
            ...turned,
            coefficients: turned.coefficients.map(minus),
            thresholds: turned.thresholds.map(minus).reverse(),
          }),
          numbersOf(model),
        );
        agree(1 + turned.deviance, 1 + model.deviance, 1e-9);
      }),
      SETTINGS,
    );
  });

  test("thresholds ascend, and only the order of the levels matters", () => {
    fc.assert(
      fc.property(tables, LINKS, (table, link) => {
        const model = fitted(table, { link });
        const finite = model.thresholds.flatMap(({ estimate }) => (estimate === null ? [] : [estimate]));
        expect(finite).toEqual([...finite].sort((a, b) => a - b));
        const stretched = fitted({ ...table, outcome: table.outcome.map((level) => level ** 3 - 20) }, { link });
        expect(numbersOf(stretched)).toEqual(numbersOf(model));
      }),
      SETTINGS,
    );
  });

  test("results are plain data, the input is left alone, and hostile numbers give an error or no NaN", () => {
    const rows = hostileTables(14, { min: -1, max: 2 });
    fc.assert(
      fc.property(rows, LINKS, ([a, b, y], link) => {
        const before = structuredClone([a, b, y]);
        try {
          expectPlain(ordinalModel({ a, b }, y, { link }));
        } catch (error) {
          if (!isStatsError(error)) throw error;
        }
        expect([a, b, y]).toEqual(before);
      }),
      { numRuns: 150 },
    );
  });
});
