import { caveatsWhere } from "../../core/caveats";
import { checkConfidenceLevel, checkNoOthers, checkObject, refuse, reject } from "../../core/checks";
import { scaleByPower } from "../../numerics/sums";
import type { CrossProducts } from "../summaries/cross-products";
import { scaledProducts } from "../summaries/scaled-products";
import { soundCrossProducts } from "../summaries/sound-cross-products";
import { crossProductsFit } from "./cross-products-fit";
import { type LinearModelResult, linearModelResult } from "./linear-model-result";
import { INTERCEPT } from "./terms";

/** Settings of {@link linearModelFromCrossProducts}; `N` are the names of the summary's columns. */
export interface LinearModelFromCrossProductsOptions<N extends string = string> {
  /** The column to explain. */
  readonly outcome: N;
  /**
   * The columns to explain it by, in the order of the coefficients.
   * @defaultValue all others, in the summary's order
   */
  readonly predictors?: readonly N[] | undefined;
  /**
   * Whether the model has a constant term.
   * @defaultValue true
   */
  readonly intercept?: boolean | undefined;
  /**
   * Confidence level of the coefficients' intervals, in (0, 1).
   * @defaultValue 0.95
   */
  readonly confidenceLevel?: number | undefined;
}

/**
 * {@link linearModel} from a summary: what the rows themselves give, however many there were.
 *
 * @remarks $$\hat b = S_{xx}^{-1} S_{xy}, \quad s^2 = (S_{yy} - S_{yx} \hat b) / (n - p)$$ solved by sweeping in twice
 * the precision, since products of columns square their condition number. A summary of {@link crossProducts} carries
 * about 31 digits, so that condition numbers (about the means) up to 1e10 leave 8 of them and more. Where rounding may
 * move a coefficient, its error or the residual spread by more than 1e-8 of it, the model has the caveat
 * `ill-conditioned`. A summary without `productsLow`, as a database gives it, carries about 15 digits: then that is so
 * from condition numbers of about 1e3 on. Columns are aliased by the rule of {@link linearModel}, or when what tells
 * them from the earlier ones is no more than the summary's rounding. Rows incomplete in any column of the summary, also
 * one that the model does not name, are left out. Classical errors only: robust ones, residuals and leverages need
 * rows.
 *
 * Agrees with NIST's certified values as {@link linearModel} does, from whole and from merged summaries. O(p^3) time.
 *
 * @typeParam N - The names of the summary's columns.
 * @param summary - Cross products of the outcome and the predictors.
 * @param options - See {@link LinearModelFromCrossProductsOptions}.
 * @returns The same as {@link linearModel} gives for the complete rows; `rows` are the summary's.
 * @throws A {@link StatsError}: `invalid-input` on what is not a sound summary, on names that are not in it and on bad
 * options; `insufficient-data` unless the observations outnumber the coefficients asked for; `degenerate-data` on an
 * outcome that is constant (zero, without an intercept) and on a coefficient beyond the range of doubles.
 * @see Goodnight (1979), The American Statistician 33(3), 149-158, doi:10.2307/2683825 (not read)
 *
 * @example
 * ```ts
 * const may = crossProducts({ food: [3, 4, 2, 5], staff: [4, 4, 3, 5], overall: [3, 4, 2, 5] });
 * const june = crossProducts({ food: [4, 1, 3, null], staff: [3, 2, 5, 4], overall: [4, 2, 4, 3] });
 * const model = linearModelFromCrossProducts(mergeCrossProducts(may, june), { outcome: "overall" });
 * model.coefficients.map((c) => c.name); //=> ["(intercept)", "food", "staff"]
 * model.coefficients[1]?.estimate; //~> 0.6528
 * model.rSquared; //~> 0.9046
 * ```
 */
export function linearModelFromCrossProducts<N extends string>(
  summary: CrossProducts<N>,
  options: LinearModelFromCrossProductsOptions<NoInfer<N>>,
): LinearModelResult<N> {
  const fn = "linearModelFromCrossProducts";
  checkObject(fn, "options", options);
  const { outcome, predictors: named, intercept = true, confidenceLevel = 0.95, ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, confidenceLevel);
  if (typeof intercept !== "boolean") reject(fn, "intercept", "be true or false", intercept);
  const sound = soundCrossProducts(fn, "summary", summary);
  if (!sound.names.includes(outcome)) reject(fn, "outcome", "be a column of the summary", outcome);
  const predictors = checkedPredictors(fn, named, sound.names, outcome);
  const { n } = sound;
  const asked = predictors.length + (intercept ? 1 : 0);
  if (n <= asked) {
    refuse(
      "insufficient-data",
      fn,
      "summary",
      `must hold more observations than coefficients, received ${n} for ${asked}`,
    );
  }
  const products = scaledProducts(sound, [...predictors, outcome], intercept);
  const last = predictors.length;
  if (products.matrix[last]?.[last]?.[0] === 0) {
    const value = products.means[last]?.[0] as number;
    const all = scaleByPower(value, products.exponents[last] as number) + 0;
    refuse("degenerate-data", fn, "outcome", `must vary, received ${n} values of ${all}`);
  }
  const { illConditioned, ...fit } = crossProductsFit(fn, predictors, products, n, intercept);
  return linearModelResult(
    fn,
    {
      ...fit,
      n,
      nMissing: sound.nMissing,
      categories: [],
      weighting: n === sound.rows.used ? null : "frequencies",
      errors: "classical",
      rowDiagnostics: null,
      rows: sound.rows,
      caveats: caveatsWhere({ "ill-conditioned": illConditioned }),
    },
    confidenceLevel,
  ) as LinearModelResult<N>;
}

function checkedPredictors<N extends string>(
  fn: string,
  predictors: readonly N[] | undefined,
  names: readonly N[],
  outcome: N,
): readonly N[] {
  const others = names.filter((name) => name !== outcome);
  if (predictors !== undefined && !Array.isArray(predictors))
    reject(fn, "predictors", "be an array of names", predictors);
  const chosen = [...(predictors ?? others)];
  if (chosen.length === 0) reject(fn, "predictors", "have at least one name", chosen);
  chosen.forEach((name, i) => {
    if (!others.includes(name))
      reject(fn, `predictors.${i}`, "be a column of the summary, other than the outcome", name);
    if (chosen.indexOf(name) < i) reject(fn, `predictors.${i}`, "be another name than those before it", name);
    if (name === INTERCEPT) reject(fn, `predictors.${i}`, `not be called "${INTERCEPT}"`, name);
  });
  return chosen;
}
