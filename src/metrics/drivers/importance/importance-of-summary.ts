import { checkNoOthers, checkObject, refuse } from "../../../core/checks";
import { checkPositiveSemiDefinite } from "../rows/driver-correlations";
import { type DriverImportance, driverImportanceResult } from "./driver-importance-result";
import { type CorrelatedDrivers, checkEnoughRows, importanceParts } from "./importance-parts";
import { type DriverSharingOptions, shareMethod } from "./share-method";

/**
 * Driver importance where there are no rows to resample.
 *
 * @param path - The argument that is the summary.
 * @param matrixPath - Where in it the correlations are.
 */
export function importanceOfSummary<N extends string>(
  fn: string,
  path: string,
  matrixPath: string,
  summary: CorrelatedDrivers<N>,
  options: DriverSharingOptions<N>,
): DriverImportance<N> {
  checkObject(fn, "options", options);
  const { method, groups, ...others } = options;
  checkNoOthers(fn, others);
  const { names, correlations, n, nMissing } = summary;
  const p = names.length;
  const sharing = shareMethod(fn, path, { method, groups }, names);
  checkEnoughRows(fn, path, p, n, nMissing);
  if (correlations[p * (p + 2)] === 0) refuse("degenerate-data", fn, "outcome", "must vary");
  checkPositiveSemiDefinite(fn, matrixPath, correlations, p + 1);
  return driverImportanceResult(importanceParts(summary, sharing), null, null);
}
