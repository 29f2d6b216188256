import { caveatsWhere } from "../../core/caveats";
import { checkOneOf, refuse } from "../../core/checks";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import { levelsOf, type Scale } from "../../core/scale";
import type { Tally } from "../summaries/tally";
import { kishN, linearisedVariance, meanScore, sumLevels, totalWeight } from "../summaries/weighted-tally";
import { cut, isSkewed, liesOutside, reachesBeyond, tInterval } from "./interval";

/**
 * Intervals of a mean rating, both cut at the ends of the scale.
 *
 * - `adjusted-t`: Student's t interval after adding two answers, in equal parts at every level of the scale,
 *   $$\tilde x \pm t_{n+1}\, \tilde s / \sqrt{n + 2}$$ with the mean and deviation of all n + 2. At level 0.95 it
 *   covers 95 to 100 % in five shapes of answers on 5, 7 and 11 levels, at n from 1 to 200, and 90 % or more from n = 5
 *   on where only the two ends are used. In the shape of the airport survey it is 14 to 21 % wider than `t` at n = 20,
 *   3 to 5 % at n = 100. Its centre lies nearer to the middle of the scale than the mean, which it holds at levels from
 *   0.9 up; below, the mean of unanimous answers can lie outside (caveat `estimate-outside-interval`).
 * - `t`: $$\bar x \pm t_{n-1}\, s / \sqrt n$$ for comparison with other software. Much too short where nearly all
 *   answers are equal: at n = 20 it covers 87 % where four in five are at one end, 64 % where 19 in 20 are. None for a
 *   single answer, nor where all are equal.
 *
 * Weighted, both take the linearised error; the two answers are added to Kish's number, (sum w)^2 / sum w^2.
 */
export type RatingMeanMethod = "adjusted-t" | "t";

/** The interval of a mean rating: by method `t`, a single answer and answers that are all equal have none. */
export type RatingMeanInterval<M extends RatingMeanMethod = RatingMeanMethod> = M extends "t"
  ? ConfidenceInterval | null
  : ConfidenceInterval;

/** A mean rating with its interval, made by method `M`. */
export interface RatingMeanResult<M extends RatingMeanMethod = RatingMeanMethod>
  extends Estimate<"rating", RatingMeanInterval<M>> {
  readonly scale: Scale;
  readonly kind: "rating-mean";
}

/** Mean rating of a tally, and the standard deviation of its answers. */
export interface RatingMean<M extends RatingMeanMethod = RatingMeanMethod> {
  readonly mean: RatingMeanResult<M>;
  readonly standardDeviation: number | null;
}

export function checkMeanMethod(fn: string, path: string, method: unknown): void {
  checkOneOf(fn, path, method, ["adjusted-t", "t"]);
}

/**
 * Mean rating with its interval; refuses a tally of nobody.
 *
 * @remarks With weights, the deviation is that of R's `survey::svyvar` and the error is linearised; `t` has n - 1
 * degrees of freedom, as `survey::degf` counts them, and `adjusted-t` looks at Kish's number of answers.
 */
export function ratingMean<M extends RatingMeanMethod>(
  fn: string,
  path: string,
  tally: Tally,
  level: number,
  method: M,
): RatingMean<M> {
  const { n, nMissing, scale, counts, weights } = tally;
  if (n === 0) refuse("insufficient-data", fn, path, "must hold at least one answer, received none");
  // counted from the lowest level, so that where the scale lies costs no digit of the squares
  const slot = (rating: number) => rating - scale.min;
  // one level only: rounding in the mean must not look like spread
  const mean = counts.includes(n) ? counts.indexOf(n) : meanScore(tally, slot);
  const powers = (power: number) => sumLevels(tally, weights ?? counts, (rating) => (slot(rating) - mean) ** power);
  const squares = powers(2);
  // a single answer has neither deviation nor error
  const variance = n > 1 ? (squares / totalWeight(tally)) * (n / (n - 1)) : null;
  const ofMean = variance && (weights === null ? variance / n : linearisedVariance(tally, slot, mean));
  const answers = weights === null || method === "t" ? n : kishN(tally);
  const uncut = slotMeanInterval(mean, ofMean ?? 0, answers, levelsOf(scale), level, method);
  const interval = uncut && cut(uncut, 0, slot(scale.max));
  const skewness = (powers(3) / squares) * Math.sqrt(totalWeight(tally) / squares);
  return {
    mean: {
      kind: "rating-mean",
      unit: "rating",
      scale,
      estimate: scale.min + mean,
      standardError: ofMean === null ? null : Math.sqrt(ofMean),
      interval: (interval && {
        ...interval,
        lower: scale.min + interval.lower,
        upper: scale.min + interval.upper,
      }) as RatingMeanInterval<M>,
      n,
      nMissing,
      caveats: caveatsWhere({
        "single-answer": n === 1,
        "all-answers-equal": variance === 0,
        "skewed-answers": method === "t" && isSkewed(skewness, weights === null ? n : kishN(tally)),
        "estimate-outside-interval": interval !== null && liesOutside(mean, interval),
        "interval-beyond-scale": uncut !== null && reachesBeyond(uncut, 0, slot(scale.max)),
      }),
    },
    standardDeviation: variance === null ? null : Math.sqrt(variance),
  };
}

/** How many answers `adjusted-t` adds, in equal parts at every level of the scale. */
const ADDED = 2;

/**
 * Interval of a mean of answers 0, 1, ..., levels - 1, not yet cut at the ends of the scale.
 *
 * @param variance - Of the mean; 0 where it is not known.
 * @param n - Number of answers; may be an effective one.
 */
export function slotMeanInterval(
  mean: number,
  variance: number,
  n: number,
  levels: number,
  level: number,
  method: RatingMeanMethod,
): ConfidenceInterval | null {
  if (method === "t") return variance > 0 ? tInterval(mean, Math.sqrt(variance), n - 1, level) : null;
  const total = n + ADDED;
  const middle = (levels - 1) / 2;
  const offset = mean - middle;
  // squares about the common mean: among the answers, among those added, and between the two
  const squares = variance * n * (n - 1) + (ADDED * (levels ** 2 - 1)) / 12 + ((n * ADDED) / total) * offset ** 2;
  const error = Math.sqrt(squares / total / (total - 1));
  return tInterval(middle + (n / total) * offset, error, total - 1, level, method);
}
