import { describe, expect, it, test } from "vitest";
import type { Order } from "../../../../src/metrics/loyalty/retention/order-histories";
import { type RetentionOptions, retention } from "../../../../src/metrics/loyalty/retention/retention";
import { difference } from "../../../../src/statistics/estimates/difference";
import type { KaplanMeierResult } from "../../../../src/statistics/estimates/kaplan-meier-result";
import { proportion } from "../../../../src/statistics/estimates/proportion";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import fromR from "../../../golden/retention.json" with { type: "json" };

type Curve = Record<
  "time" | "atRisk" | "events" | "survival" | "lower" | "upper" | "median",
  readonly (number | null)[]
>;

/** Orders of a customer, so many days after 1 January 2026. */
const ordersOf = (customer: string, ...days: number[]): Order[] =>
  days.map((day) => ({ customer, at: Date.UTC(2026, 0, 1) + 86_400_000 * day }));
const DAY_60 = Date.UTC(2026, 0, 61);
const lapses = (orders: Order[], within = 20) =>
  retention(orders, { asOf: DAY_60, within }).retentionCurve.steps.map(({ time, events }) => [time, events]);

/** Expects R's curve; before the time `from` all survive for certain, where R has no interval. */
function agreeCurve(curve: KaplanMeierResult, expected: Curve, from = 0) {
  expect(curve.steps).toHaveLength(expected.time.length);
  for (const [i, step] of curve.steps.entries()) {
    agree(step.time, expected.time[i]!, 1e-12);
    expect([step.atRisk, step.events]).toEqual([expected.atRisk[i], expected.events[i]]);
    agree(step.survival, expected.survival[i]!, 1e-12);
    const ends = [expected.lower[i], expected.upper[i]];
    if (step.time < from) expect(step.interval).toMatchObject({ lower: 1, upper: 1 });
    else if (ends[0] === null) expect(step.interval).toBeNull();
    else agreeEnds(step.interval, ends as number[], 1e-12);
  }
  const { estimate, interval } = curve.median;
  for (const [i, time] of [estimate, interval.lower, interval.upper].entries()) {
    if (expected.median[i] === null) expect(time).toBeNull();
    else agree(time, expected.median[i] as number, 1e-12);
  }
}

describe("retention() against R's survfit of times that R counts (1e-12)", () => {
  it.each(fromR.cases)("$id, within $within days", (expected) => {
    const { asOf, within, timeZone, customer, at } = expected;
    const orders = customer.map((id, i) => ({ customer: id, at: at[i]! }));
    const result = retention(orders, { asOf, within, timeZone, method: "log-log" });
    expectPlain(result);
    const { customers, occasions, returned, repeatShare } = result;
    const counts = { customers, occasions, returned, repeated: repeatShare.repeated, followed: repeatShare.followed };
    expect(expected).toMatchObject(counts);
    expect(result.orders).toBe(orders.length);
    agree(repeatShare.estimate, expected.repeatShare, 1e-12);
    agree(repeatShare.standardError, expected.standardError, 1e-12);
    agreeEnds(repeatShare.interval, expected.interval, 1e-12);
    agreeCurve(result.repeatCurve, expected.repeatCurve);
    agreeCurve(result.retentionCurve, expected.retentionCurve, within);
  });
});

