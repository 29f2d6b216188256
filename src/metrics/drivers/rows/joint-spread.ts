import { compensatedSum } from "../../../numerics/simple-statistics";
import { dot, normExponent, scaleByPower, scaleColumn } from "../../../numerics/sums";
import { centerOf } from "../../../statistics/models/squares";
import { isRounding } from "../../../statistics/summaries/moments";

/** Columns less their means, in powers of two that bring their lengths near 1. */
export interface UnitColumns {
  /** Each is zeros where the column does not vary. */
  readonly columns: readonly Float64Array[];
  /** What was subtracted. */
  readonly centers: readonly number[];
  /** A column is its center and 2^exponent times what stands here. */
  readonly exponents: readonly number[];
}

/** How columns vary together among rows that count so often. */
export interface JointSpread {
  /** How often all rows count. */
  readonly total: number;
  readonly means: Float64Array;
  /**
   * Sums of products of the deviations from the means, p x p entries row by row; those of a column that does not vary
   * are 0.
   */
  readonly products: Float64Array;
}

/** Variation below this share of its column's mean square is what cancels in rounding. */
const ROUNDING = 1e-12;

/**
 * Takes columns from their means and brings them near length 1, once, so that sums over any of their rows keep their
 * digits: a column may lie far from 0 or be near the ends of the doubles.
 *
 * @param columns - Of one length, n >= 1. Not changed.
 * @param weights - Of the rows, above 0; `null` where every row counts once.
 */
export function unitColumns(columns: readonly Float64Array[], weights: Float64Array | null): UnitColumns {
  const n = (columns[0] as Float64Array).length;
  const total = weights === null ? n : compensatedSum(weights);
  const timesWeight = (column: Float64Array) =>
    weights === null ? column : column.map((value, i) => value * (weights[i] as number));
  const parts = columns.map((given) => {
    const column = given.slice();
    const size = normExponent(column);
    scaleColumn(column, -size);
    const center = centerOf(column, weights);
    for (let i = 0; i < n; i++) column[i] = (column[i] as number) - center;
    const deviation = Math.sqrt(dot(timesWeight(column), 0, column, 0, n) / total);
    if (isRounding(deviation, center)) column.fill(0);
    const spread = normExponent(column);
    scaleColumn(column, -spread);
    return { column, center: scaleByPower(center, size), exponent: size + spread };
  });
  return {
    columns: parts.map(({ column }) => column),
    centers: parts.map(({ center }) => center),
    exponents: parts.map(({ exponent }) => exponent),
  };
}

/**
 * A function that gives the joint spread of columns when row i counts `counts[i]` times, or each once.
 *
 * @remarks In plain doubles: meant for {@link unitColumns}, many times over. O(n p^2) time a call, no allocation: the
 * next call overwrites what the last one returned.
 *
 * @param columns - p columns of n rows.
 * @returns Takes n numbers >= 0, not all 0, or `null`.
 */
export function jointSpreads(columns: readonly Float64Array[]): (counts: Float64Array | null) => JointSpread {
  const p = columns.length;
  const n = (columns[0] as Float64Array).length;
  const counted = new Float64Array(n);
  const means = new Float64Array(p);
  const products = new Float64Array(p * p);
  const ones = new Float64Array(n).fill(1);
  return (counts) => {
    const rows = counts ?? ones;
    const total = dot(rows, 0, ones, 0, n);
    for (let j = 0; j < p; j++) means[j] = dot(rows, 0, columns[j] as Float64Array, 0, n) / total;
    for (let j = 0; j < p; j++) {
      const column = columns[j] as Float64Array;
      for (let i = 0; i < n; i++) counted[i] = (rows[i] as number) * (column[i] as number);
      for (let k = 0; k <= j; k++) {
        const square = dot(counted, 0, columns[k] as Float64Array, 0, n);
        const product = square - total * (means[j] as number) * (means[k] as number);
        products[j * p + k] = k === j && product <= ROUNDING * square ? 0 : product;
      }
    }
    for (let j = 0; j < p; j++) {
      const constant = products[j * p + j] === 0;
      for (let k = 0; k < j; k++) {
        if (constant || products[k * p + k] === 0) products[j * p + k] = 0;
        products[k * p + j] = products[j * p + k] as number;
      }
    }
    return { total, means, products };
  };
}
