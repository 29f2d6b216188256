import { caveatsAt, caveatsWhere } from "../../../core/caveats";
import { checkConfidenceLevel, checkNoOthers, checkObject } from "../../../core/checks";
import type { NumericColumn, RowUse } from "../../../core/columns";
import { type MeanResult, meanResult, varianceOf } from "../../../statistics/estimates/mean";
import type { CrossProducts } from "../../../statistics/summaries/cross-products";
import { isRounding, type Moments } from "../../../statistics/summaries/moments";
import type { ComparisonOptions } from "../comparison/comparison";
import type { HedgesG } from "../comparison/effect-size";
import { marginSettings } from "../comparison/margin";
import { compareJointMeans, type ValueComparison } from "./compare-joint-means";
import { areApart, type JointMeans } from "./joint-means";
import { pairedHedgesG } from "./paired-hedges-g";
import { type PairedMoments, pairsFromCrossProducts, readPairs, sidesVary } from "./paired-moments";

/** Options of {@link compareMeansPaired} and {@link compareMeansPairedFromCrossProducts}. */
export interface CompareMeansPairedOptions extends ComparisonOptions {}

/** Two means of the same customers compared. */
export interface PairedMeanComparison extends ValueComparison<"paired-mean-comparison", MeanResult, HedgesG | null> {
  /**
   * Pearson's correlation of the two values of a customer, in [-1, 1]: the higher, the more the pairing narrows the
   * interval; `null` where a side does not vary.
   */
  readonly correlation: number | null;
  /** Customers, and how many had to be left out. */
  readonly rows: RowUse;
}

/**
 * The difference of two means of the same customers, by the paired t test.
 *
 * @remarks $$t = \frac{\bar d}{s_d / \sqrt n}, \quad s_d^2 = s_1^2 + s_0^2 - 2 s_{10}$$ with n - 1 degrees of freedom,
 * over the n customers with both values: R's `t.test(treatment, control, paired = TRUE)`. Exact for normal differences;
 * the caveat `skewed-answers` at `difference` says where they are too few and too skewed for the interval, as it does
 * for a mean. Where the differences do not vary, to rounding, there is nothing to test against: interval and test are
 * `null` (caveat `no-differences` where no pair differs, else `no-spread-within-groups` or, where the values vary,
 * `no-interval`).
 *
 * `ratio` is treatment's mean divided by control's, made as in `compareMeans`, with the covariance of the two: on the
 * log scale (`log`), $$\frac{\bar x_1}{\bar x_0} \exp\left(\pm t_{n - 1} \sqrt{\frac1n \left(\frac{s_1^2}{\bar x_1^2} +
 * \frac{s_0^2}{\bar x_0^2} - \frac{2 s_{10}}{\bar x_1 \bar x_0}\right)}\right)$$ or Fieller's (`fieller`) where the t
 * interval of a mean reaches 0.
 *
 * `effectSize` is Hedges' g in standard deviations of the values, not of the differences, so that it can be set beside
 * that of independent arms, $$g = J(\nu)\, d, \quad d = \frac{\bar d}{s}, \quad s^2 = \frac{s_1^2 + s_0^2}{2}, \quad
 * \nu = \frac{(n - 1) (s_1^2 + s_0^2)^2}{s_1^4 + s_0^4 + 2 s_{10}^2}$$ with J and the interval
 * `approximate-noncentral-t` of `compareMeans`, where $a = s_d^2 / (n s^2)$, $b = 1 / (2 \nu)$ and t is the test's
 * quantile. Of normal values it covers 94 to 98 % at 95 % from five pairs (see the calibration page). It is `null`
 * where no value varies, and of two pairs (caveat `no-interval` at `effectSize`). O(n) time and memory.
 *
 * @param control - One value a customer; `null`, `undefined` and holes are missing.
 * @param treatment - The other value of the same customers, in the same order; at least two complete pairs.
 * @param options - See {@link CompareMeansPairedOptions}.
 * @returns Both means over the complete pairs, and their difference in the unit of the values, treatment minus control.
 * @throws A {@link StatsError}: `invalid-input` on a value that is not a finite number, sides of different lengths, and
 * values or differences that spread by less than 1e-145 or more than 1e150; `insufficient-data` with fewer than two
 * complete pairs.
 * @see Student (1908), Biometrika 6(1), 1-25, doi:10.2307/2331554 (not read); Fieller (1954), Journal of the Royal
 * Statistical Society B 16(2), 175-185 (not read); Bonett (2008), Psychological Methods 13(2), 99-109,
 * doi:10.1037/1082-989X.13.2.99 (not read): the variance of g, here with n for his n - 1 in the part of the means
 *
 * @example
 * ```ts
 * const before = [3, 4, 2, 5, 3, null];
 * const after = [4, 5, 2, 5, 5, 4];
 * const result = compareMeansPaired(before, after);
 * [result.n, result.nMissing, result.difference.estimate]; //=> [5, 1, 0.8]
 * result.test.pValue; //~> 0.099
 * result.ratio?.estimate; //~> 1.2353
 * ```
 */
