import { levelsOf, type Scale } from "../../../core/scale";
import { netOf, RECOMMEND_SCALE, type Score } from "../../../statistics/estimates/trinomial";
import { newTally, type Tally } from "../../../statistics/summaries/tally";
import type { TwoWayTally } from "../../../statistics/summaries/two-way-tally";
import { effectiveN, kishN, linearisedVariance, totalWeight } from "../../../statistics/summaries/weighted-tally";

/** The groups that a Net Promoter Score nets, by the names that its result has for them. */
export type NpsGroupName = "promoters" | "passives" | "detractors";

/** Customers who were in one group and are now in another, or still in the same. */
export interface NpsMovement {
  readonly from: NpsGroupName;
  readonly to: NpsGroupName;
  readonly count: number;
  /** Of all customers with both answers; weighted where they are. */
  readonly share: number;
}

/** What the same customers answered twice, 0-10 both times, as separate tallies. */
export interface NpsChanges {
  readonly before: Tally;
  readonly after: Tally;
  /** The answers as -1, 0 and 1, and by how much that changed: -2 to 2. */
  readonly nets: { readonly before: Tally; readonly after: Tally; readonly changes: Tally };
  /** From and to promoters, passives and detractors, in this order. */
  readonly movements: readonly NpsMovement[];
}

const GROUPS: readonly NpsGroupName[] = ["promoters", "passives", "detractors"];

const NETS: Scale = { min: -1, max: 1 };

/** Sorts customers by their two answers; at least one customer gave both. */
export function npsChanges(pairs: TwoWayTally): NpsChanges {
  const moved = regrouped(pairs, { min: 1, max: 9 }, (from, to) => 3 * (1 - netOf(from)) + 1 - netOf(to));
  const total = totalWeight(moved);
  const held = moved.weights ?? moved.counts;
  return {
    before: regrouped(pairs, RECOMMEND_SCALE, (from) => from),
    after: regrouped(pairs, RECOMMEND_SCALE, (_, to) => to),
    nets: {
      before: regrouped(pairs, NETS, (from) => netOf(from) + 1),
      after: regrouped(pairs, NETS, (_, to) => netOf(to) + 1),
      changes: regrouped(pairs, { min: -2, max: 2 }, (from, to) => netOf(to) - netOf(from) + 2),
    },
    movements: moved.counts.map((count, i) => ({
      from: GROUPS[Math.floor(i / 3)]!,
      to: GROUPS[i % 3]!,
      count,
      share: held[i]! / total,
    })),
  };
}

/** The tally of what each pair of answers counts as: a slot of another scale. */
function regrouped(pairs: TwoWayTally, scale: Scale, slotOf: (from: number, to: number) => number): Tally {
  const collected = (table: readonly (readonly number[])[]) => {
    const slots = new Array<number>(levelsOf(scale)).fill(0);
    table.forEach((row, from) => {
      row.forEach((held, to) => {
        slots[slotOf(from, to)]! += held;
      });
    });
    return slots;
  };
  const { counts, weights, squaredWeights, nMissing } = pairs;
  return newTally(
    scale,
    collected(counts),
    weights && collected(weights),
    squaredWeights && collected(squaredWeights),
    nMissing,
  );
}

/** The mean change of a score. */
export interface MeanChange {
  /** In points, with its plug-in error. */
  readonly plain: Score;
  /** With the three customers that the adjusted interval adds. */
  readonly adjusted: Score;
  /** How many customers changed by -2 to 2, effective numbers if they are weighted. */
  readonly held: readonly number[];
}

/** The mean of the changes of -2 to 2 that customers made. */
export function meanChange(changes: Tally): MeanChange {
  const { n, counts, weights } = changes;
  const { total, mean, spread } = spreadOf(weights ?? counts);
  const variance = weights === null ? spread / n : linearisedVariance(changes, (change) => change, mean);
  const size = weights === null ? n : effectiveN(kishN(changes), spread, variance);
  const held = weights === null ? counts : weights.map((weight) => (weight / total) * size);
  // two independent answers of one promoter, two passives and one detractor in four, times three
  const added = spreadOf(held.map((customers, slot) => customers + [3, 12, 18, 12, 3][slot]! / 16));
  return {
    plain: { estimate: 100 * mean, standardError: 100 * Math.sqrt(variance) },
    adjusted: { estimate: 100 * added.mean, standardError: 100 * Math.sqrt(added.spread / added.total) },
    held,
  };
}

/** Mean and variance of changes of -2 to 2 that are held so often. */
function spreadOf(held: readonly number[]) {
  const sum = (of: (change: number) => number) => held.reduce((total, times, slot) => total + times * of(slot - 2), 0);
  const total = sum(() => 1);
  const mean = sum((change) => change) / total;
  return { total, mean, spread: sum((change) => (change - mean) ** 2) / total };
}
