import { type Caveat, caveatsWhere } from "../../core/caveats";
import { checkConfidenceLevel, checkInteger, checkNoOthers, reject } from "../../core/checks";
import { smallestInteger } from "../../numerics/root";

/** What a sample shall achieve: a margin, which is half the width of the interval, or a standard error. */
export type SampleSizeGoal =
  | { readonly margin: number; readonly standardError?: undefined }
  | { readonly standardError: number; readonly margin?: undefined };

/** Options of every function that plans a sample. */
export interface SampleSizeOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** Number of customers that the sample is drawn from, integer >= 1. @defaultValue unlimited */
  readonly population?: number | undefined;
}

/** The smallest sample that reaches a goal, and what it achieves. */
export interface SampleSizeResult {
  readonly kind: "sample-size";
  /** Answers that are needed, not customers to ask. */
  readonly n: number;
  /** Unit of the margin and the standard error. */
  readonly unit: "share" | "points" | "value";
  /** Half the width of the interval that n answers give; `null` where a single answer has none. */
  readonly margin: number | null;
  readonly standardError: number;
  /** Level of the interval whose half-width is the margin. */
  readonly confidenceLevel: number;
  /** Number of customers that the sample is drawn from; `null` for more than matter. */
  readonly population: number | null;
  /** How the interval is made. */
  readonly method: string;
  readonly caveats: readonly Caveat[];
}

/** What so many answers achieve. */
type Achieved = Pick<SampleSizeResult, "margin" | "standardError">;

/** What is planned: an interval by its method, and what it is like. */
interface Plan extends Pick<SampleSizeResult, "unit" | "method"> {
  /** The widest that a margin or an error in this unit can be. */
  readonly widest: number;
  /** Margin and error of n answers that are worth `size` answers from a population without limit; fall with both. */
  readonly achieved: (size: number, n: number, confidenceLevel: number) => Achieved;
}

/** Two results of the same formula differ by less than this, relative to their size, if by rounding alone. */
const ROUNDING = 9e-16;

/** The smallest sample whose margin, or standard error, is at most the goal's. */
export function sampleSize(fn: string, goal: SampleSizeGoal, options: SampleSizeOptions, plan: Plan): SampleSizeResult {
  const { confidenceLevel = 0.95, population, ...others } = options;
  checkNoOthers(fn, others);
  const aim = aimOf(fn, goal, plan.widest);
  checkConfidenceLevel(fn, confidenceLevel);
  if (population !== undefined) checkInteger(fn, "population", population, 1, Number.MAX_SAFE_INTEGER);
  const achieved = (n: number): Achieved => {
    if (n === population) return { margin: 0, standardError: 0 };
    // sampling without replacement divides the variance by (N - 1) / (N - n), as that many more answers would
    const size = population === undefined ? n : n * ((population - 1) / (population - n));
    return plan.achieved(size, n, confidenceLevel);
  };
  const met = (n: number) => n > 0 && (achieved(n)[aim] ?? Infinity) <= goal[aim]! * (1 + ROUNDING);
  const n = smallestInteger(1, population ?? Number.MAX_SAFE_INTEGER, met);
  if (!met(n)) reject(fn, `goal.${aim}`, "be large enough for fewer than 2^53 answers", goal[aim]);
  const { margin, standardError } = achieved(n);
  const census = n === population;
  return {
    kind: "sample-size",
    n,
    unit: plan.unit,
    margin: margin === null ? null : margin + 0,
    standardError,
    confidenceLevel,
    population: population ?? null,
    method: plan.method,
    caveats: caveatsWhere({
      census,
      "single-answer": margin === null,
      "all-or-none": standardError === 0 && !census,
    }),
  };
}

/** Which of the two goals is set. */
function aimOf(fn: string, goal: SampleSizeGoal, widest: number): "margin" | "standardError" {
  // either, not both
  if (typeof goal !== "object" || goal === null || (goal.margin === undefined) === (goal.standardError === undefined)) {
    reject(fn, "goal", "be { margin } or { standardError }", goal);
  }
  const aim = goal.margin === undefined ? "standardError" : "margin";
  const value: unknown = goal[aim];
  if (typeof value !== "number" || !(value > 0 && value <= widest && value < Infinity)) {
    const rule = widest === Infinity ? "be a finite number > 0" : `be a number > 0 and at most ${widest}`;
    reject(fn, `goal.${aim}`, rule, value);
  }
  return aim;
}
