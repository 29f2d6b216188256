import { checkInRange, checkObject, checkOneOf, reject } from "../../core/checks";
import { normalQuantile } from "../../numerics/normal";
import {
  type SampleSizeGoal,
  type SampleSizeOptions,
  type SampleSizeResult,
  sampleSize,
} from "../../statistics/estimates/sample-size";
import { adjustedScore, answerVariance } from "../../statistics/estimates/trinomial";
import type { NpsMethod } from "./nps";

/** Options of {@link npsSampleSize}. */
export interface NpsSampleSizeOptions extends SampleSizeOptions {
  /**
   * The share of promoters that is expected, in [0, 1].
   *
   * @defaultValue what needs the most answers: `0.5`, or beside a share d of detractors the smaller of d + 1/2 and
   * 1 - d
   */
  readonly promoters?: number | undefined;
  /** The share of detractors that is expected, in [0, 1]. @defaultValue as for promoters */
  readonly detractors?: number | undefined;
  /** The interval that will be made of the answers. @defaultValue `"adjusted-wald"` */
  readonly method?: NpsMethod | undefined;
}

/**
 * How many answers a Net Promoter Score needs.
 *
 * @remarks The smallest n whose interval, at the expected shares of promoters p and detractors d, is at most twice the
 * margin wide before it is cut, or whose standard error is at most the goal. `wald`: $$n = z^2\, \frac{p + d - (p -
 * d)^2}{(\text{margin}/100)^2}$$ `adjusted-wald`, the interval of {@link nps}: the same of the adjusted shares (p n +
 * 3/4) / (n + 3) and (d n + 3/4) / (n + 3), with n + 3 in the place of n. The published n = z^2 v / margin^2 - 3 takes
 * the variance v of the expected shares for that of the adjusted ones: in the worst case, half promoters and half
 * detractors, it asks for one or two answers more. In a population of N, n answers are worth n (N - 1) / (N - n), the
 * finite population correction; where fewer than N do not suffice, all are asked (caveat `census`). O(log n).
 *
 * n counts answers: divide by the response rate for how many to ask.
 *
 * @param goal - The margin, half the width of the interval, or a standard error: points in (0, 100].
 * @param options - See {@link NpsSampleSizeOptions}.
 * @returns The smallest n, with the margin and the standard error that it achieves, in points.
 * @throws A {@link StatsError}: `invalid-input` on an invalid goal, or that 2^53 answers would not reach, and on
 * shares that add up to more than 1.
 * @see Rocks (2016), Interval Estimation for the "Net Promoter Score", The American Statistician 70(4), 365-372,
 * doi:10.1080/00031305.2016.1198124 (not read)
 *
 * @example
 * ```ts
 * npsSampleSize({ margin: 5 }).n; //=> 1533
 * npsSampleSize({ margin: 5 }, { promoters: 0.5, detractors: 0.15 }).n; //=> 809
 * npsSampleSize({ margin: 5 }, { method: "wald" }).n; //=> 1537
 * npsSampleSize({ margin: 5 }, { population: 1000 }).n; //=> 606
 * ```
 */
export function npsSampleSize(goal: SampleSizeGoal, options: NpsSampleSizeOptions = {}): SampleSizeResult {
  const fn = "npsSampleSize";
  checkObject(fn, "options", options);
  for (const name of ["promoters", "detractors"] as const) {
    if (options[name] !== undefined) checkInRange(fn, name, options[name], 0, 1);
  }
  const {
    promoters = worstBeside(options.detractors),
    detractors = worstBeside(options.promoters),
    method = "adjusted-wald",
    ...ofSize
  } = options;
  // shares of tenths need not add up to 1 exactly
  if (promoters + detractors > 1 + 1e-12) {
    reject(fn, "detractors", `be at most what promoters (${promoters}) leave of 1`, detractors);
  }
  checkOneOf(fn, "method", method, ["adjusted-wald", "wald"]);
  return sampleSize(fn, goal, ofSize, {
    unit: "points",
    method,
    widest: 100,
    achieved: (size, _, level) => {
      const z = -normalQuantile((1 - level) / 2);
      const standardError = (100 * Math.sqrt(answerVariance(promoters, detractors))) / Math.sqrt(size);
      const adjusted = adjustedScore({ promoters: promoters * size, detractors: detractors * size, n: size });
      return { standardError, margin: z * (method === "wald" ? standardError : adjusted.standardError) };
    },
  });
}

/** The share of one group at which, beside the other's, answers vary most. */
function worstBeside(other = 0.5): number {
  return Math.min(other + 0.5, 1 - other);
}
