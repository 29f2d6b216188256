import { describe, expect, it } from "vitest";
import { compareMeans } from "../../../../src/metrics/experiments/means/compare-means";
import { compareProportions } from "../../../../src/metrics/experiments/proportions/compare-proportions";
import {
  type CompareRatingsMethod,
  type CompareRatingsOptions,
  compareRatings,
} from "../../../../src/metrics/experiments/ratings/compare-ratings";
import { csat } from "../../../../src/metrics/satisfaction/csat";
import { brunnerMunzel } from "../../../../src/statistics/hypothesis-tests/brunner-munzel";
import { mannWhitney } from "../../../../src/statistics/hypothesis-tests/mann-whitney";
import { probabilityOfSuperiority } from "../../../../src/statistics/hypothesis-tests/probability-of-superiority";
import type { RatingsArm } from "../../../../src/statistics/summaries/arms";
import { tally } from "../../../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../../../src/statistics/summaries/tally-from-counts";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import ab from "../../../golden/ab.json" with { type: "json" };
import golden from "../../../golden/compare-ratings.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";

const METHODS: readonly CompareRatingsMethod[] = ["brunner-munzel", "wilson-brunner-munzel", "mann-whitney", "exact"];
const DUAL = METHODS.slice(0, 2);
const scale = { min: 1, max: 5 };
const fine = [1, 2, 4, 4, 5];

describe("compareRatings() against R (compare-ratings.R)", () => {
  it.each(golden.cases)("$id", ({ scale, control, treatment, ...r }) => {
    const of = (options: CompareRatingsOptions) => compareRatings(control, treatment, { scale, ...options });
    const { difference, effectSize, test, method } = of({});
    agree(difference.estimate, r.welch.estimate, 1e-12);
    agree(difference.standardError, r.welch.se, 1e-12);
    const widest = scale.max - scale.min;
    const ends = r.welch.ci95.map((end) => Math.min(widest, Math.max(-widest, end)));
    agreeEnds(difference.interval, ends, 1e-12);
    expect(method).toBe("brunner-munzel");
    agree(effectSize.estimate, r.brunnerMunzel.estimate, 1e-13);
    agree(effectSize.standardError, r.brunnerMunzel.se, 1e-12);
    expect(Math.abs(test.statistic! - r.brunnerMunzel.statistic)).toBeLessThan(1e-12 * Math.max(1, test.statistic!));
    agree(test.degreesOfFreedom[0], r.brunnerMunzel.df, 1e-12);
    agree(test.pValue, r.brunnerMunzel.p, 1e-12);
    for (const level of ["80", "95", "99"] as const) {
      const { interval } = of({ confidenceLevel: Number(level) / 100 }).effectSize;
      agreeEnds(interval, r.brunnerMunzel[`ci${level}`], 1e-12);
    }
    const wilson = of({ method: "wilson-brunner-munzel" }).test;
    agree(1 + wilson.statistic!, 1 + r.wilsonBrunnerMunzel.statistic, 1e-12);
    agree(wilson.degreesOfFreedom[0], r.wilsonBrunnerMunzel.df, 1e-12);
    agree(wilson.pValue, r.wilsonBrunnerMunzel.p, 1e-12);
    agree(of({ method: "mann-whitney" }).test.pValue, r.mannWhitney, 1e-12);
    agree(of({ method: "exact" }).test.pValue, r.exact, 1e-12);
  });
});

