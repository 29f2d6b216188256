import type { Alternative, ConfidenceInterval, TestResult } from "../../core/estimate";
import { normalQuantile } from "../../numerics/normal";
import { studentTTwoSided, studentTUpper } from "../../numerics/student-t";
import type { Cosine } from "./unit-deviations";

/** What a caller asks of every correlation's test and interval. */
export interface InferenceSettings {
  readonly confidenceLevel: number;
  readonly alternative: Alternative;
}

/** The t test of no correlation; `null` where the correlation is 1 or -1. */
export function correlationTTest(
  { r, gap }: Cosine,
  degreesOfFreedom: number,
  alternative: Alternative,
  method: string,
): TestResult {
  const statistic = gap === 0 ? null : r * Math.sqrt(degreesOfFreedom / (gap * (2 - gap)));
  return {
    statistic,
    degreesOfFreedom: statistic === null ? [] : [degreesOfFreedom],
    pValue: statistic === null ? null : tailOf(statistic, degreesOfFreedom, alternative),
    alternative,
    method,
  };
}

function tailOf(statistic: number, degreesOfFreedom: number, alternative: Alternative): number {
  if (alternative === "two-sided") return studentTTwoSided(statistic, degreesOfFreedom);
  return studentTUpper(alternative === "greater" ? statistic : -statistic, degreesOfFreedom);
}

/**
 * The interval that is normal on Fisher's scale, artanh r; a one-sided one ends at -1 or 1.
 *
 * @param error - Standard error of artanh r.
 */
export function fisherInterval(
  { r, gap }: Cosine,
  error: number,
  { confidenceLevel, alternative }: InferenceSettings,
  method: string,
): ConfidenceInterval {
  // the same as atanh(r), with the digits of the gap
  const z = Math.abs(r) < 0.5 ? Math.atanh(r) : (Math.sign(r) * Math.log((2 - gap) / gap)) / 2;
  const tail = alternative === "two-sided" ? (1 - confidenceLevel) / 2 : 1 - confidenceLevel;
  const half = -normalQuantile(tail) * error;
  return {
    lower: alternative === "less" ? -1 : Math.tanh(z - half) + 0,
    upper: alternative === "greater" ? 1 : Math.tanh(z + half) + 0,
    level: confidenceLevel,
    method,
  };
}
