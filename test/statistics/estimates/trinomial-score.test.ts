import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareInterval } from "../../../src/statistics/estimates/proportion";
import { type SignedTrials, signedScore, signedScoreInterval } from "../../../src/statistics/estimates/trinomial-score";
import { agree, agreeEnds } from "../../assertions";
import reference from "../../golden/trinomial-score.json" with { type: "json" };

const Z95 = 1.959963984540054;

function trialsOf([successes, zeros, failures]: readonly number[]): SignedTrials {
  return { successes: successes!, failures: failures!, n: successes! + zeros! + failures! };
}

describe("signedScore() and signedScoreInterval() against a numerical likelihood (trinomial-score.py, 1e-12)", () => {
  it.each(reference.cases)("of $table", ({ table, scores, intervals }) => {
    const trials = trialsOf(table);
    for (const [delta, expected] of Object.entries(scores)) agree(signedScore(trials, Number(delta)), expected, 1e-12);
    for (const [level, ends] of Object.entries(intervals)) {
      agreeEnds(signedScoreInterval(trials, Number(level)), ends, 1e-12);
    }
  });
});

describe("signedScore()", () => {
  it("is McNemar's statistic where the difference is 0", () => {
    expect(signedScore(trialsOf([12, 70, 4]), 0)).toBe(2);
    agree(signedScore(trialsOf([1, 5, 7]), 0), -6 / Math.sqrt(8), 1e-15);
  });

  it("is 0 at the observed difference, whatever varies", () => {
    for (const table of [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 1],
      [3, 2, 3],
    ]) {
      const trials = trialsOf(table);
      expect(signedScore(trials, (trials.successes - trials.failures) / trials.n)).toBe(0);
    }
  });
});

describe("signedScoreInterval() in closed form (1e-14)", () => {
  it.each([1, 2, 10, 1000, 1e9])("of %d trials that are all of one sign: (n - z^2) / (n + z^2)", (n) => {
    const end = (n - Z95 ** 2) / (n + Z95 ** 2);
    agreeEnds(signedScoreInterval(trialsOf([n, 0, 0]), 0.95), [end, 1], 1e-14);
    agreeEnds(signedScoreInterval(trialsOf([0, 0, n]), 0.95), [-1, -end], 1e-14);
  });

  it.each([1, 2, 10, 1000, 1e9])("of %d zeros: z^2 / (n + z^2) to either side", (n) => {
    const end = Z95 ** 2 / (n + Z95 ** 2);
    agreeEnds(signedScoreInterval(trialsOf([0, n, 0]), 0.95), [-end, end], 1e-14);
  });

  it("without zeros, is Wilson's of the successes where the hypotheses leave no room for zeros", () => {
    // a difference far from the observed one may be likeliest with zeros, near it none are
    const { lower, upper } = signedScoreInterval(trialsOf([60, 0, 40]), 0.8);
    const wilson = shareInterval(0.6, 100, 0.8, "wilson");
    agreeEnds({ lower, upper }, [2 * wilson.lower - 1, 2 * wilson.upper - 1], 1e-13);
  });
});

describe("the score interval of a difference of two shares", () => {
  const count = fc.oneof(fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 1e9 }));
  const part = fc.oneof(count, fc.double({ min: 0, max: 40, noNaN: true }));
  const trials = fc
    .tuple(part, part, part)
    .filter(([a, m, b]) => a + m + b > 1e-3)
    .map(trialsOf);
  const levels = fc.constantFrom(1e-16, 0.5, 0.8, 0.95, 0.999, 1 - 2 ** -53);

  it("holds the observed difference and lies within -1 and 1", () => {
    fc.assert(
      fc.property(trials, levels, (one, level) => {
        const observed = (one.successes - one.failures) / one.n;
        const { lower, upper } = signedScoreInterval(one, level);
        expect(-1 <= lower && lower <= observed && observed <= upper && upper <= 1).toBe(true);
        if (level > 0.4) expect(lower < upper).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("is mirrored, bit for bit, when successes and failures are swapped", () => {
    fc.assert(
      fc.property(trials, levels, ({ successes, failures, n }, level) => {
        const one = signedScoreInterval({ successes, failures, n }, level);
        const other = signedScoreInterval({ successes: failures, failures: successes, n }, level);
        expect([other.lower, other.upper]).toEqual([0 - one.upper, 0 - one.lower]);
      }),
    );
  });

  it("is nested, narrower when every trial comes twice, and holds just what the test does not reject", () => {
    const inner = fc.double({ min: -0.999, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(trials, inner, (one, delta) => {
        const [narrow, wide] = [signedScoreInterval(one, 0.8), signedScoreInterval(one, 0.95)];
        expect(wide.lower <= narrow.lower && narrow.upper <= wide.upper).toBe(true);
        const twice = signedScoreInterval(
          { successes: 2 * one.successes, failures: 2 * one.failures, n: 2 * one.n },
          0.95,
        );
        expect(twice.upper - twice.lower).toBeLessThan(wide.upper - wide.lower);
        const z = Math.abs(signedScore(one, delta));
        fc.pre(Math.abs(z - Z95) > 1e-9);
        expect(z < Z95).toBe(wide.lower <= delta && delta <= wide.upper);
      }),
      { numRuns: 300 },
    );
  });

  it("has a statistic that falls with the hypothesis", () => {
    const pair = fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }));
    fc.assert(
      fc.property(trials, pair, (one, [a, b]) => {
        const [less, more] = [signedScore(one, Math.min(a, b)), signedScore(one, Math.max(a, b))];
        expect(less).not.toBeNaN();
        expect(more).not.toBeNaN();
        if (more < Infinity) expect(more).toBeLessThanOrEqual(less + 1e-12 * Math.abs(less));
      }),
      { numRuns: 1000 },
    );
  });
});
