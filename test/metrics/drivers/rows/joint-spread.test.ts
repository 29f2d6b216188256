import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jointSpreads, unitColumns } from "../../../../src/metrics/drivers/rows/joint-spread";
import { agree } from "../../../assertions";

const column = (...values: number[]) => Float64Array.from(values);

describe("unitColumns()", () => {
  it("takes columns from their means, weighted where there are weights, in powers of two", () => {
    const { columns, centers, exponents } = unitColumns([column(1, 2, 6), column(4, 4, 4)], null);
    expect(centers).toEqual([3, 4]);
    expect([...columns[0]!].map((x) => x * 2 ** exponents[0]!)).toEqual([-2, -1, 3]);
    expect(Math.hypot(...columns[0]!)).toBeGreaterThanOrEqual(0.5);
    expect(Math.hypot(...columns[0]!)).toBeLessThan(1);
    expect([...columns[1]!]).toEqual([0, 0, 0]);
    expect(unitColumns([column(1, 2, 6)], column(2, 1, 1)).centers).toEqual([2.5]);
  });

  it("knows a column that differs by rounding as one that does not vary", () => {
    expect([...unitColumns([column(0.3, 0.1 + 0.2)], null).columns[0]!]).toEqual([0, 0]);
    expect([...unitColumns([column(1e9, 1e9 + 1)], null).columns[0]!]).not.toEqual([0, 0]);
  });

  it("keeps columns at the ends of the doubles apart", () => {
    for (const unit of [1e-300, 1e300]) {
      const { columns } = unitColumns([column(unit, 2 * unit, 6 * unit)], null);
      agree(columns[0]![2]! / columns[0]![1]!, -3, 1e-14);
    }
  });
});

describe("jointSpreads()", () => {
  it("with counts is what repeated rows give: total, means and products of deviations", () => {
    const row = fc.tuple(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 3 }),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const counts = Float64Array.from(rows, ([, , count]) => count);
        if (counts.every((count) => count === 0)) return;
        const repeated = rows.flatMap(([x, y, count]) => new Array<[number, number]>(count).fill([x, y]));
        const spreadOf = jointSpreads([0, 1].map((j) => Float64Array.from(rows, (one) => one[j]!)));
        spreadOf(null);
        const { total, means, products } = spreadOf(counts);
        const plain = [0, 1].map((j) => repeated.map((one) => one[j]!));
        const n = repeated.length;
        const expected = plain.map((x) => x.reduce((sum, value) => sum + value, 0) / n);
        expect(total).toBe(n);
        for (const [j, mean] of expected.entries()) agree(means[j], mean, 1e-14);
        for (const [at, product] of products.entries()) {
          const [j, k] = [Math.floor(at / 2), at % 2];
          const sum = plain[j]!.reduce((s, x, i) => s + (x - expected[j]!) * (plain[k]![i]! - expected[k]!), 0);
          expect(Math.abs(product - sum)).toBeLessThan(1e-11);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("gives a column that does not vary among the rows that count products of exactly 0", () => {
    const spreadOf = jointSpreads([column(0.1, 0.1, 0.7, 0.1), column(1, 2, 3, 5)]);
    const { products } = spreadOf(column(3, 2, 0, 1));
    expect([products[0], products[1], products[2]]).toEqual([0, 0, 0]);
    expect(products[3]).toBeGreaterThan(0);
    expect(spreadOf(null).products[0]).toBeGreaterThan(0);
  });
});
