import { type Caveat, caveatsAt, caveatsWhere } from "../../core/caveats";
import type { TestResult } from "../../core/estimate";
import { fUpper } from "../../numerics/f-distribution";
import type { MeanArm } from "../summaries/mean-arm";
import {
  areTogether,
  checkSquares,
  distancesFromMean,
  type GroupMoments,
  groupMoments,
  type MeanGroup,
} from "./group-moments";

/** Welch's analysis of variance; `N` are the names of the groups. */
export interface WelchAnovaResult<N extends string = string> {
  readonly kind: "welch-anova";
  readonly test: TestResult;
  readonly groups: readonly MeanGroup<N>[];
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/**
 * Welch's one-way analysis of variance: do the means of some groups differ, whatever their spreads?
 *
 * @remarks $$F = \frac{\sum_i w_i (\bar x_i - \tilde x)^2 / (k - 1)}{1 + 2 (k - 2) \Lambda}, \quad w_i =
 * \frac{n_i}{s_i^2}, \quad \tilde x = \frac{\sum w_i \bar x_i}{\sum w_i}, \quad \Lambda = \frac{1}{k^2 - 1} \sum_i
 * \frac{(1 - w_i / \sum w)^2}{n_i - 1}$$ with k groups and k - 1 and $1 / (3 \Lambda)$ degrees of freedom; of two
 * groups it is Welch's t test. A group that does not vary, to rounding, has no weight to give: statistic and p are then
 * `null` (caveat `all-answers-equal` of that group, and `no-spread-within-groups` where no group varies but they
 * differ). Of ratings with a ceiling in groups of unequal size it rejects too often: with 20, 50 and 100 answers, of
 * which 80 % are at one level, 9 % of the time at 5 % (see the calibration page), where `kruskalWallis` keeps its
 * level; of two groups `difference` of two `csat` means does. The groups must be different customers; for two answers
 * of the same customers use `wilcoxonSignedRank`, or `mcnemar` for yes and no. O(n) time for values, O(groups) for
 * summaries.
 *
 * @typeParam G - The groups by name.
 * @param groups - Values or summaries by name; at least two groups, each with at least two values. Only own enumerable
 * keys are groups.
 * @returns The test, as R's `oneway.test` has it, and the groups in the order of their keys.
 * @throws A {@link StatsError}: `invalid-input` on a value that is not a finite number, values that spread by less than
 * 1e-145 or more than 1e150, an unsound or weighted summary, or fewer than two groups; `insufficient-data` when a group
 * has fewer than two values.
 * @see Welch (1951), Biometrika 38(3-4), 330-336, doi:10.1093/biomet/38.3-4.330 (not read)
 *
 * @example
 * ```ts
 * const groups = { north: [6, 8, 4, 5, 3, 4], south: [8, 12, 9, 11, 6, 8], west: [13, 9, 11, 8, 7, 12] };
 * const { test } = welchAnova(groups);
 * test.statistic; //~> 9.939
 * test.pValue; //~> 0.0043
 * ```
 */
export function welchAnova<const G extends { readonly [K in keyof G]: MeanArm }>(
  groups: G,
): WelchAnovaResult<keyof G & string> {
  const fn = "welchAnova";
  const read = groupMoments(fn, groups, 2);
  const k = read.groups.length;
  const varies = read.squares.every((squares) => squares > 0);
  const still = read.squares.every((squares) => squares === 0);
  const together = areTogether(read.groups);
  const { statistic, residualDegrees } = varies ? welchF(fn, read) : { statistic: null, residualDegrees: 0 };
  return {
    kind: "welch-anova",
    test: {
      statistic,
      degreesOfFreedom: statistic === null ? [] : [k - 1, residualDegrees],
      pValue: statistic === null ? null : fUpper(statistic, k - 1, residualDegrees),
      alternative: "two-sided",
      method: "welch-anova",
    },
    groups: read.groups,
    n: read.n,
    nMissing: read.nMissing,
    caveats: [
      ...caveatsWhere({ "all-answers-equal": still && together, "no-spread-within-groups": still && !together }),
      ...read.squares.flatMap((squares, i) =>
        caveatsAt(`groups.${i}`, caveatsWhere({ "all-answers-equal": squares === 0 })),
      ),
    ],
  };
}

function welchF(fn: string, { groups, means, squares }: GroupMoments) {
  const k = groups.length;
  const variances = groups.map(({ n }, i) => squares[i]! / (n - 1) / n);
  // as multiples of the largest weight, which cannot overflow
  const least = variances.reduce((a, b) => Math.min(a, b));
  const weights = variances.map((variance) => least / variance);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const distances = distancesFromMean(fn, { means, squares }, weights);
  const between = distances.reduce((sum, distance, i) => sum + (distance / variances[i]!) * distance, 0);
  const lambda = groups.reduce((sum, { n }, i) => sum + (1 - weights[i]! / total) ** 2 / (n - 1), 0) / (k * k - 1);
  const statistic = between / (k - 1) / (1 + 2 * (k - 2) * lambda);
  checkSquares(fn, statistic);
  return { statistic, residualDegrees: 1 / (3 * lambda) };
}
