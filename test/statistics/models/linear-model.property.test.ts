import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isStatsError } from "../../../src/core/errors";
import { linearModel } from "../../../src/statistics/models/linear-model";
import type { LinearModelResult } from "../../../src/statistics/models/linear-model-result";

const PREDICTORS = ["food", "staff", "wifi"] as const;
type Table = Record<(typeof PREDICTORS)[number], number[]>;

/** Survey-like tables of 12 to 40 rows, in general position: a little noise breaks accidental dependence. */
const tables = fc.integer({ min: 12, max: 40 }).chain((n) => {
  const ratings = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: n, maxLength: n });
  return fc
    .tuple(ratings, ratings, ratings, ratings)
    .map(([food, staff, wifi, outcome]) => ({ predictors: { food, staff, wifi } as Table, outcome }));
});

/** Fits, or skips tables that happen to be degenerate: constant outcome, aliased ratings, perfect fit. */
function fitted({ predictors, outcome }: { predictors: Table; outcome: number[] }) {
  fc.pre(new Set(outcome).size > 1);
  const model = linearModel(predictors, outcome);
  fc.pre(model.caveats.length === 0);
  return model;
}

const close = (actual: number | null, expected: number | null, scale: number) =>
  expect(Math.abs((actual as number) - (expected as number))).toBeLessThanOrEqual(1e-10 * scale);
const size = (model: LinearModelResult, name: string) =>
  Math.max(...model.coefficients.filter((c) => c.name === name).map((c) => Math.abs(c.estimate) + c.standardError));
const coefficient = (model: LinearModelResult, name: string) => {
  const found = model.coefficients.find((c) => c.name === name);
  if (!found) throw new Error(`no coefficient ${name}`);
  return found;
};

function expectFinite(value: unknown): void {
  if (typeof value === "number") expect(Number.isFinite(value) && !Object.is(value, -0)).toBe(true);
  else if (typeof value === "object" && value !== null) Object.values(value).forEach(expectFinite);
  else expect(value).not.toBeUndefined();
}

