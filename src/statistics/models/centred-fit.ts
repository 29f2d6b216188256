import { factorise } from "../../numerics/householder";
import type { LeastSquaresFit } from "../../numerics/least-squares";
import { scaleByPower } from "../../numerics/sums";
import { centredConstant } from "./centred-constant";
import type { LinearModelErrors } from "./linear-model-result";
import type { ModelTable } from "./model-table";
import { robustCovariance, withoutRounding } from "./row-errors";
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

/**
 * The centred form of a fit.
 *
 * @param columns - The kept columns as the fit had them, but without weights; the first is constant.
 * @param rooted - Multiplies a column by the roots of the weights.
 * @param mean - Mean of the outcome.
 * @param deviation - Residual standard deviation.
 */
export function centredFit(
  fn: string,
  table: ModelTable,
  fit: LeastSquaresFit,
  columns: readonly Float64Array[],
  rooted: (column: Float64Array) => Float64Array,
  mean: number,
  errors: LinearModelErrors,
  deviation: number,
): CentredFit {
  const p = fit.rank;
  const rowWeights = table.weights?.values ?? null;
  const one = columns[0]?.[0] as number;
  const centers = columns.map((column, k) => (k === 0 ? 0 : centerOf(column, rowWeights)));
  const centred = columns.map((column, k) => (k === 0 ? column : column.map((x) => x - (centers[k] as number))));
  // what rounding took from the means, which far from 0 is no longer small beside the spread of a column
  const drifts = centred.slice(1).map((column) => centerOf(column, rowWeights) / one);
  const slopeCovariance = (i: number, j: number) =>
    (fit.unscaledCovariance[(i + 1) * p + j + 1] as number) * deviation ** 2;
  const first = scaleByPower(fit.qr.triangle[0]?.[0] as number, fit.exponents[0] as number);
  const about = centredConstant(
    { constant: mean / one, variance: (deviation / first) ** 2, covariances: new Float64Array(p - 1) },
    [...fit.coefficients.subarray(1)],
    slopeCovariance,
    drifts,
  );
  const coefficients = [about.constant, ...fit.coefficients.subarray(1)];
  const classical = Float64Array.from({ length: p * p }, (_, at) => {
    const [i, j] = [Math.floor(at / p), at % p];
    if (i === 0 && j === 0) return about.variance;
    if (i === 0 || j === 0) return about.covariances[Math.max(i, j) - 1] as number;
    return slopeCovariance(i - 1, j - 1);
  });
  if (errors === "classical") return { centers, coefficients, covariance: classical };
  // columns that were independent before are the more so without their offsets
  const factors = { qr: factorise(centred.map(rooted)), exponents: columns.map(() => 0) };
  const robust = robustCovariance(fn, table, fit, factors, errors);
  return { centers, coefficients, covariance: withoutRounding(robust, classical) };
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
