import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeMoments } from "../../../src/statistics/summaries/merge-moments";
import { type Moments, moments } from "../../../src/statistics/summaries/moments";
import { agree, expectPlain, relativeError } from "../../assertions";

/** Values on a grid of 1/1024 of the spread, up to 1e9 spreads from 0: exact in doubles and in bigints. */
const cases = fc.record({
  offset: fc.constantFrom(0, 1, -1, 1000, 1e6, -1e9, 1e9),
  steps: fc.array(fc.integer({ min: -2048, max: 2048 }), { minLength: 2, maxLength: 60 }),
});
const valuesOf = ({ offset, steps }: { offset: number; steps: number[] }) => steps.map((step) => offset + step / 1024);

/** Mean and sums of squares and cubes in exact arithmetic, rounded at the end. */
function exactly({ offset, steps }: { offset: number; steps: number[] }) {
  const n = BigInt(steps.length);
  const whole = steps.map((step) => BigInt(step));
  const sum = whole.reduce((total, step) => total + step, 0n);
  const squares = n * whole.reduce((total, step) => total + step * step, 0n) - sum * sum;
  const cubes = whole.reduce((total, step) => total + (n * step - sum) ** 3n, 0n);
  return {
    mean: Number(sum + n * 1024n * BigInt(offset)) / Number(n * 1024n),
    sumOfSquares: Number(squares) / Number(n) / 2 ** 20,
    sumOfCubes: Number(cubes) / Number(n) ** 3 / 2 ** 30,
  };
}

/** Splits values at random into parts, some of them empty. */
function split(values: readonly number[], key: (i: number) => number) {
  const parts: number[][] = [[], [], [], []];
  for (const [i, value] of values.entries()) parts[key(i)]?.push(value);
  return parts.map((part) => moments(part));
}

/** Expects sums of cubes to agree to 1e-12 of the squares times the largest deviation that there may be. */
function expectCubes(actual: number | null, expected: number, sumOfSquares: number, largest = 4) {
  expect(Math.abs(actual! - expected)).toBeLessThanOrEqual(1e-12 * largest * sumOfSquares);
}

/** Sums of squares to 1e-12; the mean to 1e-15, the last digit of a double. */
function expectExact(actual: Moments, one: { offset: number; steps: number[] }) {
  const { mean, sumOfSquares, sumOfCubes } = exactly(one);
  agree(actual.sumOfSquares, sumOfSquares, 1e-12);
  expectCubes(actual.sumOfCubes, sumOfCubes, sumOfSquares);
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
          expectCubes(after.sumOfCubes, factor ** 3 * before.sumOfCubes!, after.sumOfSquares, 4 * factor);
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
        expectCubes(twice.sumOfCubes, 2 * once.sumOfCubes!, twice.sumOfSquares);
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
    const big: Moments = { ...moments([1e9]), n: 3e15, sumOfSquares: 3e15 };
    const small = moments([1e9 + 3]);
    // M = Ma + delta^2 n_a / (n_a + 1), delta = 3
    const { sumOfSquares, n, mean } = mergeMoments(big, small);
    expect(relativeError(sumOfSquares, 3e15 + 9)).toBeLessThan(1e-15);
    expect([n, mean]).toEqual([3e15 + 1, 1e9]);
  });
});

/** The same with a weight of eighths for each value; some are 0. */
const weightedCases = fc.record({
  offset: fc.constantFrom(0, 1, -1, 1000, 1e6, -1e9, 1e9),
  pairs: fc.array(fc.tuple(fc.integer({ min: -2048, max: 2048 }), fc.integer({ min: 0, max: 800 })), {
    minLength: 1,
    maxLength: 40,
  }),
});
type WeightedCase = { offset: number; pairs: [step: number, eighths: number][] };

function momentsOfPairs(offset: number, pairs: WeightedCase["pairs"]) {
  return moments(
    pairs.map(([step]) => offset + step / 1024),
    { weights: pairs.map(([, eighths]) => eighths / 8) },
  );
}

