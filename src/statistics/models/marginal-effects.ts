import { type Caveat, caveatsWhere } from "../../core/caveats";
import { checkAtLeast, checkConfidenceLevel, checkObject, refuse, reject } from "../../core/checks";
import { type Column, kindOf } from "../../core/columns";
import type { ConfidenceInterval } from "../../core/estimate";
import { compensatedSum } from "../../numerics/simple-statistics";
import { normalInterval, tInterval } from "../estimates/interval";
import { elementsOf } from "../summaries/complete-rows";
import { namesOf } from "./design";
import type { PredictionBasis } from "./linear-model-result";
import { representable } from "./linear-model-result";
import type { LogisticModelResult } from "./logistic-model-result";
import { type Change, columnsIn, contrastOf, slopeOf } from "./marginal-changes";
import { readNewRows } from "./new-rows";
import { rootForm } from "./predict";
import { type RowWeightsOptions, rowWeights } from "./row-weights";
import { soundBasis } from "./sound-basis";
import { waldPValue } from "./wald";

/** Options of {@link marginalEffects}. */
export interface MarginalEffectsOptions extends Pick<RowWeightsOptions, "weights" | "frequencies"> {
  /**
   * Confidence level of the intervals, in (0, 1).
   * @defaultValue 0.95
   */
  readonly confidenceLevel?: number | undefined;
}

/** How much a predictor moves the probability, on average over rows. */
export interface MarginalEffect {
  /** The column's name; `gate[B]` for a category. */
  readonly name: string;
  /** `slope`: a change for each unit; `contrast`: of yes with no, or of a category with the reference. */
  readonly method: "slope" | "contrast";
  /** Change of the probability: 0.05 is five percentage points. */
  readonly estimate: number;
  readonly standardError: number;
  /** Estimate over standard error: standard normal under no effect, Student's t with survey weights; `null` at error 0. */
  readonly statistic: number | null;
  /** Two-sided p-value of `statistic`. */
  readonly pValue: number | null;
  readonly interval: ConfidenceInterval | null;
}

