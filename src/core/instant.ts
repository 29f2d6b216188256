/** A point in time, or a calendar day: epoch milliseconds, a `Date`, or an ISO 8601 string. */
export type Instant = number | Date | string;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/;

/** What an instant must be, for error messages. */
export const INSTANT_RULE = "be epoch milliseconds, a Date, an ISO 8601 time with Z or an offset, or a day YYYY-MM-DD";

/**
 * An instant as epoch milliseconds, a calendar day as `YYYY-MM-DD`; `null` for everything else.
 *
 * @remarks A day has no time until a time zone gives it one, so it stays a day. A time without an offset is refused: it
 * would mean another instant on every machine.
 */
export function readInstant(value: unknown): number | string | null {
  if (value instanceof Date) return readInstant(value.getTime());
  // the range of dates that ECMAScript can hold
  if (typeof value === "number") return Math.abs(value) <= 8.64e15 ? value + 0 : null;
  if (typeof value !== "string") return null;
  const parts = DAY.exec(value) ?? MOMENT.exec(value);
  if (parts === null) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  // Date would roll 30 February over into March
  const days = new Date(Date.UTC(2000, month, 0)).getUTCDate();
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month < 1 || month > 12 || day < 1 || day > (month === 2 && !leap ? 28 : days)) return null;
  if (DAY.test(value)) return value;
  const time = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(time) ? null : time;
}
