import { describe, expect, it } from "vitest";
import { pairedRatioScore } from "../../../src/statistics/estimates/paired-ratio-score";
import { agree } from "../../assertions";

describe("pairedRatioScore()", () => {
  it("is at 1 McNemar's statistic, and the same with the other sign where the two times are exchanged", () => {
    const pairs = { both: 4, onlyFirst: 3, onlySecond: 9 };
    agree(pairedRatioScore(pairs, 1), 6 / Math.sqrt(12), 1e-15);
    const turned = { both: 4, onlyFirst: 9, onlySecond: 3 };
    // powers of two, whose reciprocals are exact
    for (const ratio of [0.125, 0.5, 2, 8]) {
      expect(pairedRatioScore(turned, 1 / ratio)).toBe(0 - pairedRatioScore(pairs, ratio));
    }
  });

  it("has a value where nobody turns from success to failure and the quadratic has a double root at 0", () => {
    // x2 - 2 x1 = 2 in standard errors of sqrt(total (rho - 1)) = 2
    expect(pairedRatioScore({ both: 1, onlyFirst: 0, onlySecond: 3 }, 2)).toBe(1);
  });

  it("is the root of second / ratio where nobody succeeds the first time", () => {
    agree(pairedRatioScore({ both: 0, onlyFirst: 0, onlySecond: 7 }, 28), 0.5, 1e-15);
  });
});
