import { sumOfVariances } from "../../../statistics/estimates/satterthwaite";
import { isRounding } from "../../../statistics/summaries/moments";
import type { HedgesG } from "../comparison/effect-size";
import { standardizedDifference } from "./standardized-difference";

/** What Hedges' g needs to know of an arm of at least two answers without weights. */
export interface ArmSpread {
  readonly n: number;
  readonly nMissing: number;
  readonly mean: number;
  /** With divisor n - 1. */
  readonly variance: number;
}

/**
 * Hedges' g of two independent arms; `null` where neither varies, to rounding.
 *
 * @remarks $$g = J(m)\, \frac{\bar x_1 - \bar x_0}{s_p}, \quad s_p^2 = w_1 s_1^2 + w_0 s_0^2, \quad w_i = \frac{n_i -
 * 1}{m}, \quad m = n_1 + n_0 - 2$$ with the exact J. In the interval of {@link standardizedDifference}, $$a =
 * \frac{s_1^2 / n_1 + s_0^2 / n_0}{s_p^2}, \quad \nu_s = \frac{s_p^4}{\sum (w_i s_i^2)^2 / (n_i - 1)}, \quad \nu_a =
 * \frac{1}{\sum (p_i - q_i)^2 / (n_i - 1)}$$ where arm i has the share p of the variance of the difference and q of
 * $s_p^2$, and the degrees of freedom of Welch's test. With `pooled`, both variances are $s_p^2$: $a = 1/n_1 + 1/n_0$
 * is known, and $\nu_s = m$ as for the test.
 *
 * @param difference - Treatment minus control, without what rounding takes from it.
 */
export function hedgesG(
  control: ArmSpread,
  treatment: ArmSpread,
  difference: number,
  level: number,
  pooled: boolean,
): HedgesG | null {
  const widest = Math.sqrt(Math.max(control.variance, treatment.variance));
  if (isRounding(widest, Math.max(Math.abs(control.mean), Math.abs(treatment.mean)))) return null;
  const arms = [control, treatment];
  const m = control.n + treatment.n - 2;
  const inSpread = arms.map(({ n, variance }) => ({ variance: ((n - 1) / m) * variance, degreesOfFreedom: n - 1 }));
  const ofSpread = sumOfVariances(inSpread);
  const inMeans = arms.map(({ n, variance }) => ({ variance: variance / n, degreesOfFreedom: n - 1 }));
  const ofMeans = sumOfVariances(inMeans);
  const apart = inMeans.map((part, i) => part.variance / ofMeans.variance - inSpread[i]!.variance / ofSpread.variance);
  const freedom = pooled
    ? { degreesOfFreedom: m, varianceFreedom: Infinity, spreadFreedom: m }
    : {
        degreesOfFreedom: ofMeans.degreesOfFreedom,
        varianceFreedom: 1 / apart.reduce((sum, share, i) => sum + share ** 2 / (arms[i]!.n - 1), 0),
        spreadFreedom: ofSpread.degreesOfFreedom,
      };
  return standardizedDifference(
    {
      difference: difference / Math.sqrt(ofSpread.variance),
      variance: pooled ? 1 / control.n + 1 / treatment.n : ofMeans.variance / ofSpread.variance,
      ...freedom,
      biasFreedom: m,
    },
    level,
    { n: control.n + treatment.n, nMissing: control.nMissing + treatment.nMissing },
  );
}
