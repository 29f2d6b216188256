import { type Caveat, caveatsWhere } from "../../core/caveats";
import type { TestResult } from "../../core/estimate";
import { chiSquaredUpper } from "../../numerics/chi-squared";
import type { GroupSize, RatingsArm } from "../summaries/arms";
import { levelTable, tieCorrectedCubes } from "./level-table";
import { namedGroups } from "./named-groups";

/** A group of a rank test; `N` are the names of all groups. */
export interface RankedGroup<N extends string = string> extends GroupSize {
  readonly name: N;
  /** Mean rank of its answers among those of all groups, 1 being the lowest. */
  readonly meanRank: number;
}

/** The Kruskal-Wallis test of some groups; `N` are their names. */
export interface KruskalWallisResult<N extends string = string> {
  readonly kind: "kruskal-wallis";
  readonly test: TestResult;
  /** Share of the variation of ranks that lies between the groups, in [0, 1]; `null` where all answers are equal. */
  readonly epsilonSquared: number | null;
  readonly groups: readonly RankedGroup<N>[];
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/**
 * Kruskal-Wallis test: do answers in some of the groups tend to be higher?
 *
 * @remarks $$H = (N - 1) \frac{\sum_i n_i (\bar r_i - \bar r)^2}{\sum_{i,j} (r_{ij} - \bar r)^2}, \quad \varepsilon^2 =
 * \frac{H}{N - 1}$$ with mid-ranks r, which is the usual statistic corrected for ties; against chi-squared with one
 * degree of freedom less than groups, for which every group should have five answers. It tests that the groups are
 * alike, and rejects too often for a difference in spread alone. Where all answers are equal, statistic and p are
 * `null`. The groups must be different customers; for two answers of the same customers use `wilcoxonSignedRank`, or
 * `mcnemar` for yes and no. O(n log n) time for answers, O(groups x levels) for tallies.
 *
 * @typeParam G - The groups by name.
 * @param groups - Numbers or unweighted tallies by name; at least two groups, each with at least one answer; where one
 * is a tally, the answers of all must be on its scale. Only own enumerable keys are groups.
 * @returns The test, as R's `kruskal.test` has it, and the groups in the order of their keys.
 * @throws A {@link StatsError}: `invalid-input` on an answer that is not a finite number or off a tally's scale,
 * weights, or fewer than two groups; `insufficient-data` when a group has no answer.
 * @see Kruskal and Wallis (1952), JASA 47(260), 583-621, doi:10.1080/01621459.1952.10483441 (not read)
 *
 * @example
 * ```ts
 * const { test, groups } = kruskalWallis({ north: [1, 2, 2, 4], south: [3, 4, 5, 5], west: [2, 3, 3, 4] });
 * test.statistic; //~> 4.996
 * test.pValue; //~> 0.0822
 * groups.map((group) => group.meanRank); //=> [4, 9.5, 6]
 * ```
 */
export function kruskalWallis<const G extends { readonly [K in keyof G]: RatingsArm }>(
  groups: G,
): KruskalWallisResult<keyof G & string> {
  const fn = "kruskalWallis";
  const named = namedGroups(fn, groups);
  const { sizes, counts, totals, n, nMissing } = levelTable(fn, named, 1);
  const scores = centredScores(totals, n);
  const sums = counts.map((own) => own.reduce((sum, count, slot) => sum + count * scores[slot]!, 0));
  const between = sums.reduce((sum, score, i) => sum + (score / sizes[i]!.n) * score, 0);
  const varies = totals.length > 1;
  // scores are twice the deviations of the ranks
  const epsilonSquared = varies ? Math.min(1, (3 * between) / tieCorrectedCubes(totals, n)) : null;
  const statistic = epsilonSquared === null ? null : (n - 1) * epsilonSquared;
  const degreesOfFreedom = named.length - 1;
  return {
    kind: "kruskal-wallis",
    test: {
      statistic,
      degreesOfFreedom: varies ? [degreesOfFreedom] : [],
      pValue: statistic === null ? null : chiSquaredUpper(statistic, degreesOfFreedom),
      alternative: "two-sided",
      method: "kruskal-wallis",
    },
    epsilonSquared,
    groups: named.map(({ name }, i) => ({
      name,
      ...sizes[i]!,
      meanRank: (n + 1 + sums[i]! / sizes[i]!.n) / 2,
    })),
    n,
    nMissing,
    caveats: caveatsWhere({ "all-answers-equal": !varies }),
  };
}

/**
 * Twice each distinct value's mid-rank, less the n + 1 of the middle: how many answers are below it minus how many are
 * above. Integers, whose sum over all answers is 0.
 */
function centredScores(totals: Float64Array, n: number): Float64Array {
  let below = 0;
  return totals.map((total) => {
    const score = below - (n - below - total);
    below += total;
    return score;
  });
}
