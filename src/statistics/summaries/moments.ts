import { checkNoOthers, checkObject, reject } from "../../core/checks";
import { add, type DoubleDouble, divide, sumError } from "../../numerics/double-double";
import { compensatedSum } from "../../numerics/simple-statistics";
import { type ReadValues, readValues, type Values } from "./read-values";

/**
 * Number, mean, spread and skewness of any quantity of numbers: all that means and their comparisons need to know.
 *
 * @remarks JSON-safe and mergeable. The mean is the sum of two doubles, `mean + meanLow`, so that merging keeps the
 * spread of data far from 0. Moments of nothing are legal, neutral, and neither weighted nor not.
 */
export interface Moments {
  readonly kind: "moments";
  /** Values; with weights, those whose weight is above 0. */
  readonly n: number;
  readonly nMissing: number;
  /** Weighted where there are weights; `null` when there is no value. */
  readonly mean: number | null;
  /** What `mean` lacks of the exact mean. */
  readonly meanLow: number;
  /** Sum of squared deviations from the mean, each times its weight. */
  readonly sumOfSquares: number;
  /** The same of cubed deviations, for skewness; `null` where unknown, or beyond 1e300. */
  readonly sumOfCubes: number | null;
  /** `null` when unweighted. */
  readonly sumOfWeights: number | null;
  /** The values weighted by the squares of their weights, for the error of the mean; `null` when unweighted. */
  readonly squaredWeights: WeightedSums | null;
}

/** Mean and spread of weighted numbers. */
export interface WeightedSums {
  /** Sum of the weights. */
  readonly sum: number;
  readonly mean: number;
  /** What `mean` lacks of the exact mean. */
  readonly meanLow: number;
  /** Sum of squared deviations from this mean, each times its weight. */
  readonly sumOfSquares: number;
}

/** Options of {@link moments}. */
export interface MomentsOptions {
  /**
   * Survey weights, 0 or in [1e-100, 1e100], one a value; a value with weight 0 is outside of the sample.
   * @defaultValue every value counts the same
   */
  readonly weights?: ArrayLike<number> | undefined;
}

/**
 * Summarises numbers for a mean.
 *
 * @remarks Two passes: the mean as two doubles by compensated summation, then the deviations from it. With weights
 * $$m = \frac{\sum w y}{\sum w}, \quad \sum w (y - m)^2, \quad \sum w (y - m)^3$$ and the first two with $w^2$ for
 * $w$, from which the linearised error of the mean follows also after merging. O(n) time and memory.
 *
 * @param values - Finite numbers; length n >= 0; `null`, `undefined` and holes are missing.
 * @param options - See {@link MomentsOptions}.
 * @returns The summary; with `mean: null` when there is no value.
 * @throws A {@link StatsError}: `invalid-input` on a value that is not a finite number, values that spread by less than
 * 1e-145 or more than 1e150, alone or times their weights, or a weight that is missing or negative.
 * @see Chan, Golub and LeVeque (1983), The American Statistician 37(3), 242-247, doi:10.2307/2683386 (not read)
 *
 * @example
 * ```ts
 * const { n, mean, sumOfSquares } = moments([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
 * [n, mean, sumOfSquares]; //=> [4, 1000000010, 90]
 * moments([2, 4], { weights: [3, 1] }).mean; //=> 2.5
 * ```
 */
export function moments(values: Values, options: MomentsOptions = {}): Moments {
  checkObject("moments", "options", options);
  const { weights, ...others } = options;
  checkNoOthers("moments", others);
  return momentsOf("moments", "values", values, weights);
}

/** {@link moments} for a function whose name and argument its errors carry. */
export function momentsOf(fn: string, path: string, values: Values, weights?: ArrayLike<number> | undefined): Moments {
  return summarise(fn, path, readValues(fn, path, values, weights));
}

/** Moments of no value; so many were missing. */
export function emptyMoments(nMissing: number): Moments {
  return {
    kind: "moments",
    n: 0,
    nMissing,
    mean: null,
    meanLow: 0,
    sumOfSquares: 0,
    sumOfCubes: 0,
    sumOfWeights: null,
    squaredWeights: null,
  };
}

