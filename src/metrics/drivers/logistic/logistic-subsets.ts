import { maximise } from "../../../numerics/newton";
import { settled } from "../../../statistics/models/likelihood-fit";
import { type BinaryRows, logisticLikelihood } from "../../../statistics/models/logistic-likelihood";
import { independentPart } from "./independent-part";
import { at, oneGroup, type RowGroups, splitGroups, sumsIn } from "./row-groups";

/** The fits of a subset of the columns. */
interface Subset {
  /** Rows that are equal in these columns and in the outcome. */
  readonly groups: RowGroups;
  /** The columns at the groups, made orthogonal, the constant one first. */
  readonly basis: readonly Float64Array[];
  /** Log-likelihoods, by sample. */
  readonly values: readonly number[];
  /** Where that of the rows themselves is reached, in coordinates of the basis. */
  readonly point: Float64Array;
}

/** Far more than a likelihood without a maximum has needed to come within rounding of its limit. */
const MOST_STEPS = 1000;

/**
 * McFadden's R² of the logistic regressions on every subset of some columns, or its limit where columns separate.
 *
 * @remarks A tree: each subset is fitted after the one without its last column, from whose coefficients it starts, and
 * in its columns, made orthogonal, plus what is new in the last one. A column that brings nothing new is not fitted. A
 * fit sees rows that are equal in its own columns as one, of which ratings leave few. Samples of the rows are fitted
 * where the tree is, from the coefficients of all rows. O(2^p n p^2) time a sample at most, some five passes a fit.
 *
 * @param fn - The public function that was called, for messages.
 * @param rows - Columns with a mean of 0 and a mean square of 1, or of zeros; both outcomes occur.
 * @param samples - How often each row is in other samples, 0 or more; both outcomes occur in each.
 * @returns For the rows themselves, then for each sample, 2^p numbers; bit j of a subset's place is column j.
 */
export function mcFaddenOfSubsets(
  fn: string,
  { columns, outcome, counts }: BinaryRows,
  samples: readonly Float64Array[] = [],
): Float64Array[] {
  const p = columns.length;
  const all = [counts, ...samples];
  const logLikelihoods = all.map(() => new Float64Array(2 ** p));

  function fitted(groups: RowGroups, basis: readonly Float64Array[], start: Float64Array): Subset {
    const outcomes = at(groups.firsts, outcome);
    const none = new Uint8Array(outcomes.length);
    let point = start;
    const values = all.map((sample, k) => {
      const likelihood = logisticLikelihood({ columns: basis, outcome: outcomes, counts: sumsIn(groups, sample) });
      const maximum = settled(fn, maximise(likelihood.without(none), point, MOST_STEPS, true));
      if (k === 0) point = maximum.point;
      return maximum.at.value;
    });
    return { groups, basis, values, point };
  }

  function visit(members: number, next: number, subset: Subset): void {
    subset.values.forEach((value, k) => {
      (logLikelihoods[k] as Float64Array)[members] = value;
    });
    for (let j = next; j < p; j++) {
      const column = columns[j] as Float64Array;
      const groups = splitGroups(subset.groups, column);
      const basis = subset.basis.map((own) => at(groups.origins, own));
      const rest = independentPart(at(groups.firsts, column), basis, sumsIn(groups, counts));
      const wider = rest && fitted(groups, [...basis, rest], Float64Array.of(...subset.point, 0));
      visit(members + 2 ** j, j + 1, wider ?? subset);
    }
  }

  const byOutcome = splitGroups(oneGroup(outcome.length), outcome);
  visit(0, 0, fitted(byOutcome, [new Float64Array(2).fill(1)], new Float64Array(1)));
  return logLikelihoods.map((values) => {
    const without = values[0] as number;
    return values.map((value) => Math.max(0, 1 - value / without));
  });
}
