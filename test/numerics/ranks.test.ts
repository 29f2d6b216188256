import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ranks } from "../../src/numerics/ranks";

describe("ranks()", () => {
  test("ranks() gives equal values the mean of the ranks they occupy", () => {
    const result = ranks([10, 20, 10, 30, 20, 10]);
    expect([...result.ranks]).toEqual([2, 4.5, 2, 6, 4.5, 2]);
    expect([...result.tieSizes]).toEqual([3, 2, 1]);
  });

  test("ranks() takes -0 and 0 for equal", () => {
    expect([...ranks([0, -0, 1, -1]).ranks]).toEqual([2.5, 2.5, 4, 1]);
  });

  test("ranks() of nothing is nothing, of one value is 1", () => {
    expect([...ranks([]).ranks]).toEqual([]);
    expect([...ranks([]).tieSizes]).toEqual([]);
    expect([...ranks([7]).ranks]).toEqual([1]);
  });

  const ratings = fc.array(fc.integer({ min: 0, max: 10 }));

  test("a rank is one plus the number of smaller values plus half the number of other equal ones", () => {
    fc.assert(
      fc.property(ratings, (values) => {
        const expected = values.map(
          (v) => 1 + values.filter((w) => w < v).length + (values.filter((w) => w === v).length - 1) / 2,
        );
        expect([...ranks(values).ranks]).toEqual(expected);
      }),
    );
  });

  test("ranks do not change under an increasing transformation, and are mirrored under a decreasing one", () => {
    fc.assert(
      fc.property(ratings, (values) => {
        const plain = ranks(values);
        expect(ranks(values.map((v) => v ** 3 + 1))).toEqual(plain);
        const mirrored = ranks(values.map((v) => -v));
        expect([...mirrored.ranks]).toEqual([...plain.ranks].map((r) => values.length + 1 - r));
        expect([...mirrored.tieSizes].reverse()).toEqual([...plain.tieSizes]);
      }),
    );
  });

  test("ranks() sums to n (n + 1) / 2, counts every value in a tie group, and leaves its input alone", () => {
    fc.assert(
      fc.property(fc.float64Array({ noNaN: true }), (values) => {
        const before = values.slice();
        const result = ranks(values);
        const n = values.length;
        expect(result.ranks.reduce((a, b) => a + b, 0)).toBe((n * (n + 1)) / 2);
        expect(result.tieSizes.reduce((a, b) => a + b, 0)).toBe(n);
        expect(values).toEqual(before);
      }),
    );
  });
});
