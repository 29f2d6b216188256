import { describe, expect, it } from "vitest";
import { splitLevels } from "../../src/metrics/loyalty/curve/known-levels";
import { loyaltyCurve } from "../../src/metrics/loyalty/curve/loyalty-curve";
import { soundCurve } from "../../src/metrics/loyalty/curve/sound-curve";
import { weighLevels } from "../../src/metrics/loyalty/curve/weighed-levels";
import { randomGenerator } from "../../src/numerics/random";
import { agree } from "../assertions";
import { weighedLevels } from "./curve-levels";

const scale = { min: 0, max: 6 };

/** Customers of whom level 0 has four, level 1 five with equal answers, and the others more. */
function customersOf(seed: number, binary: boolean) {
  const random = randomGenerator(seed);
  return [4, 5, 6, 9, 30, 0, 17].flatMap((n, level) =>
    Array.from({ length: n }, () => [level, level === 1 ? 1 : binary ? random.below(2) : random.below(11)] as const),
  );
}

describe("weighedLevels()", () => {
  it.each([false, true])("gives the means and errors that loyaltyCurve() has; binary: %s", (binary) => {
    for (const seed of [1, 2, 3]) {
      const customers = customersOf(seed, binary);
      const outcome = binary ? "binary" : "numeric";
      const curve = loyaltyCurve(
        customers.map(([level]) => level),
        customers.map(([, loyalty]) => loyalty),
        { scale, outcome },
      );
      const expected = weighLevels("insensitiveZone", splitLevels(soundCurve("insensitiveZone", curve).levels).levels)!;
      const counted = Array.from({ length: 7 }, (_, level) => ({ level, n: 0, sum: 0, squares: 0 }));
      for (const [level, loyalty] of customers) {
        const one = counted[level]!;
        one.n++;
        one.sum += loyalty;
        one.squares += loyalty * loyalty;
      }
      const found = weighedLevels(counted, binary)!;
      expect(found.positions).toEqual([1, 2, 3, 4, 6]);
      expect(found.positions).toEqual(expected.positions);
      expect(found.degreesOfFreedom).toEqual(expected.degreesOfFreedom);
      agree(found.unit, expected.unit, 1e-12);
      expected.means.forEach((mean, k) => {
        agree(1 + found.means[k]!, 1 + mean, 1e-12);
        agree(found.errors[k], expected.errors[k]!, 1e-12);
      });
    }
  });

  it("gives none where fewer than four levels have five answers", () => {
    const counted = [4, 5, 6, 7].map((n, level) => ({ level, n, sum: n, squares: 2 * n }));
    expect(weighedLevels(counted, false)).toBeNull();
    expect(weighedLevels(counted.slice(1), false)).toBeNull();
  });
});
