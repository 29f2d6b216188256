import { checkCount, checkSameLength, checkSequence, reject } from "../../core/checks";
import type { RowUse } from "../../core/columns";

/** A column to read: its name in results, its path in error messages, and its values, unchecked. */
export interface NamedColumn<N extends string = string> {
  readonly name: N;
  readonly path: string;
  readonly values: unknown;
}

/** The rows of a table that have all their values. */
export interface CompleteRows {
  /** Copies, which the caller may overwrite. */
  readonly columns: readonly Float64Array[];
  readonly rows: RowUse;
}

/**
 * Reads numeric columns and keeps the rows without a missing value.
 *
 * @remarks Each element is read once. O(rows x columns).
 *
 * @param fn - The public function that was called, for messages.
 * @param named - At least one column: arrays, typed arrays, or vectors with a length and an iterator.
 * @returns Copies of the same length; zero rows where no row is complete, which is the caller's to judge.
 * @throws A {@link StatsError}: `invalid-input` on what is no column, on columns of another length than the last one,
 * and on an element that is neither a finite number nor missing, whose index is appended to the path.
 */
export function completeRows(fn: string, named: readonly NamedColumn[]): CompleteRows {
  return keepComplete(
    named.map(({ name }) => name),
    readColumns(fn, named),
  );
}

/** Reads numeric columns as {@link completeRows} does, and leaves every row in: a missing value is NaN. */
export function readColumns(fn: string, named: readonly NamedColumn[]): Float64Array[] {
  const elements = named.map(({ path, values }) => elementsOf(fn, path, values));
  const last = named.length - 1;
  const total = (elements[last] as ArrayLike<unknown>).length;
  elements.forEach(({ length }, j) => {
    checkSameLength(fn, (named[j] as NamedColumn).path, length, total, (named[last] as NamedColumn).path);
  });
  return elements.map((column, j) => readColumn(fn, (named[j] as NamedColumn).path, column));
}

/** Of columns with NaN for missing, the rows without one; the columns themselves where that is all rows. */
export function keepComplete(names: readonly string[], columns: readonly Float64Array[]): CompleteRows {
  const total = (columns[0] as Float64Array).length;
  const complete = new Uint8Array(total).fill(1);
  const missing = columns.map((column, j) => {
    let n = 0;
    for (let i = 0; i < total; i++) {
      if (Number.isNaN(column[i])) {
        complete[i] = 0;
        n++;
      }
    }
    return { name: names[j] as string, n };
  });
  let used = 0;
  for (let i = 0; i < total; i++) used += complete[i] as number;
  const kept = used === total ? columns : columns.map((column) => column.filter((_, i) => complete[i] === 1));
  return { columns: kept, rows: { total, used, missing } };
}

/** A column's elements; a vector without an index, as data frame libraries have them, is iterated once. */
export function elementsOf(fn: string, path: string, column: unknown): ArrayLike<unknown> {
  checkSequence(fn, path, column);
  if (Array.isArray(column) || ArrayBuffer.isView(column)) return column as unknown as ArrayLike<unknown>;
  const { length } = column as { readonly length?: unknown };
  if (length === undefined) reject(fn, path, "be an array or a typed array", column);
  checkCount(fn, `${path}.length`, length);
  const elements: unknown[] = [];
  for (const element of column) {
    // stops a vector without end
    if (elements.push(element) > (length as number)) break;
  }
  if (elements.length !== length)
    reject(fn, path, `hold as many elements as its length says (${length})`, elements.length);
  return elements;
}

/** A copy with NaN for missing, which no legal element is. */
function readColumn(fn: string, path: string, elements: ArrayLike<unknown>): Float64Array {
  const result = new Float64Array(elements.length).fill(Number.NaN);
  for (let i = 0; i < elements.length; i++) {
    const value = elements[i];
    if (typeof value === "number" && Number.isFinite(value)) result[i] = value;
    else if (value !== null && value !== undefined) {
      reject(fn, `${path}.${i}`, "be a finite number, null or undefined", value);
    }
  }
  return result;
}
