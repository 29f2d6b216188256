import { normalQuantile } from "../../numerics/normal";
import type { Trials } from "./score-difference";
import { leastRatio, type RatioEnds, ratioEnds } from "./score-ratio-ends";

/**
 * Score statistic of the ratio of two independent proportions, as Miettinen and Nurminen have it.
 *
 * @remarks $$z(\rho) = \frac{\hat p_1 - \rho\, \hat p_0}{\sqrt{\left(\frac{\tilde p_1 \tilde q_1}{n_1} + \rho^2
 * \frac{\tilde p_0 \tilde q_0}{n_0}\right) \frac{N}{N - 1}}}$$ where the variance is that under the most likely pair of
 * proportions with p1 = rho p0; 0 where observed and hypothesised ratio agree. Falls with rho, from infinity at 0 where
 * treatment has a success. At 1 it is the statistic of the difference at 0.
 *
 * @param ratio - Above 0.
 * @see Miettinen and Nurminen (1985), Statistics in Medicine 4(2), 213-226, doi:10.1002/sim.4780040211 (not read);
 * Koopman (1984), Biometrics 40(2), 513-517, doi:10.2307/2531405 (not read)
 */
export function ratioScore(control: Trials, treatment: Trials, ratio: number): number {
  const total = control.trials + treatment.trials;
  const [f0, f1] = [control.trials - control.successes, treatment.trials - treatment.successes];
  // of failures where these are fewer in both arms: shares near 1 have lost the digits by which they differ
  const short =
    f0 < control.successes && f1 < treatment.successes
      ? 1 - ratio - (f1 / treatment.trials - ratio * (f0 / control.trials))
      : treatment.successes / treatment.trials - ratio * (control.successes / control.trials);
  if (short === 0) return 0;
  return short / Math.sqrt((ratioVariance(control, treatment, ratio) * total) / (total - 1));
}

/** The ratios that the score test does not reject; without a success in control there is no upper end. */
export function ratioScoreInterval(control: Trials, treatment: Trials, level: number): RatioEnds {
  const z = -normalQuantile((1 - level) / 2);
  return ratioEnds(leastNotRejected(control, treatment, z), leastNotRejected(treatment, control, z));
}

function leastNotRejected(control: Trials, treatment: Trials, z: number): number {
  if (treatment.successes === 0) return 0;
  const observed = treatment.successes / treatment.trials / (control.successes / control.trials);
  return leastRatio((ratio) => ratioScore(control, treatment, ratio), observed, z);
}

/** Variance of p1 - ratio p0 under the most likely pair of proportions with that ratio. */
export function ratioVariance(control: Trials, treatment: Trials, ratio: number): number {
  // with a ratio of at most 1 nothing below is a difference of like numbers
  if (ratio > 1) return ratio ** 2 * ratioVariance(treatment, control, 1 / ratio);
  const { p, q } = constrainedControl(control, treatment, ratio);
  const treatmentQ = 1 - ratio + ratio * q;
  return ratio * p * (treatmentQ / treatment.trials + (ratio * q) / control.trials);
}

/**
 * The most likely proportion of control, and its complement, when treatment's is `ratio` <= 1 times as large: the
 * smaller root of N rho p^2 - ((n1 + x0) rho + n0 + x1) p + x0 + x1.
 */
function constrainedControl(control: Trials, treatment: Trials, ratio: number): { p: number; q: number } {
  const total = control.trials + treatment.trials;
  const [f0, f1] = [control.trials - control.successes, treatment.trials - treatment.successes];
  const [fromTreatment, fromControl] = [ratio * (total - f0), total - f1];
  // the difference of the two, of failures where these are few: the larger counts would lose their digits
  const gap = f0 + f1 < fromControl ? f1 - ratio * f0 - (1 - ratio) * total : fromTreatment - fromControl;
  const root = Math.hypot(gap, 2 * Math.sqrt(ratio * f0 * f1));
  const p = (2 * (control.successes + treatment.successes)) / (fromTreatment + fromControl + root);
  // q solves N rho q^2 - linear q - (1 - rho) f0, in whichever form adds two numbers of one sign
  const linear = gap + 2 * ratio * f0;
  return { p, q: linear < 0 ? (2 * (1 - ratio) * f0) / (root - linear) : (linear + root) / (2 * total * ratio) };
}
