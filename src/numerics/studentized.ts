import { bracketedRoot } from "./bracketed-root";
import { reducedFactorial } from "./gamma-function";
import { studentTUpperQuantile } from "./student-t";

/** The upper tail of a statistic, P(T > t), at any t > 0, and the t that has a given tail. */
export interface UpperTail {
  readonly upper: (t: number) => number;
  readonly upperQuantile: (p: number) => number;
}

/** Terms below this share of the sum are rounding. */
const NEGLIGIBLE = 1e-17;

/**
 * The largest of several statistics that are divided by one estimated standard deviation, from its tail where that is
 * known.
 *
 * @remarks The mean of `tail(t s)` over the distribution of s, where df s^2 is chi-squared, by the trapezoidal rule in
 * ln s: its error falls exponentially for integrands like these, below 1e-14 at this step, and no term is negative, so
 * that small tails keep their digits. Some 30 values of `tail` for many degrees of freedom, 150 for two; its points are
 * the same for every t, so that one more t costs little.
 *
 * @param tail - Upper tail where the standard deviation is known; falls like that of |z| / `unit` for a normal z.
 * @param unit - How many of Student's t go into one of the statistic.
 * @param size - How many statistics there are; the quantile lies between that of one and Bonferroni's for all.
 * @param df - Degrees of freedom, real, >= 1; `Infinity` where the standard deviation is known.
 */
export function studentized(tail: (t: number) => number, unit: number, size: number, df: number): UpperTail {
  const upper = df === Infinity ? tail : averaged(tail, unit, df);
  const bonferroni = (m: number, p: number) => studentTUpperQuantile(p / 2 / m, df) / unit;
  return {
    upper,
    upperQuantile: (p) => bracketedRoot((t) => Math.log(upper(t) / p), bonferroni(1, p), bonferroni(size, p)),
  };
}

function averaged(tail: (t: number) => number, unit: number, df: number): (t: number) => number {
  // in single precision, so that multiples of it are exact: with many degrees of freedom the points lie close together
  const step = Math.fround(1 / Math.sqrt(64 + 4.5 * df));
  const factor = (step * df) / reducedFactorial(df / 2);
  const known = new Map<number, number>();
  const tailAt = (k: number) => {
    const found = known.get(k) ?? tail(Math.exp(k * step));
    known.set(k, found);
    return found;
  };
  return (t) => {
    if (!(t > 0)) return 1;
    const logarithm = Math.log(t);
    const term = (k: number) => Math.exp(-df * excessOfSquare(k * step - logarithm)) * tailAt(k);
    // the s that matters most
    const middle = Math.round((logarithm - Math.log(Math.hypot(1, (t * unit) / Math.sqrt(df)))) / step);
    let sum = term(middle);
    for (const direction of [1, -1]) {
      let last = 0;
      for (let k = middle + direction; ; k += direction) {
        const next = term(k);
        sum += next;
        // it may still rise towards its peak
        if (next <= NEGLIGIBLE * sum && next <= last) break;
        last = next;
      }
    }
    return Math.min(1, sum * factor);
  };
}

/** (e^2u - 1) / 2 - u, also for small u. */
function excessOfSquare(u: number): number {
  const x = 2 * u;
  if (Math.abs(x) > 0.5) return (Math.expm1(x) - x) / 2;
  let term = (x * x) / 2;
  let sum = term;
  for (let k = 3; Math.abs(term) > 1e-17 * sum; k++) {
    term *= x / k;
    sum += term;
  }
  return sum / 2;
}
