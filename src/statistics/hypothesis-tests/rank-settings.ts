import { checkAlternative, checkNoOthers, checkObject, checkOneOf, reject } from "../../core/checks";
import type { Alternative } from "../../core/estimate";

/** How the p-value of a rank sum is found. */
export type RankTestMethod = "auto" | "exact" | "normal" | "normal-cc";

/** Options of the tests by rank sums. */
export interface RankTestOptions {
  /** `greater`: treatment, or after, is higher. @defaultValue `"two-sided"` */
  readonly alternative?: Alternative | undefined;
  /**
   * `normal-cc` corrects for continuity, `normal` does not; `auto` is what R does: `exact` with fewer than 50 answers
   * (in each arm) and no ties, else `normal-cc`.
   *
   * @defaultValue `"auto"`
   */
  readonly method?: RankTestMethod | undefined;
}

/** What the options of a rank test say, with the defaults in place. */
export interface RankTestSettings {
  readonly alternative: Alternative;
  readonly method: RankTestMethod;
}

export function rankTestSettings(fn: string, options: RankTestOptions): RankTestSettings {
  checkObject(fn, "options", options);
  const { alternative = "two-sided", method = "auto", ...others } = options;
  checkNoOthers(fn, others);
  checkAlternative(fn, alternative);
  checkOneOf(fn, "method", method, ["auto", "exact", "normal", "normal-cc"]);
  return { alternative, method };
}

/** What a result calls the method that was used. */
export function methodUsed(method: RankTestMethod, exact: boolean): Exclude<RankTestMethod, "auto"> {
  if (exact) return "exact";
  return method === "normal" ? "normal" : "normal-cc";
}

/** Refuses the exact method where counting permutations would take more than a fraction of a second. */
export function checkCountable(fn: string, size: number, most: number, of: string): void {
  if (size > most)
    reject(fn, "method", `be "auto", "normal" or "normal-cc" where ${of} exceed ${most} (${size})`, "exact");
}
