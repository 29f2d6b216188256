import { type Caveat, caveatsWhere } from "../../core/caveats";
import { checkConfidenceLevel, checkOneOf, checkScale, refuse } from "../../core/checks";
import type { NumericColumn, RowUse } from "../../core/columns";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import { levelsOf, type Scale } from "../../core/scale";
import { completeRows } from "../../statistics/complete-rows";
import { difference } from "../../statistics/difference";
import { tInterval } from "../../statistics/interval";
import { isotonicRegression } from "../../statistics/isotonic-regression";
import { type Moments, momentsOf } from "../../statistics/moments";
import { proportionResult, shareInterval } from "../../statistics/proportion";
import { tallyOf } from "../../statistics/tally";
import { type EstimatedMean, welchDifference } from "../../statistics/welch";

/** What loyalty is: a number such as the likelihood to recommend, or 0 and 1, such as "bought again". */
export type LoyaltyOutcome = "numeric" | "binary";

/** Options of {@link loyaltyCurve}. */
export interface LoyaltyCurveOptions {
  /** Scale of the satisfaction answers. @defaultValue `{ min: 1, max: 5 }` */
  readonly scale?: Scale | undefined;
  /** @defaultValue `"numeric"` */
  readonly outcome?: LoyaltyOutcome | undefined;
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
}

/** Loyalty of the customers who gave one level of satisfaction: a mean, or a share where loyalty is binary. */
export interface LoyaltyLevel extends Estimate<"value" | "share", ConfidenceInterval | null> {
  readonly kind: "loyalty-level";
  readonly level: number;
  /** Share of all customers who gave this level. */
  readonly share: number;
}

/** How much loyalty changes from one level to the next that has answers. */
export interface LoyaltyStep extends Estimate<"value" | "share", ConfidenceInterval | null> {
  readonly kind: "loyalty-step";
  readonly from: number;
  readonly to: number;
  /** The change for each point of satisfaction: `estimate` over `to - from`. */
  readonly perPoint: number;
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
  /** The levels with answers, lowest first. */
  readonly levels: readonly LoyaltyLevel[];
  /** From each of these levels to the next. */
  readonly steps: readonly LoyaltyStep[];
  /** The nearest curve that never falls, one value a level of `levels`. */
  readonly monotone: readonly number[];
  /** The step into the highest level of the scale; `null` where it or the level below has no answer. */
  readonly topBoxEffect: LoyaltyStep | null;
  /** The step out of the lowest level of the scale; `null` where it or the level above has no answer. */
  readonly bottomBoxEffect: LoyaltyStep | null;
  readonly rows: RowUse;
  readonly caveats: readonly Caveat[];
}

const FEWEST_FOR_OWN_SPREAD = 5;

/**
 * How loyalty rises with satisfaction: its mean or share at every level, the steps between them, and the monotone fit.
 *
 * @remarks Numeric loyalty: means with t intervals, steps with Welch's; a level with fewer than five answers takes its
 * spread from all levels together (caveat `pooled-variance`). Binary loyalty: shares with Wilson intervals, steps with
 * Newcombe's. `monotone` is the weighted isotonic regression of the levels. The curve describes: customers who are more
 * satisfied may be more loyal for other reasons. O(n + levels) time.
 *
 * @param satisfaction - Ratings, integers on the scale; length n >= 1; `null`, `undefined` and holes are no answer.
 * @param loyalty - Of the same customers, in the same order: finite numbers, or 0 and 1 for the outcome `binary`.
 * @param options - See {@link LoyaltyCurveOptions}.
 * @returns Levels and steps in the unit of loyalty.
 * @throws A {@link StatsError}: `invalid-input` on columns of different lengths, a rating off the scale, or a binary
 * outcome other than 0 and 1; `insufficient-data` when no customer has both answers.
 * @see Welch (1947), Biometrika 34(1-2), 28-35, doi:10.1093/biomet/34.1-2.28 (not read)
 *
 * @example
 * ```ts
 * const satisfaction = [1, 1, 3, 3, 3, 5, 5, null];
 * const recommends = [0, 2, 6, 5, 4, 9, 10, 8];
 * const curve = loyaltyCurve(satisfaction, recommends);
 * curve.levels.map(({ level, estimate }) => [level, estimate]); //=> [[1, 1], [3, 5], [5, 9.5]]
 * curve.steps.map(({ perPoint }) => perPoint); //=> [2, 2.25]
 * ```
 */
