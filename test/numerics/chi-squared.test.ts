import { describe, expect, it } from "vitest";
import {
  chiSquaredCdf,
  chiSquaredQuantile,
  chiSquaredUpper,
  chiSquaredUpperQuantile,
} from "../../src/numerics/chi-squared";
import golden from "../golden/distributions.json" with { type: "json" };
import { casesOf, misses } from "./relative-error";

describe("the chi-squared distribution", () => {
  it("agrees with mpmath to 1e-14", () => {
    expect(misses(casesOf(golden.chi2Sf, 2, 2, 1e-14, chiSquaredUpper))).toEqual([]);
    expect(misses(casesOf(golden.chi2Quantile, 2, 2, 1e-14, chiSquaredQuantile))).toEqual([]);
  });

  it("is exponential with two degrees of freedom", () => {
    expect(chiSquaredCdf(3, 2)).toBeCloseTo(1 - Math.exp(-1.5), 15);
    expect(chiSquaredUpperQuantile(0.25, 2)).toBeCloseTo(4 * Math.LN2, 14);
  });
});
