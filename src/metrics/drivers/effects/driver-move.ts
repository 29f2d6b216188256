import { checkInRange, checkInteger, checkObject, reject } from "../../../core/checks";
import type { Scale } from "../../../core/scale";
import { numbersPerDriver } from "../rows/per-driver";

/**
 * What is done to a driver.
 *
 * - `one-level-up`: every customer's answer rises by one level; those at the top stay
 * - `lift-bottom`: every answer of `bottom` or less rises to `bottom` + 1, be it by one level or by more
 */
export type DriverMove = "one-level-up" | "lift-bottom";

/** The highest answer that is lifted, for each driver; `null` for a move that has none. */
export function bottomsOf(
  fn: string,
  names: readonly string[],
  scales: readonly Scale[],
  move: DriverMove,
  bottom: unknown,
): number[] | null {
  if (move === "lift-bottom") {
    return numbersPerDriver(fn, "bottom", names, bottom, (path, value, j) => {
      checkInteger(fn, path, value, scales[j]!.min, scales[j]!.max - 1);
    });
  }
  if (bottom !== undefined) reject(fn, "bottom", 'be absent unless the move is "lift-bottom"', bottom);
  return null;
}

/** What the move costs for each driver; `null` where that is not known. */
export function costsOf(fn: string, names: readonly string[], cost: unknown): number[] | null {
  if (cost === undefined) return null;
  checkObject(fn, "cost", cost);
  // beyond these, a gain for each unit of cost could leave the doubles
  return numbersPerDriver(fn, "cost", names, cost, (path, value) => checkInRange(fn, path, value, 1e-100, 1e100));
}

/**
 * Levels that each answer rises by.
 *
 * @param bottom - The highest answer that is lifted; `null` where all below the top rise by one level.
 */
export function risesOf(answers: Float64Array, { max }: Scale, bottom: number | null): Float64Array {
  return answers.map((answer) => (bottom === null ? Number(answer < max) : Math.max(0, bottom + 1 - answer)));
}
