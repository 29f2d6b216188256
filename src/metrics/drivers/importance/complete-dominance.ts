import { eliminateBlock } from "../../../numerics/subset-sums";

/** The most drivers whose 2^p models are held in memory and compared. */
export const MOST_DOMINANCE_DRIVERS = 18;

/** Gains closer than this are equal. */
const ROUNDING = 1e-12;

/**
 * R² of every subset of drivers, at the place whose bit j says whether driver j is in it.
 *
 * @remarks 2^p eliminations, O(2^p) memory.
 *
 * @param correlations - Of the drivers and, last, the outcome, (p + 1) x (p + 1) entries row by row.
 */
export function rSquaredOfSubsets(correlations: Float64Array, p: number): Float64Array {
  const width = p + 1;
  const explained = new Float64Array(2 ** p);
  const levels = Array.from({ length: p + 1 }, () => new Float64Array(width * width));
  levels[0]?.set(correlations);
  function visit(size: number, first: number, subset: number): void {
    for (let i = first; i < p; i++) {
      const gain = eliminateBlock(levels[size] as Float64Array, levels[size + 1] as Float64Array, width, i, 1);
      const larger = subset | (1 << i);
      explained[larger] = (explained[subset] as number) + gain;
      visit(size + 1, i + 1, larger);
    }
  }
  visit(0, 0, 0);
  return explained;
}

/**
 * Pairs (j, k) of which j adds at least as much as k to every model without the two, and more to one of them.
 *
 * @remarks At most p (p - 1) / 2 2^(p - 2) comparisons; most pairs are told apart by a few.
 *
 * @param explained - Of every subset of p items, at the place whose bits are the items in it.
 */
export function completeDominance(explained: Float64Array, p: number): [dominant: number, dominated: number][] {
  const found: [number, number][] = [];
  for (let j = 0; j < p; j++) {
    for (let k = j + 1; k < p; k++) {
      const lead = leadOf(explained, 1 << j, 1 << k);
      if (lead !== 0) found.push(lead > 0 ? [j, k] : [k, j]);
    }
  }
  return found;
}

/** 1 where the first item dominates, -1 where the second does, 0 where neither. */
function leadOf(explained: Float64Array, first: number, second: number): number {
  let ahead = false;
  let behind = false;
  for (let subset = 0; subset < explained.length; subset++) {
    if ((subset & (first | second)) !== 0) continue;
    const lead = (explained[subset | first] as number) - (explained[subset | second] as number);
    if (lead > ROUNDING) ahead = true;
    else if (lead < -ROUNDING) behind = true;
    if (ahead && behind) return 0;
  }
  return Number(ahead) - Number(behind);
}
