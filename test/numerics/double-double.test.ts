import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  type DoubleDouble,
  divide,
  dotInto,
  invertInPlace,
  multiply,
  productError,
  subtractMultiple,
  sumError,
  upperHalf,
} from "../../src/numerics/double-double";

/** A double as an exact integer multiple of 2^-2200. */
function exact(x: number): bigint {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const word = bits.getBigUint64(0);
  const exponent = Number((word >> 52n) & 0x7ffn);
  const mantissa = (word & 0xfffffffffffffn) + (exponent === 0 ? 0n : 1n << 52n);
  const size = mantissa << BigInt(Math.max(exponent, 1) - 1075 + 2200);
  return word >> 63n === 1n ? -size : size;
}
const UNIT = 1n << 2200n;
const moderate = fc
  .tuple(fc.double({ min: 1, max: 2, noNaN: true }), fc.integer({ min: -200, max: 200 }), fc.constantFrom(-1, 1))
  .map(([x, e, sign]) => sign * x * 2 ** e);

describe("error-free transformations", () => {
  test("sumError() recovers exactly what rounding took from a sum", () => {
    fc.assert(
      fc.property(moderate, moderate, (a, b) => {
        expect(exact(a + b) + exact(sumError(a, b, a + b))).toBe(exact(a) + exact(b));
      }),
    );
  });

  test("productError() recovers exactly what rounding took from a product", () => {
    fc.assert(
      fc.property(moderate, moderate, (a, b) => {
        expect((exact(a * b) + exact(productError(a, b, a * b))) * UNIT).toBe(exact(a) * exact(b));
      }),
    );
  });

  test("upperHalf() keeps so few bits that the products of halves are exact", () => {
    fc.assert(
      fc.property(moderate, (a) => {
        const high = upperHalf(a);
        expect(exact(high * high) * UNIT).toBe(exact(high) * exact(high));
        expect(exact(high) + exact(a - high)).toBe(exact(a));
      }),
    );
  });
});

describe("double-double arithmetic", () => {
  const value = ([high, low]: DoubleDouble) => exact(high) + exact(low);
  /** |a - b| <= 2^-98 |b| */
  const close = (a: bigint, b: bigint) => {
    const error = a > b ? a - b : b - a;
    expect(error << 98n <= (b < 0n ? -b : b)).toBe(true);
  };
  const number = fc.tuple(moderate, fc.double({ min: -1, max: 1, noNaN: true })).map(([high, share]): DoubleDouble => {
    const low = high * share * 2 ** -54;
    return [high + low, low - (high + low - high)];
  });

  test("multiply() and divide() are right to 98 bits", () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        close(value(multiply(a, b)) * UNIT, value(a) * value(b));
        close(value(divide(a, b)) * value(b), value(a) * UNIT);
      }),
    );
  });

  test("add() is right to 98 bits of the larger term", () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const sum = value(a) + value(b);
        const result = value(add(a, b));
        const larger = Math.abs(a[0]) > Math.abs(b[0]) ? value(a) : value(b);
        const error = result > sum ? result - sum : sum - result;
        expect(error << 98n <= (larger < 0n ? -larger : larger)).toBe(true);
      }),
    );
  });

  test("dotInto() survives cancellation that takes all digits of a plain sum", () => {
    const out = new Float64Array(2);
    dotInto(out, [1e8, 1e-8, 1e8, 3], [1e8, 1e-8, -1e8, 1e-17]);
    expect(out[0]).toBeCloseTo(1.3e-16, 30);
  });

  test("subtractMultiple() leaves the exact rest of a column", () => {
    const high = Float64Array.of(1, 0.1);
    const low = new Float64Array(2);
    subtractMultiple(high, low, Float64Array.of(3, 0.3), 1 / 3, 0);
    // 1/3 rounds down by 2^-54/3, so 1 - 3 fl(1/3) = 2^-54 exactly
    expect((high[0] as number) + (low[0] as number)).toBe(2 ** -54);
  });

  test("invertInPlace() inverts the Hilbert matrix of order 8, condition 1.5e10, to 15 digits", () => {
    // The inverse has integer entries; 1 / (i + j + 1) is carried as the double-double quotient.
    const matrix = Array.from({ length: 8 }, (_, i) =>
      Array.from({ length: 8 }, (_, j) => divide([1, 0], [i + j + 1, 0])),
    );
    invertInPlace(matrix);
    const entry = (i: number, j: number) => matrix[i]?.[j]?.[0] as number;
    // Known corner: n^2 = 64; the largest, by Choi's closed form, is found here with exact binomials.
    expect(entry(0, 0)).toBeCloseTo(64, 10);
    const choose = (n: number, k: number) => {
      let c = 1;
      for (let i = 1; i <= k; i++) c = (c * (n - k + i)) / i;
      return c;
    };
    for (let i = 1; i <= 8; i++) {
      for (let j = 1; j <= 8; j++) {
        const sign = (i + j) % 2 === 0 ? 1 : -1;
        const closed =
          sign * (i + j - 1) * choose(8 + i - 1, 8 - j) * choose(8 + j - 1, 8 - i) * choose(i + j - 2, i - 1) ** 2;
        expect(Math.abs(entry(i - 1, j - 1) / closed - 1)).toBeLessThan(1e-15);
      }
    }
  });
});
