import { add, type DoubleDouble, divide, multiply } from "./double-double";

/**
 * Sweeps a symmetric matrix on one of its diagonal entries, in place and in twice the precision.
 *
 * @remarks Swept on the rows of set K, sums of products A of some columns hold minus the inverse of A_KK, the
 * coefficients of every other column's regression on those of K, and the products of the residuals. O(size^2).
 *
 * @param matrix - Rows of a symmetric matrix whose entry (k, k) is not 0.
 * @see Goodnight (1979), The American Statistician 33(3), 149-158, doi:10.2307/2683825 (not read)
 */
export function sweep(matrix: DoubleDouble[][], k: number): void {
  const size = matrix.length;
  const pivotRow = matrix[k] as DoubleDouble[];
  const pivot = pivotRow[k] as DoubleDouble;
  const scaled = pivotRow.map((entry) => divide(entry, pivot));
  for (let i = 0; i < size; i++) {
    if (i === k) continue;
    const row = matrix[i] as DoubleDouble[];
    const [high, low] = row[k] as DoubleDouble;
    for (let j = 0; j < size; j++) {
      if (j !== k) row[j] = add(row[j] as DoubleDouble, multiply([-high, -low], scaled[j] as DoubleDouble));
    }
    row[k] = scaled[i] as DoubleDouble;
  }
  for (let j = 0; j < size; j++) pivotRow[j] = scaled[j] as DoubleDouble;
  pivotRow[k] = divide([-1, 0], pivot);
}
