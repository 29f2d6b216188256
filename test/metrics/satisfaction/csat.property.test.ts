import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsatOptions, type CsatResult, csat, csatFromTally } from "../../../src/metrics/satisfaction/csat";
import { mergeTallies } from "../../../src/statistics/summaries/merge-tallies";
import { type Tally, tally } from "../../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../../src/statistics/summaries/tally-from-counts";
import { agree, expectPlain } from "../../assertions";

const scale = { min: 1, max: 5 };
const rating = fc.integer(scale);
const ratings = fc.array(rating, { minLength: 1, maxLength: 60 });
const method = fc.constantFrom("wilson" as const, "agresti-coull" as const, "wald" as const);
const weight = fc.double({ min: 0.01, max: 100, noNaN: true });
const weightedPairs = fc.array(fc.tuple(rating, weight), { minLength: 2, maxLength: 60 });

const values = <T>(pairs: readonly (readonly [T, number])[]) => pairs.map(([value]) => value);
const weightsOf = (pairs: readonly (readonly [unknown, number])[]) => pairs.map(([, w]) => w);
const weightedCsat = (pairs: readonly (readonly [number | null, number])[], options?: CsatOptions) =>
  csat(values(pairs), { ...options, weights: weightsOf(pairs) });

const width = (interval: { lower: number; upper: number }) => interval.upper - interval.lower;

/** Equal to an absolute 1e-12 of numbers near 1; errors, as roots of what cancels, to 1e-10. */
function expectSame(actual: CsatResult, expected: CsatResult) {
  const near = (a: number | null | undefined, b: number | null | undefined, tolerance: number) =>
    expect(Math.abs((a ?? -1) - (b ?? -1))).toBeLessThanOrEqual(tolerance);
  expect([actual.n, actual.nMissing, actual.satisfied]).toEqual([expected.n, expected.nMissing, expected.satisfied]);
  near(actual.estimate, expected.estimate, 1e-12);
  near(actual.standardError, expected.standardError, 1e-10);
  near(actual.interval.lower, expected.interval.lower, 1e-10);
  near(actual.interval.upper, expected.interval.upper, 1e-10);
  near(actual.mean.estimate, expected.mean.estimate, 1e-12);
  near(actual.mean.standardError, expected.mean.standardError, 1e-10);
  near(actual.standardDeviation, expected.standardDeviation, 1e-10);
  actual.distribution.forEach(({ share }, i) => {
    near(share, expected.distribution[i]?.share, 1e-12);
  });
}

