import { describe, expect, it } from "vitest";
import { compareProportions } from "../../../../src/metrics/experiments/proportions/compare-proportions";
import { compareProportionsStratified } from "../../../../src/metrics/experiments/proportions/compare-proportions-stratified";
import type { ProportionStratum } from "../../../../src/metrics/experiments/proportions/strata";
import { normalQuantile } from "../../../../src/numerics/normal";
import { proportion } from "../../../../src/statistics/estimates/proportion";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import brute from "../../../golden/compare-proportions-stratified.json" with { type: "json" };
import golden from "../../../golden/compare-proportions-stratified-r.json" with { type: "json" };

/** Rows are x1, n1 (treatment), x0, n0 (control). */
const strataOf = (rows: readonly (readonly number[])[]): ProportionStratum[] =>
  rows.map(([x1, n1, x0, n0], i) => ({
    name: `stratum ${i}`,
    control: { successes: x0!, trials: n0! },
    treatment: { successes: x1!, trials: n1! },
  }));

const KIDNEY = strataOf(golden.cases[0]!.strata);

describe("compareProportionsStratified() against R (mantelhaen.test and metafor)", () => {
  it.each(golden.cases)("agrees on $name", (r) => {
    const result = compareProportionsStratified(strataOf(r.strata));
    if (r.chiSquared !== undefined) {
      agree(result.test.statistic! ** 2, r.chiSquared, 1e-12);
      agree(result.test.pValue, r.pValue, 1e-12);
      const [estimate, ...ends] = r.oddsRatio as [number, number, number];
      agree(result.effectSize.estimate, estimate, 1e-13);
      agreeEnds(result.effectSize.interval, ends, 1e-13);
    }
    const [logOdds, logOddsError] = r.logOddsRatio as [number, number];
    agree(result.effectSize.estimate, Math.exp(logOdds), 1e-13);
    agree(result.effectSize.standardError, Math.exp(logOdds) * logOddsError, 1e-12);
    const [logRatio, logRatioError] = r.logRatio as [number, number];
    agree(result.ratio.estimate, Math.exp(logRatio), 1e-13);
    agree(result.ratio.standardError, Math.exp(logRatio) * logRatioError, 1e-12);
    const [statistic, pValue] = r.breslowDay as [number, number | null];
    if (pValue === null) expect(result.homogeneity).toMatchObject({ statistic: null, pValue: null });
    else {
      // the statistic is a difference of sums
      agree(result.homogeneity.statistic, statistic, 1e-11);
      agree(result.homogeneity.pValue, pValue, 1e-11);
    }
    const [control, treatment] = r.shares as [number, number];
    agree(result.control.estimate, control, 1e-14);
    agree(result.treatment.estimate, treatment, 1e-14);
    const [difference, error] = r.difference as [number, number];
    // R's is a difference of shares near 1
    agree(result.difference.estimate, difference, 1e-12);
    agree(result.difference.standardError, error, 1e-12);
  });
});

describe("compareProportionsStratified() against brute force (compare-proportions-stratified.py)", () => {
  it.each(brute.cases)("agrees on $name", ({ name, statistic, against, levels }) => {
    const strata = strataOf(golden.cases.find((r) => r.name === name)!.strata);
    for (const [level, ends] of Object.entries(levels)) {
      const result = compareProportionsStratified(strata, { confidenceLevel: Number(level), margin: 0.05 });
      agree(result.test.statistic, statistic, 1e-12);
      agreeEnds(result.difference.interval, ends.difference, 1e-12);
      agreeEnds(result.ratio.interval, ends.ratio, 1e-12);
      agree(result.margin!.nonInferiority.statistic, against["-0.05"], 1e-12);
      const lower = compareProportionsStratified(strata, { margin: 0.05, direction: "lower-is-better" });
      agree(lower.margin!.nonInferiority.statistic, against["0.05"], 1e-12);
    }
  });
});

