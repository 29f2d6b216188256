/** A symmetric matrix as its eigenvectors and eigenvalues. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** Column j, at places i size + j, is the unit vector of `values[j]`. */
  readonly vectors: Float64Array;
}

/** Rounds over all pairs of rows; convergence is quadratic, so that ten are seldom needed. */
const MOST_SWEEPS = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations.
 *
 * @remarks Each rotation makes an entry off the diagonal 0 and leaves the sum of squares of the others as it was.
 * Eigenvalues are right to about 1e-15 of the largest; eigenvectors of equal ones are any that are orthogonal. O(size^3)
 * time a sweep, five to ten sweeps.
 *
 * @param matrix - size x size entries, row by row, whose squares are within the doubles. Not changed.
 * @returns In no order of size.
 * @see Golub and Van Loan (2013), Matrix Computations, 4th edition, section 8.5 (not read)
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const a = matrix.slice();
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  let squares = 0;
  for (const entry of a) squares += entry * entry;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0;
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) off += (a[i * size + j] as number) ** 2;
    if (off <= 1e-40 * squares) break;
    for (let i = 0; i < size; i++) for (let j = i + 1; j < size; j++) rotate(a, vectors, size, i, j);
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i] as number), vectors };
}

/** Turns the axes i and j so that entry (i, j) is 0. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, i: number, j: number): void {
  const entry = a[i * size + j] as number;
  if (entry === 0) return;
  const twice = ((a[j * size + j] as number) - (a[i * size + i] as number)) / entry / 2;
  // the smaller of two angles, by the root of t^2 + 2 twice t - 1 that does not cancel
  const tangent = (twice < 0 ? -1 : 1) / (Math.abs(twice) + Math.hypot(twice, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) turn(a, k * size + i, k * size + j, cosine, sine);
  for (let k = 0; k < size; k++) turn(a, i * size + k, j * size + k, cosine, sine);
  for (let k = 0; k < size; k++) turn(vectors, k * size + i, k * size + j, cosine, sine);
  a[i * size + j] = 0;
  a[j * size + i] = 0;
}

function turn(entries: Float64Array, first: number, second: number, cosine: number, sine: number): void {
  const x = entries[first] as number;
  const y = entries[second] as number;
  entries[first] = cosine * x - sine * y;
  entries[second] = sine * x + cosine * y;
}
