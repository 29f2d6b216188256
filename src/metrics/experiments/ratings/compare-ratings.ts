import { caveatsAt, caveatsWhere } from "../../../core/caveats";
import { checkConfidenceLevel, checkInteger, checkNoOthers, checkObject, checkOneOf } from "../../../core/checks";
import type { ConfidenceInterval, TestResult } from "../../../core/estimate";
import type { Scale } from "../../../core/scale";
import { cut, tInterval } from "../../../statistics/estimates/interval";
import { type RatingMeanResult, ratingMean } from "../../../statistics/estimates/rating-mean";
import { placementsTest } from "../../../statistics/hypothesis-tests/brunner-munzel";
import { armLevels, type LevelTable } from "../../../statistics/hypothesis-tests/level-table";
import { type Placements, placements, shareOf } from "../../../statistics/hypothesis-tests/placements";
import {
  type SuperiorityResult,
  superiorityResult,
} from "../../../statistics/hypothesis-tests/probability-of-superiority";
import { rankSumTest } from "../../../statistics/hypothesis-tests/rank-sum";
import {
  wilsonBrunnerMunzelInterval,
  wilsonBrunnerMunzelTest,
} from "../../../statistics/hypothesis-tests/wilson-brunner-munzel";
import type { RatingsArm } from "../../../statistics/summaries/arms";
import { conventionalTop } from "../../satisfaction/conventional-top";
import { type Comparison, type ComparisonOptions, newComparison } from "../comparison/comparison";
import { marginSettings } from "../comparison/margin";
import { armTallies } from "./arm-tallies";
import { hardlyVaries } from "./hardly-varies";
import { meanDifference } from "./mean-difference";
import { type TopBoxComparison, topBoxComparison } from "./top-box";

/**
 * Tests of ratings that only look at which answers are higher.
 *
 * - `brunner-munzel`: that of `brunnerMunzel`, with the interval that belongs to it,
 *   $$\hat p \pm t_\nu \sqrt{s_t^2 / n_t + s_c^2 / n_c}$$ cut at 0 and 1. Where no placement varies, since the arms are
 *   separated or all answers equal, it is `wilson-brunner-munzel`.
 * - `wilson-brunner-munzel`: the interval of `probabilityOfSuperiority`, and the test that rejects 1/2 exactly where
 *   that excludes it.
 * - `mann-whitney`: that of `mannWhitney`, corrected for ties and continuity, which tests that the arms are alike; it
 *   belongs to no interval.
 * - `exact`: the same by all ways to deal the answers to the arms, ties included; for arms as `mannWhitney` has them.
 */
export type CompareRatingsMethod = "brunner-munzel" | "wilson-brunner-munzel" | "mann-whitney" | "exact";

/** Options of {@link compareRatings}. */
export interface CompareRatingsOptions extends ComparisonOptions {
  /** The scale of the answers. @defaultValue that of an arm which is a tally, else `{ min: 1, max: 5 }` */
  readonly scale?: Scale | undefined;
  /**
   * The lowest rating that counts as satisfied.
   *
   * @defaultValue as `csat` has it; on the scales for which it has none, there is no `topBox`
   */
  readonly satisfiedFrom?: number | undefined;
  /** @defaultValue `"brunner-munzel"` */
  readonly method?: CompareRatingsMethod | undefined;
}

/** Ratings of two arms compared: their means, which is higher, and how many are satisfied. */
export interface RatingComparison
  extends Comparison<
    "rating-comparison",
    RatingMeanResult<"adjusted-t">,
    "rating",
    null,
    SuperiorityResult<ConfidenceInterval | null>
  > {
  /** Of the answers from `satisfiedFrom` up; `null` on a scale without a convention where it is not given. */
  readonly topBox: TopBoxComparison | null;
}

/** A test, and the interval of the probability of superiority that belongs to it. */
interface Procedure {
  readonly test: TestResult;
  readonly interval: ConfidenceInterval | null;
  readonly method: CompareRatingsMethod;
}

/**
 * Compares the ratings of two arms: means, probability of superiority with its test, and shares satisfied.
 *
 * @remarks `test` is of $$p = P(T > C) + \tfrac12 P(T = C) = \tfrac12$$ and belongs to `effectSize`, the estimate of p;
 * the steps between ratings need not be alike for it. `difference` is that of the means, with the interval of Welch's t
 * as `compareMeans` has it, cut where no difference can be, and a margin is judged by it. The two can disagree: ratings
 * may be higher more often and yet lower on average. A ratio of ratings means nothing, so it is `null`. `topBox`
 * compares the shares satisfied by `compareProportions`. Where all answers are equal, the two Brunner-Munzel methods
 * give p = 1, as their interval holds 1/2, and `mann-whitney` gives `null`. The arms must be different customers: not a
 * segment and the whole that contains it, nor two answers of the same customers. O(n) time for answers, O(levels) for
 * tallies; `exact` as `mannWhitney` has it.
 *
 * `brunner-munzel` needs about ten answers an arm (caveat `few-answers` below) and rejects too often where an arm
 * hardly varies: at 5 %, of the same shape in both arms, 21 % of the time with 20 against 5 ratings of which 80 % are
 * at one level, 27 % with 100 against 20 of which 95 % are (see the calibration page). The caveat `skewed-answers` at
 * `effectSize` is there where an arm has fewer than five answers other than its most frequent one and the other arm has
 * more than twice as many such; `method: "wilson-brunner-munzel"` is the sound choice then. It rejects 7 % of the time
 * at most with up to 100 answers in the larger arm; with 1,000 against 20, of which 90 % are at one level, it rejects
 * 13 %, and `mann-whitney` 3 %.
 *
 * @param control - The arm that is subtracted: ratings, integers on the scale, or their unweighted tally; at least two
 * answers.
 * @param treatment - The arm that it is subtracted from, on the same scale.
 * @param options - See {@link CompareRatingsOptions}.
 * @returns Both mean ratings and their difference in rating points, treatment minus control; p in [0, 1].
 * @throws A {@link StatsError}: `invalid-input` on a rating off the scale, tallies with weights or of other scales, a
 * margin wider than the scale, or `exact` for arms that are too large to count; `insufficient-data` when an arm has
 * fewer than two answers.
 * @see Brunner and Munzel (2000), Biometrical Journal 42(1), 17-25 (not read)
 *
 * @example
 * ```ts
 * const control = [4, 3, 5, 2, 4, 3, 3, 5, 4, 2, 1, 4];
 * const result = compareRatings(control, [5, 4, 5, 4, 3, 5, 4, 5, 2, 5, 4], { margin: 0.5 });
 * result.difference.estimate; //~> 0.85
 * result.effectSize.estimate; //~> 0.71
 * result.effectSize.interval; //~> { lower: 0.485, upper: 0.931, level: 0.95, method: "brunner-munzel-t" }
 * result.test.pValue; //~> 0.065
 * result.topBox?.difference.estimate; //~> 0.32
 * result.margin?.statement; //=> "non-inferior"
 * ```
 */
