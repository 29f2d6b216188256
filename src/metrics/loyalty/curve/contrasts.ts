import { normalQuantile } from "../../../numerics/normal";
import { studentTUpper } from "../../../numerics/student-t";
import type { WeighedLevels } from "./weighed-levels";

/** A weighted sum of the means at the levels, and a number that is added to it. */
export interface Contrast {
  /** One a level. */
  readonly weights: Float64Array;
  readonly constant: number;
}

/** One contrast plus a multiple of another. */
export function plus(one: Contrast, other: Contrast, factor = 1): Contrast {
  return {
    weights: one.weights.map((weight, k) => weight + factor * other.weights[k]!),
    constant: one.constant + factor * other.constant,
  };
}

/** One contrast less another. */
export function minus(one: Contrast, other: Contrast): Contrast {
  return plus(one, other, -1);
}

/** A multiple of a contrast. */
export function times(contrast: Contrast, factor: number): Contrast {
  return { weights: contrast.weights.map((weight) => factor * weight), constant: factor * contrast.constant };
}

/** What the means at the levels make of a contrast, in units of loyalty. */
export function estimateOf({ weights, constant }: Contrast, { means }: WeighedLevels): number {
  return weights.reduce((sum, weight, k) => sum + weight * means[k]!, constant);
}

/** Its standard error, in units of loyalty. */
export function errorOf({ weights }: Contrast, { errors }: WeighedLevels): number {
  return Math.sqrt(weights.reduce((sum, weight, k) => sum + (weight * errors[k]!) ** 2, 0));
}

/**
 * Degrees of freedom of its standard error, by Satterthwaite's approximation.
 *
 * @see Satterthwaite (1946), Biometrics Bulletin 2(6), 110-114, doi:10.2307/3002019 (not read)
 */
export function freedomOf({ weights }: Contrast, { errors, degreesOfFreedom }: WeighedLevels): number {
  let total = 0;
  let squares = 0;
  weights.forEach((weight, k) => {
    const variance = (weight * errors[k]!) ** 2;
    total += variance;
    squares += variance ** 2 / degreesOfFreedom[k]!;
  });
  return total ** 2 / squares;
}

/** A contrast over its standard error. */
export function ratioOf(contrast: Contrast, levels: WeighedLevels): number {
  return estimateOf(contrast, levels) / errorOf(contrast, levels);
}

/** Probability that noise alone brings a contrast as far above 0. */
export function upperPValue(contrast: Contrast, levels: WeighedLevels): number {
  return studentTUpper(ratioOf(contrast, levels), freedomOf(contrast, levels));
}

/** That ratio as the normal deviate whose tail is as likely as that of this Student's t. */
export function scoreOf(contrast: Contrast, levels: WeighedLevels): number {
  const t = ratioOf(contrast, levels);
  // by the smaller tail, so that neither is rounded to 1
  return -Math.sign(t) * normalQuantile(studentTUpper(Math.abs(t), freedomOf(contrast, levels)));
}

/** Loyalty at one level above that at another, both by index. */
export function gainBetween({ positions }: WeighedLevels, from: number, to: number): Contrast {
  const weights = new Float64Array(positions.length);
  weights[from] = -1;
  weights[to] = 1;
  return { weights, constant: 0 };
}

/**
 * Slope of the weighted least-squares line through the levels of a segment, loyalty per point of satisfaction.
 *
 * @param from - Index of its first level.
 * @param to - Index of its last level, above `from`.
 */
export function slopeBetween({ positions, errors }: WeighedLevels, from: number, to: number): Contrast {
  const weights = new Float64Array(positions.length);
  let total = 0;
  let sum = 0;
  for (let k = from; k <= to; k++) {
    const precision = errors[k]! ** -2;
    total += precision;
    sum += precision * (positions[k]! - positions[from]!);
  }
  let squares = 0;
  for (let k = from; k <= to; k++) {
    const deviation = positions[k]! - positions[from]! - sum / total;
    weights[k] = deviation * errors[k]! ** -2;
    squares += deviation * weights[k]!;
  }
  for (let k = from; k <= to; k++) weights[k] = weights[k]! / squares;
  return { weights, constant: 0 };
}
