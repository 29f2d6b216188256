import { randomGenerator } from "../../numerics/random";
import { covarianceRegression } from "./covariance-regression";
import { em, type NormalParameters } from "./em";
import { type MissingPattern, summarisePatterns, unseenPair } from "./missing-patterns";
import type { StandardColumns } from "./standard-columns";

/** Distance from the maximum, in standard deviations, at which EM ends: far below the errors that the draws show. */
const TOLERANCE = 1e-7;

/** The intercept and the slopes, in standard deviations of the outcome. */
export function emCoefficients(parameters: NormalParameters, { centers }: StandardColumns): Float64Array {
  const { intercept, slopes } = covarianceRegression(parameters);
  let constant = intercept + (centers[slopes.length] as number);
  for (let j = 0; j < slopes.length; j++) constant -= (slopes[j] as number) * (centers[j] as number);
  return Float64Array.of(constant, ...slopes);
}

/** Coefficients of resamples of the rows, without those that do not determine them. */
export function emDraws(
  patterns: readonly MissingPattern[],
  table: StandardColumns,
  start: NormalParameters,
  draws: number,
  seed: number,
): Float64Array[] {
  const { columns } = table;
  const n = (columns[0] as Float64Array).length;
  const random = randomGenerator(seed);
  const counts = new Float64Array(n);
  const coefficients: Float64Array[] = [];
  for (let draw = 0; draw < draws; draw++) {
    counts.fill(0);
    for (let i = 0; i < n; i++) {
      const row = random.below(n);
      counts[row] = (counts[row] as number) + 1;
    }
    const summaries = summarisePatterns(patterns, columns, counts);
    if (unseenPair(summaries, columns.length) !== null) continue;
    const fit = em(summaries, start, TOLERANCE);
    if (fit.failure === null) coefficients.push(emCoefficients(fit, table));
  }
  return coefficients;
}
