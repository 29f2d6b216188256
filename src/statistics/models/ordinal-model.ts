import { checkConfidenceLevel, checkObject, checkOneOf, reject } from "../../core/checks";
import type { NumericColumn } from "../../core/columns";
import { designOf } from "./design";
import type { CoefficientInterval } from "./generalised-coefficients";
import type { ModelOptions } from "./linear-model";
import { readModelTable } from "./model-table";
import { ordinalFit } from "./ordinal-fit";
import type { OrdinalLink, OrdinalModelResult } from "./ordinal-model-result";
import { readOrdinalOutcome } from "./ordinal-outcome";
import type { RowWeightsOptions } from "./row-weights";
import type { CoefficientNames, Columns, ModelTerm } from "./terms";

/** A column of ordered levels: whole numbers, such as ratings, or text. */
export type OrdinalColumn = NumericColumn | ArrayLike<string | null | undefined>;

/** Settings of {@link ordinalModel}. */
export interface OrdinalModelOptions<
  N extends string = string,
  T extends readonly ModelTerm<N>[] | undefined = readonly ModelTerm<N>[] | undefined,
> extends ModelOptions<N, T>,
    Pick<RowWeightsOptions, "frequencies"> {
  /**
   * `logit` has odds ratios and proportional odds, `probit` a normal variable behind the levels.
   * @defaultValue `"logit"`
   */
  readonly link?: OrdinalLink | undefined;
  /**
   * The levels from the lowest up, each once; an outcome of text needs them.
   * @defaultValue the numbers that occur, ascending
   */
  readonly levels?: readonly (string | number)[] | undefined;
  /**
   * `wald`: estimate and errors; `profile`: what a likelihood-ratio test does not reject.
   * @defaultValue `"wald"`
   */
  readonly interval?: CoefficientInterval | undefined;
  /**
   * Whether to check that odds are proportional, which takes a logistic model for each threshold.
   * @defaultValue true
   */
  readonly proportionality?: boolean | undefined;
}

const FN = "ordinalModel";

/**
 * Ordinal regression of an outcome of ordered levels, such as ratings: proportional odds, or ordered probit.
 *
 * What moves an answer up the scale, without taking the steps of the scale to be equally wide as a linear model does.
 *
 * @remarks $$P(Y_i \le k) = F(\theta_k - x_i b), \quad \theta_1 < \dots < \theta_{K-1}$$ with F logistic or normal: positive
 * coefficients move answers up. Under `logit`, exp(b) is how many times the odds of a higher answer, wherever the line
 * between lower and higher is drawn, rise with one unit: proportional odds. R's `MASS::polr` and `ordinal::clm` write the
 * model so. Maximum likelihood by Newton's method with halved steps; errors come from the observed information.
 *
 * `proportionality` is Brant's test of that assumption: one logistic model for each threshold, whose coefficients are
 * compared by Wald's statistic; small p-values speak against the assumption, with many answers even where it does little
 * harm. `null` under `probit`, with two levels, and, with the caveat `separation` there, where one of the models has
 * no estimates, as happens when a level is rare.
 *
 * Levels that no complete row has are left out, with the caveat `empty-levels` where `levels` named them: no threshold
 * can be told from its neighbour there. Separation is treated as in {@link logisticModel}; predictors, terms, missing
 * values and aliased columns as in {@link linearModel}; `frequencies` are the same as repeated rows. O(n (p + K)^2) time
 * a step.
 *
 * @typeParam C - The columns by name.
 * @typeParam T - The terms.
 * @param predictors - Columns by name, each with n values; at least one.
 * @param outcome - Column of n values: whole numbers or, with `levels`, text; at most 101 different ones.
 * @param options - See {@link OrdinalModelOptions}.
 * @returns Coefficients in log-odds or probits per unit of predictor, thresholds on the same scale, and the fit.
 * @throws A {@link StatsError}: `invalid-input` on an element that is neither of its column's kind nor missing, on an
 * outcome that is no whole number or not among the levels, on text without levels, on columns of different lengths, on
 * weights other than frequencies and on bad options; `insufficient-data` unless the complete rows outnumber thresholds
 * and coefficients; `degenerate-data` on an outcome with one level and on a coefficient beyond the range of doubles;
 * `no-convergence` where the data are so near to separation that doubles cannot tell, and where the end of a profile is
 * not found.
 * @see McCullagh (1980), JRSS B 42(2), 109-142, doi:10.1111/j.2517-6161.1980.tb01109.x (not read); Brant (1990),
 * Biometrics 46(4), 1171-1178, doi:10.2307/2532457 (not read); Pratt (1981), JASA 76(373), 103-106,
 * doi:10.1080/01621459.1981.10477613, for the concavity that makes Newton's method safe (not read)
 *
 * @example
 * ```ts
 * const wait = [5, 12, 8, 3, 15, 9, 4, 11, 7, 2, 6, 10];
 * const rating = [4, 2, 3, 5, 1, 2, 4, 3, 4, 5, 2, 1];
 * const model = ordinalModel({ wait }, rating);
 * model.levels.map(({ level }) => level); //=> [1, 2, 3, 4, 5]
 * model.thresholds.map(({ name }) => name); //=> ["1|2", "2|3", "3|4", "4|5"]
 * model.coefficients[0]?.oddsRatio?.estimate; //~> 0.453
 *
 * const mood = ["bad", "fair", "good", "good", "bad", "good", "fair", "fair", "good", "bad", "good", "bad"];
 * ordinalModel({ wait }, mood, { levels: ["bad", "fair", "good"] }).thresholds.length; //=> 2
 * ```
 */
export function ordinalModel<
  const C extends Columns<C>,
  const T extends readonly ModelTerm<keyof C & string>[] | undefined = undefined,
>(
  predictors: C,
  outcome: OrdinalColumn,
  options: OrdinalModelOptions<keyof C & string, T> = {},
): OrdinalModelResult<CoefficientNames<C, T>> {
  checkObject(FN, "options", options);
  const {
    confidenceLevel = 0.95,
    link = "logit",
    interval = "wald",
    proportionality = true,
    levels: named,
    ...ofTable
  } = options;
  checkConfidenceLevel(FN, confidenceLevel);
  checkOneOf(FN, "link", link, ["logit", "probit"]);
  checkOneOf(FN, "interval", interval, ["wald", "profile"]);
  if (typeof proportionality !== "boolean") reject(FN, "proportionality", "be true or false", proportionality);
  const { places, levels } = readOrdinalOutcome(FN, outcome, named);
  const table = readModelTable(FN, predictors, places, ofTable, ["frequencies"]);
  const settings = { confidenceLevel, link, interval, proportionality, namedLevels: named !== undefined };
  return ordinalFit(FN, table, designOf(FN, table, true), levels, settings) as OrdinalModelResult<
    CoefficientNames<C, T>
  >;
}
