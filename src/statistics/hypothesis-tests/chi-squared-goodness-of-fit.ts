import { type Caveat, caveatsWhere } from "../../core/caveats";
import { checkCount, checkNoOthers, checkObject, checkSameLength, checkTotal, refuse, reject } from "../../core/checks";
import type { TestResult } from "../../core/estimate";
import { chiSquaredUpper } from "../../numerics/chi-squared";
import { expectsTooFew, sumOf } from "./count-table";

/** Options of {@link chiSquaredGoodnessOfFit}. */
export interface ChiSquaredGoodnessOfFitOptions {
  /** Expected shares, above 0 and adding up to 1, one a count. @defaultValue equal shares */
  readonly expectedShares?: readonly number[] | undefined;
}

/** The chi-squared test of counts against expected shares. */
export interface ChiSquaredGoodnessOfFitResult {
  readonly kind: "chi-squared-goodness-of-fit";
  readonly test: TestResult;
  /** Counts that the shares would lead to expect. */
  readonly expected: readonly number[];
  /** Observed minus expected count, in standard deviations (R's `stdres`). */
  readonly standardizedResiduals: readonly number[];
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/**
 * Chi-squared test of goodness of fit: are counts as their expected shares say?
 *
 * @remarks $$\chi^2 = \sum_i \frac{(o_i - n p_i)^2}{n p_i}$$ against chi-squared with one degree of freedom less than
 * counts; residuals are standardised, $$\frac{o - n p}{\sqrt{n p (1 - p)}}$$ Expected counts below 5 in more than a
 * fifth of the cells, or any below 1, give the caveat `small-expected-counts`. O(counts).
 *
 * @param counts - At least two integers >= 0, one of them above 0.
 * @param options - See {@link ChiSquaredGoodnessOfFitOptions}.
 * @returns The test, as R's `chisq.test` has it, with expected counts and residuals.
 * @throws A {@link StatsError}: `invalid-input` on a count that is not a whole number >= 0, or shares that are not
 * above 0 or do not add up to 1 within 1e-9; `insufficient-data` where all counts are 0.
 * @see Pearson (1900), Philosophical Magazine 50(302), 157-175, doi:10.1080/14786440009463897 (not read)
 *
 * @example
 * ```ts
 * const { test, expected } = chiSquaredGoodnessOfFit([44, 56], { expectedShares: [0.5, 0.5] });
 * expected; //=> [50, 50]
 * test.statistic; //=> 1.44
 * test.pValue; //~> 0.2301
 * ```
 */
export function chiSquaredGoodnessOfFit(
  counts: readonly number[],
  options: ChiSquaredGoodnessOfFitOptions = {},
): ChiSquaredGoodnessOfFitResult {
  const fn = "chiSquaredGoodnessOfFit";
  checkObject(fn, "options", options);
  const { expectedShares, ...others } = options;
  checkNoOthers(fn, others);
  if (!Array.isArray(counts) || counts.length < 2) {
    reject(fn, "counts", "be an array of at least two counts", Array.isArray(counts) ? counts.length : counts);
  }
  const observed = Array.from(counts as readonly number[], (count, i) => {
    checkCount(fn, `counts.${i}`, count);
    return count;
  });
  const shares = sharesOf(fn, expectedShares, observed.length);
  const n = sumOf(observed);
  checkTotal(fn, "counts", n);
  if (n === 0) refuse("insufficient-data", fn, "counts", "must hold at least one count above 0, received none");
  const expected = shares.map((share) => n * share);
  return {
    kind: "chi-squared-goodness-of-fit",
    test: goodnessOfFitTest(observed, expected),
    expected,
    standardizedResiduals: observed.map(
      (count, i) => (count - expected[i]!) / Math.sqrt(expected[i]! * (1 - shares[i]!)) + 0,
    ),
    n,
    nMissing: 0,
    caveats: caveatsWhere({ "small-expected-counts": expectsTooFew(expected) }),
  };
}

/** The test of counts against what was expected of each. */
export function goodnessOfFitTest(observed: readonly number[], expected: readonly number[]): TestResult {
  const statistic = sumOf(observed.map((count, i) => ((count - expected[i]!) / expected[i]!) * (count - expected[i]!)));
  return {
    statistic,
    degreesOfFreedom: [observed.length - 1],
    pValue: chiSquaredUpper(statistic, observed.length - 1),
    alternative: "two-sided",
    method: "chi-squared",
  };
}

function sharesOf(fn: string, expectedShares: unknown, length: number): number[] {
  if (expectedShares === undefined) return new Array<number>(length).fill(1 / length);
  if (!Array.isArray(expectedShares)) reject(fn, "expectedShares", "be an array of shares", expectedShares);
  const given = Array.from(expectedShares as readonly unknown[]);
  checkSameLength(fn, "expectedShares", given.length, length, "counts");
  const shares = given.map((share, i) => {
    if (typeof share !== "number" || !(share >= 1e-100 && share < 1)) {
      reject(fn, `expectedShares.${i}`, "be a share in [1e-100, 1), such as 0.5", share);
    }
    return share;
  });
  const total = sumOf(shares);
  if (!(Math.abs(total - 1) <= 1e-9)) reject(fn, "expectedShares", "add up to 1 within 1e-9", total);
  return shares.map((share) => share / total);
}
