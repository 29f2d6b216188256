import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brunnerMunzel } from "../../../src/statistics/hypothesis-tests/brunner-munzel";
import {
  cliffsDelta,
  probabilityOfSuperiority,
} from "../../../src/statistics/hypothesis-tests/probability-of-superiority";
import { tally } from "../../../src/statistics/summaries/tally";
import { agree, expectPlain } from "../../assertions";

const scale = { min: 1, max: 5 };
const ratings = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 30 });
const levels = fc.double({ min: 0.01, max: 0.999, noNaN: true });

describe("probabilityOfSuperiority() and brunnerMunzel()", () => {
  it("mirror everything when the arms are swapped", () => {
    fc.assert(
      fc.property(ratings, ratings, levels, (control, treatment, confidenceLevel) => {
        const one = probabilityOfSuperiority(control, treatment, { confidenceLevel });
        const other = probabilityOfSuperiority(treatment, control, { confidenceLevel });
        agree(1 + other.estimate, 2 - one.estimate, 1e-14);
        agree(1 + other.standardError!, 1 + one.standardError!, 1e-14);
        agree(1 + other.interval.lower, 2 - one.interval.upper, 1e-12);
        agree(1 + other.interval.upper, 2 - one.interval.lower, 1e-12);
        const [test, reversed] = [brunnerMunzel(control, treatment).test, brunnerMunzel(treatment, control).test];
        if (test.statistic === null) expect(reversed.statistic).toBeNull();
        else agree(1 - reversed.statistic!, 1 + test.statistic, 1e-12);
        if (test.pValue !== null) agree(reversed.pValue, test.pValue, 1e-11);
      }),
    );
  });

  it("give the same for answers in any order, their tallies and anything that keeps their order", () => {
    fc.assert(
      fc.property(ratings, ratings, (control, treatment) => {
        const one = probabilityOfSuperiority(control, treatment);
        const tallied = [control, treatment].map((list) => tally(list, { scale })) as [never, never];
        expect(probabilityOfSuperiority(...tallied)).toEqual(one);
        const other = (list: readonly number[]) => list.map((value) => value ** 3 / 7).reverse();
        expect(probabilityOfSuperiority(other(control), other(treatment))).toEqual(one);
        expect(brunnerMunzel(...tallied)).toEqual(brunnerMunzel(other(control), other(treatment)));
      }),
    );
  });

  it("have the estimate inside an interval that lies in [0, 1] and widens with the level", () => {
    fc.assert(
      fc.property(ratings, ratings, levels, (control, treatment, confidenceLevel) => {
        const { estimate, interval } = probabilityOfSuperiority(control, treatment, { confidenceLevel });
        const wide = probabilityOfSuperiority(control, treatment, { confidenceLevel: (1 + confidenceLevel) / 2 });
        expect(interval.lower).toBeGreaterThanOrEqual(0);
        expect(interval.upper).toBeLessThanOrEqual(1);
        expect(interval.lower).toBeLessThanOrEqual(estimate);
        expect(interval.upper).toBeGreaterThanOrEqual(estimate);
        expect(wide.interval.lower).toBeLessThanOrEqual(interval.lower);
        expect(wide.interval.upper).toBeGreaterThanOrEqual(interval.upper);
        const delta = cliffsDelta(control, treatment, { confidenceLevel });
        agree(1 + delta.estimate, 2 * estimate, 1e-14);
        agree(1 + delta.interval.lower, 2 * interval.lower, 1e-14);
        expectPlain(delta);
      }),
    );
  });

  it("keep the estimate and narrow the interval when every answer is given twice", () => {
    fc.assert(
      fc.property(ratings, ratings, (control, treatment) => {
        const one = probabilityOfSuperiority(control, treatment);
        const twice = probabilityOfSuperiority([...control, ...control], [...treatment, ...treatment]);
        agree(1 + twice.estimate, 1 + one.estimate, 1e-14);
        const width = ({ interval }: typeof one) => interval.upper - interval.lower;
        expect(width(twice)).toBeLessThan(width(one));
      }),
    );
  });
});
