import { betaLower, betaLowerInverse, betaUpper, betaUpperInverse } from "./incomplete-beta";

/**
 * Beta distribution function, P(X <= x).
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param x - Number in [0, 1].
 * @param a - First shape, > 0, below 1e290.
 * @param b - Second shape, likewise.
 */
export function betaCdf(x: number, a: number, b: number): number {
  return betaLower(x, a, b);
}

/**
 * Upper tail of the beta distribution, P(X > x).
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param x - Number in [0, 1].
 * @param a - First shape, > 0, below 1e290.
 * @param b - Second shape, likewise.
 */
export function betaUpperTail(x: number, a: number, b: number): number {
  return betaUpper(x, a, b);
}

/**
 * Quantile of the beta distribution: the x with P(X <= x) = p.
 *
 * @remarks Accuracy as `betaOdds`.
 * @param p - Probability in [0, 1].
 * @param a - First shape, > 0, below 1e290.
 * @param b - Second shape, likewise.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  return betaLowerInverse(p, a, b);
}

/**
 * Upper quantile of the beta distribution: the x with P(X > x) = q.
 *
 * @remarks Accuracy as `betaOdds`.
 * @param q - Probability in [0, 1].
 * @param a - First shape, > 0, below 1e290.
 * @param b - Second shape, likewise.
 */
export function betaUpperQuantile(q: number, a: number, b: number): number {
  return betaUpperInverse(q, a, b);
}
