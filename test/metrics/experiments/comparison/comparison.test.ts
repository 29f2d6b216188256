import { describe, expect, it } from "vitest";
import type { Caveat, CaveatCode } from "../../../../src/core/caveats";
import { type ArmResult, newComparison } from "../../../../src/metrics/experiments/comparison/comparison";

const caveats = (code: CaveatCode): Caveat[] => [{ code, path: null }];
const arm = (n: number, nMissing: number, ofArm: Caveat[]): ArmResult => ({ n, nMissing, caveats: ofArm });
const estimate = { unit: "value", scale: null, estimate: 1, standardError: 1, interval: null } as const;
const parts = {
  kind: "some-comparison",
  control: arm(3, 1, []),
  treatment: arm(4, 2, caveats("all-answers-equal")),
  difference: estimate,
  ratio: { ...estimate, kind: "arm-ratio", unit: "ratio", n: 7, nMissing: 3, caveats: caveats("unbounded-interval") },
  effectSize: { ...estimate, kind: "hedges-g", n: 7, nMissing: 3, caveats: caveats("no-interval") },
  test: { statistic: null, degreesOfFreedom: [], pValue: null, alternative: "two-sided", method: "some" },
  margin: null,
  method: "some",
  caveats: caveats("few-answers"),
} as const;

describe("newComparison()", () => {
  it("counts the answers of both arms, in the difference too, and tests the difference", () => {
    const result = newComparison(parts);
    expect(result).toMatchObject({ n: 7, nMissing: 3, unit: "value", tested: "difference" });
    expect(result.difference).toMatchObject({ kind: "arm-difference", n: 7, nMissing: 3 });
    expect(newComparison({ ...parts, tested: "effectSize" }).tested).toBe("effectSize");
  });

  it("counts customers where the arms are the same ones", () => {
    const result = newComparison({ ...parts, size: { n: 3, nMissing: 1 } });
    expect(result).toMatchObject({ n: 3, nMissing: 1, difference: { n: 3, nMissing: 1 } });
  });

  it("has the caveats of its parts, where they are, behind its own; the difference those of the arms", () => {
    const ofDifference = [
      { code: "few-answers", path: null },
      { code: "all-answers-equal", path: "treatment" },
    ];
    const result = newComparison(parts);
    expect(result.difference.caveats).toEqual(ofDifference);
    expect(result.caveats).toEqual([
      ...ofDifference,
      { code: "unbounded-interval", path: "ratio" },
      { code: "no-interval", path: "effectSize" },
    ]);
  });
});
