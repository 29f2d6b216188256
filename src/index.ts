/**
 * Customer-experience metrics with their uncertainty.
 *
 * @packageDocumentation
 */

// What users say, and what every result has
export type { Answer, Ratings } from "./core/answers";
export type { Caveat, CaveatCode } from "./core/caveats";
export { type BinaryColumn, type Column, columnsOf, type NumericColumn, type RowUse } from "./core/columns";
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
export type { Instant } from "./core/instant";
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
export { type NpsBootstrapOptions, type NpsBootstrapResult, npsBootstrap } from "./metrics/promoters/nps-bootstrap";
export { type NpsSampleSizeOptions, npsSampleSize } from "./metrics/promoters/nps-sample-size";
export { type NpsScoreIntervalOptions, npsScoreInterval } from "./metrics/promoters/nps-score-interval";
export type { RatingMeanInterval, RatingMeanMethod, RatingMeanResult } from "./statistics/estimates/rating-mean";
export type { NpsGroup } from "./statistics/estimates/trinomial";
// Analyses: loyalty, word of mouth, priorities, comparisons
export type {
  ArmDifference,
  ArmResult,
  Comparison,
  ComparisonOptions,
} from "./metrics/experiments/comparison/comparison";
export type {
  CohensH,
  EffectSize,
  HedgesG,
  StandardizedDifference,
} from "./metrics/experiments/comparison/effect-size";
export type {
  MarginDirection,
  MarginOptions,
  MarginResult,
  MarginStatement,
} from "./metrics/experiments/comparison/margin";
export type {
  ArmOddsRatio,
  ArmRatio,
  FiniteRatio,
  RatioToNothing,
} from "./metrics/experiments/comparison/ratio-of-arms";
export {
  type CompareMeansMethod,
  type CompareMeansOptions,
  compareMeans,
  type MeanComparison,
} from "./metrics/experiments/means/compare-means";
export {
  type ClusteredMeanComparison,
  type CompareMeansClusteredOptions,
  compareMeansClustered,
} from "./metrics/experiments/means/compare-means-clustered";
export {
  type CompareMeansPairedOptions,
  compareMeansPaired,
  compareMeansPairedFromCrossProducts,
  type PairedMeanComparison,
} from "./metrics/experiments/means/compare-means-paired";
export {
  type CompareRatiosOfMeansOptions,
  compareRatiosOfMeans,
  type RatioOfMeansComparison,
} from "./metrics/experiments/means/compare-ratios-of-means";
export type { ValueComparison } from "./metrics/experiments/means/compare-joint-means";
export { type CompareNpsOptions, compareNps, type NpsComparison } from "./metrics/experiments/nps/compare-nps";
export {
  type CompareNpsPairedOptions,
  compareNpsPaired,
  compareNpsPairedFromTally,
  type PairedNpsComparison,
} from "./metrics/experiments/nps/compare-nps-paired";
export type { NpsGroupName, NpsMovement } from "./metrics/experiments/nps/nps-changes";
export type { CompareNpsMethod } from "./metrics/experiments/nps/score-procedure";
export {
  type CompareProportionsOptions,
  compareProportions,
  type ProportionComparison,
} from "./metrics/experiments/proportions/compare-proportions";
export {
  type CompareProportionsExactMethod,
  type CompareProportionsExactOptions,
  compareProportionsExact,
  type ExactProportionComparison,
} from "./metrics/experiments/proportions/compare-proportions-exact";
export {
  type CompareProportionsPairedOptions,
  compareProportionsPaired,
  type PairedProportionComparison,
} from "./metrics/experiments/proportions/compare-proportions-paired";
export {
  type CompareProportionsStratifiedOptions,
  compareProportionsStratified,
  type StratifiedProportionComparison,
  type StratumShares,
} from "./metrics/experiments/proportions/compare-proportions-stratified";
export type { StandardizedShare } from "./metrics/experiments/proportions/standardized-share";
export type { ProportionStratum } from "./metrics/experiments/proportions/strata";
export type { NumberNeeded, NumberNeededEnds } from "./metrics/experiments/proportions/number-needed";
export type { ProportionArm } from "./metrics/experiments/proportions/proportion-arm";
export type { CompareProportionsMethod } from "./metrics/experiments/proportions/share-difference";
export {
  type CompareRatingsMethod,
  type CompareRatingsOptions,
  compareRatings,
  type RatingComparison,
} from "./metrics/experiments/ratings/compare-ratings";
export type { TopBoxComparison } from "./metrics/experiments/ratings/top-box";
export { type CupedArm, type CupedOptions, cuped } from "./metrics/experiments/cuped/cuped";
export {
  type CupedFromCrossProductsOptions,
  cupedFromCrossProducts,
} from "./metrics/experiments/cuped/cuped-from-cross-products";
export type { AdjustedMean, CupedComparison, CupedCovariate } from "./metrics/experiments/cuped/cuped-result";
export type { TestedInterval } from "./metrics/experiments/comparison/tested-part";
export {
  type CompareVariantsOptions,
  type ComparisonFamily,
  compareVariants,
  type VariantComparison,
  type VariantsAdjustment,
  type VariantsComparison,
} from "./metrics/experiments/variants/compare-variants";
export {
  type ArmSize,
  type SampleRatioMethod,
  type SampleRatioMismatch,
  type SampleRatioMismatchOptions,
  type SampleRatioVerdict,
  sampleRatioMismatch,
} from "./metrics/experiments/variants/sample-ratio-mismatch";
export type { SimultaneousMethod } from "./metrics/experiments/variants/simultaneous-means";
export type { CompareArms } from "./metrics/experiments/variants/variant-pairs";
export type { DriverGoal, DriverGoalOptions } from "./metrics/drivers/effects/driver-goal";
export type { DriverGroups } from "./metrics/drivers/importance/driver-groups";
export { type DriverImportanceOptions, driverImportance } from "./metrics/drivers/importance/driver-importance";
export {
  type DriverCorrelations,
  driverImportanceFromCorrelations,
} from "./metrics/drivers/importance/driver-importance-from-correlations";
export { driverImportanceFromCrossProducts } from "./metrics/drivers/importance/driver-importance-from-cross-products";
export type {
  DriverDominance,
  DriverGroup,
  DriverImportance,
  DriverImportanceMethod,
  ImportantDriver,
} from "./metrics/drivers/importance/driver-importance-result";
export type { DriverColumns } from "./metrics/drivers/rows/driver-table";
export type { DriverSharingOptions } from "./metrics/drivers/importance/share-method";
export type { DriverMove } from "./metrics/drivers/effects/driver-move";
export { type DriverPrioritiesOptions, driverPriorities } from "./metrics/drivers/effects/driver-priorities";
export type {
  DriverGain,
  DriverPrioritiesResult,
  DriverPriority,
} from "./metrics/drivers/effects/driver-priorities-result";
export type { ImpactAsymmetry, PenaltyRewardClass } from "./metrics/drivers/effects/impact-asymmetry";
export type { ImportanceMeasure } from "./metrics/drivers/importance/derived-importance";
export {
  type ImportancePerformanceOptions,
  importancePerformance,
} from "./metrics/drivers/importance/importance-performance";
export type { ImportancePerformancePoint } from "./metrics/drivers/importance/crosshair";
export type {
  ImportancePerformanceDriver,
  ImportancePerformanceResult,
} from "./metrics/drivers/importance/importance-performance-result";
export type { ImportancePerformanceQuadrant } from "./metrics/drivers/importance/quadrant";
export {
  type LogisticDriverImportanceOptions,
  logisticDriverImportance,
} from "./metrics/drivers/logistic/logistic-driver-importance";
export { type PenaltyRewardOptions, penaltyReward } from "./metrics/drivers/effects/penalty-reward";
export type {
  PenaltyRewardDriver,
  PenaltyRewardEffect,
  PenaltyRewardResult,
} from "./metrics/drivers/effects/penalty-reward-result";
export type { PerDriver } from "./metrics/drivers/rows/per-driver";
export type { DriverSampleOptions, WeightedDriverSampleOptions } from "./metrics/drivers/rows/sample-options";
export {
  type CurveForm,
  type CurveFormComparison,
  type CurveFormName,
  compareCurveForms,
} from "./metrics/loyalty/forms/compare-curve-forms";
export type { FormCoefficient } from "./metrics/loyalty/forms/curve-forms";
export { type InsensitiveZoneOptions, insensitiveZone } from "./metrics/loyalty/zone/insensitive-zone";
export type { InsensitiveZone, InsensitiveZoneReason } from "./metrics/loyalty/zone/insensitive-zone-result";
export type { LoyaltyMoments } from "./metrics/loyalty/curve/level-groups";
export type { LoyaltyLevel, LoyaltyStep, StepVerdict } from "./metrics/loyalty/curve/levels-and-steps";
export type { SlopeMargin } from "./metrics/loyalty/curve/step-verdicts";
export type { LineSegment } from "./metrics/loyalty/segments/line-segments";
export {
  type LoyaltyCurve,
  type LoyaltyCurveFromMomentsOptions,
  type LoyaltyCurveFromTallyOptions,
  type LoyaltyCurveOptions,
  type LoyaltyOutcome,
  loyaltyCurve,
  loyaltyCurveFromMoments,
  loyaltyCurveFromTally,
} from "./metrics/loyalty/curve/loyalty-curve";
export {
  type Breakpoint,
  type SegmentedRegressionOptions,
  type SegmentedRegressionResult,
  segmentedRegression,
} from "./metrics/loyalty/segments/segmented-regression";
export type { Order } from "./metrics/loyalty/retention/order-histories";
export {
  type RepeatShare,
  type RetentionOptions,
  type RetentionResult,
  retention,
} from "./metrics/loyalty/retention/retention";
export {
  type LoyaltyMove,
  type MoveGain,
  type SmallestWinningMove,
  type SmallestWinningMoveOptions,
  smallestWinningMove,
} from "./metrics/loyalty/curve/smallest-winning-move";
export type { ZoneEstimate } from "./metrics/loyalty/zone/zone-estimates";
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
// Statistics: summaries that merge, and what they are made of
export type { GroupSize, RatingsArm } from "./statistics/summaries/arms";
export { type CrossProducts, type CrossProductsOptions, crossProducts } from "./statistics/summaries/cross-products";
export type { MeanArm } from "./statistics/summaries/mean-arm";
export { mergeCrossProducts } from "./statistics/summaries/merge-cross-products";
export { mergeMoments } from "./statistics/summaries/merge-moments";
export { mergeTallies } from "./statistics/summaries/merge-tallies";
export { mergeTwoWayTallies } from "./statistics/summaries/merge-two-way-tallies";
export { type Moments, type MomentsOptions, moments, type WeightedSums } from "./statistics/summaries/moments";
export type { Values } from "./statistics/summaries/read-values";
export { type Tally, type TallyOptions, tally } from "./statistics/summaries/tally";
export { type RatingCount, tallyFromCounts } from "./statistics/summaries/tally-from-counts";
export {
  type TwoWayScales,
  type TwoWayTally,
  type TwoWayTallyOptions,
  twoWayTally,
} from "./statistics/summaries/two-way-tally";
export { type PairCount, twoWayTallyFromCounts } from "./statistics/summaries/two-way-tally-from-counts";
// Statistics: estimates with their intervals
export {
  type CronbachAlphaOptions,
  type CronbachAlphaResult,
  cronbachAlpha,
  type ItemDropped,
} from "./statistics/estimates/cronbach-alpha";
export {
  type DifferenceMethod,
  type DifferenceOptions,
  type DifferenceResult,
  difference,
} from "./statistics/estimates/difference";
export { type KaplanMeierOptions, kaplanMeier } from "./statistics/estimates/kaplan-meier";
export type {
  KaplanMeierResult,
  SurvivalAt,
  SurvivalMedian,
  SurvivalStep,
} from "./statistics/estimates/kaplan-meier-result";
export type { RestrictedMean } from "./statistics/estimates/restricted-mean";
export type { SurvivalMethod } from "./statistics/estimates/survival-curve";
export {
  type MeanFromMomentsOptions,
  type MeanOptions,
  type MeanResult,
  mean,
  meanFromMoments,
} from "./statistics/estimates/mean";
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
export { median, type QuantileOptions, type QuantileResult, quantile } from "./statistics/estimates/quantile";
export {
  type RatioMethod,
  type RatioOptions,
  type RatioResult,
  type RatioUnit,
  ratio,
} from "./statistics/estimates/ratio";
export type { ClusteredAnswers, ClusteredMeanResult } from "./statistics/estimates/clustered-mean";
export type { RatioArm, RatioColumns, RatioOfMeansResult } from "./statistics/estimates/ratio-of-means";
// Statistics: how many to ask
export { type MeanSampleSizeOptions, meanSampleSize } from "./statistics/estimates/mean-sample-size";
export {
  type ProportionSampleSizeOptions,
  proportionSampleSize,
} from "./statistics/estimates/proportion-sample-size";
export type { SampleSizeGoal, SampleSizeOptions, SampleSizeResult } from "./statistics/estimates/sample-size";
// Statistics: what goes together
export {
  type CorrelationOptions,
  type CorrelationResult,
  correlation,
} from "./statistics/association/correlation";
export {
  type CorrelationMatrix,
  type CorrelationMatrixMissing,
  type CorrelationMatrixOptions,
  type CorrelationMatrixPair,
  correlationMatrix,
} from "./statistics/association/correlation-matrix";
export type { CorrelationMethod } from "./statistics/association/pair-correlation";
export {
  type PartialCorrelationMethod,
  type PartialCorrelationOptions,
  type PartialCorrelationResult,
  partialCorrelation,
} from "./statistics/association/partial-correlation";
// Statistics: models
export type { CodedFactor, CodedPolynomial, CodedProduct, CodedTerm } from "./statistics/models/design";
export type {
  CoefficientInterval,
  FittedNumber,
  GeneralisedCoefficient,
  OddsRatio,
} from "./statistics/models/generalised-coefficients";
export { type IsotonicOptions, isotonicRegression } from "./statistics/models/isotonic-regression";
export type { Separation } from "./statistics/models/likelihood-fit";
export { type LinearModelOptions, linearModel, type ModelOptions } from "./statistics/models/linear-model";
export {
  type LinearModelEmCoefficient,
  type LinearModelEmOptions,
  type LinearModelEmResult,
  linearModelEm,
} from "./statistics/models/linear-model-em";
export {
  type LinearModelFromCrossProductsOptions,
  linearModelFromCrossProducts,
} from "./statistics/models/linear-model-from-cross-products";
export type {
  LinearModelCoefficient,
  LinearModelErrors,
  LinearModelResult,
  PredictionBasis,
  RowDiagnostics,
} from "./statistics/models/linear-model-result";
export { type LogisticModelOptions, logisticModel } from "./statistics/models/logistic-model";
export type { AreaUnderCurve, LogisticMethod, LogisticModelResult } from "./statistics/models/logistic-model-result";
export {
  type MarginalEffect,
  type MarginalEffectsOptions,
  type MarginalEffectsResult,
  marginalEffects,
} from "./statistics/models/marginal-effects";
export type { Category } from "./statistics/models/model-table";
export { type OrdinalColumn, type OrdinalModelOptions, ordinalModel } from "./statistics/models/ordinal-model";
export type {
  OrdinalLevel,
  OrdinalLink,
  OrdinalModelResult,
  Threshold,
} from "./statistics/models/ordinal-model-result";
export {
  type Prediction,
  type PredictionIntervalType,
  type PredictionResult,
  type PredictOptions,
  predict,
} from "./statistics/models/predict";
export type { Proportionality } from "./statistics/models/proportionality";
export type { RowWeightsOptions, WeightKind } from "./statistics/models/row-weights";
export type {
  CoefficientNames,
  ColumnCoefficient,
  Columns,
  ModelTerm,
  TermCoefficient,
} from "./statistics/models/terms";
// Statistics: tests
export type { PValueAdjustment } from "./numerics/adjusted-p-values";
export { type AdjustPValuesOptions, adjustPValues } from "./statistics/hypothesis-tests/adjust-p-values";
export { type AnovaResult, anova } from "./statistics/hypothesis-tests/anova";
export {
  type BrunnerMunzelOptions,
  type BrunnerMunzelResult,
  brunnerMunzel,
} from "./statistics/hypothesis-tests/brunner-munzel";
export {
  type ChiSquaredGoodnessOfFitOptions,
  type ChiSquaredGoodnessOfFitResult,
  chiSquaredGoodnessOfFit,
} from "./statistics/hypothesis-tests/chi-squared-goodness-of-fit";
export {
  type ChiSquaredTestMethod,
  type ChiSquaredTestOptions,
  type ChiSquaredTestResult,
  chiSquaredTest,
} from "./statistics/hypothesis-tests/chi-squared-test";
export {
  type ConditionalOddsRatio,
  type FisherExactOptions,
  type FisherExactResult,
  fisherExact,
} from "./statistics/hypothesis-tests/fisher-exact";
export type { MeanGroup } from "./statistics/hypothesis-tests/group-moments";
export {
  type KruskalWallisResult,
  kruskalWallis,
  type RankedGroup,
} from "./statistics/hypothesis-tests/kruskal-wallis";
export { type MannWhitneyResult, mannWhitney } from "./statistics/hypothesis-tests/mann-whitney";
export {
  type McnemarMethod,
  type McnemarOptions,
  type McnemarResult,
  mcnemar,
} from "./statistics/hypothesis-tests/mcnemar";
export type { PairedCounts } from "./statistics/hypothesis-tests/paired-counts";
export {
  type CliffsDeltaResult,
  cliffsDelta,
  probabilityOfSuperiority,
  type SuperiorityOptions,
  type SuperiorityResult,
} from "./statistics/hypothesis-tests/probability-of-superiority";
export type { RankTestMethod, RankTestOptions } from "./statistics/hypothesis-tests/rank-settings";
export { type WelchAnovaResult, welchAnova } from "./statistics/hypothesis-tests/welch-anova";
export {
  type WilcoxonSignedRankResult,
  wilcoxonSignedRank,
} from "./statistics/hypothesis-tests/wilcoxon-signed-rank";
// Statistics: resampling
export {
  type BootstrapMethod,
  type BootstrapOptions,
  type BootstrapProgress,
  type BootstrapResult,
  type BootstrapStepsOptions,
  bootstrapInterval,
  bootstrapSteps,
} from "./statistics/resampling/bootstrap-interval";
export {
  type PermutationTestOptions,
  type PermutationTestResult,
  permutationTest,
  type TwoSampleStatistic,
} from "./statistics/resampling/permutation-test";
// Formatting
export { type FormatEstimateOptions, formatEstimate } from "./report/format-estimate";
export { type FormatPercentagesOptions, formatPercentages } from "./report/format-percentages";
export type { FormatOptions } from "./report/number-formats";
