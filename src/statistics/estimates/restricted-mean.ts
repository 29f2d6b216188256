import { caveatsWhere } from "../../core/caveats";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import { cut, normalInterval } from "./interval";
import { readCurve, type SurvivalCurve } from "./survival-curve";

/** The mean of the times, each cut at the horizon. */
export interface RestrictedMean extends Estimate<"time", ConfidenceInterval | null> {
  readonly kind: "restricted-mean";
  readonly horizon: number;
}

/** The restricted mean of a curve; `null` where nobody was followed up to the horizon. */
export function restrictedMeanOf(
  curve: SurvivalCurve,
  horizon: number,
  nMissing: number,
  level: number,
): RestrictedMean | null {
  if (readCurve(curve, horizon) === null) return null;
  const { area, standardError } = areaUnder(curve, horizon);
  const estimate = Math.min(area, horizon);
  const certain = standardError === 0;
  return {
    kind: "restricted-mean",
    unit: "time",
    scale: null,
    estimate,
    standardError,
    interval: certain ? null : cut(normalInterval(estimate, standardError, level, "wald"), 0, horizon),
    n: curve.n,
    nMissing,
    horizon,
    caveats: caveatsWhere({ "single-answer": curve.n === 1, "no-interval": certain }),
  };
}

/** The area under the curve up to a horizon, and its standard error; the curve is known up to there. O(times). */
function areaUnder(
  { times, atRisk, events, points }: SurvivalCurve,
  horizon: number,
): { readonly area: number; readonly standardError: number } {
  // in units of the horizon, so that no square overflows
  let end = 1;
  let after = 0;
  let variance = 0;
  for (let i = times.length - 1; i >= 0; i--) {
    if (times[i]! > horizon) continue;
    const time = times[i]! / horizon;
    after += points[i]!.survival * (end - time);
    const surviving = atRisk[i]! - events[i]!;
    if (surviving > 0) variance += (after * after * events[i]!) / atRisk[i]! / surviving;
    end = time;
  }
  return { area: horizon * (after + end), standardError: horizon * Math.sqrt(variance) };
}
