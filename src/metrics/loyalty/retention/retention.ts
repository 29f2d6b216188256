import { DAY } from "../../../core/calendar-clock";
import { type Caveat, caveatsAt, caveatsWhere } from "../../../core/caveats";
import { checkNoOthers, checkObject, refuse, reject } from "../../../core/checks";
import type { ConfidenceInterval, Estimate } from "../../../core/estimate";
import type { Instant } from "../../../core/instant";
import { type Durations, eventTable } from "../../../statistics/estimates/event-table";
import {
  type CurveSettings,
  checkCurveSettings,
  type KaplanMeierResult,
  kaplanMeierOf,
  readingCaveats,
} from "../../../statistics/estimates/kaplan-meier-result";
import {
  readCurve,
  type SurvivalCurve,
  type SurvivalMethod,
  survivalCurve,
  survivalError,
  survivalIntervals,
} from "../../../statistics/estimates/survival-curve";
import { type Order, type OrderHistories, readOrders } from "./order-histories";

/** Options of {@link retention}. */
export interface RetentionOptions {
  /** Until when orders were recorded, in the same way as theirs. */
  readonly asOf: Instant;
  /** How many days a customer may take to order again, above 0. */
  readonly within: number;
  /** Whose calendar counts the days: a name of an IANA time zone. @defaultValue `"UTC"` */
  readonly timeZone?: string | undefined;
  /** Days since the first order to read both curves at; finite, >= 0. @defaultValue none */
  readonly times?: readonly number[] | undefined;
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /** How the intervals are made, as in {@link kaplanMeier}. @defaultValue `"wilson"` */
  readonly method?: SurvivalMethod | undefined;
}

/** The share of customers who order again within the window after their first order. */
export interface RepeatShare extends Estimate<"share", ConfidenceInterval | null> {
  readonly kind: "repeat-share";
  /** The window in days. */
  readonly within: number;
  /** Customers who did order again within it. */
  readonly repeated: number;
  /** Customers whose first order is at least so long before `asOf`. */
  readonly followed: number;
}

/** How customers come back, and how long they stay. */
export interface RetentionResult {
  readonly kind: "retention";
  readonly customers: number;
  /** Orders that were used. */
  readonly orders: number;
  /** The same without those that a customer placed at the same time as another. */
  readonly occasions: number;
  /** Orders without a customer or a time; `repeatShare` and the curves count customers, of whom none is missing. */
  readonly nMissing: number;
  /** An ISO 8601 time in UTC, or the day that was given. */
  readonly asOf: string;
  readonly within: number;
  readonly timeZone: string;
  readonly repeatShare: RepeatShare;
  /** Days from the first order to the second: `survival` is the share that has not ordered again. */
  readonly repeatCurve: KaplanMeierResult;
  /** Days from the first order to the lapse: `survival` is the share retained. */
  readonly retentionCurve: KaplanMeierResult;
  /** Customers who ordered again after they had lapsed. */
  readonly returned: number;
  readonly confidenceLevel: number;
  readonly method: SurvivalMethod;
  readonly caveats: readonly Caveat[];
}

/**
 * Loyalty as behaviour: the share of customers who order again in time, and how many are retained for how long.
 *
 * @remarks Customers who came lately have had no time to order again: they count for as long as they were followed
 * ({@link kaplanMeier}), where a plain share would count them as lost.
 *
 * Repeat purchase: the time from the first order to the second, or until `asOf` without one; the share is 1 -
 * S(within).
 *
 * Retention: a customer lapses when `within` days have passed since an order without another one. The lapse is dated at
 * the end of these days, when it is known, and not at the last order: whether somebody is still followed must not
 * depend on what comes later. It is the first lapse that counts; who came back after it is in `returned`. So for the
 * first `within` days everybody is retained for certain. The share retained just then is that of the customers followed
 * so long who came back in time, which estimates the same as `repeatShare` from fewer customers.
 *
 * Days are those of the calendar of `timeZone`: from 9:00 to 9:00 on the next day is one, also where clocks are
 * changed. A bare day is its midnight, for orders and for `asOf`, so where orders have times, `asOf` needs one too.
 * Orders of a customer at the same time are one occasion, such as the lines of one order; where all orders of a day
 * shall be one, give days. Customers are taken to be independent, and those who came early and late to behave alike;
 * the shares of two segments can be compared by {@link difference}. O(n log n) time, some microseconds an order in time
 * zones other than UTC.
 *
 * @param orders - Records, in any order.
 * @param options - See {@link RetentionOptions}.
 * @returns Shares in [0, 1], times in days.
 * @throws A {@link StatsError}: `invalid-input` on a customer or a time that cannot be read, or an order after `asOf`;
 * `insufficient-data` without an order, or when nobody was followed for `within` days without a second order.
 * @see Kaplan and Meier (1958), JASA 53(282), 457-481, doi:10.1080/01621459.1958.10501452 (not read)
 *
 * @example
 * ```ts
 * const orders = [
 *   { customer: "ann", at: "2026-01-01" },
 *   { customer: "ann", at: "2026-01-20" },
 *   { customer: "bob", at: "2026-01-01" },
 *   { customer: "cem", at: "2026-03-10" },
 *   { customer: "dan", at: "2026-03-20" },
 * ];
 * const { repeatShare, retentionCurve } = retention(orders, { asOf: "2026-03-31", within: 30 });
 * // 1 of 4 came back, but two of the others had less than 30 days to do so
 * repeatShare.estimate; //~> 0.3333
 * repeatShare.interval; //~> { lower: 0.0615, upper: 0.7923, level: 0.95, method: "wilson" }
 * // bob lapsed after 30 days, ann 30 days after her second order
 * retentionCurve.steps.map(({ time, survival }) => [time, survival]); //=> [[11, 1], [21, 1], [30, 0.5], [49, 0]]
 * ```
 */
