import { caveatsWhere } from "../../../core/caveats";
import { checkConfidenceLevel, checkNoOthers, checkObject, checkOneOf, refuse, reject } from "../../../core/checks";
import { errorOfMean, type MeanResult, meanResult, varianceOf } from "../../../statistics/estimates/mean";
import type { EstimatedMean } from "../../../statistics/estimates/welch";
import { type MeanArm, momentsOfArm } from "../../../statistics/summaries/mean-arm";
import { isRounding, type Moments } from "../../../statistics/summaries/moments";
import type { ComparisonOptions } from "../comparison/comparison";
import type { HedgesG } from "../comparison/effect-size";
import { marginSettings } from "../comparison/margin";
import { compareJointMeans, type ValueComparison } from "./compare-joint-means";
import { type ArmSpread, hedgesG } from "./hedges-g";
import { areApart, independentMeans, type JointMeans, type VarianceSource } from "./joint-means";

/** Which test of two means: of any variances, or of variances that are taken to be equal. */
export type CompareMeansMethod = "welch" | "pooled";

/** Options of {@link compareMeans}. */
export interface CompareMeansOptions extends ComparisonOptions {
  /** @defaultValue `"welch"` */
  readonly method?: CompareMeansMethod | undefined;
}

/** Two means compared; Hedges' g is `null` where neither arm varies or an arm has weights. */
export type MeanComparison = ValueComparison<"mean-comparison", MeanResult, HedgesG | null>;

/**
 * The difference of two independent means, by Welch's t test or by Student's.
 *
 * @remarks `welch`: $$t = \frac{\bar x_1 - \bar x_0}{\sqrt{s_1^2 / n_1 + s_0^2 / n_0}}$$ with Satterthwaite's degrees
 * of freedom; the spreads need not be equal. `pooled` takes them to be equal: $$t = \frac{\bar x_1 - \bar x_0}{s_p
 * \sqrt{1/n_1 + 1/n_0}}, \quad s_p^2 = \frac{(n_1 - 1) s_1^2 + (n_0 - 1) s_0^2}{n_1 + n_0 - 2}$$ with $n_1 + n_0 - 2$
 * degrees of freedom. Where they are not, its errors are wrong in arms of unequal size, however large (caveat
 * `unequal-spreads` where one standard deviation is more than twice the other).
 *
 * `ratio` is treatment's mean divided by control's. Where the t intervals of both means lie above 0 it is made on the
 * log scale (`log`), $$\frac{\bar x_1}{\bar x_0} \exp\left(\pm t_\nu \sqrt{\frac{v_1}{\bar x_1^2} + \frac{v_0}{\bar
 * x_0^2}}\right)$$ with v the variances of the means and Satterthwaite's degrees of freedom of the sum; elsewhere it is
 * Fieller's (`fieller`), the $\rho$ for which $|\bar x_1 - \rho \bar x_0|$ is within $t_\nu \sqrt{v_1 + \rho^2 v_0}$,
 * with the degrees of freedom of the difference, so that it holds 1 exactly when the interval of the difference holds
 * 0. Ratios that are all, or all but an interval, leave both ends `null` (caveat `unbounded-interval`). To a negative
 * mean a ratio below 1 is a rise (caveat `negative-baseline`); to a mean of 0, to rounding, there is none: `null`
 * (caveat `zero-baseline`). Of arms of 20 exponential values it covers 94 % at 95 %, of log-normal ones with a spread
 * of 1 on the log scale 92 %; of ten, 91 and 84 %; of five it has no ends in four of ten samples (see the calibration
 * page).
 *
 * `effectSize` is Hedges' g, the difference in pooled standard deviations with the exact correction for small samples,
 * $$g = J(m)\, d, \quad d = \frac{\bar x_1 - \bar x_0}{s_p}, \quad J(m) = \frac{\Gamma(m/2)}{\sqrt{m/2}\,\Gamma((m -
 * 1)/2)}, \quad m = n_1 + n_0 - 2$$ Where the spreads differ, $s_p$ depends on how many are in each arm. The interval
 * (`approximate-noncentral-t`) is, with the quantile t of the test, $$\frac{q}{t}\, d \sqrt{1 + b t^2} \pm q \sqrt{a +
 * b d^2}, \quad a = \frac{s_1^2 / n_1 + s_0^2 / n_0}{s_p^2}, \quad b = \frac{(n_1 - 1) s_1^4 + (n_0 - 1) s_0^4}{2 m^2
 * s_p^4}$$ which excludes 0 exactly when the test rejects; q is Student's quantile of the degrees of freedom of a, or
 * of the test's if these are more. With `pooled`, $a = 1/n_1 + 1/n_0$, $b = 1 / (2 m)$ and q is normal: at 95 % these
 * are within 4 % of the width of the exact limits of the noncentral t distribution, of two values against two within 8.
 * Of normal values it covers 94 to 96 % at 95 % from five an arm; with `pooled` 71 % where the smaller of arms of 100
 * and 20 has three times the spread. b is that of normal values: where only one arm of ratings has a ceiling it covers
 * 79 to 92 %, and no number of answers mends that. At levels below 0.5 g, which is nearer to 0 than d, may lie outside
 * (caveat `estimate-outside-interval`).
 *
 * Where neither arm varies, to rounding, there is nothing to test against: intervals, tests and g are `null` (caveat
 * `no-spread-within-groups`, or `all-answers-equal` where the arms do not differ either). An arm of weighted moments
 * has the linearised variance of its mean in place of $s^2/n$, which is what R's `survey::svyttest` has where the arms
 * are strata; its n - 1 degrees of freedom go into Satterthwaite's, where `svyttest` pools those of both arms. Weighted
 * arms have no g. Of ratings with a ceiling in arms of unequal size Welch's test rejects too often: with 20 against 100
 * answers of one shape, at 5 %, 10 % of the time where 80 % are at one level and 19 % where 95 % are (see the
 * calibration page). The interval of `difference` of the means of two `csat` covers 98 % and more there. O(n) time for
 * values, O(1) for summaries.
 *
 * @param control - The arm that is subtracted, of at least two values; see {@link MeanArm}.
 * @param treatment - The arm that it is subtracted from.
 * @param options - See {@link CompareMeansOptions}.
 * @returns Both means and their difference in the unit of the values, treatment minus control.
 * @throws A {@link StatsError}: `invalid-input` on a value that is not a finite number, values that spread by less than
 * 1e-145 or more than 1e150, an unsound summary, or `pooled` for weighted moments; `insufficient-data` when an arm has
 * fewer than two values.
 * @see Welch (1947), Biometrika 34(1-2), 28-35, doi:10.1093/biomet/34.1-2.28 (not read); Fieller (1954), Journal of the
 * Royal Statistical Society B 16(2), 175-185 (not read); Hedges (1981), Journal of Educational Statistics 6(2),
 * 107-128, doi:10.3102/10769986006002107 (not read): J; Johnson and Welch (1940), Biometrika 31(3-4), 362-389,
 * doi:10.1093/biomet/31.3-4.362 (not read): what g's interval, which is this library's, approximates
 *
 * @example
 * ```ts
 * const result = compareMeans([3, 4, 5, 4], { n: 40, mean: 4.5, standardDeviation: 0.8 });
 * result.difference.estimate; //=> 0.5
 * result.test.pValue; //~> 0.314
 * result.ratio?.interval; //~> { lower: 0.8, upper: 1.5, level: 0.95, method: "log" }
 * result.effectSize?.estimate; //~> 0.61
 * compareMeans([3, 4, 5, 4], [5, 6, 4, 5, 6], { margin: 0.5 }).margin?.statement; //=> "non-inferior"
 * ```
 */
