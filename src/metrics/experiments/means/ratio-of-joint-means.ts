import { type Caveat, caveatsWhere } from "../../../core/caveats";
import type { Estimate, OpenInterval } from "../../../core/estimate";
import { studentTUpperQuantile } from "../../../numerics/student-t";
import { bounded, tInterval } from "../../../statistics/estimates/interval";
import type { ArmRatio } from "../comparison/ratio-of-arms";
import { type JointMeans, varianceAt, varianceOfMean } from "./joint-means";

/** The ratio of two means, or why there is none. */
export interface RatioOfJointMeans {
  readonly ratio: ArmRatio | null;
  /** `zero-baseline` where there is none. */
  readonly caveats: readonly Caveat[];
}

/**
 * Treatment's mean divided by control's.
 *
 * @remarks Where the t intervals of both means lie above 0, by the delta method on the log scale, $$\frac t c
 * \exp\left(\pm t_\nu \sqrt{\frac{v_t}{t^2} + \frac{v_c}{c^2} - \frac{2 v_{tc}}{t c}}\right)$$ with Satterthwaite's
 * degrees of freedom of that variance (`log`). Elsewhere the ratios $\rho$ that the t test of $t - \rho c$ does not
 * reject (`fieller`), with the degrees of freedom of the difference, so that the interval holds 1 exactly when that of
 * the difference holds 0. Where these ratios are all or all but an interval, both ends are `null`. Swapping the arms
 * turns every end into its reciprocal, as long as both arms' means are surely not 0.
 * @see Fieller (1954), Journal of the Royal Statistical Society B 16(2), 175-185 (not read)
 */
export function ratioOfJointMeans(
  means: JointMeans,
  varies: boolean,
  level: number,
  size: Pick<Estimate, "n" | "nMissing">,
): RatioOfJointMeans {
  const { control, treatment } = means;
  const estimate = treatment / control;
  const variance = varianceAt(means, estimate);
  const standardError = Math.sqrt(variance.variance) / Math.abs(control);
  const ofControl = varianceOfMean(means, "control");
  // a mean of values that cancel is 0 to their rounding
  const spread = Math.sqrt(ofControl.variance * (ofControl.degreesOfFreedom + 1));
  if (Math.abs(control) <= 10 * Number.EPSILON * spread || !Number.isFinite(estimate + standardError)) {
    return { ratio: null, caveats: [{ code: "zero-baseline", path: "ratio" }] };
  }
  const isAbove = (arm: "control" | "treatment") => {
    const { variance: own, degreesOfFreedom } = varianceOfMean(means, arm);
    return means[arm] > studentTUpperQuantile((1 - level) / 2, degreesOfFreedom) * Math.sqrt(own);
  };
  // means above 0 may have a quotient that is below the doubles, and has no logarithm
  const intervalOf = () =>
    estimate > 0 && isAbove("control") && isAbove("treatment")
      ? logInterval(estimate, standardError / estimate, variance.degreesOfFreedom, level)
      : fiellerInterval(means, level);
  const interval = varies ? intervalOf() : null;
  return {
    ratio: {
      kind: "arm-ratio",
      unit: "ratio",
      scale: null,
      estimate: estimate + 0,
      standardError,
      interval,
      ...size,
      caveats: caveatsWhere({
        "negative-baseline": control < 0,
        "unbounded-interval": interval !== null && (interval.lower === null || interval.upper === null),
      }),
    },
    caveats: [],
  };
}

function logInterval(estimate: number, logError: number, degreesOfFreedom: number, level: number): OpenInterval {
  const { upper } = tInterval(0, logError, degreesOfFreedom, level);
  const factor = Math.exp(upper);
  return { lower: estimate / factor, upper: bounded(estimate * factor), level, method: "log" };
}

/** The ratios r at which `(t - r c)^2 <= q^2 var(t - r c)`: between the roots of `a r^2 - 2 b r + k`, where a > 0. */
function fiellerInterval(means: JointMeans, level: number): OpenInterval {
  const unit = Math.max(Math.abs(means.control), Math.abs(means.treatment));
  const [c, t] = [means.control / unit, means.treatment / unit];
  const q = studentTUpperQuantile((1 - level) / 2, varianceAt(means, 1).degreesOfFreedom);
  const scaled = (variance: number) => (variance / unit / unit) * q * q;
  const covariance = scaled(means.sources.reduce((sum, source) => sum + source.covariance, 0));
  const [control, treatment] = (["control", "treatment"] as const).map((arm) =>
    scaled(varianceOfMean(means, arm).variance),
  ) as [number, number];
  const ends = { level, method: "fieller" };
  const a = (Math.abs(c) - Math.sqrt(control)) * (Math.abs(c) + Math.sqrt(control));
  if (!(a > 0)) return { lower: null, upper: null, ...ends };
  const b = t * c - covariance;
  const k = (Math.abs(t) - Math.sqrt(treatment)) * (Math.abs(t) + Math.sqrt(treatment));
  const atEstimate = scaled(varianceAt(means, t / c).variance);
  const root = Math.sqrt(Math.max(0, c * c * atEstimate - (control * treatment - covariance ** 2)));
  // the sum that cancels nothing, and the other root by their product k / a
  const sum = b < 0 ? b - root : b + root;
  const [far, near] = [sum / a, sum === 0 ? 0 : k / sum];
  return { lower: bounded(Math.min(far, near)), upper: bounded(Math.max(far, near)), ...ends };
}
