import { type Caveat, caveatsAt, caveatsWhere } from "../../core/caveats";
import { checkAtLeast, checkConfidenceLevel, checkOneOf, reject } from "../../core/checks";
import type { ConfidenceInterval, OpenInterval } from "../../core/estimate";
import { type RestrictedMean, restrictedMeanOf } from "./restricted-mean";
import {
  readCurve,
  SURVIVAL_METHODS,
  type SurvivalCurve,
  type SurvivalMethod,
  type SurvivalPoint,
  type SurvivalReading,
  survivalError,
  survivalIntervals,
  timeAtShare,
} from "./survival-curve";

/** The curve from one time at which somebody had the event or was censored to the next. */
export interface SurvivalStep {
  readonly time: number;
  /** Durations of at least this time. */
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  /** Estimated share without the event at this time, [0, 1]. */
  readonly survival: number;
  /** Greenwood's; 0 where all or none survive. */
  readonly standardError: number;
  /** `null` where all or none survive, unless the method is `wilson`. */
  readonly interval: ConfidenceInterval | null;
}

/** The curve at a time that was asked for; `null` where nobody was followed that long. */
export interface SurvivalAt {
  readonly time: number;
  readonly atRisk: number;
  readonly survival: number | null;
  readonly standardError: number | null;
  readonly interval: ConfidenceInterval | null;
}

/** The time that half of all take; `null` where the curve, or the end of its interval, does not come down to a half. */
export interface SurvivalMedian {
  readonly estimate: number | null;
  readonly interval: OpenInterval;
}

/** How many still have not had the event, by time. */
export interface KaplanMeierResult {
  readonly kind: "kaplan-meier";
  readonly n: number;
  readonly nMissing: number;
  readonly events: number;
  readonly censored: number;
  /** Earliest first. */
  readonly steps: readonly SurvivalStep[];
  /** The curve at the `times` of the options, in their order. */
  readonly readings: readonly SurvivalAt[];
  readonly median: SurvivalMedian;
  /** `null` where no horizon was given, or nobody was followed that long. */
  readonly restrictedMean: RestrictedMean | null;
  readonly confidenceLevel: number;
  readonly method: SurvivalMethod;
  readonly caveats: readonly Caveat[];
}

/** What a curve is to say, and how. */
export interface CurveSettings {
  readonly times: readonly number[];
  readonly confidenceLevel: number;
  readonly method: SurvivalMethod;
}

/** The rules of every function whose result has such a curve. */
export function checkCurveSettings(fn: string, { times, confidenceLevel, method }: CurveSettings): void {
  if (!Array.isArray(times)) reject(fn, "times", "be an array of times", times);
  for (const [i, time] of (times as readonly number[]).entries()) checkAtLeast(fn, `times.${i}`, time, 0);
  checkConfidenceLevel(fn, confidenceLevel);
  checkOneOf(fn, "method", method, SURVIVAL_METHODS);
}

/** With fewer followed for so long, `docs/calibration.md` finds that intervals can cover less than 93 % at 95 %. */
const FEW_FOLLOWED = 5;

/**
 * The result of a curve of at least one duration. No event is possible before the time `from`, so that all survive
 * until then for certain.
 */
export function kaplanMeierOf(
  curve: SurvivalCurve,
  nMissing: number,
  settings: CurveSettings & { readonly horizon?: number | undefined },
  from = 0,
): KaplanMeierResult {
  const { times, horizon, confidenceLevel, method } = settings;
  const { n } = curve;
  const estimated = survivalIntervals(confidenceLevel, method);
  const intervalOf = (point: SurvivalPoint, time: number) =>
    time < from ? { lower: 1, upper: 1, level: confidenceLevel, method } : estimated(point);
  const steps = curve.points.map(
    (point, i): SurvivalStep => ({
      time: curve.times[i]!,
      atRisk: curve.atRisk[i]!,
      events: curve.events[i]!,
      censored: curve.censored[i]!,
      survival: point.survival,
      standardError: survivalError(point),
      interval: intervalOf(point, curve.times[i]!),
    }),
  );
  const read = times.map((time) => readCurve(curve, time));
  const median = medianOf(steps, confidenceLevel, method);
  const restrictedMean = horizon === undefined ? null : restrictedMeanOf(curve, horizon, nMissing, confidenceLevel);
  const events = curve.events.reduce((sum, count) => sum + count, 0);
  return {
    kind: "kaplan-meier",
    n,
    nMissing,
    events,
    censored: n - events,
    steps,
    readings: read.map((reading, i) => ({
      time: times[i]! + 0,
      atRisk: reading?.atRisk ?? 0,
      survival: reading?.survival ?? null,
      standardError: reading && survivalError(reading),
      interval: reading && intervalOf(reading, times[i]!),
    })),
    median,
    restrictedMean,
    confidenceLevel,
    method,
    caveats: [
      ...caveatsWhere({ "single-answer": n === 1 }),
      ...caveatsAt("steps", caveatsWhere({ "no-interval": steps.some(({ interval }) => interval === null) })),
      ...caveatsAt("median", medianCaveats(median)),
      ...read.flatMap((reading, i) =>
        reading !== null && times[i]! < from ? [] : caveatsAt(`readings.${i}`, readingCaveats(reading)),
      ),
      ...caveatsAt(
        "restrictedMean",
        caveatsWhere({ "beyond-observation": horizon !== undefined && restrictedMean === null }),
      ),
    ],
  };
}

/** What a reader of the curve at a time should know. */
export function readingCaveats(reading: SurvivalReading | null): Caveat[] {
  if (reading === null) return caveatsWhere({ "beyond-observation": true });
  return caveatsWhere({ "few-followed": reading.followed < FEW_FOLLOWED });
}

function medianOf(steps: readonly SurvivalStep[], level: number, method: string): SurvivalMedian {
  const times = steps.map(({ time }) => time);
  const at = (shareOf: (step: SurvivalStep) => number | null) => timeAtShare(times, steps.map(shareOf), 0.5);
  return {
    estimate: at(({ survival }) => survival),
    interval: {
      lower: at(({ interval }) => interval?.lower ?? null),
      upper: at(({ interval }) => interval?.upper ?? null),
      level,
      method,
    },
  };
}

function medianCaveats({ estimate, interval }: SurvivalMedian): Caveat[] {
  const open = interval.lower === null || interval.upper === null;
  return caveatsWhere({ "median-not-reached": estimate === null, "unbounded-interval": estimate !== null && open });
}
