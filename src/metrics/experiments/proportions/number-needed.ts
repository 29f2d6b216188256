import type { ConfidenceInterval } from "../../../core/estimate";
import { bounded } from "../../../statistics/estimates/interval";
import type { MarginDirection } from "../comparison/margin";

/** From how few to how many customers; `null` is no end: the difference may be nothing. */
export interface NumberNeededEnds {
  readonly lower: number;
  readonly upper: number | null;
}

/**
 * How many customers must have the treatment for one of them to have another outcome: the reciprocal of the difference.
 *
 * @remarks A success is a benefit, unless the `direction` of a margin says that lower is better. The reciprocal of an
 * interval that holds 0 goes through infinity, from benefit to harm: it is two intervals, each without an upper end.
 */
export interface NumberNeeded {
  readonly kind: "number-needed-to-treat";
  /** For one more benefit; negative where it is one more harm; `null` where the shares are equal. */
  readonly estimate: number | null;
  /** Compatible numbers for one more benefit; `null` where the interval of the difference holds none. */
  readonly toBenefit: NumberNeededEnds | null;
  /** Compatible numbers for one more harm; `null` where the interval of the difference holds none. */
  readonly toHarm: NumberNeededEnds | null;
  readonly level: number;
  readonly method: string;
}

/**
 * The reciprocals of a difference of shares and of its interval.
 *
 * @see Altman (1998), BMJ 317(7168), 1309-1312, doi:10.1136/bmj.317.7168.1309 (not read)
 */
export function numberNeeded(
  difference: number,
  { lower, upper, level, method }: ConfidenceInterval,
  direction: MarginDirection,
): NumberNeeded {
  const sign = direction === "higher-is-better" ? 1 : -1;
  const above = reciprocal(lower, upper);
  const below = reciprocal(-upper, -lower);
  return {
    kind: "number-needed-to-treat",
    estimate: bounded(sign / difference),
    toBenefit: sign > 0 ? above : below,
    toHarm: sign > 0 ? below : above,
    level,
    method,
  };
}

/** Of what part of an interval lies above 0. */
function reciprocal(lower: number, upper: number): NumberNeededEnds | null {
  const least = bounded(1 / upper);
  if (!(upper > 0) || least === null) return null;
  return { lower: least, upper: lower > 0 ? bounded(1 / lower) : null };
}
