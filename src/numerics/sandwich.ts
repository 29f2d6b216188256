import { backSubstitute, type Factorisation, reflect } from "./householder";
import { dot, scaleByPower } from "./sums";

/** What the diagnostics of a fit need of it. */
export interface Factors {
  readonly qr: Factorisation;
  /** Powers of two by which the columns of `qr` were divided. */
  readonly exponents: readonly number[];
}

/** Orthonormal columns that span the columns of a fit: the thin Q of X = QR. O(n p^2) time. */
export function orthonormalColumns({ qr }: Factors): Float64Array[] {
  const p = qr.kept.length;
  return qr.columns.map((column, k) => {
    const unit = new Float64Array(column.length);
    unit[k] = 1;
    for (let j = Math.min(k, p - 1); j >= 0; j--) reflect(qr, j, unit);
    return unit;
  });
}

/**
 * Leverage of each row: how much of its own outcome a row's fit takes over, the diagonal of X (X'X)^-1 X'.
 *
 * @param n - Number of rows, which no column tells where there is none.
 * @returns n numbers in [0, 1], whose sum is the rank.
 */
export function leverages(orthonormal: readonly Float64Array[], n: number): Float64Array {
  const result = new Float64Array(n);
  for (const column of orthonormal) {
    for (let i = 0; i < result.length; i++) result[i] = (result[i] as number) + (column[i] as number) ** 2;
  }
  return result.map((leverage) => Math.min(1, leverage));
}

/**
 * Covariance of coefficients whose rows have errors of their own: $(X^\top X)^{-1} X^\top D X (X^\top X)^{-1}$.
 *
 * @remarks As R^-1 (Q'DQ) R^-T, which squares no condition number. O(n p^2) time.
 *
 * @param orthonormal - As {@link orthonormalColumns} gives them.
 * @param variances - The diagonal of D, n numbers >= 0.
 * @returns p x p entries, row by row, as `unscaledCovariance` of the fit holds them.
 */
export function sandwich(
  { qr, exponents }: Factors,
  orthonormal: readonly Float64Array[],
  variances: Float64Array,
): Float64Array {
  const p = orthonormal.length;
  const weighted = orthonormal.map((column) => column.map((value, i) => value * (variances[i] as number)));
  // R^-1 S by columns, then R^-1 (R^-1 S)', whose symmetry makes rows and columns the same
  const half = orthonormal.map((column) =>
    backSubstitute(
      qr.triangle,
      Float64Array.from(weighted, (other) => dot(column, 0, other, 0, column.length)),
    ),
  );
  const full = half.map((_, j) =>
    backSubstitute(
      qr.triangle,
      Float64Array.from(half, (column) => column[j] as number),
    ),
  );
  return Float64Array.from({ length: p * p }, (_, at) => {
    const [i, j] = [Math.floor(at / p), at % p];
    return scaleByPower(full[i]?.[j] as number, -(exponents[i] as number) - (exponents[j] as number));
  });
}
