import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Alternative } from "../../../src/core/estimate";
import { type McnemarMethod, mcnemar } from "../../../src/statistics/hypothesis-tests/mcnemar";
import type { PairedCounts } from "../../../src/statistics/hypothesis-tests/paired-counts";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import ab from "../../golden/ab.json" with { type: "json" };
import golden from "../../golden/table-tests.json" with { type: "json" };

const ALTERNATIVES: readonly Alternative[] = ["two-sided", "less", "greater"];
const counts = { both: 50, onlyFirst: 5, onlySecond: 15, neither: 30 };

describe("mcnemar() against R (table-tests.R)", () => {
  it.each(golden.mcnemar)("agrees on $counts", (r) => {
    const chi = (method: McnemarMethod) => {
      const { statistic, pValue } = mcnemar(r.counts, { method }).test;
      return [statistic, pValue];
    };
    for (const [method, expected] of [
      ["chi-squared", r.chiSquared],
      ["chi-squared-cc", r.corrected],
    ] as const) {
      chi(method).forEach((value, i) => {
        if (expected[i] === null) expect(value).toBeNull();
        else agree(value, expected[i]!, 1e-12);
      });
    }
    for (const alternative of ALTERNATIVES) {
      const exact = mcnemar(r.counts, { alternative }).test;
      expect(exact.statistic).toBe(r.counts.onlySecond);
      agree(exact.pValue, r.exact[alternative], 1e-12);
      agree(mcnemar(r.counts, { alternative, method: "mid-p" }).test.pValue, r.midP[alternative], 1e-12);
    }
  });

  it("agrees on the airport survey (ab.json)", () => {
    const [[both, first], [second, neither]] = ab.mcnemar.table as [[number, number], [number, number]];
    const survey = { both, onlyFirst: first, onlySecond: second, neither };
    agree(mcnemar(survey, { method: "chi-squared" }).test.statistic, ab.mcnemar.chi2, 1e-12);
    agree(mcnemar(survey, { method: "chi-squared" }).test.pValue, ab.mcnemar.p, 1e-12);
    agree(mcnemar(survey, { method: "chi-squared-cc" }).test.statistic, ab.mcnemar.chi2Corrected, 1e-12);
    agree(mcnemar(survey, { method: "chi-squared-cc" }).test.pValue, ab.mcnemar.pCorrected, 1e-12);
    agree(mcnemar(survey).test.pValue, ab.mcnemar.exactP, 1e-12);
  });
});

describe("mcnemar()", () => {
  it("says what it did", () => {
    expect(mcnemar(counts)).toMatchObject({
      kind: "mcnemar",
      onlyFirst: 5,
      onlySecond: 15,
      difference: 0.1,
      n: 100,
      nMissing: 0,
      caveats: [],
      test: { statistic: 15, degreesOfFreedom: [], alternative: "two-sided", method: "mcnemar-exact" },
    });
    const { test } = mcnemar(counts, { method: "chi-squared-cc" });
    expect(test).toMatchObject({ statistic: 4.05, degreesOfFreedom: [1], method: "mcnemar-chi-squared-cc" });
  });

  it("has p = 1 where no pair differs, and no chi-squared", () => {
    const none = { ...counts, onlyFirst: 0, onlySecond: 0 };
    expect(mcnemar(none)).toMatchObject({ difference: 0, test: { statistic: 0, pValue: 1 } });
    expect(mcnemar(none, { method: "mid-p", alternative: "less" }).test.pValue).toBe(0.5);
    for (const method of ["chi-squared", "chi-squared-cc"] as const) {
      const result = mcnemar(none, { method });
      expect(result.test).toMatchObject({ statistic: null, degreesOfFreedom: [], pValue: null });
      expect(result.caveats).toEqual([{ code: "no-differences", path: null }]);
      expectPlain(result);
    }
  });

  it("mirrors everything when the questions are swapped, and is plain", () => {
    const count = fc.nat({ max: 60 });
    const all = fc.record({
      both: count,
      onlyFirst: count,
      onlySecond: count,
      neither: fc.integer({ min: 1, max: 9 }),
    });
    const methods = fc.constantFrom<McnemarMethod>("exact", "mid-p");
    fc.assert(
      fc.property(all, methods, (table, method) => {
        const swapped = { ...table, onlyFirst: table.onlySecond, onlySecond: table.onlyFirst };
        const less = mcnemar(table, { method, alternative: "less" });
        const greater = mcnemar(swapped, { method, alternative: "greater" });
        expect(greater.difference).toBe(0 - less.difference);
        agree(greater.test.pValue, less.test.pValue!, 1e-13);
        const two = mcnemar(table, { method });
        expect(mcnemar(swapped, { method }).test.pValue).toBe(two.test.pValue);
        expect(two.test.pValue).toBeLessThanOrEqual(1);
        expect(mcnemar(table, { method: "mid-p" }).test.pValue).toBeLessThanOrEqual(mcnemar(table).test.pValue!);
        expectPlain(two);
      }),
    );
  });
});

describe("mcnemar() refuses", () => {
  const bad = (table: unknown, options?: unknown) => errorOf(() => mcnemar(table as PairedCounts, options as object));
  const rule = "be an integer >= 0 and at most 2^53 - 1, received";

  it.each([
    ["both", -1, "-1"],
    ["onlyFirst", 1.5, "1.5"],
    ["onlySecond", "4", '"4"'],
    ["neither", undefined, "undefined"],
  ])("a count %s of %j", (name, value, received) => {
    expect(bad({ ...counts, [name]: value })).toEqual(invalid("mcnemar", `counts.${name}`, `${rule} ${received}`));
  });

  it("no counts, no customers, and too many", () => {
    const fourCounts = "be { both, onlyFirst, onlySecond, neither }, received";
    expect(bad(null)).toEqual(invalid("mcnemar", "counts", `${fourCounts} null`));
    expect(
      bad([
        [50, 5],
        [15, 30],
      ]),
    ).toEqual(invalid("mcnemar", "counts", `${fourCounts} an object (Array)`));
    expect(bad({ both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 })).toEqual(
      insufficient("mcnemar", "counts", "must hold at least one customer, received none"),
    );
    expect(bad({ ...counts, both: 2 ** 53 - 1, neither: 2 ** 53 - 1 })?.path).toBe("counts");
  });

  it("a one-sided chi-squared, which has no side", () => {
    expect(bad(counts, { method: "chi-squared", alternative: "less" })).toEqual(
      invalid("mcnemar", "alternative", 'be "two-sided" for the method "chi-squared", received "less"'),
    );
  });

  it("a method that is none", () => {
    const methods = '"exact", "mid-p", "chi-squared", "chi-squared-cc"';
    expect(bad(counts, { method: "wald" })).toEqual(
      invalid("mcnemar", "method", `be one of ${methods}, received "wald"`),
    );
  });
});
