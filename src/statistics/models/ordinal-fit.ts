import { caveatsAt, caveatsWhere } from "../../core/caveats";
import { refuse, reject } from "../../core/checks";
import type { Design } from "./design";
import {
  type CoefficientInterval,
  fittedNumber,
  generalisedCoefficient,
  type Inference,
  likelihoodRatioTest,
} from "./generalised-coefficients";
import { fitByLikelihood, isDetermined } from "./likelihood-fit";
import type { ModelTable } from "./model-table";
import { ordinalLikelihood } from "./ordinal-likelihood";
import { logitLink, probitLink } from "./ordinal-links";
import type { OrdinalLink, OrdinalModelResult } from "./ordinal-model-result";
import { proportionalityOf } from "./proportionality";
import { workingBasis } from "./working-basis";

/** How an ordinal model is to be fitted. */
export interface OrdinalSettings {
  readonly confidenceLevel: number;
  readonly link: OrdinalLink;
  readonly interval: CoefficientInterval;
  readonly proportionality: boolean;
  /** Whether the caller named the levels, and so may miss one. */
  readonly namedLevels: boolean;
}

const LINKS = { logit: logitLink, probit: probitLink };

/** More are a measurement, which a linear model is for. */
const MOST_LEVELS = 101;

/** Fits the columns of a design, the intercept first, to the levels of its table, whose outcome holds their places. */
export function ordinalFit(
  fn: string,
  table: ModelTable,
  design: Design,
  levels: readonly (string | number)[],
  { confidenceLevel, link, interval, proportionality, namedLevels }: OrdinalSettings,
): OrdinalModelResult {
  const { n, nMissing, rows } = table;

  const counts = table.weights?.values ?? table.outcome.map(() => 1);
  const sizes = levels.map(() => 0);
  table.outcome.forEach((place, i) => {
    sizes[place] = (sizes[place] as number) + (counts[i] as number);
  });
  const used = Array.from(levels.keys()).filter((place) => (sizes[place] as number) > 0);
  if (used.length > MOST_LEVELS) {
    reject(fn, "outcome", `have at most ${MOST_LEVELS} levels (more are for linearModel)`, used.length);
  }
  const asked = design.names.length - 1 + Math.max(1, used.length - 1);
  if (n <= asked) {
    const received = `received ${n} (of ${n + nMissing}) for ${asked}`;
    refuse(
      "insufficient-data",
      fn,
      "predictors",
      `must have more complete rows than coefficients and thresholds, ${received}`,
    );
  }
  if (used.length < 2) {
    refuse(
      "degenerate-data",
      fn,
      "outcome",
      `must have at least two levels in the complete rows, received ${n} of one`,
    );
  }

  const basis = workingBasis(fn, design);
  const places = table.outcome.map((place) => used.indexOf(place));
  const data = { columns: basis.columns.slice(1), places, levels: used.length, counts };
  const thresholds = used.length - 1;
  const start = new Float64Array(thresholds + data.columns.length);
  let below = 0;
  for (let k = 0; k < thresholds; k++) {
    below += sizes[used[k] as number] as number;
    start[k] = LINKS[link].quantile(below / n);
  }
  const fit = fitByLikelihood(fn, ordinalLikelihood(data, LINKS[link]), start);
  const inference: Inference = {
    fit,
    confidenceLevel,
    method: interval,
    degreesOfFreedom: null,
    covariance: fit.covariance,
  };
  // a named coefficient does not depend on the constant column; a threshold is minus the intercept
  const slopeOf = (combination: Float64Array) =>
    Float64Array.of(...new Float64Array(thresholds), ...combination.slice(1));
  const slopes = basis.combinations.slice(1).map(slopeOf);
  const constant = basis.combinations[0] as Float64Array;
  const cuts = Array.from({ length: thresholds }, (_, k) => {
    const cut = slopeOf(constant).map((weight) => -weight);
    cut[k] = constant[0] as number;
    return cut;
  });
  const nameOf = (k: number) => `${levels[used[k] as number]}|${levels[used[k + 1] as number]}`;

  const { logLikelihood } = fit;
  const without = used.reduce((sum, place) => {
    const size = sizes[place] as number;
    return sum + size * Math.log(size / n);
  }, 0);
  const parameters = thresholds + slopes.length;
  const check = proportionality && link === "logit" && thresholds > 1 && slopes.length > 0;
  const proportional = check ? proportionalityOf(fn, data, basis) : null;
  return {
    kind: "ordinal-model",
    n,
    nMissing,
    link,
    levels: used.map((place) => ({ level: levels[place] as string | number, n: sizes[place] as number })),
    coefficients: slopes.map((combination, k) => {
      const fitted = fittedNumber(fn, inference, combination, (value) => basis.inOwnUnit(value, k + 1));
      return generalisedCoefficient(basis.names[k + 1] as string, fitted, null, link === "logit");
    }),
    thresholds: cuts.map((combination, k) => ({
      name: nameOf(k),
      ...fittedNumber(fn, inference, combination, (value) => basis.inOwnUnit(value, 0)),
    })),
    separation: fit.separation,
    diverging: [
      ...cuts.flatMap((cut, k) => (isDetermined(cut, fit.flat) ? [] : [nameOf(k)])),
      ...slopes.flatMap((slope, k) => (isDetermined(slope, fit.flat) ? [] : [basis.names[k + 1] as string])),
    ],
    logLikelihood,
    deviance: -2 * logLikelihood + 0,
    nullDeviance: -2 * without,
    degreesOfFreedom: n - parameters,
    modelTest: likelihoodRatioTest(logLikelihood, without, slopes.length),
    aic: 2 * parameters - 2 * logLikelihood,
    bic: Math.log(n) * parameters - 2 * logLikelihood,
    mcFadden: Math.max(0, 1 - logLikelihood / without),
    proportionality: proportional,
    conditionNumber: basis.conditionNumber,
    aliased: basis.aliased,
    categories: table.categories,
    weighting: table.weights?.kind ?? null,
    rows,
    caveats: [
      ...caveatsWhere({ "few-complete-rows": rows.used < rows.total / 2, separation: fit.separation !== "none" }),
      ...caveatsAt("levels", caveatsWhere({ "empty-levels": namedLevels && used.length < levels.length })),
      ...caveatsAt("proportionality", caveatsWhere({ separation: check && proportional === null })),
      ...caveatsAt("aliased", caveatsWhere({ "aliased-columns": basis.aliased.length > 0 })),
    ],
  };
}
