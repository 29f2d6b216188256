import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ParetoInput, pareto } from "../../../src/metrics/priorities/pareto";
import { agree, errorOf, expectPlain } from "../../assertions";

const named = (values: readonly number[]): ParetoInput[] => values.map((value, i) => ({ name: `cause ${i}`, value }));
const counts = fc
  .array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 40 })
  .filter((values) => values.some((value) => value > 0));
const amounts = fc
  .array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 })
  .filter((values) => values.some((value) => value > 1e-6));
const values = fc.oneof(counts, amounts);
const thresholds = fc.double({ min: 0.01, max: 1, noNaN: true });

describe("pareto()", () => {
  it("finds an exact 80 percent in every partition that has one", () => {
    // two partitions, of four fifths and of one fifth of a total; the larger parts all come first
    const partitions = fc.integer({ min: 1, max: 2000 }).chain((fifth) =>
      fc
        .tuple(
          fc.array(fc.integer({ min: 1, max: 4 * fifth }), { maxLength: 12 }),
          fc.array(fc.integer({ min: 1, max: fifth }), { maxLength: 12 }),
        )
        .map(([cuts, rest]) => {
          const parts = (points: number[], total: number) =>
            [...new Set([...points, total])].sort((a, b) => a - b).map((cut, i, all) => cut - (all[i - 1] ?? 0));
          return { large: parts(cuts, 4 * fifth), small: parts(rest, fifth) };
        })
        .filter(({ large, small }) => Math.min(...large) > Math.max(...small)),
    );
    fc.assert(
      fc.property(partitions, fc.integer({ min: 1, max: 1e9 }), ({ large, small }, factor) => {
        const { vitalFew, items } = pareto(named([...small, ...large].map((value) => factor * value)));
        expect(vitalFew).toMatchObject({ count: large.length, share: 0.8, tiedWithLast: [] });
        expect(items[large.length - 1]?.class).toBe("A");
        expect(items[large.length]?.class).not.toBe("A");
      }),
      { numRuns: 1000 },
    );
  });

  it("has cumulative counts that are exact, and shares that are their quotients", () => {
    fc.assert(
      fc.property(counts, (list) => {
        const { items, total } = pareto(named(list));
        let sum = 0;
        for (const { value, share, cumulative, cumulativeShare } of items) {
          sum += value;
          expect([cumulative, share, cumulativeShare]).toEqual([sum, value / total, sum / total]);
        }
        expect(sum).toBe(total);
      }),
    );
  });

  it("has the smallest prefix that reaches the threshold", () => {
    fc.assert(
      fc.property(values, thresholds, (list, threshold) => {
        const { vitalFew, items } = pareto(named(list), { threshold });
        const { count } = vitalFew;
        expect(items[count - 1]?.cumulativeShare).toBe(vitalFew.share);
        expect(vitalFew.share).toBeGreaterThanOrEqual(threshold);
        if (count > 1) expect(items[count - 2]?.cumulativeShare).toBeLessThan(threshold);
        expect(vitalFew.names).toEqual(items.slice(0, count).map(({ name }) => name));
        const last = items[count - 1]?.value;
        const tied = items.slice(count).filter(({ value }) => value === last);
        expect(vitalFew.tiedWithLast).toEqual(tied.map(({ name }) => name));
      }),
    );
  });

  it("sorts stably: larger first, and equals as they came", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 40 }), (list) => {
        fc.pre(list.some((value) => value > 0));
        const order = (name: string) => Number(name.slice(6));
        const { items } = pareto(named(list));
        items.slice(1).forEach((item, i) => {
          const before = items[i] as typeof item;
          const inOrder = before.value > item.value || order(before.name) < order(item.name);
          expect(before.value >= item.value && inOrder).toBe(true);
        });
      }),
    );
  });

  it("does not depend on the order, save among equals, nor on the unit of integers", () => {
    fc.assert(
      fc.property(counts, fc.nat(), fc.constantFrom(2, 3, 10, 60), (list, at, unit) => {
        const one = pareto(named(list));
        const i = at % list.length;
        const items = named(list);
        const turned = pareto([...items.slice(i), ...items.slice(0, i)]);
        expect(turned.items.map((item) => item.value)).toEqual(one.items.map((item) => item.value));
        expect(turned.vitalFew.count).toBe(one.vitalFew.count);
        const scaled = pareto(named(list.map((value) => unit * value)));
        expect(scaled.vitalFew).toEqual(one.vitalFew);
        expect(scaled.items.map((item) => item.class)).toEqual(one.items.map((item) => item.class));
      }),
    );
  });

  it("has shares that sum to 1, cumulative shares that never fall and end at 1, and classes in order", () => {
    fc.assert(
      fc.property(values, (list) => {
        const { items } = pareto(named(list));
        expect(items).toHaveLength(list.length);
        agree(
          items.reduce((sum, { share }) => sum + share, 0),
          1,
          1e-13,
        );
        expect(items.at(-1)?.cumulativeShare).toBe(1);
        expect(items[0]?.class).toBe("A");
        items.slice(1).forEach((item, i) => {
          expect(item.cumulativeShare).toBeGreaterThanOrEqual(items[i]?.cumulativeShare as number);
          expect(item.class >= (items[i]?.class as string)).toBe(true);
        });
      }),
    );
  });

  it("is not changed by causes that cost nothing", () => {
    fc.assert(
      fc.property(values, thresholds, (list, threshold) => {
        const one = pareto(named(list), { threshold });
        const more = pareto([...named(list), { name: "nothing", value: 0 }], { threshold });
        expect(more.items.filter(({ name }) => name !== "nothing")).toEqual(one.items);
        expect(more).toMatchObject({
          total: one.total,
          vitalFew: { ...one.vitalFew, tiedWithLast: expect.anything() },
        });
      }),
    );
  });

  it("is plain, and leaves its input alone", () => {
    fc.assert(
      fc.property(values, thresholds, (list, threshold) => {
        const items = named(list);
        const before = structuredClone(items);
        expectPlain(pareto(items, { threshold }));
        expect(items).toEqual(before);
      }),
    );
  });

  it("answers hostile items with a StatsError or a plain result", () => {
    const numbers = fc.oneof(
      { weight: 8, arbitrary: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }) as fc.Arbitrary<unknown> },
      { weight: 4, arbitrary: fc.constantFrom<unknown>(0, -0, 1, 5e-324, 1e-300, 1e308, Number.MAX_VALUE) },
      { weight: 1, arbitrary: fc.constantFrom<unknown>(-1, Number.NaN, Infinity, "9", null, undefined, {}, 1n) },
    );
    const names = fc.oneof(fc.string({ minLength: 1 }) as fc.Arbitrary<unknown>, fc.constantFrom<unknown>("a", "", 5));
    fc.assert(
      fc.property(fc.array(fc.record({ name: names, value: numbers }), { maxLength: 8 }), (items) => {
        let result: unknown = null;
        const refused = errorOf(() => {
          result = pareto(items as ParetoInput[]);
        });
        if (refused === null) expectPlain(result);
      }),
      { numRuns: 2000 },
    );
  });
});
