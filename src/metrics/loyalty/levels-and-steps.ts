import { caveatsWhere } from "../../core/caveats";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import { difference } from "../../statistics/estimates/difference";
import { tInterval } from "../../statistics/estimates/interval";
import { proportionResult, shareInterval } from "../../statistics/estimates/proportion";
import { type EstimatedMean, welchDifference } from "../../statistics/estimates/welch";
import { isRounding, type Moments } from "../../statistics/summaries/moments";

/** Loyalty of the customers who gave one level of satisfaction: a mean, or a share where loyalty is binary. */
export interface LoyaltyLevel extends Estimate<"value" | "share", ConfidenceInterval | null> {
  readonly kind: "loyalty-level";
  readonly level: number;
  /** Share of all customers who gave this level. */
  readonly share: number;
}

/** How much loyalty changes from one level to the next that has answers. */
export interface LoyaltyStep extends Estimate<"value" | "share", ConfidenceInterval | null> {
  readonly kind: "loyalty-step";
  readonly from: number;
  readonly to: number;
  /** The change for each point of satisfaction: `estimate` over `to - from`. */
  readonly perPoint: number;
}

/** The loyalty of the customers at one level of satisfaction. */
export interface LevelGroup {
  readonly level: number;
  readonly summary: Moments & { readonly mean: number };
}

/** What all levels of a curve share. */
interface CurveSettings {
  /** Customers at all levels. */
  readonly total: number;
  readonly confidenceLevel: number;
}

interface LevelsAndSteps {
  readonly levels: readonly LoyaltyLevel[];
  readonly steps: readonly LoyaltyStep[];
}

const FEWEST_FOR_OWN_SPREAD = 5;

/** Binary loyalty: shares with Wilson's intervals, steps with Newcombe's. */
export function curveOfShares(groups: readonly LevelGroup[], settings: CurveSettings): LevelsAndSteps {
  const { total, confidenceLevel } = settings;
  const levels = groups.map(({ level, summary }): LoyaltyLevel => {
    const { mean: share, n } = summary;
    const interval = shareInterval(share, n, confidenceLevel, "wilson");
    const { successes: _, trials: __, ...result } = proportionResult(Math.round(share * n), n, interval);
    return { ...result, kind: "loyalty-level", level, share: n / total };
  });
  return { levels, steps: levels.slice(1).map((to, i) => stepBetween(levels[i]!, to, difference(levels[i]!, to))) };
}

/** Numeric loyalty: means with t intervals, steps with Welch's. */
export function curveOfMeans(groups: readonly LevelGroup[], settings: CurveSettings): LevelsAndSteps {
  const spreads = spreadsOf(groups);
  const levels = groups.map((group, i) => meanLevel(group, spreads[i]!, settings));
  const steps = levels.slice(1).map((to, i) => {
    const step = meanStep(spreads[i]!, spreads[i + 1]!, settings.confidenceLevel);
    return stepBetween(levels[i]!, to, step);
  });
  return { levels, steps };
}

/** A level's mean with its own spread, or with that of all levels; `null` where even that is unknown. */
type LevelSpread = (EstimatedMean & { readonly pooled: boolean }) | null;

function spreadsOf(groups: readonly LevelGroup[]): LevelSpread[] {
  const squares = groups.reduce((sum, { summary }) => sum + summary.sumOfSquares, 0);
  const within = groups.reduce((sum, { summary }) => sum + summary.n - 1, 0);
  return groups.map(({ summary: { n, mean, meanLow, sumOfSquares } }) => {
    const pooled = n < FEWEST_FOR_OWN_SPREAD;
    const degreesOfFreedom = pooled ? within : n - 1;
    if (degreesOfFreedom === 0) return null;
    const variance = (pooled ? squares : sumOfSquares) / degreesOfFreedom / n;
    return { mean, meanLow, variance, degreesOfFreedom, pooled };
  });
}

function meanLevel({ level, summary }: LevelGroup, spread: LevelSpread, settings: CurveSettings): LoyaltyLevel {
  const { total, confidenceLevel } = settings;
  const { mean, n } = summary;
  const standardError = spread && Math.sqrt(spread.variance);
  const pooled = spread?.pooled ?? false;
  return {
    kind: "loyalty-level",
    unit: "value",
    scale: null,
    level,
    share: n / total,
    estimate: mean,
    standardError,
    interval:
      spread &&
      tInterval(mean, Math.sqrt(spread.variance), spread.degreesOfFreedom, confidenceLevel, pooled ? "pooled-t" : "t"),
    n,
    nMissing: 0,
    caveats: caveatsWhere({
      "pooled-variance": pooled,
      "single-answer": spread === null,
      "all-answers-equal": spread !== null && isRounding(Math.sqrt(spread.variance * n), mean),
    }),
  };
}

function meanStep(from: LevelSpread, to: LevelSpread, confidenceLevel: number) {
  if (from === null || to === null) return null;
  const welch = welchDifference(from, to);
  // one pooled variance behind both means is one estimate, not two independent ones
  const degreesOfFreedom = from.pooled && to.pooled ? from.degreesOfFreedom : welch.degreesOfFreedom;
  const method = from.pooled && to.pooled ? "pooled-t" : "welch";
  const { standardError } = welch;
  return {
    standardError,
    interval: tInterval(welch.difference, standardError, degreesOfFreedom, confidenceLevel, method),
  };
}

function stepBetween(
  from: LoyaltyLevel,
  to: LoyaltyLevel,
  step: { readonly standardError: number | null; readonly interval: ConfidenceInterval } | null,
): LoyaltyStep {
  const estimate = to.estimate - from.estimate;
  const either = (code: string) => [from, to].some(({ caveats }) => caveats.some((caveat) => caveat.code === code));
  return {
    kind: "loyalty-step",
    unit: from.unit,
    scale: null,
    from: from.level,
    to: to.level,
    estimate: estimate + 0,
    standardError: step?.standardError ?? null,
    interval: step?.interval ?? null,
    perPoint: estimate / (to.level - from.level) + 0,
    n: from.n + to.n,
    nMissing: 0,
    caveats: caveatsWhere({
      "pooled-variance": either("pooled-variance"),
      "single-answer": step === null,
      "all-answers-equal": from.unit === "value" && step?.standardError === 0,
    }),
  };
}
