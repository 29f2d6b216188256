import { add, type DoubleDouble } from "../../../numerics/double-double";
import { scaleByPower } from "../../../numerics/sums";
import { exceedsRounding } from "../../../statistics/estimates/linearised-ratio";
import type { JointMeans, VarianceSource } from "../means/joint-means";
import { type LinearisedArm, type PooledSlopes, weighed } from "./pooled-slopes";

/** Both arms' means at the same covariates. */
export interface AdjustedMeans {
  readonly means: JointMeans;
  /** Whether the outcome varies in either arm before covariates are taken out of it, and whether it does after. */
  readonly varied: boolean;
  readonly varies: boolean;
  readonly varianceReduction: number | null;
}

/** What an arm's own spread is when the covariates are taken out of the outcome. */
interface Residuals {
  /** Variance of the residuals, with the degrees of freedom that the slopes leave the arm. */
  readonly variance: number;
  readonly degreesOfFreedom: number;
  /** Variance of what the covariates tell of the outcome, and its covariance with the residuals. */
  readonly told: number;
  readonly shared: number;
  /** How far the arm's spread of covariates lets the adjustment err, over the variance of its residuals. */
  readonly leverage: number;
}

/**
 * Means at the common mean of the covariates, with the variances that they, and their difference, have.
 *
 * @param unit - Power of two that the outcome was divided by.
 */
export function adjustedMeans(
  [control, treatment]: readonly [LinearisedArm, LinearisedArm],
  slopes: PooledSlopes,
  unit: number,
): AdjustedMeans {
  const { kept, theta, inverse } = slopes;
  const apart = kept.map((j) => add(treatment.means[j]!, negative(control.means[j]!)));
  const pull = inverse.map((row) => row.reduce((sum, value, j) => sum + value * apart[j]![0], 0));
  const [ofControl, ofTreatment] = [control, treatment].map((arm) => residualsOf(arm, slopes, pull)) as [
    Residuals,
    Residuals,
  ];
  const total = control.n + treatment.n;
  const [w0, w1] = [control.n / total, treatment.n / total];
  const shift = weighed(theta, apart);
  const [high, low] = add(add(treatment.ratio, negative(control.ratio)), negative(shift));
  const scaled = (variance: number) => scaleByPower(variance, 2 * unit);
  const sources = [sourceOf(control.n, ofControl, w0, w1), turned(sourceOf(treatment.n, ofTreatment, w1, w0))];
  const unadjusted = [control, treatment].reduce((sum, { squares, n }) => sum + squares[0] / (n - 1) / n, 0);
  const adjusted = sources.reduce((sum, { difference }) => sum + difference, 0);
  const varied = control.varies || treatment.varies;
  return {
    means: {
      control: scaleByPower(control.ratio[0] + w1 * shift[0], unit),
      treatment: scaleByPower(treatment.ratio[0] - w0 * shift[0], unit),
      difference: scaleByPower(high + low, unit) + 0,
      sources: sources.map((source) => ({
        control: scaled(source.control),
        treatment: scaled(source.treatment),
        covariance: scaled(source.covariance),
        difference: scaled(source.difference),
        degreesOfFreedom: source.degreesOfFreedom,
      })),
    },
    varied,
    varies: adjusted > 0,
    varianceReduction: varied ? 1 - adjusted / unadjusted + 0 : null,
  };
}

/**
 * What control's sample adds to the variances, `w` being its share of all customers and `other` treatment's.
 *
 * @remarks With residuals e and what covariates tell m = theta'x, control's mean is $\bar e_0 + w_0 \bar m_0 + w_1 \bar
 * m_1$ and treatment's $\bar e_1 + w_0 \bar m_0 + w_1 \bar m_1$: the common mean of the covariates is random in both.
 * The error of theta moves them by $w_1$ and by $-w_0$ times the same number.
 */
function sourceOf(n: number, residuals: Residuals, w: number, other: number): VarianceSource {
  const { variance, degreesOfFreedom, told, shared, leverage } = residuals;
  const common = (w * w * told) / n;
  const slopes = variance * leverage;
  return {
    control: (variance + 2 * w * shared) / n + common + other * other * slopes,
    treatment: common + w * w * slopes,
    covariance: (w * shared) / n + common - w * other * slopes,
    difference: variance / n + slopes,
    degreesOfFreedom,
  };
}

/** The same of treatment's sample. */
function turned(source: VarianceSource): VarianceSource {
  return { ...source, control: source.treatment, treatment: source.control };
}

/**
 * The spread of an arm about the pooled slopes.
 *
 * @remarks Fitted slopes leave the residuals of an arm $n - 1 - \operatorname{tr}(S^{-1} S_a)$ degrees of freedom: its
 * share of what they cost, so that those of both arms add up to N - 2 - k.
 */
function residualsOf(arm: LinearisedArm, { kept, theta, inverse }: PooledSlopes, pull: readonly number[]): Residuals {
  const products = kept.map((i) => kept.map((j) => arm.covariates[i]![j]!));
  const told = weighed(
    theta,
    products.map((row) => weighed(theta, row)),
  );
  const explained = weighed(
    theta,
    kept.map((j) => arm.products[j]!),
  );
  const shared = add(explained, negative(told));
  const [left] = add(add(arm.squares, negative(explained)), negative(shared));
  const cancelled = arm.precise || kept.length === 0 ? 0 : arm.squares[0] + told[0];
  const aboutZero = kept.reduce(
    (sum, j, k) => sum + theta[k]![0] ** 2 * (arm.covariates[j]![j]![0] + arm.n * arm.means[j]![0] ** 2),
    arm.aboutZero,
  );
  const varies = exceedsRounding(left, aboutZero, arm.cancelled + cancelled);
  const used = products.reduce((sum, row, i) => sum + row.reduce((s, [value], j) => s + value * inverse[i]![j]!, 0), 0);
  const degreesOfFreedom = arm.n - 1 - used;
  return {
    variance: varies ? left / degreesOfFreedom : 0,
    degreesOfFreedom,
    told: told[0] / (arm.n - 1),
    shared: shared[0] / (arm.n - 1),
    leverage: products.reduce(
      (sum, row, i) => sum + pull[i]! * row.reduce((s, [value], j) => s + value * pull[j]!, 0),
      0,
    ),
  };
}

function negative([high, low]: DoubleDouble): DoubleDouble {
  return [-high, -low];
}
