import { type Caveat, caveatsWhere } from "../../../core/caveats";
import {
  checkConfidenceLevel,
  checkNoOthers,
  checkObject,
  checkOneOf,
  checkScale,
  refuse,
  reject,
} from "../../../core/checks";
import type { BinaryColumn, NumericColumn, RowUse } from "../../../core/columns";
import { levelsOf, type Scale } from "../../../core/scale";
import { isotonicRegression } from "../../../statistics/models/isotonic-regression";
import type { TwoWayTally } from "../../../statistics/summaries/two-way-tally";
import { groupsOfColumns, groupsOfMoments, groupsOfTally, type LevelGroups, type LoyaltyMoments } from "./level-groups";
import {
  curveOfMeans,
  curveOfShares,
  hasPooledVariance,
  type LoyaltyLevel,
  type LoyaltyStep,
  weightOf,
} from "./levels-and-steps";
import { checkMargin, type SlopeMargin, slopeMargin, stepVerdict } from "./step-verdicts";

/** What loyalty is: a number such as the likelihood to recommend, or 0 and 1, such as "bought again". */
export type LoyaltyOutcome = "numeric" | "binary";

/** Options of {@link loyaltyCurveFromTally}. */
export interface LoyaltyCurveFromTallyOptions {
  /** @defaultValue `"numeric"` */
  readonly outcome?: LoyaltyOutcome | undefined;
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /**
   * The smallest gain of loyalty per point of satisfaction that is worth acting on, > 0: what a step is called steep or
   * flat by.
   *
   * @defaultValue half the size of the slope of the whole curve, as `insensitiveZone` has it
   */
  readonly margin?: number | undefined;
}

/** Options of {@link loyaltyCurveFromMoments}. */
export interface LoyaltyCurveFromMomentsOptions extends LoyaltyCurveFromTallyOptions {
  /** Scale of the satisfaction answers. @defaultValue `{ min: 1, max: 5 }` */
  readonly scale?: Scale | undefined;
}

/** Options of {@link loyaltyCurve}. */
export interface LoyaltyCurveOptions extends LoyaltyCurveFromMomentsOptions {
  /**
   * Survey weights, 0 or in [1e-100, 1e100], one a customer; a customer with weight 0 is outside of the sample.
   * @defaultValue every customer counts the same
   */
  readonly weights?: ArrayLike<number> | undefined;
}

/** The satisfaction-loyalty curve, level by level. */
export interface LoyaltyCurve {
  readonly kind: "loyalty-curve";
  readonly scale: Scale;
  readonly outcome: LoyaltyOutcome;
  /** Customers with both answers. */
  readonly n: number;
  /** Customers who left out at least one of them. */
  readonly nMissing: number;
  /** Whether customers had survey weights. */
  readonly weighted: boolean;
  /** The levels with answers, lowest first. */
  readonly levels: readonly LoyaltyLevel[];
  /** From each of these levels to the next. */
  readonly steps: readonly LoyaltyStep[];
  /** What the steps' verdicts are by; `null` where it is not given, and no two levels with five answers have a slope. */
  readonly margin: SlopeMargin | null;
  /** The nearest curve that never falls, one value a level of `levels`. */
  readonly monotone: readonly number[];
  /** The step into the highest level of the scale; `null` where it or the level below has no answer. */
  readonly topBoxEffect: LoyaltyStep | null;
  /** The step out of the lowest level of the scale; `null` where it or the level above has no answer. */
  readonly bottomBoxEffect: LoyaltyStep | null;
  /** `null` where the curve was made from moments, which do not tell what each customer left out. */
  readonly rows: RowUse | null;
  readonly caveats: readonly Caveat[];
}

