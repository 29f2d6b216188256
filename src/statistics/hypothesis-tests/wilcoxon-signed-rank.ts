import { type Caveat, caveatsWhere } from "../../core/caveats";
import { refuse, reject } from "../../core/checks";
import type { RowUse } from "../../core/columns";
import type { TestResult } from "../../core/estimate";
import { type PermutationTails, permutationTails, subsetSums } from "../../numerics/permutation-sums";
import { ranks } from "../../numerics/ranks";
import { completeRows } from "../summaries/complete-rows";
import { permutationPValue, rankSumPValue } from "./p-values";
import { checkCountable, methodUsed, type RankTestOptions, rankTestSettings } from "./rank-settings";

/** Wilcoxon's signed-rank test of paired answers. */
export interface WilcoxonSignedRankResult {
  readonly kind: "wilcoxon-signed-rank";
  /** Its statistic is V, the sum of the ranks of the pairs that rose. */
  readonly test: TestResult;
  /** Sum of ranks that rose less those that fell, over all, in [-1, 1]; `null` where no pair differs. */
  readonly rankBiserial: number | null;
  /** Pairs in which after is above before. */
  readonly rose: number;
  /** Pairs in which it is below. */
  readonly fell: number;
  /** Pairs in which the two are equal, which the test leaves out. */
  readonly unchanged: number;
  /** Pairs with both answers. */
  readonly n: number;
  /** Pairs that lack an answer. */
  readonly nMissing: number;
  readonly rows: RowUse;
  readonly caveats: readonly Caveat[];
}

/**
 * Wilcoxon's signed-rank test: did the answers of the same customers rise or fall?
 *
 * @remarks The pairs that differ are ranked by how far they differ; V is the sum of the ranks of those that rose,
 * $$E(V) = \frac{m (m + 1)}{4}, \quad \mathrm{Var}(V) = \frac{m (m + 1)(2 m + 1)}{24} - \sum_k \frac{t_k^3 - t_k}{48}$$
 * with m pairs that differ and ties $t_k$. `exact` counts all signs that the ranks could have, ties included; `normal`
 * corrects for ties and `normal-cc` for continuity too: R's `wilcox.test(after, before, paired = TRUE)`. As there,
 * `auto` is exact only where no pair is unchanged. The test assumes that differences can be ranked and are symmetric;
 * on short rating scales read `rose` and `fell`. Differences are compared as doubles: decimals such as 4.3 - 4.1 and
 * 2.2 - 2 are best multiplied to whole numbers first. Where no pair differs, the normal methods have nothing to test:
 * statistic and p are `null` (caveat `no-differences`). O(n log n) time; `exact` O(m^3), up to 400 pairs that differ.
 *
 * @param before - Numbers; length n >= 1; `null`, `undefined` and holes are missing.
 * @param after - Numbers of the same customers, in the same order.
 * @param options - See {@link RankTestOptions}.
 * @returns The test; `greater` is that answers rose.
 * @throws A {@link StatsError}: `invalid-input` on an answer that is not a finite number, columns of different lengths,
 * a difference beyond the doubles, or `exact` for too many pairs; `insufficient-data` without a complete pair.
 * @see Wilcoxon (1945), Biometrics Bulletin 1(6), 80-83, doi:10.2307/3001968 (not read)
 *
 * @example
 * ```ts
 * const { test, rose, fell } = wilcoxonSignedRank([3, 2, 4, 1, 5, 2], [4, 4, 4, 4, 4, 5]);
 * [rose, fell]; //=> [4, 1]
 * test.statistic; //=> 13.5
 * test.pValue; //~> 0.1344
 * ```
 */
export function wilcoxonSignedRank(
  before: ArrayLike<number | null | undefined>,
  after: ArrayLike<number | null | undefined>,
  options: RankTestOptions = {},
): WilcoxonSignedRankResult {
  const fn = "wilcoxonSignedRank";
  const { alternative, method } = rankTestSettings(fn, options);
  const { columns, rows } = completeRows(fn, [
    { name: "before", path: "before", values: before },
    { name: "after", path: "after", values: after },
  ]);
  const [befores, afters] = columns as [Float64Array, Float64Array];
  const n = rows.used;
  if (n === 0) refuse("insufficient-data", fn, "before", "must hold at least one complete pair, received none");

  const changes = afters.map((value, i) => value - befores[i]!).filter((change) => change !== 0);
  const m = changes.length;
  if (!changes.every(Number.isFinite)) reject(fn, "after", "differ from before by less than 1.7e308", Infinity);
  const { ranks: sizes, tieSizes } = ranks(changes.map(Math.abs));
  const v = sizes.reduce((sum, rank, i) => sum + (changes[i]! > 0 ? rank : 0), 0);
  const rose = changes.filter((change) => change > 0).length;

  const exact = method === "exact" || (method === "auto" && m === n && m < 50 && tieSizes.length === m);
  const excess = v - (m * (m + 1)) / 4;
  const ties = tieSizes.reduce((sum, t) => sum + t * (t - 1) * (t + 1), 0);
  const error = Math.sqrt((m * (m + 1) * (2 * m + 1)) / 24 - ties / 48);
  const testable = exact || m > 0;
  const pValue = exact
    ? permutationPValue(exactTails(fn, sizes, v), alternative)
    : rankSumPValue(excess, error, method !== "normal", alternative);
  return {
    kind: "wilcoxon-signed-rank",
    test: {
      statistic: testable ? v : null,
      degreesOfFreedom: [],
      pValue: testable ? pValue : null,
      alternative,
      method: `wilcoxon-signed-rank-${methodUsed(method, exact)}`,
    },
    rankBiserial: m === 0 ? null : (4 * excess) / (m * (m + 1)) + 0,
    rose,
    fell: m - rose,
    unchanged: n - m,
    n,
    nMissing: rows.total - n,
    rows,
    caveats: caveatsWhere({ "few-complete-rows": n < rows.total / 2, "no-differences": m === 0 }),
  };
}

/** The distribution of V over all signs that the ranks could have. */
function exactTails(fn: string, ranks: Float64Array, v: number): PermutationTails {
  checkCountable(fn, ranks.length, 400, "pairs that differ");
  // doubled mid-ranks are whole
  const scores = Array.from(ranks, (rank) => 2 * rank);
  const all = scores.reduce((sum, score) => sum + score, 0);
  return permutationTails(subsetSums(scores), 2 * v, (sum) => Math.abs(2 * sum - all));
}
