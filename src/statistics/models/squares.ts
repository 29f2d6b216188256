import { compensatedSum } from "../../numerics/simple-statistics";
import { dot } from "../../numerics/sums";

/** Mean of values, weighted where there are weights. */
export function centerOf(values: Float64Array, weights: Float64Array | null): number {
  if (weights === null) return compensatedSum(values) / values.length;
  return compensatedSum(values.map((value, i) => value * (weights[i] as number))) / compensatedSum(weights);
}

/** Sum of squares about the mean, or about zero, weighted where there are weights. */
export function squaresAbout(values: Float64Array, weights: Float64Array | null, mean: boolean): number {
  const squares = (list: Float64Array) =>
    weights === null
      ? dot(list, 0, list, 0, list.length)
      : dot(
          list.map((value, i) => value * (weights[i] as number)),
          0,
          list,
          0,
          list.length,
        );
  if (!mean) return squares(values);
  const center = centerOf(values, weights);
  const deviations = values.map((value) => value - center);
  // the second sum takes back what rounding of the mean added
  const drift = centerOf(deviations, weights);
  const size = weights === null ? values.length : compensatedSum(weights);
  return Math.max(0, squares(deviations) - drift * drift * size);
}
