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

/**
 * Natural logarithm of a ratio of two positive numbers, in twice the precision.
 *
 * Tail probabilities are `exp` of an exponent that reaches -745. A double keeps that to 6e-14 only, and the tail would
 * inherit the loss; hence this logarithm.
 *
 * @remarks The ratio is brought within 1/32 of 1 by powers of 2 and of exp(1/16), both with exactly known logarithms;
 * there ln(x/y) = 2 artanh((x - y) / (x + y)), whose first term is kept as a pair, so that the relative error stays
 * below 1e-18 near x = y too.
 * @param x - Numerator, > 0 and below 1e290.
 * @param y - Denominator, likewise.
 */
export function logRatio(x: DoubleDouble, y: DoubleDouble): DoubleDouble {
  // A ratio near 1 must get no power of 2 at all, or the two logarithms would cancel; hence one difference, rounded.
  const shiftY = Math.floor(Math.log2(y[0]));
  const shift = Math.round(Math.log2(x[0]) - Math.log2(y[0]));
  let over = scaleDown(x, shiftY + shift);
  let under = scaleDown(y, shiftY);
  const steps = Math.round(16 * Math.log(over[0] / under[0]));
  for (let i = steps; i > 0; i--) under = multiply(under, SIXTEENTH_ROOT_OF_E);
  for (let i = steps; i < 0; i++) over = multiply(over, SIXTEENTH_ROOT_OF_E);
  const v = divide(add(over, [-under[0], -under[1]]), add(over, under));
  const w = v[0] * v[0];
  const rest = v[0] * w * (1 / 3 + w * (1 / 5 + w * (1 / 7 + w * (1 / 9 + w / 11))));
  return add(add([shift * LN2_HIGH, shift * LN2_LOW], [steps / 16, 0]), [2 * v[0], 2 * (v[1] + rest)]);
}
