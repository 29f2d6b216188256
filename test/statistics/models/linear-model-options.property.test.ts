import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linearModel } from "../../../src/statistics/models/linear-model";
import { linearModelFromCrossProducts } from "../../../src/statistics/models/linear-model-from-cross-products";
import type { LinearModelResult } from "../../../src/statistics/models/linear-model-result";
import { predict } from "../../../src/statistics/models/predict";
import { crossProducts } from "../../../src/statistics/summaries/cross-products";
import { agree, expectPlain } from "../../assertions";

/** Survey-like tables of 15 to 40 rows with a column of text and whole weights. */
const tables = fc.integer({ min: 15, max: 40 }).chain((n) => {
  const list = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: n, maxLength: n });
  const rating = list(fc.integer({ min: 1, max: 5 }));
  return fc.record({
    food: rating,
    staff: rating,
    gate: list(fc.constantFrom("A", "B", "C")),
    outcome: rating,
    counts: list(fc.integer({ min: 1, max: 4 })),
  });
});
const robust = fc.constantFrom(undefined, "hc0", "hc1", "hc2", "hc3");

/** Fits, or skips tables that happen to be degenerate, have aliased columns or a category seen once. */
function fitted(make: () => LinearModelResult): LinearModelResult {
  let model: LinearModelResult | undefined;
  try {
    model = make();
  } catch {
    // a constant outcome, or a row that determines a coefficient alone
  }
  fc.pre(model !== undefined && model.caveats.length === 0);
  return model as LinearModelResult;
}

/** Expects the same coefficients with the same errors, to a share of the errors. */
function expectSame(actual: LinearModelResult, expected: LinearModelResult, factor = 1) {
  expect(actual.coefficients.map(({ name }) => name)).toEqual(expected.coefficients.map(({ name }) => name));
  actual.coefficients.forEach((c, j) => {
    const other = expected.coefficients[j] as typeof c;
    agree(1 + (c.estimate - other.estimate) / other.standardError, 1, 1e-9);
    agree(c.standardError, other.standardError * factor, 1e-9);
  });
}

