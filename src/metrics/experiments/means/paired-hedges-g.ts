import { varianceOf } from "../../../statistics/estimates/mean";
import type { HedgesG } from "../comparison/effect-size";
import { type PairedMoments, sidesVary } from "./paired-moments";
import { standardizedDifference } from "./standardized-difference";

/**
 * Hedges' g of pairs: their mean difference in standard deviations of the values, not of the differences, so that it
 * can be set beside that of independent arms. `null` where neither side varies, to rounding, and of two pairs, which
 * say nothing of how the sides vary together.
 *
 * @remarks $$g = J(\nu_s)\, \frac{\bar x_1 - \bar x_0}{s}, \quad s^2 = \frac{s_1^2 + s_0^2}{2}, \quad \nu_s = \frac{(n
 * - 1) (s_1^2 + s_0^2)^2}{s_1^4 + s_0^4 + 2 s_{10}^2}$$ where $s_{10}$ is the covariance. In the interval of {@link
 * standardizedDifference}, $a = s_d^2 / (n s^2)$ with the variance of the differences, and $$\frac{1}{\nu_a} =
 * \frac{1}{n - 1} + \frac{1}{\nu_s} - \frac{(s_1^2 - s_{10})^2 + (s_0^2 - s_{10})^2}{(n - 1) s_d^2 s^2}$$ of which the
 * last is what the errors of $s_d^2$ and $s^2$ have in common.
 */
export function pairedHedgesG(pairs: PairedMoments, level: number): HedgesG | null {
  const { control, treatment, difference } = pairs;
  const { n, nMissing } = control;
  if (n < 3 || !sidesVary(pairs)) return null;
  const both = varianceOf(control) + varianceOf(treatment);
  // as shares of both, whose squares cannot overflow
  const [c, t, d] = [control, treatment, difference].map((side) => varianceOf(side) / both) as [number, number, number];
  const covariance = (1 - d) / 2;
  const spreadFreedom = (n - 1) / (c ** 2 + t ** 2 + 2 * covariance ** 2);
  const common = ((c - covariance) ** 2 + (t - covariance) ** 2) / (d / 2);
  return standardizedDifference(
    {
      difference: difference.mean! / Math.sqrt(both / 2),
      variance: d / (n / 2),
      degreesOfFreedom: n - 1,
      varianceFreedom: d > 0 ? 1 / Math.max(0, (1 - common) / (n - 1) + 1 / spreadFreedom) : Infinity,
      spreadFreedom,
      biasFreedom: spreadFreedom,
    },
    level,
    { n, nMissing },
  );
}
