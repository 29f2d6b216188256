import { describe, expect, it } from "vitest";
import { binomialCdf, binomialPmf, binomialQuantile, binomialUpper } from "../../src/numerics/binomial";
import golden from "../golden/distributions.json" with { type: "json" };
import grid from "../golden/distributions-grid.json" with { type: "json" };
import { casesOf, misses } from "./relative-error";

describe("binomialPmf(), binomialCdf() and binomialUpper()", () => {
  it("agree with mpmath to 1e-14 for up to a million trials, in both tails", () => {
    expect(misses(casesOf(golden.binomialPmf, 3, 3, 1e-14, binomialPmf))).toEqual([]);
    expect(misses(casesOf(golden.binomialCdf, 3, 3, 1e-14, binomialCdf))).toEqual([]);
    expect(misses(casesOf(grid.binomial, 3, 3, 1e-14, binomialPmf))).toEqual([]);
    expect(misses(casesOf(grid.binomial, 4, 3, 1e-14, binomialCdf))).toEqual([]);
    expect(misses(casesOf(grid.binomial, 5, 3, 1e-14, binomialUpper))).toEqual([]);
  });

  it("are certain where p is 0 or 1, or there are no trials", () => {
    expect([0, 1, 3].map((k) => binomialPmf(k, 3, 0))).toEqual([1, 0, 0]);
    expect([0, 1, 3].map((k) => binomialPmf(k, 3, 1))).toEqual([0, 0, 1]);
    expect([0, 2, 3].map((k) => binomialCdf(k, 3, 1))).toEqual([0, 0, 1]);
    expect([-1, 0, 3].map((k) => binomialUpper(k, 3, 0))).toEqual([1, 0, 0]);
    expect([binomialPmf(0, 0, 0.3), binomialCdf(0, 0, 0.3), binomialQuantile(0.7, 0, 0.3)]).toEqual([1, 1, 0]);
  });
});

describe("binomialQuantile()", () => {
  it("is the smallest k whose cdf reaches the probability, as summed by mpmath", () => {
    expect(misses(casesOf(grid.binomialQuantile, 3, 3, 0, binomialQuantile))).toEqual([]);
  });

  it("goes from 0 to the number of trials", () => {
    expect([0, 1].map((p) => binomialQuantile(p, 5, 0.4))).toEqual([0, 5]);
    expect([0.1, 0.9].map((p) => binomialQuantile(p, 5, 0))).toEqual([0, 0]);
    expect([0.1, 0.9].map((p) => binomialQuantile(p, 5, 1))).toEqual([5, 5]);
  });
});
