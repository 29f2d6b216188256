import { checkTotal, reject } from "../../core/checks";
import type { Scale } from "../../core/scale";
import { soundTally } from "./sound-tally";
import { newTally, type Tally } from "./tally";

/**
 * Several tallies as one, as if their answers had been counted together.
 *
 * @remarks Exact without weights; with weights, to rounding. Associative and commutative; a tally of nothing changes
 * nothing. O(tallies x levels).
 *
 * @param first - A tally; the scale of the others must be its scale.
 * @param others - Any number of tallies; those with answers are all weighted or all unweighted.
 * @returns A new tally.
 * @throws A {@link StatsError}: `invalid-input` when the scales differ, or weighted and unweighted ones meet.
 *
 * @example
 * ```ts
 * const scale = { min: 1, max: 5 };
 * mergeTallies(tally([5, 4], { scale }), tally([5], { scale })).counts; //=> [0, 0, 0, 1, 2]
 * ```
 */
export function mergeTallies(first: Tally, ...others: readonly Tally[]): Tally {
  const fn = "mergeTallies";
  const all = [first, ...others].map((one, i) => soundTally(fn, `tallies.${i}`, one));
  const weighted = isWeighted(all);
  all.forEach((one, i) => {
    checkSameScale(fn, `tallies.${i}.scale`, one.scale, first.scale);
    checkSameWeighting(fn, `tallies.${i}`, one, weighted);
  });
  const merged = newTally(
    first.scale,
    addLists(all.map(({ counts }) => counts)),
    weighted ? addLists(all.map(({ weights }) => weights)) : null,
    weighted ? addLists(all.map(({ squaredWeights }) => squaredWeights)) : null,
    all.reduce((sum, { nMissing }) => sum + nMissing, 0),
  );
  checkTotal(fn, "tallies", merged.n + merged.nMissing);
  return merged;
}

/** What the rules of merging look at. */
type Mergeable = { readonly n: number; readonly weights: object | null };

/** Whether the whole is weighted; a tally of nothing is neutral: it is neither weighted nor not. */
export function isWeighted(all: readonly Mergeable[]): boolean {
  return (all.find(({ n }) => n > 0) ?? all[0]!).weights !== null;
}

export function checkSameWeighting(fn: string, path: string, one: Mergeable, weighted: boolean): void {
  if (one.n > 0 && (one.weights !== null) !== weighted) {
    reject(fn, path, `be ${weighted ? "weighted" : "unweighted"} as the ones before it are`, one);
  }
}

export function checkSameScale(fn: string, path: string, { min, max }: Scale, first: Scale): void {
  if (min !== first.min || max !== first.max) {
    reject(fn, path, `be ${first.min} to ${first.max} as the first one's is`, `${min} to ${max}`);
  }
}

/** Sums place by place, of lists of which one is not `null`. */
export function addLists(lists: readonly (readonly number[] | null)[]): number[] {
  const { length } = lists.find((list) => list !== null)!;
  return Array.from({ length }, (_, i) => lists.reduce((sum, list) => sum + (list === null ? 0 : list[i]!), 0));
}
