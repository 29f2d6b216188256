import { caveatsAt } from "../../../core/caveats";
import {
  checkConfidenceLevel,
  checkDraws,
  checkFinite,
  checkNoOthers,
  checkObject,
  checkOneOf,
  checkSeed,
  reject,
} from "../../../core/checks";
import type { NumericColumn } from "../../../core/columns";
import type { ConfidenceInterval } from "../../../core/estimate";
import { type DriverColumns, type DriverTable, readDriverTable } from "../rows/driver-table";
import { numbersPerDriver, type PerDriver } from "../rows/per-driver";
import type { WeightedDriverSampleOptions } from "../rows/sample-options";
import { type AnswerContrast, answerContrast, contrastColumns } from "./answer-contrast";
import { drawnAsymmetries, type EstimatedImpact, estimatedImpacts } from "./driver-impacts";
import { driverModel } from "./driver-model";
import { classOf } from "./impact-asymmetry";
import {
  asymmetryInterval,
  effectOf,
  type PenaltyRewardDriver,
  type PenaltyRewardResult,
} from "./penalty-reward-result";

/** Options of {@link penaltyReward}; `N` are the drivers' names. */
export interface PenaltyRewardOptions<N extends string = string> extends WeightedDriverSampleOptions {
  /** The highest low answer: a number for all drivers, or one for each by name. */
  readonly low: PerDriver<number, N>;
  /** The lowest high answer, above `low`: a number for all drivers, or one for each by name. */
  readonly high: PerDriver<number, N>;
  /**
   * Errors of the coefficients that hold where the spread about the model differs from row to row. Not with survey
   * weights, whose errors hold there anyway.
   * @defaultValue classical errors, which assume the same spread everywhere
   */
  readonly robust?: "hc0" | "hc1" | "hc2" | "hc3" | undefined;
  /**
   * How far from 0 an asymmetry may be and still count as none, in [0, 1). At 0.2, neither potential is above 60 %.
   * @defaultValue `0.2`
   */
  readonly hybridMargin?: number | undefined;
  /** How many samples are drawn for the intervals of the asymmetries, integer in [100, 1e6]. @defaultValue `1000` */
  readonly draws?: number | undefined;
}

const FN = "penaltyReward";

/**
 * Penalty-reward contrast analysis: what a driver costs when it is bad, and what it earns when it is good.
 *
 * @remarks One linear model holds two dummies for each driver, $$y = b_0 + \sum_j p_j [x_j \le \text{low}_j] + r_j [x_j
 * \ge \text{high}_j] + e$$ so that answers in between are what both are compared with. With a penalty that is not
 * negative and a reward that is not positive counting as 0 (caveat `wrong-signed-effect`), $$\text{range} = |p| + r,
 * \quad \text{asymmetry} = \frac{r - |p|}{|p| + r}$$ Which answers are low and high has no convention, and results
 * change with it: so both must be said, and are worth varying. Coefficients are in the outcome's unit, not
 * standardized.
 *
 * The interval of the asymmetry is the middle part of what samples of the rows with replacement give; each survey
 * weight goes where its row goes. A driver is a `hybrid` where this interval lies within `hybridMargin` of 0, which is
 * looked at first: what is too small to matter is not made to matter by many rows. It is a `dissatisfier` where the
 * interval is otherwise below 0, a `satisfier` where it is above, else `undetermined`. Where a sign is wrong in every
 * sample, the interval is the end of the scale, -1 or 1. At 95 % it covers 79 % with three or four answers that are
 * low, high or in between, whichever are fewest, 91 % with five to nine, and 94 to 95 % from ten on; fewer give the
 * caveat `skewed-answers`. So of 300 customers in the shape of the airport survey, where one or two
 * answers in a hundred are low, it covers 76 % (see the calibration page).
 *
 * A dummy that no answer, or every answer, of the sample belongs to has no coefficient (caveat `no-contrast`), and
 * dummies that repeat each other have none either, whichever comes first (`aliased-columns`). Samples in which that
 * happens leave the driver's asymmetry out (`failed-draws`); where more than half do, it has no interval. As in
 * {@link linearModel}, classical errors are too short where the spread differs between rows; `robust: "hc3"` does
 * without that assumption. The coefficients describe association among these customers. O(n p^2 draws) time.
 *
 * @typeParam C - The drivers by name.
 * @param predictors - Columns of answers by name, each with n values; at least one.
 * @param outcome - Column of n values, not all equal, such as overall satisfaction.
 * @param options - See {@link PenaltyRewardOptions}.
 * @returns Penalties and rewards in the outcome's unit, in column order.
 * @throws A {@link StatsError}: `invalid-input` on an element that is neither a finite number nor missing, on columns
 * of different lengths, without a driver, where `low` is not below `high`, on a setting for a driver that there is not,
 * and on bad options; `insufficient-data` unless the complete rows outnumber the coefficients; `degenerate-data` on an
 * outcome that is constant, and for `hc2` and `hc3` on a row that determines a coefficient alone.
 * @see Brandt (1987), in Surprenant (ed.), Add Value to Your Service, 61-65 (not read); Mikulić and Prebežac (2008),
 * Managing Service Quality 18(6), 559-576 (not read)
 *
 * @example
 * ```ts
 * const food = [1, 2, 3, 4, 5, 5, 3, 2, 4, 1, 5, 3, null];
 * const gate = [3, 1, 4, 3, 5, 2, 2, 5, 1, 4, 4, 3, 2];
 * const overall = [2, 3, 4, 4, 5, 4, 4, 3, 5, 2, 5, 4, 3];
 * const result = penaltyReward({ food, gate }, overall, { low: 2, high: 5 });
 * const [first, second] = result.drivers;
 * [first?.nLow, first?.nHigh]; //=> [4, 3]
 * [first?.penalty?.estimate, first?.reward?.estimate]; //~> [-1.832, 0.2475]
 * first?.asymmetry; //~> -0.7619
 * first?.asymmetryInterval; //~> { lower: -1, upper: -0.0878, level: 0.95, method: "bootstrap-percentile" }
 * [first?.class, second?.class]; //=> ["dissatisfier", "undetermined"]
 * result.caveats.find(({ code }) => code === "wrong-signed-effect")?.path; //=> "drivers.1.penalty"
 * ```
 */
