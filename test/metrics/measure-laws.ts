import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer, Ratings } from "../../src/core/answers";
import type { Estimate } from "../../src/core/estimate";
import type { Scale } from "../../src/core/scale";
import { mergeTallies } from "../../src/statistics/summaries/merge-tallies";
import { type Tally, tally } from "../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../src/statistics/summaries/tally-from-counts";
import { expectPlain } from "../assertions";

interface CommonOptions {
  readonly confidenceLevel?: number | undefined;
  readonly weights?: ArrayLike<number> | undefined;
}

/** A measure of answers on a scale, as the laws of all measures see it. */
export interface Measure<R extends Estimate, O extends object> {
  readonly name: string;
  readonly scale: Scale;
  /** Choices of the options that are the measure's own. */
  readonly options: fc.Arbitrary<O>;
  readonly of: (ratings: Ratings, options: O & CommonOptions) => R;
  readonly fromTally: (summary: Tally, options: O & CommonOptions) => R;
  /** Each estimate in a result, with the ends of what it can be. */
  readonly estimates: (result: R) => readonly (readonly [estimate: Estimate, min: number, max: number])[];
  /** From how many answers on, without weights, its estimates lie in their intervals at levels from 0.9 up. */
  readonly insideFrom: number;
  /** Names of all options, which hostile values are given to. */
  readonly optionNames: readonly string[];
}

export const weight = fc.double({ min: 0.01, max: 100, noNaN: true });
const level = fc.double({ min: 1e-300, max: 1 - 2 ** -53, noNaN: true });

/** What every measure of answers on a scale must obey, whatever it measures. */
export function obeysMeasureLaws<R extends Estimate, O extends object>(measure: Measure<R, O>): void {
  const { name, scale, options, of, fromTally, estimates, insideFrom, optionNames } = measure;
  const rating = fc.integer(scale);
  const ratings = fc.array(rating, { minLength: 1, maxLength: 60 });
  const pairs = fc.array(fc.tuple(rating, weight), { minLength: 2, maxLength: 60 });
  const summaryOf = (list: readonly Answer[]) => tally(list, { scale });

  describe(`${name}() as a measure`, () => {
    it("gives the identical result for answers in any container and order, tally, counts and merged parts", () => {
      fc.assert(
        fc.property(ratings, ratings, options, fc.constantFrom(0.8, 0.95), (left, right, own, confidenceLevel) => {
          const given = { ...own, confidenceLevel };
          const all = [...left, ...right];
          const whole = of(all, given);
          const counts = all.map((value) => [value, 1n] as const);
          expect(of(Float32Array.from(all), given)).toStrictEqual(whole);
          expect(of([...all].reverse().values(), given)).toStrictEqual(whole);
          expect(fromTally(summaryOf(all), given)).toStrictEqual(whole);
          expect(fromTally(tallyFromCounts(counts, { scale }), given)).toStrictEqual(whole);
          expect(fromTally(mergeTallies(summaryOf(right), summaryOf(left)), given)).toStrictEqual(whole);
        }),
      );
    });

    it("does not mind the order of weighted answers, nor how they are split, to 1e-12", () => {
      fc.assert(
        fc.property(pairs, pairs, options, (left, right, own) => {
          const whole = of(...weighted([...left, ...right], own));
          const widest = Math.max(...estimates(whole).map(([, min, max]) => max - min));
          expectNear(of(...weighted([...right, ...left], own)), whole, widest);
          const [first, second] = [left, right].map((part) =>
            tally(values(part), { scale, weights: part.map(([, w]) => w) }),
          );
          expectNear(fromTally(mergeTallies(first!, second!), own), whole, widest);
        }),
      );
    });

    it("keeps its estimates and narrows their intervals when every answer comes twice", () => {
      fc.assert(
        fc.property(ratings, options, (list, own) => {
          const twice = estimates(of([...list, ...list], own));
          estimates(of(list, own)).forEach(([once, min, max], i) => {
            const [other] = twice[i]!;
            expect(other.estimate).toBe(once.estimate);
            if (once.interval === null) return;
            expect(width(other)).toBeLessThanOrEqual(width(once));
            // where an end was cut at the end of the scale, or the error is 0, there is nothing to narrow
            const uncut = once.interval.lower! > min && once.interval.upper! < max;
            if (uncut && width(once) > 0) expect(width(other)).toBeLessThan(width(once));
          });
        }),
      );
    });

    it("lies in its intervals at levels from 0.9 up", () => {
      fc.assert(
        fc.property(
          fc.array(rating, { minLength: insideFrom, maxLength: 60 }),
          options,
          fc.constantFrom(0.9, 0.95, 0.999),
          (list, own, confidenceLevel) => {
            for (const [{ estimate, interval }] of estimates(of(list, { ...own, confidenceLevel }))) {
              if (interval === null) continue;
              expect(interval.lower).toBeLessThanOrEqual(estimate);
              expect(interval.upper).toBeGreaterThanOrEqual(estimate);
            }
          },
        ),
      );
    });

    it("stays, with its intervals, on its scale, weighted or not", () => {
      fc.assert(
        fc.property(pairs, options, level, (list, own, confidenceLevel) => {
          const given = { ...own, confidenceLevel };
          for (const result of [of(values(list), given), of(...weighted(list, given))]) {
            for (const [{ estimate, interval }, min, max] of estimates(result)) {
              expect(min <= estimate && estimate <= max).toBe(true);
              if (interval === null) continue;
              const { lower, upper } = interval;
              expect(min <= lower! && lower! <= upper! && upper! <= max).toBe(true);
            }
          }
        }),
      );
    });

    it("has wider intervals at a higher level", () => {
      fc.assert(
        fc.property(pairs, options, (list, own) => {
          const at = (confidenceLevel: number) => estimates(of(...weighted(list, { ...own, confidenceLevel })));
          const wide = at(0.95);
          at(0.9).forEach(([{ interval }], i) => {
            const [other] = wide[i]!;
            expect(other.interval === null).toBe(interval === null);
            if (interval === null) return;
            expect(other.interval!.lower).toBeLessThanOrEqual(interval.lower!);
            expect(other.interval!.upper).toBeGreaterThanOrEqual(interval.upper!);
          });
        }),
      );
    });

    it("does not mind the unit of the weights: multiplied by 2^k they give the identical result", () => {
      fc.assert(
        fc.property(pairs, options, fc.integer({ min: -30, max: 30 }), (list, own, power) => {
          const scaled = list.map(([value, w]) => [value, w * 2 ** power] as const);
          expect(of(...weighted(scaled, own))).toStrictEqual(of(...weighted(list, own)));
        }),
      );
    });

    it("gives the same with missing answers as without, save nMissing", () => {
      const some = fc.array(fc.tuple(fc.option(rating), weight), { minLength: 1, maxLength: 40 });
      fc.assert(
        fc.property(some, options, (list, own) => {
          const complete = list.filter(([value]) => value !== null);
          fc.pre(complete.length > 0);
          const withMissing = (result: R) => countingMissing(result, list.length - complete.length);
          expect(of(values(list), own)).toStrictEqual(withMissing(of(values(complete), own)));
          expect(of(...weighted(list, own))).toStrictEqual(withMissing(of(...weighted(complete, own))));
        }),
      );
    });

    it("survives JSON unchanged, weighted or not", () => {
      fc.assert(
        fc.property(pairs, options, level, (list, own, confidenceLevel) => {
          const given = { ...own, confidenceLevel };
          expectPlain(of(values(list), given));
          expectPlain(of(...weighted(list, given)));
        }),
      );
    });

    it("throws a StatsError or returns a plain result, whatever it is given", () => {
      const hostile = fc.oneof(fc.anything(), fc.array(fc.oneof(rating, fc.anything()), { maxLength: 4 }));
      const given = Object.fromEntries(optionNames.map((option) => [option, fc.anything()]));
      fc.assert(
        fc.property(hostile, fc.oneof(fc.anything(), fc.record(given, { requiredKeys: [] })), (list, own) => {
          let result: unknown = null;
          try {
            result = of(list as Ratings, own as O);
          } catch (error) {
            expect(error).toMatchObject({ name: "StatsError" });
          }
          expectPlain(result);
        }),
        { numRuns: 500 },
      );
    });
  });
}

