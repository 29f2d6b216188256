import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { permutationTails, subsetSums } from "../../src/numerics/permutation-sums";

const scores = fc.array(fc.nat({ max: 12 }), { maxLength: 10 }).map((list) => list.sort((a, b) => a - b));

/** How many subsets have each sum, one by one. */
function counted(list: readonly number[]): number[] {
  const found: number[] = [];
  for (let bits = 0; bits < 2 ** list.length; bits++) {
    const chosen = list.filter((_, i) => bits & (1 << i));
    const sum = chosen.reduce((total, score) => total + score, 0);
    found[sum] = (found[sum] ?? 0) + 1;
  }
  return Array.from(found, (ways) => ways ?? 0);
}

describe("the permutation distribution of sums", () => {
  it("counts the subsets of any size, as one by one", () => {
    fc.assert(
      fc.property(scores, (list) => {
        expect([...subsetSums(list)]).toEqual(counted(list));
      }),
    );
  });

  it("has tails that both hold the observed sum", () => {
    const ways = subsetSums([1, 2, 3]);
    expect([...ways]).toEqual([1, 1, 1, 2, 1, 1, 1]);
    const tails = permutationTails(ways, 1, (sum) => Math.abs(sum - 3));
    expect(tails).toEqual({ lower: 2 / 8, upper: 7 / 8, twoSided: 4 / 8 });
  });
});
