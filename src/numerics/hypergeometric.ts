import { asImprobable } from "./as-improbable";
import { binomialPmf } from "./binomial";
import { signChange } from "./bisection";

/** Balls in an urn, and how many are drawn without putting them back; the number of marked ones drawn is random. */
export interface Urn {
  readonly marked: number;
  readonly unmarked: number;
  /** At most all. */
  readonly drawn: number;
}

/** The fewest and the most marked balls that can be drawn. */
export function hypergeometricSupport({ marked, unmarked, drawn }: Urn): { low: number; high: number } {
  return { low: Math.max(0, drawn - unmarked), high: Math.min(marked, drawn) };
}

/**
 * Hypergeometric probability P(K = k).
 *
 * @remarks From three binomial probabilities with any common p; relative error below 1e-13.
 * @param k - Any integer.
 * @see Loader (2000), Fast and Accurate Computation of Binomial Probabilities (not read).
 */
export function hypergeometricPmf(k: number, urn: Urn): number {
  const { low, high } = hypergeometricSupport(urn);
  if (k < low || k > high) return 0;
  const { marked, unmarked, drawn } = urn;
  const p = drawn / (marked + unmarked);
  return (binomialPmf(k, marked, p) / binomialPmf(drawn, marked + unmarked, p)) * binomialPmf(drawn - k, unmarked, p);
}

/** Hypergeometric distribution function, P(K <= k): relative error below 1e-12 in the tails. O(sqrt(n)) time. */
export function hypergeometricCdf(k: number, urn: Urn): number {
  const { low, high } = hypergeometricSupport(urn);
  if (k < low) return 0;
  if (k >= high) return 1;
  if (k >= modeOf(urn)) return 1 - hypergeometricUpper(k, urn);
  return hypergeometricPmf(k, urn) * outwardSums(k, -1, urn, 1).sum;
}

/** Upper tail of the hypergeometric distribution, P(K > k): as {@link hypergeometricCdf}. */
export function hypergeometricUpper(k: number, urn: Urn): number {
  const { low, high } = hypergeometricSupport(urn);
  if (k < low) return 1;
  if (k >= high) return 0;
  if (k < modeOf(urn)) return 1 - hypergeometricCdf(k, urn);
  return hypergeometricPmf(k + 1, urn) * outwardSums(k + 1, 1, urn, 1).sum;
}

/** Twice the smaller tail, in which k itself counts by a part: 1, or 1/2 for mid-P; at most 1. */
export function hypergeometricTwiceSmaller(k: number, urn: Urn, part: number): number {
  const own = part * hypergeometricPmf(k, urn);
  return Math.min(1, 2 * (hypergeometricCdf(k - 1, urn) + own), 2 * (hypergeometricUpper(k, urn) + own));
}

/** Probability of all outcomes that are as probable as k, to a relative 1e-7, or less. */
export function hypergeometricTwoSided(k: number, urn: Urn): number {
  return asImprobable(k, {
    pmf: (at) => hypergeometricPmf(at, urn),
    cdf: (at) => hypergeometricCdf(at, urn),
    upper: (at) => hypergeometricUpper(at, urn),
    mode: modeOf(urn),
    ...hypergeometricSupport(urn),
  });
}

/** The most probable number of marked balls. */
function modeOf({ marked, unmarked, drawn }: Urn): number {
  return Math.floor(((drawn + 1) / (marked + unmarked + 2)) * (marked + 1));
}

/** No odds that any level asks for lie beyond exp(-300) and exp(300). */
const LOG_ODDS = 300;

/**
 * The odds under which k is the mean of Fisher's noncentral hypergeometric distribution, in which a marked ball has
 * `odds` times the weight of another one in being drawn: the odds under which k is most likely.
 *
 * @remarks Relative error below 1e-12; O(sqrt(n)) time for each of some 60 steps.
 * @param k - Integer in the support, which holds more than one.
 * @returns A number >= 0; `null` where k is the largest, and no odds are too large for it.
 * @see Fisher (1935), Journal of the Royal Statistical Society 98(1), 39-82, doi:10.2307/2342435 (not read)
 */
