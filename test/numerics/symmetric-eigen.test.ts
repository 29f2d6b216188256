import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { symmetricEigen } from "../../src/numerics/symmetric-eigen";

/** Symmetric matrices up to 8 x 8, some entries 0, in units of their own. */
const matrices = fc
  .record({
    size: fc.integer({ min: 1, max: 8 }),
    entries: fc.array(
      fc.oneof(
        fc.integer({ min: -(2 ** 30), max: 2 ** 30 }).map((k) => k / 2 ** 30),
        fc.constantFrom(0, 1),
      ),
      {
        minLength: 64,
        maxLength: 64,
      },
    ),
    unit: fc.constantFrom(1, 1e-100, 1e100),
  })
  .map(({ size, entries, unit }) => ({
    size,
    matrix: Float64Array.from({ length: size * size }, (_, at) => {
      const [i, j] = [Math.floor(at / size), at % size];
      return unit * entries[Math.max(i, j) * 8 + Math.min(i, j)]!;
    }),
  }));

const largestOf = (list: Float64Array) => list.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

describe("symmetricEigen()", () => {
  it("gives orthogonal vectors of which the matrix only changes the length", () => {
    fc.assert(
      fc.property(matrices, ({ size, matrix }) => {
        const before = matrix.slice();
        const { values, vectors } = symmetricEigen(matrix, size);
        expect(matrix).toEqual(before);
        const near = 1e-14 * size * largestOf(matrix);
        for (let a = 0; a < size; a++) {
          for (let i = 0; i < size; i++) {
            let turned = 0;
            for (let j = 0; j < size; j++) turned += matrix[i * size + j]! * vectors[j * size + a]!;
            expect(Math.abs(turned - values[a]! * vectors[i * size + a]!)).toBeLessThanOrEqual(near);
          }
          for (let b = 0; b < size; b++) {
            let product = 0;
            for (let i = 0; i < size; i++) product += vectors[i * size + a]! * vectors[i * size + b]!;
            expect(Math.abs(product - (a === b ? 1 : 0))).toBeLessThanOrEqual(1e-14 * size);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it("knows the eigenvalues of equal correlations: 1 + (p - 1) r once, 1 - r else", () => {
    const p = 30;
    const matrix = Float64Array.from({ length: p * p }, (_, at) => (at % (p + 1) === 0 ? 1 : 0.4));
    const values = [...symmetricEigen(matrix, p).values].sort((a, b) => b - a);
    expect(Math.abs(values[0]! - 12.6)).toBeLessThan(1e-13);
    for (const value of values.slice(1)) expect(Math.abs(value - 0.6)).toBeLessThan(1e-14);
  });

  it("leaves a diagonal matrix as it is", () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(3, 0, 0, -2), 2);
    expect([...values]).toEqual([3, -2]);
    expect([...vectors]).toEqual([1, 0, 0, 1]);
  });
});
