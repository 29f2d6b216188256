import { describe, expect, it } from "vitest";
import { compareProportions } from "../../../../src/metrics/experiments/proportions/compare-proportions";
import type { ProportionArm } from "../../../../src/metrics/experiments/proportions/proportion-arm";

const arm = (successes: number, trials: number): ProportionArm => ({ successes, trials });

describe("the number needed to treat in compareProportions()", () => {
  it("is the reciprocal of the difference, and its interval that of the interval turned round", () => {
    const { difference, numberNeededToTreat } = compareProportions(arm(48, 80), arm(56, 70));
    expect(numberNeededToTreat).toEqual({
      kind: "number-needed-to-treat",
      estimate: 5,
      toBenefit: { lower: 1 / difference.interval!.upper, upper: 1 / difference.interval!.lower },
      toHarm: null,
      level: 0.95,
      method: "miettinen-nurminen",
    });
  });

  it("counts harms where the treatment has fewer successes", () => {
    const { difference, numberNeededToTreat } = compareProportions(arm(56, 70), arm(48, 80), { method: "newcombe" });
    expect(numberNeededToTreat).toMatchObject({
      estimate: -5,
      toBenefit: null,
      toHarm: { lower: -1 / difference.interval!.lower, upper: -1 / difference.interval!.upper },
      method: "newcombe",
    });
  });

  it("goes through infinity, to benefit and to harm, where the interval of the difference holds 0", () => {
    const { difference, numberNeededToTreat } = compareProportions(arm(10, 50), arm(12, 50));
    const { lower, upper } = difference.interval as { lower: number; upper: number };
    expect(lower < 0 && upper > 0).toBe(true);
    expect(numberNeededToTreat).toMatchObject({
      toBenefit: { lower: 1 / upper, upper: null },
      toHarm: { lower: -1 / lower, upper: null },
    });
    expect(numberNeededToTreat.estimate).toBeCloseTo(25, 10);
  });

  it("takes a success for a harm where lower is better", () => {
    const options = { margin: 0.1, direction: "lower-is-better" } as const;
    const one = compareProportions(arm(48, 80), arm(56, 70)).numberNeededToTreat;
    const other = compareProportions(arm(48, 80), arm(56, 70), options).numberNeededToTreat;
    expect(other).toEqual({ ...one, estimate: -5, toBenefit: one.toHarm, toHarm: one.toBenefit });
  });

  it("is no number where the shares are equal, and nothing is compatible with a point at 0", () => {
    const equal = compareProportions(arm(5, 10), arm(10, 20)).numberNeededToTreat;
    expect(equal.estimate).toBeNull();
    expect([equal.toBenefit?.upper, equal.toHarm?.upper]).toEqual([null, null]);
    const point = compareProportions(arm(0, 10), arm(0, 20), { method: "wald" }).numberNeededToTreat;
    expect(point).toMatchObject({ estimate: null, toBenefit: null, toHarm: null });
  });

  it("is 1 where the treatment makes all the difference", () => {
    expect(compareProportions(arm(0, 20), arm(10, 10)).numberNeededToTreat).toMatchObject({
      estimate: 1,
      toBenefit: { lower: 1 },
      toHarm: null,
    });
  });
});
