import { describe, expect, it } from "vitest";
import { normalCdf, normalQuantile, normalUpper } from "../../src/numerics/normal";
import golden from "../golden/distributions.json" with { type: "json" };
import grid from "../golden/distributions-grid.json" with { type: "json" };
import { casesOf, misses } from "./relative-error";

describe("normalCdf() and normalUpper()", () => {
  it("agree with mpmath to 5e-15 in both tails", () => {
    expect(misses(casesOf(golden.normalCdf, 1, 1, 5e-15, normalCdf))).toEqual([]);
    expect(misses(casesOf(grid.normal, 1, 1, 5e-15, normalCdf))).toEqual([]);
    expect(misses(casesOf(grid.normal, 2, 1, 5e-15, normalUpper))).toEqual([]);
  });

  it("reach their limits at infinity", () => {
    expect([-Infinity, 0, Infinity].map(normalCdf)).toEqual([0, 0.5, 1]);
    expect([-Infinity, 0, Infinity].map(normalUpper)).toEqual([1, 0.5, 0]);
  });
});

describe("normalQuantile()", () => {
  // The golden arguments are decimals: 0.9999 as a double is off by 1e-17, 1e-13 of the tail it leaves.
  it("agrees with mpmath to 1e-14 at decimal probabilities", () => {
    expect(misses(casesOf(golden.normalQuantile, 1, 1, 1e-14, normalQuantile))).toEqual([]);
  });

  it("agrees with mpmath to 1e-15 from the smallest subnormal to 1 - 1e-16, and next to 1/2", () => {
    expect(misses(casesOf(grid.normalQuantile, 1, 1, 1e-15, normalQuantile))).toEqual([]);
  });

  it("is 0 at 1/2 and infinite at 0 and 1", () => {
    expect([0, 0.5, 1].map(normalQuantile)).toEqual([-Infinity, 0, Infinity]);
  });
});
