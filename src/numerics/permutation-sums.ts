import { compensatedSum } from "./simple-statistics";

/** Share of all permutations whose sum lies at or beyond an observed one. */
export interface PermutationTails {
  readonly lower: number;
  readonly upper: number;
  /** Those at least as far from the centre as the observed one, on either side. */
  readonly twoSided: number;
}

/**
 * How many subsets of the scores, of any size, add up to each sum: the permutation distribution of a signed-rank sum.
 *
 * @remarks The shift algorithm: a score is in the subset or not. Additions of positive numbers only, so the relative
 * error stays below 2^-53 times the number of scores; exact below 2^53. O(scores x sum) time.
 *
 * @param scores - Integers >= 0.
 * @returns Subsets by sum, from 0 to the sum of all.
 * @see Streitberg and Röhmel (1986), Statistical Software Newsletter 12(1), 10-17 (not read)
 */
export function subsetSums(scores: readonly number[]): Float64Array {
  const ways = new Float64Array(scores.reduce((sum, score) => sum + score, 0) + 1);
  ways[0] = 1;
  let reach = 0;
  for (const score of scores) {
    for (let sum = reach; sum >= 0; sum--) ways[sum + score]! += ways[sum]!;
    reach += score;
  }
  return ways;
}

/**
 * The tails of a permutation distribution at an observed sum.
 *
 * @param ways - By sum.
 * @param observed - A sum that occurs.
 * @param distance - Distance of a sum from the centre, times any constant that makes it an exact integer.
 */
export function permutationTails(
  ways: Float64Array,
  observed: number,
  distance: (sum: number) => number,
): PermutationTails {
  const all = compensatedSum(ways);
  const far = distance(observed);
  return {
    lower: compensatedSum(ways.subarray(0, observed + 1)) / all,
    upper: compensatedSum(ways.subarray(observed)) / all,
    twoSided: compensatedSum(ways.filter((_, sum) => distance(sum) >= far)) / all,
  };
}
