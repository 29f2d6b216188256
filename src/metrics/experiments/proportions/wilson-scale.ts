import type { Ends } from "../../../core/estimate";
import { shareEnds } from "../../../statistics/estimates/proportion";
import type { ProportionArm } from "./proportion-arm";

/** A share on another scale, with the ends that its Wilson interval has there; infinite where the scale is. */
export interface OnScale extends Ends {
  readonly estimate: number;
}

/**
 * An arm's share, and its Wilson interval for a normal quantile, on another scale.
 *
 * @param scale - Of a share and its complement, or of any multiple of both: neither loses the digits of the other.
 */
export function wilsonOnScale(
  { successes, trials }: ProportionArm,
  z: number,
  scale: (share: number, rest: number) => number,
): OnScale {
  const failures = trials - successes;
  const shares = shareEnds(successes / trials, trials, z, "wilson");
  const rests = shareEnds(failures / trials, trials, z, "wilson");
  return {
    estimate: scale(successes, failures),
    lower: scale(shares.lower, rests.upper),
    upper: scale(shares.upper, rests.lower),
  };
}
