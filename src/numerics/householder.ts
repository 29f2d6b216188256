import { dot } from "./sums";

/** A column is aliased when changes of its entries by this share would make it a combination of the earlier ones. */
const ALIASING_TOLERANCE = 1e-13;

/** X = QR for the kept columns: reflector k is the unit-scaled vector below row k - 1, R is stored by columns. */
export interface Factorisation {
  readonly columns: readonly Float64Array[];
  readonly kept: readonly number[];
  readonly aliased: readonly number[];
  readonly reflectors: readonly Float64Array[];
  /** 2 / |v|^2 of each reflector. */
  readonly weights: readonly number[];
  /** Column k of R, length k + 1. */
  readonly triangle: readonly Float64Array[];
}

/**
 * Householder QR that keeps the order of the columns and leaves out those that depend on earlier ones.
 *
 * @remarks R's rule in its `lm`, with another tolerance. Each column meets the earlier reflectors only when its turn
 * comes, so that a dependent one costs no more than its own test. O(n p^2) time.
 *
 * @param all - Columns whose norms are near 1. Not changed.
 * @see Golub and Van Loan (2013), Matrix Computations, 4th ed., 5.2 (not read)
 */
export function factorise(all: readonly Float64Array[]): Factorisation {
  const columns: Float64Array[] = [];
  const kept: number[] = [];
  const aliased: number[] = [];
  const reflectors: Float64Array[] = [];
  const weights: number[] = [];
  const triangle: Float64Array[] = [];
  const qr: Factorisation = { columns, kept, aliased, reflectors, weights, triangle };
  all.forEach((column, index) => {
    const k = kept.length;
    const n = column.length;
    const v = column.slice();
    for (let i = 0; i < k; i++) reflect(qr, i, v);
    const rest = k < n ? Math.sqrt(dot(v, k, v, k, n - k)) : 0;
    // The smallest relative change of the data that makes this column dependent, within a small factor.
    const combination = backSubstitute(triangle, v.slice(0, k));
    const size = Math.sqrt(dot(column, 0, column, 0, n));
    if (rest <= ALIASING_TOLERANCE * combination.reduce((sum, weight) => sum + Math.abs(weight), size)) {
      aliased.push(index);
      return;
    }
    const first = v[k] as number;
    const diagonal = first > 0 ? -rest : rest;
    triangle.push(v.slice(0, k + 1));
    (triangle[k] as Float64Array)[k] = diagonal;
    v[k] = first - diagonal;
    weights.push(1 / (rest * (rest + Math.abs(first))));
    reflectors.push(v);
    kept.push(index);
    columns.push(column);
  });
  return qr;
}

/** Applies reflection k to a vector, in place. */
export function reflect(qr: Factorisation, k: number, vector: Float64Array): void {
  const v = qr.reflectors[k] as Float64Array;
  const n = vector.length;
  const factor = (qr.weights[k] as number) * dot(v, k, vector, k, n - k);
  for (let i = k; i < n; i++) vector[i] = (vector[i] as number) - factor * (v[i] as number);
}

/** Solves R x = b in place. */
export function backSubstitute(triangle: Factorisation["triangle"], b: Float64Array): Float64Array {
  for (let k = b.length - 1; k >= 0; k--) {
    const column = triangle[k] as Float64Array;
    const x = (b[k] as number) / (column[k] as number);
    b[k] = x;
    for (let i = 0; i < k; i++) b[i] = (b[i] as number) - x * (column[i] as number);
  }
  return b;
}

/** Solves R'x = b in place. */
export function forwardSubstitute(triangle: Factorisation["triangle"], b: Float64Array): Float64Array {
  for (let k = 0; k < b.length; k++) {
    const column = triangle[k] as Float64Array;
    b[k] = ((b[k] as number) - dot(column, 0, b, 0, k)) / (column[k] as number);
  }
  return b;
}

/** (X'X)^-1 = R^-1 R^-T, by rows; its relative errors are about eps times the condition number. */
export function invertedGramOf(triangle: Factorisation["triangle"]): Float64Array[] {
  const inverse = triangle.map((_, j) => {
    const unit = new Float64Array(triangle.length);
    unit[j] = 1;
    return backSubstitute(triangle, unit);
  });
  return inverse.map((_, i) =>
    Float64Array.from(inverse, (__, j) => {
      let sum = 0;
      for (let k = Math.max(i, j); k < inverse.length; k++) {
        const column = inverse[k] as Float64Array;
        sum += (column[i] as number) * (column[j] as number);
      }
      return sum;
    }),
  );
}

/**
 * Condition number of R, hence of X, after scaling each column to norm 1: the largest over the smallest singular value.
 *
 * @remarks One-sided Jacobi, which finds small singular values with full relative accuracy. O(p^3) time a sweep.
 * @see Demmel and Veselić (1992), SIAM J. Matrix Anal. Appl. 13(4), 1204-1245, doi:10.1137/0613074 (not read)
 */
export function conditionOf(triangle: Factorisation["triangle"]): number {
  const p = triangle.length;
  const columns = triangle.map((column) => {
    const norm = Math.sqrt(dot(column, 0, column, 0, column.length));
    return Float64Array.from({ length: p }, (_, i) => (column[i] ?? 0) / norm);
  });
  // One-sided Jacobi: rotate pairs of columns until all are orthogonal; their norms are the singular values.
  for (let sweep = 0, rotated = true; rotated && sweep < 30; sweep++) {
    rotated = false;
    for (let i = 0; i < p; i++) {
      for (let j = i + 1; j < p; j++) {
        const a = columns[i] as Float64Array;
        const b = columns[j] as Float64Array;
        const aa = dot(a, 0, a, 0, p);
        const bb = dot(b, 0, b, 0, p);
        const ab = dot(a, 0, b, 0, p);
        if (Math.abs(ab) <= 1e-15 * Math.sqrt(aa * bb)) continue;
        rotated = true;
        const zeta = (bb - aa) / (2 * ab);
        const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const cosine = 1 / Math.hypot(1, tangent);
        for (let k = 0; k < p; k++) {
          const x = a[k] as number;
          a[k] = cosine * (x - tangent * (b[k] as number));
          b[k] = cosine * (tangent * x + (b[k] as number));
        }
      }
    }
  }
  const norms = columns.map((column) => Math.sqrt(dot(column, 0, column, 0, p)));
  return p === 0 ? 1 : Math.max(...norms) / Math.min(...norms);
}