export function compareRatings(
  control: RatingsArm,
  treatment: RatingsArm,
  options: CompareRatingsOptions = {},
): RatingComparison {
  const fn = "compareRatings";
  checkObject(fn, "options", options);
  const { scale, satisfiedFrom, confidenceLevel: level = 0.95, method: asked = "brunner-munzel", ...rest } = options;
  const { margin, direction, ...others } = rest;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, level);
  checkOneOf(fn, "method", asked, Object.keys(PROCEDURES));
  const tallies = armTallies(fn, { control, treatment }, scale);
  const table = armLevels(fn, tallies.control, tallies.treatment, 2);
  const { min, max } = tallies.control.scale;
  if (satisfiedFrom !== undefined) checkInteger(fn, "satisfiedFrom", satisfiedFrom, min + 1, max);
  const judged = marginSettings(fn, { margin, direction }, max - min);
  const from = satisfiedFrom ?? conventionalTop(tallies.control.scale);
  const topBox = from === null ? null : topBoxComparison(tallies, from, level);
  const observed = placements(table.counts[0]!, table.counts[1]!);
  const { test, interval, method } = PROCEDURES[asked](fn, table, observed, level);
  const means = meanDifference(fn, tallies, level, judged);
  const superiority = superiorityResult(table, observed, interval);
  const skewed = caveatsWhere({ "skewed-answers": method === "brunner-munzel" && hardlyVaries(table) });
  const comparison = newComparison({
    kind: "rating-comparison",
    control: ratingMean(fn, "control", tallies.control, level, "adjusted-t").mean,
    treatment: ratingMean(fn, "treatment", tallies.treatment, level, "adjusted-t").mean,
    difference: means.difference,
    ratio: null,
    test,
    effectSize: { ...superiority, caveats: [...skewed, ...superiority.caveats] },
    tested: "effectSize",
    margin: means.margin,
    method,
  });
  // what concerns the test, and what concerns the means beside it
  const own = caveatsWhere({
    "all-answers-equal": table.totals.length === 1,
    "few-answers": method === "brunner-munzel" && table.sizes.some(({ n }) => n < 10),
    "test-without-interval": interval === null,
  });
  return {
    ...comparison,
    difference: { ...comparison.difference, caveats: [...means.caveats, ...comparison.difference.caveats] },
    topBox,
    caveats: [
      ...own,
      ...caveatsAt("difference", means.caveats),
      ...comparison.caveats,
      ...caveatsAt("topBox", topBox?.difference.caveats ?? []),
    ],
  };
}

const PROCEDURES: Record<
  CompareRatingsMethod,
  (fn: string, table: LevelTable, observed: Placements, level: number) => Procedure
> = {
  "brunner-munzel": brunnerMunzel,
  "wilson-brunner-munzel": wilsonBrunnerMunzel,
  "mann-whitney": (fn, table) => rankSum(fn, table, "mann-whitney"),
  exact: (fn, table) => rankSum(fn, table, "exact"),
};

function brunnerMunzel(fn: string, table: LevelTable, observed: Placements, level: number): Procedure {
  const { standardError, degreesOfFreedom } = observed;
  if (standardError === 0) return wilsonBrunnerMunzel(fn, table, observed, level);
  const interval = tInterval(shareOf(observed), standardError, degreesOfFreedom, level, "brunner-munzel-t");
  return { test: placementsTest(observed, "two-sided"), interval: cut(interval, 0, 1), method: "brunner-munzel" };
}

function wilsonBrunnerMunzel(_: string, table: LevelTable, observed: Placements, level: number): Procedure {
  return {
    test: wilsonBrunnerMunzelTest(table, observed),
    interval: wilsonBrunnerMunzelInterval(table, observed, level),
    method: "wilson-brunner-munzel",
  };
}

function rankSum(fn: string, table: LevelTable, method: "mann-whitney" | "exact"): Procedure {
  const others = '"brunner-munzel", "wilson-brunner-munzel" or "mann-whitney"';
  const test = rankSumTest(fn, table, method === "exact" ? "exact" : "normal-cc", "two-sided", others);
  return { test, interval: null, method };
}
