import type { ConfidenceInterval, Estimate } from "../../../core/estimate";
import type { SuperiorityResult } from "../../../statistics/hypothesis-tests/probability-of-superiority";
import type { ArmOddsRatio } from "./ratio-of-arms";

/** A difference in a measure without unit, which other comparisons can be set beside. */
export interface StandardizedDifference<K extends "cohens-h" | "hedges-g">
  extends Estimate<"value", ConfidenceInterval | null> {
  readonly kind: K;
}

/** Difference of two shares after the arcsine transformation: 0 is no difference, -pi and pi the most there is. */
export type CohensH = StandardizedDifference<"cohens-h">;

/** Difference of two means in standard deviations, corrected for small samples: 0 is no difference. */
export type HedgesG = StandardizedDifference<"hedges-g">;

/** What tells how large a difference is in no unit. */
export type EffectSize = CohensH | HedgesG | SuperiorityResult<ConfidenceInterval | null> | ArmOddsRatio;
