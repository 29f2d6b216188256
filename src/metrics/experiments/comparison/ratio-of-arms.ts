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
