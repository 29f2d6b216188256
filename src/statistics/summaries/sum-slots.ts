import { checkSequence, checkWeight, reject } from "../../core/checks";

/** What was counted in each slot: how many with a weight above 0, the sum of their weights and of the squares. */
export type SlotSums = readonly [counts: number[], weights: number[], squaredWeights: number[]];

/**
 * Sums survey weights slot by slot.
 *
 * @param path - The argument that the weights belong to.
 * @param answers - Its elements.
 * @param slotAt - Which of the `size` slots the answer at an index belongs to; called once for each, in order.
 */
export function sumSlots(
  fn: string,
  path: string,
  { length }: ArrayLike<unknown>,
  slotAt: (index: number) => number,
  size: number,
  weights: ArrayLike<number>,
): SlotSums {
  checkSequence(fn, "weights", weights);
  const given = [...weights];
  if (given.length !== length) reject(fn, "weights", `have the length of ${path} (${length})`, given.length);
  const zeros = () => new Array<number>(size).fill(0);
  const sums = [zeros(), zeros(), zeros()] as const;
  given.forEach((weight, i) => {
    const slot = slotAt(i);
    checkWeight(fn, i, weight);
    sums[0][slot]! += Math.sign(weight);
    sums[1][slot]! += weight;
    sums[2][slot]! += weight * weight;
  });
  return sums;
}
