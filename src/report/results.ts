import type { ConfidenceInterval } from "../core/estimate";
import type { DriverGain, DriverPrioritiesResult } from "../metrics/drivers/effects/driver-priorities-result";
import type { PenaltyRewardResult } from "../metrics/drivers/effects/penalty-reward-result";
import type { DriverImportance } from "../metrics/drivers/importance/driver-importance-result";
import type { ImportancePerformanceResult } from "../metrics/drivers/importance/importance-performance-result";
import type { ArmDifference } from "../metrics/experiments/comparison/comparison";
import type { CohensH, HedgesG } from "../metrics/experiments/comparison/effect-size";
import type { FiniteRatio } from "../metrics/experiments/comparison/ratio-of-arms";
import type { AdjustedMean, CupedComparison } from "../metrics/experiments/cuped/cuped-result";
import type { MeanComparison } from "../metrics/experiments/means/compare-means";
import type { ClusteredMeanComparison } from "../metrics/experiments/means/compare-means-clustered";
import type { PairedMeanComparison } from "../metrics/experiments/means/compare-means-paired";
import type { RatioOfMeansComparison } from "../metrics/experiments/means/compare-ratios-of-means";
import type { NpsComparison } from "../metrics/experiments/nps/compare-nps";
import type { PairedNpsComparison } from "../metrics/experiments/nps/compare-nps-paired";
import type { ProportionComparison } from "../metrics/experiments/proportions/compare-proportions";
import type { ExactProportionComparison } from "../metrics/experiments/proportions/compare-proportions-exact";
import type { PairedProportionComparison } from "../metrics/experiments/proportions/compare-proportions-paired";
import type { StratifiedProportionComparison } from "../metrics/experiments/proportions/compare-proportions-stratified";
import type { StandardizedShare } from "../metrics/experiments/proportions/standardized-share";
import type { RatingComparison } from "../metrics/experiments/ratings/compare-ratings";
import type { VariantsComparison } from "../metrics/experiments/variants/compare-variants";
import type { SampleRatioMismatch } from "../metrics/experiments/variants/sample-ratio-mismatch";
import type { LoyaltyLevel, LoyaltyStep } from "../metrics/loyalty/curve/levels-and-steps";
import type { LoyaltyCurve } from "../metrics/loyalty/curve/loyalty-curve";
import type { SmallestWinningMove } from "../metrics/loyalty/curve/smallest-winning-move";
import type { CurveFormComparison } from "../metrics/loyalty/forms/compare-curve-forms";
import type { RepeatShare, RetentionResult } from "../metrics/loyalty/retention/retention";
import type { SegmentedRegressionResult } from "../metrics/loyalty/segments/segmented-regression";
import type { InsensitiveZone } from "../metrics/loyalty/zone/insensitive-zone-result";
import type { ParetoResult } from "../metrics/priorities/pareto";
import type { NpsResult } from "../metrics/promoters/nps";
import type { NpsBootstrapResult } from "../metrics/promoters/nps-bootstrap";
import type { WordOfMouthResult } from "../metrics/referral/project-word-of-mouth";
import type { CesResult, EasyShare } from "../metrics/satisfaction/ces";
import type { CsatResult } from "../metrics/satisfaction/csat";
import type { CorrelationResult } from "../statistics/association/correlation";
import type { CorrelationMatrix } from "../statistics/association/correlation-matrix";
import type { PartialCorrelationResult } from "../statistics/association/partial-correlation";
import type { ClusteredMeanResult } from "../statistics/estimates/clustered-mean";
import type { CronbachAlphaResult } from "../statistics/estimates/cronbach-alpha";
import type { DifferenceResult } from "../statistics/estimates/difference";
import type { KaplanMeierResult } from "../statistics/estimates/kaplan-meier-result";
import type { MeanResult } from "../statistics/estimates/mean";
import type { ProportionResult } from "../statistics/estimates/proportion";
import type { QuantileResult } from "../statistics/estimates/quantile";
import type { RatingMeanResult } from "../statistics/estimates/rating-mean";
import type { RatioResult } from "../statistics/estimates/ratio";
import type { RatioOfMeansResult } from "../statistics/estimates/ratio-of-means";
import type { RestrictedMean } from "../statistics/estimates/restricted-mean";
import type { SampleSizeResult } from "../statistics/estimates/sample-size";
import type { AnovaResult } from "../statistics/hypothesis-tests/anova";
import type { BrunnerMunzelResult } from "../statistics/hypothesis-tests/brunner-munzel";
import type { ChiSquaredGoodnessOfFitResult } from "../statistics/hypothesis-tests/chi-squared-goodness-of-fit";
import type { ChiSquaredTestResult } from "../statistics/hypothesis-tests/chi-squared-test";
import type { FisherExactResult } from "../statistics/hypothesis-tests/fisher-exact";
import type { KruskalWallisResult } from "../statistics/hypothesis-tests/kruskal-wallis";
import type { MannWhitneyResult } from "../statistics/hypothesis-tests/mann-whitney";
import type { McnemarResult } from "../statistics/hypothesis-tests/mcnemar";
import type { CliffsDeltaResult, SuperiorityResult } from "../statistics/hypothesis-tests/probability-of-superiority";
import type { WelchAnovaResult } from "../statistics/hypothesis-tests/welch-anova";
import type { WilcoxonSignedRankResult } from "../statistics/hypothesis-tests/wilcoxon-signed-rank";
import type { LinearModelEmResult } from "../statistics/models/linear-model-em";
import type { LinearModelResult } from "../statistics/models/linear-model-result";
import type { LogisticModelResult } from "../statistics/models/logistic-model-result";
import type { MarginalEffectsResult } from "../statistics/models/marginal-effects";
import type { OrdinalModelResult } from "../statistics/models/ordinal-model-result";
import type { PredictionResult } from "../statistics/models/predict";
import type { BootstrapResult } from "../statistics/resampling/bootstrap-interval";
import type { PermutationTestResult } from "../statistics/resampling/permutation-test";

