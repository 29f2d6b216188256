import { checkName, checkObject, reject } from "../../core/checks";
import { kindOf } from "../../core/columns";
import { completeRows, elementsOf } from "../summaries/complete-rows";
import type { CodedTerm } from "./design";
import { type Category, numbersOf, type Variable } from "./model-table";

/** The complete rows of a table that a fitted model is to be applied to. */
export interface NewRows {
  readonly variables: ReadonlyMap<string, Variable>;
  /** Which row of the caller's table each of these was. */
  readonly positions: Float64Array;
  /** Rows of the caller's table. */
  readonly total: number;
}

/** Reads the columns that a model's terms need; the model knows the categories of its columns of text. */
export function readNewRows(
  fn: string,
  columns: unknown,
  terms: readonly CodedTerm[],
  categories: readonly Category[],
): NewRows {
  checkObject(fn, "columns", columns);
  const names = [
    ...new Set(terms.flatMap((term) => ("polynomial" in term ? [term.polynomial] : term.factors.map((f) => f.column)))),
  ];
  const table = columns as { readonly [name: string]: unknown };
  const read = names.map((name) => {
    checkName(fn, "model.predictionBasis.terms", name);
    const path = `columns.${name}`;
    if (!Object.hasOwn(table, name)) reject(fn, path, "be given, since the model needs it", undefined);
    const levels = categories.find((category) => category.name === name)?.levels ?? null;
    const elements = elementsOf(fn, path, table[name]);
    const kind = levels === null ? kindOf(elements) : "string";
    if (levels === null && kind === "string") reject(fn, path, "hold numbers, as the model's did", elements[0]);
    return { name, path, levels, values: numbersOf(fn, path, elements, kind, levels ?? []) };
  });
  // a model of nothing but its intercept has rows all the same: those of any column
  const last = read.at(-1)?.values ?? elementsOf(fn, "columns", Object.values(table)[0] ?? []);
  const position = { name: "row", path: "rows", values: Array.from(last, (_, i) => i) };
  const { columns: kept, rows } = completeRows(fn, [position, ...read]);
  return {
    variables: new Map(
      read.map(({ name, levels }, j) => [name, { values: kept[j + 1] as Float64Array, levels }] as const),
    ),
    positions: kept[0] as Float64Array,
    total: rows.total,
  };
}
