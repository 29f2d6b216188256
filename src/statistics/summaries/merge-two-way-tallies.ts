import { checkTotal } from "../../core/checks";
import { addLists, checkSameScale, checkSameWeighting, isWeighted } from "./merge-tallies";
import { soundTwoWayTally } from "./sound-two-way-tally";
import { newTwoWayTally, type TwoWayTally } from "./two-way-tally";

/**
 * Several two-way tallies as one, as if their customers had been counted together.
 *
 * @remarks Exact without weights; with weights, to rounding. Associative and commutative; a tally of nobody changes
 * nothing. O(tallies x pairs of levels).
 *
 * @param first - A two-way tally; the scales of the others must be its scales.
 * @param others - Any number of two-way tallies; those with customers are all weighted or all unweighted.
 * @returns A new two-way tally.
 * @throws A {@link StatsError}: `invalid-input` when scales differ, or weighted and unweighted ones meet.
 *
 * @example
 * ```ts
 * const scales = { rowScale: { min: 1, max: 2 }, columnScale: { min: 1, max: 2 } };
 * const [may, june] = [twoWayTally([1, 2], [1, 2], scales), twoWayTally([2], [2], scales)];
 * mergeTwoWayTallies(may, june).counts; //=> [[1, 0], [0, 2]]
 * ```
 */
export function mergeTwoWayTallies(first: TwoWayTally, ...others: readonly TwoWayTally[]): TwoWayTally {
  const fn = "mergeTwoWayTallies";
  const all = [first, ...others].map((one, i) => soundTwoWayTally(fn, `tallies.${i}`, one));
  const weighted = isWeighted(all);
  all.forEach((one, i) => {
    checkSameScale(fn, `tallies.${i}.rowScale`, one.rowScale, first.rowScale);
    checkSameScale(fn, `tallies.${i}.columnScale`, one.columnScale, first.columnScale);
    checkSameWeighting(fn, `tallies.${i}`, one, weighted);
  });
  const added = (name: "counts" | "weights" | "squaredWeights") =>
    first.counts.map((_, row) => addLists(all.map((one) => one[name]?.[row] ?? null)));
  const sum = (name: "nMissing" | "rowMissing" | "columnMissing") => all.reduce((total, one) => total + one[name], 0);
  const merged = newTwoWayTally(
    first,
    added("counts"),
    weighted ? added("weights") : null,
    weighted ? added("squaredWeights") : null,
    { nMissing: sum("nMissing"), rowMissing: sum("rowMissing"), columnMissing: sum("columnMissing") },
  );
  checkTotal(fn, "tallies", merged.n + merged.nMissing);
  return merged;
}