describe("compareProportionsStratified()", () => {
  it("says what it did", () => {
    const result = compareProportionsStratified(KIDNEY, { margin: 0.1 });
    expect(result).toMatchObject({
      kind: "stratified-proportion-comparison",
      unit: "share",
      control: { kind: "standardized-share", unit: "share", successes: 289, trials: 350, n: 350 },
      treatment: { kind: "standardized-share", successes: 273, trials: 350, interval: { method: "wilson" } },
      difference: { kind: "arm-difference", interval: { level: 0.95, method: "miettinen-nurminen" } },
      ratio: { kind: "arm-ratio", interval: { level: 0.95, method: "miettinen-nurminen" }, n: 700 },
      test: { degreesOfFreedom: [], alternative: "two-sided", method: "cochran-mantel-haenszel" },
      effectSize: { kind: "arm-odds-ratio", interval: { level: 0.95, method: "robins-breslow-greenland" } },
      tested: "difference",
      margin: { margin: 0.1, statement: "non-inferior", nonInferiority: { method: "miettinen-nurminen" } },
      method: "mantel-haenszel",
      emptyStrata: [],
      homogeneity: { degreesOfFreedom: [1], alternative: "two-sided", method: "breslow-day-tarone" },
      n: 700,
      nMissing: 0,
      caveats: [],
    });
    expect(result.strata[1]).toMatchObject({
      name: "stratum 1",
      control: proportion(234, 270),
      treatment: proportion(81, 87),
    });
    agree(result.strata[0]!.weight + result.strata[1]!.weight, 1, 1e-15);
    expectPlain(result);
  });

  it("finds treatment better where it is so in every stratum, and worse in all together (Simpson's paradox)", () => {
    const whole = compareProportions({ successes: 289, trials: 350 }, { successes: 273, trials: 350 });
    expect(whole.difference.estimate).toBeLessThan(0);
    const { difference, strata } = compareProportionsStratified(KIDNEY);
    expect(difference.estimate).toBeGreaterThan(0);
    for (const { control, treatment } of strata) expect(treatment.estimate).toBeGreaterThan(control.estimate);
  });

  it.each([
    [48, 80, 56, 70],
    [79, 80, 70, 70],
    [0, 20, 3, 31],
    [5, 20, 0, 31],
    [0, 9, 0, 7],
    [9, 9, 7, 7],
    [19, 19, 1, 1],
    [19_990, 20_000, 39_950, 40_000],
    [999_999_991, 1e9, 999_999_995, 1e9],
  ])("is compareProportions() with one stratum: %d/%d against %d/%d", (x0, n0, x1, n1) => {
    const [control, treatment] = [
      { successes: x0, trials: n0 },
      { successes: x1, trials: n1 },
    ];
    for (const options of [{ margin: 0.1 }, { confidenceLevel: 0.8, margin: 0.02 }]) {
      const one = compareProportions(control, treatment, options);
      const same = compareProportionsStratified([{ name: "all", control, treatment }], options);
      agree(same.control.estimate, one.control.estimate, 1e-15);
      agree(same.difference.estimate, one.difference.estimate, 1e-12);
      agree(same.difference.standardError, one.difference.standardError!, 1e-14);
      agreeEnds(same.difference.interval, [one.difference.interval!.lower, one.difference.interval!.upper], 1e-12);
      agree(same.test.statistic, one.test.statistic!, 1e-12);
      agree(same.test.pValue, one.test.pValue!, 1e-12);
      agree(same.margin!.equivalence.pValue, one.margin!.equivalence.pValue!, 1e-11);
      expect(same.margin!.statement).toBe(one.margin!.statement);
      const [ratio, expected] = [same.ratio.interval!, one.ratio.interval!];
      agree(ratio.lower, expected.lower!, 1e-12);
      if (expected.upper === null) expect(ratio.upper).toBeNull();
      else agree(ratio.upper, expected.upper, 1e-12);
      if (one.ratio.estimate !== null) {
        agree(same.ratio.estimate, one.ratio.estimate, 1e-14);
        agree(same.ratio.standardError, one.ratio.standardError!, 1e-14);
      } else expect(same.ratio.estimate).toBeNull();
      expectPlain(same);
    }
  });

  it("leaves out strata in which an arm has no trials, names them, and does not count them", () => {
    const none = { successes: 0, trials: 0 };
    const some = { successes: 3, trials: 9 };
    const result = compareProportionsStratified([
      { name: "only control", control: some, treatment: none },
      ...KIDNEY,
      { name: "nobody", control: none, treatment: none },
    ]);
    expect(result.emptyStrata).toEqual(["only control", "nobody"]);
    expect(result.strata.map(({ name }) => name)).toEqual(["stratum 0", "stratum 1"]);
    expect(result.n).toBe(700);
    expect(result.caveats).toEqual([{ code: "empty-strata", path: null }]);
    const without = compareProportionsStratified(KIDNEY);
    expect(result.test).toEqual(without.test);
    expect(result.difference.interval).toEqual(without.difference.interval);
  });

  it("has p = 1, and intervals, where no stratum has a success, or every one has nothing else", () => {
    for (const rows of [
      [
        [0, 20, 0, 30],
        [0, 5, 0, 9],
      ],
      [
        [20, 20, 30, 30],
        [5, 5, 9, 9],
      ],
    ]) {
      const result = compareProportionsStratified(strataOf(rows));
      expect(result.test).toMatchObject({ statistic: 0, pValue: 1 });
      expect(result.difference).toMatchObject({ estimate: 0, standardError: 0 });
      expect(result.difference.interval!.lower).toBeLessThan(0);
      expect(result.effectSize).toMatchObject({ estimate: null, interval: null });
      expect(result.homogeneity).toMatchObject({ statistic: null, degreesOfFreedom: [], pValue: null });
      expectPlain(result);
    }
  });

  it("has a ratio to nothing, with a lower end, where control has no success", () => {
    const result = compareProportionsStratified(
      strataOf([
        [5, 20, 0, 30],
        [2, 9, 0, 9],
      ]),
    );
    expect(result.ratio).toMatchObject({ estimate: null, standardError: null, interval: { upper: null } });
    expect(result.ratio.interval!.lower).toBeGreaterThan(1);
    expect(result.effectSize).toMatchObject({ estimate: null, interval: null });
    expect(result.caveats).toEqual([
      { code: "all-or-none", path: "control" },
      { code: "zero-baseline", path: "ratio" },
      { code: "zero-baseline", path: "effectSize" },
      { code: "no-interval", path: "effectSize" },
    ]);
    const turned = compareProportionsStratified(
      strataOf([
        [0, 30, 5, 20],
        [0, 9, 2, 9],
      ]),
    );
    expect(turned.ratio).toMatchObject({ estimate: 0, standardError: 0, interval: { lower: 0 } });
    expect(turned.effectSize).toMatchObject({ estimate: 0, standardError: 0, interval: null });
    expectPlain([result, turned]);
  });

  it("leaves the odds ratio without an upper end where that is beyond the doubles", () => {
    const { effectSize, ...result } = compareProportionsStratified(
      strataOf([
        [1, 2, 0, 1],
        [0, 2, 1, 8e9],
      ]),
    );
    expect(effectSize).toMatchObject({ interval: { lower: 0, upper: null } });
    expect(result.caveats).toContainEqual({ code: "unbounded-interval", path: "effectSize" });
    expectPlain(effectSize);
  });

  it("finds nothing against one odds ratio in strata that are alike, where rounding left a statistic below 0", () => {
    const { homogeneity } = compareProportionsStratified(strataOf(Array(3).fill([1, 2, 11, 14])));
    expect(homogeneity).toMatchObject({ statistic: 0, degreesOfFreedom: [2], pValue: 1 });
  });

  it("keeps interval and p-value together at the kink that strata without a success have at 0", () => {
    // the score statistic is -3 at 0 and nearer to 0 beside it: strata of 0 of 100 and 0 of 10,000 have no variance at 0
    const strata = strataOf([
      [0, 9, 1, 1],
      [0, 100, 0, 10_000],
    ]);
    const { test, difference, ratio, margin } = compareProportionsStratified(strata, { margin: 0.01 });
    agree(test.statistic, -3, 1e-14);
    expect(difference.interval!.upper).toBeLessThan(0);
    expect(ratio.interval!.upper).toBeLessThan(1);
    // what is beyond 0 is rejected as 0 is
    expect(margin!.equivalence.alternative).toBe("greater");
    const { nonInferiority } = compareProportionsStratified(strata, {
      margin: 0.01,
      direction: "lower-is-better",
    }).margin!;
    expect(nonInferiority.statistic).toBeLessThanOrEqual(-3);
  });

  it("keeps them together at the kink that strata without a failure have at a ratio of 1", () => {
    for (const [x1, n1, x0, n0] of [
      [1, 2, 177, 177],
      [177, 177, 1, 2],
    ] as const) {
      const { test, ratio } = compareProportionsStratified(
        strataOf([
          [x1, n1, x0, n0],
          [168, 168, 5, 5],
        ]),
        { confidenceLevel: 0.99 },
      );
      expect(test.pValue).toBeLessThan(0.01);
      expect(ratio.interval!.lower! > 1 || ratio.interval!.upper! < 1).toBe(true);
    }
  });

  it("gives standardised shares the interval of as many trials as have their error, at most Kish's number", () => {
    const { control } = compareProportionsStratified(KIDNEY);
    const [w1, w2] = KIDNEY.map(({ control: c, treatment: t }) => (c.trials * t.trials) / (c.trials + t.trials)) as [
      number,
      number,
    ];
    const total = w1 + w2;
    const share = (w1 * (55 / 80) + w2 * (234 / 270)) / total;
    const error = Math.hypot(
      (w1 / total) * Math.sqrt(((55 / 80) * (25 / 80)) / 80),
      (w2 / total) * Math.sqrt(((234 / 270) * (36 / 270)) / 270),
    );
    agree(control.estimate, share, 1e-14);
    agree(control.standardError, error, 1e-13);
    const kish = total ** 2 / (w1 ** 2 / 80 + w2 ** 2 / 270);
    const n = Math.min(kish, (share * (1 - share)) / error ** 2);
    const z = normalQuantile(0.975);
    const centre = (n * share + z ** 2 / 2) / (n + z ** 2);
    const half = (z * Math.sqrt(n * share * (1 - share) + z ** 2 / 4)) / (n + z ** 2);
    agreeEnds(control.interval, [centre - half, centre + half], 1e-12);
  });

  it("serves a thousand strata, and ten million trials in one", () => {
    const start = performance.now();
    const many = compareProportionsStratified(
      Array.from({ length: 1000 }, (_, i) => ({
        name: `${i}`,
        control: { successes: i % 7, trials: 10 + (i % 5) },
        treatment: { successes: (i + 1) % 8, trials: 9 + (i % 3) },
      })),
    );
    expectPlain(many);
    const large = compareProportionsStratified(
      strataOf([
        [4e6, 1e7, 4.01e6, 1e7],
        [1, 10, 9, 10],
      ]),
    );
    expectPlain(large);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe("compareProportionsStratified() refuses", () => {
  const bad = (strata: unknown, options?: unknown) =>
    errorOf(() => compareProportionsStratified(strata as ProportionStratum[], options as object));
  const fn = "compareProportionsStratified";
  const arm = { successes: 1, trials: 2 };

  it("strata that are none, naming them", () => {
    expect(bad({ a: 1 })).toEqual(
      invalid(fn, "strata", "be an array of { name, control, treatment }, received an object (Object)"),
    );
    expect(bad([null])).toEqual(invalid(fn, "strata.0", "be an object, received null"));
    expect(bad([{ name: "", control: arm, treatment: arm }])?.path).toBe("strata.0.name");
    expect(bad([{ name: "a", control: arm }])).toEqual(
      invalid(fn, "strata.0.treatment", "be an object, received undefined"),
    );
    const twice = { name: "a", control: arm, treatment: arm };
    expect(bad([twice, twice])).toEqual(invalid(fn, "strata.1.name", 'be unique among the strata, received "a"'));
    expect(bad([{ ...twice, treatment: { successes: 3, trials: 2 } }])).toEqual(
      invalid(fn, "strata.0.treatment.successes", "be an integer in [0, 2], received 3"),
    );
    const whole = { successes: 0, trials: 2 ** 53 - 1 };
    expect(bad([{ name: "a", control: whole, treatment: whole }])?.path).toBe("strata");
  });

  it("strata that tell nothing", () => {
    const nothing = insufficient(fn, "strata", "must hold a stratum with trials in both arms, received none");
    expect(bad([])).toEqual(nothing);
    expect(bad([{ name: "a", control: arm, treatment: { successes: 0, trials: 0 } }])).toEqual(nothing);
  });

  it("options that are none", () => {
    const good = [{ name: "a", control: arm, treatment: arm }];
    expect(bad(good, { margin: 0 })?.path).toBe("margin");
    expect(bad(good, { confidenceLevel: 1 })?.path).toBe("confidenceLevel");
    expect(bad(good, { correct: false })?.path).toBe("options.correct");
  });
});
