import { isStatsError } from "../../core/errors";
import type { TestResult } from "../../core/estimate";
import { chiSquaredUpper } from "../../numerics/chi-squared";
import { dot } from "../../numerics/sums";
import { fitByLikelihood, type LikelihoodFit, unitVectors } from "./likelihood-fit";
import { type BinaryRows, informationOf, logisticLikelihood, logOddsOf } from "./logistic-likelihood";
import type { OrdinalRows } from "./ordinal-likelihood";
import { waldStatistic } from "./wald";
import { formOf, type WorkingBasis } from "./working-basis";

/** Brant's check that each coefficient is the same at every threshold, as an ordinal model takes it to be. */
export interface Proportionality {
  /** Of all coefficients together. */
  readonly overall: TestResult;
  /** Of one coefficient each, in their order. */
  readonly coefficients: readonly { readonly name: string; readonly test: TestResult }[];
}

/**
 * Brant's test of proportional odds; `null` where a threshold is separated, or the contrasts have no covariance.
 *
 * @remarks One logistic model a threshold, of lying above it, without regard to the others; their coefficients are
 * compared by Wald's statistic. The covariance between the models of thresholds k < l comes from that of the indicators,
 * $\pi_l (1 - \pi_k)$.
 *
 * @see Brant (1990), Biometrics 46(4), 1171-1178, doi:10.2307/2532457 (not read)
 */
export function proportionalityOf(
  fn: string,
  { places, levels, counts }: OrdinalRows,
  { columns, names, combinations }: WorkingBasis,
): Proportionality | null {
  const p = columns.length;
  const tested = p - 1;
  const contrasts = levels - 2;
  if (contrasts === 0 || tested === 0) return null;
  const models: { coordinates: Float64Array; covariance: Float64Array; above: Float64Array }[] = [];
  for (let k = 0; k < levels - 1; k++) {
    const outcome = places.map((place) => (place > k ? 1 : 0));
    const fit = fitOrNull(fn, { columns, outcome, counts });
    if (fit === null || fit.separation !== "none") return null;
    const above = logOddsOf(columns, fit.coordinates).map((logOdds) => 1 / (1 + Math.exp(-logOdds)));
    models.push({ coordinates: fit.coordinates, covariance: fit.covariance, above });
  }

  // covariances between the models, by pairs
  const between = models.map((low, k) =>
    models.map((high, l) => {
      if (l < k) return null;
      if (l === k) return low.covariance;
      const meat = informationOf(
        columns,
        high.above.map((above, i) => above * (1 - (low.above[i] as number))),
        counts,
      );
      return timesMatrix(timesMatrix(low.covariance, meat, p), high.covariance, p);
    }),
  );
  const covarianceOf = (k: number, l: number, a: Float64Array, b: Float64Array) =>
    k <= l ? formOf(a, between[k]?.[l] as Float64Array, b) : formOf(b, between[l]?.[k] as Float64Array, a);
  /** Wald's test that combinations are at every threshold what they are at the first. */
  const testOf = (tests: readonly Float64Array[]): TestResult | null => {
    const parts = tests.flatMap((combination) =>
      Array.from({ length: contrasts }, (_, k) => ({ combination, model: k + 1 })),
    );
    const valueAt = (model: number, combination: Float64Array) =>
      dot(combination, 0, (models[model] as (typeof models)[number]).coordinates, 0, p);
    const values = Float64Array.from(
      parts,
      ({ combination, model }) => valueAt(model, combination) - valueAt(0, combination),
    );
    const covariance = Float64Array.from({ length: parts.length ** 2 }, (_, at) => {
      const { combination: a, model: k } = parts[Math.floor(at / parts.length)] as (typeof parts)[number];
      const { combination: b, model: l } = parts[at % parts.length] as (typeof parts)[number];
      return covarianceOf(k, l, a, b) - covarianceOf(k, 0, a, b) - covarianceOf(0, l, a, b) + covarianceOf(0, 0, a, b);
    });
    const statistic = waldStatistic(values, covariance);
    if (statistic === null) return null;
    const degreesOfFreedom = parts.length;
    const pValue = chiSquaredUpper(statistic, degreesOfFreedom);
    return { statistic, degreesOfFreedom: [degreesOfFreedom], pValue, alternative: "two-sided", method: "brant" };
  };
  // any basis gives the same test of all together
  const overall = testOf(unitVectors(p).slice(1));
  const single = combinations.slice(1).map((combination) => testOf([combination]));
  if (overall === null || single.some((test) => test === null)) return null;
  return {
    overall,
    coefficients: single.map((test, k) => ({ name: names[k + 1] as string, test: test as TestResult })),
  };
}

function fitOrNull(fn: string, rows: BinaryRows): LikelihoodFit | null {
  try {
    return fitByLikelihood(fn, logisticLikelihood(rows), new Float64Array(rows.columns.length));
  } catch (error) {
    if (isStatsError(error) && error.code === "no-convergence") return null;
    throw error;
  }
}

/** Product of two p x p matrices, row by row; the second one is symmetric. */
function timesMatrix(a: Float64Array, b: Float64Array, p: number): Float64Array {
  return Float64Array.from({ length: p * p }, (_, at) => dot(a, Math.floor(at / p) * p, b, (at % p) * p, p));
}
