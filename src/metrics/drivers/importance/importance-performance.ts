import { caveatsAt } from "../../../core/caveats";
import {
  checkConfidenceLevel,
  checkDrawsOrNone,
  checkNoOthers,
  checkObject,
  checkOneOf,
  checkSeed,
} from "../../../core/checks";
import type { NumericColumn } from "../../../core/columns";
import type { Scale } from "../../../core/scale";
import { ratingMean } from "../../../statistics/estimates/rating-mean";
import { type Tally, tallyOf } from "../../../statistics/summaries/tally";
import { type DriverColumns, readDriverTable } from "../rows/driver-table";
import { type PerDriver, scalesPerDriver } from "../rows/per-driver";
import type { WeightedDriverSampleOptions } from "../rows/sample-options";
import { checkCrosshair, crosshairOf, type ImportancePerformancePoint } from "./crosshair";
import { type DerivedImportance, derivedImportances, type ImportanceMeasure } from "./derived-importance";
import type { ImportancePerformanceDriver, ImportancePerformanceResult } from "./importance-performance-result";
import { placeOnGrid } from "./quadrant";

/** Options of {@link importancePerformance}; `N` are the drivers' names. */
export interface ImportancePerformanceOptions<N extends string = string> extends WeightedDriverSampleOptions {
  /** Scale of the drivers' answers: one for all drivers, or one for each by name. @defaultValue `{ min: 1, max: 5 }` */
  readonly scale?: PerDriver<Scale, N> | undefined;
  /** @defaultValue `"share"` */
  readonly importance?: ImportanceMeasure | undefined;
  /** Where the axes cross: at the mean or the median of all drivers, or at a point. @defaultValue `"mean"` */
  readonly crosshair?: "mean" | "median" | ImportancePerformancePoint | undefined;
  /**
   * How many samples are drawn for the intervals of importance, integer in [100, 1e6], or 0 for none.
   * @defaultValue 1000; for `share` 200 above 12 drivers, 0 above 16
   */
  readonly draws?: number | undefined;
}

const FN = "importancePerformance";

/**
 * Importance-performance analysis: which drivers matter and are rated low, with a verdict only where the data give one.
 *
 * @remarks Importance is derived from the outcome, not asked for; its interval is the middle part of what samples of
 * the rows with replacement give, each survey weight going where its row goes. Performance is the mean rating on the
 * theoretical scale, $$100\,\frac{\bar x - \min}{\max - \min}$$ with the interval that {@link csat} gives the mean: a
 * mean of 4 on 1 to 5 is 75, whatever the other drivers have.
 *
 * A driver is in a quadrant where both intervals clear the crosshair, else `undecided`. Shares of p drivers have the
 * mean 1/p in every sample. Any other mean or median is taken as it is, without an error of its own; the mean of p
 * values with one variance and one correlation $\rho$ leaves of a driver's distance from it $(1 - \rho)(1 - 1/p) \le 1$
 * times that variance, so that verdicts come rather too seldom than too often. In or out of a quadrant is relative to
 * the other drivers, so leaving one out moves the rest, and half of all drivers are below the median however good they
 * are; a crosshair given as a point does not move. Each interval has its level for itself: the more drivers, the
 * likelier one of them is in the wrong quadrant.
 *
 * Importance needs rows that are complete; performance takes all of a driver's answers, since those who left out
 * another question, or the outcome, have rated this one no less. Association is not cause: see {@link driverImportance}
 * for what the shares mean and {@link driverPriorities} for what a move may gain.
 *
 * @typeParam C - The drivers by name.
 * @param predictors - Columns of answers by name, integers on their scale, each with n values; at least one.
 * @param outcome - Column of n values, not all equal, such as overall satisfaction.
 * @param options - See {@link ImportancePerformanceOptions}.
 * @returns Importance, in shares of what the drivers explain or in standard deviations, and performance in [0, 100], in
 * column order.
 * @throws A {@link StatsError}: `invalid-input` on an answer off its scale, on columns of different lengths, without a
 * driver, above 25 drivers for `share`, on a scale for a driver that there is not, and on bad options;
 * `insufficient-data` unless the complete rows outnumber the drivers by two; `degenerate-data` on an outcome that is
 * constant.
 * @see Martilla and James (1977), Journal of Marketing 41(1), 77-79, doi:10.1177/002224297704100112 (not read)
 *
 * @example
 * ```ts
 * const food = [1, 2, 3, 4, 5, 5, 3, 2, 4, 1, 5, 3, null];
 * const gate = [5, 5, 4, 5, 5, 4, 5, 5, 5, 4, 5, 5, 5];
 * const overall = [2, 3, 4, 4, 5, 4, 4, 3, 5, 2, 5, 4, 3];
 * const { drivers } = importancePerformance({ food, gate }, overall);
 * drivers.map(({ importance }) => importance); //~> [0.949, 0.051]
 * drivers.map(({ performance }) => performance); //~> [54.17, 94.23]
 * drivers.map(({ quadrant }) => quadrant); //=> ["undecided", "possible-overkill"]
 * drivers[0]?.undecided; //=> ["performance"]
 * ```
 */
