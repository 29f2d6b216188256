/**
 * A tail probability as exp(exponent) * factor, apart because the exponent may lie far below where `exp` reaches zero,
 * and its ratio to the density (of the logarithm or log-odds of the variable), which is what Newton steps need.
 */
export type Tail = readonly [exponent: number, factor: number, ratio: number];

/** exp(exponent) * factor * by, with half the exponent at a time so that only the result itself may underflow. */
export function unscale([exponent, factor]: readonly [number, number, number?], by = 1): number {
  const root = Math.exp(exponent / 2);
  return root * (factor * root * by);
}
