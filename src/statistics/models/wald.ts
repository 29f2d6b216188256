import { choleskyFactor } from "../../numerics/cholesky-factor";
import { forwardSubstitute } from "../../numerics/householder";
import { normalTwoSided } from "../../numerics/normal";
import { studentTTwoSided } from "../../numerics/student-t";
import { dot } from "../../numerics/sums";

/**
 * Wald's statistic that some numbers are all 0, b' V^-1 b; `null` where their covariance is singular.
 *
 * @remarks On correlations, which keep the scale of the numbers out of it.
 *
 * @param covariance - Of all values, row by row.
 * @param first - Where the tested values begin.
 */
export function waldStatistic(values: Float64Array, covariance: Float64Array, first = 0): number | null {
  const p = values.length;
  const spreads = values.map((_, j) => Math.sqrt(covariance[j * p + j] as number)).subarray(first);
  if (!spreads.every((spread) => spread > 0 && spread < Infinity)) return null;
  const tested = spreads.length;
  const correlations = Float64Array.from({ length: tested ** 2 }, (_, at) => {
    const [i, j] = [Math.floor(at / tested), at % tested];
    if (i === j) return 1;
    return (covariance[(i + first) * p + j + first] as number) / (spreads[i] as number) / (spreads[j] as number);
  });
  const triangle = choleskyFactor(correlations, 1e-14);
  if (triangle === null) return null;
  const standardized = spreads.map((spread, j) => (values[j + first] as number) / spread);
  const solved = forwardSubstitute(triangle, standardized);
  return dot(solved, 0, solved, 0, tested);
}

/** Two-sided p-value of an estimate over its error: normal, or Student's t where there are degrees of freedom. */
export function waldPValue(statistic: number, degreesOfFreedom: number | null): number {
  return degreesOfFreedom === null ? normalTwoSided(statistic) : studentTTwoSided(statistic, degreesOfFreedom);
}
