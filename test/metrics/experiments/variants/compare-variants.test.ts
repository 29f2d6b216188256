import { describe, expect, it } from "vitest";
import type { Comparison } from "../../../../src/metrics/experiments/comparison/comparison";
import { compareMeans } from "../../../../src/metrics/experiments/means/compare-means";
import { compareNps } from "../../../../src/metrics/experiments/nps/compare-nps";
import { compareProportions } from "../../../../src/metrics/experiments/proportions/compare-proportions";
import {
  compareVariants,
  type VariantsAdjustment,
} from "../../../../src/metrics/experiments/variants/compare-variants";
import { sampleRatioMismatch } from "../../../../src/metrics/experiments/variants/sample-ratio-mismatch";
import { adjustPValues } from "../../../../src/statistics/hypothesis-tests/adjust-p-values";
import { moments } from "../../../../src/statistics/summaries/moments";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import golden from "../../../golden/compare-variants.json" with { type: "json" };

const fn = "compareVariants";
const share = (successes: number, trials: number) => ({ successes, trials });
const control = share(52, 410);
const variants = { blue: share(66, 400), green: share(82, 390), red: share(50, 405) };
const compare = compareProportions;
const WITH_INTERVALS = ["holm", "bonferroni"] as const;
const WITHOUT_INTERVALS = ["hochberg", "benjamini-hochberg", "benjamini-yekutieli"] as const;
const OF_ANY_COMPARISON = [...WITH_INTERVALS, ...WITHOUT_INTERVALS];

/** The arms of a study without control. */
const study = (i: number) => {
  const { arms, control: name, ...rest } = golden.studies[i]!;
  const { [name as keyof typeof arms]: own, ...others } = arms;
  return { ...rest, control: own as number[], variants: others as unknown as Record<string, number[]> };
};

describe.each([0, 1, 2, 3])("compareVariants() against R, study %d", (i) => {
  const { control: own, variants: others, level, dunnett, tukey } = study(i);
  const options = { compare: compareMeans, confidenceLevel: level, ratio: null };

  it("agrees with TukeyHSD on all pairs, as far as ptukey goes (compare-variants.R)", () => {
    const { comparisons, family } = compareVariants(own, others, { ...options, adjust: "tukey" });
    expect(comparisons).toHaveLength(tukey.length);
    expect(family).toEqual({ comparisons: tukey.length, of: "all-pairs", errorRate: "family-wise", level });
    for (const { name, against, difference, pValue, interval } of tukey) {
      const found = comparisons.find((one) => one.name === name && one.against === against)!;
      agree(found.comparison.difference.estimate, difference, 1e-12);
      expect(Math.abs(found.adjusted.pValue! - pValue)).toBeLessThan(1e-9);
      // qtukey stops at 1e-4
      const { lower, upper } = found.adjusted.interval!;
      agree(upper - lower, interval[1]! - interval[0]!, 2e-5);
      agree((lower + upper) / 2, difference, 1e-11);
    }
  });

  it("agrees with multcomp's Dunnett, as far as its sums go (compare-variants.R)", () => {
    const { comparisons, family } = compareVariants(own, others, { ...options, adjust: "dunnett" });
    expect(family).toEqual({ comparisons: dunnett.length, of: "all-against-control", errorRate: "family-wise", level });
    expect(comparisons.map(({ name }) => name)).toEqual(dunnett.map(({ name }) => name));
    dunnett.forEach(({ difference, pValue, interval }, k) => {
      const { comparison, adjusted } = comparisons[k]!;
      agree(comparison.difference.estimate, difference, 1e-12);
      expect(Math.abs(adjusted.pValue! - pValue)).toBeLessThan(2e-5);
      const half = (adjusted.interval!.upper - adjusted.interval!.lower) / 2;
      agree(half, (interval[1]! - interval[0]!) / 2, 3e-3);
      agree((adjusted.interval!.upper + adjusted.interval!.lower) / 2, difference, 1e-12);
    });
  });
});

