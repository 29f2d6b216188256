import { invertPositiveDefinite } from "../../numerics/positive-definite";
import type { NormalParameters } from "./em";

/** The regression of the last variable of a normal distribution on the others. */
export interface CovarianceRegression {
  readonly intercept: number;
  readonly slopes: Float64Array;
  /** The slopes with all variables in standard deviations. */
  readonly standardized: Float64Array;
  /** 1 / (1 - R²) of each of the others on the rest of them. */
  readonly varianceInflations: Float64Array;
  /** Share of the last variable's variance that the others explain, [0, 1]. */
  readonly rSquared: number;
  /** The variance that is left. */
  readonly residualVariance: number;
}

/** @param parameters - With covariances that are positive definite. */
export function covarianceRegression({ means, covariance }: NormalParameters): CovarianceRegression {
  const p = means.length - 1;
  const at = (i: number, j: number) => covariance[i * (p + 1) + j] as number;
  const inverse = Float64Array.from({ length: p * p }, (_, k) => at(Math.floor(k / p), k % p));
  invertPositiveDefinite(inverse, p);
  const slopes = new Float64Array(p);
  let intercept = means[p] as number;
  let explained = 0;
  for (let i = 0; i < p; i++) {
    let slope = 0;
    for (let j = 0; j < p; j++) slope += (inverse[i * p + j] as number) * at(j, p);
    slopes[i] = slope;
    intercept -= slope * (means[i] as number);
    explained += slope * at(i, p);
  }
  const total = at(p, p);
  return {
    intercept,
    slopes,
    standardized: slopes.map((slope, i) => slope * Math.sqrt(at(i, i) / total)),
    varianceInflations: slopes.map((_, i) => Math.max(1, (inverse[i * (p + 1)] as number) * at(i, i))),
    rSquared: Math.min(1, Math.max(0, explained / total)),
    residualVariance: Math.max(0, total - explained),
  };
}
