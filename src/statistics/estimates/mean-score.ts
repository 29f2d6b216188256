import type { Ends } from "../../core/estimate";
import { normalQuantile } from "../../numerics/normal";
import { pulledVariance, scoreAbove, shortAt } from "./multiplier-score";

/**
 * Score statistic of the mean of values that are one apart and symmetric about 0, such as -2 to 2.
 *
 * @remarks $$z(\delta) = \frac{\bar x - \delta}{\sqrt{\tilde V / n}}$$ where V is the variance of one value under the
 * most likely shares whose mean is delta. Falls with delta; 0 at the observed mean; infinite at an end of the range
 * which the data rule out. Of -1, 0 and 1 it is the score test of a difference of two shares of the same trials.
 *
 * @param held - How often each value was given, lowest first; effective numbers will do.
 * @param delta - The hypothesised mean, within the range of the values.
 */
export function meanScore(held: readonly number[], delta: number): number {
  const short = meanOf(held) - delta;
  if (short === 0) return 0;
  return short > 0 ? scoreOver(held, short, delta) : -scoreOver([...held].reverse(), -short, -delta);
}

/** The statistic where the observed mean lies above the hypothesised one. */
function scoreOver(held: readonly number[], short: number, delta: number): number {
  return delta <= -largest(held) ? Infinity : scoreAbove(short, varianceOf(held));
}

/** The means that the score test does not reject; they hold the observed one. */
export function meanScoreInterval(held: readonly number[], level: number): Ends {
  const z = -normalQuantile((1 - level) / 2);
  return { lower: lowerEnd(held, z), upper: 0 - lowerEnd([...held].reverse(), z) };
}

function lowerEnd(held: readonly number[], z: number): number {
  const [observed, least] = [meanOf(held), -largest(held)];
  return observed === least ? observed : Math.max(least, observed - shortAt(z, varianceOf(held)));
}

function largest(held: readonly number[]): number {
  return (held.length - 1) / 2;
}

function totalOf(held: readonly number[]): number {
  return held.reduce((sum, count) => sum + count, 0);
}

function meanOf(held: readonly number[]): number {
  return held.reduce((sum, count, k) => sum + count * (k - largest(held)), 0) / totalOf(held);
}

function varianceOf(held: readonly number[]): (multiplier: number) => number {
  const n = totalOf(held);
  return (multiplier) => pulledVariance(held, multiplier) / n;
}
