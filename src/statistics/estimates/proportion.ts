import { caveatsWhere } from "../../core/caveats";
import {
  checkAlternative,
  checkConfidenceLevel,
  checkCount,
  checkInteger,
  checkNoOthers,
  checkObject,
  checkOneOf,
  refuse,
} from "../../core/checks";
import type { Alternative, ConfidenceInterval, Ends, Estimate } from "../../core/estimate";
import { normalQuantile } from "../../numerics/normal";

/** Closed-form intervals of a share. */
export type ProportionMethod = "wilson" | "wilson-cc" | "agresti-coull" | "wald";

/** Options of {@link proportion}. */
export interface ProportionOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** @defaultValue `"wilson"` */
  readonly method?: ProportionMethod | undefined;
  /**
   * Which side is bounded: `greater` gives [lower, 1] and `less` [0, upper], each end at the whole level.
   *
   * @defaultValue `"two-sided"`
   */
  readonly alternative?: Alternative | undefined;
}

/** A share with its interval. */
export interface ProportionResult extends Estimate<"share", ConfidenceInterval> {
  readonly kind: "proportion";
  readonly successes: number;
  readonly trials: number;
}

/**
 * A proportion with a confidence interval.
 *
 * @remarks $$\hat p = x / n$$ Interval `wilson`: the shares p that a score test does not reject, $$\frac{x + z^2/2 \pm
 * z \sqrt{x (n - x) / n + z^2/4}}{n + z^2}$$ close to its level on average over p for every n; near 0 and 1 it can fall
 * to about 0.83 at 95 %, where `proportionExact` never falls below. `wilson-cc`: its lower end for half a success less,
 * its upper end for half a success more, as R's `prop.test` corrects for continuity (which at x = n/2 does not); wide
 * like `proportionExact`'s, in closed form. `agresti-coull`: Wald's around Wilson's centre, a little wider. `wald`:
 * $$\hat p \pm z \sqrt{\hat p (1-\hat p)/n}$$ for comparison with other software; much too short for small n and for
 * shares near 0 or 1. One-sided, z is the quantile of the whole level. Where none or all succeed, the end on that side
 * is 0 or 1. O(1).
 *
 * @param successes - Integer in [0, trials].
 * @param trials - Integer >= 1, below 2^53.
 * @param options - See {@link ProportionOptions}.
 * @returns A share in [0, 1].
 * @throws A {@link StatsError}: `invalid-input` when a count is not a whole number >= 0 or exceeds the trials;
 * `insufficient-data` when there are no trials.
 * @see Wilson (1927), JASA 22(158), 209-212, doi:10.1080/01621459.1927.10502953 (not read);
 * Newcombe (1998), Statistics in Medicine 17(8), 857-872, method 4 (not read);
 * Agresti and Coull (1998), The American Statistician 52(2), 119-126, doi:10.1080/00031305.1998.10480550 (not read)
 *
 * @example
 * ```ts
 * const { estimate, interval } = proportion(9, 10);
 * estimate; //=> 0.9
 * interval; //~> { lower: 0.5958, upper: 0.9821, level: 0.95, method: "wilson" }
 * proportion(9, 10, { alternative: "greater" }).interval.lower; //~> 0.65
 * ```
 */
export function proportion(successes: number, trials: number, options: ProportionOptions = {}): ProportionResult {
  const fn = "proportion";
  checkObject(fn, "options", options);
  const { confidenceLevel: level = 0.95, method = "wilson", alternative = "two-sided", ...others } = options;
  checkNoOthers(fn, others);
  checkTrials(fn, successes, trials);
  checkMethod(fn, method);
  checkConfidenceLevel(fn, level);
  checkAlternative(fn, alternative);
  const endsAt = (tail: number) => shareEnds(successes / trials, trials, -normalQuantile(tail), method);
  return proportionResult(successes, trials, { ...boundedEnds(level, alternative, endsAt), level, method });
}

