import { caveatsWhere } from "../../core/caveats";
import { checkIdentifier, checkNoOthers, checkObject, checkSameLength, refuse } from "../../core/checks";
import type { NumericColumn } from "../../core/columns";
import type { ConfidenceInterval, Estimate } from "../../core/estimate";
import { elementsOf, readColumns } from "../summaries/complete-rows";
import { isRounding, momentsOf } from "../summaries/moments";
import { isFewClusters, isSkewed, tInterval } from "./interval";
import { varianceOf } from "./mean";
import type { EstimatedMean } from "./welch";

/** Answers, and whose each of them is. */
export interface ClusteredAnswers {
  /** `null`, `undefined` and holes are no answer. */
  readonly values: NumericColumn;
  /**
   * One a value: text, or a whole number, which is the same customer as its decimal digits; a value without one is left
   * out.
   */
  readonly clusters: ArrayLike<string | number | null | undefined>;
}

/** The mean of answers of which a customer may have given several. */
export interface ClusteredMeanResult extends Estimate<"value", ConfidenceInterval | null> {
  readonly kind: "clustered-mean";
  /** Customers with an answer. */
  readonly clusters: number;
  /** Of all answers, with divisor n - 1. */
  readonly standardDeviation: number;
  /**
   * How many times the variance of the mean is what it would be if every answer were another customer's; `null` where
   * all answers are equal.
   */
  readonly designEffect: number | null;
}

/** The mean as a result, as a mean whose error is known, and whose answers they are. */
export interface EstimatedClusteredMean {
  readonly result: ClusteredMeanResult;
  readonly estimated: EstimatedMean;
  readonly customers: ReadonlySet<string>;
}

/**
 * The mean of all answers, with an error from the sums of each customer's deviations from it.
 *
 * @remarks $$\mathrm{SE}^2 = \frac{G}{G - 1} \sum_g \left(\frac1n \sum_{i \in g} (y_i - \bar y)\right)^2$$ with the t
 * interval of G - 1 degrees of freedom: what R's `survey::svymean` and `sandwich::vcovCL(type = "HC0")` have.
 *
 * @throws A {@link StatsError}: `insufficient-data` with fewer than two customers.
 */
export function clusteredMean(
  fn: string,
  path: string,
  answers: ClusteredAnswers,
  level: number,
): EstimatedClusteredMean {
  const { numbers, keys, nMissing } = readAnswers(fn, path, answers);
  const places = new Map<string, number>();
  for (const key of keys) if (!places.has(key)) places.set(key, places.size);
  const count = places.size;
  if (count < 2) {
    refuse("insufficient-data", fn, path, `must hold answers of at least two customers, received ${count}`);
  }
  const summary = momentsOf(fn, `${path}.values`, numbers);
  const { n, mean, meanLow } = summary;
  const sums = new Float64Array(count);
  const sizes = new Float64Array(count);
  for (let i = 0; i < n; i++) {
    const place = places.get(keys[i]!)!;
    sums[place]! += numbers[i]! - mean! - meanLow;
    sizes[place]! += 1;
  }
  // in units of the largest, since squares of small sums are below the doubles
  const unit = sums.reduce((most, sum) => Math.max(most, Math.abs(sum)), 0) || 1;
  const [squares, cubes] = [2, 3].map((power) => sums.reduce((total, sum) => total + (sum / unit) ** power, 0));
  const norm = unit * Math.sqrt(squares!);
  const standardDeviation = Math.sqrt(varianceOf(summary));
  const squaredSizes = sizes.reduce((total, size) => total + size * size, 0);
  const spreads = !isRounding(standardDeviation, mean!);
  const varies = spreads && !isRounding(norm, Math.sqrt(squaredSizes) * Math.hypot(mean!, standardDeviation));
  const standardError = varies ? (norm / n) * Math.sqrt(count / (count - 1)) : 0;
  const result: ClusteredMeanResult = {
    kind: "clustered-mean",
    unit: "value",
    scale: null,
    estimate: mean!,
    standardError,
    interval: varies ? tInterval(mean!, standardError, count - 1, level, "clustered") : null,
    n,
    nMissing,
    clusters: count,
    standardDeviation,
    designEffect: spreads ? (standardError / standardDeviation) ** 2 * n : null,
    caveats: caveatsWhere({
      "few-clusters": isFewClusters(n, squaredSizes),
      "all-answers-equal": !spreads,
      "no-interval": spreads && !varies,
      "skewed-answers": varies && isSkewed((cubes! / squares! ** 1.5) * Math.sqrt(count), count),
    }),
  };
  const estimated = { mean: mean!, meanLow, variance: standardError ** 2, degreesOfFreedom: count - 1 };
  return { result, estimated, customers: new Set(places.keys()) };
}

/** The answers that have both a value and a customer. */
function readAnswers(fn: string, path: string, answers: ClusteredAnswers) {
  checkObject(fn, path, answers);
  const { values: given, clusters, ...others } = answers;
  checkNoOthers(fn, others, path);
  const [values] = readColumns(fn, [{ name: "values", path: `${path}.values`, values: given }]);
  const ids = elementsOf(fn, `${path}.clusters`, clusters);
  checkSameLength(fn, `${path}.clusters`, ids.length, values!.length, `${path}.values`);
  const numbers: number[] = [];
  const keys: string[] = [];
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i];
    if (id === null || id === undefined) continue;
    checkIdentifier(fn, `${path}.clusters.${i}`, id);
    if (Number.isNaN(values![i])) continue;
    numbers.push(values![i]!);
    keys.push(String(id));
  }
  return { numbers, keys, nMissing: ids.length - numbers.length };
}
