import { type Tail, unscale } from "./tail";

/**
 * The x > 0 at which a tail probability has a given value.
 *
 * @remarks Newton's method for ln(tail) as a function of s = ln x. The densities of the logarithm (or log-odds) of
 * beta, gamma, F and |t| variables are log-concave, hence so are their tails; a tangent then lies above its function,
 * and whatever the start, every step but the first moves in one direction: that of growing probability, towards the
 * root. So no bracket is needed, and a step the other way can only be rounding: the root is reached. Multiplying x by
 * exp(step) keeps the relative error of a root near 0 or infinity that of one near 1.
 * @param target - Probability in (0, 1); subnormal allowed.
 * @param start - Any x > 0; nearer is faster.
 * @param direction - 1 if the tail grows with x (lower tail), -1 if it falls.
 * @param tail - The tail at x, with the ratio of tail to density of ln x.
 * @returns The root, or 0 or `Infinity` where it lies beyond the doubles.
 */
export function tailRoot(target: number, start: number, direction: 1 | -1, tail: (x: number) => Tail): number {
  // Clamping the point (not the result) keeps the first, wild step from ending where nothing can be evaluated.
  const clamp = (value: number): number => Math.min(Math.max(value, 2 ** -1000), 2 ** 1000);
  let x = start;
  for (let i = 0; i < 2000; i++) {
    const point = clamp(x);
    const at = tail(point);
    const quotient = unscale(at, target);
    // The logarithms of two small numbers differ by rounding up to 1e-13; that of their quotient does not.
    const short = quotient > 0.5 && quotient < 2 ? -Math.log(quotient) : Math.log(target) - at[0] - Math.log(at[1]);
    // A tail of exactly 0, where 1 minus the other tail has no digit left, has no logarithm: on, as far as it goes.
    const step = direction * (at[1] > 0 ? short * at[2] : 1000);
    x = point * Math.exp(step);
    if (!(Math.abs(step) > 1e-10) || (i > 0 && short < 0) || clamp(x) === point) break;
  }
  return x;
}

/**
 * The smallest k with cdf(k) >= probability, for a distribution on 0, 1, ..., last.
 *
 * @remarks The upper half of the probabilities is compared with the upper tail, which resolves them. Probabilities that
 * differ by less than 64 units in the last place of the smaller tail count as equal, so that 0.1 + 0.2 finds the k
 * whose cdf is 0.3; R allows for rounding likewise.
 * @param probability - Number in [0, 1].
 * @param guess - A likely result.
 * @param last - Largest value, or `Infinity`.
 * @param cdf - P(K <= k).
 * @param upper - P(K > k).
 */
export function discreteQuantile(
  probability: number,
  guess: number,
  last: number,
  cdf: (k: number) => number,
  upper: (k: number) => number,
): number {
  const slack = 64 * Number.EPSILON;
  const met = (k: number): boolean =>
    probability <= 0.5 ? cdf(k) >= probability * (1 - slack) : upper(k) <= (1 - probability) * (1 + slack);
  return smallestInteger(guess, last, met);
}

/**
 * The smallest integer k in [0, last] at which a condition that stays true once true is met; `last` if it never is.
 *
 * @remarks Doubling steps away from the guess, then bisection: O(log |k - guess|) evaluations.
 * @param guess - Where to look first; any number.
 * @param last - Largest candidate, may be `Infinity` if the condition is met somewhere.
 * @param met - The condition.
 */
export function smallestInteger(guess: number, last: number, met: (k: number) => boolean): number {
  let high = Math.min(Math.max(Math.round(guess), 0), last);
  let low = high;
  let step = 1;
  if (met(high)) {
    for (low = high - step; low >= 0 && met(low); low = high - step) {
      high = low;
      step *= 2;
    }
    low = Math.max(low, -1);
  } else {
    for (high = low + step; high < last && !met(high); high = low + step) {
      low = high;
      step *= 2;
    }
    high = Math.min(high, last);
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle <= low || middle >= high) break; // beyond 2^53
    if (met(middle)) high = middle;
    else low = middle;
  }
  return high;
}
