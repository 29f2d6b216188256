import { type DoubleDouble, dotInto, invertInPlace, subtractMultiple, sumError } from "./double-double";
import {
  backSubstitute,
  conditionOf,
  type Factorisation,
  factorise,
  forwardSubstitute,
  invertedGramOf,
  reflect,
} from "./householder";
import { dot, normExponent, scaleByPower, scaleColumn, scaledColumn } from "./sums";

/** The least-squares fit of an outcome by columns; arrays about coefficients hold one entry a kept column. */
export interface LeastSquaresFit {
  /** Number of kept columns. */
  readonly rank: number;
  /** Indices of the kept columns, ascending. */
  readonly kept: readonly number[];
  /** Indices of the columns that the earlier ones already express, ascending. */
  readonly aliased: readonly number[];
  readonly coefficients: Float64Array;
  /** What each coefficient, as a double, lacks of the refined one; 0 where refinement was not needed. */
  readonly coefficientLows: Float64Array;
  /** Outcome minus fit; length n. */
  readonly residuals: Float64Array;
  /** Root of the residual sum of squares, which itself would overflow for outcomes beyond 1e154. */
  readonly residualNorm: number;
  /** (X'X)^-1 of the kept columns, row by row; infinite where it exceeds the doubles (columns below 1e-154). */
  readonly unscaledCovariance: Float64Array;
  /** Largest over smallest singular value of the kept columns, each scaled to norm 1; at least 1. */
  readonly conditionNumber: number;
  /** Passes of refinement that were needed. */
  readonly refinements: number;
  /** QR of the kept columns, each divided by 2 to the power of its entry in `exponents`. */
  readonly qr: Factorisation;
  readonly exponents: readonly number[];
}

/** What rounding took from the entries of a column, for columns that are known to more digits than doubles hold. */
export type ColumnLow = Float64Array | null;

/** Relative error of a coefficient above which refinement pays. */
const GOOD_ENOUGH = 1e-13;
/** Entries of a table where a pass costs microseconds: it is always refined, so that exact relations come out exact. */
const SMALL_TABLE = 1000;
/** Two passes serve condition numbers up to 1e9; near the aliasing tolerance each gains fewer digits. */
const MOST_PASSES = 6;

/**
 * Linear least squares, with all the digits that the data carry.
 *
 * @remarks $$\min_b \lVert y - X b \rVert_2$$ Householder QR of columns scaled by powers of two. Columns are taken in
 * their order and one that depends on the earlier ones is left out, as in R; where R drops a column whose independent
 * part is below 1e-7 of it, here that part must be within the rounding of the data, so high powers of a variable stay.
 * Where conditioning leaves fewer than 13 digits, the augmented system of Björck (1967) is refined with residuals and
 * coefficients in double-double, and (X'X)^-1 comes from a double-double Gram matrix. Small coefficients beside a large
 * one, as under an outcome of 1e9 and its small changes, count as well: the bound on the whole vector would not see
 * them.
 *
 * The condition number is exact in the 2-norm (one-sided Jacobi on the triangular factor).
 *
 * O(n p^2) time and O(n p) memory; large well-conditioned tables pay nothing for refinement.
 *
 * @param columns - p columns of n finite numbers. Not changed.
 * @param outcome - n finite numbers. Not changed.
 * @param lows - What rounding took from each column; given, the solution is always refined and is that of the sums.
 * @see Björck (1967), BIT 7, 257-278, doi:10.1007/BF01939321 (abstract read);
 * Demmel, Hida, Riedy and Li (2009), ACM Trans. Math. Softw. 35(4), 28, doi:10.1145/1462173.1462177 (summary read)
 */
export function leastSquares(
  columns: readonly Float64Array[],
  outcome: Float64Array,
  lows: readonly ColumnLow[] = [],
): LeastSquaresFit {
  const exponents = columns.map(normExponent);
  const outcomeExponent = normExponent(outcome);
  const y = scaledColumn(outcome, outcomeExponent);
  const qr = factorise(columns.map((column, j) => scaledColumn(column, exponents[j] as number)));
  const p = qr.kept.length;
  const conditionNumber = conditionOf(qr.triangle);
  const covariance =
    conditionNumber * Number.EPSILON < GOOD_ENOUGH ? invertedGramOf(qr.triangle) : refinedGramInverse(qr.columns);
  const shift = qr.kept.map((j) => exponents[j] as number);
  const tails = qr.kept.map((j, k) => (lows[j] ? scaledColumn(lows[j], shift[k] as number) : null));
  const solution = solve(qr, y, conditionNumber, covariance, tails);

  scaleColumn(solution.residuals, outcomeExponent);
  return {
    rank: p,
    kept: qr.kept,
    aliased: qr.aliased,
    coefficients: solution.coefficients.map((b, j) => scaleByPower(b, outcomeExponent - (shift[j] as number))),
    coefficientLows: solution.lows.map((b, j) => scaleByPower(b, outcomeExponent - (shift[j] as number))),
    residuals: solution.residuals,
    residualNorm: scaleByPower(solution.residualNorm, outcomeExponent),
    unscaledCovariance: Float64Array.from({ length: p * p }, (_, at) => {
      const [i, j] = [Math.floor(at / p), at % p];
      return scaleByPower(covariance[i]?.[j] as number, -(shift[i] as number) - (shift[j] as number));
    }),
    conditionNumber,
    refinements: solution.passes,
    qr,
    exponents: shift,
  };
}

