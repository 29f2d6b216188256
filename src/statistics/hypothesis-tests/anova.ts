import { type Caveat, caveatsWhere } from "../../core/caveats";
import { refuse } from "../../core/checks";
import type { TestResult } from "../../core/estimate";
import { fUpper } from "../../numerics/f-distribution";
import type { MeanArm } from "../summaries/mean-arm";
import { areTogether, checkSquares, distancesFromMean, groupMoments, type MeanGroup } from "./group-moments";

/** One-way analysis of variance; `N` are the names of the groups. */
export interface AnovaResult<N extends string = string> {
  readonly kind: "anova";
  readonly test: TestResult;
  /** Sum of squares between the groups. */
  readonly betweenSquares: number;
  /** Sum of squares within the groups. */
  readonly withinSquares: number;
  /** Share of all squares that lies between the groups, in [0, 1]; `null` where all values are equal. */
  readonly etaSquared: number | null;
  /** The same estimated for the population, less biased; 0 where the estimate is below 0. */
  readonly omegaSquared: number | null;
  readonly groups: readonly MeanGroup<N>[];
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/**
 * One-way analysis of variance: do the means of some groups differ, where their spreads are the same?
 *
 * @remarks $$F = \frac{B / (k - 1)}{W / (N - k)}, \quad B = \sum_i n_i (\bar x_i - \bar x)^2, \quad W = \sum_{i,j}
 * (x_{ij} - \bar x_i)^2$$ $$\eta^2 = \frac{B}{B + W}, \quad \omega^2 = \frac{B - (k - 1) W / (N - k)}{B + W + W / (N -
 * k)}$$ with k groups. Exact for normal values of one spread; where small groups spread more, it rejects too often, and
 * `welchAnova` does not. Where no group varies, to rounding, statistic and p are `null` (caveat
 * `no-spread-within-groups`, or `all-answers-equal` where the groups do not differ either). The groups must be
 * different customers; for two answers of the same customers use `wilcoxonSignedRank`, or `mcnemar` for yes and no.
 * O(n) time for values, O(groups) for summaries.
 *
 * @typeParam G - The groups by name.
 * @param groups - Values or summaries by name; at least two groups, each with at least one value, together more values
 * than groups. Only own enumerable keys are groups.
 * @returns The test, as R's `oneway.test(var.equal = TRUE)` has it, and the groups in the order of their keys.
 * @throws A {@link StatsError}: `invalid-input` on a value that is not a finite number, values that spread by less than
 * 1e-145 or more than 1e150, an unsound or weighted summary, or fewer than two groups; `insufficient-data` when a group
 * has no value, or none has two.
 * @see Fisher (1925), Statistical Methods for Research Workers (not read); Hays (1963), Statistics for Psychologists,
 * for omega squared (not read)
 *
 * @example
 * ```ts
 * const groups = { north: [6, 8, 4, 5, 3, 4], south: [8, 12, 9, 11, 6, 8], west: [13, 9, 11, 8, 7, 12] };
 * const { test, etaSquared } = anova(groups);
 * test.statistic; //~> 9.26
 * test.pValue; //~> 0.0024
 * etaSquared; //~> 0.5526
 * ```
 */
export function anova<const G extends { readonly [K in keyof G]: MeanArm }>(groups: G): AnovaResult<keyof G & string> {
  const fn = "anova";
  const read = groupMoments(fn, groups, 1);
  const { n } = read;
  const k = read.groups.length;
  if (n === k) refuse("insufficient-data", fn, "groups", `must hold more values than groups, received ${n} for ${k}`);
  const sizes = read.groups.map((group) => group.n);
  const distances = distancesFromMean(fn, read, sizes);
  const within = read.squares.reduce((sum, squares) => sum + squares, 0);
  const between =
    within === 0 && areTogether(read.groups)
      ? 0
      : distances.reduce((sum, distance, i) => sum + sizes[i]! * distance * distance, 0);
  const total = between + within;
  checkSquares(fn, total);
  const residual = within / (n - k);
  const statistic = within === 0 ? null : between / (k - 1) / residual;
  checkSquares(fn, statistic ?? 0);
  return {
    kind: "anova",
    test: {
      statistic,
      degreesOfFreedom: statistic === null ? [] : [k - 1, n - k],
      pValue: statistic === null ? null : fUpper(statistic, k - 1, n - k),
      alternative: "two-sided",
      method: "anova",
    },
    betweenSquares: between,
    withinSquares: within,
    etaSquared: total === 0 ? null : between / total,
    omegaSquared: total === 0 ? null : Math.max(0, (between - (k - 1) * residual) / (total + residual)),
    groups: read.groups,
    n,
    nMissing: read.nMissing,
    caveats: caveatsWhere({ "all-answers-equal": total === 0, "no-spread-within-groups": within === 0 && between > 0 }),
  };
}
