import { describe, expect, it } from "vitest";
import { compareProportions } from "../../../../src/metrics/experiments/proportions/compare-proportions";
import type { ProportionArm } from "../../../../src/metrics/experiments/proportions/proportion-arm";
import type { CompareProportionsMethod } from "../../../../src/metrics/experiments/proportions/share-difference";
import { proportion } from "../../../../src/statistics/estimates/proportion";
import { ratio as ratioOf } from "../../../../src/statistics/estimates/ratio";
import { agree, expectPlain } from "../../../assertions";
import ab from "../../../golden/ab.json" with { type: "json" };
import reference from "../../../golden/share-ratios.json" with { type: "json" };
import secondOpinion from "../../../golden/two-proportions.json" with { type: "json" };
import { agreeOpenEnds } from "./tables";

const METHODS = ["miettinen-nurminen", "newcombe", "wald"] as const;

/** Sample 1 of the references is the treatment, sample 2 the control. */
function ratio(
  { x1, n1, x2, n2 }: { x1: number; n1: number; x2: number; n2: number },
  method?: CompareProportionsMethod,
  confidenceLevel?: number,
) {
  const control = { successes: x2, trials: n2 };
  return compareProportions(control, { successes: x1, trials: n1 }, { method, confidenceLevel }).ratio;
}

describe("the ratio in compareProportions(), against 60 digits (share-ratios.py)", () => {
  describe.each(METHODS)("%s", (method) => {
    it.each(reference.cases)("agrees on $x1/$n1 against $x2/$n2", (table) => {
      for (const [level, expected] of Object.entries(table.intervals)) {
        const found = ratio(table, method, Number(level));
        agreeOpenEnds(found.interval, expected.ratio[method], 1e-14);
      }
      const { estimate, standardError } = ratio(table, method);
      if (table.ratio === null) return expect([estimate, standardError]).toEqual([null, null]);
      agree(estimate, table.ratio, 1e-15);
      agree(standardError, table.ratioError as number, 1e-14);
    });
  });
});

describe("the ratio in compareProportions(), against other software", () => {
  it.each(ab.twoProportions)("agrees with R on $id: the log interval (1e-12)", (table) => {
    const { estimate, interval } = ratio(table, "wald");
    agree(estimate, table.result.riskRatio, 1e-14);
    agreeOpenEnds(interval, table.result.riskRatioCi95Log, 1e-12);
  });

  it.each(secondOpinion.cases)("agrees with statsmodels on $x1/$n1 against $x2/$n2: the score interval", (table) => {
    agreeOpenEnds(ratio(table).interval, table.ratio, 1e-11);
  });

  it("is ratio() of the two Wilson intervals with newcombe", () => {
    const found = ratio({ x1: 56, n1: 70, x2: 48, n2: 80 }, "newcombe", 0.9);
    const expected = ratioOf(
      proportion(48, 80, { confidenceLevel: 0.9 }),
      proportion(56, 70, { confidenceLevel: 0.9 }),
    );
    expect(found.interval).toEqual({ ...expected.interval, method: "newcombe" });
    expect([found.estimate, found.standardError]).toEqual([expected.estimate, expected.standardError]);
  });
});

describe("the ratio in compareProportions(), where a count is 0", () => {
  const arm = (successes: number, trials: number): ProportionArm => ({ successes, trials });

  it.each(["miettinen-nurminen", "newcombe"] as const)(
    "bounds it below where control has no success (%s)",
    (method) => {
      const result = compareProportions(arm(0, 20), arm(5, 25), { method });
      expect(result.ratio).toMatchObject({ kind: "arm-ratio", estimate: null, standardError: null });
      expect(result.ratio.interval?.lower).toBeGreaterThan(0);
      expect(result.ratio.interval?.upper).toBeNull();
      expect(result.ratio.caveats).toEqual([{ code: "zero-baseline", path: null }]);
      expect(result.caveats).toContainEqual({ code: "zero-baseline", path: "ratio" });
      // what a comparison says of its difference is not what its ratio owes
      expect(result.difference.caveats).toEqual([{ code: "all-or-none", path: "control" }]);
    },
  );

  it.each(["miettinen-nurminen", "newcombe"] as const)(
    "bounds it above where treatment has no success (%s)",
    (method) => {
      const { ratio } = compareProportions(arm(5, 25), arm(0, 20), { method });
      expect(ratio).toMatchObject({ estimate: 0, standardError: 0, interval: { lower: 0 }, caveats: [] });
      expect(ratio.interval?.upper).toBeGreaterThan(0);
    },
  );

  it.each(["miettinen-nurminen", "newcombe"] as const)(
    "leaves everything open where nobody succeeded (%s)",
    (method) => {
      const { ratio, test } = compareProportions(arm(0, 10), arm(0, 30), { method });
      expect(ratio).toMatchObject({ estimate: null, interval: { lower: 0, upper: null, level: 0.95, method } });
      expect(test.pValue).toBe(1);
    },
  );

  it("has no interval on the log scale without a success in both arms", () => {
    for (const [control, treatment] of [
      [arm(0, 10), arm(3, 10)],
      [arm(3, 10), arm(0, 10)],
      [arm(0, 10), arm(0, 10)],
    ] as const) {
      const { ratio } = compareProportions(control, treatment, { method: "wald" });
      expect(ratio.interval).toBeNull();
      expect(ratio.caveats).toContainEqual({ code: "no-interval", path: null });
      expect(ratio.estimate).toBe(control.successes === 0 ? null : 0);
    }
  });

  it("is 1 where everybody succeeded, by wald without spread", () => {
    for (const method of METHODS) {
      const { ratio } = compareProportions(arm(10, 10), arm(30, 30), { method });
      expect(ratio).toMatchObject({ estimate: 1, standardError: 0, caveats: [] });
      expect(ratio.interval?.lower).toBeLessThanOrEqual(1);
      expect(ratio.interval?.upper).toBeGreaterThanOrEqual(1);
    }
    const { interval } = compareProportions(arm(10, 10), arm(30, 30), { method: "wald" }).ratio;
    expect(interval).toEqual({ lower: 1, upper: 1, level: 0.95, method: "wald" });
  });

  it.each(METHODS)("has no interval where a level near 0 leaves no ratio to nothing (%s)", (method) => {
    const result = compareProportions(arm(0, 10), arm(3, 10), { method, confidenceLevel: 1e-17 });
    expect([result.ratio.estimate, result.ratio.interval]).toEqual([null, null]);
    expectPlain(result);
  });
});
