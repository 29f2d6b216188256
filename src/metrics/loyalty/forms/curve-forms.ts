import { signChange } from "../../../numerics/bisection";
import { leastSquares } from "../../../numerics/least-squares";
import {
  heldTo,
  rssJoinedAt,
  stretchesFromLeft,
  stretchesFromRight,
  type WeightedPoints,
} from "../segments/broken-line";
import { emptyStretch, extend, heightAt, slopeOf } from "../segments/line-stretch";
import { segmentedFit } from "../segments/segmented-fit";
import type { LevelPoints } from "./level-points";

/** A parameter of a form. */
export interface FormCoefficient {
  readonly name: string;
  readonly estimate: number;
}

/** A form fitted to the means of the levels. */
export interface FittedForm {
  readonly coefficients: readonly FormCoefficient[];
  /** At each level, in the unit of the points. */
  readonly fitted: Float64Array;
  /** Weighted residual sum of squares of the means, in that unit. */
  readonly rss: number;
  /** Whether a coefficient is at an end of what was searched. */
  readonly atLimit?: boolean;
}

/** The curve itself: every mean a parameter. */
export function saturatedForm({ x, y, lowest, loyalty }: LevelPoints): FittedForm {
  return {
    coefficients: [...x].map((at, k) => ({ name: `loyalty at ${lowest + at}`, estimate: loyalty(y[k]!) })),
    fitted: y,
    rss: 0,
  };
}

const POWERS = ["intercept", "linear", "quadratic", "cubic"];

/** A polynomial in satisfaction; fitted in satisfaction from -1 to 1, where powers differ most. */
export function polynomialForm(points: LevelPoints, degree: number): FittedForm {
  const { x, lowest, loyalty, coefficient } = points;
  const half = x.at(-1)! / 2;
  const centred = x.map((at) => at / half - 1);
  const columns = Array.from({ length: degree + 1 }, (_, d) => centred.map((v) => v ** d));
  const { coefficients, ...fit } = fitColumns(points, columns);
  // by Horner's rule in powers of satisfaction: times (s - middle) / half, plus the next coefficient
  const middle = lowest + half;
  const raw = new Float64Array(degree + 1);
  for (let d = degree; d >= 0; d--) {
    for (let i = degree; i >= 0; i--) raw[i] = ((i > 0 ? raw[i - 1]! : 0) - middle * raw[i]!) / half;
    raw[0] = raw[0]! + coefficients[d]!;
  }
  return {
    coefficients: [...raw].map((value, d) => ({
      name: POWERS[d]!,
      estimate: d === 0 ? loyalty(value) : coefficient(value),
    })),
    ...fit,
  };
}

/** Exponents that are searched. */
const LEAST_EXPONENT = 0.1;
const LARGEST_EXPONENT = 10;
/** Exponents, evenly spread on a logarithmic scale, of which the best and its neighbours enclose the best of all. */
const EXPONENTS = /* @__PURE__ */ Array.from(
  { length: 81 },
  (_, i) => LEAST_EXPONENT * (LARGEST_EXPONENT / LEAST_EXPONENT) ** (i / 80),
);

/** Loyalty at the lower end of the scale, plus its rise over the scale times a power of the share of the way. */
export function powerForm(points: LevelPoints): FittedForm {
  const exponent = bestExponent(points);
  const { coefficients, ...fit } = fitColumns(points, [
    points.shares.map(() => 1),
    points.shares.map((share) => share ** exponent),
  ]);
  return {
    coefficients: [
      { name: "at the lower end", estimate: points.loyalty(coefficients[0]!) },
      { name: "rise", estimate: points.coefficient(coefficients[1]!) },
      { name: "exponent", estimate: exponent },
    ],
    ...fit,
    atLimit: exponent === LEAST_EXPONENT || exponent === LARGEST_EXPONENT,
  };
}

