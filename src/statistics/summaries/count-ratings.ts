import type { Answer, Ratings } from "../../core/answers";
import { checkSequence, reject, tagOf } from "../../core/checks";
import { levelsOf, type Scale } from "../../core/scale";

// Engines compile a loop for the kinds of elements that it has met, and give up specialising after four: one loop over
// every container runs six to eight times slower once it has seen them all. So each kind of element has a loop of its
// own, with the same body, and typed arrays come through two buffers, converted natively a chunk at a time. A loop
// counts into `slots`, one a level and a last one for missing answers, up to the first answer that is neither on the
// scale nor missing; it returns how many it counted, and only then is time spent on words for what stopped it.

const CHUNK = 4096;

type View = ArrayLike<number> & { subarray(from: number, to: number): ArrayLike<number> };

/** How often each level was given, lowest first, and how many answers were missing. */
export interface RatingCounts {
  readonly counts: number[];
  readonly nMissing: number;
}

/** Throws if a loop stopped before the end of the answers, which lie at an offset among all. */
type CheckStop = (answers: ArrayLike<Answer>, stop: number, offset: number) => void;

/** Counts answers level by level: O(n) time, O(levels) memory. */
export function countRatings(fn: string, path: string, ratings: Ratings, scale: Scale): RatingCounts {
  checkSequence(fn, path, ratings);
  const slots = new Float64Array(levelsOf(scale) + 1);
  const checkStop: CheckStop = (answers, stop, offset) => {
    if (stop < answers.length) rejectAnswer(fn, `${path}.${offset + stop}`, scale, answers[stop]);
  };
  if (ArrayBuffer.isView(ratings)) countView(ratings as unknown as View, scale.min, slots, checkStop);
  else if (Array.isArray(ratings)) {
    // where the first answers have no gap, the fast loop goes on to the first gap, if any
    const gaps = ratings.slice(0, CHUNK).some((answer) => answer == null);
    const start = gaps ? 0 : countArray(ratings, scale.min, slots);
    if (start < ratings.length) {
      const rest = start ? ratings.slice(start) : ratings;
      checkStop(rest, countAnswers(rest, scale.min, slots), start);
    }
  } else {
    let index = 0;
    for (const answer of ratings as Iterable<Answer>) {
      slots[slotOfAnswer(fn, path, index++, answer, scale) ?? slots.length - 1]! += 1;
    }
  }
  const counts = [...slots];
  return { nMissing: counts.pop()!, counts };
}

function countView(view: View, min: number, slots: Float64Array, checkStop: CheckStop): void {
  // a Uint32Array read as Int32Array wraps to negative numbers: on a scale without any, those are still refused
  const whole = min >= 0 && !/Float/.test(tagOf(view));
  const integers = new Int32Array(CHUNK);
  const numbers = new Float64Array(CHUNK);
  for (let offset = 0; offset < view.length; offset += CHUNK) {
    const chunk = view.subarray(offset, offset + CHUNK);
    (whole ? integers : numbers).set(chunk);
    const { length } = chunk;
    const stop = whole ? countIntegers(integers, length, min, slots) : countNumbers(numbers, length, min, slots);
    checkStop(chunk, stop, offset);
  }
}

/** Integers of any width, as an Int32Array has them. */
function countIntegers(integers: Int32Array, length: number, min: number, slots: Float64Array): number {
  for (let i = 0; i < length; i++) {
    const slot = integers[i]! - min;
    if (!(slot >= 0 && slot < slots.length - 1)) return i;
    slots[slot]! += 1;
  }
  return length;
}

/** Numbers that may be fractional, as a Float64Array has them. */
function countNumbers(numbers: Float64Array, length: number, min: number, slots: Float64Array): number {
  for (let i = 0; i < length; i++) {
    const rating = numbers[i]!;
    const slot = (rating | 0) - min;
    if ((rating | 0) !== rating || !(slot >= 0 && slot < slots.length - 1)) return i;
    slots[slot]! += 1;
  }
  return length;
}

/** An array without a gap: numbers, unless somebody put something else in. */
function countArray(ratings: readonly Answer[], min: number, slots: Float64Array): number {
  const { length } = ratings;
  for (let i = 0; i < length; i++) {
    const rating = ratings[i];
    if (typeof rating !== "number") return i;
    const slot = (rating | 0) - min;
    if ((rating | 0) !== rating || !(slot >= 0 && slot < slots.length - 1)) return i;
    slots[slot]! += 1;
  }
  return length;
}

/** Numbers, nulls, undefineds and holes. */
function countAnswers(answers: readonly Answer[], min: number, slots: Float64Array): number {
  for (let i = 0; i < answers.length; i++) {
    const answer = answers[i];
    if (answer == null) slots[slots.length - 1]! += 1;
    else {
      const slot = typeof answer === "number" ? (answer | 0) - min : -1;
      if (slot + min !== answer || !(slot >= 0 && slot < slots.length - 1)) return i;
      slots[slot]! += 1;
    }
  }
  return answers.length;
}

/** Slot of one answer on the scale, or `null` where it is missing. Throws, naming the index, on any other value. */
export function slotOfAnswer(fn: string, path: string, index: number, answer: Answer, scale: Scale): number | null {
  if (answer === null || answer === undefined) return null;
  if (isOn(scale, answer)) return answer - scale.min;
  rejectAnswer(fn, `${path}.${index}`, scale, answer);
}

/** Slot of one rating that is not missing, under a path of its own. */
export function slotOfRating(fn: string, path: string, rating: unknown, scale: Scale): number {
  if (isOn(scale, rating)) return rating - scale.min;
  rejectAnswer(fn, path, scale, rating);
}

function isOn({ min, max }: Scale, rating: unknown): rating is number {
  return Number.isInteger(rating) && (rating as number) >= min && (rating as number) <= max;
}

function rejectAnswer(fn: string, path: string, scale: Scale, value: unknown): never {
  reject(fn, path, `be an integer in [${scale.min}, ${scale.max}] or null`, value);
}
