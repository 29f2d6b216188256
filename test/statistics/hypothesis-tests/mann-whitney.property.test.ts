import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Alternative } from "../../../src/core/estimate";
import { mannWhitney } from "../../../src/statistics/hypothesis-tests/mann-whitney";
import type { RankTestMethod } from "../../../src/statistics/hypothesis-tests/rank-settings";
import { mergeTallies } from "../../../src/statistics/summaries/merge-tallies";
import { tally } from "../../../src/statistics/summaries/tally";
import { agree, expectPlain } from "../../assertions";

const scale = { min: 1, max: 5 };
const ratings = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 30 });
const decimals = fc.array(
  fc.integer({ min: -1e6, max: 1e6 }).map((v) => v / 1000),
  { minLength: 1, maxLength: 30 },
);
const arms = fc.oneof(fc.tuple(ratings, ratings), fc.tuple(decimals, decimals));
const alternatives = fc.constantFrom<Alternative>("two-sided", "less", "greater");
const methods = fc.constantFrom<RankTestMethod>("auto", "exact", "normal", "normal-cc");
const settings = fc.record({ alternative: alternatives, method: methods });
const REVERSED: Record<Alternative, Alternative> = { "two-sided": "two-sided", less: "greater", greater: "less" };

describe("mannWhitney()", () => {
  it("gives the same for answers, their tallies and merged tallies", () => {
    fc.assert(
      fc.property(ratings, ratings, fc.nat(), settings, (control, treatment, at, options) => {
        const cut = at % control.length;
        const [one, other] = [control.slice(0, cut), control.slice(cut)].map((part) => tally(part, { scale }));
        const expected = mannWhitney(control, treatment, options);
        expect(mannWhitney(mergeTallies(one!, other!), tally(treatment, { scale }), options)).toEqual(expected);
      }),
    );
  });

  it("mirrors everything when the arms are swapped, or every answer changes its sign", () => {
    fc.assert(
      fc.property(arms, settings, ([control, treatment], options) => {
        const one = mannWhitney(control, treatment, options);
        const reversed = { ...options, alternative: REVERSED[options.alternative] };
        const turned = (values: readonly number[]) => values.map((value) => -value);
        for (const other of [
          mannWhitney(treatment, control, reversed),
          mannWhitney(turned(control), turned(treatment), reversed),
        ]) {
          agree(other.superiority, 1 - one.superiority, 1e-14);
          if (one.test.pValue === null) expect(other.test.pValue).toBeNull();
          else agree(other.test.pValue, one.test.pValue, 1e-12);
        }
      }),
    );
  });

  it("depends on the order of the numbers alone, not on how far apart they are, nor on missing ones", () => {
    fc.assert(
      fc.property(arms, settings, ([control, treatment], options) => {
        const stretched = (values: readonly number[]) => [null, ...values.map((value) => 2 * value ** 3 - 7)].reverse();
        const { nMissing, control: c, treatment: t, ...rest } = mannWhitney(control, treatment, options);
        const other = mannWhitney(stretched(control), stretched(treatment), options);
        expect(other).toMatchObject(rest);
        expect([nMissing, other.nMissing, c.n, t.n]).toEqual([0, 2, control.length, treatment.length]);
      }),
    );
  });

  it("has p-values in [0, 1], whose sides add up to 1 or, where U itself has a probability, to more", () => {
    fc.assert(
      fc.property(arms, methods, ([control, treatment], method) => {
        const p = (alternative: Alternative) => mannWhitney(control, treatment, { alternative, method }).test.pValue;
        fc.pre(p("less") !== null);
        for (const side of ["less", "greater", "two-sided"] as const) {
          expect(p(side)).toBeGreaterThanOrEqual(0);
          expect(p(side)).toBeLessThanOrEqual(1);
        }
        expect(p("less")! + p("greater")!).toBeGreaterThanOrEqual(1 - 1e-12);
      }),
    );
  });

  it("is plain and leaves its input alone", () => {
    fc.assert(
      fc.property(arms, settings, ([control, treatment], options) => {
        const before = structuredClone([control, treatment]);
        expectPlain(mannWhitney(control, treatment, options));
        expect([control, treatment]).toEqual(before);
      }),
    );
  });
});
