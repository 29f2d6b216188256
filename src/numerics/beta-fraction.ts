import { add, type DoubleDouble, divide, multiply } from "./double-double";
import { logRatio } from "./extended-log";
import { reducedFactorial } from "./gamma-function";

/**
 * Kernel of the beta distribution, x^a y^b / B(a, b) with x = u / (u + w), y = w / (u + w), as exponent and factor.
 *
 * It is the density of ln(x / y). Odds as two numbers of twice the precision let callers pass t^2, d f or 1 - x
 * unrounded; in the far tail of a narrow distribution one rounding of x costs thousands of roundings of the result.
 *
 * @remarks Relative error of exp(exponent) * factor about 2e-15, whatever the exponent.
 * @param a - First shape, > 0, below 1e290.
 * @param b - Second shape, likewise.
 * @param u - Numerator of the odds, > 0; at most one of u and w may be extreme.
 * @param w - Denominator of the odds, > 0.
 * @see Loader (2000), Fast and Accurate Computation of Binomial Probabilities (not read).
 */
export function betaKernel(a: number, b: number, u: DoubleDouble, w: DoubleDouble): readonly [number, number] {
  const total = add(u, w);
  const n = add([a, 0], [b, 0]);
  // a ln(x n / a) + b ln(y n / b): minus the binomial deviance of x from the mean a / n. That ratio less 1, times a, is
  // b x - a y, which keeps its digits where 1 - x n / a has none left, at b / a = 1e30 say.
  const part = (shape: number, odds: DoubleDouble, excess: DoubleDouble): DoubleDouble =>
    multiply([shape, 0], logRatio(divide(excess, [shape, 0]), odds, total, n, [shape, 0]));
  const excess = meanExcess(a, b, u, w);
  const [exponent, low] = add(part(a, u, [-excess[0], -excess[1]]), part(b, w, excess));
  const constant = (((a / n[0]) * b) / reducedFactorial(a) / reducedFactorial(b)) * reducedFactorial(n[0]);
  // Beyond 1e16 even the low part is large; the result is 0 with or without it.
  return [exponent, Math.abs(low) < 1 ? constant * Math.exp(low) : constant];
}

/** a y - b x with x and y as in {@link betaKernel}: cancels around the mean, where it decides the result. */
export function meanExcess(a: number, b: number, u: DoubleDouble, w: DoubleDouble): DoubleDouble {
  return divide(add(multiply([a, 0], w), multiply([-b, 0], u)), add(u, w));
}

/**
 * I_x(a, b) divided by {@link betaKernel}: the ratio of tail to density of the log-odds.
 *
 * @remarks Continued fraction. Meant for x <= (a + 1) / (a + b + 2), where it takes about sqrt(min(a, b)) / 2 + 30
 * steps; beyond, it slows down, and fails from (a + 1) / (a + b) on.
 * @param a - First shape, > 0.
 * @param b - Second shape, > 0.
 * @param x - Number in [0, 1].
 * @param excess - a (1 - x) - b x, as {@link meanExcess} has it without cancellation.
 * @see DiDonato and Morris (1992), ACM Transactions on Mathematical Software 18, 360-373 (not read).
 */
export function betaFraction(a: number, b: number, x: number, excess: number): number {
  // a first term of 0 would be divided by; far below a rounding of the whole, it may be any other
  const lambda = excess + 1 || Number.EPSILON;
  let value = (a / (a + 1)) * lambda;
  let c = value;
  let d = 0;
  for (let m = 1; m < 1e6; m++) {
    const e = a + (2 * m - 1); // in this order a tiny shape is not rounded away
    const f = (m * (b - m) * x) / e;
    const numerator = ((f * (a + (m - 1))) / e) * (a + b + (m - 1)) * x;
    const denominator = m + f + ((a + m) / (e + 2)) * (lambda + m * (2 - x));
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    value *= c * d;
    if (!(Math.abs(c * d - 1) > 2e-16)) break;
  }
  return 1 / value;
}
