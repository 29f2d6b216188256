import {
  checkAtLeast,
  checkCount,
  checkFinite,
  checkObject,
  checkSequence,
  checkTotal,
  reject,
} from "../../core/checks";
import { add, type DoubleDouble, divide, multiply, sumError } from "../../numerics/double-double";
import { compensatedSum } from "../../numerics/simple-statistics";

/**
 * Number, mean and spread of any quantity of numbers: all that means and their comparisons need to know.
 *
 * @remarks JSON-safe and mergeable. The mean is the sum of two doubles, `mean + meanLow`, so that merging keeps the
 * spread of data far from 0. Moments of nothing are legal and neutral.
 */
export interface Moments {
  readonly kind: "moments";
  readonly n: number;
  readonly nMissing: number;
  /** `null` when there is no value. */
  readonly mean: number | null;
  /** What `mean` lacks of the exact mean. */
  readonly meanLow: number;
  /** Sum of squared deviations from the mean. */
  readonly sumOfSquares: number;
}

/**
 * Summarises numbers for a mean.
 *
 * @remarks Two passes: the mean as two doubles by compensated summation, then the deviations from it. O(n) time; O(n)
 * memory for iterables, since they are read once.
 *
 * @param values - Finite numbers; length n >= 0; `null`, `undefined` and holes are missing.
 * @returns The summary; with `mean: null` when there is no value.
 * @throws A {@link StatsError}: `invalid-input` on a value that is no finite number, or values that spread by less than
 * 1e-145 or more than 1e150.
 * @see Chan, Golub and LeVeque (1983), The American Statistician 37(3), 242-247, doi:10.2307/2683386 (not read)
 *
 * @example
 * ```ts
 * const { n, mean, sumOfSquares } = moments([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
 * [n, mean, sumOfSquares]; //=> [4, 1000000010, 90]
 * ```
 */
export function moments(values: ArrayLike<number | null | undefined> | Iterable<number | null | undefined>): Moments {
  return momentsOf("moments", "values", values);
}

/** {@link moments} for a function whose name and argument its errors carry. */
export function momentsOf(
  fn: string,
  path: string,
  values: ArrayLike<number | null | undefined> | Iterable<number | null | undefined>,
): Moments {
  checkSequence(fn, path, values);
  const numbers: number[] = [];
  let index = 0;
  for (const value of values as Iterable<unknown>) {
    if (value !== null && value !== undefined) {
      checkFinite(fn, `${path}.${index}`, value);
      numbers.push(value);
    }
    index += 1;
  }
  const nMissing = index - numbers.length;
  return summarise(fn, path, numbers, nMissing);
}

function summarise(fn: string, path: string, numbers: readonly number[], nMissing: number): Moments {
  const n = numbers.length;
  if (n === 0) return { kind: "moments", n, nMissing, mean: null, meanLow: 0, sumOfSquares: 0 };
  // rounding in the mean must not look like spread
  if (numbers.every((value) => value === numbers[0])) {
    return { kind: "moments", n, nMissing, mean: numbers[0]! + 0, meanLow: 0, sumOfSquares: 0 };
  }
  const [mean, meanLow] = divide(sumOf(numbers), [n, 0]);
  const deviations = numbers.map((value) => value - mean - meanLow);
  const sumOfSquares = compensatedSum(deviations.map((deviation) => deviation ** 2));
  const widest = deviations.reduce((most, deviation) => Math.max(most, Math.abs(deviation)), 0);
  checkSpread(fn, path, widest);
  return { kind: "moments", n, nMissing, mean: mean + 0, meanLow: meanLow + 0, sumOfSquares };
}

/** The sum as two doubles, what rounding took from each addition gathered in the lower. */
function sumOf(numbers: readonly number[]): DoubleDouble {
  let high = 0;
  let low = 0;
  for (const value of numbers) {
    const next = high + value;
    low += sumError(high, value, next);
    high = next;
  }
  return add([high, 0], [low, 0]);
}

/** Refuses deviations, or differences of means, whose squares a double cannot hold. */
export function checkSpread(fn: string, path: string, size: number): void {
  if (size !== 0 && !(Math.abs(size) >= 1e-145 && Math.abs(size) <= 1e150)) {
    reject(fn, path, "spread by 1e-145 to 1e150, so that doubles hold the squares", size);
  }
}

