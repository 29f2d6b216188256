import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ends } from "../../../../src/core/estimate";
import { compareMeans } from "../../../../src/metrics/experiments/means/compare-means";
import {
  type CompareRatingsMethod,
  compareRatings,
  type RatingComparison,
} from "../../../../src/metrics/experiments/ratings/compare-ratings";
import { mergeTallies } from "../../../../src/statistics/summaries/merge-tallies";
import { tally } from "../../../../src/statistics/summaries/tally";
import { agree, agreeEnds, expectPlain } from "../../../assertions";

const scale = { min: 1, max: 5 };
const levels = fc.double({ min: 0.01, max: 0.999, noNaN: true });
const ratings = fc.oneof(
  fc.array(fc.integer(scale), { minLength: 2, maxLength: 30 }),
  // of one mind, or nearly
  fc
    .tuple(fc.integer(scale), fc.integer(scale), fc.integer({ min: 1, max: 8 }))
    .map(([one, most, times]) => [one, ...new Array<number>(times).fill(most)]),
);
const methods = fc.constantFrom<CompareRatingsMethod>(
  "brunner-munzel",
  "wilson-brunner-munzel",
  "mann-whitney",
  "exact",
);
const dual = fc.constantFrom<CompareRatingsMethod>("brunner-munzel", "wilson-brunner-munzel");
const margins = fc.double({ min: 0.01, max: 4, noNaN: true });

/** Whether two numbers are mirror images about a middle, or both `null`. */
function mirrored(one: number | null | undefined, other: number | null | undefined, middle: number) {
  if (one === null || one === undefined) expect(other).toBe(one);
  else expect(Math.abs(one + (other ?? Number.NaN) - 2 * middle)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(one)));
}

