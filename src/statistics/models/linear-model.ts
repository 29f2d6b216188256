import { type Caveat, caveatsAt, caveatsWhere } from "../../core/caveats";
import { checkConfidenceLevel, checkObject, refuse, reject } from "../../core/checks";
import type { NumericColumn, RowUse } from "../../core/columns";
import type { ConfidenceInterval, TestResult } from "../../core/estimate";
import { fUpper } from "../../numerics/f-distribution";
import { leastSquares } from "../../numerics/least-squares";
import { compensatedSum } from "../../numerics/simple-statistics";
import { studentTTwoSided, studentTUpperQuantile } from "../../numerics/student-t";
import { dot, normExponent, scaleByPower, scaleColumn } from "../../numerics/sums";
import { modelRows } from "../summaries/complete-rows";

/** Settings of {@link linearModel}. */
export interface LinearModelOptions {
  /**
   * Confidence level of the coefficients' intervals, in (0, 1).
   * @defaultValue 0.95
   */
  readonly confidenceLevel?: number | undefined;
  /**
   * Whether the model has a constant term.
   * @defaultValue true
   */
  readonly intercept?: boolean | undefined;
}

/** One coefficient of a {@link LinearModelResult}. */
export interface LinearModelCoefficient<N extends string = string> {
  /** The predictor's name, or `"(intercept)"`. */
  readonly name: N | "(intercept)";
  /** Change of the expected outcome with one unit of the predictor, the others held fixed. */
  readonly estimate: number;
  /** Classical standard error, in the unit of `estimate`. */
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
  /** How many times collinearity inflates the squared standard error, >= 1; `null` for the intercept. */
  readonly varianceInflation: number | null;
}

/** A fitted linear model; `N` are the names of its predictors. */
export interface LinearModelResult<N extends string = string> {
  readonly kind: "linear-model";
  /** Rows used. */
  readonly n: number;
  /** Rows left out because a value was missing. */
  readonly nMissing: number;
  /** The intercept first, where there is one, then the predictors in column order, without the aliased ones. */
  readonly coefficients: readonly LinearModelCoefficient<N>[];
  /** Share of the outcome's variation that the model explains, [0, 1]; variation about zero without an intercept. */
  readonly rSquared: number;
  /**
   * 1 - (1 - R²)(n - 1) / degreesOfFreedom, with n for n - 1 without an intercept: 0 on average where no predictor has
   * an effect; may be negative.
   */
  readonly adjustedRSquared: number;
  /** Standard deviation of the outcome about the model, in the outcome's unit. */
  readonly residualStandardError: number;
  /** Rows less coefficients. */
  readonly degreesOfFreedom: number;
  /** F test of all coefficients but the intercept; `null` in a perfect fit and without a coefficient to test. */
  readonly fTest: TestResult | null;
  /** Gaussian log-likelihood; `null` in a perfect fit, as are `aic` and `bic`. */
  readonly logLikelihood: number | null;
  /** Akaike's criterion; as in R, the residual variance counts as a parameter. */
  readonly aic: number | null;
  /** Schwarz's criterion; as in R, the residual variance counts as a parameter. */
  readonly bic: number | null;
  /** Condition number of the columns, the intercept's included, each scaled to length 1; above 30 is collinear. */
  readonly conditionNumber: number;
  /** Predictors without a coefficient, since they repeat what the intercept and earlier predictors say. */
  readonly aliased: readonly N[];
  readonly rows: RowUse;
  readonly caveats: readonly Caveat[];
}

const FN = "linearModel";