/** Weighted sums in exact arithmetic, rounded at the end; steps in 1/1024 of the spread, weights in powers of 1/8. */
function exactSums(pairs: WeightedCase["pairs"], power: 1 | 2) {
  const weighted = pairs.map(([step, eighths]) => [BigInt(step), BigInt(eighths) ** BigInt(power)] as const);
  const sum = weighted.reduce((total, [, w]) => total + w, 0n);
  const first = weighted.reduce((total, [step, w]) => total + step * w, 0n);
  const squares = sum * weighted.reduce((total, [step, w]) => total + step * step * w, 0n) - first * first;
  const cubes = weighted.reduce((total, [step, w]) => total + w * (sum * step - first) ** 3n, 0n);
  const unit = 8 ** power;
  return {
    sum: Number(sum) / unit,
    first,
    denominator: sum,
    sumOfSquares: Number(squares) / Number(sum) / 2 ** 20 / unit,
    sumOfCubes: Number(cubes) / Number(sum) ** 3 / 2 ** 30 / unit,
  };
}

/** Weighted sums, n and both means to 1e-12 of the spread of the data, whatever the offset. */
function expectExactWeighted(actual: Moments, { offset, pairs }: WeightedCase) {
  const inside = pairs.filter(([, eighths]) => eighths > 0);
  expect(actual.n).toBe(inside.length);
  if (inside.length === 0) return;
  const squares = actual.squaredWeights!;
  expectCubes(actual.sumOfCubes, exactSums(inside, 1).sumOfCubes, actual.sumOfSquares);
  const sums = [{ ...actual, sum: actual.sumOfWeights!, mean: actual.mean! }, squares];
  sums.forEach(({ sum, mean, meanLow, sumOfSquares }, i) => {
    const exact = exactSums(inside, i === 0 ? 1 : 2);
    agree(sum, exact.sum, 1e-14);
    agree(sumOfSquares, exact.sumOfSquares, 1e-12);
    // the distance of the two parts from the exact mean, of which the offset is an integer part
    const distance = mean - offset - Number(exact.first) / Number(exact.denominator) / 1024 + meanLow;
    expect(Math.abs(distance)).toBeLessThanOrEqual(1e-14);
  });
}

describe("moments() with weights", () => {
  it("agrees with exact arithmetic to 1e-12, up to 1e9 deviations from 0", () => {
    fc.assert(
      fc.property(weightedCases, (one) => {
        const result = momentsOfPairs(one.offset, one.pairs);
        expectExactWeighted(result, one);
        expectPlain(result);
      }),
    );
  });

  it("gives with equal weights the mean and spread that none give", () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(1, 0.1, 3, 1e-100, 1e100), (one, weight) => {
        const values = valuesOf(one);
        fc.pre(new Set(values).size > 1);
        const plain = moments(values);
        const weighted = moments(values, { weights: values.map(() => weight) });
        agree(weighted.sumOfSquares / weight, plain.sumOfSquares, 1e-12);
        expectCubes(weighted.sumOfCubes! / weight, plain.sumOfCubes!, plain.sumOfSquares);
        expect(Math.abs(weighted.mean! - plain.mean!)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(one.offset)));
        agree(weighted.squaredWeights!.sumOfSquares / weight / weight, plain.sumOfSquares, 1e-12);
      }),
    );
  });
});