/**
 * How loyalty varies with satisfaction: its mean or share at every level, the steps between them, and the monotone fit.
 *
 * @remarks Numeric loyalty: means with t intervals as `mean` has them, steps with Welch's, not cut at the ends of a
 * loyalty scale. A level with fewer than five answers, or whose answers are all equal, takes its spread from all levels
 * together (caveat `pooled-variance`):
 * $$s^2 = \frac{\sum_k \sum_i (y_{ki} - \bar y_k)^2}{\sum_k (n_k - 1)}$$ Where no level shows any spread there is no
 * interval. Binary loyalty: shares with Wilson intervals, steps with Newcombe's. `monotone` is the weighted isotonic
 * regression of the levels.
 *
 * A step is `steep` where its interval, for each point of satisfaction, is wholly above the margin, `flat` where it is
 * wholly within the margin on both sides of 0, `falling` where it is wholly below minus the margin, else
 * `undetermined`. Each step is judged by itself; whether a stretch is flatter than both ends of the curve is for
 * `insensitiveZone` to say. The default margin is taken from levels with five answers or more, weighted by `variance`.
 *
 * With survey weights the error of a mean or share is linearised within its level, which is what R's `survey::svyby`
 * has where the levels are strata. Without strata, `svyby` puts n / (n - 1) of the whole sample in the place of each
 * level's: nearly the same, but too sure of levels of few answers. Levels have no answer in common, so that either way
 * their errors are uncorrelated and a step has those of both. Few answers of unequal weight make the linearised error
 * too small, so a level borrows the spread of all where Kish's number of its answers, $\kappa = (\sum w)^2 / \sum w^2$,
 * is below five: $$s^2 = \frac{\sum_k \sum_i w_{ki} (y_{ki} - \bar y_k)^2}{\sum_k (1 - 1 / \kappa_k) \sum_i w_{ki}}$$
 * Shares put the effective number of answers, at most Kish's, into Wilson's interval.
 *
 * The curve describes: customers who are more satisfied may be more loyal for other reasons. O(n + levels) time.
 *
 * @param satisfaction - Ratings, integers on the scale; length n >= 1; `null`, `undefined` and holes are no answer.
 * @param loyalty - Of the same customers, in the same order: finite numbers; for the outcome `binary` yes and no.
 * @param options - See {@link LoyaltyCurveOptions}.
 * @returns Levels and steps in the unit of loyalty.
 * @throws A {@link StatsError}: `invalid-input` on columns of different lengths, a rating off the scale, a binary
 * outcome other than yes and no, or a weight that is missing or negative; `insufficient-data` when no customer has both
 * answers.
 * @see Welch (1947), Biometrika 34(1-2), 28-35, doi:10.1093/biomet/34.1-2.28 (not read); Lumley (2004), Journal of
 * Statistical Software 9(8), 1-19, doi:10.18637/jss.v009.i08 (not read)
 *
 * @example
 * ```ts
 * const satisfaction = [1, 1, 3, 3, 3, 5, 5, null];
 * const recommends = [0, 2, 6, 5, 4, 9, 10, 8];
 * const curve = loyaltyCurve(satisfaction, recommends);
 * curve.levels.map(({ level, estimate }) => [level, estimate]); //=> [[1, 1], [3, 5], [5, 9.5]]
 * curve.steps.map(({ perPoint }) => perPoint); //=> [2, 2.25]
 * loyaltyCurve(satisfaction, recommends, { margin: 0.2 }).steps.map(({ verdict }) => verdict); //=> ["steep", "steep"]
 * ```
 */
export function loyaltyCurve(
  satisfaction: NumericColumn,
  loyalty: BinaryColumn,
  options: LoyaltyCurveOptions = {},
): LoyaltyCurve {
  const fn = "loyaltyCurve";
  checkObject(fn, "options", options);
  const { scale = { min: 1, max: 5 }, weights, ...others } = options;
  const settings = curveSettings(fn, others);
  checkScale(fn, scale);
  const groups = groupsOfColumns(fn, satisfaction, loyalty, scale, settings.outcome === "binary", weights);
  if (groups.groups.length === 0) {
    refuse("insufficient-data", fn, "satisfaction", "and loyalty must both be answered at least once");
  }
  return curveOf(fn, "loyalty", groups, settings);
}

/**
 * {@link loyaltyCurve} from counts of satisfaction by loyalty.
 *
 * @remarks O(pairs of levels) time.
 *
 * @param tally - A two-way tally of at least one customer: satisfaction in its rows, loyalty in its columns.
 * @param options - See {@link LoyaltyCurveFromTallyOptions}; the scale is that of the rows.
 * @returns The same as {@link loyaltyCurve} gives for the answers themselves.
 * @throws A {@link StatsError}: `invalid-input` on what is no sound two-way tally, or on columns other than 0 and 1 for
 * the outcome `binary`; `insufficient-data` when no customer has both answers.
 *
 * @example
 * ```ts
 * const rows = [[1, 0, 20], [1, 1, 5], [2, 0, 8], [2, 1, 32]] as const;
 * const bought = { rowScale: { min: 1, max: 2 }, columnScale: { min: 0, max: 1 } };
 * const curve = loyaltyCurveFromTally(twoWayTallyFromCounts(rows, bought), { outcome: "binary" });
 * curve.levels.map(({ estimate }) => estimate); //=> [0.2, 0.8]
 * ```
 */
export function loyaltyCurveFromTally(tally: TwoWayTally, options: LoyaltyCurveFromTallyOptions = {}): LoyaltyCurve {
  const fn = "loyaltyCurveFromTally";
  checkObject(fn, "options", options);
  const settings = curveSettings(fn, options);
  const groups = groupsOfTally(fn, "tally", tally, settings.outcome === "binary");
  if (groups.groups.length === 0) {
    refuse("insufficient-data", fn, "tally", "must hold at least one customer with both answers, received none");
  }
  return curveOf(fn, "tally", groups, settings);
}

