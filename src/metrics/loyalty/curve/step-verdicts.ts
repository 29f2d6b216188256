import { checkFinite, reject } from "../../../core/checks";
import { estimateOf, slopeBetween } from "./contrasts";
import { splitLevels } from "./known-levels";
import type { LoyaltyLevel, StepVerdict, UnjudgedStep } from "./levels-and-steps";
import { weighLevels } from "./weighed-levels";

/** The smallest gain of loyalty per point of satisfaction that is worth acting on: slopes below it count as flat. */
export interface SlopeMargin {
  readonly estimate: number;
  readonly source: "given" | "half-overall-slope";
}

export function checkMargin(fn: string, margin: unknown): void {
  if (margin === undefined) return;
  checkFinite(fn, "margin", margin);
  if (margin <= 0) reject(fn, "margin", "be above 0", margin);
}

/** The margin that was given, or half the slope of the whole curve; `null` where a curve has none. */
export function slopeMargin(
  fn: string,
  path: string,
  levels: readonly LoyaltyLevel[],
  given: number | undefined,
): SlopeMargin | null {
  if (given !== undefined) return givenMargin(given);
  const known = splitLevels(levels).levels;
  const weighed = known.length < 2 ? null : weighLevels(fn, known, path);
  if (weighed === null) return null;
  return halfSlopeMargin(estimateOf(slopeBetween(weighed, 0, known.length - 1), weighed) * weighed.unit);
}

export function givenMargin(margin: number): SlopeMargin {
  return { estimate: margin, source: "given" };
}

/** The margin by a slope of the whole curve. */
export function halfSlopeMargin(overallSlope: number): SlopeMargin {
  return { estimate: Math.abs(overallSlope) / 2, source: "half-overall-slope" };
}

/** Judges a step by its interval: wholly beyond the margin, or wholly within it on both sides. */
export function stepVerdict({ from, to, interval }: UnjudgedStep, margin: SlopeMargin | null): StepVerdict {
  if (interval === null || margin === null) return "undetermined";
  const [lower, upper] = [interval.lower / (to - from), interval.upper / (to - from)];
  if (lower > margin.estimate) return "steep";
  if (upper < -margin.estimate) return "falling";
  return lower > -margin.estimate && upper < margin.estimate ? "flat" : "undetermined";
}
