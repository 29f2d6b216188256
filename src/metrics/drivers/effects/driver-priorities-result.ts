import { type Caveat, caveatsAt, caveatsWhere } from "../../../core/caveats";
import type { RowUse } from "../../../core/columns";
import type { ConfidenceInterval, Estimate } from "../../../core/estimate";
import type { Scale } from "../../../core/scale";
import { drawnInterval } from "../rows/drawn-interval";
import type { DriverGoal } from "./driver-goal";
import type { DriverModel } from "./driver-model";
import type { DriverMove } from "./driver-move";

/** How much the goal is expected to gain: in ratings, as a share, or in points. */
export interface DriverGain extends Estimate<"rating" | "share" | "points", ConfidenceInterval | null> {
  readonly kind: "driver-gain";
  /** Scale of the outcome. */
  readonly scale: Scale;
  /** Standard deviation of the draws; `null` where less than half told the gain. */
  readonly standardError: number | null;
}

/** What a move of one driver is expected to gain. */
export interface DriverPriority<N extends string = string> {
  readonly name: N;
  readonly scale: Scale;
  /** The highest answer that is lifted; `null` for the move `one-level-up`. */
  readonly bottom: number | null;
  /** Share of the customers whose answer would rise, weighted where they are. */
  readonly share: number;
  /** Levels that an answer would rise by, on average over all customers. */
  readonly meanMove: number;
  /** Change of the goal with one level of the driver, the others held fixed; `null` where the data do not tell it. */
  readonly coefficient: number | null;
  /** coefficient x meanMove, limited by where the goal ends; 0 where nobody can move; `null` without a coefficient. */
  readonly gain: DriverGain | null;
  /** Whether the goal's end limits `gain`. */
  readonly limited: boolean;
  readonly cost: number | null;
  /** Gain for each unit of cost; `null` without either. */
  readonly gainPerCost: { readonly estimate: number; readonly interval: ConfidenceInterval | null } | null;
  /** By gain per cost, or by gain where no costs are given: 1 is the largest; ties share the mean of their ranks. */
  readonly rank: number | null;
  /** Share of the draws in which this driver has rank 1; ties split it. */
  readonly probabilityBest: number | null;
}

/** What improving each driver is expected to gain; `N` are their names. */
export interface DriverPrioritiesResult<N extends string = string> {
  readonly kind: "driver-priorities";
  readonly goal: DriverGoal;
  readonly move: DriverMove;
  /** Unit of the goal. */
  readonly unit: "rating" | "share" | "points";
  /** The goal as it is, over the rows used. */
  readonly current: number;
  readonly outcomeScale: Scale;
  /** `null` for other goals than `top-box`. */
  readonly topFrom: number | null;
  /** Rows used. */
  readonly n: number;
  /** Rows left out because a value was missing. */
  readonly nMissing: number;
  /** In column order. */
  readonly drivers: readonly DriverPriority<N>[];
  /**
   * The driver whose `probabilityBest` is at least the confidence level and whose gain's interval is above 0; `null`
   * where the data leave it undetermined.
   */
  readonly best: N | null;
  /** Share of the variation of customers' scores that the model explains, [0, 1]. */
  readonly rSquared: number;
  readonly confidenceLevel: number;
  /** Samples drawn, those that failed included. */
  readonly draws: number;
  readonly seed: number;
  readonly rows: RowUse;
  readonly caveats: readonly Caveat[];
}

/** With fewer answers off a driver's most frequent level, intervals of its gain cover less than 93 % at 95 %. */
const FEWEST = 20;

/**
 * A gain with what its draws say of it.
 *
 * @param answers - Of the driver, one a row used.
 * @param of - What the gain is of.
 */
export function driverGain(
  estimate: number,
  draws: Float64Array,
  level: number,
  answers: Float64Array,
  of: Pick<DriverGain, "unit" | "scale" | "n" | "nMissing">,
): DriverGain {
  const { interval, standardDeviation, codes } = drawnInterval(draws, level);
  const few = answers.length - modeCount(answers) < FEWEST;
  return {
    kind: "driver-gain",
    ...of,
    estimate,
    standardError: standardDeviation,
    interval,
    caveats: caveatsWhere({ ...codes, "skewed-answers": interval !== null && few }),
  };
}

/** How many answers are at the most frequent level. */
function modeCount(answers: Float64Array): number {
  const counts = new Map<number, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return Math.max(...counts.values());
}

/** A gain for each unit of cost, where there are both. */
export function gainPerCost(gain: DriverGain | null, cost: number | null): DriverPriority["gainPerCost"] {
  if (gain === null || cost === null) return null;
  const { estimate, interval } = gain;
  const scaled = interval && { ...interval, lower: interval.lower / cost, upper: interval.upper / cost };
  return { estimate: estimate / cost, interval: scaled };
}

/** The driver to improve, where the data determine it. */
export function bestOf<N extends string>(drivers: readonly DriverPriority<N>[], level: number): N | null {
  const isBest = ({ probabilityBest, gain }: DriverPriority) =>
    probabilityBest !== null && probabilityBest >= level && (gain?.interval?.lower ?? 0) > 0;
  return drivers.find(isBest)?.name ?? null;
}

/** The warnings about each driver and its gain, at their paths in the whole. */
export function priorityCaveats(
  drivers: readonly DriverPriority[],
  coefficients: DriverModel["coefficients"],
): Caveat[] {
  return drivers.flatMap(({ limited, gain }, j) => {
    const own = caveatsWhere({
      "constant-column": coefficients[j] === "constant",
      "aliased-columns": coefficients[j] === "dependent",
      "limited-gain": limited,
    });
    return caveatsAt(`drivers.${j}`, [...own, ...caveatsAt("gain", gain?.caveats ?? [])]);
  });
}
