import { checkName, checkObject, reject } from "./checks";

/** A table's column of numbers; `null`, `undefined` and holes are missing. */
export type NumericColumn = ArrayLike<number | null | undefined>;

/** A table's column of yes and no: `true` and `false`, or 1 and 0. */
export type BinaryColumn = NumericColumn | ArrayLike<boolean | null | undefined>;

/** One column of a table. */
export type Column = BinaryColumn | ArrayLike<string | null | undefined>;

/** The kind of a column is that of its first value; a column without one is of numbers. */
export function kindOf(elements: ArrayLike<unknown>): "number" | "string" | "boolean" {
  for (let i = 0; i < elements.length; i++) {
    const type = typeof elements[i];
    if (type === "number" || type === "string" || type === "boolean") return type;
  }
  return "number";
}

/** How many rows a table function could use, and which columns cost it the others. */
export interface RowUse {
  readonly total: number;
  /** Rows without a missing value. */
  readonly used: number;
  /** Missing values of each column, in column order. */
  readonly missing: readonly { readonly name: string; readonly n: number }[];
}

/**
 * Turns rows into the columns that table functions take.
 *
 * @remarks A row without the key has a missing value there. O(rows x names).
 *
 * @param rows - Objects that share their keys, such as parsed lines of a CSV file; length >= 0.
 * @param names - The keys to keep, in the order that results will follow.
 * @returns One array a name, each as long as `rows`.
 * @throws A {@link StatsError}: `invalid-input` when no row has one of the keys, which is a misspelt name.
 *
 * @example
 * ```ts
 * const rows = [{ food: 4, staff: 5 }, { food: 3, staff: null }];
 * columnsOf(rows, ["food", "staff"]); //=> { food: [4, 3], staff: [5, null] }
 * columnsOf(rows, ["fod" as "food"]); //=> throws StatsError
 * ```
 */
export function columnsOf<R extends object, const K extends keyof R & string>(
  rows: readonly R[],
  names: readonly K[],
): { [P in K]: R[P][] } {
  const fn = "columnsOf";
  if (!Array.isArray(rows)) reject(fn, "rows", "be an array of objects", rows);
  if (!Array.isArray(names)) reject(fn, "names", "be an array of keys", names);
  for (const [i, row] of (rows as readonly R[]).entries()) checkObject(fn, `rows.${i}`, row);
  const columns = {} as { [P in K]: R[P][] };
  for (const [i, name] of (names as readonly K[]).entries()) {
    checkName(fn, `names.${i}`, name);
    if (rows.length > 0 && !rows.some((row) => Object.hasOwn(row, name))) {
      reject(fn, `names.${i}`, "be a key of the rows", name);
    }
    // defineProperty, so that a column called __proto__ is a column
    Object.defineProperty(columns, name, {
      value: rows.map((row) => (Object.hasOwn(row, name) ? row[name] : undefined)),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return columns;
}
