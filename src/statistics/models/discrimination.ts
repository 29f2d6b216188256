import { rocArea } from "../../numerics/roc-area";
import { cut, normalInterval } from "../estimates/interval";
import type { LikelihoodFit } from "./likelihood-fit";
import { type BinaryRows, logOddsOf } from "./logistic-likelihood";
import type { AreaUnderCurve } from "./logistic-model-result";
import type { WorkingBasis } from "./working-basis";

/** Log-odds that differ by less than this share of the largest ones are equal but for rounding. */
const ROUNDING = 1e-12;

/** The mean probability of yes where it is yes, less that where it is no. */
export function tjurOf({ columns, outcome, counts }: BinaryRows, { coordinates, infinite }: LikelihoodFit): number {
  const sums = [0, 0];
  const totals = [0, 0];
  logOddsOf(columns, coordinates).forEach((logOdds, i) => {
    const kind = outcome[i] as 0 | 1;
    sums[kind]! += (counts[i] as number) * (infinite[i] === 1 ? kind : probabilityAt(logOdds));
    totals[kind]! += counts[i] as number;
  });
  return sums[1]! / totals[1]! - sums[0]! / totals[0]! + 0;
}

/** The area under the ROC curve of the fitted log-odds, infinite where rows are separated. */
export function areaUnderCurve(
  { outcome, counts }: BinaryRows,
  basis: WorkingBasis,
  { coordinates, infinite }: LikelihoodFit,
  confidenceLevel: number,
): AreaUnderCurve {
  const scores = basis.linearPredictor(coordinates);
  const largest = scores.reduce((most, score) => Math.max(most, Math.abs(score)), 1);
  infinite.forEach((separated, i) => {
    if (separated === 1) scores[i] = outcome[i] === 1 ? Infinity : -Infinity;
  });
  const { area: estimate, variance } = rocArea(scores, outcome, counts, ROUNDING * largest);
  if (variance === null) return { estimate, standardError: null, interval: null };
  const standardError = Math.sqrt(variance);
  const interval = normalInterval(estimate, standardError, confidenceLevel, "delong");
  return { estimate, standardError, interval: standardError === 0 ? null : cut(interval, 0, 1) };
}

/** The probability of some log-odds. */
export function probabilityAt(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
