/** A part of a variance, and the degrees of freedom from which it was estimated. */
export interface VariancePart {
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/**
 * The sum of independent estimates of variances, with the degrees of freedom that make Student's t fit it.
 *
 * @remarks $$\nu = \frac{(\sum v_i)^2}{\sum v_i^2 / \nu_i}$$ The sum of all $\nu_i$ where no part varies.
 * @see Satterthwaite (1946), Biometrics Bulletin 2(6), 110-114, doi:10.2307/3002019 (not read)
 */
export function sumOfVariances(parts: readonly VariancePart[]): VariancePart {
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const degrees = parts.reduce((sum, part) => sum + part.degreesOfFreedom, 0);
  if (!(variance > 0)) return { variance, degreesOfFreedom: degrees };
  // as shares of the total, whose squares cannot underflow
  const squares = parts.reduce((sum, part) => sum + (part.variance / variance) ** 2 / part.degreesOfFreedom, 0);
  return { variance, degreesOfFreedom: 1 / squares };
}