describe("retention() of repeat purchase", () => {
  it("is Wilson's share where everybody was followed for the window", () => {
    const orders = [...ordersOf("a", 0, 5), ...ordersOf("b", 0, 20), ...ordersOf("c", 3), ...ordersOf("d", 10, 40)];
    const { repeatShare } = retention(orders, { asOf: DAY_60, within: 20 });
    const { estimate, standardError, interval } = proportion(2, 4);
    expect(repeatShare).toMatchObject({ unit: "share", estimate, within: 20, repeated: 2, followed: 4, n: 4 });
    agree(repeatShare.standardError, standardError!, 1e-15);
    agreeEnds(repeatShare.interval, [interval.lower, interval.upper], 1e-14);
    expect(repeatShare.caveats).toEqual([{ code: "few-followed", path: null }]);
  });

  it("counts an order at the very end of the window, and not one a millisecond later", () => {
    const at = (gap: number) => [
      { customer: "a", at: 0 },
      { customer: "a", at: gap },
    ];
    const share = (gap: number) => retention(at(gap), { asOf: 30 * 86_400_000, within: 20 }).repeatShare.estimate;
    expect([share(20 * 86_400_000), share(20 * 86_400_000 + 1)]).toEqual([1, 0]);
  });

  it("is 0 or 1, with an interval, where nobody or everybody came back, by R's methods without one", () => {
    const nobody = [..."abcdefgh"].flatMap((customer) => ordersOf(customer, 0));
    const everybody = [..."abcdefgh"].flatMap((customer) => ordersOf(customer, 0, 9));
    for (const [orders, share] of [
      [nobody, proportion(0, 8)],
      [everybody, proportion(8, 8)],
    ] as const) {
      const { repeatShare } = retention(orders, { asOf: DAY_60, within: 10 });
      expect([repeatShare.estimate, repeatShare.standardError]).toEqual([share.estimate, 0]);
      agreeEnds(repeatShare.interval, [share.interval.lower, share.interval.upper], 1e-14);
      expect(repeatShare.caveats).toEqual([]);
      const unbounded = retention(orders, { asOf: DAY_60, within: 10, method: "log-log" }).repeatShare;
      expect(unbounded).toMatchObject({ interval: null, caveats: [{ code: "no-interval", path: null }] });
    }
  });

  it("lies within its interval at a level near 0, whatever rounds", () => {
    const gaps = [9, 1, 7, 8, 9, 3, 9, 8];
    const back = gaps.flatMap((gap, i) => ordersOf(`back ${i}`, 0, gap));
    const gone = [1, 8, 5].flatMap((days, i) => ordersOf(`gone ${i}`, 60 - days));
    const { estimate, interval } = retention([...back, ...gone], {
      asOf: DAY_60,
      within: 5,
      confidenceLevel: 1e-15,
    }).repeatShare;
    expect(interval!.lower).toBeLessThanOrEqual(estimate);
    expect(interval!.upper).toBeGreaterThanOrEqual(estimate);
  });

  it("says that few were followed for the window, though all came back before", () => {
    const orders = [..."abcdef"].flatMap((customer) => ordersOf(customer, 50, 51));
    const { repeatShare } = retention(orders, { asOf: DAY_60, within: 20 });
    expect(repeatShare).toMatchObject({ estimate: 1, followed: 0, caveats: [{ code: "few-followed", path: null }] });
  });

  it("counts customers who came lately for as long as they were followed", () => {
    const old = [...ordersOf("a", 0, 10), ...ordersOf("b", 0), ...ordersOf("c", 0)];
    const { estimate } = retention(old, { asOf: DAY_60, within: 20 }).repeatShare;
    agree(estimate, 1 / 3, 1e-15);
    // who came 5 days ago says nothing of the tenth day; who came 15 days ago says that he did not
    const late = (day: number) => [...old, ...ordersOf("d", day)];
    agree(retention(late(55), { asOf: DAY_60, within: 20 }).repeatShare.estimate, 1 / 3, 1e-15);
    agree(retention(late(45), { asOf: DAY_60, within: 20 }).repeatShare.estimate, 1 / 4, 1e-15);
  });
});

test("retention() of two segments can be compared by difference()", () => {
  const share = (...orders: Order[][]) => retention(orders.flat(), { asOf: DAY_60, within: 20 }).repeatShare;
  const control = share(ordersOf("a", 0), ordersOf("b", 0, 4), ordersOf("c", 50), ordersOf("d", 5));
  const treatment = share(ordersOf("e", 0, 9), ordersOf("f", 0, 4), ordersOf("g", 50), ordersOf("h", 5));
  const lift = difference(control, treatment);
  expect(lift.unit).toBe("share");
  agree(lift.estimate, treatment.estimate - control.estimate, 1e-15);
});