describe("compareVariants()", () => {
  it("says what it did", () => {
    const result = compareVariants(control, variants, { compare });
    expect(result).toMatchObject({
      kind: "variants-comparison",
      adjust: "holm",
      family: { comparisons: 3, of: "all-against-control", errorRate: "family-wise", level: 0.95 },
      n: 1605,
      nMissing: 0,
      caveats: [],
    });
    expect(result.comparisons.map(({ name, against }) => [name, against])).toEqual([
      ["blue", "control"],
      ["green", "control"],
      ["red", "control"],
    ]);
    expectPlain(result);
  });

  it("has each comparison as if it were the only one", () => {
    for (const confidenceLevel of [0.8, 0.95]) {
      const { comparisons } = compareVariants(control, variants, { compare, confidenceLevel });
      for (const { name, comparison } of comparisons) {
        expect(comparison).toEqual(compareProportions(control, variants[name], { confidenceLevel }));
      }
    }
  });

  it.each(OF_ANY_COMPARISON)("adjusts p-values as adjustPValues() does by %s", (adjust) => {
    const { comparisons } = compareVariants(control, variants, { compare, adjust });
    const alone = comparisons.map(({ comparison }) => comparison.test.pValue!);
    expect(comparisons.map(({ adjusted }) => adjusted.pValue)).toEqual(adjustPValues(alone, { method: adjust }));
  });

  it.each(WITH_INTERVALS)("makes the intervals of %s at the level that Bonferroni divides among all", (adjust) => {
    const { comparisons } = compareVariants(control, variants, { compare, adjust, confidenceLevel: 0.9 });
    for (const { name, adjusted } of comparisons) {
      const { interval } = compareProportions(control, variants[name], {
        confidenceLevel: 1 - (1 - 0.9) / 3,
      }).difference;
      const { lower, upper } = interval!;
      expect(adjusted.interval).toEqual({ lower, upper, level: 0.9, method: "bonferroni" });
    }
  });

  it.each(WITHOUT_INTERVALS)("leaves the intervals of %s as they are, and says so", (adjust) => {
    const { comparisons, caveats } = compareVariants(control, variants, { compare, adjust });
    for (const { comparison, adjusted } of comparisons) {
      expect(adjusted.interval).toEqual({ ...comparison.difference.interval, method: "unadjusted" });
    }
    expect(caveats).toEqual([{ code: "unadjusted-intervals", path: null }]);
  });

  it("names what is kept low: the chance of a false finding, or the share of false findings", () => {
    const rates = OF_ANY_COMPARISON.map(
      (adjust) => compareVariants(control, variants, { compare, adjust }).family.errorRate,
    );
    expect(rates).toEqual(["family-wise", "family-wise", "family-wise", "false-discovery", "false-discovery"]);
  });

  it("says where Holm's p-value excludes no difference and Bonferroni's interval does not", () => {
    // p = 0.0017 and 0.04: Holm leaves the second, Bonferroni doubles it
    const two = { one: share(70, 400), two: share(63, 400) };
    const result = compareVariants(share(42, 400), two, { compare });
    const [one, second] = result.comparisons;
    expect(second!.adjusted.pValue).toBeLessThan(0.05);
    expect(second!.adjusted.interval!.lower).toBeLessThan(0);
    expect(one!.adjusted.interval!.lower).toBeGreaterThan(0);
    expect(result.caveats).toEqual([{ code: "adjusted-p-and-interval-differ", path: "comparisons.1" }]);
    expect(compareVariants(share(42, 400), two, { compare, adjust: "bonferroni" }).caveats).toEqual([]);
  });

  it("says where the test and its interval disagree by themselves", () => {
    // a comparison whose interval is wider than its test
    const wide = (c: typeof control, t: typeof control, options: { readonly confidenceLevel: number }): Comparison => {
      const comparison = compareProportions(c, t, options);
      const interval = { ...comparison.difference.interval!, lower: -1 };
      return { ...comparison, difference: { ...comparison.difference, interval } };
    };
    const { caveats } = compareVariants(control, { green: share(90, 390) }, { compare: wide });
    expect(caveats).toEqual([{ code: "p-and-interval-differ", path: "comparisons.0" }]);
  });

  it("is the comparison alone where there is one variant, by whatever adjustment", () => {
    const one = { green: [3, 5, 4, 6, 5, 7] };
    const values = [2, 3, 4, 3, 2, 4];
    for (const adjust of OF_ANY_COMPARISON) {
      const [only] = compareVariants(values, one, { compare: compareMeans, adjust }).comparisons;
      const { test, difference } = compareMeans(values, one.green);
      expect(only!.adjusted.pValue).toBe(test.pValue);
      expect(only!.adjusted.interval).toMatchObject({
        lower: difference.interval!.lower,
        upper: difference.interval!.upper,
      });
    }
    // arms of one size, so that the pooled variance is the mean of both, as Student's t has it
    const [dunnett, tukey] = (["dunnett", "tukey"] as const).map(
      (adjust) => compareVariants(values, one, { compare: compareMeans, adjust }).comparisons[0]!.adjusted,
    );
    const [v0, v1] = [values, one.green].map((arm) => moments(arm).sumOfSquares / 5) as [number, number];
    const statistic = 2 / Math.sqrt((v0 + v1) / 6);
    agree(compareMeans(values, one.green).test.statistic, statistic, 1e-13);
    agree(dunnett!.pValue, tukey!.pValue!, 1e-12);
    agreeIntervals(dunnett!.interval!, tukey!.interval!);
  });

  it("takes arms as the comparison takes them: a mixture of values and summaries", () => {
    const values = [4, 5, 3, 5, 4, 4];
    const more = {
      raw: [5, 5, 3, 4],
      summary: moments([3, 4, 4, 2]),
      printed: { n: 9, mean: 4, standardDeviation: 1 },
    };
    const { comparisons } = compareVariants(values, more, { compare: compareMeans, ratio: null });
    expect(comparisons.map(({ comparison }) => comparison.treatment.n)).toEqual([4, 4, 9]);
  });

  it("takes a function that fixes options of a comparison", () => {
    const { comparisons } = compareVariants(control, variants, {
      compare: (c, t, options) => compareProportions(c, t, { ...options, method: "newcombe" }),
    });
    expect(comparisons.map(({ comparison }) => comparison.method)).toEqual(["newcombe", "newcombe", "newcombe"]);
  });

  it("leaves a comparison without a p-value out of the family", () => {
    const constant = { same: [3, 3, 3], other: [4, 5, 6], far: [9, 8, 7] };
    const result = compareVariants([3, 3, 3], constant, { compare: compareMeans, adjust: "bonferroni" });
    expect(result.family.comparisons).toBe(2);
    const [same, other] = result.comparisons;
    expect(same!.adjusted).toEqual({ pValue: null, interval: null });
    agree(other!.adjusted.pValue, 2 * other!.comparison.test.pValue!, 1e-15);
    const { lower, upper } = compareMeans([3, 3, 3], constant.other, { confidenceLevel: 0.975 }).difference.interval!;
    expect(other!.adjusted.interval).toMatchObject({ lower, upper });
    expect(result.caveats).toContainEqual({ code: "all-answers-equal", path: "comparisons.0" });
    expectPlain(result);
  });

  it("counts missing answers, those of control once", () => {
    const result = compareVariants(
      [10, 9, null, 3],
      { a: [9, null, null, 8], b: [2, 10, 6, 7] },
      { compare: compareNps },
    );
    expect([result.n, result.nMissing]).toEqual([9, 3]);
  });
});

