import type { ConfidenceInterval, TestResult } from "../../core/estimate";
import { chiSquaredUpper } from "../../numerics/chi-squared";
import { normalQuantile } from "../../numerics/normal";
import { studentTUpperQuantile } from "../../numerics/student-t";
import { dot } from "../../numerics/sums";
import { isDetermined, type LikelihoodFit } from "./likelihood-fit";
import { profileEnds } from "./profile-interval";
import { waldPValue } from "./wald";
import { formOf, type WorkingBasis } from "./working-basis";

/** How many times the odds rise with one unit of a predictor. */
export interface OddsRatio {
  readonly estimate: number;
  readonly interval: ConfidenceInterval;
}

/** One coefficient of a logistic or an ordinal model. */
export interface GeneralisedCoefficient<N extends string = string> {
  /** The predictor's name, `gate[B]` for a category, `food^2`, `food:staff`, or `"(intercept)"`. */
  readonly name: N | "(intercept)";
  /**
   * Change of the log-odds (of the probit, under that link) with one unit of the predictor, the others held fixed;
   * `null` where it grows without end because the predictors separate the outcomes, as are all other numbers then.
   */
  readonly estimate: number | null;
  readonly standardError: number | null;
  /** Estimate over standard error: standard normal under no effect, Student's t with survey weights. */
  readonly statistic: number | null;
  /** Two-sided p-value of `statistic`. */
  readonly pValue: number | null;
  readonly interval: ConfidenceInterval | null;
  /** Exponential of estimate and interval; `null` also under the probit link and beyond the range of doubles. */
  readonly oddsRatio: OddsRatio | null;
}

/** How intervals of coefficients come about. */
export type CoefficientInterval = "wald" | "profile";

/** A number of a fit that has an error: a coefficient or a threshold. */
export interface FittedNumber {
  readonly estimate: number | null;
  readonly standardError: number | null;
  readonly interval: ConfidenceInterval | null;
}

/** What makes numbers of a fit. */
export interface Inference {
  readonly fit: LikelihoodFit;
  readonly confidenceLevel: number;
  readonly method: CoefficientInterval;
  /** Of Student's t; `null` for the normal distribution. */
  readonly degreesOfFreedom: number | null;
  /** In the place of the inverse information, where the errors are others. */
  readonly covariance: Float64Array;
}

/** Estimate, error and interval of a combination of a fit's coordinates. */
export function fittedNumber(
  fn: string,
  { fit, confidenceLevel, method, degreesOfFreedom, covariance }: Inference,
  combination: Float64Array,
  inOwnUnit: (value: number) => number,
): FittedNumber {
  if (!isDetermined(combination, fit.flat)) return { estimate: null, standardError: null, interval: null };
  const p = combination.length;
  const raw = dot(combination, 0, fit.coordinates, 0, p);
  const error = Math.sqrt(Math.max(0, formOf(combination, covariance, combination)));
  const tail = (1 - confidenceLevel) / 2;
  const quantile = degreesOfFreedom === null ? -normalQuantile(tail) : studentTUpperQuantile(tail, degreesOfFreedom);
  const ends =
    method === "wald"
      ? { lower: raw - quantile * error, upper: raw + quantile * error }
      : profileEnds(
          fn,
          fit.objective,
          fit.maximum.point,
          fit.maximum.at.value,
          {
            combination: keptOf(fit, combination),
            estimate: raw,
            standardError: error,
            drift: keptOf(
              fit,
              combination.map((_, j) => dot(covariance, j * p, combination, 0, p) / error ** 2),
            ),
          },
          quantile ** 2 / 2,
        );
  return {
    estimate: inOwnUnit(raw),
    standardError: inOwnUnit(error),
    interval: {
      lower: inOwnUnit(ends.lower),
      upper: inOwnUnit(ends.upper),
      level: confidenceLevel,
      method: method === "profile" ? "profile-likelihood" : degreesOfFreedom === null ? "wald" : "t",
    },
  };
}

/** The part of a vector in the coordinates along which a likelihood was maximised. */
function keptOf({ directions }: LikelihoodFit, vector: Float64Array): Float64Array {
  return Float64Array.from(directions, (direction) => vector[direction.indexOf(1)] as number);
}

/** The row of a coefficient. */
export function generalisedCoefficient(
  name: string,
  fitted: FittedNumber,
  degreesOfFreedom: number | null,
  hasOdds: boolean,
): GeneralisedCoefficient {
  const { estimate, standardError, interval } = fitted;
  const statistic =
    estimate === null || standardError === null || standardError === 0 ? null : estimate / standardError;
  return {
    name,
    estimate,
    standardError,
    statistic,
    pValue: statistic === null ? null : waldPValue(statistic, degreesOfFreedom),
    interval,
    oddsRatio: hasOdds ? oddsRatioOf(fitted) : null,
  };
}

function oddsRatioOf({ estimate, interval }: FittedNumber): OddsRatio | null {
  if (estimate === null || interval === null || !(Math.exp(interval.upper) < Infinity)) return null;
  const { lower, upper } = interval;
  return {
    estimate: Math.exp(estimate),
    interval: { ...interval, lower: Math.exp(lower), upper: Math.exp(upper) },
  };
}

/** The test of a model against the one without its predictors; `null` without a predictor that has a coefficient. */
export function likelihoodRatioTest(
  logLikelihood: number,
  without: number,
  degreesOfFreedom: number,
  method = "likelihood-ratio",
): TestResult | null {
  if (degreesOfFreedom === 0) return null;
  const statistic = Math.max(0, 2 * (logLikelihood - without));
  return {
    statistic,
    degreesOfFreedom: [degreesOfFreedom],
    pValue: chiSquaredUpper(statistic, degreesOfFreedom),
    alternative: "two-sided",
    method,
  };
}

/** Names of the coefficients that separation leaves without an estimate. */
export function divergingIn({ names, combinations }: WorkingBasis, { flat }: LikelihoodFit): string[] {
  return names.filter((_, k) => !isDetermined(combinations[k] as Float64Array, flat));
}
