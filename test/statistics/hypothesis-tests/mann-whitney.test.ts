import { describe, expect, it } from "vitest";
import type { Alternative } from "../../../src/core/estimate";
import { normalTwoSided } from "../../../src/numerics/normal";
import { type MannWhitneyResult, mannWhitney } from "../../../src/statistics/hypothesis-tests/mann-whitney";
import { tally } from "../../../src/statistics/summaries/tally";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import ab from "../../golden/ab.json" with { type: "json" };
import golden from "../../golden/rank-tests.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

const ALTERNATIVES: readonly Alternative[] = ["two-sided", "less", "greater"];
const scale = { min: 1, max: 5 };

/** R's small p-values of exact tests are sums of rounded ones; ours of the normal ones agree to 1e-13. */
const TOLERANCE = 1e-12;

describe("mannWhitney() against R (rank-tests.R)", () => {
  it.each(golden.mannWhitney)("agrees with wilcox.test on $id", ({ control, treatment, ...r }) => {
    for (const alternative of ALTERNATIVES) {
      const auto = mannWhitney(control, treatment, { alternative });
      expect(auto.test.method).toBe(/exact/.test(r.method) ? "mann-whitney-exact" : "mann-whitney-normal-cc");
      expect(auto.test.statistic).toBe(r.statistic);
      agree(auto.superiority, r.statistic / control.length / treatment.length, 1e-15);
      agree(auto.test.pValue, r.auto[alternative], TOLERANCE);
      const normal = mannWhitney(control, treatment, { alternative, method: "normal-cc" });
      agree(normal.test.pValue, r.normal[alternative], TOLERANCE);
      const uncorrected = mannWhitney(control, treatment, { alternative, method: "normal" });
      agree(uncorrected.test.pValue, r.uncorrected[alternative], TOLERANCE);
    }
  });

  it.each(golden.mannWhitney.filter((one) => one.exact !== null))(
    "counts every way to deal the answers, ties included, on $id",
    ({ control, treatment, exact }) => {
      for (const alternative of ALTERNATIVES) {
        const { test } = mannWhitney(control, treatment, { alternative, method: "exact" });
        expect(test.method).toBe("mann-whitney-exact");
        agree(test.pValue, (exact as Record<Alternative, number>)[alternative], TOLERANCE);
      }
    },
  );
});

describe("mannWhitney() against R (ab.json)", () => {
  const where = (problem: number) => {
    const { nps, problem: problems } = readTable("sfo_2017.csv") as Record<string, (number | null)[]>;
    return nps!.filter((_, i) => problems![i] === problem);
  };
  const { result } = ab.twoSamples.find(({ id }) => id === "sfo17_nps_problem")!;

  it("agrees on the airport survey, from answers and from tallies", () => {
    const arms = [where(0), where(1)] as const;
    const tallies = arms.map((arm) => tally(arm, { scale: { min: 0, max: 10 } }));
    for (const [control, treatment] of [arms, tallies] as const) {
      const test = mannWhitney(control!, treatment!);
      expect(test.test.statistic).toBe(result.mannWhitney.U1);
      expect([test.treatment.n, test.control.n]).toEqual([result.n1, result.n2]);
      // R printed 15 digits
      agree(test.test.pValue, result.mannWhitney.pAsymptoticContinuity, 1e-12);
      agree(mannWhitney(control!, treatment!, { method: "normal" }).test.pValue, result.mannWhitney.pAsymptotic, 1e-12);
    }
  });
});

describe("mannWhitney() reads arms", () => {
  const control = [1, 2, 2, 4, 5];
  const treatment = [3, 4, 5, 5];
  const expected = mannWhitney(control, treatment);

  it("takes arrays, typed arrays, iterables and tallies alike", () => {
    expect(mannWhitney(Float32Array.from(control), new Set(treatment.slice(0, 3)).values())).toMatchObject({
      control: { n: 5 },
      treatment: { n: 3 },
    });
    expect(mannWhitney(Int8Array.from(control), treatment)).toEqual(expected);
    expect(mannWhitney(tally(control, { scale }), treatment)).toEqual(expected);
    expect(mannWhitney(control, tally(treatment, { scale }))).toEqual(expected);
    expect(mannWhitney(tally(control, { scale }), tally(treatment, { scale }))).toEqual(expected);
  });

  it("counts missing answers", () => {
    const result = mannWhitney([...control, null, undefined], tally([...treatment, null], { scale }));
    expect(result).toEqual({
      ...expected,
      nMissing: 3,
      control: { n: 5, nMissing: 2 },
      treatment: { n: 4, nMissing: 1 },
    });
  });

  it("takes 0 and -0 for equal", () => {
    expect(mannWhitney([0, -0, 1], [-0, 0]).superiority).toBe(2 / 6);
    expectPlain(mannWhitney([-0], [0, 1]));
  });

  it("compares numbers of any size", () => {
    const huge = mannWhitney([1e300, -1e300, 5e-324], [1e300 * 1.5, 0, 1e-300]);
    expect(huge.test.statistic).toBe(6);
    expectPlain(huge);
  });

  it("says what it did", () => {
    expect(expected).toMatchObject({
      kind: "mann-whitney",
      n: 9,
      nMissing: 0,
      caveats: [],
      test: { degreesOfFreedom: [], alternative: "two-sided", method: "mann-whitney-normal-cc" },
    });
    const exact = mannWhitney([1, 2], [3, 4], { alternative: "less" });
    expect(exact.test).toMatchObject({ alternative: "less", method: "mann-whitney-exact" });
    expect(mannWhitney([1, 2], [3, 4], { method: "normal" }).test.method).toBe("mann-whitney-normal");
  });

  it("costs no more for tallies of a thousand million answers", () => {
    const many = (counts: number[]) => ({ ...tally([], { scale }), n: 1e9, counts });
    const { test } = mannWhitney(many([1e8, 1e8, 2e8, 3e8, 3e8]), many([1e8, 1e8, 2e8, 3e8 - 1e5, 3e8 + 1e5]));
    // by hand: 1e5 answers gain (3e8 + 3e8) / 2 each; variance n^3 (1 - sum q^3) / 6 with q the shares of both arms
    const shares = [0.1, 0.1, 0.2, 0.29995, 0.30005];
    const error = Math.sqrt((1e27 / 6) * (1 - shares.reduce((sum, q) => sum + q ** 3, 0)));
    expect(test.statistic).toBe(5e17 + 3e13);
    agree(test.pValue, normalTwoSided((3e13 - 0.5) / error), 1e-8);
  });
});

