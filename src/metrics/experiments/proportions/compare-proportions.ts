import { checkConfidenceLevel, checkNoOthers, checkObject, checkOneOf } from "../../../core/checks";
import type { Ends, TestResult } from "../../../core/estimate";
import { signChange } from "../../../numerics/bisection";
import { normalQuantile, normalTwoSided } from "../../../numerics/normal";
import { difference, moverEnds } from "../../../statistics/estimates/difference";
import { cut } from "../../../statistics/estimates/interval";
import {
  checkTrials,
  type ProportionResult,
  proportionResult,
  shareEnds,
  shareInterval,
} from "../../../statistics/estimates/proportion";
import { scoreInterval, scoreTest } from "../../../statistics/estimates/score-difference";
import { type Comparison, newComparison } from "../comparison/comparison";

/** An arm of yes and no: how many of how many. */
export interface ProportionArm {
  readonly successes: number;
  readonly trials: number;
}

/** Closed forms, and the score interval that is the default. */
export type CompareProportionsMethod = "miettinen-nurminen" | "newcombe" | "wald";

/** Options of {@link compareProportions}. */
export interface CompareProportionsOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** @defaultValue `"miettinen-nurminen"` */
  readonly method?: CompareProportionsMethod | undefined;
}

/** Two shares compared. */
export type ProportionComparison = Comparison<"proportion-comparison", ProportionResult, "share">;

/** Interval of the difference, and the p-value and statistic that belong to it. */
interface Procedure {
  readonly interval: Ends;
  readonly statistic: number | null;
  readonly pValue: number;
}

/**
 * The difference of two independent proportions, with an interval and the test that belongs to it.
 *
 * @remarks `miettinen-nurminen`: the differences that their score test does not reject, and that test at 0; close to
 * its level for arms of like size; where one is ten times the other and the share is near 0 or 1, a 5 % test may reject
 * 8.3 % of the time, and a 1 % test 3.8 % (see the calibration page). `newcombe`: from the two Wilson intervals; its
 * p-value is 1 minus the level at which the interval meets 0. `wald`:
 * $$\hat p_1 - \hat p_0 \pm z \sqrt{\hat p_1 \hat q_1 / n_1 + \hat p_0 \hat q_0 / n_0}$$ for comparison with other
 * software; too short for small n and for shares near 0 or 1. Where no answer, or every answer, in both arms is a
 * success, p = 1. Two CSATs are compared by `{ successes: a.satisfied, trials: a.n }` of each. The arms must be
 * different customers: not a segment and the whole that contains it, nor two answers of the same customers. O(1).
 *
 * @param control - The arm that is subtracted: integers, `trials` >= 1.
 * @param treatment - The arm that it is subtracted from.
 * @param options - See {@link CompareProportionsOptions}.
 * @returns Both shares and their difference in [-1, 1], treatment minus control.
 * @throws A {@link StatsError}: `invalid-input` when a count is not a whole number >= 0 or exceeds the trials;
 * `insufficient-data` when an arm has no trials.
 * @see Miettinen and Nurminen (1985), Statistics in Medicine 4(2), 213-226, doi:10.1002/sim.4780040211 (not read);
 * Newcombe (1998), Statistics in Medicine 17(8), 873-890 (not read)
 *
 * @example
 * ```ts
 * const result = compareProportions({ successes: 48, trials: 80 }, { successes: 56, trials: 70 });
 * result.difference.estimate; //~> 0.2
 * result.difference.interval; //~> { lower: 0.0528, upper: 0.3382, level: 0.95, method: "miettinen-nurminen" }
 * result.test.pValue; //~> 0.0083
 * ```
 */
