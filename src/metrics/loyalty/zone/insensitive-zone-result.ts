import type { Caveat } from "../../../core/caveats";
import type { LoyaltyLevel } from "../curve/levels-and-steps";
import type { SlopeMargin } from "../curve/step-verdicts";
import type { ZoneEstimate } from "./zone-estimates";

/** What a status rests on; `insensitiveZone` explains each. */
export type InsensitiveZoneReason =
  | "steeper-ends"
  | "falling"
  | "flat-everywhere"
  | "no-steeper-ends"
  | "saturation"
  | "threshold"
  | "s-shaped"
  | "no-overall-slope"
  | "weak-evidence"
  | "few-levels"
  | "no-spread";

/** Whether a curve has an insensitive zone, and where. */
export interface InsensitiveZone {
  readonly kind: "insensitive-zone";
  readonly status: "zone" | "no-zone" | "undetermined" | "not-estimable";
  readonly reason: InsensitiveZoneReason;
  /** Unit of loyalty. */
  readonly unit: LoyaltyLevel["unit"];
  /** The lowest level of the zone; `null` without one. */
  readonly from: number | null;
  /** The highest level of the zone; `null` without one. */
  readonly to: number | null;
  /** Slope of the whole curve, in loyalty per point of satisfaction; `null` where nothing can be estimated. */
  readonly overallSlope: ZoneEstimate | null;
  /** Slope from the lowest level up to the zone; this and what follows is `null` without a zone. */
  readonly leftSlope: ZoneEstimate | null;
  /** Slope inside of the zone. */
  readonly innerSlope: ZoneEstimate | null;
  /** Slope from the zone up to the highest level. */
  readonly rightSlope: ZoneEstimate | null;
  /** Loyalty at the highest level of the zone above that at its lowest. */
  readonly gainInside: ZoneEstimate | null;
  /** Loyalty at the highest level of all above that at the highest level of the zone. */
  readonly gainToTop: ZoneEstimate | null;
  /** Whether the zone is flat by the margin, and not only flatter than the ends. */
  readonly flat: "shown" | "not-shown" | null;
  /** P-value of the test that shows it. */
  readonly pFlat: number | null;
  /** How often each level lies in the zone when it is delimited again. */
  readonly membership: readonly { readonly level: number; readonly probability: number }[] | null;
  /** Other zones that fit nearly as well, best first, with what they add to the weighted sum of squares. */
  readonly alternatives: readonly { readonly from: number; readonly to: number; readonly excess: number }[] | null;
  /** P-value of the test for a zone; small where there is one. `null` where nothing can be estimated. */
  readonly pShape: number | null;
  /** P-value of the test for no zone; small where there is none. `null` where nothing can be estimated. */
  readonly pAbsence: number | null;
  /** The margin of both claims, and where it comes from; `null` where nothing can be estimated. */
  readonly margin: SlopeMargin | null;
  /** Levels with fewer than five answers, which take no part. */
  readonly leftOut: readonly { readonly level: number; readonly n: number }[];
  /** Customers at the other levels. */
  readonly n: number;
  readonly nMissing: number;
  readonly confidenceLevel: number;
  readonly draws: number;
  readonly seed: number;
  readonly caveats: readonly Caveat[];
}
