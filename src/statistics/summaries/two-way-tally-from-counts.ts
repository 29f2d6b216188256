import { checkNoOthers, checkObject, checkSequence, checkTotal, reject } from "../../core/checks";
import { slotOfRating } from "./count-ratings";
import { wholeCount } from "./tally-from-counts";
import { checkScales, slotOfPair, slotsOf, type TwoWayScales, type TwoWayTally, tallyOfSlots } from "./two-way-tally";

/** How often a pair of ratings was given, as a row of a `GROUP BY` has it; `null` is a rating that is missing. */
export type PairCount = readonly [row: number | null, column: number | null, count: number | bigint];

/**
 * A two-way tally from counts a pair of levels.
 *
 * @remarks Pairs that do not occur count 0; counts of the same pair add up. O(counts + pairs of levels).
 *
 * @param counts - See {@link PairCount}; counts are integers in [0, 2^53).
 * @param options - The two scales.
 * @returns The same tally as {@link twoWayTally} gives for the ratings themselves.
 * @throws A {@link StatsError}: `invalid-input` on a rating off its scale, a negative or fractional count, a total
 * beyond 2^53 - 1, or scales with more than 1,001 levels or 100,000 pairs of them.
 *
 * @example
 * ```ts
 * const scales = { rowScale: { min: 1, max: 2 }, columnScale: { min: 0, max: 2 } };
 * const rows = [[1, 0, 40], [2, 2, 25n], [2, null, 7]] as const;
 * twoWayTallyFromCounts(rows, scales).counts; //=> [[40, 0, 0], [0, 0, 25]]
 * twoWayTallyFromCounts(rows, scales).nMissing; //=> 7
 * ```
 */
export function twoWayTallyFromCounts(counts: Iterable<PairCount>, options: TwoWayScales): TwoWayTally {
  const fn = "twoWayTallyFromCounts";
  checkObject(fn, "options", options);
  const { rowScale, columnScale, ...others } = options;
  checkNoOthers(fn, others);
  checkScales(fn, rowScale, columnScale);
  checkSequence(fn, "counts", counts);
  const scales = { rowScale, columnScale };
  const slots = new Array<number>(slotsOf(scales)).fill(0);
  let i = 0;
  for (const one of counts) {
    const path = `counts.${i++}`;
    if (!Array.isArray(one)) reject(fn, path, "be a row [first rating, second rating, count]", one);
    const [row, column, count] = one as PairCount;
    const first = row === null ? null : slotOfRating(fn, `${path}.0`, row, rowScale);
    const second = column === null ? null : slotOfRating(fn, `${path}.1`, column, columnScale);
    slots[slotOfPair(scales, first, second)]! += wholeCount(fn, `${path}.2`, count);
  }
  const tallied = tallyOfSlots(scales, slots, null, null);
  checkTotal(fn, "counts", tallied.n + tallied.nMissing);
  return tallied;
}
