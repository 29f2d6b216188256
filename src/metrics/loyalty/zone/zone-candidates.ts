import { type Contrast, minus, slopeBetween } from "../curve/contrasts";
import type { WeighedLevels } from "../curve/weighed-levels";
import type { Family } from "./max-t";
import type { Knots } from "./three-segment-fit";

/** A zone that may be one: two levels with others below and above, and the slopes that they divide the curve into. */
export interface Candidate extends Knots {
  readonly left: Contrast;
  readonly inner: Contrast;
  readonly right: Contrast;
}

/** Every pair of levels with at least one level below and one above. */
export function candidatesOf(levels: WeighedLevels): Candidate[] {
  const last = levels.positions.length - 1;
  // candidates with the same end share its slope
  const above = levels.positions.slice(0, -1).map((_, k) => slopeBetween(levels, k, last));
  const found: Candidate[] = [];
  for (let from = 1; from < last - 1; from++) {
    const left = slopeBetween(levels, 0, from);
    for (let to = from + 1; to < last; to++) {
      found.push({
        from,
        to,
        left,
        inner: slopeBetween(levels, from, to),
        right: above[to]!,
      });
    }
  }
  return found;
}

/**
 * By how much each end is steeper than the middle.
 *
 * @remarks On a convex curve no slope on the left is above a later one, on a concave curve none on the right is above
 * an earlier one. So both families have a contrast above 0 only where the curve is first concave and then convex.
 */
export function steepEnds(candidates: readonly Candidate[]): readonly [Family, Family] {
  return [
    candidates.map(({ left, inner }) => minus(left, inner)),
    candidates.map(({ inner, right }) => minus(right, inner)),
  ];
}

/** What is above 0 in a zone: by how much each end is steeper than the middle, and the slopes of the ends. */
export function zoneFamilies(candidates: readonly Candidate[]): readonly Family[] {
  return [...steepEnds(candidates), candidates.map(({ left }) => left), candidates.map(({ right }) => right)];
}
