import { expect } from "vitest";
import { isStatsError } from "../src/core/errors";

/** What a call threw, as tests pin it; `null` where it threw nothing. Anything but a StatsError fails the test. */
export function errorOf(call: () => unknown) {
  try {
    call();
  } catch (error) {
    if (!isStatsError(error)) throw error;
    return { code: error.code, path: error.issues[0]?.path, message: error.message };
  }
  return null;
}

/** The error of a broken rule. */
export function invalid(fn: string, path: string, rule: string) {
  return { code: "invalid-input", path, message: `${fn}: ${path} must ${rule}` };
}

/** The error of data that cannot carry the result. */
export function insufficient(fn: string, path: string, message: string) {
  return { code: "insufficient-data", path, message: `${fn}: ${path} ${message}` };
}

/** Distance from the reference, relative to it; where it is 0, the absolute one. */
export function relativeError(actual: number | null | undefined, expected: number): number {
  if (actual === null || actual === undefined) return Infinity;
  if (actual === expected) return 0;
  return Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected));
}

/** Expects agreement within a relative tolerance. */
export function agree(actual: number | null | undefined, expected: number, tolerance: number) {
  if (!(relativeError(actual, expected) <= tolerance)) {
    expect.fail(`${actual} instead of ${expected}: ${relativeError(actual, expected)} apart, not ${tolerance}`);
  }
}

/** Expects the ends of an interval to agree, relative to the larger of them: an end may lie near 0. */
export function agreeEnds(
  actual: { readonly lower: number | null; readonly upper: number | null } | null | undefined,
  [lower, upper]: readonly number[],
  tolerance: number,
) {
  const size = Math.max(Math.abs(lower as number), Math.abs(upper as number)) || 1;
  agree(1 + ((actual?.lower ?? Number.NaN) - (lower as number)) / size, 1, tolerance);
  agree(1 + ((actual?.upper ?? Number.NaN) - (upper as number)) / size, 1, tolerance);
}

/** Why a value is no plain result: NaN, an infinity, -0, undefined or anything that JSON does not know. */
export function flaws(value: unknown, path = "result"): string[] {
  if (value === null || typeof value === "string" || typeof value === "boolean") return [];
  if (typeof value === "number") {
    return Number.isFinite(value) && !Object.is(value, -0) ? [] : [`${path} is ${Object.is(value, -0) ? "-0" : value}`];
  }
  if (typeof value !== "object") return [`${path} is ${typeof value}`];
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype) return [`${path} is no plain object`];
  return Object.entries(value).flatMap(([key, part]) => flaws(part, `${path}.${key}`));
}

/** Expects a result that survives JSON unchanged. */
export function expectPlain(result: unknown) {
  expect(flaws(result)).toEqual([]);
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
}