describe("compareRatings() against R (ab.json)", () => {
  it("agrees on the airport survey, from answers and from tallies", () => {
    const { nps, problem } = readTable("sfo_2017.csv") as Record<string, (number | null)[]>;
    const where = (value: number) => nps!.filter((_, i) => problem![i] === value);
    const { result: r } = ab.twoSamples.find(({ id }) => id === "sfo17_nps_problem")!;
    const scale = { min: 0, max: 10 };
    const arms = [where(0), where(1)] as const;
    const tallies = arms.map((arm) => tally(arm, { scale })) as unknown as readonly [RatingsArm, RatingsArm];
    const result = compareRatings(...arms, { scale });
    expect(compareRatings(...tallies)).toEqual(result);
    expect([result.treatment.n, result.control.n]).toEqual([r.n1, r.n2]);
    // R printed 15 digits
    agree(result.treatment.estimate, r.mean1, 1e-14);
    agree(result.control.estimate, r.mean2, 1e-14);
    agree(result.difference.standardError, r.welch.se, 1e-12);
    agreeEnds(result.difference.interval, r.welch.ci95, 1e-12);
    // its pHat is P(sample 1 < sample 2), and sample 1 is our treatment
    const { statistic, df, p, pHat, ci95 } = r.brunnerMunzel;
    agree(result.effectSize.estimate, 1 - pHat, 1e-12);
    agreeEnds(result.effectSize.interval, [1 - ci95[1]!, 1 - ci95[0]!], 1e-9);
    agree(result.test.statistic, -statistic, 1e-11);
    agree(result.test.degreesOfFreedom[0], df, 1e-11);
    agree(result.test.pValue, p, 1e-9);
    const rankSum = compareRatings(...tallies, { method: "mann-whitney" });
    expect(rankSum.test.statistic).toBe(r.mannWhitney.U1);
    agree(rankSum.test.pValue, r.mannWhitney.pAsymptoticContinuity, 1e-12);
    expect(result.topBox).toBeNull();
    expect(compareRatings(...tallies, { satisfiedFrom: 9 }).topBox?.control.successes).toBe(
      csat(arms[0], { scale, satisfiedFrom: 9 }).satisfied,
    );
  });
});

describe("compareRatings() says the same as the functions that it is made of", () => {
  const control = [4, 3, 5, 2, 4, 3, 3, 5, 4, 2, 1, 4, null];
  const treatment = [5, 4, 5, 4, 3, 5, 4, 5, 2, 5, 4];
  const result = compareRatings(control, treatment);

  it("in its tests and intervals", () => {
    expect(result.test).toEqual(brunnerMunzel(control, treatment).test);
    const wilson = compareRatings(control, treatment, { method: "wilson-brunner-munzel", confidenceLevel: 0.9 });
    expect(wilson.effectSize).toEqual(probabilityOfSuperiority(control, treatment, { confidenceLevel: 0.9 }));
    for (const [method, name] of [
      ["mann-whitney", "normal-cc"],
      ["exact", "exact"],
    ] as const) {
      const { test } = compareRatings(control, treatment, { method });
      expect(test).toEqual(mannWhitney(control, treatment, { method: name }).test);
    }
  });

  it("in the difference of its means", () => {
    const { difference, margin } = compareMeans(control, treatment, { margin: 0.5 });
    const ratings = compareRatings(control, treatment, { margin: 0.5 });
    agree(result.difference.estimate, difference.estimate, 1e-14);
    agree(result.difference.standardError, difference.standardError!, 1e-14);
    agreeEnds(result.difference.interval, [difference.interval!.lower, difference.interval!.upper], 1e-13);
    agree(ratings.margin!.nonInferiority.pValue, margin!.nonInferiority.pValue!, 1e-12);
    agree(ratings.margin!.equivalence.pValue, margin!.equivalence.pValue!, 1e-12);
    expect(ratings.margin!.statement).toBe(margin!.statement);
  });

  it("in its arms", () => {
    expect(result.control).toEqual(csat(control).mean);
    expect(result.treatment).toEqual(csat(treatment).mean);
    agree(result.treatment.estimate - result.control.estimate, result.difference.estimate, 1e-14);
  });

  it("in the shares satisfied", () => {
    const of = (arm: (number | null)[]) => ({ successes: csat(arm).satisfied, trials: csat(arm).n });
    const expected = compareProportions(of(control), of(treatment));
    expect(result.topBox).toEqual({
      from: 4,
      control: { ...expected.control, nMissing: 1 },
      treatment: expected.treatment,
      difference: { ...expected.difference, nMissing: 1 },
    });
    expect(compareRatings(control, treatment, { satisfiedFrom: 5 }).topBox).toMatchObject({
      from: 5,
      control: { successes: 2, trials: 12 },
      treatment: { successes: 5, trials: 11 },
    });
  });
});

