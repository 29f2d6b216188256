import { reject } from "../core/checks";
import type { Estimate, OpenInterval, Unit } from "../core/estimate";

/** Where numbers and sentences are to be read. */
export interface FormatOptions {
  /** BCP 47 language tag; words are English, or simplified Chinese for any Chinese tag. @defaultValue `"en"` */
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

/** The most decimals that are ever written. */
const MOST_DIGITS = 12;

/** Number formatting of one locale. */
export interface NumberFormats {
  /** A number with so many decimals, grouped as the locale groups. */
  number(value: number, digits: number): string;
  /** The same with a plus before what stays positive when rounded. */
  signed(value: number, digits: number): string;
  /**
   * A number with at least three significant digits, where it has them; whole digits are not rounded away. Powers of ten
   * stand in for what would be a row of zeros.
   */
  significant(value: number): string;
  /** A share as a percentage with so many decimals. */
  percent(share: number, digits: number): string;
  /** A share that is as exact as it is written, such as a confidence level: 95 % without decimals, 99.9 % with one. */
  level(share: number): string;
}

// building a format costs a thousand times what using it does
const built = new Map<string, Intl.NumberFormat>();

/** The formats of a locale, for what the public function `fn` was given; throws on an invalid tag. */
export function numberFormats(fn: string, locale: unknown, argument = "result"): NumberFormats {
  const rule = 'be a BCP 47 language tag such as "en" or "zh"';
  if (typeof locale !== "string") reject(fn, "locale", rule, locale);
  try {
    Intl.getCanonicalLocales(locale);
  } catch {
    reject(fn, "locale", rule, locale);
  }
  const format = (value: number, options: Intl.NumberFormatOptions) => {
    if (typeof value !== "number" || !Number.isFinite(value)) reject(fn, argument, "hold finite numbers", value);
    const key = `${locale} ${JSON.stringify(options)}`;
    const known = built.get(key) ?? new Intl.NumberFormat(locale, options);
    built.set(key, known);
    return known.format(value);
  };
  const decimals = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  // a small negative number that rounds to zero is zero, without a sign
  const positiveZero = (value: number, digits: number) => (Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value);
  const percent = (share: number, digits: number) =>
    format(positiveZero(share, digits + 2), { style: "percent", ...decimals(digits) });
  return {
    number: (value, digits) => format(positiveZero(value, digits), decimals(digits)),
    signed: (value, digits) => format(value, { ...decimals(digits), signDisplay: "exceptZero" }),
    significant: (value) => {
      const size = Math.abs(value);
      if (size >= 1e15 || (size < 1e-6 && size > 0)) {
        return format(value, { notation: "scientific", maximumSignificantDigits: 3 });
      }
      return format(value, size < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 });
    },
    percent,
    level: (share) => percent(share, decimalsOf(share)),
  };
}

/** The ends of an interval and its level as strings; an end that the data do not bound is `null`. */
export interface FormattedInterval {
  readonly lower: string | null;
  readonly upper: string | null;
  readonly level: string;
}

/** An estimate's number and its interval, in its unit, as strings. */
export function formatParts(
  formats: NumberFormats,
  { unit, estimate, interval }: Pick<Estimate, "unit" | "estimate" | "interval">,
  digits: number = readableDigits(unit, estimate, DIGITS[unit]),
): { readonly value: string; readonly interval: FormattedInterval | null } {
  const write = (value: number) => (unit === "share" ? formats.percent(value, digits) : formats.number(value, digits));
  return { value: write(estimate), interval: formatInterval(formats, interval, write) };
}

/** A difference and its interval as strings, the sign always written; one of shares in percentage points. */
export function formatChange(
  formats: NumberFormats,
  { unit, estimate, interval }: Pick<Estimate, "unit" | "estimate" | "interval">,
): { readonly value: string; readonly interval: FormattedInterval | null } {
  const digits = readableDigits(unit, estimate, DIGITS[unit]);
  // "+7 %" would read as a growth rate
  const scaled = (value: number) => (unit === "share" ? 100 * value : value);
  const write = (value: number) => formats.number(scaled(value), digits);
  return { value: formats.signed(scaled(estimate), digits), interval: formatInterval(formats, interval, write) };
}

/** The two ends of an interval; `null` is one that the data do not bound. */
export type OpenEnds = Pick<OpenInterval, "lower" | "upper">;

/**
 * The decimals of a difference that is written without its sign: those of {@link formatChange}, or what the farther end
 * of its interval needs where the difference is 0.
 */
export function sizeDigits(
  unit: Unit,
  { estimate, interval }: { readonly estimate: number; readonly interval: OpenEnds | null },
): number {
  const farther = Math.max(Math.abs(interval?.lower ?? 0), Math.abs(interval?.upper ?? 0));
  return Math.max(...[estimate, farther].map((value) => readableDigits(unit, value, DIGITS[unit])));
}

/** The ends of an interval and its level as strings, or nothing of none. */
export function formatInterval(
  formats: NumberFormats,
  interval: Estimate["interval"],
  write: (value: number) => string,
): FormattedInterval | null {
  if (interval === null) return null;
  const end = (value: number | null) => (value === null ? null : write(value));
  return { lower: end(interval.lower), upper: end(interval.upper), level: formats.level(interval.level) };
}

/** The usual decimals, or as many as keep two digits of a number that would vanish. */
export function readableDigits(unit: Unit, value: number, usual: number): number {
  const size = Math.abs(unit === "share" ? 100 * value : value);
  if (size >= 0.5 * 10 ** -usual || size < 0.5 * 10 ** -MOST_DIGITS) return usual;
  return Math.min(MOST_DIGITS, Math.ceil(-Math.log10(size)) + 1);
}

/** Decimals that a share needs as a percentage. */
function decimalsOf(level: number): number {
  const percent = Number((100 * level).toFixed(6));
  return Math.min(6, (String(percent).split(".")[1] ?? "").length);
}
