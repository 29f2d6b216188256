import { backSubstitute, conditionOf, factorise } from "../../numerics/householder";
import { orthonormalColumns } from "../../numerics/sandwich";
import { compensatedSum } from "../../numerics/simple-statistics";
import { dot, normExponent, scaleByPower, scaleColumn, scaledColumn } from "../../numerics/sums";
import { changeOfBasis } from "./change-of-basis";
import type { Design } from "./design";
import { type PredictionBasis, representable } from "./linear-model-result";

/** Orthogonal columns that span those of a design, and the way from their coefficients to the named ones. */
export interface WorkingBasis {
  /** One for each kept column, with a mean square of 1; the first is constant, hence all 1. */
  readonly columns: readonly Float64Array[];
  /** Names of the kept columns' coefficients. */
  readonly names: readonly string[];
  readonly aliased: readonly string[];
  /** Largest over smallest singular value of the kept columns, each scaled to norm 1. */
  readonly conditionNumber: number;
  /** The coefficients that stand for named ones, as combinations of those of `columns`; see `inOwnUnit`. */
  readonly combinations: readonly Float64Array[];
  /** What a combination gives, in the unit of the named coefficient. */
  inOwnUnit(value: number, k: number): number;
  /** The columns times their coefficients, where equal rows give equal sums to the last digit. */
  linearPredictor(coordinates: Float64Array): Float64Array;
  /** What predictions need, from coefficients of `columns` and their covariance. */
  predictionBasis(coordinates: Float64Array, covariance: Float64Array): PredictionBasis;
}

/**
 * The working basis of a design with an intercept.
 *
 * @remarks Columns are centred before they are made orthogonal, so that an offset of 1e9 costs no digits, and scaled by
 * powers of two, so that no square overflows. What is left out as aliased is what a linear model leaves out.
 */
export function workingBasis(fn: string, design: Design): WorkingBasis {
  const rows = (design.columns[0] as Float64Array).length;
  const exponents = design.columns.map(normExponent);
  const scaled = design.columns.map((column, j) => scaledColumn(column, exponents[j] as number));
  const first = factorise(scaled);
  const centers = scaled.map((column, j) => (j === 0 ? 0 : compensatedSum(column) / rows));
  const centred = first.kept.map((j) => {
    const column = (scaled[j] as Float64Array).map((x) => x - (centers[j] as number));
    // what is left of a column far from 0 may be small; powers of two round nothing
    const exponent = normExponent(column);
    scaleColumn(column, -exponent);
    return { column, exponent };
  });
  const qr = factorise(centred.map(({ column }) => column));
  const kept = qr.kept.map((k) => first.kept[k] as number);
  const shifts = qr.kept.map((k) => (centred[k] as (typeof centred)[number]).exponent);
  const p = kept.length;
  const root = Math.sqrt(rows);
  const orthonormal = orthonormalColumns({ qr, exponents: kept.map(() => 0) });
  const sign = (orthonormal[0]?.[0] as number) < 0 ? -1 : 1;

  // coefficients of the centred columns: sqrt(n) R^-1, by its columns
  const inverse = kept.map((_, k) => {
    const unit = new Float64Array(p);
    unit[k] = k === 0 ? sign * root : root;
    return backSubstitute(qr.triangle, unit).map((b, j) => scaleByPower(b, -(shifts[j] as number)));
  });
  const parts = kept.map((_, j) => Float64Array.from(inverse, (column) => column[j] as number));
  const namedExponents = design.named.map(normExponent);
  const change = changeOfBasis(fn, design.terms, kept, exponents, namedExponents);
  const named = inverse.map((column) => {
    const working = column.slice();
    for (let j = 1; j < p; j++) {
      // the intercept's column is 1 / 2^exponent
      const shift = scaleByPower(centers[kept[j] as number] as number, exponents[0] as number);
      working[0] = (working[0] as number) - (column[j] as number) * shift;
    }
    return change.coefficients(working, new Float64Array(p));
  });
  const names = kept.map((j) => design.names[j] as string);
  return {
    columns: orthonormal.map((column, k) => column.map((x) => (k === 0 ? 1 : x * root))),
    names,
    aliased: design.names.filter((_, j) => !kept.includes(j)),
    conditionNumber: conditionOf(first.triangle),
    combinations: names.map((_, k) => Float64Array.from(named, (column) => column[k] as number)),
    inOwnUnit: (value, k) =>
      representable(
        fn,
        `the coefficient of ${names[k]}`,
        scaleByPower(value, -(namedExponents[kept[k] as number] as number)),
      ),
    linearPredictor: (coordinates) => {
      const sums = new Float64Array(rows);
      qr.kept.forEach((index, k) => {
        const { column, exponent } = centred[index] as (typeof centred)[number];
        const b = scaleByPower(dot(parts[k] as Float64Array, 0, coordinates, 0, p), exponent);
        for (let i = 0; i < rows; i++) sums[i] = (sums[i] as number) + b * (column[i] as number);
      });
      return sums;
    },
    predictionBasis: (coordinates, covariance) => {
      const spreads = parts.map((part) => Math.sqrt(formOf(part, covariance, part)));
      const inUnit = (value: number, k: number) =>
        representable(fn, "every coefficient", scaleByPower(value, -(exponents[kept[k] as number] as number)));
      return {
        terms: design.terms,
        kept,
        centers: kept.map((j) =>
          representable(fn, "every column", scaleByPower(centers[j] as number, exponents[j] as number)),
        ),
        coefficients: parts.map((part, k) => inUnit(dot(part, 0, coordinates, 0, p), k)),
        standardErrors: spreads.map(inUnit),
        correlations: parts.map((a, i) =>
          parts.map((b, j) => {
            const size = (spreads[i] as number) * (spreads[j] as number);
            return i === j ? 1 : Math.max(-1, Math.min(1, formOf(a, covariance, b) / size)) || 0;
          }),
        ),
      };
    },
  };
}

/** a' V b. */
export function formOf(a: Float64Array, covariance: Float64Array, b: Float64Array): number {
  const p = a.length;
  let sum = 0;
  for (let i = 0; i < p; i++) sum += (a[i] as number) * dot(covariance, i * p, b, 0, p);
  return sum;
}