describe("compareRatings() reads arms", () => {
  const control = [1, 2, 2, 4, 5];
  const treatment = [3, 4, 5, 5];
  const expected = compareRatings(control, treatment);

  it("takes arrays, typed arrays, iterables and tallies alike", () => {
    const counts = tallyFromCounts({ 1: 1, 2: 2, 4: 1, 5: 1 }, { scale });
    for (const arm of [
      Int8Array.from(control),
      new Map(control.entries()).values(),
      tally(control, { scale }),
      counts,
    ]) {
      expect(compareRatings(arm, treatment)).toEqual(expected);
    }
    expect(compareRatings(control, tally(treatment, { scale }), { scale })).toEqual(expected);
  });

  it("counts missing answers", () => {
    const result = compareRatings([...control, null, undefined], tally([...treatment, null], { scale }));
    expect(result).toMatchObject({
      n: 9,
      nMissing: 3,
      control: { n: 5, nMissing: 2 },
      treatment: { n: 4, nMissing: 1 },
      difference: { n: 9, nMissing: 3 },
      effectSize: { n: 9, nMissing: 3, control: { n: 5, nMissing: 2 } },
      topBox: { control: { nMissing: 2 }, treatment: { nMissing: 1 }, difference: { n: 9, nMissing: 3 } },
    });
    expect(result.test).toEqual(expected.test);
  });

  it("reads answers on the scale of an arm that is a tally, or on the one that is given", () => {
    const wide = { min: 0, max: 10 };
    expect(compareRatings([7, 9], tally([8, 10], { scale: wide })).control.scale).toEqual(wide);
    expect(compareRatings(tally([8, 10], { scale: wide }), [7, 9]).difference.scale).toEqual(wide);
    expect(compareRatings([7, 9], [8, 10], { scale: wide }).treatment.scale).toEqual(wide);
    expect(expected.difference.scale).toEqual(scale);
  });

  it("says what it did", () => {
    expect(expected).toMatchObject({
      kind: "rating-comparison",
      unit: "rating",
      ratio: null,
      tested: "effectSize",
      margin: null,
      method: "brunner-munzel",
      test: { alternative: "two-sided", method: "brunner-munzel-t" },
      difference: { kind: "arm-difference", unit: "rating", interval: { method: "welch", level: 0.95 } },
      effectSize: { kind: "probability-of-superiority", interval: { method: "brunner-munzel-t", level: 0.95 } },
      topBox: { difference: { interval: { method: "miettinen-nurminen", level: 0.95 } } },
    });
    const wilson = compareRatings(control, treatment, { method: "wilson-brunner-munzel", confidenceLevel: 0.9 });
    expect(wilson.test.method).toBe("wilson-brunner-munzel");
    expect(wilson.effectSize.interval).toMatchObject({ level: 0.9, method: "wilson-brunner-munzel" });
    expect(wilson.difference.interval?.level).toBe(0.9);
    expect(wilson.control.interval.level).toBe(0.9);
    expect(wilson.topBox?.difference.interval?.level).toBe(0.9);
    for (const method of METHODS) expect(compareRatings(control, treatment, { method }).method).toBe(method);
  });

  it("costs no more for tallies of a thousand million answers", () => {
    const of = (counts: number[]) => ({ ...tally([], { scale }), n: 1e9, counts });
    const result = compareRatings(of([1e8, 1e8, 2e8, 3e8, 3e8]), of([1e8, 1e8, 2e8, 3e8 - 1e5, 3e8 + 1e5]));
    agree(result.difference.estimate, 1e-4, 1e-12);
    // by hand: 1e5 answers rise above half of 3e8 and half of 3e8 of 1e9
    agree(result.effectSize.estimate - 0.5, 1e-4 * 0.3, 1e-9);
    expectPlain(result);
  });
});

describe("compareRatings() has a top box where there is one", () => {
  it.each([
    [{ min: 1, max: 2 }, 2],
    [{ min: 1, max: 3 }, 3],
    [{ min: 1, max: 7 }, 6],
    [{ min: -2, max: 2 }, 1],
    [{ min: 1, max: 4 }, null],
    [{ min: 0, max: 10 }, null],
  ])("on %j from %s up", (scale, from) => {
    const arm = [scale.min, scale.max, scale.max];
    const { topBox } = compareRatings(arm, arm, { scale });
    expect(topBox?.from ?? null).toBe(from);
    if (from !== null) expect(csat(arm, { scale }).satisfiedFrom).toBe(from);
    expect(compareRatings(arm, arm, { scale, satisfiedFrom: scale.max }).topBox?.from).toBe(scale.max);
  });

  it("without the sign of -0", () => {
    expectPlain(compareRatings([-1, 0], [0, 1], { scale: { min: -1, max: 1 }, satisfiedFrom: -0 }));
  });
});

