import type { Ratings } from "../../core/answers";
import { caveatsWhere } from "../../core/caveats";
import { checkConfidenceLevel, checkCount, checkNoOthers, checkObject, checkOneOf, reject } from "../../core/checks";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import type { Scale } from "../../core/scale";
import { cut, liesOutside, normalInterval, reachesBeyond } from "../../statistics/estimates/interval";
import {
  adjustedScore,
  checkRecommendScale,
  type GroupedAnswers,
  groupAnswers,
  type NpsGroup,
  RECOMMEND_SCALE,
} from "../../statistics/estimates/trinomial";
import { soundTally } from "../../statistics/summaries/sound-tally";
import { type Tally, tallyOf } from "../../statistics/summaries/tally";
import { tallyOfPairs } from "../../statistics/summaries/tally-from-counts";

/** Closed-form intervals of the score. */
export type NpsMethod = "adjusted-wald" | "wald";

/** Options of {@link npsFromTally} and {@link npsFromCounts}. */
export interface NpsFromTallyOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** @defaultValue `"adjusted-wald"` */
  readonly method?: NpsMethod | undefined;
}

/** Options of {@link nps}. */
export interface NpsOptions extends NpsFromTallyOptions {
  /** Survey weights, 0 or in [1e-100, 1e100], one an answer. @defaultValue every answer counts the same */
  readonly weights?: ArrayLike<number> | undefined;
}

/** Net Promoter Score in points, with the groups that it nets. */
export interface NpsResult extends Estimate<"points", ConfidenceInterval> {
  readonly kind: "nps";
  readonly scale: Scale;
  /** Answers of 9 and 10. */
  readonly promoters: NpsGroup;
  /** Answers of 7 and 8. */
  readonly passives: NpsGroup;
  /** Answers of 0 to 6. */
  readonly detractors: NpsGroup;
}

/** How many answers fall into each group. */
export interface NpsCounts {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
  /** Customers asked who did not answer. @defaultValue 0 */
  readonly nMissing?: number | undefined;
}

/**
 * Net Promoter Score with a confidence interval.
 *
 * @remarks Share of promoters (9-10) minus share of detractors (0-6), times 100: $$\mathrm{NPS} = 100\,(p - d)$$
 * Standard error $$100 \sqrt{(p + d - (p - d)^2) / n}$$ Interval `adjusted-wald`: the normal interval after adding 3/4
 * of a promoter, 3/2 passives and 3/4 of a detractor, whose centre lies nearer to 0 than the score, so that the score
 * can lie outside (caveat `estimate-outside-interval`): at level 0.95 a single answer, at 0.9 up to four unanimous
 * ones, below about 0.84 any number of them; `wald`: without the additions, too short for few answers. Both are cut at
 * -100 and 100. Weighted: linearised error, effective n in the interval. O(n) time, O(1) memory.
 *
 * @param ratings - Answers to "how likely are you to recommend us", integers in [0, 10]; length n >= 1; `null`,
 * `undefined` and holes are no answer.
 * @param options - See {@link NpsOptions}.
 * @returns Score in points, [-100, 100].
 * @throws A {@link StatsError}: `invalid-input` on a rating outside 0-10; `insufficient-data` without an answer.
 * @see Rocks (2016), Interval Estimation for the "Net Promoter Score", The American Statistician 70(4), 365-372,
 * doi:10.1080/00031305.2016.1198124 (not read)
 *
 * @example
 * ```ts
 * const result = nps([10, 9, 7, 3]);
 * result.estimate; //=> 25
 * result.interval; //~> { lower: -44.16, upper: 72.73, level: 0.95, method: "adjusted-wald" }
 * result.promoters; //=> { count: 2, share: 0.5 }
 * nps([10, 11]); //=> throws StatsError
 * ```
 */
export function nps(ratings: Ratings, options: NpsOptions = {}): NpsResult {
  checkObject("nps", "options", options);
  const { weights, ...ofTally } = options;
  return npsOf("nps", "ratings", tallyOf("nps", ratings, RECOMMEND_SCALE, weights), ofTally);
}