export function retention(orders: Iterable<Order>, options: RetentionOptions): RetentionResult {
  const fn = "retention";
  checkObject(fn, "options", options);
  const { asOf, within, timeZone = "UTC", times = [], confidenceLevel = 0.95, method = "wilson", ...others } = options;
  checkNoOthers(fn, others);
  if (typeof within !== "number" || !(within > 0 && within < Infinity)) {
    reject(fn, "within", "be a finite number of days above 0, such as 90", within);
  }
  const settings = { times, confidenceLevel, method };
  checkCurveSettings(fn, settings);
  const read = readOrders(fn, orders, asOf, timeZone);
  const { histories, nMissing } = read;
  if (histories.length === 0) {
    refuse("insufficient-data", fn, "orders", "must hold at least one order with a customer and a time, received none");
  }
  const repeats = survivalCurve(eventTable(timesToRepeat(read)));
  const lapses = timesToLapse(read, within);
  const repeatShare = repeatShareOf(fn, repeats, read, within, settings);
  const repeatCurve = kaplanMeierOf(repeats, 0, settings);
  const retentionCurve = kaplanMeierOf(survivalCurve(eventTable(lapses)), 0, settings, within);
  return {
    kind: "retention",
    customers: histories.length,
    orders: read.n,
    occasions: histories.reduce((sum, { length }) => sum + length, 0),
    nMissing,
    asOf: read.asOf,
    within,
    timeZone,
    repeatShare,
    repeatCurve,
    retentionCurve,
    returned: lapses.returned,
    confidenceLevel,
    method,
    caveats: [
      ...caveatsAt("repeatShare", repeatShare.caveats),
      ...caveatsAt("repeatCurve", repeatCurve.caveats),
      ...caveatsAt("retentionCurve", retentionCurve.caveats),
    ],
  };
}

/** Days from the first occasion to the second; who had none is censored at the end. */
function timesToRepeat({ histories, end }: OrderHistories): Durations {
  const observed: number[] = [];
  const censored: number[] = [];
  for (const occasions of histories) {
    const [first, second] = occasions;
    if (second === undefined) censored.push((end - first!) / DAY);
    else observed.push((second - first!) / DAY);
  }
  return { observed: Float64Array.from(observed), censored: Float64Array.from(censored) };
}

/** Days from the first occasion to the first lapse; who has not lapsed is censored at the end. */
function timesToLapse({ histories, end }: OrderHistories, within: number): Durations & { readonly returned: number } {
  const observed: number[] = [];
  const censored: number[] = [];
  let returned = 0;
  for (const occasions of histories) {
    const first = occasions[0]!;
    const lapsed = occasions.findIndex((time, i) => {
      const next = occasions[i + 1];
      // an order at the very end of the window is in time; that none came is known at the same moment
      return next === undefined ? (end - time) / DAY >= within : (next - time) / DAY > within;
    });
    if (lapsed === -1) {
      censored.push((end - first) / DAY);
      continue;
    }
    // added in milliseconds, which are whole: who was followed just so long must not look followed for less by rounding
    observed.push(lapsed === 0 ? within : (occasions[lapsed]! - first + within * DAY) / DAY);
    if (lapsed < occasions.length - 1) returned++;
  }
  return { observed: Float64Array.from(observed), censored: Float64Array.from(censored), returned };
}

function repeatShareOf(
  fn: string,
  curve: SurvivalCurve,
  { histories, end }: OrderHistories,
  within: number,
  { confidenceLevel, method }: CurveSettings,
): RepeatShare {
  const reading = readCurve(curve, within);
  if (reading === null) {
    const longest = curve.times.at(-1);
    const rule = `must be at most the longest time that a customer was followed without a second order (${longest})`;
    refuse("insufficient-data", fn, "within", `${rule}, received ${within}`);
  }
  const { failure: estimate } = reading;
  const interval = survivalIntervals(confidenceLevel, method)(reading);
  const followed = histories.filter((occasions) => (end - occasions[0]!) / DAY >= within).length;
  return {
    kind: "repeat-share",
    unit: "share",
    scale: null,
    estimate,
    standardError: survivalError(reading),
    interval: interval && {
      ...interval,
      // rounding may leave the estimate beside the ends
      lower: Math.min(estimate, 1 - interval.upper),
      upper: Math.max(estimate, 1 - interval.lower),
    },
    n: curve.n,
    nMissing: 0,
    within,
    repeated: histories.filter(([first, second]) => second !== undefined && (second - first!) / DAY <= within).length,
    followed,
    caveats: [
      ...caveatsWhere({ "single-answer": curve.n === 1, "no-interval": interval === null }),
      ...readingCaveats({ ...reading, followed }),
    ],
  };
}
