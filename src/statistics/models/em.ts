import { invertPositiveDefinite } from "../../numerics/positive-definite";
import type { PatternSummary } from "./missing-patterns";

/** A multivariate normal distribution: means, and covariances row by row. */
export interface NormalParameters {
  readonly means: Float64Array;
  readonly covariance: Float64Array;
}

/** Where EM ended. */
export interface EmFit extends NormalParameters {
  readonly failure: null;
  /** Steps of EM that were taken. */
  readonly iterations: number;
  /** The estimated distance from the maximum, relative to the columns' standard deviations. */
  readonly lastStep: number;
  /** Of all observed values. */
  readonly logLikelihood: number;
}

/** Why EM gave no maximum. */
export interface EmFailure {
  /** Columns that determine one another, or steps that do not end. */
  readonly failure: "singular" | "no-convergence";
  readonly iterations: number;
  readonly lastStep: number;
}

/** Steps of EM after which it has failed; a survey with half of its values missing takes about a hundred. */
const MOST_STEPS = 5000;

/** How far an extrapolation may let the log-likelihood fall: far above its rounding, which must decide nothing. */
const SLACK = 1e-6;

/** Steps of EM that an extrapolation may stand for. */
const LONGEST = 1000;

/** Variance inflation, 1 / (1 - R²) of a column on the others, or loss of variance, from which on nothing is left. */
const SINGULAR = 1e8;

/**
 * Maximum likelihood of a multivariate normal table with values missing at random, by EM.
 *
 * @remarks The expectation step replaces what a row lacks by what its other values predict, and remembers how uncertain
 * that is; the maximisation step takes means and covariances of the result. SQUAREM extrapolates from two steps, which
 * is taken where the likelihood does not fall. EM ends when the distance from the maximum, judged from the steps and
 * how they shrink, is at most `tolerance` standard deviations (of entries of the means and of the correlation matrix),
 * or where rounding, which collinear columns magnify, leaves no smaller steps. A step costs O(patterns x columns^3),
 * however many rows there are.
 *
 * @param patterns - Summaries of rows, of columns that have about mean 0 and variance 1.
 * @param start - Where to start, such as means 0 and the identity.
 * @see Dempster, Laird and Rubin (1977), J. R. Statist. Soc. B 39(1), 1-38 (not read);
 * Little and Rubin (2002), Statistical Analysis with Missing Data, 11.2 (not read);
 * Varadhan and Roland (2008), Scand. J. Statist. 35(2), 335-353, doi:10.1111/j.1467-9469.2007.00585.x (not read)
 */
export function em(patterns: readonly PatternSummary[], start: NormalParameters, tolerance: number): EmFit | EmFailure {
  const p = start.means.length;
  // means, then the lower triangle of the covariances
  let theta = packed(start);
  let iterations = 0;
  let lastStep = Infinity;
  const failed = (failure: EmFailure["failure"]): EmFailure => ({ failure, iterations, lastStep });
  const step = (from: Float64Array) => {
    iterations++;
    return emStep(patterns, unpacked(from, p));
  };
  while (iterations < MOST_STEPS) {
    const first = step(theta);
    if (first === null) return failed("singular");
    const one = packed(first.next);
    const second = step(one);
    if (second === null) return failed("singular");
    const two = packed(second.next);
    const r = one.map((value, k) => value - (theta[k] as number));
    const last = two.map((value, k) => value - (one[k] as number));
    const [before, after] = [norm(r), norm(last)];
    const rate = Math.min(after / before || 0, 1 - 1e-6);
    lastStep = (largest(last) * Math.max(rate, 1 - rate)) / (1 - rate);
    if (lastStep <= tolerance || largest(last) <= Number.EPSILON * second.inflation) {
      return { failure: null, ...second.next, iterations, lastStep, logLikelihood: second.logLikelihood };
    }
    const bend = norm(last.map((value, k) => value - (r[k] as number)));
    const from = theta;
    theta = two;
    for (let length = Math.min(before / bend, LONGEST); length > 1.01; length = (length + 1) / 2) {
      const factor = length;
      const jumped = from.map((value, k) => {
        const bent = (last[k] as number) - (r[k] as number);
        return value + 2 * factor * (r[k] as number) + factor * factor * bent;
      });
      const third = step(jumped);
      if (third !== null && third.logLikelihood >= second.logLikelihood - SLACK) {
        theta = packed(third.next);
        break;
      }
    }
  }
  return failed("no-convergence");
}

