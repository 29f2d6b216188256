import { DETERMINED, eliminateBlock } from "../../../numerics/subset-sums";

/** What a driver is in the model of all drivers. */
export interface PartialDriver {
  /** What R² loses without this driver. */
  readonly last: number;
  /** Regression coefficient in standard deviations; `null` where the others determine this driver. */
  readonly coefficient: number | null;
  /** Correlation of the outcome with what the others leave of this driver; `null` where that is nothing. */
  readonly semipartial: number | null;
}

/** The model of all drivers. */
export interface FullModel {
  readonly rSquared: number;
  readonly drivers: readonly PartialDriver[];
}

/**
 * The regression of an outcome on all drivers, in standard deviations.
 *
 * @remarks Each driver in turn comes last in an elimination of all, so that no order of columns shows. O(p^4) time.
 *
 * @param correlations - Of the drivers and, last, the outcome, (p + 1) x (p + 1) entries row by row.
 */
export function fullModel(correlations: Float64Array, p: number): FullModel {
  const width = p + 1;
  const rest = new Float64Array(width * width);
  const drivers = Array.from({ length: p }, (_, j): PartialDriver => {
    moveLast(correlations, rest, width, j);
    if (p > 1) eliminateBlock(rest, rest, width, 0, p - 1);
    const own = rest[(p - 1) * width + p - 1] as number;
    const product = rest[(p - 1) * width + p] as number;
    if (!(own > DETERMINED)) return { last: 0, coefficient: null, semipartial: null };
    return { last: product ** 2 / own, coefficient: product / own, semipartial: product / Math.sqrt(own) };
  });
  return { rSquared: explainedByAll(correlations, p), drivers };
}

/** R² of the regression on all drivers. O(p^3) time. */
export function explainedByAll(correlations: Float64Array, p: number): number {
  const rest = correlations.slice();
  return Math.min(1, eliminateBlock(rest, rest, p + 1, 0, p));
}

/** A semipartial correlation this far beyond the correlation is no rounding. */
const ROUNDING = 1e-9;

/** Whether a driver's part in the model of all lies outside of the range between 0 and its correlation. */
export function isSuppressor(semipartial: number | null, correlation: number): boolean {
  if (semipartial === null) return false;
  const along = correlation < 0 ? -semipartial : semipartial;
  return along < -ROUNDING || along > Math.abs(correlation) + ROUNDING;
}

/** Writes correlations with driver j behind the others; upper triangle. */
function moveLast(from: Float64Array, to: Float64Array, width: number, j: number): void {
  const last = width - 2;
  const place = (i: number) => (i < j || i > last ? i : i === last ? j : i + 1);
  for (let i = 0; i < width; i++) {
    for (let k = i; k < width; k++) to[i * width + k] = from[place(i) * width + place(k)] as number;
  }
}
