import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalTwoSided } from "../../../src/numerics/normal";
import { meanScore, meanScoreInterval } from "../../../src/statistics/estimates/mean-score";
import { signedScore, signedScoreInterval } from "../../../src/statistics/estimates/trinomial-score";
import { agree, agreeEnds } from "../../assertions";
import reference from "../../golden/mean-score.json" with { type: "json" };

describe("the score test of a mean of -2 to 2 against a maximised likelihood (mean-score.py, 1e-12)", () => {
  it.each(reference.cases)("of $counts", ({ counts, scores, intervals }) => {
    for (const [delta, expected] of Object.entries(scores)) agree(meanScore(counts, Number(delta)), expected, 1e-12);
    for (const [level, ends] of Object.entries(intervals)) {
      agreeEnds(meanScoreInterval(counts, Number(level)), ends, 1e-12);
    }
  });
});

describe("meanScore()", () => {
  it("is McNemar's statistic at 0 where all change by one or not at all", () => {
    agree(meanScore([0, 5, 40, 15, 0], 0), 10 / Math.sqrt(20), 1e-14);
  });

  it("ends where the mean of effective numbers and that of the same reversed round apart", () => {
    const held = [0.1, 0.7000000000000001, 0.8999999999999999, 0.7, 2.1];
    expect(Math.abs(meanScore(held, 0.888888888888889))).toBeLessThan(1e-14);
  });

  it("is infinite at an end of the range that the data rule out, and 0 at the observed mean", () => {
    expect(meanScore([1, 0, 0, 0, 1], -2)).toBe(Infinity);
    expect(meanScore([1, 0, 0, 0, 1], 2)).toBe(-Infinity);
    expect(meanScore([0, 0, 0, 0, 3], 2)).toBe(0);
    expect(meanScore([1, 0, 0, 0, 1], 0)).toBe(0);
  });
});

describe("the score test of a mean", () => {
  const count = fc.oneof(fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 1e9 }));
  const lists = (length: number) =>
    fc
      .array(count, { minLength: length, maxLength: length })
      .filter((held) => held.reduce((sum, times) => sum + times, 0) > 0);
  const levels = fc.constantFrom(0.1, 0.5, 0.8, 0.95, 0.999);
  const meanOf = (held: readonly number[]) =>
    held.reduce((sum, times, k) => sum + times * (k - (held.length - 1) / 2), 0) /
    held.reduce((sum, times) => sum + times, 0);

  it("is that of two shares of the same trials where the values are -1, 0 and 1", () => {
    fc.assert(
      fc.property(lists(3), levels, fc.double({ min: -0.99, max: 0.99, noNaN: true }), (held, level, delta) => {
        const [failures, zeros, successes] = held as [number, number, number];
        const trials = { successes, failures, n: failures + zeros + successes };
        fc.pre(Math.abs(meanOf(held) - delta) > 1e-6);
        agree(meanScore(held, delta), signedScore(trials, delta), 1e-7);
        const { lower, upper } = signedScoreInterval(trials, level);
        const found = meanScoreInterval(held, level);
        expect(Math.abs(found.lower - lower) + Math.abs(found.upper - upper)).toBeLessThan(1e-12);
      }),
    );
  });

  it("excludes a mean exactly where the p-value of that mean is below 1 - level", () => {
    fc.assert(
      fc.property(lists(5), levels, fc.double({ min: -1.999, max: 1.999, noNaN: true }), (held, level, delta) => {
        const p = normalTwoSided(meanScore(held, delta));
        fc.pre(Math.abs(p - (1 - level)) > 1e-9);
        const { lower, upper } = meanScoreInterval(held, level);
        expect(p < 1 - level).toBe(delta < lower || delta > upper);
        expect(-2 <= lower && lower <= meanOf(held) && meanOf(held) <= upper && upper <= 2).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("turns round with the values, and narrows when all are doubled", () => {
    fc.assert(
      fc.property(lists(5), levels, (held, level) => {
        const { lower, upper } = meanScoreInterval(held, level);
        const turned = meanScoreInterval([...held].reverse(), level);
        expect(Math.abs(turned.lower + upper) + Math.abs(turned.upper + lower)).toBeLessThan(1e-14);
        const twice = meanScoreInterval(
          held.map((times) => 2 * times),
          level,
        );
        expect(twice.upper - twice.lower).toBeLessThan(upper - lower);
      }),
    );
  });
});
