import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNps } from "../../../../src/metrics/experiments/nps/compare-nps";
import {
  type CompareNpsPairedOptions,
  compareNpsPaired,
  compareNpsPairedFromTally,
} from "../../../../src/metrics/experiments/nps/compare-nps-paired";
import { mergeTwoWayTallies } from "../../../../src/statistics/summaries/merge-two-way-tallies";
import { twoWayTally } from "../../../../src/statistics/summaries/two-way-tally";
import { agree, agreeEnds, errorOf, expectPlain } from "../../../assertions";

const scale = { min: 0, max: 10 };
const scales = { rowScale: scale, columnScale: scale };
const levels = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const methods = fc.constantFrom("adjusted-wald" as const, "score" as const, "wald" as const);
const answer = fc.option(fc.integer({ min: 0, max: 10 }), { freq: 8 });
type Pair = readonly [before: number | null, after: number | null];
const customers = fc
  .array(fc.tuple(answer, answer), { minLength: 1, maxLength: 40 })
  .filter((list) => list.some(([before, after]) => before !== null && after !== null));
const weights = (list: readonly Pair[]) => list.map((_, i) => 0.5 + ((7 * i) % 5));

const column = (list: readonly Pair[], at: 0 | 1) => list.map((pair) => pair[at]);

function compared(list: readonly Pair[], options: CompareNpsPairedOptions = {}) {
  const result = compareNpsPaired(column(list, 0), column(list, 1), options);
  const { lower, upper } = result.difference.interval as { lower: number; upper: number };
  return { ...result, lower, upper, p: result.test.pValue as number };
}