export function loyaltyCurve(
  satisfaction: NumericColumn,
  loyalty: NumericColumn,
  options: LoyaltyCurveOptions = {},
): LoyaltyCurve {
  const fn = "loyaltyCurve";
  const { scale = { min: 1, max: 5 }, outcome = "numeric", confidenceLevel = 0.95 } = options;
  checkScale(fn, scale);
  checkOneOf(fn, "outcome", outcome, ["numeric", "binary"]);
  checkConfidenceLevel(fn, confidenceLevel);
  const { groups, rows } = groupByLevel(fn, satisfaction, loyalty, scale, outcome);
  const n = rows.used;
  const nMissing = rows.total - n;
  if (n === 0) refuse("insufficient-data", fn, "satisfaction", "and loyalty must both be answered at least once");

  const pooled = pooledSpread(groups);
  const levels =
    outcome === "binary"
      ? groups.map((group) => shareLevel(group, scale, n, confidenceLevel))
      : groups.map((group) => meanLevel(group, scale, n, confidenceLevel, pooled));
  const steps = groups.slice(1).map((group, i) => {
    const [from, to] = [levels[i]!, levels[i + 1]!];
    const step =
      outcome === "binary"
        ? difference(from, to)
        : meanStep(spreadOf(groups[i]!, pooled), spreadOf(group, pooled), confidenceLevel);
    return newStep(from, to, step);
  });
  const between = (from: number, to: number) => steps.find((step) => step.from === from && step.to === to) ?? null;
  return {
    kind: "loyalty-curve",
    scale: { min: scale.min, max: scale.max },
    outcome,
    n,
    nMissing,
    levels,
    steps,
    monotone: isotonicRegression(
      levels.map(({ estimate }) => estimate),
      { weights: levels.map((level) => level.n) },
    ),
    topBoxEffect: between(scale.max - 1, scale.max),
    bottomBoxEffect: between(scale.min, scale.min + 1),
    rows,
    caveats: caveatsWhere({
      "few-complete-rows": n < rows.total / 2,
      "empty-levels": groups.length < levelsOf(scale),
      "pooled-variance": outcome === "numeric" && groups.some(({ summary }) => summary.n < FEWEST_FOR_OWN_SPREAD),
    }),
  };
}

/** The loyalty of the customers at one level. */
interface LevelGroup {
  readonly level: number;
  readonly summary: Moments & { readonly mean: number };
}

function groupByLevel(
  fn: string,
  satisfaction: NumericColumn,
  loyalty: NumericColumn,
  scale: Scale,
  outcome: LoyaltyOutcome,
): { groups: LevelGroup[]; rows: RowUse } {
  const { columns, rows } = completeRows(fn, [
    { name: "satisfaction", path: "satisfaction", values: satisfaction },
    { name: "loyalty", path: "loyalty", values: loyalty },
  ]);
  // counting checks every answer, also those of rows that are not complete, and names the index of a wrong one
  tallyOf(fn, satisfaction, scale, undefined, "satisfaction");
  if (outcome === "binary") tallyOf(fn, loyalty, { min: 0, max: 1 }, undefined, "loyalty");
  const [ratings, values] = columns as [Float64Array, Float64Array];
  const byLevel = Array.from({ length: levelsOf(scale) }, () => [] as number[]);
  ratings.forEach((rating, i) => {
    byLevel[rating - scale.min]!.push(values[i]!);
  });
  const groups = byLevel.flatMap((group, slot) => {
    const summary = momentsOf(fn, "loyalty", group);
    return summary.mean === null ? [] : [{ level: scale.min + slot, summary: { ...summary, mean: summary.mean } }];
  });
  return { groups, rows };
}

