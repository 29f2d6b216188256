import type { LoyaltyLevel } from "../../src/metrics/loyalty/curve/levels-and-steps";
import { type WeighedLevels, weighLevels } from "../../src/metrics/loyalty/curve/weighed-levels";

/** The customers of one level, counted as they are drawn. */
export interface CurveLevel {
  readonly level: number;
  n: number;
  sum: number;
  squares: number;
}

/** Levels of a curve as `insensitiveZone` weighs them, without the curve; `null` where they are fewer than four. */
export function weighedLevels(all: readonly CurveLevel[], binary: boolean): WeighedLevels | null {
  const rest = ({ n, sum, squares }: CurveLevel) => (n === 0 ? 0 : Math.max(0, squares - (sum * sum) / n));
  const within = all.reduce((sum, { n }) => sum + Math.max(0, n - 1), 0);
  const pooled = all.reduce((sum, level) => sum + rest(level), 0) / within;
  const levels = all
    .filter(({ n }) => n >= 5)
    .map((counted) => {
      const { level, n, sum } = counted;
      const share = (sum + 2) / (n + 4);
      const own = rest(counted) > 1e-9 ? rest(counted) / (n - 1) : pooled;
      const variance = binary ? (share * (1 - share)) / (n + 4) : own / n;
      return { level, n, estimate: sum / n, variance } as LoyaltyLevel;
    });
  return levels.length < 4 ? null : weighLevels("insensitiveZone", levels);
}
