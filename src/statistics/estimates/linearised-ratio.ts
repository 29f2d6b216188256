import { add, type DoubleDouble, divide, multiply } from "../../numerics/double-double";
import type { ScaledProducts } from "../summaries/scaled-products";
import { isFewClusters } from "./interval";

/**
 * A ratio of two means as the mean of one quantity: of what a row's numerator has beyond the ratio times its
 * denominator, over the mean denominator.
 *
 * @remarks $$L_i = \frac{y_i - R d_i}{\bar d}, \quad R = \bar y / \bar d$$ To first order $\hat R - R$ is the mean of
 * $L$, which is 0 in the sample that it was made from. Without a denominator $L$ is the deviation from the mean.
 */
export interface LinearisedRatio {
  readonly ratio: DoubleDouble;
  /** Sum of the squares of L. */
  readonly squares: DoubleDouble;
  /** Sums of the products of L with the deviations of each other column, in their order. */
  readonly products: readonly DoubleDouble[];
  /** Sum of the squares of the numbers about 0 that L is made of. */
  readonly aboutZero: number;
  /** The same about the means, where they cancelled and one double of each is known; 0 where two are. */
  readonly cancelled: number;
  /** Whether rows of unlike denominators are so few that linearisation is not to be relied on. */
  readonly fewRows: boolean;
  /** Whether L varies by more than the rounding of values, or of products, leaves. */
  readonly varies: boolean;
}

/**
 * Linearises a ratio of means from centred products, in their scale.
 *
 * @param columns - The numerator, the denominator (with a mean that is not 0) where there is one, then others.
 * @param n - Rows.
 */
export function linearisedRatio(columns: ScaledProducts, n: number, hasDenominator: boolean): LinearisedRatio {
  const { matrix, means, precise } = columns;
  const at = (i: number, j: number) => matrix[i]![j]!;
  const mean = means[0]!;
  if (!hasDenominator) {
    const squares = at(0, 0);
    const products = matrix.slice(1).map((row) => row[0]!);
    const aboutZero = squares[0] + n * mean[0] ** 2;
    const varies = exceedsRounding(squares[0], aboutZero, 0);
    return { ratio: mean, squares, products, aboutZero, cancelled: 0, fewRows: false, varies };
  }
  const below = means[1]!;
  const ratio = divide(mean, below);
  const minus: DoubleDouble = [-ratio[0], -ratio[1]];
  // (S_yj - R S_dj) / d for every column j, of which those of y and d make the squares
  const beyond = matrix.map((_, j) => divide(add(at(0, j), multiply(minus, at(1, j))), below));
  const squares = divide(add(beyond[0]!, multiply(minus, beyond[1]!)), below);
  const aboutMeans = (at(0, 0)[0] + ratio[0] ** 2 * at(1, 1)[0]) / below[0] ** 2;
  const aboutZero = aboutMeans + 2 * n * ratio[0] ** 2;
  const cancelled = precise ? 0 : aboutMeans;
  const spread = at(1, 1)[0];
  const fewRows = spread > 0 && isFewClusters(n * below[0], spread + n * below[0] ** 2);
  const varies = exceedsRounding(squares[0], aboutZero, cancelled);
  return { ratio, squares, products: beyond.slice(2), aboutZero, cancelled, fewRows, varies };
}

/**
 * Whether a sum of squares is more than rounding leaves: of values with that sum of squares about 0, and of products of
 * which one double is known, where those that cancelled were of that size.
 */
export function exceedsRounding(squares: number, aboutZero: number, cancelled: number): boolean {
  return squares > (10 * Number.EPSILON) ** 2 * aboutZero && squares > 8 * Number.EPSILON * cancelled;
}
