import { checkConfidenceLevel, checkNoOthers, checkObject } from "../../core/checks";
import { groupAnswers } from "../../statistics/estimates/trinomial";
import { signedScoreInterval } from "../../statistics/estimates/trinomial-score";
import type { Tally } from "../../statistics/summaries/tally";
import { type NpsCounts, type NpsResult, npsResult, tallyOfEither } from "./nps";

/** Options of {@link npsScoreInterval}. */
export interface NpsScoreIntervalOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
}

/**
 * Net Promoter Score with the interval of the scores that a score test does not reject.
 *
 * @remarks The interval holds every delta with $$\frac{|\hat p - \hat d - \delta|}{\sqrt{(\tilde p + \tilde d -
 * \delta^2) / n}} \le z$$ where the variance is that under the most likely shares of promoters and detractors whose
 * difference is delta: for shares what Wilson's interval is for one. It always holds the estimate and lies within -100
 * and 100 without being cut; where all answers are of one kind, one end is the estimate and the other is not. Weighted:
 * effective n, as in {@link nps}. O(1).
 *
 * @param counts - The sizes of the three groups, or a tally on the scale 0-10; at least one answer.
 * @param options - See {@link NpsScoreIntervalOptions}.
 * @returns Score in points, [-100, 100], as {@link nps} gives it but for the interval, whose method is `score`.
 * @throws A {@link StatsError}: `invalid-input` on a negative or fractional count, another scale or an unsound tally;
 * `insufficient-data` without an answer.
 * @see Tango (1998), Statistics in Medicine 17(8), 891-908 (not read), for the same test of paired proportions
 *
 * @example
 * ```ts
 * const counts = { promoters: 10, passives: 0, detractors: 0 };
 * npsScoreInterval(counts).interval; //~> { lower: 44.49, upper: 100, level: 0.95, method: "score" }
 * npsFromCounts(counts).interval.lower; //~> 47.5
 * ```
 */
export function npsScoreInterval(counts: Tally | NpsCounts, options: NpsScoreIntervalOptions = {}): NpsResult {
  const fn = "npsScoreInterval";
  checkObject(fn, "options", options);
  const { confidenceLevel: level = 0.95, ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, level);
  const summary = tallyOfEither(fn, counts);
  const answers = groupAnswers(fn, "counts", summary);
  const { promoters, detractors, n } = answers.trinomial;
  const { lower, upper } = signedScoreInterval({ successes: promoters, failures: detractors, n }, level);
  const { estimate } = answers.score;
  // the weighted score is summed in another order than its effective counts, and may round to the other side of an end
  const interval = { lower: Math.min(100 * lower, estimate), upper: Math.max(100 * upper, estimate) };
  return npsResult(summary, answers, { ...interval, level, method: "score" });
}