const width = ({ interval }: Estimate) => interval!.upper! - interval!.lower!;

const values = <T>(pairs: readonly (readonly [T, number])[]) => pairs.map(([value]) => value);

/** Arguments for weighted answers. */
function weighted<O extends object>(pairs: readonly (readonly [Answer, number])[], own: O) {
  return [values(pairs), { ...own, weights: pairs.map(([, w]) => w) }] as const;
}

/** A result with so many missing answers, in all of its parts. */
function countingMissing<T>(part: T, nMissing: number): T {
  if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
  const entries = Object.entries(part).map(([key, value]) => [
    key,
    key === "nMissing" ? nMissing : countingMissing(value, nMissing),
  ]);
  return Object.fromEntries(entries) as T;
}

/** What rounding moves by its root: deviations and errors of what all but cancels, and the intervals made of them. */
const ROOTS = /^(standard|lower|upper)/;

/** The same result to 1e-12 of a size, and what {@link ROOTS} names to 1e-10. */
function expectNear(actual: unknown, expected: unknown, size: number, key = "") {
  if (typeof expected === "number") {
    expect(Math.abs((actual as number) - expected), key).toBeLessThanOrEqual((ROOTS.test(key) ? 1e-10 : 1e-12) * size);
  } else if (typeof expected === "object" && expected !== null) {
    expect(Object.keys(actual as object)).toEqual(Object.keys(expected));
    for (const [name, part] of Object.entries(expected)) {
      expectNear((actual as Record<string, unknown>)[name], part, size, name);
    }
  } else {
    expect(actual, key).toBe(expected);
  }
}
