import {
  checkCount,
  checkNoOthers,
  checkSameLength,
  checkSequence,
  checkTotal,
  checkWeight,
  reject,
} from "../../core/checks";

/** What the weights of rows mean. */
export type WeightKind = "weights" | "precisionWeights" | "frequencies";

/** One number a row; at most one kind of them may be given. */
export interface RowWeightsOptions {
  /**
   * Survey weights, 0 or in [1e-100, 1e100]: how many of the population a row stands for. Errors are linearised.
   * @defaultValue every row counts the same
   */
  readonly weights?: ArrayLike<number> | undefined;
  /**
   * Precision weights, 0 or in [1e-100, 1e100]: the variance of a row's outcome is inverse to its weight, as in R's
   * `lm(weights =)`.
   * @defaultValue every row has the same variance
   */
  readonly precisionWeights?: ArrayLike<number> | undefined;
  /**
   * How many cases a row holds, integers >= 0: the same as repeating it.
   * @defaultValue every row is one case
   */
  readonly frequencies?: ArrayLike<number> | undefined;
}

/** Weights of rows and what they mean. */
export interface RowWeights {
  readonly kind: WeightKind;
  readonly values: Float64Array;
}

const KINDS: readonly WeightKind[] = ["weights", "precisionWeights", "frequencies"];

/** Checks the weights that were given, which are as long as the column called `of`; `null` where none were. */
export function rowWeights(
  fn: string,
  options: RowWeightsOptions,
  kinds: readonly WeightKind[],
  length: number,
  of = "outcome",
): RowWeights | null {
  const { weights, precisionWeights, frequencies, ...others } = options;
  checkNoOthers(fn, others);
  const byKind = { weights, precisionWeights, frequencies };
  const given = KINDS.filter((kind) => byKind[kind] !== undefined);
  const kind = given[0];
  if (kind === undefined) return null;
  if (given.length > 1) reject(fn, given[1] as string, `be absent where ${kind} are given`, byKind[given[1]!]);
  if (!kinds.includes(kind)) reject(fn, kind, "be absent: this model does not know them", byKind[kind]);
  checkSequence(fn, kind, byKind[kind]);
  const values = [...(byKind[kind] as Iterable<unknown>)];
  checkSameLength(fn, kind, values.length, length, of);
  values.forEach((value, i) => {
    if (kind === "frequencies") checkCount(fn, `${kind}.${i}`, value);
    else checkWeight(fn, i, value, kind);
  });
  const numbers = Float64Array.from(values as number[]);
  if (kind === "frequencies")
    checkTotal(
      fn,
      kind,
      numbers.reduce((total, value) => total + value, 0),
    );
  return { kind, values: numbers };
}
