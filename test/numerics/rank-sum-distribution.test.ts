import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hypergeometricCdf } from "../../src/numerics/hypergeometric";
import { isRankSumCountable, rankSumTails } from "../../src/numerics/rank-sum-distribution";
import { agree } from "../assertions";

/** Answers at each level, and how many of them are chosen. */
const choices = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(4)), { minLength: 1, maxLength: 12 })
  .map((levels) => {
    const kept: [number, number][] = [];
    let n = 0;
    for (const [total, chosen] of levels) {
      n += total;
      if (n <= 14) kept.push([total, Math.min(total, chosen)]);
    }
    return { totals: kept.map(([total]) => total), chosen: kept.map(([, chosen]) => chosen) };
  })
  .filter(({ totals, chosen }) => sumOf(chosen) > 0 && sumOf(chosen) < sumOf(totals));

function sumOf(list: readonly number[]): number {
  return list.reduce((sum, count) => sum + count, 0);
}

const tailsOf = (totals: readonly number[], chosen: readonly number[]) =>
  rankSumTails(Float64Array.from(totals), Float64Array.from(chosen));

/** The same, choice by choice. */
function dealt(totals: readonly number[], chosen: readonly number[]) {
  let below = 0;
  const ranks = totals.flatMap((total) => {
    below += total;
    return new Array<number>(total).fill(2 * below - total + 1);
  });
  const n = ranks.length;
  const size = sumOf(chosen);
  const centre = size * (n + 1);
  const firsts = totals.map((_, level) => sumOf(totals.slice(0, level)));
  const observed = chosen.reduce((sum, count, level) => sum + count * ranks[firsts[level]!]!, 0);
  const ways = { all: 0, lower: 0, upper: 0, twoSided: 0 };
  for (let bits = 0; bits < 2 ** n; bits++) {
    const picked = ranks.filter((_, i) => bits & (1 << i));
    if (picked.length !== size) continue;
    const sum = picked.reduce((total, rank) => total + rank, 0);
    ways.all++;
    if (sum <= observed) ways.lower++;
    if (sum >= observed) ways.upper++;
    if (Math.abs(sum - centre) >= Math.abs(observed - centre)) ways.twoSided++;
  }
  return { lower: ways.lower / ways.all, upper: ways.upper / ways.all, twoSided: ways.twoSided / ways.all };
}

describe("the permutation distribution of a rank sum", () => {
  it("counts every choice, as one by one, without a rounding", () => {
    fc.assert(
      fc.property(choices, ({ totals, chosen }) => {
        expect(tailsOf(totals, chosen)).toEqual(dealt(totals, chosen));
      }),
    );
  });

  it("is the hypergeometric distribution where there are two levels, however many answers", () => {
    for (const [low, high, size, chosen] of [
      [500_000, 500_000, 400, 230],
      [999_000, 1_000_000, 40, 3],
      [1e12, 1e9, 100, 4],
      [17_000, 5, 2, 1],
      [300, 300, 300, 220],
    ] as const) {
      const tails = tailsOf([low, high], [size - chosen, chosen]);
      agree(tails.lower, hypergeometricCdf(chosen, { marked: high, unmarked: low, drawn: size }), 1e-12);
      agree(tails.upper, hypergeometricCdf(size - chosen, { marked: low, unmarked: high, drawn: size }), 1e-12);
    }
  });

  it("does not change when levels or arms change places", () => {
    fc.assert(
      fc.property(choices, ({ totals, chosen }) => {
        const one = tailsOf(totals, chosen);
        const turned = tailsOf([...totals].reverse(), [...chosen].reverse());
        expect(turned).toEqual({ ...one, lower: one.upper, upper: one.lower });
        const others = totals.map((total, level) => total - chosen[level]!);
        expect(tailsOf(totals, others)).toEqual({ ...one, lower: one.upper, upper: one.lower });
      }),
    );
  });

  it("is counted where one arm is small, and not where that would take long or leave the doubles", () => {
    const countable = (totals: readonly number[], size: number) => isRankSumCountable(Float64Array.from(totals), size);
    const ratings = [1700, 3401, 5105, 5100, 1702];
    expect([2, 50, 100].map((size) => countable(ratings, size))).toEqual([true, true, false]);
    expect(countable([1e9, 1e9 + 1, 1e9 + 7], 20)).toBe(true);
    // levels of one size, whose sums are far apart
    expect(countable(new Array<number>(5).fill(200_000), 300)).toBe(true);
    expect([400, 401].map((size) => countable([1e6, 1e6], size))).toEqual([true, false]);
    expect(countable([1e15, 1], 100)).toBe(false);
    expect(countable([5], 2)).toBe(true);
    const distinct = (n: number) => new Array<number>(n).fill(1);
    expect(countable(distinct(140), 70)).toBe(true);
    expect(countable(distinct(400), 200)).toBe(false);
    expect(countable(distinct(200_000), 400)).toBe(false);
  });

  it("leaves out what is too improbable for a double beside all, and nothing else", () => {
    // 400 at the top of a level with so many that to draw them all is all but impossible
    const tails = tailsOf([1e12, 400], [0, 400]);
    expect(tails).toEqual({ lower: 1, upper: 0, twoSided: 0 });
    const rare = tailsOf([1e10, 20], [0, 20]);
    // by hand: 1 / C(1e10 + 20, 20) = 20! / ((1e10 + 20) ... (1e10 + 1))
    let share = 1;
    for (let i = 1; i <= 20; i++) share *= i / (1e10 + i);
    agree(rare.upper, share, 1e-13);
    agree(rare.twoSided, share, 1e-13);
  });
});
