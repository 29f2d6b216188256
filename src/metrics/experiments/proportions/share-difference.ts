import type { Alternative, ConfidenceInterval, Ends, TestResult } from "../../../core/estimate";
import { signChange } from "../../../numerics/bisection";
import { normalQuantile } from "../../../numerics/normal";
import { difference, moverEnds } from "../../../statistics/estimates/difference";
import { cut } from "../../../statistics/estimates/interval";
import {
  type ProportionResult,
  proportionResult,
  shareEnds,
  shareInterval,
} from "../../../statistics/estimates/proportion";
import { scoreInterval, scoreStatistic } from "../../../statistics/estimates/score-difference";
import type { TestAgainst } from "../comparison/margin";
import { normalTest } from "../comparison/normal-test";
import type { ProportionArm } from "./proportion-arm";

/** Closed forms, and the score interval that is the default. */
export type CompareProportionsMethod = "miettinen-nurminen" | "newcombe" | "wald";

/** How two shares differ, with the test that belongs to the interval. */
export interface ShareDifference {
  readonly estimate: number;
  readonly standardError: number | null;
  readonly interval: ConfidenceInterval;
  readonly test: TestResult;
  /** The one-sided test of any other difference. */
  readonly against: TestAgainst;
}

interface Procedure {
  readonly interval: Ends;
  /** How many standard errors a difference lies below the observed one; infinite where nothing varies. */
  readonly score: (difference: number) => number;
  /** Whether that is a statistic in its own right. */
  readonly named: boolean;
}

/** An arm with its Wilson interval, as comparisons hold it. */
export function wilsonOf({ successes, trials }: ProportionArm, level: number): ProportionResult {
  return proportionResult(successes, trials, shareInterval(successes / trials, trials, level, "wilson"));
}

/** Treatment's share minus control's, between -1 and 1. */
export function shareDifference(
  control: ProportionArm,
  treatment: ProportionArm,
  level: number,
  method: CompareProportionsMethod,
): ShareDifference {
  // of the rarer outcome, whose digits a share near 1 would lose; turned back if that is failure
  const flip = control.successes + treatment.successes > (control.trials + treatment.trials) / 2;
  const counted = ({ successes, trials }: ProportionArm) => ({
    successes: flip ? trials - successes : successes,
    trials,
  });
  const [c, t] = [counted(control), counted(treatment)];
  const { estimate, standardError } = difference(wilsonOf(c, level), wilsonOf(t, level));
  const { interval, score, named } = PROCEDURES[method](c, t, level);
  const turned = (value: number) => (flip ? -value : value) + 0;
  const ends = [turned(interval.lower), turned(interval.upper)].sort((a, b) => a - b) as [number, number];
  const testAt = (value: number, alternative: Alternative): TestResult => {
    const test = normalTest(turned(score(turned(value))), 1, alternative, method);
    return named ? test : { ...test, statistic: null };
  };
  return {
    estimate: turned(estimate),
    standardError,
    interval: cut({ lower: ends[0], upper: ends[1], level, method }, -1, 1),
    test: testAt(0, "two-sided"),
    against: testAt,
  };
}

const PROCEDURES: Record<
  CompareProportionsMethod,
  (control: ProportionArm, treatment: ProportionArm, level: number) => Procedure
> = { "miettinen-nurminen": miettinenNurminen, newcombe, wald };

function miettinenNurminen(control: ProportionArm, treatment: ProportionArm, level: number): Procedure {
  return {
    interval: scoreInterval(control, treatment, level),
    score: (value) => scoreStatistic(control, treatment, value),
    named: true,
  };
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
  return {
    interval: endsAt(-normalQuantile((1 - level) / 2)),
    // of the interval that just reaches the difference; beyond 39 its level is 1 to the last subnormal
    score: (value) => {
      const sign = Math.sign(shares[1] - shares[0] - value);
      if (sign === 0) return 0;
      return sign * signChange((z) => (sign > 0 ? endsAt(z).lower - value : value - endsAt(z).upper), 0, 39, true);
    },
    named: false,
  };
}

function wald(control: ProportionArm, treatment: ProportionArm, level: number): Procedure {
  const { estimate, standardError, interval } = difference(wilsonOf(control, level), wilsonOf(treatment, level), {
    method: "wald",
  });
  return {
    interval,
    // without spread in either arm the interval is a point, and a difference is on it or off it
    score: (value) => (estimate === value ? 0 : (estimate - value) / standardError!),
    named: standardError! > 0,
  };
}
