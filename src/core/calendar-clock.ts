import { reject } from "./checks";

/** A day in milliseconds. */
export const DAY = 86_400_000;

/** The Gregorian calendar repeats itself after so many years, which are so many days. */
const CYCLE = { years: 400, days: 146_097 };

/**
 * Reads instants off the calendar and the clock on the wall of a time zone.
 *
 * @remarks The reading is the milliseconds from 1970-01-01 00:00 to that date and time of day, as if every day had 24
 * hours. So the same time on the next day is one day later, also where the clocks were changed in between, and a
 * calendar day is its own midnight in every time zone. Where clocks are put back, an hour is read twice. Nothing is
 * looked up for UTC; any other zone costs some microseconds an instant.
 *
 * @param fn - The public function that was called, for messages.
 * @param timeZone - A name of the IANA time zone database that the engine knows.
 * @returns A function of an instant as `readInstant` gives it: epoch milliseconds, or a day `YYYY-MM-DD`.
 * @throws A {@link StatsError}: `invalid-input` on anything but such a name.
 */
export function calendarClock(fn: string, timeZone: unknown): (instant: number | string) => number {
  const format = formatOf(timeZone);
  if (format === null) reject(fn, "timeZone", 'be a name of an IANA time zone, such as "Europe/Berlin"', timeZone);
  return (instant) => {
    // a day alone is read as midnight in UTC
    if (typeof instant === "string") return Date.parse(instant);
    return timeZone === "UTC" ? instant : reading(format, instant);
  };
}

function formatOf(timeZone: unknown): Intl.DateTimeFormat | null {
  // some engines know offsets as time zones, others do not
  if (typeof timeZone !== "string" || !/^[a-z]/i.test(timeZone)) return null;
  try {
    return new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn-hc-h23", {
      timeZone,
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return null;
  }
}

function reading(format: Intl.DateTimeFormat, instant: number): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  const wholeSecond = 1000 * Math.floor(instant / 1000);
  for (const { type, value } of format.formatToParts(wholeSecond)) part[type] = value;
  // the year before 1 is 1 BC
  const year = part.era?.startsWith("B") ? 1 - Number(part.year) : Number(part.year);
  // Date takes the years 0 to 99 for the twentieth century, and none beyond the instants that it can hold
  const cycles = Math.floor((year - 2000) / CYCLE.years);
  const [month, day, hour, minute, second] = [part.month, part.day, part.hour, part.minute, part.second].map(Number);
  const inCycle = Date.UTC(year - cycles * CYCLE.years, month! - 1, day, hour, minute, second);
  return cycles * CYCLE.days * DAY + inCycle + (instant - wholeSecond);
}
