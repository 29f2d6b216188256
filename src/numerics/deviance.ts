import { add, type DoubleDouble, divide, multiply } from "./double-double";
import { logRatio } from "./extended-log";

/**
 * Half the Poisson deviance in twice the precision, x ln(x / mean) + mean - x: Loader's `bd0`.
 *
 * @remarks Accurate also where x is near `mean` and the three terms all but cancel; 0 only at x = mean.
 * @see Loader (2000), Fast and Accurate Computation of Binomial Probabilities (not read).
 * @param x - Real number >= 0, below 1e290.
 * @param mean - Positive, below 1e290.
 */
export function extendedDeviance(x: number, mean: DoubleDouble): DoubleDouble {
  if (x === 0) return mean;
  const distance = add(mean, [-x, 0]);
  const excess = divide([-distance[0], -distance[1]], mean);
  return add(multiply([x, 0], logRatio(excess, [x, 0], mean)), distance);
}
