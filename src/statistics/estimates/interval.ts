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

/** An end as results hold it: `null` where nothing bounds it. */
export function bounded(end: number): number | null {
  return Number.isFinite(end) ? end + 0 : null;
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

/**
 * Whether clusters are so few, or so unlike in size, that the t interval of a mean over their members covers less than
 * 93 % at 95 %: fewer than 20, or than 20 of one size count for.
 *
 * @param total - Sum of their sizes.
 * @param squares - Sum of the squares of their sizes.
 */
export function isFewClusters(total: number, squares: number): boolean {
  return total * total < 20 * squares;
}
