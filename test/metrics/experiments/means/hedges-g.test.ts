import { describe, expect, it } from "vitest";
import { hedgesG } from "../../../../src/metrics/experiments/means/hedges-g";
import { agree, expectPlain } from "../../../assertions";
import golden from "../../../golden/hedges-g.json" with { type: "json" };

const arm = (n: number, mean: number, variance: number) => ({ n, nMissing: 0, mean, variance });

describe("hedgesG()", () => {
  it.each(golden.cases)(
    "is near the exact limits with $control and $treatment answers, $difference apart",
    (expected) => {
      const { control, treatment, difference, limits } = expected;
      const g = hedgesG(arm(control, 9, 4), arm(treatment, 9 + 2 * difference, 4), 2 * difference, golden.level, true);
      const [lower, upper] = limits as [number, number];
      // ours is an approximation in closed form: in shares of the width
      const tolerance =
        control + treatment < 5 ? 0.08 : Math.min(control, treatment) < 5 || difference > 2 ? 0.04 : 0.01;
      expect(Math.abs(g!.interval!.lower - lower)).toBeLessThan(tolerance * (upper - lower));
      expect(Math.abs(g!.interval!.upper - upper)).toBeLessThan(tolerance * (upper - lower));
    },
  );

  it("is the same with pooled and with unequal variances where arms of one size vary alike", () => {
    const [control, treatment] = [arm(12, 3, 1.5), arm(12, 4, 1.5)];
    const [welch, pooled] = [hedgesG(control, treatment, 1, 0.95, false), hedgesG(control, treatment, 1, 0.95, true)];
    expect(welch?.estimate).toBe(pooled?.estimate);
    agree(welch?.standardError, pooled?.standardError as number, 1e-14);
    agree(welch?.interval?.lower, pooled?.interval?.lower as number, 1e-12);
    agree(welch?.interval?.upper, pooled?.interval?.upper as number, 1e-12);
  });

  it("is the difference in standard deviations in the largest arms, and the interval is the normal one", () => {
    const n = 2 ** 52;
    const g = hedgesG(arm(n, 1, 4), arm(n, 2, 4), 1, 0.95, true);
    agree(g?.estimate, 0.5, 1e-15);
    agree(g?.standardError, Math.sqrt(2 / n + 0.25 / (4 * n)), 1e-14);
  });

  it("says where it lies outside of its interval, as it may at low levels only", () => {
    const [control, treatment] = [arm(3, 0, 1), arm(3, 5, 1)];
    const narrow = hedgesG(control, treatment, 5, 0.05, true);
    expect(narrow?.estimate).toBeLessThan(narrow?.interval?.lower as number);
    expect(narrow?.caveats).toEqual([{ code: "estimate-outside-interval", path: null }]);
    const wide = hedgesG(control, treatment, 5, 0.9, true);
    expect(wide?.estimate).toBeGreaterThan(wide?.interval?.lower as number);
    expect(wide?.caveats).toEqual([]);
  });

  it("has a point for its interval at a level that is 0 but for rounding", () => {
    const g = hedgesG(arm(3, 0, 1), arm(4, 5, 1), 5, 5e-324, false);
    expect([g?.interval?.lower, g?.interval?.upper]).toEqual([5, 5]);
  });

  it("is null where neither arm varies by more than rounding", () => {
    expect(hedgesG(arm(9, 3, 0), arm(9, 4, 0), 1, 0.95, false)).toBeNull();
    expect(hedgesG(arm(9, 1e9, 1e-16), arm(9, 1e9 + 1, 1e-16), 1, 0.95, false)).toBeNull();
    expect(hedgesG(arm(9, 0, 1e-16), arm(9, 1e9, 1e-16), 1e9, 0.95, false)).toBeNull();
    expect(hedgesG(arm(9, 1e9, 1e-16), arm(9, 0, 1e-16), -1e9, 0.95, false)).toBeNull();
    expect(hedgesG(arm(9, 3, 0), arm(9, 4, 1e-12), 1, 0.95, false)).not.toBeNull();
  });

  it("has no zero below zero where the difference is too small for the spread", () => {
    expectPlain(hedgesG(arm(9, 0, 1e300), arm(9, -1e-200, 1e300), -1e-200, 0.95, false));
  });

  it("counts answers and missing ones of both arms", () => {
    const g = hedgesG({ ...arm(4, 3, 1), nMissing: 2 }, { ...arm(5, 4, 1), nMissing: 1 }, 1, 0.95, false);
    expect(g).toMatchObject({ kind: "hedges-g", unit: "value", scale: null, n: 9, nMissing: 3 });
    expectPlain(g);
  });
});
