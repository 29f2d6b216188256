import { type Caveat, caveatsWhere } from "../../core/caveats";
import {
  checkConfidenceLevel,
  checkNoOthers,
  checkObject,
  checkOneOf,
  checkScale,
  refuse,
  reject,
} from "../../core/checks";
import type { NumericColumn, RowUse } from "../../core/columns";
import { levelsOf, type Scale } from "../../core/scale";
import { isotonicRegression } from "../../statistics/models/isotonic-regression";
import { completeRows } from "../../statistics/summaries/complete-rows";
import { momentsOf } from "../../statistics/summaries/moments";
import { tallyOf } from "../../statistics/summaries/tally";
import { curveOfMeans, curveOfShares, type LevelGroup, type LoyaltyLevel, type LoyaltyStep } from "./levels-and-steps";

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

/**
 * How loyalty varies with satisfaction: its mean or share at every level, the steps between them, and the monotone fit.
 *
 * @remarks Numeric loyalty: means with t intervals, steps with Welch's; a level with fewer than five answers takes its
 * spread from all levels together (caveat `pooled-variance`); the intervals are not cut at the ends of a loyalty scale.
 * Binary loyalty: shares with Wilson intervals, steps with Newcombe's. `monotone` is the weighted isotonic regression
 * of the levels. The curve describes: customers who are more satisfied may be more loyal for other reasons. O(n +
 * levels) time.
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
  checkObject(fn, "options", options);
  const { scale = { min: 1, max: 5 }, outcome = "numeric", confidenceLevel = 0.95, ...others } = options;
  checkNoOthers(fn, others);
  checkScale(fn, scale);
  checkOneOf(fn, "outcome", outcome, ["numeric", "binary"]);
  checkConfidenceLevel(fn, confidenceLevel);
  const { groups, rows } = groupByLevel(fn, satisfaction, loyalty, scale, outcome);
  const n = rows.used;
  if (n === 0) refuse("insufficient-data", fn, "satisfaction", "and loyalty must both be answered at least once");

  const { levels, steps } = (outcome === "binary" ? curveOfShares : curveOfMeans)(groups, {
    total: n,
    confidenceLevel,
  });
  if (!steps.every(({ estimate }) => Number.isFinite(estimate))) {
    reject(fn, "loyalty", "differ between levels by less than 1e308", Infinity);
  }
  const between = (from: number, to: number) => steps.find((step) => step.from === from && step.to === to) ?? null;
  return {
    kind: "loyalty-curve",
    scale: { min: scale.min + 0, max: scale.max + 0 },
    outcome,
    n,
    nMissing: rows.total - n,
    levels,
    steps,
    monotone: isotonicRegression(
      levels.map(({ estimate }) => estimate),
      { precisionWeights: levels.map((level) => level.n) },
    ),
    topBoxEffect: between(scale.max - 1, scale.max),
    bottomBoxEffect: between(scale.min, scale.min + 1),
    rows,
    caveats: caveatsWhere({
      "few-complete-rows": n < rows.total / 2,
      "empty-levels": groups.length < levelsOf(scale),
      "pooled-variance": levels.some(({ caveats }) => caveats.some(({ code }) => code === "pooled-variance")),
    }),
  };
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
