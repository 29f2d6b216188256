import { checkConfidenceLevel, checkObject, checkOneOf, reject } from "../../core/checks";
import type { NumericColumn } from "../../core/columns";
import { designOf } from "./design";
import { checkEnoughForCoefficients, checkOutcomeVaries } from "./estimable";
import { linearFit } from "./linear-fit";
import { type LinearModelErrors, type LinearModelResult, linearModelResult } from "./linear-model-result";
import { readModelTable } from "./model-table";
import type { RowWeightsOptions } from "./row-weights";
import type { CoefficientNames, Columns, ModelTerm } from "./terms";

/** Settings that every model has; `N` are the names of its columns, `T` its terms. */
export interface ModelOptions<
  N extends string = string,
  T extends readonly ModelTerm<N>[] | undefined = readonly ModelTerm<N>[] | undefined,
> {
  /**
   * Confidence level of the coefficients' intervals, in (0, 1).
   * @defaultValue 0.95
   */
  readonly confidenceLevel?: number | undefined;
  /**
   * What the model is made of: columns, `{ interaction: ["food", "gate"] }` for their product and
   * `{ polynomial: "food", degree: 2 }` for a column and its powers. An interaction does not bring its columns along.
   * @defaultValue every column
   */
  readonly terms?: T;
  /**
   * For columns of text, the category that the others are compared with.
   * @defaultValue the first in the order of code units
   */
  readonly references?: { readonly [K in N]?: string | undefined } | undefined;
}

/** Settings of {@link linearModel}. */
export interface LinearModelOptions<
  N extends string = string,
  T extends readonly ModelTerm<N>[] | undefined = readonly ModelTerm<N>[] | undefined,
> extends ModelOptions<N, T>,
    RowWeightsOptions {
  /**
   * Whether the model has a constant term.
   * @defaultValue true
   */
  readonly intercept?: boolean | undefined;
  /**
   * Errors that hold where the spread about the model differs from row to row: `hc3` for most uses, `hc0` to `hc2` for
   * comparison. Not with survey weights, whose errors hold there anyway.
   * @defaultValue classical errors, which assume the same spread everywhere
   */
  readonly robust?: "hc0" | "hc1" | "hc2" | "hc3" | undefined;
  /**
   * Whether to return residuals, leverages and Cook's distances.
   * @defaultValue false
   */
  readonly rowDiagnostics?: boolean | undefined;
}

const FN = "linearModel";

