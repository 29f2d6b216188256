import { describe, expect, it } from "vitest";
import {
  binomialCdf,
  binomialPmf,
  binomialQuantile,
  binomialTwoSided,
  binomialUpper,
} from "../../src/numerics/binomial";
import { agree } from "../assertions";
import variants from "../golden/compare-variants.json" with { type: "json" };
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

  it("give no probability to what cannot be counted", () => {
    for (const p of [0, 0.3, 1]) expect([-1, 4].map((k) => binomialPmf(k, 3, p))).toEqual([0, 0]);
    expect([binomialPmf(-1, 0, 0.3), binomialPmf(1, 0, 0.3)]).toEqual([0, 0]);
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

describe("binomialTwoSided()", () => {
  it("agrees with R's binom.test (compare-variants.R)", () => {
    for (const { observed, ratio, pValue } of variants.binomial) {
      const [first, second] = observed as [number, number];
      agree(binomialTwoSided(first, first + second, ratio[0]! / (ratio[0]! + ratio[1]!)), pValue, 1e-12);
    }
  });

  it("adds up the probabilities of all outcomes that are at most as probable", () => {
    // once an outcome at an end of the scale was left out, as with 9 of 18 at 0.762: 0.0141 in place of 0.0216
    for (const n of [1, 2, 7, 18, 33, 60]) {
      for (const p of [0.001, 0.02, 0.25, 0.371, 0.5, 0.64, 0.762, 0.9, 0.995]) {
        const probabilities = Array.from({ length: n + 1 }, (_, k) => binomialPmf(k, n, p));
        probabilities.forEach((own, k) => {
          const sum = probabilities.filter((one) => one <= own * 1.000_000_1).reduce((total, one) => total + one, 0);
          agree(binomialTwoSided(k, n, p), sum, 1e-13);
        });
      }
    }
  });

  it("keeps the digits of p far below a rounding of 1", () => {
    agree(binomialTwoSided(0, 1000, 0.5), 2 ** -999, 1e-13);
  });
});
