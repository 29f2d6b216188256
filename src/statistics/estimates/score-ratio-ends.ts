import { signChange } from "../../numerics/bisection";

/** The ends of the interval of a ratio; `null` where the data do not bound it. */
export interface RatioEnds {
  readonly lower: number;
  readonly upper: number | null;
}

/**
 * The ratios that a score test does not reject, from the least one: the greatest is 1 / the least with arms swapped.
 *
 * @param least - The least ratio that is not rejected, and that of the swapped arms; 0 where none is too small.
 */
export function ratioEnds(least: number, leastSwapped: number): RatioEnds {
  return { lower: least, upper: leastSwapped === 0 ? null : 1 / leastSwapped };
}

/**
 * The ratio at which a score statistic, which falls from infinity at 0 to 0 at the observed ratio, is z.
 *
 * @param observed - Above 0; `Infinity` where nothing is divided by.
 * @returns Infinite where, at a level near 0, every ratio is too small to be divided by nothing.
 */
export function leastRatio(statistic: (ratio: number) => number, observed: number, z: number): number {
  let high = observed;
  if (high === Infinity) {
    high = 1;
    while (statistic(high) > z) {
      if (high > 1e100) return Infinity;
      high *= 16;
    }
  }
  return signChange((ratio) => statistic(ratio) - z, 0, high, true);
}
