import { caveatsWhere } from "../../../core/caveats";
import { checkConfidenceLevel, checkNoOthers, checkObject } from "../../../core/checks";
import type { Alternative, TestResult } from "../../../core/estimate";
import type { ProportionResult } from "../../../statistics/estimates/proportion";
import {
  type Stratum,
  stratifiedDifferenceInterval,
  stratifiedDifferenceScore,
  stratifiedRatioInterval,
  stratumWeight,
  weightedExcess,
  weightedSuccesses,
} from "../../../statistics/estimates/stratified-score";
import { type Comparison, type ComparisonOptions, newComparison } from "../comparison/comparison";
import { marginResult, marginSettings } from "../comparison/margin";
import { normalTest } from "../comparison/normal-test";
import { type ArmOddsRatio, type ArmRatio, newArmRatio } from "../comparison/ratio-of-arms";
import { ratioInterval } from "./ratio-interval";
import { wilsonOf } from "./share-difference";
import { type StandardizedShare, standardizedShare } from "./standardized-share";
import { type ProportionStratum, soundStrata } from "./strata";
import { oneOddsRatioTest, stratifiedOddsRatio } from "./stratified-odds";

/** Options of {@link compareProportionsStratified}. */
export type CompareProportionsStratifiedOptions = ComparisonOptions;

/** A stratum of a comparison: what either arm has in it, and what it counts for. */
export interface StratumShares {
  readonly name: string;
  readonly control: ProportionResult;
  readonly treatment: ProportionResult;
  /** Its part of the weights, which add up to 1. */
  readonly weight: number;
}

/** Two shares compared within strata; `effectSize` is the odds ratio of Mantel and Haenszel. */
export interface StratifiedProportionComparison
  extends Comparison<"stratified-proportion-comparison", StandardizedShare, "share", ArmRatio, ArmOddsRatio> {
  /** Those with trials in both arms, in the order given. */
  readonly strata: readonly StratumShares[];
  /** Names of the strata in which an arm has no trials; they are left out. */
  readonly emptyStrata: readonly string[];
  /** The test of one odds ratio in all strata; its p-value is `null` where fewer than two strata tell of it. */
  readonly homogeneity: TestResult;
}

/**
 * The difference of two independent proportions within strata such as countries, with an interval and the test of
 * Cochran, Mantel and Haenszel.
 *
 * @remarks Where the arms have not the same share of each stratum, their shares as a whole differ for that alone
 * (Simpson's paradox). Here only customers of the same stratum are compared: $$\tilde d = \frac{\sum w_i (\hat p_{1i} -
 * \hat p_{0i})}{\sum w_i}, \qquad w_i = \frac{n_{1i} n_{0i}}{N_i}$$ `control` and `treatment` are the shares
 * standardised to those weights, whose difference and ratio (Mantel and Haenszel's) are `difference` and `ratio`. Their
 * intervals hold the differences, and the ratios, that Miettinen and Nurminen's stratified score test does not reject
 * if all strata had the same one; at no difference that test is Cochran, Mantel and Haenszel's without a continuity
 * correction, so that both intervals agree with the p-value. Both are right for few strata with many trials as for many
 * with few (see the calibration page). With one stratum, difference, ratio and test are those of `compareProportions`.
 *
 * `effectSize` is the odds ratio of Mantel and Haenszel with the interval of Robins, Breslow and Greenland on the log
 * scale, as R's `mantelhaen.test` has it, which may disagree with the p-value near the level; there is no interval
 * where the odds ratio is 0 or divided by 0. `homogeneity` is the test of Breslow and Day, with Tarone's correction, of
 * one odds ratio in all strata: where there is not one, the strata tell more than their mean. Standard errors of the
 * difference and the ratio are those of Greenland and Robins (1985); that of the difference is too small where strata
 * have one or two trials an arm. O(number of strata).
 *
 * @param strata - The counts of both arms in each stratum; integers, names unique. Strata in which an arm has no trials
 * are left out (caveat `empty-strata`); at least one must be left.
 * @param options - See {@link CompareProportionsStratifiedOptions}; `margin` is a difference of shares, at most 1.
 * @returns Both shares and their difference in [-1, 1], treatment minus control.
 * @throws A {@link StatsError}: `invalid-input` on a count that is not a whole number >= 0 or exceeds the trials, a
 * name that stands twice, or a margin outside (0, 1]; `insufficient-data` when no stratum has trials in both arms.
 * @see Cochran (1954), Biometrics 10(4), 417-451, doi:10.2307/3001616 (not read); Mantel and Haenszel (1959), JNCI
 * 22(4), 719-748, doi:10.1093/jnci/22.4.719 (not read); Miettinen and Nurminen (1985), Statistics in Medicine 4(2),
 * 213-226, doi:10.1002/sim.4780040211 (not read); Greenland and Robins (1985), Biometrics 41(1), 55-68,
 * doi:10.2307/2530643 (not read)
 *
 * @example
 * ```ts
 * // treatment is better in either group, and worse in both together: it met more of those who are hard to please
 * const result = compareProportionsStratified([
 *   { name: "new", control: { successes: 55, trials: 80 }, treatment: { successes: 192, trials: 263 } },
 *   { name: "loyal", control: { successes: 234, trials: 270 }, treatment: { successes: 81, trials: 87 } },
 * ]);
 * result.difference.estimate; //~> 0.0538
 * result.test.pValue; //~> 0.1187
 * ```
 */