export function compareMeans(control: MeanArm, treatment: MeanArm, options: CompareMeansOptions = {}): MeanComparison {
  const fn = "compareMeans";
  checkObject(fn, "options", options);
  const { confidenceLevel = 0.95, method = "welch", margin, direction, ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, confidenceLevel);
  checkOneOf(fn, "method", method, ["welch", "pooled"]);
  const settings = {
    kind: "mean-comparison",
    method,
    confidenceLevel,
    margin: marginSettings(fn, { margin, direction }, Infinity),
  } as const;
  const [c, t] = [momentsOf(fn, "control", control), momentsOf(fn, "treatment", treatment)];
  const weighted = c.sumOfWeights !== null || t.sumOfWeights !== null;
  if (weighted && method === "pooled") reject(fn, "method", 'be "welch" where an arm has weights', method);
  const arms = {
    control: meanResult(fn, "control", c, confidenceLevel),
    treatment: meanResult(fn, "treatment", t, confidenceLevel),
  };
  const means = method === "pooled" ? pooledMeans(c, t) : independentMeans(estimatedMean(c), estimatedMean(t));
  const [narrow, wide] = [c, t].map((arm) => Math.sqrt(varianceOf(arm))).sort((a, b) => a - b) as [number, number];
  const varies = !isRounding(wide, Math.max(Math.abs(means.control), Math.abs(means.treatment)));
  return compareJointMeans(
    fn,
    arms,
    varies ? means : { ...means, sources: means.sources.map(withoutVariance) },
    {
      ...settings,
      effectSize: weighted
        ? null
        : hedgesG(spreadOf(c), spreadOf(t), means.difference, confidenceLevel, method === "pooled"),
    },
    (tested) =>
      caveatsWhere({
        "all-answers-equal": !tested && !areApart(means),
        "no-spread-within-groups": !tested && areApart(means),
        "unequal-spreads": tested && method === "pooled" && wide > 2 * narrow,
      }),
  );
}

function momentsOf(fn: string, name: "control" | "treatment", arm: MeanArm): Moments {
  const summary = momentsOfArm(fn, name, arm);
  if (summary.n < 2) refuse("insufficient-data", fn, name, `must hold at least two values, received ${summary.n}`);
  return summary;
}

function estimatedMean(summary: Moments): EstimatedMean {
  const { n, mean, meanLow } = summary;
  return { mean: mean!, meanLow, variance: errorOfMean(summary) ** 2, degreesOfFreedom: n - 1 };
}

/** Two means whose variances come from one estimate of the variance in both arms. */
function pooledMeans(control: Moments, treatment: Moments): JointMeans {
  const m = control.n + treatment.n - 2;
  const variance = [control, treatment].reduce((sum, arm) => sum + varianceOf(arm) * ((arm.n - 1) / m), 0);
  const [c, t] = [variance / control.n, variance / treatment.n];
  return {
    ...independentMeans(estimatedMean(control), estimatedMean(treatment)),
    sources: [{ control: c, treatment: t, covariance: 0, difference: c + t, degreesOfFreedom: m }],
  };
}

/** A spread that is no more than rounding is none. */
function withoutVariance(source: VarianceSource): VarianceSource {
  return { ...source, control: 0, treatment: 0, covariance: 0, difference: 0 };
}

function spreadOf(summary: Moments): ArmSpread {
  const { n, nMissing, mean } = summary;
  return { n, nMissing, mean: mean!, variance: varianceOf(summary) };
}
