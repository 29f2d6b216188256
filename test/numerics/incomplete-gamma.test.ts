import { describe, expect, it } from "vitest";
import { gammaKernel, gammaP, gammaPInverse, gammaQ, gammaQInverse } from "../../src/numerics/incomplete-gamma";
import { unscale } from "../../src/numerics/tail";
import { uniformTail } from "../../src/numerics/uniform-tail";
import golden from "../golden/distributions.json" with { type: "json" };
import grid from "../golden/distributions-grid.json" with { type: "json" };
import { casesOf, misses } from "./relative-error";

describe("gammaP() and gammaQ()", () => {
  it("agree with mpmath to 1e-14 for shapes from 1e-5 to 1e6, in both tails", () => {
    expect(misses(casesOf(golden.gammaP, 2, 2, 1e-14, gammaP))).toEqual([]);
    expect(misses(casesOf(grid.incompleteGamma, 2, 2, 1e-14, gammaP))).toEqual([]);
    expect(misses(casesOf(grid.incompleteGamma, 3, 2, 1e-14, gammaQ))).toEqual([]);
  });

  it("do not change by more than 1e-13 where the uniform expansion takes over at shape 1e9", () => {
    const a = 1e9;
    for (const z of [-35, -9, -3, -1, -0.11, -0.09, -0.01, 0.01, 0.09, 0.11, 1, 3, 9, 35]) {
      const x = a + z * Math.sqrt(a);
      const [exponent] = gammaKernel(a, [x, 0]);
      const uniform = z < 0 ? uniformTail(exponent, a, Infinity, a - x) : uniformTail(exponent, Infinity, a, x - a);
      expect(Math.abs(unscale(uniform) / (z < 0 ? gammaP(a, x) : gammaQ(a, x)) - 1)).toBeLessThan(1e-13);
    }
  });

  it("reach their limits", () => {
    expect([gammaP(2, 0), gammaP(2, Infinity), gammaQ(2, 0), gammaQ(2, Infinity)]).toEqual([0, 1, 1, 0]);
  });
});

describe("gammaPInverse() and gammaQInverse()", () => {
  it("agree with mpmath to 1e-14, plus what an error of 1e-15 in the probability does to the root", () => {
    // At small shape a the lower tail is like x^a: a relative error of P moves x by 1 / a times as much, 1e-12 at 1e-3.
    const tolerance = ([a = 1]: readonly number[]): number => 1e-14 + 1e-15 / a;
    const known = (column: number): string[][] => grid.incompleteGammaInverse.filter((row) => row[column] !== "0.0");
    expect(misses(casesOf(known(2), 2, 2, tolerance, gammaPInverse))).toEqual([]);
    expect(misses(casesOf(known(3), 3, 2, tolerance, gammaQInverse))).toEqual([]);
  });

  it("reach their limits", () => {
    expect([gammaPInverse(2, 0), gammaPInverse(2, 1), gammaQInverse(2, 1), gammaQInverse(2, 0)]).toEqual([
      0,
      Infinity,
      0,
      Infinity,
    ]);
  });
});
