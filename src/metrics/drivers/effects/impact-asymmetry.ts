import type { Ends } from "../../../core/estimate";
import { rangeOf } from "../../../numerics/chebyshev";

/** What a penalty and a reward come to together. */
export interface ImpactAsymmetry {
  /** |penalty| + reward, one with the wrong sign counting as 0; `null` without one of the two. */
  readonly rangeOfImpact: number | null;
  /** The reward's part of the range, [0, 1]; `null` where the range is `null` or 0. */
  readonly satisfactionPotential: number | null;
  /** The penalty's part of the range, [0, 1]; `null` where the range is `null` or 0. */
  readonly dissatisfactionPotential: number | null;
  /** Satisfaction potential less dissatisfaction potential, [-1, 1]: -1 is all penalty, 1 all reward. */
  readonly asymmetry: number | null;
}

/** What a driver does to the outcome: most of it when it is bad, most of it when it is good, or both alike. */
export type PenaltyRewardClass = "dissatisfier" | "hybrid" | "satisfier" | "undetermined";

/** Effects within this share of the outcome's range, and leads within this share of their range, are rounding. */
const ROUNDING = 1e-10;

/** The size of effects whose sign is rounding. */
export function negligibleEffect(outcome: Float64Array): number {
  return ROUNDING * rangeOf(outcome).halfWidth;
}

/** Range of impact and its parts; an effect that is not a number is none. */
export function impactAsymmetry(penalty = Number.NaN, reward = Number.NaN, negligible: number): ImpactAsymmetry {
  if (Number.isNaN(penalty + reward)) {
    return { rangeOfImpact: null, satisfactionPotential: null, dissatisfactionPotential: null, asymmetry: null };
  }
  const beyond = (effect: number) => (effect > negligible ? effect : 0);
  const [cost, gain] = [beyond(-penalty), beyond(reward)];
  const range = cost + gain;
  const part = (value: number) => (range > 0 && range < Infinity ? value / range : null);
  // in equal parts but for rounding, which must not tip a class
  const lead = Math.abs(gain - cost) > ROUNDING * range ? gain - cost : 0;
  return {
    rangeOfImpact: range,
    satisfactionPotential: part(gain),
    dissatisfactionPotential: part(cost),
    asymmetry: part(lead),
  };
}

/** The class that an interval of the asymmetry leaves, when so much either way counts as none. */
export function classOf(interval: Ends | null, margin: number): PenaltyRewardClass {
  if (interval === null) return "undetermined";
  const { lower, upper } = interval;
  if (lower >= -margin && upper <= margin) return "hybrid";
  if (upper < 0) return "dissatisfier";
  return lower > 0 ? "satisfier" : "undetermined";
}
