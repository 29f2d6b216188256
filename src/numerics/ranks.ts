/** Ranks of values, and how many share each of them. */
export interface Ranks {
  /** Rank of each value, from 1 for the smallest; equal values share the mean of the ranks that they occupy. */
  readonly ranks: Float64Array;
  /** How many values share each distinct value, in ascending order of value: all 1 without ties. */
  readonly tieSizes: Float64Array;
}

/**
 * Ranks with mid-ranks for ties.
 *
 * @remarks `-0` and `0` are equal. Tie sizes t give the corrections of rank tests, such as the sum of t^3 - t.
 * O(n log n) time, O(n) memory.
 *
 * @param values - Finite numbers; length n >= 0. Not changed.
 * @returns n ranks, whose sum is n (n + 1) / 2 exactly below n = 9e7, and the sizes of the groups of equal values.
 */
export function ranks(values: ArrayLike<number>): Ranks {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const distinct = new Float64Array(n);
  const midRanks = new Float64Array(n);
  const sizes = new Float64Array(n);
  let groups = 0;
  for (let start = 0; start < n; ) {
    const value = sorted[start] as number;
    let end = start + 1;
    while (end < n && sorted[end] === value) end++;
    distinct[groups] = value;
    midRanks[groups] = (start + end + 1) / 2;
    sizes[groups] = end - start;
    groups++;
    start = end;
  }
  const result = new Float64Array(n);
  for (let i = 0; i < n; i++) result[i] = midRanks[indexOf(distinct, groups, values[i] as number)] as number;
  return { ranks: result, tieSizes: sizes.slice(0, groups) };
}

/** Where `value` stands among the first `length` ascending distinct values, of which it is one. */
function indexOf(distinct: Float64Array, length: number, value: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((distinct[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
