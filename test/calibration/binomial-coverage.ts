import type { Ends } from "../../src/core/estimate";
import { binomialPmf } from "../../src/numerics/binomial";
import { betaLower } from "../../src/numerics/incomplete-beta";
import type { Band } from "./bands";
import type { Figure } from "./study";

/** Mean over a band of p of the probability that the interval holds p; the intervals are those of 0 to n successes. */
export function meanCoverage(ends: readonly Ends[], { from, to }: Band): number {
  const n = ends.length - 1;
  const integral = ends.reduce((sum, { lower, upper }, x) => {
    const [a, b] = [Math.max(from, lower), Math.min(to, upper)];
    return b > a ? sum + (betaLower(b, x + 1, n - x + 1) - betaLower(a, x + 1, n - x + 1)) / (n + 1) : sum;
  }, 0);
  return integral / (to - from);
}

/** The lowest coverage within a band, as a limit from either side of an end of an interval. */
export function lowestCoverage(ends: readonly Ends[], { from, to }: Band): Figure {
  const n = ends.length - 1;
  const breaks = ends.flatMap(({ lower, upper }) => [lower, upper]).filter((end) => end > from && end < to);
  let least: Figure = { value: Infinity, interval: null };
  const consider = (p: number, holds: (interval: Ends) => boolean): void => {
    const value = ends.reduce((sum, interval, x) => (holds(interval) ? sum + binomialPmf(x, n, p) : sum), 0);
    if (value < least.value) least = { value, interval: null, at: `p = ${p.toFixed(4)}` };
  };
  for (const p of [from, ...breaks]) consider(p, ({ lower, upper }) => lower <= p && p < upper);
  for (const p of [...breaks, to]) consider(p, ({ lower, upper }) => lower < p && p <= upper);
  return least;
}
