import { type Caveat, caveatsWhere } from "../../core/caveats";
import { checkAtLeast, checkConfidenceLevel, checkNoOthers, checkObject, checkOneOf, reject } from "../../core/checks";
import type { Column } from "../../core/columns";
import type { ConfidenceInterval } from "../../core/estimate";
import { studentTUpperQuantile } from "../../numerics/student-t";
import { columnsOf } from "./design";
import { type LinearModelResult, type PredictionBasis, representable } from "./linear-model-result";
import { readNewRows } from "./new-rows";
import { soundBasis } from "./sound-basis";

/** What the interval of a prediction is to hold. */
export type PredictionIntervalType = "confidence" | "prediction";

/** Options of {@link predict}. */
export interface PredictOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /**
   * `confidence` holds the mean outcome of all customers like this one, `prediction` the outcome of a single one.
   * @defaultValue `"confidence"`
   */
  readonly intervalType?: PredictionIntervalType | undefined;
}

/** The expected outcome of a row. */
export interface Prediction {
  readonly estimate: number;
  /** Of the mean outcome, whatever the interval is of. */
  readonly standardError: number;
  /** `null` where the model fits perfectly. */
  readonly interval: ConfidenceInterval | null;
}

/** Expected outcomes of new rows. */
export interface PredictionResult {
  readonly kind: "prediction";
  /** One a row; `null` where a value is missing. */
  readonly predictions: readonly (Prediction | null)[];
  readonly intervalType: PredictionIntervalType;
  /** Rows predicted. */
  readonly n: number;
  /** Rows with a missing value. */
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/**
 * Expected outcomes of new rows under a linear model, with intervals.
 *
 * @remarks $$\hat y = x \hat b, \quad \hat y \pm t_{n-p} \sqrt{x \hat V x^\top}, \quad \text{for a single outcome } \hat y
 * \pm t_{n-p} \sqrt{s^2 + x \hat V x^\top}$$ with the model's own kind of errors V. A single outcome is taken to have the
 * model's residual spread wherever it lies, with precision weights that of weight 1, and to be normal about it. Beyond
 * the range of the data a model is a guess. O(rows p^2).
 *
 * @param model - From {@link linearModel}; may have been JSON in between.
 * @param columns - New values of the model's predictors by name; others are ignored.
 * @param options - See {@link PredictOptions}.
 * @returns One prediction a row, in the unit of the outcome.
 * @throws A {@link StatsError}: `invalid-input` without a column that the model needs, on a value of another kind than
 * the model was fitted to (yes and no may be 1 and 0), on an unknown category and on columns of different lengths.
 * @see Chambers (1992), Linear models, in Statistical Models in S (not read)
 *
 * @example
 * ```ts
 * const model = linearModel({ food: [1, 2, 3, 4, 5] }, [2, 2, 3, 5, 5]);
 * const { predictions } = predict(model, { food: [3, null, 6] });
 * predictions[0]?.estimate; //~> 3.4
 * predictions[0]?.interval; //~> { lower: 2.54, upper: 4.26, level: 0.95, method: "t" }
 * predictions[1]; //=> null
 * predict(model, { food: [6] }, { intervalType: "prediction" }).predictions[0]?.interval?.upper; //~> 8.89
 * ```
 */
export function predict<N extends string>(
  model: LinearModelResult<N>,
  columns: { readonly [name: string]: Column },
  options: PredictOptions = {},
): PredictionResult {
  const fn = "predict";
  checkObject(fn, "options", options);
  const { confidenceLevel = 0.95, intervalType = "confidence", ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, confidenceLevel);
  checkOneOf(fn, "intervalType", intervalType, ["confidence", "prediction"]);
  checkObject(fn, "model", model);
  if (model.kind !== "linear-model") reject(fn, "model", "be a linear model, as linearModel() makes them", model);
  checkAtLeast(fn, "model.degreesOfFreedom", model.degreesOfFreedom, 1);
  checkAtLeast(fn, "model.residualStandardError", model.residualStandardError, 0);
  const basis = soundBasis(fn, model);
  const { variables, positions, total } = readNewRows(fn, columns, basis.terms, model.categories);
  const parts = columnsOf(basis.terms, variables, positions.length);
  const used = basis.kept.map((column) => parts[column] as (typeof parts)[number]);
  const perfect = Array.isArray(model.caveats) && model.caveats.some((caveat) => caveat?.code === "perfect-fit");
  const quantile = studentTUpperQuantile((1 - confidenceLevel) / 2, model.degreesOfFreedom);
  const own = intervalType === "prediction" ? model.residualStandardError : 0;

  const predictions = new Array<Prediction | null>(total).fill(null);
  positions.forEach((position, i) => {
    const row = used.map(({ high, low }, k) => (high[i] as number) - (basis.centers[k] as number) + (low?.[i] ?? 0));
    const estimate = row.reduce((sum, value, k) => sum + value * (basis.coefficients[k] as number), 0);
    const spreads = row.map((value, k) => value * (basis.standardErrors[k] as number));
    const standardError = rootForm(spreads, basis.correlations);
    const half = quantile * Math.hypot(own, standardError);
    const held = (value: number) => representable(fn, "the prediction", value);
    predictions[position] = {
      estimate: held(estimate),
      standardError: held(standardError),
      interval: perfect
        ? null
        : { lower: held(estimate - half), upper: held(estimate + half), level: confidenceLevel, method: "t" },
    };
  });
  return {
    kind: "prediction",
    predictions,
    intervalType,
    n: positions.length,
    nMissing: total - positions.length,
    caveats: caveatsWhere({ "aliased-columns": parts.length > basis.kept.length, "perfect-fit": perfect }),
  };
}

/** Square root of s' R s. */
export function rootForm(spreads: readonly number[], correlations: PredictionBasis["correlations"]): number {
  const largest = spreads.reduce((most, spread) => Math.max(most, Math.abs(spread)), 0);
  if (largest === 0) return 0;
  let sum = 0;
  spreads.forEach((a, i) => {
    spreads.forEach((b, j) => {
      sum += (a / largest) * (b / largest) * (correlations[i]?.[j] as number);
    });
  });
  return largest * Math.sqrt(Math.max(0, sum));
}
