/** The constant of a model whose columns are taken from their centres, and what it has in common with the slopes. */
export interface CentredConstant {
  readonly constant: number;
  readonly variance: number;
  /** Covariances with the slopes. */
  readonly covariances: Float64Array;
}

/**
 * The constant, where the centres are means rounded to doubles: far from 0 what rounding took is no longer small beside
 * the spread of a column.
 *
 * @param mean - The constant about the exact means.
 * @param slopes - Coefficients of the other columns.
 * @param covariance - Of the slopes i and j.
 * @param drifts - Exact mean less centre, for each slope.
 */
export function centredConstant(
  mean: CentredConstant,
  slopes: readonly number[],
  covariance: (i: number, j: number) => number,
  drifts: readonly number[],
): CentredConstant {
  let { constant, variance } = mean;
  const covariances = mean.covariances.slice();
  slopes.forEach((slope, i) => {
    const drift = drifts[i] as number;
    constant -= slope * drift;
    variance -= 2 * drift * (mean.covariances[i] as number);
    slopes.forEach((_, j) => {
      covariances[j] = (covariances[j] as number) - drift * covariance(i, j);
      variance += drift * (drifts[j] as number) * covariance(i, j);
    });
  });
  return { constant, variance, covariances };
}
