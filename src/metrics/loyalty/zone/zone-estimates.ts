import type { ConfidenceInterval } from "../../../core/estimate";
import { normalUpper } from "../../../numerics/normal";
import { studentTUpperQuantile } from "../../../numerics/student-t";
import { inLoyalty } from "../curve/contrast-estimate";
import { freedomOf, times } from "../curve/contrasts";
import type { DrawSettings } from "../curve/level-noise";
import type { WeighedLevels } from "../curve/weighed-levels";
import { type Family, largestScores } from "./max-t";

/** A slope, in units of loyalty per point of satisfaction, or a difference of loyalty. */
export interface ZoneEstimate {
  readonly estimate: number;
  readonly standardError: number;
  /**
   * Method `t` where nothing was chosen; `max-t` where the data chose the levels: it then holds for all choices
   * together.
   */
  readonly interval: ConfidenceInterval;
}

/** The chosen contrast of each family, with an interval as wide as the choice among the family asks for. */
export function chosenEstimates(
  levels: WeighedLevels,
  families: readonly Family[],
  chosen: number,
  confidenceLevel: number,
  settings: DrawSettings,
): ZoneEstimate[] {
  const twoSided = families.map((family) => [...family, ...family.map((contrast) => times(contrast, -1))]);
  const rank = Math.min(settings.draws, Math.ceil((settings.draws + 1) * confidenceLevel));
  return largestScores(levels, twoSided, settings).map((largest, i) => {
    const contrast = families[i]![chosen]!;
    const { estimate, standardError } = inLoyalty(levels, contrast);
    // a single candidate is no choice, and needs no draws
    const tail = families[i]!.length === 1 ? (1 - confidenceLevel) / 2 : normalUpper(largest.sort()[rank - 1]!);
    const half = studentTUpperQuantile(tail, freedomOf(contrast, levels)) * standardError;
    return {
      estimate,
      standardError,
      interval: { lower: estimate - half, upper: estimate + half, level: confidenceLevel, method: "max-t" },
    };
  });
}
