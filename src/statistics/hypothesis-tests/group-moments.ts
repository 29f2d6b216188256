import { checkTotal, refuse, reject } from "../../core/checks";
import { add, type DoubleDouble, divide, multiply } from "../../numerics/double-double";
import { type MeanArm, momentsOfArm } from "../summaries/mean-arm";
import { checkSpread, isRounding } from "../summaries/moments";
import { namedGroups } from "./named-groups";

/** A group of an analysis of variance; `N` are the names of all groups. */
export interface MeanGroup<N extends string = string> {
  readonly name: N;
  readonly n: number;
  readonly nMissing: number;
  readonly mean: number;
  /** With divisor n - 1; `null` for a single value. */
  readonly standardDeviation: number | null;
}

/** Groups as analyses of variance reckon with them. */
export interface GroupMoments<N extends string = string> {
  readonly groups: readonly MeanGroup<N>[];
  /** Means in twice the precision. */
  readonly means: readonly DoubleDouble[];
  /** Squared deviations from the group's own mean; 0 where they are no more than rounding. */
  readonly squares: readonly number[];
  readonly n: number;
  readonly nMissing: number;
}

/** Reads groups of numbers, of which each has at least so many. */
export function groupMoments<G extends { readonly [K in keyof G]: MeanArm }>(
  fn: string,
  groups: G,
  least: number,
): GroupMoments<keyof G & string> {
  const summaries = namedGroups(fn, groups).map(({ name, path, answers }) => {
    const summary = momentsOfArm(fn, path, answers);
    if (summary.sumOfWeights !== null) {
      reject(fn, `${path}.sumOfWeights`, "be null, as analyses of variance take no weights", summary.sumOfWeights);
    }
    const values = least === 1 ? "at least one value" : "at least two values";
    if (summary.n < least) {
      refuse("insufficient-data", fn, path, `must hold ${values}, received ${summary.n || "none"}`);
    }
    return { name, ...summary, mean: summary.mean! };
  });
  const n = summaries.reduce((sum, summary) => sum + summary.n, 0);
  const nMissing = summaries.reduce((sum, summary) => sum + summary.nMissing, 0);
  checkTotal(fn, "groups", n + nMissing);
  const deviations = summaries.map((own) => (own.n > 1 ? Math.sqrt(own.sumOfSquares / (own.n - 1)) : null));
  return {
    groups: summaries.map((own, i) => ({
      name: own.name,
      n: own.n,
      nMissing: own.nMissing,
      mean: own.mean,
      standardDeviation: deviations[i]!,
    })),
    means: summaries.map(({ mean, meanLow }) => [mean, meanLow]),
    squares: summaries.map(({ sumOfSquares, mean }, i) => (isRounding(deviations[i] ?? 0, mean) ? 0 : sumOfSquares)),
    n,
    nMissing,
  };
}

/**
 * How far each group's mean lies from the mean of all, weighted, in twice the precision: groups near 1e9 that differ by
 * 1 keep all digits.
 *
 * @param weights - One a group, above 0.
 */
export function distancesFromMean(
  fn: string,
  { means, squares }: Pick<GroupMoments, "means" | "squares">,
  weights: readonly number[],
): number[] {
  const first = means[0]!;
  const shifts = means.map(([high, low]) => add([high, low], [-first[0], -first[1]]));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shift = shifts.reduce<DoubleDouble>(
    (sum, own, i) => add(sum, multiply(own, divide([weights[i]!, 0], [total, 0]))),
    [0, 0],
  );
  const varies = squares.some((own) => own > 0);
  return shifts.map((own) => {
    const [high, low] = add(own, [-shift[0], -shift[1]]);
    // a difference too small for its square is nothing beside a spread within groups
    if (!varies || !(Math.abs(high) < 1)) checkSpread(fn, "groups", high);
    return high + low;
  });
}

/** Whether the groups' means differ by no more than rounding. */
export function areTogether(groups: readonly MeanGroup[]): boolean {
  const largest = groups.reduce((most, { mean }) => Math.max(most, Math.abs(mean)), 0);
  return groups.every(({ mean }) => isRounding(Math.abs(mean - groups[0]!.mean), largest));
}

/** Refuses sums of squares, and ratios of them, beyond the doubles. */
export function checkSquares(fn: string, value: number): void {
  if (!(value < Infinity)) reject(fn, "groups", "spread less, or differ less beside their spread", value);
}
