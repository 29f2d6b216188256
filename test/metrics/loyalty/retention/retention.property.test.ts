import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Order } from "../../../../src/metrics/loyalty/retention/order-histories";
import { retention } from "../../../../src/metrics/loyalty/retention/retention";
import { kaplanMeier } from "../../../../src/statistics/estimates/kaplan-meier";
import { agree, expectPlain } from "../../../assertions";

const DAY = 86_400_000;
const START = Date.UTC(2026, 1, 1);
/** The customer "early" has been there long enough, so that there always is a share. */
const EARLY = { customer: "early", day: 0 };
const visits = fc.array(fc.record({ customer: fc.constantFrom(..."abcdefgh"), day: fc.integer({ min: 0, max: 90 }) }), {
  maxLength: 40,
});
type Visits = readonly { readonly customer: string; readonly day: number }[];

const dayOf = (day: number) => new Date(START + day * DAY).toISOString().slice(0, 10);
const ordersOf = (list: Visits): Order[] => [EARLY, ...list].map(({ customer, day }) => ({ customer, at: dayOf(day) }));
const options = { asOf: dayOf(90), within: 20, times: [10, 20, 45] };

describe("retention()", () => {
  it("is plain, and does not mind the order of records", () => {
    fc.assert(
      fc.property(visits, (list) => {
        const result = retention(ordersOf(list), options);
        expectPlain(result);
        expect(retention(ordersOf(list).reverse(), options)).toEqual(result);
      }),
    );
  });

  it("gives days the same result in every time zone, and as instants of their midnight", () => {
    fc.assert(
      fc.property(visits, fc.constantFrom("America/New_York", "Pacific/Apia"), (list, timeZone) => {
        const result = retention(ordersOf(list), options);
        expect(retention(ordersOf(list), { ...options, timeZone })).toEqual({ ...result, timeZone });
        const instants = [EARLY, ...list].map(({ customer, day }) => ({ customer, at: START + day * DAY }));
        const at = START + 90 * DAY;
        expect(retention(instants, { ...options, asOf: new Date(at) })).toEqual({
          ...result,
          asOf: new Date(at).toISOString(),
        });
      }),
    );
  });

  it("stays when everything is moved by the same time", () => {
    fc.assert(
      fc.property(visits, fc.integer({ min: -1e6, max: 1e6 }), (list, shift) => {
        const moved = [EARLY, ...list].map(({ customer, day }) => ({ customer, at: START + day * DAY + shift }));
        const asOf = START + 90 * DAY + shift;
        expect(retention(moved, { ...options, asOf })).toEqual({
          ...retention(ordersOf(list), options),
          asOf: new Date(asOf).toISOString(),
        });
      }),
    );
  });

  it("has the same shares where every customer comes twice, under two names", () => {
    fc.assert(
      fc.property(visits, (list) => {
        const one = retention(ordersOf(list), options);
        const again = ordersOf(list).map(({ customer, at }) => ({ customer: `${customer} again`, at }));
        const two = retention([...ordersOf(list), ...again], options);
        expect([two.customers, two.orders, two.returned]).toEqual(
          [one.customers, one.orders, one.returned].map((n) => 2 * n),
        );
        agree(two.repeatShare.estimate, one.repeatShare.estimate, 1e-13);
        expect(two.retentionCurve.median.estimate).toEqual(one.retentionCurve.median.estimate);
      }),
    );
  });

  it("forgets who was whom where customers are merged: the first order stays, and the second comes no later", () => {
    fc.assert(
      fc.property(visits, (list) => {
        const merged = list.map(({ day }) => ({ customer: "early", day }));
        const { customers, orders, occasions, repeatCurve } = retention(ordersOf(merged), options);
        const days = [...new Set([0, ...list.map(({ day }) => day)])].sort((a, b) => a - b);
        expect([customers, orders, occasions]).toEqual([1, list.length + 1, days.length]);
        expect(repeatCurve.steps[0]?.time).toBe(days[1] ?? 90);
      }),
    );
  });

  it("is the plain share where all first orders are a window old", () => {
    fc.assert(
      fc.property(visits, (list) => {
        const orders = ordersOf(list.filter(({ day }) => day <= 70));
        const { repeatShare, customers } = retention(orders, options);
        expect(repeatShare.followed).toBe(customers);
        agree(repeatShare.estimate, repeatShare.repeated / customers, 1e-13);
      }),
    );
  });

  it("retains at the end of the window the share of those followed so long who came back", () => {
    fc.assert(
      fc.property(visits, (list) => {
        const { retentionCurve, repeatShare } = retention(ordersOf(list), options);
        const [before, at] = retentionCurve.readings;
        expect(before?.survival).toBe(1);
        expect(at?.atRisk).toBe(repeatShare.followed);
        const first = new Map<string, number[]>();
        for (const { customer, day } of [EARLY, ...list]) first.set(customer, [...(first.get(customer) ?? []), day]);
        const old = [...first.values()]
          .map((days) => [...new Set(days)].sort((a, b) => a - b))
          .filter(([day]) => day! <= 70);
        agree(at?.survival, old.filter(([one, two]) => two! - one! <= 20).length / old.length, 1e-13);
      }),
    );
  });

  it("is the curve of the times to the second order, for any window, and the estimate in its interval", () => {
    const levels = fc.double({ min: 1e-9, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(visits, fc.integer({ min: 1, max: 90 }), levels, (list, within, confidenceLevel) => {
        const { repeatCurve, repeatShare } = retention(ordersOf(list), { ...options, within, confidenceLevel });
        const again = kaplanMeier(
          repeatCurve.steps.flatMap(({ time, events, censored }) => new Array(events + censored).fill(time)),
          {
            observed: repeatCurve.steps.flatMap(({ events, censored }) => [
              ...new Array(events).fill(true),
              ...new Array(censored).fill(false),
            ]),
            times: [within],
          },
        );
        agree(1 - repeatShare.estimate, again.readings[0]!.survival!, 1e-13);
        expect(repeatShare.interval!.lower).toBeLessThanOrEqual(repeatShare.estimate);
        expect(repeatShare.interval!.upper).toBeGreaterThanOrEqual(repeatShare.estimate);
      }),
    );
  });
});
