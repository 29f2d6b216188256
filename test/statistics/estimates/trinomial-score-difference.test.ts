import { describe, expect, it } from "vitest";
import { scoreInterval, scoreStatistic } from "../../../src/statistics/estimates/score-difference";
import type { SignedTrials } from "../../../src/statistics/estimates/trinomial-score";
import {
  signedDifferenceInterval,
  signedDifferenceScore,
} from "../../../src/statistics/estimates/trinomial-score-difference";
import { agree, agreeEnds } from "../../assertions";
import reference from "../../golden/trinomial-score-difference.json" with { type: "json" };

const Z95 = 1.959963984540054;

function trialsOf([successes, zeros, failures]: readonly number[]): SignedTrials {
  return { successes: successes!, failures: failures!, n: successes! + zeros! + failures! };
}

describe("the score test of two net shares against a maximised likelihood (trinomial-score-difference.py)", () => {
  it.each(reference.cases)("of $treatment against $control", ({ treatment, control, scores, intervals }) => {
    const [t, c] = [trialsOf(treatment), trialsOf(control)];
    // net shares of 1 - 1e-6, of which the first six digits cancel in the observed difference
    const tolerance = treatment[0] === 1e6 ? 1e-11 : 1e-12;
    for (const [delta, expected] of Object.entries(scores)) {
      agree(signedDifferenceScore(c, t, Number(delta)), expected, tolerance);
    }
    for (const [level, ends] of Object.entries(intervals)) {
      agreeEnds(signedDifferenceInterval(c, t, Number(level)), ends, tolerance);
    }
  });
});

describe("signedDifferenceScore()", () => {
  it("is Miettinen and Nurminen's of the successes, where neither arm has a trial that counts 0", () => {
    for (const [a, b, c, d] of [
      [3, 4, 5, 4],
      [0, 5, 0, 3],
      [10, 0, 10, 0],
      [12, 3, 1, 40],
    ] as const) {
      const [control, treatment] = [trialsOf([a, 0, b]), trialsOf([c, 0, d])];
      const shares = [
        { successes: a, trials: a + b },
        { successes: c, trials: c + d },
      ] as const;
      for (const delta of [-0.9, -0.3, 0, 0.1, 0.7]) {
        agree(signedDifferenceScore(control, treatment, 2 * delta), scoreStatistic(...shares, delta), 1e-13);
      }
      const { lower, upper } = scoreInterval(...shares, 0.95);
      agreeEnds(signedDifferenceInterval(control, treatment, 0.95), [2 * lower, 2 * upper], 1e-13);
    }
  });

  it("is 0 at the observed difference, whatever varies", () => {
    for (const table of [
      [1, 0, 0],
      [0, 4, 0],
      [3, 2, 3],
    ]) {
      expect(signedDifferenceScore(trialsOf(table), trialsOf(table), 0)).toBe(0);
    }
    expect(signedDifferenceScore(trialsOf([0, 0, 5]), trialsOf([3, 0, 0]), 2)).toBe(0);
  });

  it("is infinite at differences of 2 that the data rule out, and huge next to them", () => {
    const [control, treatment] = [trialsOf([3, 2, 3]), trialsOf([2, 2, 2])];
    expect(signedDifferenceScore(control, treatment, -2)).toBe(Infinity);
    expect(signedDifferenceScore(control, treatment, 2)).toBe(-Infinity);
    expect(signedDifferenceScore(control, treatment, -2 + 2 ** -51)).toBeGreaterThan(1e6);
    expect(Number.isFinite(signedDifferenceScore(control, treatment, 2 - 2 ** -51))).toBe(true);
  });
});

describe("signedDifferenceInterval() in closed form", () => {
  // the likeliest arms are pulled apart by half of delta each, with a variance of delta / 2 (1 - delta / 2)
  it.each([1, 2, 10, 1000])("of twice %d trials that all count 0", (n) => {
    const end = (2 * Z95 ** 2) / (2 * n - 1 + Z95 ** 2);
    agreeEnds(signedDifferenceInterval(trialsOf([0, n, 0]), trialsOf([0, n, 0]), 0.95), [-end, end], 1e-13);
  });

  it("reaches -2 and 2 where the arms are opposites, and ends short of them otherwise", () => {
    const [worst, best] = [trialsOf([0, 0, 9]), trialsOf([9, 0, 0])];
    expect(signedDifferenceInterval(worst, best, 0.95).upper).toBe(2);
    expect(signedDifferenceInterval(best, worst, 0.95).lower).toBe(-2);
    expect(signedDifferenceInterval(worst, trialsOf([9, 1, 0]), 1 - 2 ** -53).upper).toBeLessThan(2);
  });
});