/** The ends that an alternative asks for, given those that each leave out a probability; a free end is the scale's. */
export function boundedEnds(level: number, alternative: Alternative, endsAt: (tail: number) => Ends): Ends {
  // a level too near to 0 to be taken from 1 must still have a quantile
  const { lower, upper } = endsAt(alternative === "two-sided" ? (1 - level) / 2 : Math.min(1 - level, 1 - 2 ** -53));
  // below level 0.5 a bound lies on the other side of the estimate, where the methods do not cut it
  if (alternative === "less") return { lower: 0, upper: Math.max(0, upper) };
  if (alternative === "greater") return { lower: Math.min(1, lower), upper: 1 };
  // at a level near 0 the two ends are the same but for rounding, which may swap them
  return { lower: Math.min(lower, upper), upper: Math.max(lower, upper) };
}

/** The rules of every function that takes successes and trials; `path` is the arm of a comparison. */
export function checkTrials(fn: string, successes: unknown, trials: unknown, path = ""): void {
  checkCount(fn, `${path}trials`, trials);
  checkInteger(fn, `${path}successes`, successes, 0, trials as number);
  if (trials === 0) refuse("insufficient-data", fn, `${path}trials`, "must be at least 1, received 0");
}

export function checkMethod(fn: string, method: unknown): void {
  checkOneOf(fn, "method", method, ["wilson", "wilson-cc", "agresti-coull", "wald"]);
}

/** A proportion with an interval that a method of its own has made. */
export function proportionResult(successes: number, trials: number, interval: ConfidenceInterval): ProportionResult {
  const share = successes / trials + 0;
  return {
    kind: "proportion",
    unit: "share",
    scale: null,
    estimate: share,
    standardError: shareError(successes, trials),
    interval,
    n: trials,
    nMissing: 0,
    successes: successes + 0,
    trials,
    caveats: shareCaveats(share, trials),
  };
}

/** Plug-in standard error of a share. */
export function shareError(successes: number, trials: number): number {
  // the other share by counting: 1 - share would lose the digits of a share near 1
  return Math.sqrt(((successes / trials) * ((trials - successes) / trials)) / trials) + 0;
}

/** What a reader of any share should know of its data. */
export function shareCaveats(share: number, n: number) {
  return caveatsWhere({ "single-answer": n === 1, "all-or-none": n > 1 && (share === 0 || share === 1) });
}

/** Interval of a share of `n` answers; `n` may be an effective number. */
export function shareInterval(share: number, n: number, level: number, method: ProportionMethod): ConfidenceInterval {
  return { ...shareEnds(share, n, -normalQuantile((1 - level) / 2), method), level, method };
}

/** Its ends, where the level is given as a normal quantile. */
export function shareEnds(share: number, n: number, z: number, method: ProportionMethod): Ends {
  if (method === "wilson-cc") {
    const endsAt = (shift: number) => shareEnds(Math.min(1, Math.max(0, share + shift / n)), n, z, "wilson");
    return { lower: endsAt(-0.5).lower, upper: endsAt(0.5).upper };
  }
  const { centre, half } = shareSpan(share, n, z, method);
  return {
    // no answer on one side: rounding must not leave a share below 0 or a bound beside the estimate
    lower: share === 0 ? 0 : Math.max(0, centre - half),
    upper: share === 1 ? 1 : Math.min(1, centre + half),
  };
}

/** Its centre and how far it reaches to either side, before it is cut at 0 and 1. */
export function shareSpan(
  share: number,
  n: number,
  z: number,
  method: Exclude<ProportionMethod, "wilson-cc">,
): { readonly centre: number; readonly half: number } {
  // Wilson and Agresti-Coull look from z^2 more answers, half of them yes
  const added = method === "wald" ? 0 : z * z;
  const total = n + added;
  const centre = share + (added / total) * (0.5 - share);
  const spread = method === "wilson" ? (share * (1 - share) * n + added / 4) / total : centre * (1 - centre);
  return { centre, half: z * Math.sqrt(spread / total) };
}
