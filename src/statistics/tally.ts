import type { Answer, Ratings } from "../core/answers";
import { checkAtLeast, checkCount, checkObject, checkScale, checkWeight, reject } from "../core/checks";
import { levelsOf, type Scale } from "../core/scale";
import { checkRatings, countRatings, slotOfAnswer } from "./count-ratings";

/**
 * How often each level of a scale was given: all that a metric needs to know of any number of answers.
 *
 * @remarks JSON-safe and mergeable: it is what a `GROUP BY rating` returns. A tally of nothing is legal and neutral.
 */
export interface Tally {
  readonly kind: "tally";
  readonly scale: Scale;
  /** Answers; with weights, those whose weight is above 0. */
  readonly n: number;
  /** Answers at each level, lowest first. */
  readonly counts: readonly number[];
  /** Sum of the weights at each level; `null` when unweighted. */
  readonly weights: readonly number[] | null;
  /** Sum of the squared weights at each level; `null` when unweighted. */
  readonly squaredWeights: readonly number[] | null;
  readonly nMissing: number;
}

/** Options of {@link tally}. */
export interface TallyOptions {
  /** The scale of the answers. */
  readonly scale: Scale;
  /** Survey weights, finite and >= 0, one an answer; an answer with weight 0 is outside of the sample. */
  readonly weights?: ArrayLike<number> | undefined;
}

/**
 * Counts answers on a rating scale.
 *
 * @remarks O(n) time and O(levels) memory; with weights from an iterable, O(n) memory.
 *
 * @param ratings - Answers, integers on the scale; length n >= 0; `null`, `undefined` and holes are no answer.
 * @param options - See {@link TallyOptions}.
 * @returns Counts a level; the neutral tally when there is no answer.
 * @throws A {@link StatsError}: `invalid-input` on an answer off the scale, a scale with more than 1,001 levels, or a
 * weight that is missing or negative.
 *
 * @example
 * ```ts
 * tally([5, 4, null, 5], { scale: { min: 1, max: 5 } }).counts; //=> [0, 0, 0, 1, 2]
 * ```
 */
export function tally(ratings: Ratings, options: TallyOptions): Tally {
  checkObject("tally", "options", options);
  return tallyOf("tally", ratings, options.scale, options.weights);
}

/** {@link tally} for a metric, whose name `fn` its errors carry. */
export function tallyOf(
  fn: string,
  ratings: Ratings,
  scale: Scale,
  weights: ArrayLike<number> | undefined,
  path = "ratings",
): Tally {
  checkScale(fn, scale);
  if (weights === undefined) {
    const { counts, nMissing } = countRatings(fn, path, ratings, scale);
    return newTally(scale, counts, null, null, nMissing);
  }
  return weightedTally(fn, path, ratings, scale, weights);
}

function newTally(
  { min, max }: Scale,
  counts: number[],
  weights: number[] | null,
  squaredWeights: number[] | null,
  nMissing: number,
): Tally {
  let n = 0;
  for (const count of counts) n += count;
  return { kind: "tally", scale: { min, max }, n, counts, weights, squaredWeights, nMissing };
}

function weightedTally(fn: string, path: string, ratings: Ratings, scale: Scale, weights: ArrayLike<number>): Tally {
  checkRatings(fn, path, ratings);
  checkObject(fn, "weights", weights);
  const answers = Array.from(ratings as Iterable<Answer>);
  if (weights.length !== answers.length) {
    reject(fn, "weights", `have one weight for each of the ${answers.length} ${path}`, weights.length);
  }
  const zeros = () => new Array<number>(levelsOf(scale)).fill(0);
  const [counts, sums, squares] = [zeros(), zeros(), zeros()];
  let nMissing = 0;
  for (let i = 0; i < answers.length; i++) {
    const slot = slotOfAnswer(fn, path, i, answers[i], scale);
    const weight = weights[i];
    checkWeight(fn, i, weight);
    if (weight === 0) continue;
    if (slot === null) {
      nMissing += 1;
    } else {
      counts[slot]! += 1;
      sums[slot]! += weight;
      squares[slot]! += weight * weight;
    }
  }
  return newTally(scale, counts, sums, squares, nMissing);
}

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
  checkObject(fn, "counts", counts);
  const pairs = Array.from(pairsOf(counts), (pair, i) => {
    if (!Array.isArray(pair)) {
      reject(fn, `counts.${i}`, "be a pair [rating, count]: a bare count does not say whose it is", pair);
    }
    return pair as [number | null, number | bigint];
  });
  return tallyOfPairs(fn, "counts", pairs, options.scale);
}