export function compareMeansPaired(
  control: NumericColumn,
  treatment: NumericColumn,
  options: CompareMeansPairedOptions = {},
): PairedMeanComparison {
  const fn = "compareMeansPaired";
  return comparePairs(fn, options, () => readPairs(fn, control, treatment));
}

/**
 * {@link compareMeansPaired} from a summary.
 *
 * @remarks The same numbers; only `skewed-answers` cannot be said. Where the summary has `productsLow: null`, as a
 * database gives it, the variance of the differences loses the digits that it is smaller than those of the values by:
 * six where the two correlate by 0.999999. O(1).
 *
 * @param summary - Cross products of two columns, of which the first is control: at least two observations.
 * @param options - See {@link CompareMeansPairedOptions}.
 * @returns The same as {@link compareMeansPaired} gives for the columns themselves.
 * @throws A {@link StatsError}: `invalid-input` on what is no sound summary of two columns, or has sums of squares
 * beyond 1e306; `insufficient-data` with fewer than two observations.
 *
 * @example
 * ```ts
 * const summary = crossProducts({ before: [3, 4, 2, 5, 3, null], after: [4, 5, 2, 5, 5, 4] });
 * compareMeansPairedFromCrossProducts(summary).difference.estimate; //=> 0.8
 * ```
 */
export function compareMeansPairedFromCrossProducts(
  summary: CrossProducts,
  options: CompareMeansPairedOptions = {},
): PairedMeanComparison {
  const fn = "compareMeansPairedFromCrossProducts";
  return comparePairs(fn, options, () => pairsFromCrossProducts(fn, "summary", summary));
}

function comparePairs(fn: string, options: CompareMeansPairedOptions, read: () => PairedMoments): PairedMeanComparison {
  checkObject(fn, "options", options);
  const { confidenceLevel = 0.95, margin, direction, ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, confidenceLevel);
  const settings = {
    kind: "paired-mean-comparison",
    method: "paired",
    confidenceLevel,
    margin: marginSettings(fn, { margin, direction }, Infinity),
  } as const;
  const pairs = read();
  const { control, treatment, difference, rows } = pairs;
  const { n, nMissing } = control;
  const arms = {
    control: meanResult(fn, "control", control, confidenceLevel),
    treatment: meanResult(fn, "treatment", treatment, confidenceLevel),
  };
  const means = pairedMeans(pairs);
  const vary = sidesVary(pairs);
  const skewed = meanResult(fn, "difference", difference).caveats.filter(({ code }) => code === "skewed-answers");
  const comparison = compareJointMeans(
    fn,
    arms,
    means,
    { ...settings, effectSize: pairedHedgesG(pairs, confidenceLevel), size: { n, nMissing } },
    (tested) => [
      ...caveatsWhere({
        "no-differences": !tested && !areApart(means),
        "no-spread-within-groups": !tested && areApart(means) && !vary,
        "no-interval": !tested && areApart(means) && vary,
        "few-complete-rows": rows.used < rows.total / 2,
      }),
      ...caveatsAt("difference", skewed),
      ...caveatsAt("effectSize", caveatsWhere({ "no-interval": vary && n < 3 })),
    ],
  );
  return { ...comparison, correlation: correlationOf(pairs), rows };
}

/** Two means of one sample. */
function pairedMeans({ control, treatment, difference }: PairedMoments): JointMeans {
  const { n } = control;
  const [c, t, d] = [control, treatment, difference].map((side) => varianceOf(side) / n) as [number, number, number];
  return {
    control: control.mean!,
    treatment: treatment.mean!,
    difference: difference.mean!,
    sources: [{ control: c, treatment: t, covariance: (c + t - d) / 2, difference: d, degreesOfFreedom: n - 1 }],
  };
}

function correlationOf({ control, treatment, difference }: PairedMoments): number | null {
  const [c, t, d] = [control, treatment, difference].map(({ sumOfSquares }) => sumOfSquares) as [
    number,
    number,
    number,
  ];
  if (isConstant(control) || isConstant(treatment)) return null;
  const correlation = (c / 2 + t / 2 - d / 2) / (Math.sqrt(c) * Math.sqrt(t));
  return Math.max(-1, Math.min(correlation, 1)) + 0;
}

function isConstant(side: Moments): boolean {
  return isRounding(Math.sqrt(varianceOf(side)), side.mean!);
}
