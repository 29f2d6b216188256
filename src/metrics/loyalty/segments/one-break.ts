import type { Ends } from "../../../core/estimate";
import { signChange } from "../../../numerics/bisection";
import {
  type Joint,
  joinBetween,
  rssJoinedAt,
  stretchesFromLeft,
  stretchesFromRight,
  type WeightedPoints,
} from "./broken-line";
import { placesBeyond, sharesFrom } from "./piece-shares";

/** The best breakpoints, and which others are nearly as good. */
export interface BreakSearch {
  /** Ascending. */
  readonly breakpoints: readonly number[];
  /** Infinite where no piece may be so small. */
  readonly rss: number;
  /**
   * For each breakpoint, the hull of its places from which some place of the others leaves no more than `bound`, which
   * is at least `rss`. An end at the first or the last x means: anywhere up to there.
   */
  readonly accepted: (bound: number) => readonly Ends[];
}

/**
 * The continuous line of two pieces that leaves the least.
 *
 * @remarks In each gap between neighbouring points the best place is where the free lines of both sides cross, or else
 * an end of the gap (Hudson 1966). A break between the first two points leaves what one at the second of them does, so
 * no place is left out. O(K) time and memory.
 *
 * @param points - At least four.
 * @param minimumShare - Of the weights, in every piece.
 */
export function searchOneBreak(points: WeightedPoints, minimumShare: number): BreakSearch {
  const { x } = points;
  const left = stretchesFromLeft(points);
  const right = stretchesFromRight(points);
  const isEnough = sharesFrom(points, minimumShare);
  let [first, last] = [2, x.length - 2];
  while (first <= last && !isEnough(left[first]!.weight)) first++;
  while (last >= first && !isEnough(right[last]!.weight)) last--;
  const beyond = placesBeyond(points, isEnough);
  const joint: Joint = { at: 0, rss: 0 };
  const joinInGap = (k: number) => joinBetween(joint, left[k]!, right[k]!, x[k - 1]!, x[k]!);

  let best: Joint = { at: 0, rss: Infinity };
  for (let k = first; k <= last; k++) {
    joinInGap(k);
    if (joint.rss < best.rss) best = { ...joint };
  }
  const accepted = (bound: number): readonly Ends[] => {
    const excess = (k: number) => (at: number) => rssJoinedAt(left[k]!, right[k]!, at) - bound;
    const findAccepted = (start: number, stop: number) => {
      const step = Math.sign(stop - start);
      let k = start;
      for (; k !== stop; k += step) {
        joinInGap(k);
        if (joint.rss <= bound) return k;
      }
      joinInGap(k);
      return k;
    };
    const low = findAccepted(first, last);
    const lower = endBetween(excess(low), x[low - 1]!, joint.at, beyond.lower(low));
    const high = findAccepted(last, first);
    const upper = endBetween(excess(high), x[high]!, joint.at, beyond.upper(high));
    return [{ lower, upper }];
  };
  return { breakpoints: [best.at], rss: best.rss, accepted };
}

/**
 * Where a profile crosses its bound between an edge and a place inside of it, where it is within the bound.
 *
 * @remarks Away from its minimum a profile in a gap rises, and may then fall, but no lower than at the edge: so it
 * crosses once, or is within the bound at the edge too.
 *
 * @param beyond - What to give then.
 */
export function endBetween(excess: (at: number) => number, edge: number, inside: number, beyond: number): number {
  if (excess(edge) <= 0) return beyond;
  return edge < inside ? signChange(excess, edge, inside, true) : signChange(excess, inside, edge, false);
}
