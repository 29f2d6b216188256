import { type Caveat, caveatsWhere } from "../../core/caveats";
import type { TestResult } from "../../core/estimate";
import { choiceSums, type PermutationTails, permutationTails } from "../../numerics/permutation-sums";
import type { GroupSize, RatingsArm } from "../summaries/arms";
import { armLevels, type LevelTable, tieCorrectedCubes } from "./level-table";
import { permutationPValue, rankSumPValue } from "./p-values";
import { checkCountable, methodUsed, type RankTestOptions, rankTestSettings } from "./rank-settings";

/** The Mann-Whitney test of two arms. */
export interface MannWhitneyResult {
  readonly kind: "mann-whitney";
  /** Its statistic is U of treatment: pairs in which treatment is higher, ties counting a half. */
  readonly test: TestResult;
  /** Share of pairs in which treatment is higher, ties counting a half: 1/2 is no difference. */
  readonly superiority: number;
  readonly control: GroupSize;
  readonly treatment: GroupSize;
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/**
 * Mann-Whitney test (Wilcoxon rank sum test): do answers in one arm tend to be higher?
 *
 * @remarks $$U = \sum_{i,j} \left([t_i > c_j] + \tfrac12 [t_i = c_j]\right), \quad \sigma^2 = \frac{n_t n_c \sum_k t_k
 * (N - t_k)(N + t_k)}{12 N (N - 1)}$$ with $t_k$ the number of answers at each distinct value. `exact` counts all ways
 * to deal the answers to the arms, ties included, the two-sided p those at least as far from the middle; `normal`
 * corrects for ties and `normal-cc` for continuity too: R's `wilcox.test(treatment, control)`. It tests that both arms
 * are alike; where their spreads differ, `brunnerMunzel` keeps its level; for an interval use
 * `probabilityOfSuperiority`. Where all answers are equal the normal methods have nothing to test: statistic and p are
 * `null`. The groups must be different customers; for two answers of the same customers use `wilcoxonSignedRank`, or
 * `mcnemar` for yes and no. O(n log n) time for answers, O(levels) for tallies; `exact` O(N^2 m^2) with m answers in
 * the smaller arm, and only where N m is at most 10,000.
 *
 * @param control - Numbers, or the unweighted tally of ratings; at least one answer.
 * @param treatment - The same; where one arm is a tally, the answers of both must be on its scale.
 * @param options - See {@link RankTestOptions}.
 * @returns The test; `greater` is that treatment tends to be higher.
 * @throws A {@link StatsError}: `invalid-input` on an answer that is not a finite number or off a tally's scale,
 * weights, or `exact` for arms that are too large; `insufficient-data` when an arm has no answer.
 * @see Mann and Whitney (1947), Annals of Mathematical Statistics 18(1), 50-60, doi:10.1214/aoms/1177730491 (not read)
 *
 * @example
 * ```ts
 * const { test, superiority } = mannWhitney([1, 2, 4, 4, 5], [3, 4, 5, 5, 5]);
 * test.statistic; //=> 18.5
 * test.pValue; //~> 0.2298
 * superiority; //=> 0.74
 * ```
 */
export function mannWhitney(
  control: RatingsArm,
  treatment: RatingsArm,
  options: RankTestOptions = {},
): MannWhitneyResult {
  const fn = "mannWhitney";
  const { alternative, method } = rankTestSettings(fn, options);
  const table = armLevels(fn, control, treatment, 1);
  const [controlSize, treatmentSize] = table.sizes as [GroupSize, GroupSize];
  const pairs = controlSize.n * treatmentSize.n;
  const excess = pairsAbove(table) / 2;
  const u = pairs / 2 + excess;
  const small = controlSize.n < 50 && treatmentSize.n < 50 && table.totals.length === table.n;
  const exact = method === "exact" || (method === "auto" && small);
  const { n } = table;
  const variance = ((pairs / n / (n - 1)) * tieCorrectedCubes(table.totals, n)) / 12;
  const testable = exact || variance > 0;
  const pValue = exact
    ? permutationPValue(exactTails(fn, table), alternative)
    : rankSumPValue(excess, Math.sqrt(variance), method !== "normal", alternative);
  return {
    kind: "mann-whitney",
    test: {
      statistic: testable ? u : null,
      degreesOfFreedom: [],
      pValue: testable ? pValue : null,
      alternative,
      method: `mann-whitney-${methodUsed(method, exact)}`,
    },
    superiority: u / pairs,
    control: controlSize,
    treatment: treatmentSize,
    n,
    nMissing: table.nMissing,
    caveats: caveatsWhere({ "all-answers-equal": table.totals.length === 1 }),
  };
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
function exactTails(fn: string, { counts, totals, sizes, n }: LevelTable): PermutationTails {
  const smaller = sizes[0]!.n < sizes[1]!.n ? 0 : 1;
  const size = sizes[smaller]!.n;
  checkCountable(fn, n * size, 10_000, "all answers times those of the smaller arm");
  let below = 0;
  const midRanks = Array.from(totals, (total) => {
    below += total;
    return 2 * below - total;
  });
  // from 0 in the smallest steps, so that there are few sums
  const step = midRanks.reduce((divisor, rank) => greatestCommonDivisor(divisor, rank - midRanks[0]!), 0) || 1;
  const ranks = midRanks.map((rank) => (rank - midRanks[0]!) / step);
  const scores = ranks.flatMap((rank, i) => new Array<number>(totals[i]!).fill(rank));
  const observed = ranks.reduce((sum, rank, i) => sum + rank * counts[smaller]![i]!, 0);
  const all = scores.reduce((sum, score) => sum + score, 0);
  const tails = permutationTails(choiceSums(scores, size), observed, (sum) => Math.abs(n * sum - size * all));
  return smaller === 1 ? tails : { ...tails, lower: tails.upper, upper: tails.lower };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
