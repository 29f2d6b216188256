import type { LeastSquaresFit } from "../../numerics/least-squares";
import { scaleByPower } from "../../numerics/sums";
import { centredConstant } from "./centred-constant";
import { centerOf } from "./squares";

/** A fit with an intercept, its other columns taken from their means: far from 0 no digit is lost. */
export interface CentredFit {
  /** What is subtracted from each kept column; 0 for the intercept's. */
  readonly centers: readonly number[];
  /** The intercept is that of the centred columns, the others are the fit's. */
  readonly coefficients: readonly number[];
  /** Of these coefficients, row by row. */
  readonly covariance: Float64Array;
}

/** Columns less their means. */
export interface CentredColumns {
  readonly centers: readonly number[];
  readonly columns: readonly Float64Array[];
}

/** Takes columns from their means, but the first, which is constant. */
export function centredColumns(columns: readonly Float64Array[], rowWeights: Float64Array | null): CentredColumns {
  const centers = columns.map((column, k) => (k === 0 ? 0 : centerOf(column, rowWeights)));
  return {
    centers,
    columns: columns.map((column, k) => (k === 0 ? column : column.map((x) => x - (centers[k] as number)))),
  };
}

/**
 * The centred form of a fit, with classical errors.
 *
 * @param about - The kept columns as the fit had them, without weights, less their means.
 * @param mean - Mean of the outcome.
 * @param deviation - Residual standard deviation.
 */
export function centredFit(
  fit: LeastSquaresFit,
  { centers, columns }: CentredColumns,
  mean: number,
  deviation: number,
  rowWeights: Float64Array | null,
): CentredFit {
  const p = fit.rank;
  const one = columns[0]?.[0] as number;
  // what rounding took from the means, which far from 0 is no longer small beside the spread of a column
  const drifts = columns.slice(1).map((column) => centerOf(column, rowWeights) / one);
  const slopeCovariance = (i: number, j: number) =>
    (fit.unscaledCovariance[(i + 1) * p + j + 1] as number) * deviation ** 2;
  const first = scaleByPower(fit.qr.triangle[0]?.[0] as number, fit.exponents[0] as number);
  const about = centredConstant(
    { constant: mean / one, variance: (deviation / first) ** 2, covariances: new Float64Array(p - 1) },
    [...fit.coefficients.subarray(1)],
    slopeCovariance,
    drifts,
  );
  const covariance = Float64Array.from({ length: p * p }, (_, at) => {
    const [i, j] = [Math.floor(at / p), at % p];
    if (i === 0 && j === 0) return about.variance;
    if (i === 0 || j === 0) return about.covariances[Math.max(i, j) - 1] as number;
    return slopeCovariance(i - 1, j - 1);
  });
  return { centers, coefficients: [about.constant, ...fit.coefficients.subarray(1)], covariance };
}

/** The covariance of the coefficients of the columns as they were, from that of the centred ones. */
export function uncentred({ centers, covariance }: CentredFit, one: number): Float64Array {
  const p = centers.length;
  // the intercept is the centred one less each slope times its centre, in units of the intercept's column
  const shifts = centers.map((center) => center / one);
  const at = (i: number, j: number) => covariance[i * p + j] as number;
  const shifted = (j: number) => at(0, j) - shifts.reduce((sum, shift, k) => sum + shift * at(k, j), 0);
  const full = covariance.slice();
  for (let j = 1; j < p; j++) {
    full[j] = shifted(j);
    full[j * p] = shifted(j);
  }
  full[0] = shifted(0) - shifts.reduce((sum, shift, k) => sum + shift * (k === 0 ? 0 : shifted(k)), 0);
  return full;
}
