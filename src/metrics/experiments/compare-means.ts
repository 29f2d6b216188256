import { checkAtLeast, checkConfidenceLevel, checkCount, checkFinite, checkObject, refuse } from "../../core/checks";
import type { TestResult } from "../../core/estimate";
import { studentTTwoSided } from "../../numerics/student-t";
import { tInterval } from "../../statistics/interval";
import { type MeanResult, meanResult } from "../../statistics/mean";
import { checkMoments, type Moments, momentsOf } from "../../statistics/moments";
import { type EstimatedMean, welchDifference } from "../../statistics/welch";
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
 * @remarks $$t = \frac{\bar x_1 - \bar x_0}{\sqrt{s_1^2 / n_1 + s_0^2 / n_0}}$$ with Satterthwaite's degrees of freedom;
 * the spreads need not be equal. Where neither arm varies there is no standard error: interval and test are `null`.
 * O(n) time for values, O(1) for summaries.
 *
 * @param control - The arm that is subtracted, of at least two values; see {@link MeanArm}.
 * @param treatment - The arm that it is subtracted from.
 * @param options - See {@link CompareMeansOptions}.
 * @returns Both means and their difference in the unit of the values, treatment minus control.
 * @throws A {@link StatsError}: `invalid-input` on a value that is no finite number or an unsound summary;
 * `insufficient-data` when an arm has fewer than two values.
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
  const { confidenceLevel = 0.95 } = options;
  const arms = {
    control: meanOfArm("control", control, confidenceLevel),
    treatment: meanOfArm("treatment", treatment, confidenceLevel),
  };
  const { difference, standardError, degreesOfFreedom } = welchDifference(
    estimatedMean(arms.control),
    estimatedMean(arms.treatment),
  );
  const varies = standardError > 0;
  const statistic = varies ? difference / standardError : null;
  const test: TestResult = {
    statistic,
    degreesOfFreedom: [degreesOfFreedom],
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
  );
}

function meanOfArm(name: "control" | "treatment", arm: MeanArm, confidenceLevel: number): MeanResult {
  const fn = "compareMeans";
  checkConfidenceLevel(fn, confidenceLevel);
  checkObject(fn, name, arm);
  const summary = momentsOfArm(fn, name, arm);
  if (summary.n < 2) refuse("insufficient-data", fn, name, `must hold at least two values, received ${summary.n}`);
  return meanResult(fn, name, summary, confidenceLevel);
}

function momentsOfArm(fn: string, name: string, arm: MeanArm): Moments {
  if ("kind" in arm && arm.kind === "moments") {
    checkMoments(fn, name, arm);
    return arm;
  }
  if (!("standardDeviation" in arm)) return momentsOf(fn, name, arm as ArrayLike<number | null | undefined>);
  const { n, mean, standardDeviation } = arm;
  checkCount(fn, `${name}.n`, n);
  checkFinite(fn, `${name}.mean`, mean);
  checkAtLeast(fn, `${name}.standardDeviation`, standardDeviation, 0);
  const sumOfSquares = standardDeviation ** 2 * Math.max(0, n - 1);
  return { kind: "moments", n, nMissing: 0, mean, meanLow: 0, sumOfSquares };
}

function estimatedMean({ estimate, standardError, n }: MeanResult): EstimatedMean {
  return { mean: estimate, variance: standardError! ** 2, degreesOfFreedom: n - 1 };
}