describe("compareNpsPaired()", () => {
  it("gives the identical result for answers, for their tally and for merged parts", () => {
    fc.assert(
      fc.property(customers, levels, methods, fc.nat(), (list, confidenceLevel, method, at) => {
        const options = { confidenceLevel, method };
        const expected = compareNpsPaired(column(list, 0), column(list, 1), options);
        const pairs = (part: readonly Pair[]) => twoWayTally(column(part, 0), column(part, 1), scales);
        expect(compareNpsPairedFromTally(pairs(list), options)).toEqual(expected);
        const cut = at % list.length;
        const merged = mergeTwoWayTallies(pairs(list.slice(0, cut)), pairs(list.slice(cut)));
        expect(compareNpsPairedFromTally(merged, options)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("excludes 0 exactly where p is below 1 - level, and judges a margin likewise", () => {
    fc.assert(
      fc.property(
        customers,
        levels,
        methods,
        fc.double({ min: 0.01, max: 200, noNaN: true }),
        (list, confidenceLevel, method, margin) => {
          const { p, lower, upper, ...result } = compared(list, { confidenceLevel, method, margin });
          const rest = 1 - confidenceLevel;
          const [worse, both] = [result.margin!.nonInferiority.pValue!, result.margin!.equivalence.pValue!];
          fc.pre([p, 2 * worse, 2 * both].every((value) => Math.abs(value - rest) > 1e-12));
          expect(p < rest).toBe(lower > 0 || upper < 0);
          expect(worse < rest / 2).toBe(lower > -margin);
          expect(both < rest / 2).toBe(lower > -margin && upper < margin);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("mirrors everything when before and after are swapped, or promoters and detractors", () => {
    const mirrored = (value: number | null) =>
      value === null || value === 7 || value === 8 ? value : value >= 9 ? 0 : 10;
    fc.assert(
      fc.property(customers, levels, methods, (list, confidenceLevel, method) => {
        const options = { confidenceLevel, method };
        const one = compared(list, options);
        const swapped = compared(
          list.map(([before, after]) => [after, before] as const),
          options,
        );
        const turned = compared(
          list.map(([before, after]) => [mirrored(before), mirrored(after)] as const),
          options,
        );
        expect(swapped.control).toEqual(one.treatment);
        expect(swapped.treatment).toEqual(one.control);
        for (const other of [swapped, turned]) {
          expect(Math.abs(other.difference.estimate + one.difference.estimate)).toBeLessThan(1e-12);
          agreeEnds(other, [0 - one.upper, 0 - one.lower], 1e-13);
          agree(other.p, one.p, 1e-12);
        }
        const movements = swapped.movements.map(({ from, to, count }) => `${to} ${from} ${count}`);
        expect(movements.sort()).toEqual(one.movements.map(({ from, to, count }) => `${from} ${to} ${count}`).sort());
      }),
    );
  });

  it("does not depend on the order of customers, nor on answers within a group", () => {
    const regrouped = (value: number | null) => (value === null ? null : value >= 9 ? 9 : value >= 7 ? 8 : 2);
    fc.assert(
      fc.property(customers, (list) => {
        expect(compared([...list].reverse())).toEqual(compared(list));
        expect(compared(list.map(([before, after]) => [regrouped(before), regrouped(after)]))).toEqual(compared(list));
      }),
    );
  });

  it("keeps the estimate when all customers are doubled, with a smaller error, and widens with the level", () => {
    fc.assert(
      fc.property(customers, levels, methods, (list, confidenceLevel, method) => {
        const [once, twice] = [compared(list, { confidenceLevel, method }), compared([...list, ...list], { method })];
        agree(twice.difference.estimate + 400, once.difference.estimate + 400, 1e-15);
        agree(twice.difference.standardError, (once.difference.standardError as number) / Math.SQRT2, 1e-13);
        const wide = compared(list, { confidenceLevel: (1 + confidenceLevel) / 2, method });
        expect(-200 <= wide.lower && wide.lower <= once.lower && once.upper <= wide.upper && wide.upper <= 200).toBe(
          true,
        );
      }),
    );
  });

  it("has the scores and the difference of compareNps() where nobody's two answers have to do with each other", () => {
    const lists = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(lists, lists, (before, after) => {
        // every first answer with every second one
        const list = before.flatMap((first) => after.map((second) => [first, second] as const));
        const paired = compared(list, { method: "wald" });
        const apart = compareNps(column(list, 0), column(list, 1), { method: "wald" });
        expect([paired.control, paired.treatment]).toEqual([apart.control, apart.treatment]);
        agree(paired.difference.estimate + 400, apart.difference.estimate + 400, 1e-15);
        agree(1 + (paired.difference.standardError as number), 1 + (apart.difference.standardError as number), 1e-13);
      }),
    );
  });

  it("takes weights in whatever unit they are, of which equal ones widen by the square root of n / (n - 1)", () => {
    fc.assert(
      fc.property(customers, fc.constantFrom(1e-3, 7, 1e6), (list, unit) => {
        const weighted = (given: readonly number[]) =>
          compareNpsPairedFromTally(twoWayTally(column(list, 0), column(list, 1), { ...scales, weights: given }));
        const one = weighted(weights(list));
        const other = weighted(weights(list).map((weight) => unit * weight));
        expectPlain(one);
        agree(other.difference.estimate + 400, one.difference.estimate + 400, 1e-13);
        agreeEnds(other.difference.interval, [one.difference.interval!.lower, one.difference.interval!.upper], 1e-11);
        const plain = compared(list);
        const equal = weighted(list.map(() => 0.3)).difference;
        const { standardError } = plain.difference;
        const factor = plain.n === 1 ? 0 : Math.sqrt(plain.n / (plain.n - 1));
        agree(1 + (equal.standardError as number), 1 + factor * (standardError as number), 1e-12);
      }),
    );
  });

  it("is plain, leaves its input alone, and answers hostile pairs with a StatsError or a plain result", () => {
    const values = fc.constantFrom<unknown>(0, -0, 9, 10, 11, 5.5, -1, null, undefined, Number.NaN, "9", true, {}, 1n);
    fc.assert(
      fc.property(fc.array(fc.tuple(values, values), { maxLength: 3 }), methods, (list, method) => {
        const [before, after] = [list.map(([value]) => value), list.map(([, value]) => value)] as [number[], number[]];
        const given = [[...before], [...after]];
        let result: unknown = null;
        const refused = errorOf(() => {
          result = compareNpsPaired(before, after, { method, margin: 5 });
        });
        if (refused === null) expectPlain(result);
        expect([before, after]).toEqual(given);
      }),
      { numRuns: 1000 },
    );
  });
});