describe("mannWhitney() where all answers are equal", () => {
  it("has neither statistic nor p-value, unless every way to deal them is counted", () => {
    for (const [control, treatment] of [
      [
        [3, 3],
        [3, 3, 3],
      ],
      [[0.1], [0.1]],
    ] as [number[], number[]][]) {
      const result = mannWhitney(control, treatment);
      expect(result).toMatchObject({ superiority: 0.5, test: { statistic: null, pValue: null } });
      expect(result.caveats).toEqual([{ code: "all-answers-equal", path: null }]);
      expectPlain(result);
      const exact = mannWhitney(control, treatment, { method: "exact" });
      expect(exact.test).toMatchObject({ statistic: (control.length * treatment.length) / 2, pValue: 1 });
    }
  });

  it("keeps its digits where all but one are equal", () => {
    // by hand: N^3 - sum t^3 = 3 N^2 - 3 N with t = N - 1, which the difference of cubes would lose at this N
    const n = 1e7;
    const arm = (counts: number[]) => ({ ...tally([], { scale }), n, counts });
    const { test } = mannWhitney(arm([0, 0, 0, 0, n]), arm([0, 0, 1, 0, n - 1]), { method: "normal" });
    const variance = ((n * n) / (2 * n) / (2 * n - 1) / 12) * (3 * 2 * n * (2 * n - 1));
    const z = n / 2 / Math.sqrt(variance);
    agree(test.pValue, normalTwoSided(z), 1e-13);
  });
});

