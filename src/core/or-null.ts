import { reject } from "./checks";
import { isStatsError } from "./errors";

/**
 * The result of a call, or `null` where there was nothing to estimate from.
 *
 * @remarks Dashboards often have segments without an answer yet. Only the code `insufficient-data` becomes `null`;
 * every other error is thrown on, so that a mistake in the input is never mistaken for an empty segment.
 *
 * @param estimate - A function that calls a metric.
 * @returns What `estimate` returns, or `null`.
 * @throws Whatever `estimate` throws, save a {@link StatsError} with the code `insufficient-data`.
 *
 * @example
 * ```ts
 * orNull(() => nps([])); //=> null
 * orNull(() => nps([10]))?.estimate; //=> 100
 * orNull(() => nps([11])); //=> throws StatsError
 * ```
 */
export function orNull<T>(estimate: () => T): T | null {
  if (typeof estimate !== "function") reject("orNull", "estimate", "be a function that calls a metric", estimate);
  try {
    return estimate();
  } catch (error) {
    if (isStatsError(error) && error.code === "insufficient-data") return null;
    throw error;
  }
}