describe("compareRatings()", () => {
  it("excludes one half exactly where p is below 1 - level", () => {
    fc.assert(
      fc.property(ratings, ratings, dual, levels, (control, treatment, method, confidenceLevel) => {
        const { test, effectSize } = compareRatings(control, treatment, { method, confidenceLevel });
        const p = test.pValue as number;
        const { lower, upper } = effectSize.interval as NonNullable<typeof effectSize.interval>;
        // p and interval are two inversions of the same distribution, each good to 1e-12
        fc.pre(Math.abs(p - (1 - confidenceLevel)) > 1e-11);
        expect(p < 1 - confidenceLevel).toBe(lower > 0.5 || upper < 0.5);
      }),
      { numRuns: 1000 },
    );
  });

  it("excludes the margin on a side exactly where the test on that side has p below (1 - level) / 2", () => {
    const directions = fc.constantFrom("higher-is-better" as const, "lower-is-better" as const);
    fc.assert(
      fc.property(ratings, ratings, levels, margins, directions, (a, b, confidenceLevel, margin, direction) => {
        const { difference, margin: judged } = compareRatings(a, b, { confidenceLevel, margin, direction });
        fc.pre(difference.interval !== null);
        const { lower, upper } = difference.interval as NonNullable<typeof difference.interval>;
        const { nonInferiority, equivalence } = judged as NonNullable<RatingComparison["margin"]>;
        const tail = (1 - confidenceLevel) / 2;
        for (const { pValue } of [nonInferiority, equivalence]) fc.pre(Math.abs((pValue as number) - tail) > 1e-11);
        const worse = direction === "higher-is-better" ? lower > -margin : upper < margin;
        expect((nonInferiority.pValue as number) < tail).toBe(worse);
        expect((equivalence.pValue as number) < tail).toBe(lower > -margin && upper < margin);
      }),
      { numRuns: 300 },
    );
  });

  it("mirrors everything when the arms are swapped, or every answer is counted from the other end", () => {
    fc.assert(
      fc.property(ratings, ratings, methods, levels, (control, treatment, method, confidenceLevel) => {
        const options = { method, confidenceLevel };
        const one = compareRatings(control, treatment, options);
        const turned = (list: readonly number[]) => list.map((rating) => scale.min + scale.max - rating);
        for (const other of [
          compareRatings(treatment, control, options),
          compareRatings(turned(control), turned(treatment), options),
        ]) {
          mirrored(one.difference.estimate, other.difference.estimate, 0);
          mirrored(one.difference.interval?.lower, other.difference.interval?.upper, 0);
          mirrored(one.difference.interval?.upper, other.difference.interval?.lower, 0);
          mirrored(one.effectSize.estimate, other.effectSize.estimate, 0.5);
          mirrored(one.effectSize.interval?.lower, other.effectSize.interval?.upper, 0.5);
          mirrored(one.effectSize.interval?.upper, other.effectSize.interval?.lower, 0.5);
          if (one.test.pValue === null) expect(other.test.pValue).toBeNull();
          else agree(other.test.pValue, one.test.pValue, 1e-12);
          expect(other.method).toBe(one.method);
        }
        const swapped = compareRatings(treatment, control, options);
        expect([swapped.control, swapped.treatment]).toEqual([one.treatment, one.control]);
        mirrored(one.topBox?.difference.estimate, swapped.topBox?.difference.estimate, 0);
        mirrored(one.topBox?.difference.interval?.lower, swapped.topBox?.difference.interval?.upper, 0);
      }),
    );
  });

  it("gives the same for answers, their tallies, merged tallies, any order, and missing answers left out", () => {
    fc.assert(
      fc.property(ratings, ratings, fc.nat(), methods, (control, treatment, at, method) => {
        const cut = at % control.length;
        const parts = [control.slice(0, cut), control.slice(cut)].map((part) => tally(part, { scale }));
        const expected = compareRatings(control, treatment, { method, margin: 1 });
        const merged = mergeTallies(parts[0]!, parts[1]!);
        expect(compareRatings(merged, tally(treatment, { scale }), { method, margin: 1 })).toEqual(expected);
        const turned = compareRatings([...control].reverse(), [...treatment, null], { method, margin: 1 });
        expect(turned.test).toEqual(expected.test);
        expect(turned.difference.interval).toEqual(expected.difference.interval);
        expect(turned.nMissing).toBe(1);
      }),
    );
  });

  it("has the difference of compareMeans(), within what differences there can be", () => {
    fc.assert(
      fc.property(ratings, ratings, levels, (control, treatment, confidenceLevel) => {
        const { difference } = compareRatings(control, treatment, { confidenceLevel });
        const means = compareMeans(control, treatment, { confidenceLevel }).difference;
        agree(1 + difference.estimate, 1 + means.estimate, 1e-13);
        agree(difference.standardError, means.standardError as number, 1e-12);
        if (means.interval === null) expect(difference.interval).toBeNull();
        else {
          const within = (end: number) => Math.min(4, Math.max(-4, end));
          agreeEnds(difference.interval, [within(means.interval.lower), within(means.interval.upper)], 1e-11);
        }
      }),
    );
  });

  it("has its estimate inside of an interval in [0, 1] that widens with the level", () => {
    fc.assert(
      fc.property(ratings, ratings, dual, levels, (control, treatment, method, level) => {
        const at = (confidenceLevel: number) =>
          compareRatings(control, treatment, { method, confidenceLevel }).effectSize;
        const [narrow, wide] = [at(level), at((1 + level) / 2)];
        const [inner, outer] = [narrow.interval, wide.interval] as [Ends, Ends];
        expect(inner.lower <= narrow.estimate && narrow.estimate <= inner.upper).toBe(true);
        expect(0 <= outer.lower && outer.lower <= inner.lower).toBe(true);
        expect(inner.upper <= outer.upper && outer.upper <= 1).toBe(true);
      }),
    );
  });

  it("is plain and leaves its input alone", () => {
    fc.assert(
      fc.property(ratings, ratings, methods, levels, margins, (control, treatment, method, confidenceLevel, margin) => {
        const before = structuredClone([control, treatment]);
        expectPlain(compareRatings(control, treatment, { method, confidenceLevel, margin }));
        expect([control, treatment]).toEqual(before);
      }),
    );
  });
});
