import type { Ends } from "../../../core/estimate";
import {
  type Joint,
  joinBetween,
  joinHeld,
  stretchesFromLeft,
  stretchesFromRight,
  type WeightedPoints,
} from "./broken-line";
import { copyStretch, emptyStretch, extend, type LineStretch } from "./line-stretch";
import { type BreakSearch, endBetween } from "./one-break";
import { placesBeyond, sharesFrom } from "./piece-shares";

/** Three free lines: the first ends after `i` points, the last starts at index `j`. */
interface Cell {
  readonly i: number;
  readonly j: number;
  readonly middle: LineStretch;
}

/** A cell with its best pair of breaks. */
interface FittedCell extends Cell {
  readonly first: number;
  readonly second: number;
}

/** The best pair of breaks in a cell. */
interface Pair {
  first: number;
  second: number;
  rss: number;
}

/**
 * The continuous line of three pieces that leaves the least.
 *
 * @remarks Each pair of gaps is a cell, where the best place of either break is at the crossing of free lines or at an
 * end of its gap (Hudson 1966). Where the middle piece has a single point to itself, or none, the same fit has other
 * breaks; one with a break at a point is among them, and found. O(K^2) time, less where cells can be passed over
 * because the free lines alone leave too much; O(K) memory.
 *
 * @param points - At least six.
 * @param minimumShare - Of the weights, in every piece.
 */
export function searchTwoBreaks(points: WeightedPoints, minimumShare: number): BreakSearch {
  const { x, y, weights } = points;
  const last = x.length - 2;
  const left = stretchesFromLeft(points);
  const right = stretchesFromRight(points);
  const isEnough = sharesFrom(points, minimumShare);
  const beyond = placesBeyond(points, isEnough);
  const joint: Joint = { at: 0, rss: 0 };
  const pair: Pair = { first: 0, second: 0, rss: 0 };
  const middle = emptyStretch();
  const gap = (k: number) => [x[k - 1]!, x[k]!] as const;

  /** Visits the cells whose free lines leave less than the bound, which is then what the visit says. */
  const visitCells = (start: number, visit: (i: number, j: number) => number) => {
    let bound = start;
    for (let i = 2; i <= last; i++) {
      if (!isEnough(left[i]!.weight)) continue;
      copyStretch(middle, emptyStretch());
      for (let j = i; j <= last; j++) {
        if (j > i) extend(middle, x[j - 1]!, y[j - 1]!, weights[j - 1]!);
        const others = left[i]!.rss + middle.rss;
        if (others > bound || !isEnough(right[j]!.weight)) break;
        if (isEnough(middle.weight) && others + right[j]!.rss <= bound) bound = visit(i, j);
      }
    }
  };

  const fitCell = (i: number, j: number) => {
    const [first, second] = [gap(i), gap(j)];
    const [a, b] = [left[i]!, right[j]!];
    pair.rss = Infinity;
    const consider = (isFirst: boolean, held: number) => {
      if (joint.rss >= pair.rss) return;
      pair.first = isFirst ? held : joint.at;
      pair.second = isFirst ? joint.at : held;
      pair.rss = joint.rss;
    };
    if (j >= i + 2) {
      joinBetween(joint, a, middle, first[0], first[1]);
      const at = joint.at;
      const joined = joint.rss === a.rss + middle.rss;
      joinBetween(joint, middle, b, second[0], second[1]);
      if (joined && joint.rss === middle.rss + b.rss) {
        pair.first = at;
        pair.second = joint.at;
        pair.rss = a.rss + middle.rss + b.rss;
        return;
      }
    }
    joinHeld(joint, a, first[0], middle, b, second);
    consider(true, first[0]);
    joinHeld(joint, b, second[1], middle, a, first);
    consider(false, second[1]);
    if (j < i + 2) return;
    joinHeld(joint, a, first[1], middle, b, second);
    consider(true, first[1]);
    joinHeld(joint, b, second[0], middle, a, first);
    consider(false, second[0]);
  };

  const best: Pair = { first: 0, second: 0, rss: Infinity };
  visitCells(Infinity, (i, j) => {
    fitCell(i, j);
    if (pair.rss < best.rss) Object.assign(best, pair);
    return best.rss;
  });

  const accepted = (bound: number): readonly Ends[] => {
    const outermost = outermostCells();
    visitCells(bound, (i, j) => {
      fitCell(i, j);
      if (pair.rss <= bound) {
        outermost.add({ i, j, middle: copyStretch(emptyStretch(), middle), first: pair.first, second: pair.second });
      }
      return bound;
    });
    const firstExcess = (cell: FittedCell) => (at: number) => {
      joinHeld(joint, left[cell.i]!, at, cell.middle, right[cell.j]!, gap(cell.j));
      return joint.rss - bound;
    };
    const secondExcess = (cell: FittedCell) => (at: number) => {
      joinHeld(joint, right[cell.j]!, at, cell.middle, left[cell.i]!, gap(cell.i));
      return joint.rss - bound;
    };
    const { lowestFirst, highestFirst, lowestSecond, highestSecond } = outermost;
    return [
      {
        lower: Math.min(
          ...lowestFirst.map((cell) => endBetween(firstExcess(cell), x[cell.i - 1]!, cell.first, beyond.lower(cell.i))),
        ),
        upper: Math.max(
          ...highestFirst.map((cell) => endBetween(firstExcess(cell), x[cell.i]!, cell.first, x[cell.i]!)),
        ),
      },
      {
        lower: Math.min(
          ...lowestSecond.map((cell) => endBetween(secondExcess(cell), x[cell.j - 1]!, cell.second, x[cell.j - 1]!)),
        ),
        upper: Math.max(
          ...highestSecond.map((cell) => endBetween(secondExcess(cell), x[cell.j]!, cell.second, beyond.upper(cell.j))),
        ),
      },
    ];
  };
  return { breakpoints: [best.first, best.second], rss: best.rss, accepted };
}

/** Of the cells added, those whose gaps are outermost, for either break and on either side. */
function outermostCells() {
  const lists = {
    lowestFirst: [] as FittedCell[],
    highestFirst: [] as FittedCell[],
    lowestSecond: [] as FittedCell[],
    highestSecond: [] as FittedCell[],
  };
  const keep = (list: FittedCell[], cell: FittedCell, further: (kept: FittedCell) => number) => {
    const order = list.length === 0 ? 0 : further(list[0]!);
    if (order > 0) list.length = 0;
    if (order >= 0) list.push(cell);
  };
  const add = (cell: FittedCell) => {
    keep(lists.lowestFirst, cell, (kept) => kept.i - cell.i);
    keep(lists.highestFirst, cell, (kept) => cell.i - kept.i);
    keep(lists.lowestSecond, cell, (kept) => kept.j - cell.j);
    keep(lists.highestSecond, cell, (kept) => cell.j - kept.j);
  };
  return { ...lists, add };
}
