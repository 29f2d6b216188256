import { tInterval } from "../../../statistics/estimates/interval";
import { type Contrast, errorOf, estimateOf, freedomOf } from "./contrasts";
import type { WeighedLevels } from "./weighed-levels";

/** A contrast that was fixed beforehand, with its Student t interval. */
export function plainEstimate(levels: WeighedLevels, contrast: Contrast, confidenceLevel: number) {
  const { estimate, standardError } = inLoyalty(levels, contrast);
  const interval = tInterval(estimate, standardError, freedomOf(contrast, levels), confidenceLevel);
  return { estimate, standardError, interval };
}

/** A contrast and its standard error in the unit of loyalty. */
export function inLoyalty(levels: WeighedLevels, contrast: Contrast) {
  return {
    estimate: estimateOf(contrast, levels) * levels.unit + 0,
    standardError: errorOf(contrast, levels) * levels.unit,
  };
}
