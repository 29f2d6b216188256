import type { MeanComparison } from "../metrics/experiments/compare-means";
import type { NpsComparison } from "../metrics/experiments/compare-nps";
import type { ProportionComparison } from "../metrics/experiments/compare-proportions";
import type { ArmDifference } from "../metrics/experiments/comparison";
import type { LoyaltyLevel, LoyaltyStep } from "../metrics/loyalty/levels-and-steps";
import type { LoyaltyCurve } from "../metrics/loyalty/loyalty-curve";
import type { ParetoResult } from "../metrics/priorities/pareto";
import type { NpsResult } from "../metrics/promoters/nps";
import type { WordOfMouthResult } from "../metrics/referral/project-word-of-mouth";
import type { CesResult, EasyShare } from "../metrics/satisfaction/ces";
import type { CsatResult } from "../metrics/satisfaction/csat";
import type { DifferenceResult } from "../statistics/estimates/difference";
import type { MeanResult } from "../statistics/estimates/mean";
import type { ProportionResult } from "../statistics/estimates/proportion";
import type { RatingMeanResult } from "../statistics/estimates/rating-mean";
import type { LinearModelResult } from "../statistics/models/linear-model";

/** Results of measures and analyses. */
export type MetricsResult =
  | NpsResult
  | CsatResult
  | CesResult
  | EasyShare
  | ArmDifference
  | LoyaltyCurve
  | LoyaltyLevel
  | LoyaltyStep
  | ParetoResult
  | WordOfMouthResult
  | ProportionComparison
  | MeanComparison
  | NpsComparison;

/** Results of the statistics under them. */
export type StatisticsResult = ProportionResult | MeanResult | RatingMeanResult | DifferenceResult | LinearModelResult;

/** Every result that a sentence can be written about; `kind` tells them apart. */
export type Result = MetricsResult | StatisticsResult;

/** The kinds of results. */
export type ResultKind = Result["kind"];
