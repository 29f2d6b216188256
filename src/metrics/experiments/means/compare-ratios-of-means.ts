import { caveatsWhere } from "../../../core/caveats";
import { checkConfidenceLevel, checkNoOthers, checkObject } from "../../../core/checks";
import { type RatioArm, type RatioOfMeansResult, ratioOfMeans } from "../../../statistics/estimates/ratio-of-means";
import type { ComparisonOptions } from "../comparison/comparison";
import { marginSettings } from "../comparison/margin";
import { compareJointMeans, type ValueComparison } from "./compare-joint-means";
import { areApart, independentMeans } from "./joint-means";

/** Options of {@link compareRatiosOfMeans}. */
export interface CompareRatiosOfMeansOptions extends ComparisonOptions {}

/** Two ratios of means compared; there is no standardised difference, since a ratio has no spread of single answers. */
export type RatioOfMeansComparison = ValueComparison<"ratio-of-means-comparison", RatioOfMeansResult>;

/**
 * The difference of a metric that is a ratio in each arm, such as orders a session where customers are assigned.
 *
 * @remarks $$R = \bar y / \bar d, \quad \mathrm{SE}(R)^2 = \frac{1}{n (n - 1)} \sum_i \left(\frac{y_i - R d_i}{\bar
 * d}\right)^2$$ over the n customers of an arm, by the delta method. The mean over sessions of all customers is such a
 * ratio: sessions of one customer are alike, so that a test which takes them for independent rejects too often. The
 * difference has Welch's t interval and test, with Satterthwaite's degrees of freedom. `ratio` is treatment's R divided
 * by control's, by the delta method on the log scale (`log`), or, where an arm's interval is not wholly above 0,
 * Fieller's (`fieller`). Where every customer of an arm has the arm's ratio, to rounding, in both arms, interval and
 * test are `null`.
 *
 * Linearisation takes the mean of the denominators for known up to a small relative error. Where few customers have
 * most of the sessions the interval covers 85 to 88 % at 95 % with 10 or 20 customers in an arm, and 93 % with 100 (see
 * the calibration page); the caveat `few-clusters` is there where an arm's customers count for fewer than 20 alike
 * ones, $(\sum d)^2 / \sum d^2$. The caveat `skewed-answers` needs columns: cross products do not tell. O(n) time for
 * columns, O(1) for cross products.
 *
 * @param control - The arm that is subtracted, of at least two customers; see {@link RatioArm}.
 * @param treatment - The arm that it is subtracted from: other customers.
 * @param options - See {@link CompareRatiosOfMeansOptions}.
 * @returns Both ratios and their difference, treatment minus control, in units of the numerator for one of the
 * denominator.
 * @throws A {@link StatsError}: `invalid-input` on a value that is not a finite number, a denominator below 0, columns
 * of different lengths or an unsound summary; `insufficient-data` when an arm has fewer than two complete rows;
 * `degenerate-data` where the denominators have a mean of 0.
 * @see Deng, Knoblich and Lu (2018), Applying the Delta Method in Metric Analytics, KDD 2018, 233-242,
 * doi:10.1145/3219819.3219919 (not read); Fieller (1954), Journal of the Royal Statistical Society B 16(2), 175-185
 * (not read)
 *
 * @example
 * ```ts
 * const control = { numerator: [1, 0, 2, 3, 1], denominator: [4, 1, 6, 9, 5] };
 * const treatment = crossProducts({ numerator: [2, 1, 4, 2, 3], denominator: [5, 2, 9, 4, 5] });
 * const result = compareRatiosOfMeans(control, treatment);
 * result.control.estimate; //=> 0.28
 * result.difference.estimate; //=> 0.2
 * result.ratio?.interval; //~> { lower: 1.217, upper: 2.414, level: 0.95, method: "log" }
 * ```
 */
export function compareRatiosOfMeans(
  control: RatioArm,
  treatment: RatioArm,
  options: CompareRatiosOfMeansOptions = {},
): RatioOfMeansComparison {
  const fn = "compareRatiosOfMeans";
  checkObject(fn, "options", options);
  const { confidenceLevel = 0.95, margin, direction, ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, confidenceLevel);
  const settings = {
    kind: "ratio-of-means-comparison",
    method: "delta",
    confidenceLevel,
    margin: marginSettings(fn, { margin, direction }, Infinity),
  } as const;
  const c = ratioOfMeans(fn, "control", control, confidenceLevel);
  const t = ratioOfMeans(fn, "treatment", treatment, confidenceLevel);
  const means = independentMeans(c.estimated, t.estimated);
  return compareJointMeans(fn, { control: c.result, treatment: t.result }, means, settings, (varies) => {
    const apart = areApart(means);
    return caveatsWhere({ "no-interval": !varies && !apart, "no-spread-within-groups": !varies && apart });
  });
}
