import type { Ends } from "../../core/estimate";
import { normalQuantile } from "../../numerics/normal";
import { pulledVariance, scoreAbove, shortAt } from "./multiplier-score";
import type { SignedTrials } from "./trinomial-score";

/**
 * Score statistic of the difference of two independent net shares, of successes less failures.
 *
 * @remarks $$z(\delta) = \frac{\hat s_1 - \hat s_0 - \delta}{\sqrt{\left(\frac{\tilde p_1 + \tilde q_1 - \tilde
 * s_1^2}{n_1} + \frac{\tilde p_0 + \tilde q_0 - \tilde s_0^2}{n_0}\right) \frac{N}{N - 1}}}$$ where the variance is
 * that under the most likely pair of arms whose net shares differ by delta, and N/(N - 1) is as Miettinen and Nurminen
 * have it for two shares, of which this is the test where no trial counts 0. Falls with delta; 0 where observed and
 * hypothesised difference agree; infinite at a difference of 2 or -2 which the data rule out.
 *
 * @param delta - The hypothesised difference, treatment minus control, in [-2, 2].
 * @see Miettinen and Nurminen (1985), Statistics in Medicine 4(2), 213-226, doi:10.1002/sim.4780040211 (not read)
 */
export function signedDifferenceScore(control: SignedTrials, treatment: SignedTrials, delta: number): number {
  const short = netShare(treatment) - netShare(control) - delta;
  if (short < 0) return -signedDifferenceScore(treatment, control, -delta);
  if (short === 0) return 0;
  if (delta <= -2) return Infinity;
  return scoreAbove(short, varianceOf(control, treatment)) / inflation(control, treatment);
}

/** The differences of two net shares that the score test does not reject; they hold the observed one. */
export function signedDifferenceInterval(control: SignedTrials, treatment: SignedTrials, level: number): Ends {
  const z = -normalQuantile((1 - level) / 2) * inflation(control, treatment);
  return { lower: lowerEnd(control, treatment, z), upper: 0 - lowerEnd(treatment, control, z) };
}

function lowerEnd(control: SignedTrials, treatment: SignedTrials, z: number): number {
  const observed = netShare(treatment) - netShare(control);
  return observed === -2 ? observed : Math.max(-2, observed - shortAt(z, varianceOf(control, treatment)));
}

function netShare({ successes, failures, n }: SignedTrials): number {
  return (successes - failures) / n;
}

/** What N/(N - 1) makes the error larger by. */
function inflation(control: SignedTrials, treatment: SignedTrials): number {
  const total = control.n + treatment.n;
  return Math.sqrt(total / (total - 1));
}

/** Variance of the difference where treatment is pulled down and control up. */
function varianceOf(control: SignedTrials, treatment: SignedTrials): (multiplier: number) => number {
  const [down, up] = [outcomesOf(treatment), outcomesOf(control).reverse()];
  return (multiplier) => pulledVariance(down, multiplier) / treatment.n + pulledVariance(up, multiplier) / control.n;
}

function outcomesOf({ successes, failures, n }: SignedTrials): number[] {
  // effective numbers may add up to more than n in their last bits
  return [failures, Math.max(0, n - successes - failures), successes];
}
