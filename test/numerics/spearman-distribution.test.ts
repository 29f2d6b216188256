import { describe, expect, test } from "vitest";
import { MOST_EXACT_SPEARMAN, spearmanCdf } from "../../src/numerics/spearman-distribution";
import golden from "../golden/rank-correlation.json" with { type: "json" };

describe("spearmanCdf() against permutations counted in whole numbers (rank-correlation.py)", () => {
  test("has a reference for every n that it serves", () => {
    expect(golden.spearman.map(({ n }) => n)).toEqual(Array.from({ length: MOST_EXACT_SPEARMAN - 1 }, (_, i) => i + 2));
  });

  test.each(golden.spearman)("is exact at every value for n = $n", ({ n, permutations, atMost }) => {
    expect(atMost.map((_, k) => spearmanCdf(2 * k, n))).toEqual(atMost.map((count) => count / permutations));
  });
});

describe("spearmanCdf()", () => {
  test("is 0 below all values, 1 above them, and a step between two", () => {
    expect([spearmanCdf(-1, 4), spearmanCdf(20, 4), spearmanCdf(25, 4)]).toEqual([0, 1, 1]);
    expect(spearmanCdf(3, 4)).toBe(spearmanCdf(2, 4));
    expect(spearmanCdf(0, 1)).toBe(1);
  });
});
