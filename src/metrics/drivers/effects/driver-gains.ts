import type { Scale } from "../../../core/scale";
import { compensatedSum } from "../../../numerics/simple-statistics";
import { dot } from "../../../numerics/sums";
import { centerOf } from "../../../statistics/models/squares";
import type { DriverModel } from "./driver-model";
import type { DriverPriority } from "./driver-priorities-result";
import { slopeDraws } from "./sampled-slopes";

/** Customers whose answers rise: columns with one entry a row. */
export interface MovedRows {
  /** One column a driver. */
  readonly answers: readonly Float64Array[];
  /** Levels that each of the answers rises by. */
  readonly rises: readonly Float64Array[];
  /** Their mean is the goal. */
  readonly scores: Float64Array;
  /** Survey weights; `null` where every row counts the same. */
  readonly weights: Float64Array | null;
  /** Where the goal ends. */
  readonly ends: Scale;
}

/** What the data say of the move of one driver. */
export interface EstimatedGain extends Pick<DriverPriority, "share" | "meanMove" | "coefficient" | "limited"> {
  /** `null` where somebody can move and there is no coefficient. */
  readonly estimate: number | null;
}

/** The goal as it is, and what the move of each driver gains. */
export function estimatedGains(
  { rises, scores, weights, ends }: MovedRows,
  coefficients: DriverModel["coefficients"],
): { readonly current: number; readonly estimated: readonly EstimatedGain[] } {
  const current = centerOf(scores, weights);
  const estimated = rises.map((rise, j) => {
    const found = coefficients[j]!;
    const coefficient = typeof found === "string" ? null : found.estimate;
    const meanMove = centerOf(rise, weights);
    const slope = coefficient ?? Number.NaN;
    const gain = gainOf(slope, meanMove, current, ends);
    return {
      share: centerOf(rise.map(Math.sign), weights),
      meanMove,
      coefficient,
      estimate: Number.isNaN(gain) ? null : gain,
      limited: Math.abs(gain - slope * meanMove) > negligibleGain(ends),
    };
  });
  return { current, estimated };
}

/**
 * Gains in samples of the rows, one array a driver; NaN where a sample does not tell one.
 *
 * @param fitted - Places of the drivers in the model: they vary, and none repeats the others.
 */
export function drawnGains(
  { answers, rises, scores, weights, ends }: MovedRows,
  fitted: readonly number[],
  draws: number,
  seed: number,
): Float64Array[] {
  const columns = fitted.map((j) => answers[j]!);
  const sample = slopeDraws(columns, scores, weights, seed);
  const drawn = rises.map(() => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw++) {
    const { counts, slopes } = sample();
    const total = compensatedSum(counts);
    const meanOf = (column: Float64Array) => dot(counts, 0, column, 0, column.length) / total;
    const current = meanOf(scores);
    rises.forEach((rise, j) => {
      const slope = slopes[fitted.indexOf(j)] ?? Number.NaN;
      drawn[j]![draw] = gainOf(slope, meanOf(rise), current, ends);
    });
  }
  return drawn;
}

/** What a move gains within the ends of the goal; NaN where somebody can move and the slope is not known. */
function gainOf(slope: number, meanMove: number, current: number, ends: Scale): number {
  if (meanMove === 0) return 0;
  const gain = Math.max(ends.min - current, Math.min(ends.max - current, slope * meanMove));
  // what rounding leaves of none must not lead, nor fall behind
  return Math.abs(gain) <= negligibleGain(ends) ? 0 : gain;
}

/** Gains within this share of the goal's range are rounding. */
const ROUNDING = 1e-12;

function negligibleGain({ min, max }: Scale): number {
  return ROUNDING * (max - min);
}
