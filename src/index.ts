/**
 * Customer-experience metrics with their uncertainty.
 *
 * @packageDocumentation
 */

// What users say, and what every result has
export type { Answer, Ratings } from "./core/answers";
export type { Caveat, CaveatCode } from "./core/caveats";
export { type Column, columnsOf, type NumericColumn, type RowUse } from "./core/columns";
export { isStatsError, StatsError, type StatsErrorCode, type StatsIssue } from "./core/errors";
export type {
  Alternative,
  ConfidenceInterval,
  Ends,
  Estimate,
  OpenInterval,
  TestResult,
  Unit,
} from "./core/estimate";
export { orNull } from "./core/or-null";
export type { Scale } from "./core/scale";
// Measures: satisfaction, effort, recommendation
export {
  type CesDirection,
  type CesFromTallyOptions,
  type CesOptions,
  type CesResult,
  type EasyShare,
  ces,
  cesFromTally,
} from "./metrics/satisfaction/ces";
export {
  type CsatFromTallyOptions,
  type CsatOptions,
  type CsatResult,
  csat,
  csatFromTally,
  type RatingShare,
} from "./metrics/satisfaction/csat";
export {
  type NpsCounts,
  type NpsFromTallyOptions,
  type NpsMethod,
  type NpsOptions,
  type NpsResult,
  nps,
  npsFromCounts,
  npsFromTally,
} from "./metrics/promoters/nps";
export type { RatingMeanResult } from "./statistics/estimates/rating-mean";
export type { NpsGroup } from "./statistics/estimates/trinomial";
// Analyses: loyalty, word of mouth, priorities, comparisons
export type { ArmDifference, Comparison, RatingsArm } from "./metrics/experiments/comparison";
export {
  type CompareMeansOptions,
  compareMeans,
  type MeanArm,
  type MeanComparison,
} from "./metrics/experiments/compare-means";
export { type CompareNpsOptions, compareNps, type NpsComparison } from "./metrics/experiments/compare-nps";
export {
  type CompareProportionsMethod,
  type CompareProportionsOptions,
  compareProportions,
  type ProportionArm,
  type ProportionComparison,
} from "./metrics/experiments/compare-proportions";
export type { LoyaltyLevel, LoyaltyStep } from "./metrics/loyalty/levels-and-steps";
export {
  type LoyaltyCurve,
  type LoyaltyCurveOptions,
  type LoyaltyOutcome,
  loyaltyCurve,
} from "./metrics/loyalty/loyalty-curve";
export {
  type ParetoInput,
  type ParetoItem,
  type ParetoOptions,
  type ParetoResult,
  pareto,
  type VitalFew,
} from "./metrics/priorities/pareto";
export {
  projectWordOfMouth,
  type WordOfMouthInput,
  type WordOfMouthResult,
} from "./metrics/referral/project-word-of-mouth";
// Statistics: summaries, estimates, models
export {
  type DifferenceMethod,
  type DifferenceOptions,
  type DifferenceResult,
  difference,
} from "./statistics/estimates/difference";
export { type IsotonicOptions, isotonicRegression } from "./statistics/models/isotonic-regression";
export {
  type LinearModelCoefficient,
  type LinearModelOptions,
  type LinearModelResult,
  linearModel,
} from "./statistics/models/linear-model";
export { type MeanOptions, type MeanResult, mean, meanFromMoments } from "./statistics/estimates/mean";
export { type Moments, mergeMoments, moments } from "./statistics/summaries/moments";
export {
  type ProportionMethod,
  type ProportionOptions,
  type ProportionResult,
  proportion,
} from "./statistics/estimates/proportion";
export {
  type ProportionExactMethod,
  type ProportionExactOptions,
  proportionExact,
} from "./statistics/estimates/proportion-exact";
export { mergeTallies } from "./statistics/summaries/merge-tallies";
export { type RatingCount, tallyFromCounts } from "./statistics/summaries/tally-from-counts";
export { type Tally, type TallyOptions, tally } from "./statistics/summaries/tally";
// Formatting
export { type FormatEstimateOptions, formatEstimate } from "./report/format-estimate";
export { type FormatPercentagesOptions, formatPercentages } from "./report/format-percentages";
export type { FormatOptions } from "./report/number-formats";
