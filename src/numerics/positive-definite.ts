/**
 * Inverts a symmetric positive definite matrix in place.
 *
 * @remarks Gauss-Jordan elimination without pivoting, which such a matrix does not need. O(size^3), no allocation.
 *
 * @param matrix - size x size entries, row by row, at the start of the array.
 * @returns Logarithm of the determinant; NaN, with the matrix spoilt, where it is not positive definite.
 */
export function invertPositiveDefinite(matrix: Float64Array, size: number): number {
  let logDeterminant = 0;
  for (let k = 0; k < size; k++) {
    const pivotRow = k * size;
    const pivot = matrix[pivotRow + k] as number;
    if (!(pivot > 0 && pivot < Infinity)) return Number.NaN;
    logDeterminant += Math.log(pivot);
    matrix[pivotRow + k] = 1;
    for (let j = 0; j < size; j++) matrix[pivotRow + j] = (matrix[pivotRow + j] as number) / pivot;
    for (let i = 0; i < size; i++) {
      if (i === k) continue;
      const row = i * size;
      const factor = matrix[row + k] as number;
      matrix[row + k] = 0;
      for (let j = 0; j < size; j++) {
        matrix[row + j] = (matrix[row + j] as number) - factor * (matrix[pivotRow + j] as number);
      }
    }
  }
  return logDeterminant;
}
