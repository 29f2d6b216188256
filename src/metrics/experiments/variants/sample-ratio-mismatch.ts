import { type Caveat, caveatsWhere } from "../../../core/caveats";
import {
  checkCount,
  checkInRange,
  checkNoOthers,
  checkObject,
  checkOneOf,
  checkSameLength,
  checkTotal,
  refuse,
  reject,
} from "../../../core/checks";
import type { TestResult } from "../../../core/estimate";
import { binomialTwoSided } from "../../../numerics/binomial";
import { goodnessOfFitTest } from "../../../statistics/hypothesis-tests/chi-squared-goodness-of-fit";
import { expectsTooFew, sumOf } from "../../../statistics/hypothesis-tests/count-table";

/** `exact` is the binomial test, for two arms. */
export type SampleRatioMethod = "chi-squared" | "exact";

/** Options of {@link sampleRatioMismatch}. */
export interface SampleRatioMismatchOptions {
  /**
   * Planned ratio of the arms in their order, above 0 and with any total: `[1, 1, 2]`.
   * @defaultValue arms of equal size
   */
  readonly ratio?: readonly number[] | undefined;
  /** @defaultValue `"chi-squared"` */
  readonly method?: SampleRatioMethod | undefined;
  /** A p-value below it is a mismatch, unless the deviation is negligible; in (0, 1). @defaultValue `0.001` */
  readonly threshold?: number | undefined;
  /** Where no share of an arm is so far from the planned one, the deviation is negligible. @defaultValue `0.001` */
  readonly minimumDeviation?: number | undefined;
}

/** What the sizes of the arms say of the assignment. */
export type SampleRatioVerdict = "mismatch" | "negligible" | "none-found";

/** An arm beside its plan. */
export interface ArmSize {
  readonly observed: number;
  readonly expected: number;
  /** Of all customers, in [0, 1]. */
  readonly share: number;
  /** As planned, in (0, 1). */
  readonly expectedShare: number;
  /** Share minus planned share. */
  readonly deviation: number;
}

