import type { Caveat } from "../../core/caveats";
import type { RowUse } from "../../core/columns";
import type { TestResult } from "../../core/estimate";
import type { FittedNumber, GeneralisedCoefficient } from "./generalised-coefficients";
import type { Separation } from "./likelihood-fit";
import type { Category } from "./model-table";
import type { Proportionality } from "./proportionality";
import type { WeightKind } from "./row-weights";

/** The distribution behind the levels of an ordinal model. */
export type OrdinalLink = "logit" | "probit";

/** A level and how many answers are on it. */
export interface OrdinalLevel {
  readonly level: string | number;
  readonly n: number;
}

/** Where an ordinal model draws the line between neighbouring levels; numbers are `null` where it grows without end. */
export interface Threshold extends FittedNumber {
  /** The levels on both sides: `3|4`. */
  readonly name: string;
}

/** A fitted ordinal model; `N` are the names of its coefficients. */
export interface OrdinalModelResult<N extends string = string> {
  readonly kind: "ordinal-model";
  /** Observations used: rows, or the sum of their frequencies. */
  readonly n: number;
  /** Observations left out because a value was missing. */
  readonly nMissing: number;
  readonly link: OrdinalLink;
  /** Those with an answer, from the lowest up. */
  readonly levels: readonly OrdinalLevel[];
  /** In the order of the terms, without the aliased ones; positive ones move answers up. */
  readonly coefficients: readonly GeneralisedCoefficient<N>[];
  /** One between each two neighbouring levels, ascending. */
  readonly thresholds: readonly Threshold[];
  /**
   * Whether the predictors tell levels apart without an error for some rows (`quasi-complete`) or for all (`complete`).
   * Coefficients and thresholds in `diverging` have no estimate then; what the model says of the others and of the
   * whole are the limits that the likelihood approaches.
   */
  readonly separation: Separation;
  /** Coefficients and thresholds without an estimate. */
  readonly diverging: readonly string[];
  readonly logLikelihood: number;
  /** -2 times the log-likelihood. */
  readonly deviance: number;
  /** The same of the model with nothing but thresholds. */
  readonly nullDeviance: number;
  /** Observations less coefficients and thresholds. */
  readonly degreesOfFreedom: number;
  /** Likelihood-ratio test of all coefficients; `null` without one. */
  readonly modelTest: TestResult | null;
  /** Akaike's criterion. */
  readonly aic: number;
  /** Schwarz's criterion. */
  readonly bic: number;
  /** McFadden's R²: 1 less the ratio of the log-likelihood to that of the thresholds alone. */
  readonly mcFadden: number;
  /** Brant's test of proportional odds; `null` where it was not asked for or cannot be made. */
  readonly proportionality: Proportionality | null;
  /** Condition number of the columns, the constant included, each scaled to length 1; above 30 is collinear. */
  readonly conditionNumber: number;
  /** Coefficients that the data do not tell apart from the thresholds and earlier ones: they have none. */
  readonly aliased: readonly N[];
  /** Columns of text, with the category that the coefficients compare with. */
  readonly categories: readonly Category[];
  /** What the weights of the rows mean; `null` where every row counts the same. */
  readonly weighting: WeightKind | null;
  readonly rows: RowUse;
  readonly caveats: readonly Caveat[];
}
