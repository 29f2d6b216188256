import {
  checkAtLeast,
  checkCount,
  checkEstimate,
  checkInRange,
  checkInteger,
  checkObject,
  checkOneOf,
  checkScale,
  reject,
} from "../../../core/checks";
import type { Scale } from "../../../core/scale";
import type { LoyaltyLevel } from "./levels-and-steps";
import type { LoyaltyCurve, LoyaltyOutcome } from "./loyalty-curve";
import type { SlopeMargin } from "./step-verdicts";

/** What analyses of a whole curve may rely on. */
export interface SoundCurve {
  readonly scale: Scale;
  readonly outcome: LoyaltyOutcome;
  readonly weighted: boolean;
  readonly margin: SlopeMargin | null;
  readonly n: number;
  readonly nMissing: number;
  /** At least one, ascending. */
  readonly levels: readonly LoyaltyLevel[];
}

/** How far sums of shares may be from 1, as weighted ones that were added in another order are. */
const ROUNDING = 1e-9;

/** A curve with all of its levels checked, since it may come from JSON that somebody else wrote. */
export function soundCurve(fn: string, curve: LoyaltyCurve): SoundCurve {
  checkObject(fn, "curve", curve);
  if (curve.kind !== "loyalty-curve") reject(fn, "curve", "be a curve, as loyaltyCurve() makes them", curve);
  const { scale, outcome, weighted, margin, n, nMissing, levels } = curve;
  checkScale(fn, scale, "curve.scale");
  checkOneOf(fn, "curve.outcome", outcome, ["numeric", "binary"]);
  if (typeof weighted !== "boolean") reject(fn, "curve.weighted", "be true or false", weighted);
  if (margin !== null) {
    checkObject(fn, "curve.margin", margin);
    checkAtLeast(fn, "curve.margin.estimate", margin.estimate, 0);
    checkOneOf(fn, "curve.margin.source", margin.source, ["given", "half-overall-slope"]);
  }
  checkCount(fn, "curve.n", n);
  checkCount(fn, "curve.nMissing", nMissing);
  if (!Array.isArray(levels) || levels.length === 0) {
    reject(fn, "curve.levels", "be an array of at least one level", levels);
  }
  const sound = Array.from(levels as readonly LoyaltyLevel[], (level, i) => {
    const path = `curve.levels.${i}`;
    checkLevel(fn, path, level, curve);
    const before = i === 0 ? -Infinity : levels[i - 1]!.level;
    if (level.level <= before) reject(fn, `${path}.level`, `be above the level before it (${before})`, level.level);
    return level;
  });
  const customers = sound.reduce((sum, level) => sum + level.n, 0);
  if (customers !== n) reject(fn, "curve.n", `be the customers at all levels (${customers})`, n);
  const shares = sound.reduce((sum, { share }) => sum + share, 0);
  if (Math.abs(shares - 1) > ROUNDING) reject(fn, "curve.levels", "have shares that add up to 1", shares);
  return { scale, outcome, weighted, margin, n, nMissing, levels: sound };
}

function checkLevel(fn: string, path: string, value: LoyaltyLevel, { scale, outcome }: LoyaltyCurve): void {
  checkEstimate(fn, path, value);
  const unit = outcome === "binary" ? "share" : "value";
  if (value.kind !== "loyalty-level") reject(fn, `${path}.kind`, 'be "loyalty-level"', value.kind);
  if (value.unit !== unit) reject(fn, `${path}.unit`, `be "${unit}", as the outcome is ${outcome}`, value.unit);
  checkInteger(fn, `${path}.level`, value.level, scale.min, scale.max);
  if (value.n === 0) reject(fn, `${path}.n`, "be at least 1: levels without an answer are left out", value.n);
  checkInRange(fn, `${path}.share`, value.share, 0, 1);
  for (const key of ["standardDeviation", "variance"] as const) {
    if (value[key] !== null) checkAtLeast(fn, `${path}.${key}`, value[key], 0);
  }
}
