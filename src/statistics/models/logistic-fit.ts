import { caveatsAt, caveatsWhere } from "../../core/caveats";
import type { TestResult } from "../../core/estimate";
import { choleskyFactor } from "../../numerics/cholesky-factor";
import { fUpper } from "../../numerics/f-distribution";
import { along, maximise } from "../../numerics/newton";
import { compensatedSum } from "../../numerics/simple-statistics";
import { dot } from "../../numerics/sums";
import type { Design } from "./design";
import { areaUnderCurve, probabilityAt, tjurOf } from "./discrimination";
import {
  type CoefficientInterval,
  divergingIn,
  fittedNumber,
  generalisedCoefficient,
  type Inference,
  likelihoodRatioTest,
} from "./generalised-coefficients";
import { fitAt, fitByLikelihood, type LikelihoodFit, separationOf, settled, unitVectors } from "./likelihood-fit";
import {
  type BinaryRows,
  firthObjective,
  informationOf,
  logisticLikelihood,
  logLikelihoodOf,
  logOddsOf,
} from "./logistic-likelihood";
import type { LogisticMethod, LogisticModelResult } from "./logistic-model-result";
import type { ModelTable } from "./model-table";
import { waldStatistic } from "./wald";
import { workingBasis } from "./working-basis";

/** How a logistic model is to be fitted. */
export interface LogisticSettings {
  readonly confidenceLevel: number;
  readonly method: LogisticMethod;
  readonly interval: CoefficientInterval;
}

/** Far more than the penalised likelihood has needed. */
const MOST_STEPS = 1000;

/** Fits the columns of a design, the intercept first, to the yes and no of its table, which has both. */
export function logisticFit(
  fn: string,
  table: ModelTable,
  design: Design,
  { confidenceLevel, method, interval }: LogisticSettings,
): LogisticModelResult {
  const { outcome, weights, n } = table;
  const basis = workingBasis(fn, design);
  const surveyed = weights?.kind === "weights";
  const counts = countsOf(table);
  const data: BinaryRows = { columns: basis.columns, outcome, counts };
  const fit = method === "firth" ? firthFit(fn, data) : fitByLikelihood(fn, logisticLikelihood(data), startOf(data));
  const rank = basis.names.length;
  const degreesOfFreedom = n - rank;
  const inference: Inference = {
    fit,
    confidenceLevel,
    method: interval,
    degreesOfFreedom: surveyed ? degreesOfFreedom : null,
    covariance: surveyed ? linearised(data, fit, n) : fit.covariance,
  };
  const coefficients = basis.names.map((name, k) => {
    const combination = basis.combinations[k] as Float64Array;
    const fitted = fittedNumber(fn, inference, combination, (value) => basis.inOwnUnit(value, k));
    return generalisedCoefficient(name, fitted, inference.degreesOfFreedom, true);
  });

  const total = compensatedSum(counts);
  const yes = dot(counts, 0, outcome, 0, counts.length);
  const without = yes * Math.log(yes / total) + (total - yes) * Math.log((total - yes) / total);
  const diverging = divergingIn(basis, fit);
  const auc = surveyed ? null : areaUnderCurve(data, basis, fit, confidenceLevel);
  const held = (value: number) => (surveyed ? null : value + 0);
  const logLikelihood = method === "firth" ? logLikelihoodOf(data, fit.coordinates) : fit.logLikelihood;
  return {
    kind: "logistic-model",
    n,
    nMissing: table.nMissing,
    successes: surveyed ? outcome.reduce((sum, value) => sum + value, 0) : yes,
    coefficients,
    method,
    separation: fit.separation,
    diverging,
    logLikelihood: held(logLikelihood),
    deviance: held(-2 * logLikelihood),
    nullDeviance: held(-2 * without),
    degreesOfFreedom,
    modelTest: modelTestOf(fn, data, inference, method, without),
    aic: held(2 * rank - 2 * logLikelihood),
    bic: held(Math.log(n) * rank - 2 * logLikelihood),
    // a maximum is below that of fewer predictors by rounding alone; what maximises a penalised one may be further down
    mcFadden: held(Math.max(method === "firth" ? -Infinity : 0, 1 - logLikelihood / without)),
    tjur: tjurOf(data, fit),
    auc,
    conditionNumber: basis.conditionNumber,
    aliased: basis.aliased,
    categories: table.categories,
    weighting: weights?.kind ?? null,
    errors: surveyed ? "linearised" : "information",
    predictionBasis: diverging.length > 0 ? null : basis.predictionBasis(fit.coordinates, inference.covariance),
    rows: table.rows,
    caveats: [
      ...caveatsWhere({
        "few-complete-rows": table.rows.used < table.rows.total / 2,
        separation: fit.separation !== "none",
      }),
      ...caveatsAt("aliased", caveatsWhere({ "aliased-columns": basis.aliased.length > 0 })),
      ...caveatsAt(
        "auc",
        caveatsWhere({ "interval-beyond-scale": auc?.interval?.upper === 1 || auc?.interval?.lower === 0 }),
      ),
    ],
  };
}

