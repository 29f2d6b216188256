import { type Caveat, caveatsWhere } from "../../../core/caveats";
import type { ConfidenceInterval, Estimate } from "../../../core/estimate";
import { moverEnds } from "../../../statistics/estimates/difference";
import { cut, tInterval } from "../../../statistics/estimates/interval";
import { errorOfMean, kishNumber, type MeanResult, meanResult, varianceOf } from "../../../statistics/estimates/mean";
import { shareCaveats, shareError, shareInterval, shareSpan } from "../../../statistics/estimates/proportion";
import { type EstimatedMean, welchDifference } from "../../../statistics/estimates/welch";
import type { Moments } from "../../../statistics/summaries/moments";
import { effectiveN } from "../../../statistics/summaries/weighted-tally";
import type { LevelGroup } from "./level-groups";

/** Loyalty of the customers who gave one level of satisfaction: a mean, or a share where loyalty is binary. */
export interface LoyaltyLevel extends Estimate<"value" | "share", ConfidenceInterval | null> {
  readonly kind: "loyalty-level";
  readonly level: number;
  /** Share of all customers who gave this level; of their weights, where there are any. */
  readonly share: number;
  /**
   * Of this level's own answers, with divisor n - 1; with weights, as R's `survey::svyvar` has it; `null` for a single
   * answer. For binary loyalty that of its zeros and ones.
   */
  readonly standardDeviation: number | null;
  /**
   * Variance of `estimate`, as analyses of the whole curve weigh it: the square of `standardError`; for binary loyalty
   * Agresti and Coull's, with two more customers of each kind, so that 0 of n is not certain. `null` where there is no
   * `interval`.
   */
  readonly variance: number | null;
}

/** How a step compares with the smallest gain per point of satisfaction that is worth acting on. */
export type StepVerdict = "steep" | "flat" | "falling" | "undetermined";

/** How much loyalty changes from one level to the next that has answers. */
export interface LoyaltyStep extends Estimate<"value" | "share", ConfidenceInterval | null> {
  readonly kind: "loyalty-step";
  readonly from: number;
  readonly to: number;
  /** The change for each point of satisfaction: `estimate` over `to - from`. */
  readonly perPoint: number;
  /**
   * Whether the interval, for each point of satisfaction, is wholly above the curve's margin, within it on both sides of
   * 0, below it, or neither.
   */
  readonly verdict: StepVerdict;
}

/** A step before its verdict, which the whole curve is needed for. */
export type UnjudgedStep = Omit<LoyaltyStep, "verdict">;

interface LevelsAndSteps {
  readonly levels: readonly LoyaltyLevel[];
  readonly steps: readonly UnjudgedStep[];
}

/** What is estimated of a level or a step. */
type Estimated = Pick<LoyaltyLevel, "standardError" | "interval">;

/** Answers, or what weighted ones count for: Kish's number. */
const FEWEST_FOR_OWN_SPREAD = 5;
/** The least share of what a level's answers weigh beside one of them that still shows a spread. */
const LEAST_BESIDE = 1e-6;

/** How much the customers of a level count: their number, or the sum of their weights. */
export function weightOf({ n, sumOfWeights }: Moments): number {
  return sumOfWeights ?? n;
}

function weightOfAll(groups: readonly LevelGroup[]): number {
  return groups.reduce((sum, { summary }) => sum + weightOf(summary), 0);
}

/** Binary loyalty: shares with Wilson's intervals, steps with Newcombe's. */
export function curveOfShares(groups: readonly LevelGroup[], confidenceLevel: number): LevelsAndSteps {
  const total = weightOfAll(groups);
  const levels = groups.map((group) => shareLevel(group, total, confidenceLevel));
  return { levels, steps: stepsOf(levels, (from, to) => shareStep(from, to, confidenceLevel)) };
}

function shareLevel({ level, summary }: LevelGroup, total: number, confidenceLevel: number): LoyaltyLevel {
  const { n, mean, sumOfWeights } = summary;
  const successes = Math.round(mean * n);
  const share = sumOfWeights === null ? successes / n : mean;
  const standardError = sumOfWeights === null ? shareError(successes, n) : n > 1 ? errorOfMean(summary) : 0;
  const size = sumOfWeights === null ? n : effectiveN(kishNumber(summary), share * (1 - share), standardError ** 2);
  return newLevel({ level, summary: { ...summary, mean: share } }, total, "share", {
    standardError,
    interval: shareInterval(share, size, confidenceLevel, "wilson"),
    // two successes and two failures more, and half the span of two errors
    variance: (shareSpan(share, size, 2, "agresti-coull").half / 2) ** 2,
    caveats: shareCaveats(share, n),
  });
}

function shareStep(from: LoyaltyLevel, to: LoyaltyLevel, level: number): Estimated {
  const ends = moverEnds(from.estimate, from.interval!, to.estimate, to.interval!);
  return {
    standardError: Math.hypot(from.standardError!, to.standardError!),
    interval: cut({ ...ends, level, method: "mover" }, -1, 1),
  };
}

/** Numeric loyalty: means with t intervals, steps with Welch's. */
export function curveOfMeans(fn: string, groups: readonly LevelGroup[], confidenceLevel: number): LevelsAndSteps {
  const total = weightOfAll(groups);
  const means = groups.map(({ summary }) => meanResult(fn, "loyalty", summary, confidenceLevel));
  const spreads = spreadsOf(groups, means);
  const levels = groups.map((group, i) => meanLevel(group, total, means[i]!, spreads[i]!, confidenceLevel));
  return {
    levels,
    steps: stepsOf(levels, (from, to, i) => meanStep(from, to, spreads[i]!, spreads[i + 1]!, confidenceLevel)),
  };
}

