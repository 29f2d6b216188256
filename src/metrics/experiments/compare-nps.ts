import { caveatsWhere } from "../../core/caveats";
import { checkConfidenceLevel, checkObject, refuse } from "../../core/checks";
import type { TestResult } from "../../core/estimate";
import { normalTwoSided } from "../../numerics/normal";
import { cut, liesOutside, normalInterval } from "../../statistics/estimates/interval";
import {
  adjustedScore,
  checkRecommendScale,
  groupAnswers,
  RECOMMEND_SCALE,
} from "../../statistics/estimates/trinomial";
import { soundTally } from "../../statistics/summaries/sound-tally";
import { type Tally, tallyOf } from "../../statistics/summaries/tally";
import { type NpsResult, npsFromTally } from "../promoters/nps";
import { type Comparison, newComparison, type RatingsArm } from "./comparison";

/** Options of {@link compareNps}. */
export interface CompareNpsOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
}

/** Two Net Promoter Scores compared. */
export type NpsComparison = Comparison<"nps-comparison", NpsResult, "points">;

/**
 * The difference of two Net Promoter Scores, with an interval and the test that belongs to it.
 *
 * @remarks In each arm 3/4 of a promoter, 3/2 passives and 3/4 of a detractor are added; interval and test are the
 * normal ones of the two adjusted scores, $$\tilde d \pm z \sqrt{\tilde s_1^2 + \tilde s_0^2}$$ while
 * `difference.estimate` is the plain difference of the two scores, which can lie beyond the interval's end where an arm
 * is small and of one mind (caveat `estimate-outside-interval`). That each arm gets the full additions is this
 * library's extension of Rocks's one-sample interval: the test rejects too seldom for small arms and where nearly all
 * fall into one group. The arms must be different customers: not a segment and the whole that contains it, nor two
 * answers of the same customers. O(n) time for answers, O(1) for tallies.
 *
 * @param control - The arm that is subtracted: answers 0-10, or their tally; at least one answer.
 * @param treatment - The arm that it is subtracted from.
 * @param options - See {@link CompareNpsOptions}.
 * @returns Both scores and their difference in points, [-200, 200], treatment minus control.
 * @throws A {@link StatsError}: `invalid-input` on a rating outside 0-10 or a tally on another scale;
 * `insufficient-data` when an arm has no answer.
 * @see Rocks (2016), Interval Estimation for the "Net Promoter Score", The American Statistician 70(4), 365-372,
 * doi:10.1080/00031305.2016.1198124 (not read)
 *
 * @example
 * ```ts
 * const result = compareNps([10, 9, 8, 6, 3, 7], [10, 10, 9, 9, 8, 7]);
 * result.difference.estimate; //~> 66.67
 * result.difference.interval?.method; //=> "adjusted-wald"
 * ```
 */
export function compareNps(control: RatingsArm, treatment: RatingsArm, options: CompareNpsOptions = {}): NpsComparison {
  const fn = "compareNps";
  checkObject(fn, "options", options);
  const { confidenceLevel = 0.95 } = options;
  checkConfidenceLevel(fn, confidenceLevel);
  const tallies = { control: tallyOfArm(fn, "control", control), treatment: tallyOfArm(fn, "treatment", treatment) };
  const arms = {
    control: npsFromTally(tallies.control, { confidenceLevel }),
    treatment: npsFromTally(tallies.treatment, { confidenceLevel }),
  };
  const adjusted = {
    control: adjustedScore(groupAnswers(tallies.control).trinomial),
    treatment: adjustedScore(groupAnswers(tallies.treatment).trinomial),
  };
  const centre = adjusted.treatment.estimate - adjusted.control.estimate;
  const error = Math.hypot(adjusted.treatment.standardError, adjusted.control.standardError);
  const statistic = centre / error + 0;
  const test: TestResult = {
    statistic,
    degreesOfFreedom: [],
    pValue: normalTwoSided(statistic),
    alternative: "two-sided",
    method: "adjusted-wald",
  };
  const estimate = arms.treatment.estimate - arms.control.estimate + 0;
  const interval = cut(normalInterval(centre, error, confidenceLevel, "adjusted-wald"), -200, 200);
  return newComparison(
    "nps-comparison",
    arms,
    {
      unit: "points",
      scale: RECOMMEND_SCALE,
      estimate,
      standardError: Math.hypot(arms.treatment.standardError!, arms.control.standardError!),
      interval,
    },
    test,
    "adjusted-wald",
    caveatsWhere({ "estimate-outside-interval": liesOutside(estimate, interval) }),
  );
}

function tallyOfArm(fn: string, name: string, arm: RatingsArm): Tally {
  checkObject(fn, name, arm);
  const summary = "kind" in arm ? soundTally(fn, name, arm) : tallyOf(fn, arm, RECOMMEND_SCALE, undefined, name);
  checkRecommendScale(fn, `${name}.scale`, summary.scale);
  if (summary.n === 0) refuse("insufficient-data", fn, name, "must hold at least one answer, received none");
  return summary;
}