describe("retention() of lapses", () => {
  it("dates a lapse at the end of the days without an order", () => {
    expect(lapses(ordersOf("a", 0, 10))).toEqual([[30, 1]]);
    expect(lapses(ordersOf("a", 0))).toEqual([[20, 1]]);
    expect(lapses(ordersOf("a", 0, 20, 40))).toEqual([[60, 1]]);
    expect(lapses(ordersOf("a", 0, 20, 41))).toEqual([[40, 1]]);
  });

  it("censors who has not been away so long yet, and counts who has been to the millisecond", () => {
    expect(lapses(ordersOf("a", 0, 20, 39, 40.5))).toEqual([[60, 0]]);
    expect(lapses([...ordersOf("a", 50), ...ordersOf("b", 0)])).toEqual([
      [10, 0],
      [20, 1],
    ]);
    expect(lapses(ordersOf("a", 40))).toEqual([[20, 1]]);
  });

  it("has who was followed up to the time of a lapse still at risk, whatever rounds", () => {
    // in days, 97 hours and 7 days are the next double above 265 hours
    const hours = (customer: string, ...list: number[]) => ordersOf(customer, ...list.map((hour) => hour / 24));
    const followed = hours("b", 0, 84, 168, 252);
    const asOf = Date.UTC(2026, 0, 1, 265);
    const { steps } = retention([...hours("a", 0, 97), ...followed], { asOf, within: 7 }).retentionCurve;
    expect(steps).toMatchObject([{ time: 265 / 24, atRisk: 2, events: 1, censored: 1, survival: 0.5 }]);
  });

  it("dates the lapse of who ordered once at the end of the window to the last digit", () => {
    // a week, which in milliseconds and back would be another double
    const within = 365.25 / 52;
    expect(lapses(ordersOf("a", 0), within)).toEqual([[within, 1]]);
  });

  it("takes the first lapse, and counts who came back after it", () => {
    const orders = [...ordersOf("a", 0, 30, 45), ...ordersOf("b", 0, 15), ...ordersOf("c", 0, 30, 59)];
    const { retentionCurve, returned, customers } = retention(orders, { asOf: DAY_60, within: 20 });
    expect(retentionCurve.steps.map(({ time, events }) => [time, events])).toEqual([
      [20, 2],
      [35, 1],
    ]);
    expect([returned, customers]).toEqual([2, 3]);
  });

  it("retains everybody until the window has passed, and then those who came back within it", () => {
    const orders = [...ordersOf("a", 0, 15), ...ordersOf("b", 0), ...ordersOf("c", 2), ...ordersOf("d", 50, 55)];
    const { retentionCurve } = retention(orders, { asOf: DAY_60, within: 20, times: [19.9, 20] });
    expect(retentionCurve.readings[0]).toMatchObject({ survival: 1, interval: { lower: 1, upper: 1 } });
    const few = { code: "few-followed", path: "readings.1" };
    expect(retentionCurve.caveats).toEqual([few, { code: "unbounded-interval", path: "median" }].reverse());
    const { estimate, interval } = proportion(1, 3);
    expect(retentionCurve.readings[1]?.survival).toBe(estimate);
    agreeEnds(retentionCurve.readings[1]?.interval, [interval.lower, interval.upper], 1e-14);
  });
});

describe("retention() reads orders", () => {
  const options = { asOf: "2026-03-31", within: 30 };

  it("takes orders of a customer at one time for one occasion", () => {
    const at = "2026-01-01";
    const midnight = "2026-01-01T00:00:00Z";
    const twice = retention(
      [
        { customer: "a", at },
        { customer: "a", at: midnight },
      ],
      options,
    );
    expect(twice).toMatchObject({ customers: 1, orders: 2, occasions: 1, repeatShare: { estimate: 0 } });
    const later = retention(
      [
        { customer: "a", at },
        { customer: "a", at: "2026-01-01T00:01Z" },
      ],
      options,
    );
    expect(later).toMatchObject({ orders: 2, occasions: 2, repeatShare: { estimate: 1 } });
  });

  it("leaves out and counts those without a customer or a time", () => {
    const orders: Order[] = [
      { customer: "a", at: "2026-01-01" },
      { customer: null, at: "2026-01-02" },
      { customer: "b", at: undefined },
    ];
    const result = retention(orders, options);
    expect(result).toMatchObject({ customers: 1, orders: 1, nMissing: 2, repeatShare: { n: 1, nMissing: 0 } });
    expect(retention(new Set(orders), options)).toEqual(result);
  });

  it("knows a customer by number and by its digits", () => {
    const orders: Order[] = [
      { customer: 17, at: "2026-01-01" },
      { customer: "17", at: "2026-01-05" },
      { customer: "017", at: "2026-01-05" },
    ];
    expect(retention(orders, options)).toMatchObject({ customers: 2, repeatShare: { repeated: 1 } });
  });

  it("counts the days of the calendar of a time zone, across a change of the clocks", () => {
    // 9:00 in Berlin before and after 29 March, when an hour is left out
    const orders: Order[] = [
      { customer: "a", at: "2026-03-20T08:00Z" },
      { customer: "a", at: new Date("2026-03-30T07:00Z") },
    ];
    const days = (timeZone: string) =>
      retention(orders, { asOf: "2026-04-30", within: 30, timeZone }).repeatCurve.steps[0]?.time;
    expect([days("Europe/Berlin"), days("UTC")]).toEqual([10, 10 - 1 / 24]);
  });

  it("has an instant as it was, and a day as a day", () => {
    const orders = [{ customer: "a", at: "2026-01-01" }];
    const asOf = (value: RetentionOptions["asOf"]) => retention(orders, { asOf: value, within: 30 }).asOf;
    expect(asOf("2026-03-31")).toBe("2026-03-31");
    expect(asOf("2026-03-31T02:00+02:00")).toBe("2026-03-31T00:00:00.000Z");
    expect(asOf(Date.UTC(2026, 2, 31))).toBe("2026-03-31T00:00:00.000Z");
  });

  it("takes an order before asOf in the hour that is read twice for one at asOf", () => {
    // 2:30 in summer time, and 2:10 forty minutes later in winter time
    const orders = [
      { customer: "a", at: "2026-10-01" },
      { customer: "a", at: "2026-10-25T00:30Z" },
    ];
    const { repeatCurve } = retention(orders, { asOf: "2026-10-25T01:10Z", within: 20, timeZone: "Europe/Berlin" });
    agree(repeatCurve.steps[0]?.time, 24 + (2 + 10 / 60) / 24, 1e-14);
  });
});

