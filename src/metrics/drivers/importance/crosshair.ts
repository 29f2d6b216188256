import { checkFinite, checkInRange, checkNoOthers, checkOneOf } from "../../../core/checks";
import { compensatedSum } from "../../../numerics/simple-statistics";
import type { ImportancePerformanceResult } from "./importance-performance-result";

/** Where the two axes cross. */
export interface ImportancePerformancePoint {
  /** In the unit of importance. */
  readonly importance: number;
  /** In [0, 100]. */
  readonly performance: number;
}

/** Where the axes are asked to cross. */
export type Crosshair = "mean" | "median" | ImportancePerformancePoint;

export function checkCrosshair(fn: string, crosshair: Crosshair): void {
  if (typeof crosshair !== "object" || crosshair === null) {
    checkOneOf(fn, "crosshair", crosshair, ["mean", "median"]);
    return;
  }
  const { importance, performance, ...others } = crosshair;
  checkNoOthers(fn, others, "crosshair");
  checkFinite(fn, "crosshair.importance", importance);
  checkInRange(fn, "crosshair.performance", performance, 0, 100);
}

/**
 * The point where the axes cross.
 *
 * @param importances - One a driver; `null` where it has none.
 */
export function crosshairOf(
  crosshair: Crosshair,
  importances: readonly (number | null)[],
  performances: readonly number[],
): ImportancePerformanceResult["crosshair"] {
  if (typeof crosshair === "object") {
    return { importance: crosshair.importance + 0, performance: crosshair.performance + 0, method: "given" };
  }
  const middleOf = crosshair === "mean" ? meanOf : medianOf;
  const known = importances.filter((value) => value !== null);
  return {
    importance: known.length === 0 ? null : middleOf(known),
    performance: middleOf(performances),
    method: crosshair,
  };
}

function meanOf(values: readonly number[]): number {
  return compensatedSum(values) / values.length + 0;
}

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return meanOf([...sorted.subarray((sorted.length - 1) >> 1, (sorted.length >> 1) + 1)]);
}
