import { sumError } from "./double-double";

/**
 * Running totals that do not drift: element i is the sum of the first i + 1 values, rounded once.
 *
 * @remarks Neumaier's compensated summation: each total carries what rounding took from all additions so far. Relative
 * error of a total at most 2^-53 + n^2 2^-104 times sum |x| / |sum x|. O(n) time and memory.
 *
 * @param values - Finite numbers; length n >= 0.
 * @returns n totals; the last one is the compensated sum.
 * @see Neumaier (1974), ZAMM 54, 39-51, doi:10.1002/zamm.19740540106 (not read)
 */
export function runningSums(values: ArrayLike<number>): Float64Array {
  const totals = new Float64Array(values.length);
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const next = sum + value;
    lost += sumError(sum, value, next);
    sum = next;
    totals[i] = sum + lost;
  }
  return totals;
}

/** Terms that one plain sum of {@link dot} takes before it is put away. */
const BLOCK = 512;

/**
 * Dot product of `length` elements of two columns, in blocks.
 *
 * @remarks Four plain sums a block and a sum of blocks: faster than one plain sum, with an error that grows with
 * n / 512 in place of n, which matters for constant columns, whose rounding errors all have one sign. O(n) time.
 */
export function dot(a: Float64Array, aStart: number, b: Float64Array, bStart: number, length: number): number {
  let total = 0;
  for (let start = 0; start < length; start += BLOCK) {
    const end = Math.min(start + BLOCK, length);
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let i = start;
    for (; i + 3 < end; i += 4) {
      s0 += (a[aStart + i] as number) * (b[bStart + i] as number);
      s1 += (a[aStart + i + 1] as number) * (b[bStart + i + 1] as number);
      s2 += (a[aStart + i + 2] as number) * (b[bStart + i + 2] as number);
      s3 += (a[aStart + i + 3] as number) * (b[bStart + i + 3] as number);
    }
    for (; i < end; i++) s0 += (a[aStart + i] as number) * (b[bStart + i] as number);
    total += s0 + s1 + (s2 + s3);
  }
  return total;
}

/**
 * Binary exponent that brings a column's Euclidean norm into about [1/2, 1): dividing by 2^e rounds nothing.
 *
 * @remarks Sums of squares of the scaled column neither overflow nor underflow. O(n) time.
 *
 * @returns An integer e; 0 for a column of zeros or an empty one.
 */
export function normExponent(column: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < column.length; i++) {
    const size = Math.abs(column[i] as number);
    if (size > largest) largest = size;
  }
  if (largest === 0) return 0;
  const first = exponentOf(largest);
  const [factor, rest] = powerFactors(-first);
  let squares = 0;
  for (let i = 0; i < column.length; i++) squares += ((column[i] as number) * factor * rest) ** 2;
  return first + exponentOf(Math.sqrt(squares));
}

/** Multiplies a column by 2^e in place: exact, save what falls below the smallest double. */
export function scaleColumn(column: Float64Array, e: number): void {
  const [factor, rest] = powerFactors(e);
  for (let i = 0; i < column.length; i++) column[i] = (column[i] as number) * factor * rest;
}

/** A column divided by 2^e: a copy, or the column itself where e is 0. */
export function scaledColumn(column: Float64Array, e: number): Float64Array {
  if (e === 0) return column;
  const copy = column.slice();
  scaleColumn(copy, -e);
  return copy;
}

/** `x` times 2^e for any integer e; overflows to an infinity and underflows to zero. */
export function scaleByPower(x: number, e: number): number {
  // No double survives a shift by more than 2^2200, and 0 times an infinite power would be NaN.
  const [factor, rest] = powerFactors(Math.trunc(Math.max(-2400, Math.min(2400, e)) / 2));
  return x * factor * rest * factor * rest * (e % 2 === 0 ? 1 : 2 ** (e % 2));
}

/** 2^e as a product of two powers that are doubles themselves, for |e| below 2000. */
function powerFactors(e: number): [number, number] {
  const half = Math.trunc(e / 2);
  return [2 ** half, 2 ** (e - half)];
}

/** Least e with x < 2^e, for x > 0; off by one where the logarithm rounds, which scaling does not mind. */
function exponentOf(x: number): number {
  return Math.floor(Math.log2(x)) + 1;
}
