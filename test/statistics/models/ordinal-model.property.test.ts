import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isStatsError } from "../../../src/core/errors";
import { ordinalModel } from "../../../src/statistics/models/ordinal-model";
import type { OrdinalModelResult } from "../../../src/statistics/models/ordinal-model-result";
import { agree, expectPlain } from "../../assertions";

interface Table {
  readonly food: number[];
  readonly staff: number[];
  readonly outcome: number[];
}

/** Survey-like tables, separated ones among them. */
const tables = fc.integer({ min: 12, max: 40 }).chain((n) => {
  const column = (min: number, max: number) => fc.array(fc.integer({ min, max }), { minLength: n, maxLength: n });
  return fc.record({ food: column(1, 5), staff: column(1, 5), outcome: column(1, 4) });
});
const LINKS = fc.constantFrom("logit" as const, "probit" as const);

type Options = Parameters<typeof ordinalModel<{ food: number[]; staff: number[] }>>[2];

/** Fits, or skips tables with one level. */
function fitted({ food, staff, outcome }: Table, options: Options = {}): OrdinalModelResult {
  fc.pre(new Set(outcome).size > 1);
  return ordinalModel({ food, staff }, outcome, options);
}

/** Estimates and errors, thresholds last. */
const numbersOf = ({ coefficients, thresholds }: OrdinalModelResult) =>
  [...coefficients, ...thresholds].map(({ estimate, standardError }) => ({ estimate, standardError }));

function expectAlike(actual: ReturnType<typeof numbersOf>, expected: ReturnType<typeof numbersOf>, errorFactor = 1) {
  expect(actual).toHaveLength(expected.length);
  for (const [k, { estimate, standardError }] of actual.entries()) {
    const other = expected[k];
    if (estimate === null || !other) {
      expect(other?.estimate).toBeNull();
      continue;
    }
    const size = Math.abs(other.estimate as number) + (other.standardError as number);
    agree(1 + (estimate - (other.estimate as number)) / size, 1, 1e-8);
    agree(standardError, (other.standardError as number) * errorFactor, 1e-7);
  }
}

const SETTINGS = { numRuns: 30 };

describe("ordinalModel()", () => {
  test("the order of the rows does not matter", () => {
    fc.assert(
      fc.property(tables, LINKS, fc.infiniteStream(fc.nat()), (table, link, keys) => {
        const model = fitted(table, { link });
        const order = table.outcome.map((_, i) => [keys.next().value as number, i] as const);
        order.sort((a, b) => a[0] - b[0]);
        const shuffled = (column: number[]) => order.map(([, i]) => column[i] as number);
        const { food, staff, outcome } = table;
        const other = fitted({ food: shuffled(food), staff: shuffled(staff), outcome: shuffled(outcome) }, { link });
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
        const repeated = (column: number[]) => column.flatMap((v, i) => Array<number>(counts[i] as number).fill(v));
        const { food, staff, outcome } = table;
        const long = { food: repeated(food), staff: repeated(staff), outcome: repeated(outcome) };
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
    const hostile = fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0, max: 3 }) },
      { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
      { weight: 1, arbitrary: fc.constantFrom<number | null>(null, 1e300, -1e300, 1e-300, 5e-324, 1e9 + 1, -0) },
    );
    const rows = fc.integer({ min: 0, max: 14 }).chain((n) => {
      const list = fc.array(hostile, { minLength: n, maxLength: n });
      return fc.tuple(list, list, fc.array(fc.integer({ min: -1, max: 2 }), { minLength: n, maxLength: n }));
    });
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