export function compareProportions(
  control: ProportionArm,
  treatment: ProportionArm,
  options: CompareProportionsOptions = {},
): ProportionComparison {
  const fn = "compareProportions";
  checkObject(fn, "options", options);
  const { confidenceLevel: level = 0.95, method = "miettinen-nurminen", ...others } = options;
  checkNoOthers(fn, others);
  for (const [name, arm] of Object.entries({ control, treatment })) {
    checkObject(fn, name, arm);
    checkTrials(fn, arm.successes, arm.trials, `${name}.`);
  }
  checkOneOf(fn, "method", method, ["miettinen-nurminen", "newcombe", "wald"]);
  checkConfidenceLevel(fn, level);
  const arms = { control: wilsonOf(control, level), treatment: wilsonOf(treatment, level) };
  const { estimate, standardError, interval, statistic, pValue } = compared(control, treatment, level, method);
  const test: TestResult = { statistic, degreesOfFreedom: [], pValue, alternative: "two-sided", method };
  return newComparison({
    kind: "proportion-comparison",
    ...arms,
    difference: { unit: "share", scale: null, estimate, standardError, interval: cut(interval, -1, 1) },
    ratio: null,
    test,
    effectSize: null,
    margin: null,
    method,
  });
}

/** The comparison of the rarer outcome, whose digits a share near 1 would lose, turned back if that is failure. */
function compared(control: ProportionArm, treatment: ProportionArm, level: number, method: CompareProportionsMethod) {
  const flip = control.successes + treatment.successes > (control.trials + treatment.trials) / 2;
  const counted = ({ successes, trials }: ProportionArm) => ({
    successes: flip ? trials - successes : successes,
    trials,
  });
  const [c, t] = [counted(control), counted(treatment)];
  const { estimate, standardError } = difference(wilsonOf(c, level), wilsonOf(t, level));
  const { interval, statistic, pValue } = PROCEDURES[method](c, t, level);
  const turned = (value: number) => (flip ? -value : value) + 0;
  const ends = [turned(interval.lower), turned(interval.upper)].sort((a, b) => a - b) as [number, number];
  return {
    estimate: turned(estimate),
    standardError,
    interval: { lower: ends[0], upper: ends[1], level, method },
    statistic: statistic === null ? null : turned(statistic),
    pValue,
  };
}

function wilsonOf({ successes, trials }: ProportionArm, level: number): ProportionResult {
  return proportionResult(successes, trials, shareInterval(successes / trials, trials, level, "wilson"));
}

const PROCEDURES: Record<
  CompareProportionsMethod,
  (control: ProportionArm, treatment: ProportionArm, level: number) => Procedure
> = { "miettinen-nurminen": miettinenNurminen, newcombe, wald };

function miettinenNurminen(control: ProportionArm, treatment: ProportionArm, level: number): Procedure {
  return { interval: scoreInterval(control, treatment, level), ...scoreTest(control, treatment) };
}

function newcombe(control: ProportionArm, treatment: ProportionArm, level: number): Procedure {
  const shares = [control, treatment].map(({ successes, trials }) => successes / trials) as [number, number];
  const endsAt = (z: number) => {
    const [c, t] = [control, treatment].map(({ trials }, i) => shareEnds(shares[i]!, trials, z, "wilson")) as [
      Ends,
      Ends,
    ];
    return moverEnds(shares[0], c, shares[1], t);
  };
  const sign = Math.sign(shares[1] - shares[0]);
  // the interval that just reaches 0; beyond 39 standard errors its level is 1 to the last subnormal
  const meets = signChange((z) => (sign > 0 ? endsAt(z).lower : -endsAt(z).upper), 0, 39, true);
  return {
    interval: endsAt(-normalQuantile((1 - level) / 2)),
    statistic: null,
    pValue: sign === 0 ? 1 : normalTwoSided(meets),
  };
}

function wald(control: ProportionArm, treatment: ProportionArm, level: number): Procedure {
  const { estimate, standardError, interval } = difference(wilsonOf(control, level), wilsonOf(treatment, level), {
    method: "wald",
  });
  // without spread in either arm the interval is a point, and 0 is on it or off it
  if (standardError === 0) return { interval, statistic: null, pValue: estimate === 0 ? 1 : 0 };
  const statistic = estimate / standardError!;
  return { interval, statistic, pValue: normalTwoSided(statistic) };
}