function summarise(fn: string, path: string, { numbers, weights, nMissing }: ReadValues): Moments {
  if (numbers.length === 0) return emptyMoments(nMissing);
  const { sum, ...own } = weights === null ? plainSums(fn, path, numbers) : weightedSums(fn, path, numbers, weights);
  return {
    kind: "moments",
    n: numbers.length,
    nMissing,
    ...own,
    sumOfWeights: weights && sum,
    squaredWeights: weights && squaredSums(fn, path, numbers, weights),
  };
}

/** The same with the cubes; `null` where they are unknown. */
export interface CubedSums extends WeightedSums {
  readonly sumOfCubes: number | null;
}

function plainSums(fn: string, path: string, numbers: readonly number[]): CubedSums {
  const n = numbers.length;
  // rounding in the mean must not look like spread
  if (numbers.every((value) => value === numbers[0])) {
    return { sum: n, mean: numbers[0]! + 0, meanLow: 0, sumOfSquares: 0, sumOfCubes: 0 };
  }
  const [mean, meanLow] = divide(sumOf(numbers), [n, 0]);
  const deviations = deviationsFrom(numbers, mean, meanLow);
  checkSpread(fn, path, widest(deviations));
  return { sum: n, mean: mean + 0, meanLow: meanLow + 0, ...powerSums(deviations, deviations) };
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

function squaredSums(fn: string, path: string, numbers: readonly number[], weights: readonly number[]): WeightedSums {
  const squares = weights.map((weight) => weight * weight);
  const { sum, mean, meanLow, sumOfSquares } = weightedSums(fn, path, numbers, squares);
  return { sum, mean, meanLow, sumOfSquares };
}

/** Mean and spread of numbers of which one has a weight above 0. */
export function weightedSums(
  fn: string,
  path: string,
  numbers: readonly number[],
  weights: readonly number[],
): CubedSums {
  // seen from the heaviest value, the others keep their digits however light they are
  const heaviest = numbers[weights.indexOf(widest(weights))]!;
  const sum = compensatedSum(weights);
  const deviations = deviationsFrom(numbers, heaviest, 0);
  const shift = compensatedSum(deviations.map((deviation, i) => deviation * (weights[i]! / sum)));
  const [mean, meanLow] = add([heaviest, 0], [shift, 0]);
  for (let i = 0; i < deviations.length; i++) deviations[i] = deviations[i]! - shift;
  checkSpread(fn, path, widest(deviations));
  const scaled = deviations.map((deviation, i) => deviation * Math.sqrt(weights[i]!));
  checkSpread(fn, path, widest(scaled), ", times their weights,");
  return { sum, mean: mean + 0, meanLow: meanLow + 0, ...powerSums(deviations, scaled) };
}

/** Sums of squares and cubes of deviations, which are also given times the roots of their weights. */
function powerSums(deviations: Float64Array, scaled: Float64Array): Pick<CubedSums, "sumOfSquares" | "sumOfCubes"> {
  const squares = scaled.map((deviation) => deviation * deviation);
  return {
    sumOfSquares: compensatedSum(squares),
    sumOfCubes: knownCubes(compensatedSum(squares.map((square, i) => square * deviations[i]!))),
  };
}

/** A sum of cubes; `null` where it, or a part of it, is too large to be merged with others. */
export function knownCubes(sumOfCubes: number): number | null {
  return Math.abs(sumOfCubes) <= 1e300 ? sumOfCubes + 0 : null;
}

/** What numbers have beyond a centre of two doubles. */
function deviationsFrom(numbers: readonly number[], high: number, low: number): Float64Array {
  const deviations = new Float64Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) deviations[i] = numbers[i]! - high - low;
  return deviations;
}

/** The largest size among numbers; NaN if one is. */
function widest(numbers: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < numbers.length; i++) most = Math.max(most, Math.abs(numbers[i]!));
  return most;
}

/** Refuses deviations, or differences of means, whose squares a double cannot hold. */
export function checkSpread(fn: string, path: string, size: number, how = ""): void {
  if (size !== 0 && !(Math.abs(size) >= 1e-145 && Math.abs(size) <= 1e150)) {
    reject(fn, path, `spread${how} by 1e-145 to 1e150, so that doubles hold the squares`, size);
  }
}

/** Whether a spread is no more than rounding beside the mean: values such as 0.3 and 0.1 + 0.2 are equal. */
export function isRounding(standardDeviation: number, mean: number): boolean {
  return standardDeviation <= 10 * Number.EPSILON * Math.abs(mean);
}