function solve(
  qr: Factorisation,
  y: Float64Array,
  condition: number,
  covariance: readonly Float64Array[],
  tails: readonly ColumnLow[],
) {
  const p = qr.kept.length;
  const n = y.length;
  let residuals = y.slice();
  for (let k = 0; k < p; k++) reflect(qr, k, residuals);
  const coefficients = backSubstitute(qr.triangle, residuals.slice(0, p));
  const fitNorm = Math.sqrt(dot(residuals, 0, residuals, 0, p));
  residuals.fill(0, 0, p);
  for (let k = p - 1; k >= 0; k--) reflect(qr, k, residuals);
  let residualNorm = Math.sqrt(dot(residuals, 0, residuals, 0, n));

  // Normwise, the coefficients lose kappa (1 + kappa tan theta) eps; singly, the small ones may lose more.
  const largest = coefficients.reduce((sum, b) => sum + Math.abs(b), 0);
  const wellDetermined = coefficients.every((b, j) => {
    const spread = Math.sqrt(covariance[j]?.[j] as number);
    const error = Number.EPSILON * spread * (largest + condition * residualNorm);
    return error <= GOOD_ENOUGH * Math.max(Math.abs(b), spread * residualNorm);
  });
  const wellConditioned = condition * (fitNorm + condition * residualNorm) * Number.EPSILON < GOOD_ENOUGH * fitNorm;
  const low = new Float64Array(p);
  const precise = tails.some((tail) => tail !== null);
  if (wellDetermined && wellConditioned && n * p > SMALL_TABLE && !precise) {
    return { coefficients, lows: low, residuals, residualNorm, passes: 0 };
  }

  const high = new Float64Array(n);
  const tail = new Float64Array(n);
  const pair = new Float64Array(2);
  const trueResiduals = () => {
    high.set(y);
    tail.fill(0);
    qr.columns.forEach((column, j) => {
      subtractMultiple(high, tail, column, coefficients[j] as number, low[j] as number);
      const rest = tails[j];
      rest?.forEach((x, i) => {
        tail[i] = (tail[i] as number) - (coefficients[j] as number) * x;
      });
    });
  };
  trueResiduals();
  let passes = 0;
  for (let settled = false; !settled && passes < MOST_PASSES; passes++) {
    // I r + X b = y and X'r = 0: f and g are what the present r and b leave of both sides.
    const f = high.map((value, i) => value - (residuals[i] as number) + (tail[i] as number));
    const g = Float64Array.from(qr.columns, (column, j) => {
      dotInto(pair, column, residuals);
      const rest = tails[j];
      return -(pair[0] as number) - (rest ? dot(rest, 0, residuals, 0, n) : 0);
    });
    const head = forwardSubstitute(qr.triangle, g);
    for (let k = 0; k < p; k++) reflect(qr, k, f);
    const change = backSubstitute(
      qr.triangle,
      head.map((value, k) => (f[k] as number) - value),
    );
    settled = true;
    change.forEach((delta, j) => {
      const before = coefficients[j] as number;
      const sum = before + delta;
      low[j] = (low[j] as number) + sumError(before, delta, sum);
      coefficients[j] = sum;
      // The next pass would change it by about p kappa eps times as much.
      if (Math.abs(delta) * condition * p > 0.01 * Math.abs(sum)) settled = false;
    });
    f.set(head);
    for (let k = p - 1; k >= 0; k--) reflect(qr, k, f);
    residuals = residuals.map((value, i) => value + (f[i] as number));
    trueResiduals();
  }
  residuals = high.map((value, i) => value + (tail[i] as number));
  dotInto(pair, residuals, residuals);
  residualNorm = Math.sqrt(pair[0] as number);
  coefficients.forEach((b, j) => {
    const sum = b + (low[j] as number);
    low[j] = (low[j] as number) - (sum - b);
    coefficients[j] = sum;
  });
  return { coefficients, lows: low, residuals, residualNorm, passes };
}

/** (X'X)^-1 where R has lost too many digits: all in double-double, whose 32 digits outlast the squared condition. */
function refinedGramInverse(columns: readonly Float64Array[]): Float64Array[] {
  const pair = new Float64Array(2);
  const gram: DoubleDouble[][] = columns.map(() => []);
  columns.forEach((a, i) => {
    for (let j = 0; j <= i; j++) {
      dotInto(pair, a, columns[j] as Float64Array);
      const entry: DoubleDouble = [pair[0] as number, pair[1] as number];
      (gram[i] as DoubleDouble[])[j] = entry;
      (gram[j] as DoubleDouble[])[i] = entry;
    }
  });
  invertInPlace(gram);
  return gram.map((row) => Float64Array.from(row, ([high]) => high));
}
