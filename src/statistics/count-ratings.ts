import type { Answer, Ratings } from "../core/answers";
import { reject } from "../core/checks";
import { levelsOf, type Scale } from "../core/scale";

// Engines compile a loop for the kinds of elements that it has met, and give up specialising after four: one loop over
// every container runs six to eight times slower once it has seen them all. So each kind of element has its own loop,
// and typed arrays come through two buffers, converted natively a chunk at a time.

const CHUNK = 4096;

/** How often each level was given, lowest first, and how many answers were missing. */
export interface RatingCounts {
  readonly counts: number[];
  readonly nMissing: number;
}

type View = Exclude<ArrayBufferView & ArrayLike<number>, DataView> & {
  subarray(from: number, to: number): ArrayLike<number>;
};

/** Throws: an answer that is neither missing nor on the scale. */
export function rejectAnswer(fn: string, path: string, scale: Scale, value: unknown): never {
  reject(fn, path, `be an integer in [${scale.min}, ${scale.max}] or null`, value);
}

/** Slot of a number on the scale, or -1. Integrality is checked on the number itself: subtracting `min` may round. */
function slotOf(rating: unknown, scale: Scale): number {
  return Number.isInteger(rating) && (rating as number) >= scale.min && (rating as number) <= scale.max
    ? (rating as number) - scale.min
    : -1;
}

/** Slot of one answer on the scale, or `null` where it is missing. Throws, naming the index, on any other value. */
export function slotOfAnswer(fn: string, path: string, index: number, answer: Answer, scale: Scale): number | null {
  if (answer === null || answer === undefined) return null;
  const slot = slotOf(answer, scale);
  return slot < 0 ? rejectAnswer(fn, `${path}.${index}`, scale, answer) : slot;
}

/** Refuses, by name, what cannot be read as a sequence of answers. */
export function checkRatings(fn: string, path: string, ratings: unknown): asserts ratings is Ratings {
  const rule = "be an array, a typed array or an iterable of numbers";
  if (typeof ratings !== "object" || ratings === null) reject(fn, path, rule, ratings);
  const big =
    typeof BigInt64Array !== "undefined" && (ratings instanceof BigInt64Array || ratings instanceof BigUint64Array);
  if (big || ratings instanceof DataView) reject(fn, path, rule, ratings);
  if (!(Symbol.iterator in ratings)) reject(fn, path, rule, ratings);
}

/**
 * Counts answers level by level.
 *
 * @remarks O(n) time, O(levels) memory. Each loop stops at the first number that is not on the scale; only then is time
 * spent on finding words for it.
 */
export function countRatings(fn: string, path: string, ratings: Ratings, scale: Scale): RatingCounts {
  checkRatings(fn, path, ratings);
  const counts = new Float64Array(levelsOf(scale));
  let nMissing = 0;
  if (ArrayBuffer.isView(ratings)) {
    countView(fn, path, ratings as View, scale, counts);
  } else if (!Array.isArray(ratings)) {
    nMissing = countIterable(fn, path, ratings as Iterable<Answer>, scale, counts);
  } else if (ratings.includes(null) || ratings.includes(undefined)) {
    nMissing = countAnswers(fn, path, ratings, 0, scale, counts);
  } else {
    const { min } = scale;
    const { length } = ratings;
    for (let i = 0; i < length; i++) {
      const rating = ratings[i];
      const slot = typeof rating === "number" ? (rating | 0) - min : -1;
      if (!(slot >= 0 && slot < counts.length) || slot + min !== rating) {
        rejectAnswer(fn, `${path}.${i}`, scale, rating);
      }
      counts[slot]! += 1;
    }
  }
  return { counts: Array.from(counts), nMissing };
}

/** Numbers, nulls, undefineds and holes, as arrays of mixed elements have them. */
function countAnswers(
  fn: string,
  path: string,
  answers: readonly Answer[],
  offset: number,
  scale: Scale,
  counts: Float64Array,
): number {
  let nMissing = 0;
  for (let i = 0; i < answers.length; i++) {
    const answer = answers[i];
    if (answer === null || answer === undefined) {
      nMissing += 1;
      continue;
    }
    const slot = typeof answer === "number" ? (answer | 0) - scale.min : -1;
    if (!(slot >= 0 && slot < counts.length) || slot + scale.min !== answer) {
      rejectAnswer(fn, `${path}.${offset + i}`, scale, answer);
    }
    counts[slot]! += 1;
  }
  return nMissing;
}

function countIterable(
  fn: string,
  path: string,
  answers: Iterable<Answer>,
  scale: Scale,
  counts: Float64Array,
): number {
  let nMissing = 0;
  let offset = 0;
  let chunk: Answer[] = [];
  for (const answer of answers) {
    if (chunk.push(answer) === CHUNK) {
      nMissing += countAnswers(fn, path, chunk, offset, scale, counts);
      offset += CHUNK;
      chunk = [];
    }
  }
  return nMissing + countAnswers(fn, path, chunk, offset, scale, counts);
}

function countView(fn: string, path: string, view: View, scale: Scale, counts: Float64Array): void {
  const fractional = /Float/.test(Object.prototype.toString.call(view));
  // a Uint32Array read as Int32Array wraps to negative numbers: on a scale without any, those are still refused
  const whole = !fractional && scale.min >= 0;
  const integers = new Int32Array(whole ? CHUNK : 0);
  const numbers = new Float64Array(whole ? 0 : CHUNK);
  for (let start = 0; start < view.length; start += CHUNK) {
    const chunk = view.subarray(start, start + CHUNK);
    if (whole) integers.set(chunk);
    else numbers.set(chunk);
    const stop = whole
      ? countIntegers(integers, chunk.length, scale.min, counts)
      : countNumbers(numbers, chunk.length, scale.min, counts);
    if (stop < chunk.length) rejectAnswer(fn, `${path}.${start + stop}`, scale, chunk[stop]);
  }
}

/** Counts up to the first number off the scale, whose place it returns. */
function countIntegers(integers: Int32Array, length: number, min: number, counts: Float64Array): number {
  for (let i = 0; i < length; i++) {
    const slot = integers[i]! - min;
    if (!(slot >= 0 && slot < counts.length)) return i;
    counts[slot]! += 1;
  }
  return length;
}

/** Counts up to the first number off the scale or fractional, whose place it returns. */
function countNumbers(numbers: Float64Array, length: number, min: number, counts: Float64Array): number {
  for (let i = 0; i < length; i++) {
    const rating = numbers[i]!;
    const slot = (rating | 0) - min;
    if ((rating | 0) !== rating || !(slot >= 0 && slot < counts.length)) return i;
    counts[slot]! += 1;
  }
  return length;
}
