import { caveatsWhere } from "../../../core/caveats";
import type { ConfidenceInterval, Estimate } from "../../../core/estimate";
import { stirlingError } from "../../../numerics/gamma-function";
import { studentTUpperQuantile } from "../../../numerics/student-t";
import { liesOutside } from "../../../statistics/estimates/interval";
import type { HedgesG } from "../comparison/effect-size";

/** A difference in estimated standard deviations, with what its error is made of. */
export interface EstimatedStandardDeviations {
  readonly difference: number;
  /** Variance of the difference over the variance that it is divided by the root of; 0 where it has none. */
  readonly variance: number;
  /** Degrees of freedom of the t test of the difference. */
  readonly degreesOfFreedom: number;
  /** Degrees of freedom of `variance`, of which both parts are estimates; `Infinity` where it is known. */
  readonly varianceFreedom: number;
  /** Degrees of freedom of the standard deviation that it is divided by, for its own error. */
  readonly spreadFreedom: number;
  /** The same, for the correction. */
  readonly biasFreedom: number;
}

/**
 * Hedges' g with its interval.
 *
 * @remarks With d the difference in estimated standard deviations, a its variance apart from theirs and $b = 1 / (2
 * \nu_s)$ that of the logarithm of their size, a limit is the difference at which d would be as improbable as the level
 * says: d times the estimated standard deviation is so far from what it estimates, with the variance $a + b d^2$ and a
 * quantile q of as many degrees of freedom as a has. What the centre is multiplied by makes the interval exclude 0
 * exactly where Student's t test of the difference rejects: $$\frac{q}{t_\nu}\, d \sqrt{1 + b t_\nu^2} \pm q \sqrt{a +
 * b d^2}$$ Where a is known, as with pooled variances, q is normal; at 95 % these are within 4 % of the width of the
 * exact limits of the noncentral t distribution, of two values against two within 8. q is never beyond the quantile of
 * the test.
 * @see Hedges (1981), Journal of Educational Statistics 6(2), 107-128, doi:10.3102/10769986006002107 (not read): the
 * correction; Johnson and Welch (1940), Biometrika 31(3-4), 362-389, doi:10.1093/biomet/31.3-4.362 (not read): that d
 * times a standard deviation is nearly normal. The centre and q are this library's
 */
export function standardizedDifference(
  estimated: EstimatedStandardDeviations,
  level: number,
  size: Pick<Estimate, "n" | "nMissing">,
): HedgesG {
  const { difference, variance, spreadFreedom, biasFreedom } = estimated;
  const unbiased = unbiasedFactor(biasFreedom);
  const estimate = unbiased * difference + 0;
  const error = Math.hypot(Math.sqrt(variance), difference / Math.sqrt(2 * spreadFreedom));
  const interval = variance > 0 ? intervalOf(estimated, error, level) : null;
  return {
    kind: "hedges-g",
    unit: "value",
    scale: null,
    estimate,
    standardError: unbiased * error,
    interval,
    ...size,
    caveats: caveatsWhere({
      "no-interval": interval === null,
      "estimate-outside-interval": interval !== null && liesOutside(estimate, interval),
    }),
  };
}

function intervalOf(
  { difference, degreesOfFreedom, varianceFreedom, spreadFreedom }: EstimatedStandardDeviations,
  error: number,
  level: number,
): ConfidenceInterval {
  const tail = (1 - level) / 2;
  const t = studentTUpperQuantile(tail, degreesOfFreedom);
  const q = studentTUpperQuantile(tail, Math.max(degreesOfFreedom, varianceFreedom));
  // at a level of 0, to rounding, the interval is a point
  const shrinkage = t > 0 ? (q / t) * Math.hypot(1, t / Math.sqrt(2 * spreadFreedom)) : 1;
  const centre = difference * shrinkage;
  return { lower: centre - q * error + 0, upper: centre + q * error + 0, level, method: "approximate-noncentral-t" };
}

/**
 * Hedges' J, which takes from a difference in estimated standard deviations what it is on average too large by.
 *
 * @remarks $$J(m) = \frac{\Gamma(m/2)}{\sqrt{m/2}\,\Gamma((m-1)/2)}$$ by Stirling's formula, of which the large parts
 * cancel on paper.
 * @param m - Degrees of freedom of the standard deviation, > 1.
 */
function unbiasedFactor(m: number): number {
  const x = (m - 1) / 2;
  return Math.exp((x - 0.5) * Math.log1p(0.5 / x) - 0.5 + (stirlingError(x + 0.5) - stirlingError(x)));
}