export function importancePerformance<const C extends DriverColumns<C>>(
  predictors: C,
  outcome: NumericColumn,
  options: ImportancePerformanceOptions<keyof C & string> = {},
): ImportancePerformanceResult<keyof C & string> {
  checkObject(FN, "options", options);
  const { scale = { min: 1, max: 5 }, importance: measure = "share", crosshair = "mean", weights, ...rest } = options;
  const { confidenceLevel = 0.95, draws: asked, seed = 1, ...others } = rest;
  checkNoOthers(FN, others);
  checkOneOf(FN, "importance", measure, ["share", "effect"]);
  checkCrosshair(FN, crosshair);
  checkConfidenceLevel(FN, confidenceLevel);
  if (asked !== undefined) checkDrawsOrNone(FN, asked);
  checkSeed(FN, seed);
  const table = readDriverTable(FN, predictors, outcome, weights);
  const { names, n, nMissing, rows } = table;
  const scales = scalesPerDriver(FN, names, scale);
  const tallies = names.map((name, j) => tallyOf(FN, predictors[name], scales[j]!, weights, `predictors.${name}`));

  const derived = derivedImportances(FN, table, measure, { draws: asked, seed }, confidenceLevel);
  const rated = names.map((name, j) => performanceOf(`predictors.${name}`, tallies[j]!, confidenceLevel));
  const importances = derived.drivers.map(({ importance }) => importance);
  const performances = rated.map(({ performance }) => performance);
  const point = crosshairOf(crosshair, importances, performances);

  const { rSquared, draws } = derived;
  const drivers = names.map((name, j) => gridDriver(name, derived.drivers[j]!, rated[j]!, point));
  return {
    kind: "importance-performance",
    importance: measure,
    crosshair: point,
    drivers,
    n,
    nMissing,
    rSquared,
    confidenceLevel,
    draws,
    seed: draws === null ? null : seed + 0,
    rows,
    caveats: [
      ...derived.caveats,
      ...drivers.flatMap(({ mean }, j) => {
        return caveatsAt(`drivers.${j}`, [...derived.drivers[j]!.caveats, ...caveatsAt("mean", mean.caveats)]);
      }),
    ],
  };
}

/** How a driver is rated. */
type Performance = Pick<ImportancePerformanceDriver, "performance" | "performanceInterval" | "mean">;

function performanceOf(path: string, tally: Tally, confidenceLevel: number): Performance {
  const { mean } = ratingMean(FN, path, tally, confidenceLevel, "adjusted-t");
  const { min, max } = mean.scale;
  const inPercent = (rating: number) => (100 * (rating - min)) / (max - min);
  const [lower, upper] = [inPercent(mean.interval.lower), inPercent(mean.interval.upper)];
  return { performance: inPercent(mean.estimate), performanceInterval: { ...mean.interval, lower, upper }, mean };
}

function gridDriver<N extends string>(
  name: N,
  { importance, interval }: DerivedImportance,
  { performance, performanceInterval, mean }: Performance,
  crosshair: ImportancePerformanceResult["crosshair"],
): ImportancePerformanceDriver<N> {
  return {
    name,
    scale: mean.scale,
    importance,
    importanceInterval: interval,
    performance,
    performanceInterval,
    mean,
    ...placeOnGrid(interval, performanceInterval, crosshair),
  };
}