describe("linearModel()", () => {
  test("a frequency is the same as repeating the row, whatever the errors", () => {
    fc.assert(
      fc.property(tables, robust, ({ food, staff, gate, outcome, counts }, errors) => {
        const repeat = <T>(column: readonly T[]) => column.flatMap((v, i) => new Array<T>(counts[i] as number).fill(v));
        const repeated = fitted(() =>
          linearModel({ food: repeat(food), staff: repeat(staff), gate: repeat(gate) }, repeat(outcome), {
            robust: errors,
          }),
        );
        const model = linearModel({ food, staff, gate }, outcome, { frequencies: counts, robust: errors });
        expectSame(model, repeated);
        expect([model.n, model.degreesOfFreedom]).toEqual([repeated.n, repeated.degreesOfFreedom]);
        agree(model.rSquared, repeated.rSquared, 1e-10);
        agree(model.fTest?.statistic, repeated.fTest?.statistic as number, 1e-8);
        agree(model.logLikelihood, repeated.logLikelihood as number, 1e-10);
      }),
      { numRuns: 60 },
    );
  });

  test("precision and survey weights have no scale in coefficients and errors", () => {
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom("weights" as const, "precisionWeights" as const),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        ({ food, staff, outcome, counts }, kind, scale) => {
          const model = fitted(() => linearModel({ food, staff }, outcome, { [kind]: counts }));
          expectSame(linearModel({ food, staff }, outcome, { [kind]: counts.map((w) => w * scale) }), model);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("equal weights of any kind leave the coefficients as they were", () => {
    fc.assert(
      fc.property(tables, robust, ({ food, staff, outcome }, errors) => {
        const model = fitted(() => linearModel({ food, staff }, outcome, { robust: errors }));
        const precisionWeights = outcome.map(() => 3);
        expectSame(linearModel({ food, staff }, outcome, { robust: errors, precisionWeights }), model);
      }),
      { numRuns: 40 },
    );
  });

  test("another reference is another way to write the same model", () => {
    fc.assert(
      fc.property(tables, robust, ({ food, gate, outcome }, errors) => {
        const a = fitted(() => linearModel({ food, gate }, outcome, { robust: errors }));
        fc.pre(a.categories[0]?.levels.includes("B") === true);
        const b = linearModel({ food, gate }, outcome, { robust: errors, references: { gate: "B" } });
        agree(b.rSquared, a.rSquared, 1e-10);
        if (a.fTest === null) expect(b.fTest).toBeNull();
        else agree(b.fTest?.statistic, a.fTest.statistic as number, 1e-8);
        const [first, second] = [a, b].map((model) => predict(model, { food, gate }).predictions);
        first?.forEach((prediction, i) => {
          agree(second?.[i]?.estimate, prediction?.estimate as number, 1e-9);
          // an error that is 0 but for rounding is 0 to a share of the spread about the model
          const [one, other] = [prediction?.standardError as number, second?.[i]?.standardError as number];
          expect(Math.abs(one - other)).toBeLessThan(Math.max(1e-9 * one, 1e-7 * a.residualStandardError));
        });
      }),
      { numRuns: 40 },
    );
  });

  test("a polynomial is the model of its powers as columns, far from 0 too", () => {
    fc.assert(
      fc.property(tables, robust, fc.constantFrom(0, 3, 100), ({ food, staff, outcome }, errors, offset) => {
        const x = food.map((value) => value + offset);
        const square = x.map((value) => value ** 2);
        const powers = fitted(() => linearModel({ x, square, staff }, outcome, { robust: errors }));
        const terms = [{ polynomial: "x", degree: 2 }, "staff"] as const;
        const model = linearModel({ x, staff }, outcome, { terms, robust: errors });
        expect(model.coefficients.map(({ name }) => name)).toEqual(["(intercept)", "x", "x^2", "staff"]);
        model.coefficients.forEach((c, j) => {
          const other = powers.coefficients[j] as (typeof powers.coefficients)[number];
          agree(c.estimate, other.estimate, 1e-7);
          agree(c.standardError, other.standardError, 1e-7);
        });
        agree(model.rSquared, powers.rSquared, 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  test("leverages add up to the number of coefficients, and residuals with the intercept to nothing", () => {
    fc.assert(
      fc.property(tables, ({ food, staff, gate, outcome }) => {
        const model = fitted(() => linearModel({ food, staff, gate }, outcome, { rowDiagnostics: true }));
        const sum = (list: readonly number[] = []) => list.reduce((total, value) => total + value, 0);
        agree(sum(model.rowDiagnostics?.leverage), model.coefficients.length, 1e-12);
        expect(Math.abs(sum(model.rowDiagnostics?.residual))).toBeLessThan(1e-11);
        expectPlain(model);
      }),
      { numRuns: 40 },
    );
  });

  test("hc3 is at least hc2, and hc2 at least hc0", () => {
    fc.assert(
      fc.property(tables, ({ food, staff, outcome }) => {
        const errors = (["hc0", "hc2", "hc3"] as const).map((kind) =>
          fitted(() => linearModel({ food, staff }, outcome, { robust: kind })).coefficients.map(
            (c) => c.standardError,
          ),
        );
        errors[0]?.forEach((hc0, j) => {
          expect(errors[1]?.[j]).toBeGreaterThanOrEqual(hc0);
          expect(errors[2]?.[j]).toBeGreaterThanOrEqual(errors[1]?.[j] as number);
        });
      }),
      { numRuns: 40 },
    );
  });

  test("predictions do not mind where 0 is: a predictor 1e9 away keeps their digits, from a summary too", () => {
    fc.assert(
      fc.property(tables, robust, ({ food, staff, outcome }, errors) => {
        const far = food.map((value) => value + 1e9);
        const near = fitted(() => linearModel({ food, staff }, outcome, { robust: errors }));
        const models: LinearModelResult[] = [linearModel({ food: far, staff }, outcome, { robust: errors })];
        if (errors === undefined) {
          models.push(
            linearModelFromCrossProducts(crossProducts({ food: far, staff, outcome }), { outcome: "outcome" }),
          );
        }
        for (const model of models) {
          const there = predict(model, { food: [1e9 + 2, 1e9 + 9], staff: [3, 1] }).predictions;
          predict(near, { food: [2, 9], staff: [3, 1] }).predictions.forEach((prediction, i) => {
            const { estimate = 0, standardError = 0 } = prediction ?? {};
            agree(1 + ((there[i]?.estimate ?? Number.NaN) - estimate) / standardError, 1, 1e-10);
            agree(there[i]?.standardError, standardError, 1e-10);
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  test("an outcome 1e9 away changes the intercept alone, weighted too", () => {
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom("weights" as const, "precisionWeights" as const, "frequencies" as const),
        ({ food, staff, outcome, counts }, kind) => {
          const near = fitted(() => linearModel({ food, staff }, outcome, { [kind]: counts }));
          const far = linearModel(
            { food, staff },
            outcome.map((value) => value + 1e9),
            { [kind]: counts },
          );
          near.coefficients.slice(1).forEach((c, j) => {
            agree(1 + ((far.coefficients[j + 1]?.estimate ?? 0) - c.estimate) / c.standardError, 1, 1e-11);
            agree(far.coefficients[j + 1]?.standardError, c.standardError, 1e-11);
          });
          agree(far.rSquared, near.rSquared, 1e-11);
        },
      ),
      { numRuns: 40 },
    );
  });
});
