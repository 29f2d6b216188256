import { describe, expect, it } from "vitest";
import { sampleRatioMismatch } from "../../../../src/metrics/experiments/variants/sample-ratio-mismatch";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import ab from "../../../golden/ab.json" with { type: "json" };
import variants from "../../../golden/compare-variants.json" with { type: "json" };
import tables from "../../../golden/table-tests.json" with { type: "json" };

const fn = "sampleRatioMismatch";

describe("sampleRatioMismatch() against R", () => {
  it("agrees with a published check of two arms (ab.json)", () => {
    const { counts, chi2, p } = ab.sampleRatioMismatch;
    const { test } = sampleRatioMismatch(counts);
    agree(test.statistic, chi2, 1e-12);
    agree(test.pValue, p, 1e-12);
  });

  it.each(tables.goodnessOfFit)("agrees with chisq.test on $id (table-tests.R)", ({ counts, shares, ...r }) => {
    const { test, arms } = sampleRatioMismatch(counts, shares === null ? {} : { ratio: shares });
    agree(test.statistic, r.statistic, 1e-12);
    agree(test.pValue, r.pValue, 1e-12);
    expect(test.degreesOfFreedom).toEqual([r.degreesOfFreedom]);
    arms.forEach(({ expected }, i) => {
      agree(expected, r.expected[i]!, 1e-14);
    });
  });

  it.each(variants.binomial)(
    "agrees with binom.test on $observed in the ratio $ratio",
    ({ observed, ratio, pValue }) => {
      const { test } = sampleRatioMismatch(observed, { ratio, method: "exact" });
      agree(test.pValue, pValue, 1e-12);
      expect(test).toMatchObject({ statistic: null, degreesOfFreedom: [], method: "exact-binomial" });
    },
  );
});

describe("sampleRatioMismatch()", () => {
  it("says what it did", () => {
    const result = sampleRatioMismatch([480, 520], { ratio: [1, 1] });
    expect(result).toEqual({
      kind: "sample-ratio-mismatch",
      test: {
        statistic: 1.6,
        degreesOfFreedom: [1],
        pValue: result.test.pValue,
        alternative: "two-sided",
        method: "chi-squared",
      },
      arms: [
        { observed: 480, expected: 500, share: 0.48, expectedShare: 0.5, deviation: -0.02 },
        { observed: 520, expected: 500, share: 0.52, expectedShare: 0.5, deviation: 0.02 },
      ],
      largestDeviation: 0.02,
      threshold: 0.001,
      minimumDeviation: 0.001,
      verdict: "none-found",
      method: "chi-squared",
      n: 1000,
      nMissing: 0,
      caveats: [],
    });
    expectPlain(result);
  });

  it("finds a mismatch below the threshold only", () => {
    // chi-squared = 10.24, p = 0.00137
    const verdictAt = (threshold: number) => sampleRatioMismatch([5160, 4840], { threshold }).verdict;
    expect([0.001, 0.0013, 0.0014, 0.05].map(verdictAt)).toEqual(["none-found", "none-found", "mismatch", "mismatch"]);
    expect(verdictAt(sampleRatioMismatch([5160, 4840]).test.pValue!)).toBe("none-found");
  });

  it("takes a deviation below the minimum for negligible, however small p is", () => {
    // off by 0.0005 among a hundred million: p below 1e-22
    const observed = [50_050_000, 49_950_000];
    const result = sampleRatioMismatch(observed);
    expect(result.test.pValue).toBeLessThan(1e-22);
    expect([result.largestDeviation, result.verdict]).toEqual([0.0005, "negligible"]);
    expect(sampleRatioMismatch(observed, { minimumDeviation: 0 }).verdict).toBe("mismatch");
    expect(sampleRatioMismatch(observed, { minimumDeviation: 0.0005 }).verdict).toBe("mismatch");
  });

  it("keeps p far below a rounding of 1, where 1 - cdf would be 0", () => {
    for (const method of ["chi-squared", "exact"] as const) {
      const { test } = sampleRatioMismatch([8700, 11300], { method });
      expect(test.pValue).toBeGreaterThan(1e-80);
      expect(test.pValue).toBeLessThan(1e-70);
    }
    const { test } = sampleRatioMismatch([0, 1000], { method: "exact" });
    agree(test.pValue, 2 ** -999, 1e-13);
  });

  it("has the same exact p for arms in either order, however lopsided the plan", () => {
    // from the larger share alone p was 1.4330809e-33 and 0.003648, and 0 of the third
    for (const [large, small, part] of [
      [1e9, 30, 1e9],
      [1e15, 5, 1e15],
      [0, 1, 1e100],
    ] as const) {
      const [one, other] = [
        sampleRatioMismatch([large, small], { ratio: [part, 1], method: "exact" }).test.pValue!,
        sampleRatioMismatch([small, large], { ratio: [1, part], method: "exact" }).test.pValue!,
      ];
      expect(one).toBeGreaterThan(0);
      expect(one).toBe(other);
    }
  });

  it("has p = 1 where the arms are as planned, or as near as whole customers can be", () => {
    expect(sampleRatioMismatch([7, 14], { ratio: [1, 2] }).test).toMatchObject({ statistic: 0, pValue: 1 });
    expect(sampleRatioMismatch([7, 14], { ratio: [1, 2], method: "exact" }).test.pValue).toBe(1);
    expect(sampleRatioMismatch([3, 4], { method: "exact" }).test.pValue).toBe(1);
  });

  it("takes a ratio of any total", () => {
    const observed = [20, 31, 55];
    const { test, arms } = sampleRatioMismatch(observed, { ratio: [1, 1, 2] });
    for (const ratio of [
      [0.25, 0.25, 0.5],
      [1e-90, 1e-90, 2e-90],
      [5e99, 5e99, 1e100],
    ]) {
      agree(sampleRatioMismatch(observed, { ratio }).test.pValue, test.pValue!, 1e-13);
    }
    expect(arms.map(({ expectedShare }) => expectedShare)).toEqual([0.25, 0.25, 0.5]);
  });

  it("takes an arm of which nobody is left, and one that is all", () => {
    const result = sampleRatioMismatch([0, 9]);
    expect(result.arms.map(({ share, deviation }) => [share, deviation])).toEqual([
      [0, -0.5],
      [1, 0.5],
    ]);
    expectPlain(result);
    expectPlain(sampleRatioMismatch([0, 1], { method: "exact" }));
  });

  it("warns of small expected counts under chi-squared, which the exact test does not need", () => {
    expect(sampleRatioMismatch([3, 6]).caveats).toEqual([{ code: "small-expected-counts", path: null }]);
    expect(sampleRatioMismatch([3, 6], { method: "exact" }).caveats).toEqual([]);
    expect(sampleRatioMismatch([5, 5]).caveats).toEqual([]);
  });

  it("answers for as many customers as doubles can count", () => {
    const most = Number.MAX_SAFE_INTEGER;
    for (const method of ["chi-squared", "exact"] as const) {
      expectPlain(sampleRatioMismatch([most, 0], { method }));
      expectPlain(sampleRatioMismatch([most, 0], { method, ratio: [1e-100, 1e100] }));
      expect(sampleRatioMismatch([(most - 1) / 2, (most + 1) / 2], { method }).verdict).toBe("none-found");
    }
  });
});