/** Whether arms have the sizes that were planned. */
export interface SampleRatioMismatch {
  readonly kind: "sample-ratio-mismatch";
  /** Of the hypothesis that customers were assigned as planned. */
  readonly test: TestResult;
  readonly arms: readonly ArmSize[];
  /** Of all arms, in [0, 1], without sign. */
  readonly largestDeviation: number;
  readonly threshold: number;
  readonly minimumDeviation: number;
  /**
   * `mismatch`: p is below the threshold; `negligible`: it is, but no share is off by the minimum deviation, as happens
   * with millions of customers; `none-found`: p is not below the threshold.
   */
  readonly verdict: SampleRatioVerdict;
  readonly method: SampleRatioMethod;
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/**
 * Sample ratio mismatch: are the arms of an experiment of the sizes that were planned?
 *
 * @remarks Where they are not, more than chance decided who is in which arm (a redirect that loses customers, a filter
 * after the assignment, a robot), and the arms may differ for that reason alone: find it before you read any result.
 * Count all who were assigned, not only those who answered. `chi-squared`: $$\chi^2 = \sum_i \frac{(o_i - n
 * \pi_i)^2}{n \pi_i}$$ with one degree of freedom less than arms. `exact`: the probability, under $$\text{Bin}(n,
 * \pi_1)$$ of all outcomes that are at most as probable, as R's `binom.test` has it. The low threshold is customary, as
 * the check is made often and a mismatch is seldom chance; the minimum deviation keeps millions of customers from
 * raising an alarm about what cannot matter. O(arms), O(log n) for `exact`.
 *
 * @param observed - Customers in each arm, integers >= 0; at least two arms and one customer.
 * @param options - See {@link SampleRatioMismatchOptions}.
 * @returns The test, each arm beside its plan, and the verdict.
 * @throws A {@link StatsError}: `invalid-input` on a count that is not a whole number >= 0, fewer than two arms, a
 * ratio with a number that is not above 0 or of another length, or more than two arms for `exact`; `insufficient-data`
 * where all counts are 0.
 * @see Fabijan et al. (2019), KDD '19, 2156-2164, doi:10.1145/3292500.3330722 (not read)
 *
 * @example
 * ```ts
 * const { verdict, test, arms } = sampleRatioMismatch([821588, 815482]);
 * verdict; //=> "mismatch"
 * test.pValue; //~> 0.00000182
 * arms[0]?.share; //~> 0.50186
 * sampleRatioMismatch([1012, 1961], { ratio: [1, 2] }).verdict; //=> "none-found"
 * ```
 */
export function sampleRatioMismatch(
  observed: readonly number[],
  options: SampleRatioMismatchOptions = {},
): SampleRatioMismatch {
  const fn = "sampleRatioMismatch";
  checkObject(fn, "options", options);
  const { ratio, method = "chi-squared", threshold = 0.001, minimumDeviation = 0.001, ...others } = options;
  checkNoOthers(fn, others);
  if (!Array.isArray(observed) || observed.length < 2) {
    reject(fn, "observed", "be an array of at least two counts", Array.isArray(observed) ? observed.length : observed);
  }
  const counts = Array.from(observed as readonly number[], (count, i) => {
    checkCount(fn, `observed.${i}`, count);
    return count + 0;
  });
  checkTotal(fn, "observed", sumOf(counts));
  const shares = plannedShares(fn, ratio, counts.length);
  checkOneOf(fn, "method", method, ["chi-squared", "exact"]);
  if (method === "exact" && counts.length > 2) {
    reject(fn, "method", 'be "chi-squared" for more than two arms', method);
  }
  if (typeof threshold !== "number" || !(threshold > 0 && threshold < 1)) {
    reject(fn, "threshold", "be a number between 0 and 1, both excluded", threshold);
  }
  checkInRange(fn, "minimumDeviation", minimumDeviation, 0, 1);
  if (sumOf(counts) === 0)
    refuse("insufficient-data", fn, "observed", "must hold at least one customer, received none");
  return sampleRatioOf(counts, shares, method, threshold, minimumDeviation + 0);
}

/** The ratio as shares, checked. */
export function plannedShares(fn: string, ratio: unknown, length: number): number[] {
  if (ratio === undefined) return new Array<number>(length).fill(1 / length);
  if (!Array.isArray(ratio)) reject(fn, "ratio", "be an array of numbers", ratio);
  const parts = Array.from(ratio as readonly unknown[]);
  checkSameLength(fn, "ratio", parts.length, length, "the arms");
  const numbers = parts.map((part, i) => {
    if (typeof part !== "number" || !(part >= 1e-100 && part <= 1e100)) {
      reject(fn, `ratio.${i}`, "be a number in [1e-100, 1e100]", part);
    }
    return part;
  });
  const total = sumOf(numbers);
  return numbers.map((part) => part / total);
}

/** {@link sampleRatioMismatch} of counts and shares that are checked. */
export function sampleRatioOf(
  counts: readonly number[],
  shares: readonly number[],
  method: SampleRatioMethod = "chi-squared",
  threshold = 0.001,
  minimumDeviation = 0.001,
): SampleRatioMismatch {
  const n = sumOf(counts);
  const expected = shares.map((share) => n * share);
  const arms = counts.map((count, i) => ({
    observed: count,
    expected: expected[i]!,
    share: count / n,
    expectedShare: shares[i]!,
    deviation: (count - expected[i]!) / n + 0,
  }));
  const test = method === "exact" ? exactTest(counts, shares) : goodnessOfFitTest(counts, expected);
  const largestDeviation = Math.max(...arms.map(({ deviation }) => Math.abs(deviation)));
  const found = test.pValue! < threshold;
  return {
    kind: "sample-ratio-mismatch",
    test,
    arms,
    largestDeviation,
    threshold,
    minimumDeviation,
    verdict: !found ? "none-found" : largestDeviation < minimumDeviation ? "negligible" : "mismatch",
    method,
    n,
    nMissing: 0,
    caveats: caveatsWhere({
      "small-expected-counts": method === "chi-squared" && expectsTooFew(expected),
    }),
  };
}

function exactTest(counts: readonly number[], shares: readonly number[]): TestResult {
  // 1 less a share near 1 has lost its digits
  const arm = shares[0]! <= shares[1]! ? 0 : 1;
  return {
    statistic: null,
    degreesOfFreedom: [],
    pValue: binomialTwoSided(counts[arm]!, sumOf(counts), shares[arm]!),
    alternative: "two-sided",
    method: "exact-binomial",
  };
}
