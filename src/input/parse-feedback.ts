import { type Feedback, type FeedbackOptions, zodFeedbackSchema } from "./feedback";
import { checkRows, type RejectedRow } from "./rows";

/** Rows that could be read, and those that could not. */
export interface ParsedFeedback {
  /** In the order of the rows. */
  readonly accepted: readonly Feedback[];
  readonly rejected: readonly RejectedRow[];
}

/**
 * Reads rows of customer feedback that come from outside: a form, a CSV file, an API.
 *
 * @remarks One bad row never loses the others: it is reported with its place, field and reason. It is rejected whole;
 * leave a field out of the rows if its errors should not cost the answers. A time needs `Z` or an offset: without one
 * it would mean another instant on every machine. Comments and customer identifiers are never part of a reason. See
 * {@link feedbackSchema} for the fields. O(rows).
 *
 * @param rows - Objects, in any iterable.
 * @param options - See {@link FeedbackOptions}.
 * @returns The accepted rows, numbers as numbers, times as epoch milliseconds and days as `YYYY-MM-DD`, and the
 * rejected ones.
 * @throws A {@link StatsError}: `invalid-input` on what is not a sequence of rows at all, or an invalid scale.
 *
 * @example
 * ```ts
 * const { accepted, rejected } = parseFeedback([{ rating: "4" }, { recommend: 11 }, { comment: "great" }]);
 * accepted.length; //=> 2
 * rejected[0]; //=> { row: 1, issues: [{ path: "recommend", message: "must be an integer in [0, 10], received 11" }] }
 * ```
 */
export function parseFeedback(rows: Iterable<unknown>, options: FeedbackOptions = {}): ParsedFeedback {
  checkRows("parseFeedback", rows);
  const schema = zodFeedbackSchema("parseFeedback", options);
  const accepted: Feedback[] = [];
  const rejected: RejectedRow[] = [];
  let row = 0;
  for (const value of rows) {
    // only what the row itself holds: what a prototype has is no data
    const own = typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : value;
    const result = schema.safeParse(own);
    if (result.success) accepted.push(result.data);
    else {
      const issues = result.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
      rejected.push({ row, issues });
    }
    row += 1;
  }
  return { accepted, rejected };
}
