import { normalQuantile } from "../../numerics/normal";
import type { Trials } from "./score-difference";
import { leastRatio, type RatioEnds, ratioEnds } from "./score-ratio-ends";

/**
 * Score statistic of the odds ratio of two independent proportions, as Miettinen and Nurminen have it.
 *
 * @remarks $$z(\psi) = (x_1 - \tilde a) \sqrt{\left(\frac 1 {\tilde a} + \frac 1 {\tilde b} + \frac 1 {\tilde c} +
 * \frac 1 {\tilde d}\right) \frac{N - 1} N}$$ where a and b are treatment's successes and failures, c and d control's, as the
 * most likely pair of proportions with that odds ratio lets expect them; 0 where observed and hypothesised odds ratio
 * agree. Falls with psi, from infinity at 0 where treatment has a success and control a failure. At 1 it is the
 * statistic of the difference at 0.
 *
 * @param oddsRatio - Above 0.
 * @see Miettinen and Nurminen (1985), Statistics in Medicine 4(2), 213-226, doi:10.1002/sim.4780040211 (not read)
 */
export function oddsRatioScore(control: Trials, treatment: Trials, oddsRatio: number): number {
  if (oddsRatio > 1) return -oddsRatioScore(treatment, control, 1 / oddsRatio);
  const total = control.trials + treatment.trials;
  const { more, information } = againstExpected(control, treatment, oddsRatio);
  return more === 0 ? 0 : more * Math.sqrt((information * (total - 1)) / total);
}

/** The odds ratios that the score test does not reject; no upper end where control has no odds or treatment all. */
export function oddsRatioScoreInterval(control: Trials, treatment: Trials, level: number): RatioEnds {
  const z = -normalQuantile((1 - level) / 2);
  return ratioEnds(leastNotRejected(control, treatment, z), leastNotRejected(treatment, control, z));
}

function leastNotRejected(control: Trials, treatment: Trials, z: number): number {
  const failures = control.trials - control.successes;
  if (treatment.successes === 0 || failures === 0) return 0;
  const against = (treatment.trials - treatment.successes) * control.successes;
  const observed = (treatment.successes * failures) / against;
  return leastRatio((oddsRatio) => oddsRatioScore(control, treatment, oddsRatio), observed, z);
}

/**
 * How many more successes treatment has than are expected, and the sum of the reciprocals of the expected counts: those
 * with the margins of the table and an odds ratio of at most 1.
 */
export function againstExpected(control: Trials, treatment: Trials, oddsRatio: number) {
  const [n0, n1] = [control.trials, treatment.trials];
  const observed = [treatment.successes, n1 - treatment.successes, control.successes, n0 - control.successes] as const;
  const successes = control.successes + treatment.successes;
  const failures = observed[1] + observed[3];
  // treatment's successes less control's failures are as many in every table of these margins
  const over = treatment.successes - observed[3];
  const product = over > 0 ? n0 * failures : n1 * successes;
  const linear = Math.abs(over) + oddsRatio * (over > 0 ? n0 + failures : n1 + successes);
  const root = Math.hypot(linear, 2 * Math.sqrt((1 - oddsRatio) * oddsRatio * product));
  const least = (2 * oddsRatio * product) / (linear + root);
  // each in a form that subtracts nothing, for it is the smallest that decides
  const expected = [
    least + Math.max(0, over),
    (2 * n1 * failures) / (failures + (1 - oddsRatio) * n1 + oddsRatio * successes + root),
    (2 * n0 * successes) / (n0 + (1 - oddsRatio) * successes + oddsRatio * n1 + root),
    least + Math.max(0, -over),
  ] as const;
  const [a, b, c, d] = expected;
  const smallest = expected.indexOf(Math.min(a, b, c, d));
  const more = observed[smallest]! - expected[smallest]!;
  // what treatment's successes have more, its failures have less
  return { more: smallest % 3 === 0 ? more : -more, information: 1 / a + 1 / b + 1 / c + 1 / d };
}
