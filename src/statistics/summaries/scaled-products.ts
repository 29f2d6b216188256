import { add, type DoubleDouble, multiply } from "../../numerics/double-double";
import { scaleByPower } from "../../numerics/sums";
import type { CrossProducts } from "./cross-products";

/** Sums of products of columns, each column divided by 2 to the power of its exponent. */
export interface ScaledProducts {
  /** About the means, or about zero in a model without an intercept. */
  readonly matrix: DoubleDouble[][];
  readonly means: readonly DoubleDouble[];
  readonly exponents: readonly number[];
  /** Whether the products have the digits of two doubles, and not of one. */
  readonly precise: boolean;
}

/**
 * The products of some columns of a summary with an observation, about the means (`intercept`) or about zero.
 *
 * @param exponents - By default, those of these columns in this summary.
 */
export function scaledProducts(
  summary: CrossProducts,
  names: readonly string[],
  intercept: boolean,
  exponents: readonly number[] = columnExponents([summary], names),
): ScaledProducts {
  const places = names.map((name) => summary.names.indexOf(name));
  const { means, meansLow, products, productsLow, n } = summary;
  const scaled = (high: number, low: number, e: number): DoubleDouble => [
    scaleByPower(high, -e),
    scaleByPower(low, -e),
  ];
  const centers = places.map((j, k) => scaled(means?.[j] as number, meansLow[j] as number, exponents[k] as number));
  const matrix = places.map((i, k) =>
    places.map((j, l) => {
      const place = placeOf(i, j);
      const e = (exponents[k] as number) + (exponents[l] as number);
      const own = scaled(products[place] as number, productsLow?.[place] ?? 0, e);
      if (intercept) return own;
      return add(own, multiply(multiply([n, 0], centers[k] as DoubleDouble), centers[l] as DoubleDouble));
    }),
  );
  return {
    matrix,
    means: centers,
    exponents,
    precise: productsLow !== null,
  };
}

/** Powers of two that bring columns near 1 in size, so that no product of them overflows or loses its lower digits. */
export function columnExponents(summaries: readonly CrossProducts[], names: readonly string[]): number[] {
  return names.map((name) => {
    const sizes = summaries.map(({ names: all, means, products, n }) => {
      const j = all.indexOf(name);
      return Math.hypot(Math.sqrt(products[placeOf(j, j)] as number), Math.sqrt(n) * (means?.[j] as number));
    });
    const size = Math.max(...sizes);
    return size === 0 ? 0 : Math.floor(Math.log2(Math.min(size, Number.MAX_VALUE))) + 1;
  });
}

/** Where the lower triangle holds the product of two columns. */
function placeOf(i: number, j: number): number {
  return i < j ? (j * (j + 1)) / 2 + i : (i * (i + 1)) / 2 + j;
}
