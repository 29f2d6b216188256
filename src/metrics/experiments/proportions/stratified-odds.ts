import type { TestResult } from "../../../core/estimate";
import { chiSquaredUpper } from "../../../numerics/chi-squared";
import { againstExpected } from "../../../statistics/estimates/score-odds-ratio";
import type { Stratum } from "../../../statistics/estimates/stratified-score";
import { type ArmOddsRatio, newArmRatio } from "../comparison/ratio-of-arms";
import { logEnds, ratioInterval } from "./ratio-interval";

/**
 * Mantel and Haenszel's odds ratio, with the interval of Robins, Breslow and Greenland on the log scale; none where it
 * is 0 or divided by 0.
 *
 * @see Robins, Breslow and Greenland (1986), Biometrics 42(2), 311-323, doi:10.2307/2531052 (not read)
 */
export function stratifiedOddsRatio(strata: readonly Stratum[], level: number): ArmOddsRatio {
  let [over, under, within, between, beyond, n] = [0, 0, 0, 0, 0, 0];
  for (const { control, treatment } of strata) {
    const total = control.trials + treatment.trials;
    const failures = treatment.trials - treatment.successes;
    const controlFailures = control.trials - control.successes;
    const like = (treatment.successes + controlFailures) / total;
    const unlike = (failures + control.successes) / total;
    const r = treatment.successes * (controlFailures / total);
    const s = failures * (control.successes / total);
    over += r;
    under += s;
    within += like * r;
    between += like * s + unlike * r;
    beyond += unlike * s;
    n += total;
  }
  const estimate = under === 0 ? null : over / under;
  const variance = (within / over / over + between / over / under + beyond / under / under) / 2;
  const known = estimate !== null && estimate > 0;
  return newArmRatio("arm-odds-ratio", {
    estimate,
    standardError: known ? estimate * Math.sqrt(variance) : estimate,
    interval: known
      ? ratioInterval(logEnds(estimate, Math.sqrt(variance), level), estimate, level, "robins-breslow-greenland")
      : null,
    n,
    nMissing: 0,
    zeroBaseline: strata.every(({ control }) => control.successes === 0),
  });
}

/**
 * The test of Breslow and Day, with Tarone's correction, of one odds ratio in all strata.
 *
 * @remarks Strata without a success, or with nothing but successes, fit any odds ratio and do not count; without two
 * others, or an odds ratio above 0, there is no test.
 *
 * @see Breslow and Day (1980), Statistical Methods in Cancer Research 1, IARC, 142-146 (not read); Tarone (1985),
 * Biometrika 72(1), 91-95, doi:10.1093/biomet/72.1.91 (not read)
 */
export function oneOddsRatioTest(strata: readonly Stratum[], oddsRatio: number | null): TestResult {
  const telling = strata.filter(({ control, treatment }) => {
    const successes = control.successes + treatment.successes;
    return successes > 0 && successes < control.trials + treatment.trials;
  });
  const known = telling.length > 1 && oddsRatio !== null && oddsRatio > 0;
  const statistic = known ? taroneStatistic(telling, oddsRatio) : null;
  return {
    statistic,
    degreesOfFreedom: known ? [telling.length - 1] : [],
    pValue: statistic === null ? null : chiSquaredUpper(statistic, telling.length - 1),
    alternative: "two-sided",
    method: "breslow-day-tarone",
  };
}

function taroneStatistic(strata: readonly Stratum[], oddsRatio: number): number {
  let [squares, sum, variances] = [0, 0, 0];
  for (const { control, treatment } of strata) {
    // the arms exchanged have the reciprocal odds ratio, and the excess of the other sign in every stratum
    const { more, information } =
      oddsRatio > 1
        ? againstExpected(treatment, control, 1 / oddsRatio)
        : againstExpected(control, treatment, oddsRatio);
    squares += more * more * information;
    sum += more;
    variances += 1 / information;
  }
  return Math.max(0, squares - sum * (sum / variances));
}
