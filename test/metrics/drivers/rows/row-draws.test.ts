import { describe, expect, it } from "vitest";
import { rowDraws } from "../../../../src/metrics/drivers/rows/row-draws";
import { randomGenerator } from "../../../../src/numerics/random";

describe("rowDraws()", () => {
  it("counts the rows that the generator draws, n a sample, in order", () => {
    const draw = rowDraws(7, null, 42);
    const random = randomGenerator(42);
    for (let sample = 0; sample < 3; sample++) {
      const expected = new Float64Array(7);
      for (let i = 0; i < 7; i++) expected[random.below(7)]!++;
      expect(draw()).toEqual(expected);
    }
  });

  it("draws the same rows with weights, which go where their row goes", () => {
    const weights = Float64Array.of(0.5, 3, 1, 2);
    const [plain, weighted] = [rowDraws(4, null, 1), rowDraws(4, weights, 1)];
    for (let sample = 0; sample < 5; sample++) {
      const counts = plain();
      expect(weighted()).toEqual(counts.map((count, i) => count * weights[i]!));
    }
  });
});
