import type { Answer, Ratings } from "../core/answers";
import { checkCount, checkObject, checkScale, checkSequence, checkWeight, isIterable, reject } from "../core/checks";
import { levelsOf, type Scale } from "../core/scale";
import { countRatings, slotOfAnswer, slotOfRating } from "./count-ratings";

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
  /** Survey weights, 0 or in [1e-100, 1e100], one an answer; an answer with weight 0 is outside of the sample. */
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
  return {
    kind: "tally",
    scale: { min: min + 0, max: max + 0 },
    n,
    counts,
    weights,
    squaredWeights,
    nMissing: nMissing + 0,
  };
}

function weightedTally(fn: string, path: string, ratings: Ratings, scale: Scale, weights: ArrayLike<number>): Tally {
  checkSequence(fn, path, ratings);
  checkSequence(fn, "weights", weights);
  const answers = [...(ratings as Iterable<Answer>)];
  if (weights.length !== answers.length) {
    reject(fn, "weights", `have the length of ${path} (${answers.length})`, weights.length);
  }
  // one place a level, and a last one for missing answers
  const zeros = () => new Array<number>(levelsOf(scale) + 1).fill(0);
  const [counts, sums, squares] = [zeros(), zeros(), zeros()];
  answers.forEach((answer, i) => {
    const slot = slotOfAnswer(fn, path, i, answer, scale) ?? levelsOf(scale);
    const weight = weights[i];
    checkWeight(fn, i, weight);
    counts[slot]! += weight === 0 ? 0 : 1;
    sums[slot]! += weight;
    squares[slot]! += weight * weight;
  });
  const nMissing = counts.pop()!;
  sums.pop();
  squares.pop();
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
  const place = (i: number, part: "rating" | "count") => `counts.${i}.${part === "rating" ? 0 : 1}`;
  return tallyOfPairs(fn, "counts", pairs, options.scale, isIterable(counts) ? place : (i) => `counts.${pairs[i]![0]}`);
}

function checkTotal(fn: string, path: string, { n, nMissing }: Tally): void {
  if (!Number.isSafeInteger(n + nMissing)) reject(fn, path, "have a total below 2^53", n + nMissing);
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
  checkTotal(fn, path, tallied);
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
  const all = [first, ...others].map((one, i) => {
    const path = `tallies.${i}`;
    const sound = soundTally(fn, path, one);
    const { min, max } = sound.scale;
    if (min !== first.scale.min || max !== first.scale.max) {
      const rule = `be ${first.scale.min} to ${first.scale.max} as the first one's is`;
      reject(fn, `${path}.scale`, rule, `${min} to ${max}`);
    }
    if ((sound.weights === null) !== (first.weights === null)) {
      reject(fn, path, `be ${first.weights === null ? "unweighted" : "weighted"} as the first one is`, one);
    }
    return sound;
  });
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
  checkTotal(fn, "tallies", merged);
  return merged;
}

/** A sound copy of a tally, which may come from JSON that somebody else wrote; refuses what is none. */
export function soundTally(fn: string, path: string, value: Tally): Tally {
  checkObject(fn, path, value);
  if (value.kind !== "tally") reject(fn, path, "be a tally, as tally() makes it", value);
  const { scale, n, nMissing } = value;
  checkScale(fn, scale, `${path}.scale`);
  checkCount(fn, `${path}.nMissing`, nMissing);
  const levels = levelsOf(scale);
  const counts = soundNumbers(fn, `${path}.counts`, value.counts, levels, checkCount);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (n !== total) reject(fn, `${path}.n`, `be the sum of the counts (${total})`, n);
  checkTotal(fn, path, value);
  if (value.weights === null && value.squaredWeights === null) return newTally(scale, counts, null, null, nMissing);
  const weights = soundNumbers(fn, `${path}.weights`, value.weights, levels, (at, where, sum, slot) => {
    const size = counts[slot]!;
    if (size === 0 ? sum !== 0 : !isWithin(sum, size * 1e-100, size * 1e100)) {
      reject(at, where, `be the sum of the weights of ${size} answers`, sum);
    }
  });
  const squares = soundNumbers(fn, `${path}.squaredWeights`, value.squaredWeights, levels, (at, where, sum, slot) => {
    const [size, weight] = [counts[slot]!, weights[slot]!];
    if (size === 0 ? sum !== 0 : !isWithin(sum, (weight * weight) / size, weight * weight)) {
      reject(at, where, `be the sum of the squares of ${size} weights that add up to ${weight}`, sum);
    }
  });
  return newTally(scale, counts, weights, squares, nMissing);
}

/** Whether a value is a number in [min, max], but for rounding. */
function isWithin(value: unknown, min: number, max: number): boolean {
  return typeof value === "number" && value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9);
}

/** A copy of an array of so many numbers, holes included, that each pass a check. */
function soundNumbers(
  fn: string,
  path: string,
  list: unknown,
  length: number,
  check: (fn: string, path: string, value: unknown, index: number) => void,
): number[] {
  if (!Array.isArray(list) || list.length !== length) reject(fn, path, `be an array of ${length} numbers`, list);
  return Array.from(list, (value, i) => {
    check(fn, `${path}.${i}`, value, i);
    return value + 0;
  });
}
