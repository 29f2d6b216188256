/**
 * Readers for rows that come from outside: forms, CSV files, databases.
 *
 * @packageDocumentation
 */

export { type Feedback, type FeedbackOptions, feedbackSchema } from "./feedback";
export { type ParsedFeedback, parseFeedback } from "./parse-feedback";
export type { RejectedRow } from "./rows";
export type { SchemaResult, StandardSchema } from "./standard-schema";
export { type ColumnMapping, type MappedColumn, type SurveyTable, surveyTable } from "./survey-table";
export { type TallyFromRowsOptions, tallyFromRows } from "./tally-from-rows";
