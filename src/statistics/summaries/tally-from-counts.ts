import { checkCount, checkNoOthers, checkObject, checkScale, checkTotal, isIterable, reject } from "../../core/checks";
import { levelsOf, type Scale } from "../../core/scale";
import { slotOfRating } from "./count-ratings";
import { newTally, type Tally } from "./tally";

/**
 * Counts that a database or a dashboard holds already.
 *
 * - pairs `[rating, count]`, as a `Map` or as rows of a `GROUP BY` give them
 * - an object keyed by rating, `{ 1: 4, 5: 20 }`
 *
 * An array of bare counts is not among them: is its first element rating 0 or rating 1?
 */
export type RatingCount =
  | Iterable<readonly [rating: number | null, count: number | bigint]>
  | Readonly<Record<number, number | bigint>>;

/**
 * A tally from counts a level.
 *
 * @remarks Levels that do not occur count 0; pairs with the same rating add up. O(pairs).
 *
 * @param counts - See {@link RatingCount}; counts are integers in [0, 2^53), `null` as a rating counts missing answers.
 * @param options - The scale.
 * @returns The same tally as {@link tally} gives for the answers themselves.
 * @throws A {@link StatsError}: `invalid-input` on a rating off the scale, a negative or fractional count, a total
 * beyond 2^53 - 1, or an array of bare counts.
 *
 * @example
 * ```ts
 * tallyFromCounts({ 4: 1, 5: 2 }, { scale: { min: 1, max: 5 } }).counts; //=> [0, 0, 0, 1, 2]
 * tallyFromCounts([[null, 7], [5, 2n]], { scale: { min: 1, max: 5 } }).nMissing; //=> 7
 * ```
 */
export function tallyFromCounts(counts: RatingCount, options: { readonly scale: Scale }): Tally {
  const fn = "tallyFromCounts";
  checkObject(fn, "options", options);
  const { scale, ...others } = options;
  checkNoOthers(fn, others);
  checkObject(fn, "counts", counts);
  const pairs = Array.from(pairsOf(counts), (pair, i) => {
    if (!Array.isArray(pair)) {
      reject(fn, `counts.${i}`, "be a pair [rating, count]: a bare count does not say whose it is", pair);
    }
    return pair as [number | null, number | bigint];
  });
  const place = (i: number, part: "rating" | "count") => `counts.${i}.${part === "rating" ? 0 : 1}`;
  return tallyOfPairs(fn, "counts", pairs, scale, isIterable(counts) ? place : (i) => `counts.${pairs[i]![0]}`);
}

/** {@link tallyFromCounts} for a function whose name its errors carry; `pathOf` is what it calls a part of a pair. */
export function tallyOfPairs(
  fn: string,
  path: string,
  pairs: readonly (readonly [rating: number | null, count: number | bigint])[],
  scale: Scale,
  pathOf: (index: number, part: "rating" | "count") => string,
): Tally {
  checkScale(fn, scale);
  const levels = new Array<number>(levelsOf(scale)).fill(0);
  let nMissing = 0;
  pairs.forEach(([rating, count], i) => {
    const added = wholeCount(fn, pathOf(i, "count"), count);
    if (rating === null) {
      nMissing += added;
    } else {
      levels[slotOfRating(fn, pathOf(i, "rating"), rating, scale)]! += added;
    }
  });
  const tallied = newTally(scale, levels, null, null, nMissing);
  checkTotal(fn, path, tallied.n + nMissing);
  return tallied;
}

function pairsOf(counts: RatingCount): Iterable<unknown> {
  if (isIterable(counts)) return counts;
  return Object.entries(counts).map(([key, count]) => {
    const rating = Number(key);
    // keys are always strings; only those that a number prints as are ratings
    if (String(rating) !== key) reject("tallyFromCounts", "counts", "have ratings as its keys", key);
    return [rating, count];
  });
}

/** A count as databases return it, number or bigint. */
export function wholeCount(fn: string, path: string, count: unknown): number {
  if (typeof count !== "bigint") {
    checkCount(fn, path, count);
    return count as number;
  }
  if (count < 0n || count > BigInt(Number.MAX_SAFE_INTEGER)) checkCount(fn, path, count);
  return Number(count);
}