interface EmStep {
  readonly next: NormalParameters;
  /** Of the parameters that the step started from. */
  readonly logLikelihood: number;
  /** The largest variance inflation of a column there. */
  readonly inflation: number;
}

/** The step from given parameters, and the log-likelihood there; `null` where the covariances are singular. */
function emStep(patterns: readonly PatternSummary[], { means, covariance }: NormalParameters): EmStep | null {
  const p = means.length;
  const precision = covariance.slice();
  const logDeterminant = invertPositiveDefinite(precision, p);
  let inflation = 1;
  for (let j = 0; j < p; j++) {
    const own = (precision[j * (p + 1)] as number) * (covariance[j * (p + 1)] as number);
    if (!(own < SINGULAR && (covariance[j * (p + 1)] as number) > 1 / SINGULAR)) return null;
    inflation = Math.max(inflation, own);
  }

  let n = 0;
  let logLikelihood = 0;
  const shift = new Float64Array(p);
  const squares = new Float64Array(p * p);
  const uncertain = new Float64Array(p * p);
  const row = new Float64Array(p);
  const pull = new Float64Array(p);
  const own = new Float64Array(p * p);
  for (const { observed, missing, n: count, mean, deviations } of patterns) {
    const m = missing.length;
    // covariance of what is missing given what is observed: the inverse of its block of the precision
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < m; b++)
        own[a * m + b] = precision[(missing[a] as number) * p + (missing[b] as number)] as number;
    }
    const logPrecision = invertPositiveDefinite(own, m);
    if (Number.isNaN(logPrecision)) return null;
    n += count;
    logLikelihood -= (count * (logDeterminant + logPrecision + observed.length * Math.log(2 * Math.PI))) / 2;
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < m; b++) {
        const at = (missing[a] as number) * p + (missing[b] as number);
        uncertain[at] = (uncertain[at] as number) + count * (own[a * m + b] as number);
      }
    }
    for (let v = -1; v < deviations.length; v++) {
      for (let k = 0; k < observed.length; k++) {
        const j = observed[k] as number;
        row[j] =
          v < 0
            ? ((mean[k] as number) - (means[j] as number)) * Math.sqrt(count)
            : ((deviations[v] as Float64Array)[k] as number);
      }
      for (let a = 0; a < m; a++) {
        const at = (missing[a] as number) * p;
        let sum = 0;
        for (let k = 0; k < observed.length; k++) {
          const j = observed[k] as number;
          sum += (precision[at + j] as number) * (row[j] as number);
        }
        pull[a] = sum;
      }
      for (let a = 0; a < m; a++) {
        let sum = 0;
        for (let b = 0; b < m; b++) sum -= (own[a * m + b] as number) * (pull[b] as number);
        row[missing[a] as number] = sum;
      }
      for (let i = 0; i < p; i++) {
        if (v < 0) shift[i] = (shift[i] as number) + (row[i] as number) * Math.sqrt(count);
        const at = i * p;
        for (let j = 0; j <= i; j++)
          squares[at + j] = (squares[at + j] as number) + (row[i] as number) * (row[j] as number);
      }
    }
  }

  const next = { means: new Float64Array(p), covariance: new Float64Array(p * p) };
  for (let i = 0; i < p; i++) {
    next.means[i] = (means[i] as number) + (shift[i] as number) / n;
    for (let j = 0; j <= i; j++) {
      const product = squares[i * p + j] as number;
      logLikelihood -= ((i === j ? 1 : 2) * (precision[i * p + j] as number) * product) / 2;
      const moved = ((shift[i] as number) / n) * ((shift[j] as number) / n);
      const value = (product + (uncertain[i * p + j] as number)) / n - moved;
      next.covariance[i * p + j] = value;
      next.covariance[j * p + i] = value;
    }
  }
  return { next, logLikelihood, inflation };
}

function packed({ means, covariance }: NormalParameters): Float64Array {
  const p = means.length;
  const theta = new Float64Array(p + (p * (p + 1)) / 2);
  theta.set(means);
  let at = p;
  for (let i = 0; i < p; i++) for (let j = 0; j <= i; j++) theta[at++] = covariance[i * p + j] as number;
  return theta;
}

function unpacked(theta: Float64Array, p: number): NormalParameters {
  const covariance = new Float64Array(p * p);
  let at = p;
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      covariance[i * p + j] = theta[at] as number;
      covariance[j * p + i] = theta[at++] as number;
    }
  }
  return { means: theta.slice(0, p), covariance };
}

function norm(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

function largest(vector: Float64Array): number {
  return vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
