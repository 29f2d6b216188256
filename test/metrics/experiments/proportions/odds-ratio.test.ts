import { describe, expect, it } from "vitest";
import { compareProportions } from "../../../../src/metrics/experiments/proportions/compare-proportions";
import type { ProportionArm } from "../../../../src/metrics/experiments/proportions/proportion-arm";
import type { CompareProportionsMethod } from "../../../../src/metrics/experiments/proportions/share-difference";
import { agree, expectPlain } from "../../../assertions";
import ab from "../../../golden/ab.json" with { type: "json" };
import reference from "../../../golden/share-ratios.json" with { type: "json" };
import secondOpinion from "../../../golden/two-proportions.json" with { type: "json" };
import { agreeOpenEnds } from "./tables";

const METHODS = ["miettinen-nurminen", "newcombe", "wald"] as const;

/** Sample 1 of the references is the treatment, sample 2 the control. */
function oddsRatio(
  { x1, n1, x2, n2 }: { x1: number; n1: number; x2: number; n2: number },
  method?: CompareProportionsMethod,
  confidenceLevel?: number,
) {
  const control = { successes: x2, trials: n2 };
  return compareProportions(control, { successes: x1, trials: n1 }, { method, confidenceLevel }).oddsRatio;
}

describe("the odds ratio in compareProportions(), against 60 digits (share-ratios.py)", () => {
  describe.each(METHODS)("%s", (method) => {
    it.each(reference.cases)("agrees on $x1/$n1 against $x2/$n2", (table) => {
      for (const [level, expected] of Object.entries(table.intervals)) {
        agreeOpenEnds(oddsRatio(table, method, Number(level)).interval, expected.oddsRatio[method], 1e-14);
      }
      const { estimate, standardError } = oddsRatio(table, method);
      if (table.oddsRatio === null) return expect([estimate, standardError]).toEqual([null, null]);
      agree(estimate, table.oddsRatio, 1e-15);
      agree(standardError, table.oddsRatioError as number, 1e-14);
    });
  });
});

describe("the odds ratio in compareProportions(), against other software", () => {
  it.each(ab.twoProportions)("agrees with R on $id: the log interval (1e-12)", (table) => {
    const { estimate, interval } = oddsRatio(table, "wald");
    agree(estimate, table.result.oddsRatio, 1e-14);
    agreeOpenEnds(interval, table.result.oddsRatioCi95Log, 1e-12);
  });

  it.each(secondOpinion.cases)("agrees with statsmodels on $x1/$n1 against $x2/$n2: the score interval", (table) => {
    agreeOpenEnds(oddsRatio(table).interval, table.oddsRatio, 1e-11);
  });
});

describe("the odds ratio in compareProportions(), where a count is 0", () => {
  const arm = (successes: number, trials: number): ProportionArm => ({ successes, trials });
  const unbounded = ["miettinen-nurminen", "newcombe"] as const;

  it.each(unbounded)("bounds it below where control has no success, or treatment no failure (%s)", (method) => {
    for (const [control, treatment, code] of [
      [arm(0, 20), arm(5, 25), "zero-baseline"],
      [arm(5, 25), arm(20, 20), "unbounded-interval"],
      [arm(0, 10), arm(10, 10), "zero-baseline"],
    ] as const) {
      const result = compareProportions(control, treatment, { method });
      expect(result.oddsRatio).toMatchObject({ kind: "arm-odds-ratio", estimate: null, standardError: null });
      expect(result.oddsRatio.interval?.lower).toBeGreaterThan(0);
      expect(result.oddsRatio.interval?.upper).toBeNull();
      expect(result.oddsRatio.caveats).toEqual([{ code, path: null }]);
      expect(result.caveats).toContainEqual({ code, path: "oddsRatio" });
    }
  });

  it.each(unbounded)("bounds it above where treatment has no success, or control no failure (%s)", (method) => {
    for (const [control, treatment] of [
      [arm(5, 25), arm(0, 20)],
      [arm(20, 20), arm(5, 25)],
      [arm(10, 10), arm(0, 10)],
    ] as const) {
      const { oddsRatio } = compareProportions(control, treatment, { method });
      expect(oddsRatio).toMatchObject({ estimate: 0, standardError: 0, interval: { lower: 0 }, caveats: [] });
      expect(oddsRatio.interval?.upper).toBeGreaterThan(0);
    }
  });

  it.each(unbounded)("leaves everything open where nobody, or everybody, succeeded (%s)", (method) => {
    for (const [control, treatment] of [
      [arm(0, 10), arm(0, 30)],
      [arm(10, 10), arm(30, 30)],
    ] as const) {
      const { oddsRatio } = compareProportions(control, treatment, { method });
      expect(oddsRatio).toMatchObject({ estimate: null, interval: { lower: 0, upper: null, level: 0.95, method } });
    }
  });

  it("falls no lower, by newcombe, when the last success of control goes", () => {
    // the plain limit of square-and-add would be 49.5 for 10/10 against 1/20, and jump down from there
    const lowest = [0, 1, 2].map((x) => compareProportions(arm(x, 20), arm(10, 10), { method: "newcombe" }).oddsRatio);
    const [none, one, two] = lowest.map(({ interval }) => interval?.lower as number) as [number, number, number];
    expect(none).toBeGreaterThan(one);
    expect(one).toBeGreaterThan(two);
  });

  it("has no interval on the log scale", () => {
    for (const [control, treatment] of [
      [arm(0, 10), arm(3, 10)],
      [arm(10, 10), arm(3, 10)],
      [arm(3, 10), arm(0, 10)],
      [arm(3, 10), arm(10, 10)],
    ] as const) {
      const { oddsRatio } = compareProportions(control, treatment, { method: "wald" });
      expect(oddsRatio.interval).toBeNull();
      expect(oddsRatio.caveats).toContainEqual({ code: "no-interval", path: null });
    }
  });

  it.each(METHODS)("has no interval where a level near 0 leaves no ratio to nothing (%s)", (method) => {
    const result = compareProportions(arm(0, 10), arm(10, 10), { method, confidenceLevel: 1e-17 });
    expect([result.oddsRatio.estimate, result.oddsRatio.interval]).toEqual([null, null]);
    expectPlain(result);
  });

  it.each(METHODS)("is plain in every corner at a level near 0 (%s)", (method) => {
    for (const x0 of [0, 1, 10]) {
      for (const x1 of [0, 1, 30]) {
        expectPlain(compareProportions(arm(x0, 10), arm(x1, 30), { method, confidenceLevel: 1e-17 }));
      }
    }
  });
});
