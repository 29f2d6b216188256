import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discreteQuantile, smallestInteger, tailRoot } from "../../src/numerics/root";
import type { Tail } from "../../src/numerics/tail";

/** The lower tail x / (1 + x), whose density of ln x is x / (1 + x)^2. */
const logistic = (x: number): Tail => [0, x / (1 + x), 1 + x];

describe("tailRoot()", () => {
  it("finds the root from any start, however far", () => {
    const decades = fc.double({ min: -290, max: 290, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -290, max: -0.31, noNaN: true }), decades, (p, start) => {
        const target = 10 ** p;
        const root = target / (1 - target);
        expect(Math.abs(tailRoot(target, 10 ** start, 1, logistic) / root - 1)).toBeLessThan(1e-15);
        const mirrored = tailRoot(target, 10 ** start, -1, (x) => logistic(1 / x));
        expect(Math.abs(mirrored * root - 1)).toBeLessThan(1e-15);
      }),
    );
  });

  it("ends at 0 or infinity where the root lies beyond the doubles", () => {
    const heavy = (x: number): Tail => [1e-4 * Math.log(x), 0.5, 1e4];
    expect(tailRoot(0.1, 1, 1, heavy)).toBe(0);
    expect(tailRoot(0.1, 1, -1, (x) => heavy(1 / x))).toBe(Infinity);
  });
});

describe("smallestInteger()", () => {
  it("finds the first integer that meets the condition from any guess", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: -10, max: 6000 }), fc.nat(5000), (first, guess, last) => {
        expect(smallestInteger(guess, last, (k) => k >= first)).toBe(Math.min(first, last));
      }),
    );
  });

  it("asks a logarithmic number of times", () => {
    let asked = 0;
    const met = (k: number): boolean => {
      asked++;
      return k >= 123_456_789;
    };
    expect(smallestInteger(0, Infinity, met)).toBe(123_456_789);
    expect(asked).toBeLessThan(60);
  });
});

describe("discreteQuantile()", () => {
  it("takes probabilities that differ by rounding for equal", () => {
    const cdf = (k: number): number => Math.min(1, 0.1 * (k + 1));
    const find = (p: number): number => discreteQuantile(p, 3, 9, cdf, (k) => 1 - cdf(k));
    expect(find(0.1 + 0.2)).toBe(2);
    expect(find(0.3 + 1e-12)).toBe(3);
  });
});
