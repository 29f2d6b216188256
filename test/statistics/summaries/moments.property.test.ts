import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Moments, mergeMoments, moments } from "../../../src/statistics/summaries/moments";
import { agree, expectPlain, relativeError } from "../../assertions";

/** Values on a grid of 1/1024 of the spread, up to 1e9 spreads from 0: exact in doubles and in bigints. */
const cases = fc.record({
  offset: fc.constantFrom(0, 1, -1, 1000, 1e6, -1e9, 1e9),
  steps: fc.array(fc.integer({ min: -2048, max: 2048 }), { minLength: 2, maxLength: 60 }),
});
const valuesOf = ({ offset, steps }: { offset: number; steps: number[] }) => steps.map((step) => offset + step / 1024);

/** Mean and sum of squares in exact arithmetic, rounded at the end. */
function exactly({ offset, steps }: { offset: number; steps: number[] }) {
  const n = BigInt(steps.length);
  const whole = steps.map((step) => BigInt(step));
  const sum = whole.reduce((total, step) => total + step, 0n);
  const squares = n * whole.reduce((total, step) => total + step * step, 0n) - sum * sum;
  return {
    mean: Number(sum + n * 1024n * BigInt(offset)) / Number(n * 1024n),
    sumOfSquares: Number(squares) / Number(n) / 2 ** 20,
  };
}

/** Splits values at random into parts, some of them empty. */
function split(values: readonly number[], key: (i: number) => number) {
  const parts: number[][] = [[], [], [], []];
  for (const [i, value] of values.entries()) parts[key(i)]?.push(value);
  return parts.map((part) => moments(part));
}

/** Sums of squares to 1e-12; the mean to 1e-15, the last digit of a double. */
function expectExact(actual: Moments, one: { offset: number; steps: number[] }) {
  const { mean, sumOfSquares } = exactly(one);
  agree(actual.sumOfSquares, sumOfSquares, 1e-12);
  expect(Math.abs((actual.mean as number) - mean)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(one.offset)));
  expect(actual.n).toBe(one.steps.length);
}

const part = fc.func(fc.integer({ min: 0, max: 3 }));

describe("moments()", () => {
  it("agrees with exact arithmetic to 1e-12, up to 1e9 deviations from 0", () => {
    fc.assert(fc.property(cases, (one) => expectExact(moments(valuesOf(one)), one)));
  });

  it("follows an affine change of the values", () => {
    fc.assert(
      fc.property(
        cases,
        fc.integer({ min: -20, max: 20 }),
        fc.integer({ min: -1000, max: 1000 }),
        (one, power, shift) => {
          const factor = 2 ** power;
          const values = valuesOf(one);
          const before = moments(values);
          const after = moments(values.map((value) => factor * (value + shift)));
          agree(after.sumOfSquares, factor ** 2 * before.sumOfSquares, 1e-12);
          const size = factor * (Math.abs(one.offset) + Math.abs(shift) + 2);
          expect(Math.abs(after.mean! - factor * (before.mean! + shift))).toBeLessThanOrEqual(1e-15 * size);
        },
      ),
    );
  });

  it("does not mind the order of the values, to 1e-12", () => {
    fc.assert(
      fc.property(cases, fc.func(fc.integer()), (one, key) => {
        const values = valuesOf(one);
        const shuffled = values.map((value, i) => [key(i), value] as const).sort((x, y) => x[0] - y[0]);
        expectExact(moments(shuffled.map(([, value]) => value)), one);
      }),
    );
  });

  it("keeps the mean when every value comes twice, and doubles the sum of squares", () => {
    fc.assert(
      fc.property(cases, (one) => {
        const twice = moments([...valuesOf(one), ...valuesOf(one)]);
        const once = moments(valuesOf(one));
        expect(Math.abs(twice.mean! - once.mean!)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(one.offset)));
        agree(twice.sumOfSquares, 2 * once.sumOfSquares, 1e-12);
      }),
    );
  });

  it("gives the same with missing values as without, save nMissing", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }).map(Math.round))), (values) => {
        const complete = values.filter((value) => value !== null);
        expect(moments(values)).toStrictEqual({ ...moments(complete), nMissing: values.length - complete.length });
      }),
    );
  });

  it("never holds what JSON does not: it summarises any finite numbers, or throws", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 8 }), (values) => {
        let result: Moments | null = null;
        try {
          result = moments(values);
        } catch (error) {
          expect(error).toMatchObject({ name: "StatsError", code: "invalid-input" });
        }
        if (result !== null) expectPlain(result);
      }),
    );
  });
});

describe("mergeMoments()", () => {
  it("of any split, in any order, is the whole to 1e-12, up to 1e9 deviations from 0", () => {
    fc.assert(
      fc.property(cases, part, (one, key) => {
        const parts = split(valuesOf(one), key);
        const [a, b, c, d] = parts as [Moments, Moments, Moments, Moments];
        for (const merged of [
          mergeMoments(...parts),
          mergeMoments(...[...parts].reverse()),
          mergeMoments(mergeMoments(a, b), mergeMoments(c, d)),
        ]) {
          expectExact(merged, one);
          expectPlain(merged);
        }
      }),
    );
  });

  it("of 10,000 values one at a time, 1e9 deviations from 0, is the whole to 1e-12", () => {
    const one = { offset: 1e9, steps: Array.from({ length: 10_000 }, (_, i) => ((i * 7919) % 4097) - 2048) };
    expectExact(mergeMoments(...valuesOf(one).map((value) => moments([value]))), one);
  });

  it("of parts of very different size, 1e9 deviations apart from 0, is the whole to 1e-12", () => {
    const big = { kind: "moments", n: 3e15, nMissing: 0, mean: 1e9, meanLow: 0, sumOfSquares: 3e15 } as const;
    const small = moments([1e9 + 3]);
    // M = Ma + delta^2 n_a / (n_a + 1), delta = 3
    const { sumOfSquares, n, mean } = mergeMoments(big, small);
    expect(relativeError(sumOfSquares, 3e15 + 9)).toBeLessThan(1e-15);
    expect([n, mean]).toEqual([3e15 + 1, 1e9]);
  });
});
