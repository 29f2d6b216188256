import type { Tally } from "./tally";

/** Total weight of a tally's answers: their number when unweighted. */
export function totalWeight({ n, weights }: Tally): number {
  return weights === null ? n : weights.reduce((sum, weight) => sum + weight, 0);
}

/** Sum over the levels of what a list holds for each, times a function of the level. */
export function sumLevels({ scale }: Tally, list: readonly number[], of: (level: number) => number): number {
  return list.reduce((sum, held, slot) => sum + held * of(scale.min + slot), 0);
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
  return (n / (n - 1)) * (sum / totalWeight(tally) ** 2);
}

/**
 * The number of equally weighted answers that would have a given variance of the mean: what a weighted result puts in
 * the place of n. Kish's (sum w)^2 / sum w^2 where there is no spread.
 *
 * @param spread - Variance of one answer's score.
 * @param variance - Variance of the mean score.
 */
export function effectiveN(tally: Tally, spread: number, variance: number): number {
  if (spread > 0 && variance > 0) return spread / variance;
  return totalWeight(tally) ** 2 / tally.squaredWeights!.reduce((sum, square) => sum + square, 0);
}
