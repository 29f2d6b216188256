import type { ConfidenceInterval, Ends } from "../../core/estimate";
import { normalQuantile } from "../../numerics/normal";
import type { EventTable } from "./event-table";
import { shareEnds } from "./proportion";

/** How the interval of a surviving share is made. */
export type SurvivalMethod = "wilson" | "log-log" | "log" | "plain";

/** All of them, for checks. */
export const SURVIVAL_METHODS: readonly SurvivalMethod[] = ["wilson", "log-log", "log", "plain"];

/** The product-limit estimate at a time. */
export interface SurvivalPoint {
  readonly survival: number;
  /** What is missing from 1, kept apart, since subtracting would lose the digits of a small share. */
  readonly failure: number;
  /** Greenwood's sum: the variance of the logarithm of `survival`; infinite where none survive. */
  readonly greenwood: number;
  /** How many durations without censoring would know the share as well. */
  readonly effectiveN: number;
}

/** A table with the estimate from each of its times to the next. */
export interface SurvivalCurve extends EventTable {
  readonly points: readonly SurvivalPoint[];
}

/**
 * The product-limit estimate.
 *
 * @remarks Between two times at which somebody was censored, products and sums telescope: only one quotient is taken,
 * so that without censoring the curve is the empirical share to the last digit. O(times).
 */
export function survivalCurve(table: EventTable): SurvivalCurve {
  const { times, atRisk, events, censored } = table;
  const points: SurvivalPoint[] = [];
  let before: Product = { survival: 1, failure: 0, greenwood: 0 };
  let start = table.n;
  let failed = 0;
  for (let i = 0; i < times.length; i++) {
    failed += events[i]!;
    const product = continued(before, start, failed);
    points.push({ ...product, effectiveN: effective(before, start, failed, product) ?? atRisk[i]! });
    if (censored[i]! > 0) {
      before = product;
      start -= failed + censored[i]!;
      failed = 0;
    }
  }
  return { ...table, points };
}

type Product = Omit<SurvivalPoint, "effectiveN">;

/** The product after so many at risk of whom so many have had the event since. */
function continued({ survival, failure, greenwood }: Product, start: number, failed: number): Product {
  const remaining = start - failed;
  return {
    survival: survival * (remaining / start),
    failure: remaining === 0 ? 1 : failure + survival * (failed / start),
    greenwood: greenwood + failed / start / remaining,
  };
}

/**
 * p (1 - p) over the variance of p; `null` where nobody has had the event. Once all have had it, 0 over 0, as if half
 * of the last one were left, which without censoring gives the number of durations as everywhere else.
 */
function effective(before: Product, start: number, failed: number, product: Product): number | null {
  if (product.failure === 0) return null;
  const { survival, failure, greenwood } = product.survival > 0 ? product : continued(before, start, failed - 0.5);
  return failure / survival / greenwood;
}

/** Greenwood's standard error; 0 where all or none survive, as his formula tends to. */
export function survivalError({ survival, greenwood }: SurvivalPoint): number {
  return survival === 0 ? 0 : survival * Math.sqrt(greenwood);
}

/** Makes intervals of surviving shares, `null` where the method has none. */
export function survivalIntervals(
  level: number,
  method: SurvivalMethod,
): (point: SurvivalPoint) => ConfidenceInterval | null {
  const z = -normalQuantile((1 - level) / 2);
  return (point) => {
    const ends = survivalEnds(point, z, method);
    if (ends === null) return null;
    const { survival } = point;
    // at a level near 0 rounding may leave the estimate beside the ends
    return { lower: Math.min(ends.lower, survival), upper: Math.max(ends.upper, survival), level, method };
  };
}

function survivalEnds(point: SurvivalPoint, z: number, method: SurvivalMethod): Ends | null {
  const { survival, failure, greenwood, effectiveN } = point;
  if (method === "wilson") return shareEnds(survival, effectiveN, z, method);
  if (survival === 0 || failure === 0) return null;
  const log = Math.log(survival);
  const half = z * Math.sqrt(greenwood);
  if (method === "plain") {
    return { lower: Math.max(0, survival - survival * half), upper: Math.min(1, survival + survival * half) };
  }
  if (method === "log") return { lower: survival * Math.exp(-half), upper: Math.min(1, survival * Math.exp(half)) };
  const power = Math.exp(-half / log);
  return { lower: Math.exp(log * power), upper: Math.exp(log / power) };
}

/** The curve at a time. */
export interface SurvivalReading extends SurvivalPoint {
  /** Those whose duration is at least the time. */
  readonly atRisk: number;
  /** About how many were followed for this time, whether or not they had the event before: all, without censoring. */
  readonly followed: number;
}

/** Reads the curve at a time; `null` beyond the last censored duration, where nobody was followed. O(log times). */
export function readCurve({ n, times, atRisk, points }: SurvivalCurve, time: number): SurvivalReading | null {
  let [from, to] = [0, times.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (times[middle]! <= time) from = middle + 1;
    else to = middle;
  }
  const all: SurvivalPoint = { survival: 1, failure: 0, greenwood: 0, effectiveN: n };
  const on = from - 1;
  const point = points[on] ?? all;
  const risk = times[on] === time ? atRisk[on]! : (atRisk[from] ?? 0);
  if (risk === 0 && point.survival > 0) return null;
  // of those who were followed, the share before the time is still at risk; once none survive, as at the last event
  const isStep = times[on] === time || risk === 0;
  const { survival: before } = isStep ? (points[on - 1] ?? all) : point;
  return {
    ...point,
    effectiveN: point.failure === 0 ? risk : point.effectiveN,
    atRisk: risk,
    followed: (risk === 0 ? atRisk[on]! : risk) / before,
  };
}

/** Shares that differ by less are equal but for rounding. */
const SLACK = 1e-11;

/**
 * The first time at which a falling curve is at or below a share; the middle of the step where it stays at the share
 * for a while. `null` where it does not come down to it, or has no values.
 */
export function timeAtShare(
  times: ArrayLike<number>,
  shares: readonly (number | null)[],
  share: number,
): number | null {
  const first = shares.findIndex((value) => value !== null && value < share + SLACK);
  if (first === -1) return null;
  const value = shares[first]!;
  const reached = times[first]!;
  if (value < share - SLACK) return reached;
  const next = shares.findIndex((later, i) => i > first && later !== null && later < value);
  return next === -1 ? reached : reached + (times[next]! - reached) / 2;
}
