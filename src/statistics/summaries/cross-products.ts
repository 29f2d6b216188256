import {
  checkCount,
  checkNoOthers,
  checkObject,
  checkSameLength,
  checkSequence,
  checkTotal,
  reject,
} from "../../core/checks";
import type { NumericColumn, RowUse } from "../../core/columns";
import { centredProducts } from "../../numerics/centred-products";
import type { DoubleDouble } from "../../numerics/double-double";
import { type CompleteRows, keepComplete, type NamedColumn, readColumns } from "./complete-rows";
import { checkSpread } from "./moments";

/**
 * Means of a table's columns and how they vary together: all that linear models and correlations need to know of any
 * quantity of rows.
 *
 * @remarks JSON-safe and mergeable. Numbers are sums of two doubles, such as `means[0] + meansLow[0]`, about 30 digits,
 * so that merging keeps the products of columns far from 0 and a model keeps the digits that its normal equations
 * square away. A database gives such a summary too, with the digits of one double and `productsLow: null`: `AVG(x)`,
 * and `COVAR_POP(x, y)` times the number of rows, over rows without a missing value; not raw sums of squares, which
 * lose the spread of columns far from 0. Cross products of nothing are legal and neutral.
 */
export interface CrossProducts<N extends string = string> {
  readonly kind: "cross-products";
  /** The columns, in the order of all that follows. */
  readonly names: readonly N[];
  /** Observations used: rows, or the sum of their frequencies. */
  readonly n: number;
  /** Observations left out because a value was missing. */
  readonly nMissing: number;
  /** One a column; `null` when there is no observation. */
  readonly means: readonly number[] | null;
  /** What `means` lack of the exact means; zeros when there is no observation. */
  readonly meansLow: readonly number[];
  /**
   * Sums of products of the deviations from the means, of columns i and j at place i (i + 1) / 2 + j for j <= i: the
   * lower triangle row by row, (0, 0), (1, 0), (1, 1), (2, 0) and so on.
   */
  readonly products: readonly number[];
  /** What `products` lack of the exact sums; `null` where that is unknown, as in what a database gives. */
  readonly productsLow: readonly number[] | null;
  /** Rows of the table, whatever their frequencies. */
  readonly rows: RowUse;
}

/** Options of {@link crossProducts}. */
export interface CrossProductsOptions {
  /**
   * How many cases a row holds, integers >= 0: the same as repeating it, or as leaving it out.
   * @defaultValue every row is one case
   */
  readonly frequencies?: ArrayLike<number> | undefined;
}

/**
 * Summarises the columns of a table for linear models.
 *
 * @remarks $$\bar x_i = \frac1n \sum_k x_{ki}, \quad S_{ij} = \sum_k (x_{ki} - \bar x_i)(x_{kj} - \bar x_j)$$ Rows with
 * a missing value are left out whole and counted. Sums are taken in twice the precision, of deviations from a number
 * near the mean: errors are about 1e-30 of the spreads (n 2^-104 at worst), also where a column is 1e9 standard
 * deviations from 0. O(n p^2) time, three to five times what a plain loop over rows and pairs of columns takes, and O(n
 * p) memory; larger tables are summarised in parts and merged.
 *
 * @typeParam C - The columns by name.
 * @param columns - Columns by name, N values each; at least one; N >= 0; `null`, `undefined` and holes are missing.
 * @param options - See {@link CrossProductsOptions}.
 * @returns The summary; with `means: null` when no row is complete.
 * @throws A {@link StatsError}: `invalid-input` on an element that is neither a finite number nor missing, on columns
 * of different lengths, without a column, on a column that spreads by less than 1e-145 or more than 1e150, and on a
 * frequency that is no integer >= 0.
 * @see Chan, Golub and LeVeque (1983), The American Statistician 37(3), 242-247, doi:10.2307/2683386 (not read)
 *
 * @example
 * ```ts
 * const { names, n, means, products } = crossProducts({ food: [3, 4, 5, null], overall: [2, 4, 6, 5] });
 * [names, n, means]; //=> [["food", "overall"], 3, [4, 4]]
 * products; //=> [2, 4, 8]
 * crossProducts({ food: [3, 4] }, { frequencies: [1, 3] }).means; //=> [3.75]
 * ```
 */