/**
 * {@link loyaltyCurve} from the moments of loyalty at each level of satisfaction.
 *
 * @remarks For loyalty that is no rating, such as money spent: number, average and sample standard deviation at each
 * level are what a `GROUP BY satisfaction` returns. Levels that do not occur are empty; moments of the same level are
 * merged. O(levels) time.
 *
 * @param levels - See {@link LoyaltyMoments}; with at least one answer, all weighted or all unweighted.
 * @param options - See {@link LoyaltyCurveFromMomentsOptions}.
 * @returns The same as {@link loyaltyCurve} gives for the answers themselves, save that `rows` is `null`.
 * @throws A {@link StatsError}: `invalid-input` on a level off the scale, unsound moments, weighted beside unweighted
 * ones, or moments that zeros and ones do not have for the outcome `binary`; `insufficient-data` when no customer has
 * both answers.
 *
 * @example
 * ```ts
 * const curve = loyaltyCurveFromMoments([
 *   { level: 4, moments: { n: 120, mean: 48.5, standardDeviation: 22.1 } },
 *   { level: 5, moments: moments([80, 35, 110, 64]) },
 * ]);
 * curve.topBoxEffect?.estimate; //=> 23.75
 * ```
 */
export function loyaltyCurveFromMoments(
  levels: Iterable<LoyaltyMoments>,
  options: LoyaltyCurveFromMomentsOptions = {},
): LoyaltyCurve {
  const fn = "loyaltyCurveFromMoments";
  checkObject(fn, "options", options);
  const { scale = { min: 1, max: 5 }, ...others } = options;
  const settings = curveSettings(fn, others);
  checkScale(fn, scale);
  const groups = groupsOfMoments(fn, "levels", levels, scale, settings.outcome === "binary");
  if (groups.groups.length === 0) {
    refuse("insufficient-data", fn, "levels", "must hold at least one customer with both answers, received none");
  }
  return curveOf(fn, "levels", groups, settings);
}

interface CurveSettings {
  readonly outcome: LoyaltyOutcome;
  readonly confidenceLevel: number;
  readonly margin: number | undefined;
}

/** The settings that all doors have, checked, with the defaults in place. */
function curveSettings(fn: string, options: LoyaltyCurveFromTallyOptions): CurveSettings {
  const { outcome = "numeric", confidenceLevel = 0.95, margin, ...others } = options;
  checkNoOthers(fn, others);
  checkOneOf(fn, "outcome", outcome, ["numeric", "binary"]);
  checkConfidenceLevel(fn, confidenceLevel);
  checkMargin(fn, margin);
  return { outcome, confidenceLevel, margin };
}

/** The curve of at least one level; `path` is the argument that loyalty was read from. */
function curveOf(
  fn: string,
  path: string,
  { scale, groups, nMissing, rows }: LevelGroups,
  { outcome, confidenceLevel, margin: given }: CurveSettings,
): LoyaltyCurve {
  const { levels, steps: unjudged } =
    outcome === "binary" ? curveOfShares(groups, confidenceLevel) : curveOfMeans(fn, groups, confidenceLevel);
  for (const { estimate, standardError } of [...levels, ...unjudged]) {
    if (!Number.isFinite(estimate) || !Number.isFinite(standardError ?? 0)) {
      reject(fn, path, "differ by less than 1e308 between levels, and spread less", Infinity);
    }
  }
  const margin = slopeMargin(fn, path, levels, given);
  const steps = unjudged.map((step): LoyaltyStep => ({ ...step, verdict: stepVerdict(step, margin) }));
  const n = groups.reduce((sum, { summary }) => sum + summary.n, 0);
  const between = (from: number, to: number) => steps.find((step) => step.from === from && step.to === to) ?? null;
  return {
    kind: "loyalty-curve",
    scale: { min: scale.min + 0, max: scale.max + 0 },
    outcome,
    n,
    nMissing,
    weighted: groups.some(({ summary }) => summary.sumOfWeights !== null),
    levels,
    steps,
    margin,
    monotone: isotonicRegression(
      levels.map(({ estimate }) => estimate),
      { precisionWeights: groups.map(({ summary }) => weightOf(summary)) },
    ),
    topBoxEffect: between(scale.max - 1, scale.max),
    bottomBoxEffect: between(scale.min, scale.min + 1),
    rows,
    caveats: caveatsWhere({
      "few-complete-rows": n < nMissing,
      "empty-levels": groups.length < levelsOf(scale),
      "pooled-variance": hasPooledVariance(levels),
    }),
  };
}
