import { describe, expect, it } from "vitest";
import { classOf, impactAsymmetry } from "../../../../src/metrics/drivers/effects/impact-asymmetry";

describe("impactAsymmetry()", () => {
  it("is 0 where a penalty and a reward differ by rounding", () => {
    const [penalty, reward] = [0.2 - 0.3, 0.1];
    expect(penalty + reward).not.toBe(0);
    expect(impactAsymmetry(penalty, reward, 1e-12).asymmetry).toBe(0);
    expect(impactAsymmetry(-0.1, 0.1 + 1e-9, 1e-12).asymmetry).toBeGreaterThan(0);
  });

  it("has no parts where the range leaves the doubles, or is not known", () => {
    const beyond = impactAsymmetry(-1e308, 1e308, 0);
    expect(beyond).toEqual({
      rangeOfImpact: Infinity,
      satisfactionPotential: null,
      dissatisfactionPotential: null,
      asymmetry: null,
    });
    expect(impactAsymmetry(undefined, 1, 0).rangeOfImpact).toBe(null);
    expect(impactAsymmetry(-1, Number.NaN, 0).rangeOfImpact).toBe(null);
  });
});

describe("classOf()", () => {
  it("takes an interval that touches the margin as within it, and one that touches 0 as no side", () => {
    const of = (lower: number, upper: number, margin: number) => classOf({ lower, upper }, margin);
    expect(of(-0.2, 0.2, 0.2)).toBe("hybrid");
    expect(of(-0.3, -0.1, 0.2)).toBe("dissatisfier");
    expect(of(0.1, 0.3, 0.2)).toBe("satisfier");
    expect(of(0, 0.3, 0.2)).toBe("undetermined");
    expect(of(-0.3, 0, 0.2)).toBe("undetermined");
    expect(classOf(null, 0.2)).toBe("undetermined");
  });
});
