import { add, type DoubleDouble, divide, multiply } from "../../numerics/double-double";
import { conditionOf } from "../../numerics/householder";
import { scaleByPower } from "../../numerics/sums";
import type { ScaledProducts } from "../summaries/scaled-products";
import { centredConstant } from "./centred-constant";
import { type LinearFit, representable } from "./linear-model-result";
import { sweepIndependent } from "./sweep-independent";
import { INTERCEPT } from "./terms";

/** Share of itself by which rounding may move a number of the fit. */
const GOOD_ENOUGH = 1e-8;

/** Residual variance over mean squared fit below which R, too, warns of an essentially perfect fit. */
const ROUNDING = 1e-30;

/**
 * Least squares from products of predictors and, last, the outcome; what is known of the rows is the caller's to add.
 */
export function crossProductsFit(
  fn: string,
  names: readonly string[],
  { matrix, means, exponents, precise }: ScaledProducts,
  n: number,
  intercept: boolean,
): Pick<
  LinearFit,
  | "coefficients"
  | "intercept"
  | "explained"
  | "unexplained"
  | "residualStandardError"
  | "perfect"
  | "fStatistic"
  | "logLikelihood"
  | "conditionNumber"
  | "aliased"
  | "predictionBasis"
> & { readonly illConditioned: boolean } {
  const y = names.length;
  const spreads = matrix.map((row, j) => Math.sqrt((row[j] as DoubleDouble)[0]));
  const whole = matrix.map((row) => row.slice())[y]?.[y] as DoubleDouble;
  // what a few operations on sums of products make of the rounding of one
  const rounding = 4 * names.length * (precise ? 2 ** -104 : 2 ** -52);
  const { kept, triangle } = sweepIndependent(matrix, means, spreads, n, intercept, rounding);
  const rank = kept.length + (intercept ? 1 : 0);

  const at = (i: number, j: number) => matrix[i]?.[j] as DoubleDouble;
  const slopes = kept.map((j) => at(j, y));
  const inverse = (i: number, j: number) => -at(kept[i] as number, kept[j] as number)[0];
  const size = kept.reduce(
    (sum, j, k) => sum + Math.abs(slopes[k]?.[0] as number) * (spreads[j] as number),
    spreads[y]!,
  );
  const degreesOfFreedom = n - rank;
  const rest = Math.max(0, at(y, y)[0]);
  const fitted = add(whole, negative(at(y, y)))[0];
  const meanSquare = fitted / n + (intercept ? (means[y] as DoubleDouble)[0] ** 2 : 0);
  const perfect = rest / degreesOfFreedom <= ROUNDING * meanSquare || rest <= rounding * size * size;
  const deviation = Math.sqrt(rest / degreesOfFreedom);

  // the intercept goes through the means: what it is made of may cancel
  const dotMeans = (of: (k: number) => DoubleDouble) =>
    kept.reduce<DoubleDouble>((sum, j, k) => add(sum, multiply(of(k), means[j] as DoubleDouble)), [0, 0]);
  const constant = add(means[y] as DoubleDouble, negative(dotMeans((k) => slopes[k] as DoubleDouble)))[0];
  const pulls = kept.map((i) => negative(dotMeans((k) => at(i, kept[k] as number))));
  const constantVariance = add(
    divide([1, 0], [n, 0]),
    dotMeans((k) => pulls[k] as DoubleDouble),
  )[0];

  // how far rounding may move a number that these weights of the products make, and whether that is too far
  const reachOf = (weights: (k: number) => number) =>
    kept.reduce((sum, j, k) => sum + Math.abs(weights(k)) * (spreads[j] as number), 0);
  const moved = (reach: number, estimate: number, variance: number, unit: number) =>
    rounding * reach * size >
    GOOD_ENOUGH * Math.max(Math.abs(estimate), deviation * Math.sqrt(variance), (perfect ? 1 : 1e-8) * unit);
  const illConditioned =
    kept.some((j, i) => {
      const reach = reachOf((k) => inverse(i, k));
      const lost = rounding * reach * reach > GOOD_ENOUGH * inverse(i, i);
      return (
        lost || moved(reach, slopes[i]?.[0] as number, inverse(i, i), (spreads[y] as number) / (spreads[j] as number))
      );
    }) ||
    (intercept &&
      moved(
        reachOf((k) => pulls[k]?.[0] as number),
        constant,
        constantVariance,
        spreads[y] as number,
      )) ||
    (!perfect && rounding * size * size > GOOD_ENOUGH * rest);

  const unit = exponents[y] as number;
  const inUnit = (what: string, value: number, column: number | null) => {
    const exponent = column === null ? unit : unit - (exponents[column] as number);
    return representable(fn, what, scaleByPower(value, exponent));
  };
  const named = [
    ...(intercept ? [{ name: INTERCEPT, column: null, b: constant, variance: constantVariance }] : []),
    ...kept.map((column, k) => ({
      name: names[column] as string,
      column,
      b: slopes[k]?.[0] as number,
      variance: inverse(k, k),
    })),
  ];
  const coefficients = named.map(({ name, column, b, variance }) => ({
    name,
    estimate: inUnit(`the coefficient of ${name}`, b, column),
    standardError: inUnit(`the coefficient of ${name}`, deviation * Math.sqrt(variance), column),
    standardized: column === null ? null : (b * (spreads[column] as number)) / (spreads[y] as number) + 0,
    varianceInflation: column === null ? null : Math.max(1, variance * (spreads[column] as number) ** 2),
  }));

  const covariance = (i: number, j: number) => (intercept ? inverse(i - 1, j - 1) : inverse(i, j));
  const about = centredConstant(
    { constant: (means[y] as DoubleDouble)[0], variance: 1 / n, covariances: new Float64Array(kept.length) },
    slopes.map(([high]) => high),
    inverse,
    kept.map((j) => (means[j] as DoubleDouble)[1]),
  );
  const correlationWithConstant = (k: number) =>
    (about.covariances[k] as number) / Math.sqrt(about.variance) / Math.sqrt(inverse(k, k)) + 0;
  const tested = kept.length;
  const explained = tested === 0 ? 0 : Math.max(0, fitted);
  return {
    coefficients,
    intercept,
    explained,
    unexplained: rest,
    residualStandardError: inUnit("the residual standard error", deviation, null),
    perfect,
    fStatistic: explained / tested / deviation ** 2,
    logLikelihood: (-n / 2) * (Math.log(2 * Math.PI) + 1 - Math.log(n) + Math.log(rest) + 2 * unit * Math.LN2),
    conditionNumber: conditionOf(triangle),
    aliased: names.filter((_, j) => !kept.includes(j)),
    predictionBasis: {
      terms: [
        ...(intercept ? [{ factors: [] }] : []),
        ...names.map((column) => ({ factors: [{ column, level: null }] })),
      ],
      kept: intercept ? [0, ...kept.map((j) => j + 1)] : kept,
      // about the means, the constant is the mean of the outcome
      centers: named.map(({ column }) =>
        column === null || !intercept
          ? 0
          : representable(fn, "every column", scaleByPower(means[column]![0], exponents[column]!)),
      ),
      coefficients: coefficients.map(({ name, estimate }) =>
        name === INTERCEPT ? inUnit("the mean of the outcome", about.constant, null) : estimate,
      ),
      standardErrors: coefficients.map(({ name, standardError }) =>
        name === INTERCEPT ? inUnit("its error", deviation * Math.sqrt(about.variance), null) : standardError,
      ),
      correlations: named.map((a, i) =>
        named.map((b, j) => {
          if (i === j) return 1;
          if (a.column === null) return correlationWithConstant(j - 1);
          if (b.column === null) return correlationWithConstant(i - 1);
          return covariance(i, j) / Math.sqrt(a.variance) / Math.sqrt(b.variance) + 0;
        }),
      ),
    },
    illConditioned,
  };
}

function negative([high, low]: DoubleDouble): DoubleDouble {
  return [-high, -low];
}
