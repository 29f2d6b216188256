import { bootstraps } from "./studies/bootstraps";
import { breakpoints } from "./studies/breakpoints";
import { combinations } from "./studies/combinations";
import { correlations } from "./studies/correlations";
import { cronbachAlphas } from "./studies/cronbach-alphas";
import { cuped } from "./studies/cuped";
import { customerMeans } from "./studies/customer-means";
import { driverGains } from "./studies/driver-gains";
import { driverShares } from "./studies/driver-shares";
import { exactShareComparisons } from "./studies/exact-share-comparisons";
import { groupTests } from "./studies/group-tests";
import { insensitiveZones } from "./studies/insensitive-zones";
import { linearModels } from "./studies/linear-models";
import { logisticModels } from "./studies/logistic-models";
import { meanDifferences } from "./studies/mean-differences";
import { nps } from "./studies/nps";
import { npsChanges } from "./studies/nps-changes";
import { npsDifferences } from "./studies/nps-differences";
import { npsScoreDifferences } from "./studies/nps-score-differences";
import { pairedShares } from "./studies/paired-shares";
import { rankTests } from "./studies/rank-tests";
import { ratingComparisons } from "./studies/rating-comparisons";
import { ratingMeans } from "./studies/rating-means";
import { shareDifferences } from "./studies/share-differences";
import { shares } from "./studies/shares";
import { standardizedDifferences } from "./studies/standardized-differences";
import { stratifiedShares } from "./studies/stratified-shares";
import { survivalCurves } from "./studies/survival-curves";
import { values } from "./studies/values";
import { variantComparisons } from "./studies/variant-comparisons";
import { weightedAnswers } from "./studies/weighted-answers";
import type { Study } from "./study";

/** Every study, in the order of the page. */
export const studies: readonly Study[] = [
  shares,
  shareDifferences,
  exactShareComparisons,
  pairedShares,
  stratifiedShares,
  nps,
  npsDifferences,
  npsScoreDifferences,
  npsChanges,
  ratingMeans,
  meanDifferences,
  standardizedDifferences,
  customerMeans,
  cuped,
  combinations,
  weightedAnswers,
  values,
  survivalCurves,
  bootstraps,
  rankTests,
  ratingComparisons,
  variantComparisons,
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