/** A level's mean with its own spread, or with that of all levels; `null` where even that is unknown. */
type LevelSpread = (EstimatedMean & { readonly pooled: boolean }) | null;

function spreadsOf(groups: readonly LevelGroup[], means: readonly MeanResult[]): LevelSpread[] {
  let squares = 0;
  let divisor = 0;
  let within = 0;
  groups.forEach(({ summary }, i) => {
    within += summary.n - 1;
    // of all weight; without weights (n - 1) / n
    const beside = 1 - 1 / kishNumber(summary);
    // where one answer outweighs all others, rounding leaves nothing to divide by
    if (beside < LEAST_BESIDE) return;
    // answers that differ by rounding have squares, but no interval
    if (means[i]!.interval !== null) squares += summary.sumOfSquares;
    divisor += weightOf(summary) * beside;
  });
  return groups.map(({ summary }, i) => {
    const { n, mean, meanLow } = summary;
    const own = means[i]!;
    const varies = own.interval !== null;
    const size = kishNumber(summary);
    // equal weights may leave their number a little short
    const isFew = size * (1 + 1e-9) < FEWEST_FOR_OWN_SPREAD;
    const pooledError = Math.sqrt(squares / divisor / size);
    // beside a mean that is too large for it, a spread is none; nor is it where no level has a second answer
    const pooled = (isFew || !varies) && pooledError ** 2 > 0 && mean + pooledError !== mean;
    if (!pooled && !varies) return null;
    const standardError = pooled ? pooledError : own.standardError!;
    return { mean, meanLow, variance: standardError ** 2, degreesOfFreedom: pooled ? within : n - 1, pooled };
  });
}

function meanLevel(
  group: LevelGroup,
  total: number,
  own: MeanResult,
  spread: LevelSpread,
  confidenceLevel: number,
): LoyaltyLevel {
  const variance = spread?.variance ?? null;
  if (!spread?.pooled) return newLevel(group, total, "value", { ...own, variance });
  const standardError = Math.sqrt(spread.variance);
  return newLevel(group, total, "value", {
    standardError,
    interval: tInterval(own.estimate, standardError, spread.degreesOfFreedom, confidenceLevel, "pooled-t"),
    variance,
    caveats: caveatsWhere({ "pooled-variance": true, "all-answers-equal": own.n > 1 && own.interval === null }),
  });
}

function meanStep(
  from: LoyaltyLevel,
  to: LoyaltyLevel,
  fromSpread: LevelSpread,
  toSpread: LevelSpread,
  confidenceLevel: number,
): Estimated {
  if (fromSpread === null || toSpread === null) {
    const known = from.standardError !== null && to.standardError !== null;
    return { standardError: known ? Math.hypot(from.standardError, to.standardError) : null, interval: null };
  }
  const welch = welchDifference(fromSpread, toSpread);
  // one pooled variance behind both means is one estimate, not two independent ones
  const pooled = fromSpread.pooled && toSpread.pooled;
  const degreesOfFreedom = pooled ? fromSpread.degreesOfFreedom : welch.degreesOfFreedom;
  const { standardError } = welch;
  const method = pooled ? "pooled-t" : "welch";
  return {
    standardError,
    interval: tInterval(welch.difference, standardError, degreesOfFreedom, confidenceLevel, method),
  };
}

function newLevel(
  { level, summary }: LevelGroup,
  total: number,
  unit: LoyaltyLevel["unit"],
  { standardError, interval, variance, caveats }: Estimated & Pick<LoyaltyLevel, "variance" | "caveats">,
): LoyaltyLevel {
  return {
    kind: "loyalty-level",
    unit,
    scale: null,
    level,
    share: weightOf(summary) / total,
    estimate: summary.mean,
    standardError,
    interval,
    n: summary.n,
    nMissing: 0,
    standardDeviation: summary.n > 1 ? Math.sqrt(varianceOf(summary)) : null,
    variance,
    caveats,
  };
}

/** The steps from each level to the next. */
function stepsOf(
  levels: readonly LoyaltyLevel[],
  estimateOf: (from: LoyaltyLevel, to: LoyaltyLevel, index: number) => Estimated,
): UnjudgedStep[] {
  return levels.slice(1).map((to, i) => {
    const from = levels[i]!;
    const estimate = to.estimate - from.estimate;
    return {
      kind: "loyalty-step",
      unit: from.unit,
      scale: null,
      from: from.level,
      to: to.level,
      estimate: estimate + 0,
      ...estimateOf(from, to, i),
      perPoint: estimate / (to.level - from.level) + 0,
      n: from.n + to.n,
      nMissing: 0,
      caveats: caveatsOfEither(from, to),
    };
  });
}

/** Whether a level borrows its spread from all levels. */
export function hasPooledVariance(levels: readonly LoyaltyLevel[]): boolean {
  return levels.some(({ caveats }) => caveats.some(({ code }) => code === "pooled-variance"));
}

function caveatsOfEither(from: LoyaltyLevel, to: LoyaltyLevel): Caveat[] {
  const codes = new Set([...from.caveats, ...to.caveats].map(({ code }) => code));
  return Array.from(codes, (code) => ({ code, path: null }));
}
