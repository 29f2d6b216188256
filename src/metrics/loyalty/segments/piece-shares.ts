import type { WeightedPoints } from "./broken-line";

/** Whether a piece of some weight has a share of all that suffices. */
export function sharesFrom({ weights }: WeightedPoints, minimumShare: number): (weight: number) => boolean {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (weight) => weight / total >= minimumShare;
}

/** How far a break reaches that is accepted to the lower, or upper, edge of a gap; gaps go by their upper index. */
export function placesBeyond({ x, weights }: WeightedPoints, isEnough: (weight: number) => boolean) {
  const last = x.length - 1;
  return {
    // between the first two points it leaves what it does at the second, and the first one to itself
    lower: (k: number) => x[k === 2 && isEnough(weights[0]!) ? 0 : k - 1]!,
    upper: (k: number) => x[k === last - 1 && isEnough(weights[last]!) ? last : k]!,
  };
}
