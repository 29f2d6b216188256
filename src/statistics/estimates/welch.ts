/** A mean with the variance of that mean, and the degrees of freedom from which the variance was estimated. */
export interface EstimatedMean {
  readonly mean: number;
  /** What `mean` lacks of the exact mean. */
  readonly meanLow: number;
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/** Difference of two independent means whose variances need not be equal. */
export interface WelchDifference {
  readonly difference: number;
  readonly standardError: number;
  /** Satterthwaite's approximation; the sum of the two when neither mean varies. */
  readonly degreesOfFreedom: number;
}

/**
 * Treatment minus control, with the degrees of freedom that make Student's t fit two unequal variances.
 *
 * @remarks $$\nu = \frac{(v_1 + v_2)^2}{v_1^2 / \nu_1 + v_2^2 / \nu_2}$$
 * @see Welch (1947), Biometrika 34(1-2), 28-35, doi:10.1093/biomet/34.1-2.28 (not read)
 */
export function welchDifference(control: EstimatedMean, treatment: EstimatedMean): WelchDifference {
  const total = control.variance + treatment.variance;
  // as shares of the total, whose squares cannot underflow
  const weigh = ({ variance, degreesOfFreedom }: EstimatedMean) => (variance / total) ** 2 / degreesOfFreedom;
  return {
    difference: treatment.mean - control.mean + (treatment.meanLow - control.meanLow) + 0,
    standardError: Math.sqrt(total),
    degreesOfFreedom:
      total > 0 ? 1 / (weigh(control) + weigh(treatment)) : control.degreesOfFreedom + treatment.degreesOfFreedom,
  };
}
