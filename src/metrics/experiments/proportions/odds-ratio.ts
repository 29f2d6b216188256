import type { Ends } from "../../../core/estimate";
import { normalQuantile } from "../../../numerics/normal";
import { moverEnds } from "../../../statistics/estimates/difference";
import { bounded } from "../../../statistics/estimates/interval";
import { oddsRatioScoreInterval } from "../../../statistics/estimates/score-odds-ratio";
import type { RatioEnds } from "../../../statistics/estimates/score-ratio-ends";
import { type ArmOddsRatio, newArmRatio } from "../comparison/ratio-of-arms";
import type { ProportionArm } from "./proportion-arm";
import { logEnds, ratioInterval } from "./ratio-interval";
import type { CompareProportionsMethod } from "./share-difference";
import { type OnScale, wilsonOnScale } from "./wilson-scale";

/**
 * Odds of treatment divided by those of control.
 *
 * @remarks `miettinen-nurminen`: the odds ratios that their score test does not reject; excludes 1 exactly when the
 * interval of the difference excludes 0. `newcombe`: square-and-add of the log odds of the two Wilson intervals; where
 * a log odds is infinite, the far ends of both. `wald`: normal on the log scale (Woolf), which needs a success and a
 * failure in both arms.
 */
export function oddsRatio(
  control: ProportionArm,
  treatment: ProportionArm,
  level: number,
  method: CompareProportionsMethod,
): ArmOddsRatio {
  const [a, b, c, d] = cellsOf(control, treatment);
  const estimate = b * c === 0 ? null : (a * d) / (b * c);
  return newArmRatio("arm-odds-ratio", {
    estimate,
    standardError: estimate === null || estimate === 0 ? estimate : estimate * logError(control, treatment),
    interval: ratioInterval(ENDS[method](control, treatment, level), estimate, level, method),
    n: control.trials + treatment.trials,
    nMissing: 0,
    zeroBaseline: c === 0,
  });
}

const ENDS: Record<
  CompareProportionsMethod,
  (control: ProportionArm, treatment: ProportionArm, level: number) => RatioEnds | null
> = { "miettinen-nurminen": oddsRatioScoreInterval, newcombe, wald };

function newcombe(control: ProportionArm, treatment: ProportionArm, level: number): RatioEnds {
  const z = -normalQuantile((1 - level) / 2);
  const [c, t] = [control, treatment].map((arm) => wilsonOnScale(arm, z, (share, rest) => Math.log(share / rest))) as [
    OnScale,
    OnScale,
  ];
  // an infinite reach has no square to be added: each arm goes as far as its own interval does
  const ends = Number.isFinite(t.estimate - c.estimate) ? moverEnds(c.estimate, c, t.estimate, t) : farEnds(c, t);
  return { lower: Math.exp(ends.lower), upper: bounded(Math.exp(ends.upper)) };
}

function farEnds(control: Ends, treatment: Ends): Ends {
  const [lowest, highest] = [treatment.lower === -Infinity, treatment.upper === Infinity];
  return {
    lower: lowest || control.upper === Infinity ? -Infinity : treatment.lower - control.upper,
    upper: highest || control.lower === -Infinity ? Infinity : treatment.upper - control.lower,
  };
}

function wald(control: ProportionArm, treatment: ProportionArm, level: number): RatioEnds | null {
  const [a, b, c, d] = cellsOf(control, treatment);
  if (Math.min(a, b, c, d) === 0) return null;
  return logEnds((a * d) / (b * c), logError(control, treatment), level);
}

/** Treatment's successes and failures, and control's. */
function cellsOf(control: ProportionArm, treatment: ProportionArm) {
  return [treatment, control].flatMap(({ successes, trials }) => [successes, trials - successes]) as [
    number,
    number,
    number,
    number,
  ];
}

/** Standard error of the logarithm; infinite where a count is 0. */
function logError(control: ProportionArm, treatment: ProportionArm): number {
  return Math.sqrt(cellsOf(control, treatment).reduce((sum, count) => sum + 1 / count, 0));
}
