import { checkObject, checkOneOf, reject } from "../../core/checks";
import { normalQuantile } from "../../numerics/normal";
import { shareSpan } from "./proportion";
import { type SampleSizeGoal, type SampleSizeOptions, type SampleSizeResult, sampleSize } from "./sample-size";

/** Options of {@link proportionSampleSize}. */
export interface ProportionSampleSizeOptions extends SampleSizeOptions {
  /** The share that is expected, between 0 and 1, both excluded. @defaultValue `0.5`, which needs the most answers */
  readonly share?: number | undefined;
  /** The interval that will be made of the answers. @defaultValue `"wilson"` */
  readonly method?: "wilson" | "wald" | undefined;
}

/**
 * How many answers a share needs.
 *
 * @remarks The smallest n whose interval, at the expected share p and before it is cut, is at most twice the margin
 * wide, or whose standard error is at most the goal. `wilson`: half the width of `proportion`'s default interval,
 * $$\frac{z}{m + z^2} \sqrt{m\,p (1 - p) + z^2/4}$$ `wald`: the textbook's $$m = z^2 p (1 - p) / \text{margin}^2$$
 * which at p = 1/2 asks for z^2 = 3.84 more answers at level 0.95 and, for rare things, for too few. In a population of
 * N, n answers are worth $$m = n (N - 1) / (N - n)$$ which is the finite population correction sqrt((N - n) / (N - 1))
 * of the standard error; where fewer than N do not suffice, all are asked (caveat `census`). O(log n).
 *
 * n counts answers: divide by the response rate for how many to ask.
 *
 * @param goal - The margin, half the width of the interval, or a standard error: a share in (0, 0.5].
 * @param options - See {@link ProportionSampleSizeOptions}.
 * @returns The smallest n, with the margin and the standard error that it achieves, as shares.
 * @throws A {@link StatsError}: `invalid-input` on an invalid goal, or that 2^53 answers would not reach.
 * @see Cochran (1977), Sampling Techniques, 3rd edition, chapter 4 (not read); Wilson (1927), JASA 22(158), 209-212,
 * doi:10.1080/01621459.1927.10502953 (not read)
 *
 * @example
 * ```ts
 * const plan = proportionSampleSize({ margin: 0.05 });
 * plan.n; //=> 381
 * plan.margin; //~> 0.04995
 * proportionSampleSize({ margin: 0.05 }, { method: "wald" }).n; //=> 385
 * proportionSampleSize({ margin: 0.05 }, { population: 2000 }).n; //=> 320
 * ```
 */
export function proportionSampleSize(
  goal: SampleSizeGoal,
  options: ProportionSampleSizeOptions = {},
): SampleSizeResult {
  const fn = "proportionSampleSize";
  checkObject(fn, "options", options);
  const { share = 0.5, method = "wilson", ...ofSize } = options;
  if (typeof share !== "number" || !(share > 0 && share < 1)) {
    reject(fn, "share", "be a number between 0 and 1, both excluded", share);
  }
  checkOneOf(fn, "method", method, ["wilson", "wald"]);
  return sampleSize(fn, goal, ofSize, {
    unit: "share",
    method,
    widest: 0.5,
    achieved: (size, _, level) => {
      const z = -normalQuantile((1 - level) / 2);
      const standardError = Math.sqrt(share * (1 - share)) / Math.sqrt(size);
      return { standardError, margin: method === "wald" ? z * standardError : shareSpan(share, size, z, method).half };
    },
  });
}
