import type { Alternative, TestResult } from "../../../core/estimate";
import { normalCdf, normalTwoSided, normalUpper } from "../../../numerics/normal";

/**
 * The test of a hypothesised difference by the normal distribution.
 *
 * @param short - What is observed beyond the hypothesised difference.
 * @param error - Its standard error; 0 where nothing varies, so that a difference which is not observed is impossible.
 */
export function normalTest(short: number, error: number, alternative: Alternative, method: string): TestResult {
  const z = short === 0 ? 0 : short / error;
  return {
    // no spread is no statistic, and an infinite one cannot be written down
    statistic: error === 0 || !Number.isFinite(z) ? null : z,
    degreesOfFreedom: [],
    pValue: tailOf(z, alternative),
    alternative,
    method,
  };
}

function tailOf(z: number, alternative: Alternative): number {
  if (alternative === "two-sided") return normalTwoSided(z);
  return alternative === "greater" ? normalUpper(z) : normalCdf(z);
}
