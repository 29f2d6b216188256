import type { Ratings } from "../../core/answers";
import { caveatsAt } from "../../core/caveats";
import { checkInteger, checkObject, reject } from "../../core/checks";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import type { Scale } from "../../core/scale";
import type { ProportionMethod } from "../../statistics/estimates/proportion";
import {
  checkMeanMethod,
  type RatingMeanMethod,
  type RatingMeanResult,
  ratingMean,
} from "../../statistics/estimates/rating-mean";
import { shareFrom, shareSettings } from "../../statistics/estimates/tally-share";
import { soundTally } from "../../statistics/summaries/sound-tally";
import { type Tally, tallyOf } from "../../statistics/summaries/tally";
import { totalWeight } from "../../statistics/summaries/weighted-tally";
import { conventionalTop } from "./conventional-top";

/** Options of {@link csatFromTally}. */
export interface CsatFromTallyOptions<M extends RatingMeanMethod = RatingMeanMethod> {
  /**
   * The lowest rating that counts as satisfied.
   *
   * @defaultValue the second highest level on scales of five or more levels, the highest on two or three; on four
   * levels, and on scales that start at 0, it must be given, since there is no convention
   */
  readonly satisfiedFrom?: number | undefined;
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** Interval of the share. @defaultValue `"wilson"` */
  readonly method?: ProportionMethod | undefined;
  /** Interval of the mean rating. @defaultValue `"adjusted-t"` */
  readonly meanMethod?: M | undefined;
}

/** Options of {@link csat}. */
export interface CsatOptions<M extends RatingMeanMethod = RatingMeanMethod> extends CsatFromTallyOptions<M> {
  /** @defaultValue `{ min: 1, max: 5 }` */
  readonly scale?: Scale | undefined;
  /** Survey weights, 0 or in [1e-100, 1e100], one an answer. @defaultValue every answer counts the same */
  readonly weights?: ArrayLike<number> | undefined;
}

/** How often a rating was given. */
export interface RatingShare {
  readonly rating: number;
  readonly count: number;
  /** Share of the answers, weighted where they are. */
  readonly share: number;
}

/** Customer satisfaction: the share of satisfied customers, and their mean rating with an interval by method `M`. */
export interface CsatResult<M extends RatingMeanMethod = RatingMeanMethod>
  extends Estimate<"share", ConfidenceInterval> {
  readonly kind: "csat";
  readonly scale: Scale;
  /** The lowest rating that counts as satisfied. */
  readonly satisfiedFrom: number;
  /** Number of satisfied answers. */
  readonly satisfied: number;
  readonly mean: RatingMeanResult<M>;
  /** Of the ratings, with divisor n - 1; `null` for a single answer. */
  readonly standardDeviation: number | null;
  /** Every level of the scale, lowest first. */
  readonly distribution: readonly RatingShare[];
}

/**
 * Customer Satisfaction Score: the share of satisfied customers, with a confidence interval.
 *
 * @remarks $$\mathrm{CSAT} = \frac{\#\{\text{rating} \ge \text{satisfiedFrom}\}}{n}$$ with Wilson's interval, close to
 * its level on average for every n; and the mean rating, with Student's t interval after adding two answers spread over
 * the scale (see {@link RatingMeanMethod}). Weighted: linearised errors, effective n in the intervals. O(n) time,
 * O(levels) memory.
 *
 * @param ratings - Answers, integers on the scale; length n >= 1; `null`, `undefined` and holes are no answer.
 * @param options - See {@link CsatOptions}.
 * @returns A share in [0, 1], with the mean rating on its scale.
 * @throws A {@link StatsError}: `invalid-input` on an answer off the scale or where `satisfiedFrom` must be given;
 * `insufficient-data` without an answer.
 * @see Wilson (1927), JASA 22(158), 209-212, doi:10.1080/01621459.1927.10502953 (not read)
 *
 * @example
 * ```ts
 * const result = csat([5, 5, 4, 2, null]);
 * result.estimate; //=> 0.75
 * result.mean.estimate; //=> 4
 * result.mean.interval; //~> { lower: 2.09, upper: 5, level: 0.95, method: "adjusted-t" }
 * [result.n, result.nMissing]; //=> [4, 1]
 * result.interval; //~> { lower: 0.301, upper: 0.954, level: 0.95, method: "wilson" }
 * ```
 */
export function csat<const M extends RatingMeanMethod = "adjusted-t">(
  ratings: Ratings,
  options: CsatOptions<M> = {},
): CsatResult<M> {
  checkObject("csat", "options", options);
  const { scale = { min: 1, max: 5 }, weights, ...ofTally } = options;
  return csatOf("csat", "ratings", tallyOf("csat", ratings, scale, weights), ofTally);
}

/**
 * {@link csat} from a tally.
 *
 * @param summary - A tally of at least one answer.
 * @param options - See {@link CsatFromTallyOptions}.
 * @returns The same as {@link csat} gives for the answers themselves.
 * @throws A {@link StatsError}: `invalid-input` on what is not a sound tally or where `satisfiedFrom` must be given;
 * `insufficient-data` without an answer.
 *
 * @example
 * ```ts
 * const scale = { min: 1, max: 5 };
 * const result = csatFromTally(tallyFromCounts({ 5: 15, 4: 25, 3: 30, 2: 20, 1: 10 }, { scale }));
 * result.estimate; //=> 0.4
 * result.mean.estimate; //=> 3.15
 * ```
 */
export function csatFromTally<const M extends RatingMeanMethod = "adjusted-t">(
  summary: Tally,
  options: CsatFromTallyOptions<M> = {},
): CsatResult<M> {
  const sound = soundTally("csatFromTally", "summary", summary);
  return csatOf("csatFromTally", "summary", sound, options);
}

function csatOf<M extends RatingMeanMethod>(
  fn: string,
  path: string,
  summary: Tally,
  options: CsatFromTallyOptions<M>,
): CsatResult<M> {
  checkObject(fn, "options", options);
  const { scale, counts, weights } = summary;
  const { satisfiedFrom: given, meanMethod = "adjusted-t" as M, ...ofShare } = options;
  const settings = shareSettings(fn, ofShare);
  const satisfiedFrom = given === undefined ? conventional(fn, scale) : given;
  checkInteger(fn, "satisfiedFrom", satisfiedFrom, scale.min + 1, scale.max);
  checkMeanMethod(fn, "meanMethod", meanMethod);
  const { mean, standardDeviation } = ratingMean(fn, path, summary, settings.confidenceLevel, meanMethod);
  const { count: satisfied, ...share } = shareFrom(summary, satisfiedFrom, settings);
  const total = totalWeight(summary);
  return {
    kind: "csat",
    ...share,
    satisfiedFrom: satisfiedFrom + 0,
    satisfied,
    mean,
    standardDeviation,
    distribution: counts.map((count, slot) => ({
      rating: scale.min + slot,
      count,
      share: (weights ?? counts)[slot]! / total,
    })),
    caveats: [...share.caveats, ...caveatsAt("mean", mean.caveats)],
  };
}

function conventional(fn: string, scale: Scale): number {
  return (
    conventionalTop(scale) ??
    reject(fn, "satisfiedFrom", `be given for the scale ${scale.min} to ${scale.max}`, undefined)
  );
}
