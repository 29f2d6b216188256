import { calendarClock } from "../../../core/calendar-clock";
import { checkIdentifier, checkObject, isIterable, reject } from "../../../core/checks";
import { INSTANT_RULE, type Instant, readInstant } from "../../../core/instant";

/** An order: whose it is, and when it was placed. One with a missing field is left out and counted. */
export interface Order {
  /** Text, or a whole number, which is the same customer as its decimal digits. */
  readonly customer: string | number | null | undefined;
  readonly at: Instant | null | undefined;
}

/** The occasions of every customer, and until when they were recorded, in milliseconds on one calendar. */
export interface OrderHistories {
  /** Of each customer the distinct times of the orders, earliest first. */
  readonly histories: readonly Float64Array[];
  readonly end: number;
  /** Until when, as results show it: an ISO 8601 time in UTC, or a day. */
  readonly asOf: string;
  /** Orders that were used. */
  readonly n: number;
  readonly nMissing: number;
}

/**
 * Reads orders, customer by customer.
 *
 * @throws A {@link StatsError}: `invalid-input` on a customer or a time that cannot be read, or an order after `asOf`.
 */
export function readOrders(fn: string, orders: Iterable<Order>, asOf: unknown, timeZone: unknown): OrderHistories {
  if (!isIterable(orders)) reject(fn, "orders", "be an array or another iterable of { customer, at }", orders);
  const until = checkedInstant(fn, "asOf", asOf);
  const clock = calendarClock(fn, timeZone);
  const end = clock(until);
  const times = new Map<string, number[]>();
  let [n, nMissing, i] = [0, 0, 0];
  for (const order of orders) {
    const path = `orders.${i++}`;
    checkObject(fn, path, order);
    const { customer, at } = order;
    if (customer !== null && customer !== undefined) checkIdentifier(fn, `${path}.customer`, customer);
    const instant = at === null || at === undefined ? null : checkedInstant(fn, `${path}.at`, at);
    if (instant !== null && isAfter(instant, until, clock)) {
      reject(fn, `${path}.at`, "not be after asOf", at);
    }
    if (customer === null || customer === undefined || instant === null) {
      nMissing++;
      continue;
    }
    n++;
    const key = String(customer);
    const known = times.get(key);
    // where clocks are put back, an earlier order can show the later time
    const time = Math.min(clock(instant), end);
    if (known === undefined) times.set(key, [time]);
    else known.push(time);
  }
  return {
    histories: Array.from(times.values(), (list) => Float64Array.from(new Set(list)).sort()),
    end,
    asOf: typeof until === "string" ? until : new Date(until).toISOString(),
    n,
    nMissing,
  };
}

function checkedInstant(fn: string, path: string, value: unknown): number | string {
  const instant = readInstant(value);
  if (instant === null) reject(fn, path, INSTANT_RULE, value);
  return instant;
}

/** Two times are compared as they passed, a day with anything on the calendar. */
function isAfter(one: number | string, other: number | string, clock: (instant: number | string) => number): boolean {
  return typeof one === "number" && typeof other === "number" ? one > other : clock(one) > clock(other);
}
