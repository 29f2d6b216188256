import type { ConfidenceInterval, Ends } from "../../core/estimate";
import { normalQuantile } from "../../numerics/normal";
import { studentTUpperQuantile } from "../../numerics/student-t";

/** An estimate plus and minus as many standard errors as the level asks for under a normal distribution. */
export function normalInterval(
  estimate: number,
  standardError: number,
  level: number,
  method: string,
): ConfidenceInterval {
  const half = -normalQuantile((1 - level) / 2) * standardError;
  return { lower: estimate - half, upper: estimate + half, level, method };
}

/** The same under Student's t distribution. */
export function tInterval(
  estimate: number,
  standardError: number,
  degreesOfFreedom: number,
  level: number,
  method = "t",
): ConfidenceInterval {
  const half = studentTUpperQuantile((1 - level) / 2, degreesOfFreedom) * standardError;
  return { lower: estimate - half, upper: estimate + half, level, method };
}

/** An interval cut at the ends of what the estimate can be. */
export function cut(interval: ConfidenceInterval, min: number, max: number): ConfidenceInterval {
  return { ...interval, lower: Math.max(min, interval.lower), upper: Math.min(max, interval.upper) };
}

/** Whether an estimate lies outside of its interval, as it may where the method shifts the centre. */
export function liesOutside(estimate: number, { lower, upper }: Ends): boolean {
  return estimate < lower || estimate > upper;
}

/** Whether an interval reaches beyond what the estimate can be. */
export function reachesBeyond(interval: ConfidenceInterval, min: number, max: number): boolean {
  return interval.lower < min || interval.upper > max;
}

/**
 * Whether the mean of n values is so skewed that Student's interval, or a bootstrap's, covers less than 93 % at 95 %.
 *
 * @remarks The mean's skewness is that of the values over the root of n. Beyond 0.3 is where `docs/calibration.md`
 * finds such coverage, for ratings of five shapes as for exponential and log-normal values.
 */
export function isSkewed(skewness: number, n: number): boolean {
  return Math.abs(skewness) > 0.3 * Math.sqrt(n);
}
