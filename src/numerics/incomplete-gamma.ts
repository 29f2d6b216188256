import { extendedDeviance } from "./deviance";
import { add, type DoubleDouble } from "./double-double";
import { reducedFactorial } from "./gamma-function";
import { tailRoot } from "./root";
import { probability, type Tail, unscale } from "./tail";
import { uniformTail } from "./uniform-tail";

const UNIFORM_FROM = 1e9;

/**
 * Kernel of the gamma distribution, x^a e^-x / Gamma(a), as exponent and factor: the density of ln x.
 *
 * @remarks Relative error of exp(exponent) * factor about 2e-15, whatever the exponent.
 * @param a - Shape, > 0, below 1e290.
 * @param x - Number > 0, below 1e290.
 * @see Loader (2000), Fast and Accurate Computation of Binomial Probabilities (not read).
 */
export function gammaKernel(a: number, x: DoubleDouble): readonly [number, number] {
  const [deviance, low] = extendedDeviance(a, x);
  const constant = a / reducedFactorial(a);
  // Beyond 1e16 even the low part is large; the result is 0 with or without it.
  return [-deviance, Math.abs(low) < 1 ? constant * Math.exp(-low) : constant];
}

/**
 * P(a, x) / kernel, given x - a; for x up to a + 1.
 *
 * The limit of the beta distribution's continued fraction as its second shape grows; it needs sqrt(a) / 4 steps at the
 * mean where the power series needs 9 sqrt(a), each with its rounding.
 */
function lowerRatio(a: number, x: number, excess: number): number {
  let value = (a / (a + 1)) * (1 - excess);
  let c = value;
  let d = 0;
  for (let m = 1; m < 1e6; m++) {
    const e = a + (2 * m - 1);
    const f = (m * x) / e;
    const numerator = ((f * (a + (m - 1))) / e) * x;
    const denominator = m + f + ((a + m) / (e + 2)) * (1 - excess + 2 * m);
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    value *= c * d;
    if (!(Math.abs(c * d - 1) > 2e-16)) break;
  }
  return 1 / value;
}

/** Q(a, x) / kernel by Legendre's continued fraction, given x - a; for x from a + 1 on. */
function upperRatio(a: number, excess: number): number {
  let denominator = excess + 1;
  let value = denominator;
  let c = value;
  let d = 0;
  for (let k = 1; k < 1e6; k++) {
    const numerator = k * (a - k);
    denominator += 2;
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    value *= c * d;
    if (!(Math.abs(c * d - 1) > 2e-16)) break;
  }
  return 1 / value;
}

/**
 * Q(a, x) for a small shape a and x below a + 1, where P is near 1.
 *
 * The integral from a + 1 on is a plain tail; the rest is integrated term by term over the series of e^-t, so that the
 * small result never is a difference from 1.
 */
function upperNearZero(a: number, x: number): number {
  const split = a + 1;
  const logarithm = Math.log(x / split);
  let sum = 0;
  let coefficient = 1;
  for (let k = 0; k < 100; k++) {
    const term = (-coefficient * Math.expm1((a + k) * logarithm)) / (a + k);
    sum += term;
    if (Math.abs(term) < 1e-17 * sum) break;
    coefficient *= -split / (k + 1);
  }
  return probability(gammaKernel(a, [split, 0])) * (upperRatio(a, split - a) + sum * Math.exp(split));
}

/** Whether P rather than Q is computed directly, given x - a; the other is then 1 minus it. */
function isLower(a: number, excess: number): boolean {
  return a > UNIFORM_FROM ? excess <= 0 : excess < 1;
}

/**
 * P(a, x) together with its ratio to the density of ln x; all else as {@link gammaUpperTail}.
 *
 * @param a - Shape, > 0.
 * @param x - Number >= 0 in twice the precision.
 */
