import { describe, expect, it } from "vitest";
import { betaCdf, betaQuantile, betaUpperQuantile, betaUpperTail } from "../../src/numerics/beta-distribution";
import golden from "../golden/distributions.json" with { type: "json" };
import grid from "../golden/distributions-grid.json" with { type: "json" };
import { casesOf, misses } from "./relative-error";

describe("the beta distribution", () => {
  it("agrees with mpmath to 1e-14", () => {
    expect(misses(casesOf(golden.betaCdf, 3, 3, 1e-14, betaCdf))).toEqual([]);
    expect(misses(casesOf(grid.incompleteBeta, 4, 3, 1e-14, betaUpperTail))).toEqual([]);
  });

  it("has the quantiles of mpmath to 1e-14", () => {
    expect(misses(casesOf(golden.betaQuantile, 3, 3, 1e-14, betaQuantile))).toEqual([]);
  });

  it("has the same quantile from either tail", () => {
    expect(betaUpperQuantile(0.25, 3, 4)).toBe(betaQuantile(0.75, 3, 4));
  });
});
