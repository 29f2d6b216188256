import { describe, expect, it } from "vitest";
import { gaussLegendre } from "../../src/numerics/gauss-legendre";
import { agree } from "../assertions";

describe("gaussLegendre()", () => {
  it("is exact to rounding for polynomials up to degree 31, and not for degree 32", () => {
    for (let degree = 0; degree <= 31; degree++)
      agree(
        gaussLegendre((x) => x ** degree, 0, 2),
        2 ** (degree + 1) / (degree + 1),
        2e-15,
      );
    expect(Math.abs((gaussLegendre((x) => x ** 32, -1, 1) * 33) / 2 - 1)).toBeGreaterThan(1e-9);
  });

  it("is 0 over a panel without width, and negative from right to left", () => {
    expect(gaussLegendre(Math.exp, 1, 1)).toBe(0);
    agree(gaussLegendre(Math.exp, 1, 0), 1 - Math.E, 1e-15);
  });
});