export function gammaLowerTail(a: number, x: DoubleDouble): Tail {
  if (x[0] === 0 || Math.max(a, x[0]) > 1e290) return [0, x[0] > a ? 1 : 0, 0];
  const [exponent, factor] = gammaKernel(a, x);
  const excess = add(x, [-a, 0])[0];
  if (isLower(a, excess)) {
    const ratio =
      a > UNIFORM_FROM ? uniformTail(exponent, a, Infinity, -excess)[1] / factor : lowerRatio(a, x[0], excess);
    return [exponent, factor * ratio, ratio];
  }
  const value = 1 - probability(gammaUpperTail(a, x));
  return [0, value, value / unscale([exponent, factor])];
}

/**
 * Q(a, x) = 1 - P(a, x) together with its ratio to the density of ln x.
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param a - Shape, > 0, below 1e290.
 * @param x - Number >= 0 in twice the precision, for callers whose x is a product.
 * @see Gautschi (1979), ACM Transactions on Mathematical Software 5, 466-481 (not read); NIST DLMF 8.9.2 (not read).
 */
export function gammaUpperTail(a: number, x: DoubleDouble): Tail {
  if (x[0] === 0 || Math.max(a, x[0]) > 1e290) return [0, x[0] > a ? 0 : 1, 0];
  const [exponent, factor] = gammaKernel(a, x);
  const excess = add(x, [-a, 0])[0];
  if (!isLower(a, excess)) {
    const ratio = a > UNIFORM_FROM ? uniformTail(exponent, Infinity, a, excess)[1] / factor : upperRatio(a, excess);
    return [exponent, factor * ratio, ratio];
  }
  const lower = probability(gammaLowerTail(a, x));
  const value = lower < 0.9 ? 1 - lower : upperNearZero(a, x[0]);
  return [0, value, value / unscale([exponent, factor])];
}

/**
 * Regularised lower incomplete gamma function, P(a, x): the distribution function of a gamma variable.
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param a - Shape, > 0, below 1e290.
 * @param x - Number >= 0; `Infinity` allowed.
 */
export function gammaP(a: number, x: number): number {
  return probability(gammaLowerTail(a, [x, 0]));
}

/**
 * Regularised upper incomplete gamma function, Q(a, x) = 1 - P(a, x), without cancellation.
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param a - Shape, > 0, below 1e290.
 * @param x - Number >= 0; `Infinity` allowed.
 */
export function gammaQ(a: number, x: number): number {
  return probability(gammaUpperTail(a, [x, 0]));
}

/** The x with P(a, x) = p and Q(a, x) = q, found from the smaller of the two. */
function quantile(a: number, p: number, q: number): number {
  if (p === 0) return 0;
  if (q === 0) return Infinity;
  // Laurent and Massart (2000), Annals of Statistics 28, 1302-1338 (not read): gamma tails beyond these points are
  // below exp(-level), so the root is nearer to the mean and Newton's steps go straight to it.
  const level = -Math.log(Math.min(p, q));
  const reach = Math.sqrt(2 * a * level);
  if (q < p) return tailRoot(q, a + reach + level, -1, (x) => gammaUpperTail(a, [x, 0]));
  return tailRoot(p, a > reach ? a - reach : a, 1, (x) => gammaLowerTail(a, [x, 0]));
}

/**
 * The x at which P(a, x) = p.
 *
 * @remarks Relative error about 1e-14 plus 1e-15 times the condition of the problem, p / (density of ln x): that is
 * 1 / a in the lower tail at small a.
 * @param a - Shape, > 0, below 1e290.
 * @param p - Probability in [0, 1].
 * @returns A number >= 0; `Infinity` at p = 1.
 */
export function gammaPInverse(a: number, p: number): number {
  return quantile(a, p, 1 - p);
}

/**
 * The x at which Q(a, x) = q.
 *
 * @remarks Accuracy as {@link gammaPInverse}.
 * @param a - Shape, > 0, below 1e290.
 * @param q - Probability in [0, 1].
 * @returns A number >= 0; `Infinity` at q = 0.
 */
export function gammaQInverse(a: number, q: number): number {
  return quantile(a, 1 - q, q);
}