function agreeIntervals(one: { lower: number; upper: number }, two: { lower: number; upper: number }) {
  agree(one.lower, two.lower, 1e-11);
  agree(one.upper, two.upper, 1e-11);
}

describe("compareVariants() and the sizes of the arms", () => {
  it("checks them against equal sizes, missing answers included", () => {
    const answers = (n: number, missing: number) =>
      Array.from({ length: n + missing }, (_, i) => (i < missing ? null : i % 7));
    const { sampleRatio, caveats } = compareVariants(answers(50, 10), { a: answers(60, 0) }, { compare: compareMeans });
    expect(sampleRatio).toEqual(sampleRatioMismatch([60, 60]));
    expect(caveats).toEqual([]);
  });

  it("has a mismatch as the first caveat of all", () => {
    const few = { a: share(5, 1000), b: share(9, 300) };
    const result = compareVariants(share(0, 990), few, { compare, adjust: "benjamini-hochberg" });
    expect(result.sampleRatio).toEqual(sampleRatioMismatch([990, 1000, 300]));
    expect(result.sampleRatio!.verdict).toBe("mismatch");
    expect(result.caveats[0]).toEqual({ code: "sample-ratio-mismatch", path: null });
  });

  it("checks them against a planned ratio, or not at all", () => {
    const arms = { a: share(5, 1000), b: share(9, 300) };
    const at = (ratio: readonly number[] | null) =>
      compareVariants(share(9, 990), arms, { compare, ratio }).sampleRatio;
    expect(at([10, 10, 3])).toEqual(sampleRatioMismatch([990, 1000, 300], { ratio: [10, 10, 3] }));
    expect(at([10, 10, 3])!.verdict).toBe("none-found");
    expect(at(null)).toBeNull();
  });

  it("warns where the check itself has too few customers", () => {
    const { caveats } = compareVariants([1, 2], { a: [3, 5] }, { compare: compareMeans });
    expect(caveats).toContainEqual({ code: "small-expected-counts", path: "sampleRatio" });
  });
});

