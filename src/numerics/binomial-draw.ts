import { binomialPmf } from "./binomial";
import type { RandomGenerator } from "./random";

/**
 * A draw from the binomial distribution, at a cost that does not grow with n.
 *
 * @remarks Inversion by adding up probabilities where fewer than ten successes are expected, else transformed rejection
 * with squeeze (BTRS), the probabilities in its last test being those of `binomialPmf`. Draws that two engines might
 * round to different sides have a probability of about 1e-15.
 * @param random - Where the uniform numbers come from; BTRS takes two a point, inversion one.
 * @param n - Number of trials, integer >= 0.
 * @param p - Probability of success in [0, 1].
 * @see Hörmann (1993), The generation of binomial random variates, J. Statist. Comput. Simul. 46, 101-110 (not read).
 */
export function binomialDraw(random: RandomGenerator, n: number, p: number): number {
  if (p > 0.5) return n - binomialDraw(random, n, 1 - p);
  if (n * p < 10) return inverted(random, n, p);
  return rejected(random, n, p);
}

/** The first number of successes at which the added probabilities exceed a uniform number. */
function inverted(random: RandomGenerator, n: number, p: number): number {
  const odds = p / (1 - p);
  // with a mean below 10, more than 150 successes have a probability below 1e-100
  const last = Math.min(n, 150);
  let left = random.uniform();
  let probability = Math.exp(n * Math.log1p(-p));
  let k = 0;
  while (k < last && left >= probability) {
    left -= probability;
    k += 1;
    probability *= ((n - k + 1) / k) * odds;
  }
  return k;
}

function rejected(random: RandomGenerator, n: number, p: number): number {
  const deviation = Math.sqrt(n * p * (1 - p));
  // Hörmann's constants: the table mountain hat and, inside it, where every point is accepted
  const b = 1.15 + 2.53 * deviation;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const scale = (2.83 + 5.1 / b) * deviation;
  const squeeze = 0.92 - 4.2 / b;
  let largest = 0;
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const distance = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / distance + b) * u + c);
    if (distance >= 0.07 && v <= squeeze) return k;
    if (!(k >= 0 && k <= n)) continue;
    largest ||= binomialPmf(Math.floor((n + 1) * p), n, p);
    if (((v * scale) / (a / distance ** 2 + b)) * largest <= binomialPmf(k, n, p)) return k;
  }
}
