import type { ConfidenceInterval, Estimate } from "../../../core/estimate";
import { shareCaveats, shareError, shareInterval } from "../../../statistics/estimates/proportion";
import { type Stratum, stratumWeight, weightedSuccesses } from "../../../statistics/estimates/stratified-score";
import { effectiveN } from "../../../statistics/summaries/weighted-tally";

/**
 * The share that an arm would have if its customers were spread over the strata as the weights are.
 *
 * @remarks $$\tilde p = \frac{\sum w_i\, \hat p_i}{\sum w_i}, \qquad \frac{\sqrt{\sum w_i^2\, \hat p_i \hat q_i /
 * n_i}}{\sum w_i}$$ with Wilson's interval for as many trials as would have that error, at most Kish's effective
 * number.
 */
export interface StandardizedShare extends Estimate<"share", ConfidenceInterval> {
  readonly kind: "standardized-share";
  /** Of the strata together, before they are weighted. */
  readonly successes: number;
  readonly trials: number;
}

/** One arm's standardised share. */
export function standardizedShare(strata: readonly Stratum[], arm: keyof Stratum, level: number): StandardizedShare {
  const weight = total(strata, stratumWeight);
  const estimate = weightedSuccesses(strata, arm) / weight;
  const variance = total(strata, (stratum) => {
    const { successes, trials } = stratum[arm];
    return (stratumWeight(stratum) / weight) ** 2 * shareError(successes, trials) ** 2;
  });
  // each of n_i trials weighs w_i / n_i
  const kish = 1 / total(strata, (stratum) => (stratumWeight(stratum) / weight) ** 2 / stratum[arm].trials);
  const [successes, trials] = [
    total(strata, (stratum) => stratum[arm].successes),
    total(strata, (stratum) => stratum[arm].trials),
  ];
  const answers = effectiveN(kish, estimate * (1 - estimate), variance);
  return {
    kind: "standardized-share",
    unit: "share",
    scale: null,
    estimate,
    standardError: Math.sqrt(variance),
    interval: shareInterval(estimate, answers, level, "wilson"),
    n: trials,
    nMissing: 0,
    successes,
    trials,
    caveats: shareCaveats(estimate, trials),
  };
}

function total(strata: readonly Stratum[], of: (stratum: Stratum) => number): number {
  return strata.reduce((sum, stratum) => sum + of(stratum), 0);
}
