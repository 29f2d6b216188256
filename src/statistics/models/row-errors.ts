import { refuse } from "../../core/checks";
import type { LeastSquaresFit } from "../../numerics/least-squares";
import { type Factors, leverages, orthonormalColumns, sandwich } from "../../numerics/sandwich";
import { scaleByPower } from "../../numerics/sums";
import { type LinearModelErrors, type RowDiagnostics, representable } from "./linear-model-result";
import type { ModelTable } from "./model-table";

/** A row whose leverage is this near to 1 has no residual of its own. */
const FULL_LEVERAGE = 0.999_999_999_9;

/** How the rows of a table lie to each other in a fit. */
export interface RowGeometry {
  /** Of columns that span those of the fit. */
  readonly factors: Factors;
  readonly orthonormal: readonly Float64Array[];
  /** Of each row; of each single case, where a row holds several. */
  readonly leverage: Float64Array;
}

/** Orthonormal columns and leverages of the rows, which errors and diagnostics share. O(n p^2) time. */
export function rowGeometry({ weights, outcome }: ModelTable, factors: Factors): RowGeometry {
  const cases = weights?.kind === "frequencies" ? weights.values : null;
  const orthonormal = orthonormalColumns(factors);
  const leverage = leverages(orthonormal, outcome.length).map((own, i) => own / (cases?.[i] ?? 1));
  return { factors, orthonormal, leverage };
}

/** Whether some row determines a coefficient alone, so that its residual cannot show its error. */
export function hasFullLeverage(rows: RowGeometry | null): boolean {
  return rows?.leverage.some((own) => own > FULL_LEVERAGE) ?? false;
}

/**
 * Covariance of coefficients when every row has an error of its own, as its residual shows it.
 *
 * @remarks A row that determines a coefficient alone has no residual; what its error may be, `hc0`, `hc1` and linearised
 * errors leave out.
 *
 * @param classical - Their covariance when all rows have the same spread, beside which rounding is seen as such.
 */
export function robustCovariance(
  fn: string,
  table: ModelTable,
  fit: LeastSquaresFit,
  { factors, orthonormal, leverage }: RowGeometry,
  errors: Exclude<LinearModelErrors, "classical">,
  classical: Float64Array,
): Float64Array {
  const { weights, n, positions } = table;
  const cases = weights?.kind === "frequencies" ? weights.values : null;
  const factor = errors === "linearised" ? n / (n - 1) : errors === "hc1" ? n / (n - fit.rank) : 1;
  const power = errors === "hc2" ? 1 : errors === "hc3" ? 2 : 0;
  const variances = fit.residuals.map((residual, i) => {
    const own = leverage[i] as number;
    if (power > 0 && own > FULL_LEVERAGE) {
      const row = `row ${positions[i]} determines a coefficient alone`;
      refuse("degenerate-data", fn, "robust", `must be "hc0" or "hc1" where a row has leverage 1: ${row}`);
    }
    if (own > FULL_LEVERAGE) return 0;
    return (factor * residual ** 2) / (cases?.[i] ?? 1) / (1 - own) ** power;
  });
  return withoutRounding(sandwich(factors, orthonormal, variances), classical);
}

/** Share of the classical variance below which a robust one is rounding: the rows it comes from have no residuals. */
const NEGLIGIBLE = 1e-13;

/** A covariance whose variances, where they are no more than rounding of a classical one, are 0. */
export function withoutRounding(covariance: Float64Array, classical: Float64Array): Float64Array {
  const p = Math.sqrt(covariance.length);
  const gone = Array.from({ length: p }, (_, k) => {
    const at = k * p + k;
    return !((covariance[at] as number) > NEGLIGIBLE * (classical[at] as number));
  });
  return covariance.map((value, at) => (gone[Math.floor(at / p)] || gone[at % p] ? 0 : value));
}

/** What a fit says of its rows; `fitted` and the residuals, unweighted, are in units of 2^unit. */
export function rowDiagnosticsOf(
  fn: string,
  { weights, positions }: ModelTable,
  leverage: Float64Array,
  fitted: Float64Array,
  residuals: Float64Array,
  deviation: number,
  rank: number,
  unit: number,
): RowDiagnostics {
  const precision = weights === null || weights.kind === "frequencies" ? null : weights.values;
  const inUnit = (value: number) => representable(fn, "the fit", scaleByPower(value, unit));
  const standardizedResidual = Array.from(residuals, (residual, i) => {
    const own = leverage[i] as number;
    if (own > FULL_LEVERAGE || deviation === 0) return null;
    return (residual * Math.sqrt(precision?.[i] ?? 1)) / (deviation * Math.sqrt(1 - own)) + 0;
  });
  return {
    row: [...positions],
    fitted: Array.from(fitted, inUnit),
    residual: Array.from(residuals, inUnit),
    standardizedResidual,
    leverage: [...leverage],
    cooksDistance: standardizedResidual.map((value, i) => {
      const own = leverage[i] as number;
      return value === null || rank === 0 ? null : (value ** 2 * own) / (1 - own) / rank;
    }),
  };
}
