import { caveatsWhere } from "../../core/caveats";
import { checkNoOthers, checkObject, refuse, reject } from "../../core/checks";
import type { NumericColumn } from "../../core/columns";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import { scaleByPower } from "../../numerics/sums";
import { completeRows } from "../summaries/complete-rows";
import { type CrossProducts, crossProductsOfRows } from "../summaries/cross-products";
import { scaledProducts } from "../summaries/scaled-products";
import { soundCrossProducts } from "../summaries/sound-cross-products";
import { isSkewed, tInterval } from "./interval";
import { linearisedRatio } from "./linearised-ratio";
import type { EstimatedMean } from "./welch";

/**
 * What a ratio of means is made of, one row a customer: columns of the same length, or cross products of columns called
 * `numerator` and `denominator`.
 */
export type RatioArm = RatioColumns | CrossProducts;

/** The columns of a ratio of means; a row with a missing value is left out. */
export interface RatioColumns {
  /** What is counted, such as a customer's orders. */
  readonly numerator: NumericColumn;
  /** What it is counted in, such as the customer's sessions: numbers >= 0. */
  readonly denominator: NumericColumn;
}

/** A ratio of two means over the same customers, such as orders a session. */
export interface RatioOfMeansResult extends Estimate<"value", ConfidenceInterval | null> {
  readonly kind: "ratio-of-means";
  /** Mean of the numerators. */
  readonly numerator: number;
  /** Mean of the denominators, above 0. */
  readonly denominator: number;
}

/** The ratio as a result, and as a mean whose error is known. */
export interface EstimatedRatioOfMeans {
  readonly result: RatioOfMeansResult;
  readonly estimated: EstimatedMean;
}

/**
 * The ratio of the means of an arm, by linearisation.
 *
 * @remarks $$R = \bar y / \bar d, \quad \mathrm{SE}(R)^2 = \frac{1}{n (n - 1)} \sum_i \left(\frac{y_i - R d_i}{\bar
 * d}\right)^2$$ with the t interval of n - 1 degrees of freedom: what R's `survey::svyratio` has.
 *
 * @throws A {@link StatsError}: `insufficient-data` with fewer than two rows; `degenerate-data` where the mean of the
 * denominators is not above 0; `invalid-input` where the ratio or its variance is beyond the doubles.
 */
export function ratioOfMeans(fn: string, path: string, arm: RatioArm, level: number): EstimatedRatioOfMeans {
  const { summary, rows } = summaryOf(fn, path, arm);
  const { n, nMissing, means } = summary;
  if (n < 2 || means === null) {
    refuse("insufficient-data", fn, path, `must hold at least two rows with both values, received ${n}`);
  }
  const columns = scaledProducts(summary, COLUMNS, true);
  const [numerator, denominator] = COLUMNS.map((name) => means[summary.names.indexOf(name)]!) as [number, number];
  if (!(denominator > 0)) {
    refuse("degenerate-data", fn, `${path}.denominator`, `must have a mean above 0, received ${denominator}`);
  }
  const { ratio, squares, fewRows, varies } = linearisedRatio(columns, n, true);
  const unit = columns.exponents[0]! - columns.exponents[1]!;
  const [estimate, low] = ratio.map((part) => scaleByPower(part, unit)) as [number, number];
  const standardError = varies ? scaleByPower(Math.sqrt(squares[0] / n / (n - 1)), unit) : 0;
  const variance = standardError ** 2;
  if (!(Math.abs(estimate) < Infinity && variance < Infinity) || (varies && variance === 0)) {
    reject(fn, `${path}.denominator`, "give a ratio whose square and variance doubles can hold", denominator);
  }
  return {
    result: {
      kind: "ratio-of-means",
      unit: "value",
      scale: null,
      estimate: estimate + 0,
      standardError,
      interval: varies ? tInterval(estimate, standardError, n - 1, level, "delta") : null,
      n,
      nMissing,
      numerator,
      denominator,
      caveats: caveatsWhere({
        "few-clusters": fewRows,
        "no-interval": !varies,
        "skewed-answers":
          varies && rows !== null && isSkewed(skewnessOfRatio(rows[0]!, rows[1]!, columns.exponents, ratio[0]), n),
      }),
    },
    estimated: { mean: estimate, meanLow: low, variance, degreesOfFreedom: n - 1 },
  };
}

const COLUMNS = ["numerator", "denominator"] as const;

/** An arm's summary, and its rows where they are at hand. */
function summaryOf(fn: string, path: string, arm: RatioArm) {
  checkObject(fn, path, arm);
  if ("kind" in arm) {
    const summary = soundCrossProducts(fn, path, arm);
    for (const name of COLUMNS) {
      if (!summary.names.includes(name)) reject(fn, `${path}.names`, `include "${name}"`, summary.names.join(", "));
    }
    return { summary, rows: null };
  }
  const { numerator, denominator, ...others } = arm;
  checkNoOthers(fn, others, path);
  const named = COLUMNS.map((name) => ({ name, path: `${path}.${name}`, values: arm[name] }));
  const complete = completeRows(fn, named);
  checkDenominators(fn, `${path}.denominator`, complete.columns[1]!);
  return { summary: crossProductsOfRows(fn, named, complete), rows: complete.columns };
}

/** Refuses a number below 0 among what something is counted in. */
export function checkDenominators(fn: string, path: string, denominators: Float64Array): void {
  const negative = denominators.find((value) => value < 0);
  if (negative !== undefined) reject(fn, path, "hold no number below 0", negative);
}

/**
 * Skewness of what the numerators have beyond the ratio times their denominators, or the mean where there are none.
 *
 * @param exponents - Of the powers of two that make the squares of both fit into doubles, and of which `ratio` is.
 */
export function skewnessOfRatio(
  above: Float64Array,
  below: Float64Array | null,
  exponents: readonly number[],
  ratio: number,
): number {
  const [a, b] = exponents.map((e) => scaleByPower(1, -e));
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < above.length; i++) {
    const beyond = above[i]! * a! - ratio * (below === null ? 1 : below[i]! * b!);
    squares += beyond * beyond;
    cubes += beyond ** 3;
  }
  return (cubes / squares ** 1.5) * Math.sqrt(above.length);
}
