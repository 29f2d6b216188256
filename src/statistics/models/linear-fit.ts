import { caveatsWhere } from "../../core/caveats";
import { factorise } from "../../numerics/householder";
import { type LeastSquaresFit, leastSquares } from "../../numerics/least-squares";
import type { Factors } from "../../numerics/sandwich";
import { dot, normExponent, scaleByPower, scaledColumn } from "../../numerics/sums";
import { type CentredFit, centredColumns, centredFit, uncentred } from "./centred-fit";
import { changeOfBasis } from "./change-of-basis";
import { type Design, isIntercept } from "./design";
import { type FittedCoefficient, type LinearFit, type LinearModelErrors, representable } from "./linear-model-result";
import { linearPredictionBasis } from "./linear-prediction-basis";
import type { ModelTable } from "./model-table";
import { hasFullLeverage, robustCovariance, rowDiagnosticsOf, rowGeometry, withoutRounding } from "./row-errors";
import { centerOf, squaresAbout } from "./squares";
import { INTERCEPT } from "./terms";
import { waldStatistic } from "./wald";

/** Residual variance over mean squared fit below which R, too, warns of an essentially perfect fit. */
const ROUNDING = 1e-30;

/** Fits the columns of a design to the outcome of its table; its rows outnumber the coefficients. */
export function linearFit(
  fn: string,
  table: ModelTable,
  design: Design,
  errors: LinearModelErrors,
  wantsDiagnostics: boolean,
): LinearFit {
  const { weights, n } = table;
  const intercept = isIntercept(design.terms[0]);
  const rowWeights = weights?.values ?? null;
  const roots = rowWeights?.map(Math.sqrt) ?? null;
  const rooted = (column: Float64Array) => (roots === null ? column : column.map((x, i) => x * (roots[i] as number)));

  // In powers of two of their own, no square of a column overflows or underflows.
  const exponents = design.columns.map(normExponent);
  const unit = normExponent(table.outcome);
  const outcome = scaledColumn(table.outcome, unit);
  // far from 0, multiplying by the root of a weight would round the outcome by more than its spread
  const origin = intercept && roots !== null ? centerOf(outcome, rowWeights) : 0;
  const columns = design.columns.map((column, j) => scaledColumn(column, exponents[j] as number));
  const shifted = leastSquares(
    columns.map(rooted),
    rooted(outcome.map((value) => value - origin)),
    design.lows.map((low, j) => low && rooted(scaledColumn(low, exponents[j] as number))),
  );
  const fit = origin === 0 ? shifted : { ...shifted, coefficients: shifted.coefficients.slice() };
  if (origin !== 0) fit.coefficients[0] = (fit.coefficients[0] as number) + origin / (columns[0]?.[0] as number);
  const { rank, residualNorm } = fit;
  const residuals = fit.residuals.map((residual, i) => residual / (roots?.[i] ?? 1));
  const fitted = outcome.map((value, i) => value - (residuals[i] as number));
  const deviation = residualNorm / Math.sqrt(n - rank);
  const sizeOfFit = rooted(fitted);
  const perfect = deviation ** 2 <= ROUNDING * (dot(sizeOfFit, 0, sizeOfFit, 0, sizeOfFit.length) / n);

  const tested = rank - (intercept ? 1 : 0);
  const center = intercept ? centerOf(outcome, rowWeights) : 0;
  const aboutCenter = outcome.map((value, i) => value - center - (residuals[i] as number));
  const explained = tested === 0 ? 0 : squaresAbout(aboutCenter, rowWeights, intercept);

  const classical = fit.unscaledCovariance.map((value) => value * deviation ** 2);
  const keptColumns = fit.kept.map((column) => columns[column] as Float64Array);
  const about = intercept ? centredColumns(keptColumns, rowWeights) : null;
  const plain =
    about === null
      ? { centers: fit.kept.map(() => 0), coefficients: [...fit.coefficients], covariance: classical }
      : centredFit(fit, about, center, deviation, rowWeights);
  // columns that were independent before are the more so without their offsets
  const factors = (): Factors =>
    about === null ? fit : { qr: factorise(about.columns.map(rooted)), exponents: fit.kept.map(() => 0) };
  const rows = errors === "classical" && !wantsDiagnostics ? null : rowGeometry(table, factors());
  let centred: CentredFit = plain;
  let covariance: Float64Array = classical;
  if (rows !== null && errors !== "classical") {
    centred = { ...plain, covariance: robustCovariance(fn, table, fit, rows, errors, plain.covariance) };
    const named = about === null ? centred.covariance : uncentred(centred, keptColumns[0]?.[0] as number);
    covariance = withoutRounding(named, classical);
  }
  const surveyed = weights?.kind === "weights";
  const spread = surveyed ? deviation * Math.sqrt(n / weights.values.reduce((sum, weight) => sum + weight)) : deviation;
  return {
    n,
    nMissing: table.nMissing,
    coefficients: namedCoefficients(fn, table, design, { fit, covariance, exponents, unit, outcome }),
    intercept,
    explained,
    unexplained: residualNorm ** 2,
    residualStandardError: representable(fn, "the residual standard error", scaleByPower(spread, unit)),
    perfect,
    fStatistic:
      errors === "classical" ? explained / tested / deviation ** 2 : waldF(fit.coefficients, covariance, tested),
    logLikelihood: surveyed ? null : logLikelihoodOf(table, residualNorm, unit),
    conditionNumber: fit.conditionNumber,
    aliased: fit.aliased.map((column) => design.names[column] as string),
    categories: table.categories,
    weighting: weights?.kind ?? null,
    errors,
    rowDiagnostics:
      rows !== null && wantsDiagnostics
        ? rowDiagnosticsOf(fn, table, rows.leverage, fitted, residuals, perfect ? 0 : deviation, rank, unit)
        : null,
    predictionBasis: linearPredictionBasis(fn, design.terms, fit.kept, centred, exponents, unit),
    rows: table.rows,
    caveats: caveatsWhere({ "full-leverage": errors !== "classical" && hasFullLeverage(rows) }),
  };
}

