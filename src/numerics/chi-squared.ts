import { gammaP, gammaPInverse, gammaQ, gammaQInverse } from "./incomplete-gamma";

/**
 * Chi-squared distribution function, P(X <= x).
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param x - Number >= 0; `Infinity` allowed.
 * @param df - Degrees of freedom, real, > 0.
 */
export function chiSquaredCdf(x: number, df: number): number {
  return gammaP(df / 2, x / 2);
}

/**
 * Upper tail of the chi-squared distribution, P(X > x).
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param x - Number >= 0; `Infinity` allowed.
 * @param df - Degrees of freedom, real, > 0.
 */
export function chiSquaredUpper(x: number, df: number): number {
  return gammaQ(df / 2, x / 2);
}

/**
 * Quantile of the chi-squared distribution: the x with P(X <= x) = p.
 *
 * @remarks Accuracy as `gammaPInverse`.
 * @param p - Probability in [0, 1].
 * @param df - Degrees of freedom, real, > 0.
 */
export function chiSquaredQuantile(p: number, df: number): number {
  return 2 * gammaPInverse(df / 2, p);
}

/**
 * Upper quantile of the chi-squared distribution: the x with P(X > x) = q.
 *
 * @remarks Accuracy as `gammaPInverse`.
 * @param q - Probability in [0, 1].
 * @param df - Degrees of freedom, real, > 0.
 */
export function chiSquaredUpperQuantile(q: number, df: number): number {
  return 2 * gammaQInverse(df / 2, q);
}
