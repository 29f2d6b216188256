import fc from "fast-check";
import { expect } from "vitest";
import { agree } from "../../assertions";

/** Two ratings as predictors, and an outcome of few levels. */
export interface RatedTable {
  readonly food: number[];
  readonly staff: number[];
  readonly outcome: number[];
}

interface Levels {
  readonly min: number;
  readonly max: number;
}

/** Survey-like tables, separated ones among them. */
export function ratedTables(least: number, outcome: Levels): fc.Arbitrary<RatedTable> {
  return fc.integer({ min: least, max: 40 }).chain((n) => {
    const column = (levels: Levels) => fc.array(fc.integer(levels), { minLength: n, maxLength: n });
    return fc.record({ food: column({ min: 1, max: 5 }), staff: column({ min: 1, max: 5 }), outcome: column(outcome) });
  });
}

/** The same rows, in the order of their keys. */
export function shuffledRows(table: RatedTable, keys: Iterator<number>): RatedTable {
  const order = table.outcome.map((_, i) => [keys.next().value as number, i] as const);
  order.sort((a, b) => a[0] - b[0]);
  return ofColumns(table, (column) => order.map(([, i]) => column[i] as number));
}

/** Each row as often as its count. */
export function repeatedRows(table: RatedTable, counts: readonly number[]): RatedTable {
  return ofColumns(table, (column) => column.flatMap((v, i) => Array<number>(counts[i] as number).fill(v)));
}

function ofColumns({ food, staff, outcome }: RatedTable, change: (column: number[]) => number[]): RatedTable {
  return { food: change(food), staff: change(staff), outcome: change(outcome) };
}

/** Columns a and b with numbers that models may choke on, and an outcome y. */
export function hostileTables(most: number, outcome: Levels) {
  const hostile = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 3 }) },
    { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
    { weight: 1, arbitrary: fc.constantFrom<number | null>(null, 1e300, -1e300, 1e-300, 5e-324, 1e9 + 1, -0) },
  );
  return fc.integer({ min: 0, max: most }).chain((n) => {
    const list = fc.array(hostile, { minLength: n, maxLength: n });
    return fc.tuple(list, list, fc.array(fc.integer(outcome), { minLength: n, maxLength: n }));
  });
}

/** What a fit says of one number; `null` where it grows without end. */
interface Fitted {
  readonly estimate: number | null;
  readonly standardError: number | null;
}

/** Expects the same estimates and errors, times the factors of each. */
export function expectFittedAlike(
  actual: readonly Fitted[],
  expected: readonly Fitted[],
  factorsOf: (index: number) => { readonly estimate: number; readonly error: number },
) {
  expect(actual).toHaveLength(expected.length);
  for (const [k, { estimate, standardError }] of actual.entries()) {
    const other = expected[k];
    if (estimate === null || other === undefined) {
      expect(other?.estimate).toBeNull();
      continue;
    }
    const factors = factorsOf(k);
    const size = Math.abs(other.estimate as number) + (other.standardError as number);
    agree(1 + (estimate / factors.estimate - (other.estimate as number)) / size, 1, 1e-8);
    agree(standardError, (other.standardError as number) * Math.abs(factors.error), 1e-7);
  }
}