test("retention() of one customer says that it is one", () => {
  const { caveats } = retention(ordersOf("a", 0), { asOf: DAY_60, within: 20 });
  for (const path of ["repeatShare", "repeatCurve", "retentionCurve"]) {
    expect(caveats).toContainEqual({ code: "single-answer", path });
  }
});

describe("retention() rejects", () => {
  const orders: readonly unknown[] = [{ customer: "a", at: "2026-01-01" }];
  const day = "be epoch milliseconds, a Date, an ISO 8601 time with Z or an offset, or a day YYYY-MM-DD";
  const identifier = "be a non-empty string or an integer";
  it.each<[string, unknown, object, string, string]>([
    ["no asOf", orders, { asOf: undefined }, "asOf", `${day}, received undefined`],
    ["an asOf without an offset", orders, { asOf: "2026-03-31T09:00" }, "asOf", `${day}, received "2026-03-31T09:00"`],
    ["a time without an offset", [{ customer: "a", at: "9:00" }], {}, "orders.0.at", `${day}, received "9:00"`],
    ["a window of 0", orders, { within: 0 }, "within", "be a finite number of days above 0, such as 90, received 0"],
    [
      "a time zone that nobody knows",
      orders,
      { timeZone: "Mars" },
      "timeZone",
      'be a name of an IANA time zone, such as "Europe/Berlin", received "Mars"',
    ],
    [
      "an order after asOf, though its customer is missing",
      [...orders, { customer: null, at: "2026-04-01" }],
      {},
      "orders.1.at",
      'not be after asOf, received "2026-04-01"',
    ],
    [
      "an order later on the day that asOf names, which is its midnight",
      [{ customer: "a", at: "2026-03-31T09:00Z" }],
      {},
      "orders.0.at",
      'not be after asOf, received "2026-03-31T09:00Z"',
    ],
    ["a customer without a name", [{ customer: "", at: null }], {}, "orders.0.customer", `${identifier}, received ""`],
    [
      "a customer who is half a number, without showing it",
      [{ customer: 1.5, at: null }],
      {},
      "orders.0.customer",
      `${identifier}, received a number`,
    ],
    ["an order that is text", ["a"], {}, "orders.0", 'be an object, received "a"'],
    ["orders that are one", 5, {}, "orders", "be an array or another iterable of { customer, at }, received 5"],
    ["a time to read at below 0", orders, { times: [-1] }, "times.0", "be a finite number >= 0, received -1"],
  ])("%s", (_, records, options, path, rule) => {
    const all = { asOf: "2026-03-31", within: 30, ...options };
    expect(errorOf(() => retention(records as Order[], all))).toEqual(invalid("retention", path, rule));
  });

  it("no orders, and a window that nobody was followed for", () => {
    const options = { asOf: "2026-03-31", within: 30 };
    const none = insufficient(
      "retention",
      "orders",
      "must hold at least one order with a customer and a time, received none",
    );
    expect(errorOf(() => retention([], options))).toEqual(none);
    expect(errorOf(() => retention([{ customer: "a", at: null }], options))).toEqual(none);
    const late = [{ customer: "a", at: "2026-03-21" }];
    const rule = "must be at most the longest time that a customer was followed without a second order (10)";
    expect(errorOf(() => retention(late, options))).toEqual(
      insufficient("retention", "within", `${rule}, received 30`),
    );
  });
});
