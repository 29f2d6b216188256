import { checkCount, checkObject, checkScale, checkTotal, reject } from "../../core/checks";
import { levelsOf } from "../../core/scale";
import { newTally, type Tally } from "./tally";

/** A sound copy of a tally, which may come from JSON that somebody else wrote; refuses what is none. */
export function soundTally(fn: string, path: string, value: Tally): Tally {
  checkObject(fn, path, value);
  if (value.kind !== "tally") reject(fn, path, "be a tally, as tally() makes it", value);
  const { scale, n, nMissing } = value;
  checkScale(fn, scale, `${path}.scale`);
  checkCount(fn, `${path}.nMissing`, nMissing);
  const sums = soundSums(fn, path, "", value, levelsOf(scale), holdsWeights(value));
  const tallied = newTally(scale, sums.counts, sums.weights, sums.squaredWeights, nMissing);
  if (n !== tallied.n) reject(fn, `${path}.n`, `be the sum of the counts (${tallied.n})`, n);
  checkTotal(fn, path, n + nMissing);
  return tallied;
}

/** What a tally holds for each level. */
interface LevelSums {
  readonly counts: number[];
  readonly weights: number[] | null;
  readonly squaredWeights: number[] | null;
}

/** Whether a tally says that it is weighted. */
export function holdsWeights(lists: { readonly weights: unknown; readonly squaredWeights: unknown }): boolean {
  return lists.weights !== null || lists.squaredWeights !== null;
}

/** Sound copies of the three lists of a tally, or of one row of three tables; `at` is the place of the row. */
export function soundSums(
  fn: string,
  path: string,
  at: string,
  lists: { readonly [K in keyof LevelSums]: unknown },
  levels: number,
  weighted: boolean,
): LevelSums {
  const counts = soundNumbers(fn, `${path}.counts${at}`, lists.counts, levels, checkCount);
  if (!weighted) return { counts, weights: null, squaredWeights: null };
  const weights = soundNumbers(fn, `${path}.weights${at}`, lists.weights, levels, (_, where, sum, slot) => {
    const size = counts[slot]!;
    if (size === 0 ? sum !== 0 : !isWithin(sum, size * 1e-100, size * 1e100)) {
      reject(fn, where, `be the sum of the weights of ${size} answers`, sum);
    }
  });
  const ofSquares = `${path}.squaredWeights${at}`;
  const squaredWeights = soundNumbers(fn, ofSquares, lists.squaredWeights, levels, (_, where, sum, slot) => {
    const [size, weight] = [counts[slot]!, weights[slot]!];
    if (size === 0 ? sum !== 0 : !isWithin(sum, (weight * weight) / size, weight * weight)) {
      reject(fn, where, `be the sum of the squares of ${size} weights that add up to ${weight}`, sum);
    }
  });
  return { counts, weights, squaredWeights };
}

/** Whether a value is a number in [min, max], but for rounding. */
export function isWithin(value: unknown, min: number, max: number): value is number {
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
