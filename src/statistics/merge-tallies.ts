import { checkTotal, reject } from "../core/checks";
import { soundTally } from "./sound-tally";
import { newTally, type Tally } from "./tally";

/**
 * Several tallies as one, as if their answers had been counted together.
 *
 * @remarks Exact without weights; with weights, to rounding. Associative and commutative. O(tallies x levels).
 *
 * @param first - A tally; the scale of the others must be its scale.
 * @param others - Any number of tallies, all weighted or all unweighted like the first.
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
  const all = [first, ...others].map((one, i) => {
    const path = `tallies.${i}`;
    const sound = soundTally(fn, path, one);
    const { min, max } = sound.scale;
    if (min !== first.scale.min || max !== first.scale.max) {
      const rule = `be ${first.scale.min} to ${first.scale.max} as the first one's is`;
      reject(fn, `${path}.scale`, rule, `${min} to ${max}`);
    }
    if ((sound.weights === null) !== (first.weights === null)) {
      reject(fn, path, `be ${first.weights === null ? "unweighted" : "weighted"} as the first one is`, one);
    }
    return sound;
  });
  const added = (lists: (readonly number[])[]) =>
    first.counts.map((_, slot) => lists.reduce((sum, list) => sum + list[slot]!, 0));
  const weighted = first.weights !== null;
  const merged = newTally(
    first.scale,
    added(all.map((one) => one.counts)),
    weighted ? added(all.map((one) => one.weights!)) : null,
    weighted ? added(all.map((one) => one.squaredWeights!)) : null,
    all.reduce((sum, one) => sum + one.nMissing, 0),
  );
  checkTotal(fn, "tallies", merged.n + merged.nMissing);
  return merged;
}
