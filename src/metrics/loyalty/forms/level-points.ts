import { refuse, reject } from "../../../core/checks";
import { normExponent, scaleByPower } from "../../../numerics/sums";
import type { SoundCurve } from "../curve/sound-curve";
import type { WeightedPoints } from "../segments/broken-line";

/** The levels of a curve as points, in a unit of loyalty in which nothing overflows, from a loyalty near the others. */
export interface LevelPoints extends WeightedPoints {
  readonly n: number;
  /** Satisfaction at x = 0. */
  readonly lowest: number;
  /** From 0 at the lower end of the scale to 1 at the upper one. */
  readonly shares: Float64Array;
  /** Sum of squares of the answers about the means of their levels. */
  readonly within: number;
  /** Size below which a root of a mean square is rounding. */
  readonly rounding: number;
  /** Loyalty is the origin plus 2 to the power of this times y. */
  readonly exponent: number;
  /** A loyalty, or a coefficient in its unit, as the caller has it. */
  readonly loyalty: (y: number) => number;
  readonly coefficient: (value: number) => number;
  /** A sum of squares, likewise. */
  readonly squares: (sum: number) => number;
}

/** Reads means, numbers and standard deviations of a sound curve. */
export function levelPoints(fn: string, { scale, n, levels }: SoundCurve): LevelPoints {
  const deviations = Float64Array.from(levels, ({ n: answers, standardDeviation }, k) => {
    if (answers === 1) return 0;
    if (standardDeviation === null) {
      reject(fn, `curve.levels.${k}.standardDeviation`, `be a number, as there are ${answers} answers`, null);
    }
    return standardDeviation;
  });
  const origin = levels[levels.length >> 1]!.estimate;
  const above = levels.map(({ estimate }) => estimate - origin);
  const widest = Math.max(...deviations, ...above.map(Math.abs));
  if (widest === Infinity) reject(fn, "curve.levels", "differ by less than 1e308", Infinity);
  if (widest === 0) refuse("degenerate-data", fn, "curve", "must have a loyalty that varies");
  const exponent = normExponent(Float64Array.of(widest));
  const finite = (value: number) => {
    if (!Number.isFinite(value)) reject(fn, "curve.levels", "have a loyalty whose squares doubles hold", value);
    return value + 0;
  };
  const largest = levels.reduce((most, { estimate }) => Math.max(most, Math.abs(estimate)), 0);
  return {
    x: Float64Array.from(levels, ({ level }) => level - levels[0]!.level),
    y: Float64Array.from(above, (value) => scaleByPower(value, -exponent)),
    weights: Float64Array.from(levels, (level) => level.n),
    n,
    lowest: levels[0]!.level,
    shares: Float64Array.from(levels, ({ level }) => (level - scale.min) / (scale.max - scale.min)),
    within: levels.reduce((sum, level, k) => sum + (level.n - 1) * scaleByPower(deviations[k]!, -exponent) ** 2, 0),
    rounding: 10 * Number.EPSILON * scaleByPower(largest, -exponent),
    exponent,
    loyalty: (y) => finite(origin + scaleByPower(y, exponent)),
    coefficient: (value) => finite(scaleByPower(value, exponent)),
    squares: (sum) => finite(scaleByPower(sum, 2 * exponent)),
  };
}
