import { ratioError } from "../../../statistics/estimates/comparable";
import { bounded } from "../../../statistics/estimates/interval";
import { moverRatioEnds } from "../../../statistics/estimates/mover-ratio";
import type { ProportionResult } from "../../../statistics/estimates/proportion";
import { ratioScoreInterval } from "../../../statistics/estimates/score-ratio";
import type { RatioEnds } from "../../../statistics/estimates/score-ratio-ends";
import { type ArmRatio, newArmRatio } from "../comparison/ratio-of-arms";
import { logEnds, ratioInterval } from "./ratio-interval";
import type { CompareProportionsMethod } from "./share-difference";

/**
 * Treatment's share divided by control's.
 *
 * @remarks `miettinen-nurminen`: the ratios that their score test does not reject. `newcombe`: MOVER of the two Wilson
 * intervals, as `ratio()` has it. `wald`: normal on the log scale (Katz), which needs a success in both arms. The first
 * two exclude 1 exactly when the interval of the difference excludes 0.
 */
export function shareRatio(
  control: ProportionResult,
  treatment: ProportionResult,
  level: number,
  method: CompareProportionsMethod,
): ArmRatio {
  const none = control.successes === 0;
  const estimate = none ? null : treatment.estimate / control.estimate;
  return newArmRatio("arm-ratio", {
    estimate,
    standardError: none ? null : ratioError(control, treatment),
    interval: ratioInterval(ENDS[method](control, treatment, level), estimate, level, method),
    n: control.n + treatment.n,
    nMissing: 0,
    zeroBaseline: none,
  });
}

const ENDS: Record<
  CompareProportionsMethod,
  (control: ProportionResult, treatment: ProportionResult, level: number) => RatioEnds | null
> = { "miettinen-nurminen": ratioScoreInterval, newcombe, wald };

function newcombe(control: ProportionResult, treatment: ProportionResult): RatioEnds {
  const { lower, upper } = moverRatioEnds(control, control.interval, treatment, treatment.interval);
  return { lower, upper: bounded(upper) };
}

function wald(control: ProportionResult, treatment: ProportionResult, level: number): RatioEnds | null {
  if (control.successes === 0 || treatment.successes === 0) return null;
  const relative = [control, treatment].map(({ estimate, standardError }) => standardError! / estimate);
  return logEnds(treatment.estimate / control.estimate, Math.hypot(...relative), level);
}
