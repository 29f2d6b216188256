import type { Caveat } from "./caveats";
import { StatsError, type StatsErrorCode } from "./errors";
import { type Estimate, isDifference, UNITS } from "./estimate";
import { MOST_LEVELS, type Scale } from "./scale";

// Every rule on arguments, one function a concept. `fn` is the public function that was called, `path` the argument.

/** What kind of object a value is; only arrays are believed what they say of themselves. */
export function tagOf(value: unknown): string {
  if (ArrayBuffer.isView(value)) return Object.prototype.toString.call(value).slice(8, -1);
  return Array.isArray(value) ? "Array" : "Object";
}

/** An object that can be iterated; a string, which can be too, is no sequence of answers or rows. */
export function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof (value as Iterable<unknown> | null)?.[Symbol.iterator] === "function" && typeof value === "object";
}

/** A value as an error message may show it: never the contents of an object, at most 40 characters of anything. */
export function shown(value: unknown): string {
  if (typeof value === "string") return `"${brief(value)}"`;
  if (Object(value) === value) return `an object (${tagOf(value)})`;
  return brief(String(value)) + (typeof value === "bigint" ? "n" : "");
}

function brief(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** Throws where the data, though legal, cannot carry the result. */
export function refuse(
  code: Exclude<StatsErrorCode, "invalid-input">,
  fn: string,
  path: string,
  message: string,
): never {
  throw new StatsError(code, fn, { path, message });
}

/** Throws: `fn: path must RULE, received VALUE`. */
export function reject(fn: string, path: string, rule: string, value: unknown): never {
  throw new StatsError("invalid-input", fn, { path, message: `must ${rule}, received ${shown(value)}` });
}

/** Refuses, by name, what cannot be read as a sequence of numbers. */
export function checkSequence<T>(fn: string, path: string, value: T): asserts value is T & Iterable<unknown> {
  if (!isIterable(value) || /^Big/.test(tagOf(value))) {
    reject(fn, path, "be an array, a typed array or an iterable of numbers", value);
  }
}

export function checkObject(fn: string, path: string, value: unknown): void {
  if (typeof value !== "object" || value === null) reject(fn, path, "be an object", value);
}

/**
 * Refuses what is left of an options object when the known options are taken out of it. A misspelt one would otherwise
 * be its default, and nobody would know.
 */
export function checkNoOthers(fn: string, others: object, path = "options"): void {
  for (const [name, value] of Object.entries(others)) {
    if (value !== undefined) reject(fn, `${path}.${name}`, "be a known option", value);
  }
}

export function checkFinite(fn: string, path: string, value: unknown): asserts value is number {
  if (typeof value !== "number" || !Number.isFinite(value)) reject(fn, path, "be a finite number", value);
}

export function checkInRange(fn: string, path: string, value: unknown, min: number, max: number): void {
  if (typeof value !== "number" || !(value >= min && value <= max)) {
    reject(fn, path, `be a number in [${min}, ${max}]`, value);
  }
}

export function checkAtLeast(fn: string, path: string, value: unknown, min: number): asserts value is number {
  if (typeof value !== "number" || !(value >= min && value < Infinity)) {
    reject(fn, path, `be a finite number >= ${min}`, value);
  }
}

export function checkInteger(fn: string, path: string, value: unknown, min: number, max: number): void {
  if (!Number.isSafeInteger(value) || (value as number) < min || (value as number) > max) {
    reject(fn, path, `be an integer in [${min}, ${max}]`, value);
  }
}

export function checkCount(fn: string, path: string, value: unknown): void {
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    reject(fn, path, "be an integer >= 0 and at most 2^53 - 1", value);
  }
}

/** Sums of counts, which integers must be exact for. */
export function checkTotal(fn: string, path: string, total: number): void {
  if (!Number.isSafeInteger(total)) reject(fn, path, "have a total below 2^53", total);
}

export function checkConfidenceLevel(fn: string, value: unknown): void {
  if (typeof value !== "number" || !(value > 0 && value < 1)) {
    reject(fn, "confidenceLevel", "be a number between 0 and 1, both excluded, such as 0.95", value);
  }
}

export function checkOneOf(fn: string, path: string, value: unknown, choices: readonly string[]): void {
  if (!choices.includes(value as string)) {
    reject(fn, path, `be one of ${choices.map(shown).join(", ")}`, value);
  }
}

export function checkAlternative(fn: string, value: unknown): void {
  checkOneOf(fn, "alternative", value, ["two-sided", "less", "greater"]);
}

/** Seed of a stream of random numbers. */
export function checkSeed(fn: string, value: unknown): void {
  checkInteger(fn, "seed", value, 0, Number.MAX_SAFE_INTEGER);
}

