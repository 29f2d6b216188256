import { describe, expect, it } from "vitest";
import { chiSquaredUpper } from "../../src/numerics/chi-squared";
import { fCdf, fQuantile, fUpper, fUpperQuantile } from "../../src/numerics/f-distribution";
import golden from "../golden/distributions.json" with { type: "json" };
import grid from "../golden/distributions-grid.json" with { type: "json" };
import { casesOf, misses } from "./relative-error";

describe("fCdf() and fUpper()", () => {
  it("agree with mpmath to 1e-14 for 0.1 to 1e10 degrees of freedom, in both tails", () => {
    expect(misses(casesOf(golden.fSf, 3, 3, 1e-14, fUpper))).toEqual([]);
    expect(misses(casesOf(grid.f, 3, 3, 1e-14, fCdf))).toEqual([]);
    expect(misses(casesOf(grid.f, 4, 3, 1e-14, fUpper))).toEqual([]);
  });

  it("become chi-squared with infinitely many degrees of freedom below", () => {
    for (const f of [0.01, 1, 2.5, 100]) {
      expect(Math.abs(fUpper(f, 3, Infinity) / chiSquaredUpper(3 * f, 3) - 1)).toBeLessThan(1e-14);
    }
  });

  it("reach their limits", () => {
    expect([fCdf(0, 2, 3), fCdf(Infinity, 2, 3), fUpper(0, 2, 3), fUpper(Infinity, 2, 3)]).toEqual([0, 1, 1, 0]);
  });
});

describe("fQuantile() and fUpperQuantile()", () => {
  it("agree with mpmath to 1e-14", () => {
    const known = (column: number): string[][] => grid.fQuantile.filter((row) => row[column] !== "0.0");
    expect(misses(casesOf(golden.fQuantile, 3, 3, 1e-14, fQuantile))).toEqual([]);
    expect(misses(casesOf(known(3), 3, 3, 1e-14, fQuantile))).toEqual([]);
    expect(misses(casesOf(known(4), 4, 3, 1e-14, fUpperQuantile))).toEqual([]);
  });

  it("reach their limits", () => {
    expect([0, 1].map((p) => fQuantile(p, 2, 3))).toEqual([0, Infinity]);
    expect([0, 1].map((q) => fUpperQuantile(q, 2, 3))).toEqual([Infinity, 0]);
  });
});
