import { checkTotal, reject } from "../../core/checks";
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
  // a tally of nothing is neutral: it is neither weighted nor not
  const weighted = (all.find(({ n }) => n > 0) ?? all[0]!).weights !== null;
  all.forEach(({ n, scale: { min, max }, weights }, i) => {
    if (min !== first.scale.min || max !== first.scale.max) {
      const rule = `be ${first.scale.min} to ${first.scale.max} as the first one's is`;
      reject(fn, `tallies.${i}.scale`, rule, `${min} to ${max}`);
    }
    if (n > 0 && (weights !== null) !== weighted) {
      reject(fn, `tallies.${i}`, `be ${weighted ? "weighted" : "unweighted"} as the ones before it are`, first);
    }
  });
  const added = (lists: readonly (readonly number[] | null)[]) =>
    first.counts.map((_, slot) => lists.reduce((sum, list) => sum + (list === null ? 0 : list[slot]!), 0));
  const merged = newTally(
    first.scale,
    added(all.map(({ counts }) => counts)),
    weighted ? added(all.map(({ weights }) => weights)) : null,
    weighted ? added(all.map(({ squaredWeights }) => squaredWeights)) : null,
    all.reduce((sum, { nMissing }) => sum + nMissing, 0),
  );
  checkTotal(fn, "tallies", merged.n + merged.nMissing);
  return merged;
}
