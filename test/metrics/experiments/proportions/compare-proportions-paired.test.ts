import { describe, expect, it } from "vitest";
import { compareProportionsPaired } from "../../../../src/metrics/experiments/proportions/compare-proportions-paired";
import { proportion } from "../../../../src/statistics/estimates/proportion";
import { mcnemar } from "../../../../src/statistics/hypothesis-tests/mcnemar";
import type { PairedCounts } from "../../../../src/statistics/hypothesis-tests/paired-counts";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import ab from "../../../golden/ab.json" with { type: "json" };
import golden from "../../../golden/compare-proportions-paired.json" with { type: "json" };

const counts = { both: 50, onlyFirst: 5, onlySecond: 15, neither: 30 };

describe("compareProportionsPaired() against brute force (compare-proportions-paired.py)", () => {
  it.each(golden.cases)("agrees on $counts", (r) => {
    for (const [level, ends] of Object.entries(r.levels)) {
      const result = compareProportionsPaired(r.counts, { confidenceLevel: Number(level) });
      agree(result.test.statistic, r.statistic, 1e-13);
      agree(result.test.pValue, r.pValue, 1e-12);
      agreeEnds(result.difference.interval, ends.difference, 1e-13);
      for (const [part, expected] of [
        [result.ratio, ends.ratio],
        [result.effectSize, ends.odds ?? [0, null]],
      ] as const) {
        const [lower, upper] = expected as readonly [number, number | null];
        agree(part.interval?.lower, lower, 1e-12);
        if (upper === null) expect(part.interval?.upper).toBeNull();
        else agree(part.interval?.upper, upper, 1e-12);
      }
    }
    for (const [margin, statistic] of [
      [0.1, r.against["-0.1"]],
      [0.02, null],
    ] as const) {
      const { nonInferiority } = compareProportionsPaired(r.counts, { margin }).margin!;
      if (statistic !== null) agree(nonInferiority.statistic, statistic, 1e-12);
      const { nonInferiority: worse } = compareProportionsPaired(r.counts, {
        margin,
        direction: "lower-is-better",
      }).margin!;
      agree(worse.statistic, r.against[String(margin) as "0.1" | "0.02"], 1e-12);
    }
  });
});

describe("compareProportionsPaired() against R (ab.json)", () => {
  it("has the p-value of mcnemar.test(correct = FALSE) for the airport survey", () => {
    const [[both, onlyFirst], [onlySecond, neither]] = ab.mcnemar.table as [[number, number], [number, number]];
    const { test } = compareProportionsPaired({ both, onlyFirst, onlySecond, neither });
    agree(test.statistic! ** 2, ab.mcnemar.chi2, 1e-12);
    agree(test.pValue, ab.mcnemar.p, 1e-12);
  });
});

