import { checkInteger, checkName, checkObject, reject } from "../../core/checks";
import type { Column } from "../../core/columns";

/** Columns of a table by name. */
export type Columns<C> = { readonly [K in keyof C]: Column };

/**
 * A term of a model: a column; the product of columns (`interaction`); a column and its powers up to `degree`
 * (`polynomial`).
 */
export type ModelTerm<N extends string = string> =
  | N
  | { readonly interaction: readonly [N, N, ...N[]] }
  | { readonly polynomial: N; readonly degree: number };

/** What the coefficients of a column are called: a column of text has one for each category but the reference. */
export type ColumnCoefficient<K extends string, V> =
  V extends ArrayLike<string | null | undefined> ? `${K}[${string}]` : K;

/** What the coefficients of a term are called. */
export type TermCoefficient<C, T> = T extends keyof C & string
  ? ColumnCoefficient<T, C[T]>
  : T extends { readonly polynomial: infer K extends string }
    ? K | `${K}^${number}`
    : `${string}:${string}`;

/** Names of a model's coefficients, the intercept's left out: `food`, `gate[B]`, `food^2`, `food:gate[B]`. */
export type CoefficientNames<C, T extends readonly ModelTerm[] | undefined> = T extends readonly (infer One)[]
  ? TermCoefficient<C, One>
  : { [K in keyof C & string]: ColumnCoefficient<K, C[K]> }[keyof C & string];

/** The most a column is raised to; a Chebyshev basis keeps its digits up to there. */
export const MOST_DEGREE = 30;

/** The intercept's name among the coefficients. */
export const INTERCEPT = "(intercept)";

/** Checks the terms of a model; every column is a term where none are given. */
export function checkedTerms(fn: string, terms: unknown, names: readonly string[]): readonly ModelTerm[] {
  if (terms === undefined) return names;
  if (!Array.isArray(terms) || terms.length === 0) reject(fn, "terms", "be an array of at least one term", terms);
  const seen = new Set<string>();
  Array.from(terms).forEach((term: unknown, i) => {
    const path = `terms.${i}`;
    const columns = columnsOfTerm(fn, path, term);
    for (const column of columns) {
      checkName(fn, path, column);
      if (!names.includes(column)) reject(fn, path, "name columns of the predictors", column);
    }
    if (new Set(columns).size < columns.length) reject(fn, path, "name each column once", columns[0]);
    // a polynomial holds its column itself, so that the two would be the same term
    const key = [...columns].sort().join("\n");
    if (seen.has(key)) reject(fn, path, "be no term that stands there already", columns[0]);
    seen.add(key);
  });
  return terms as readonly ModelTerm[];
}

function columnsOfTerm(fn: string, path: string, term: unknown): readonly string[] {
  if (typeof term === "string") return [term];
  checkObject(fn, path, term);
  const { interaction, polynomial, degree } = term as Record<string, unknown>;
  if (polynomial !== undefined) {
    checkInteger(fn, `${path}.degree`, degree, 1, MOST_DEGREE);
    return [polynomial as string];
  }
  if (!Array.isArray(interaction) || interaction.length < 2) {
    reject(fn, path, "be a column's name, { interaction: [names] } or { polynomial: name, degree }", term);
  }
  return interaction as readonly string[];
}

/** The columns that terms name, each once. */
export function columnsInTerms(terms: readonly ModelTerm[]): string[] {
  const names = terms.flatMap((term) =>
    typeof term === "string" ? [term] : "polynomial" in term ? [term.polynomial] : [...term.interaction],
  );
  return [...new Set(names)];
}
