import { describe, expect, it } from "vitest";
import { chiSquaredGoodnessOfFit } from "../../../src/statistics/hypothesis-tests/chi-squared-goodness-of-fit";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import ab from "../../golden/ab.json" with { type: "json" };
import golden from "../../golden/table-tests.json" with { type: "json" };

const fn = "chiSquaredGoodnessOfFit";

describe("chiSquaredGoodnessOfFit() against R", () => {
  it.each(golden.goodnessOfFit)("agrees with chisq.test on $id (table-tests.R)", ({ counts, shares, ...r }) => {
    const options = shares === null ? {} : { expectedShares: shares };
    const { test, expected, standardizedResiduals } = chiSquaredGoodnessOfFit(counts, options);
    agree(test.statistic, r.statistic, 1e-12);
    expect(test.degreesOfFreedom).toEqual([r.degreesOfFreedom]);
    agree(test.pValue, r.pValue, 1e-12);
    expected.forEach((count, i) => {
      agree(count, r.expected[i]!, 1e-14);
    });
    standardizedResiduals.forEach((residual, i) => {
      agree(1 + residual, 1 + r.residuals[i]!, 1e-12);
    });
  });

  it("agrees on a published test with unequal arms (ab.json)", () => {
    const { counts, chi2, p } = ab.sampleRatioMismatch;
    const { test } = chiSquaredGoodnessOfFit(counts);
    agree(test.statistic, chi2, 1e-12);
    agree(test.pValue, p, 1e-12);
  });
});

describe("chiSquaredGoodnessOfFit()", () => {
  it("says what it did", () => {
    const result = chiSquaredGoodnessOfFit([10, 20, 30]);
    expect(result).toMatchObject({
      kind: "chi-squared-goodness-of-fit",
      expected: [20, 20, 20],
      n: 60,
      nMissing: 0,
      caveats: [],
      test: { statistic: 10, degreesOfFreedom: [2], alternative: "two-sided", method: "chi-squared" },
    });
    expectPlain(result);
  });

  it("warns of small expected counts, by Cochran's rule", () => {
    const codes = (counts: number[], expectedShares?: number[]) =>
      chiSquaredGoodnessOfFit(counts, { expectedShares }).caveats.map(({ code }) => code);
    expect(codes([3, 6])).toEqual(["small-expected-counts"]);
    expect(codes([4, 6])).toEqual([]);
    // one of five below 5 is a fifth
    expect(codes([4, 24, 24, 24, 24], [0.04, 0.24, 0.24, 0.24, 0.24])).toEqual([]);
    expect(codes([4, 32, 32, 32], [0.04, 0.32, 0.32, 0.32])).toEqual(["small-expected-counts"]);
    expect(codes([1, 50, 50, 50, 49], [0.004, 0.249, 0.249, 0.249, 0.249])).toEqual(["small-expected-counts"]);
  });

  it("has p = 1 where counts are as expected", () => {
    expect(chiSquaredGoodnessOfFit([7, 7, 7]).test).toMatchObject({ statistic: 0, pValue: 1 });
  });
});

describe("chiSquaredGoodnessOfFit() refuses", () => {
  const bad = (counts: unknown, shares?: unknown) =>
    errorOf(() => chiSquaredGoodnessOfFit(counts as number[], { expectedShares: shares as number[] }));

  it.each([
    ["no array", new Set([1, 2]), "counts", "be an array of at least two counts, received an object (Object)"],
    ["one count", [5], "counts", "be an array of at least two counts, received 1"],
    ["a fraction", [5, 2.5], "counts.1", "be an integer >= 0 and at most 2^53 - 1, received 2.5"],
  ])("%s", (_, counts, path, rule) => {
    expect(bad(counts)).toEqual(invalid(fn, path, rule));
  });

  it.each([
    ["a share of 0", [0, 1], "expectedShares.0", "be a share in [1e-100, 1), such as 0.5, received 0"],
    ["a percentage", [50, 50], "expectedShares.0", "be a share in [1e-100, 1), such as 0.5, received 50"],
    ["text", [0.5, "0.5"], "expectedShares.1", 'be a share in [1e-100, 1), such as 0.5, received "0.5"'],
    ["shares that do not add up", [0.5, 0.25], "expectedShares", "add up to 1 within 1e-9, received 0.75"],
    ["too many shares", [0.5, 0.25, 0.25], "expectedShares", "have the length of counts (2), received 3"],
    ["no array of shares", 0.5, "expectedShares", "be an array of shares, received 0.5"],
  ])("%s", (_, expected, path, rule) => {
    expect(bad([1, 2], expected)).toEqual(invalid(fn, path, rule));
  });

  it("counts that are all 0, as insufficient data", () => {
    expect(bad([0, 0])).toEqual(insufficient(fn, "counts", "must hold at least one count above 0, received none"));
  });
});
