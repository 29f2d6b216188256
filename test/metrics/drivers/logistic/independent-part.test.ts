import { describe, expect, it } from "vitest";
import { independentPart } from "../../../../src/metrics/drivers/logistic/independent-part";

const counts = Float64Array.of(1, 2, 1, 3, 1, 2);
const total = 10;
const product = (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, x, i) => sum + (counts[i] as number) * x * (b[i] as number), 0) / total;
/** About its mean, with a mean square of 1. */
function unit(...values: number[]): Float64Array {
  const mean = values.reduce((sum, x, i) => sum + (counts[i] as number) * x, 0) / total;
  const column = Float64Array.from(values, (x) => x - mean);
  const size = Math.sqrt(product(column, column));
  return column.map((x) => x / size);
}

describe("independentPart()", () => {
  it("is orthogonal to the basis, also of a column that hardly leaves it, with a mean square of 1", () => {
    const first = unit(1, 2, 3, 4, 5, 6);
    for (const size of [1, 1e-2, 1e-4]) {
      const twin = unit(...[0.3, -0.2, 0.5, 0.1, -0.7, 0.2].map((x, i) => i + 1 + size * x));
      const rest = independentPart(twin, [first], counts) as Float64Array;
      expect(Math.abs(product(rest, first))).toBeLessThan(1e-15);
      expect(Math.abs(product(rest, rest) - 1)).toBeLessThan(1e-14);
    }
  });

  it("is nothing where the basis determines the column", () => {
    const first = unit(1, 2, 3, 4, 5, 6);
    expect(independentPart(unit(-2, -4, -6, -8, -10, -12), [first], counts)).toBe(null);
    expect(independentPart(new Float64Array(6), [], counts)).toBe(null);
  });
});
