import { describe, expect, it } from "vitest";
import { betaKernel } from "../../src/numerics/beta-fraction";
import { betaLower, betaLowerInverse, betaUpper, betaUpperInverse } from "../../src/numerics/incomplete-beta";
import { unscale } from "../../src/numerics/tail";
import { uniformTail } from "../../src/numerics/uniform-tail";
import grid from "../golden/distributions-grid.json" with { type: "json" };
import { casesOf, misses } from "./relative-error";

describe("betaLower() and betaUpper()", () => {
  it("agree with mpmath to 1e-14 for shapes from 1e-5 to 1e6, in both tails", () => {
    expect(misses(casesOf(grid.incompleteBeta, 3, 3, 1e-14, betaLower))).toEqual([]);
    expect(misses(casesOf(grid.incompleteBeta, 4, 3, 1e-14, betaUpper))).toEqual([]);
  });

  it("do not change by more than 1e-13 where the uniform expansion takes over at shape 1e9", () => {
    const [a, b] = [1e9, 3e9];
    for (const z of [-35, -9, -3, -1, -0.11, -0.09, -0.01, 0.01, 0.09, 0.11, 1, 3, 9, 35]) {
      // A double whose complement is one too.
      const x = Math.round((0.25 + z * Math.sqrt((0.25 * 0.75) / (a + b))) * 2 ** 52) / 2 ** 52;
      const [exponent] = betaKernel(a, b, [x, 0], [1 - x, 0]);
      const distance = (0.25 - x) * (a + b);
      const uniform = z < 0 ? uniformTail(exponent, a, b, distance) : uniformTail(exponent, b, a, -distance);
      expect(Math.abs(unscale(uniform) / (z < 0 ? betaLower(x, a, b) : betaUpper(x, a, b)) - 1)).toBeLessThan(1e-13);
    }
  });

  it("reach their limits", () => {
    expect([betaLower(0, 2, 3), betaLower(1, 2, 3), betaUpper(0, 2, 3), betaUpper(1, 2, 3)]).toEqual([0, 1, 1, 0]);
  });
});

describe("betaLowerInverse() and betaUpperInverse()", () => {
  it("agree with mpmath to 1e-14, plus what an error of 1e-15 in the probability does to the root", () => {
    // At small shape a the lower tail is like x^a: a relative error of it moves x by 1 / a times as much.
    const tolerance = ([, a = 1]: readonly number[]): number => 1e-14 + 1e-15 / a;
    const known = grid.incompleteBetaInverse.filter((row) => row[3] !== "0.0");
    expect(misses(casesOf(known, 3, 3, tolerance, betaLowerInverse))).toEqual([]);
    expect(misses(casesOf(grid.incompleteBetaInverse, 4, 3, tolerance, betaUpperInverse))).toEqual([]);
  });

  it("reach their limits", () => {
    expect([0, 1].map((p) => betaLowerInverse(p, 2, 3))).toEqual([0, 1]);
    expect([0, 1].map((q) => betaUpperInverse(q, 2, 3))).toEqual([1, 0]);
  });
});
