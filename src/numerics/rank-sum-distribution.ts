import type { PermutationTails } from "./permutation-sums";
import { compensatedSum } from "./simple-statistics";

/** In how many ways some answers add up to each sum, the sums ascending. */
interface Ways {
  readonly sums: Float64Array;
  readonly ways: Float64Array;
}

/** Beyond it the ways, as they are scaled, might exceed the doubles. */
const MOST_CHOSEN = 400;
/** About a second of merging numbers; to begin a list of them costs a hundred. */
const MOST_STEPS = 1e8;
const STEPS_A_LIST = 100;

/**
 * The permutation distribution of a rank sum, ties included, at an observed choice of answers.
 *
 * @remarks Level after level, so many answers of it are in the choice or not, in as many ways as the binomial
 * coefficient says; only sums that occur are kept. The ways are scaled by powers of two, so that no number of answers
 * is too large; additions of positive numbers only, so the relative error stays below 2^-53 times the number of
 * answers chosen and of levels, and nothing is rounded while all ways together are below 2^53. Time and memory as
 * {@link isRankSumCountable} says.
 *
 * @param totals - Answers at each level, ascending, each at least 1.
 * @param chosen - Those of them in the choice: at least one, and not all.
 * @returns Shares of all choices of as many answers whose rank sum is at or beyond the observed one.
 * @see Streitberg and Röhmel (1986), Statistical Software Newsletter 12(1), 10-17 (not read)
 */
export function rankSumTails(totals: Float64Array, chosen: Float64Array): PermutationTails {
  const size = totalOf(chosen);
  const n = totalOf(totals);
  const scores = centredScores(totals, n);
  const halvings = Math.round(Math.log2((n - size) / size));
  let rows: (Ways | undefined)[] = [{ sums: new Float64Array(1), ways: new Float64Array([1]) }];
  let seen = 0;
  totals.forEach((total, level) => {
    seen += total;
    const factors = scaledBinomials(total, Math.min(total, size), halvings);
    const next: (Ways | undefined)[] = [];
    for (let j = fewest(size, n - seen); j <= Math.min(size, seen); j++) {
      let row = rows[j];
      for (let i = 1; i <= Math.min(j, total); i++) {
        const from = rows[j - i];
        if (from !== undefined) row = merged(row, from, i * scores[level]!, factors[i]!);
      }
      next[j] = row;
    }
    rows = next;
  });
  return tailsAt(
    rows[size]!,
    chosen.reduce((sum, count, level) => sum + count * scores[level]!, 0),
  );
}

/**
 * Whether {@link rankSumTails} takes no more than about a second, which it never does for a choice of more than 400.
 *
 * @remarks It merges, for each level and each number of answers up to it, as many sums as there are choices of levels,
 * or as lie between the smallest sum and the largest. O(levels x size) time.
 */
export function isRankSumCountable(totals: Float64Array, size: number): boolean {
  const n = totalOf(totals);
  if (size > MOST_CHOSEN || !Number.isSafeInteger(size * n)) return false;
  const scores = centredScores(totals, n);
  const smallest = sumsOfFirst(totals, scores, 0, 1, size);
  // sums of as many answers are apart by multiples of this
  const step = scores.reduce((divisor, score) => greatestCommonDivisor(divisor, score - scores[0]!), 0) || 1;
  let sums = new Float64Array(size + 1);
  sums[0] = 1;
  let seen = 0;
  let steps = 0;
  for (let level = 0; level < totals.length && steps <= MOST_STEPS; level++) {
    const total = totals[level]!;
    seen += total;
    const largest = sumsOfFirst(totals, scores, level, -1, size);
    const least = fewest(size, n - seen);
    sums = slidingSums(sums, total).map((count, j) =>
      j < least || j > seen ? 0 : Math.min(count, (largest[j]! - smallest[j]!) / step + 1),
    );
    for (let j = least; j <= Math.min(size, seen); j++) steps += Math.min(j, total) * (sums[j]! + STEPS_A_LIST);
  }
  return steps <= MOST_STEPS;
}

/** Twice the mid-rank of each level less that of the middle: whole numbers, whose sum over all answers is 0. */
function centredScores(totals: Float64Array, n: number): Float64Array {
  let below = 0;
  return totals.map((total) => {
    const score = 2 * below + total - n;
    below += total;
    return score;
  });
}

/** How many must be chosen among the answers seen, so that those to come can complete the choice. */
function fewest(size: number, toCome: number): number {
  return Math.max(0, size - toCome);
}

/** Ways to choose 0, 1, ... `most` of so many, halved so many times for each that is chosen. */
function scaledBinomials(total: number, most: number, halvings: number): Float64Array {
  const factors = new Float64Array(most + 1);
  factors[0] = 1;
  for (let i = 1; i <= most; i++) factors[i] = ((factors[i - 1]! * (total - i + 1)) / i) * 2 ** -halvings;
  return factors;
}

/** Two lists of ways as one, the second moved by a shift and multiplied. */
function merged(first: Ways | undefined, second: Ways, shift: number, factor: number): Ways {
  const a = first?.sums ?? new Float64Array(0);
  const b = second.sums;
  const sums = new Float64Array(a.length + b.length);
  const ways = new Float64Array(a.length + b.length);
  let [i, j, at] = [0, 0, 0];
  while (i < a.length || j < b.length) {
    const left = i < a.length ? a[i]! : Infinity;
    const right = j < b.length ? b[j]! + shift : Infinity;
    sums[at] = Math.min(left, right);
    if (left <= right) ways[at]! += first!.ways[i++]!;
    if (right <= left) ways[at]! += second.ways[j++]! * factor;
    at++;
  }
  return { sums: sums.subarray(0, at), ways: ways.subarray(0, at) };
}

function tailsAt({ sums, ways }: Ways, observed: number): PermutationTails {
  const all = compensatedSum(ways);
  const share = (counts: (sum: number) => boolean) => compensatedSum(ways.filter((_, i) => counts(sums[i]!))) / all;
  return {
    lower: share((sum) => sum <= observed),
    upper: share((sum) => sum >= observed),
    twoSided: share((sum) => Math.abs(sum) >= Math.abs(observed)),
  };
}

/** Sums of the first 0, 1, ... `most` answers from a level on, towards higher levels or towards lower ones. */
function sumsOfFirst(totals: Float64Array, scores: Float64Array, from: number, towards: number, most: number) {
  const sums = new Float64Array(most + 1);
  let taken = 0;
  for (let level = from; taken < most && level >= 0 && level < totals.length; level += towards) {
    const until = Math.min(most, taken + totals[level]!);
    for (; taken < until; taken++) sums[taken + 1] = sums[taken]! + scores[level]!;
  }
  return sums;
}

/** Sum of each number and the so many before it. */
function slidingSums(numbers: Float64Array, before: number): Float64Array {
  let sum = 0;
  return numbers.map((number, j) => {
    sum += number - (j > before ? numbers[j - before - 1]! : 0);
    return sum;
  });
}

function totalOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
