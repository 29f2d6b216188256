/**
 * A tail probability as exp(exponent) * factor, apart because the exponent may lie far below where `exp` reaches zero,
 * and its ratio to the density (of the logarithm or log-odds of the variable), which is what Newton steps need.
 */
export type Tail = readonly [exponent: number, factor: number, ratio: number];

/** The probability that a {@link Tail} stands for; rounding must not lift it above 1. */
export function probability(tail: readonly [number, number, number?]): number {
  return Math.min(1, unscale(tail));
}

/** exp(exponent) * factor / divisor, with half the exponent at a time so that only the result itself may underflow. */
export function unscale([exponent, factor]: readonly [number, number, number?], divisor = 1): number {
  const root = Math.exp(exponent / 2);
  return root * ((factor * root) / divisor);
}
