import { subsetSums } from "../../../numerics/subset-sums";

/** How R² is shared out, and what players add to models of any size. */
export interface ShapleyShares {
  /** One a player. */
  readonly shares: Float64Array;
  /** Mean gain of player j from being added to k others, at place j m + k. */
  readonly conditional: Float64Array;
}

/**
 * A function that gives the Shapley shares of R²: the gain of each player, averaged over all orders of adding them.
 *
 * @remarks From sums over subsets by size: what those of k + 1 with the player explain, less what those of k without it
 * do, is C(m - 1, k) times a mean gain, and the share is the mean over k. A gain below 0 is rounding.
 *
 * @param players - How many columns each of the m players has: 1 for a driver, more for a group of them.
 * @returns Takes correlations of the players' columns and, last, the outcome, row by row; or what is left of them when
 * other columns are known.
 */
export function shapleyShares(players: readonly number[]): (correlations: Float64Array) => ShapleyShares {
  const m = players.length;
  const sumsOf = subsetSums(players);
  return (correlations) => {
    const { bySize, holding } = sumsOf(correlations);
    const shares = new Float64Array(m);
    const conditional = new Float64Array(m * m);
    for (let j = 0; j < m; j++) {
      let pairs = 1;
      let total = 0;
      for (let k = 0; k < m; k++) {
        const own = j * (m + 1) + k;
        const without = (bySize[k] as number) - (holding[own] as number);
        const gain = Math.max(0, ((holding[own + 1] as number) - without) / pairs);
        conditional[j * m + k] = gain;
        total += gain;
        pairs = (pairs * (m - 1 - k)) / (k + 1);
      }
      shares[j] = total / m;
    }
    return { shares, conditional };
  };
}
