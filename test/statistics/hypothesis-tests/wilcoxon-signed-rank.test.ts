import { describe, expect, it } from "vitest";
import type { Alternative } from "../../../src/core/estimate";
import { wilcoxonSignedRank } from "../../../src/statistics/hypothesis-tests/wilcoxon-signed-rank";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import ab from "../../golden/ab.json" with { type: "json" };
import golden from "../../golden/rank-tests.json" with { type: "json" };

const ALTERNATIVES: readonly Alternative[] = ["two-sided", "less", "greater"];

describe("wilcoxonSignedRank() against R (rank-tests.R)", () => {
  it.each(golden.wilcoxonSignedRank)("agrees with wilcox.test on $id", ({ before, after, ...r }) => {
    for (const alternative of ALTERNATIVES) {
      const auto = wilcoxonSignedRank(before, after, { alternative });
      const how = /exact/.test(r.method) ? "exact" : "normal-cc";
      expect(auto.test.method).toBe(`wilcoxon-signed-rank-${how}`);
      expect(auto.test.statistic).toBe(r.statistic);
      agree(auto.test.pValue, r.auto[alternative], 1e-12);
      const normal = wilcoxonSignedRank(before, after, { alternative, method: "normal-cc" });
      agree(normal.test.pValue, r.normal[alternative], 1e-12);
      const uncorrected = wilcoxonSignedRank(before, after, { alternative, method: "normal" });
      agree(uncorrected.test.pValue, r.uncorrected[alternative], 1e-12);
    }
  });

  it.each(golden.wilcoxonSignedRank)("counts all signs, ties included, on $id", ({ before, after, exact }) => {
    for (const alternative of ALTERNATIVES) {
      const { test } = wilcoxonSignedRank(before, after, { alternative, method: "exact" });
      expect(test.method).toBe("wilcoxon-signed-rank-exact");
      agree(test.pValue, exact[alternative], 1e-12);
    }
  });

  it("agrees on the hours of sleep (ab.json: group 1 is treatment)", () => {
    const [sleep] = ab.paired;
    const group1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const group2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { test } = wilcoxonSignedRank(group2, group1);
    expect(test.statistic).toBe(sleep!.wilcoxonV);
    agree(test.pValue, sleep!.wilcoxonPContinuity, 1e-12);
  });
});

