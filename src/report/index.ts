/**
 * Sentences about results, in English and Chinese.
 *
 * @packageDocumentation
 */

export { type ExplainComparisonOptions, explainComparison } from "./explain-comparison";
export type { ComparisonExplanation } from "./explanation";
export { type FormatEstimateOptions, formatEstimate } from "./format-estimate";
export { type FormatPercentagesOptions, formatPercentages } from "./format-percentages";
export { type FormatResultOptions, formatCaveat, formatResult } from "./format-result";
export type { FormatOptions } from "./number-formats";
export type { ArmNames } from "./phrasebook";
export type {
  ComparisonPart,
  ComparisonResult,
  MetricsResult,
  Result,
  ResultKind,
  StatisticsResult,
} from "./results";
