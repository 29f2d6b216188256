// Arithmetic with about 32 digits: a number is an unevaluated sum high + low, |low| <= ulp(high) / 2.
// Sources: Knuth, TAOCP 2, 4.2.2 theorem B (not read); Dekker (1971), Numer. Math. 18, 224-242,
// doi:10.1007/BF01397083 (not read); Ogita, Rump and Oishi (2005), SIAM J. Sci. Comput. 26(6), 1955-1988,
// doi:10.1137/030601818 (not read). The tests prove each transformation against exact integer arithmetic.

/** 2^27 + 1, which halves the 53 bits of a double: Veltkamp's constant. */
const SPLITTER = 134217729;

/** A number of twice the precision, as its two parts. */
export type DoubleDouble = readonly [high: number, low: number];

/**
 * What rounding took from `a + b`: with `sum = a + b` rounded, `sum + sumError(a, b, sum)` is exact.
 *
 * @remarks Knuth's two-sum, in any order of magnitudes; 6 operations and no allocation. Exact unless `sum` overflows.
 */
export function sumError(a: number, b: number, sum: number): number {
  const fromB = sum - a;
  return a - (sum - fromB) + (b - fromB);
}

/** The upper half of a double's bits, so that products of halves are exact; `a` must be below 2^996. */
export function upperHalf(a: number): number {
  const scaled = SPLITTER * a;
  return scaled - (scaled - a);
}

/**
 * What rounding took from `a * b`: with `product = a * b` rounded, `product + productError(a, b, product)` is exact.
 *
 * @remarks Dekker's two-product by Veltkamp splitting, since JavaScript has no fused multiply-add. Exact while factors
 * are below 2^996 and the product, if not zero, is above 2^-968: callers scale their data first.
 */
export function productError(a: number, b: number, product: number): number {
  const aHigh = upperHalf(a);
  const aLow = a - aHigh;
  const bHigh = upperHalf(b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/**
 * Dot product in twice the precision.
 *
 * @remarks O(n) time, no allocation: `out` receives the high and the low part.
 */
export function dotInto(out: Float64Array, a: ArrayLike<number>, b: ArrayLike<number>): void {
  let high = 0;
  let low = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i] as number;
    const y = b[i] as number;
    const product = x * y;
    const sum = high + product;
    low += sumError(high, product, sum) + productError(x, y, product);
    high = sum;
  }
  const sum = high + low;
  out[0] = sum;
  out[1] = low - (sum - high);
}

/**
 * Subtracts a multiple of a column from a column of double-doubles, in place.
 *
 * @remarks `high + low -= (factorHigh + factorLow) * column`, element by element. O(n) time, no allocation.
 */
export function subtractMultiple(
  high: Float64Array,
  low: Float64Array,
  column: Float64Array,
  factorHigh: number,
  factorLow: number,
): void {
  const minus = -factorHigh;
  for (let i = 0; i < column.length; i++) {
    const x = column[i] as number;
    const before = high[i] as number;
    const product = minus * x;
    const sum = before + product;
    const error = sumError(before, product, sum) + productError(minus, x, product);
    low[i] = (low[i] as number) + (error - factorLow * x);
    high[i] = sum;
  }
}

/** `a + b`. */
export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const sum = a[0] + b[0];
  return renormalised(sum, sumError(a[0], b[0], sum) + (a[1] + b[1]));
}

/** `a * b`. */
export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const product = a[0] * b[0];
  return renormalised(product, productError(a[0], b[0], product) + (a[0] * b[1] + a[1] * b[0]));
}

/** `a / b`; `b` is not zero. */
export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const quotient = a[0] / b[0];
  const rest = add(a, multiply([-quotient, 0], b));
  return renormalised(quotient, (rest[0] + rest[1]) / b[0]);
}

function renormalised(high: number, low: number): DoubleDouble {
  const sum = high + low;
  return [sum, low - (sum - high)];
}

/**
 * Inverse of a symmetric positive definite matrix, in twice the precision.
 *
 * @remarks Gauss-Jordan elimination without pivoting, which such a matrix does not need. Relative error about
 * 1e-32 times its condition number. O(p^3) time; allocates, so for small matrices.
 *
 * @param matrix - Rows of the matrix; replaced by its inverse.
 */
export function invertInPlace(matrix: DoubleDouble[][]): void {
  for (let k = 0; k < matrix.length; k++) {
    const pivotRow = matrix[k] as DoubleDouble[];
    const pivot = divide([1, 0], pivotRow[k] as DoubleDouble);
    pivotRow[k] = [1, 0];
    for (let j = 0; j < matrix.length; j++) pivotRow[j] = multiply(pivotRow[j] as DoubleDouble, pivot);
    for (let i = 0; i < matrix.length; i++) {
      if (i === k) continue;
      const row = matrix[i] as DoubleDouble[];
      const [high, low] = row[k] as DoubleDouble;
      row[k] = [0, 0];
      for (let j = 0; j < matrix.length; j++) {
        row[j] = add(row[j] as DoubleDouble, multiply([-high, -low], pivotRow[j] as DoubleDouble));
      }
    }
  }
}