describe("compareRatings() with a margin", () => {
  const control = [4, 3, 5, 2, 4, 3, 3, 5, 4, 2, 1, 4];
  const treatment = [5, 4, 5, 4, 3, 5, 4, 5, 2, 5, 4];

  it("judges the difference of the means, in rating points, which way is better", () => {
    const of = (options: CompareRatingsOptions) => compareRatings(control, treatment, options).margin;
    const { lower, upper } = compareRatings(control, treatment).difference.interval!;
    expect([lower < 0, upper > 1.5, upper < 2]).toEqual([true, true, true]);
    expect(of({ margin: 0.5 })).toMatchObject({
      margin: 0.5,
      direction: "higher-is-better",
      statement: "non-inferior",
    });
    expect(of({ margin: 0.5, direction: "lower-is-better" })?.statement).toBe("undecided");
    expect(of({ margin: 2, direction: "lower-is-better" })?.statement).toBe("equivalent");
    expect(of({ margin: 0.01 })?.statement).toBe("undecided");
    expect(of({ margin: 0.5 })?.nonInferiority).toMatchObject({ alternative: "greater", method: "welch" });
  });

  it("decides nothing where no arm varies", () => {
    const { margin } = compareRatings([2, 2], [2, 2, 2], { margin: 1 });
    expect(margin).toMatchObject({
      statement: "undecided",
      nonInferiority: { statistic: null, pValue: null, degreesOfFreedom: [] },
    });
  });
});

describe("compareRatings() where little or nothing varies", () => {
  it.each(DUAL)("holds one half and has p = 1 where all answers are equal, by %s", (method) => {
    const result = compareRatings([3, 3, 3], [3, 3], { method });
    expect(result.difference).toMatchObject({ estimate: 0, standardError: 0, interval: null });
    expect(result.method).toBe("wilson-brunner-munzel");
    expect(result.test).toMatchObject({ statistic: 0, pValue: 1, method: "wilson-brunner-munzel" });
    expect(result.effectSize).toMatchObject({ estimate: 0.5, interval: { method: "wilson-brunner-munzel" } });
    const { lower, upper } = result.effectSize.interval!;
    expect(lower < 0.5 && upper > 0.5).toBe(true);
    expect(result.caveats).toContainEqual({ code: "all-answers-equal", path: null });
    expectPlain(result);
  });

  it("has no rank test where all answers are equal, unless every way to deal them is counted", () => {
    expect(compareRatings([3, 3, 3], [3, 3], { method: "mann-whitney" }).test).toMatchObject({
      statistic: null,
      pValue: null,
    });
    expect(compareRatings([3, 3, 3], [3, 3], { method: "exact" }).test).toMatchObject({ statistic: 3, pValue: 1 });
  });

  it("takes the Wilson-type interval and its test where the arms are separated", () => {
    const result = compareRatings([1, 2, 2], [4, 5, 5]);
    expect(result).toMatchObject({ method: "wilson-brunner-munzel", effectSize: { estimate: 1 } });
    expect(result.test).toEqual(compareRatings([1, 2, 2], [4, 5, 5], { method: "wilson-brunner-munzel" }).test);
    expect(result.effectSize).toEqual(probabilityOfSuperiority([1, 2, 2], [4, 5, 5]));
    expect(result.caveats).toContainEqual({ code: "complete-separation", path: "effectSize" });
    expectPlain(result);
  });

  it("says so where neither arm varies but they differ", () => {
    const result = compareRatings([2, 2, 2], [4, 4]);
    expect(result.difference).toMatchObject({ estimate: 2, standardError: 0, interval: null });
    expect(result.difference.caveats).toContainEqual({ code: "no-spread-within-groups", path: null });
    expect(result.caveats).toContainEqual({ code: "no-spread-within-groups", path: "difference" });
    expect(result.effectSize.interval?.upper).toBe(1);
    expectPlain(result);
  });

  it("cuts the interval of the difference where no difference can be", () => {
    const { difference } = compareRatings([1, 5], [1, 2]);
    expect(difference.interval).toMatchObject({ lower: -4, upper: 4 });
  });

  it("keeps its digits on a scale far from zero", () => {
    const far = { min: 1e9, max: 1e9 + 4 };
    const moved = (list: number[]) => list.map((rating) => rating - 1 + 1e9);
    const [a, b] = [
      [1, 2, 2, 4, 5],
      [3, 4, 5, 5],
    ] as const;
    const one = compareRatings(a, b);
    const other = compareRatings(moved([...a]), moved([...b]), { scale: far });
    agree(other.difference.estimate, one.difference.estimate, 1e-13);
    agree(other.difference.standardError, one.difference.standardError!, 1e-13);
    expect(other.test).toEqual(one.test);
  });
});

