import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NpsOptions, type NpsResult, nps, npsFromCounts, npsFromTally } from "../../../src/metrics/promoters/nps";
import { mergeTallies } from "../../../src/statistics/summaries/merge-tallies";
import { type Tally, tally } from "../../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../../src/statistics/summaries/tally-from-counts";
import { agree, agreeEnds, expectPlain } from "../../assertions";

const scale = { min: 0, max: 10 };
const rating = fc.integer(scale);
const ratings = fc.array(rating, { minLength: 1, maxLength: 60 });
const method = fc.constantFrom("adjusted-wald" as const, "wald" as const);
const weight = fc.double({ min: 0.01, max: 100, noNaN: true });
const weightedPairs = fc.array(fc.tuple(rating, weight), { minLength: 2, maxLength: 60 });

const weightedNps = (pairs: readonly (readonly [number | null, number])[], options?: NpsOptions) =>
  nps(
    pairs.map(([value]) => value),
    { ...options, weights: pairs.map(([, w]) => w) },
  );
const width = ({ interval }: NpsResult) => interval.upper - interval.lower;

/** The same result to 1e-12, of the score's size (an NPS may be nearly 0). */
function expectSame(actual: NpsResult, expected: NpsResult) {
  expect([actual.n, actual.nMissing, actual.caveats]).toStrictEqual([expected.n, expected.nMissing, expected.caveats]);
  agree(actual.estimate + 200, expected.estimate + 200, 1e-12);
  // of a share of nearly everybody, the error is the root of what rounding leaves of 1 - p
  expect(Math.abs(actual.standardError! - expected.standardError!)).toBeLessThanOrEqual(1e-10);
  agreeEnds(actual.interval, [expected.interval.lower, expected.interval.upper], 1e-10);
}