/**
 * Linear regression by ordinary least squares, with classical standard errors.
 *
 * How an outcome, such as overall satisfaction, moves with each of several predictors when the others stay as they are.
 *
 * @remarks $$\hat b = (X^\top X)^{-1} X^\top y, \quad \widehat{\mathrm{Var}}(\hat b) = s^2 (X^\top X)^{-1}, \quad s^2 =
 * \lVert y - X \hat b \rVert^2 / (n - p)$$ $$R^2 = \frac{\sum (\hat y_i - \bar y)^2}{\sum (\hat y_i - \bar y)^2 + \sum
 * (y_i - \hat y_i)^2}$$ with 0 for the mean in a model without an intercept, as in R. Errors, tests and intervals
 * assume independent rows and the same spread about the model everywhere; ratings with a ceiling break the second, the
 * more so the more answers are at the top. Tests and intervals are exact for normal errors, else good for large n.
 * Coefficients describe association among these customers; what would follow from a change, only an experiment tells.
 * Survey weights are not taken.
 *
 * Rows with a missing value are left out whole. A predictor that earlier columns express to within the rounding of the
 * data (constant, duplicate, sum of others) has no coefficient: it is named in `aliased`, with the caveat
 * `aliased-columns`. Residuals at rounding level give the caveat `perfect-fit` and no tests or intervals;
 * `standardError` is then rounding too.
 *
 * Agrees with NIST's certified values to 13 digits (Filip, from powers rounded to doubles: 7.3). O(n p^2) time.
 *
 * @typeParam C - The columns by name.
 * @param predictors - Columns by name, each with n values; at least one.
 * @param outcome - Column of n values, not all equal.
 * @param options - See {@link LinearModelOptions}.
 * @returns Coefficients in units of outcome per unit of predictor, and the fit as a whole.
 * @throws A {@link StatsError}: `invalid-input` on an element that is neither a finite number nor missing, on columns
 * of different lengths, without a predictor, on a predictor called `(intercept)` and on bad options;
 * `insufficient-data` unless the complete rows outnumber the coefficients asked for; `degenerate-data` on an outcome
 * that is constant (zero, without an intercept), which leaves nothing to explain, and on a coefficient beyond the range
 * of doubles.
 * @see Chambers (1992), Linear models, in Statistical Models in S (not read); Belsley, Kuh and Welsch (1980),
 * Regression Diagnostics, for condition number and variance inflation (not read)
 *
 * @example
 * ```ts
 * const food = [3, 4, 2, 5, 4, 1, 3, null];
 * const staff = [4, 4, 3, 5, 3, 2, 5, 4];
 * const model = linearModel({ food, staff }, [3, 4, 2, 5, 4, 2, 4, 3]);
 * model.coefficients.map((c) => c.name); //=> ["(intercept)", "food", "staff"]
 * model.coefficients[1]?.estimate; //~> 0.6528
 * model.coefficients[1]?.interval; //~> { lower: 0.1467, upper: 1.1589, level: 0.95, method: "t" }
 * model.rSquared; //~> 0.9046
 * model.rows.used; //=> 7
 * linearModel({ food }, [5]); //=> throws StatsError
 * ```
 */
