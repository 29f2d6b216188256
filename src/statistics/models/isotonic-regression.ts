import { checkFinite, checkNoOthers, checkObject, checkSameLength, checkSequence, reject } from "../../core/checks";

/** Options of {@link isotonicRegression}. */
export interface IsotonicOptions {
  /** Above 0, one a value; the numbers of answers, where values are means. @defaultValue all 1 */
  readonly precisionWeights?: ArrayLike<number> | undefined;
}

/**
 * Isotonic regression: the non-decreasing sequence that is nearest to the values.
 *
 * @remarks Minimises $$\sum w_i (y_i - f_i)^2 \quad f_1 \le f_2 \le \dots$$ by pooling adjacent violators: each stretch
 * that decreases becomes its weighted mean. O(n) time and memory.
 *
 * @param values - Finite numbers in the order of what they depend on; length n >= 0.
 * @param options - See {@link IsotonicOptions}.
 * @returns n fitted values, non-decreasing, with the same weighted mean.
 * @throws A {@link StatsError}: `invalid-input` on a value that is not a finite number or a weight that is not above 0.
 * @see Barlow, Bartholomew, Bremner and Brunk (1972), Statistical Inference under Order Restrictions (not read)
 *
 * @example
 * ```ts
 * isotonicRegression([1, 3, 2, 4]); //=> [1, 2.5, 2.5, 4]
 * isotonicRegression([1, 3, 2], { precisionWeights: [1, 3, 1] }); //=> [1, 2.75, 2.75]
 * ```
 */
export function isotonicRegression(values: ArrayLike<number>, options: IsotonicOptions = {}): number[] {
  const fn = "isotonicRegression";
  checkObject(fn, "options", options);
  const { precisionWeights, ...others } = options;
  checkNoOthers(fn, others);
  checkSequence(fn, "values", values);
  const sequence = Array.from<number>(values);
  const given = precisionWeights === undefined ? null : weightsOf(fn, precisionWeights, sequence.length);
  const blocks: { mean: number; weight: number; length: number }[] = [];
  sequence.forEach((value, i) => {
    checkFinite(fn, `values.${i}`, value);
    let block = { mean: value + 0, weight: given === null ? 1 : given[i]!, length: 1 };
    while (blocks.length > 0 && blocks.at(-1)!.mean > block.mean) {
      const before = blocks.pop()!;
      const weight = before.weight + block.weight;
      // half the way twice, since the whole may be beyond the doubles
      const half = (block.mean / 2 - before.mean / 2) * (block.weight / weight);
      block = { mean: before.mean + half + half, weight, length: before.length + block.length };
    }
    blocks.push(block);
  });
  return blocks.flatMap(({ mean, length }) => new Array<number>(length).fill(mean));
}

function weightsOf(fn: string, weights: ArrayLike<number>, length: number): number[] {
  checkSequence(fn, "precisionWeights", weights);
  const sequence = Array.from<number>(weights);
  checkSameLength(fn, "precisionWeights", sequence.length, length, "values");
  sequence.forEach((weight, i) => {
    if (typeof weight !== "number" || !(weight > 0 && weight < Infinity)) {
      reject(fn, `precisionWeights.${i}`, "be a finite number > 0", weight);
    }
  });
  // relative to the largest, so that their sums are doubles too
  const largest = sequence.reduce((most, weight) => Math.max(most, weight), 0);
  return sequence.map((weight) => Math.max(weight / largest, Number.MIN_VALUE));
}
