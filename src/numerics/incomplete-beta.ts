import { betaFraction, betaKernel, meanExcess } from "./beta-fraction";
import { add, type DoubleDouble } from "./double-double";
import { tailRoot } from "./root";
import { probability, type Tail, unscale } from "./tail";
import { uniformTail } from "./uniform-tail";

const UNIFORM_FROM = 1e9;

/** 1 - x, exactly. */
function complement(x: number): DoubleDouble {
  return add([1, 0], [-x, 0]);
}

/**
 * Upper tail for a small first shape a and x below `split`, where the lower tail is near 1.
 *
 * The integral from `split` on is a plain tail; the rest is integrated term by term over the binomial series of
 * (1 - t)^(b - 1), so that the small result never is a difference from 1.
 */
function upperNearZero(a: number, b: number, x: number): number {
  const split = (a + 1) / (a + b + 2);
  const rest = complement(split);
  const kernel = betaKernel(a, b, [split, 0], rest);
  const logarithm = Math.log(x / split);
  let sum = 0;
  let coefficient = 1;
  for (let k = 0; k < 1000; k++) {
    const term = (-coefficient * Math.expm1((a + k) * logarithm)) / (a + k);
    sum += term;
    if (Math.abs(term) < 1e-17 * sum) break;
    coefficient *= ((k + 1 - b) / (k + 1)) * split;
  }
  const beyond = betaFraction(b, a, rest[0], meanExcess(b, a, rest, [split, 0])[0]);
  return unscale(kernel) * (beyond + sum * Math.exp(-b * Math.log1p(-split)));
}

/**
 * I_x(a, b) at x = u / (u + w), together with its ratio to the density of the log-odds.
 *
 * @remarks The form for callers whose 1 - x is not 1 minus a double: t, F and binomial tails pass the odds u : w in
 * twice the precision. The upper tail is `betaTail(b, a, w, u)`. Relative error below 1e-14, and 1e-13 for shapes above
 * 1e9.
 * @param a - First shape, > 0, below 1e290.
 * @param b - Second shape, likewise.
 * @param u - Numerator of the odds, >= 0.
 * @param w - Denominator of the odds, >= 0; the larger of the two should be near 1 or a shape.
 * @see DiDonato and Morris (1992), ACM Transactions on Mathematical Software 18, 360-373 (not read).
 */
export function betaTail(a: number, b: number, u: DoubleDouble, w: DoubleDouble): Tail {
  if (u[0] === 0 || w[0] === 0) return [0, u[0] === 0 ? 0 : 1, 0];
  const [exponent, factor] = betaKernel(a, b, u, w);
  const kernel = unscale([exponent, factor]);
  let value: number;
  const distance = meanExcess(a, b, u, w)[0];
  const total = u[0] + w[0];
  if (Math.min(a, b) > UNIFORM_FROM) {
    if (distance >= 0) {
      const tail = uniformTail(exponent, a, b, distance);
      return [exponent, tail[1], tail[1] / factor];
    }
    value = 1 - probability(uniformTail(exponent, b, a, -distance));
  } else {
    // x <= (a + 1) / (a + b + 2), in a form that holds where both sides round to 1.
    if (distance >= (u[0] - w[0]) / total) {
      const ratio = betaFraction(a, b, u[0] / total, distance);
      return [exponent, factor * ratio, ratio];
    }
    const other = kernel * betaFraction(b, a, w[0] / total, -distance);
    // I_x(a, b) is the upper tail, beyond y, of the distribution with exchanged shapes.
    value = other < 0.9 ? 1 - other : upperNearZero(b, a, w[0] / total);
  }
  return [0, value, value / kernel];
}

/**
 * Regularised incomplete beta function, I_x(a, b): the distribution function of a beta variable.
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9. Pass 1 - x to {@link betaUpper} with the shapes
 * exchanged if that is what is known exactly.
 * @param x - Number in [0, 1].
 * @param a - First shape, > 0, below 1e290.
 * @param b - Second shape, likewise.
 */
export function betaLower(x: number, a: number, b: number): number {
  return probability(betaTail(a, b, [x, 0], complement(x)));
}

/**
 * 1 - I_x(a, b), without cancellation.
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param x - Number in [0, 1].
 * @param a - First shape, > 0, below 1e290.
 * @param b - Second shape, likewise.
 */
export function betaUpper(x: number, a: number, b: number): number {
  return probability(betaTail(b, a, complement(x), [x, 0]));
}

/** The odds x / (1 - x) at which the lower tail is p <= 1/2. */
function lowerOdds(p: number, a: number, b: number): number {
  // Tail bounds of gamma variables (Laurent and Massart 2000) bracket the quotient of two from the outside; where they
  // say nothing, Newton's first step from the mean finds its own way out.
  const level = Math.log(2 / p);
  const numerator = a - Math.sqrt(2 * a * level);
  const start = numerator > 0 ? numerator / (b + Math.sqrt(2 * b * level) + level) : a / b;
  return tailRoot(p, start, 1, (odds) =>
    odds < 1 ? betaTail(a, b, [odds, 0], [1, 0]) : betaTail(a, b, [1, 0], [1 / odds, 0]),
  );
}

/**
 * The odds x / (1 - x) at which I_x(a, b) = p, where p is given by itself and by its complement.
 *
 * @remarks Relative error about 1e-14 plus 1e-15 times the condition of the problem, p / (density of the log-odds):
 * that is 1 / a in the lower tail at small a.
 * @param p - Probability in [0, 1].
 * @param q - 1 - p; the smaller of the two is used.
 * @param a - First shape, > 0, below 1e290.
 * @param b - Second shape, likewise.
 */
export function betaOdds(p: number, q: number, a: number, b: number): number {
  if (p === 0) return 0;
  if (q === 0) return Infinity;
  return p < q ? lowerOdds(p, a, b) : 1 / lowerOdds(q, b, a);
}

/** x = odds / (1 + odds), which is 1 at infinite odds. */
function shareOf(odds: number): number {
  return odds < 1 ? odds / (1 + odds) : 1 / (1 + 1 / odds);
}

/**
 * The x at which I_x(a, b) = p.
 *
 * @remarks Accuracy as {@link betaOdds}.
 * @param p - Probability in [0, 1].
 * @param a - First shape, > 0, below 1e290.
 * @param b - Second shape, likewise.
 */
export function betaLowerInverse(p: number, a: number, b: number): number {
  return shareOf(betaOdds(p, 1 - p, a, b));
}

/**
 * The x at which 1 - I_x(a, b) = q.
 *
 * @remarks Accuracy as {@link betaOdds}.
 * @param q - Probability in [0, 1].
 * @param a - First shape, > 0, below 1e290.
 * @param b - Second shape, likewise.
 */
export function betaUpperInverse(q: number, a: number, b: number): number {
  return shareOf(betaOdds(1 - q, q, a, b));
}
