import { compensatedSum } from "../../numerics/simple-statistics";
import { dot, normExponent, scaleByPower, scaleColumn } from "../../numerics/sums";
import { isRounding } from "../summaries/moments";

/** A column as correlations see it. */
export interface UnitDeviations {
  /** Deviations from the mean, scaled to length 1. */
  readonly deviations: Float64Array;
  /** What the rounding of the values may have added to the squared length. */
  readonly rounding: number;
}

/** Share of squares below which R, too, warns that a fit is perfect but for rounding. */
const ROUNDING = 1e-30;

/**
 * Deviations from the mean in units of their own length, or `null` where they are rounding.
 *
 * @remarks In powers of two of their own, neither values nor deviations overflow or underflow; the mean is taken off
 * twice, so that what rounding of the first mean left goes with the second. O(n).
 *
 * @param values - n finite numbers, n >= 3. Not changed.
 * @param origin - The column that residuals come from, whose rounding they carry.
 */
export function unitDeviations(values: Float64Array, origin: Float64Array = values): UnitDeviations | null {
  const n = values.length;
  const deviations = values.slice();
  const shift = normExponent(deviations);
  scaleColumn(deviations, -shift);
  subtract(deviations, compensatedSum(deviations) / n);
  subtract(deviations, compensatedSum(deviations) / n);
  const own = lengthOf(deviations);
  if (own.length === 0) return null;
  const whole = lengthOf(origin.slice());
  const timesLonger = scaleByPower(whole.length / own.length, whole.exponent - own.exponent - shift);
  // the standard deviation beside the root mean square of the values
  if (isRounding(Math.sqrt(n / (n - 1)), timesLonger)) return null;
  for (let i = 0; i < n; i++) deviations[i] = deviations[i]! / own.length;
  return { deviations, rounding: ROUNDING * timesLonger ** 2 };
}

/** Length of a column as a number times 2^exponent; the column is left divided by that power. */
function lengthOf(column: Float64Array): { length: number; exponent: number } {
  const exponent = normExponent(column);
  scaleColumn(column, -exponent);
  return { length: Math.sqrt(dot(column, 0, column, 0, column.length)), exponent };
}

function subtract(column: Float64Array, value: number): void {
  for (let i = 0; i < column.length; i++) column[i] = column[i]! - value;
}

/** The cosine of the angle between the deviations of two columns, which is Pearson's correlation of the columns. */
export interface Cosine {
  /** In [-1, 1]. */
  readonly r: number;
  /** 1 - |r|, with its own digits where r is near 1 or -1. */
  readonly gap: number;
}

/**
 * The cosine of two columns' deviations; a gap that rounding of the values can make is 0.
 *
 * @remarks Near 1 and -1 by the length of the difference, which keeps the digits of the gap. O(n).
 */
export function cosineOf(a: UnitDeviations, b: UnitDeviations): Cosine {
  const n = a.deviations.length;
  const product = dot(a.deviations, 0, b.deviations, 0, n);
  if (Math.abs(product) < 0.5) return { r: product + 0, gap: 1 - Math.abs(product) };
  const sign = Math.sign(product);
  let apart = 0;
  for (let i = 0; i < n; i++) apart += (a.deviations[i]! - sign * b.deviations[i]!) ** 2;
  const gap = apart <= a.rounding + b.rounding ? 0 : apart / 2;
  return { r: sign * (1 - gap), gap };
}