export function penaltyReward<const C extends DriverColumns<C>>(
  predictors: C,
  outcome: NumericColumn,
  options: PenaltyRewardOptions<keyof C & string>,
): PenaltyRewardResult<keyof C & string> {
  checkObject(FN, "options", options);
  const { low, high, weights, robust, hybridMargin = 0.2, ...rest } = options;
  const { confidenceLevel = 0.95, draws = 1000, seed = 1, ...others } = rest;
  checkNoOthers(FN, others);
  checkRobust(robust, weights);
  checkHybridMargin(hybridMargin);
  checkConfidenceLevel(FN, confidenceLevel);
  checkDraws(FN, draws);
  checkSeed(FN, seed);
  const table = readDriverTable(FN, predictors, outcome, weights);
  const { names, n, nMissing, rows } = table;
  const contrasts = contrastsOf(table, low, high);

  const columns = contrastColumns(names, contrasts);
  const errors = weights === undefined ? (robust ?? "classical") : "linearised";
  const model = driverModel(FN, table, columns, table.outcome, errors, confidenceLevel);
  const impacts = estimatedImpacts(FN, table, model.coefficients);
  const dummies = columns.map(([, values]) => values);
  const drawn = drawnAsymmetries(table, dummies, model.fitted, draws, seed);

  const intervals = impacts.map(({ impact }, j) =>
    asymmetryInterval(impact.asymmetry, drawn[j]!, confidenceLevel, contrasts[j]!, n),
  );
  return {
    kind: "penalty-reward",
    n,
    nMissing,
    neutral: effectOf(model.intercept),
    drivers: names.map((name, j) => {
      return penaltyRewardDriver(name, contrasts[j]!, impacts[j]!, intervals[j]!.interval, hybridMargin);
    }),
    rSquared: model.rSquared,
    errors,
    hybridMargin: hybridMargin + 0,
    confidenceLevel,
    draws,
    seed: seed + 0,
    rows,
    caveats: [
      ...model.caveats,
      ...impacts.flatMap(({ caveats }, j) => caveatsAt(`drivers.${j}`, [...caveats, ...intervals[j]!.caveats])),
    ],
  };
}

function checkRobust(robust: unknown, weights: unknown): void {
  if (robust === undefined) return;
  checkOneOf(FN, "robust", robust, ["hc0", "hc1", "hc2", "hc3"]);
  if (weights !== undefined) reject(FN, "robust", "be absent where weights are given", robust);
}

function checkHybridMargin(margin: unknown): void {
  if (typeof margin !== "number" || !(margin >= 0 && margin < 1)) {
    reject(FN, "hybridMargin", "be a number in [0, 1)", margin);
  }
}

/** Which answers of each driver are low and high, as the options say. */
function contrastsOf({ names, drivers }: DriverTable, low: unknown, high: unknown): AnswerContrast[] {
  const lows = numbersPerDriver(FN, "low", names, low, (path, value) => checkFinite(FN, path, value));
  const highs = numbersPerDriver(FN, "high", names, high, (path, value, j) => {
    checkFinite(FN, path, value);
    if (value <= lows[j]!) reject(FN, path, `be above low (${lows[j]})`, value);
  });
  return drivers.map((answers, j) => answerContrast(answers, lows[j]!, highs[j]!));
}

function penaltyRewardDriver<N extends string>(
  name: N,
  { low, high, nLow, nHigh }: AnswerContrast,
  { penalty, reward, impact }: EstimatedImpact,
  interval: ConfidenceInterval | null,
  hybridMargin: number,
): PenaltyRewardDriver<N> {
  return {
    name,
    low,
    high,
    nLow,
    nHigh,
    penalty,
    reward,
    ...impact,
    asymmetryInterval: interval,
    class: classOf(interval, hybridMargin),
  };
}
