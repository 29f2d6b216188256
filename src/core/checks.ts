import { StatsError, type StatsErrorCode } from "./errors";
import { levelsOf, MOST_LEVELS, type Scale } from "./scale";

// Every rule on arguments, one function a concept. `fn` is the public function that was called, `path` the argument.

/** A value as an error message may show it: never the contents of an object, at most 40 characters of a string. */
export function shown(value: unknown): string {
  if (typeof value === "string") return `"${value.length > 40 ? `${value.slice(0, 39)}…` : value}"`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? "an array" : `an object (${Object.prototype.toString.call(value).slice(8, -1)})`;
  }
  if (typeof value === "function") return "a function";
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Throws: `fn: path must RULE, received VALUE`. */
export function reject(fn: string, path: string, rule: string, value: unknown): never {
  throw new StatsError("invalid-input", fn, { path, message: `must ${rule}, received ${shown(value)}` });
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

export function checkObject(fn: string, path: string, value: unknown): void {
  if (typeof value !== "object" || value === null) reject(fn, path, "be an object", value);
}

export function checkFinite(fn: string, path: string, value: unknown): asserts value is number {
  if (typeof value !== "number" || !Number.isFinite(value)) reject(fn, path, "be a finite number", value);
}

export function checkInRange(fn: string, path: string, value: unknown, min: number, max: number): void {
  if (typeof value !== "number" || !(value >= min && value <= max)) {
    reject(fn, path, `be a number in [${min}, ${max}]`, value);
  }
}

export function checkAtLeast(fn: string, path: string, value: unknown, min: number): void {
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

export function checkConfidenceLevel(fn: string, value: unknown): void {
  if (typeof value !== "number" || !(value > 0 && value < 1)) {
    reject(fn, "confidenceLevel", "be a number between 0 and 1, both excluded, such as 0.95", value);
  }
}

export function checkOneOf(fn: string, path: string, value: unknown, choices: readonly string[]): void {
  if (!choices.includes(value as string)) {
    reject(fn, path, `be one of ${choices.map((choice) => `"${choice}"`).join(", ")}`, value);
  }
}

export function checkName(fn: string, path: string, value: unknown): void {
  if (typeof value !== "string" || value === "") reject(fn, path, "be a non-empty string", value);
}

/** Also the limit that keeps a mistyped scale from allocating a counter a level. */
export function checkScale(fn: string, scale: Scale): void {
  checkObject(fn, "scale", scale);
  for (const end of ["min", "max"] as const) {
    checkInteger(fn, `scale.${end}`, scale[end], -(2 ** 31), 2 ** 31 - 1);
  }
  if (scale.min >= scale.max) reject(fn, "scale.max", `be above scale.min (${scale.min})`, scale.max);
  if (levelsOf(scale) > MOST_LEVELS) {
    reject(fn, "scale", `have at most ${MOST_LEVELS} levels`, levelsOf(scale));
  }
}

export function checkWeight(fn: string, index: number, value: unknown): asserts value is number {
  if (typeof value !== "number" || !(value >= 0 && value < Infinity)) {
    reject(fn, `weights.${index}`, "be a finite number >= 0", value);
  }
}

export function checkSameLength(fn: string, path: string, length: number, expected: number, of: string): void {
  if (length !== expected) reject(fn, path, `have the length of ${of} (${expected})`, length);
}
