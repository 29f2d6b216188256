import { checkSameLength, reject } from "../../core/checks";
import { elementsOf } from "../summaries/complete-rows";
import { yesAndNo } from "../summaries/yes-and-no";

/** Durations apart by whether their end was seen. */
export interface Durations {
  /** Times at which the event was seen. */
  readonly observed: Float64Array;
  /** Times until which it was not. */
  readonly censored: Float64Array;
}

/** How many had the event, and how many left, at each distinct time, earliest first. */
export interface EventTable {
  readonly n: number;
  readonly times: Float64Array;
  /** Those whose duration is at least the time. */
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
}

/**
 * Reads durations with a mark of those whose end was seen; a pair with a missing value is left out and counted.
 *
 * @throws A {@link StatsError}: `invalid-input` on a duration below 0, or a mark that is neither a boolean nor 0 or 1.
 */
export function readDurations(
  fn: string,
  durations: unknown,
  observed: unknown,
): Durations & { readonly nMissing: number } {
  const times = elementsOf(fn, "durations", durations);
  const marks = observed === undefined ? null : yesAndNo(fn, "observed", observed);
  if (marks !== null) checkSameLength(fn, "observed", marks.length, times.length, "durations");
  const seen: number[] = [];
  const unseen: number[] = [];
  for (let i = 0; i < times.length; i++) {
    const time = readTime(fn, i, times[i]);
    const mark = marks === null ? 1 : (marks[i] ?? null);
    if (time === null || mark === null) continue;
    (mark === 1 ? seen : unseen).push(time);
  }
  return {
    observed: Float64Array.from(seen),
    censored: Float64Array.from(unseen),
    nMissing: times.length - seen.length - unseen.length,
  };
}

function readTime(fn: string, i: number, value: unknown): number | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "number" || !(value >= 0 && value < Infinity)) {
    reject(fn, `durations.${i}`, "be a finite number >= 0, null or undefined", value);
  }
  return value + 0;
}

/**
 * Tabulates durations. At a time that has both, events come before censorings: who left then was still at risk.
 *
 * @remarks Times are equal where they are the same double. O(n log n) time.
 */
export function eventTable({ observed, censored }: Durations): EventTable {
  const seen = Float64Array.from(observed).sort();
  const unseen = Float64Array.from(censored).sort();
  const times = Float64Array.from(new Set([...seen, ...unseen])).sort();
  const n = seen.length + unseen.length;
  const events = countsAt(times, seen);
  const left = countsAt(times, unseen);
  const atRisk = new Float64Array(times.length);
  let remaining = n;
  for (let i = 0; i < times.length; i++) {
    atRisk[i] = remaining;
    remaining -= events[i]! + left[i]!;
  }
  return { n, times, atRisk, events, censored: left };
}

/** How often each of the times occurs in a sorted sample, whose values are all among them. */
function countsAt(times: Float64Array, sorted: Float64Array): Float64Array {
  const counts = new Float64Array(times.length);
  let at = 0;
  for (const value of sorted) {
    while (times[at]! < value) at++;
    counts[at]!++;
  }
  return counts;
}
