import { correlationsFromProducts } from "../rows/driver-correlations";
import { jointSpreads } from "../rows/joint-spread";
import { rowDraws } from "../rows/row-draws";
import { explainedByAll } from "./full-model";

/** How many samples are drawn unless asked for, when each looks at so many subsets of drivers. */
export function defaultDraws(subsets: number): number {
  if (subsets <= 2 ** 12) return 1000;
  return subsets <= 2 ** 16 ? 200 : 0;
}

/** Shares of items in many resamples. */
export interface ShareDraws {
  /** One array an item, all as long as there are draws that determined the shares. */
  readonly shares: readonly Float64Array[];
  /** What all items explain together in each of these draws. */
  readonly rSquared: Float64Array;
  /** Draws that did not. */
  readonly failed: number;
}

/**
 * Shares of drivers in samples of rows with replacement.
 *
 * @remarks A sample fails in which the outcome does not vary, or with no more different rows than the model of all
 * drivers has coefficients, which it would fit whatever the data. O(n p^2) time a draw, besides the shares.
 *
 * @param columns - Drivers and, last, the outcome, as `unitColumns` makes them.
 * @param weights - Survey weights, which go where their row goes.
 * @param sharesOf - Takes correlations of drivers and outcome, row by row; gives one share a driver, NaN where they do
 * not tell it.
 */
export function drawShares(
  columns: readonly Float64Array[],
  weights: Float64Array | null,
  sharesOf: (correlations: Float64Array) => Float64Array,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): ShareDraws {
  const width = columns.length;
  const p = width - 1;
  const draw = rowDraws((columns[p] as Float64Array).length, weights, seed);
  const spreadOf = jointSpreads(columns);
  const correlations = new Float64Array(width * width);
  const found = Array.from({ length: p }, () => new Float64Array(draws));
  const rSquared = new Float64Array(draws);
  let good = 0;
  for (let i = 0; i < draws; i++) {
    const counts = draw();
    if (differentRows(counts) <= width) continue;
    const { products } = spreadOf(counts);
    if (products[width * width - 1] === 0) continue;
    const shares = sharesOf(correlationsFromProducts(products, width, correlations));
    for (let j = 0; j < p; j++) {
      const share = shares[j] as number;
      // as in the data: what does not vary has exactly nothing
      found[j]![good] = correlations[j * (width + 1)] === 0 && !Number.isNaN(share) ? 0 : share;
    }
    rSquared[good] = explainedByAll(correlations, p);
    good++;
  }
  return {
    shares: found.map((shares) => shares.subarray(0, good)),
    rSquared: rSquared.subarray(0, good),
    failed: draws - good,
  };
}

function differentRows(counts: Float64Array): number {
  let different = 0;
  for (let i = 0; i < counts.length; i++) if ((counts[i] as number) > 0) different++;
  return different;
}
