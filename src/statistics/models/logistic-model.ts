import { checkConfidenceLevel, checkObject, checkOneOf, reject } from "../../core/checks";
import type { BinaryColumn } from "../../core/columns";
import { yesAndNo } from "../summaries/yes-and-no";
import { designOf } from "./design";
import { checkBothOutcomes, checkEnoughForCoefficients } from "./estimable";
import type { CoefficientInterval } from "./generalised-coefficients";
import type { ModelOptions } from "./linear-model";
import { logisticFit } from "./logistic-fit";
import type { LogisticMethod, LogisticModelResult } from "./logistic-model-result";
import { readModelTable } from "./model-table";
import type { RowWeightsOptions } from "./row-weights";
import type { CoefficientNames, Columns, ModelTerm } from "./terms";

/** Settings of {@link logisticModel}. */
export interface LogisticModelOptions<
  N extends string = string,
  T extends readonly ModelTerm<N>[] | undefined = readonly ModelTerm<N>[] | undefined,
> extends ModelOptions<N, T>,
    Pick<RowWeightsOptions, "weights" | "frequencies"> {
  /**
   * `firth` for small samples, rare outcomes and separation: less biased, and always finite. Not with survey weights.
   * @defaultValue `"maximum-likelihood"`
   */
  readonly method?: LogisticMethod | undefined;
  /**
   * `wald`: estimate and errors; `profile`: what a likelihood-ratio test does not reject, better in small samples, at
   * the price of some dozen fits a coefficient. Not with survey weights.
   * @defaultValue `"wald"`
   */
  readonly interval?: CoefficientInterval | undefined;
}

const FN = "logisticModel";

