import { describe, expect, it } from "vitest";
import { gammaCdf, gammaQuantile, gammaUpper, gammaUpperQuantile } from "../../src/numerics/gamma-distribution";
import { gammaP, gammaPInverse, gammaQ, gammaQInverse } from "../../src/numerics/incomplete-gamma";

describe("the gamma distribution", () => {
  it("is the incomplete gamma function of x times the rate", () => {
    expect(gammaCdf(6, 2.5, 0.5)).toBe(gammaP(2.5, 3));
    expect(gammaUpper(6, 2.5, 0.5)).toBe(gammaQ(2.5, 3));
    expect(gammaQuantile(0.2, 2.5, 0.5)).toBe(2 * gammaPInverse(2.5, 0.2));
    expect(gammaUpperQuantile(0.2, 2.5, 0.5)).toBe(2 * gammaQInverse(2.5, 0.2));
  });

  it("does not round x times the rate, whose last digit moves a far tail by 1e-12", () => {
    // 1037000 / 7 is no double; times 7 it comes back only if the product is kept unrounded and then differs from
    // 1037000 by what division lost: the log-density has slope (x - a) / x = 0.036 there.
    const x = 1037000 / 7;
    const lost = 7 * (x - Math.fround(x)) - (1037000 - 7 * Math.fround(x));
    const expected = gammaQ(1e6, 1037000) * (1 - (lost * 37000) / 1037000);
    expect(Math.abs(gammaUpper(x, 1e6, 7) / expected - 1)).toBeLessThan(1e-13);
  });

  it("reaches its limits", () => {
    expect([gammaCdf(0, 2, 3), gammaCdf(Infinity, 2, 3), gammaUpper(1e308, 2, 1e-308)]).toEqual([
      0,
      1,
      gammaQ(2, 1e308 * 1e-308),
    ]);
  });
});
