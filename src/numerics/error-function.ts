import { centralRatio, gaussian, millsRatio, SERIES_LIMIT, SQRT_2PI } from "./mills-ratio";

/**
 * Error function, erf(x) = 2 / sqrt(pi) times the integral of exp(-t^2) from 0 to x.
 *
 * @remarks Relative error below 2e-15, also near 0.
 * @param x - Real number; infinities allowed.
 * @returns A number in [-1, 1].
 * @see NIST DLMF 7.6.2 and 7.9.1 (not read).
 */
export function erf(x: number): number {
  const z = Math.SQRT2 * x;
  if (Math.abs(z) < SERIES_LIMIT) return ((2 * gaussian(x, 1)) / SQRT_2PI) * centralRatio(z);
  return Math.sign(x) * (1 - erfc(Math.abs(x)));
}

/**
 * Complementary error function, 1 - erf(x), without cancellation for large x.
 *
 * @remarks Relative error below 3e-15 down to the smallest normal double.
 * @param x - Real number; infinities allowed.
 * @returns A number in [0, 2].
 * @see NIST DLMF 7.9.1 (not read).
 */
export function erfc(x: number): number {
  if (x < 0.5) return 1 - erf(x);
  return (2 * gaussian(x, 1) * millsRatio(Math.SQRT2 * x)) / SQRT_2PI;
}