export function conditionalOddsRatio(k: number, urn: Urn): number | null {
  const { low, high } = hypergeometricSupport(urn);
  if (k === low) return 0;
  if (k === high) return null;
  return oddsAt((odds) => outwardSums(k, 1, urn, odds).moment - outwardSums(k, -1, urn, odds).moment, false);
}

/**
 * Standard error of {@link conditionalOddsRatio}, from the variance of K under it, by which the logarithm of the odds
 * moves the mean of K.
 *
 * @param odds - The most likely odds, above 0.
 */
export function conditionalOddsError(k: number, urn: Urn, odds: number): number {
  const [up, down] = [outwardSums(k, 1, urn, odds), outwardSums(k, -1, urn, odds)];
  // k is the mean, from which the distances count
  return odds / Math.sqrt((up.square + down.square) / (up.sum + down.beyond));
}

/**
 * The odds under which P(K >= k), and those under which P(K <= k), is a given probability.
 *
 * @remarks As {@link conditionalOddsRatio}.
 * @param part - By how much k itself counts in either tail: 1, or 1/2 for mid-P.
 * @returns `lower` is 0 where k is the smallest, `upper` is `null` where it is the largest.
 */
export function conditionalOddsInterval(
  k: number,
  urn: Urn,
  probability: number,
  part = 1,
): { lower: number; upper: number | null } {
  const { low, high } = hypergeometricSupport(urn);
  // a tail as what lies outside it, in its own units: 1 / (1 + outside / tail)
  const short = (direction: 1 | -1, odds: number) => {
    const outside = outwardSums(k, direction === 1 ? -1 : 1, urn, odds).beyond + (1 - part);
    return 1 / (1 + outside / (outwardSums(k, direction, urn, odds).beyond + part)) - probability;
  };
  return {
    lower: k === low ? 0 : oddsAt((odds) => short(1, odds), false),
    upper: k === high ? null : oddsAt((odds) => short(-1, odds), true),
  };
}

/** Where a function of the odds changes sign. */
function oddsAt(f: (odds: number) => number, falls: boolean): number {
  return Math.exp(signChange((logOdds) => f(Math.exp(logOdds)), -LOG_ODDS, LOG_ODDS, falls));
}

/** Sums over the outcomes from k on in one direction, each probability relative to that of k. */
interface OutwardSums {
  /** All of them, k included. */
  readonly sum: number;
  /** Without k. */
  readonly beyond: number;
  /** Each times its distance from k. */
  readonly moment: number;
  /** Each times the square of that. */
  readonly square: number;
}

/**
 * The ratio of neighbouring probabilities falls all the way, so once it is below 1 the rest is less than a geometric
 * series; away from the mode the sums may overflow to an infinity, which is as good as any large number.
 */
function outwardSums(k: number, direction: 1 | -1, { marked, unmarked, drawn }: Urn, odds: number): OutwardSums {
  let [beyond, moment, square, term] = [0, 0, 0, 1];
  for (let distance = 1; ; distance++) {
    const at = k + direction * (distance - 1);
    const ratio =
      direction === 1
        ? ((odds * (marked - at)) / (at + 1)) * ((drawn - at) / (unmarked - drawn + at + 1))
        : (at / (marked - at + 1)) * ((unmarked - drawn + at) / (drawn - at + 1) / odds);
    if (!(ratio > 0)) break;
    term *= ratio;
    beyond += term;
    moment += term * distance;
    square += term * distance * distance;
    const next = ratio * (1 + 1 / distance);
    if (moment === Infinity || (next < 1 && term * distance * next <= (1 - next) * moment * 2 ** -56)) break;
  }
  return { sum: 1 + beyond, beyond, moment, square };
}
