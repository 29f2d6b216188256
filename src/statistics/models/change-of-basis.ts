import { refuse } from "../../core/checks";
import { chebyshevPowers } from "../../numerics/chebyshev";
import { add, type DoubleDouble, multiply } from "../../numerics/double-double";
import { scaleByPower } from "../../numerics/sums";
import { type CodedTerm, isIntercept, namesOf } from "./design";

/** From the columns that a model is worked out with to those that its coefficients multiply. */
export interface ChangeOfBasis {
  /** Coefficients of the named columns, from those of the working ones, which are given as sums of two doubles. */
  coefficients(high: Float64Array, low: Float64Array): Float64Array;
  /** Their covariance, row by row. */
  covariance(matrix: Float64Array): Float64Array;
}

/**
 * The change of basis of a fit's kept columns.
 *
 * @remarks In twice the precision, since the powers of a polynomial far from 0 are small differences of the terms that
 * its Chebyshev polynomials have.
 *
 * @param terms - The terms of the design.
 * @param kept - Indices of the columns that the fit kept.
 * @param workingExponents - Powers of two that the working columns, all of them, were divided by.
 * @param namedExponents - The same for the named ones.
 * @throws A {@link StatsError}: `degenerate-data` where other columns express a part of a polynomial.
 */
export function changeOfBasis(
  fn: string,
  terms: readonly CodedTerm[],
  kept: readonly number[],
  workingExponents: readonly number[],
  namedExponents: readonly number[],
): ChangeOfBasis {
  if (!terms.some((term) => "polynomial" in term)) {
    return { coefficients: (high) => high, covariance: (matrix) => matrix };
  }
  // for each kept working column, the kept named columns that it holds and how much of each
  const parts: (readonly [named: number, weight: DoubleDouble])[][] = [];
  const hasIntercept = isIntercept(terms[0]);
  let first = 0;
  for (const term of terms) {
    const length = namesOf(term).length;
    const places = kept.filter((column) => column >= first && column < first + length);
    if ("factors" in term) parts.push(...places.map((column) => [[kept.indexOf(column), [1, 0]] as const]));
    else {
      if (places.some((column, k) => column !== first + k)) {
        refuse("degenerate-data", fn, "terms", `must leave the powers of ${term.polynomial} to its polynomial`);
      }
      const powers = chebyshevPowers(term.degree, term);
      parts.push(
        ...places.map((column) => {
          const own = powers[column - first + (hasIntercept ? 1 : 0)] as readonly DoubleDouble[];
          return own.map((weight, power) => {
            const named = hasIntercept ? (power === 0 ? 0 : first + power - 1) : first + power;
            const shift = (namedExponents[named] as number) - (workingExponents[column] as number);
            return [kept.indexOf(named), [scaleByPower(weight[0], shift), scaleByPower(weight[1], shift)]] as const;
          });
        }),
      );
    }
    first += length;
  }
  return {
    coefficients: (high, low) => {
      const sums = kept.map((): DoubleDouble => [0, 0]);
      parts.forEach((part, k) => {
        const own: DoubleDouble = [high[k] as number, low[k] as number];
        for (const [named, weight] of part) sums[named] = add(sums[named] as DoubleDouble, multiply(own, weight));
      });
      return Float64Array.from(sums, ([value]) => value);
    },
    covariance: (matrix) => {
      const p = kept.length;
      const half = new Float64Array(p * p);
      const full = new Float64Array(p * p);
      // T V, then (T V) T'
      const mapInto = (target: Float64Array, from: number, to: number, value: number) => {
        for (const [named, [weight]] of parts[from] as NonNullable<(typeof parts)[number]>) {
          target[named * p + to] = (target[named * p + to] as number) + weight * value;
        }
      };
      for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) mapInto(half, i, j, matrix[i * p + j] as number);
      for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) mapInto(full, j, i, half[i * p + j] as number);
      return full;
    },
  };
}