describe("nps()", () => {
  it("gives the identical result for answers, tally, counts, groups and merged parts", () => {
    fc.assert(
      fc.property(ratings, ratings, method, fc.constantFrom(0.8, 0.95), (left, right, name, confidenceLevel) => {
        const options = { method: name, confidenceLevel };
        const all = [...left, ...right];
        const whole = nps(all, options);
        const { promoters, passives, detractors } = whole;
        const counts = { promoters: promoters.count, passives: passives.count, detractors: detractors.count };
        const pairs = all.map((value) => [value, 1n] as const);
        expect(npsFromTally(tally(all, { scale }), options)).toStrictEqual(whole);
        expect(npsFromTally(tallyFromCounts(pairs, { scale }), options)).toStrictEqual(whole);
        expect(npsFromTally(mergeTallies(tally(right, { scale }), tally(left, { scale })), options)).toStrictEqual(
          whole,
        );
        expect(npsFromCounts(counts, options)).toStrictEqual(whole);
        expect(nps(Uint8Array.from(all), options)).toStrictEqual(whole);
        expect(nps([...all].reverse(), options)).toStrictEqual(whole);
      }),
    );
  });

  it("does not mind the order of the answers, nor how weighted ones are split, to 1e-12", () => {
    fc.assert(
      fc.property(weightedPairs, weightedPairs, method, (left, right, name) => {
        const options = { method: name };
        const whole = weightedNps([...left, ...right], options);
        expectSame(weightedNps([...right, ...left], options), whole);
        const part = (pairs: [number, number][]): Tally =>
          tally(
            pairs.map(([value]) => value),
            { scale, weights: pairs.map(([, w]) => w) },
          );
        expectSame(npsFromTally(mergeTallies(part(left), part(right)), options), whole);
      }),
    );
  });

  it("keeps the score and narrows the interval when every answer comes twice", () => {
    fc.assert(
      fc.property(ratings, method, (list, name) => {
        const [once, twice] = [nps(list, { method: name }), nps([...list, ...list], { method: name })];
        expect(twice.estimate).toBe(once.estimate);
        // where an end was cut at the end of the scale, or Wald's error is 0, there is nothing to narrow
        const uncut = once.interval.lower > -100 && once.interval.upper < 100;
        if (uncut && width(once) > 0) expect(width(twice)).toBeLessThan(width(once));
        else expect(width(twice)).toBeLessThanOrEqual(width(once));
      }),
    );
  });

  it("lies in its interval at levels from 0.9 up, from five answers on", () => {
    fc.assert(
      fc.property(
        fc.array(rating, { minLength: 5, maxLength: 60 }),
        method,
        fc.constantFrom(0.9, 0.95, 0.99, 0.9999),
        (list, name, confidenceLevel) => {
          const { estimate, interval } = nps(list, { method: name, confidenceLevel });
          expect(interval.lower).toBeLessThanOrEqual(estimate);
          expect(interval.upper).toBeGreaterThanOrEqual(estimate);
        },
      ),
    );
  });

  it("stays, with its interval, inside -100 to 100", () => {
    fc.assert(
      fc.property(
        ratings,
        method,
        fc.double({ min: 0.001, max: 0.99999, noNaN: true }),
        (list, name, confidenceLevel) => {
          const { estimate, interval } = nps(list, { method: name, confidenceLevel });
          expect(Math.abs(estimate)).toBeLessThanOrEqual(100);
          expect(-100 <= interval.lower && interval.lower <= interval.upper && interval.upper <= 100).toBe(true);
        },
      ),
    );
  });

  it("has a wider interval at a higher level", () => {
    fc.assert(
      fc.property(ratings, method, (list, name) => {
        const at = (confidenceLevel: number) => nps(list, { method: name, confidenceLevel }).interval;
        expect(at(0.95).lower).toBeLessThanOrEqual(at(0.9).lower);
        expect(at(0.95).upper).toBeGreaterThanOrEqual(at(0.9).upper);
      }),
    );
  });

  it("is mirrored, bit for bit, when promoters and detractors are swapped", () => {
    const count = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(count, count, count, method, (promoters, passives, detractors, name) => {
        fc.pre(promoters + passives + detractors > 0);
        const one = npsFromCounts({ promoters, passives, detractors }, { method: name });
        const other = npsFromCounts({ promoters: detractors, passives, detractors: promoters }, { method: name });
        expect(other.estimate).toBe(0 - one.estimate);
        expect(other.standardError).toBe(one.standardError);
        expect(other.interval.lower).toBe(0 - one.interval.upper);
        expect(other.interval.upper).toBe(0 - one.interval.lower);
        expect(other.promoters).toStrictEqual(one.detractors);
        expect(other.caveats).toStrictEqual(one.caveats);
      }),
    );
  });

  it("with equal weights has sqrt(n / (n - 1)) times the unweighted error, and the same score and shares", () => {
    fc.assert(
      fc.property(fc.array(rating, { minLength: 2, maxLength: 60 }), weight, (list, w) => {
        const plain = nps(list);
        const weighted = nps(list, { weights: list.map(() => w) });
        agree(weighted.estimate + 200, plain.estimate + 200, 1e-14);
        agree(weighted.promoters.share, plain.promoters.share, 1e-12);
        // where all are of one kind, sums of weights may leave a trace of rounding
        const factor = Math.sqrt(list.length / (list.length - 1));
        expect(Math.abs(weighted.standardError! - factor * plain.standardError!)).toBeLessThanOrEqual(1e-10);
      }),
    );
  });

  it("does not mind the unit of the weights: multiplied by 2^k they give the identical result", () => {
    fc.assert(
      fc.property(weightedPairs, fc.integer({ min: -30, max: 30 }), (pairs, power) => {
        const scaled = pairs.map(([value, w]) => [value, w * 2 ** power] as const);
        expect(weightedNps(scaled)).toStrictEqual(weightedNps(pairs));
      }),
    );
  });

  it("gives the same with missing answers as without, save nMissing", () => {
    const some = fc.array(fc.tuple(fc.option(rating), weight), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(some, (pairs) => {
        const complete = pairs.filter(([value]) => value !== null);
        fc.pre(complete.length > 0);
        const nMissing = pairs.length - complete.length;
        const values = (list: typeof pairs) => list.map(([value]) => value);
        expect(nps(values(pairs))).toStrictEqual({ ...nps(values(complete)), nMissing });
        expect(weightedNps(pairs)).toStrictEqual({ ...weightedNps(complete), nMissing });
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
          expectPlain(weightedNps(pairs, { method: name, confidenceLevel: level }));
          expectPlain(
            nps(
              pairs.map(([value]) => value),
              { method: name, confidenceLevel: level },
            ),
          );
        },
      ),
    );
  });

  it("throws a StatsError or returns a plain result, whatever it is given", () => {
    const hostile = fc.oneof(fc.anything(), fc.array(fc.oneof(rating, fc.anything()), { maxLength: 4 }));
    const options = fc.oneof(
      fc.anything(),
      fc.record(
        { confidenceLevel: fc.anything(), method: fc.anything(), weights: fc.anything() },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(hostile, options, (list, given) => {
        let result: unknown = null;
        try {
          result = nps(list as number[], given as NpsOptions);
        } catch (error) {
          expect(error).toMatchObject({ name: "StatsError" });
        }
        expectPlain(result);
      }),
      { numRuns: 500 },
    );
  });
});
