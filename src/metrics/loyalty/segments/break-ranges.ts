import type { Ends } from "../../../core/estimate";
import type { WeightedPoints } from "./broken-line";
import { sharesFrom } from "./piece-shares";

/** A continuous broken line: where its pieces meet, and their slopes. */
export interface BrokenLine {
  readonly breakpoints: readonly number[];
  readonly slopes: readonly number[];
}

/** Beyond this share of their gap, breaks that differ are not the same but for rounding. */
const ROUNDING = 1e-9;

/**
 * For each breakpoint, the closed range of places with which some broken line has the same heights at all points.
 *
 * @remarks A break is free where a piece does not need to be the line that it is: between the first two points or the
 * last two, whose piece has one point to itself; where the middle piece has none, anywhere in its gap; and where it has
 * one, about which it may turn. Of a piece that turns by the slope s, the inverse distances p and q from its point to
 * both breaks are a line, $d_l p + d_r q = r - l$, with the slopes l and r of the outer pieces and the heights
 * d of the point above them; both stay inside their gaps.
 *
 * A piece that holds its share only with a point at a break does not move that break.
 *
 * @param minimumShare - Of the weights, in every piece.
 */
export function equallyGoodBreaks(points: WeightedPoints, line: BrokenLine, minimumShare: number): Ends[] {
  const { x, weights } = points;
  const isEnough = sharesFrom(points, minimumShare);
  const ranges = line.breakpoints.map((at) => ({ lower: at, upper: at }));
  const [first, second] = line.breakpoints;
  if (first !== undefined && second !== undefined) {
    const inside = x.filter((value) => first < value && value < second);
    const isFree = isEnough(inside.length === 0 ? 0 : weights[x.indexOf(inside[0]!)]!);
    if (inside.length === 0 && isFree)
      for (const range of ranges) Object.assign(range, { lower: first, upper: second });
    if (inside.length === 1 && isFree) turned(x, inside[0]!, line, ranges as [Ends, Ends]);
  }
  const last = x.length - 1;
  const [left, right] = [ranges[0]!, ranges.at(-1)!];
  if (left.lower === x[1] && isEnough(weights[0]!)) left.lower = x[0]!;
  if (right.upper === x[last - 1] && isEnough(weights[last]!)) right.upper = x[last]!;
  return ranges;
}

type OpenEnds = { -readonly [K in keyof Ends]: Ends[K] };

/** Widens the ranges of two breaks by the places that they have as the piece between them turns about its point. */
function turned(x: Float64Array, point: number, { breakpoints, slopes }: BrokenLine, ranges: OpenEnds[]): void {
  const at = x.indexOf(point);
  const [first, second] = breakpoints as [number, number];
  const [before, between, after] = slopes as [number, number, number];
  const above = [(between - before) * (point - first), (after - between) * (second - point)] as const;
  const least = [1 / (point - x[at - 1]!), 1 / (x[at + 1]! - point)] as const;
  const ends = ([0, 1] as const).map((side) => {
    const other = (1 - side) as 0 | 1;
    const atOtherEnd = (after - before - above[other] * least[other]) / above[side];
    const together = above[side] > 0 === above[other] > 0;
    const nearest = together ? 1 / atOtherEnd : 0;
    const farthest = together ? 1 / least[side] : 1 / Math.max(least[side], atOtherEnd);
    return { nearest, farthest };
  });
  ends.forEach(({ nearest, farthest }, side) => {
    const range = ranges[side]!;
    if (!(farthest - nearest > ROUNDING * (x[at + 1]! - x[at - 1]!))) return;
    const [lower, upper] = side === 0 ? [point - farthest, point - nearest] : [point + nearest, point + farthest];
    range.lower = Math.min(range.lower, lower);
    range.upper = Math.max(range.upper, upper);
  });
}
