import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compensatedSum } from "../../src/numerics/simple-statistics";
import { dot, normExponent, runningSums, scaleByPower, scaleColumn } from "../../src/numerics/sums";

describe("runningSums()", () => {
  test("runningSums() keeps what a plain sum loses", () => {
    expect([...runningSums([1, 1e100, 1, -1e100])]).toEqual([1, 1e100, 1e100, 2]);
  });

  test("runningSums() of a million tenths ends at the nearest double of the exact total", () => {
    // fl(0.1) exceeds 0.1 by 5.55e-18, so the exact total is 100000.00000000000555; plain summation gives ...0.0000013
    expect(runningSums(new Float64Array(1e6).fill(0.1)).at(-1)).toBe(100000);
  });

  test("runningSums() of nothing is nothing", () => {
    expect(runningSums([]).length).toBe(0);
  });

  test("the last running sum of integers is exact, and each differs from the one before by its value", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (values) => {
        const sums = runningSums(values);
        values.forEach((value, i) => {
          expect(sums[i]).toBe((sums[i - 1] ?? 0) + value);
        });
      }),
    );
  });
});

test("compensatedSum() reads typed arrays and agrees with the last running sum", () => {
  fc.assert(
    fc.property(fc.float64Array({ noNaN: true, min: -1e100, max: 1e100, minLength: 1 }), (values) => {
      expect(compensatedSum(values)).toBe(runningSums(values).at(-1));
    }),
  );
  expect(compensatedSum([])).toBe(0);
});

describe("dot()", () => {
  test("dot() of integers is exact whatever the start and the length", () => {
    const a = Float64Array.from({ length: 3000 }, (_, i) => (i % 7) - 3);
    const b = Float64Array.from({ length: 3000 }, (_, i) => (i % 5) + 1);
    for (const [start, length] of [
      [0, 0],
      [1, 1],
      [3, 7],
      [5, 512],
      [2, 513],
      [0, 3000],
      [9, 2047],
    ] as const) {
      let sum = 0;
      for (let i = 0; i < length; i++) sum += (a[start + i] as number) * (b[start + i] as number);
      expect(dot(a, start, b, start, length)).toBe(sum);
    }
  });

  test("dot() of a constant column errs by less than the aliasing tolerance at a million rows", () => {
    const tenth = new Float64Array(1e6).fill(0.1);
    // fl(0.1)^2 * 1e6 = 10000.0000000000011
    expect(Math.abs(dot(tenth, 0, tenth, 0, 1e6) / 10000 - 1)).toBeLessThan(5e-14);
  });
});

describe("scaling by powers of two", () => {
  test("normExponent() brings any column's norm into [1/4, 2) without rounding", () => {
    fc.assert(
      fc.property(fc.float64Array({ noNaN: true, noDefaultInfinity: true, minLength: 1 }), (values) => {
        fc.pre(values.some((x) => Math.abs(x) > 1e-300));
        const scaled = values.slice();
        scaleColumn(scaled, -normExponent(values));
        const norm = Math.sqrt(dot(scaled, 0, scaled, 0, scaled.length));
        expect(norm).toBeGreaterThanOrEqual(0.25);
        expect(norm).toBeLessThan(2);
      }),
    );
    expect(normExponent(new Float64Array(3))).toBe(0);
  });

  test("scaleByPower() is exact across the whole range and never NaN", () => {
    expect(scaleByPower(2 ** -1000, 2000)).toBe(2 ** 1000);
    expect(scaleByPower(3 * 2 ** 900, -1801)).toBe(3 * 2 ** -901);
    expect(scaleByPower(5e-324, 1074)).toBe(1);
    expect(scaleByPower(1, 5000)).toBe(Number.POSITIVE_INFINITY);
    expect(scaleByPower(1, -5000)).toBe(0);
    expect(scaleByPower(0, 5000)).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: -900, max: 900 }), (e) => {
        expect(scaleByPower(1.5, e)).toBe(1.5 * 2 ** e);
      }),
    );
  });
});
