import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concordance } from "../../src/numerics/concordance";
import { ranks } from "../../src/numerics/ranks";

/** By the definition: every point against every other. */
function byPairs(x: readonly number[], y: readonly number[]) {
  const same = (values: readonly number[], i: number) => values.filter((value) => value === values[i]).length;
  return {
    scores: x.map((_, i) => x.reduce((sum, _, j) => sum + Math.sign(x[j]! - x[i]!) * Math.sign(y[j]! - y[i]!), 0)),
    sameFirst: x.map((_, i) => same(x, i)),
    sameSecond: y.map((_, i) => same(y, i)),
  };
}

function found(x: readonly number[], y: readonly number[]) {
  const { scores, sameFirst, sameSecond } = concordance(ranks(x), ranks(y));
  return { scores: [...scores], sameFirst: [...sameFirst], sameSecond: [...sameSecond] };
}

describe("concordance()", () => {
  test("counts a pair at both ends: three concordant pairs, one discordant, two tied", () => {
    const result = found([1, 2, 2, 3], [1, 3, 1, 2]);
    expect(result.scores).toEqual([2, 0, 1, 1]);
    expect(result).toEqual(byPairs([1, 2, 2, 3], [1, 3, 1, 2]));
  });

  test("of nothing is nothing", () => {
    expect(found([], [])).toEqual({ scores: [], sameFirst: [], sameSecond: [] });
  });

  test("counts as comparing every two points does, with ties in one, in the other and in both", () => {
    const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(points, (list) => {
        const [x, y] = [list.map(([a]) => a), list.map(([, b]) => b)];
        expect(found(x, y)).toEqual(byPairs(x, y));
      }),
    );
  });

  test("takes a second for far more than 100,000 points", () => {
    const x = Float64Array.from({ length: 1e5 }, (_, i) => (i * 7919) % 100003);
    const y = Float64Array.from({ length: 1e5 }, (_, i) => (i * 104729) % 11);
    const start = performance.now();
    concordance(ranks(x), ranks(y));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
