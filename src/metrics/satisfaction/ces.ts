import type { Ratings } from "../../core/answers";
import { checkInteger, checkObject, checkOneOf, reject } from "../../core/checks";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import type { Scale } from "../../core/scale";
import {
  checkMeanMethod,
  type RatingMeanInterval,
  type RatingMeanMethod,
  ratingMean,
} from "../../statistics/estimates/rating-mean";
import { shareFrom, shareSettings } from "../../statistics/estimates/tally-share";
import { soundTally } from "../../statistics/summaries/sound-tally";
import { type Tally, tallyOf } from "../../statistics/summaries/tally";

/** Which end of an effort scale is easy. */
export type CesDirection = "higher-is-easier" | "higher-is-harder";

/** Options of {@link cesFromTally}. */
export interface CesFromTallyOptions<M extends RatingMeanMethod = RatingMeanMethod> {
  /**
   * The rating nearest to the middle that counts as easy.
   *
   * @defaultValue 5 on 1-7, 4 on 1-5, counted from the other end where higher is harder; else it must be given
   */
  readonly easyFrom?: number | undefined;
  /** Which end of the scale is easy. @defaultValue `"higher-is-easier"` */
  readonly direction?: CesDirection | undefined;
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** Interval of the mean; that of the easy share is Wilson's. @defaultValue `"adjusted-t"` */
  readonly method?: M | undefined;
}

/** Options of {@link ces}. */
export interface CesOptions<M extends RatingMeanMethod = RatingMeanMethod> extends CesFromTallyOptions<M> {
  /** @defaultValue `{ min: 1, max: 7 }` */
  readonly scale?: Scale | undefined;
  /** Survey weights, 0 or in [1e-100, 1e100], one an answer. @defaultValue every answer counts the same */
  readonly weights?: ArrayLike<number> | undefined;
}

/** The share of customers who found it easy. */
export interface EasyShare extends Estimate<"share", ConfidenceInterval> {
  readonly kind: "easy-share";
  /** Number of answers on the easy side. */
  readonly count: number;
}

/** Customer effort: the mean rating, and the share of customers who found it easy. */
export interface CesResult<M extends RatingMeanMethod = RatingMeanMethod>
  extends Estimate<"rating", RatingMeanInterval<M>> {
  readonly kind: "ces";
  readonly scale: Scale;
  readonly direction: CesDirection;
  /** The rating nearest to the middle that counts as easy. */
  readonly easyFrom: number;
  readonly easy: EasyShare;
  /** Of the ratings, with divisor n - 1; `null` for a single answer. */
  readonly standardDeviation: number | null;
}

/**
 * Customer Effort Score: the mean rating of how easy it was, with a confidence interval.
 *
 * @remarks $$\mathrm{CES} = \frac{1}{n} \sum \text{rating}$$ with Student's t interval after adding two answers spread
 * over the scale (see {@link RatingMeanMethod}); and the share that found it easy, with Wilson's interval. Weighted:
 * linearised errors, effective n in the intervals. O(n) time, O(levels) memory.
 *
 * @param ratings - Answers, integers on the scale; length n >= 1; `null`, `undefined` and holes are no answer.
 * @param options - See {@link CesOptions}.
 * @returns The mean on the scale; by method `t`, `interval` is `null` for a single answer and where all are equal.
 * @throws A {@link StatsError}: `invalid-input` on an answer off the scale or where `easyFrom` must be given;
 * `insufficient-data` without an answer.
 * @see Dixon, Freeman and Toman (2010), Harvard Business Review 88(7/8), 116-122 (not read)
 *
 * @example
 * ```ts
 * const result = ces([7, 6, 5, 2]);
 * result.estimate; //=> 5
 * result.interval; //~> { lower: 2.4, upper: 6.93, level: 0.95, method: "adjusted-t" }
 * result.easy.estimate; //=> 0.75
 * ces([1, 1, 2, 5], { scale: { min: 1, max: 5 }, direction: "higher-is-harder" }).easy.estimate; //=> 0.75
 * ```
 */
export function ces<const M extends RatingMeanMethod = "adjusted-t">(
  ratings: Ratings,
  options: CesOptions<M> = {},
): CesResult<M> {
  checkObject("ces", "options", options);
  const { scale = { min: 1, max: 7 }, weights, ...ofTally } = options;
  return cesOf("ces", "ratings", tallyOf("ces", ratings, scale, weights), ofTally);
}

/**
 * {@link ces} from a tally.
 *
 * @param summary - A tally of at least one answer.
 * @param options - See {@link CesFromTallyOptions}.
 * @returns The same as {@link ces} gives for the answers themselves.
 * @throws A {@link StatsError}: `invalid-input` on what is not a sound tally or where `easyFrom` must be given;
 * `insufficient-data` without an answer.
 *
 * @example
 * ```ts
 * cesFromTally(tally([7, 6, 5, 2], { scale: { min: 1, max: 7 } })).estimate; //=> 5
 * ```
 */
export function cesFromTally<const M extends RatingMeanMethod = "adjusted-t">(
  summary: Tally,
  options: CesFromTallyOptions<M> = {},
): CesResult<M> {
  const sound = soundTally("cesFromTally", "summary", summary);
  return cesOf("cesFromTally", "summary", sound, options);
}

function cesOf<M extends RatingMeanMethod>(
  fn: string,
  path: string,
  summary: Tally,
  options: CesFromTallyOptions<M>,
): CesResult<M> {
  checkObject(fn, "options", options);
  const { direction = "higher-is-easier", method = "adjusted-t" as M, easyFrom: given, ...ofShare } = options;
  const settings = shareSettings(fn, ofShare);
  const { scale } = summary;
  checkOneOf(fn, "direction", direction, ["higher-is-easier", "higher-is-harder"]);
  checkMeanMethod(fn, "method", method);
  const higherIsEasier = direction === "higher-is-easier";
  const easyFrom = given === undefined ? conventionalEasy(fn, scale, direction) : given;
  checkInteger(fn, "easyFrom", easyFrom, scale.min + (higherIsEasier ? 1 : 0), scale.max - (higherIsEasier ? 0 : 1));
  const { mean, standardDeviation } = ratingMean(fn, path, summary, settings.confidenceLevel, method);
  const easy = higherIsEasier
    ? shareFrom(summary, easyFrom, settings)
    : shareFrom(mirrored(summary), mirror(scale, easyFrom), settings);
  return {
    ...mean,
    kind: "ces",
    scale,
    direction,
    easyFrom: easyFrom + 0,
    easy: { kind: "easy-share", ...easy },
    standardDeviation,
  };
}

/** The lowest easy level where the field has a convention. */
function conventionalEasy(fn: string, scale: Scale, direction: CesDirection): number {
  if (scale.min !== 1 || (scale.max !== 5 && scale.max !== 7)) {
    reject(fn, "easyFrom", `be given for the scale ${scale.min} to ${scale.max}`, undefined);
  }
  const easyFrom = scale.max === 7 ? 5 : 4;
  return direction === "higher-is-easier" ? easyFrom : mirror(scale, easyFrom);
}

function mirror(scale: Scale, rating: number): number {
  return scale.min + scale.max - rating;
}

/** The same answers on the scale turned round. */
function mirrored(summary: Tally): Tally {
  const { counts, weights, squaredWeights } = summary;
  const reversed = (list: readonly number[]) => [...list].reverse();
  return {
    ...summary,
    counts: reversed(counts),
    weights: weights && reversed(weights),
    squaredWeights: squaredWeights && reversed(squaredWeights),
  };
}