describe("compareRatings() warns", () => {
  const codes = (control: number[], treatment: number[], options?: CompareRatingsOptions) =>
    compareRatings(control, treatment, options)
      .caveats.filter(({ path }) => path === null)
      .map(({ code }) => code);
  const nine = [1, 2, 3, 4, 5, 1, 2, 3, 4];
  const ten = [...nine, 5];

  it("of fewer than ten answers in an arm, where the test rests on a t approximation of its own", () => {
    expect(codes(nine, ten)).toEqual(["few-answers"]);
    expect(codes(ten, nine)).toEqual(["few-answers"]);
    expect(codes(ten, ten)).toEqual([]);
    expect(codes(nine, nine, { method: "wilson-brunner-munzel" })).toEqual([]);
    expect(codes([1, 2, 2], [4, 5, 5])).toEqual([]);
  });

  it("of tests that belong to no interval", () => {
    for (const method of ["mann-whitney", "exact"] as const) {
      expect(codes(nine, ten, { method })).toEqual(["test-without-interval"]);
      expect(compareRatings(nine, ten, { method }).effectSize.interval).toBeNull();
    }
  });

  it("of a difference of means whose arms are too skewed for its interval, as compareMeans() does", () => {
    const skewed = [1, 1, 1, 1, 1, 1, 1, 1, 1, 5];
    expect(compareMeans(skewed, ten).caveats).toContainEqual({ code: "skewed-answers", path: "control" });
    for (const { caveats, difference } of [compareRatings(skewed, ten), compareRatings(ten, skewed)]) {
      expect(caveats).toContainEqual({ code: "skewed-answers", path: "difference" });
      expect(difference.caveats).toContainEqual({ code: "skewed-answers", path: null });
    }
  });

  describe("of an arm that hardly varies beside the other", () => {
    const of = (others: number, n: number) => [
      ...new Array<number>(n - others).fill(5),
      ...Array.from({ length: others }, (_, i) => 1 + (i % 4)),
    ];
    const caveat = { code: "skewed-answers", path: "effectSize" } as const;

    it.each([
      [0, 1, true],
      [1, 2, false],
      [1, 3, true],
      [4, 8, false],
      [4, 9, true],
      [5, 20, false],
      [0, 0, false],
    ])("with %i and %i answers other than the most frequent ones: %s", (fewer, more, warned) => {
      for (const [a, b] of [
        [of(fewer, 20), of(more, 100)],
        [of(more, 50), of(fewer, 50)],
      ] as const) {
        const { caveats, effectSize } = compareRatings(a, b);
        expect(caveats.some((one) => one.code === caveat.code && one.path === caveat.path)).toBe(warned);
        expect(effectSize.caveats.some(({ code }) => code === caveat.code)).toBe(warned);
      }
    });

    it("where the test is Brunner and Munzel's, and by no other method", () => {
      const [a, b] = [of(1, 20), of(30, 100)];
      for (const method of METHODS.slice(1)) {
        expect(compareRatings(a, b, { method }).caveats).not.toContainEqual(caveat);
      }
      // where no placement varies it is not Brunner and Munzel's
      expect(compareRatings(of(0, 20), [1, 1, 1, 2]).caveats).not.toContainEqual(caveat);
    });

    it("which other tests would not reject", () => {
      // 5 of 100 against 0 of 20: Fisher's exact test of these has p = 0.59
      const [a, b] = [of(5, 100), of(0, 20)];
      expect(compareRatings(a, b).test.pValue).toBeLessThan(0.03);
      expect(compareRatings(a, b).caveats).toContainEqual(caveat);
      expect(compareRatings(a, b, { method: "wilson-brunner-munzel" }).test.pValue).toBeGreaterThan(0.2);
      expect(compareRatings(a, b, { method: "mann-whitney" }).test.pValue).toBeGreaterThan(0.2);
    });
  });

  it("of what its parts warn of, naming them", () => {
    const { caveats } = compareRatings([1, 2, 3], [5, 5, 5]);
    expect(caveats).toContainEqual({ code: "all-answers-equal", path: "treatment" });
    expect(caveats).toContainEqual({ code: "all-or-none", path: "topBox.treatment" });
    expect(caveats).toContainEqual({ code: "all-or-none", path: "topBox.control" });
  });
});

