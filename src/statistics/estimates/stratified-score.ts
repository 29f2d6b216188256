import type { Ends } from "../../core/estimate";
import { signChange } from "../../numerics/bisection";
import { normalQuantile } from "../../numerics/normal";
import { differenceVariance, type Trials } from "./score-difference";
import { ratioVariance } from "./score-ratio";
import { leastRatio, type RatioEnds, ratioEnds } from "./score-ratio-ends";

/** The two arms among the customers of one kind; each with at least one trial. */
export interface Stratum {
  readonly control: Trials;
  readonly treatment: Trials;
}

/** Mantel and Haenszel's weight, n1 n0 / N: that of least noise where both arms of all strata have the same share. */
export function stratumWeight({ control, treatment }: Stratum): number {
  return (treatment.trials * control.trials) / (treatment.trials + control.trials);
}

/** What treatment has beyond control, in all strata, by their weights: the sum of x1 - n1 (x1 + x0) / N. */
export function weightedExcess(strata: readonly Stratum[]): number {
  return strata.reduce((sum, { control: c, treatment: t }) => {
    return sum + (t.successes * c.trials - c.successes * t.trials) / (c.trials + t.trials);
  }, 0);
}

/** Sum of the weighted shares of an arm. */
export function weightedSuccesses(strata: readonly Stratum[], arm: keyof Stratum): number {
  return strata.reduce((sum, stratum) => {
    const { successes, trials } = stratum[arm];
    // where all succeed, the terms of the sum of the weights itself
    return sum + stratumWeight(stratum) * (successes / trials);
  }, 0);
}

/**
 * Score statistic of one difference in all strata, as Miettinen and Nurminen have it, with weights of Mantel and
 * Haenszel.
 *
 * @remarks $$z(\delta) = \frac{\sum w_i (\hat d_i - \delta)}{\sqrt{\sum w_i^2 V_i(\delta)}}$$ where V_i is the
 * variance, times N / (N - 1), under the most likely pair of proportions of the stratum with that difference; at 0 it
 * is the root of Cochran, Mantel and Haenszel's statistic. It falls with delta but for a kink at 0, where strata
 * without a success have no variance and beside which they may have much: there it is kept from passing its value at 0.
 *
 * @see Miettinen and Nurminen (1985), Statistics in Medicine 4(2), 213-226, doi:10.1002/sim.4780040211 (not read)
 */
export function stratifiedDifferenceScore(strata: readonly Stratum[]): (delta: number) => number {
  const weight = strata.reduce((sum, stratum) => sum + stratumWeight(stratum), 0);
  const excess = weightedExcess(strata);
  const variance = (delta: number) => (stratum: Stratum) =>
    differenceVariance(stratum.control, stratum.treatment, delta);
  const score = (delta: number) => standardized(strata, excess - delta * weight, variance(delta));
  return falling(score, 0);
}

/** The differences that the test does not reject. */
export function stratifiedDifferenceInterval(strata: readonly Stratum[], level: number): Ends {
  const z = -normalQuantile((1 - level) / 2);
  const weight = strata.reduce((sum, stratum) => sum + stratumWeight(stratum), 0);
  const observed = weightedExcess(strata) / weight;
  const score = stratifiedDifferenceScore(strata);
  return {
    lower: observed === -1 ? -1 : signChange((delta) => score(delta) - z, -1, observed, true),
    upper: observed === 1 ? 1 : signChange((delta) => score(delta) + z, observed, 1, true),
  };
}

/** The ratios that the same test of one ratio in all strata does not reject; at 1 it is that of the difference at 0. */
export function stratifiedRatioInterval(strata: readonly Stratum[], level: number): RatioEnds {
  const z = -normalQuantile((1 - level) / 2);
  const turned = strata.map(({ control, treatment }) => ({ control: treatment, treatment: control }));
  return ratioEnds(leastNotRejected(strata, z), leastNotRejected(turned, z));
}

function leastNotRejected(strata: readonly Stratum[], z: number): number {
  const [control, treatment] = [weightedSuccesses(strata, "control"), weightedSuccesses(strata, "treatment")];
  if (treatment === 0) return 0;
  const variance = (ratio: number) => (stratum: Stratum) => ratioVariance(stratum.control, stratum.treatment, ratio);
  const score = (ratio: number) => standardized(strata, treatment - ratio * control, variance(ratio));
  return leastRatio(falling(score, 1), treatment / control, z);
}

/** A weighted sum over its standard error; 0 where there is none of it. */
function standardized(strata: readonly Stratum[], excess: number, varianceOf: (stratum: Stratum) => number): number {
  if (excess === 0) return 0;
  const variance = strata.reduce((sum, stratum) => {
    const total = stratum.control.trials + stratum.treatment.trials;
    return sum + stratumWeight(stratum) ** 2 * ((varianceOf(stratum) * total) / (total - 1));
  }, 0);
  return excess / Math.sqrt(variance);
}

/** A score that on neither side of a value passes what it has there, as one that falls never does. */
function falling(score: (value: number) => number, at: number): (value: number) => number {
  const there = score(at);
  return (value) => (value < at ? Math.max(score(value), there) : Math.min(score(value), there));
}
