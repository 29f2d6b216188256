import { checkConfidenceLevel, checkDraws, checkObject, checkOneOf, checkSeed } from "../../../core/checks";
import type { NumericColumn } from "../../../core/columns";
import type { Scale } from "../../../core/scale";
import { tallyOf } from "../../../statistics/summaries/tally";
import { type DriverColumns, type DriverTable, readDriverTable } from "../rows/driver-table";
import { type PerDriver, scalesPerDriver } from "../rows/per-driver";
import type { WeightedDriverSampleOptions } from "../rows/sample-options";
import { drawnGains, type EstimatedGain, estimatedGains, type MovedRows } from "./driver-gains";
import { type DriverGoalOptions, type Goal, goalOf } from "./driver-goal";
import { driverModel } from "./driver-model";
import { bottomsOf, costsOf, type DriverMove, risesOf } from "./driver-move";
import {
  bestOf,
  type DriverGain,
  type DriverPrioritiesResult,
  type DriverPriority,
  driverGain,
  gainPerCost,
  priorityCaveats,
} from "./driver-priorities-result";
import { type GainRank, gainRanks } from "./gain-ranks";

/** Options of {@link driverPriorities}; `N` are the drivers' names. */
export interface DriverPrioritiesOptions<N extends string = string>
  extends DriverGoalOptions,
    WeightedDriverSampleOptions {
  /** Scale of the drivers' answers: one for all drivers, or one for each by name. @defaultValue `{ min: 1, max: 5 }` */
  readonly scale?: PerDriver<Scale, N> | undefined;
  /** @defaultValue `"one-level-up"` */
  readonly move?: DriverMove | undefined;
  /**
   * The highest answer that `lift-bottom` lifts, below the top of the scale: a number for all drivers, or one for each
   * by name. Required for that move, absent for the other.
   */
  readonly bottom?: PerDriver<number, N> | undefined;
  /**
   * What the move costs for each driver by name, in [1e-100, 1e100], all in one unit.
   * @defaultValue not known: drivers are ranked by their gain
   */
  readonly cost?: { readonly [K in N]: number } | undefined;
  /** How many samples are drawn, integer in [100, 1e6]. @defaultValue `1000` */
  readonly draws?: number | undefined;
}

const FN = "driverPriorities";

/**
 * Which driver to improve: what the outcome is expected to gain when customers' answers about a driver rise.
 *
 * @remarks Each customer has a score whose mean is the goal: the rating; 1 or 0 for in or below the top box; 100, 0 or
 * -100 for promoters, passives and detractors. With the coefficients $b_j$ of a linear model of the score on all
 * drivers, and with how far the answers of driver j would rise on average, $m_j$, $$\text{gain}_j = b_j m_j$$ which is
 * what the model's predictions rise by, on average. Importance alone does not make a gain: where all are at the top
 * already, nobody can move and the gain is 0. A gain stops where the goal ends (caveat `limited-gain`).
 *
 * Association is not cause: that customers who rate the food one level higher also rate the airport b higher does not
 * show that better food would raise their rating as much. And a line is an approximation: it gives every step the same
 * worth, from 1 to 2 as from 4 to 5, where {@link penaltyReward} tells the two ends apart. Steps towards a share or a
 * score are not worth the same to everybody, and a line that says so is off by more than a few percent: for the share
 * of top answers in the airport survey, 27 %, and six drivers one level up, gains are 0.94 to 1.67 times those of a
 * {@link logisticModel}, from 0.3 percentage points below to 1.6 above; the same driver leads.
 *
 * Intervals are the middle part of what samples of the rows with replacement give, each survey weight going where its
 * row goes; `probabilityBest` is the share of them that a driver leads. Both know nothing of the uncertainty of `cost`,
 * nor whether the move can be made. At 95 % the intervals cover 94 to 95 % from 20 answers off the driver's most
 * frequent level on, 88 to 90 % with five to 19, which the caveat `skewed-answers` says; the worse of two drivers is
 * named `best` in at most 3 % of samples (see the calibration page).
 *
 * A driver that does not vary, or that repeats what others say, has no coefficient, hence no gain unless nobody can
 * move (caveats `constant-column`, `aliased-columns`); samples in which that happens are left out (`failed-draws`), and
 * where these are more than half there is no interval. O(n p^2 draws) time.
 *
 * @typeParam C - The drivers by name.
 * @param predictors - Columns of answers by name, integers on their scale, each with n values; at least one.
 * @param outcome - Column of n integers on `outcomeScale`.
 * @param options - See {@link DriverPrioritiesOptions}.
 * @returns Gains in the goal's unit, in column order.
 * @throws A {@link StatsError}: `invalid-input` on an answer off its scale, on columns of different lengths, without a
 * driver, on a `bottom` at or above the top, on a cost that is not above 0, on a setting for a driver that there is
 * not, and on bad options; `insufficient-data` unless the complete rows outnumber the coefficients; `degenerate-data`
 * where all customers have the same score.
 *
 * @example
 * ```ts
 * const food = [1, 2, 3, 4, 5, 5, 3, 2, 4, 1, 5, 3, null];
 * const gate = [5, 5, 4, 5, 5, 4, 5, 5, 5, 4, 5, 5, 2];
 * const overall = [2, 3, 4, 4, 5, 4, 4, 3, 5, 2, 5, 4, 3];
 * const { best, current, drivers } = driverPriorities({ food, gate }, overall);
 * drivers.map(({ gain }) => gain?.estimate); //~> [0.4847, 0.1030]
 * [current, best]; //=> [3.75, "food"]
 * drivers[0]?.gain?.interval; //~> { lower: 0.271, upper: 0.8048, level: 0.95, method: "bootstrap-percentile" }
 *
 * const lift = { move: "lift-bottom", bottom: 2, cost: { food: 3, gate: 1 } } as const;
 * const bad = driverPriorities({ food, gate }, overall, lift);
 * bad.drivers.map(({ share, gainPerCost }) => [share, gainPerCost?.estimate]); //~> [[0.3333, 0.1077], [0, 0]]
 * ```
 */
