import { type Caveat, caveatsWhere } from "../../../core/caveats";
import type { RowUse } from "../../../core/columns";
import type { ConfidenceInterval } from "../../../core/estimate";
import type { LinearModelCoefficient, LinearModelErrors } from "../../../statistics/models/linear-model-result";
import { drawnInterval } from "../rows/drawn-interval";
import type { AnswerContrast } from "./answer-contrast";
import type { ImpactAsymmetry, PenaltyRewardClass } from "./impact-asymmetry";

/** A coefficient of a {@link PenaltyRewardResult}, in the outcome's unit, with its error, test and interval. */
export type PenaltyRewardEffect = Pick<
  LinearModelCoefficient,
  "estimate" | "standardError" | "statistic" | "pValue" | "interval"
>;

/** A driver's penalty and reward. */
export interface PenaltyRewardDriver<N extends string = string> extends ImpactAsymmetry {
  readonly name: N;
  /** The highest low answer. */
  readonly low: number;
  /** The lowest high answer. */
  readonly high: number;
  /** Rows with a low answer. */
  readonly nLow: number;
  /** Rows with a high answer. */
  readonly nHigh: number;
  /** Outcome of low answers less that of answers in between, other drivers held fixed; `null` where not estimable. */
  readonly penalty: PenaltyRewardEffect | null;
  /** Outcome of high answers less that of answers in between, other drivers held fixed; `null` where not estimable. */
  readonly reward: PenaltyRewardEffect | null;
  /** Of `asymmetry`; `null` where it is, and where the samples give none. */
  readonly asymmetryInterval: ConfidenceInterval | null;
  readonly class: PenaltyRewardClass;
}

/** Penalties and rewards of drivers; `N` are their names. */
export interface PenaltyRewardResult<N extends string = string> {
  readonly kind: "penalty-reward";
  /** Rows used. */
  readonly n: number;
  /** Rows left out because a value was missing. */
  readonly nMissing: number;
  /** Expected outcome where every answer is in between. */
  readonly neutral: PenaltyRewardEffect;
  /** In column order. */
  readonly drivers: readonly PenaltyRewardDriver<N>[];
  /** Share of the outcome's variation that the model explains, [0, 1]. */
  readonly rSquared: number;
  /** How the errors of the coefficients come about. */
  readonly errors: LinearModelErrors;
  readonly hybridMargin: number;
  readonly confidenceLevel: number;
  /** Samples drawn, those that failed included. */
  readonly draws: number;
  readonly seed: number;
  readonly rows: RowUse;
  readonly caveats: readonly Caveat[];
}

/** The part of a model's coefficient that is told of an effect. */
export function effectOf({
  estimate,
  standardError,
  statistic,
  pValue,
  interval,
}: LinearModelCoefficient): PenaltyRewardEffect {
  return { estimate, standardError, statistic, pValue, interval };
}

/** With fewer answers that are low, high or in between, intervals of the asymmetry cover less than 93 % at 95 %. */
const FEWEST = 10;

/** What draws say of an asymmetry. */
export interface AsymmetryInterval {
  readonly interval: ConfidenceInterval | null;
  readonly caveats: readonly Caveat[];
}

/**
 * The interval of a driver's asymmetry; none without an asymmetry.
 *
 * @param n - Rows used.
 */
export function asymmetryInterval(
  asymmetry: number | null,
  draws: Float64Array,
  level: number,
  { nLow, nHigh }: AnswerContrast,
  n: number,
): AsymmetryInterval {
  if (asymmetry === null) return { interval: null, caveats: [] };
  const { interval, codes } = drawnInterval(draws, level, [-1, 1]);
  const few = Math.min(nLow, nHigh, n - nLow - nHigh) < FEWEST;
  return { interval, caveats: caveatsWhere({ ...codes, "skewed-answers": interval !== null && few }) };
}