/**
 * Several summaries as one, as if their values had been summarised together.
 *
 * @remarks $$M = M_a + M_b + \delta^2 \frac{n_a n_b}{n_a + n_b}$$ with the difference of means in twice the precision:
 * relative error 1e-12 in any order, also where the mean is 1e9 standard deviations from 0. O(summaries).
 *
 * @param summaries - Any number of moments.
 * @returns New moments; the neutral ones when there are none.
 * @throws A {@link StatsError}: `invalid-input` on what is not a sound summary.
 * @see Chan, Golub and LeVeque (1983), The American Statistician 37(3), 242-247, doi:10.2307/2683386 (not read)
 *
 * @example
 * ```ts
 * const merged = mergeMoments(moments([1, 2]), moments([3, 6]));
 * [merged.n, merged.mean, merged.sumOfSquares]; //=> [4, 3, 14]
 * ```
 */
export function mergeMoments(...summaries: readonly Moments[]): Moments {
  const fn = "mergeMoments";
  let merged: Moments = { kind: "moments", n: 0, nMissing: 0, mean: null, meanLow: 0, sumOfSquares: 0 };
  summaries.forEach((summary, i) => {
    const path = `summaries.${i}`;
    merged = mergePair(fn, path, merged, soundMoments(fn, path, summary));
  });
  checkTotal(fn, "summaries", merged.n + merged.nMissing);
  checkAtLeast(fn, "summaries.sumOfSquares", merged.sumOfSquares, 0);
  return merged;
}

function mergePair(fn: string, path: string, a: Moments, b: Moments): Moments {
  const nMissing = a.nMissing + b.nMissing;
  if (a.mean === null) return { ...b, nMissing };
  if (b.mean === null) return { ...a, nMissing };
  const n = a.n + b.n;
  const from: DoubleDouble = [a.mean, a.meanLow];
  const step = add([b.mean, b.meanLow], [-a.mean, -a.meanLow]);
  const delta = step[0];
  // where the summaries have a spread of their own, a difference too small for its square adds nothing
  if (a.sumOfSquares + b.sumOfSquares === 0 || !(Math.abs(delta) < 1)) checkSpread(fn, path, delta);
  const [mean, meanLow] = add(from, multiply(step, divide([b.n, 0], [n, 0])));
  return {
    kind: "moments",
    n,
    nMissing,
    mean: mean + 0,
    meanLow: meanLow + 0,
    sumOfSquares: a.sumOfSquares + b.sumOfSquares + delta * delta * ((a.n / n) * b.n),
  };
}

/** A sound copy of a summary, which may come from JSON that somebody else wrote; refuses what is none. */
export function soundMoments(fn: string, path: string, value: Moments): Moments {
  checkObject(fn, path, value);
  if (value.kind !== "moments") reject(fn, path, "be moments, as moments() makes them", value);
  const { n, nMissing, mean, meanLow, sumOfSquares } = value;
  checkCount(fn, `${path}.n`, n);
  checkCount(fn, `${path}.nMissing`, nMissing);
  checkTotal(fn, path, n + nMissing);
  if (n === 0 && mean !== null) reject(fn, `${path}.mean`, "be null without a value", mean);
  if (n > 0) checkFinite(fn, `${path}.mean`, mean);
  checkFinite(fn, `${path}.meanLow`, meanLow);
  if (Math.abs(meanLow) > Math.abs(mean ?? 0) * Number.EPSILON) {
    reject(fn, `${path}.meanLow`, "be below the last digit of the mean", meanLow);
  }
  checkAtLeast(fn, `${path}.sumOfSquares`, sumOfSquares, 0);
  if (n < 2 && sumOfSquares > 0)
    reject(fn, `${path}.sumOfSquares`, "be 0, as fewer than two values do not vary", sumOfSquares);
  return {
    kind: "moments",
    n: n + 0,
    nMissing: nMissing + 0,
    mean: mean === null ? null : mean + 0,
    meanLow: meanLow + 0,
    sumOfSquares: sumOfSquares + 0,
  };
}

/** Whether a spread is no more than rounding beside the mean: values such as 0.3 and 0.1 + 0.2 are equal. */
export function isRounding(standardDeviation: number, mean: number): boolean {
  return standardDeviation <= 10 * Number.EPSILON * Math.abs(mean);
}