describe("the algebra of moments", () => {
  /** Three summaries of one sample, all weighted or all not, and some of them empty. */
  const threes = fc.record({
    offset: weightedCases.map(({ offset }) => offset),
    parts: fc.tuple(...[0, 1, 2].map(() => fc.array(fc.tuple(fc.integer({ min: -2048, max: 2048 }), fc.nat(800))))),
    weighted: fc.boolean(),
  });
  const summaries = ({
    offset,
    parts,
    weighted,
  }: {
    offset: number;
    parts: WeightedCase["pairs"][];
    weighted: boolean;
  }) =>
    parts.map((part) =>
      weighted ? momentsOfPairs(offset, part) : moments(part.map(([step]) => offset + step / 1024)),
    ) as [Moments, Moments, Moments];

  /** All numbers of two summaries to 1e-12: sums relative, means relative to the spread of the steps. */
  function expectSame(one: Moments, other: Moments) {
    expect([other.n, other.nMissing]).toEqual([one.n, one.nMissing]);
    expect(other.mean === null).toBe(one.mean === null);
    expect(other.squaredWeights === null).toBe(one.squaredWeights === null);
    agree(other.sumOfSquares, one.sumOfSquares, 1e-12);
    expectCubes(other.sumOfCubes, one.sumOfCubes!, one.sumOfSquares);
    expect(Math.abs(other.mean! - one.mean! + (other.meanLow - one.meanLow))).toBeLessThanOrEqual(1e-12);
    if (one.squaredWeights === null || other.squaredWeights === null) return;
    agree(other.sumOfWeights, one.sumOfWeights!, 1e-12);
    agree(other.squaredWeights.sum, one.squaredWeights.sum, 1e-12);
    agree(other.squaredWeights.sumOfSquares, one.squaredWeights.sumOfSquares, 1e-12);
    const apart = other.squaredWeights.mean - one.squaredWeights.mean;
    const low = other.squaredWeights.meanLow - one.squaredWeights.meanLow;
    expect(Math.abs(apart + low)).toBeLessThanOrEqual(1e-12);
  }

  it("is associative and commutative to 1e-12, up to 1e9 deviations from 0", () => {
    fc.assert(
      fc.property(threes, (three) => {
        const [a, b, c] = summaries(three);
        const left = mergeMoments(mergeMoments(a, b), c);
        expectSame(left, mergeMoments(a, mergeMoments(b, c)));
        expectSame(left, mergeMoments(c, a, b));
        expectSame(mergeMoments(a, b), mergeMoments(b, a));
        expectPlain(left);
      }),
    );
  });

  it("has moments of nothing as its neutral element, and merges what came through JSON alike", () => {
    fc.assert(
      fc.property(threes, (three) => {
        const [a, b] = summaries(three);
        expect(mergeMoments(moments([]), a)).toStrictEqual(a);
        expect(mergeMoments(a, moments([], { weights: [] }))).toStrictEqual(a);
        expect(mergeMoments(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)))).toStrictEqual(
          mergeMoments(a, b),
        );
      }),
    );
  });

  it("makes the whole of any split with weights, to 1e-12, up to 1e9 deviations from 0", () => {
    fc.assert(
      fc.property(weightedCases, part, (one, key) => {
        const split = [0, 1, 2, 3].map((k) => one.pairs.filter((_, i) => key(i) === k));
        expectExactWeighted(mergeMoments(...split.map((pairs) => momentsOfPairs(one.offset, pairs))), one);
        const singles = one.pairs.map((pair) => momentsOfPairs(one.offset, [pair]));
        expectExactWeighted(mergeMoments(...singles), one);
      }),
    );
  });

  it("doubles thirty times to a billion rows with the mean and the spread of the first one", () => {
    for (const weights of [undefined, [1, 2, 0.5, 3]]) {
      const first = moments(
        [4, 7, 13, 16].map((value) => 1e9 + value),
        { weights },
      );
      let whole = first;
      for (let i = 0; i < 30; i++) whole = mergeMoments(whole, whole);
      const { n, sumOfWeights, squaredWeights } = whole;
      expect(n).toBe(4 * 2 ** 30);
      expect([whole.mean, whole.meanLow]).toEqual([first.mean, first.meanLow]);
      expect([whole.sumOfSquares, whole.sumOfCubes]).toEqual([
        first.sumOfSquares * 2 ** 30,
        first.sumOfCubes! * 2 ** 30,
      ]);
      expect(sumOfWeights).toBe(weights === undefined ? null : 6.5 * 2 ** 30);
      expect(squaredWeights?.sumOfSquares).toBe(
        weights === undefined ? undefined : first.squaredWeights!.sumOfSquares * 2 ** 30,
      );
    }
  });
});
