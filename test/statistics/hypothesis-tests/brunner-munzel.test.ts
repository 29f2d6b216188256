import { describe, expect, it } from "vitest";
import type { Alternative } from "../../../src/core/estimate";
import { brunnerMunzel } from "../../../src/statistics/hypothesis-tests/brunner-munzel";
import { mannWhitney } from "../../../src/statistics/hypothesis-tests/mann-whitney";
import { tally } from "../../../src/statistics/summaries/tally";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import ab from "../../golden/ab.json" with { type: "json" };
import { readTable } from "../../golden/read-table";
import golden from "../../golden/superiority.json" with { type: "json" };

const ALTERNATIVES: readonly Alternative[] = ["two-sided", "less", "greater"];

describe("brunnerMunzel() against scipy (superiority.py)", () => {
  it.each(golden.cases)("agrees on $name", ({ control, treatment, ...expected }) => {
    for (const alternative of ALTERNATIVES) {
      const { test, superiority } = brunnerMunzel(control, treatment, { alternative });
      agree(superiority, expected.superiority, 1e-14);
      agree(test.statistic, expected.statistic, 1e-12);
      agree(test.degreesOfFreedom[0], expected.degreesOfFreedom, 1e-12);
      agree(test.pValue, expected.pValue[alternative], 1e-12);
    }
  });
});

describe("brunnerMunzel() against R (ab.json: brunnermunzel)", () => {
  it("agrees on the airport survey, from answers and from tallies", () => {
    const { nps, problem } = readTable("sfo_2017.csv") as Record<string, (number | null)[]>;
    const [control, treatment] = [0, 1].map((value) => nps!.filter((_, i) => problem![i] === value));
    const { result } = ab.twoSamples.find(({ id }) => id === "sfo17_nps_problem")!;
    const scale = { min: 0, max: 10 };
    for (const [c, t] of [
      [control!, treatment!],
      [tally(control!, { scale }), tally(treatment!, { scale })],
    ] as const) {
      const { test, superiority } = brunnerMunzel(c, t);
      // R's statistic is positive where its second sample, our control, is higher
      agree(test.statistic, -result.brunnerMunzel.statistic, 1e-12);
      agree(test.degreesOfFreedom[0], result.brunnerMunzel.df, 1e-12);
      agree(test.pValue, result.brunnerMunzel.p, 1e-12);
      agree(1 - superiority, result.brunnerMunzel.pHat, 1e-12);
    }
  });
});

describe("brunnerMunzel() without a variance", () => {
  // scipy#15843, scipy#22664: NaN on samples that do not overlap
  it.each([
    [
      [1, 2, 2],
      [4, 5, 5],
    ],
    [
      [1, 1],
      [2, 2, 2, 2],
    ],
    [
      [3, 1, 2, 2, 1],
      [9, 8],
    ],
  ])("has the permutation test's p-value for %j against %j", (low, high) => {
    for (const [control, treatment, side] of [
      [low, high, "greater"],
      [high, low, "less"],
    ] as const) {
      const exact = mannWhitney(control, treatment, { alternative: side, method: "exact" }).test.pValue as number;
      const { test, superiority, caveats } = brunnerMunzel(control, treatment, { alternative: side });
      expect(superiority).toBe(side === "greater" ? 1 : 0);
      agree(test.pValue, exact, 1e-14);
      expect(test).toMatchObject({ statistic: null, degreesOfFreedom: [], method: "brunner-munzel-permutation" });
      expect(caveats).toEqual([{ code: "complete-separation", path: null }]);
      agree(brunnerMunzel(control, treatment).test.pValue, 2 * exact, 1e-14);
      const other = side === "greater" ? "less" : "greater";
      expect(brunnerMunzel(control, treatment, { alternative: other }).test.pValue).toBe(1);
    }
  });

  it("lets that p-value run to 0 where the arms are large", () => {
    const scale = { min: 1, max: 2 };
    const arm = (counts: number[], n: number) => ({ ...tally([], { scale }), n, counts });
    const { test } = brunnerMunzel(arm([1e15, 0], 1e15), arm([0, 1e15], 1e15));
    expect(test.pValue).toBe(0);
  });

  it("has neither statistic nor p-value where all answers are equal", () => {
    const result = brunnerMunzel([3, 3, 3], [3, 3]);
    expect(result).toMatchObject({
      superiority: 0.5,
      test: { statistic: null, pValue: null, method: "brunner-munzel-t" },
    });
    expect(result.caveats).toEqual([{ code: "all-answers-equal", path: null }]);
    expectPlain(result);
  });
});

describe("brunnerMunzel() refuses", () => {
  const bad = (control: unknown, treatment: unknown, options?: unknown) =>
    errorOf(() => brunnerMunzel(control as number[], treatment as number[], options as object));

  it.each([
    ["no answer", [], "none"],
    ["one answer", [4, null], "1"],
  ])("%s in an arm, as insufficient data", (_, arm, received) => {
    const message = `must hold at least two answers, received ${received}`;
    expect(bad(arm, [1, 2])).toEqual(insufficient("brunnerMunzel", "control", message));
    expect(bad([1, 2], arm)).toEqual(insufficient("brunnerMunzel", "treatment", message));
  });

  it("an answer that is no number, and an alternative that is none", () => {
    expect(bad([1, 2], [3, Number.NaN])).toEqual(
      invalid("brunnerMunzel", "treatment.1", "be a finite number, null or undefined, received NaN"),
    );
    expect(bad([1, 2], [3, 4], { alternative: "two.sided" })).toEqual(
      invalid("brunnerMunzel", "alternative", 'be one of "two-sided", "less", "greater", received "two.sided"'),
    );
  });
});
