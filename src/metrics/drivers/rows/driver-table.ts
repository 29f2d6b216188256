import { checkObject, reject } from "../../../core/checks";
import type { NumericColumn, RowUse } from "../../../core/columns";
import { rowWeights } from "../../../statistics/models/row-weights";
import { keepComplete, readColumns } from "../../../statistics/summaries/complete-rows";

/** Columns of numbers by name. */
export type DriverColumns<C> = { readonly [K in keyof C]: NumericColumn };

/** The complete rows of drivers and their outcome. */
export interface DriverTable<N extends string = string> {
  /** The drivers, in column order. */
  readonly names: readonly N[];
  /** A copy of each driver's column. */
  readonly drivers: readonly Float64Array[];
  readonly outcome: Float64Array;
  /** Survey weights, all above 0; `null` where every row counts the same. */
  readonly weights: Float64Array | null;
  /** Rows used. */
  readonly n: number;
  readonly nMissing: number;
  /** Missing values are counted for each driver and, last, for the column called `outcome`. */
  readonly rows: RowUse;
  /** Which row of the caller's table each of these was. */
  readonly index: Float64Array;
}

/**
 * Reads drivers, their outcome and the survey weights of the rows.
 *
 * @remarks A row is used when it has all values and a weight above 0; a row with weight 0 is outside of the sample, and
 * counted nowhere. Only own enumerable keys are columns. O(rows x columns).
 *
 * @param fn - The public function that was called, for messages.
 * @returns Copies; zero rows where no row is complete, which is the caller's to judge.
 */
export function readDriverTable<const C extends DriverColumns<C>>(
  fn: string,
  predictors: C,
  outcome: NumericColumn,
  weights: ArrayLike<number> | undefined,
): DriverTable<keyof C & string> {
  checkObject(fn, "predictors", predictors);
  if (Array.isArray(predictors)) reject(fn, "predictors", "be an object of named columns", predictors);
  const names = Object.keys(predictors) as (keyof C & string)[];
  if (names.length === 0) reject(fn, "predictors", "have at least one column", predictors);
  const read = readColumns(fn, [
    ...names.map((name) => ({ name, path: `predictors.${name}`, values: predictors[name] })),
    { name: "outcome", path: "outcome", values: outcome },
  ]);
  const length = (read[0] as Float64Array).length;
  const given = rowWeights(fn, { weights }, ["weights"], length)?.values ?? null;
  const index = Float64Array.from({ length }, (_, i) => i);
  const all = [...read, given ?? new Float64Array(length).fill(1), index];
  // the rows outside of the sample had to be legal too, so they go only now
  const inSample = given?.includes(0) ? all.map((column) => column.filter((_, i) => given[i] !== 0)) : all;
  const { columns, rows } = keepComplete([...names, "outcome", "weight", "row"], inSample);
  const p = names.length;
  return {
    names,
    drivers: columns.slice(0, p),
    outcome: columns[p] as Float64Array,
    weights: given && (columns[p + 1] as Float64Array),
    n: rows.used,
    nMissing: rows.total - rows.used,
    rows: { ...rows, missing: rows.missing.slice(0, p + 1) },
    index: columns[p + 2] as Float64Array,
  };
}
