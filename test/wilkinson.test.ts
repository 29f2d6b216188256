import { describe, expect, test } from "vitest";
import { mean } from "../src/statistics/estimates/mean";
import { linearModel } from "../src/statistics/models/linear-model";
import { moments } from "../src/statistics/summaries/moments";
import { agree, errorOf } from "./assertions";

// Wilkinson's statistics quiz: nine rows that differ only in size and offset, which naive formulas do not survive.
// Wilkinson (1985), Statistics Quiz, SYSTAT (not read). Every true value follows from x = 1 ... 9 by hand: its mean is 5,
// its variance 7.5, its correlation with each of the others 1.

const x = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const table = {
  big: x.map((v) => 99_999_990 + v),
  little: x.map((v) => (99_999_990 + v) / 1e8),
  huge: x.map((v) => v * 1e12),
  tiny: x.map((v) => v * 1e-12),
  round: x.map((v) => v - 0.5),
};
const of = { big: [99_999_990, 1], little: [0.9999999, 1e-8], huge: [0, 1e12], tiny: [0, 1e-12], round: [-0.5, 1] };
const names = Object.keys(table) as (keyof typeof table)[];
/** Digits that rounding the values of `little` to doubles leaves in their spread. */
const tolerance = (name: string) => (name === "little" ? 1e-8 : 1e-14);

describe("Wilkinson's quiz", () => {
  test.each(names)("mean and deviation of %s", (name) => {
    const [offset, unit] = of[name] as [number, number];
    const { estimate, standardDeviation } = mean(table[name]);
    agree(estimate, offset + 5 * unit, 1e-15);
    agree(standardDeviation, Math.sqrt(7.5) * unit, tolerance(name));
    agree(moments(table[name]).sumOfSquares, 60 * unit ** 2, 2 * tolerance(name));
  });

  test.each(names)("regression of %s on x, and of x on it", (name) => {
    const [offset, unit] = of[name] as [number, number];
    const forward = linearModel({ x }, table[name]);
    agree(forward.coefficients[1]?.estimate, unit, tolerance(name));
    agree(1 + (forward.coefficients[0]?.estimate ?? 0), 1 + offset, 1e-14);
    agree(forward.rSquared, 1, 1e-14);
    const back = linearModel({ y: table[name] }, x);
    agree(back.coefficients[1]?.estimate, 1 / unit, tolerance(name));
    agree(back.coefficients[1]?.standardized, 1, 1e-14);
  });

  test("regression of x on itself and its powers to the ninth", () => {
    const first = linearModel({ x }, x);
    expect(first.coefficients.map(({ estimate }) => estimate)).toEqual([0, 1]);
    // degrees up to 7 leave a residual degree of freedom
    const model = linearModel({ x }, x, { terms: [{ polynomial: "x", degree: 7 }] });
    model.coefficients.forEach(({ name, estimate }) => {
      expect(Math.abs(estimate - (name === "x" ? 1 : 0))).toBeLessThan(1e-12);
    });
    expect(errorOf(() => linearModel({ x }, x, { terms: [{ polynomial: "x", degree: 9 }] }))?.code).toBe(
      "insufficient-data",
    );
  });

  test("a constant is no outcome, and as a predictor it is named", () => {
    const zero = x.map(() => 0);
    expect(errorOf(() => linearModel({ x }, zero))?.code).toBe("degenerate-data");
    expect(linearModel({ x, zero }, table.round).aliased).toEqual(["zero"]);
  });

  test("big and little, each of which is x, cannot both have a coefficient beside x", () => {
    expect(linearModel({ x, big: table.big, huge: table.huge }, table.round).aliased).toEqual(["big", "huge"]);
  });

  test("a column without an answer leaves nothing", () => {
    const missing = x.map(() => null);
    expect(errorOf(() => mean(missing))?.code).toBe("insufficient-data");
    expect(errorOf(() => linearModel({ missing }, x))?.code).toBe("insufficient-data");
  });
});
