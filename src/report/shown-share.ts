import type { DriverGroup, DriverImportance } from "../metrics/drivers/importance/driver-importance-result";
import { asEstimate } from "./model-effects";

/**
 * The share of a driver or a group that a sentence shows: that of what all explain where these shares sum to 1, else that
 * of the outcome's variation.
 */
export function shownShare(
  method: DriverImportance["method"],
  { share, interval, relativeShare, relativeInterval }: Omit<DriverGroup, "name" | "drivers" | "rank">,
) {
  const overlapping = method === "first" || method === "last";
  return overlapping || relativeShare === null
    ? asEstimate("share", share, interval)
    : asEstimate("share", relativeShare, relativeInterval);
}