/**
 * {@link nps} from a tally.
 *
 * @param summary - A tally on the scale 0-10, of at least one answer.
 * @param options - See {@link NpsFromTallyOptions}.
 * @returns The same as {@link nps} gives for the answers themselves.
 * @throws A {@link StatsError}: `invalid-input` on another scale or an unsound tally; `insufficient-data` without an
 * answer.
 *
 * @example
 * ```ts
 * npsFromTally(tallyFromCounts({ 10: 6, 8: 2, 4: 2 }, { scale: { min: 0, max: 10 } })).estimate; //=> 40
 * ```
 */
export function npsFromTally(summary: Tally, options: NpsFromTallyOptions = {}): NpsResult {
  const fn = "npsFromTally";
  return npsOf(fn, "summary", soundRecommendTally(fn, "summary", summary), options);
}

/**
 * {@link nps} from the sizes of the three groups.
 *
 * @param counts - Integers >= 0, at least one answer in all.
 * @param options - See {@link NpsFromTallyOptions}.
 * @returns The same as {@link nps} gives for the answers themselves.
 * @throws A {@link StatsError}: `invalid-input` on a negative or fractional count; `insufficient-data` without an
 * answer.
 *
 * @example
 * ```ts
 * npsFromCounts({ promoters: 6, passives: 2, detractors: 2 }).estimate; //=> 40
 * ```
 */
export function npsFromCounts(counts: NpsCounts, options: NpsFromTallyOptions = {}): NpsResult {
  return npsOf("npsFromCounts", "counts", tallyOfCounts("npsFromCounts", counts), options);
}

function npsOf(fn: string, path: string, summary: Tally, options: NpsFromTallyOptions): NpsResult {
  checkObject(fn, "options", options);
  const { confidenceLevel = 0.95, method = "adjusted-wald", ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, confidenceLevel);
  checkOneOf(fn, "method", method, ["adjusted-wald", "wald"]);
  const answers = groupAnswers(fn, path, summary);
  const centre = method === "wald" ? answers.score : adjustedScore(answers.trinomial);
  const interval = normalInterval(centre.estimate, centre.standardError, confidenceLevel, method);
  return npsResult(summary, answers, interval);
}

/** The score of a tally, its answers in their groups, with an interval that a method of its own has made. */
export function npsResult(summary: Tally, answers: GroupedAnswers, interval: ConfidenceInterval): NpsResult {
  const { scale, n, nMissing } = summary;
  const { groups, score } = answers;
  return {
    kind: "nps",
    unit: "points",
    scale,
    ...score,
    interval: cut(interval, -100, 100),
    n,
    nMissing,
    ...groups,
    caveats: caveatsWhere({
      "single-answer": n === 1,
      "all-or-none": n > 1 && score.standardError === 0,
      "estimate-outside-interval": liesOutside(score.estimate, interval),
      "interval-beyond-scale": reachesBeyond(interval, -100, 100),
    }),
  };
}

/** A sound copy of a tally on the scale 0-10; refuses what is none. */
export function soundRecommendTally(fn: string, path: string, value: Tally): Tally {
  const sound = soundTally(fn, path, value);
  checkRecommendScale(fn, `${path}.scale`, sound.scale);
  return sound;
}

/** A tally in which each group of answers is one level. */
function tallyOfCounts(fn: string, counts: NpsCounts): Tally {
  checkObject(fn, "counts", counts);
  const { promoters, passives, detractors, nMissing = 0 } = counts;
  const groups = [
    ["promoters", 10, promoters],
    ["passives", 8, passives],
    ["detractors", 6, detractors],
    ["nMissing", null, nMissing],
  ] as const;
  for (const [name, , count] of groups) checkCount(fn, `counts.${name}`, count);
  const pairs = groups.map(([, rating, count]) => [rating, count] as const);
  return tallyOfPairs(fn, "counts", pairs, RECOMMEND_SCALE, (i) => `counts.${groups[i]![0]}`);
}

/** The tally of an argument `counts` that may be one already. */
export function tallyOfEither(fn: string, counts: Tally | NpsCounts): Tally {
  if (typeof counts !== "object" || counts === null || !("kind" in counts || "promoters" in counts)) {
    reject(fn, "counts", "be a tally or { promoters, passives, detractors }", counts);
  }
  return "kind" in counts ? soundRecommendTally(fn, "counts", counts) : tallyOfCounts(fn, counts);
}