describe("compareProportionsPaired()", () => {
  it("says what it did", () => {
    const result = compareProportionsPaired(counts);
    expect(result).toMatchObject({
      kind: "paired-proportion-comparison",
      unit: "share",
      control: proportion(55, 100),
      treatment: proportion(65, 100),
      difference: { kind: "arm-difference", estimate: 0.1, interval: { level: 0.95, method: "tango" }, n: 100 },
      ratio: { kind: "arm-ratio", interval: { method: "nam-blackwelder" }, n: 100 },
      test: { degreesOfFreedom: [], alternative: "two-sided", method: "mcnemar-score" },
      effectSize: { kind: "arm-odds-ratio", estimate: 3, interval: { method: "wilson" }, n: 100 },
      tested: "difference",
      margin: null,
      method: "tango",
      counts,
      n: 100,
      nMissing: 0,
      caveats: [],
    });
    agree(result.test.pValue, mcnemar(counts, { method: "chi-squared" }).test.pValue!, 1e-12);
    agree(result.ratio.estimate, 65 / 55, 1e-15);
    agree(result.difference.standardError, Math.sqrt(0.2 - 0.01) / 10, 1e-14);
    // the delta method, from the covariance of the two shares
    const covariance = (0.5 - 0.55 * 0.65) / 100;
    const relative =
      (0.55 * 0.45) / 100 / 0.55 ** 2 + (0.65 * 0.35) / 100 / 0.65 ** 2 - (2 * covariance) / (0.55 * 0.65);
    agree(result.ratio.standardError, (65 / 55) * Math.sqrt(relative), 1e-12);
    agree(result.effectSize.standardError, 3 * Math.sqrt(1 / 5 + 1 / 15), 1e-14);
    expectPlain(result);
  });

  it("has p = 1, an interval of the difference, and odds of anything, where no customer changes", () => {
    const result = compareProportionsPaired({ both: 7, onlyFirst: 0, onlySecond: 0, neither: 3 });
    expect(result.test).toMatchObject({ statistic: 0, pValue: 1 });
    expect(result.difference).toMatchObject({ estimate: 0, standardError: 0 });
    // Tango's ends without a change: z^2 / (n + z^2)
    agreeEnds(
      result.difference.interval,
      [-3.841458820694124 / 13.841458820694124, 3.841458820694124 / 13.841458820694124],
      1e-12,
    );
    expect(result.effectSize).toMatchObject({
      estimate: null,
      standardError: null,
      interval: { lower: 0, upper: null },
    });
    expect(result.caveats).toEqual([
      { code: "no-differences", path: null },
      { code: "unbounded-interval", path: "effectSize" },
    ]);
    expectPlain(result);
  });

  it("has a ratio to nothing, with a lower end, where nobody succeeds the first time", () => {
    const result = compareProportionsPaired({ both: 0, onlyFirst: 0, onlySecond: 7, neither: 9 });
    expect(result.ratio).toMatchObject({ estimate: null, standardError: null, interval: { upper: null } });
    agree(result.ratio.interval!.lower, 7 / 3.841458820694124, 1e-12);
    expect(result.caveats).toEqual([
      { code: "all-or-none", path: "control" },
      { code: "zero-baseline", path: "ratio" },
      { code: "unbounded-interval", path: "effectSize" },
    ]);
    const nobody = compareProportionsPaired({ both: 0, onlyFirst: 0, onlySecond: 0, neither: 9 });
    expect(nobody.ratio).toMatchObject({ estimate: null, interval: { lower: 0, upper: null } });
    expectPlain([result, nobody]);
  });

  it("has everything where every customer turns to success, and back", () => {
    const result = compareProportionsPaired({ both: 0, onlyFirst: 0, onlySecond: 8, neither: 0 });
    expect(result.difference).toMatchObject({ estimate: 1, standardError: 0, interval: { upper: 1 } });
    agree(result.test.statistic, Math.sqrt(8), 1e-15);
    const back = compareProportionsPaired({ both: 0, onlyFirst: 8, onlySecond: 0, neither: 0 });
    expect(back.difference).toMatchObject({ estimate: -1, interval: { lower: -1 } });
    expect(back.ratio).toMatchObject({ estimate: 0, standardError: 0, interval: { lower: 0 } });
    expect(back.effectSize).toMatchObject({ estimate: 0, standardError: 0, interval: { lower: 0 } });
    expectPlain([result, back]);
  });

  it("judges a margin by the same score", () => {
    const still = { both: 400, onlyFirst: 6, onlySecond: 9, neither: 85 };
    expect(compareProportionsPaired(still, { margin: 0.03 }).margin).toMatchObject({
      margin: 0.03,
      direction: "higher-is-better",
      statement: "equivalent",
      nonInferiority: { alternative: "greater", method: "tango" },
      equivalence: { alternative: "less", method: "tango" },
    });
    expect(compareProportionsPaired(still, { margin: 0.015 }).margin?.statement).toBe("non-inferior");
    const widest = compareProportionsPaired(counts, { margin: 1 }).margin!;
    // a difference of -1 leaves no variance, and these data exclude it
    expect(widest.nonInferiority).toMatchObject({ statistic: null, pValue: 0 });
    expect(widest.statement).toBe("equivalent");
    expectPlain(widest);
  });

  it("keeps the digits of rare outcomes among very many customers", () => {
    const result = compareProportionsPaired({ both: 2, onlyFirst: 3, onlySecond: 11, neither: 2 ** 52 });
    const small = compareProportionsPaired({ both: 2, onlyFirst: 3, onlySecond: 11, neither: 5 });
    // the ratio and the odds know nothing of those who never succeed
    expect(result.ratio.interval).toEqual(small.ratio.interval);
    expect(result.effectSize.interval).toEqual(small.effectSize.interval);
    agree(result.test.pValue, small.test.pValue!, 1e-14);
    expect(result.difference.interval!.lower).toBeGreaterThan(0);
    expectPlain(result);
  });
});

describe("compareProportionsPaired(), where all but a few change", () => {
  it("keeps the digits of the standard error of the difference, of which b + c - (c - b)^2 / n lost half", () => {
    const [both, onlySecond, neither] = [2, 661_360_378, 3];
    const { difference } = compareProportionsPaired({ both, onlyFirst: 0, onlySecond, neither });
    const n = both + onlySecond + neither;
    // p q / n of the share that changed
    agree(difference.standardError, Math.sqrt((onlySecond / n) * ((both + neither) / n)) / Math.sqrt(n), 1e-15);
  });
});

describe("compareProportionsPaired() refuses", () => {
  const bad = (table: unknown, options?: unknown) =>
    errorOf(() => compareProportionsPaired(table as PairedCounts, options as object));
  const fn = "compareProportionsPaired";

  it("counts that are none, naming them", () => {
    expect(bad([50, 5, 15, 30])).toEqual(
      invalid(fn, "counts", "be { both, onlyFirst, onlySecond, neither }, received an object (Array)"),
    );
    expect(bad({ ...counts, neither: -1 })).toEqual(
      invalid(fn, "counts.neither", "be an integer >= 0 and at most 2^53 - 1, received -1"),
    );
    expect(bad({ both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 })).toEqual(
      insufficient(fn, "counts", "must hold at least one customer, received none"),
    );
  });

  it("options that are none", () => {
    expect(bad(counts, { margin: 2 })).toEqual(
      invalid(fn, "margin", "be at most 1, in the unit of the difference, received 2"),
    );
    expect(bad(counts, { direction: "higher-is-better" })?.path).toBe("direction");
    expect(bad(counts, { confidenceLevel: 0 })?.path).toBe("confidenceLevel");
    expect(bad(counts, { method: "exact" })?.path).toBe("options.method");
  });
});
