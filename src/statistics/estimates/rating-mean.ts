import { caveatsWhere } from "../../core/caveats";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import type { Tally } from "../summaries/tally";
import { linearisedVariance, meanScore, sumLevels, totalWeight } from "../summaries/weighted-tally";
import { cut, reachesBeyond, tInterval } from "./interval";

/** A mean rating with its interval, which a single answer does not have. */
export interface RatingMeanResult extends Estimate<"rating", ConfidenceInterval | null> {
  readonly kind: "rating-mean";
}

/** Mean rating of a tally, and the standard deviation of its answers. */
export interface RatingMean {
  readonly mean: RatingMeanResult;
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
  // one level only: rounding in the mean must not look like spread
  const estimate = counts.includes(n) ? scale.min + counts.indexOf(n) : meanScore(tally, rating);
  const squares = sumLevels(tally, weights ?? counts, (at) => (at - estimate) ** 2);
  // a single answer has neither deviation nor error
  const variance = n > 1 ? (squares / totalWeight(tally)) * (n / (n - 1)) : null;
  const ofMean = variance && (weights === null ? variance / n : linearisedVariance(tally, rating, estimate));
  const standardError = ofMean === null ? null : Math.sqrt(ofMean);
  const interval = standardError === null ? null : tInterval(estimate, standardError, n - 1, level);
  return {
    mean: {
      kind: "rating-mean",
      unit: "rating",
      scale,
      estimate,
      standardError,
      interval: interval && cut(interval, scale.min, scale.max),
      n,
      nMissing,
      caveats: caveatsWhere({
        "single-answer": n === 1,
        "all-answers-equal": variance === 0,
        "interval-beyond-scale": interval !== null && reachesBeyond(interval, scale.min, scale.max),
      }),
    },
    standardDeviation: variance === null ? null : Math.sqrt(variance),
  };
}
