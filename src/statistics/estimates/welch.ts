import { sumOfVariances, type VariancePart } from "./satterthwaite";

/** A mean with the variance of that mean, and the degrees of freedom from which the variance was estimated. */
export interface EstimatedMean extends VariancePart {
  readonly mean: number;
  /** What `mean` lacks of the exact mean. */
  readonly meanLow: number;
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
  const { variance, degreesOfFreedom } = sumOfVariances([control, treatment]);
  return {
    difference: treatment.mean - control.mean + (treatment.meanLow - control.meanLow) + 0,
    standardError: Math.sqrt(variance),
    degreesOfFreedom,
  };
}
