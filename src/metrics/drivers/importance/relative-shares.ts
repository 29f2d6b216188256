import { type Caveat, caveatsAt, caveatsWhere } from "../../../core/caveats";
import type { ConfidenceInterval } from "../../../core/estimate";
import { drawnInterval } from "../rows/drawn-interval";

/** Less than this, all that is explained is rounding. */
const NOTHING = 1e-12;

/** A share in units of all that is explained; NaN where that is nothing. */
export function relativeShare(share: number, rSquared: number): number {
  return rSquared > NOTHING ? share / rSquared + 0 : Number.NaN;
}

/** {@link relativeShare} in each draw. */
export function relativeDraws(shares: Float64Array, rSquared: Float64Array): Float64Array {
  return shares.map((share, draw) => relativeShare(share, rSquared[draw]!));
}

/** A share in units of all that is explained, and what the draws say of that. */
export interface RelativeShare {
  readonly share: number | null;
  readonly interval: ConfidenceInterval | null;
  readonly caveats: readonly Caveat[];
}

/** A function of a share and its draws, given what all shares explain together, in the data and in each draw. */
export function relativeTo(rSquared: number, inDraws: Float64Array | null, level: number) {
  return (share: number, draws: Float64Array | undefined): RelativeShare => {
    const relative = relativeShare(share, rSquared);
    if (Number.isNaN(relative)) return { share: null, interval: null, caveats: [] };
    if (draws === undefined || inDraws === null) return { share: relative, interval: null, caveats: [] };
    const { interval, codes } = drawnInterval(relativeDraws(draws, inDraws), level);
    // a driver alone has all that is explained in every draw, which needs no warning
    const { "all-draws-equal": equal, "too-few-draws": _, ...failures } = codes;
    return { share: relative, interval, caveats: equal ? [] : caveatsAt("relativeShare", caveatsWhere(failures)) };
  };
}
