import { checkName, reject } from "../../core/checks";
import { kindOf } from "../../core/columns";
import { elementsOf } from "../summaries/complete-rows";

/** An outcome as places in the order of its levels; what is missing stays so. */
export interface OrdinalOutcome {
  readonly places: ArrayLike<unknown>;
  readonly levels: readonly (string | number)[];
}

/** Reads an outcome of whole numbers, or of whatever the levels are when they are given. */
export function readOrdinalOutcome(fn: string, outcome: unknown, given: unknown): OrdinalOutcome {
  const elements = elementsOf(fn, "outcome", outcome);
  const kind = kindOf(elements);
  if (given === undefined && kind === "string") reject(fn, "levels", "be given for an outcome of text", given);
  const levels = given === undefined ? numbersIn(fn, elements) : checkedLevels(fn, given);
  const places = new Map<unknown, number>(levels.map((level, place) => [level, place]));
  return {
    levels,
    places: Array.from(elements, (value, i) => {
      if (value === null || value === undefined) return value;
      const place = places.get(value);
      if (place === undefined) reject(fn, `outcome.${i}`, "be one of the levels, null or undefined", value);
      return place;
    }),
  };
}

function numbersIn(fn: string, elements: ArrayLike<unknown>): number[] {
  const found = new Set<number>();
  for (let i = 0; i < elements.length; i++) {
    const value = elements[i];
    if (value === null || value === undefined) continue;
    if (!Number.isSafeInteger(value)) reject(fn, `outcome.${i}`, "be a whole number, null or undefined", value);
    found.add((value as number) + 0);
  }
  return [...found].sort((a, b) => a - b);
}

function checkedLevels(fn: string, given: unknown): (string | number)[] {
  if (!Array.isArray(given) || given.length < 2) {
    reject(fn, "levels", "be an array of at least two levels, the lowest first", given);
  }
  const seen = new Set<unknown>();
  return Array.from(given as unknown[]).map((level, k) => {
    const path = `levels.${k}`;
    if (typeof level === "number") {
      if (!Number.isSafeInteger(level)) reject(fn, path, "be a whole number or text", level);
    } else checkName(fn, path, level);
    if (seen.has(level)) reject(fn, path, "be no level that stands there already", level);
    seen.add(level);
    return typeof level === "number" ? level + 0 : (level as string);
  });
}
