import { choleskyFactor } from "../../numerics/cholesky-factor";
import type { Factorisation } from "../../numerics/householder";
import type { Objective } from "../../numerics/newton";
import { dot } from "../../numerics/sums";
import type { Likelihood } from "./likelihood-fit";

/** Outcomes of yes and no, and the columns that are to explain them. */
export interface BinaryRows {
  /** p columns of n numbers. */
  readonly columns: readonly Float64Array[];
  /** 1 for yes and 0 for no. */
  readonly outcome: Float64Array;
  /** How much each row counts, above 0. */
  readonly counts: Float64Array;
}

/** What the rows say of themselves at some coefficients. */
interface RowTerms {
  readonly logLikelihoods: Float64Array;
  /** Outcome minus probability. */
  readonly residuals: Float64Array;
  /** Probability times its complement. */
  readonly variances: Float64Array;
}

/** The likelihood of logistic regression; its forms are the log-odds of what happened. */
export function logisticLikelihood({ columns, outcome, counts }: BinaryRows): Likelihood {
  return {
    size: outcome.length,
    without: (infinite) => {
      const left = counts.map((count, i) => (infinite[i] === 1 ? 0 : count));
      return (coefficients) => {
        const { logLikelihoods, residuals, variances } = rowTerms(columns, outcome, coefficients);
        return {
          value: dot(left, 0, logLikelihoods, 0, left.length),
          gradient: scoresOf(columns, residuals, left),
          information: informationOf(columns, variances, left),
        };
      };
    },
    forms: () => columns.map((column) => column.map((x, i) => (outcome[i] === 1 ? x : -x))),
  };
}

/**
 * Firth's penalised likelihood, whose maximum always exists: half the logarithm of the information's determinant is
 * added.
 *
 * @remarks With leverages h of the weighted columns the scores are $\sum (y_i - \mu_i + h_i (1/2 - \mu_i)) x_i$. Second
 * derivatives of the penalty are taken in coordinates z in which the information is the identity: with w = mu (1 - mu)
 * and its derivatives w' and w'', half of $\sum_i w''_i |z_i|^2 z_{ic} z_{id} - \sum_{kl} G_{ckl} G_{dkl}$, where $G_{ckl}
 * = \sum_i w'_i z_{ic} z_{ik} z_{il}$. Where the sum is not concave, the information stands in for it. O(n p^3).
 *
 * @see Firth (1993), Biometrika 80(1), 27-38, doi:10.1093/biomet/80.1.27 (not read); Heinze and Schemper (2002),
 * Statistics in Medicine 21(16), 2409-2419, doi:10.1002/sim.1047 (not read)
 */
export function firthObjective({ columns, outcome, counts }: BinaryRows): Objective {
  return (coefficients) => {
    const { logLikelihoods, residuals, variances } = rowTerms(columns, outcome, coefficients);
    const information = informationOf(columns, variances, counts);
    const triangle = choleskyFactor(information);
    if (triangle === null) return { value: -Infinity, gradient: coefficients, information };
    const solved = solvedColumns(columns, triangle);
    const squares = new Float64Array(outcome.length);
    for (const column of solved) {
      for (let i = 0; i < squares.length; i++) squares[i] = (squares[i] as number) + (column[i] as number) ** 2;
    }
    const skews = residuals.map((residual, i) => 1 - 2 * ((outcome[i] as number) - residual));
    const penalised = residuals.map((residual, i) => {
      return residual + ((variances[i] as number) * (squares[i] as number) * (skews[i] as number)) / 2;
    });
    const curved = informationOf(columns, penaltyCurvature(variances, squares), counts);
    const bent = skewness(
      solved,
      skews.map((skew, i) => skew * (variances[i] as number) * (counts[i] as number)),
    );
    const p = columns.length;
    // back from the coordinates of identity: R' T R
    const twisted = timesTriangle(timesTriangle(bent, triangle), triangle);
    const exact = information.map(
      (entry, at) => entry - (curved[at] as number) / 2 + (twisted[(at % p) * p + Math.floor(at / p)] as number) / 2,
    );
    const halfDeterminant = triangle.reduce((sum, column, k) => sum + Math.log(column[k] as number), 0);
    return {
      value: dot(counts, 0, logLikelihoods, 0, counts.length) + halfDeterminant,
      gradient: scoresOf(columns, penalised, counts),
      information: exact,
      surrogate: information,
    };
  };
}

