import { type DoubleDouble, multiply } from "./double-double";
import { gammaLowerTail, gammaPInverse, gammaQInverse, gammaUpperTail } from "./incomplete-gamma";
import { probability } from "./tail";

/** x * rate; to a double only where splitting the factors could overflow. */
function argument(x: number, rate: number): DoubleDouble {
  return Math.max(x, rate, x * rate) > 1e290 ? [x * rate, 0] : multiply([x, 0], [rate, 0]);
}

/**
 * Gamma distribution function, P(X <= x), with mean shape / rate.
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9; the product x * rate is not rounded.
 * @param x - Number >= 0; `Infinity` allowed.
 * @param shape - Number > 0, below 1e290.
 * @param rate - Number > 0, the reciprocal of the scale.
 */
export function gammaCdf(x: number, shape: number, rate: number): number {
  return probability(gammaLowerTail(shape, argument(x, rate)));
}

/**
 * Upper tail of the gamma distribution, P(X > x).
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9; the product x * rate is not rounded.
 * @param x - Number >= 0; `Infinity` allowed.
 * @param shape - Number > 0, below 1e290.
 * @param rate - Number > 0, the reciprocal of the scale.
 */
export function gammaUpper(x: number, shape: number, rate: number): number {
  return probability(gammaUpperTail(shape, argument(x, rate)));
}

/**
 * Quantile of the gamma distribution: the x with P(X <= x) = p.
 *
 * @remarks Accuracy as `gammaPInverse`.
 * @param p - Probability in [0, 1].
 * @param shape - Number > 0, below 1e290.
 * @param rate - Number > 0, the reciprocal of the scale.
 */
export function gammaQuantile(p: number, shape: number, rate: number): number {
  return gammaPInverse(shape, p) / rate;
}

/**
 * Upper quantile of the gamma distribution: the x with P(X > x) = q.
 *
 * @remarks Accuracy as `gammaPInverse`.
 * @param q - Probability in [0, 1].
 * @param shape - Number > 0, below 1e290.
 * @param rate - Number > 0, the reciprocal of the scale.
 */
export function gammaUpperQuantile(q: number, shape: number, rate: number): number {
  return gammaQInverse(shape, q) / rate;
}
