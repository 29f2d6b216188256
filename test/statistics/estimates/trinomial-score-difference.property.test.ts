import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalQuantile, normalTwoSided } from "../../../src/numerics/normal";
import type { SignedTrials } from "../../../src/statistics/estimates/trinomial-score";
import {
  signedDifferenceInterval,
  signedDifferenceScore,
} from "../../../src/statistics/estimates/trinomial-score-difference";
import { agree } from "../../assertions";

const count = fc.oneof(fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 1e9 }));
// effective numbers, of which the least that weights can make is about 1e-200
const part = fc.oneof(count, fc.constantFrom(1e-200, 1e-17), fc.double({ min: 1e-6, max: 40, noNaN: true }));
const armOf = (counts: fc.Arbitrary<number>) =>
  fc
    .tuple(counts, counts, counts)
    .filter(([a, m, b]) => a + m + b >= 1)
    .map(([successes, zeros, failures]): SignedTrials => ({ successes, failures, n: successes + zeros + failures }));
const arm = armOf(part);
/** Without what rounding leaves of the trials that count 0. */
const wholeArm = armOf(count);
const levels = fc.constantFrom(1e-16, 0.5, 0.8, 0.95, 0.999, 1 - 2 ** -53);
const deltas = fc.double({ min: -1.999, max: 1.999, noNaN: true });

const turned = ({ successes, failures, n }: SignedTrials) => ({ successes: failures, failures: successes, n });
const netShare = ({ successes, failures, n }: SignedTrials) => (successes - failures) / n;

describe("the score test of the difference of two net shares", () => {
  it("holds the observed difference in an interval within -2 and 2", () => {
    fc.assert(
      fc.property(arm, arm, levels, (control, treatment, level) => {
        const observed = netShare(treatment) - netShare(control);
        const { lower, upper } = signedDifferenceInterval(control, treatment, level);
        expect(-2 <= lower && lower <= observed && observed <= upper && upper <= 2).toBe(true);
        if (level > 0.4) expect(lower < upper).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("has the statistic that the level asks for at the ends, to 2e-15", () => {
    fc.assert(
      fc.property(arm, arm, fc.constantFrom(0.5, 0.8, 0.95, 0.999), (control, treatment, level) => {
        const z = -normalQuantile((1 - level) / 2);
        const { lower, upper } = signedDifferenceInterval(control, treatment, level);
        const scoreAt = (delta: number) => signedDifferenceScore(control, treatment, delta);
        if (lower > -2) {
          expect(scoreAt(lower - 2e-15)).toBeGreaterThan(z);
          expect(scoreAt(lower + 2e-15)).toBeLessThan(z);
        }
        if (upper < 2) {
          expect(scoreAt(upper - 2e-15)).toBeGreaterThan(-z);
          expect(scoreAt(upper + 2e-15)).toBeLessThan(-z);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("falls with the hypothesised difference", () => {
    fc.assert(
      fc.property(arm, arm, deltas, deltas, (control, treatment, one, other) => {
        fc.pre(Math.abs(one - other) > 1e-9);
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(signedDifferenceScore(control, treatment, low)).toBeGreaterThan(
          signedDifferenceScore(control, treatment, high),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("excludes a difference exactly where the p-value of that difference is below 1 - level", () => {
    fc.assert(
      fc.property(arm, arm, levels, deltas, (control, treatment, level, delta) => {
        const p = normalTwoSided(signedDifferenceScore(control, treatment, delta));
        // the ends are rounded as the observed difference is
        const apart = Math.abs(netShare(treatment) - netShare(control) - delta);
        fc.pre(Math.abs(p - (1 - level)) > 1e-9 && (apart === 0 || apart > 1e-12));
        const { lower, upper } = signedDifferenceInterval(control, treatment, level);
        expect(p < 1 - level).toBe(delta < lower || delta > upper);
      }),
      { numRuns: 300 },
    );
  });

  it("turns round when the arms are swapped, to the last bit, or successes and failures", () => {
    fc.assert(
      fc.property(wholeArm, wholeArm, levels, deltas, (control, treatment, level, delta) => {
        const score = signedDifferenceScore(control, treatment, delta);
        expect(signedDifferenceScore(treatment, control, -delta)).toBe(0 - score);
        // the observed difference is rounded, and so is what it is from the hypothesised one
        const rounding = Number.EPSILON / Math.abs(netShare(treatment) - netShare(control) - delta);
        agree(signedDifferenceScore(turned(control), turned(treatment), -delta), 0 - score, 1e-12 + 4 * rounding);
        const { lower, upper } = signedDifferenceInterval(control, treatment, level);
        expect(signedDifferenceInterval(treatment, control, level)).toEqual({ lower: 0 - upper, upper: 0 - lower });
        const mirrored = signedDifferenceInterval(turned(control), turned(treatment), level);
        expect(Math.abs(mirrored.lower + upper) + Math.abs(mirrored.upper + lower)).toBeLessThan(1e-14);
      }),
      { numRuns: 200 },
    );
  });

  it("narrows when all trials are doubled", () => {
    const doubled = ({ successes, failures, n }: SignedTrials) => ({
      successes: 2 * successes,
      failures: 2 * failures,
      n: 2 * n,
    });
    fc.assert(
      fc.property(arm, arm, (control, treatment) => {
        const once = signedDifferenceInterval(control, treatment, 0.95);
        const twice = signedDifferenceInterval(doubled(control), doubled(treatment), 0.95);
        expect(twice.upper - twice.lower).toBeLessThan(once.upper - once.lower);
      }),
      { numRuns: 200 },
    );
  });
});
