import { caveatsWhere } from "../../core/caveats";
import {
  checkAlternative,
  checkConfidenceLevel,
  checkNoOthers,
  checkObject,
  checkOneOf,
  refuse,
} from "../../core/checks";
import type { NumericColumn, RowUse } from "../../core/columns";
import type { Alternative, ConfidenceInterval, Estimate, TestResult } from "../../core/estimate";
import { completeRows } from "../summaries/complete-rows";
import { CORRELATION_METHODS, type CorrelationMethod, correlatePair, prepareColumn } from "./pair-correlation";

/** Options of {@link correlation}. */
export interface CorrelationOptions {
  /** @defaultValue `"pearson"` */
  readonly method?: CorrelationMethod | undefined;
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /**
   * Direction of the alternative hypothesis; a one-sided one gives an interval that ends at -1 or 1.
   * @defaultValue `"two-sided"`
   */
  readonly alternative?: Alternative | undefined;
}

/** A correlation in [-1, 1] with its interval, which a perfect one, or one of few pairs, does not have. */
export interface CorrelationResult extends Estimate<"value", ConfidenceInterval | null> {
  readonly kind: "correlation";
  readonly method: CorrelationMethod;
  /** The test of no correlation. */
  readonly test: TestResult;
  readonly rows: RowUse;
}

/**
 * How strongly two quantities go together, from -1 (the one falls as the other rises) over 0 to 1.
 *
 * @remarks `pearson` measures how near the points lie to a straight line, $$r = \frac{\sum (x_i - \bar x)(y_i - \bar
 * y)}{\sqrt{\sum (x_i - \bar x)^2 \sum (y_i - \bar y)^2}}$$ with the t test of n - 2 degrees of freedom, Fisher's
 * interval, $$\tanh\Bigl(\operatorname{artanh} r \pm z / \sqrt{n - 3}\Bigr)$$ and the standard error $$(1 - r^2) /
 * \sqrt{n - 1}$$ All three assume normal values; many answers at the end of a scale break that.
 *
 * `spearman` is Pearson's r of the ranks, with mid-ranks for ties: how near the points lie to any rising curve. Test:
 * exact for n <= 12 without ties, its statistic the sum of squared differences of ranks; else the t test, where R up to
 * n = 1290 without ties has a series. Interval and standard error: Fisher's scale with Bonett and Wright's variance,
 * $$\frac{1 + r^2 / 2}{n - 3}$$ which assumes values without ties; too short where most answers are the same.
 *
 * `kendall` is tau-b: C concordant less D discordant pairs, over what the pairs tied in x and those tied in y leave,
 * $$\tau_b = \frac{C - D}{\sqrt{(N - T_x)(N - T_y)}}, \quad N = n (n - 1) / 2$$ Test: exact for n < 50 without ties,
 * its statistic C; else normal with the tie-corrected variance, as in R's `cor.test`. Standard error: Brown and
 * Benedetti's, which holds with ties; interval: that error on Fisher's scale, with Bonett and Wright's n - 4 in place
 * of n (their variance, 0.437 / (n - 4), knows no ties, and would be too short for ratings). The choice for short
 * scales.
 *
 * A two-sided exact p-value is twice the smaller tail. Where the correlation is 1 or -1 to rounding there is no
 * interval and no t test (caveat `perfect-correlation`); nor is there an interval of fewer than four pairs (`kendall`:
 * five). With a ceiling no number of pairs mends the intervals: of 200 pairs of ratings, 80 % at the top, with an
 * underlying normal correlation of 0.7, `pearson` covers 75 %, `spearman` 84 % and `kendall` 94 % at 95 % (see the
 * calibration page). Correlation is not cause. Precise at any offset and size of the values. O(n) time for `pearson`,
 * O(n log n) for the others.
 *
 * @param x - n finite numbers; `null`, `undefined` and holes are missing.
 * @param y - Of the same rows, in the same order; a row without both is left out.
 * @param options - See {@link CorrelationOptions}.
 * @returns The correlation, in [-1, 1]; `interval.method` is `fisher-z`, `bonett-wright` or `brown-benedetti`, and
 * `test.method` is `pearson-t`, `spearman-exact`, `spearman-t`, `kendall-exact` or `kendall-normal`.
 * @throws A {@link StatsError}: `invalid-input` on columns of different lengths and on an element that is neither a
 * finite number nor missing; `insufficient-data` with fewer than three complete rows; `degenerate-data` where x or y
 * does not vary.
 * @see Bonett and Wright (2000), Psychometrika 65(1), 23-28, doi:10.1007/BF02294183 (not read); Brown and Benedetti
 * (1977), JASA 72(358), 309-315, doi:10.1080/01621459.1977.10480995 (not read); Kendall (1938), Biometrika 30(1-2),
 * 81-93, doi:10.1093/biomet/30.1-2.81 (not read)
 *
 * @example
 * ```ts
 * const satisfaction = [5, 3, 4, 1, 4, 2, 5, null];
 * const recommends = [9, 6, 10, 2, 7, 5, 10, 8];
 * const r = correlation(satisfaction, recommends);
 * r.estimate; //~> 0.9362
 * r.interval; //~> { lower: 0.6207, upper: 0.9908, level: 0.95, method: "fisher-z" }
 * r.test.pValue; //~> 0.00191
 * correlation(satisfaction, recommends, { method: "kendall" }).estimate; //~> 0.8208
 * ```
 */
export function correlation(x: NumericColumn, y: NumericColumn, options: CorrelationOptions = {}): CorrelationResult {
  const fn = "correlation";
  checkObject(fn, "options", options);
  const { method = "pearson", confidenceLevel = 0.95, alternative = "two-sided", ...others } = options;
  checkNoOthers(fn, others);
  checkOneOf(fn, "method", method, CORRELATION_METHODS);
  checkConfidenceLevel(fn, confidenceLevel);
  checkAlternative(fn, alternative);
  const { columns, rows } = completeRows(fn, [
    { name: "x", path: "x", values: x },
    { name: "y", path: "y", values: y },
  ]);
  const n = rows.used;
  if (n < 3) refuse("insufficient-data", fn, "x", `must share at least 3 complete rows with y, received ${n}`);
  const [a, b] = columns.map((values, j) => {
    const prepared = prepareColumn(values, method);
    if (prepared === null) {
      refuse("degenerate-data", fn, j === 0 ? "x" : "y", `must vary, received ${n} values of ${values[0]! + 0}`);
    }
    return prepared;
  });
  const { caveats, ...pair } = correlatePair(a!, b!, method, { confidenceLevel, alternative });
  return {
    kind: "correlation",
    unit: "value",
    scale: null,
    ...pair,
    method,
    n,
    nMissing: rows.total - n,
    rows,
    caveats: [...caveats, ...caveatsWhere({ "few-complete-rows": n < rows.total / 2 })],
  };
}