/** Average marginal effects of a model's predictors. */
export interface MarginalEffectsResult {
  readonly kind: "marginal-effects";
  /** One a column of numbers or of yes and no, one a category but the reference, in the order of the terms. */
  readonly effects: readonly MarginalEffect[];
  /** Observations averaged over. */
  readonly n: number;
  /** Observations left out because a value was missing. */
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

const FN = "marginalEffects";

/**
 * Average marginal effects: how much each predictor of a logistic model moves the probability of yes.
 *
 * What odds ratios do not say: by how many percentage points the share of yes differs with a unit of a predictor, over
 * customers as they are.
 *
 * @remarks For a column of numbers the average slope, for yes and no and for categories the average contrast:
 * $$\frac{1}{n} \sum_i \frac{\partial \mu(x_i b)}{\partial x_{ij}} \quad \text{or} \quad \frac{1}{n} \sum_i \mu(x_i^{(1)} b)
 * - \mu(x_i^{(0)} b)$$ where the rows differ in that column alone, in all terms that hold it: powers and interactions
 * move along. A column of 1 and 0 is one of numbers; give booleans for a contrast. Errors by the delta method from the
 * model's covariance; they are of the coefficients, the rows being taken as they are. O(n p^2) time a column.
 *
 * @param model - From {@link logisticModel}; may have been JSON in between.
 * @param columns - The rows to average over: the model's own predictors, or those of other customers.
 * @param options - See {@link MarginalEffectsOptions}.
 * @returns Changes of the probability, in [-1, 1] for contrasts and per unit for slopes.
 * @throws A {@link StatsError}: `invalid-input` without a column that the model needs, on a value of another kind than
 * the model was fitted to, on an unknown category, on columns of different lengths and on bad options;
 * `insufficient-data` without a complete row; `degenerate-data` on a model with coefficients that diverge, and on an
 * effect beyond the range of doubles.
 * @see Williams (2012), The Stata Journal 12(2), 308-331, doi:10.1177/1536867X1201200209 (not read)
 *
 * @example
 * ```ts
 * const rating = [1, 2, 2, 3, 3, 4, 4, 5, 5, null];
 * const late = [true, false, true, true, false, true, false, false, true, false];
 * const model = logisticModel({ rating, late }, [0, 0, 1, 0, 1, 0, 1, 1, 1, 1]);
 * const { effects } = marginalEffects(model, { rating, late });
 * effects.map(({ name, method }) => [name, method]); //=> [["rating", "slope"], ["late", "contrast"]]
 * effects[0]?.estimate; //~> 0.151
 * ```
 */
export function marginalEffects<N extends string>(
  model: LogisticModelResult<N>,
  columns: { readonly [name: string]: Column },
  options: MarginalEffectsOptions = {},
): MarginalEffectsResult {
  checkObject(FN, "options", options);
  const { confidenceLevel = 0.95, ...ofRows } = options;
  checkConfidenceLevel(FN, confidenceLevel);
  const basis = soundModelBasis(model);
  const { variables, positions, total } = readNewRows(FN, columns, basis.terms, model.categories);
  const weights = rowWeights(FN, ofRows, ["weights", "frequencies"], total, "columns");
  const counted = (weight: number) => (weights?.kind === "frequencies" ? weight : weight > 0 ? 1 : 0);
  const own = positions.map((position) => weights?.values[position] ?? 1);
  const n = own.reduce((sum, weight) => sum + counted(weight), 0);
  const all = weights === null ? total : weights.values.reduce((sum, weight) => sum + counted(weight), 0);
  if (n === 0) refuse("insufficient-data", FN, "columns", `must have a complete row, received none of ${all}`);
  const largest = own.reduce((most, weight) => Math.max(most, weight), 0);
  const sum = compensatedSum(own.map((weight) => weight / largest));
  const shares = own.map((weight) => weight / largest / sum);

  const degreesOfFreedom = model.errors === "linearised" ? model.degreesOfFreedom : null;
  if (degreesOfFreedom !== null) checkAtLeast(FN, "model.degreesOfFreedom", degreesOfFreedom, 1);
  const effectOf = (name: string, method: MarginalEffect["method"], { effect, gradient }: Change): MarginalEffect => {
    const held = (value: number) => representable(FN, `the effect of ${name}`, value);
    const estimate = held(effect);
    const spreads = gradient.map((part, k) => held(part * (basis.standardErrors[k] as number)));
    const standardError = held(rootForm(spreads, basis.correlations));
    const statistic = standardError === 0 ? null : held(estimate / standardError);
    const ends =
      degreesOfFreedom === null
        ? normalInterval(estimate, standardError, confidenceLevel, "delta")
        : tInterval(estimate, standardError, degreesOfFreedom, confidenceLevel, "delta-t");
    return {
      name,
      method,
      estimate,
      standardError,
      statistic,
      pValue: statistic === null ? null : waldPValue(statistic, degreesOfFreedom),
      interval: statistic === null ? null : { ...ends, lower: held(ends.lower), upper: held(ends.upper) },
    };
  };

  const effects = columnsIn(basis).flatMap((column): MarginalEffect[] => {
    const category = model.categories.find(({ name }) => name === column);
    const contrast = (from: number, to: number) => contrastOf(basis, variables, shares, column, [from, to]);
    if (category !== undefined) {
      const { levels, reference } = category;
      return levels
        .filter((level) => level !== reference)
        .map((level) =>
          effectOf(`${column}[${level}]`, "contrast", contrast(levels.indexOf(reference), levels.indexOf(level))),
        );
    }
    if (kindOf(elementsOf(FN, `columns.${column}`, columns[column])) === "boolean") {
      return [effectOf(column, "contrast", contrast(0, 1))];
    }
    return [effectOf(column, "slope", slopeOf(basis, variables, shares, column))];
  });
  return {
    kind: "marginal-effects",
    effects,
    n,
    nMissing: all - n,
    caveats: caveatsWhere({ "aliased-columns": basis.terms.flatMap(namesOf).length > basis.kept.length }),
  };
}

/** What the effects need of a model, which may come from JSON that somebody else wrote. */
function soundModelBasis(model: LogisticModelResult): PredictionBasis {
  checkObject(FN, "model", model);
  if (model.kind !== "logistic-model") reject(FN, "model", "be a logistic model, as logisticModel() makes them", model);
  const { predictionBasis, categories } = model;
  if (predictionBasis === null) {
    const advice = 'method: "firth" has them';
    refuse(
      "degenerate-data",
      FN,
      "model",
      `must have an estimate of each coefficient, received some that diverge (${advice})`,
    );
  }
  soundBasis(FN, { predictionBasis, categories });
  categories.forEach(({ levels, reference }, i) => {
    if (!levels.includes(reference)) reject(FN, `model.categories.${i}.reference`, "be one of the levels", reference);
  });
  return predictionBasis;
}
