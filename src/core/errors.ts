/** What went wrong, for a program to branch on. */
export type StatsErrorCode = "invalid-input" | "insufficient-data" | "degenerate-data" | "no-convergence";

/** One broken rule: where it was broken, and what the rule is. */
export interface StatsIssue {
  /** The argument, with indices and keys joined by dots: `ratings.17`. */
  readonly path: string;
  /** The rule and what was received instead. */
  readonly message: string;
}

/**
 * The one error that this library throws.
 *
 * @remarks `code` is for programs, `message` for people, `issues` for forms that mark the field.
 * Values of comments and customer identifiers never appear in a message.
 *
 * @example
 * ```ts
 * proportion(3, 2); //=> throws StatsError
 * ```
 */
export class StatsError extends Error {
  override readonly name = "StatsError";
  /** What went wrong, for a program to branch on. */
  readonly code: StatsErrorCode;
  /** Every broken rule, at least one. */
  readonly issues: readonly StatsIssue[];

  /**
   * @param code - What went wrong, for a program to branch on.
   * @param fn - The public function that was called.
   * @param issue - The rule that was broken and where.
   */
  constructor(code: StatsErrorCode, fn: string, issue: StatsIssue) {
    super(`${fn}: ${issue.path} ${issue.message}`);
    this.code = code;
    this.issues = [issue];
  }
}

/**
 * Whether a caught value is a {@link StatsError}.
 *
 * @remarks Goes by name, not by class: an application that loads this package both as an ES module and as CommonJS has
 * two `StatsError` classes, and `instanceof` knows only one of them.
 *
 * @param error - Anything that was thrown.
 * @returns `true` for this library's errors.
 *
 * @example
 * ```ts
 * try {
 *   nps([11]);
 * } catch (error) {
 *   isStatsError(error) && error.code; //=> "invalid-input"
 * }
 * ```
 */
export function isStatsError(error: unknown): error is StatsError {
  return error instanceof Error && error.name === "StatsError";
}
