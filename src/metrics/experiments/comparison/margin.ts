import { checkAtLeast, checkOneOf, reject } from "../../../core/checks";
import type { Ends, TestResult } from "../../../core/estimate";

/** Which way an outcome gets better. */
export type MarginDirection = "higher-is-better" | "lower-is-better";

/** A difference too small to matter, and which way is better. */
export interface MarginOptions {
  /**
   * A difference too small to matter, above 0, in the unit of `difference` (0.02 is two percentage points of a share).
   * @defaultValue none: nothing is said of equivalence
   */
  readonly margin?: number | undefined;
  /** Which way the outcome gets better; only with `margin`. @defaultValue `"higher-is-better"` */
  readonly direction?: MarginDirection | undefined;
}

/**
 * What the interval says beside the margin: `equivalent` where it lies within the margin on both sides, `non-inferior`
 * where it lies above the margin on the worse side, `inferior` where it lies beyond it, `undecided` otherwise.
 */
export type MarginStatement = "equivalent" | "non-inferior" | "inferior" | "undecided";

/** What a comparison says of a difference too small to matter. */
export interface MarginResult {
  readonly margin: number;
  readonly direction: MarginDirection;
  /** Read off the interval of `difference`. */
  readonly statement: MarginStatement;
  /**
   * Of the hypothesis that treatment is worse by the margin or more: its p-value is below (1 - level) / 2 exactly when
   * the interval excludes that.
   */
  readonly nonInferiority: TestResult;
  /**
   * Two one-sided tests, of which the larger p-value counts: below (1 - level) / 2 exactly when the interval lies
   * within the margin on both sides. At 5 % that is the 90 % interval.
   */
  readonly equivalence: TestResult;
}

/** A one-sided test of a given difference, by the procedure that made the interval. */
export type TestAgainst = (difference: number, alternative: "less" | "greater") => TestResult;

/** A margin with its direction, checked. */
export interface MarginSettings {
  readonly margin: number;
  readonly direction: MarginDirection;
}

/** The margin that the options name, or `null`; refuses one that is no distance, or a direction to nothing. */
export function marginSettings(
  fn: string,
  { margin, direction }: MarginOptions,
  widest: number,
): MarginSettings | null {
  if (direction !== undefined) checkOneOf(fn, "direction", direction, ["higher-is-better", "lower-is-better"]);
  if (margin === undefined) {
    if (direction !== undefined) reject(fn, "direction", "be left out where there is no margin", direction);
    return null;
  }
  checkAtLeast(fn, "margin", margin, 0);
  if (margin === 0) reject(fn, "margin", "be above 0: `direction` says which way is worse", margin);
  if (!(margin <= widest)) reject(fn, "margin", `be at most ${widest}, in the unit of the difference`, margin);
  return { margin, direction: direction ?? "higher-is-better" };
}

/** What an interval, and the tests that belong to it, say beside a margin. */
export function marginResult(
  { margin, direction }: MarginSettings,
  interval: Ends | null,
  against: TestAgainst,
): MarginResult {
  const higher = against(-margin, "greater");
  const lower = against(margin, "less");
  return {
    margin,
    direction,
    statement: interval === null ? "undecided" : statementOf(interval, margin, direction),
    nonInferiority: direction === "higher-is-better" ? higher : lower,
    equivalence: largerOf(higher, lower),
  };
}

function statementOf({ lower, upper }: Ends, margin: number, direction: MarginDirection): MarginStatement {
  const [worst, best] = direction === "higher-is-better" ? [lower, upper] : [-upper, -lower];
  if (worst > -margin) return best < margin ? "equivalent" : "non-inferior";
  return best < -margin ? "inferior" : "undecided";
}

/** Both must reject, so the larger p-value is that of the pair. */
function largerOf(higher: TestResult, lower: TestResult): TestResult {
  if (higher.pValue === null || lower.pValue === null) return higher;
  return lower.pValue > higher.pValue ? lower : higher;
}