describe("mannWhitney() refuses", () => {
  const bad = (control: unknown, treatment: unknown, options?: unknown) =>
    errorOf(() => mannWhitney(control as number[], treatment as number[], options as object));
  const fine = [1, 2, 3];
  const rating = "be an integer in [1, 5] or null, received";
  const anArm = "be an array, a typed array, an iterable or a tally, received";

  it.each([
    ["NaN among the answers", [1, Number.NaN], "1", "be a finite number, null or undefined, received NaN"],
    ["text among the answers", ["9", 1], "0", 'be a finite number, null or undefined, received "9"'],
    ["an infinite answer", [1, 2, Infinity], "2", "be a finite number, null or undefined, received Infinity"],
  ])("%s, naming arm and place", (_, arm, place, rule) => {
    expect(bad(arm, fine)).toEqual(invalid("mannWhitney", `control.${place}`, rule));
    expect(bad(fine, arm)).toEqual(invalid("mannWhitney", `treatment.${place}`, rule));
  });

  it.each([
    ["a number", 5, `${anArm} 5`],
    ["text", "12", `${anArm} "12"`],
    ["null", null, `${anArm} null`],
    ["nothing", undefined, `${anArm} undefined`],
    ["an object", {}, `${anArm} an object (Object)`],
    ["moments", { kind: "moments" }, "be a tally, as tally() makes it, received an object (Object)"],
  ])("%s for an arm", (_, arm, rule) => {
    expect(bad(arm, fine)).toEqual(invalid("mannWhitney", "control", rule));
    expect(bad(fine, arm)).toEqual(invalid("mannWhitney", "treatment", rule));
  });

  it.each([
    ["nothing", []],
    ["missing answers only", [null, undefined]],
    ["the tally of nothing", tally([], { scale })],
  ])("%s, as insufficient data", (_, arm) => {
    const message = "must hold at least one answer, received none";
    expect(bad(arm, fine)).toEqual(insufficient("mannWhitney", "control", message));
    expect(bad(fine, arm)).toEqual(insufficient("mannWhitney", "treatment", message));
  });

  it("tallies with weights, of different scales, and answers off a tally's scale", () => {
    const plain = tally(fine, { scale });
    expect(bad(plain, tally(fine, { scale, weights: [1, 2, 1] }))).toEqual(
      invalid("mannWhitney", "treatment.weights", "be null, as rank tests take no weights, received an object (Array)"),
    );
    expect(bad(plain, tally(fine, { scale: { min: 1, max: 7 } }))).toEqual(
      invalid("mannWhitney", "treatment.scale", 'be 1 to 5 as that of control is, received "1 to 7"'),
    );
    expect(bad(plain, [1, 2, 9])).toEqual(invalid("mannWhitney", "treatment.2", `${rating} 9`));
    expect(bad([2.5], plain)).toEqual(invalid("mannWhitney", "control.0", `${rating} 2.5`));
  });

  it.each([
    ["alternative", "bigger", 'be one of "two-sided", "less", "greater", received "bigger"'],
    ["method", "t", 'be one of "auto", "exact", "normal", "normal-cc", received "t"'],
  ])("the %s %j", (name, value, rule) => {
    expect(bad(fine, fine, { [name]: value })).toEqual(invalid("mannWhitney", name, rule));
  });

  it("exact counting of too many answers, before it starts", () => {
    const rule =
      'be "auto", "normal" or "normal-cc" where the ways to deal the answers take more than a second to count, received "exact"';
    const of = (counts: number[]) => ({ ...tally([], { scale }), n: counts.reduce((a, b) => a + b), counts });
    const distinct = (n: number, from: number) => Array.from({ length: n }, (_, i) => from + i);
    for (const [control, treatment] of [
      [of([1e5, 3e5, 1e5, 2e5, 1e5]), of([100, 301, 105, 204, 100])],
      [of([1e15, 0, 0, 0, 0]), of([0, 0, 0, 0, 401])],
      [distinct(150, 0), distinct(150, 0.5)],
      [distinct(1000, 0), distinct(1000, 0.5)],
    ] as const) {
      expect(bad(control, treatment, { method: "exact" })).toEqual(invalid("mannWhitney", "method", rule));
      expect(bad(treatment, control, { method: "exact" })).toEqual(invalid("mannWhitney", "method", rule));
    }
    expect(bad(distinct(70, 0), distinct(70, 0.5), { method: "exact" })).toBeNull();
  });
});

describe("mannWhitney() counts every way to deal the answers where one arm is much larger", () => {
  const of = (counts: number[]) => ({ ...tally([], { scale }), n: counts.reduce((a, b) => a + b), counts });

  it("as one by one, for two answers beside seventeen thousand", () => {
    const many = [1000, 2000, 4000, 7000, 3000];
    // by hand: all pairs of levels, each as often as its answers can be drawn
    const totals = many.map((count, level) => count + (level === 4 ? 2 : 0));
    const n = 17_002;
    const ranks = totals.map((total, level) => 2 * totals.slice(0, level).reduce((a, b) => a + b, 0) + total + 1);
    let ways = 0;
    for (let i = 0; i < 5; i++) {
      for (let j = i; j < 5; j++) {
        const drawn = i === j ? (totals[i]! * (totals[i]! - 1)) / 2 : totals[i]! * totals[j]!;
        if (Math.abs(ranks[i]! + ranks[j]! - 2 * (n + 1)) >= 2 * (ranks[4]! - n - 1)) ways += drawn;
      }
    }
    const { test } = mannWhitney(of(many), of([0, 0, 0, 0, 2]), { method: "exact" });
    agree(test.pValue, ways / ((n * (n - 1)) / 2), 1e-14);
  });

  it("with nearly the normal p-value where both are large enough", () => {
    const [control, treatment] = [of([1e5, 2e5, 2.5e5, 3e5, 1.5e5]), of([7, 11, 10, 8, 4])];
    const p = (method: "exact" | "normal-cc") => mannWhitney(control, treatment, { method }).test.pValue!;
    agree(p("exact"), p("normal-cc"), 0.03);
  });

  it.each(["two-sided", "less", "greater"] as const)("whichever arm is the smaller, %s", (alternative) => {
    const [few, many] = [of([7, 11, 10, 8, 4]), of([1e5, 2e5, 2.5e5, 3e5, 1.5e5])];
    const other = { "two-sided": alternative, less: "greater", greater: "less" } as const;
    const { test } = mannWhitney(few, many, { method: "exact", alternative });
    const swapped = mannWhitney(many, few, { method: "exact", alternative: other[alternative] });
    expect(test.pValue).toBe(swapped.test.pValue);
  });
});

describe("mannWhitney() is directed", () => {
  it("has a small p for `greater` where treatment is higher, and a large one for `less`", () => {
    const of = (alternative: Alternative): MannWhitneyResult["test"] =>
      mannWhitney([1, 2, 3, 4, 5], [4.5, 6, 7, 8, 9], { alternative }).test;
    expect(of("greater").pValue).toBeLessThan(0.02);
    expect(of("less").pValue).toBeGreaterThan(0.98);
  });
});