/** How often to draw: less than a hundred is no distribution, more than a million a mistyped number. */
export function checkDraws(fn: string, value: unknown): void {
  checkInteger(fn, "draws", value, 100, 1e6);
}

/** The same where 0 means that nothing is drawn. */
export function checkDrawsOrNone(fn: string, value: unknown): void {
  if (value !== 0) checkDraws(fn, value);
}

export function checkName(fn: string, path: string, value: unknown): void {
  if (typeof value !== "string" || value === "") reject(fn, path, "be a non-empty string", value);
}

/** Whose record it is; the message never shows who. */
export function checkIdentifier(fn: string, path: string, value: unknown): asserts value is string | number {
  if ((typeof value === "string" && value !== "") || Number.isSafeInteger(value)) return;
  const received = value === "" || Object(value) === value ? shown(value) : `a ${typeof value}`;
  throw new StatsError("invalid-input", fn, {
    path,
    message: `must be a non-empty string or an integer, received ${received}`,
  });
}

/**
 * Far within 32 bits, where counting is fast. The limit also keeps a mistyped scale from allocating a counter a level.
 */
export function checkScale(fn: string, scale: Scale, path = "scale"): void {
  checkObject(fn, path, scale);
  const { min, max } = scale;
  checkInteger(fn, `${path}.min`, min, -1e9, 1e9);
  checkInteger(fn, `${path}.max`, max, min + 1, min + MOST_LEVELS - 1);
}

export function checkWeight(fn: string, index: number, value: unknown, path = "weights"): asserts value is number {
  // a tally adds up the squares, which a double must be able to hold
  if (typeof value !== "number" || !(value === 0 || (value >= 1e-100 && value <= 1e100))) {
    reject(fn, `${path}.${index}`, "be 0 or a number in [1e-100, 1e100]", value);
  }
}

export function checkSameLength(fn: string, path: string, length: number, expected: number, of: string): void {
  if (length !== expected) reject(fn, path, `have the length of ${of} (${expected})`, length);
}

/** Refuses what is not a sound estimate: it may come from JSON that somebody else wrote. */
export function checkEstimate(fn: string, path: string, value: Estimate): void {
  checkValue(fn, path, value);
  const { kind, scale, standardError, n, nMissing, caveats } = value;
  checkName(fn, `${path}.kind`, kind);
  checkCount(fn, `${path}.n`, n);
  checkCount(fn, `${path}.nMissing`, nMissing);
  if (standardError !== null) checkAtLeast(fn, `${path}.standardError`, standardError, 0);
  if (scale !== null) {
    checkScale(fn, scale, `${path}.scale`);
  }
  if (!isDifference(value)) {
    const [min, max] = boundsOf(value);
    checkInRange(fn, `${path}.estimate`, value.estimate, min, max);
  }
  if (!Array.isArray(caveats)) reject(fn, `${path}.caveats`, "be an array", caveats);
  for (const caveat of caveats as readonly Caveat[]) {
    checkObject(fn, `${path}.caveats`, caveat);
    checkName(fn, `${path}.caveats.code`, caveat.code);
    if (caveat.path !== null) checkName(fn, `${path}.caveats.path`, caveat.path);
  }
}

/** Between what an estimate of a unit must lie. */
function boundsOf({ unit, scale }: Estimate): readonly [number, number] {
  if (unit === "share") return [0, 1];
  if (unit === "points") return [-100, 100];
  return unit === "rating" && scale !== null ? [scale.min, scale.max] : [-Infinity, Infinity];
}

/** The part of an estimate that is shown: a number in a unit, with its interval. */
export function checkValue(fn: string, path: string, value: Pick<Estimate, "unit" | "estimate" | "interval">): void {
  checkObject(fn, path, value);
  const { unit, estimate, interval } = value;
  checkOneOf(fn, `${path}.unit`, unit, UNITS);
  checkFinite(fn, `${path}.estimate`, estimate);
  if (interval === null) return;
  checkObject(fn, `${path}.interval`, interval);
  if (typeof interval.level !== "number" || !(interval.level > 0 && interval.level < 1)) {
    reject(fn, `${path}.interval.level`, "be a number between 0 and 1, both excluded", interval.level);
  }
  checkName(fn, `${path}.interval.method`, interval.method);
  for (const end of ["lower", "upper"] as const) {
    if (interval[end] !== null) checkFinite(fn, `${path}.interval.${end}`, interval[end]);
  }
  const { lower, upper } = interval;
  if (lower !== null && upper !== null && lower > upper) {
    reject(fn, `${path}.interval.upper`, `be at least the lower end (${lower})`, upper);
  }
}
