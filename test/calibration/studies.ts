import { bootstraps } from "./studies/bootstraps";
import { breakpoints } from "./studies/breakpoints";
import { combinations } from "./studies/combinations";
import { correlations } from "./studies/correlations";
import { cronbachAlphas } from "./studies/cronbach-alphas";
import { driverGains } from "./studies/driver-gains";
import { driverShares } from "./studies/driver-shares";
import { groupTests } from "./studies/group-tests";
import { insensitiveZones } from "./studies/insensitive-zones";
import { linearModels } from "./studies/linear-models";
import { logisticModels } from "./studies/logistic-models";
import { meanDifferences } from "./studies/mean-differences";
import { nps } from "./studies/nps";
import { npsDifferences } from "./studies/nps-differences";
import { rankTests } from "./studies/rank-tests";
import { ratingMeans } from "./studies/rating-means";
import { shareDifferences } from "./studies/share-differences";
import { shares } from "./studies/shares";
import { survivalCurves } from "./studies/survival-curves";
import { values } from "./studies/values";
import { weightedAnswers } from "./studies/weighted-answers";
import type { Study } from "./study";

/** Every study, in the order of the page. */
export const studies: readonly Study[] = [
  shares,
  shareDifferences,
  nps,
  npsDifferences,
  ratingMeans,
  meanDifferences,
  combinations,
  weightedAnswers,
  values,
  survivalCurves,
  bootstraps,
  rankTests,
  groupTests,
  correlations,
  cronbachAlphas,
  linearModels,
  logisticModels,
  driverShares,
  driverGains,
  insensitiveZones,
  breakpoints,
];
