import { choleskyFactor } from "../../../numerics/cholesky-factor";
import { backSubstitute, forwardSubstitute } from "../../../numerics/householder";
import { scaleByPower } from "../../../numerics/sums";
import { correlationsFromProducts } from "../rows/driver-correlations";
import { jointSpreads, unitColumns } from "../rows/joint-spread";
import { rowDraws } from "../rows/row-draws";

/** What a linear model says of a sample of rows; arrays hold one entry a column. */
export interface SampledSlopes {
  /** How often each row counts. */
  readonly counts: Float64Array;
  /** Change of the outcome with one unit of a column, the others held fixed; NaN where the sample does not tell it. */
  readonly slopes: Float64Array;
}

/** A column whose part independent of the others is within this share of it depends on them. */
const DEPENDENT = 1e-10;

/**
 * Coefficients of a linear model in samples of the rows.
 *
 * @remarks From the correlations of each sample: O(n p^2 + p^3) time a draw, and no row is copied. A column that does
 * not vary in a sample is left out of its model; where the others depend on each other, no slope is told.
 *
 * @param columns - Which vary, and do not depend on each other.
 * @param weights - Survey weights of the rows; `null` where every row counts the same.
 * @returns A function whose every call draws a sample; the next call overwrites `counts`.
 */
export function slopeDraws(
  columns: readonly Float64Array[],
  outcome: Float64Array,
  weights: Float64Array | null,
  seed: number,
): () => SampledSlopes {
  const p = columns.length;
  const { columns: unit, exponents } = unitColumns([...columns, outcome], weights);
  const spreadOf = jointSpreads(unit);
  const correlations = new Float64Array((p + 1) ** 2);
  const draw = rowDraws(outcome.length, weights, seed);
  return () => {
    const counts = draw();
    const { products } = spreadOf(counts);
    correlationsFromProducts(products, p + 1, correlations);
    const correlation = (i: number, j: number) => correlations[i * (p + 1) + j] as number;
    const length = (j: number) => Math.sqrt(products[j * (p + 2)] as number);
    const slopes = new Float64Array(p).fill(Number.NaN);
    const varying = Array.from({ length: p }, (_, j) => j).filter((j) => correlation(j, j) > 0);
    const size = varying.length;
    const matrix = Float64Array.from({ length: size ** 2 }, (_, k) => {
      const [i, j] = [Math.floor(k / size), k % size];
      return correlation(varying[i] as number, varying[j] as number);
    });
    const triangle = choleskyFactor(matrix, DEPENDENT);
    if (triangle === null) return { counts, slopes };
    // an outcome that does not vary correlates with nothing: what does not move is moved by nothing
    const towards = Float64Array.from(varying, (j) => correlation(j, p));
    const solved = backSubstitute(triangle, forwardSubstitute(triangle, towards));
    varying.forEach((j, k) => {
      const own = solved[k] as number;
      const unitSlope = (own * length(p)) / length(j);
      slopes[j] = scaleByPower(unitSlope, (exponents[p] as number) - (exponents[j] as number));
    });
    return { counts, slopes };
  };
}
