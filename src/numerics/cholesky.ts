import { dot } from "./sums";

/**
 * b' V^-1 b for a covariance matrix V, given as standard deviations and correlations; `null` where V is singular.
 *
 * @remarks Correlations keep the scale of the coefficients out of it. O(p^3).
 *
 * @param standardized - Each b over its standard deviation; p numbers.
 * @param correlation - Correlation of two of them.
 */
export function quadraticForm(
  standardized: Float64Array,
  correlation: (i: number, j: number) => number,
): number | null {
  const rows: Float64Array[] = [];
  const solved = new Float64Array(standardized.length);
  for (let i = 0; i < standardized.length; i++) {
    const row = new Float64Array(i + 1);
    for (let j = 0; j < i; j++) {
      const above = rows[j] as Float64Array;
      row[j] = (correlation(i, j) - dot(row, 0, above, 0, j)) / (above[j] as number);
    }
    const square = 1 - dot(row, 0, row, 0, i);
    // an independent part within rounding of nothing
    if (!(square > 1e-14)) return null;
    row[i] = Math.sqrt(square);
    rows.push(row);
    solved[i] = ((standardized[i] as number) - dot(row, 0, solved, 0, i)) / (row[i] as number);
  }
  return dot(solved, 0, solved, 0, solved.length);
}
