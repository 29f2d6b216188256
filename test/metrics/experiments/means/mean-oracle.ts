import { expect } from "vitest";
import type { OpenInterval } from "../../../../src/core/estimate";
import type { Comparison } from "../../../../src/metrics/experiments/comparison/comparison";
import { agree, agreeEnds } from "../../../assertions";
import golden from "../../../golden/mean-comparisons.json" with { type: "json" };

/** What mean-comparisons.py found out of one comparison, at three levels. */
export type ExpectedParts = Pick<(typeof golden.paired)[number], "test" | "against" | "ratio" | "hedgesG">;

/** What is compared with it at one level. */
export type FoundParts = Pick<Comparison, "test" | "difference" | "ratio" | "effectSize" | "margin">;

/** Levels of the intervals in mean-comparisons.json. */
export const LEVELS = ["0.9", "0.95", "0.99"] as const;

/** Expects every number of a comparison with the margin of the case to be that of the oracle. */
export function agreeWithOracle(
  found: FoundParts,
  expected: ExpectedParts,
  level: (typeof LEVELS)[number],
  tolerance: number,
) {
  const { test, difference, ratio, effectSize, margin } = found;
  agree(test.statistic, expected.test.statistic, tolerance);
  agree(test.degreesOfFreedom[0], expected.test.degreesOfFreedom, tolerance);
  agree(test.pValue, expected.test.pValue, tolerance);
  agree(difference.standardError, expected.test.standardError, tolerance);
  agreeEnds(difference.interval, expected.test.intervals[level], tolerance);

  agree(margin?.nonInferiority.pValue, expected.against.greater, tolerance);
  agree(margin?.equivalence.pValue, Math.max(expected.against.greater, expected.against.less), tolerance);

  agree(ratio?.estimate, expected.ratio.estimate, tolerance);
  agree(ratio?.standardError, expected.ratio.standardError, tolerance);
  const [method, lower, upper] = expected.ratio.intervals[level] as [string, number | null, number | null];
  expect(ratio?.interval).toMatchObject({ level: Number(level), method });
  if (lower === null || upper === null) expect(ratio?.interval).toMatchObject({ lower: null, upper: null });
  else agreeEnds(ratio?.interval, [lower, upper], tolerance);

  if (expected.hedgesG === null) return expect(effectSize).toBeNull();
  agree(effectSize?.estimate, expected.hedgesG.estimate, tolerance);
  agree(effectSize?.standardError, expected.hedgesG.standardError, tolerance);
  expect(effectSize?.interval).toMatchObject({ level: Number(level), method: "approximate-noncentral-t" });
  agreeEnds(effectSize?.interval, expected.hedgesG.intervals[level], tolerance);
}

/** Both ends of an interval whose negative is another's. */
export function expectNegated(one: OpenInterval | null, other: OpenInterval | null) {
  expect([other?.lower, other?.upper]).toEqual([0 - (one?.upper as number), 0 - (one?.lower as number)]);
}

/** Whether an interval has an end on the other side. */
export function excludes(interval: OpenInterval | null, value: number): boolean {
  return (interval?.lower ?? -Infinity) > value || (interval?.upper ?? Infinity) < value;
}
