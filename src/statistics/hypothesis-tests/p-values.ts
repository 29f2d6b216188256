import type { Alternative } from "../../core/estimate";
import { normalCdf, normalTwoSided, normalUpper } from "../../numerics/normal";
import type { PermutationTails } from "../../numerics/permutation-sums";
import { studentTTwoSided, studentTUpper } from "../../numerics/student-t";

/** Probability of a statistic at least as extreme under Student's t distribution. */
export function studentTPValue(statistic: number, degreesOfFreedom: number, alternative: Alternative): number {
  if (alternative === "two-sided") return studentTTwoSided(statistic, degreesOfFreedom);
  return studentTUpper(alternative === "greater" ? statistic : -statistic, degreesOfFreedom);
}

/**
 * Probability of a rank sum at least as extreme under the normal distribution, as R has it.
 *
 * @param excess - Sum minus its mean.
 * @param continuity - Whether the sum, which moves in steps, is first moved half a step towards what the test rejects.
 */
export function rankSumPValue(
  excess: number,
  standardDeviation: number,
  continuity: boolean,
  alternative: Alternative,
): number {
  const half = { "two-sided": Math.sign(excess) / 2, greater: 0.5, less: -0.5 }[alternative];
  const z = (excess - (continuity ? half : 0)) / standardDeviation;
  if (alternative === "two-sided") return normalTwoSided(z);
  return alternative === "greater" ? normalUpper(z) : normalCdf(z);
}

/** The share of permutations that an alternative counts. */
export function permutationPValue({ lower, upper, twoSided }: PermutationTails, alternative: Alternative): number {
  return { less: lower, greater: upper, "two-sided": twoSided }[alternative];
}
