import type { TestResult } from "../../../core/estimate";
import { logGamma } from "../../../numerics/gamma-function";
import { studentTUpper } from "../../../numerics/student-t";
import type { WeightedPoints } from "./broken-line";
import { emptyStretch, extend, heightAt } from "./line-stretch";

/** Places at which a change of slope is tried. */
const DAVIES_POINTS = 10;

/** Rows on either side of these places: so many, and such a share of all. */
const FEWEST = 10;
const LEAST_SHARE = 0.05;

/** Share of a column's squares beyond a line that may be rounding. */
const ROUNDING = 1e-26;

/**
 * Davies' test of a straight line against a change of its slope at an unknown place.
 *
 * @param within - Sum of squares of the rows about the means that the points are.
 * @param n - Number of rows; above 3.
 */
export function daviesTest(points: WeightedPoints, within: number, n: number): TestResult {
  const { x, y, weights } = points;
  const degreesOfFreedom = n - 3;
  const residuals = residualsOf(points, y);
  const norm = Math.sqrt(within + products(weights, residuals, residuals));
  const [from, to] = placesOf(points, n);
  const cosines = Array.from(
    { length: DAVIES_POINTS },
    (_, i) => from + ((to - from) * i) / (DAVIES_POINTS - 1),
  ).flatMap((at) => {
    const hinge = x.map((value) => Math.max(0, value - at));
    const bend = residualsOf(points, hinge);
    const [size, whole] = [products(weights, bend, bend), products(weights, hinge, hinge)];
    // next to an end of a very uneven x a change of slope is lost to rounding
    if (!(size > ROUNDING * whole)) return [];
    return [Math.max(-1, Math.min(1, products(weights, bend, residuals) / (norm * Math.sqrt(size))))];
  });
  const largest = cosines.reduce((most, cosine) => (Math.abs(cosine) > Math.abs(most) ? cosine : most), 0);
  const statistic = (largest / Math.sqrt(1 - largest ** 2)) * Math.sqrt(degreesOfFreedom);
  const hasStatistic = cosines.length > 0 && Number.isFinite(statistic);
  return {
    statistic: hasStatistic ? statistic + 0 : null,
    degreesOfFreedom: [degreesOfFreedom],
    pValue: hasStatistic ? pValueOf(statistic, cosines, degreesOfFreedom) : null,
    alternative: "two-sided",
    method: "davies",
  };
}

/**
 * Between which x to try: a few rows beyond a change of slope would make it a test of these, which needs them to be
 * normal. So 5 % of the rows, and ten of them or a quarter, are up to the first and from the last on, and two points in
 * any case.
 */
function placesOf({ x, weights }: WeightedPoints, n: number): readonly [number, number] {
  const last = x.length - 1;
  const least = Math.min(n / 4, Math.max(FEWEST, n * LEAST_SHARE));
  const reach = (start: number, step: 1 | -1) => {
    let k = start;
    for (let rows = weights[k]!; rows < least; rows += weights[k]!) k += step;
    return Math.min(last - 1, Math.max(1, k));
  };
  return [x[reach(0, 1)]!, x[reach(last, -1)]!];
}

/** What a line through the points leaves of values at them. */
function residualsOf({ x, weights }: WeightedPoints, values: Float64Array): Float64Array {
  const line = emptyStretch();
  for (let k = 0; k < x.length; k++) extend(line, x[k]!, values[k]!, weights[k]!);
  return values.map((value, k) => value - heightAt(line, x[k]!));
}

function products(weights: Float64Array, a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += weights[k]! * a[k]! * b[k]!;
  return sum;
}

/** Twice the bound on one side: beyond the statistic at the first place, or rising beyond it on the way. */
function pValueOf(statistic: number, cosines: readonly number[], df: number): number {
  const angles = cosines.map(Math.asin);
  const variation = angles.slice(1).reduce((sum, angle, i) => sum + Math.abs(angle - angles[i]!), 0);
  const rising =
    (variation * gammaRatio(df / 2) * (1 + statistic ** 2 / df) ** ((1 - df) / 2)) / (2 * Math.sqrt(Math.PI));
  return Math.min(1, 2 * (studentTUpper(Math.abs(statistic), df) + rising));
}

/** Gamma(a + 1/2) over Gamma(a): for a large one its asymptotic series, as a difference of logarithms loses digits. */
function gammaRatio(a: number): number {
  if (a < 100) return Math.exp(logGamma(a + 0.5) - logGamma(a));
  const r = 1 / (8 * a);
  return Math.sqrt(a) * (1 - r * (1 - r * (0.5 + r * (2.5 - r * (2.625 + r * 49.875)))));
}
