import { type Caveat, caveatsAt, caveatsWhere } from "../../core/caveats";
import { refuse } from "../../core/checks";
import type { RowUse } from "../../core/columns";
import type { ConfidenceInterval, TestResult } from "../../core/estimate";
import { fUpper } from "../../numerics/f-distribution";
import { studentTTwoSided, studentTUpperQuantile } from "../../numerics/student-t";
import type { CodedTerm } from "./design";
import type { Category } from "./model-table";
import type { WeightKind } from "./row-weights";

/** One coefficient of a {@link LinearModelResult}. */
export interface LinearModelCoefficient<N extends string = string> {
  /** The predictor's name, `gate[B]` for a category, `food^2`, `food:staff`, or `"(intercept)"`. */
  readonly name: N | "(intercept)";
  /** Change of the expected outcome with one unit of the predictor, the others held fixed. */
  readonly estimate: number;
  /** In the unit of `estimate`; the model's `errors` say which kind. */
  readonly standardError: number;
  /** Estimate over standard error, a Student t under no effect; `null` in a perfect fit. */
  readonly statistic: number | null;
  /** Two-sided p-value of `statistic`; `null` in a perfect fit. */
  readonly pValue: number | null;
  /** Student t interval; `null` in a perfect fit. */
  readonly interval: ConfidenceInterval | null;
  /**
   * The coefficient with predictor and outcome in standard deviations (in root mean squares without an intercept);
   * `null` for the intercept.
   */
  readonly standardized: number | null;
  /** How many times collinearity inflates the squared classical error, >= 1; `null` for the intercept. */
  readonly varianceInflation: number | null;
}

/** How the errors of coefficients come about. */
export type LinearModelErrors = "classical" | "hc0" | "hc1" | "hc2" | "hc3" | "linearised";

/**
 * What {@link predict} and {@link marginalEffects} need of a model: its terms, worked out on columns that keep their
 * digits far from 0 and in high powers.
 */
export interface PredictionBasis {
  readonly terms: readonly CodedTerm[];
  /** Which of the terms' columns have a coefficient. */
  readonly kept: readonly number[];
  /** What is subtracted from each of these columns: its mean; 0 for the intercept's, and all 0 without one. */
  readonly centers: readonly number[];
  readonly coefficients: readonly number[];
  readonly standardErrors: readonly number[];
  /** Correlations between the coefficients, one row each. */
  readonly correlations: readonly (readonly number[])[];
}

/** What the model says of each row that it used; lists of the same length. */
export interface RowDiagnostics {
  /** Index of the row in the caller's table. */
  readonly row: readonly number[];
  readonly fitted: readonly number[];
  /** Outcome minus fitted. */
  readonly residual: readonly number[];
  /** Residual in its own standard deviations; `null` for a row that the model must fit, and in a perfect fit. */
  readonly standardizedResidual: readonly (number | null)[];
  /** How much of its own outcome a row's fit takes over, [0, 1]. */
  readonly leverage: readonly number[];
  /** Cook's distance: how far all fits move without the row; `null` where the residual's deviation is. */
  readonly cooksDistance: readonly (number | null)[];
}

/** A fitted linear model; `N` are the names of its coefficients. */
export interface LinearModelResult<N extends string = string> {
  readonly kind: "linear-model";
  /** Observations used: rows, or the sum of their frequencies. */
  readonly n: number;
  /** Observations left out because a value was missing. */
  readonly nMissing: number;
  /** The intercept first, where there is one, then the terms in their order, without the aliased ones. */
  readonly coefficients: readonly LinearModelCoefficient<N>[];
  /** Share of the outcome's variation that the model explains, [0, 1]; variation about zero without an intercept. */
  readonly rSquared: number;
  /**
   * 1 - (1 - R²)(n - 1) / degreesOfFreedom, with n for n - 1 without an intercept: 0 on average where no predictor has
   * an effect; may be negative.
   */
  readonly adjustedRSquared: number;
  /** Standard deviation of the outcome about the model, in the outcome's unit; with precision weights, at weight 1. */
  readonly residualStandardError: number;
  /** Observations less coefficients. */
  readonly degreesOfFreedom: number;
  /** F test of all coefficients but the intercept; `null` in a perfect fit and without a coefficient to test. */
  readonly fTest: TestResult | null;
  /** Gaussian log-likelihood; `null` in a perfect fit and with survey weights, as are `aic` and `bic`. */
  readonly logLikelihood: number | null;
  /** Akaike's criterion; as in R, the residual variance counts as a parameter. */
  readonly aic: number | null;
  /** Schwarz's criterion; as in R, the residual variance counts as a parameter. */
  readonly bic: number | null;
  /**
   * Condition number of the columns, the intercept's included, each scaled to length 1; above 30 is collinear. Of a
   * polynomial, those of the Chebyshev polynomials that it is worked out in.
   */
  readonly conditionNumber: number;
  /** Coefficients that the data do not tell apart from the intercept and earlier ones: they have none. */
  readonly aliased: readonly N[];
  /** Columns of text, with the category that the coefficients compare with. */
  readonly categories: readonly Category[];
  /** What the weights of the rows mean; `null` where every row counts the same. */
  readonly weighting: WeightKind | null;
  readonly errors: LinearModelErrors;
  readonly rowDiagnostics: RowDiagnostics | null;
  readonly predictionBasis: PredictionBasis;
  readonly rows: RowUse;
  readonly caveats: readonly Caveat[];
}

