import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isStatsError } from "../../../src/core/errors";
import { logisticModel } from "../../../src/statistics/models/logistic-model";
import type { LogisticModelResult } from "../../../src/statistics/models/logistic-model-result";
import { marginalEffects } from "../../../src/statistics/models/marginal-effects";
import { agree, expectPlain } from "../../assertions";
import {
  expectFittedAlike,
  hostileTables,
  type RatedTable,
  ratedTables,
  repeatedRows,
  shuffledRows,
} from "./rated-tables";

const tables = ratedTables(8, { min: 0, max: 1 });
const METHODS = fc.constantFrom("maximum-likelihood" as const, "firth" as const);

type Options = Parameters<typeof logisticModel<{ food: number[]; staff: number[] }>>[2];

/** Fits, or skips tables with one kind of outcome. */
function fitted({ food, staff, outcome }: RatedTable, options: Options = {}): LogisticModelResult {
  fc.pre(new Set(outcome).size > 1);
  return logisticModel({ food, staff }, outcome, options);
}

/** Expects the same estimates and errors, times some factors. */
function expectAlike(
  actual: LogisticModelResult,
  expected: LogisticModelResult,
  factor: (name: string) => number = () => 1,
  errorFactor = factor,
) {
  expect(actual.coefficients.map(({ name }) => name)).toEqual(expected.coefficients.map(({ name }) => name));
  expect([actual.separation, actual.diverging]).toEqual([expected.separation, expected.diverging]);
  expectFittedAlike(actual.coefficients, expected.coefficients, (k) => {
    const { name } = actual.coefficients[k]!;
    return { estimate: factor(name), error: errorFactor(name) };
  });
  agree(1 + (actual.tjur - expected.tjur), 1, 1e-8);
}

const SETTINGS = { numRuns: 40 };

describe("logisticModel()", () => {
  test("the order of the rows does not matter", () => {
    fc.assert(
      fc.property(tables, METHODS, fc.infiniteStream(fc.nat()), (table, method, keys) => {
        const model = fitted(table, { method });
        const other = shuffledRows(table, keys);
        expectAlike(fitted(other, { method }), model);
        expect(fitted(other).auc?.estimate).toBeCloseTo(fitted(table).auc?.estimate as number, 12);
      }),
      SETTINGS,
    );
  });

  test("frequencies are the same as repeated rows, and doubling all rows halves the variances", () => {
    fc.assert(
      fc.property(tables, METHODS, fc.infiniteStream(fc.integer({ min: 0, max: 3 })), (table, method, stream) => {
        const counts = table.outcome.map(() => stream.next().value as number);
        const long = repeatedRows(table, counts);
        fc.pre(new Set(long.outcome).size > 1 && long.outcome.length > 3);
        const model = fitted(long, { method });
        const short = fitted(table, { method, frequencies: counts });
        expectAlike(short, model);
        expect([short.n, short.successes, short.degreesOfFreedom]).toEqual([
          ...[model.n, model.successes, model.degreesOfFreedom],
        ]);
        agree(1 + (short.auc?.standardError ?? 0), 1 + (model.auc?.standardError ?? 0), 1e-10);
        if (method === "firth") return;
        const twice = fitted(table, { frequencies: table.outcome.map(() => 2) });
        expectAlike(
          twice,
          fitted(table),
          () => 1,
          () => Math.SQRT1_2,
        );
      }),
      SETTINGS,
    );
  });

  test("yes and no exchanged turn every sign", () => {
    fc.assert(
      fc.property(tables, METHODS, (table, method) => {
        const model = fitted(table, { method });
        const turned = fitted({ ...table, outcome: table.outcome.map((value) => 1 - value) }, { method });
        expectAlike(turned, model, () => -1);
        expect(turned.auc?.estimate).toBeCloseTo(model.auc?.estimate as number, 12);
      }),
      SETTINGS,
    );
  });

  test("units and offsets of a predictor change its coefficient and the intercept alone", () => {
    fc.assert(
      fc.property(
        tables,
        METHODS,
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.constantFrom(-3, 0.25, 1e6),
        (table, method, shift, unit) => {
          const model = fitted(table, { method });
          const moved = fitted({ ...table, food: table.food.map((value) => (value + shift) * unit) }, { method });
          const slopes = ({ coefficients, ...rest }: LogisticModelResult): LogisticModelResult => ({
            ...rest,
            diverging: rest.diverging.filter((name) => name !== "(intercept)"),
            coefficients: coefficients.slice(1),
          });
          expectAlike(slopes(moved), slopes(model), (name) => (name === "food" ? 1 / unit : 1));
        },
      ),
      SETTINGS,
    );
  });

  test("an estimate lies in its interval, a profile's as well as Wald's, and a higher level is wider", () => {
    fc.assert(
      fc.property(tables, METHODS, fc.constantFrom("wald" as const, "profile" as const), (table, method, interval) => {
        const narrow = fitted(table, { method, interval, confidenceLevel: 0.8 });
        const wide = fitted(table, { method, interval, confidenceLevel: 0.95 });
        for (const [k, { estimate, interval: inner }] of narrow.coefficients.entries()) {
          const outer = wide.coefficients[k]?.interval;
          if (estimate === null || inner === null || !outer) {
            expect([inner, outer]).toEqual([null, null]);
            continue;
          }
          expect(outer.lower).toBeLessThan(inner.lower);
          expect(inner.lower).toBeLessThan(estimate);
          expect(estimate).toBeLessThan(inner.upper);
          expect(inner.upper).toBeLessThan(outer.upper);
        }
      }),
      { numRuns: 20 },
    );
  });

  test("a model explains at least what one with fewer predictors does", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const large = fitted(table);
        const small = logisticModel({ food: table.food }, table.outcome);
        expect(large.deviance as number).toBeLessThanOrEqual((small.deviance as number) + 1e-9);
        expect(small.deviance as number).toBeLessThanOrEqual((small.nullDeviance as number) + 1e-9);
        if (small.separation === "complete") expect(large.separation).toBe("complete");
        else if (small.separation !== "none") expect(large.separation).not.toBe("none");
      }),
      SETTINGS,
    );
  });

  test("effects lie within the range of a change of a probability, and follow the signs of the coefficients", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const model = fitted(table, { method: "firth" });
        const { effects } = marginalEffects(model, { food: table.food, staff: table.staff });
        for (const { name, estimate, interval } of effects) {
          const coefficient = model.coefficients.find((c) => c.name === name)?.estimate as number;
          if (Math.abs(coefficient) > 1e-9) expect(Math.sign(estimate)).toBe(Math.sign(coefficient));
          expect(Math.abs(estimate)).toBeLessThanOrEqual(Math.abs(coefficient) / 4 + 1e-12);
          if (interval !== null) expect(interval.lower < estimate && estimate < interval.upper).toBe(true);
        }
      }),
      SETTINGS,
    );
  });

  test("results are plain data, the input is left alone, and hostile numbers give an error or no NaN", () => {
    const rows = hostileTables(12, { min: 0, max: 1 });
    fc.assert(
      fc.property(rows, METHODS, ([a, b, y], method) => {
        const before = structuredClone([a, b, y]);
        try {
          expectPlain(logisticModel({ a, b }, y, { method }));
        } catch (error) {
          if (!isStatsError(error)) throw error;
        }
        expect([a, b, y]).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });
});
