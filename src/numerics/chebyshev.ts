import { add, type DoubleDouble, divide, multiply } from "./double-double";

/** The interval on which polynomials are taken to be of like size. */
export interface Range {
  readonly center: number;
  /** Above 0. */
  readonly halfWidth: number;
}

/** A column known to about 32 digits, as the sum of two. */
export interface PreciseColumn {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** Centre and half-width of the values; a constant column gets a half-width of 1. */
export function rangeOf(values: Float64Array): Range {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  // halves first, whose sum and difference cannot overflow
  const halfWidth = most / 2 - least / 2;
  return { center: most / 2 + least / 2, halfWidth: halfWidth > 0 ? halfWidth : 1 };
}

/**
 * Chebyshev polynomials of a column on a range: a basis that stays well conditioned where powers do not.
 *
 * @remarks $$T_0 = 1, \quad T_1 = t, \quad T_{k+1} = 2 t\, T_k - T_{k-1}, \quad t = (x - c) / h$$ in twice the
 * precision, so that the digits of powers, which a change of basis takes from the last ones of these, are there.
 * O(n degree) time.
 *
 * @param degree - Highest order.
 * @returns One column for each order from 0 to `degree`.
 * @see Mason and Handscomb (2003), Chebyshev Polynomials, 1.2 (not read)
 */
export function chebyshevColumns(x: Float64Array, degree: number, range: Range): PreciseColumn[] {
  const columns = Array.from({ length: degree + 1 }, () => ({
    high: new Float64Array(x.length),
    low: new Float64Array(x.length),
  }));
  for (let i = 0; i < x.length; i++) {
    const t = divide(add([x[i] as number, 0], [-range.center, 0]), [range.halfWidth, 0]);
    let before: DoubleDouble = [0, 0];
    let value: DoubleDouble = [1, 0];
    for (let k = 0; k <= degree; k++) {
      const { high, low } = columns[k] as PreciseColumn;
      [high[i], low[i]] = value;
      const twice = multiply([k === 0 ? t[0] : 2 * t[0], k === 0 ? t[1] : 2 * t[1]], value);
      const next = add(twice, [-before[0], -before[1]]);
      before = value;
      value = next;
    }
  }
  return columns;
}

/**
 * The coefficients of each Chebyshev polynomial in powers of x.
 *
 * @returns For each order k from 0 to `degree`, its k + 1 coefficients, the constant first.
 */
export function chebyshevPowers(degree: number, { center, halfWidth }: Range): DoubleDouble[][] {
  const slope = divide([1, 0], [halfWidth, 0]);
  const shift = multiply([-center, 0], slope);
  const polynomials: DoubleDouble[][] = [[[1, 0]]];
  for (let k = 1; k <= degree; k++) {
    const factor = k === 1 ? 1 : 2;
    const last = polynomials[k - 1] as DoubleDouble[];
    const before = polynomials[k - 2] ?? [];
    polynomials.push(
      Array.from({ length: k + 1 }, (_, power): DoubleDouble => {
        const constant = multiply(last[power] ?? [0, 0], shift);
        const risen = multiply(last[power - 1] ?? [0, 0], slope);
        const [high, low] = add(constant, risen);
        const [beforeHigh, beforeLow] = before[power] ?? [0, 0];
        return add([factor * high, factor * low], [-beforeHigh, -beforeLow]);
      }),
    );
  }
  return polynomials;
}
