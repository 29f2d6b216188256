import { checkInRange, checkObject, reject } from "../../core/checks";
import { studentTUpperQuantile } from "../../numerics/student-t";
import { type SampleSizeGoal, type SampleSizeOptions, type SampleSizeResult, sampleSize } from "./sample-size";

/** Options of {@link meanSampleSize}. */
export interface MeanSampleSizeOptions extends SampleSizeOptions {
  /** The standard deviation that is expected of the values, in [1e-145, 1e150]: from a pilot, or from last year. */
  readonly standardDeviation: number;
}

/**
 * How many values a mean needs.
 *
 * @remarks The smallest n with $$t_{n-1} \frac{s}{\sqrt n} \sqrt{\frac{N - n}{N - 1}} \le \text{margin}$$ or whose
 * standard error, without the quantile, is at most the goal; without a population the last root is 1. The quantile of
 * Student's t with n - 1 degrees of freedom asks for about two values more than the normal one. The margin holds for
 * samples that vary as expected: half of all samples vary more. Where fewer than the population N do not suffice, all
 * are asked (caveat `census`). O(log n).
 *
 * On a scale from 1 to 5 the deviation is at most 2, and seldom above 1.3.
 *
 * @param goal - The margin, half the width of the interval, or a standard error, in the unit of the values.
 * @param options - See {@link MeanSampleSizeOptions}.
 * @returns The smallest n, with the margin and the standard error that it achieves; for a standard error that one value
 * has, the margin is `null`.
 * @throws A {@link StatsError}: `invalid-input` on an invalid goal, or that 2^53 values would not reach, or without
 * a standard deviation.
 * @see Cochran (1977), Sampling Techniques, 3rd edition, chapter 4 (not read)
 *
 * @example
 * ```ts
 * const plan = meanSampleSize({ margin: 0.1 }, { standardDeviation: 1.1 });
 * plan.n; //=> 468
 * plan.margin; //~> 0.09992
 * meanSampleSize({ margin: 0.1 }, { standardDeviation: 1.1, population: 500 }).n; //=> 243
 * ```
 */
export function meanSampleSize(goal: SampleSizeGoal, options: MeanSampleSizeOptions): SampleSizeResult {
  const fn = "meanSampleSize";
  if (options !== undefined) checkObject(fn, "options", options);
  if (options?.standardDeviation === undefined) reject(fn, "options", "hold standardDeviation", options);
  const { standardDeviation, ...ofSize } = options;
  checkInRange(fn, "standardDeviation", standardDeviation, 1e-145, 1e150);
  return sampleSize(fn, goal, ofSize, {
    unit: "value",
    method: "t",
    widest: Infinity,
    achieved: (size, n, level) => {
      const standardError = standardDeviation / Math.sqrt(size);
      const margin = n === 1 ? null : studentTUpperQuantile((1 - level) / 2, n - 1) * standardError;
      return { standardError, margin };
    },
  });
}