describe("compareRatings() refuses", () => {
  const bad = (control: unknown, treatment: unknown, options?: unknown) =>
    errorOf(() => compareRatings(control as number[], treatment as number[], options as object));
  const rating = "be an integer in [1, 5] or null, received";
  const anArm = "be an array, a typed array, an iterable or a tally, received";

  it.each([
    ["an answer off the scale", [1, 6], "1", `${rating} 6`],
    ["a fraction", [2.5, 1], "0", `${rating} 2.5`],
    ["NaN among the answers", [1, Number.NaN], "1", `${rating} NaN`],
    ["text among the answers", ["4", 1], "0", `${rating} "4"`],
  ])("%s, naming arm and place", (_, arm, place, rule) => {
    expect(bad(arm, fine)).toEqual(invalid("compareRatings", `control.${place}`, rule));
    expect(bad(fine, arm)).toEqual(invalid("compareRatings", `treatment.${place}`, rule));
  });

  it.each([
    ["a number", 5, `${anArm} 5`],
    ["text", "12", `${anArm} "12"`],
    ["null", null, `${anArm} null`],
    ["an object", {}, `${anArm} an object (Object)`],
    ["moments", { kind: "moments" }, "be a tally, as tally() makes it, received an object (Object)"],
  ])("%s for an arm", (_, arm, rule) => {
    expect(bad(arm, fine)).toEqual(invalid("compareRatings", "control", rule));
    expect(bad(fine, arm)).toEqual(invalid("compareRatings", "treatment", rule));
  });

  it.each([
    ["nothing", [], "none"],
    ["missing answers only", [null, undefined], "none"],
    ["one answer", [3, null], "1"],
    ["the tally of nothing", tally([], { scale }), "none"],
  ])("%s, as insufficient data", (_, arm, received) => {
    const message = `must hold at least two answers, received ${received}`;
    expect(bad(arm, fine)).toEqual(insufficient("compareRatings", "control", message));
    expect(bad(fine, arm)).toEqual(insufficient("compareRatings", "treatment", message));
  });

  it("tallies with weights, of different scales, or not of the scale that is given", () => {
    const plain = tally(fine, { scale });
    const wide = tally(fine, { scale: { min: 1, max: 7 } });
    expect(bad(plain, tally(fine, { scale, weights: [1, 2, 1, 1, 1] }))).toEqual(
      invalid(
        "compareRatings",
        "treatment.weights",
        "be null, as rank tests take no weights, received an object (Array)",
      ),
    );
    expect(bad(plain, wide)).toEqual(
      invalid("compareRatings", "treatment.scale", 'be 1 to 5 as that of control is, received "1 to 7"'),
    );
    expect(bad(wide, fine, { scale })).toEqual(
      invalid("compareRatings", "control.scale", 'be 1 to 5 as the option says, received "1 to 7"'),
    );
    expect(bad(fine, [1, 2, 9], { scale: { min: 1, max: 7 } })).toEqual(
      invalid("compareRatings", "treatment.2", "be an integer in [1, 7] or null, received 9"),
    );
  });

  it.each([
    ["scale", 5, "scale", "be an object, received 5"],
    ["scale", { min: 1, max: 1 }, "scale.max", "be an integer in [2, 1001], received 1"],
    ["satisfiedFrom", 1, "satisfiedFrom", "be an integer in [2, 5], received 1"],
    ["satisfiedFrom", 6, "satisfiedFrom", "be an integer in [2, 5], received 6"],
    ["satisfiedFrom", null, "satisfiedFrom", "be an integer in [2, 5], received null"],
    ["margin", 0, "margin", "be above 0: `direction` says which way is worse, received 0"],
    ["margin", 4.1, "margin", "be at most 4, in the unit of the difference, received 4.1"],
    ["direction", "higher-is-better", "direction", 'be left out where there is no margin, received "higher-is-better"'],
    ["confidenceLevel", 95, "confidenceLevel", "be a number between 0 and 1, both excluded, such as 0.95, received 95"],
    [
      "method",
      "t",
      "method",
      'be one of "brunner-munzel", "wilson-brunner-munzel", "mann-whitney", "exact", received "t"',
    ],
  ])("the %s %j", (name, value, path, rule) => {
    expect(bad(fine, fine, { [name]: value })).toEqual(invalid("compareRatings", path, rule));
  });

  it("exact counting of too many answers, naming the other methods", () => {
    const many = Array.from({ length: 4010 }, (_, i) => 1 + ((i * i) % 5));
    expect(bad(many, many, { method: "exact" })).toEqual(
      invalid(
        "compareRatings",
        "method",
        'be "brunner-munzel", "wilson-brunner-munzel" or "mann-whitney" where the ways to deal the answers take more than a second to count, received "exact"',
      ),
    );
  });
});
