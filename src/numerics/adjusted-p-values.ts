import { digamma } from "./gamma-function";

/** How p-values of many tests are made larger. */
export type PValueAdjustment = "holm" | "bonferroni" | "hochberg" | "benjamini-hochberg" | "benjamini-yekutieli";

/** All of them, for checks. */
export const P_VALUE_ADJUSTMENTS: readonly PValueAdjustment[] = [
  "holm",
  "bonferroni",
  "hochberg",
  "benjamini-hochberg",
  "benjamini-yekutieli",
];

const EULER_GAMMA = 0.5772156649015329;

/**
 * P-values as R's `p.adjust` has them. O(m log m) time.
 *
 * @param p - m probabilities.
 * @param comparisons - How many tests there were, at least m.
 */
export function adjustedPValues(p: readonly number[], method: PValueAdjustment, comparisons: number): number[] {
  const order = p.map((_, i) => i).sort((i, j) => p[i]! - p[j]!);
  // a down method starts from the smallest p-value and never falls, an up method from the largest and never rises
  const down = method === "holm" || method === "bonferroni";
  const dependence = method === "benjamini-yekutieli" ? harmonic(comparisons) : 1;
  const adjusted = new Array<number>(p.length).fill(0);
  let running = down ? 0 : 1;
  for (let step = 0; step < order.length; step++) {
    const before = down ? step : order.length - 1 - step;
    const factor =
      method === "bonferroni"
        ? comparisons
        : method === "holm" || method === "hochberg"
          ? comparisons - before
          : (dependence * comparisons) / (before + 1);
    const at = order[before]!;
    running = down ? Math.max(running, Math.min(1, factor * p[at]!)) : Math.min(running, factor * p[at]!);
    adjusted[at] = running + 0;
  }
  return adjusted;
}

/** 1 + 1/2 + ... + 1/n. */
function harmonic(n: number): number {
  if (n > 1000) return digamma(n + 1) + EULER_GAMMA;
  let sum = 0;
  for (let i = 1; i <= n; i++) sum += 1 / i;
  return sum;
}
