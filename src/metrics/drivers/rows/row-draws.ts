import { randomGenerator } from "../../../numerics/random";

/**
 * Samples of n rows with replacement, as how often each row counts: its multiplicity times its weight.
 *
 * @remarks Draws n integers a sample from one stream, in order, so a seed gives the same samples everywhere. No
 * allocation: the next call overwrites what the last one returned.
 *
 * @param n - Rows, at least one.
 * @param weights - Survey weights of the rows, which go where their row goes; `null` where every row counts the same.
 * @param seed - Integer in [0, 2^53 - 1].
 * @returns A function whose every call draws a sample: n numbers, 0 for rows that are not in it.
 */
export function rowDraws(n: number, weights: Float64Array | null, seed: number): () => Float64Array {
  const random = randomGenerator(seed);
  const counts = new Float64Array(n);
  return () => {
    counts.fill(0);
    for (let i = 0; i < n; i++) {
      const row = random.below(n);
      counts[row] = (counts[row] as number) + (weights === null ? 1 : (weights[row] as number));
    }
    return counts;
  };
}
