import { describe, expect, it } from "vitest";
import { extendedDeviance } from "../../src/numerics/deviance";
import { digamma, logGamma, stirlingError } from "../../src/numerics/gamma-function";
import golden from "../golden/distributions.json" with { type: "json" };
import grid from "../golden/distributions-grid.json" with { type: "json" };
import { casesOf, misses } from "./relative-error";

describe("logGamma()", () => {
  it("agrees with mpmath to 1e-14, also next to its zeros at 1 and 2", () => {
    expect(misses(casesOf(golden.lgamma, 1, 1, 1e-14, logGamma))).toEqual([]);
    expect(misses(casesOf(grid.gammaFunction, 1, 1, 1e-14, logGamma))).toEqual([]);
  });

  it("is exactly 0 at 1 and 2", () => {
    expect([logGamma(1), logGamma(2)].map(Math.abs)).toEqual([0, 0]);
  });
});

describe("digamma()", () => {
  it("agrees with mpmath to 1e-14, or 1e-15 absolutely next to its root 1.46", () => {
    const tolerance = (_: readonly number[], expected: number): number => Math.max(1e-14, 2e-15 / Math.abs(expected));
    expect(misses(casesOf(golden.digamma, 1, 1, tolerance, digamma))).toEqual([]);
    expect(misses(casesOf(grid.gammaFunction, 2, 1, tolerance, digamma))).toEqual([]);
  });
});

describe("stirlingError()", () => {
  // An absolute error of a logarithm is a relative one of the densities made from it.
  it("agrees with mpmath to 1e-15, absolutely below 1 and relatively above", () => {
    const tolerance = (_: readonly number[], expected: number): number => Math.max(1e-15, 1e-15 / expected);
    expect(misses(casesOf(grid.stirlingError, 1, 1, tolerance, stirlingError))).toEqual([]);
  });
});

const deviance = (x: number, mean: number) => extendedDeviance(x, [mean, 0])[0];

describe("extendedDeviance()", () => {
  it("agrees with mpmath to 5e-16 where x and the mean nearly cancel and where they are far apart", () => {
    expect(misses(casesOf(grid.binomialDeviance, 2, 2, 5e-16, deviance))).toEqual([]);
  });

  it("is 0 at the mean and equal to the mean at x = 0", () => {
    expect(deviance(3.7, 3.7)).toBe(0);
    expect(deviance(0, 3.7)).toBe(3.7);
  });
});
