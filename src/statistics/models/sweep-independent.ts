import { add, type DoubleDouble, multiply } from "../../numerics/double-double";
import { sweep } from "../../numerics/sweep";

/** As in the factorisation of columns: changes of their entries by this share would make one dependent. */
const ALIASING_TOLERANCE = 1e-13;

/**
 * Sweeps the matrix on every predictor that the earlier ones do not express, in their order.
 *
 * @returns The swept predictors, and the columns of the triangular factor of what they, with the intercept, span.
 */
export function sweepIndependent(
  matrix: DoubleDouble[][],
  means: readonly DoubleDouble[],
  spreads: readonly number[],
  n: number,
  intercept: boolean,
  rounding: number,
): { readonly kept: number[]; readonly triangle: Float64Array[] } {
  const kept: number[] = [];
  const rows: number[][] = [];
  const root = Math.sqrt(n);
  const offset = (j: number) => (intercept ? root * (means[j] as DoubleDouble)[0] : 0);
  const norm = (j: number) => Math.hypot(spreads[j] as number, offset(j));
  for (let k = 0; k < matrix.length - 1; k++) {
    const row = matrix[k] as DoubleDouble[];
    const rest = (row[k] as DoubleDouble)[0];
    const weights = kept.map((j) => row[j] as DoubleDouble);
    const constant = weights.reduce(
      (sum, weight, i) => add(sum, multiply([-weight[0], -weight[1]], means[kept[i] as number] as DoubleDouble)),
      means[k] as DoubleDouble,
    )[0];
    const total = (of: (j: number) => number) =>
      weights.reduce((sum, [weight], i) => sum + Math.abs(weight) * of(kept[i] as number), of(k));
    const dependent = ALIASING_TOLERANCE * (total(norm) + (intercept ? root * Math.abs(constant) : 0));
    const lost = rounding * total((j) => spreads[j] as number) ** 2;
    if (rest <= dependent * dependent || rest <= lost) continue;
    rows.push(row.map(([value]) => value / Math.sqrt(rest)));
    sweep(matrix, k);
    kept.push(k);
  }
  const triangle = kept.map((j, k) => {
    const column = rows.slice(0, k + 1).map((row) => row[j] as number);
    return Float64Array.from(intercept ? [offset(j), ...column] : column);
  });
  return { kept, triangle: intercept ? [Float64Array.of(root), ...triangle] : triangle };
}
