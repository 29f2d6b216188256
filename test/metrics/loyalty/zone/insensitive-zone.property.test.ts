import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LoyaltyCurve, loyaltyCurve } from "../../../../src/metrics/loyalty/curve/loyalty-curve";
import { insensitiveZone } from "../../../../src/metrics/loyalty/zone/insensitive-zone";
import type { InsensitiveZone } from "../../../../src/metrics/loyalty/zone/insensitive-zone-result";
import { agree, expectPlain } from "../../../assertions";

const DRAWS = 400;
const scale = { min: 1, max: 6 };
const steps = fc.array(fc.double({ min: -1, max: 4, noNaN: true }), { minLength: 5, maxLength: 5 });
const sizes = fc.array(fc.integer({ min: 3, max: 40 }), { minLength: 6, maxLength: 6 });

/** Customers at six levels, with a spread that differs between them. */
const customers = fc.tuple(steps, sizes).map(([rises, counts]) => {
  let height = 0;
  return counts.flatMap((count, k) => {
    height += k === 0 ? 0 : rises[k - 1]!;
    const mean = height;
    return Array.from({ length: count }, (_, i) => [k + 1, mean + ((7 * i) % 5) * (1 + k / 6)] as const);
  });
});

type Rows = readonly (readonly [number, number])[];
const curveOf = (rows: Rows) =>
  loyaltyCurve(
    rows.map(([x]) => x),
    rows.map(([, y]) => y),
    { scale },
  );
const zoneOf = (rows: Rows, margin?: number) =>
  insensitiveZone(curveOf(rows), { draws: DRAWS, ...(margin === undefined ? {} : { margin }) });

/** Simulated probabilities: of the same draws, but for rounding; of others, within their error. */
function expectSame(one: number | null, other: number | null, tolerance: number) {
  expect(one === null).toBe(other === null);
  if (one !== null) expect(Math.abs(one - other!)).toBeLessThanOrEqual(tolerance);
}

/** Whether a decision is so close that rounding or other draws may turn it. */
function isClose({ pShape, pAbsence, overallSlope, alternatives }: InsensitiveZone, within: number): boolean {
  const near = (p: number | null) => p !== null && Math.abs(p - 0.05) <= within;
  const { lower, upper } = overallSlope?.interval ?? { lower: 1, upper: 1 };
  if (alternatives?.some(({ excess }) => excess < 1e-9)) return true;
  return near(pShape) || near(pAbsence) || Math.min(Math.abs(lower), Math.abs(upper)) < 1e-9;
}

describe("insensitiveZone()", () => {
  it("follows a change of the unit and the origin of loyalty, the margin with it", () => {
    fc.assert(
      fc.property(
        customers,
        fc.constantFrom(0.25, 3, 100),
        fc.integer({ min: -50, max: 50 }),
        fc.constantFrom(undefined, 0.5),
        (rows, factor, shift, margin) => {
          const one = zoneOf(rows, margin);
          const moved = rows.map(([x, y]) => [x, factor * y + shift] as const);
          const other = zoneOf(moved, margin && factor * margin);
          fc.pre(!isClose(one, 3 / DRAWS));
          expect([other.status, other.from, other.to]).toEqual([one.status, one.from, one.to]);
          expectSame(one.pShape, other.pShape, 2 / DRAWS);
          expectSame(one.pFlat, other.pFlat, 2 / DRAWS);
          const slope = one.overallSlope;
          if (slope === null) return;
          agree(1 + other.overallSlope!.estimate / factor, 1 + slope.estimate, 1e-9);
          agree(other.margin!.estimate / factor, one.margin!.estimate, 1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("mirrors the zone when both scales are reversed", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const one = zoneOf(rows);
        const other = zoneOf(rows.map(([x, y]) => [7 - x, 100 - y] as const));
        fc.pre(!isClose(one, 0.06));
        expect(other.status).toBe(one.status);
        expect([other.from, other.to]).toEqual(one.from === null ? [null, null] : [7 - one.to!, 7 - one.from]);
        if (one.overallSlope === null) return;
        agree(1 + other.overallSlope!.estimate, 1 + one.overallSlope.estimate, 1e-9);
        expectSame(one.pShape, other.pShape, 0.15);
        if (one.status !== "zone") return;
        agree(1 + other.leftSlope!.estimate, 1 + one.rightSlope!.estimate, 1e-9);
        agree(1 + other.innerSlope!.estimate, 1 + one.innerSlope!.estimate, 1e-9);
        agree(1 + other.gainInside!.estimate, 1 + one.gainInside!.estimate, 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it("has estimates inside their intervals, zones between levels, and probabilities that are some", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const result = zoneOf(rows);
        expectPlain(result);
        const { from, to, membership } = result;
        expect(from === null).toBe(result.status !== "zone");
        for (const part of [
          result.overallSlope,
          result.leftSlope,
          result.innerSlope,
          result.rightSlope,
          result.gainInside,
          result.gainToTop,
        ]) {
          if (part === null) continue;
          expect(part.interval.lower <= part.estimate && part.estimate <= part.interval.upper).toBe(true);
        }
        for (const p of [result.pShape, result.pFlat, result.pAbsence]) {
          if (p !== null) expect(p > 0 && p <= 1).toBe(true);
        }
        if (from === null || to === null || membership === null) return;
        expect(1 < from && from < to && to < 6).toBe(true);
        for (const { probability } of membership) expect(probability >= 0 && probability <= 1).toBe(true);
        // no zone reaches the ends of the curve
        expect([membership[0]?.probability, membership.at(-1)?.probability]).toEqual([0, 0]);
      }),
      { numRuns: 60 },
    );
  });

  it("reads a curve that went through JSON, and changes nothing in it", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const curve = curveOf(rows);
        const before = structuredClone(curve);
        const result = insensitiveZone(curve, { draws: DRAWS });
        expect(curve).toEqual(before);
        expect(insensitiveZone(JSON.parse(JSON.stringify(curve)) as LoyaltyCurve, { draws: DRAWS })).toEqual(result);
      }),
      { numRuns: 20 },
    );
  });

  it("trusts neither the steps nor the monotone fit of a curve", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const curve = curveOf(rows);
        const altered = { ...curve, steps: [], monotone: [] };
        expect(insensitiveZone(altered, { draws: DRAWS })).toEqual(insensitiveZone(curve, { draws: DRAWS }));
      }),
      { numRuns: 10 },
    );
  });
});
