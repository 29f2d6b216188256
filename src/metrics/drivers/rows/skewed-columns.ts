import { type Caveat, caveatsAt, caveatsWhere } from "../../../core/caveats";
import { isSkewed } from "../../../statistics/estimates/interval";

/** Of drivers and, last, the outcome: the warnings of {@link skewedColumns}, at their drivers and for the whole. */
export function skewedCaveats(columns: readonly Float64Array[], weights: Float64Array | null): Caveat[] {
  return skewedColumns(columns, weights).flatMap((skewed, j) => {
    const caveats = caveatsWhere({ "skewed-answers": skewed });
    return j < columns.length - 1 ? caveatsAt(`drivers.${j}`, caveats) : caveats;
  });
}

/**
 * Which columns are so skewed, for so few rows, that resampled intervals cover less often than their level says.
 *
 * @remarks By the skewness of the sum of weighted deviations, which without weights is that of the column over the root
 * of n. O(n) a column.
 *
 * @param columns - Deviations from their means.
 * @param weights - Of the rows; `null` where every row counts the same.
 */
function skewedColumns(columns: readonly Float64Array[], weights: Float64Array | null): boolean[] {
  const heaviest = weights === null ? 1 : weights.reduce((most, weight) => Math.max(most, weight), 0);
  return columns.map((column) => {
    let squares = 0;
    let cubes = 0;
    for (let i = 0; i < column.length; i++) {
      const weight = weights === null ? 1 : (weights[i] as number) / heaviest;
      const part = weight * (column[i] as number);
      squares += part ** 2;
      cubes += part ** 3;
    }
    return squares > 0 && isSkewed(cubes / squares ** 1.5, 1);
  });
}
