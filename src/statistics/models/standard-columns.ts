import { refuse } from "../../core/checks";
import { compensatedSum } from "../../numerics/simple-statistics";
import { normExponent, scaleByPower, scaleColumn } from "../../numerics/sums";

/** Columns in standard deviations from their means, both of the observed values. */
export interface StandardColumns {
  /** Without the rows that have no value; NaN for missing. */
  readonly columns: readonly Float64Array[];
  /** Mean over standard deviation of each column. */
  readonly centers: readonly number[];
  readonly deviations: readonly number[];
  /** Sum over the observed values of the logarithm of their column's standard deviation. */
  readonly logDeviations: number;
}

/**
 * Standardises columns with missing values.
 *
 * @param paths - The columns in messages.
 * @param table - Columns of one length, NaN for missing. Not changed.
 */
export function standardColumns(fn: string, paths: readonly string[], table: readonly Float64Array[]): StandardColumns {
  const rows = (table[0] as Float64Array).map((_, i) => (table.some((column) => !Number.isNaN(column[i])) ? 1 : 0));
  const centers: number[] = [];
  const deviations: number[] = [];
  let logDeviations = 0;
  const columns = table.map((column, j) => {
    const path = paths[j] as string;
    const values = column.filter((value) => !Number.isNaN(value));
    const { length } = values;
    if (length === 0) refuse("insufficient-data", fn, path, "must have a value in some row");
    const first = values[0] as number;
    if (values.every((value) => value === first)) {
      refuse("degenerate-data", fn, path, `must vary, received ${length} values of ${first + 0}`);
    }
    // in a power of two of its own, no square of a column overflows
    const exponent = normExponent(values);
    scaleColumn(values, -exponent);
    const mean = compensatedSum(values) / length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / length);
    centers.push(mean / deviation);
    deviations.push(scaleByPower(deviation, exponent));
    logDeviations += length * (Math.log(deviation) + exponent * Math.LN2);
    const standard = column.filter((_, i) => rows[i] === 1);
    scaleColumn(standard, -exponent);
    return standard.map((value) => (value - mean) / deviation);
  });
  return { columns, centers, deviations, logDeviations };
}
