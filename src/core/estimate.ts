import type { Caveat } from "./caveats";
import type { Scale } from "./scale";

/**
 * What a number counts in: shares lie in [0, 1], points in [-100, 100], ratings on their own scale.
 */
export type Unit = "share" | "points" | "rating" | "value" | "ratio" | "count" | "time";

/** All of them, for checks. */
export const UNITS: readonly Unit[] = ["share", "points", "rating", "value", "ratio", "count", "time"];

/** The two ends of a finite interval. */
export interface Ends {
  readonly lower: number;
  readonly upper: number;
}

/** An interval with two finite ends. */
export interface ConfidenceInterval extends Ends {
  /** Confidence level in (0, 1), such as 0.95. */
  readonly level: number;
  /** How the interval was constructed. */
  readonly method: string;
}

/** An interval that may be unbounded on a side: `null` is an end that the data do not bound. */
export interface OpenInterval {
  readonly lower: number | null;
  readonly upper: number | null;
  /** Confidence level in (0, 1), such as 0.95. */
  readonly level: number;
  /** How the interval was constructed. */
  readonly method: string;
}

/**
 * A number with its uncertainty and its origin: what every metric returns.
 *
 * @remarks Plain, readonly and JSON-safe. Never rounded; formatting rounds.
 */
export interface Estimate<
  U extends Unit = Unit,
  I extends ConfidenceInterval | OpenInterval | null = ConfidenceInterval | OpenInterval | null,
> {
  /** Which function's result this is; the discriminant of the union of all results. */
  readonly kind: string;
  readonly unit: U;
  /** The scale of the answers, where they had one. */
  readonly scale: Scale | null;
  readonly estimate: number;
  /**
   * Plug-in standard error of `estimate`, whatever method made the interval: 0 for a share or a score on which all
   * agree, `null` for the mean of a single answer.
   */
  readonly standardError: number | null;
  readonly interval: I;
  /** Number of answers used. */
  readonly n: number;
  /** Number of answers that were missing. */
  readonly nMissing: number;
  /** What a careful reader should know before believing the number. */
  readonly caveats: readonly Caveat[];
}

/** Whether an estimate is itself a difference, which may be negative and lie beyond what its unit allows. */
export function isDifference({ kind }: Pick<Estimate, "kind">): boolean {
  return /difference|step|gain/.test(kind);
}

/** The hypothesis that a test holds against the null. */
export type Alternative = "two-sided" | "less" | "greater";

/** The outcome of a significance test. */
export interface TestResult {
  /** Test statistic; `null` where the data leave it undefined, or where the test has none. */
  readonly statistic: number | null;
  /** Degrees of freedom of the statistic's distribution; empty for the normal. */
  readonly degreesOfFreedom: readonly number[];
  /** Probability, under the null, of data at least this extreme; `null` where the data leave it undefined. */
  readonly pValue: number | null;
  readonly alternative: Alternative;
  /** Which test this is. */
  readonly method: string;
}