describe("wilcoxonSignedRank()", () => {
  it("says what it did and counts pairs", () => {
    const result = wilcoxonSignedRank([3, 2, 4, null, 5, 2, 1], [4, 1, 4, 2, 7, 5, undefined]);
    expect(result).toMatchObject({
      kind: "wilcoxon-signed-rank",
      rose: 3,
      fell: 1,
      unchanged: 1,
      n: 5,
      nMissing: 2,
      caveats: [],
      test: {
        statistic: 8.5,
        degreesOfFreedom: [],
        alternative: "two-sided",
        method: "wilcoxon-signed-rank-normal-cc",
      },
    });
    expect(result.rows).toEqual({
      total: 7,
      used: 5,
      missing: [
        { name: "before", n: 1 },
        { name: "after", n: 1 },
      ],
    });
    // by hand: ranks 1.5, 1.5, 3, 4 of changes 1, -1, 2, 3
    expect(result.rankBiserial).toBe((8.5 - 1.5) / 10);
    expectPlain(result);
  });

  it("warns where less than half of the pairs have both answers", () => {
    expect(wilcoxonSignedRank([3, 2, null, null], [4, 1, 4, 2]).caveats).toEqual([]);
    expect(wilcoxonSignedRank([3, 2, null, null, 1], [4, 1, 4, 2, null]).caveats).toEqual([
      { code: "few-complete-rows", path: null },
    ]);
  });

  it("has a rank-biserial correlation of 1 where all rose, -1 where all fell, 0 where V is in the middle", () => {
    expect(wilcoxonSignedRank([1, 2, 3], [2, 4, 6]).rankBiserial).toBe(1);
    expect(wilcoxonSignedRank([2, 4, 6], [1, 2, 3]).rankBiserial).toBe(-1);
    expect(wilcoxonSignedRank([0, 0, 0], [1, 2, -3]).rankBiserial).toBe(0);
  });

  it("has nothing to test where no pair differs, unless all signs of nothing are counted", () => {
    const result = wilcoxonSignedRank([3, 4, null], [3, 4, 5]);
    expect(result).toMatchObject({ rankBiserial: null, unchanged: 2, test: { statistic: null, pValue: null } });
    expect(result.caveats).toEqual([{ code: "no-differences", path: null }]);
    expectPlain(result);
    expect(wilcoxonSignedRank([3, 4], [3, 4], { method: "exact" }).test).toMatchObject({ statistic: 0, pValue: 1 });
  });

  it("compares differences of any size, and takes 0 and -0 for equal", () => {
    expect(wilcoxonSignedRank([0, 5e-324, 1e308], [-0, 0, -5e307])).toMatchObject({ rose: 0, fell: 2, unchanged: 1 });
    expectPlain(wilcoxonSignedRank([-0, 0], [0, -0]));
  });

  it("counts all signs of 400 pairs, and no more", () => {
    const zeros = (length: number) => new Array(length).fill(0);
    const steps = (length: number) => Array.from({ length }, (_, i) => ((i % 2) * 2 - 1) * (i + 1));
    const exact = wilcoxonSignedRank(zeros(400), steps(400), { method: "exact" }).test;
    const normal = wilcoxonSignedRank(zeros(400), steps(400), { method: "normal" }).test;
    // the normal approximation is good to some thousandths here
    agree(exact.pValue, normal.pValue as number, 0.005);
    expect(errorOf(() => wilcoxonSignedRank(zeros(401), steps(401), { method: "exact" }))).toEqual(
      invalid(
        "wilcoxonSignedRank",
        "method",
        'be "auto", "normal" or "normal-cc" where pairs that differ exceed 400 (401), received "exact"',
      ),
    );
  });
});

describe("wilcoxonSignedRank() refuses", () => {
  const bad = (before: unknown, after: unknown, options?: unknown) =>
    errorOf(() => wilcoxonSignedRank(before as number[], after as number[], options as object));
  const fn = "wilcoxonSignedRank";

  it("columns of different lengths", () => {
    expect(bad([1, 2], [1])).toEqual(invalid(fn, "before", "have the length of after (1), received 2"));
  });

  it.each([
    ["NaN", Number.NaN, "NaN"],
    ["text", "4", '"4"'],
    ["a bigint", 4n, "4n"],
  ])("%s, naming column and row", (_, value, received) => {
    const rule = `be a finite number, null or undefined, received ${received}`;
    expect(bad([1, value], [1, 2])).toEqual(invalid(fn, "before.1", rule));
    expect(bad([1, 2], [value, 2])).toEqual(invalid(fn, "after.0", rule));
  });

  it("no complete pair, as insufficient data", () => {
    for (const [before, after] of [
      [[], []],
      [
        [1, null],
        [null, 2],
      ],
    ]) {
      expect(bad(before, after)).toEqual(
        insufficient(fn, "before", "must hold at least one complete pair, received none"),
      );
    }
  });

  it("a difference beyond the doubles", () => {
    expect(bad([1e308], [-1e308])).toEqual(
      invalid(fn, "after", "differ from before by less than 1.7e308, received Infinity"),
    );
  });

  it.each([
    ["alternative", "up", 'be one of "two-sided", "less", "greater", received "up"'],
    ["method", "sign", 'be one of "auto", "exact", "normal", "normal-cc", received "sign"'],
  ])("the %s %j", (name, value, rule) => {
    expect(bad([1], [2], { [name]: value })).toEqual(invalid(fn, name, rule));
  });
});