/**
 * Logistic regression of an outcome of yes and no.
 *
 * How the odds of an outcome, such as coming back, move with each of several predictors when the others stay as they
 * are.
 *
 * @remarks $$\ln \frac{\mu_i}{1 - \mu_i} = x_i b, \quad \ell(b) = \sum_i y_i \ln \mu_i + (1 - y_i) \ln (1 - \mu_i), \quad
 * \widehat{\mathrm{Var}}(\hat b) = \Bigl(\sum_i \mu_i (1 - \mu_i) x_i x_i^\top\Bigr)^{-1}$$ by Newton's method with halved
 * steps. An odds ratio is exp(b); where the outcome is not rare it is further from 1 than the ratio of probabilities,
 * which {@link marginalEffects} stays with. Tests and intervals are good for large n: as a rule of thumb, ten of the
 * rarer outcome a coefficient.
 *
 * Separation: where some combination of the predictors never errs on some rows, the likelihood has no maximum, and
 * software that stops somewhere reports numbers that mean nothing. Here such rows are found exactly, the coefficients
 * that diverge are `null` and listed in `diverging`, with the caveat `separation`, and all else is the limit that the
 * likelihood approaches: what the rows without separation say.
 *
 * Firth's method maximises $$\ell(b) + \tfrac12 \ln \det \sum_i \mu_i (1 - \mu_i) x_i x_i^\top$$ which takes away most of
 * the bias of small samples and always has a maximum, though not always a single one; the one reached from the model
 * without predictors is returned. Its errors come from the information there; its profile and its test are those of the
 * penalised likelihood.
 *
 * `frequencies` are the same as repeated rows. Survey `weights` give the errors of R's `survey::svyglm` with
 * `quasibinomial`, tests and intervals from Student's t, and no likelihood: $$\frac{n}{n - 1} A^{-1} \Bigl(\sum_i w_i^2
 * (y_i - \mu_i)^2 x_i x_i^\top\Bigr) A^{-1}, \quad A = \sum_i w_i \mu_i (1 - \mu_i) x_i x_i^\top$$
 *
 * The area under the ROC curve is of the rows that the model was fitted to: new ones will be told apart less well.
 * Predictors, terms, missing values and aliased columns are as in {@link linearModel}. O(n p^2) time a step, some six
 * steps.
 *
 * @typeParam C - The columns by name.
 * @typeParam T - The terms.
 * @param predictors - Columns by name, each with n values; at least one.
 * @param outcome - Column of n values: `true` and `false`, or 1 and 0; both occur.
 * @param options - See {@link LogisticModelOptions}.
 * @returns Coefficients in log-odds per unit of predictor, odds ratios, and the fit as a whole.
 * @throws A {@link StatsError}: `invalid-input` on an element that is neither of its column's kind nor missing, on an
 * outcome that is no yes or no, on columns of different lengths, on precision weights and on bad options;
 * `insufficient-data` unless the complete rows outnumber the coefficients asked for; `degenerate-data` on an outcome
 * that is the same in all of them, and on a coefficient beyond the range of doubles; `no-convergence` where the data are
 * so near to separation that doubles cannot tell, and where the end of a profile is not found.
 * @see McCullagh and Nelder (1989), Generalized Linear Models, 2nd ed., chapter 4 (not read); Albert and Anderson
 * (1984), Biometrika 71(1), 1-10, doi:10.1093/biomet/71.1.1 (not read); Firth (1993), Biometrika 80(1), 27-38,
 * doi:10.1093/biomet/80.1.27 (not read); Heinze and Schemper (2002), Statistics in Medicine 21(16), 2409-2419,
 * doi:10.1002/sim.1047 (not read); Tjur (2009), The American Statistician 63(4), 366-372,
 * doi:10.1198/tast.2009.08210 (not read); DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44(3), 837-845,
 * doi:10.2307/2531595 (not read)
 *
 * @example
 * ```ts
 * const rating = [1, 2, 2, 3, 3, 4, 4, 5, 5, null];
 * const returned = [false, false, true, false, true, false, true, true, true, true];
 * const model = logisticModel({ rating }, returned);
 * model.coefficients[1]?.oddsRatio?.estimate; //~> 2.449
 * model.auc?.estimate; //~> 0.775
 *
 * const gate = ["A", "A", "A", "A", "B", "B", "B", "B", "C", "C"];
 * const late = [1, 0, 1, 0, 0, 0, 1, 0, 1, 1];
 * const delays = logisticModel({ gate }, late);
 * delays.separation; //=> "quasi-complete"
 * delays.diverging; //=> ["gate[C]"]
 * delays.coefficients.map((c) => c.estimate); //~> [0, -1.0986, null]
 * logisticModel({ gate }, late, { method: "firth" }).coefficients[2]?.estimate; //~> 1.61
 * ```
 */
export function logisticModel<
  const C extends Columns<C>,
  const T extends readonly ModelTerm<keyof C & string>[] | undefined = undefined,
>(
  predictors: C,
  outcome: BinaryColumn,
  options: LogisticModelOptions<keyof C & string, T> = {},
): LogisticModelResult<CoefficientNames<C, T>> {
  checkObject(FN, "options", options);
  const { confidenceLevel = 0.95, method = "maximum-likelihood", interval = "wald", ...ofTable } = options;
  checkConfidenceLevel(FN, confidenceLevel);
  checkOneOf(FN, "method", method, ["maximum-likelihood", "firth"]);
  checkOneOf(FN, "interval", interval, ["wald", "profile"]);
  if (options.weights !== undefined) {
    const rule = "where survey weights are given, which have no likelihood";
    if (method === "firth") reject(FN, "method", `be "maximum-likelihood" ${rule}`, method);
    if (interval === "profile") reject(FN, "interval", `be "wald" ${rule}`, interval);
  }
  const table = readModelTable(FN, predictors, yesAndNo(FN, "outcome", outcome), ofTable, ["weights", "frequencies"]);
  const design = designOf(FN, table, true);
  checkEnoughForCoefficients(FN, table, design.names.length);
  checkBothOutcomes(FN, table.outcome);
  return logisticFit(FN, table, design, { confidenceLevel, method, interval }) as LogisticModelResult<
    CoefficientNames<C, T>
  >;
}
