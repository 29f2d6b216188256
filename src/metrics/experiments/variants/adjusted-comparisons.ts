import { type Caveat, type CaveatCode, caveatsWhere } from "../../../core/caveats";
import type { OpenInterval } from "../../../core/estimate";
import { adjustedPValues, type PValueAdjustment } from "../../../numerics/adjusted-p-values";
import type { Comparison } from "../comparison/comparison";
import { excludesNoDifference, testedInterval } from "../comparison/tested-part";

/** What the number of comparisons makes of one of them. */
export interface AdjustedParts<I extends OpenInterval | null> {
  readonly pValue: number | null;
  readonly interval: I;
  readonly caveats: readonly Caveat[];
}

/**
 * P-values adjusted for their number, with intervals that hold together, or each for itself where a method is for
 * p-values only.
 *
 * @param alone - The comparisons as if each were the only one.
 * @param compareAt - Makes them again at another confidence level.
 */
export function adjustedComparisons(
  alone: readonly Comparison[],
  compareAt: (level: number) => readonly Comparison[],
  adjust: PValueAdjustment,
  level: number,
): AdjustedParts<OpenInterval | null>[] {
  const known = alone.flatMap(({ test }) => test.pValue ?? []);
  const m = Math.max(1, known.length);
  const adjusted = adjustedPValues(known, adjust, known.length).values();
  const pValues = alone.map(({ test }) => (test.pValue === null ? null : adjusted.next().value!));
  if (leavesIntervals(adjust)) {
    return alone.map((comparison, i) => ({
      pValue: pValues[i]!,
      interval: named(testedInterval(comparison), level, "unadjusted"),
      caveats: [],
    }));
  }
  // no level may round to 1
  const each = Math.min(1 - (1 - level) / m, 1 - Number.EPSILON / 2);
  const again = m === 1 ? alone : compareAt(each);
  return alone.map((comparison, i) => {
    const pValue = pValues[i]!;
    const interval = named(testedInterval(again[i]!), level, "bonferroni");
    const differ = disagreement(comparison, pValue, interval, m);
    return { pValue, interval, caveats: differ === null ? [] : caveatsWhere({ [differ]: true }) };
  });
}

/** Whether a method is for p-values only and leaves the intervals as they are. */
export function leavesIntervals(adjust: string): boolean {
  return adjust === "hochberg" || boundsFalseDiscoveries(adjust);
}

/** Whether a method bounds the share of false findings, rather than the chance of a single one. */
export function boundsFalseDiscoveries(adjust: string): boolean {
  return adjust === "benjamini-hochberg" || adjust === "benjamini-yekutieli";
}

function named(interval: OpenInterval | null, level: number, method: string): OpenInterval | null {
  return interval && { lower: interval.lower, upper: interval.upper, level, method };
}

/**
 * Why an adjusted p-value and its interval do not say the same: Holm's p-value is smaller than Bonferroni's, from which
 * the interval is, or the test and its interval disagree by themselves.
 */
function disagreement(
  comparison: Comparison,
  pValue: number | null,
  interval: OpenInterval | null,
  m: number,
): CaveatCode | null {
  if (pValue === null || interval === null) return null;
  const alpha = 1 - interval.level;
  const excludes = excludesNoDifference(comparison, interval);
  if (pValue < alpha === excludes) return null;
  return comparison.test.pValue! * m < alpha === excludes ? "adjusted-p-and-interval-differ" : "p-and-interval-differ";
}
