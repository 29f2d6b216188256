import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CronbachAlphaResult, cronbachAlpha } from "../../../src/statistics/estimates/cronbach-alpha";
import { agree, expectPlain } from "../../assertions";

/** Answers of 3 to 30 customers to 2 to 5 items, whose sum varies. */
const tables = fc
  .integer({ min: 2, max: 5 })
  .chain((k) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: k, maxLength: k }), {
      minLength: 3,
      maxLength: 30,
    }),
  )
  .filter((rows) => new Set(rows.map((row) => row.reduce((sum, value) => sum + value, 0))).size > 1);

function itemsOf(rows: readonly (readonly (number | null)[])[]) {
  return Object.fromEntries(rows[0]!.map((_, j) => [`q${j}`, rows.map((row) => row[j]!)]));
}

/** All numbers to a tolerance that is relative for alphas far from 0. */
function expectSame(one: CronbachAlphaResult, other: CronbachAlphaResult) {
  const close = (a: number | null | undefined, b: number | null | undefined) => {
    if (a === null || a === undefined) expect(b).toBe(a);
    else expect(Math.abs(b! - a)).toBeLessThanOrEqual(1e-11 * (1 + Math.abs(a)));
  };
  close(one.estimate, other.estimate);
  close(one.standardError, other.standardError);
  close(one.interval?.lower, other.interval?.lower);
  close(one.interval?.upper, other.interval?.upper);
  close(one.standardizedAlpha, other.standardizedAlpha);
  close(one.meanInterItemCorrelation, other.meanInterItemCorrelation);
  for (const item of one.itemDropped) {
    const twin = other.itemDropped.find(({ name }) => name === item.name);
    close(item.alpha, twin?.alpha);
    close(item.itemRestCorrelation, twin?.itemRestCorrelation);
  }
}

describe("cronbachAlpha()", () => {
  it("is at most 1 and lies in its interval, which widens with the level and ends below 1", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const { estimate, interval, itemDropped } = cronbachAlpha(itemsOf(rows));
        expect(estimate).toBeLessThanOrEqual(1);
        for (const { itemRestCorrelation: r } of itemDropped) expect(Math.abs(r ?? 0)).toBeLessThanOrEqual(1);
        fc.pre(interval !== null);
        expect(interval.lower).toBeLessThanOrEqual(estimate);
        expect(interval.upper).toBeGreaterThanOrEqual(estimate);
        expect(interval.upper).toBeLessThanOrEqual(1);
        const wide = cronbachAlpha(itemsOf(rows), { confidenceLevel: 0.99 }).interval!;
        expect(wide.lower).toBeLessThan(interval.lower);
        expect(wide.upper).toBeGreaterThan(interval.upper);
      }),
    );
  });

  it("is of two items 1 less the variance of the difference over that of the sum", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const { q0 = [], q1 = [] } = itemsOf(rows);
        const squares = (list: number[]) => {
          const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
          return list.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        };
        const sums = q0.map((value, i) => value! + q1[i]!);
        fc.pre(new Set(sums).size > 1);
        const gap = squares(q0.map((value, i) => value! - q1[i]!)) / squares(sums);
        const { estimate, itemDropped, meanInterItemCorrelation: r } = cronbachAlpha({ q0, q1 });
        agree(1 - gap + 2, estimate + 2, 1e-13 * (1 + gap));
        // with one other item the rest is that item
        for (const item of itemDropped) {
          expect(item.alpha).toBeNull();
          if (r !== null) agree(item.itemRestCorrelation! + 2, r + 2, 1e-13);
        }
      }),
    );
  });

  it("does not mind the order of rows and items, incomplete rows, a common unit or shifts of any item", () => {
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom(2, -1, 0.25, 1e6),
        fc.integer({ min: -1e6, max: 1e6 }),
        (rows, factor, shift) => {
          const expected = cronbachAlpha(itemsOf(rows));
          expectSame(expected, cronbachAlpha(itemsOf([...rows].reverse())));
          const items = itemsOf(rows);
          expectSame(expected, cronbachAlpha(Object.fromEntries(Object.entries(items).reverse())));
          expectSame(expected, cronbachAlpha(itemsOf([...rows, rows[0]!.map((_, j) => (j === 0 ? null : 1))])));
          const moved = rows.map((row) => row.map((value, j) => factor * (value + j * shift)));
          expectSame(expected, cronbachAlpha(itemsOf(moved)));
        },
      ),
    );
  });

  it("keeps alpha and narrows the interval where every row comes twice", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const [one, twice] = [cronbachAlpha(itemsOf(rows)), cronbachAlpha(itemsOf([...rows, ...rows]))];
        expect(Math.abs(twice.estimate - one.estimate)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(one.estimate)));
        agree(twice.standardError, one.standardError / Math.SQRT2, 1e-7);
        fc.pre(one.interval !== null);
        expect(twice.interval!.upper - twice.interval!.lower).toBeLessThan(one.interval.upper - one.interval.lower);
      }),
    );
  });

  it("gives for an item dropped the alpha of the table without it", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const items = itemsOf(rows);
        for (const { name, alpha } of cronbachAlpha(items).itemDropped) {
          if (alpha === null) continue;
          const others = Object.fromEntries(Object.entries(items).filter(([other]) => other !== name));
          expect(Math.abs(cronbachAlpha(others).estimate - alpha)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(alpha)));
        }
      }),
    );
  });

  it("is plain", () => {
    fc.assert(fc.property(tables, (rows) => expectPlain(cronbachAlpha(itemsOf(rows)))));
  });
});
