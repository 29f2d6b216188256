import { millsRatio, SQRT_2PI } from "./mills-ratio";

/**
 * Tail of a beta or gamma distribution with huge shapes, as exponent and factor: the normal tail with its skewness.
 *
 * Continued fractions and series need some sqrt(shape) steps; this takes over where that would be tens of thousands.
 *
 * @remarks Leading terms of Temme's uniform expansion. Relative error below 1e-13 for shapes above 1e9, and 1e-14 where
 * the tail exceeds 1e-30.
 * @param exponent - Minus the deviance, <= 0.
 * @param a - Shape of the distribution on the tail's side.
 * @param b - Shape on the other side; `Infinity` for the gamma distribution.
 * @param distance - Distance from the mean into the tail, a y - b x for beta, a - x for gamma; > 0.
 * @see Temme (1982), SIAM Journal on Mathematical Analysis 13, 239-253 (not read); NIST DLMF 8.12, 8.18(ii) (not read).
 */
export function uniformTail(exponent: number, a: number, b: number, distance: number): readonly [number, number] {
  const z = Math.sqrt(Math.max(0, -2 * exponent));
  const precision = 1 / a + 1 / b; // reciprocal of a b / n
  const skewness =
    z < 0.1
      ? (1 / a - 1 / b) / Math.sqrt(precision) / 3 + (precision - 1 / (a + b)) * (z / 12)
      : 1 / (distance * Math.sqrt(precision)) - 1 / z;
  return [exponent, (millsRatio(z) + skewness) / SQRT_2PI];
}
