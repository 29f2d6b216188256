import { StatsError } from "../core/errors";
import type { Estimate, Unit } from "../core/estimate";

/** Where numbers and sentences are to be read. */
export interface FormatOptions {
  /** BCP 47 language tag; words are English unless it names Chinese. @defaultValue `"en"` */
  readonly locale?: string | undefined;
}

/** Decimals that a unit is read with; a share's are those of its percentage. */
const DIGITS: Readonly<Record<Unit, number>> = {
  share: 1,
  points: 1,
  rating: 2,
  value: 2,
  ratio: 2,
  count: 0,
  time: 1,
};

/** Number formatting of one locale. */
export interface NumberFormats {
  /** A number with so many decimals, grouped as the locale groups. */
  number(value: number, digits: number): string;
  /** A share as a percentage with so many decimals. */
  percent(share: number, digits: number): string;
  /** A number in its unit: shares as percentages. */
  inUnit(value: number, unit: Unit, digits?: number | undefined): string;
}

/** The formats of a locale; throws on a tag that is none. */
export function numberFormats(fn: string, locale: string): NumberFormats {
  const style = (kind: "decimal" | "percent", digits: number) =>
    new Intl.NumberFormat(locale, { style: kind, minimumFractionDigits: digits, maximumFractionDigits: digits });
  try {
    style("decimal", 0);
  } catch {
    throw new StatsError("invalid-input", fn, {
      path: "locale",
      message: `must be a BCP 47 language tag such as "en" or "zh", received ${JSON.stringify(String(locale).slice(0, 40))}`,
    });
  }
  // a small negative number that rounds to zero is zero, without a sign
  const positiveZero = (value: number, digits: number) => (Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value);
  const formats: NumberFormats = {
    number: (value, digits) => style("decimal", digits).format(positiveZero(value, digits)),
    percent: (share, digits) => style("percent", digits).format(positiveZero(share, digits + 2)),
    inUnit: (value, unit, digits = DIGITS[unit]) =>
      unit === "share" ? formats.percent(value, digits) : formats.number(value, digits),
  };
  return formats;
}

/** The ends of an interval and its level as strings; an end that the data do not bound is `null`. */
export interface FormattedInterval {
  readonly lower: string | null;
  readonly upper: string | null;
  readonly level: string;
}

/** An estimate's number and its interval as strings. */
export function formatParts(
  formats: NumberFormats,
  { unit, estimate, interval }: Pick<Estimate, "unit" | "estimate" | "interval">,
  digits?: number | undefined,
): { readonly value: string; readonly interval: FormattedInterval | null } {
  const end = (value: number | null) => (value === null ? null : formats.inUnit(value, unit, digits));
  return {
    value: formats.inUnit(estimate, unit, digits),
    interval: interval && {
      lower: end(interval.lower),
      upper: end(interval.upper),
      level: formats.percent(interval.level, decimalsOf(interval.level)),
    },
  };
}

/** Decimals that a confidence level needs as a percentage: 95 % none, 99.9 % one. */
function decimalsOf(level: number): number {
  const percent = Number((100 * level).toFixed(6));
  return Math.min(6, (String(percent).split(".")[1] ?? "").length);
}
