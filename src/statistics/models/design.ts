import { refuse, reject } from "../../core/checks";
import { chebyshevColumns, rangeOf } from "../../numerics/chebyshev";
import { productError } from "../../numerics/double-double";
import type { ColumnLow } from "../../numerics/least-squares";
import type { ModelTable, Variable } from "./model-table";
import { INTERCEPT, type ModelTerm } from "./terms";

/** A column as a factor of a product: its numbers, or 1 where it has this category and 0 elsewhere. */
export interface CodedFactor {
  readonly column: string;
  readonly level: string | null;
}

/** A coefficient's term: a product of factors, the empty one being the intercept. */
export interface CodedProduct {
  readonly factors: readonly CodedFactor[];
}

/** A column and its powers, worked out in Chebyshev polynomials on the range of the data. */
export interface CodedPolynomial {
  readonly polynomial: string;
  readonly degree: number;
  /** Middle of the column's range. */
  readonly center: number;
  /** Above 0. */
  readonly halfWidth: number;
}

/** How the columns of a model are made from those of a table. */
export type CodedTerm = CodedProduct | CodedPolynomial;

/** The columns of a model as it is worked out; a polynomial's stand for its powers. */
export interface Design {
  readonly terms: readonly CodedTerm[];
  /** Names of the coefficients, in the order of the columns. */
  readonly names: readonly string[];
  /** What the coefficients multiply: powers of a polynomial's column. */
  readonly named: readonly Float64Array[];
  /** What the model is worked out with: Chebyshev polynomials in the place of the powers. */
  readonly columns: readonly Float64Array[];
  /** What rounding took from the columns of polynomials. */
  readonly lows: readonly ColumnLow[];
}

/** Beyond it, the powers leave the doubles, and so does arithmetic in twice the precision. */
const LARGEST_BASE = 1e100;

/** Codes the terms of a table: treatment coding of categories, Chebyshev polynomials for powers. */
export function designOf(
  fn: string,
  { terms, variables, categories, outcome }: ModelTable,
  intercept: boolean,
): Design {
  // without an intercept, which would be the reference's own, one column of text has all its categories
  const whole = intercept ? null : terms.find((term) => categories.some(({ name }) => name === term));
  const factorsOf = (column: string, term: ModelTerm): CodedFactor[] => {
    const category = categories.find(({ name }) => name === column);
    if (category === undefined) return [{ column, level: null }];
    return category.levels
      .filter((level) => level !== category.reference || term === whole)
      .map((level): CodedFactor => ({ column, level }));
  };
  const coded: CodedTerm[] = intercept ? [{ factors: [] }] : [];
  for (const term of terms) {
    if (typeof term !== "string" && "polynomial" in term) {
      const { polynomial, degree } = term;
      const { values, levels } = variables.get(polynomial) as Variable;
      if (levels !== null) reject(fn, "terms", "be powers of numbers", polynomial);
      const large = values.find((value) => Math.abs(value) > LARGEST_BASE);
      if (large !== undefined) reject(fn, `predictors.${polynomial}`, "be within 1e100 of 0 for its powers", large);
      coded.push({ polynomial, degree, ...(values.length > 0 ? rangeOf(values) : { center: 0, halfWidth: 1 }) });
      continue;
    }
    let products: CodedFactor[][] = [[]];
    for (const column of typeof term === "string" ? [term] : term.interaction) {
      const factors = factorsOf(column, term);
      products = products.flatMap((product) => factors.map((factor) => [...product, factor]));
    }
    coded.push(...products.map((factors) => ({ factors })));
  }
  const names = coded.flatMap(namesOf);
  names.forEach((name, i) => {
    if (names.indexOf(name) < i) reject(fn, "predictors", "give each coefficient a name of its own", name);
  });
  const parts = columnsOf(coded, variables, outcome.length);
  const columns = parts.map(({ high }) => high);
  let place = 0;
  const named = coded.flatMap((term) => {
    const start = place;
    place += namesOf(term).length;
    return "polynomial" in term
      ? powersOf((variables.get(term.polynomial) as Variable).values, term.degree)
      : columns.slice(start, place);
  });
  named.forEach((column, j) => {
    if (!column.every(Number.isFinite)) {
      refuse("degenerate-data", fn, "predictors", `must be in units that keep ${names[j]} below 1.8e308`);
    }
  });
  return { terms: coded, names, named, columns, lows: parts.map(({ low }) => low) };
}

/** Names of a term's coefficients: `food`, `gate[B]`, `food:gate[B]`, `food^2`. */
export function namesOf(term: CodedTerm): string[] {
  if ("polynomial" in term) {
    return Array.from({ length: term.degree }, (_, k) => (k === 0 ? term.polynomial : `${term.polynomial}^${k + 1}`));
  }
  if (term.factors.length === 0) return [INTERCEPT];
  return [term.factors.map(({ column, level }) => (level === null ? column : `${column}[${level}]`)).join(":")];
}

/** The columns of terms, for so many rows of a table. */
export function columnsOf(
  terms: readonly CodedTerm[],
  variables: ReadonlyMap<string, Variable>,
  rows: number,
): { readonly high: Float64Array; readonly low: ColumnLow }[] {
  const hasIntercept = isIntercept(terms[0]);
  return terms.flatMap((term): { high: Float64Array; low: ColumnLow }[] => {
    if ("polynomial" in term) {
      const { values } = variables.get(term.polynomial) as Variable;
      const basis = chebyshevColumns(values, term.degree, term);
      // without an intercept no polynomial may hold a constant: x times those of one degree less
      if (hasIntercept) return basis.slice(1);
      return basis.slice(0, -1).map(({ high, low }) => {
        const rest = high.map((value, i) => {
          const x = values[i] as number;
          return productError(value, x, value * x) + x * (low[i] as number);
        });
        return { high: timesInto(high, values), low: rest };
      });
    }
    const product = new Float64Array(rows).fill(1);
    for (const { column, level } of term.factors) {
      const { values, levels } = variables.get(column) as Variable;
      if (level === null) timesInto(product, values);
      else {
        const place = (levels as readonly string[]).indexOf(level);
        product.forEach((value, i) => {
          product[i] = values[i] === place ? value : 0;
        });
      }
    }
    return [{ high: product, low: null }];
  });
}

/** Whether a term is the intercept, which comes first where there is one. */
export function isIntercept(term: CodedTerm | undefined): boolean {
  return term !== undefined && "factors" in term && term.factors.length === 0;
}

/** x, x^2, ... */
function powersOf(x: Float64Array, degree: number): Float64Array[] {
  const powers = [x];
  while (powers.length < degree) powers.push(timesInto(x.slice(), powers.at(-1) as Float64Array));
  return powers;
}

function timesInto(product: Float64Array, values: Float64Array): Float64Array {
  for (let i = 0; i < product.length; i++) product[i] = (product[i] as number) * (values[i] as number);
  return product;
}
