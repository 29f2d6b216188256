import { reject } from "../../core/checks";
import type { Alternative, TestResult } from "../../core/estimate";
import type { PermutationTails } from "../../numerics/permutation-sums";
import { isRankSumCountable, rankSumTails } from "../../numerics/rank-sum-distribution";
import { type LevelTable, tieCorrectedCubes } from "./level-table";
import { permutationPValue, rankSumPValue } from "./p-values";
import type { RankTestMethod } from "./rank-settings";

/** How the p-value of a rank sum is found. */
export type RankSumMethod = Exclude<RankTestMethod, "auto">;

/**
 * The Mann-Whitney test of two groups; its statistic is U of the second.
 *
 * @param others - The methods that messages name where there are too many answers to count.
 */
export function rankSumTest(
  fn: string,
  table: LevelTable,
  method: RankSumMethod,
  alternative: Alternative,
  others: string,
): TestResult {
  const { n, totals } = table;
  const pairs = pairsOf(table);
  const excess = pairsAbove(table) / 2;
  const variance = ((pairs / n / (n - 1)) * tieCorrectedCubes(totals, n)) / 12;
  const testable = method === "exact" || variance > 0;
  const pValue =
    method === "exact"
      ? permutationPValue(exactTails(fn, table, others), alternative)
      : rankSumPValue(excess, Math.sqrt(variance), method === "normal-cc", alternative);
  return {
    statistic: testable ? pairs / 2 + excess : null,
    degreesOfFreedom: [],
    pValue: testable ? pValue : null,
    alternative,
    method: `mann-whitney-${method}`,
  };
}

/** Share of pairs in which the second group is above the first, ties counting a half. */
export function shareAbove(table: LevelTable): number {
  const pairs = pairsOf(table);
  return (pairs / 2 + pairsAbove(table) / 2) / pairs;
}

function pairsOf({ sizes }: LevelTable): number {
  return sizes[0]!.n * sizes[1]!.n;
}

/** Pairs in which treatment is above control, less those in which it is below. */
function pairsAbove({ counts, sizes }: Pick<LevelTable, "counts" | "sizes">): number {
  const [control, treatment] = counts as [Float64Array, Float64Array];
  let below = 0;
  let sum = 0;
  for (let i = 0; i < control.length; i++) {
    sum += treatment[i]! * (2 * below + control[i]! - sizes[0]!.n);
    below += control[i]!;
  }
  return sum;
}

/** The permutation distribution of the smaller arm's rank sum, seen from treatment. */
function exactTails(fn: string, { counts, totals, sizes }: LevelTable, others: string): PermutationTails {
  const smaller = sizes[0]!.n < sizes[1]!.n ? 0 : 1;
  if (!isRankSumCountable(totals, sizes[smaller]!.n)) {
    reject(fn, "method", `be ${others} where the ways to deal the answers take more than a second to count`, "exact");
  }
  const tails = rankSumTails(totals, counts[smaller]!);
  return smaller === 1 ? tails : { ...tails, lower: tails.upper, upper: tails.lower };
}
