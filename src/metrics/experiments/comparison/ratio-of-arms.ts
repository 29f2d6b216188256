import { caveatsWhere } from "../../../core/caveats";
import type { Estimate, OpenInterval } from "../../../core/estimate";

/** So many times what control has; an end is `null` where the data do not bound it. */
export interface FiniteRatio<K extends string> extends Estimate<"ratio", OpenInterval | null> {
  readonly kind: K;
}

/** A ratio to nothing: there is no number, but there may be an interval that begins somewhere. */
export interface RatioToNothing<K extends string> extends Omit<FiniteRatio<K>, "estimate" | "standardError"> {
  readonly estimate: null;
  readonly standardError: null;
}

/** Treatment divided by control: 1 is no difference, 1.1 a lift of 10 %. */
export type ArmRatio = FiniteRatio<"arm-ratio"> | RatioToNothing<"arm-ratio">;

/** Odds of treatment divided by those of control: 1 is no difference. */
export type ArmOddsRatio = FiniteRatio<"arm-odds-ratio"> | RatioToNothing<"arm-odds-ratio">;

/** What a ratio of two arms is made of. */
export interface ArmRatioParts extends Pick<Estimate<"ratio", OpenInterval | null>, "interval" | "n" | "nMissing"> {
  /** `null` where it is divided by nothing. */
  readonly estimate: number | null;
  readonly standardError: number | null;
  /** Whether it is control that has nothing. */
  readonly zeroBaseline: boolean;
}

/** Puts a ratio together, with the caveats that its ends and its baseline owe. */
export function newArmRatio<K extends string>(
  kind: K,
  { estimate, standardError, interval, n, nMissing, zeroBaseline }: ArmRatioParts,
): FiniteRatio<K> | RatioToNothing<K> {
  const unbounded = interval !== null && (interval.lower === null || interval.upper === null);
  const caveats = caveatsWhere({
    "zero-baseline": zeroBaseline,
    // nothing could bound it where there is nothing to divide by
    "unbounded-interval": unbounded && !zeroBaseline,
    "no-interval": interval === null,
  });
  const rest = { kind, unit: "ratio", scale: null, interval, n, nMissing, caveats } as const;
  return estimate === null
    ? { ...rest, estimate, standardError: null }
    : { ...rest, estimate: estimate + 0, standardError };
}
