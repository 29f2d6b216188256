import type { OpenInterval } from "../../../core/estimate";
import { bounded, normalInterval } from "../../../statistics/estimates/interval";
import type { RatioEnds } from "../../../statistics/estimates/score-ratio-ends";

/** An interval of a ratio, which holds the estimate; `null` where there are no ends, or no ratio between them. */
export function ratioInterval(
  ends: RatioEnds | null,
  estimate: number | null,
  level: number,
  method: string,
): OpenInterval | null {
  // at a level near 0 the interval of a ratio to nothing is empty
  if (ends === null || ends.lower === Infinity) return null;
  const { lower, upper } = ends;
  if (estimate === null) return { lower, upper, level, method };
  // at such a level the estimate is on both ends, and rounding may put it outside
  const highest = upper === null ? null : Math.max(upper, estimate);
  return { lower: Math.min(lower, estimate), upper: highest, level, method };
}

/** Ends of an interval that is normal on the log scale; no upper one beyond the doubles. */
export function logEnds(estimate: number, logError: number, level: number): RatioEnds {
  const { lower, upper } = normalInterval(0, logError, level, "log");
  return { lower: estimate * Math.exp(lower), upper: bounded(estimate * Math.exp(upper)) };
}
