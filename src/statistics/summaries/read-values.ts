import { checkSameLength, checkSequence, checkWeight, reject } from "../../core/checks";

/** Any sequence of numbers; `null`, `undefined` and holes are missing. */
export type Values = ArrayLike<number | null | undefined> | Iterable<number | null | undefined>;

/** The numbers of a sample with their weights, missing values left out and counted. */
export interface ReadValues {
  readonly numbers: readonly number[];
  /** One a number, above 0; `null` when unweighted. */
  readonly weights: readonly number[] | null;
  readonly nMissing: number;
}

/** Reads a sample once; a value with weight 0 is outside of it. O(n) time and memory. */
export function readValues(
  fn: string,
  path: string,
  values: Values,
  weights: ArrayLike<number> | undefined = undefined,
): ReadValues {
  checkSequence(fn, path, values);
  const list = indexed(values);
  const given = weights === undefined ? null : readWeights(fn, weights, path, list.length);
  const numbers: number[] = [];
  const kept: number[] | null = given && [];
  let nMissing = 0;
  for (let i = 0; i < list.length; i++) {
    const value = list[i];
    const weight = given === null ? 1 : given[i]!;
    if (value === null || value === undefined) {
      nMissing += Math.sign(weight);
      continue;
    }
    if (typeof value !== "number" || !Number.isFinite(value)) {
      reject(fn, `${path}.${i}`, "be a finite number, null or undefined", value);
    }
    if (weight === 0) continue;
    numbers.push(value);
    kept?.push(weight);
  }
  return { numbers, weights: kept, nMissing };
}

/** Checks survey weights, of which there is one for each element of the argument called `of`. */
export function readWeights(fn: string, weights: ArrayLike<number>, of: string, length: number): ArrayLike<number> {
  checkSequence(fn, "weights", weights);
  const list = indexed(weights);
  checkSameLength(fn, "weights", list.length, length, of);
  for (let i = 0; i < list.length; i++) checkWeight(fn, i, list[i]);
  return list as ArrayLike<number>;
}

/** Arrays and typed arrays as they are, since a copy of a typed one costs more than all that follows. */
export function indexed(values: Iterable<unknown>): ArrayLike<unknown> {
  return Array.isArray(values) || ArrayBuffer.isView(values) ? (values as unknown as ArrayLike<unknown>) : [...values];
}