export function compareProportionsStratified(
  strata: readonly ProportionStratum[],
  options: CompareProportionsStratifiedOptions = {},
): StratifiedProportionComparison {
  const fn = "compareProportionsStratified";
  checkObject(fn, "options", options);
  const { confidenceLevel: level = 0.95, margin, direction, ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, level);
  const settings = marginSettings(fn, { margin, direction }, 1);
  const { used, empty } = soundStrata(fn, strata);
  const arms = {
    control: standardizedShare(used, "control", level),
    treatment: standardizedShare(used, "treatment", level),
  };
  const { score, interval } = scoreProcedure(used, level);
  // the score is in standard errors already
  const against = (difference: number, alternative: Alternative) =>
    normalTest(score(difference), 1, alternative, "miettinen-nurminen");
  const weight = used.reduce((sum, stratum) => sum + stratumWeight(stratum), 0);
  const odds = stratifiedOddsRatio(used, level);
  const comparison = newComparison({
    kind: "stratified-proportion-comparison",
    ...arms,
    difference: {
      unit: "share",
      scale: null,
      estimate: weightedExcess(used) / weight + 0,
      standardError: Math.hypot(arms.control.standardError!, arms.treatment.standardError!),
      interval,
    },
    ratio: ratioOf(used, level),
    test: { ...against(0, "two-sided"), method: "cochran-mantel-haenszel" },
    effectSize: odds,
    margin: settings === null ? null : marginResult(settings, interval, against),
    method: "mantel-haenszel",
    caveats: caveatsWhere({ "empty-strata": empty.length > 0 }),
  });
  return {
    ...comparison,
    strata: used.map((stratum) => ({
      name: stratum.name,
      control: wilsonOf(stratum.control, level),
      treatment: wilsonOf(stratum.treatment, level),
      weight: stratumWeight(stratum) / weight,
    })),
    emptyStrata: empty,
    homogeneity: oneOddsRatioTest(used, odds.estimate),
  };
}

/** The score test of a difference, and its interval, of the rarer outcome, whose digits a share near 1 would lose. */
function scoreProcedure(strata: readonly Stratum[], level: number) {
  const sum = (of: (arm: Stratum["control"]) => number) =>
    strata.reduce((total, { control, treatment }) => total + of(control) + of(treatment), 0);
  const flip = sum(({ successes }) => successes) > sum(({ trials }) => trials) / 2;
  const failuresOf = ({ successes, trials }: Stratum["control"]) => ({ successes: trials - successes, trials });
  const counted = flip
    ? strata.map(({ control, treatment }) => ({ control: failuresOf(control), treatment: failuresOf(treatment) }))
    : strata;
  const score = stratifiedDifferenceScore(counted);
  const { lower, upper } = stratifiedDifferenceInterval(counted, level);
  const ends = flip ? { lower: 0 - upper, upper: 0 - lower } : { lower, upper };
  return {
    score: flip ? (difference: number) => 0 - score(0 - difference) : score,
    interval: { ...ends, level, method: "miettinen-nurminen" },
  };
}

/** Mantel and Haenszel's ratio: the standardised share of treatment divided by that of control. */
function ratioOf(strata: readonly Stratum[], level: number): ArmRatio {
  const [control, treatment] = [weightedSuccesses(strata, "control"), weightedSuccesses(strata, "treatment")];
  const none = control === 0;
  const estimate = none ? null : treatment / control;
  let [variance, n] = [0, 0];
  for (const { control: c, treatment: t } of strata) {
    const total = c.trials + t.trials;
    const [x0, x1] = [c.successes / total, t.successes / total];
    // (m n1 n0 - x1 x0 N) / N^2, in the form that subtracts nothing
    variance += x1 * (t.trials / total) * (c.trials - c.successes) + x0 * (c.trials / total) * (t.trials - t.successes);
    n += total;
  }
  // the variance of the logarithm is this over both sums, of which treatment's may be 0
  const error = none ? null : Math.sqrt(variance * (treatment / control)) / control;
  return newArmRatio("arm-ratio", {
    estimate,
    standardError: error,
    interval: ratioInterval(stratifiedRatioInterval(strata, level), estimate, level, "miettinen-nurminen"),
    n,
    nMissing: 0,
    zeroBaseline: none,
  });
}
