import { type Caveat, caveatsWhere } from "../../core/caveats";
import { checkAlternative, checkNoOthers, checkObject, checkOneOf, reject } from "../../core/checks";
import type { Alternative, TestResult } from "../../core/estimate";
import { binomialCdf, binomialPmf } from "../../numerics/binomial";
import { chiSquaredUpper } from "../../numerics/chi-squared";
import { type PairedCounts, pairedCounts } from "./paired-counts";

/** How the p-value of McNemar's test is found. */
export type McnemarMethod = "exact" | "mid-p" | "chi-squared" | "chi-squared-cc";

/** Options of {@link mcnemar}. */
export interface McnemarOptions {
  /** `greater`: yes is more frequent the second time; for `exact` and `mid-p` only. @defaultValue `"two-sided"` */
  readonly alternative?: Alternative | undefined;
  /** @defaultValue `"exact"` */
  readonly method?: McnemarMethod | undefined;
}

/** McNemar's test of paired answers of yes and no. */
export interface McnemarResult {
  readonly kind: "mcnemar";
  /** Its statistic is `onlySecond` for `exact` and `mid-p`, else chi-squared with one degree of freedom. */
  readonly test: TestResult;
  /** Yes the first time only; with `onlySecond` all that the test uses. */
  readonly onlyFirst: number;
  /** Yes the second time only. */
  readonly onlySecond: number;
  /** Share of yes the second time less the first time, in [-1, 1]. */
  readonly difference: number;
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/**
 * McNemar's test: did the share of yes change among the same customers?
 *
 * @remarks Only the b + c customers who changed tell, and without a change either way is as likely. `exact`: the
 * binomial test of c in b + c, never above its level. `mid-p`: that with half the probability of c itself, closer to
 * its level. `chi-squared`: $$\chi^2 = \frac{(b - c)^2}{b + c}$$ and `chi-squared-cc` the same with |b - c| less 1 (R's
 * default), both for b + c of 25 and more. Where no pair differs, the exact p is 1, and chi-squared has nothing to
 * test: statistic and p are `null` (caveat `no-differences`). O(1).
 *
 * @param counts - Integers >= 0; at least one customer.
 * @param options - See {@link McnemarOptions}.
 * @returns The test, and the difference of the two shares.
 * @throws A {@link StatsError}: `invalid-input` on a count that is not a whole number >= 0, or a one-sided chi-squared;
 * `insufficient-data` without a customer.
 * @see McNemar (1947), Psychometrika 12(2), 153-157, doi:10.1007/BF02295996 (not read); Fagerland, Lydersen and Laake
 * (2013), BMC Medical Research Methodology 13, 91, doi:10.1186/1471-2288-13-91, for mid-p (not read)
 *
 * @example
 * ```ts
 * const { test, difference } = mcnemar({ both: 50, onlyFirst: 5, onlySecond: 15, neither: 30 });
 * difference; //=> 0.1
 * test.pValue; //~> 0.0414
 * ```
 */
export function mcnemar(counts: PairedCounts, options: McnemarOptions = {}): McnemarResult {
  const fn = "mcnemar";
  checkObject(fn, "options", options);
  const { alternative = "two-sided", method = "exact", ...others } = options;
  checkNoOthers(fn, others);
  checkAlternative(fn, alternative);
  checkOneOf(fn, "method", method, ["exact", "mid-p", "chi-squared", "chi-squared-cc"]);
  const usesChiSquared = method === "chi-squared" || method === "chi-squared-cc";
  if (usesChiSquared && alternative !== "two-sided") {
    reject(fn, "alternative", `be "two-sided" for the method "${method}"`, alternative);
  }
  const { counts: known, n } = pairedCounts(fn, counts);
  const { onlyFirst, onlySecond } = known;
  return {
    kind: "mcnemar",
    test: usesChiSquared
      ? chiSquared(onlyFirst, onlySecond, method)
      : {
          statistic: onlySecond,
          degreesOfFreedom: [],
          pValue: binomialPValue(onlyFirst, onlySecond, alternative, method === "mid-p" ? 0.5 : 1),
          alternative,
          method: `mcnemar-${method}`,
        },
    onlyFirst,
    onlySecond,
    difference: (onlySecond - onlyFirst) / n + 0,
    n,
    nMissing: 0,
    caveats: caveatsWhere({ "no-differences": onlyFirst + onlySecond === 0 }),
  };
}

function chiSquared(onlyFirst: number, onlySecond: number, method: McnemarMethod): TestResult {
  const distance = Math.abs(onlySecond - onlyFirst);
  // R does not correct where there is nothing to correct
  const corrected = method === "chi-squared-cc" ? Math.max(0, distance - 1) : distance;
  const total = onlyFirst + onlySecond;
  const statistic = total === 0 ? null : (corrected / total) * corrected;
  return {
    statistic,
    degreesOfFreedom: statistic === null ? [] : [1],
    pValue: statistic === null ? null : chiSquaredUpper(statistic, 1),
    alternative: "two-sided",
    method: `mcnemar-${method}`,
  };
}

/** Binomial probability of counts at least as extreme, where the observed one counts by a part. */
function binomialPValue(first: number, second: number, alternative: Alternative, part: number): number {
  const trials = first + second;
  const upTo = (count: number) => binomialCdf(count - 1, trials, 0.5) + part * binomialPmf(count, trials, 0.5);
  // p = 1/2: the upper tail of one count is the lower tail of the other
  if (alternative !== "two-sided") return Math.min(1, upTo(alternative === "greater" ? first : second));
  return Math.min(1, 2 * upTo(Math.min(first, second)));
}
