import { caveatsWhere } from "../../core/caveats";
import { checkConfidenceLevel, checkNoOthers, checkObject, refuse } from "../../core/checks";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import { isRounding, type Moments, momentsOf } from "../summaries/moments";
import type { Values } from "../summaries/read-values";
import { soundMoments } from "../summaries/sound-moments";
import { isSkewed, tInterval } from "./interval";

/** Options of {@link meanFromMoments}. */
export interface MeanFromMomentsOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
}

/** Options of {@link mean}. */
export interface MeanOptions extends MeanFromMomentsOptions {
  /**
   * Survey weights, 0 or in [1e-100, 1e100], one a value; a value with weight 0 is outside of the sample.
   * @defaultValue every value counts the same
   */
  readonly weights?: ArrayLike<number> | undefined;
}

/** A mean with its t interval, which neither a single value has nor values that are all equal. */
export interface MeanResult extends Estimate<"value", ConfidenceInterval | null> {
  readonly kind: "mean";
  /** With divisor n - 1; with weights, as R's `survey::svyvar` has it; `null` for a single value. */
  readonly standardDeviation: number | null;
}

/**
 * Arithmetic mean with Student's t interval.
 *
 * @remarks $$\bar x \pm t_{n-1}\, s / \sqrt n$$ Exact for normal data and good for large n; too short for small samples
 * from skewed data: at 95 % it covers 90 % at n = 10 of exponential values, and of log-normal ones with a spread of 1
 * on the log scale 84 % at n = 10, 90 % at 50 and 93 % at 200 (see the calibration page). The caveat `skewed-answers`
 * says where the skewness of the values is beyond $0.3 \sqrt n$, with Kish's n where there are weights.
 *
 * With survey weights the mean is $\sum w x / \sum w$ and its error linearised, as R's `survey::svymean` has it,
 * $$\sqrt{\frac{n}{n - 1} \sum \left(\frac{w (x - \bar x)}{\sum w}\right)^2}$$ Equal weights give what none give.
 * Values that are all equal, to rounding, have no interval: their spread says nothing of other values. O(n) time.
 *
 * @param values - Finite numbers; length n >= 1; `null`, `undefined` and holes are missing.
 * @param options - See {@link MeanOptions}.
 * @returns The mean in the unit of the values; `interval` is `null` for a single value and where all are equal.
 * @throws A {@link StatsError}: `invalid-input` on a value that is not a finite number, values that spread by less than
 * 1e-145 or more than 1e150, alone or times their weights, or a weight that is missing or negative; `insufficient-data`
 * without a value.
 * @see Student (1908), Biometrika 6(1), 1-25, doi:10.2307/2331554 (not read); Lumley (2004), Journal of Statistical
 * Software 9(8), 1-19, doi:10.18637/jss.v009.i08 (not read)
 *
 * @example
 * ```ts
 * const { estimate, standardDeviation, interval } = mean([2, 4, 6]);
 * [estimate, standardDeviation]; //=> [4, 2]
 * interval; //~> { lower: -0.97, upper: 8.97, level: 0.95, method: "t" }
 * mean([2, 4, 6], { weights: [2, 1, 1] }).estimate; //=> 3.5
 * ```
 */
export function mean(values: Values, options: MeanOptions = {}): MeanResult {
  checkObject("mean", "options", options);
  const { confidenceLevel, weights, ...others } = options;
  checkNoOthers("mean", others);
  return meanResult("mean", "values", momentsOf("mean", "values", values, weights), confidenceLevel);
}

/**
 * {@link mean} from a summary.
 *
 * @param summary - Moments of at least one value.
 * @param options - See {@link MeanFromMomentsOptions}.
 * @returns The same as {@link mean} gives for the values themselves.
 * @throws A {@link StatsError}: `invalid-input` on what is not a sound summary; `insufficient-data` when it is empty.
 *
 * @example
 * ```ts
 * meanFromMoments(moments([2, 4, 6])).estimate; //=> 4
 * ```
 */
export function meanFromMoments(summary: Moments, options: MeanFromMomentsOptions = {}): MeanResult {
  const fn = "meanFromMoments";
  checkObject(fn, "options", options);
  const { confidenceLevel, ...others } = options;
  checkNoOthers(fn, others);
  return meanResult(fn, "summary", soundMoments(fn, "summary", summary), confidenceLevel);
}

/** The mean of a summary, for a function whose name and argument its errors carry. */
export function meanResult(fn: string, path: string, summary: Moments, confidenceLevel = 0.95): MeanResult {
  checkConfidenceLevel(fn, confidenceLevel);
  const { n, nMissing, mean: estimate } = summary;
  if (estimate === null) refuse("insufficient-data", fn, path, "must hold at least one value, received none");
  const standardDeviation = n > 1 ? Math.sqrt(varianceOf(summary)) : null;
  const standardError = n > 1 ? errorOfMean(summary) : null;
  const varies = standardDeviation !== null && !isRounding(standardDeviation, estimate);
  return {
    kind: "mean",
    unit: "value",
    scale: null,
    estimate,
    standardError,
    interval: varies ? tInterval(estimate, standardError!, n - 1, confidenceLevel) : null,
    n,
    nMissing,
    standardDeviation,
    caveats: caveatsWhere({
      "single-answer": n === 1,
      "all-answers-equal": n > 1 && !varies,
      "skewed-answers": varies && isSkewed(skewnessOf(summary), kishNumber(summary)),
    }),
  };
}

/** Skewness of the values; 0 where it is not known. */
function skewnessOf({ n, sumOfSquares, sumOfCubes, sumOfWeights }: Moments): number {
  // that of a normal distribution with their spread; below 1e-300 the cubes of single values are lost
  const size = sumOfSquares * Math.sqrt(sumOfSquares / (sumOfWeights ?? n));
  return sumOfCubes === null || size < 1e-300 ? 0 : sumOfCubes / size;
}

/** How many values count for the error of the mean: with weights, Kish's number. */
export function kishNumber({ n, sumOfWeights, squaredWeights }: Moments): number {
  return sumOfWeights === null || squaredWeights === null ? n : (sumOfWeights / squaredWeights.sum) * sumOfWeights;
}

/** Variance of the values that a summary of at least two stands for. */
export function varianceOf({ n, sumOfSquares, sumOfWeights }: Moments): number {
  return sumOfWeights === null ? sumOfSquares / (n - 1) : (sumOfSquares / sumOfWeights) * (n / (n - 1));
}

/** Standard error of the mean of a summary of at least two values; with weights, by linearisation. */
export function errorOfMean(summary: Moments): number {
  const { n, mean, meanLow, sumOfWeights, squaredWeights: squared } = summary;
  if (sumOfWeights === null || squared === null) return Math.sqrt(varianceOf(summary) / n);
  // squared deviations from the mean, which is not the one that squared weights give
  const apart = squared.mean - mean! + (squared.meanLow - meanLow);
  const size = Math.hypot(Math.sqrt(squared.sumOfSquares), Math.sqrt(squared.sum) * apart);
  return (size / sumOfWeights) * Math.sqrt(n / (n - 1));
}