/** A fit of the working columns, each in units of a power of two of its own. */
interface WorkedFit {
  readonly fit: LeastSquaresFit;
  readonly covariance: Float64Array;
  readonly exponents: readonly number[];
  readonly outcome: Float64Array;
  readonly unit: number;
}

/** The coefficients of the named columns, in the caller's units. */
function namedCoefficients(
  fn: string,
  { weights }: ModelTable,
  { terms, names, named }: Design,
  { fit, covariance, exponents, outcome, unit }: WorkedFit,
): FittedCoefficient[] {
  const intercept = isIntercept(terms[0]);
  const rowWeights = weights?.values ?? null;
  const namedExponents = named.map(normExponent);
  const change = changeOfBasis(fn, terms, fit.kept, exponents, namedExponents);
  const estimates = change.coefficients(fit.coefficients, fit.coefficientLows);
  const variances = change.covariance(covariance);
  const unscaled = change.covariance(fit.unscaledCovariance);
  const variation = Math.sqrt(squaresAbout(outcome, rowWeights, intercept));
  return fit.kept.map((column, k) => {
    const name = names[column] as string;
    const exponent = namedExponents[column] as number;
    const inOwnUnit = (value: number) =>
      representable(fn, `the coefficient of ${name}`, scaleByPower(value, unit - exponent));
    const estimate = estimates[k] as number;
    const at = k * fit.rank + k;
    const squares = squaresAbout(scaledColumn(named[column] as Float64Array, exponent), rowWeights, intercept);
    return {
      name,
      estimate: inOwnUnit(estimate),
      standardError: inOwnUnit(Math.sqrt(variances[at] as number)),
      standardized: name === INTERCEPT ? null : (estimate * Math.sqrt(squares)) / variation + 0,
      varianceInflation: name === INTERCEPT ? null : Math.max(1, (unscaled[at] as number) * squares),
    };
  });
}

/** Wald's statistic of the last coefficients, over their number; `null` where their errors say nothing. */
function waldF(coefficients: Float64Array, covariance: Float64Array, tested: number): number | null {
  const statistic = waldStatistic(coefficients, covariance, coefficients.length - tested);
  return statistic === null ? null : statistic / tested;
}

function logLikelihoodOf({ weights, n }: ModelTable, residualNorm: number, unit: number): number {
  const residual = 2 * (Math.log(residualNorm) + unit * Math.LN2);
  const precision =
    weights?.kind === "precisionWeights" ? weights.values.reduce((sum, weight) => sum + Math.log(weight), 0) : 0;
  return (-n / 2) * (Math.log(2 * Math.PI) + 1 - Math.log(n) + residual) + precision / 2;
}
