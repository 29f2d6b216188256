import type { OpenInterval } from "../../../core/estimate";
import type { Comparison } from "./comparison";
import type { EffectSize } from "./effect-size";

/** The interval that comes from the same procedure as the p-value of a comparison. */
export type TestedInterval<C extends Comparison> =
  | C["difference"]["interval"]
  | NonNullable<C["effectSize"]>["interval"];

/** What each measure of an effect is where the arms do not differ. */
const NO_EFFECT: Readonly<Record<EffectSize["kind"], number>> = {
  "cohens-h": 0,
  "hedges-g": 0,
  "probability-of-superiority": 0.5,
  "arm-odds-ratio": 1,
};

/** The interval that belongs to the test of a comparison; `null` where it has none. */
export function testedInterval<C extends Comparison>({ tested, difference, effectSize }: C): TestedInterval<C> | null {
  return tested === "difference" ? difference.interval : (effectSize?.interval ?? null);
}

/** Whether an interval of the part that a comparison tests excludes no difference. */
export function excludesNoDifference(
  { tested, effectSize }: Comparison,
  { lower, upper }: Pick<OpenInterval, "lower" | "upper">,
): boolean {
  const none = tested === "difference" || effectSize === null ? 0 : NO_EFFECT[effectSize.kind];
  return (lower !== null && lower > none) || (upper !== null && upper < none);
}