/** How much each row counts; survey weights about 1, so that the likelihood is of like size. */
function countsOf({ weights, outcome }: ModelTable): Float64Array {
  if (weights === null) return outcome.map(() => 1);
  const mean = weights.kind === "weights" ? compensatedSum(weights.values) / outcome.length : 1;
  return weights.values.map((value) => value / mean);
}

/** The coefficients of the model without predictors, whose columns the first one is orthogonal to. */
function startOf({ columns, outcome, counts }: BinaryRows): Float64Array {
  const start = new Float64Array(columns.length);
  const yes = dot(counts, 0, outcome, 0, counts.length);
  start[0] = Math.log(yes / (compensatedSum(counts) - yes));
  return start;
}

function firthFit(fn: string, data: BinaryRows): LikelihoodFit {
  const likelihood = logisticLikelihood(data);
  const { separation } = separationOf(likelihood, startOf(data));
  const objective = firthObjective(data);
  const maximum = settled(fn, maximise(objective, startOf(data), MOST_STEPS));
  const none = new Uint8Array(likelihood.size);
  // errors come from the information without the penalty
  const triangle = choleskyFactor(likelihood.without(none)(maximum.point).information);
  return fitAt(separation, none, objective, unitVectors(data.columns.length), [], { ...maximum, triangle });
}

/** Covariance of survey-weighted coefficients: how the weighted scores of the rows vary, through the information. */
function linearised({ columns, outcome, counts }: BinaryRows, fit: LikelihoodFit, n: number): Float64Array {
  const p = columns.length;
  const logOdds = logOddsOf(columns, fit.coordinates);
  const squares = logOdds.map((value, i) => {
    if (fit.infinite[i] === 1) return 0;
    return ((outcome[i] as number) - probabilityAt(value)) ** 2 * (counts[i] as number);
  });
  const meat = informationOf(columns, squares, counts);
  const bread = fit.covariance;
  return Float64Array.from({ length: p * p }, (_, at) => {
    const [i, j] = [Math.floor(at / p), at % p];
    let sum = 0;
    for (let k = 0; k < p; k++) {
      sum += (bread[i * p + k] as number) * dot(meat, k * p, bread, j * p, p);
    }
    return (sum * n) / (n - 1);
  });
}

function modelTestOf(
  fn: string,
  data: BinaryRows,
  { fit, degreesOfFreedom, covariance }: Inference,
  method: LogisticMethod,
  without: number,
): TestResult | null {
  const p = data.columns.length;
  const tested = p - 1;
  if (tested === 0) return null;
  if (method === "firth") {
    // the penalty is that of all columns, which the others' coefficients of 0 do not change
    const only = along(fit.objective, new Float64Array(p), unitVectors(p).slice(0, 1));
    const { at } = settled(fn, maximise(only, startOf(data).slice(0, 1), MOST_STEPS));
    return likelihoodRatioTest(fit.maximum.at.value, at.value, tested, "penalised-likelihood-ratio");
  }
  if (degreesOfFreedom === null) return likelihoodRatioTest(fit.logLikelihood, without, tested);
  if (fit.flat.length > 0) return null;
  const wald = waldStatistic(fit.coordinates, covariance, 1);
  if (wald === null) return null;
  return {
    statistic: wald / tested,
    degreesOfFreedom: [tested, degreesOfFreedom],
    pValue: fUpper(wald / tested, tested, degreesOfFreedom),
    alternative: "two-sided",
    method: "wald-f",
  };
}
