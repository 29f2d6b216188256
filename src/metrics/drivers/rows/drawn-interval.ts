import type { CaveatCode } from "../../../core/caveats";
import type { ConfidenceInterval } from "../../../core/estimate";
import { allEqual, momentsOfDraws, percentileEnds } from "../../../statistics/resampling/bootstrap-ends";

/** The middle part of draws. */
export interface MiddlePart {
  /** `null` where all draws are equal. */
  readonly interval: ConfidenceInterval | null;
  /** Whether an end is the smallest or the largest draw for want of more. */
  readonly extreme: boolean;
}

/** The middle part of draws that all told their number. */
export function middlePart(draws: Float64Array, level: number): MiddlePart {
  if (draws.length < 2 || allEqual(draws)) return { interval: null, extreme: false };
  const { lower, upper, extreme } = percentileEnds(draws, level);
  return { interval: { lower, upper, level, method: "bootstrap-percentile" }, extreme };
}

/** What draws of a number say of its uncertainty. */
export interface DrawnInterval {
  /** The middle part of the draws; `null` where less than half told the number, or all of them the same. */
  readonly interval: ConfidenceInterval | null;
  /** With divisor draws - 1; `null` where less than half told the number. */
  readonly standardDeviation: number | null;
  readonly codes: Partial<Record<CaveatCode, boolean>>;
}

/**
 * Percentile interval of draws that may have failed.
 *
 * @param draws - NaN where a draw did not tell the number.
 * @param ends - Of what the number can be: where all draws are at one of them, that is the interval.
 */
export function drawnInterval(draws: Float64Array, level: number, ends: readonly number[] = []): DrawnInterval {
  const told = toldDraws([draws])?.[0] ?? null;
  const failed = { "failed-draws": draws.some(Number.isNaN) };
  if (told === null) return { interval: null, standardDeviation: null, codes: { ...failed, "no-interval": true } };
  const end = told[0] as number;
  if (ends.includes(end) && told.every((value) => value === end)) {
    const interval = { lower: end, upper: end, level, method: "bootstrap-percentile" };
    return { interval, standardDeviation: 0, codes: failed };
  }
  const { interval, extreme } = middlePart(told, level);
  return {
    interval,
    standardDeviation: interval === null ? 0 : momentsOfDraws(told).deviation,
    codes: { ...failed, "all-draws-equal": interval === null, "too-few-draws": extreme },
  };
}

/** Of numbers drawn together, the draws that told all; `null` where these are less than half, a choice of their own. */
export function toldDraws(drawn: readonly Float64Array[]): Float64Array[] | null {
  const isTold = (draw: number) => drawn.every((numbers) => !Number.isNaN(numbers[draw]));
  const told = drawn.map((numbers) => numbers.filter((_, draw) => isTold(draw)));
  const [all, some] = [drawn[0]?.length ?? 0, told[0]?.length ?? 0];
  return some > 0 && 2 * some >= all ? told : null;
}