/**
 * Linear regression by least squares.
 *
 * How an outcome, such as overall satisfaction, moves with each of several predictors when the others stay as they are.
 *
 * @remarks $$\hat b = (X^\top W X)^{-1} X^\top W y$$ $$\widehat{\mathrm{Var}}(\hat b) = s^2 (X^\top W X)^{-1}, \quad
 * s^2 = \sum w_i (y_i - x_i \hat b)^2 / (n - p)$$ $$R^2 = \frac{\sum w_i (\hat y_i - \bar y)^2}{\sum w_i (\hat y_i -
 * \bar y)^2 + \sum w_i (y_i - \hat y_i)^2}$$ with 0 for the mean in a model without an intercept, as in R. Classical
 * errors assume independent rows and the same spread about the model everywhere; ratings with a ceiling break the
 * second, the more so the more answers are at the top: `robust: "hc3"` does without it. At 95 %, with 100 to 300
 * ratings of the airport survey's shape, classical intervals cover 86 % and those of `hc3` 94 to 95 %; with 80 % at the
 * top, 70 to 74 % and 91 to 94 %. Where a predictor is at one level 95 % of the time and has no effect, `hc3` and
 * survey errors fall to about 50 % at 300 rows (see the calibration page). Tests and intervals are exact for normal
 * errors, else good for large n. Coefficients describe association among these customers; what would follow from a
 * change, only an experiment tells.
 *
 * Weights mean one of three things. Survey `weights` give the errors of R's `survey::svyglm`, `precisionWeights` those
 * of `lm(weights =)`, `frequencies` those of repeated rows. The robust covariance, with $a_i$ the precision weight and
 * $h_i$ the leverage, is $$(X^\top A X)^{-1} \Bigl(\sum \frac{(a_i r_i)^2}{(1 - h_i)^k} x_i x_i^\top\Bigr) (X^\top A
 * X)^{-1}$$ where k is 0 for `hc0`, 1 for `hc2`, 2 for `hc3`; `hc1` is `hc0` times n / (n - p), the linearised one n / (n - 1).
 * F is then Wald's.
 *
 * A column of text has a coefficient for each category but the reference: `gate[B]`; without an intercept, the first
 * such term has one for every category. Yes and no count as 1 and 0. A polynomial is worked out in Chebyshev
 * polynomials on the range of its column, then written in powers: twelve digits stay where powers as columns of their
 * own leave seven.
 *
 * Rows with a missing value are left out whole. A column that earlier ones express to within the rounding of the data
 * (constant, duplicate, sum of others) has no coefficient: it is named in `aliased`, with the caveat `aliased-columns`.
 * Residuals at rounding level give the caveat `perfect-fit` and no tests or intervals; `standardError` is then rounding
 * too.
 *
 * Agrees with NIST's certified values to 13 digits (Filip, from powers rounded to doubles: 7.3). O(n p^2) time.
 *
 * @typeParam C - The columns by name.
 * @typeParam T - The terms.
 * @param predictors - Columns by name, each with n values; at least one.
 * @param outcome - Column of n values, not all equal.
 * @param options - See {@link LinearModelOptions}.
 * @returns Coefficients in units of outcome per unit of predictor, and the fit as a whole.
 * @throws A {@link StatsError}: `invalid-input` on an element that is neither of its column's kind nor missing, on
 * columns of different lengths, without a predictor, on a predictor called `(intercept)` and on bad options;
 * `insufficient-data` unless the complete rows outnumber the coefficients asked for; `degenerate-data` on an outcome
 * that is constant (zero, without an intercept), which leaves nothing to explain, on a coefficient beyond the range of
 * doubles, and for `hc2` and `hc3` on a row that determines a coefficient alone.
 * @see Chambers (1992), Linear models, in Statistical Models in S (not read); MacKinnon and White (1985), Journal of
 * Econometrics 29(3), 305-325, doi:10.1016/0304-4076(85)90158-7 (not read); Binder (1983), International Statistical
 * Review 51(3), 279-292, doi:10.2307/1402588 (not read); Belsley, Kuh and Welsch (1980), Regression Diagnostics, for
 * condition number, variance inflation and leverage (not read)
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
 *
 * const gate = ["A", "B", "A", "A", "B", "B", "A", "B"];
 * const terms = [{ polynomial: "staff", degree: 2 }, "gate"] as const;
 * const curved = linearModel({ staff, gate }, [3, 4, 2, 5, 4, 2, 4, 3], { terms });
 * curved.coefficients.map((c) => c.name); //=> ["(intercept)", "staff", "staff^2", "gate[B]"]
 * linearModel({ food }, [5]); //=> throws StatsError
 * ```
 */
export function linearModel<
  const C extends Columns<C>,
  const T extends readonly ModelTerm<keyof C & string>[] | undefined = undefined,
>(
  predictors: C,
  outcome: NumericColumn,
  options: LinearModelOptions<keyof C & string, T> = {},
): LinearModelResult<CoefficientNames<C, T>> {
  checkObject(FN, "options", options);
  const { confidenceLevel = 0.95, intercept = true, robust, rowDiagnostics = false, ...ofTable } = options;
  checkConfidenceLevel(FN, confidenceLevel);
  for (const [name, value] of Object.entries({ intercept, rowDiagnostics })) {
    if (typeof value !== "boolean") reject(FN, name, "be true or false", value);
  }
  if (robust !== undefined) {
    checkOneOf(FN, "robust", robust, ["hc0", "hc1", "hc2", "hc3"]);
    if (options.weights !== undefined) reject(FN, "robust", "be absent where weights are given", robust);
  }
  const table = readModelTable(FN, predictors, outcome, ofTable, ["weights", "precisionWeights", "frequencies"]);
  const design = designOf(FN, table, intercept);
  checkEnoughForCoefficients(FN, table, design.names.length);
  checkOutcomeVaries(FN, table.outcome, intercept ? (table.outcome[0] as number) : 0);
  const errors: LinearModelErrors = options.weights === undefined ? (robust ?? "classical") : "linearised";
  const fit = linearFit(FN, table, design, errors, rowDiagnostics);
  return linearModelResult(FN, fit, confidenceLevel) as LinearModelResult<CoefficientNames<C, T>>;
}
