import { betaFraction, betaKernel } from "./beta-fraction";
import { multiply } from "./double-double";
import { tailRoot } from "./root";
import { probability, type Tail, unscale } from "./tail";

/** Beyond these limits the distribution is, to double precision, the normal one, or all mass is at infinity. */
function effective(df: number): number {
  return Math.min(Math.max(df, 1e-20), 1e20);
}

/** P(|T| > t), for t above {@link dividingPoint}, or P(|T| < t), for t below. */
type Side = "outer" | "inner";

/** Where the continued fractions of both sides do equally well. */
function dividingPoint(df: number): number {
  return Math.sqrt((3 * df) / (df + 2));
}

/** The probability of a side, divided by the density of the log-odds ln(t^2 / df). */
function sideRatio(side: Side, t: number, df: number): number {
  const odds = (t * t) / df;
  const excess = (t * t - 1) / (2 + 2 * odds);
  return side === "outer"
    ? betaFraction(df / 2, 0.5, 1 / (1 + odds), excess)
    : betaFraction(0.5, df / 2, odds / (1 + odds), -excess);
}

/**
 * The probability of a side in plain doubles, with its ratio to the density of ln t, which is twice that of the
 * log-odds.
 *
 * Rounding the exponent costs a probability of 1e-300 three digits, but moves the t that has it by a rounding or two.
 */
function sideTail(side: Side, t: number, df: number, constant: number): Tail {
  const ratio = sideRatio(side, t, df);
  return [(-df / 2) * Math.log1p((t * t) / df), constant * (t / Math.sqrt(df + t * t)) * ratio, ratio / 2];
}

/** 1 / B(df / 2, 1 / 2), which makes both sides add up to 1. */
function betaConstant(df: number): number {
  const middle = dividingPoint(df);
  return 1 / (unscale(sideTail("outer", middle, df, 1)) + unscale(sideTail("inner", middle, df, 1)));
}

/** The c in P(|T| > t) = c (t / sqrt(df))^-df, exact beyond t = 3e8 sqrt(df). */
function powerTailFactor(df: number, constant: number): number {
  return (2 * constant) / df;
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
  if (size > 3e8 * Math.sqrt(n)) {
    return n < 1000 ? Math.min(1, powerTailFactor(n, betaConstant(n)) * (size / Math.sqrt(n)) ** -n) : 0;
  }
  // Here t^2 would be subnormal, and the distance of the result from 1 far below a rounding.
  if (size < 1e-140) return 1;
  const [exponent, factor] = betaKernel(n / 2, 0.5, [n, 0], multiply([size, 0], [size, 0]));
  const side = size > dividingPoint(n) ? "outer" : "inner";
  const value = probability([exponent, factor * sideRatio(side, size, n)]);
  return side === "outer" ? value : 1 - value;
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
 * @remarks Relative error below 1e-14 plus 1e-15 / df, next to t = 0 as in the tails.
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
  const constant = betaConstant(n);
  // The root and every step towards it lie on one side; rounding, at tiny df, must not leave it.
  if (both > unscale(sideTail("outer", middle, n, constant))) {
    return tailRoot(1 - both, middle, 1, (t) => sideTail("inner", Math.min(t, middle), n, constant));
  }
  // (1 + t^2 / df)^(-df/2) = 2q has the right order of magnitude at every df.
  const logOdds = (-2 * Math.log(both)) / n;
  if (logOdds < 40) {
    const start = Math.sqrt(n * Math.expm1(logOdds));
    return tailRoot(both, start, -1, (t) => sideTail("outer", Math.max(t, middle), n, constant));
  }
  const factor = powerTailFactor(n, constant);
  const t = Math.sqrt(n) * Math.exp(Math.log(factor) / n + logOdds / 2);
  // One Newton step takes back what rounding the exponent has cost.
  const root = (t / Math.sqrt(n)) ** (-n / 2);
  return t > 0 && t < Infinity ? t + (t * (root * ((factor / both) * root) - 1)) / n : t;
}

/**
 * Quantile of Student's t distribution: the t with P(T <= t) = p.
 *
 * @remarks Relative error below 1e-14 plus 1e-15 / df, next to t = 0 as in the tails.
 * @param p - Probability in [0, 1].
 * @param df - Degrees of freedom, real, > 0; `Infinity` is the normal distribution.
 * @returns A real number; infinite at 0 and 1 and where t exceeds the doubles.
 */
export function studentTQuantile(p: number, df: number): number {
  return p === 0.5 ? 0 : -studentTUpperQuantile(p, df);
}