export function linearModel<const C extends { readonly [K in keyof C]: NumericColumn }>(
  predictors: C,
  outcome: NumericColumn,
  options: LinearModelOptions = {},
): LinearModelResult<keyof C & string> {
  checkObject(FN, "options", options);
  const { confidenceLevel = 0.95, intercept = true } = options;
  checkConfidenceLevel(FN, confidenceLevel);
  if (typeof intercept !== "boolean") reject(FN, "intercept", "be true or false", intercept);
  const table = modelRows(FN, predictors, outcome);
  const names = table.names as (keyof C & string)[];
  if (table.names.includes("(intercept)")) reject(FN, "predictors", 'not be called "(intercept)"', "(intercept)");
  const n = table.rows.used;
  const asked = names.length + (intercept ? 1 : 0);
  if (n <= asked) {
    const received = `received ${n} (of ${table.rows.total}) for ${asked}`;
    refuse("insufficient-data", FN, "predictors", `must have more complete rows than coefficients, ${received}`);
  }
  const y = table.outcome;
  const none = intercept ? (y[0] as number) : 0;
  if (y.every((value) => value === none)) {
    refuse("degenerate-data", FN, "outcome", `must vary, received ${n} values of ${none + 0}`);
  }

  // In powers of two of their own, no square of a column overflows or underflows.
  const columns = intercept ? [new Float64Array(n).fill(1), ...table.predictors] : table.predictors;
  const exponents = columns.map(normExponent);
  columns.forEach((column, j) => {
    scaleColumn(column, -(exponents[j] as number));
  });
  const unit = normExponent(y);
  scaleColumn(y, -unit);
  const fit = leastSquares(columns, y);
  const { rank, residuals, residualNorm } = fit;

  const degreesOfFreedom = n - rank;
  const deviation = residualNorm / Math.sqrt(degreesOfFreedom);
  const fitted = y.map((value, i) => value - (residuals[i] as number));
  const perfect = deviation ** 2 <= ROUNDING * (dot(fitted, 0, fitted, 0, n) / n);
  const center = intercept ? compensatedSum(y) / n : 0;
  const tested = rank - (intercept ? 1 : 0);
  const centeredFit = y.map((value, i) => value - center - (residuals[i] as number));
  const explained = tested === 0 ? 0 : squaresAbout(centeredFit, intercept);
  const unexplained = residualNorm ** 2;
  const variation = Math.sqrt(squaresAbout(y, intercept));
  const quantile = studentTUpperQuantile((1 - confidenceLevel) / 2, degreesOfFreedom);

  const coefficients = fit.kept.map((column, k): LinearModelCoefficient<keyof C & string> => {
    const isIntercept = intercept && column === 0;
    const name = isIntercept ? "(intercept)" : (names[intercept ? column - 1 : column] as keyof C & string);
    const inOwnUnit = (value: number) =>
      representable(`the coefficient of ${name}`, value, unit - (exponents[column] as number));
    const b = fit.coefficients[k] as number;
    const variance = fit.unscaledCovariance[k * rank + k] as number;
    const error = deviation * Math.sqrt(variance);
    const statistic = perfect ? null : b / error + 0;
    const spread = squaresAbout(columns[column] as Float64Array, intercept);
    return {
      name,
      estimate: inOwnUnit(b),
      standardError: inOwnUnit(error),
      statistic,
      pValue: statistic === null ? null : studentTTwoSided(statistic, degreesOfFreedom),
      interval: perfect
        ? null
        : {
            lower: inOwnUnit(b - quantile * error),
            upper: inOwnUnit(b + quantile * error),
            level: confidenceLevel,
            method: "t",
          },
      standardized: isIntercept ? null : (b * Math.sqrt(spread)) / variation + 0,
      varianceInflation: isIntercept ? null : Math.max(1, variance * spread),
    };
  });

  const fStatistic = explained / tested / deviation ** 2;
  const logLikelihood = perfect
    ? null
    : (-n / 2) * (Math.log(2 * Math.PI) + 1 - Math.log(n) + 2 * (Math.log(residualNorm) + unit * Math.LN2));
  const aliased = fit.aliased.map((column) => names[intercept ? column - 1 : column] as keyof C & string);
  return {
    kind: "linear-model",
    n,
    nMissing: table.rows.total - n,
    coefficients,
    rSquared: explained / (explained + unexplained),
    adjustedRSquared: 1 - (unexplained / (explained + unexplained)) * ((n - (intercept ? 1 : 0)) / degreesOfFreedom),
    residualStandardError: representable("the residual standard error", deviation, unit),
    degreesOfFreedom,
    fTest:
      perfect || tested === 0
        ? null
        : {
            statistic: fStatistic,
            degreesOfFreedom: [tested, degreesOfFreedom],
            pValue: fUpper(fStatistic, tested, degreesOfFreedom),
            alternative: "greater",
            method: "f",
          },
    logLikelihood,
    aic: logLikelihood === null ? null : -2 * logLikelihood + 2 * (rank + 1),
    bic: logLikelihood === null ? null : -2 * logLikelihood + Math.log(n) * (rank + 1),
    conditionNumber: fit.conditionNumber,
    aliased,
    rows: table.rows,
    caveats: [
      ...caveatsWhere({ "few-complete-rows": n < table.rows.total / 2, "perfect-fit": perfect }),
      ...caveatsAt("aliased", caveatsWhere({ "aliased-columns": aliased.length > 0 })),
    ],
  };
}

/** Residual variance over mean squared fit below which R, too, warns of an essentially perfect fit. */
const ROUNDING = 1e-30;

/** Sum of squares about the mean, or about zero; the second sum takes back what rounding of the mean added. */
function squaresAbout(values: Float64Array, mean: boolean): number {
  if (!mean) return dot(values, 0, values, 0, values.length);
  const center = compensatedSum(values) / values.length;
  const deviations = values.map((value) => value - center);
  const drift = compensatedSum(deviations);
  return Math.max(0, dot(deviations, 0, deviations, 0, deviations.length) - (drift * drift) / values.length);
}

/** `value` times 2^e, positive zero for zero. */
function representable(what: string, value: number, e: number): number {
  const result = scaleByPower(value, e) + 0;
  if (!Number.isFinite(result)) {
    refuse("degenerate-data", FN, "predictors", `must be in units that keep ${what} below 1.8e308`);
  }
  return result;
}
