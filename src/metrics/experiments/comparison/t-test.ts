import type { Alternative, TestResult } from "../../../core/estimate";
import { studentTPValue } from "../../../statistics/hypothesis-tests/p-values";

/**
 * The test of a hypothesised difference by Student's t distribution.
 *
 * @param short - What is observed beyond the hypothesised difference.
 * @param error - Its standard error; 0 where nothing varies, so that there is nothing to test against.
 */
export function tTest(
  short: number,
  error: number,
  degreesOfFreedom: number,
  alternative: Alternative,
  method: string,
): TestResult {
  const statistic = error > 0 ? withinDoubles(short / error) : null;
  return {
    statistic,
    degreesOfFreedom: statistic === null ? [] : [degreesOfFreedom],
    pValue: statistic === null ? null : studentTPValue(statistic, degreesOfFreedom, alternative),
    alternative,
    method,
  };
}

/** A margin may be any number of standard errors away. */
function withinDoubles(statistic: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, statistic)) + 0;
}
