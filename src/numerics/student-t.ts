import { betaFraction, betaKernel } from "./beta-fraction";
import { multiply } from "./double-double";
import { tailRoot } from "./root";
import { probability, type Tail, unscale } from "./tail";

/** Beyond these limits the distribution is, to double precision, the normal one, or all mass is at infinity. */
function effective(df: number): number {
  return Math.min(Math.max(df, 1e-20), 1e20);
}

/** P(|T| > t) as an incomplete beta integral over df / (df + t^2); for t^2 above about 3 df / (df + 2). */
function outerTail(t: number, df: number): Tail {
  const square = multiply([t, 0], [t, 0]);
  const [exponent, factor] = betaKernel(df / 2, 0.5, [df, 0], square);
  const ratio = betaFraction(df / 2, 0.5, [df, 0], square);
  return [exponent, factor * ratio, ratio / 2];
}

/** P(|T| < t), for t^2 below about 3 df / (df + 2). The ratio is to the density of ln t, half the log-odds. */
function innerTail(t: number, df: number): Tail {
  const square = multiply([t, 0], [t, 0]);
  const [exponent, factor] = betaKernel(0.5, df / 2, square, [df, 0]);
  const ratio = betaFraction(0.5, df / 2, square, [df, 0]);
  return [exponent, factor * ratio, ratio / 2];
}

/** Where the continued fractions of {@link outerTail} and {@link innerTail} do equally well. */
function dividingPoint(df: number): number {
  return Math.sqrt((3 * df) / (df + 2));
}

/** The c in P(|T| > t) = c (t / sqrt(df))^-df, exact beyond t = 3e8 sqrt(df); for df < 1000. */
function powerTailFactor(df: number): number {
  return (unscale(betaKernel(df / 2, 0.5, [1, 0], [1, 0])) * 2 ** (df / 2 + 1.5)) / df;
}

/**
 * Both tails of Student's t distribution, P(|T| > |t|).
 *
 * @remarks Relative error below 1e-14 down to the smallest normal double.
 * @param t - Real number; infinities allowed.
 * @param df - Degrees of freedom, real, > 0; `Infinity` is the normal distribution.
 * @returns A probability.
 */
export function studentTTwoSided(t: number, df: number): number {
  const size = Math.abs(t);
  const n = effective(df);
  if (size > 3e8 * Math.sqrt(n)) return n < 1000 ? Math.min(1, powerTailFactor(n) * (size / Math.sqrt(n)) ** -n) : 0;
  // Here t^2 would be subnormal, and the distance of the result from 1 far below a rounding.
  if (size < 1e-140) return 1;
  return size > dividingPoint(n) ? probability(outerTail(size, n)) : 1 - probability(innerTail(size, n));
}

/**
 * Upper tail of Student's t distribution, P(T > t).
 *
 * @remarks Relative error below 1e-14 down to the smallest normal double.
 * @param t - Real number; infinities allowed.
 * @param df - Degrees of freedom, real, > 0; `Infinity` is the normal distribution.
 */
export function studentTUpper(t: number, df: number): number {
  const half = studentTTwoSided(t, df) / 2;
  return t > 0 ? half : 1 - half;
}

/**
 * Student's t distribution function, P(T <= t).
 *
 * @remarks Relative error below 1e-14 down to the smallest normal double.
 * @param t - Real number; infinities allowed.
 * @param df - Degrees of freedom, real, > 0; `Infinity` is the normal distribution.
 */
export function studentTCdf(t: number, df: number): number {
  return studentTUpper(-t, df);
}

/**
 * Upper quantile of Student's t distribution: the t with P(T > t) = q.
 *
 * @remarks Relative error below 1e-14, next to t = 0 as in the tails.
 * @param q - Probability in [0, 1].
 * @param df - Degrees of freedom, real, > 0; `Infinity` is the normal distribution.
 * @returns A real number; `Infinity` at q = 0 and where t exceeds the doubles, as for small df and q.
 */
export function studentTUpperQuantile(q: number, df: number): number {
  if (q > 0.5) return -studentTUpperQuantile(1 - q, df);
  if (q === 0.5) return 0;
  if (q === 0) return Infinity;
  const n = effective(df);
  const both = 2 * q;
  const middle = dividingPoint(n);
  if (both > unscale(outerTail(middle, n))) return tailRoot(1 - both, middle, 1, (t) => innerTail(t, n));
  // (1 + t^2 / df)^(-df/2) = 2q has the right order of magnitude at every df.
  const logOdds = (-2 * Math.log(both)) / n;
  if (logOdds < 40) return tailRoot(both, Math.sqrt(n * Math.expm1(logOdds)), -1, (t) => outerTail(t, n));
  const factor = powerTailFactor(n);
  const t = Math.sqrt(n) * Math.exp(Math.log(factor) / n + logOdds / 2);
  // One Newton step takes back what rounding the exponent has cost.
  const root = (t / Math.sqrt(n)) ** (-n / 2);
  return t < Infinity ? t + (t * (root * ((factor / both) * root) - 1)) / n : t;
}

/**
 * Quantile of Student's t distribution: the t with P(T <= t) = p.
 *
 * @remarks Relative error below 1e-14, next to t = 0 as in the tails.
 * @param p - Probability in [0, 1].
 * @param df - Degrees of freedom, real, > 0; `Infinity` is the normal distribution.
 * @returns A real number; infinite at 0 and 1 and where t exceeds the doubles.
 */
export function studentTQuantile(p: number, df: number): number {
  return p === 0.5 ? 0 : -studentTUpperQuantile(p, df);
}
