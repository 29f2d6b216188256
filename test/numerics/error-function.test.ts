import { describe, expect, it } from "vitest";
import { erf, erfc } from "../../src/numerics/error-function";
import golden from "../golden/distributions.json" with { type: "json" };
import grid from "../golden/distributions-grid.json" with { type: "json" };
import { casesOf, misses } from "./relative-error";

describe("erf() and erfc()", () => {
  it("agree with mpmath to 5e-15, near 0 and in the far tail", () => {
    expect(misses(casesOf(golden.erf, 1, 1, 5e-15, erf))).toEqual([]);
    expect(misses(casesOf(golden.erf, 2, 1, 5e-15, erfc))).toEqual([]);
    expect(misses(casesOf(grid.errorFunction, 1, 1, 5e-15, erf))).toEqual([]);
    expect(misses(casesOf(grid.errorFunction, 2, 1, 5e-15, erfc))).toEqual([]);
  });

  it("reach their limits at infinity", () => {
    expect([-Infinity, 0, Infinity].map(erf)).toEqual([-1, 0, 1]);
    expect([-Infinity, 0, Infinity].map(erfc)).toEqual([2, 1, 0]);
  });
});