describe("compareVariants() of means by one procedure", () => {
  const arm = (n: number, mean: number, standardDeviation: number) => ({ n, mean, standardDeviation });

  it("pools the variance over all arms, also those that are not compared", () => {
    const three = { a: arm(20, 5.5, 1), b: arm(30, 5.1, 1.2) };
    const narrow = compareVariants(arm(25, 5, 1), three, { compare: compareMeans, adjust: "dunnett" });
    const wide = compareVariants(
      arm(25, 5, 1),
      { ...three, b: arm(30, 5.1, 1.9) },
      { compare: compareMeans, adjust: "dunnett" },
    );
    expect(wide.comparisons[0]!.adjusted.pValue!).toBeGreaterThan(narrow.comparisons[0]!.adjusted.pValue!);
    expect(wide.comparisons[0]!.comparison).toEqual(narrow.comparisons[0]!.comparison);
  });

  it("warns where the spreads differ more than twofold", () => {
    const codes = (standardDeviation: number) =>
      compareVariants(arm(30, 5, 1), { a: arm(30, 6, standardDeviation) }, { compare: compareMeans, adjust: "tukey" })
        .caveats;
    expect(codes(2)).toEqual([]);
    expect(codes(2.01)).toEqual([{ code: "unequal-spreads", path: null }]);
    expect(codes(0.49)).toEqual([{ code: "unequal-spreads", path: null }]);
  });

  it.each(["dunnett", "tukey"] as const)("is null by %s where no arm varies, to rounding", (adjust) => {
    const result = compareVariants([0.3, 0.3], { a: [0.1 + 0.2, 0.3], b: [4, 4] }, { compare: compareMeans, adjust });
    expect(result.comparisons.map(({ adjusted }) => adjusted)).toEqual(
      result.comparisons.map(() => ({ pValue: null, interval: null })),
    );
    expect(result.family.comparisons).toBe(0);
    expectPlain(result);
  });

  it.each(["dunnett", "tukey"] as const)("judges constant arms by %s where others vary", (adjust) => {
    const result = compareVariants([3, 3, 3], { a: [3, 3, 3], b: [1, 4, 6] }, { compare: compareMeans, adjust });
    const [same] = result.comparisons;
    expect(same!.comparison.test.pValue).toBeNull();
    expect(same!.adjusted.pValue).toBe(1);
    expect(result.caveats).toContainEqual({ code: "all-answers-equal", path: "comparisons.0" });
  });

  it.each(["dunnett", "tukey"] as const)(
    "keeps its digits by %s far from 0 and at either end of the doubles",
    (adjust) => {
      const at = (shift: number, unit: number) =>
        compareVariants(
          [1, 3, 2, 5].map((x) => shift + x * unit),
          { a: [4, 6, 5, 5].map((x) => shift + x * unit), b: [2, 3, 3, 1].map((x) => shift + x * unit) },
          { compare: compareMeans, adjust },
        ).comparisons.map(({ adjusted }) => adjusted.pValue!);
      const plain = at(0, 1);
      for (const [shift, unit] of [
        [1e12, 1],
        [0, 1e-140],
        [0, 1e140],
      ] as const) {
        at(shift, unit).forEach((p, i) => {
          agree(p, plain[i]!, 1e-11);
        });
      }
    },
  );

  it.each(["dunnett", "tukey"] as const)("answers by %s for arms as unequal as can be, in time", (adjust) => {
    const start = performance.now();
    const huge = { a: arm(2 ** 50, 1e150, 1), b: arm(1e9, -1e150, 1e100), c: arm(3, 0, 5e-100) };
    expectPlain(compareVariants(arm(2, 0, 1e-140), huge, { compare: compareMeans, adjust }));
    expect(performance.now() - start).toBeLessThan(1500);
  });

  it("refuses weighted means, and other comparisons", () => {
    const weighted = moments([3, 4, 5, 1], { weights: [1, 2, 1, 3] });
    for (const adjust of ["dunnett", "tukey"] as const) {
      const error = errorOf(() => compareVariants([1, 2, 4], { a: weighted }, { compare: compareMeans, adjust }));
      expect(error).toMatchObject({ code: "invalid-input", path: "compare" });
      expect(error!.message).toContain(`must return comparisons of unweighted means for the adjustment "${adjust}"`);
      expect(errorOf(() => compareVariants(control, variants, { compare, adjust }))).toEqual(
        invalid(
          fn,
          "compare",
          `return comparisons of means for the adjustment "${adjust}", received "proportion-comparison"`,
        ),
      );
    }
    expectPlain(compareVariants([1, 2, 4], { a: weighted }, { compare: compareMeans }));
  });
});

