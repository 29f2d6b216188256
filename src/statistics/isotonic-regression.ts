import { checkFinite, checkObject, checkSameLength, reject } from "../core/checks";

/** Options of {@link isotonicRegression}. */
export interface IsotonicOptions {
  /** Positive weights, one a value; the numbers of answers, where values are means. @defaultValue all 1 */
  readonly weights?: ArrayLike<number> | undefined;
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
 * @throws A {@link StatsError}: `invalid-input` on a value that is no finite number or a weight that is not above 0.
 * @see Barlow, Bartholomew, Bremner and Brunk (1972), Statistical Inference under Order Restrictions (not read)
 *
 * @example
 * ```ts
 * isotonicRegression([1, 3, 2, 4]); //=> [1, 2.5, 2.5, 4]
 * isotonicRegression([1, 3, 2], { weights: [1, 3, 1] }); //=> [1, 2.75, 2.75]
 * ```
 */
export function isotonicRegression(values: ArrayLike<number>, options: IsotonicOptions = {}): number[] {
  const fn = "isotonicRegression";
  checkObject(fn, "options", options);
  const { weights } = options;
  checkSequence(fn, "values", values);
  if (weights !== undefined) {
    checkSequence(fn, "weights", weights);
    checkSameLength(fn, "weights", weights.length, values.length, "values");
  }
  const blocks: { mean: number; weight: number; length: number }[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    checkFinite(fn, `values.${i}`, value);
    let block = { mean: value + 0, weight: weightAt(fn, weights, i), length: 1 };
    while (blocks.length > 0 && blocks.at(-1)!.mean > block.mean) {
      const before = blocks.pop()!;
      const weight = before.weight + block.weight;
      const mean = before.mean * (before.weight / weight) + block.mean * (block.weight / weight);
      // rounding must not carry the mean beyond what it is the mean of
      block = {
        mean: Math.min(before.mean, Math.max(block.mean, mean)),
        weight,
        length: before.length + block.length,
      };
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ mean, length }) => new Array<number>(length).fill(mean));
}

function checkSequence(fn: string, path: string, values: unknown): void {
  if (!Array.isArray(values) && !ArrayBuffer.isView(values)) reject(fn, path, "be an array or a typed array", values);
}

function weightAt(fn: string, weights: ArrayLike<number> | undefined, i: number): number {
  if (weights === undefined) return 1;
  const weight: unknown = weights[i];
  if (typeof weight !== "number" || !(weight > 0 && weight <= 1e300)) {
    reject(fn, `weights.${i}`, "be a number above 0 and at most 1e300", weight);
  }
  return weight;
}
