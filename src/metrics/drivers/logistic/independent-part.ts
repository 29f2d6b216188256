import { DETERMINED } from "../../../numerics/subset-sums";
import { dot } from "../../../numerics/sums";

/**
 * What orthogonal columns leave of another, with a mean square of 1; `null` where they determine it.
 *
 * @remarks O(n k) time for k columns.
 *
 * @param column - With a mean square of 1, or zeros. Overwritten.
 * @param basis - Orthogonal columns with mean squares of 1.
 * @param counts - How much each row counts in products.
 */
export function independentPart(
  column: Float64Array,
  basis: readonly Float64Array[],
  counts: Float64Array,
): Float64Array | null {
  const n = column.length;
  const counted = new Float64Array(n);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const product = (a: Float64Array, b: Float64Array) => {
    for (let i = 0; i < n; i++) counted[i] = (counts[i] as number) * (a[i] as number);
    return dot(counted, 0, b, 0, n) / total;
  };
  // what rounding leaves of the first round, the second takes away
  for (let round = 0; round < 2; round++) {
    for (const other of basis) {
      const share = product(other, column);
      for (let i = 0; i < n; i++) column[i] = (column[i] as number) - share * (other[i] as number);
    }
  }
  const left = product(column, column);
  if (!(left > DETERMINED)) return null;
  const size = Math.sqrt(left);
  return column.map((x) => x / size);
}
