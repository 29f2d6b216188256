import { caveatsWhere } from "../core/caveats";
import type { ConfidenceInterval, Estimate } from "../core/estimate";
import { cut, reachesBeyond, tInterval } from "./interval";
import type { Tally } from "./tally";
import { linearisedVariance, meanScore, totalWeight } from "./weighted-tally";

/** Mean rating of a tally, and the standard deviation of its answers. */
export interface RatingMean {
  readonly mean: Estimate<"rating", ConfidenceInterval | null>;
  readonly standardDeviation: number | null;
}

const rating = (level: number) => level;

/**
 * Mean rating with Student's t interval.
 *
 * @remarks With weights, the deviation is that of R's `survey::svyvar`, the error is linearised, and the t distribution
 * has n - 1 degrees of freedom, as `survey::degf` counts them.
 */
export function ratingMean(tally: Tally, level: number): RatingMean {
  const { n, nMissing, scale, counts, weights } = tally;
  const mean = meanScore(tally, rating);
  let squares = 0;
  (weights ?? counts).forEach((weight, slot) => {
    squares += weight * (scale.min + slot - mean) ** 2;
  });
  // one level only: rounding in the mean must not look like spread
  const constant = counts.filter((count) => count > 0).length === 1;
  const spread = constant ? 0 : Math.sqrt((squares / totalWeight(tally)) * (n / (n - 1)));
  const standardDeviation = n > 1 ? spread : null;
  const error =
    weights === null || constant ? spread / Math.sqrt(n) : Math.sqrt(linearisedVariance(tally, rating, mean));
  const standardError = n > 1 ? error : null;
  const interval = standardError === null ? null : tInterval(mean, standardError, n - 1, level);
  return {
    mean: {
      kind: "mean",
      unit: "rating",
      scale,
      estimate: mean,
      standardError,
      interval: interval === null ? null : cut(interval, scale.min, scale.max),
      n,
      nMissing,
      caveats: caveatsWhere({
        "single-answer": n === 1,
        "all-answers-equal": standardDeviation === 0,
        "interval-beyond-scale": interval !== null && reachesBeyond(interval, scale.min, scale.max),
      }),
    },
    standardDeviation,
  };
}
