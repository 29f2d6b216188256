import { eliminateBlock } from "../../../numerics/subset-sums";
import { shapleyShares } from "./shapley-shares";

/**
 * A function that shares R² out in two steps: among groups of drivers, and of each group's share among its drivers.
 *
 * @remarks Owen's values: the gain of a driver, averaged over the orders of adding all drivers in which no group is
 * interrupted. A driver that is a group of its own has its share among the groups. For each other group, a walk over the
 * subsets of the rest, and at each of them the Shapley shares, among the group's drivers, of what is left to explain.
 *
 * @param groups - The drivers of each group; every driver is in one.
 * @returns Takes correlations of the drivers and, last, the outcome, row by row; gives one share a driver.
 * @see Owen (1977), in Mathematical Economics and Game Theory, 76-88, doi:10.1007/978-3-642-45494-3_7 (not read)
 */
export function owenShares(groups: readonly (readonly number[])[]): (correlations: Float64Array) => Float64Array {
  // single drivers last, where walks over subsets are cheapest
  const sorted = [...groups].sort((a, b) => b.length - a.length);
  const several = sorted.filter((group) => group.length > 1);
  const single = sorted.filter((group) => group.length === 1);
  const order = sorted.flat();
  const amongGroups = single.length > 0 ? shapleyShares(sorted.map((group) => group.length)) : null;
  const inGroups = several.map((group) => {
    const others = sorted.filter((other) => other !== group);
    return { group, order: [...others.flat(), ...group], share: groupWalk(others, group.length) };
  });
  return (correlations) => {
    const shares = new Float64Array(order.length);
    const ofGroups = amongGroups?.(reordered(correlations, order)).shares;
    single.forEach(([driver], s) => {
      shares[driver as number] = ofGroups?.[several.length + s] as number;
    });
    for (const { group, order: ownLast, share } of inGroups) {
      const own = share(reordered(correlations, ownLast));
      group.forEach((driver, i) => {
        shares[driver] = own[i] as number;
      });
    }
    return shares;
  };
}

/** How many subsets of drivers {@link owenShares} looks at. */
export function owenSubsets(sizes: readonly number[]): number {
  const m = sizes.length;
  const several = sizes.filter((size) => size > 1);
  return several.reduce((sum, size) => sum + 2 ** (m - 1 + size), several.length < m ? 2 ** m : 0);
}

/** The shares of the drivers of a group, averaged over the subsets of other groups that may come before it. */
function groupWalk(others: readonly (readonly number[])[], own: number): (correlations: Float64Array) => Float64Array {
  const m = others.length;
  const starts = others.map((_, g) => others.slice(0, g).flat().length);
  const start = others.flat().length;
  const width = start + own + 1;
  const levels = Array.from({ length: m + 1 }, () => new Float64Array(width * width));
  const block = new Float64Array((own + 1) ** 2);
  const sharesOf = shapleyShares(new Array<number>(own).fill(1));
  const weights = orderWeights(m);
  const shares = new Float64Array(own);

  function visit(size: number, first: number): void {
    const matrix = levels[size] as Float64Array;
    copyCorner(matrix, width, start, block);
    const found = sharesOf(block).shares;
    const weight = weights[size] as number;
    for (let i = 0; i < own; i++) shares[i] = (shares[i] as number) + weight * (found[i] as number);
    for (let g = first; g < m; g++) {
      const next = levels[size + 1] as Float64Array;
      eliminateBlock(matrix, next, width, starts[g] as number, (others[g] as readonly number[]).length);
      visit(size + 1, g + 1);
    }
  }

  return (correlations) => {
    (levels[0] as Float64Array).set(correlations);
    shares.fill(0);
    visit(0, 0);
    return shares;
  };
}

/** Of the orders of m + 1 groups, the part in which just these k of m others come before the remaining one. */
function orderWeights(m: number): number[] {
  let subsets = 1;
  return Array.from({ length: m + 1 }, (_, k) => {
    const weight = 1 / (subsets * (m + 1));
    subsets = (subsets * (m - k)) / (k + 1);
    return weight;
  });
}

/** Correlations with the drivers in another order; the outcome stays last. */
function reordered(correlations: Float64Array, order: readonly number[]): Float64Array {
  const places = [...order, order.length];
  const width = places.length;
  return correlations.map((_, at) => {
    const [i, j] = [Math.floor(at / width), at % width];
    return correlations[(places[i] as number) * width + (places[j] as number)] as number;
  });
}

/** The upper triangle of the last rows and columns, as a matrix of its own. */
function copyCorner(matrix: Float64Array, width: number, from: number, corner: Float64Array): void {
  const size = width - from;
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) corner[i * size + j] = matrix[(from + i) * width + from + j] as number;
  }
}
