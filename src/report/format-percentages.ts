import { checkInRange, checkInteger, checkNoOthers, checkObject, checkSequence } from "../core/checks";
import { type FormatOptions, type NumberFormats, numberFormats } from "./number-formats";

/** Options of {@link formatPercentages}. */
export interface FormatPercentagesOptions extends FormatOptions {
  /** Decimals, integer in [0, 10]. @defaultValue `0` */
  readonly digits?: number | undefined;
}

/**
 * Shares as percentages whose printed values add up to the printed total.
 *
 * @remarks Largest remainder: all are rounded down, then those that lost most get one unit back, the earlier first
 * where two lost the same. Shares of 3, 2 and 2 of 7 print as 43 %, 29 % and 28 %, where rounding each alone would give
 * 101 %. O(k log k).
 *
 * @param shares - Numbers in [0, 1e6], usually adding up to 1; length k >= 0.
 * @param options - See {@link FormatPercentagesOptions}.
 * @returns k strings, in the order of the shares.
 * @throws A {@link StatsError}: `invalid-input` on an invalid share or locale.
 *
 * @example
 * ```ts
 * formatPercentages([3 / 7, 2 / 7, 2 / 7]); //=> ["43%", "29%", "28%"]
 * ```
 */
export function formatPercentages(shares: Iterable<number>, options: FormatPercentagesOptions = {}): string[] {
  const fn = "formatPercentages";
  checkObject(fn, "options", options);
  const { digits = 0, locale = "en", ...others } = options;
  checkNoOthers(fn, others);
  checkInteger(fn, "digits", digits, 0, 10);
  const formats = numberFormats(fn, locale);
  checkSequence(fn, "shares", shares);
  const values = Array.from<number>(shares);
  values.forEach((share, i) => {
    checkInRange(fn, `shares.${i}`, share, 0, 1e6);
  });
  return wholePercentages(values, digits, formats);
}

/** Percentages by largest remainder, of checked shares. */
export function wholePercentages(shares: readonly number[], digits: number, formats: NumberFormats): string[] {
  const unit = 10 ** (digits + 2);
  // a share such as 0.29 must not fall below its 29 units by a rounding of the product
  const scaled = shares.map((share) => Number((share * unit).toPrecision(15)));
  const floors = scaled.map(Math.floor);
  const total = Math.round(Number(scaled.reduce((sum, value) => sum + value, 0).toPrecision(14)));
  const missing = total - floors.reduce((sum, value) => sum + value, 0);
  const byRemainder = scaled.map((value, i) => ({ i, lost: value - floors[i]! })).sort((a, b) => b.lost - a.lost);
  for (const { i } of byRemainder.slice(0, missing)) floors[i]! += 1;
  return floors.map((value) => formats.percent(value / unit, digits));
}
