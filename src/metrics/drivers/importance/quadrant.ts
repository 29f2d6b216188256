import type { Ends } from "../../../core/estimate";

/** The field's names of the four quadrants. */
export type ImportancePerformanceQuadrant =
  | "concentrate-here"
  | "keep-up-the-good-work"
  | "low-priority"
  | "possible-overkill"
  | "undecided";

/** Where a driver lies on the grid. */
export interface PlaceOnGrid {
  readonly quadrant: ImportancePerformanceQuadrant;
  readonly undecided: readonly ("importance" | "performance")[];
}

/** The quadrant of a driver; undecided unless both intervals clear the point where the axes cross. */
export function placeOnGrid(
  importance: Ends | null,
  performance: Ends,
  crosshair: { readonly importance: number | null; readonly performance: number },
): PlaceOnGrid {
  const sides = {
    importance: sideOf(importance, crosshair.importance),
    performance: sideOf(performance, crosshair.performance),
  };
  return {
    quadrant: quadrantOf(sides.importance, sides.performance),
    undecided: (["importance", "performance"] as const).filter((axis) => sides[axis] === null),
  };
}

/** On which side of a crosshair an interval lies; `null` where it does not clear it, or there is none. */
function sideOf(interval: Ends | null, cross: number | null): "high" | "low" | null {
  if (interval === null || cross === null) return null;
  if (interval.lower > cross) return "high";
  return interval.upper < cross ? "low" : null;
}

function quadrantOf(
  importance: "high" | "low" | null,
  performance: "high" | "low" | null,
): ImportancePerformanceQuadrant {
  if (importance === null || performance === null) return "undecided";
  if (importance === "high") return performance === "high" ? "keep-up-the-good-work" : "concentrate-here";
  return performance === "high" ? "possible-overkill" : "low-priority";
}
