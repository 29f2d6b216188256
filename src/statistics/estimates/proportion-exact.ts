import { checkAlternative, checkConfidenceLevel, checkNoOthers, checkObject, checkOneOf } from "../../core/checks";
import type { Alternative } from "../../core/estimate";
import { betaQuantile, betaUpperQuantile } from "../../numerics/beta-distribution";
import { boundedEnds, checkTrials, type ProportionResult, proportionResult } from "./proportion";

/** Intervals of a share from the beta distribution. */
export type ProportionExactMethod = "clopper-pearson" | "jeffreys";

/** Options of {@link proportionExact}. */
export interface ProportionExactOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** @defaultValue `"clopper-pearson"` */
  readonly method?: ProportionExactMethod | undefined;
  /**
   * Which side is bounded: `greater` gives [lower, 1] and `less` [0, upper], each end at the whole level.
   *
   * @defaultValue `"two-sided"`
   */
  readonly alternative?: Alternative | undefined;
}

/**
 * A proportion with the exact (Clopper-Pearson) or the Jeffreys interval.
 *
 * @remarks `clopper-pearson`: the shares that neither one-sided binomial test rejects at (1 - level) / 2; never covers
 * less than its level, often more. `jeffreys`: a Bayesian credible interval, central in the posterior Beta(x + 1/2, n -
 * x + 1/2); not exact, but close to its level on average; its end is 0 or 1 where all answers are on that side.
 * One-sided, each is the bound that leaves 1 - level on its side, as in R's `binom.test`. A function of its own, so
 * that {@link proportion} does not carry the beta distribution. O(1).
 *
 * @param successes - Integer in [0, trials].
 * @param trials - Integer >= 1, below 2^53.
 * @param options - See {@link ProportionExactOptions}.
 * @returns A share in [0, 1].
 * @throws A {@link StatsError}: `invalid-input` when a count is not a whole number >= 0 or exceeds the trials;
 * `insufficient-data` when there are no trials.
 * @see Clopper and Pearson (1934), Biometrika 26(4), 404-413, doi:10.1093/biomet/26.4.404 (not read);
 * Brown, Cai and DasGupta (2001), Statistical Science 16(2), 101-133, doi:10.1214/ss/1009213286 (not read)
 *
 * @example
 * ```ts
 * proportionExact(9, 10).interval; //~> { lower: 0.555, upper: 0.9975, level: 0.95, method: "clopper-pearson" }
 * proportionExact(0, 10, { method: "jeffreys" }).interval.lower; //=> 0
 * proportionExact(0, 100, { alternative: "less" }).interval.upper; //~> 0.0295
 * ```
 */
export function proportionExact(
  successes: number,
  trials: number,
  options: ProportionExactOptions = {},
): ProportionResult {
  const fn = "proportionExact";
  checkObject(fn, "options", options);
  const { confidenceLevel: level = 0.95, method = "clopper-pearson", alternative = "two-sided", ...others } = options;
  checkNoOthers(fn, others);
  checkTrials(fn, successes, trials);
  checkOneOf(fn, "method", method, ["clopper-pearson", "jeffreys"]);
  checkConfidenceLevel(fn, level);
  checkAlternative(fn, alternative);
  // what each method adds to the counts of the side that it bounds, and of the other
  const [toward, away] = method === "jeffreys" ? [0.5, 0.5] : [0, 1];
  const failures = trials - successes;
  const ends = boundedEnds(level, alternative, (tail) => ({
    lower: successes === 0 ? 0 : betaQuantile(tail, successes + toward, failures + away),
    upper: failures === 0 ? 1 : betaUpperQuantile(tail, successes + away, failures + toward),
  }));
  return proportionResult(successes, trials, { ...ends, level, method });
}
