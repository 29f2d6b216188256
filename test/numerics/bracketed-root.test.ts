import { describe, expect, it } from "vitest";
import { bracketedRoot } from "../../src/numerics/bracketed-root";
import { agree } from "../assertions";

/** The root, and how often the function was called. */
function counted(f: (x: number) => number, lower: number, upper: number) {
  let calls = 0;
  const root = bracketedRoot(
    (x) => {
      calls++;
      return f(x);
    },
    lower,
    upper,
  );
  return { root, calls };
}

describe("bracketedRoot()", () => {
  it("finds the root of smooth functions in a few calls", () => {
    const { root, calls } = counted((x) => 2 - x * x, 1, 2);
    agree(root, Math.SQRT2, 1e-13);
    expect(calls).toBeLessThan(10);
    agree(counted((x) => Math.exp(-x) - x, 0, 1).root, 0.5671432904097838, 1e-13);
  });

  it("finds the root where the function is all but flat on one side", () => {
    agree(counted((x) => 1e-12 - Math.expm1((x - 1) * 30) / 1e6, 0, 3).root, 1 + 1e-6 / 30, 1e-13);
  });

  it("answers with the nearer end where both ends have one sign, as rounding may have it", () => {
    expect(bracketedRoot((x) => 1 - x, 2, 3)).toBe(2);
    expect(bracketedRoot((x) => 4 - x, 2, 3)).toBe(3);
    expect(bracketedRoot((x) => 2 - x, 2, 2)).toBe(2);
  });

  it("stops at an exact 0 between others, as rounding may leave them: it once left them", () => {
    const flat = (x: number) => (x < 0.5001 ? 1 : x < 0.9 ? 0 : -1);
    expect(flat(bracketedRoot(flat, 0, 1))).toBe(0);
  });

  it("finds a jump to eight digits, since only smooth functions settle faster", () => {
    const step = (x: number) => (x < 0.3 ? 1 : -1);
    agree(bracketedRoot(step, 0, 1), 0.3, 1e-8);
  });
});
