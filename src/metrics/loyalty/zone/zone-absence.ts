import { type Contrast, minus, plus, slopeBetween, upperPValue } from "../curve/contrasts";
import type { DrawSettings } from "../curve/level-noise";
import type { WeighedLevels } from "../curve/weighed-levels";
import type { InsensitiveZoneReason } from "./insensitive-zone-result";
import { type Family, maxMinScore, maxTPValue } from "./max-t";
import { type Candidate, steepEnds } from "./zone-candidates";

// Evidence that a curve has no zone, which is more than no evidence that it has one.

/**
 * P-value of the hypothesis that both ends of some candidate are steeper than its middle by the margin.
 *
 * @remarks A candidate is ruled out where one of its ends is less steep than that, at half the level since either end
 * may do it; all candidates must be.
 */
export function absencePValue(levels: WeighedLevels, candidates: readonly Candidate[], margin: Contrast): number {
  const [left, right] = steepEnds(candidates);
  const pValues = candidates.map((_, i) =>
    Math.min(1, ...[left, right].map((family) => 2 * upperPValue(minus(margin, family[i]!), levels))),
  );
  return Math.max(...pValues);
}

/** P-value of the hypothesis that loyalty rises or falls by the margin or more, per point, between some two levels. */
export function flatPValue(levels: WeighedLevels, margin: Contrast): number {
  const pValues = levels.positions.slice(1).flatMap((_, k) => {
    const families = roomIn(margin, [slopeBetween(levels, k, k + 1)]);
    return families.map(([room]) => upperPValue(room!, levels));
  });
  return Math.max(...pValues);
}

/** How much room slopes have below the margin, and above its negative: both are positive where a slope is flat. */
export function roomIn(margin: Contrast, slopes: Family): readonly [Family, Family] {
  return [slopes.map((slope) => minus(margin, slope)), slopes.map((slope) => plus(margin, slope))];
}

/** A curve without a zone that is flat at one of its ends, or at both. */
export type FlatEnd = Extract<InsensitiveZoneReason, "saturation" | "threshold" | "s-shaped">;

/** Where a curve is shown to be flat up to an end, and steeper on the other side; `null` where it is not. */
export function flatEndOf(
  levels: WeighedLevels,
  margin: Contrast,
  confidenceLevel: number,
  settings: DrawSettings,
): FlatEnd | null {
  const last = levels.positions.length - 1;
  const knots = levels.positions.slice(1, -1).map((_, i) => i + 1);
  const below = knots.map((knot) => slopeBetween(levels, 0, knot));
  const above = knots.map((knot) => slopeBetween(levels, knot, last));
  const shown = (flat: Family, steep: Family) => {
    const families = [flat.map((slope, i) => minus(steep[i]!, slope)), ...roomIn(margin, flat)];
    const { score } = maxMinScore(levels, families);
    return maxTPValue(levels, families, score, settings) <= 1 - confidenceLevel;
  };
  const [top, bottom] = [shown(above, below), shown(below, above)];
  if (top && bottom) return "s-shaped";
  return top ? "saturation" : bottom ? "threshold" : null;
}
