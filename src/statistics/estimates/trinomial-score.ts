import type { Ends } from "../../core/estimate";
import { signChange } from "../../numerics/bisection";
import { normalQuantile } from "../../numerics/normal";

/** Of `n` trials, those that count +1 and those that count -1; all three may be effective numbers, no integers. */
export interface SignedTrials {
  readonly successes: number;
  readonly failures: number;
  readonly n: number;
}

/**
 * Score statistic of the difference of two shares of the same trials.
 *
 * @remarks $$z(\delta) = \frac{\hat p - \hat q - \delta}{\sqrt{(\tilde p + \tilde q - \delta^2) / n}}$$ where p is the
 * share of successes and q that of failures, and the variance is that under the most likely pair with p - q = delta; 0
 * where observed and hypothesised difference agree. Falls with delta. At delta = 0 it is McNemar's statistic, and of
 * pairs that differ in one way or the other it is Tango's.
 *
 * @see Tango (1998), Statistics in Medicine 17(8), 891-908 (not read)
 */
export function signedScore(trials: SignedTrials, delta: number): number {
  const { successes, failures, n } = trials;
  const short = (successes - failures) / n - delta;
  if (short === 0) return 0;
  if (delta < 0) return -signedScore(turned(trials), -delta);
  // p + q - delta^2, of which no part is negative
  const variance = 2 * constrainedFailures(trials, delta) + delta * (1 - delta);
  return (short / Math.sqrt(variance)) * Math.sqrt(n);
}

/** The differences p - q that the score test does not reject; they hold the observed one. */
export function signedScoreInterval(trials: SignedTrials, level: number): Ends {
  const z = -normalQuantile((1 - level) / 2);
  return { lower: 0 - upperEnd(turned(trials), z), upper: upperEnd(trials, z) };
}

/** The difference above the observed one at which the statistic is -z. */
function upperEnd(trials: SignedTrials, z: number): number {
  const observed = (trials.successes - trials.failures) / trials.n;
  return observed === 1 ? 1 : signChange((delta) => signedScore(trials, delta) + z, observed, 1, true);
}

/** The same trials with the signs exchanged: whatever holds for one end holds for the other. */
function turned({ successes, failures, n }: SignedTrials): SignedTrials {
  return { successes: failures, failures: successes, n };
}

/**
 * The most likely share of failures when that of successes is larger by delta >= 0: the root between 0 and (1 - delta)
 * / 2 of 2 n q^2 - (a + b - (2 n - a + b) delta) q - b delta (1 - delta), for a successes and b failures.
 */
function constrainedFailures({ successes, failures, n }: SignedTrials, delta: number): number {
  const linear = successes + failures - (2 * n - successes + failures) * delta;
  const constant = failures * delta * (1 - delta);
  const root = Math.hypot(linear, Math.sqrt(8 * n * constant));
  // whichever form of the root adds two numbers of one sign; without failures and with a falling likelihood it is 0
  if (linear > 0) return (linear + root) / (4 * n);
  return constant === 0 ? 0 : (2 * constant) / (root - linear);
}
