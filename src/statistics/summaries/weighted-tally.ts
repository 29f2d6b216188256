import type { Tally } from "./tally";

/** Sum over the levels of what a list holds for each, times a function of the level. */
export function sumLevels({ scale }: Tally, list: readonly number[], of: (level: number) => number): number {
  return list.reduce((sum, held, slot) => sum + held * of(scale.min + slot), 0);
}

/** Total weight of a tally's answers: their number when unweighted. */
export function totalWeight(tally: Tally): number {
  return sumLevels(tally, tally.weights ?? tally.counts, () => 1);
}

/** Mean of a score given to each level. */
export function meanScore(tally: Tally, score: (level: number) => number): number {
  return sumLevels(tally, tally.weights ?? tally.counts, score) / totalWeight(tally);
}

/**
 * Sampling variance of a weighted mean score by linearisation.
 *
 * @remarks $$\frac{n}{n-1} \sum_i \left(\frac{w_i (y_i - \bar y)}{\sum w}\right)^2$$ as R's `survey::svymean` has it
 * for independent sampling with weights; 0 for a single answer.
 */
export function linearisedVariance(tally: Tally, score: (level: number) => number, mean: number): number {
  const { n, squaredWeights } = tally;
  if (n < 2) return 0;
  const sum = sumLevels(tally, squaredWeights!, (level) => (score(level) - mean) ** 2);
  return ((n / (n - 1)) * sum) / totalWeight(tally) ** 2;
}

/** Kish's effective number of answers, (sum w)^2 / sum w^2. */
export function kishN(tally: Tally): number {
  return totalWeight(tally) ** 2 / sumLevels(tally, tally.squaredWeights!, () => 1);
}

/**
 * The number of equally weighted answers that would have a given variance of the mean: what a weighted share or score
 * puts in the place of n.
 *
 * @remarks At most Kish's number. A few light answers on one side make the variance look smaller than any sample of
 * that size could have it, and an interval from such an n covers 79 to 90 % where it should cover 95 %.
 *
 * @param kish - Kish's number of answers; their number when unweighted.
 * @param spread - Variance of one answer's score.
 * @param variance - Variance of the mean score.
 */
export function effectiveN(kish: number, spread: number, variance: number): number {
  return variance > 0 ? Math.min(kish, spread / variance) : kish;
}
