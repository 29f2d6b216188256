import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStatsError } from "../../../src/core/errors";
import { linearModel } from "../../../src/statistics/models/linear-model";
import { linearModelFromCrossProducts } from "../../../src/statistics/models/linear-model-from-cross-products";
import { type CrossProducts, crossProducts } from "../../../src/statistics/summaries/cross-products";
import { mergeCrossProducts } from "../../../src/statistics/summaries/merge-cross-products";
import { agree, expectPlain } from "../../assertions";

/** Survey-like tables of 6 to 30 rows, some of whose answers are missing, in units and offsets of their own. */
const tables = fc
  .record({
    rows: fc.array(fc.tuple(...[0, 1, 2].map(() => fc.option(fc.integer({ min: 1, max: 5 }), { freq: 8 }))), {
      minLength: 6,
      maxLength: 30,
    }),
    offset: fc.constantFrom(0, 1, 1e6, -1e9),
    unit: fc.constantFrom(1, 2 ** -30, 2 ** 40),
    intercept: fc.boolean(),
  })
  .map(({ rows, offset, unit, intercept }) => ({
    food: rows.map(([food]) => (food === null ? null : unit * food!)),
    staff: rows.map(([, staff]) => (staff === null ? null : offset + staff!)),
    overall: rows.map(([, , overall]) => overall as number | null),
    intercept,
  }));

type Table = { food: (number | null)[]; staff: (number | null)[]; overall: (number | null)[] };

function fitted(model: () => ReturnType<typeof linearModelFromCrossProducts>) {
  try {
    return model();
  } catch (error) {
    if (!isStatsError(error)) throw error;
    return error.code;
  }
}

describe("linearModelFromCrossProducts()", () => {
  it("of a table that is split at random and merged in any order is linearModel() of its complete rows, to 1e-10", () => {
    fc.assert(
      fc.property(tables, fc.func(fc.integer({ min: 0, max: 2 })), ({ intercept, ...table }, key) => {
        const { overall, ...predictors } = table;
        const parts = [0, 1, 2].map((part) => {
          const own = (column: (number | null)[]) => column.filter((_, i) => key(i) === part);
          return crossProducts({ food: own(table.food), staff: own(table.staff), overall: own(overall) } as Table);
        }) as [CrossProducts, CrossProducts, CrossProducts];
        const expected = fitted(() => linearModel(predictors, overall, { intercept }));
        const [a, b, c] = parts;
        for (const summary of [crossProducts(table), mergeCrossProducts(a, b, c), mergeCrossProducts(c, a, b)]) {
          const model = fitted(() =>
            linearModelFromCrossProducts(summary as CrossProducts, { outcome: "overall", intercept }),
          );
          if (typeof model === "string" || typeof expected === "string") {
            expect(model).toBe(expected);
            continue;
          }
          expectPlain(model);
          expect(model.aliased).toEqual(expected.aliased);
          expect(model.caveats).toEqual(expected.caveats);
          expect([model.n, model.nMissing]).toEqual([expected.n, expected.nMissing]);
          expected.coefficients.forEach(({ name, estimate, standardError }, j) => {
            const own = model.coefficients[j]!;
            // the intercept is far outside of the data where an offset is
            const size = Math.max(Math.abs(estimate), standardError, Math.max(...overall.map((v) => v ?? 0)) / 2 ** 40);
            expect(own.name).toBe(name);
            agree(1 + (own.estimate - estimate) / size, 1, 1e-10);
            agree(1 + (own.standardError - standardError) / size, 1, 1e-10);
          });
          agree(1 + model.rSquared - expected.rSquared, 1, 1e-10);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("gives a StatsError or plain finite numbers for any sound summary, R squared within [0, 1]", () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, min: -1e149, max: 1e149 }),
      fc.constantFrom(0, 1, 2, 1e9, 1e9 + 1, 1e-140, 1e149),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 7 }),
        fc.boolean(),
        (rows, intercept) => {
          try {
            const [a, b, y] = [0, 1, 2].map((j) => rows.map((row) => row[j]!)) as [number[], number[], number[]];
            const model = linearModelFromCrossProducts(crossProducts({ a, b, y }), { outcome: "y", intercept });
            expectPlain(model);
            expect(model.rSquared >= 0 && model.rSquared <= 1).toBe(true);
          } catch (error) {
            if (!isStatsError(error)) throw error;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
