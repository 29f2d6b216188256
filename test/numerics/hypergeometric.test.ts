import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  conditionalOddsError,
  conditionalOddsInterval,
  conditionalOddsRatio,
  hypergeometricCdf,
  hypergeometricPmf,
  hypergeometricTwiceSmaller,
  hypergeometricTwoSided,
  hypergeometricUpper,
} from "../../src/numerics/hypergeometric";
import { agree } from "../assertions";

function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1);
  return result;
}

/** A quotient of integers that are too large for doubles. */
function ratio(over: bigint, under: bigint): number {
  const digits = 10n ** 30n;
  const shift = over === 0n ? 0 : Math.max(0, String(under).length - String(over).length);
  return (Number((over * 10n ** BigInt(shift) * digits) / under) / 1e30) * Number(`1e-${shift}`);
}

const urns = fc
  .record({
    marked: fc.nat({ max: 300 }),
    unmarked: fc.nat({ max: 300 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .filter(({ marked, unmarked }) => marked + unmarked > 0)
  .map(({ marked, unmarked, share }) => ({ marked, unmarked, drawn: Math.round(share * (marked + unmarked)) }));

describe("the hypergeometric distribution", () => {
  it("is a quotient of binomial coefficients", () => {
    fc.assert(
      fc.property(urns, fc.nat({ max: 300 }), (urn, k) => {
        const { marked, unmarked, drawn } = urn;
        const inside = k <= marked && k <= drawn && drawn - k <= unmarked;
        if (!inside) {
          expect(hypergeometricPmf(k, urn)).toBe(0);
          return;
        }
        const exact = ratio(choose(marked, k) * choose(unmarked, drawn - k), choose(marked + unmarked, drawn));
        agree(hypergeometricPmf(k, urn), exact, 1e-13);
      }),
      { numRuns: 300 },
    );
  });

  it("has tails that add up probabilities and, together, to 1", () => {
    fc.assert(
      fc.property(urns, fc.integer({ min: -1, max: 300 }), (urn, k) => {
        let [lower, upper] = [0, 0];
        for (let i = 0; i <= Math.min(urn.marked, urn.drawn); i++) {
          if (i <= k) lower += hypergeometricPmf(i, urn);
          else upper += hypergeometricPmf(i, urn);
        }
        agree(hypergeometricCdf(k, urn), lower, lower > 0.1 ? 1e-12 : 1e-13);
        agree(hypergeometricUpper(k, urn), upper, upper > 0.1 ? 1e-12 : 1e-13);
      }),
      { numRuns: 200 },
    );
  });

  it("counts on both sides what is at most as probable", () => {
    fc.assert(
      fc.property(urns, fc.nat({ max: 300 }), (urn, at) => {
        const low = Math.max(0, urn.drawn - urn.unmarked);
        const k = Math.min(low + at, urn.marked, urn.drawn);
        const limit = hypergeometricPmf(k, urn) * (1 + 1e-7);
        let sum = 0;
        for (let i = low; i <= Math.min(urn.marked, urn.drawn); i++) {
          const p = hypergeometricPmf(i, urn);
          if (p <= limit) sum += p;
        }
        agree(hypergeometricTwoSided(k, urn), sum, 1e-12);
      }),
      { numRuns: 200 },
    );
  });
});

describe("twice the smaller tail of the hypergeometric distribution", () => {
  it("counts k whole, or by half for mid-P, and is at most 1", () => {
    fc.assert(
      fc.property(urns, fc.nat({ max: 300 }), fc.constantFrom(0.5, 1), (urn, at, part) => {
        const low = Math.max(0, urn.drawn - urn.unmarked);
        const k = Math.min(low + at, urn.marked, urn.drawn);
        let [below, above] = [part * hypergeometricPmf(k, urn), part * hypergeometricPmf(k, urn)];
        for (let i = low; i <= Math.min(urn.marked, urn.drawn); i++) {
          if (i < k) below += hypergeometricPmf(i, urn);
          if (i > k) above += hypergeometricPmf(i, urn);
        }
        agree(hypergeometricTwiceSmaller(k, urn, part), Math.min(1, 2 * below, 2 * above), 1e-12);
      }),
      { numRuns: 200 },
    );
  });
});

describe("Fisher's noncentral hypergeometric distribution", () => {
  const urn = { marked: 12, unmarked: 20, drawn: 9 };
  const weight = (k: number, odds: number) =>
    Number(choose(urn.marked, k) * choose(urn.unmarked, urn.drawn - k)) * odds ** k;

  it("has the odds at which tails and mean are those asked for", () => {
    for (const k of [1, 3, 4, 8]) {
      const sum = (from: number, to: number, odds: number, times = (_: number) => 1) => {
        let total = 0;
        for (let i = from; i <= to; i++) total += weight(i, odds) * times(i);
        return total;
      };
      const { lower, upper } = conditionalOddsInterval(k, urn, 0.025);
      agree(sum(k, 9, lower) / sum(0, 9, lower), 0.025, 1e-12);
      agree(sum(0, k, upper!) / sum(0, 9, upper!), 0.025, 1e-12);
      const odds = conditionalOddsRatio(k, urn)!;
      agree(sum(0, 9, odds, (i) => i) / sum(0, 9, odds), k, 1e-13);
    }
  });

  it("has the odds at which mid-P tails, which count k by half, are those asked for", () => {
    const sum = (from: number, to: number, odds: number) => {
      let total = 0;
      for (let i = from; i <= to; i++) total += weight(i, odds);
      return total;
    };
    for (const k of [0, 1, 4, 8, 9]) {
      const { lower, upper } = conditionalOddsInterval(k, urn, 0.025, 0.5);
      if (k > 0) agree((sum(k + 1, 9, lower) + weight(k, lower) / 2) / sum(0, 9, lower), 0.025, 1e-12);
      else expect(lower).toBe(0);
      if (k < 9) agree((sum(0, k - 1, upper!) + weight(k, upper!) / 2) / sum(0, 9, upper!), 0.025, 1e-12);
      else expect(upper).toBeNull();
    }
  });

  it("has the standard error of its variance at the most likely odds", () => {
    for (const k of [1, 4, 8]) {
      const odds = conditionalOddsRatio(k, urn)!;
      let [total, squares] = [0, 0];
      for (let i = 0; i <= 9; i++) {
        total += weight(i, odds);
        squares += weight(i, odds) * (i - k) ** 2;
      }
      agree(conditionalOddsError(k, urn, odds), odds / Math.sqrt(squares / total), 1e-13);
    }
  });

  it("has no bound at the ends of its support", () => {
    expect(conditionalOddsRatio(0, urn)).toBe(0);
    expect(conditionalOddsInterval(0, urn, 0.05).lower).toBe(0);
    expect(conditionalOddsRatio(9, urn)).toBeNull();
    expect(conditionalOddsInterval(9, urn, 0.05).upper).toBeNull();
  });
});