describe("linearModel()", () => {
  test("the order of the rows does not matter", () => {
    fc.assert(
      fc.property(tables, fc.infiniteStream(fc.nat()), (table, keys) => {
        const model = fitted(table);
        const order = table.outcome.map((_, i) => [keys.next().value as number, i] as const);
        order.sort((a, b) => a[0] - b[0]);
        const shuffle = (c: number[]) => order.map(([, i]) => c[i] as number);
        const { food, staff, wifi } = table.predictors;
        const other = linearModel(
          { food: shuffle(food), staff: shuffle(staff), wifi: shuffle(wifi) },
          shuffle(table.outcome),
        );
        for (const c of model.coefficients) close(coefficient(other, c.name).estimate, c.estimate, size(model, c.name));
        close(other.rSquared, model.rSquared, 1);
      }),
    );
  });

  test("an affine change of the outcome changes the coefficients with it and leaves the tests of slopes", () => {
    fc.assert(
      fc.property(
        tables,
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: 1, max: 50 }),
        (table, shift, factor) => {
          const model = fitted(table);
          const other = linearModel(
            table.predictors,
            table.outcome.map((v) => shift + factor * v),
          );
          for (const { name, estimate, standardError, statistic, standardized } of model.coefficients) {
            const moved = coefficient(other, name);
            const unit = factor * size(model, name) + (name === "(intercept)" ? Math.abs(shift) : 0);
            close(moved.estimate, factor * estimate + (name === "(intercept)" ? shift : 0), unit);
            close(moved.standardError, factor * standardError, unit);
            if (name !== "(intercept)") {
              close(moved.statistic, statistic, 1 + Math.abs(statistic as number));
              close(moved.standardized, standardized, 1);
            }
          }
          close(other.rSquared, model.rSquared, 1);
          close(other.residualStandardError, factor * model.residualStandardError, factor);
        },
      ),
    );
  });

  test("units and offsets of a predictor do not matter to the fit, the standardized coefficients and the other slopes", () => {
    fc.assert(
      fc.property(
        tables,
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.constantFrom(1e-9, 0.1, 7, 1e9),
        (table, shift, factor) => {
          const model = fitted(table);
          const food = table.predictors.food.map((v) => shift + factor * v);
          // a shift that drowns the factor loses digits of the data themselves
          fc.pre(Math.abs(shift) < 1e4 * factor);
          const other = linearModel({ ...table.predictors, food }, table.outcome);
          close(
            coefficient(other, "food").estimate,
            coefficient(model, "food").estimate / factor,
            size(model, "food") / factor,
          );
          for (const name of PREDICTORS) {
            close(coefficient(other, name).standardized, coefficient(model, name).standardized, 1);
            close(coefficient(other, name).varianceInflation, coefficient(model, name).varianceInflation, 10);
          }
          close(coefficient(other, "staff").estimate, coefficient(model, "staff").estimate, size(model, "staff"));
          close(other.rSquared, model.rSquared, 1);
        },
      ),
    );
  });

  test("a constant or repeated column is named in aliased and leaves everything else as it was", () => {
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom(...PREDICTORS),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (table, name, c) => {
          const model = fitted(table);
          for (const extra of [
            table.outcome.map(() => c),
            table.predictors[name],
            table.predictors[name].map((v) => v * 0.3),
          ]) {
            const other = linearModel({ ...table.predictors, extra }, table.outcome);
            expect(other).toEqual({
              ...model,
              aliased: ["extra"],
              predictionBasis: { ...model.predictionBasis, terms: expect.anything() },
              caveats: [{ code: "aliased-columns", path: "aliased" }],
              rows: { ...model.rows, missing: expect.anything() },
            });
          }
        },
      ),
    );
  });

  test("residuals are orthogonal to every column", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const model = fitted(table);
        const at = (name: string, i: number) =>
          name === "(intercept)" ? 1 : (table.predictors[name as "food"][i] as number);
        const residuals = table.outcome.map(
          (v, i) => v - model.coefficients.reduce((sum, c) => sum + c.estimate * at(c.name, i), 0),
        );
        for (const c of model.coefficients) {
          expect(Math.abs(residuals.reduce((sum, r, i) => sum + r * at(c.name, i), 0))).toBeLessThan(1e-10);
        }
      }),
    );
  });

  test("estimates lie inside their intervals, which widen with the level", () => {
    fc.assert(
      fc.property(tables, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (table, confidenceLevel) => {
        fitted(table);
        const narrow = linearModel(table.predictors, table.outcome, { confidenceLevel });
        const wide = linearModel(table.predictors, table.outcome, { confidenceLevel: (1 + confidenceLevel) / 2 });
        narrow.coefficients.forEach((c, j) => {
          const [inner, outer] = [c.interval, wide.coefficients[j]?.interval];
          if (!inner || !outer) throw new Error("no interval");
          expect(inner.lower <= c.estimate && c.estimate <= inner.upper).toBe(true);
          expect(outer.lower < inner.lower && inner.upper < outer.upper).toBe(true);
        });
      }),
    );
  });

  test("doubling all rows keeps the coefficients and narrows their errors", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const model = fitted(table);
        const twice = (c: number[]) => [...c, ...c];
        const { food, staff, wifi } = table.predictors;
        const other = linearModel({ food: twice(food), staff: twice(staff), wifi: twice(wifi) }, twice(table.outcome));
        for (const c of model.coefficients) {
          close(coefficient(other, c.name).estimate, c.estimate, size(model, c.name));
          expect(coefficient(other, c.name).standardError).toBeLessThan(c.standardError);
        }
      }),
    );
  });

  test("a row with a missing value counts as if it were not there", () => {
    fc.assert(
      fc.property(tables, fc.nat(), fc.constantFrom(null, undefined), (table, at, nothing) => {
        const model = fitted(table);
        const i = at % table.outcome.length;
        const insert = <T>(c: number[], v: T) => [...c.slice(0, i), v, ...c.slice(i)];
        const { food, staff, wifi } = table.predictors;
        const columns = { food: insert(food, 5), staff: insert(staff, nothing), wifi: insert(wifi, 1) };
        expect(linearModel(columns, insert(table.outcome, 2))).toEqual({
          ...model,
          nMissing: 1,
          rows: expect.anything(),
        });
      }),
    );
  });

  test("results survive JSON, and the input is left alone", () => {
    fc.assert(
      fc.property(tables, fc.boolean(), (table, intercept) => {
        fc.pre(new Set(table.outcome).size > 1);
        const before = structuredClone(table);
        const model = linearModel(table.predictors, table.outcome, { intercept });
        expect(JSON.parse(JSON.stringify(model))).toEqual(model);
        expectFinite(model);
        expect(table).toEqual(before);
      }),
    );
  });

  test("hostile values give a StatsError or finite numbers, never NaN, and R squared within [0, 1]", () => {
    const hostile = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0, -0, 1e300, -1e300, 1e-300, 5e-324, Number.MAX_VALUE, 1, 1e9, 1e9 + 1),
      fc.constantFrom<unknown>(null, undefined, Number.NaN, Number.POSITIVE_INFINITY, "9", true, {}, [], 1n),
    );
    const usual = fc.oneof(
      { weight: 60, arbitrary: hostile.filter((v) => typeof v === "number" && Number.isFinite(v)) },
      { weight: 1, arbitrary: hostile },
    );
    const columns = fc.integer({ min: 0, max: 8 }).chain((n) => {
      const column = fc.array(usual, { minLength: n, maxLength: n });
      return fc.tuple(column, column, column, fc.boolean());
    });
    fc.assert(
      fc.property(columns, ([a, b, y, intercept]) => {
        try {
          const model = linearModel({ a, b } as unknown as { a: number[]; b: number[] }, y as number[], { intercept });
          expectFinite(model);
          expect(model.rSquared >= 0 && model.rSquared <= 1).toBe(true);
          expect(JSON.parse(JSON.stringify(model))).toEqual(model);
        } catch (error) {
          if (!isStatsError(error)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });
});
