import { dot } from "../../numerics/sums";
import { type CodedFactor, type CodedPolynomial, type CodedTerm, columnsOf, namesOf } from "./design";
import type { PredictionBasis } from "./linear-model-result";
import type { Variable } from "./model-table";

/** An average change of the probability, with its dependence on the coefficients. */
export interface Change {
  readonly effect: number;
  /** Derivatives by the kept coefficients. */
  readonly gradient: readonly number[];
}

type Variables = ReadonlyMap<string, Variable>;

/** The average slope of the probability along a column of numbers; the rows' `shares` add up to 1. */
export function slopeOf(basis: PredictionBasis, variables: Variables, shares: Float64Array, column: string): Change {
  const columns = centredColumns(basis, variables, shares.length);
  const slopes = slopesOf(basis, variables, shares.length, column);
  const logOdds = timesCoefficients(basis, columns, shares.length);
  const steepness = timesCoefficients(basis, slopes, shares.length);
  // the slope of a probability is its variance times that of its log-odds, and so is that of the variance itself
  const variances = logOdds.map((value, i) => varianceAt(value) * (shares[i] as number));
  const bends = variances.map((variance, i) => {
    return variance * (steepness[i] as number) * -Math.tanh((logOdds[i] as number) / 2);
  });
  return {
    effect: dot(variances, 0, steepness, 0, shares.length),
    gradient: columns.map((values, k) => {
      return dot(bends, 0, values, 0, shares.length) + dot(variances, 0, slopes[k] as Float64Array, 0, shares.length);
    }),
  };
}

/** The average change of the probability when a column goes from one value to another in every row. */
export function contrastOf(
  basis: PredictionBasis,
  variables: Variables,
  shares: Float64Array,
  column: string,
  [from, to]: readonly [number, number],
): Change {
  const sideAt = (value: number) => {
    const variable = variables.get(column) as Variable;
    const moved = new Map(variables).set(column, { ...variable, values: variable.values.map(() => value) });
    const columns = centredColumns(basis, moved, shares.length);
    return { columns, logOdds: timesCoefficients(basis, columns, shares.length) };
  };
  const [before, after] = [sideAt(from), sideAt(to)];
  const variancesOf = (logOdds: Float64Array) => logOdds.map((value, i) => varianceAt(value) * (shares[i] as number));
  const [lower, upper] = [variancesOf(before.logOdds), variancesOf(after.logOdds)];
  const changes = after.logOdds.map((value, i) => differenceAt(before.logOdds[i] as number, value));
  return {
    effect: dot(changes, 0, shares, 0, shares.length),
    gradient: after.columns.map((values, k) => {
      const other = before.columns[k] as Float64Array;
      return dot(upper, 0, values, 0, shares.length) - dot(lower, 0, other, 0, shares.length);
    }),
  };
}

/** The table's columns that the kept terms hold, each once. */
export function columnsIn({ terms, kept }: PredictionBasis): string[] {
  const holders = terms.flatMap((term) => namesOf(term).map(() => term));
  const names = kept.flatMap((column) => {
    const term = holders[column] as CodedTerm;
    return "polynomial" in term ? [term.polynomial] : term.factors.map((factor: CodedFactor) => factor.column);
  });
  return [...new Set(names)];
}

/** The kept columns, less their centres. */
function centredColumns({ terms, kept, centers }: PredictionBasis, variables: Variables, rows: number): Float64Array[] {
  const parts = columnsOf(terms, variables, rows);
  return kept.map((column, k) => {
    const { high } = parts[column] as (typeof parts)[number];
    return high.map((x) => x - (centers[k] as number));
  });
}

/** How the kept columns change with a column of numbers. */
function slopesOf(
  { terms, kept }: PredictionBasis,
  variables: Variables,
  rows: number,
  column: string,
): Float64Array[] {
  const all = terms.flatMap((term): Float64Array[] => {
    if ("polynomial" in term) {
      if (term.polynomial !== column) return namesOf(term).map(() => new Float64Array(rows));
      return polynomialSlopes((variables.get(column) as Variable).values, term);
    }
    const others = term.factors.filter((factor) => factor.column !== column);
    if (others.length === term.factors.length) return [new Float64Array(rows)];
    return columnsOf([{ factors: others }], variables, rows).map(({ high }) => high);
  });
  return kept.map((place) => all[place] as Float64Array);
}

/** Slopes of the Chebyshev polynomials of a column: T_k' = k U_(k-1), over the half-width. */
function polynomialSlopes(values: Float64Array, { degree, center, halfWidth }: CodedPolynomial): Float64Array[] {
  const slopes = Array.from({ length: degree }, () => new Float64Array(values.length));
  values.forEach((value, i) => {
    const t = (value - center) / halfWidth;
    let before = 0;
    let second = 1;
    for (let k = 1; k <= degree; k++) {
      (slopes[k - 1] as Float64Array)[i] = (k * second) / halfWidth;
      [before, second] = [second, 2 * t * second - before];
    }
  });
  return slopes;
}

function timesCoefficients({ coefficients }: PredictionBasis, columns: readonly Float64Array[], rows: number) {
  const sums = new Float64Array(rows);
  columns.forEach((column, k) => {
    for (let i = 0; i < rows; i++) sums[i] = (sums[i] as number) + (coefficients[k] as number) * (column[i] as number);
  });
  return sums;
}

/** Probability times its complement. */
function varianceAt(logOdds: number): number {
  const odds = Math.exp(-Math.abs(logOdds));
  return odds / (1 + odds) ** 2;
}

/** Difference of two probabilities by their log-odds, without cancellation. */
function differenceAt(from: number, to: number): number {
  // sinh((b - a) / 2) / (2 cosh(a / 2) cosh(b / 2)), with exponentials that cannot overflow
  const [low, high] = from < to ? [from, to] : [to, from];
  const size = (-Math.expm1(low - high) / (1 + Math.exp(-high))) * (1 / (1 + Math.exp(low)));
  return from < to ? size : -size;
}