/** Columns times R^-1. */
function solvedColumns(columns: readonly Float64Array[], triangle: Factorisation["triangle"]): Float64Array[] {
  const solved: Float64Array[] = [];
  columns.forEach((column, k) => {
    const own = triangle[k] as Float64Array;
    const next = column.slice();
    solved.forEach((before, j) => {
      const factor = own[j] as number;
      for (let i = 0; i < next.length; i++) next[i] = (next[i] as number) - factor * (before[i] as number);
    });
    solved.push(next.map((x) => x / (own[k] as number)));
  });
  return solved;
}

/** Second derivatives of the variances by the log-odds, times the squared lengths of the rows. */
function penaltyCurvature(variances: Float64Array, squares: Float64Array): Float64Array {
  return variances.map((variance, i) => variance * (1 - 6 * variance) * (squares[i] as number));
}

/** The sums of products $\sum_{kl} G_{ckl} G_{dkl}$ of the third moments of columns, p x p, row by row. */
function skewness(columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  const p = columns.length;
  const unit = weights.map(() => 1);
  const slices = columns.map((column) =>
    informationOf(
      columns,
      column.map((x, i) => x * (weights[i] as number)),
      unit,
    ),
  );
  return Float64Array.from({ length: p * p }, (_, at) => {
    return dot(slices[Math.floor(at / p)] as Float64Array, 0, slices[at % p] as Float64Array, 0, p * p);
  });
}

/** M R, transposed, for a p x p matrix M, row by row. */
function timesTriangle(matrix: Float64Array, triangle: Factorisation["triangle"]): Float64Array {
  const p = triangle.length;
  return Float64Array.from({ length: p * p }, (_, at) => {
    const column = triangle[Math.floor(at / p)] as Float64Array;
    return dot(matrix, (at % p) * p, column, 0, column.length);
  });
}

/** The log-likelihood of all rows. */
export function logLikelihoodOf({ columns, outcome, counts }: BinaryRows, coefficients: Float64Array): number {
  return dot(counts, 0, rowTerms(columns, outcome, coefficients).logLikelihoods, 0, counts.length);
}

/** Log-odds of the rows. */
export function logOddsOf(columns: readonly Float64Array[], coefficients: Float64Array): Float64Array {
  const logOdds = new Float64Array(columns[0]?.length ?? 0);
  columns.forEach((column, j) => {
    const b = coefficients[j] as number;
    for (let i = 0; i < logOdds.length; i++) logOdds[i] = (logOdds[i] as number) + b * (column[i] as number);
  });
  return logOdds;
}

function rowTerms(columns: readonly Float64Array[], outcome: Float64Array, coefficients: Float64Array): RowTerms {
  const logLikelihoods = logOddsOf(columns, coefficients);
  const residuals = new Float64Array(outcome.length);
  const variances = new Float64Array(outcome.length);
  for (let i = 0; i < outcome.length; i++) {
    const logOdds = logLikelihoods[i] as number;
    // of the rarer outcome, so that nothing cancels
    const odds = Math.exp(-Math.abs(logOdds));
    const rarer = odds / (1 + odds);
    const expected = outcome[i] === 1 ? logOdds >= 0 : logOdds < 0;
    logLikelihoods[i] = -Math.log1p(odds) - (expected ? 0 : Math.abs(logOdds));
    const size = expected ? rarer : 1 - rarer;
    residuals[i] = outcome[i] === 1 ? size : -size;
    variances[i] = rarer * (1 - rarer);
  }
  return { logLikelihoods, residuals, variances };
}

function scoresOf(columns: readonly Float64Array[], residuals: Float64Array, counts: Float64Array): Float64Array {
  const counted = residuals.map((residual, i) => residual * (counts[i] as number));
  return Float64Array.from(columns, (column) => dot(column, 0, counted, 0, counted.length));
}

/** X' D X, row by row, where D holds the variances times the counts. */
export function informationOf(
  columns: readonly Float64Array[],
  variances: Float64Array,
  counts: Float64Array,
): Float64Array {
  const p = columns.length;
  const information = new Float64Array(p * p);
  const weighted = new Float64Array(variances.length);
  columns.forEach((column, i) => {
    for (let k = 0; k < weighted.length; k++) {
      weighted[k] = (column[k] as number) * (variances[k] as number) * (counts[k] as number);
    }
    for (let j = 0; j <= i; j++) {
      const entry = dot(weighted, 0, columns[j] as Float64Array, 0, weighted.length);
      information[i * p + j] = entry;
      information[j * p + i] = entry;
    }
  });
  return information;
}
