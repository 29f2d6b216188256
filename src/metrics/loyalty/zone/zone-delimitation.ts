import { type DrawSettings, noiseOf } from "../curve/level-noise";
import type { WeighedLevels } from "../curve/weighed-levels";
import { type Gain, threeSegmentFits } from "./three-segment-fit";
import type { Candidate } from "./zone-candidates";

/** Where the zone is, where else it may be, and how firmly. */
export interface Delimitation {
  /** Index of the candidate; `null` where no fit has a zone. */
  readonly best: number | null;
  /** Other candidates that fit nearly as well, best first, with what they add to the weighted sum of squares. */
  readonly others: readonly { readonly candidate: number; readonly excess: number }[];
  /** For each level, the share of draws whose zone it lies in. */
  readonly membership: readonly number[];
}

/** Delimits the zone by the best fit of three segments, again in draws of the means with their errors. */
export function delimit(
  levels: WeighedLevels,
  candidates: readonly Candidate[],
  confidenceLevel: number,
  settings: DrawSettings,
): Delimitation {
  const gainsAt = threeSegmentFits(levels, candidates);
  const { means, errors } = levels;
  const gains = gainsAt(means);
  const best = largestOf(gains);
  const counts = new Float64Array(means.length);
  const drawn = new Float64Array(means.length);
  for (const noise of noiseOf(levels, settings)) {
    for (let k = 0; k < drawn.length; k++) drawn[k] = means[k]! + errors[k]! * noise[k]!;
    const zone = largestOf(gainsAt(drawn));
    if (zone === null) continue;
    const { from, to } = candidates[zone]!;
    for (let k = from; k <= to; k++) counts[k] = counts[k]! + 1;
  }
  return {
    best,
    others: best === null ? [] : othersOf(gains, best, confidenceLevel),
    membership: Array.from(counts, (count) => count / settings.draws),
  };
}

function largestOf(gains: readonly Gain[]): number | null {
  let best: number | null = null;
  for (let i = 0; i < gains.length; i++) {
    const gain = gains[i]!;
    if (gain !== null && (best === null || gain > gains[best]!)) best = i;
  }
  return best;
}

/** Those that a likelihood ratio does not tell from the best: chi-squared, with both ends free. */
function othersOf(gains: readonly Gain[], best: number, confidenceLevel: number): Delimitation["others"] {
  const largest = -2 * Math.log1p(-confidenceLevel);
  return gains
    .map((gain, candidate) => ({ candidate, excess: gain === null ? Infinity : gains[best]! - gain }))
    .filter(({ candidate, excess }) => candidate !== best && excess <= largest)
    .sort((one, other) => one.excess - other.excess);
}
