import type { Answer, Ratings } from "../../core/answers";
import { checkNoOthers, checkObject, checkScale, checkSequence } from "../../core/checks";
import { levelsOf, type Scale } from "../../core/scale";
import { countRatings, slotOfAnswer } from "./count-ratings";
import { sumSlots } from "./sum-slots";

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
  const { scale, weights, ...others } = options;
  checkNoOthers("tally", others);
  return tallyOf("tally", ratings, scale, weights);
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

/** A tally of counts a level. */
export function newTally(
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
  const answers = [...(ratings as Iterable<Answer>)];
  // one place a level, and a last one for missing answers
  const levels = levelsOf(scale);
  const slotAt = (i: number) => slotOfAnswer(fn, path, i, answers[i], scale) ?? levels;
  const sums = sumSlots(fn, path, answers, slotAt, levels + 1, weights);
  const [nMissing] = sums.map((list) => list.pop()!);
  return newTally(scale, ...sums, nMissing!);
}