/** {@link tallyFromCounts} for a function whose name and argument its errors carry. */
export function tallyOfPairs(
  fn: string,
  path: string,
  pairs: readonly (readonly [rating: number | null, count: number | bigint])[],
  scale: Scale,
): Tally {
  checkScale(fn, scale);
  const levels = new Array<number>(levelsOf(scale)).fill(0);
  let nMissing = 0;
  pairs.forEach(([rating, count], i) => {
    const slot = slotOfAnswer(fn, path, i, rating, scale);
    const added = wholeCount(fn, `${path}.${i}.count`, count);
    if (slot === null) nMissing += added;
    else levels[slot]! += added;
  });
  const tallied = newTally(scale, levels, null, null, nMissing);
  checkCount(fn, path, tallied.n + nMissing);
  return tallied;
}

function pairsOf(counts: RatingCount): Iterable<unknown> {
  if (Symbol.iterator in counts) return counts as Iterable<unknown>;
  return Object.entries(counts).map(([key, count]) => {
    const rating = Number(key);
    // keys are always strings; only those that a number prints as are ratings
    if (String(rating) !== key) reject("tallyFromCounts", "counts", "have ratings as its keys", key);
    return [rating, count];
  });
}

/** A count as databases return it, number or bigint. */
function wholeCount(fn: string, path: string, count: unknown): number {
  if (typeof count !== "bigint") {
    checkCount(fn, path, count);
    return count as number;
  }
  if (count < 0n || count > BigInt(Number.MAX_SAFE_INTEGER)) checkCount(fn, path, count);
  return Number(count);
}

/**
 * Several tallies as one, as if their answers had been counted together.
 *
 * @remarks Exact without weights; with weights, to rounding. Associative and commutative. O(tallies x levels).
 *
 * @param first - A tally; the scale of the others must be its scale.
 * @param others - Any number of tallies, all weighted or all unweighted like the first.
 * @returns A new tally.
 * @throws A {@link StatsError}: `invalid-input` when the scales differ, or weighted and unweighted ones meet.
 *
 * @example
 * ```ts
 * const scale = { min: 1, max: 5 };
 * mergeTallies(tally([5, 4], { scale }), tally([5], { scale })).counts; //=> [0, 0, 0, 1, 2]
 * ```
 */
export function mergeTallies(first: Tally, ...others: readonly Tally[]): Tally {
  const fn = "mergeTallies";
  checkTally(fn, "tallies.0", first);
  others.forEach((other, i) => {
    const path = `tallies.${i + 1}`;
    checkTally(fn, path, other);
    if (other.scale.min !== first.scale.min || other.scale.max !== first.scale.max) {
      const received = `${other.scale.min} to ${other.scale.max}`;
      reject(fn, `${path}.scale`, `be ${first.scale.min} to ${first.scale.max} as the first one's is`, received);
    }
    if ((other.weights === null) !== (first.weights === null)) {
      reject(fn, path, `be ${first.weights === null ? "unweighted" : "weighted"} as the first one is`, other);
    }
  });
  const all = [first, ...others];
  const added = (lists: (readonly number[])[]) =>
    first.counts.map((_, slot) => lists.reduce((sum, list) => sum + list[slot]!, 0));
  const weighted = first.weights !== null;
  const merged = newTally(
    first.scale,
    added(all.map((one) => one.counts)),
    weighted ? added(all.map((one) => one.weights!)) : null,
    weighted ? added(all.map((one) => one.squaredWeights!)) : null,
    all.reduce((sum, one) => sum + one.nMissing, 0),
  );
  checkCount(fn, "tallies", merged.n + merged.nMissing);
  return merged;
}

/** Refuses what is not a sound tally: it may come from JSON that somebody else wrote. */
export function checkTally(fn: string, path: string, value: Tally): void {
  checkObject(fn, path, value);
  if (value.kind !== "tally") reject(fn, path, "be a tally, as tally() makes it", value);
  checkScale(fn, value.scale);
  checkCount(fn, `${path}.nMissing`, value.nMissing);
  const lists = [value.counts, value.weights, value.squaredWeights];
  for (const [i, name] of (["counts", "weights", "squaredWeights"] as const).entries()) {
    const list = lists[i];
    if (list === null && i > 0 && value.weights === value.squaredWeights) continue;
    if (!Array.isArray(list) || list.length !== levelsOf(value.scale)) {
      reject(fn, `${path}.${name}`, `be an array of ${levelsOf(value.scale)} numbers`, list);
    }
    const check = i === 0 ? checkCount : (at: string, where: string, x: unknown) => checkAtLeast(at, where, x, 0);
    list.forEach((x, slot) => {
      check(fn, `${path}.${name}.${slot}`, x);
    });
  }
  const n = value.counts.reduce((sum, count) => sum + count, 0);
  if (value.n !== n) reject(fn, `${path}.n`, `be the sum of the counts (${n})`, value.n);
}
