import { describe, expect, test } from "vitest";
import { kendallCdf } from "../../src/numerics/kendall-distribution";
import { agree } from "../assertions";
import golden from "../golden/rank-correlation.json" with { type: "json" };

describe("kendallCdf() against permutations counted in whole numbers (rank-correlation.py)", () => {
  test.each(golden.kendall)("n = $n, t = $t", ({ n, t, cdf }) => {
    agree(kendallCdf(t, n), cdf, 1e-14);
  });
});

describe("kendallCdf()", () => {
  test("is 0 below all values and 1 from the largest on", () => {
    expect([kendallCdf(-1, 5), kendallCdf(10, 5), kendallCdf(11, 5), kendallCdf(0, 1)]).toEqual([0, 1, 1, 1]);
  });

  test("is symmetric: both tails of 49 values add up to 1", () => {
    for (const t of [300, 500, 580, 588, 700]) agree(kendallCdf(t, 49) + kendallCdf(49 * 24 - t - 1, 49), 1, 1e-14);
  });
});
