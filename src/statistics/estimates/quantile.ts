import { caveatsWhere } from "../../core/caveats";
import {
  checkAlternative,
  checkConfidenceLevel,
  checkInRange,
  checkNoOthers,
  checkObject,
  refuse,
} from "../../core/checks";
import type { Alternative, Estimate, OpenInterval } from "../../core/estimate";
import { binomialCdf, binomialUpper } from "../../numerics/binomial";
import { smallestInteger } from "../../numerics/root";
import { readValues, type Values } from "../summaries/read-values";

/** Options of {@link quantile} and {@link median}. */
export interface QuantileOptions {
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /**
   * Which side is bounded: `greater` gives a lower end alone and `less` an upper end, each at the whole level.
   *
   * @defaultValue `"two-sided"`
   */
  readonly alternative?: Alternative | undefined;
}

/** A quantile with an interval whose ends are values of the sample; `null` where the sample is too small for an end. */
export interface QuantileResult extends Estimate<"value", OpenInterval> {
  readonly kind: "quantile";
  /** Share of the values at or below the quantile, in [0, 1]. */
  readonly probability: number;
  /** No formula for the error of a quantile is sound at every sample size: there is the interval instead. */
  readonly standardError: null;
  /** Probability that such an interval holds the quantile, at least `level`; exact for continuous values. */
  readonly coverage: number;
}

/**
 * A quantile with an exact interval from order statistics.
 *
 * @remarks The estimate is R's default, type 7: linear between the order statistics at $$1 + (n - 1) p$$ The interval
 * runs from the order statistic $x_{(r)}$ to $x_{(s)}$, $$r = \max \{r : P(B < r) \le \alpha / 2\}, \quad s = \min \{s
 * : P(B \ge s) \le \alpha / 2\}, \quad B \sim \mathrm{Binomial}(n, p)$$ with $\alpha$ = 1 - level: the shortest one
 * whose two tails are each at most half of what the level leaves; one-sided, the whole of it. For the median the two
 * ranks are equally far from the ends. It assumes independent values and nothing of their distribution; with ties it
 * covers at least as often as `coverage` says. Where it would leave out the estimate, as it can for an outer quantile
 * of a few values, it is stretched to hold it. An end for which the sample is too small is `null`, with the caveat
 * `unbounded-interval`: a median needs 6 values at 95 %. The quantiles 0 and 1 are the ends of the distribution, of
 * which a sample bounds one side. O(n log n) time.
 *
 * @param values - Finite numbers; length n >= 1; `null`, `undefined` and holes are missing.
 * @param probability - Share of the values at or below the quantile, in [0, 1].
 * @param options - See {@link QuantileOptions}.
 * @returns The quantile in the unit of the values.
 * @throws A {@link StatsError}: `invalid-input` on a value that is not a finite number or a probability outside of [0,
 * 1]; `insufficient-data` without a value.
 * @see Hyndman and Fan (1996), The American Statistician 50(4), 361-365, doi:10.2307/2684934 (not read); Conover
 * (1999), Practical Nonparametric Statistics, 3rd ed., section 3.2 (not read)
 *
 * @example
 * ```ts
 * const minutes = [3, 5, 8, 12, 13, 21, 34, 40, 55, 89];
 * const { estimate, interval, coverage } = quantile(minutes, 0.5);
 * estimate; //=> 17
 * interval; //=> { lower: 5, upper: 55, level: 0.95, method: "order-statistic" }
 * coverage; //~> 0.9785
 * quantile(minutes, 0.9).interval.upper; //=> null
 * ```
 */
export function quantile(values: Values, probability: number, options: QuantileOptions = {}): QuantileResult {
  checkObject("quantile", "options", options);
  checkInRange("quantile", "probability", probability, 0, 1);
  return quantileResult("quantile", values, probability, options);
}

