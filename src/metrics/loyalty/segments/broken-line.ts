import { copyStretch, emptyStretch, extend, heightAt, type LineStretch, varianceAt } from "./line-stretch";

/** Values of distinct x, ascending: their means, and the weights of these. */
export interface WeightedPoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weights: Float64Array;
}

/** Where two lines are best joined, and the residual sum of squares that this gives. */
export interface Joint {
  at: number;
  rss: number;
}

/** The line through the first k points, for k from 0 to all of them. */
export function stretchesFromLeft({ x, y, weights }: WeightedPoints): LineStretch[] {
  const running = emptyStretch();
  const stretches = [copyStretch(emptyStretch(), running)];
  for (let k = 0; k < x.length; k++) {
    extend(running, x[k]!, y[k]!, weights[k]!);
    stretches.push(copyStretch(emptyStretch(), running));
  }
  return stretches;
}

/** The line through the points from index k on, for k from 0 to their number. */
export function stretchesFromRight({ x, y, weights }: WeightedPoints): LineStretch[] {
  const running = emptyStretch();
  const stretches = [copyStretch(emptyStretch(), running)];
  for (let k = x.length - 1; k >= 0; k--) {
    extend(running, x[k]!, y[k]!, weights[k]!);
    stretches.push(copyStretch(emptyStretch(), running));
  }
  return stretches.reverse();
}

/**
 * What two lines leave when they must meet at x.
 *
 * @remarks $$\mathrm{RSS}_l + \mathrm{RSS}_r + \frac{(f_l - f_r)^2}{v_l + v_r}$$ with the heights of the free lines at
 * x and the variances of these heights: the lines are drawn together in proportion to these.
 */
export function rssJoinedAt(left: LineStretch, right: LineStretch, x: number): number {
  const apart = heightAt(left, x) - heightAt(right, x);
  return left.rss + right.rss + apart ** 2 / (varianceAt(left, x) + varianceAt(right, x));
}

/**
 * The best place between `from` and `to` for two lines to meet.
 *
 * @remarks Where the free lines cross, if they do so there. Otherwise an end: the ratio of the squared distance to the
 * variance has its only minimum at the crossing.
 */
export function joinBetween(joint: Joint, left: LineStretch, right: LineStretch, from: number, to: number): void {
  const below = heightAt(left, from) - heightAt(right, from);
  const above = heightAt(left, to) - heightAt(right, to);
  if (below === 0 || above === 0 || below > 0 !== above > 0) {
    joint.at = crossing(from, to, below, above);
    joint.rss = left.rss + right.rss;
    return;
  }
  const rssBelow = rssJoinedAt(left, right, from);
  const rssAbove = rssJoinedAt(left, right, to);
  joint.at = rssBelow <= rssAbove ? from : to;
  joint.rss = Math.min(rssBelow, rssAbove);
}

/** Where a line between two heights of different signs is 0. */
function crossing(from: number, to: number, below: number, above: number): number {
  if (below === 0) return from;
  if (above === 0) return to;
  return Math.min(to, Math.max(from, from + (to - from) * (below / (below - above))));
}

/** A stretch that is made anew for every call of {@link heldTo}. */
const scratch = /* @__PURE__ */ emptyStretch();

/**
 * The middle line when another one holds it at x, with what both leave.
 *
 * @remarks The line that holds it is to the middle one a further point, as sure as that line's height there.
 * @returns A stretch that the next call changes.
 */
export function heldTo(holding: LineStretch, x: number, middle: LineStretch): LineStretch {
  copyStretch(scratch, middle);
  extend(scratch, x, heightAt(holding, x), 1 / varianceAt(holding, x));
  scratch.rss += holding.rss;
  return scratch;
}

/**
 * The best place between `from` and `to` for the middle of three lines to meet one of the others, when it is held
 * to the remaining one at a given x.
 */
export function joinHeld(
  joint: Joint,
  holding: LineStretch,
  at: number,
  middle: LineStretch,
  other: LineStretch,
  [from, to]: readonly [number, number],
): void {
  const held = heldTo(holding, at, middle);
  if (held.xx > 0) joinBetween(joint, held, other, from, to);
  else {
    // a middle line through the joint alone meets the other wherever it likes
    joint.at = from === at ? to : from;
    joint.rss = held.rss + other.rss;
  }
}
