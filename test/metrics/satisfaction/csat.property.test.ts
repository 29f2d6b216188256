import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsatResult, csat, csatFromTally } from "../../../src/metrics/satisfaction/csat";
import { agree } from "../../assertions";
import { obeysMeasureLaws, weight } from "../measure-laws";

const scale = { min: 1, max: 5 };
const rating = fc.integer(scale);
const ratings = fc.array(rating, { minLength: 1, maxLength: 60 });
const method = fc.constantFrom("wilson" as const, "wilson-cc" as const, "agresti-coull" as const, "wald" as const);
const meanMethod = fc.constantFrom("adjusted-t" as const, "t" as const);
const weightedPairs = fc.array(fc.tuple(rating, weight), { minLength: 2, maxLength: 60 });

const values = <T>(pairs: readonly (readonly [T, number])[]) => pairs.map(([value]) => value);
const weightsOf = (pairs: readonly (readonly [unknown, number])[]) => pairs.map(([, w]) => w);

obeysMeasureLaws({
  name: "csat",
  scale,
  options: fc.record({ method, meanMethod }),
  of: (answers, options) => csat(answers, options),
  fromTally: (summary, options) => csatFromTally(summary, options),
  estimates: (result: CsatResult) => [
    [result, 0, 1],
    [result.mean, 1, 5],
  ],
  insideFrom: 1,
  optionNames: ["scale", "satisfiedFrom", "confidenceLevel", "method", "meanMethod", "weights"],
});

describe("csat()", () => {
  it("lies in its intervals at levels from 0.9 up with weights too", () => {
    fc.assert(
      fc.property(weightedPairs, method, fc.constantFrom(0.9, 0.95, 0.999), (pairs, name, confidenceLevel) => {
        const { estimate, interval, mean } = csat(values(pairs), {
          method: name,
          confidenceLevel,
          weights: weightsOf(pairs),
        });
        expect(interval.lower).toBeLessThanOrEqual(estimate);
        expect(interval.upper).toBeGreaterThanOrEqual(estimate);
        expect(mean.interval!.lower).toBeLessThanOrEqual(mean.estimate);
        expect(mean.interval!.upper).toBeGreaterThanOrEqual(mean.estimate);
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

  it("has a distribution whose counts sum to n and whose shares sum to 1", () => {
    fc.assert(
      fc.property(weightedPairs, (pairs) => {
        const { distribution, n } = csat(values(pairs), { weights: weightsOf(pairs) });
        expect(distribution.reduce((sum, { count }) => sum + count, 0)).toBe(n);
        agree(
          distribution.reduce((sum, { share }) => sum + share, 0),
          1,
          1e-14,
        );
      }),
    );
  });
});
