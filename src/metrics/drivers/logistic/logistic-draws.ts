import type { ShareDraws } from "../importance/importance-draws";
import { rowDraws } from "../rows/row-draws";
import type { DistinctRows } from "./logistic-rows";
import { mcFaddenOfSubsets } from "./logistic-subsets";
import { sumsIn } from "./row-groups";
import { subsetGains } from "./subset-gains";

/** Numbers of samples, and of what is known of them, that are in memory at a time. */
const MOST_NUMBERS = 4_000_000;

/**
 * Shares of McFadden's R² in samples of rows with replacement.
 *
 * @remarks A sample fails in which the outcome does not vary, or with no more different rows than the model of all
 * drivers has coefficients, which it would fit whatever the data.
 */
export function drawnLogisticShares(
  fn: string,
  { distinct, groups }: DistinctRows,
  draws: number,
  seed: number,
): ShareDraws {
  const p = distinct.columns.length;
  const draw = rowDraws(groups.groupOf.length, null, seed);
  const found: number[][] = distinct.columns.map(() => []);
  const rSquared: number[] = [];
  const atOnce = Math.ceil(MOST_NUMBERS / Math.max(distinct.outcome.length, 2 ** p));
  for (let done = 0; done < draws; done += atOnce) {
    const samples = Array.from({ length: Math.min(atOnce, draws - done) }, () => sumsIn(groups, draw()));
    const usable = samples.filter((counts) => {
      const outcomes = distinct.outcome.filter((_, row) => (counts[row] as number) > 0);
      return outcomes.length > p + 1 && outcomes.some((value) => value !== outcomes[0]);
    });
    for (const explained of mcFaddenOfSubsets(fn, distinct, usable).slice(1)) {
      const { shares } = subsetGains(explained, p);
      for (let j = 0; j < p; j++) found[j]?.push(shares[j] as number);
      rSquared.push(explained.at(-1) as number);
    }
  }
  return {
    shares: found.map((list) => Float64Array.from(list)),
    rSquared: Float64Array.from(rSquared),
    failed: draws - rSquared.length,
  };
}
