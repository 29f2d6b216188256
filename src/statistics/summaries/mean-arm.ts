import { checkAtLeast, checkFinite, isIterable, reject } from "../../core/checks";
import { checkSpread, emptyMoments, type Moments, momentsOf } from "./moments";
import type { Values } from "./read-values";
import { soundMoments } from "./sound-moments";
import { wholeCount } from "./tally-from-counts";

/**
 * Numbers, or what is known of them: moments, which may be weighted, or number, mean and standard deviation as a report
 * prints them or a database returns them: of a single number without a standard deviation, of none without a mean.
 */
export type MeanArm =
  | Values
  | Moments
  | { readonly n: number | bigint; readonly mean: number | null; readonly standardDeviation: number | null };

/** The moments of an arm, whatever is known of it; none are too few. */
export function momentsOfArm(fn: string, path: string, arm: MeanArm): Moments {
  if (typeof arm === "object" && arm !== null) {
    if ("kind" in arm && arm.kind === "moments") return soundMoments(fn, path, arm);
    if (isIterable(arm)) return momentsOf(fn, path, arm as Values);
    if ("standardDeviation" in arm) return momentsOfPrinted(fn, path, arm);
  }
  reject(fn, path, "be values, moments() or { n, mean, standardDeviation }", arm);
}

function momentsOfPrinted(fn: string, path: string, arm: Exclude<MeanArm, Values | Moments>): Moments {
  const n = wholeCount(fn, `${path}.n`, arm.n);
  const mean = n === 0 && arm.mean === null ? 0 : arm.mean;
  const standardDeviation = n < 2 && arm.standardDeviation === null ? 0 : arm.standardDeviation;
  checkFinite(fn, `${path}.mean`, mean);
  checkAtLeast(fn, `${path}.standardDeviation`, standardDeviation, 0);
  checkSpread(fn, `${path}.standardDeviation`, standardDeviation);
  const sumOfSquares = standardDeviation ** 2 * Math.max(0, n - 1);
  if (!(sumOfSquares < 1e306))
    reject(fn, `${path}.standardDeviation`, "have a sum of squares below 1e306", standardDeviation);
  if (n === 0) return emptyMoments(0);
  return { ...emptyMoments(0), n, mean: mean + 0, sumOfSquares, sumOfCubes: null };
}