describe("sampleRatioMismatch() refuses", () => {
  const bad = (observed: unknown, options: object = {}) =>
    errorOf(() => sampleRatioMismatch(observed as number[], options));

  it.each([
    ["no array", new Set([1, 2]), "observed", "be an array of at least two counts, received an object (Object)"],
    ["one arm", [5], "observed", "be an array of at least two counts, received 1"],
    ["a fraction", [5, 2.5], "observed.1", "be an integer >= 0 and at most 2^53 - 1, received 2.5"],
    ["a count below 0", [5, -1], "observed.1", "be an integer >= 0 and at most 2^53 - 1, received -1"],
    ["counts without a total", [2 ** 52, 2 ** 52], "observed", "have a total below 2^53, received 9007199254740992"],
  ])("%s", (_, observed, path, rule) => {
    expect(bad(observed)).toEqual(invalid(fn, path, rule));
  });

  it.each([
    ["an arm that was planned to be empty", { ratio: [1, 0] }, "ratio.1", "be a number in [1e-100, 1e100], received 0"],
    ["a ratio of text", { ratio: [1, "1"] }, "ratio.1", 'be a number in [1e-100, 1e100], received "1"'],
    ["a ratio of NaN", { ratio: [Number.NaN, 1] }, "ratio.0", "be a number in [1e-100, 1e100], received NaN"],
    ["a ratio that is no array", { ratio: 0.5 }, "ratio", "be an array of numbers, received 0.5"],
    ["a ratio for other arms", { ratio: [1, 1, 1] }, "ratio", "have the length of the arms (2), received 3"],
    ["a threshold of 0", { threshold: 0 }, "threshold", "be a number between 0 and 1, both excluded, received 0"],
    ["a percentage", { threshold: 5 }, "threshold", "be a number between 0 and 1, both excluded, received 5"],
    ["a deviation below 0", { minimumDeviation: -0.1 }, "minimumDeviation", "be a number in [0, 1], received -0.1"],
    ["another method", { method: "z" }, "method", 'be one of "chi-squared", "exact", received "z"'],
  ])("%s", (_, options, path, rule) => {
    expect(bad([1, 2], options)).toEqual(invalid(fn, path, rule));
  });

  it("the exact test of more than two arms, saying what serves", () => {
    expect(bad([1, 2, 3], { method: "exact" })).toEqual(
      invalid(fn, "method", 'be "chi-squared" for more than two arms, received "exact"'),
    );
  });

  it("counts that are all 0, as insufficient data", () => {
    expect(bad([0, 0])).toEqual(insufficient(fn, "observed", "must hold at least one customer, received none"));
  });
});