export function driverPriorities<const C extends DriverColumns<C>>(
  predictors: C,
  outcome: NumericColumn,
  options: DriverPrioritiesOptions<keyof C & string> = {},
): DriverPrioritiesResult<keyof C & string> {
  checkObject(FN, "options", options);
  const { scale = { min: 1, max: 5 }, move = "one-level-up", bottom, cost, weights, ...rest } = options;
  const { confidenceLevel = 0.95, draws = 1000, seed = 1, ...ofGoal } = rest;
  checkOneOf(FN, "move", move, ["one-level-up", "lift-bottom"]);
  checkConfidenceLevel(FN, confidenceLevel);
  checkDraws(FN, draws);
  checkSeed(FN, seed);
  const goal = goalOf(FN, ofGoal);
  const table = readDriverTable(FN, predictors, outcome, weights);
  const { names, n, nMissing, rows } = table;
  const scales = scalesPerDriver(FN, names, scale);
  names.forEach((name, j) => {
    checkAnswers(`predictors.${name}`, predictors[name], scales[j]!);
  });
  checkAnswers("outcome", outcome, goal.outcomeScale);
  const bottoms = bottomsOf(FN, names, scales, move, bottom);
  const costs = costsOf(FN, names, cost);
  const settings = names.map((name, j) => {
    return { name, scale: scales[j]!, bottom: bottoms?.[j] ?? null, cost: costs?.[j] ?? null };
  });

  const moved = movedRows(table, settings, goal);
  const columns = names.map((name, j) => [`${name}.level`, moved.answers[j]!] as const);
  const model = driverModel(FN, table, columns, moved.scores, "classical", confidenceLevel);
  const { current, estimated } = estimatedGains(moved, model.coefficients);
  const drawn = drawnGains(moved, model.fitted, draws, seed);

  const of = { unit: goal.unit, scale: goal.outcomeScale, n, nMissing };
  const gains = estimated.map(({ estimate }, j) =>
    estimate === null ? null : driverGain(estimate, drawn[j]!, confidenceLevel, moved.answers[j]!, of),
  );
  const ranks = gainRanks(gains, drawn, costs);
  const drivers = settings.map((setting, j) => driverPriority(setting, estimated[j]!, gains[j] ?? null, ranks[j]!));
  return {
    kind: "driver-priorities",
    goal: goal.goal,
    move,
    unit: goal.unit,
    current,
    outcomeScale: goal.outcomeScale,
    topFrom: goal.topFrom,
    n,
    nMissing,
    drivers,
    best: bestOf(drivers, confidenceLevel),
    rSquared: model.rSquared,
    confidenceLevel,
    draws,
    seed: seed + 0,
    rows,
    caveats: [...model.caveats, ...priorityCaveats(drivers, model.coefficients)],
  };
}

/** Counting checks every answer, also those of rows that are not complete, and names the index of a wrong one. */
function checkAnswers(path: string, answers: NumericColumn, scale: Scale): void {
  tallyOf(FN, answers, scale, undefined, path);
}

/** What the options say of a driver. */
type DriverSetting<N extends string = string> = Pick<DriverPriority<N>, "name" | "scale" | "bottom" | "cost">;

function movedRows(
  { drivers, outcome, weights }: DriverTable,
  settings: readonly DriverSetting[],
  { scoreOf, ends }: Goal,
): MovedRows {
  const rises = settings.map(({ scale, bottom }, j) => risesOf(drivers[j]!, scale, bottom));
  return { answers: drivers, rises, scores: outcome.map(scoreOf), weights, ends };
}

function driverPriority<N extends string>(
  { name, scale, bottom, cost }: DriverSetting<N>,
  { share, meanMove, coefficient, limited }: EstimatedGain,
  gain: DriverGain | null,
  { rank, probabilityBest }: GainRank,
): DriverPriority<N> {
  return {
    name,
    scale,
    bottom,
    share,
    meanMove,
    coefficient,
    gain,
    limited,
    cost,
    gainPerCost: gainPerCost(gain, cost),
    rank,
    probabilityBest,
  };
}