describe("csat()", () => {
  it("gives the identical result for answers, tally, counts and merged parts", () => {
    fc.assert(
      fc.property(ratings, ratings, method, fc.constantFrom(0.8, 0.95), (left, right, name, confidenceLevel) => {
        const options = { method: name, confidenceLevel };
        const all = [...left, ...right];
        const whole = csat(all, options);
        const pairs = all.map((value) => [value, 1n] as const);
        expect(csatFromTally(tally(all, { scale }), options)).toStrictEqual(whole);
        expect(csatFromTally(tallyFromCounts(pairs, { scale }), options)).toStrictEqual(whole);
        expect(csatFromTally(mergeTallies(tally(right, { scale }), tally(left, { scale })), options)).toStrictEqual(
          whole,
        );
        expect(csat(Float32Array.from(all), options)).toStrictEqual(whole);
        expect(csat([...all].reverse(), options)).toStrictEqual(whole);
      }),
    );
  });

  it("does not mind the order of weighted answers, nor how they are split, to 1e-12", () => {
    fc.assert(
      fc.property(weightedPairs, weightedPairs, method, (left, right, name) => {
        const options = { method: name };
        const whole = weightedCsat([...left, ...right], options);
        expectSame(weightedCsat([...right, ...left], options), whole);
        const part = (pairs: [number, number][]): Tally => tally(values(pairs), { scale, weights: weightsOf(pairs) });
        expectSame(csatFromTally(mergeTallies(part(left), part(right)), options), whole);
      }),
    );
  });

  it("keeps share, mean and distribution, and narrows the intervals, when every answer comes twice", () => {
    fc.assert(
      fc.property(ratings, (list) => {
        const [once, twice] = [csat(list), csat([...list, ...list])];
        expect(twice.estimate).toBe(once.estimate);
        expect(twice.mean.estimate).toBe(once.mean.estimate);
        expect(width(twice.interval)).toBeLessThan(width(once.interval));
        if (once.mean.interval !== null) {
          expect(width(twice.mean.interval!)).toBeLessThanOrEqual(width(once.mean.interval));
        }
      }),
    );
  });

  it("lies in its intervals at levels from 0.9 up, and they inside [0, 1] and the scale", () => {
    fc.assert(
      fc.property(weightedPairs, method, fc.constantFrom(0.9, 0.95, 0.999), (pairs, name, confidenceLevel) => {
        const options = { method: name, confidenceLevel };
        for (const result of [csat(values(pairs), options), weightedCsat(pairs, options)]) {
          const { estimate, interval, mean } = result;
          expect(0 <= interval.lower && interval.upper <= 1).toBe(true);
          expect(interval.lower).toBeLessThanOrEqual(estimate);
          expect(interval.upper).toBeGreaterThanOrEqual(estimate);
          expect(1 <= mean.interval!.lower && mean.interval!.upper <= 5).toBe(true);
          expect(mean.interval!.lower).toBeLessThanOrEqual(mean.estimate);
          expect(mean.interval!.upper).toBeGreaterThanOrEqual(mean.estimate);
        }
      }),
    );
  });

  it("of equal answers with any weights has their rating as its mean, exactly", () => {
    fc.assert(
      fc.property(rating, fc.array(weight, { minLength: 1, maxLength: 10 }), (value, weights) => {
        const { mean } = csat(
          weights.map(() => value),
          { weights },
        );
        expect(mean.estimate).toBe(value);
      }),
    );
  });

  it("has wider intervals at a higher level", () => {
    fc.assert(
      fc.property(weightedPairs, method, (pairs, name) => {
        const at = (confidenceLevel: number) => weightedCsat(pairs, { method: name, confidenceLevel });
        const [narrow, wide] = [at(0.9), at(0.95)];
        expect(wide.interval.lower).toBeLessThanOrEqual(narrow.interval.lower);
        expect(wide.interval.upper).toBeGreaterThanOrEqual(narrow.interval.upper);
        expect(wide.mean.interval!.lower).toBeLessThanOrEqual(narrow.mean.interval!.lower);
        expect(wide.mean.interval!.upper).toBeGreaterThanOrEqual(narrow.mean.interval!.upper);
      }),
    );
  });

  it("is mirrored when the scale is turned round: satisfied and not satisfied swap, to 1e-12", () => {
    fc.assert(
      fc.property(ratings, fc.integer({ min: 2, max: 5 }), method, (list, satisfiedFrom, name) => {
        const one = csat(list, { satisfiedFrom, method: name });
        const other = csat(
          list.map((value) => 6 - value),
          { satisfiedFrom: 7 - satisfiedFrom, method: name },
        );
        expect(other.satisfied).toBe(one.n - one.satisfied);
        agree(other.estimate + 1, 2 - one.estimate, 1e-12);
        agree(other.interval.lower + 1, 2 - one.interval.upper, 1e-12);
        agree(other.interval.upper + 1, 2 - one.interval.lower, 1e-12);
        agree(other.mean.estimate, 6 - one.mean.estimate, 1e-12);
        expect([...other.distribution].reverse().map(({ count }) => count)).toEqual(
          one.distribution.map(({ count }) => count),
        );
      }),
    );
  });

  it("does not mind where the scale lies: shifted answers give the shifted mean", () => {
    fc.assert(
      fc.property(ratings, fc.integer({ min: -50, max: 50 }), (list, shift) => {
        const options = { satisfiedFrom: 4 + shift, scale: { min: 1 + shift, max: 5 + shift } };
        const [one, other] = [
          csat(list),
          csat(
            list.map((value) => value + shift),
            options,
          ),
        ];
        expect([other.estimate, other.standardError, other.interval]).toStrictEqual([
          one.estimate,
          one.standardError,
          one.interval,
        ]);
        agree(other.mean.estimate + 100, one.mean.estimate + shift + 100, 1e-13);
        expect(Math.abs((other.standardDeviation ?? 0) - (one.standardDeviation ?? 0))).toBeLessThanOrEqual(1e-12);
      }),
    );
  });

  it("with equal weights has sqrt(n / (n - 1)) times the unweighted error of the share, and the same of the mean", () => {
    fc.assert(
      fc.property(fc.array(rating, { minLength: 2, maxLength: 60 }), weight, (list, w) => {
        const plain = csat(list);
        const weighted = csat(list, { weights: list.map(() => w) });
        const factor = Math.sqrt(list.length / (list.length - 1));
        agree(weighted.estimate + 1, plain.estimate + 1, 1e-12);
        expect(Math.abs(weighted.standardError! - factor * plain.standardError!)).toBeLessThanOrEqual(1e-12);
        expect(Math.abs(weighted.mean.standardError! - plain.mean.standardError!)).toBeLessThanOrEqual(1e-10);
        expect(Math.abs(weighted.standardDeviation! - plain.standardDeviation!)).toBeLessThanOrEqual(1e-10);
      }),
    );
  });

  it("does not mind the unit of the weights: multiplied by 2^k they give the identical result", () => {
    fc.assert(
      fc.property(weightedPairs, fc.integer({ min: -30, max: 30 }), (pairs, power) => {
        const scaled = pairs.map(([value, w]) => [value, w * 2 ** power] as const);
        expect(weightedCsat(scaled)).toStrictEqual(weightedCsat(pairs));
      }),
    );
  });

  it("gives the same with missing answers as without, save nMissing", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.option(rating), weight), { minLength: 1, maxLength: 40 }), (pairs) => {
        const complete = pairs.filter(([value]) => value !== null);
        fc.pre(complete.length > 0);
        const nMissing = pairs.length - complete.length;
        const without = (result: CsatResult) => ({ ...result, nMissing, mean: { ...result.mean, nMissing } });
        expect(csat(values(pairs))).toStrictEqual(without(csat(values(complete))));
        expect(weightedCsat(pairs)).toStrictEqual(without(weightedCsat(complete)));
      }),
    );
  });

  it("has a distribution whose counts sum to n and whose shares sum to 1", () => {
    fc.assert(
      fc.property(weightedPairs, (pairs) => {
        const { distribution, n } = weightedCsat(pairs);
        expect(distribution.reduce((sum, { count }) => sum + count, 0)).toBe(n);
        agree(
          distribution.reduce((sum, { share }) => sum + share, 0),
          1,
          1e-14,
        );
      }),
    );
  });

  it("survives JSON unchanged, weighted or not", () => {
    fc.assert(
      fc.property(
        weightedPairs,
        method,
        fc.double({ min: 1e-300, max: 1 - 2 ** -53, noNaN: true }),
        (pairs, name, level) => {
          expectPlain(weightedCsat(pairs, { method: name, confidenceLevel: level }));
          expectPlain(csat(values(pairs), { method: name, confidenceLevel: level }));
        },
      ),
    );
  });

  it("throws a StatsError or returns a plain result, whatever it is given", () => {
    const hostile = fc.oneof(fc.anything(), fc.array(fc.oneof(rating, fc.anything()), { maxLength: 4 }));
    const options = fc.oneof(
      fc.anything(),
      fc.record(
        {
          scale: fc.oneof(fc.anything(), fc.record({ min: fc.anything(), max: fc.anything() }, { requiredKeys: [] })),
          satisfiedFrom: fc.anything(),
          confidenceLevel: fc.anything(),
          method: fc.anything(),
          weights: fc.anything(),
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(hostile, options, (list, given) => {
        let result: unknown = null;
        try {
          result = csat(list as number[], given as CsatOptions);
        } catch (error) {
          expect(error).toMatchObject({ name: "StatsError" });
        }
        expectPlain(result);
      }),
      { numRuns: 500 },
    );
  });
});