/** A coefficient still without its test. */
export interface FittedCoefficient {
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
  readonly standardized: number | null;
  readonly varianceInflation: number | null;
}

/** What a fit, from rows or from their summary, comes down to. */
export interface LinearFit
  extends Pick<
    LinearModelResult,
    | "n"
    | "nMissing"
    | "residualStandardError"
    | "conditionNumber"
    | "aliased"
    | "categories"
    | "weighting"
    | "errors"
    | "rowDiagnostics"
    | "predictionBasis"
    | "rows"
  > {
  readonly coefficients: readonly FittedCoefficient[];
  readonly intercept: boolean;
  /** Sums of squares, in one and the same unit. */
  readonly explained: number;
  readonly unexplained: number;
  /** Whether the residuals are no more than rounding. */
  readonly perfect: boolean;
  /** F statistic of all coefficients but the intercept; `null` where it is undefined. */
  readonly fStatistic: number | null;
  readonly logLikelihood: number | null;
  readonly caveats: readonly Caveat[];
}

/** A linear model's result, whichever way it was fitted. */
export function linearModelResult(fn: string, fit: LinearFit, confidenceLevel: number): LinearModelResult {
  const { n, coefficients, intercept, explained, unexplained, perfect, fStatistic, rows, errors } = fit;
  const rank = coefficients.length;
  const degreesOfFreedom = n - rank;
  const tested = rank - (intercept ? 1 : 0);
  const quantile = studentTUpperQuantile((1 - confidenceLevel) / 2, degreesOfFreedom);
  const logLikelihood = perfect ? null : fit.logLikelihood;
  return {
    kind: "linear-model",
    n,
    nMissing: fit.nMissing,
    coefficients: coefficients.map((coefficient): LinearModelCoefficient => {
      const { name, estimate, standardError, standardized, varianceInflation } = coefficient;
      // without an error there is a test only of what is not 0, and it would be infinite
      const statistic = perfect || standardError === 0 ? null : estimate / standardError + 0;
      const half = quantile * standardError;
      return {
        name,
        estimate,
        standardError,
        statistic,
        pValue: statistic === null ? null : studentTTwoSided(statistic, degreesOfFreedom),
        interval:
          statistic === null
            ? null
            : {
                lower: representable(fn, `the interval of ${name}`, estimate - half),
                upper: representable(fn, `the interval of ${name}`, estimate + half),
                level: confidenceLevel,
                method: "t",
              },
        standardized,
        varianceInflation,
      };
    }),
    rSquared: explained / (explained + unexplained),
    adjustedRSquared: 1 - (unexplained / (explained + unexplained)) * ((n - (intercept ? 1 : 0)) / degreesOfFreedom),
    residualStandardError: fit.residualStandardError,
    degreesOfFreedom,
    fTest:
      perfect || tested === 0 || fStatistic === null
        ? null
        : {
            statistic: fStatistic,
            degreesOfFreedom: [tested, degreesOfFreedom],
            pValue: fUpper(fStatistic, tested, degreesOfFreedom),
            alternative: "two-sided",
            method: errors === "classical" ? "f" : "wald-f",
          },
    logLikelihood,
    aic: logLikelihood === null ? null : -2 * logLikelihood + 2 * (rank + 1),
    bic: logLikelihood === null ? null : -2 * logLikelihood + Math.log(n) * (rank + 1),
    conditionNumber: fit.conditionNumber,
    aliased: fit.aliased,
    categories: fit.categories,
    weighting: fit.weighting,
    errors,
    rowDiagnostics: fit.rowDiagnostics,
    predictionBasis: fit.predictionBasis,
    rows,
    caveats: [
      ...caveatsWhere({ "few-complete-rows": rows.used < rows.total / 2, "perfect-fit": perfect }),
      ...caveatsAt("aliased", caveatsWhere({ "aliased-columns": fit.aliased.length > 0 })),
      ...fit.caveats,
    ],
  };
}

/** A number as a result may hold it; positive zero for zero. */
export function representable(fn: string, what: string, value: number): number {
  if (!Number.isFinite(value)) {
    refuse("degenerate-data", fn, "predictors", `must be in units that keep ${what} below 1.8e308`);
  }
  return value + 0;
}
