import { caveatsAt } from "../../../core/caveats";
import { checkConfidenceLevel, checkNoOthers, checkObject, checkOneOf } from "../../../core/checks";
import type { ProportionResult } from "../../../statistics/estimates/proportion";
import { type Comparison, type ComparisonOptions, newComparison } from "../comparison/comparison";
import type { CohensH } from "../comparison/effect-size";
import { marginResult, marginSettings } from "../comparison/margin";
import type { ArmOddsRatio, ArmRatio } from "../comparison/ratio-of-arms";
import { cohensH } from "./cohens-h";
import { type NumberNeeded, numberNeeded } from "./number-needed";
import { oddsRatio } from "./odds-ratio";
import { checkArm, type ProportionArm } from "./proportion-arm";
import { type CompareProportionsMethod, shareDifference, wilsonOf } from "./share-difference";
import { shareRatio } from "./share-ratio";

/** Options of {@link compareProportions}; a margin is a difference of shares, 0.02 being two percentage points. */
export interface CompareProportionsOptions extends ComparisonOptions {
  /** @defaultValue `"miettinen-nurminen"` */
  readonly method?: CompareProportionsMethod | undefined;
}

/** Two shares compared. */
export interface ProportionComparison
  extends Comparison<"proportion-comparison", ProportionResult, "share", ArmRatio, CohensH> {
  readonly oddsRatio: ArmOddsRatio;
  readonly numberNeededToTreat: NumberNeeded;
}

/**
 * Two independent proportions compared: their difference, ratio, odds ratio, number needed to treat and Cohen's h, with
 * intervals, and the test of no difference.
 *
 * @remarks `miettinen-nurminen`: the differences, ratios and odds ratios that their score tests do not reject; at no
 * difference the three tests are one, which gives the p-value, so that all three intervals exclude no difference
 * exactly when p is below 1 - level. Close to its level for arms of like size; where one is ten times the other and the
 * share is near 0 or 1, a 5 % test may reject 8.3 % of the time, and a 1 % test 3.8 % (see the calibration page).
 * `newcombe`: from the two Wilson intervals, the difference and the ratio by MOVER, the odds ratio by square-and-add of
 * the log odds (where one of them is infinite, from the far ends of both intervals); the p-value is 1 minus the level
 * at which the interval of the difference meets 0, that of the ratio 1. `wald`, for comparison with other software:
 * $$\hat p_1 - \hat p_0 \pm z \sqrt{\hat p_1 \hat q_1 / n_1 + \hat p_0 \hat q_0 / n_0}$$ and the same on the log
 * scale for the ratio (Katz) and the odds ratio (Woolf), which have no interval where a count that they divide by is 0;
 * too short for small n and for shares near 0 or 1.
 *
 * Where no answer, or every answer, in both arms is a success, p = 1. Where control has no success, there is no ratio
 * and no odds ratio, nor an odds ratio where treatment has no failure; the first two methods bound them below. Cohen's
 * h is $2 \arcsin \sqrt{\hat p_1} - 2 \arcsin \sqrt{\hat p_0}$; its interval is square-and-add of the two Wilson
 * intervals on that scale, and $h \pm z \sqrt{1 / n_1 + 1 / n_0}$ with `wald`. A margin is judged by the interval of
 * the difference. Two CSATs are compared by `{ successes: a.satisfied, trials: a.n }` of each. The arms must be
 * different customers: not a segment and the whole that contains it, nor two answers of the same customers. O(1).
 *
 * @param control - The arm that is subtracted: integers, `trials` >= 1.
 * @param treatment - The arm that it is subtracted from.
 * @param options - See {@link CompareProportionsOptions}.
 * @returns Both shares and their difference in [-1, 1], treatment minus control.
 * @throws A {@link StatsError}: `invalid-input` when a count is not a whole number >= 0 or exceeds the trials, or the
 * margin is not in (0, 1]; `insufficient-data` when an arm has no trials.
 * @see Miettinen and Nurminen (1985), Statistics in Medicine 4(2), 213-226, doi:10.1002/sim.4780040211 (not read);
 * Newcombe (1998), Statistics in Medicine 17(8), 873-890 (not read);
 * Donner and Zou (2012), Statistical Methods in Medical Research 21(4), 347-359, doi:10.1177/0962280210383082 (not
 * read); Altman (1998), BMJ 317(7168), 1309-1312, doi:10.1136/bmj.317.7168.1309 (not read);
 * Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., ch. 6 (not read)
 *
 * @example
 * ```ts
 * const result = compareProportions({ successes: 48, trials: 80 }, { successes: 56, trials: 70 });
 * result.difference.estimate; //~> 0.2
 * result.difference.interval; //~> { lower: 0.0528, upper: 0.3382, level: 0.95, method: "miettinen-nurminen" }
 * result.test.pValue; //~> 0.0083
 * result.ratio.interval; //~> { lower: 1.079, upper: 1.6721, level: 0.95, method: "miettinen-nurminen" }
 * result.numberNeededToTreat.toBenefit; //~> { lower: 2.957, upper: 18.929 }
 * ```
 */
export function compareProportions(
  control: ProportionArm,
  treatment: ProportionArm,
  options: CompareProportionsOptions = {},
): ProportionComparison {
  const fn = "compareProportions";
  checkObject(fn, "options", options);
  const { confidenceLevel: level = 0.95, method = "miettinen-nurminen", margin, direction, ...others } = options;
  checkNoOthers(fn, others);
  checkArm(fn, "control", control);
  checkArm(fn, "treatment", treatment);
  checkOneOf(fn, "method", method, ["miettinen-nurminen", "newcombe", "wald"]);
  checkConfidenceLevel(fn, level);
  const settings = marginSettings(fn, { margin, direction }, 1);
  const arms = { control: wilsonOf(control, level), treatment: wilsonOf(treatment, level) };
  const { test, against, ...difference } = shareDifference(control, treatment, level, method);
  const comparison = newComparison({
    kind: "proportion-comparison",
    ...arms,
    difference: { unit: "share", scale: null, ...difference },
    ratio: shareRatio(arms.control, arms.treatment, level, method),
    test,
    effectSize: cohensH(arms.control, arms.treatment, difference.estimate, level, method),
    margin: settings && marginResult(settings, difference.interval, against),
    method,
  });
  const odds = oddsRatio(arms.control, arms.treatment, level, method);
  return {
    ...comparison,
    oddsRatio: odds,
    numberNeededToTreat: numberNeeded(difference.estimate, difference.interval, direction ?? "higher-is-better"),
    caveats: [...comparison.caveats, ...caveatsAt("oddsRatio", odds.caveats)],
  };
}
