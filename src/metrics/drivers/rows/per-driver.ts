import { checkObject, checkScale, reject } from "../../../core/checks";
import type { Scale } from "../../../core/scale";

/** A setting of drivers: one for all of them, or one for each by its name. */
export type PerDriver<T, N extends string = string> = T | { readonly [K in N]: T };

/**
 * A number for each driver, in column order.
 *
 * @param check - Throws on a number that is not legal, told its path and its driver's place.
 */
export function numbersPerDriver(
  fn: string,
  path: string,
  names: readonly string[],
  given: unknown,
  check: (path: string, value: unknown, place: number) => void,
): number[] {
  const isRecord = typeof given === "object" && given !== null;
  return settingsPerDriver(fn, path, names, given, isRecord).map(([own, value], place) => {
    check(own, value, place);
    return (value as number) + 0;
  });
}

/** A rating scale for each driver, in column order. */
export function scalesPerDriver(fn: string, names: readonly string[], given: unknown): Scale[] {
  checkObject(fn, "scale", given);
  // a driver may be called min, but then what stands there is its scale
  const isRecord = typeof (given as Scale).min !== "number";
  return settingsPerDriver(fn, "scale", names, given, isRecord).map(([path, value]) => {
    checkScale(fn, value as Scale, path);
    const { min, max } = value as Scale;
    return { min: min + 0, max: max + 0 };
  });
}

/** The path and the value of each driver's setting. */
function settingsPerDriver(
  fn: string,
  path: string,
  names: readonly string[],
  given: unknown,
  isRecord: boolean,
): (readonly [path: string, value: unknown])[] {
  if (!isRecord) return names.map(() => [path, given]);
  const record = given as { readonly [name: string]: unknown };
  for (const [name, value] of Object.entries(record)) {
    if (!names.includes(name) && value !== undefined) {
      reject(fn, `${path}.${name}`, "belong to a driver of that name", value);
    }
  }
  return names.map((name) => [`${path}.${name}`, Object.hasOwn(record, name) ? record[name] : undefined]);
}
