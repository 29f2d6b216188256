import { normalQuantile } from "../../numerics/normal";
import { leastRatio, type RatioEnds, ratioEnds } from "./score-ratio-ends";

/** Pairs with a success both times, the first time only and the second time only; others tell nothing of a ratio. */
export interface PairedSuccesses {
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

/**
 * Score statistic of the ratio of two shares of the same trials, the second divided by the first.
 *
 * @remarks $$z(\rho) = \frac{x_2 - \rho\, x_1}{\sqrt{\rho\, n\, (\tilde p_{10} + \tilde p_{01})}}$$ where x_1 and x_2
 * are the successes of either time and the variance is that under the most likely probabilities with p2 = rho p1; 0
 * where observed and hypothesised ratio agree. Falls with rho. At 1 it is McNemar's statistic.
 *
 * @param ratio - Above 0.
 * @see Nam and Blackwelder (2002), Statistics in Medicine 21(5), 689-699 (not read); Tang, Tang
 * and Chan (2003), Statistics in Medicine 22(8), 1217-1233 (not read)
 */
export function pairedRatioScore(pairs: PairedSuccesses, ratio: number): number {
  if (ratio < 1) return 0 - pairedRatioScore(turned(pairs), 1 / ratio);
  const { both, onlyFirst, onlySecond } = pairs;
  const short = both + onlySecond - ratio * (both + onlyFirst);
  if (short === 0) return 0;
  const total = both + onlyFirst + onlySecond;
  // n (1 + rho) p10 is the positive root of x^2 - linear x - total b (rho^2 - 1), in the form that subtracts nothing
  const excess = (ratio - 1) * (ratio + 1);
  const linear = onlyFirst + onlySecond - (both + onlyFirst) * excess;
  const product = total * onlyFirst * excess;
  const root = Math.hypot(linear, 2 * Math.sqrt(product));
  const changed = linear > 0 ? (linear + root) / 2 : product === 0 ? 0 : (2 * product) / (root - linear);
  return short / Math.sqrt(changed + total * (ratio - 1));
}

/** The ratios that the score test does not reject; without a success the first time there is no upper end. */
export function pairedRatioInterval(pairs: PairedSuccesses, level: number): RatioEnds {
  const z = -normalQuantile((1 - level) / 2);
  return ratioEnds(leastNotRejected(pairs, z), leastNotRejected(turned(pairs), z));
}

function leastNotRejected(pairs: PairedSuccesses, z: number): number {
  const [first, second] = [pairs.both + pairs.onlyFirst, pairs.both + pairs.onlySecond];
  if (second === 0) return 0;
  return leastRatio((ratio) => pairedRatioScore(pairs, ratio), second / first, z);
}

/** The same pairs with the two times exchanged. */
function turned({ both, onlyFirst, onlySecond }: PairedSuccesses): PairedSuccesses {
  return { both, onlyFirst: onlySecond, onlySecond: onlyFirst };
}