/** Variance of an answer within the levels, from all of them together; `null` when every level has one answer. */
function pooledSpread(groups: readonly LevelGroup[]): { variance: number; degreesOfFreedom: number } | null {
  const degreesOfFreedom = groups.reduce((sum, { summary }) => sum + summary.n - 1, 0);
  const squares = groups.reduce((sum, { summary }) => sum + summary.sumOfSquares, 0);
  return degreesOfFreedom > 0 ? { variance: squares / degreesOfFreedom, degreesOfFreedom } : null;
}

/** A level's mean with its own spread, or that of all levels where it has too few answers for its own. */
function spreadOf({ summary }: LevelGroup, pooled: ReturnType<typeof pooledSpread>): EstimatedMean | null {
  const { n, mean, sumOfSquares } = summary;
  if (n >= FEWEST_FOR_OWN_SPREAD) {
    return { mean, variance: sumOfSquares / (n - 1) / n, degreesOfFreedom: n - 1 };
  }
  return pooled && { mean, variance: pooled.variance / n, degreesOfFreedom: pooled.degreesOfFreedom };
}

function meanLevel(
  group: LevelGroup,
  scale: Scale,
  total: number,
  confidenceLevel: number,
  pooled: ReturnType<typeof pooledSpread>,
): LoyaltyLevel {
  const { level, summary } = group;
  const spread = spreadOf(group, pooled);
  const standardError = spread && Math.sqrt(spread.variance);
  const few = summary.n < FEWEST_FOR_OWN_SPREAD;
  return {
    kind: "loyalty-level",
    unit: "value",
    scale,
    level,
    share: summary.n / total,
    estimate: summary.mean,
    standardError,
    interval:
      spread &&
      tInterval(
        summary.mean,
        Math.sqrt(spread.variance),
        spread.degreesOfFreedom,
        confidenceLevel,
        few ? "pooled-t" : "t",
      ),
    n: summary.n,
    nMissing: 0,
    caveats: caveatsWhere({ "pooled-variance": few && spread !== null, "single-answer": spread === null }),
  };
}

function shareLevel(
  { level, summary }: LevelGroup,
  scale: Scale,
  total: number,
  confidenceLevel: number,
): LoyaltyLevel {
  const successes = Math.round(summary.mean * summary.n);
  const share = successes / summary.n;
  const {
    successes: _,
    trials: __,
    ...result
  } = proportionResult(successes, summary.n, shareInterval(share, summary.n, confidenceLevel, "wilson"));
  return { ...result, kind: "loyalty-level", scale, level, share: summary.n / total };
}

function meanStep(from: EstimatedMean | null, to: EstimatedMean | null, confidenceLevel: number) {
  if (from === null || to === null) return null;
  const { difference: estimate, standardError, degreesOfFreedom } = welchDifference(from, to);
  return { standardError, interval: tInterval(estimate, standardError, degreesOfFreedom, confidenceLevel, "welch-t") };
}

function newStep(
  from: LoyaltyLevel,
  to: LoyaltyLevel,
  step: { readonly standardError: number | null; readonly interval: ConfidenceInterval } | null,
): LoyaltyStep {
  const estimate = to.estimate - from.estimate;
  return {
    kind: "loyalty-step",
    unit: from.unit,
    scale: from.scale,
    from: from.level,
    to: to.level,
    estimate,
    standardError: step?.standardError ?? null,
    interval: step?.interval ?? null,
    perPoint: estimate / (to.level - from.level),
    n: from.n + to.n,
    nMissing: 0,
    caveats: caveatsWhere({
      "pooled-variance": [from, to].some(({ caveats }) => caveats.some(({ code }) => code === "pooled-variance")),
      "single-answer": step === null,
    }),
  };
}
