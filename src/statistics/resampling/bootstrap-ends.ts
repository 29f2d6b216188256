import type { Ends } from "../../core/estimate";
import { normalCdf, normalQuantile } from "../../numerics/normal";
import { compensatedSum } from "../../numerics/simple-statistics";
import { dot, normExponent, scaleByPower, scaleColumn } from "../../numerics/sums";

/** Ends of an interval, and whether one of them is the most extreme draw for want of more. */
export interface BootstrapEnds extends Ends {
  readonly extreme: boolean;
}

/** Values of a statistic closer than this, relative to the largest, differ by rounding. */
const ROUNDING = 1.5e-14;

/** Whether values are all the same but for rounding. */
export function allEqual(values: ArrayLike<number>): boolean {
  const first = values[0]!;
  const near = ROUNDING * largestOf(values);
  for (let i = 1; i < values.length; i++) if (!(Math.abs(values[i]! - first) <= near)) return false;
  return true;
}

function largestOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}

/** Mean, standard deviation and skewness, in a power of two in which none overflows on the way. */
export function momentsOfDraws(values: Float64Array): { mean: number; deviation: number; skewness: number } {
  const scaled = values.slice();
  const exponent = normExponent(scaled);
  scaleColumn(scaled, -exponent);
  const mean = compensatedSum(scaled) / scaled.length;
  const deviations = scaled.map((value) => value - mean);
  const squares = dot(deviations, 0, deviations, 0, deviations.length);
  const cubes = compensatedSum(deviations.map((deviation) => deviation ** 3));
  return {
    mean: scaleByPower(mean, exponent),
    deviation: scaleByPower(Math.sqrt(squares / (values.length - 1)), exponent),
    skewness: (cubes / squares) * Math.sqrt(values.length / squares),
  };
}

/** The middle part of the draws. */
export function percentileEnds(draws: Float64Array, level: number): BootstrapEnds {
  return endsAt(draws, (1 - level) / 2, (1 + level) / 2);
}

/**
 * The part of the draws between levels that are corrected for bias and for an error that grows with the estimate.
 *
 * @param leftOut - The statistic without each row in turn.
 * @returns `null` where all draws lie on one side of the estimate.
 */
export function bcaEnds(
  draws: Float64Array,
  estimate: number,
  leftOut: Float64Array,
  level: number,
): BootstrapEnds | null {
  const bias = normalQuantile(shareBelow(draws, estimate));
  if (!Number.isFinite(bias)) return null;
  const acceleration = jackknifeSkewness(leftOut) / 6;
  const z = -normalQuantile((1 - level) / 2);
  const corrected = (quantile: number) => {
    const moved = bias + quantile;
    const left = 1 - acceleration * moved;
    // at the pole and beyond, the correction has no end: it asks for the most extreme draw
    return normalCdf(left > 0 ? bias + moved / left : Infinity * moved);
  };
  return endsAt(draws, corrected(-z), corrected(z));
}

/** Share of the draws below the estimate, those equal to it half. */
function shareBelow(draws: Float64Array, estimate: number): number {
  const near = ROUNDING * Math.max(largestOf(draws), Math.abs(estimate));
  let halves = 0;
  for (const draw of draws) halves += Math.abs(draw - estimate) <= near ? 1 : draw < estimate ? 2 : 0;
  return halves / (2 * draws.length);
}

/** Skewness of the statistic by the jackknife, that of the rows' influence over the root of n; 0 where none has any. */
export function jackknifeSkewness(leftOut: Float64Array): number {
  if (allEqual(leftOut)) return 0;
  const mean = compensatedSum(leftOut.map((value) => value / leftOut.length));
  const influences = leftOut.map((value) => mean - value);
  // as shares of the largest, whose powers neither overflow nor underflow
  const largest = largestOf(influences);
  const shares = influences.map((influence) => influence / largest);
  const squares = compensatedSum(shares.map((share) => share ** 2));
  return compensatedSum(shares.map((share) => share ** 3)) / squares ** 1.5;
}

function endsAt(draws: Float64Array, lower: number, upper: number): BootstrapEnds {
  const sorted = draws.slice().sort();
  const ranks = [lower, upper].map((level) => (draws.length + 1) * level);
  return {
    lower: quantileAt(sorted, ranks[0]!),
    upper: quantileAt(sorted, ranks[1]!),
    extreme: !ranks.every((rank) => rank > 1 && rank < draws.length),
  };
}

/** The draw of a rank, between two ranks on the normal scale; below the first and above the last, these. */
function quantileAt(sorted: Float64Array, rank: number): number {
  const n = sorted.length;
  const k = Math.floor(rank);
  if (k < 1) return sorted[0]! + 0;
  if (k >= n) return sorted[n - 1]! + 0;
  const [from, to] = [sorted[k - 1]!, sorted[k]!];
  const at = (position: number) => normalQuantile(position / (n + 1));
  const part = (at(rank) - at(k)) / (at(k + 1) - at(k));
  return from + part * (to - from) + 0;
}
