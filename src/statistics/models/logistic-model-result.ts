import type { Caveat } from "../../core/caveats";
import type { RowUse } from "../../core/columns";
import type { ConfidenceInterval, TestResult } from "../../core/estimate";
import type { GeneralisedCoefficient } from "./generalised-coefficients";
import type { Separation } from "./likelihood-fit";
import type { PredictionBasis } from "./linear-model-result";
import type { Category } from "./model-table";
import type { WeightKind } from "./row-weights";

/** How a logistic model is fitted. */
export type LogisticMethod = "maximum-likelihood" | "firth";

/** How well a model tells yes from no among the rows that it was fitted to. */
export interface AreaUnderCurve {
  /** Area under the ROC curve: how often a yes has the higher probability of two rows, one of each, [0, 1]. */
  readonly estimate: number;
  /** DeLong's; `null` with a single yes or no. */
  readonly standardError: number | null;
  /** Estimate and errors, cut at 0 and 1; `null` where the error is 0 or `null`. */
  readonly interval: ConfidenceInterval | null;
}

/** A fitted logistic model; `N` are the names of its coefficients. */
export interface LogisticModelResult<N extends string = string> {
  readonly kind: "logistic-model";
  /** Observations used: rows, or the sum of their frequencies. */
  readonly n: number;
  /** Observations left out because a value was missing. */
  readonly nMissing: number;
  /** Observations whose outcome is yes. */
  readonly successes: number;
  /** The intercept first, then the terms in their order, without the aliased ones. */
  readonly coefficients: readonly GeneralisedCoefficient<N>[];
  readonly method: LogisticMethod;
  /**
   * Whether the predictors tell yes from no without an error for some rows (`quasi-complete`) or for all (`complete`).
   * Maximum likelihood then has no estimate for the coefficients in `diverging`; what it says of the others and of the
   * whole are the limits that it approaches. Firth's method has estimates all the same.
   */
  readonly separation: Separation;
  /** Coefficients without an estimate. */
  readonly diverging: readonly (N | "(intercept)")[];
  /** Log-likelihood, without Firth's penalty; `null` with survey weights, as are all numbers made from it. */
  readonly logLikelihood: number | null;
  /** -2 times the log-likelihood. */
  readonly deviance: number | null;
  /** The same of the model with nothing but an intercept. */
  readonly nullDeviance: number | null;
  /** Observations less coefficients. */
  readonly degreesOfFreedom: number;
  /**
   * Test of all coefficients but the intercept: `likelihood-ratio`, `penalised-likelihood-ratio` (Firth), `wald-f`
   * (survey weights); `null` without a coefficient to test.
   */
  readonly modelTest: TestResult | null;
  /** Akaike's criterion. */
  readonly aic: number | null;
  /** Schwarz's criterion. */
  readonly bic: number | null;
  /** McFadden's R²: 1 less the ratio of the log-likelihood to that of the intercept alone; may be < 0 under Firth. */
  readonly mcFadden: number | null;
  /** Tjur's R²: mean probability where the outcome is yes, less that where it is no; may be < 0 under Firth. */
  readonly tjur: number;
  /** `null` with survey weights. */
  readonly auc: AreaUnderCurve | null;
  /** Condition number of the columns, the intercept's included, each scaled to length 1; above 30 is collinear. */
  readonly conditionNumber: number;
  /** Coefficients that the data do not tell apart from the intercept and earlier ones: they have none. */
  readonly aliased: readonly N[];
  /** Columns of text, with the category that the coefficients compare with. */
  readonly categories: readonly Category[];
  /** What the weights of the rows mean; `null` where every row counts the same. */
  readonly weighting: WeightKind | null;
  /** Whether errors come from the information or, with survey weights, are linearised. */
  readonly errors: "information" | "linearised";
  /** What {@link marginalEffects} needs; `null` where coefficients diverge. */
  readonly predictionBasis: PredictionBasis | null;
  readonly rows: RowUse;
  readonly caveats: readonly Caveat[];
}
