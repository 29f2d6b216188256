import { emptyMoments, type Moments, weightedSums } from "./moments";
import type { Tally } from "./tally";

/** The moments of ratings of which a tally, or one row of a two-way tally, is known. */
export function momentsOfLevels(
  fn: string,
  path: string,
  { scale, counts, weights, squaredWeights }: Pick<Tally, "scale" | "counts" | "weights" | "squaredWeights">,
): Moments {
  const n = counts.reduce((total, count) => total + count, 0);
  if (n === 0) return emptyMoments(0);
  const levels = counts.map((_, slot) => scale.min + slot);
  const { sum, ...own } = weightedSums(fn, path, levels, weights ?? counts);
  const summary = { ...emptyMoments(0), n, ...own };
  if (squaredWeights === null) return summary;
  const { sumOfCubes: _, ...squared } = weightedSums(fn, path, levels, squaredWeights);
  return { ...summary, sumOfWeights: sum, squaredWeights: squared };
}