/**
 * The median with an exact interval from order statistics: {@link quantile} at one half.
 *
 * @remarks For an even number of values the mean of the two in the middle. O(n log n) time.
 *
 * @param values - Finite numbers; length n >= 1; `null`, `undefined` and holes are missing.
 * @param options - See {@link QuantileOptions}.
 * @returns The median in the unit of the values.
 * @throws A {@link StatsError}: `invalid-input` on a value that is not a finite number; `insufficient-data` without
 * one.
 * @see Conover (1999), Practical Nonparametric Statistics, 3rd ed., section 3.2 (not read)
 *
 * @example
 * ```ts
 * const { estimate, interval } = median([3, 5, 8, 12, 13, 21]);
 * estimate; //=> 10
 * interval; //=> { lower: 3, upper: 21, level: 0.95, method: "order-statistic" }
 * ```
 */
export function median(values: Values, options: QuantileOptions = {}): QuantileResult {
  checkObject("median", "options", options);
  return quantileResult("median", values, 0.5, options);
}

function quantileResult(fn: string, values: Values, probability: number, options: QuantileOptions): QuantileResult {
  const { confidenceLevel = 0.95, alternative = "two-sided", ...others } = options;
  checkNoOthers(fn, others);
  checkConfidenceLevel(fn, confidenceLevel);
  checkAlternative(fn, alternative);
  const { numbers, nMissing } = readValues(fn, "values", values);
  const n = numbers.length;
  if (n === 0) refuse("insufficient-data", fn, "values", "must hold at least one value, received none");
  const sorted = Float64Array.from(numbers).sort();
  const tail = (1 - confidenceLevel) / (alternative === "two-sided" ? 2 : 1);
  const below = alternative === "less" ? 0 : rankBelow(n, probability, tail);
  const above = alternative === "greater" ? n + 1 : rankAbove(n, probability, tail);
  const estimate = typeSeven(sorted, probability);
  const [least, most] = [orderStatistic(sorted, below), orderStatistic(sorted, above)];
  // near the ends of a small sample the bound of an outer quantile can lie beyond its estimate
  const stretched = alternative === "two-sided";
  const lower = least !== null && stretched ? Math.min(least, estimate) : least;
  const upper = most !== null && stretched ? Math.max(most, estimate) : most;
  return {
    kind: "quantile",
    unit: "value",
    scale: null,
    estimate,
    standardError: null,
    interval: { lower, upper, level: confidenceLevel, method: "order-statistic" },
    n,
    nMissing,
    probability: probability + 0,
    coverage: 1 - binomialCdf(below - 1, n, probability) - binomialUpper(above - 1, n, probability),
    caveats: caveatsWhere({
      "single-answer": n === 1,
      "unbounded-interval": (lower === null && alternative !== "less") || (upper === null && alternative !== "greater"),
    }),
  };
}

/** Probabilities that differ by less than this, relative to their size, are equal but for rounding. */
const SLACK = 1e-13;

/** The highest rank r with P(B < r) at most the tail; 0 where there is none. */
function rankBelow(n: number, p: number, tail: number): number {
  return smallestInteger(n * p, n, (k) => binomialCdf(k, n, p) > tail * (1 + SLACK));
}

/** The lowest rank s with P(B >= s) at most the tail; n + 1 where there is none. */
function rankAbove(n: number, p: number, tail: number): number {
  return smallestInteger(n * p, n, (k) => binomialUpper(k, n, p) <= tail * (1 + SLACK)) + 1;
}

/** The value with a rank, from 1 for the smallest; `null` beyond both ends. */
function orderStatistic(sorted: Float64Array, rank: number): number | null {
  const value = sorted[rank - 1];
  return value === undefined ? null : value + 0;
}

/** Hyndman and Fan's seventh quantile, between two order statistics. */
function typeSeven(sorted: Float64Array, p: number): number {
  const place = (sorted.length - 1) * p;
  const at = Math.floor(place);
  const low = sorted[at]!;
  const high = sorted[Math.min(at + 1, sorted.length - 1)]!;
  const share = place - at;
  // weighted this way round no step overflows; between equal values nothing may round
  return (low === high ? low : (1 - share) * low + share * high) + 0;
}
