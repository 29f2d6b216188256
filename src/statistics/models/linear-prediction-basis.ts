import { scaleByPower } from "../../numerics/sums";
import type { CentredFit } from "./centred-fit";
import type { CodedTerm } from "./design";
import { type PredictionBasis, representable } from "./linear-model-result";

/**
 * What predictions need of a linear fit.
 *
 * @param kept - Indices of the columns that have a coefficient.
 * @param exponents - Powers of two that all columns were divided by.
 * @param unit - The same for the outcome.
 */
export function linearPredictionBasis(
  fn: string,
  terms: readonly CodedTerm[],
  kept: readonly number[],
  { centers, coefficients, covariance }: CentredFit,
  exponents: readonly number[],
  unit: number,
): PredictionBasis {
  const p = kept.length;
  const exponent = (k: number) => exponents[kept[k] as number] as number;
  const held = (value: number, k: number) =>
    representable(fn, "every coefficient", scaleByPower(value, unit - exponent(k)));
  const correlation = correlationIn(covariance, p);
  return {
    terms,
    kept,
    centers: centers.map((center, k) => representable(fn, "every column", scaleByPower(center, exponent(k)))),
    coefficients: coefficients.map(held),
    standardErrors: kept.map((_, k) => held(Math.sqrt(covariance[k * p + k] as number), k)),
    correlations: kept.map((_, i) => kept.map((__, j) => correlation(i, j))),
  };
}

/** Reads the correlations of a covariance matrix; 0 where a variance is. */
function correlationIn(covariance: Float64Array, p: number): (i: number, j: number) => number {
  const spreads = Float64Array.from({ length: p }, (_, k) => Math.sqrt(covariance[k * p + k] as number));
  return (i, j) => {
    if (i === j) return 1;
    const product = (spreads[i] as number) * (spreads[j] as number);
    return product > 0 ? (covariance[i * p + j] as number) / product + 0 : 0;
  };
}
