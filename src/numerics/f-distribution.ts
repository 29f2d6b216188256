import { type DoubleDouble, multiply } from "./double-double";
import { betaOdds, betaTail } from "./incomplete-beta";
import { probability } from "./tail";

/** From here on a chi-squared variable divided by its degrees of freedom is 1 to double precision. */
const CONSTANT_FROM = 1e40;

/** P(X > f) for d1, d2, or P(X < f) with `lower`: the tail of a beta variable with odds d1 f : d2, unrounded. */
function tail(f: number, d1: number, d2: number, lower: boolean): number {
  if (f === 0 || f === Infinity) return (f === 0) === lower ? 0 : 1;
  const a = Math.min(d1, CONSTANT_FROM);
  const b = Math.min(d2, CONSTANT_FROM);
  // Both sides of the odds take the power of 2 that keeps an extreme f in range.
  const scale = f > 1e100 ? 2 ** -600 : f < 1e-100 ? 2 ** 600 : 1;
  const u = multiply([f * scale, 0], [a, 0]);
  const w: DoubleDouble = [b * scale, 0];
  return probability(lower ? betaTail(a / 2, b / 2, u, w) : betaTail(b / 2, a / 2, w, u));
}

function quantile(p: number, q: number, d1: number, d2: number): number {
  const a = Math.min(d1, CONSTANT_FROM);
  const b = Math.min(d2, CONSTANT_FROM);
  const odds = betaOdds(p, q, a / 2, b / 2);
  return odds > 1 ? (odds / a) * b : (odds * b) / a; // the order that does not leave the range on the way
}

/**
 * F distribution function, P(X <= f).
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param f - Number >= 0; `Infinity` allowed.
 * @param d1 - Degrees of freedom of the numerator, real, > 0; `Infinity` allowed.
 * @param d2 - Degrees of freedom of the denominator, likewise.
 */
export function fCdf(f: number, d1: number, d2: number): number {
  return tail(f, d1, d2, true);
}

/**
 * Upper tail of the F distribution, P(X > f).
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param f - Number >= 0; `Infinity` allowed.
 * @param d1 - Degrees of freedom of the numerator, real, > 0; `Infinity` allowed.
 * @param d2 - Degrees of freedom of the denominator, likewise.
 */
export function fUpper(f: number, d1: number, d2: number): number {
  return tail(f, d1, d2, false);
}

/**
 * Quantile of the F distribution: the f with P(X <= f) = p.
 *
 * @remarks Accuracy as `betaOdds`.
 * @param p - Probability in [0, 1].
 * @param d1 - Degrees of freedom of the numerator, real, > 0; `Infinity` allowed.
 * @param d2 - Degrees of freedom of the denominator, likewise.
 */
export function fQuantile(p: number, d1: number, d2: number): number {
  return quantile(p, 1 - p, d1, d2);
}

/**
 * Upper quantile of the F distribution: the f with P(X > f) = q.
 *
 * @remarks Accuracy as `betaOdds`.
 * @param q - Probability in [0, 1].
 * @param d1 - Degrees of freedom of the numerator, real, > 0; `Infinity` allowed.
 * @param d2 - Degrees of freedom of the denominator, likewise.
 */
export function fUpperQuantile(q: number, d1: number, d2: number): number {
  return quantile(1 - q, q, d1, d2);
}
