const HALF_LOG_2PI = 0.9189385332046728;

/** Asymptotic series of the error of Stirling's formula; for n from 10 on, where its error is 3e-17. */
function stirlingSeries(n: number): number {
  const r = 1 / n / n;
  return (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360 - r / 156)))))) / n;
}

/** ln(1 + 1/n), also where 1/n overflows. */
function logOfNext(n: number): number {
  return n < 1 ? Math.log1p(n) - Math.log(n) : Math.log1p(1 / n);
}

/**
 * Error of Stirling's formula: ln n! - [ (n + 1/2) ln n - n + ln(2 pi)/2 ], for real n.
 *
 * @remarks Asymptotic series from n = 10 on; below, the recurrence that steps n up by one. Absolute error below 2e-15
 * (relative to ln(1/n)/2 as n goes to 0).
 * @param n - Real number > 0.
 * @see Loader (2000), Fast and Accurate Computation of Binomial Probabilities (not read); NIST DLMF 5.11.1 (not read).
 */
export function stirlingError(n: number): number {
  let sum = 0;
  let m = n;
  for (; m < 10; m++) sum += (m + 0.5) * logOfNext(m) - 1;
  return sum + stirlingSeries(m);
}

/**
 * n! (e / n)^n for real n: the factorial without its large part, sqrt(2 pi n) times exp(stirlingError(n)).
 *
 * Densities are built from this and a deviance instead of from differences of log-gammas, because the large parts of
 * those cancel on paper and so never have to be rounded.
 *
 * @remarks Relative error below 3e-15.
 * @param n - Real number > 0; the limit at 0 is 1.
 * @see Loader (2000), Fast and Accurate Computation of Binomial Probabilities (not read); NIST DLMF 5.11.1 (not read).
 */
export function reducedFactorial(n: number): number {
  let sum = 0;
  let m = n;
  for (; m < 10; m++) sum += m * logOfNext(m) - 1;
  return Math.sqrt(2 * Math.PI * m) * Math.exp(sum + stirlingSeries(m));
}

/**
 * ln Gamma(1 + z) for |z| <= 1/2, with a small relative error as z goes to 0.
 *
 * Gamma is stepped up to 1 + z + 9 and compared there with 9!: every term is then proportional to z.
 */
function logGammaNearOne(z: number): number {
  const step = Math.log1p(z / 10);
  let sum = 9.5 * step + z * (Math.log(10 + z) - 1);
  for (let k = 1; k < 10; k++) sum -= Math.log1p(z / k);
  // coefficients of 1/n, 1/n^3, ... in Stirling's series: B_2k / (2k (2k - 1))
  [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360].forEach((coefficient, i) => {
    const power = 2 * i + 1;
    sum += coefficient * 10 ** -power * Math.expm1(-power * step);
  });
  return sum;
}

/**
 * Natural logarithm of the gamma function.
 *
 * @remarks Relative error below 1e-14, also next to the zeros at 1 and 2.
 * @param x - Real number > 0; `Infinity` gives `Infinity`.
 * @see NIST DLMF 5.11.1 and 5.5.1 (not read).
 */
export function logGamma(x: number): number {
  if (x < 0.5) return logGammaNearOne(x) - Math.log(x);
  if (x < 1.5) return logGammaNearOne(x - 1);
  if (x < 2.5) return logGammaNearOne(x - 2) + Math.log1p(x - 2);
  // Factored, so that the product and x do not overflow into Infinity - Infinity.
  return x * (Math.log(x) - 1) - Math.log(x) / 2 + (HALF_LOG_2PI + stirlingError(x));
}

/**
 * Digamma function, the derivative of {@link logGamma}.
 *
 * @remarks Error below 1e-15 times the larger of 1 and the result: relative everywhere but near the root 1.4616...
 * @param x - Real number > 0.
 * @see NIST DLMF 5.11.2 and 5.5.2 (not read).
 */
export function digamma(x: number): number {
  let sum = 0;
  let m = x;
  for (; m < 10; m++) sum -= 1 / m;
  const r = 1 / m / m;
  const series = 1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132 - (r * 691) / 32760))));
  return sum + (Math.log(m) - 1 / (2 * m) - r * series);
}
