import type { Factorisation } from "./householder";
import { dot } from "./sums";

/**
 * The upper triangle R with R'R = M, by columns as a QR factorisation holds its own; `null` where M is not positive
 * definite to rounding.
 *
 * @remarks So what solves and inverts with the triangle of a QR does with this one. O(p^3) time.
 *
 * @param matrix - p x p entries of a symmetric matrix, row by row. Not changed.
 * @param singular - An independent part of a row within this share of it is rounding.
 */
export function choleskyFactor(matrix: Float64Array, singular = 1e-15): Factorisation["triangle"] | null {
  const p = Math.sqrt(matrix.length);
  const triangle: Float64Array[] = [];
  for (let i = 0; i < p; i++) {
    const column = new Float64Array(i + 1);
    for (let j = 0; j < i; j++) {
      const before = triangle[j] as Float64Array;
      column[j] = ((matrix[i * p + j] as number) - dot(column, 0, before, 0, j)) / (before[j] as number);
    }
    const diagonal = matrix[i * p + i] as number;
    const square = diagonal - dot(column, 0, column, 0, i);
    if (!(square > singular * diagonal && square < Infinity)) return null;
    column[i] = Math.sqrt(square);
    triangle.push(column);
  }
  return triangle;
}
