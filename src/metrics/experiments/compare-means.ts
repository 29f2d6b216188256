import { caveatsWhere } from "../../core/caveats";
import {
  checkAtLeast,
  checkConfidenceLevel,
  checkCount,
  checkFinite,
  checkObject,
  refuse,
  reject,
} from "../../core/checks";
import type { TestResult } from "../../core/estimate";
import { studentTTwoSided } from "../../numerics/student-t";
import { tInterval } from "../../statistics/estimates/interval";
import { type MeanResult, meanResult } from "../../statistics/estimates/mean";
import { type EstimatedMean, welchDifference } from "../../statistics/estimates/welch";
import { checkSpread, isRounding, type Moments, momentsOf, soundMoments } from "../../statistics/summaries/moments";
import { type Comparison, newComparison } from "./comparison";

/** Numbers, or what is known of them: moments, or number, mean and standard deviation as a report prints them. */
export type MeanArm =
  | ArrayLike<number | null | undefined>
  | Iterable<number | null | undefined>
  | Moments
  | { readonly n: number; readonly mean: number; readonly standardDeviation: number };

/** Options of {@link compareMeans}. */
export interface CompareMeansOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
}

/** Two means compared. */
export type MeanComparison = Comparison<"mean-comparison", MeanResult, "value">;

/**
 * The difference of two independent means, by Welch's t test.
 *
 * @remarks $$t = \frac{\bar x_1 - \bar x_0}{\sqrt{s_1^2 / n_1 + s_0^2 / n_0}}$$ with Satterthwaite's degrees of
 * freedom; the spreads need not be equal. Where neither arm varies, to rounding, there is nothing to test against:
 * interval and test are `null`. O(n) time for values, O(1) for summaries.
 *
 * @param control - The arm that is subtracted, of at least two values; see {@link MeanArm}.
 * @param treatment - The arm that it is subtracted from.
 * @param options - See {@link CompareMeansOptions}.
 * @returns Both means and their difference in the unit of the values, treatment minus control.
 * @throws A {@link StatsError}: `invalid-input` on a value that is no finite number, or values that spread by less than
 * 1e-145 or more than 1e150 or an unsound summary; `insufficient-data` when an arm has fewer than two values.
 * @see Welch (1947), Biometrika 34(1-2), 28-35, doi:10.1093/biomet/34.1-2.28 (not read)
 *
 * @example
 * ```ts
 * const result = compareMeans([3, 4, 5, 4], { n: 40, mean: 4.5, standardDeviation: 0.8 });
 * result.difference.estimate; //=> 0.5
 * result.test.pValue; //~> 0.314
 * ```
 */
export function compareMeans(control: MeanArm, treatment: MeanArm, options: CompareMeansOptions = {}): MeanComparison {
  const fn = "compareMeans";
  checkObject(fn, "options", options);
  const { confidenceLevel = 0.95 } = options;
  checkConfidenceLevel(fn, confidenceLevel);
  const summaries = {
    control: momentsOfArm(fn, "control", control),
    treatment: momentsOfArm(fn, "treatment", treatment),
  };
  const arms = {
    control: meanResult(fn, "control", summaries.control, confidenceLevel),
    treatment: meanResult(fn, "treatment", summaries.treatment, confidenceLevel),
  };
  const { difference, standardError, degreesOfFreedom } = welchDifference(
    estimatedMean(summaries.control),
    estimatedMean(summaries.treatment),
  );
  if (!Number.isFinite(difference)) reject(fn, "treatment", "differ from control by less than 1e308", Infinity);
  const largest = Math.max(Math.abs(arms.control.estimate), Math.abs(arms.treatment.estimate));
  const varies = !isRounding(Math.max(arms.control.standardDeviation!, arms.treatment.standardDeviation!), largest);
  const statistic = varies ? difference / standardError + 0 : null;
  const test: TestResult = {
    statistic,
    degreesOfFreedom: varies ? [degreesOfFreedom] : [],
    pValue: statistic === null ? null : studentTTwoSided(statistic, degreesOfFreedom),
    alternative: "two-sided",
    method: "welch",
  };
  const interval = varies ? tInterval(difference, standardError, degreesOfFreedom, confidenceLevel, "welch") : null;
  return newComparison(
    "mean-comparison",
    arms,
    { unit: "value", scale: null, estimate: difference, standardError, interval },
    test,
    "welch",
    caveatsWhere({ "all-answers-equal": !varies }),
  );
}

function momentsOfArm(fn: string, name: "control" | "treatment", arm: MeanArm): Moments {
  checkObject(fn, name, arm);
  const summary = summaryOfArm(fn, name, arm);
  if (summary.n < 2) refuse("insufficient-data", fn, name, `must hold at least two values, received ${summary.n}`);
  return summary;
}

function summaryOfArm(fn: string, name: string, arm: MeanArm): Moments {
  if ("kind" in arm && arm.kind === "moments") return soundMoments(fn, name, arm);
  if (!("standardDeviation" in arm)) return momentsOf(fn, name, arm as ArrayLike<number | null | undefined>);
  const { n, mean, standardDeviation } = arm;
  checkCount(fn, `${name}.n`, n);
  checkFinite(fn, `${name}.mean`, mean);
  checkAtLeast(fn, `${name}.standardDeviation`, standardDeviation, 0);
  checkSpread(fn, `${name}.standardDeviation`, standardDeviation);
  const sumOfSquares = standardDeviation ** 2 * Math.max(0, n - 1);
  if (!(sumOfSquares < 1e306))
    reject(fn, `${name}.standardDeviation`, "have a sum of squares below 1e306", standardDeviation);
  return { kind: "moments", n, nMissing: 0, mean: mean + 0, meanLow: 0, sumOfSquares };
}

function estimatedMean({ n, mean, meanLow, sumOfSquares }: Moments): EstimatedMean {
  return { mean: mean!, meanLow, variance: sumOfSquares / (n - 1) / n, degreesOfFreedom: n - 1 };
}
