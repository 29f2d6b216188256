import { reject } from "../../../core/checks";
import type { LoyaltyLevel } from "./levels-and-steps";

/** The levels of a curve as its shape is tested, in a unit of loyalty in which nothing overflows. */
export interface WeighedLevels {
  /** The levels of satisfaction, ascending. */
  readonly positions: readonly number[];
  /** Loyalty at each level above that at the first, in units. */
  readonly means: Float64Array;
  /** Standard errors, in units. */
  readonly errors: Float64Array;
  /** Degrees of freedom of the standard errors. */
  readonly degreesOfFreedom: readonly number[];
  /** The unit: the range of the curve or its largest standard error, whichever is larger. */
  readonly unit: number;
}

/** Standard errors below this share of the unit are rounding, and would be infinite weights. */
const LEAST_ERROR = 1e-7;

/** Levels with the errors of their means; `null` where one of them has none. */
export function weighLevels(fn: string, levels: readonly LoyaltyLevel[], path = "curve.levels"): WeighedLevels | null {
  const first = levels[0]!.estimate;
  const means = Float64Array.from(levels, ({ estimate }) => estimate - first);
  const errors = Float64Array.from(levels, ({ variance }) => Math.sqrt(variance ?? 0));
  const unit = Math.max(...errors, ...means.map(Math.abs));
  if (unit === Infinity) reject(fn, path, "differ by less than 1e308", Infinity);
  if (errors.includes(0)) return null;
  return {
    positions: levels.map(({ level }) => level),
    means: means.map((mean) => mean / unit),
    errors: errors.map((error) => Math.max(error / unit, LEAST_ERROR)),
    degreesOfFreedom: levels.map(({ n }) => n - 1),
    unit,
  };
}
