import type { Caveat } from "../../../core/caveats";
import { rangeOf } from "../../../numerics/chebyshev";
import { leastSquares } from "../../../numerics/least-squares";
import { designOf } from "../../../statistics/models/design";
import { checkEnoughForCoefficients, checkOutcomeVaries } from "../../../statistics/models/estimable";
import { linearFit } from "../../../statistics/models/linear-fit";
import {
  type LinearModelCoefficient,
  type LinearModelErrors,
  linearModelResult,
} from "../../../statistics/models/linear-model-result";
import type { ModelTable } from "../../../statistics/models/model-table";
import type { DriverTable } from "../rows/driver-table";

/** Why a column has no coefficient: it does not vary, or others say what it says. */
export type NoCoefficient = "constant" | "dependent";

/** A linear model of an outcome, made of columns that belong to drivers. */
export interface DriverModel {
  readonly intercept: LinearModelCoefficient;
  /** One a column. */
  readonly coefficients: readonly (LinearModelCoefficient | NoCoefficient)[];
  readonly rSquared: number;
  /** Those of the model as a whole. */
  readonly caveats: readonly Caveat[];
  /** Places of the columns that the model is fitted to, ascending: they vary, and none repeats the others. */
  readonly fitted: readonly number[];
}

/**
 * Fits a linear model with an intercept to columns made of the complete rows of drivers.
 *
 * @remarks Where columns depend on each other, none of them has a coefficient of its own, whichever comes first; all
 * others have the one that they would have without the repetition.
 *
 * @param fn - The public function that was called, for messages.
 * @param columns - Name, for messages, and values.
 */
export function driverModel(
  fn: string,
  table: DriverTable,
  columns: readonly (readonly [name: string, values: Float64Array])[],
  outcome: Float64Array,
  errors: LinearModelErrors,
  confidenceLevel: number,
): DriverModel {
  const varying = columns.flatMap(([, values], place) => (values.some((x) => x !== values[0]) ? [place] : []));
  checkEnoughForCoefficients(fn, table, varying.length + 1);
  checkOutcomeVaries(fn, outcome, outcome[0] as number, "that count");
  const names = varying.map((place) => columns[place]![0]);
  const model = modelOf(
    fn,
    { ...table, outcome },
    names,
    varying.map((place) => columns[place]![1]),
    errors,
    confidenceLevel,
  );
  const [intercept, ...estimated] = model.coefficients as [LinearModelCoefficient, ...LinearModelCoefficient[]];
  const aliased = varying.filter((_, k) => model.aliased.includes(names[k] as string));
  const fitted = varying.filter((place) => !aliased.includes(place));
  const dependent = new Set([
    ...aliased,
    ...expressing(
      columns.map(([, values]) => values),
      aliased,
      fitted,
    ),
  ]);
  return {
    intercept,
    coefficients: columns.map((_, place) => {
      if (!varying.includes(place)) return "constant";
      return dependent.has(place) ? "dependent" : (estimated[fitted.indexOf(place)] as LinearModelCoefficient);
    }),
    rSquared: model.rSquared,
    caveats: model.caveats.filter(({ code }) => code !== "aliased-columns"),
    fitted,
  };
}

function modelOf(
  fn: string,
  { n, nMissing, outcome, weights, index, rows }: DriverTable,
  names: readonly string[],
  columns: readonly Float64Array[],
  errors: LinearModelErrors,
  confidenceLevel: number,
) {
  const table: ModelTable = {
    terms: names,
    variables: new Map(names.map((name, k) => [name, { values: columns[k] as Float64Array, levels: null }])),
    categories: [],
    outcome,
    weights: weights && { kind: "weights", values: weights },
    n,
    nMissing,
    positions: index,
    rows,
  };
  return linearModelResult(fn, linearFit(fn, table, designOf(fn, table, true), errors, false), confidenceLevel);
}

/** Share of an aliased column's range that a fitted column must contribute to it, beyond what rounding may. */
const CONTRIBUTES = 1e-6;

/** The fitted columns that others, which depend on them, are made of. */
function expressing(columns: readonly Float64Array[], aliased: readonly number[], fitted: readonly number[]): number[] {
  const halfRange = (place: number) => rangeOf(columns[place] as Float64Array).halfWidth;
  return aliased.flatMap((place) => {
    const column = columns[place] as Float64Array;
    const ones = new Float64Array(column.length).fill(1);
    const { coefficients } = leastSquares([ones, ...fitted.map((own) => columns[own] as Float64Array)], column);
    return fitted.filter(
      (own, k) => Math.abs(coefficients[k + 1] as number) * halfRange(own) > CONTRIBUTES * halfRange(place),
    );
  });
}
