import type { ConfidenceInterval } from "../../../core/estimate";
import type { PointUnits } from "./point-units";
import type { SegmentedFit } from "./segmented-fit";
import type { GatheredRows } from "./weighted-points";

/** One straight piece of the line. */
export interface LineSegment {
  /** A breakpoint, or the smallest x. */
  readonly from: number;
  /** A breakpoint, or the largest x. */
  readonly to: number;
  /** Rows in it; those at a breakpoint are in both of its segments. */
  readonly n: number;
  /** Change of y with one unit of x. */
  readonly slope: number;
  /** Of the slope; `null` with less than two distinct x between the breakpoints, and where the fit is perfect. */
  readonly standardError: number | null;
  readonly interval: ConfidenceInterval | null;
  /** Height of the segment's line at x = 0. */
  readonly intercept: number;
}

/** The pieces of a fit in the caller's units; `deviation` is that of the residuals, `null` where the fit is perfect. */
export function lineSegments(
  { x, weights }: GatheredRows,
  { breakpoints, height, slopes, slopeVariances }: SegmentedFit,
  units: PointUnits,
  deviation: number | null,
  intervalOf: (slope: number, standardError: number) => ConfidenceInterval,
): LineSegment[] {
  let heightAtStart = height;
  return slopes.map((slope, s): LineSegment => {
    const [start, end] = [breakpoints[s - 1] ?? x[0]!, breakpoints[s] ?? x.at(-1)!];
    const knot = breakpoints[Math.max(0, s - 1)]!;
    const intercept = units.intercept(heightAtStart - slope * knot, slope);
    if (s > 0) heightAtStart += slope * (end - start);
    const variance = slopeVariances[s]!;
    const standardError = deviation === null || variance === null ? null : units.slope(deviation * Math.sqrt(variance));
    return {
      from: units.place(start),
      to: units.place(end),
      n: weights.reduce((sum, weight, k) => (start <= x[k]! && x[k]! <= end ? sum + weight : sum), 0),
      slope: units.slope(slope),
      standardError,
      interval: standardError === null ? null : intervalOf(units.slope(slope), standardError),
      intercept,
    };
  });
}
