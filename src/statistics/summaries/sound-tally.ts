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
  const levels = levelsOf(scale);
  const counts = soundNumbers(fn, `${path}.counts`, value.counts, levels, checkCount);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (n !== total) reject(fn, `${path}.n`, `be the sum of the counts (${total})`, n);
  checkTotal(fn, path, n + nMissing);
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
