import { add, type DoubleDouble, multiply } from "../../../numerics/double-double";
import { exceedsRounding, type LinearisedRatio, linearisedRatio } from "../../../statistics/estimates/linearised-ratio";
import { sweepIndependent } from "../../../statistics/models/sweep-independent";
import type { CrossProducts } from "../../../statistics/summaries/cross-products";
import { type ScaledProducts, scaledProducts } from "../../../statistics/summaries/scaled-products";

/** An arm's outcome, linearised where it is a ratio, with its covariates: all in the scale of both arms. */
export interface LinearisedArm extends LinearisedRatio {
  readonly n: number;
  /** Means of the covariates, and the centred products of one with another. */
  readonly means: readonly DoubleDouble[];
  readonly covariates: readonly (readonly DoubleDouble[])[];
  readonly precise: boolean;
}

/** Why a covariate has no slope: it does not vary within the arms, or the earlier ones tell it. */
export type LeftOut = "constant-column" | "aliased-columns";

/** Slopes of an outcome on covariates, within arms. */
export interface PooledSlopes {
  /** Which covariates have a slope. */
  readonly kept: readonly number[];
  readonly leftOut: ReadonlyMap<number, LeftOut>;
  /** One a kept covariate. */
  readonly theta: readonly DoubleDouble[];
  /** The inverse of the pooled products of the kept covariates. */
  readonly inverse: readonly (readonly number[])[];
}

/** An arm's products in the scale of `exponents`: of the outcome, the denominator if there is one, the covariates. */
export function linearisedArm(
  summary: CrossProducts,
  names: readonly string[],
  exponents: readonly number[],
  hasDenominator: boolean,
): LinearisedArm {
  const columns: ScaledProducts = scaledProducts(summary, names, true, exponents);
  const first = hasDenominator ? 2 : 1;
  return {
    ...linearisedRatio(columns, summary.n, hasDenominator),
    n: summary.n,
    means: columns.means.slice(first),
    covariates: columns.matrix.slice(first).map((row) => row.slice(first)),
    precise: columns.precise,
  };
}

/**
 * Least squares of the outcome on the covariates within arms, a constant for each arm.
 *
 * @remarks $$\theta = (S_0 + S_1)^{-1} (s_0 + s_1)$$ of the products about the means of each arm, in twice the
 * precision where the summaries have it.
 */
export function pooledSlopes(arms: readonly LinearisedArm[]): PooledSlopes {
  const sum = (of: (arm: LinearisedArm) => DoubleDouble) => arms.map(of).reduce(add);
  const count = arms[0]!.means.length;
  const leftOut = new Map<number, LeftOut>();
  const varying: number[] = [];
  for (let j = 0; j < count; j++) {
    const aboutZero = arms.reduce((total, { n, means }) => total + n * means[j]![0] ** 2, 0);
    if (exceedsRounding(sum((arm) => arm.covariates[j]![j]!)[0], aboutZero, 0)) varying.push(j);
    else leftOut.set(j, "constant-column");
  }
  const outcome = varying.map((j) => sum((arm) => arm.products[j]!));
  const matrix = [
    ...varying.map((i, k) => [...varying.map((j) => sum((arm) => arm.covariates[i]![j]!)), outcome[k]!]),
    [...outcome, sum((arm) => arm.squares)],
  ];
  const spreads = matrix.map((row, k) => Math.sqrt(row[k]![0]));
  const rows = arms.reduce((total, { n }) => total + n, 0);
  const rounding = 4 * matrix.length * (arms.every(({ precise }) => precise) ? 2 ** -104 : 2 ** -52);
  const origin = matrix.map((): DoubleDouble => [0, 0]);
  const { kept } = sweepIndependent(matrix, origin, spreads, rows, false, rounding);
  varying.forEach((j, k) => {
    if (!kept.includes(k)) leftOut.set(j, "aliased-columns");
  });
  return {
    kept: kept.map((k) => varying[k]!),
    leftOut,
    theta: kept.map((k) => matrix[k]![varying.length]!),
    inverse: kept.map((i) => kept.map((j) => -matrix[i]![j]![0])),
  };
}

/** The sum of slopes times numbers, one a slope. */
export function weighed(theta: readonly DoubleDouble[], numbers: readonly DoubleDouble[]): DoubleDouble {
  return theta.reduce<DoubleDouble>((total, slope, j) => add(total, multiply(slope, numbers[j]!)), [0, 0]);
}