function bestExponent({ shares, y, weights }: LevelPoints): number {
  // without a rise every exponent fits as well
  if (y.every((value) => value === y[0])) return 1;
  const lineIn = (exponent: number) => {
    const line = emptyStretch();
    for (let k = 0; k < y.length; k++) extend(line, shares[k]! ** exponent, y[k]!, weights[k]!);
    return line;
  };
  /** Half the derivative of what is left, by the exponent. */
  const derivative = (exponent: number) => {
    const line = lineIn(exponent);
    let sum = 0;
    for (let k = 0; k < y.length; k++) {
      const power = shares[k]! ** exponent;
      // at the lower end of the scale the power is 0, whatever the exponent
      if (power > 0) sum += weights[k]! * (y[k]! - heightAt(line, power)) * power * Math.log(shares[k]!);
    }
    return -slopeOf(line) * sum;
  };
  let best = 0;
  let least = Infinity;
  EXPONENTS.forEach((exponent, i) => {
    const { rss } = lineIn(exponent);
    if (rss < least) [best, least] = [i, rss];
  });
  const [before, after] = [EXPONENTS[best - 1] ?? LEAST_EXPONENT, EXPONENTS[best + 1] ?? LARGEST_EXPONENT];
  if (derivative(before) > 0) return LEAST_EXPONENT;
  if (derivative(after) < 0) return LARGEST_EXPONENT;
  return signChange(derivative, before, after, false);
}

/** A continuous line with breaks at the levels where they leave least. */
export function brokenForm(points: LevelPoints, breaks: 1 | 2): FittedForm {
  const { x, lowest, loyalty, coefficient } = points;
  const knots = breaks === 1 ? bestKnot(points) : bestKnots(points);
  const { breakpoints, height, slopes, rss } = segmentedFit(
    points,
    knots.map((k) => x[k]!),
  );
  const first = breakpoints[0]!;
  const fitted = x.map((at) =>
    slopes.reduce((sum, slope, s) => {
      const [from, to] = [breakpoints[s - 1] ?? -Infinity, breakpoints[s] ?? Infinity];
      return sum + slope * (Math.min(to, Math.max(from, at)) - Math.max(from, first));
    }, height),
  );
  const ordered = (name: string, k: number) => (breaks === 1 && name === "break" ? name : `${name} ${k + 1}`);
  return {
    coefficients: [
      { name: "intercept", estimate: loyalty(height - slopes[0]! * (lowest + first)) },
      ...slopes.map((slope, s) => ({ name: ordered("slope", s), estimate: coefficient(slope) })),
      ...breakpoints.map((at, b) => ({ name: ordered("break", b), estimate: lowest + at })),
    ],
    fitted,
    rss,
  };
}

/** The inner point at which a break leaves least. */
export function bestKnot(points: WeightedPoints): number[] {
  const { x } = points;
  const left = stretchesFromLeft(points);
  const right = stretchesFromRight(points);
  let best = 1;
  let least = Infinity;
  for (let k = 1; k <= x.length - 2; k++) {
    const rss = rssJoinedAt(left[k + 1]!, right[k + 1]!, x[k]!);
    if (rss < least) [best, least] = [k, rss];
  }
  return [best];
}

/** The two inner points at which breaks leave least. */
export function bestKnots(points: WeightedPoints): number[] {
  const { x, y, weights } = points;
  const left = stretchesFromLeft(points);
  const right = stretchesFromRight(points);
  let best = [1, 2];
  let least = Infinity;
  for (let i = 1; i <= x.length - 3; i++) {
    const middle = emptyStretch();
    for (let j = i + 1; j <= x.length - 2; j++) {
      extend(middle, x[j]!, y[j]!, weights[j]!);
      const rss = rssJoinedAt(heldTo(left[i + 1]!, x[i]!, middle), right[j + 1]!, x[j]!);
      if (rss < least) [best, least] = [[i, j], rss];
    }
  }
  return best;
}

function fitColumns({ y, weights }: WeightedPoints, columns: readonly Float64Array[]) {
  const roots = weights.map(Math.sqrt);
  const rooted = (column: Float64Array) => column.map((value, k) => value * roots[k]!);
  const fit = leastSquares(columns.map(rooted), rooted(y));
  return {
    coefficients: fit.coefficients,
    fitted: y.map((value, k) => value - fit.residuals[k]! / roots[k]!),
    rss: fit.residualNorm ** 2,
  };
}
