import { describe, expect, it } from "vitest";
import { poissonCdf, poissonPmf, poissonQuantile, poissonUpper } from "../../src/numerics/poisson";
import grid from "../golden/distributions-grid.json" with { type: "json" };
import { casesOf, misses } from "./relative-error";

describe("poissonPmf(), poissonCdf() and poissonUpper()", () => {
  it("agree with mpmath to 1e-14 for means up to a million, in both tails", () => {
    expect(misses(casesOf(grid.poisson, 2, 2, 1e-14, poissonPmf))).toEqual([]);
    expect(misses(casesOf(grid.poisson, 3, 2, 1e-14, poissonCdf))).toEqual([]);
    expect(misses(casesOf(grid.poisson, 4, 2, 1e-14, poissonUpper))).toEqual([]);
  });

  it("are certain at mean 0", () => {
    expect([0, 1].map((k) => poissonPmf(k, 0))).toEqual([1, 0]);
    expect([-1, 0, Infinity].map((k) => poissonCdf(k, 0))).toEqual([0, 1, 1]);
    expect([-1, 0, Infinity].map((k) => poissonUpper(k, 0))).toEqual([1, 0, 0]);
  });
});

describe("poissonQuantile()", () => {
  it("is the smallest k whose cdf reaches the probability, as summed by mpmath", () => {
    expect(misses(casesOf(grid.poissonQuantile, 2, 2, 0, poissonQuantile))).toEqual([]);
  });

  it("goes from 0 to infinity, and is 0 at mean 0", () => {
    expect([0, 1].map((p) => poissonQuantile(p, 4))).toEqual([0, Infinity]);
    expect([0, 1].map((p) => poissonQuantile(p, 0))).toEqual([0, 0]);
  });
});
