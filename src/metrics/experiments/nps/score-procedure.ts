import type { Alternative, Ends, TestResult } from "../../../core/estimate";
import { normalInterval } from "../../../statistics/estimates/interval";
import type { Score } from "../../../statistics/estimates/trinomial";
import type { Tally } from "../../../statistics/summaries/tally";
import { type NpsResult, npsFromTally } from "../../promoters/nps";
import { npsScoreInterval } from "../../promoters/nps-score-interval";
import { normalTest } from "../comparison/normal-test";

/** How interval and test of the difference of two scores are made. */
export type CompareNpsMethod = "adjusted-wald" | "score" | "wald";

/** Interval of a difference of scores in points, and the tests of hypothesised ones that belong to it. */
export interface ScoreProcedure {
  readonly interval: Ends;
  readonly against: (difference: number, alternative: Alternative) => TestResult;
}

/** The normal interval and test of a difference with its error. */
export function normalProcedure(
  { estimate, standardError }: Score,
  level: number,
  method: "adjusted-wald" | "wald",
): ScoreProcedure {
  return {
    interval: normalInterval(estimate, standardError, level, method),
    against: (difference, alternative) => normalTest(estimate - difference, standardError, alternative, method),
  };
}

/**
 * The differences that a score test does not reject, and that test.
 *
 * @param ends - Of the interval, where the best and the worst score are 1 and -1.
 * @param statisticAt - The statistic of a hypothesised difference in the same unit.
 */
export function scoreProcedure(estimate: number, ends: Ends, statisticAt: (delta: number) => number): ScoreProcedure {
  return {
    // in points the difference may round to the other side of an end
    interval: { lower: Math.min(100 * ends.lower, estimate), upper: Math.max(100 * ends.upper, estimate) },
    against: (difference, alternative) => normalTest(statisticAt(difference / 100), 1, alternative, "score"),
  };
}

/** An arm's score, with the interval that a method gives a single score. */
export function scoreOfArm(summary: Tally, confidenceLevel: number, method: CompareNpsMethod): NpsResult {
  return method === "score"
    ? npsScoreInterval(summary, { confidenceLevel })
    : npsFromTally(summary, { confidenceLevel, method });
}
