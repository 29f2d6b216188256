import { type Caveat, caveatsWhere } from "../../core/caveats";
import type { TestResult } from "../../core/estimate";
import type { GroupSize, RatingsArm } from "../summaries/arms";
import { armLevels } from "./level-table";
import { methodUsed, type RankTestOptions, rankTestSettings } from "./rank-settings";
import { rankSumTest, shareAbove } from "./rank-sum";

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
 * `mcnemar` for yes and no. O(n log n) time for answers, O(levels) for tallies. `exact` takes as long as there are sums
 * of ranks to count, hence mostly a matter of the smaller arm, which may have at most 400 answers; it is refused where
 * it would take more than about a second: beyond some 120 answers an arm, or 60 of five levels beside a million.
 *
 * @param control - Numbers, or the unweighted tally of ratings; at least one answer.
 * @param treatment - The same; where one arm is a tally, the answers of both must be on its scale.
 * @param options - See {@link RankTestOptions}.
 * @returns The test; `greater` is that treatment tends to be higher.
 * @throws A {@link StatsError}: `invalid-input` on an answer that is not a finite number or off a tally's scale,
 * weights, or `exact` for arms that are too large to count; `insufficient-data` when an arm has no answer.
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
  const small = controlSize.n < 50 && treatmentSize.n < 50 && table.totals.length === table.n;
  const used = methodUsed(method, method === "exact" || (method === "auto" && small));
  return {
    kind: "mann-whitney",
    test: rankSumTest(fn, table, used, alternative, '"auto", "normal" or "normal-cc"'),
    superiority: shareAbove(table),
    control: controlSize,
    treatment: treatmentSize,
    n: table.n,
    nMissing: table.nMissing,
    caveats: caveatsWhere({ "all-answers-equal": table.totals.length === 1 }),
  };
}
