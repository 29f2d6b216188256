import { type Caveat, caveatsWhere } from "../../../core/caveats";
import type { ConfidenceInterval } from "../../../core/estimate";
import { drawnInterval } from "../rows/drawn-interval";
import { correlatedColumns, isIllConditioned } from "../rows/driver-correlations";
import type { DriverTable } from "../rows/driver-table";
import { skewedCaveats } from "../rows/skewed-columns";
import { explainedByAll, fullModel } from "./full-model";
import { defaultDraws, drawShares } from "./importance-draws";
import { checkEnoughRows } from "./importance-parts";
import { relativeDraws, relativeShare } from "./relative-shares";
import { shareMethod } from "./share-method";

/**
 * What importance is.
 *
 * - `share`: the driver's share of what all drivers explain, the `relativeShare` that {@link driverImportance} has by
 *   its method `lmg`: all sum to 1; up to 25 drivers
 * - `effect`: the driver's coefficient in the model of all drivers, in standard deviations; may be negative
 */
export type ImportanceMeasure = "share" | "effect";

/** The importance of one driver. */
export interface DerivedImportance {
  /** `null` where the data do not tell the driver's effect, or where all drivers together explain nothing. */
  readonly importance: number | null;
  /** `null` where there are no draws, or all are equal. */
  readonly interval: ConfidenceInterval | null;
  readonly caveats: readonly Caveat[];
}

/** The importance of all drivers, in column order. */
export interface DerivedImportances {
  readonly drivers: readonly DerivedImportance[];
  /** What all drivers explain together of the outcome's variation, [0, 1]. */
  readonly rSquared: number;
  /** Samples drawn, those that failed included; `null` without resampling. */
  readonly draws: number | null;
  /** Those of the whole, and of columns that are too skewed for so few rows. */
  readonly caveats: readonly Caveat[];
}

/**
 * Importance of drivers for an outcome, from complete rows, with intervals from samples of these.
 *
 * @param fn - The public function that was called, for messages.
 * @param asked - How many samples are drawn; 0 for none, `undefined` for as many as the number of drivers allows.
 */
export function derivedImportances(
  fn: string,
  table: DriverTable,
  measure: ImportanceMeasure,
  { draws: asked, seed }: { readonly draws: number | undefined; readonly seed: number },
  confidenceLevel: number,
): DerivedImportances {
  const { names, weights, n, nMissing, rows } = table;
  const p = names.length;
  const isShare = measure === "share";
  const sharing = shareMethod(fn, "predictors", { method: isShare ? "lmg" : "last" }, names);
  checkEnoughRows(fn, "predictors", p, n, nMissing);
  const { columns, correlations } = correlatedColumns(fn, table);
  const valuesOf = isShare ? sharing.sharesOf : (given: Float64Array) => effectsOf(given, p);
  const draws = asked ?? defaultDraws(sharing.subsets);
  const drawn = draws === 0 ? null : drawShares(columns, weights, valuesOf, { draws, seed });

  const rSquared = explainedByAll(correlations, p);
  const drivers = Array.from(valuesOf(correlations), (value, j) => {
    const isConstant = correlations[j * (p + 2)] === 0;
    // a driver that does not vary has exactly nothing, whatever sums round to
    const estimate = isShare ? relativeShare(isConstant ? 0 : value, rSquared) : value;
    const inDraws = drawn && (isShare ? relativeDraws(drawn.shares[j]!, drawn.rSquared) : drawn.shares[j]!);
    const isAliased = !isShare && Number.isNaN(estimate) && !isConstant;
    return importanceOf(estimate, inDraws, confidenceLevel, isConstant, isAliased);
  });
  const caveats = caveatsWhere({
    "few-complete-rows": rows.used < rows.total / 2,
    "ill-conditioned": isIllConditioned(correlations, p),
    "no-resampling": drawn === null,
    "failed-draws": (drawn?.failed ?? 0) > 0,
  });
  return {
    drivers,
    rSquared,
    draws: drawn && draws,
    caveats: drawn === null ? caveats : [...caveats, ...skewedCaveats(columns, weights)],
  };
}

/** Coefficients in standard deviations; NaN for a driver that the others determine, or that does not vary. */
function effectsOf(correlations: Float64Array, p: number): Float64Array {
  return Float64Array.from(fullModel(correlations, p).drivers, ({ coefficient }) => coefficient ?? Number.NaN);
}

/** One driver's importance, of which NaN knows nothing, and what draws say of it. */
function importanceOf(
  estimate: number,
  draws: Float64Array | null,
  level: number,
  isConstant: boolean,
  isAliased: boolean,
): DerivedImportance {
  const importance = Number.isNaN(estimate) ? null : estimate + 0;
  const drawn = draws === null || importance === null ? null : drawnInterval(draws, level);
  return {
    importance,
    interval: drawn?.interval ?? null,
    caveats: caveatsWhere({ "constant-column": isConstant, "aliased-columns": isAliased, ...drawn?.codes }),
  };
}
