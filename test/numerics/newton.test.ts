import { describe, expect, test } from "vitest";
import { choleskyFactor } from "../../src/numerics/cholesky-factor";
import { along, maximise, type Objective } from "../../src/numerics/newton";
import { agree } from "../assertions";

/** -cosh(x - a) - cosh(x + 2 y - b), with its maximum at x = a, y = (b - a) / 2. */
const hills =
  (a: number, b: number): Objective =>
  (point) => {
    const [x, y] = point as unknown as [number, number];
    const [u, v] = [x - a, x + 2 * y - b];
    return {
      value: -Math.cosh(u) - Math.cosh(v),
      gradient: Float64Array.of(-Math.sinh(u) - Math.sinh(v), -2 * Math.sinh(v)),
      information: Float64Array.of(Math.cosh(u) + Math.cosh(v), 2 * Math.cosh(v), 2 * Math.cosh(v), 4 * Math.cosh(v)),
    };
  };

describe("maximise()", () => {
  test("reaches the maximum of a concave function from afar", () => {
    const found = maximise(hills(3, 11), Float64Array.of(-20, 30), 200);
    expect(found.converged).toBe(true);
    agree(found.point[0], 3, 1e-14);
    agree(found.point[1], 4, 1e-14);
  });

  test("halves steps that lead down or out of the domain", () => {
    // ln x - x, whose first whole step from 10 leads to a negative x
    const barrier: Objective = ([x]) => ({
      value: Math.log(x as number) - (x as number),
      gradient: Float64Array.of(1 / (x as number) - 1),
      information: Float64Array.of(1 / (x as number) ** 2),
    });
    const found = maximise(barrier, Float64Array.of(10), 100);
    expect(found.converged).toBe(true);
    agree(found.point[0], 1, 1e-14);
  });

  test("does not converge where there is no maximum", () => {
    const rising: Objective = ([x]) => {
      const odds = Math.exp(-(x as number));
      return {
        value: -Math.log1p(odds),
        gradient: Float64Array.of(odds / (1 + odds)),
        information: Float64Array.of(odds / (1 + odds) ** 2),
      };
    };
    expect(maximise(rising, Float64Array.of(0), 20)).toMatchObject({ converged: false, iterations: 20 });
  });

  test("takes the surrogate where the function is not concave, and stops at once without one", () => {
    // a Gaussian hill, not concave beyond 1
    const hill = (surrogate: Float64Array | undefined): Objective => {
      return ([x]) => {
        const value = Math.exp(-((x as number) ** 2) / 2);
        const gradient = Float64Array.of(-(x as number) * value);
        return { value, gradient, information: Float64Array.of(value * (1 - (x as number) ** 2)), surrogate };
      };
    };
    const found = maximise(hill(Float64Array.of(1)), Float64Array.of(2), 100);
    expect(found.converged).toBe(true);
    expect(Math.abs(found.point[0] as number)).toBeLessThan(1e-12);
    expect(maximise(hill(undefined), Float64Array.of(2), 100)).toMatchObject({ converged: false, iterations: 0 });
  });

  test("finds the value though a direction is flat, where the value is all that is wanted", () => {
    const ridge: Objective = ([x]) => ({
      value: -((x as number) ** 2),
      gradient: Float64Array.of(-2 * (x as number), 0),
      information: Float64Array.of(2, 0, 0, 0),
    });
    expect(maximise(ridge, Float64Array.of(3, 1), 50).converged).toBe(false);
    const found = maximise(ridge, Float64Array.of(3, 1), 50, true);
    expect(found.converged).toBe(true);
    expect(found.at.value).toBeGreaterThan(-1e-15);
  });
});

describe("along()", () => {
  test("is the function on a line, with the derivatives of that", () => {
    const line = along(hills(3, 11), Float64Array.of(1, 2), [Float64Array.of(2, -1)]);
    const found = maximise(line, Float64Array.of(0), 100);
    // on (1 + 2 t, 2 - t) the second hill stays where it is, so the first decides
    agree(found.point[0], 1, 1e-13);
    const at = line(Float64Array.of(0.25));
    agree(at.gradient[0], -2 * Math.sinh(1.5 - 3), 1e-13);
    agree(at.information[0], 4 * Math.cosh(1.5 - 3), 1e-13);
  });
});

describe("choleskyFactor()", () => {
  test("has R'R = M by columns", () => {
    expect(choleskyFactor(Float64Array.of(4, 2, 2, 10))).toEqual([Float64Array.of(2), Float64Array.of(1, 3)]);
    expect(choleskyFactor(new Float64Array(0))).toEqual([]);
  });

  test.each([
    ["a negative diagonal", [-1]],
    ["zero", [0]],
    ["a singular matrix", [1, 1, 1, 1]],
    ["NaN", [Number.NaN]],
  ])("has none for %s", (_, matrix) => {
    expect(choleskyFactor(Float64Array.from(matrix))).toBeNull();
  });
});