describe("compareVariants() refuses", () => {
  const bad = (own: unknown, others: unknown, options: unknown) =>
    errorOf(() =>
      compareVariants(own as typeof control, others as typeof variants, options as { compare: typeof compare }),
    );

  it.each([
    ["no variant", {}, "variants", "have at least one variant, received 0"],
    ["a list of variants", [control], "variants", "be an object of named variants, received an object (Array)"],
    ["a variant named control", { control }, "variants", 'have names other than "" and "control", received "control"'],
    ["a variant without a name", { "": control }, "variants", 'have names other than "" and "control", received ""'],
    ["no object", 5, "variants", "be an object, received 5"],
  ])("%s", (_, others, path, rule) => {
    expect(bad(control, others, { compare })).toEqual(invalid(fn, path, rule));
  });

  it.each([
    ["no comparison", {}, "compare", "be a comparison, such as compareProportions, received undefined"],
    [
      "another adjustment",
      { compare, adjust: "sidak" },
      "adjust",
      'be one of "holm", "bonferroni", "hochberg", "benjamini-hochberg", "benjamini-yekutieli", "dunnett", "tukey", received "sidak"',
    ],
    ["a ratio for other arms", { compare, ratio: [1, 1] }, "ratio", "have the length of the arms (4), received 2"],
    [
      "an arm that was planned to be empty",
      { compare, ratio: [1, 1, 0, 1] },
      "ratio.2",
      "be a number in [1e-100, 1e100], received 0",
    ],
    ["what returns no comparison", { compare: () => 5 }, "compare", "return a comparison of two arms, received 5"],
    [
      "what returns another result",
      { compare: () => ({ kind: "proportion" }) },
      "compare",
      "return a comparison of two arms, received an object (Object)",
    ],
  ])("%s", (_, options, path, rule) => {
    expect(bad(control, variants, options)).toEqual(invalid(fn, path, rule));
  });

  const [own, other] = [share(3, 9), share(5, 9)];
  const sound = compareProportions(own, other);

  it.each([
    ["no test", { ...sound, test: null }, "test", "be an object, received null"],
    [
      "no probability",
      { ...sound, test: { ...sound.test, pValue: Number.NaN } },
      "test.pValue",
      "be a number in [0, 1], received NaN",
    ],
    ["no difference", { ...sound, difference: undefined }, "difference", "be an object, received undefined"],
    ["no tested part", { ...sound, tested: "x" }, "tested", 'be one of "difference", "effectSize", received "x"'],
    ["no arm", { ...sound, control: 3 }, "control", "be an object, received 3"],
    [
      "half an answer",
      { ...sound, treatment: { ...sound.treatment, n: 0.5 } },
      "treatment.n",
      "be an integer >= 0 and at most 2^53 - 1, received 0.5",
    ],
    [
      "uncounted missing answers",
      { ...sound, control: { ...sound.control, nMissing: null } },
      "control.nMissing",
      "be an integer >= 0 and at most 2^53 - 1, received null",
    ],
    ["no caveats", { ...sound, caveats: null }, "caveats", "be an array, received null"],
  ])("a comparison with %s", (_, returned, path, rule) => {
    expect(bad(own, { other }, { compare: () => returned })).toEqual(invalid(fn, `compare.${path}`, rule));
  });

  it("an unsound arm, naming its place among the variants", () => {
    const others = { blue: share(1, 2), green: share(3, 2) };
    expect(bad(control, others, { compare })).toEqual(
      invalid(fn, "variants.green.successes", "be an integer in [0, 2], received 3"),
    );
    expect(bad(share(0, 0), others, { compare })).toMatchObject({ code: "insufficient-data", path: "control.trials" });
    expect(errorOf(() => compareVariants([1, 2, 3], { a: [4] }, { compare: compareMeans }))).toEqual(
      insufficient(fn, "variants.a", "must hold at least two values, received 1"),
    );
  });

  it("an unsound option of the function that compares, as that function's", () => {
    const misspelt = (c: typeof control, t: typeof control) => compareProportions(c, t, { methode: "wald" } as object);
    expect(bad(control, variants, { compare: misspelt })).toEqual(
      invalid(fn, "compare.options.methode", 'be a known option, received "wald"'),
    );
  });

  it("arms whose customers together cannot be counted exactly", () => {
    const huge = share(2 ** 51, 2 ** 52);
    expect(bad(huge, { a: huge, b: huge }, { compare })).toEqual(
      invalid(fn, "variants", `have a total below 2^53, received ${3 * 2 ** 52}`),
    );
  });

  it("an arm that can be read only once, since it is read again for every variant", () => {
    const once = [1, 2, 3].values();
    expect(errorOf(() => compareVariants(once, { a: [4, 5] }, { compare: compareMeans }))).toMatchObject({
      code: "invalid-input",
      path: "control",
    });
    expect(errorOf(() => compareVariants([4, 5], { a: once }, { compare: compareMeans }))).toMatchObject({
      path: "variants.a",
    });
    expect(compareVariants(new Set([1, 2]), { a: [4, 5] }, { compare: compareMeans }).n).toBe(4);
  });

  it("nothing that the function that compares throws of its own", () => {
    const error = new Error("mine");
    const throwing = () => {
      throw error;
    };
    expect(() => compareVariants(control, variants, { compare: throwing })).toThrow(error);
  });

  it("no level, however near to 1, because of the number of variants", () => {
    expectPlain(compareVariants(control, variants, { compare, confidenceLevel: 1 - 2 ** -53 }));
  });
});

describe("compareVariants() and its adjustments", () => {
  const { control: own, variants: others } = study(1);

  it.each(OF_ANY_COMPARISON)("%s never lowers a p-value that stands for one", (adjust) => {
    const { comparisons } = compareVariants(own, others, { compare: compareMeans, adjust });
    for (const { comparison, adjusted } of comparisons) {
      expect(adjusted.pValue!).toBeGreaterThanOrEqual(comparison.test.pValue!);
    }
  });

  it.each<VariantsAdjustment>(["bonferroni", "dunnett", "tukey"])("%s has intervals that say what p says", (adjust) => {
    const { comparisons } = compareVariants(own, others, { compare: compareMeans, adjust });
    for (const { adjusted } of comparisons) {
      expect(adjusted.pValue! < 0.05).toBe(adjusted.interval!.lower > 0 || adjusted.interval!.upper < 0);
    }
  });
});
