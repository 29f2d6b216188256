import { cut } from "../../src/statistics/estimates/interval";
import { type RatingMeanMethod, slotMeanInterval } from "../../src/statistics/estimates/rating-mean";

/** How an interval does over all samples of a size. */
export interface Coverage {
  /** Probability that there is an interval and the mean lies in it. */
  readonly coverage: number;
  /** Mean width in levels; a sample without an interval counts as 0. */
  readonly meanWidth: number;
  /** Probability of a sample whose mean lies outside of its own interval. */
  readonly outside: number;
}

/** States below this probability are dropped; those of 200 answers on 11 levels hold less than 1e-9 together. */
const NEGLIGIBLE = 1e-16;

/**
 * Exact coverage of the interval of a mean rating, cut at the ends of the scale.
 *
 * An interval depends on the answers through their number, sum and sum of squares alone. So the joint distribution of
 * the two sums, one answer convolved after the other, says with what probability each interval occurs: no simulation.
 *
 * @param probabilities - Of each level, lowest first; they sum to 1.
 * @param n - Number of answers, >= 1.
 */
export function ratingMeanCoverage(
  probabilities: readonly number[],
  n: number,
  level: number,
  method: RatingMeanMethod,
): Coverage {
  const top = probabilities.length - 1;
  const truth = probabilities.reduce((sum, p, slot) => sum + p * slot, 0);
  let [coverage, meanWidth, outside] = [0, 0, 0];
  for (const { sum, squares, probability } of sumsOf(probabilities, n)) {
    const mean = sum / n;
    const variance = n > 1 ? (n * squares - sum * sum) / n / (n - 1) / n : 0;
    const uncut = slotMeanInterval(mean, variance, n, top + 1, level, method);
    if (uncut === null) continue;
    const { lower, upper } = cut(uncut, 0, top);
    const holds = (value: number) => lower <= value + 1e-12 && upper >= value - 1e-12;
    if (holds(truth)) coverage += probability;
    if (!holds(mean)) outside += probability;
    meanWidth += probability * (upper - lower);
  }
  return { coverage, meanWidth, outside };
}

/** The joint distribution of the sum and the sum of squares of `n` answers 0, 1, 2, ... */
function sumsOf(probabilities: readonly number[], n: number) {
  // counted from the middle level, where the sums are smallest
  const middle = Math.floor((probabilities.length - 1) / 2);
  const steps = probabilities.flatMap((p, slot) => (p > 0 ? [{ p, value: slot - middle }] : []));
  const reach = probabilities.length - 1 - middle;
  const columns = n * reach ** 2 + 1;
  const origin = n * reach;
  const grid = () => new Float64Array((2 * origin + 1) * columns);
  let [now, next] = [grid(), grid()];
  now[origin * columns] = 1;
  for (let drawn = 0; drawn < n; drawn++) {
    next.fill(0);
    for (let row = origin - drawn * reach; row <= origin + drawn * reach; row++) {
      for (let column = 0; column <= drawn * reach ** 2; column++) {
        const probability = now[row * columns + column]!;
        if (probability < NEGLIGIBLE) continue;
        for (const { p, value } of steps) next[(row + value) * columns + column + value ** 2]! += probability * p;
      }
    }
    [now, next] = [next, now];
  }
  const sums: { sum: number; squares: number; probability: number }[] = [];
  now.forEach((probability, at) => {
    if (probability < NEGLIGIBLE) return;
    const sum = Math.floor(at / columns) - origin;
    sums.push({
      sum: sum + n * middle,
      squares: (at % columns) + 2 * middle * sum + n * middle ** 2,
      probability,
    });
  });
  return sums;
}