/** Results of measures and analyses. */
export type MetricsResult =
  | NpsResult
  | NpsBootstrapResult
  | CsatResult
  | CesResult
  | EasyShare
  | LoyaltyCurve
  | LoyaltyLevel
  | LoyaltyStep
  | InsensitiveZone
  | SmallestWinningMove
  | SegmentedRegressionResult
  | CurveFormComparison
  | RetentionResult
  | RepeatShare
  | DriverImportance
  | PenaltyRewardResult
  | ImportancePerformanceResult
  | DriverPrioritiesResult
  | DriverGain
  | ParetoResult
  | WordOfMouthResult
  | VariantsComparison
  | SampleRatioMismatch;

/** Comparisons of two arms. */
export type ComparisonResult =
  | ProportionComparison
  | ExactProportionComparison
  | PairedProportionComparison
  | StratifiedProportionComparison
  | MeanComparison
  | PairedMeanComparison
  | RatioOfMeansComparison
  | ClusteredMeanComparison
  | CupedComparison
  | RatingComparison
  | NpsComparison
  | PairedNpsComparison;

/** Parts that comparisons are made of. */
export type ComparisonPart =
  | ArmDifference
  | StandardizedShare
  | AdjustedMean
  | FiniteRatio<"arm-ratio">
  | FiniteRatio<"arm-odds-ratio">
  | CohensH
  | HedgesG;

/** Results of the statistics under them. */
export type StatisticsResult =
  | ProportionResult
  | MeanResult
  | RatioOfMeansResult
  | ClusteredMeanResult
  | RatingMeanResult
  | QuantileResult
  | KaplanMeierResult
  | RestrictedMean
  | CronbachAlphaResult
  | DifferenceResult
  | RatioResult
  | SampleSizeResult
  | LinearModelResult
  | LinearModelEmResult
  | PredictionResult
  | LogisticModelResult
  | OrdinalModelResult
  | MarginalEffectsResult
  | CorrelationResult
  | PartialCorrelationResult
  | CorrelationMatrix
  | BootstrapResult
  | PermutationTestResult
  | MannWhitneyResult
  | SuperiorityResult<ConfidenceInterval | null>
  | CliffsDeltaResult
  | BrunnerMunzelResult
  | KruskalWallisResult
  | WilcoxonSignedRankResult
  | McnemarResult
  | ChiSquaredTestResult
  | ChiSquaredGoodnessOfFitResult
  | FisherExactResult
  | AnovaResult
  | WelchAnovaResult;

/** Every result that a sentence can be written about; `kind` tells them apart. */
export type Result = MetricsResult | ComparisonResult | ComparisonPart | StatisticsResult;

/** The kinds of results. */
export type ResultKind = Result["kind"];
