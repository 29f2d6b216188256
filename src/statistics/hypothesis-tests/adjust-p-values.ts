import { checkInRange, checkInteger, checkNoOthers, checkObject, checkOneOf, checkSequence } from "../../core/checks";
import { adjustedPValues, P_VALUE_ADJUSTMENTS, type PValueAdjustment } from "../../numerics/adjusted-p-values";

/** Options of {@link adjustPValues}. */
export interface AdjustPValuesOptions {
  /** @defaultValue `"holm"` */
  readonly method?: PValueAdjustment | undefined;
  /**
   * How many tests there were, if more than are given; an integer, at least the number of p-values.
   * @defaultValue the number of p-values, `null` not counted
   */
  readonly comparisons?: number | undefined;
}

/**
 * P-values of several tests, made larger so that many looks do not pass for a finding.
 *
 * @remarks With m tests and p-values in ascending order, $$\tilde p_{(i)} = \min\Bigl(1, \max_{j \le i} (m - j + 1)\,
 * p_{(j)}\Bigr)$$ is `holm`. It and `bonferroni`, $$\min(1, m p_i)$$ which is never smaller, bound the chance of a
 * single false finding under any dependence of the tests; `hochberg`, $$\min_{j \ge i} (m - j + 1)\, p_{(j)}$$ is never
 * larger than `holm` and needs tests that are independent or positively dependent. The two others bound the expected
 * share of false findings among all findings: `benjamini-hochberg`, $$\min\Bigl(1, \min_{j \ge i} \frac{m}{j}\,
 * p_{(j)}\Bigr)$$ under independence or positive dependence, `benjamini-yekutieli`, the same times $$\sum_{k=1}^m 1/k$$
 * under any. Equal to R's `p.adjust`. O(m log m) time.
 *
 * @param p - P-values in [0, 1]; length >= 0; `null` and `undefined` stand for a test that was not possible: it is not
 * counted, and its place stays `null`.
 * @param options - See {@link AdjustPValuesOptions}.
 * @returns Adjusted p-values in [0, 1], in the order given.
 * @throws A {@link StatsError}: `invalid-input` on a p-value outside [0, 1] and on fewer comparisons than p-values.
 * @see Holm (1979), Scandinavian Journal of Statistics 6(2), 65-70 (not read); Hochberg (1988), Biometrika 75(4),
 * 800-802, doi:10.1093/biomet/75.4.800 (not read); Benjamini and Hochberg (1995), JRSS B 57(1), 289-300,
 * doi:10.1111/j.2517-6161.1995.tb02031.x (not read); Benjamini and Yekutieli (2001), Annals of Statistics 29(4),
 * 1165-1188, doi:10.1214/aos/1013699998 (not read)
 *
 * @example
 * ```ts
 * adjustPValues([0.01, 0.04, 0.03]); //~> [0.03, 0.06, 0.06]
 * adjustPValues([0.01, null, 0.03], { method: "bonferroni" }); //~> [0.02, null, 0.06]
 * adjustPValues([0.01, 0.03], { method: "benjamini-hochberg", comparisons: 4 }); //~> [0.04, 0.06]
 * ```
 */
export function adjustPValues<P extends number | null | undefined>(
  p: ArrayLike<P> | Iterable<P>,
  options: AdjustPValuesOptions = {},
): (P extends number ? number : null)[] {
  const fn = "adjustPValues";
  checkObject(fn, "options", options);
  const { method = "holm", comparisons, ...others } = options;
  checkNoOthers(fn, others);
  checkOneOf(fn, "method", method, P_VALUE_ADJUSTMENTS);
  checkSequence(fn, "p", p);
  const given = Array.from<number | null | undefined>(p as Iterable<P>);
  given.forEach((value, i) => {
    if (value !== null && value !== undefined) checkInRange(fn, `p.${i}`, value, 0, 1);
  });
  const values = given.filter((value) => value !== null && value !== undefined);
  if (comparisons !== undefined) {
    checkInteger(fn, "comparisons", comparisons, values.length, Number.MAX_SAFE_INTEGER);
  }
  const adjusted = adjustedPValues(values, method, comparisons ?? values.length).values();
  return given.map((value) =>
    value === null || value === undefined ? null : adjusted.next().value,
  ) as (P extends number ? number : null)[];
}
