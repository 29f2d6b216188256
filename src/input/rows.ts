import { isIterable, reject } from "../core/checks";

/** Why a row was left out. */
export interface RejectedRow {
  /** Place of the row among those given, from 0. */
  readonly row: number;
  /** Every rule that it breaks. */
  readonly issues: readonly {
    /** The field; empty where the row as a whole is concerned. */
    readonly path: string;
    readonly message: string;
  }[];
}

/** Refuses what is not a sequence of rows. */
export function checkRows(fn: string, rows: unknown): asserts rows is Iterable<unknown> {
  if (!isIterable(rows)) reject(fn, "rows", "be an array or another iterable of objects", rows);
}

/** Whether the row itself has a field: what a prototype has is no data. */
export function hasField(row: unknown, key: string): row is Readonly<Record<string, unknown>> {
  return typeof row === "object" && row !== null && Object.hasOwn(row, key);
}

/** A field that the row itself has, or `undefined`. */
export function ownField(row: unknown, key: string): unknown {
  return hasField(row, key) ? row[key] : undefined;
}
