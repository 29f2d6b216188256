import { smallestInteger } from "./root";

/** Outcomes whose probabilities differ by less than this factor are equally probable, as in R. */
const SAME_PROBABILITY = 1.000_000_1;

/** A distribution of a count whose probabilities rise up to the mode and fall from there. */
export interface CountDistribution {
  readonly pmf: (k: number) => number;
  /** P(K <= k). */
  readonly cdf: (k: number) => number;
  /** P(K > k). */
  readonly upper: (k: number) => number;
  readonly mode: number;
  /** The least and the largest count. */
  readonly low: number;
  readonly high: number;
}

/** Probability of all counts that are as probable as k, to a relative 1e-7, or less. O(log) probabilities. */
export function asImprobable(k: number, { pmf, cdf, upper, mode, low, high }: CountDistribution): number {
  const limit = pmf(k) * SAME_PROBABILITY;
  const rare = (at: number) => pmf(at) <= limit;
  if (rare(mode)) return 1;
  const guess = Math.abs(k - mode);
  const below = smallestInteger(guess, mode - low + 1, (steps) => rare(mode - steps));
  const above = smallestInteger(guess, high - mode + 1, (steps) => rare(mode + steps));
  return cdf(mode - below) + upper(mode + above - 1);
}