export function crossProducts<const C extends { readonly [K in keyof C]: NumericColumn }>(
  columns: C,
  options: CrossProductsOptions = {},
): CrossProducts<keyof C & string> {
  const fn = "crossProducts";
  checkObject(fn, "options", options);
  const { frequencies: given, ...others } = options;
  checkNoOthers(fn, others);
  checkObject(fn, "columns", columns);
  if (Array.isArray(columns)) reject(fn, "columns", "be an object of named columns", columns);
  const names = Object.keys(columns) as (keyof C & string)[];
  if (names.length === 0) reject(fn, "columns", "have at least one column", columns);
  const read = readColumns(
    fn,
    names.map((name) => ({ name, path: `columns.${name}`, values: columns[name] })),
  );
  const length = (read[0] as Float64Array).length;
  const frequencies = checkedFrequencies(fn, given, length) ?? new Float64Array(length).fill(1);
  // rows without a case had to be legal too, so they go only now
  const cases = [...read, frequencies].map((column) =>
    frequencies.includes(0) ? column.filter((_, i) => frequencies[i] !== 0) : column,
  );
  const { columns: kept, rows } = keepComplete([...names, "frequency"], cases);
  const counts = kept[names.length] as Float64Array;
  return summarised(
    fn,
    names.map((name) => ({ name, path: `columns.${name}` })),
    { columns: kept.slice(0, -1), rows: { ...rows, missing: rows.missing.slice(0, -1) } },
    counts,
    sum(counts),
    sum(frequencies),
  );
}

/** The same of complete rows whose columns are no argument of their own, each with the path that its errors carry. */
export function crossProductsOfRows<N extends string>(
  fn: string,
  named: readonly Omit<NamedColumn<N>, "values">[],
  complete: CompleteRows,
): CrossProducts<N> {
  const { used, total } = complete.rows;
  return summarised(fn, named, complete, new Float64Array(used).fill(1), used, total);
}

/** Cross products without an observation, of which so many were missing. */
export function emptyCrossProducts<N extends string>(
  names: readonly N[],
  nMissing: number,
  rows: RowUse,
): CrossProducts<N> {
  const p = names.length;
  const products = new Array<number>((p * (p + 1)) / 2).fill(0);
  return {
    kind: "cross-products",
    names,
    n: 0,
    nMissing,
    means: null,
    meansLow: new Array<number>(p).fill(0),
    products,
    productsLow: [...products],
    rows,
  };
}

/** Both parts of many numbers, as a summary holds them. */
export function partsOf(numbers: readonly DoubleDouble[]): { readonly high: number[]; readonly low: number[] } {
  return { high: numbers.map(([high]) => high + 0), low: numbers.map(([, low]) => low + 0) };
}

function summarised<N extends string>(
  fn: string,
  named: readonly Omit<NamedColumn<N>, "values">[],
  { columns, rows }: CompleteRows,
  counts: Float64Array,
  n: number,
  total: number,
): CrossProducts<N> {
  const names = named.map(({ name }) => name);
  if (n === 0) return emptyCrossProducts(names, total, rows);
  columns.forEach((column, j) => {
    const [least, most] = column.reduce(([a, b], x) => [Math.min(a!, x), Math.max(b!, x)], [Infinity, -Infinity]);
    checkSpread(fn, named[j]!.path, most! / 2 - least! / 2);
  });
  const { means, products } = centredProducts(columns, counts, n);
  columns.forEach((_, j) => {
    const [squares] = products[(j * (j + 3)) / 2] as DoubleDouble;
    if (!(squares < Infinity)) reject(fn, named[j]!.path, "have a sum of squares below 1.8e308", squares);
  });
  const [mean, product] = [partsOf(means), partsOf(products)];
  return {
    kind: "cross-products",
    names,
    n,
    nMissing: total - n,
    means: mean.high,
    meansLow: mean.low,
    products: product.high,
    productsLow: product.low,
    rows,
  };
}

function checkedFrequencies(fn: string, frequencies: unknown, length: number): Float64Array | null {
  if (frequencies === undefined) return null;
  checkSequence(fn, "frequencies", frequencies);
  const values = [...frequencies];
  checkSameLength(fn, "frequencies", values.length, length, "the columns");
  values.forEach((value, i) => {
    checkCount(fn, `frequencies.${i}`, value);
  });
  const counts = Float64Array.from(values as number[]);
  checkTotal(fn, "frequencies", sum(counts));
  return counts;
}

function sum(counts: Float64Array): number {
  return counts.reduce((total, count) => total + count, 0);
}
