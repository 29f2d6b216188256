import type { RowUse } from "../../../core/columns";
import type { ConfidenceInterval, Estimate } from "../../../core/estimate";
import type { ValueComparison } from "../means/compare-joint-means";

/** An arm's mean, or ratio of means, at the mean of the covariates over both arms. */
export interface AdjustedMean extends Estimate<"value", ConfidenceInterval | null> {
  readonly kind: "adjusted-mean";
  /** The mean, or ratio of means, as it was measured. */
  readonly unadjusted: number;
  readonly rows: RowUse;
}

/** What a covariate does for a comparison. */
export interface CupedCovariate<N extends string = string> {
  readonly name: N;
  /**
   * By how much the outcome grows with the covariate within the arms, the other covariates held; `null` for a covariate
   * that was left out.
   */
  readonly theta: number | null;
  /** Its mean in each arm: before the experiment they differ by chance alone. */
  readonly control: number;
  readonly treatment: number;
}

/** Two means compared after what was known of the customers before has been taken out of them. */
export interface CupedComparison<N extends string = string> extends ValueComparison<"cuped-comparison", AdjustedMean> {
  readonly covariates: readonly CupedCovariate<N>[];
  /**
   * By which share of it the covariates make the variance of the difference smaller; below 0 where they tell less than
   * estimating their slopes costs, `null` where the outcome does not vary.
   */
  readonly varianceReduction: number | null;
}
