import { checkName, checkObject, reject } from "../../core/checks";
import { kindOf, type RowUse } from "../../core/columns";
import { completeRows, elementsOf } from "../summaries/complete-rows";
import { type RowWeights, type RowWeightsOptions, rowWeights, type WeightKind } from "./row-weights";
import { checkedTerms, columnsInTerms, INTERCEPT, type ModelTerm } from "./terms";

/** A column of text as a model codes it. */
export interface Category {
  readonly name: string;
  /** The category that the coefficients of the others compare with; where it has one too, none of them compares. */
  readonly reference: string;
  /** All categories that occur, in the order of their code units. */
  readonly levels: readonly string[];
}

/** The complete rows of a column: numbers, or places in `levels`. */
export interface Variable {
  readonly values: Float64Array;
  /** `null` for numbers. */
  readonly levels: readonly string[] | null;
}

/** What every model is asked about its table. */
export interface TableOptions extends RowWeightsOptions {
  readonly terms?: readonly ModelTerm[] | undefined;
  readonly references?: Readonly<Record<string, string | undefined>> | undefined;
}

/** The complete rows of a model's table. */
export interface ModelTable {
  readonly terms: readonly ModelTerm[];
  readonly variables: ReadonlyMap<string, Variable>;
  readonly categories: readonly Category[];
  readonly outcome: Float64Array;
  /** `null` where every row counts the same. */
  readonly weights: RowWeights | null;
  /** Observations: rows, or the sum of the frequencies. */
  readonly n: number;
  readonly nMissing: number;
  /** Which row of the caller's table each of these was. */
  readonly positions: Float64Array;
  /** Missing values are counted for each predictor and, last, for the column called `outcome`. */
  readonly rows: RowUse;
}

/**
 * Reads the table of a model: predictors of numbers, yes and no, or text, the outcome and the weights of the rows.
 *
 * @remarks A row is used when it has all values that the terms need and a weight above 0; a row with weight 0 is
 * outside of the sample, and counted nowhere. Only own enumerable keys are columns, so `__proto__` is one like others
 * or none. O(rows x columns).
 *
 * @param fn - The public function that was called, for messages.
 * @param predictors - An object of columns.
 * @param outcome - Numbers as long as the columns.
 * @param kinds - The kinds of weights that the model knows.
 * @returns Copies; zero rows where no row is complete, which is the caller's to judge.
 */
export function readModelTable(
  fn: string,
  predictors: unknown,
  outcome: unknown,
  options: TableOptions,
  kinds: readonly WeightKind[],
): ModelTable {
  checkObject(fn, "predictors", predictors);
  if (Array.isArray(predictors)) reject(fn, "predictors", "be an object of named columns", predictors);
  const given = predictors as { readonly [name: string]: unknown };
  if (Object.keys(given).length === 0) reject(fn, "predictors", "have at least one column", predictors);
  if (Object.hasOwn(given, INTERCEPT)) reject(fn, "predictors", `not be called "${INTERCEPT}"`, INTERCEPT);
  const { terms: asked, references, ...ofRows } = options;
  const terms = checkedTerms(fn, asked, Object.keys(given));
  const names = columnsInTerms(terms);
  const categories: Category[] = [];
  const coded = names.map((name) => {
    const elements = elementsOf(fn, `predictors.${name}`, given[name]);
    const kind = kindOf(elements);
    if (kind === "string") categories.push(categoryOf(fn, name, elements, references));
    return numbersOf(fn, `predictors.${name}`, elements, kind, categories.at(-1)?.levels ?? []);
  });
  checkReferences(fn, references, categories);

  const outcomes = elementsOf(fn, "outcome", outcome);
  const weights = rowWeights(fn, ofRows, kinds, outcomes.length);
  const read = (kept: (column: ArrayLike<unknown>) => ArrayLike<unknown>) =>
    completeRows(fn, [
      { name: "row", path: "rows", values: kept(Array.from(outcomes, (_, i) => i)) },
      { name: "weight", path: "weights", values: kept(weights?.values ?? Array.from(outcomes, () => 1)) },
      ...names.map((name, j) => ({ name, path: `predictors.${name}`, values: kept(coded[j] as ArrayLike<unknown>) })),
      { name: "outcome", path: "outcome", values: kept(outcomes) },
    ]);
  const all = read((column) => column);
  const inSample = (column: ArrayLike<unknown>) => Array.from(column).filter((_, i) => weights?.values[i] !== 0);
  // the rows outside of the sample had to be legal too, so they go only now
  const { columns, rows } = weights?.values.includes(0) ? read(inSample) : all;
  const [positions, used] = columns as [Float64Array, Float64Array];
  const total = weights?.kind === "frequencies" ? sum(weights.values) : rows.total;
  const n = weights?.kind === "frequencies" ? sum(used) : rows.used;
  return {
    terms,
    variables: new Map(
      names.map((name, j) => {
        const levels = categories.find((category) => category.name === name)?.levels ?? null;
        return [name, { values: columns[j + 2] as Float64Array, levels }];
      }),
    ),
    categories,
    outcome: columns.at(-1) as Float64Array,
    weights: weights && { kind: weights.kind, values: used },
    n,
    nMissing: total - n,
    positions,
    rows: { ...rows, missing: rows.missing.slice(2) },
  };
}

/**
 * A column as numbers, where missing values stay what they are: yes is 1 and no 0, a category its place in `levels`.
 */
export function numbersOf(
  fn: string,
  path: string,
  elements: ArrayLike<unknown>,
  kind: "number" | "string" | "boolean",
  levels: readonly string[],
): ArrayLike<unknown> {
  if (kind === "number") return elements;
  const places = new Map(levels.map((level, place) => [level, place]));
  return Array.from(elements, (value, i) => {
    if (value === null || value === undefined) return value;
    if (typeof value !== kind) reject(fn, `${path}.${i}`, `be a ${kind}, null or undefined`, value);
    if (kind === "boolean") return value ? 1 : 0;
    const place = places.get(value as string);
    if (place === undefined) reject(fn, `${path}.${i}`, "be a category that the model knows", value);
    return place;
  });
}

function categoryOf(
  fn: string,
  name: string,
  elements: ArrayLike<unknown>,
  references: TableOptions["references"],
): Category {
  const levels = [...new Set(Array.from(elements).filter((value) => typeof value === "string"))].sort();
  const { [name]: reference = levels[0] as string } = references ?? {};
  if (!levels.includes(reference)) reject(fn, `references.${name}`, "be a category of the column", reference);
  return { name, reference, levels };
}

function checkReferences(fn: string, references: unknown, categories: readonly Category[]): void {
  if (references === undefined) return;
  checkObject(fn, "references", references);
  for (const name of Object.keys(references as object)) {
    checkName(fn, "references", name);
    if (!categories.some((category) => category.name === name)) {
      reject(fn, "references", "name columns of text", name);
    }
  }
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}
