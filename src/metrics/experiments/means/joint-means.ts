import { sumOfVariances, type VariancePart } from "../../../statistics/estimates/satterthwaite";
import type { EstimatedMean } from "../../../statistics/estimates/welch";
import { isRounding } from "../../../statistics/summaries/moments";

/** What one sample adds to the variances of the two means and of their difference. */
export interface VarianceSource {
  readonly control: number;
  readonly treatment: number;
  readonly covariance: number;
  readonly difference: number;
  /** From which they were estimated. */
  readonly degreesOfFreedom: number;
}

/** Two means that were estimated from independent samples, each of which may have a part in both. */
export interface JointMeans {
  readonly control: number;
  readonly treatment: number;
  /** Treatment minus control, without what rounding takes from it. */
  readonly difference: number;
  readonly sources: readonly VarianceSource[];
}

/** Two means of which each has a sample of its own. */
export function independentMeans(control: EstimatedMean, treatment: EstimatedMean): JointMeans {
  const { variance: c } = control;
  const { variance: t } = treatment;
  return {
    control: control.mean,
    treatment: treatment.mean,
    difference: treatment.mean - control.mean + (treatment.meanLow - control.meanLow) + 0,
    sources: [
      { control: c, treatment: 0, covariance: 0, difference: c, degreesOfFreedom: control.degreesOfFreedom },
      { control: 0, treatment: t, covariance: 0, difference: t, degreesOfFreedom: treatment.degreesOfFreedom },
    ],
  };
}

/** Variance of `treatment - ratio * control`, with its degrees of freedom: that of the difference at a ratio of 1. */
export function varianceAt({ sources }: JointMeans, ratio: number): VariancePart {
  return sumOfVariances(
    sources.map(({ control, treatment, covariance, difference, degreesOfFreedom }) => {
      // near 1 from the difference, whose variance may be far below those of the means
      const variance =
        Math.abs(ratio - 1) < 0.5
          ? difference + (ratio - 1) * ((ratio + 1) * control - 2 * covariance)
          : // in this order, since the square of a ratio may be beyond the doubles
            treatment + ratio * (ratio * control - 2 * covariance);
      return { variance: Math.max(0, variance), degreesOfFreedom };
    }),
  );
}

/** Variance of one of the means, with its degrees of freedom. */
export function varianceOfMean({ sources }: JointMeans, arm: "control" | "treatment"): VariancePart {
  return sumOfVariances(sources.map((source) => ({ ...source, variance: source[arm] })));
}

/** Whether the two means are further apart than rounding beside them. */
export function areApart({ control, treatment, difference }: JointMeans): boolean {
  return !isRounding(Math.abs(difference), Math.max(Math.abs(control), Math.abs(treatment)));
}
