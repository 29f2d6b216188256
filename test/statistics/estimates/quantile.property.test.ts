import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialPmf } from "../../../src/numerics/binomial";
import { randomGenerator } from "../../../src/numerics/random";
import { median, quantile } from "../../../src/statistics/estimates/quantile";
import { agree, expectPlain } from "../../assertions";

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 });
const probabilities = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.25, 0.5, 0.75, 1));
const levels = fc.double({ min: 0.01, max: 0.999, noNaN: true });
const atLeast = (one: number | null, other: number | null) => (one ?? -Infinity) >= (other ?? -Infinity);
const atMost = (one: number | null, other: number | null) => (one ?? Infinity) <= (other ?? Infinity);

describe("quantile()", () => {
  it("covers with at least its level, by ranks that would not if either were one nearer to the middle", () => {
    const ranks = fc.integer({ min: 1, max: 80 }).map((n) => Array.from({ length: n }, (_, i) => i + 1));
    fc.assert(
      fc.property(ranks, probabilities, levels, (list, p, level) => {
        const n = list.length;
        const { interval, coverage } = quantile(list, p, { confidenceLevel: level });
        // an end between two values was stretched to the estimate; the rank is that beyond it
        const [r, s] = [Math.ceil(interval.lower ?? 0), Math.floor(interval.upper ?? n + 1)];
        const between = (from: number, to: number) => {
          let sum = 0;
          for (let k = Math.max(0, from); k <= Math.min(n, to); k++) sum += binomialPmf(k, n, p);
          return sum;
        };
        agree(coverage, between(r, s - 1), 1e-12);
        expect(coverage).toBeGreaterThanOrEqual(level * (1 - 1e-12));
        const tail = (1 - level) / 2;
        expect(between(0, r - 1)).toBeLessThanOrEqual(tail * (1 + 1e-12));
        expect(between(s, n)).toBeLessThanOrEqual(tail * (1 + 1e-12));
        if (r < n) expect(between(0, r)).toBeGreaterThan(tail * (1 - 1e-12));
        if (s > 1) expect(between(s - 1, n)).toBeGreaterThan(tail * (1 - 1e-12));
      }),
    );
  });

  it("covers the quantile of a continuous distribution as often as it says", () => {
    const random = randomGenerator(7);
    const [n, draws, p] = [17, 4000, 0.3];
    let covered = 0;
    let expected = 0;
    for (let draw = 0; draw < draws; draw++) {
      const { interval, coverage } = quantile(
        Array.from({ length: n }, () => random.uniform()),
        p,
        { confidenceLevel: 0.8 },
      );
      if (interval.lower! <= p && p <= interval.upper!) covered++;
      expected = coverage;
    }
    // four standard errors of a share
    const error = Math.sqrt((expected * (1 - expected)) / draws);
    expect(Math.abs(covered / draws - expected)).toBeLessThan(4 * error);
  });

  it("has an interval that widens with the level, and holds the estimate at every level", () => {
    fc.assert(
      fc.property(values, probabilities, levels, (list, p, level) => {
        const at = (confidenceLevel: number) => quantile(list, p, { confidenceLevel }).interval;
        const [narrow, wide] = [at(level), at((1 + level) / 2)];
        expect(atMost(wide.lower, narrow.lower) || wide.lower === null).toBe(true);
        expect(atLeast(wide.upper, narrow.upper) || wide.upper === null).toBe(true);
        const { interval, estimate } = quantile(list, p, { confidenceLevel: level });
        expect(interval.lower ?? -Infinity).toBeLessThanOrEqual(estimate);
        expect(interval.upper ?? Infinity).toBeGreaterThanOrEqual(estimate);
      }),
    );
  });

  it("does not mind the order of the values, nor missing ones, and does not change them", () => {
    fc.assert(
      fc.property(values, probabilities, (list, p) => {
        const expected = quantile(list, p);
        const before = [...list];
        expect(quantile([null, ...[...list].reverse(), undefined], p)).toEqual({ ...expected, nMissing: 2 });
        expect(quantile(Float64Array.from(list), p)).toEqual(expected);
        expect(list).toEqual(before);
      }),
    );
  });

  it("mirrors: the quantile p of the negated values is minus the quantile 1 - p", () => {
    const quarters = fc.constantFrom(0, 0.125, 0.25, 0.5, 0.75, 1);
    const minus = (value: number | null) => (value === null ? null : 0 - value);
    fc.assert(
      fc.property(values, quarters, levels, (list, p, confidenceLevel) => {
        const one = quantile(list, p, { confidenceLevel });
        const other = quantile(
          list.map((value) => -value),
          1 - p,
          { confidenceLevel },
        );
        expect(Math.abs(other.estimate + one.estimate)).toBeLessThanOrEqual(1e-12 * 1000);
        for (const [is, was] of [
          [other.interval.lower, minus(one.interval.upper)],
          [other.interval.upper, minus(one.interval.lower)],
        ] as const) {
          if (was === null || is === null) expect(is).toBe(was);
          else expect(Math.abs(is - was)).toBeLessThanOrEqual(1e-12 * 1000);
        }
        agree(other.coverage, one.coverage, 1e-12);
      }),
    );
  });

  it("follows an increasing affine change of the values", () => {
    fc.assert(
      fc.property(values, probabilities, fc.constantFrom(0.5, 2, 1024), fc.integer(), (list, p, factor, shift) => {
        const change = (value: number | null) => (value === null ? null : factor * value + shift);
        const one = quantile(list, p);
        const other = quantile(
          list.map((value) => factor * value + shift),
          p,
        );
        const size = factor * 1000 + Math.abs(shift);
        expect(Math.abs(other.estimate - change(one.estimate)!)).toBeLessThanOrEqual(1e-14 * size);
        for (const end of ["lower", "upper"] as const) {
          const [was, is] = [change(one.interval[end]), other.interval[end]];
          if (was === null || is === null) expect(is).toBe(was);
          else expect(Math.abs(is - was)).toBeLessThanOrEqual(1e-14 * size);
        }
      }),
    );
  });

  it("narrows, and keeps the middle, where every value comes four times", () => {
    fc.assert(
      fc.property(values, (list) => {
        const four = median([...list, ...list, ...list, ...list]);
        const one = median(list);
        expect(atLeast(four.interval.lower, one.interval.lower)).toBe(true);
        expect(atMost(four.interval.upper, one.interval.upper)).toBe(true);
        agree(four.estimate, one.estimate, 1e-15);
      }),
    );
  });

  it("is plain for any finite numbers", () => {
    const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(numbers, probabilities, levels, (list, p, confidenceLevel) => {
        expectPlain(quantile(list, p, { confidenceLevel }));
      }),
    );
  });
});
