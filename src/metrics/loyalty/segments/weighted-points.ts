import { compensatedSum } from "../../../numerics/simple-statistics";
import { normExponent, scaleColumn } from "../../../numerics/sums";
import { checkSpread } from "../../../statistics/summaries/moments";
import type { WeightedPoints } from "./broken-line";

/** Rows gathered by distinct x, in units in which nothing overflows, from origins near which no digit is lost. */
export interface GatheredRows extends WeightedPoints {
  /** Sum of squares of y about its mean at each x. */
  readonly within: number;
  /** Sum of squares of y about its mean. */
  readonly total: number;
  /** The distinct values of x as they were, ascending. */
  readonly distinct: Float64Array;
  readonly xUnit: ColumnUnit;
  readonly yUnit: ColumnUnit;
}

/** A value is `origin` plus 2 to the power of `exponent` times what stands for it. */
export interface ColumnUnit {
  readonly origin: number;
  readonly exponent: number;
  /** The largest size of the values as they were, in units. */
  readonly largest: number;
}

/**
 * Means of y at each distinct x.
 *
 * @remarks Rows are sorted by x, then y, so that their order changes no bit. O(n log n) time.
 */
export function gatherRows(fn: string, x: Float64Array, y: Float64Array): GatheredRows {
  const order = Uint32Array.from(x, (_, i) => i).sort((i, j) => x[i]! - x[j]! || y[i]! - y[j]!);
  const xs = x.map((_, i) => x[order[i]!]!);
  const ys = y.map((_, i) => y[order[i]!]!);
  const places = xs.slice();
  const xUnit = toUnits(fn, "x", places);
  // values that differ by less than doubles hold beside the spread of x are one
  const starts = [...places.keys()].filter((i) => i === 0 || places[i] !== places[i - 1]);
  const yUnit = toUnits(fn, "y", ys);
  const means = new Float64Array(starts.length);
  let within = 0;
  starts.forEach((start, k) => {
    const group = ys.subarray(start, starts[k + 1] ?? ys.length);
    means[k] = compensatedSum(group) / group.length;
    within += squaresAbout(group, means[k]!);
  });
  return {
    x: Float64Array.from(starts, (start) => places[start]!),
    y: means,
    weights: Float64Array.from(starts, (start, k) => (starts[k + 1] ?? ys.length) - start),
    within,
    total: squaresAbout(ys, compensatedSum(ys) / ys.length),
    distinct: Float64Array.from(starts, (start) => xs[start]! + 0),
    xUnit,
    yUnit,
  };
}

/** Takes values from one in the middle of them and scales them by a power of two, in place. */
function toUnits(fn: string, path: string, values: Float64Array): ColumnUnit {
  const origin = values[values.length >> 1]! + 0;
  let largest = 0;
  let widest = 0;
  for (let i = 0; i < values.length; i++) {
    largest = Math.max(largest, Math.abs(values[i]!));
    values[i] = values[i]! - origin;
    widest = Math.max(widest, Math.abs(values[i]!));
  }
  checkSpread(fn, path, widest);
  const exponent = normExponent(values);
  scaleColumn(values, -exponent);
  return { origin, exponent, largest: largest / 2 ** exponent };
}

function squaresAbout(values: Float64Array, mean: number): number {
  const deviations = values.map((value) => value - mean);
  return compensatedSum(deviations.map((deviation) => deviation ** 2));
}
