import type * as z from "zod/mini";
import { checkName, checkNoOthers, checkObject, checkOneOf, checkScale, reject } from "../core/checks";
import type { Scale } from "../core/scale";
import { decimalToNumber, integerField, kindOf, numberField, textField } from "./fields";
import { checkRows, hasField, ownField, type RejectedRow } from "./rows";

/** How one column of a table is read from a field of the rows. */
export type ColumnMapping = {
  /** The field of the rows. @defaultValue the name of the column */
  readonly field?: string | undefined;
  /**
   * Codes that stand for no answer, each with what it means: `{ "6": "did not use" }`.
   *
   * @defaultValue none; an empty string is always missing
   */
  readonly missing?: Readonly<Record<string, string>> | undefined;
} & ({ readonly type: "rating"; readonly scale: Scale } | { readonly type: "number" } | { readonly type: "text" });

/** The values that a mapping gives. */
export type MappedColumn<M extends ColumnMapping> = M["type"] extends "text" ? (string | null)[] : (number | null)[];

/** A survey as columns. */
export interface SurveyTable<M extends { readonly [K in keyof M]: ColumnMapping }> {
  /** Rows in the columns. */
  readonly n: number;
  /** One array a column, all of length n; `null` is no answer. */
  readonly columns: { readonly [K in keyof M]: MappedColumn<M[K]> };
  /** For each column, how many answers are missing and why; the reason of an empty field is `empty`. */
  readonly missing: readonly {
    readonly name: keyof M & string;
    readonly n: number;
    readonly reasons: readonly { readonly reason: string; readonly n: number }[];
  }[];
  /** Rows that are not in the columns, since a field could not be read. */
  readonly rejected: readonly RejectedRow[];
}

/**
 * Turns the rows of a survey file, strings as CSV parsers give them, into typed columns.
 *
 * @remarks Decimal strings become numbers; an empty string is a missing answer, never 0; codes for a missing answer are
 * named by the mapping and counted by name. A row with a field that cannot be read is left out whole and reported, so
 * that the columns stay aligned. O(rows x columns).
 *
 * @param rows - Objects, in any iterable.
 * @param mapping - One {@link ColumnMapping} for each column wanted.
 * @returns The columns, what is missing in them, and the rejected rows.
 * @throws A {@link StatsError}: `invalid-input` on a mapping that is unsound, what is not a sequence of rows, or a
 * field that no row has.
 *
 * @example
 * ```ts
 * const rows = [{ q1: "5", wifi: "6" }, { q1: "", wifi: "4" }, { q1: "9", wifi: "1" }];
 * const scale = { min: 1, max: 5 };
 * const table = surveyTable(rows, {
 *   overall: { field: "q1", type: "rating", scale },
 *   wifi: { type: "rating", scale, missing: { "6": "did not use" } },
 * });
 * table.columns; //=> { overall: [5, null], wifi: [null, 4] }
 * table.missing[1]; //=> { name: "wifi", n: 1, reasons: [{ reason: "did not use", n: 1 }] }
 * table.rejected[0]?.row; //=> 2
 * ```
 */
export function surveyTable<const M extends { readonly [K in keyof M]: ColumnMapping }>(
  rows: Iterable<unknown>,
  mapping: M,
): SurveyTable<M> {
  const fn = "surveyTable";
  checkRows(fn, rows);
  const readers = readersOf(fn, mapping);
  const rejected: RejectedRow[] = [];
  let n = 0;
  let row = 0;
  for (const value of rows) {
    const cells = readers.map((reader) => reader.read(value));
    const issues =
      typeof value === "object" && value !== null
        ? cells.flatMap(({ message }, i) => (message === null ? [] : [{ path: readers[i]!.field, message }]))
        : [{ path: "", message: `must be an object, received ${kindOf(value)}` }];
    if (issues.length > 0) rejected.push({ row, issues });
    else {
      readers.forEach((reader, i) => {
        const { value: answer, reason } = cells[i]!;
        reader.values.push(answer);
        if (reason !== null) reader.reasons.set(reason, (reader.reasons.get(reason) ?? 0) + 1);
      });
      n += 1;
    }
    row += 1;
  }
  for (const { name, field, seen } of readers) {
    if (row > 0 && !seen()) reject(fn, `mapping.${name}.field`, "be a field of the rows", field);
  }
  return {
    n,
    columns: Object.fromEntries(
      readers.map(({ name, values }) => [name, values]),
    ) as unknown as SurveyTable<M>["columns"],
    missing: readers.map(({ name, values, reasons }) => ({
      name: name as keyof M & string,
      n: values.filter((value) => value === null).length,
      reasons: Array.from(reasons, ([reason, count]) => ({ reason, n: count })),
    })),
    rejected,
  };
}

/** What reading a field gives: an answer, or why there is none, or why it cannot be read. */
interface Cell {
  readonly value: number | string | null;
  readonly reason: string | null;
  readonly message: string | null;
}

function readersOf(fn: string, mapping: { readonly [name: string]: ColumnMapping }) {
  checkObject(fn, "mapping", mapping);
  return Object.entries(mapping).map(([name, column]) => {
    const path = `mapping.${name}`;
    checkObject(fn, path, column);
    const { field = name, missing = {}, ...ofType } = column;
    checkName(fn, `${path}.field`, field);
    checkObject(fn, `${path}.missing`, missing);
    if (Array.isArray(missing))
      reject(fn, `${path}.missing`, 'name what each code means, as { "6": "did not use" }', missing);
    const reasonsByCode = new Map<string, string>();
    for (const [code, reason] of Object.entries(missing)) {
      checkName(fn, `${path}.missing.${code}`, reason);
      const plain = codeOf(code, column.type) ?? code;
      if (reasonsByCode.has(plain)) reject(fn, `${path}.missing`, "have each code once", code);
      reasonsByCode.set(plain, reason);
    }
    const schema = schemaOf(fn, path, ofType);
    let present = false;
    const read = (row: unknown): Cell => {
      const given = ownField(row, field);
      present ||= hasField(row, field);
      const code = given === null || given === undefined ? "" : codeOf(given, column.type);
      const reason = code === null ? undefined : reasonsByCode.get(code);
      if (reason !== undefined) return { value: null, reason, message: null };
      const result = schema.safeParse(given);
      if (!result.success) return { value: null, reason: null, message: result.error.issues[0]!.message };
      const value = result.data ?? null;
      return { value, reason: value === null ? "empty" : null, message: null };
    };
    return {
      name,
      field,
      read,
      values: [] as (number | string | null)[],
      reasons: new Map<string, number>(),
      seen: () => present,
    };
  });
}

/**
 * A cell as a code may be written: `6`, `"6"` and `"6.0"` are one number, but three texts; `null` for what is no code.
 */
function codeOf(value: unknown, type: ColumnMapping["type"]): string | null {
  const plain = type === "text" ? value : decimalToNumber(value);
  if (typeof plain === "number") return String(plain);
  return typeof plain === "string" ? plain.trim() : null;
}

function schemaOf(
  fn: string,
  path: string,
  column: Pick<ColumnMapping, "type">,
): z.ZodMiniType<number | string | undefined> {
  const { type, ...ofRating } = column;
  checkOneOf(fn, `${path}.type`, type, ["rating", "number", "text"]);
  if (type === "rating") {
    const { scale, ...others } = ofRating as { readonly scale: Scale };
    checkNoOthers(fn, others, path);
    checkScale(fn, scale, `${path}.scale`);
    return integerField(scale.min, scale.max);
  }
  checkNoOthers(fn, ofRating, path);
  return type === "text" ? textField() : numberField();
}
