import { signChange } from "../../numerics/bisection";
import { normalQuantile } from "../../numerics/normal";

/** Successes of trials, as numbers. */
export interface Trials {
  readonly successes: number;
  readonly trials: number;
}

/**
 * Score statistic of the difference of two independent proportions, as Miettinen and Nurminen have it.
 *
 * @remarks $$z(\delta) = \frac{\hat p_1 - \hat p_0 - \delta}{\sqrt{\left(\frac{\tilde p_1 \tilde q_1}{n_1} +
 * \frac{\tilde p_0 \tilde q_0}{n_0}\right) \frac{N}{N - 1}}}$$ where the variance is that under the most likely pair of
 * proportions that differ by delta; 0 where observed and hypothesised difference agree and leave no variance.
 * Falls with delta.
 *
 * @see Miettinen and Nurminen (1985), Statistics in Medicine 4(2), 213-226, doi:10.1002/sim.4780040211 (not read)
 */
export function scoreStatistic(control: Trials, treatment: Trials, delta: number): number {
  const observed = treatment.successes / treatment.trials - control.successes / control.trials;
  const short = observed - delta;
  if (short === 0) return 0;
  const total = control.trials + treatment.trials;
  return short / Math.sqrt((differenceVariance(control, treatment, delta) * total) / (total - 1));
}

/** Variance of p1 - p0 under the most likely pair of proportions with that difference. */
export function differenceVariance(control: Trials, treatment: Trials, delta: number): number {
  const p0 = constrainedProportion(control, treatment, delta);
  const p1 = Math.min(1, Math.max(0, p0 + delta));
  return (p1 * (1 - p1)) / treatment.trials + (p0 * (1 - p0)) / control.trials;
}

/** The differences that the score test does not reject. */
export function scoreInterval(control: Trials, treatment: Trials, level: number): { lower: number; upper: number } {
  const z = -normalQuantile((1 - level) / 2);
  const observed = treatment.successes / treatment.trials - control.successes / control.trials;
  const end = (critical: number, lower: number, upper: number) =>
    signChange((delta) => scoreStatistic(control, treatment, delta) - critical, lower, upper, true);
  return {
    lower: observed === -1 ? -1 : end(z, -1, observed),
    upper: observed === 1 ? 1 : end(-z, observed, 1),
  };
}

/**
 * The most likely proportion of control, when treatment's is larger by delta.
 *
 * The likelihood is concave, so its slope changes sign once. The slope's cubic has a closed solution, but its cosines
 * lose half the digits where two of its roots meet; so the sign change is looked for where it must be.
 */
function constrainedProportion(control: Trials, treatment: Trials, delta: number): number {
  const lower = Math.max(0, -delta);
  const upper = Math.min(1, 1 - delta);
  const slope = (p: number) => slopeAt(control, p) + slopeAt(treatment, p + delta);
  if (!(slope(lower) > 0)) return lower;
  if (!(slope(upper) < 0)) return upper;
  return signChange(slope, lower, upper, true);
}

/** Slope of a binomial log-likelihood; where a success or failure that occurred is impossible, infinite. */
function slopeAt({ successes, trials }: Trials, p: number): number {
  const up = successes === 0 ? 0 : successes / Math.max(p, 0);
  const down = successes === trials ? 0 : (trials - successes) / Math.max(1 - p, 0);
  return up - down;
}
