import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CrossProducts, crossProducts } from "../../../src/statistics/summaries/cross-products";
import { mergeCrossProducts } from "../../../src/statistics/summaries/merge-cross-products";
import { moments } from "../../../src/statistics/summaries/moments";
import { agree, expectPlain } from "../../assertions";

/** Rows on a grid of 1/1024 of the spread, up to 1e9 spreads from 0: exact in doubles and in bigints. */
const cases = fc.record({
  offset: fc.constantFrom(0, 1, -1, 1000, 1e6, -1e9, 1e9),
  steps: fc.array(fc.tuple(fc.integer({ min: -2048, max: 2048 }), fc.integer({ min: -2048, max: 2048 })), {
    minLength: 2,
    maxLength: 30,
  }),
});
type Case = { offset: number; steps: (readonly [number, number])[] };
const tableOf = ({ offset, steps }: Case) => ({
  a: steps.map(([step]) => offset + step / 1024),
  b: steps.map(([, step]) => 7 * offset + step / 1024),
});

/** Sums of products in exact arithmetic, rounded at the end. */
function exactly({ steps }: Case) {
  const n = BigInt(steps.length);
  const sum = (of: (row: readonly [bigint, bigint]) => bigint) =>
    steps.reduce((total, [a, b]) => total + of([BigInt(a), BigInt(b)]), 0n);
  const product = (i: 0 | 1, j: 0 | 1) =>
    Number(n * sum((row) => row[i] * row[j]) - sum((row) => row[i]) * sum((row) => row[j])) / Number(n) / 2 ** 20;
  return [product(0, 0), product(0, 1), product(1, 1)];
}

/** To 1e-12 of the spreads. */
function expectExact(actual: CrossProducts, one: Case) {
  const exact = exactly(one) as [number, number, number];
  const size = Math.sqrt(exact[0] * exact[2]) || 1;
  agree(actual.products[0], exact[0], 1e-12);
  agree(1 + ((actual.products[1] as number) - exact[1]) / size, 1, 1e-12);
  agree(actual.products[2], exact[2], 1e-12);
  expect(actual.n).toBe(one.steps.length);
  expectPlain(actual);
}

const merged = (parts: readonly CrossProducts<"a" | "b">[]) => {
  const [first, ...others] = parts as [CrossProducts<"a" | "b">, ...CrossProducts<"a" | "b">[]];
  return mergeCrossProducts(first, ...others);
};

describe("crossProducts()", () => {
  it("agrees with exact arithmetic, however rows are split, merged and ordered, up to 1e9 spreads from 0", () => {
    fc.assert(
      fc.property(cases, fc.func(fc.integer({ min: 0, max: 3 })), (one, key) => {
        const table = tableOf(one);
        expectExact(crossProducts(table), one);
        const parts = [0, 1, 2, 3].map((part) => {
          const own = (list: number[]) => list.filter((_, i) => key(i) === part);
          return crossProducts({ a: own(table.a), b: own(table.b) });
        });
        expectExact(merged(parts), one);
        expectExact(merged([...parts].reverse()), one);
        expectExact(merged([merged(parts.slice(0, 2)), merged(parts.slice(2))]), one);
      }),
    );
  });

  it("has on its diagonal what moments() gives for each column alone", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { a, b } = tableOf(one);
        const { means, products } = crossProducts({ a, b });
        for (const [j, at, column] of [[0, 0, a] as const, [1, 2, b] as const]) {
          const { mean, sumOfSquares } = moments(column);
          agree(products[at], sumOfSquares, 1e-12);
          agree(means![j], mean as number, 1e-15);
        }
      }),
    );
  });

  it("follows powers of two and the order of columns, bit for bit in the higher part", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: -40, max: 40 }), (one, power) => {
        const { a, b } = tableOf(one);
        const plain = crossProducts({ a, b });
        const scaled = crossProducts({ b: b.map((value) => value * 2 ** power), a });
        const factors = [2 ** (2 * power), 2 ** power, 1];
        expect(scaled.products).toEqual([2, 1, 0].map((at, k) => plain.products[at]! * factors[k]! + 0));
      }),
    );
  });

  it("never holds what JSON does not: it summarises any finite numbers, or throws", () => {
    const any = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { freq: 20 });
    fc.assert(
      fc.property(fc.array(fc.tuple(any, any), { maxLength: 6 }), fc.boolean(), (rows, counted) => {
        try {
          const frequencies = counted ? rows.map((_, i) => i) : undefined;
          const result = crossProducts({ a: rows.map(([a]) => a), b: rows.map(([, b]) => b) }, { frequencies });
          expectPlain(result);
          // what it makes, it accepts
          expect(mergeCrossProducts(result)).toStrictEqual(result);
        } catch (error) {
          expect(error).toMatchObject({ name: "StatsError", code: "invalid-input" });
        }
      }),
      { numRuns: 300 },
    );
  });
});
