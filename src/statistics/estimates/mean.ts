import { caveatsWhere } from "../../core/caveats";
import { checkConfidenceLevel, checkObject, refuse } from "../../core/checks";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import { isRounding, type Moments, momentsOf, soundMoments } from "../summaries/moments";
import { tInterval } from "./interval";

/** Options of {@link mean}. */
export interface MeanOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
}

/** A mean with its t interval, which a single value does not have. */
export interface MeanResult extends Estimate<"value", ConfidenceInterval | null> {
  readonly kind: "mean";
  /** With divisor n - 1; `null` for a single value. */
  readonly standardDeviation: number | null;
}

/**
 * Arithmetic mean with Student's t interval.
 *
 * @remarks $$\bar x \pm t_{n-1}\, s / \sqrt n$$ Exact for normal data and good for large n; too short for small samples
 * from very skewed data; where all values are equal it is a point, which says nothing of other values. O(n) time.
 *
 * @param values - Finite numbers; length n >= 1; `null`, `undefined` and holes are missing.
 * @param options - See {@link MeanOptions}.
 * @returns The mean in the unit of the values; `interval` is `null` for a single value.
 * @throws A {@link StatsError}: `invalid-input` on a value that is no finite number, or values that spread by less than
 * 1e-145 or more than 1e150; `insufficient-data` without one.
 * @see Student (1908), Biometrika 6(1), 1-25, doi:10.2307/2331554 (not read)
 *
 * @example
 * ```ts
 * const { estimate, standardDeviation, interval } = mean([2, 4, 6]);
 * [estimate, standardDeviation]; //=> [4, 2]
 * interval; //~> { lower: -0.97, upper: 8.97, level: 0.95, method: "t" }
 * ```
 */
export function mean(
  values: ArrayLike<number | null | undefined> | Iterable<number | null | undefined>,
  options: MeanOptions = {},
): MeanResult {
  checkObject("mean", "options", options);
  return meanResult("mean", "values", momentsOf("mean", "values", values), options.confidenceLevel);
}

/**
 * {@link mean} from a summary.
 *
 * @param summary - Moments of at least one value.
 * @param options - See {@link MeanOptions}.
 * @returns The same as {@link mean} gives for the values themselves.
 * @throws A {@link StatsError}: `invalid-input` on what is not a sound summary; `insufficient-data` when it is empty.
 *
 * @example
 * ```ts
 * meanFromMoments(moments([2, 4, 6])).estimate; //=> 4
 * ```
 */
export function meanFromMoments(summary: Moments, options: MeanOptions = {}): MeanResult {
  const fn = "meanFromMoments";
  checkObject(fn, "options", options);
  return meanResult(fn, "summary", soundMoments(fn, "summary", summary), options.confidenceLevel);
}

/** The mean of a summary, for a function whose name and argument its errors carry. */
export function meanResult(fn: string, path: string, summary: Moments, confidenceLevel = 0.95): MeanResult {
  checkConfidenceLevel(fn, confidenceLevel);
  const { n, nMissing, sumOfSquares } = summary;
  if (summary.mean === null) refuse("insufficient-data", fn, path, "must hold at least one value, received none");
  const standardDeviation = n > 1 ? Math.sqrt(sumOfSquares / (n - 1)) : null;
  const standardError = standardDeviation === null ? null : standardDeviation / Math.sqrt(n);
  return {
    kind: "mean",
    unit: "value",
    scale: null,
    estimate: summary.mean,
    standardError,
    interval: standardError === null ? null : tInterval(summary.mean, standardError, n - 1, confidenceLevel),
    n,
    nMissing,
    standardDeviation,
    caveats: caveatsWhere({
      "single-answer": n === 1,
      "all-answers-equal": standardDeviation !== null && isRounding(standardDeviation, summary.mean),
    }),
  };
}
