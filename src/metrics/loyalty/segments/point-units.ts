import { refuse } from "../../../core/checks";
import { scaleByPower } from "../../../numerics/sums";
import type { ColumnUnit, GatheredRows } from "./weighted-points";

/** From the units of gathered rows back to those of the caller. */
export interface PointUnits {
  readonly place: (x: number) => number;
  readonly slope: (slope: number) => number;
  /** Of the line with this height at the origin of x. */
  readonly intercept: (height: number, slope: number) => number;
  readonly squares: (sum: number) => number;
}

export function pointUnits(fn: string, { x, distinct, xUnit, yUnit }: GatheredRows): PointUnits {
  const finite = (value: number) => {
    if (!Number.isFinite(value))
      refuse("degenerate-data", fn, "x", "and y must be in units that keep lines below 1.8e308");
    return value + 0;
  };
  const slopeIn = (slope: number) => finite(scaleByPower(slope, yUnit.exponent - xUnit.exponent));
  return {
    place: (at) => {
      // a breakpoint at an x is that x to the last bit
      const k = x.indexOf(at);
      return k >= 0 ? distinct[k]! : finite(xUnit.origin + scaleByPower(at, xUnit.exponent));
    },
    slope: slopeIn,
    intercept: (height, slope) =>
      finite(yUnit.origin + scaleByPower(height, yUnit.exponent) - slopeIn(slope) * xUnit.origin),
    squares: (sum) => finite(scaleByPower(sum, 2 * yUnit.exponent)),
  };
}

/** Whether residuals are no more than what doubles round off values of this size, and off x times these slopes. */
export function isRoundingOf(
  rss: number,
  n: number,
  { xUnit, yUnit }: { readonly xUnit: ColumnUnit; readonly yUnit: ColumnUnit },
  slopes: readonly number[],
): boolean {
  const steepest = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  return Math.sqrt(rss / n) <= 10 * Number.EPSILON * (yUnit.largest + steepest * xUnit.largest);
}
