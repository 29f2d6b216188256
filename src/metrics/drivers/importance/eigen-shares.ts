import { DETERMINED } from "../../../numerics/subset-sums";
import { symmetricEigen } from "../../../numerics/symmetric-eigen";
import { amongDrivers } from "../rows/driver-correlations";

/** The drivers' correlations as principal axes, and the outcome seen along them. */
interface PrincipalAxes {
  readonly vectors: Float64Array;
  /** 0 along axes that the drivers do not vary along. */
  readonly values: Float64Array;
  /** The sums of products of the outcome with each axis. */
  readonly outcome: Float64Array;
}

/**
 * Johnson's relative weights: the outcome is regressed on the uncorrelated variables nearest to the drivers, and each
 * of those squared coefficients shared out by the squared correlations of that variable with the drivers.
 *
 * @param correlations - Of the p drivers and, last, the outcome, (p + 1) x (p + 1) entries row by row.
 */
export function relativeWeights(correlations: Float64Array, p: number): Float64Array {
  const { vectors, values, outcome } = principalAxes(correlations, p);
  const shares = new Float64Array(p);
  for (let k = 0; k < p; k++) {
    let coefficient = 0;
    for (let a = 0; a < p; a++) {
      const value = values[a] as number;
      if (value > 0) coefficient += ((vectors[k * p + a] as number) * (outcome[a] as number)) / Math.sqrt(value);
    }
    for (let j = 0; j < p; j++) {
      let loading = 0;
      for (let a = 0; a < p; a++) {
        loading += (vectors[j * p + a] as number) * (vectors[k * p + a] as number) * Math.sqrt(values[a] as number);
      }
      shares[j] = (shares[j] as number) + (loading * coefficient) ** 2;
    }
  }
  return shares;
}

/**
 * Pratt's measure: each driver's coefficient in the model of all times its correlation with the outcome, both in
 * standard deviations. Where drivers determine each other, the smallest coefficients of those that fit as well.
 *
 * @param correlations - See {@link relativeWeights}.
 */
export function prattShares(correlations: Float64Array, p: number): Float64Array {
  const { vectors, values, outcome } = principalAxes(correlations, p);
  return Float64Array.from({ length: p }, (_, j) => {
    let coefficient = 0;
    for (let a = 0; a < p; a++) {
      const value = values[a] as number;
      if (value > 0) coefficient += ((vectors[j * p + a] as number) * (outcome[a] as number)) / value;
    }
    return coefficient * (correlations[j * (p + 1) + p] as number);
  });
}

function principalAxes(correlations: Float64Array, p: number): PrincipalAxes {
  const width = p + 1;
  const { values, vectors } = symmetricEigen(amongDrivers(correlations, p), p);
  const outcome = new Float64Array(p);
  for (let a = 0; a < p; a++) {
    for (let j = 0; j < p; j++) {
      outcome[a] = (outcome[a] as number) + (vectors[j * p + a] as number) * (correlations[j * width + p] as number);
    }
  }
  return { vectors, values: values.map((value) => (value > DETERMINED ? value : 0)), outcome };
}
