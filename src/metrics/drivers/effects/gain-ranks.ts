import { rankProbabilities, shareRanks } from "../rows/draw-ranks";
import { toldDraws } from "../rows/drawn-interval";
import type { DriverGain, DriverPriority } from "./driver-priorities-result";

/** Where a driver stands among those that have a gain. */
export type GainRank = Pick<DriverPriority, "rank" | "probabilityBest">;

/**
 * Ranks of drivers by gain per cost, or by gain where no costs are given.
 *
 * @param gains - `null` where a driver has none, hence no rank.
 * @param drawn - Gains in samples of the rows, one array a driver.
 */
export function gainRanks(
  gains: readonly (DriverGain | null)[],
  drawn: readonly Float64Array[],
  costs: readonly number[] | null,
): GainRank[] {
  const worth = (gain: number, j: number) => (costs === null ? gain : gain / costs[j]!);
  const ranked = gains.flatMap((gain, j) => (gain === null ? [] : [{ j, estimate: gain.estimate }]));
  const ranks = shareRanks(ranked.map(({ j, estimate }) => worth(estimate, j)));
  const chances = leadChances(ranked.map(({ j }) => drawn[j]!.map((gain) => worth(gain, j))));
  return gains.map((_, place) => {
    const k = ranked.findIndex(({ j }) => j === place);
    return { rank: ranks[k] ?? null, probabilityBest: chances?.[k] ?? null };
  });
}

/** How often each driver leads, over the draws that told all of them; `null` where these are too few. */
function leadChances(drawn: readonly Float64Array[]): number[] | null {
  const whole = toldDraws(drawn);
  return whole && rankProbabilities(whole).map((probabilities) => probabilities[0]!);
}
