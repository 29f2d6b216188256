import { gammaKernel, gammaP, gammaQ } from "./incomplete-gamma";
import { discreteQuantile } from "./root";
import { unscale } from "./tail";

/**
 * Poisson probability P(K = k).
 *
 * @remarks Relative error below 1e-14.
 * @param k - Integer >= 0.
 * @param mean - Number >= 0, below 1e290.
 * @see Loader (2000), Fast and Accurate Computation of Binomial Probabilities (not read).
 */
export function poissonPmf(k: number, mean: number): number {
  if (k === 0) return Math.exp(-mean);
  return mean === 0 ? 0 : unscale(gammaKernel(k, [mean, 0]), k);
}

/**
 * Poisson distribution function, P(K <= k).
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param k - Real number, rounded down; `Infinity` allowed.
 * @param mean - Number >= 0, below 1e290.
 */
export function poissonCdf(k: number, mean: number): number {
  return k < 0 ? 0 : gammaQ(Math.floor(k) + 1, mean);
}

/**
 * Upper tail of the Poisson distribution, P(K > k).
 *
 * @remarks Relative error below 1e-14, and 1e-13 for shapes above 1e9.
 * @param k - Real number, rounded down; `Infinity` allowed.
 * @param mean - Number >= 0, below 1e290.
 */
export function poissonUpper(k: number, mean: number): number {
  return k < 0 ? 1 : gammaP(Math.floor(k) + 1, mean);
}

/**
 * Quantile of the Poisson distribution: the smallest k with P(K <= k) >= probability.
 *
 * @remarks Probabilities within a relative 1.4e-14 of each other count as equal, see `discreteQuantile`.
 * @param probability - Number in [0, 1].
 * @param mean - Number >= 0, below 1e290.
 * @returns An integer >= 0; `Infinity` at probability 1 unless the mean is 0.
 */
export function poissonQuantile(probability: number, mean: number): number {
  if (probability === 1 && mean > 0) return Infinity;
  return discreteQuantile(
    probability,
    mean,
    Infinity,
    (k) => poissonCdf(k, mean),
    (k) => poissonUpper(k, mean),
  );
}
