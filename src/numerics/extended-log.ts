import { add, type DoubleDouble, divide, multiply } from "./double-double";

const LN2_HIGH = 0.6931471803691238; // 32 bits, so that its multiples by an exponent are exact
const LN2_LOW = 1.9082149292705877e-10;
const SIXTEENTH_ROOT_OF_E: DoubleDouble = [1.0644944589178593, 1.0872888143211957e-16];

/** x / 2^exponent, in two steps because 2^1074 is no double. */
function scaleDown(x: DoubleDouble, exponent: number): DoubleDouble {
  const half = Math.trunc(exponent / 2);
  const first = 2 ** -half;
  const second = 2 ** (half - exponent);
  return [x[0] * first * second, x[1] * first * second];
}

/** ln((1 + v) / (1 - v)) = 2 artanh(v) for |v| <= 1/32; its first term is kept as a pair. */
function twiceArtanh(v: DoubleDouble): DoubleDouble {
  const w = v[0] * v[0];
  const rest = v[0] * w * (1 / 3 + w * (1 / 5 + w * (1 / 7 + w * (1 / 9 + w * (1 / 11 + w / 13)))));
  return [2 * v[0], 2 * (v[1] + rest)];
}

/**
 * Natural logarithm of x xFactor / (y yFactor), four positive numbers, in twice the precision.
 *
 * Tail probabilities are `exp` of an exponent that reaches -745. A double keeps that to 6e-14 only, and the tail would
 * inherit the loss; hence this logarithm.
 *
 * @remarks Where the ratio is near 1 the logarithm is made from `excess` alone, which callers know without
 * cancellation: relative error below 1e-18. Elsewhere each number is brought near 1 by a power of 2, so that no product
 * leaves the range, and the ratio within 1/32 of 1 by powers of exp(1/16).
 * @param excess - The ratio minus 1.
 */
export function logRatio(
  excess: DoubleDouble,
  x: DoubleDouble,
  y: DoubleDouble,
  xFactor: DoubleDouble = [1, 0],
  yFactor: DoubleDouble = [1, 0],
): DoubleDouble {
  if (Math.abs(excess[0]) < 1 / 32) return twiceArtanh(divide(excess, add([2, 0], excess)));
  let shift = 0;
  const mantissa = (value: DoubleDouble, sign: number): DoubleDouble => {
    const exponent = Math.floor(Math.log2(value[0]));
    shift += sign * exponent;
    return scaleDown(value, exponent);
  };
  let over = multiply(mantissa(x, 1), mantissa(xFactor, 1));
  let under = multiply(mantissa(y, -1), mantissa(yFactor, -1));
  const steps = Math.round(16 * Math.log(over[0] / under[0]));
  for (let i = steps; i > 0; i--) under = multiply(under, SIXTEENTH_ROOT_OF_E);
  for (let i = steps; i < 0; i++) over = multiply(over, SIXTEENTH_ROOT_OF_E);
  const v = divide(add(over, [-under[0], -under[1]]), add(over, under));
  return add(add([shift * LN2_HIGH, shift * LN2_LOW], [steps / 16, 0]), twiceArtanh(v));
}
