import { asImprobable } from "./as-improbable";
import { betaKernel } from "./beta-fraction";
import { add, type DoubleDouble, multiply } from "./double-double";
import { logRatio } from "./extended-log";
import { betaLower, betaUpper } from "./incomplete-beta";
import { discreteQuantile } from "./root";
import { unscale } from "./tail";

/** share^n in twice the precision until the very last exponential, given share - 1, too. */
function power(share: DoubleDouble, excess: DoubleDouble, n: number): number {
  const [exponent, low] = multiply(logRatio(excess, share, [1, 0]), [n, 0]);
  return unscale([exponent, 1 + low]);
}

/**
 * Binomial probability P(K = k).
 *
 * @remarks Relative error below 1e-14.
 * @param k - Any integer.
 * @param n - Number of trials, integer >= 0.
 * @param p - Probability of success in [0, 1].
 * @see Loader (2000), Fast and Accurate Computation of Binomial Probabilities (not read).
 */
export function binomialPmf(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0;
  if (p === 0 || p === 1) return k === n * p ? 1 : 0;
  if (n === 0) return 1;
  const q = add([1, 0], [-p, 0]);
  if (k === 0) return power(q, [-p, 0], n);
  if (k === n) return power([p, 0], [-q[0], -q[1]], n);
  return unscale(betaKernel(k, n - k, [p, 0], q), (k / n) * (n - k));
}

/**
 * Binomial distribution function, P(K <= k).
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param k - Real number, rounded down.
 * @param n - Number of trials, integer >= 0.
 * @param p - Probability of success in [0, 1].
 */
export function binomialCdf(k: number, n: number, p: number): number {
  const count = Math.floor(k);
  if (count < 0) return 0;
  return count >= n ? 1 : betaUpper(p, count + 1, n - count);
}

/**
 * Upper tail of the binomial distribution, P(K > k).
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param k - Real number, rounded down.
 * @param n - Number of trials, integer >= 0.
 * @param p - Probability of success in [0, 1].
 */
export function binomialUpper(k: number, n: number, p: number): number {
  const count = Math.floor(k);
  if (count < 0) return 1;
  return count >= n ? 0 : betaLower(p, count + 1, n - count);
}

/**
 * Two-sided binomial probability: of all counts that are as probable as k, to a relative 1e-7, or less.
 *
 * @remarks As R's `binom.test` has it. Relative error below 1e-13. O(log n) probabilities.
 * @param k - Integer in [0, n].
 * @param n - Number of trials, integer >= 0.
 * @param p - Probability of success in (0, 1).
 */
export function binomialTwoSided(k: number, n: number, p: number): number {
  return asImprobable(k, {
    pmf: (at) => binomialPmf(at, n, p),
    cdf: (at) => binomialCdf(at, n, p),
    upper: (at) => binomialUpper(at, n, p),
    mode: Math.min(n, Math.floor((n + 1) * p)),
    low: 0,
    high: n,
  });
}

/**
 * Quantile of the binomial distribution: the smallest k with P(K <= k) >= probability.
 *
 * @remarks Probabilities within a relative 1.4e-14 of each other count as equal, see `discreteQuantile`.
 * @param probability - Number in [0, 1].
 * @param n - Number of trials, integer >= 0.
 * @param p - Probability of success in [0, 1].
 * @returns An integer in [0, n].
 */
export function binomialQuantile(probability: number, n: number, p: number): number {
  return discreteQuantile(
    probability,
    n * p,
    n,
    (k) => binomialCdf(k, n, p),
    (k) => binomialUpper(k, n, p),
  );
}
