import { refuse, reject } from "../../../core/checks";
import { DETERMINED } from "../../../numerics/subset-sums";
import { symmetricEigen } from "../../../numerics/symmetric-eigen";
import type { DriverTable } from "./driver-table";
import { jointSpreads, unitColumns } from "./joint-spread";

/**
 * The columns of a table that can be resampled, drivers and, last, the outcome, and their correlations, row by row.
 * Refuses an outcome that does not vary.
 */
export function correlatedColumns(
  fn: string,
  { drivers, outcome, weights, n }: DriverTable,
): { readonly columns: readonly Float64Array[]; readonly correlations: Float64Array } {
  const size = drivers.length + 1;
  const { columns } = unitColumns([...drivers, outcome], weights);
  const { products } = jointSpreads(columns)(weights);
  if (products[size * size - 1] === 0) {
    refuse("degenerate-data", fn, "outcome", `must vary, received ${n} values of ${(outcome[0] as number) + 0}`);
  }
  return { columns, correlations: correlationsFromProducts(products, size) };
}

/**
 * Writes correlations from sums of products: those of a column that does not vary are 0, also on the diagonal.
 *
 * @param products - size x size entries of a symmetric matrix, row by row.
 * @param correlations - As many; overwritten and returned.
 */
export function correlationsFromProducts(
  products: Float64Array,
  size: number,
  correlations = new Float64Array(size * size),
): Float64Array {
  for (let i = 0; i < size; i++) {
    const length = Math.sqrt(products[i * size + i] as number);
    correlations[i * size + i] = length === 0 ? 0 : 1;
    for (let j = 0; j < i; j++) {
      const other = Math.sqrt(products[j * size + j] as number);
      const varies = length > 0 && other > 0;
      const r = varies ? (products[i * size + j] as number) / length / other : 0;
      correlations[i * size + j] = Math.max(-1, Math.min(1, r));
      correlations[j * size + i] = correlations[i * size + j] as number;
    }
  }
  return correlations;
}

/** Below this, an eigenvalue leaves eight digits of what correlations explain, which have about 15 themselves. */
const ILL_CONDITIONED = 1e-7;

/**
 * Whether the drivers are so nearly dependent that rounding may change digits from about the eighth on.
 *
 * @param correlations - Of the p drivers and, last, the outcome, row by row.
 */
export function isIllConditioned(correlations: Float64Array, p: number): boolean {
  // below, drivers determine each other, or do not vary, and what is left of them is not divided by
  return symmetricEigen(amongDrivers(correlations, p), p).values.some(
    (value) => value > DETERMINED / p && value < ILL_CONDITIONED,
  );
}

/** The correlations of the p drivers with each other. */
export function amongDrivers(correlations: Float64Array, p: number): Float64Array {
  return Float64Array.from(
    { length: p * p },
    (_, at) => correlations[Math.floor(at / p) * (p + 1) + (at % p)] as number,
  );
}

/** A negative eigenvalue below this is more than rounding. */
const ROUNDING = 1e-8;

/** Refuses correlations that no table has, such as 0.9, 0.9 and -0.9 among three columns. */
export function checkPositiveSemiDefinite(fn: string, path: string, correlations: Float64Array, size: number): void {
  const least = Math.min(...symmetricEigen(correlations, size).values);
  if (least < -ROUNDING) {
    const rule = "be positive semi-definite, as correlations of one table are (eigenvalues >= 0)";
    reject(fn, path, rule, Number(least.toPrecision(3)));
  }
}
