import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type SegmentedRegressionResult,
  segmentedRegression,
} from "../../../../src/metrics/loyalty/segments/segmented-regression";
import { leastSquares } from "../../../../src/numerics/least-squares";
import { agree, errorOf, expectPlain } from "../../../assertions";

type Rows = readonly (readonly [number, number])[];
const first = (rows: Rows) => rows.map(([x]) => x);
const second = (rows: Rows) => rows.map(([, y]) => y);

/** Scores of four items, noise of hundredths that no two breaks fit alike. */
const scores = fc.integer({ min: 4, max: 20 }).map((sum) => sum / 4);
const outcomes = fc.integer({ min: -1000, max: 1000 }).map((value) => value / 97);
const rows = fc.array(fc.tuple(scores, outcomes), { minLength: 9, maxLength: 30 }).filter((list) => {
  return new Set(first(list)).size >= 6;
});
const breaks = fc.constantFrom<1 | 2>(1, 2);
const numRuns = 60;

/** The result; `null` where the means are on a line with fewer breaks. */
function fitOf(list: Rows, options: { breaks: 1 | 2; confidenceLevel?: number }): SegmentedRegressionResult | null {
  let result: SegmentedRegressionResult | null = null;
  const error = errorOf(() => {
    result = segmentedRegression(first(list), second(list), options);
  });
  expect(error === null || error.code === "degenerate-data").toBe(true);
  return result;
}

const near = (actual: number | null | undefined, expected: number | null | undefined, size: number) => {
  if (expected === null || expected === undefined) expect(actual).toBe(expected);
  else agree(1 + ((actual ?? Number.NaN) - expected) / size, 1, 1e-9);
};

/** Whether another fit is so nearly as good that rounding chooses between them. */
const isTied = (one: SegmentedRegressionResult, other: SegmentedRegressionResult) =>
  one.breakpoints.some(({ estimate }, b) => Math.abs(estimate - (other.breakpoints[b]?.estimate as number)) > 1e-6);

describe("segmentedRegression()", () => {
  it("leaves no more with two breaks than with one, no more with one than with none, and 0 or more", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const [one, two] = [fitOf(list, { breaks: 1 }), fitOf(list, { breaks: 2 })];
        fc.pre(one !== null && two !== null);
        expect(two.rss).toBeGreaterThanOrEqual(0);
        expect(two.rss).toBeLessThanOrEqual(one.rss * (1 + 1e-12));
        expect(one.rss).toBeLessThanOrEqual(one.linear.rss * (1 + 1e-12));
        expect(two.linear).toEqual(one.linear);
        expect(two.test).toEqual(one.test);
        for (const { rSquared } of [one, two]) expect(rSquared >= 0 && rSquared <= 1).toBe(true);
      }),
      { numRuns },
    );
  });

  it("is a continuous line over the range of x, whose residual squares are `rss`", () => {
    fc.assert(
      fc.property(rows, breaks, (list, count) => {
        const result = fitOf(list, { breaks: count });
        fc.pre(result !== null);
        const { segments, breakpoints } = result;
        expect(segments.map(({ from }) => from)).toEqual([
          Math.min(...first(list)),
          ...breakpoints.map(({ estimate }) => estimate),
        ]);
        expect(segments.slice(0, -1).map(({ to }) => to)).toEqual(segments.slice(1).map(({ from }) => from));
        expect(segments.at(-1)?.to).toBe(Math.max(...first(list)));
        const height = (x: number, s: number) => (segments[s]?.intercept ?? 0) + (segments[s]?.slope ?? 0) * x;
        breakpoints.forEach(({ estimate }, b) => {
          near(height(estimate, b), height(estimate, b + 1), 100);
        });
        let rss = 0;
        for (const [x, y] of list)
          rss +=
            (y -
              height(
                x,
                segments.findIndex(({ to }) => x <= to),
              )) **
            2;
        near(rss, result.rss, 1 + result.rss);
        segments.forEach(({ from, to, n }) => {
          const inside = first(list).filter((x) => from <= x && x <= to);
          expect(n).toBe(inside.length);
          expect(new Set(inside).size).toBeGreaterThanOrEqual(1);
        });
      }),
      { numRuns },
    );
  });

  it("does not depend on the order of the rows, nor on rows with a missing value", () => {
    fc.assert(
      fc.property(rows, breaks, fc.nat(), (list, count, at) => {
        const result = fitOf(list, { breaks: count });
        fc.pre(result !== null);
        const i = at % list.length;
        expect(fitOf([...list.slice(i), ...list.slice(0, i)], { breaks: count })).toEqual(result);
        const missing = segmentedRegression([null, ...first(list), 3], [1, ...second(list), undefined], {
          breaks: count,
        });
        expect({ ...missing, nMissing: 0, rows: result.rows }).toEqual(result);
        expect(missing.nMissing).toBe(2);
      }),
      { numRuns },
    );
  });

  it("follows a change of the units of x and y, also turned over", () => {
    const factors = fc.constantFrom(1, -1, 2, -0.5, 1000, -1e-3);
    fc.assert(
      fc.property(rows, breaks, factors, factors, fc.integer({ min: -9, max: 9 }), (list, count, a, b, shift) => {
        const result = fitOf(list, { breaks: count });
        const moved = fitOf(
          list.map(([x, y]) => [a * x + shift, b * y - shift] as const),
          { breaks: count },
        );
        fc.pre(result !== null && moved !== null);
        near(moved.rss, b * b * result.rss, b * b * (1e-3 + result.rss));
        near(moved.test.statistic, Math.sign(b) * (result.test.statistic as number), 1);
        near(moved.test.pValue, result.test.pValue, 1);
        const parts = a > 0 ? moved : { ...moved, breakpoints: [...moved.breakpoints].reverse() };
        const place = (x: number | null | undefined) => (x === null || x === undefined ? x : a * x + shift);
        const original = {
          ...result,
          breakpoints: result.breakpoints.map((one) => ({ ...one, estimate: place(one.estimate) as number })),
        };
        // two fits that leave the same, or breaks that may be anywhere in a range
        fc.pre(!isTied(parts, original) && result.breakpoints.every(({ from, to }) => from === to));
        const size = 1e-3 + Math.abs(a) * 10;
        parts.breakpoints.forEach((one, k) => {
          const before = result.breakpoints[k];
          const [lower, upper] = [before?.interval?.lower, before?.interval?.upper];
          near(one.interval?.lower, place(a > 0 ? lower : upper), size);
          near(one.interval?.upper, place(a > 0 ? upper : lower), size);
        });
        const segments = a > 0 ? moved.segments : [...moved.segments].reverse();
        segments.forEach(({ slope, standardError, n }, s) => {
          const before = result.segments[s];
          const steepness = Math.abs(b / a) * (1 + Math.abs(before?.slope ?? 0));
          near(slope, (b / a) * (before?.slope as number), steepness);
          const error = before?.standardError ?? null;
          near(standardError, error === null ? null : Math.abs(b / a) * error, steepness);
          expect(n).toBe(before?.n);
        });
      }),
      { numRuns },
    );
  });

  it("keeps its estimates when every row is there twice, with narrower intervals", () => {
    fc.assert(
      fc.property(rows, breaks, (list, count) => {
        const [once, twice] = [fitOf(list, { breaks: count }), fitOf([...list, ...list], { breaks: count })];
        fc.pre(once !== null && twice !== null);
        near(twice.rss, 2 * once.rss, 1 + once.rss);
        fc.pre(!isTied(once, twice));
        once.breakpoints.forEach(({ interval, from, to }, b) => {
          const narrower = twice.breakpoints[b];
          near(narrower?.from, from, 10);
          near(narrower?.to, to, 10);
          if (interval === null) return;
          if (interval.lower !== null) expect(narrower?.interval?.lower).toBeGreaterThanOrEqual(interval.lower - 1e-9);
          if (interval.upper !== null) expect(narrower?.interval?.upper).toBeLessThanOrEqual(interval.upper + 1e-9);
        });
      }),
      { numRuns },
    );
  });

  it("has its estimates and their ranges inside intervals that widen with the level", () => {
    fc.assert(
      fc.property(rows, breaks, fc.double({ min: 0.05, max: 0.99, noNaN: true }), (list, count, confidenceLevel) => {
        const [narrow, wide] = [confidenceLevel, (1 + confidenceLevel) / 2].map((level) =>
          fitOf(list, { breaks: count, confidenceLevel: level }),
        );
        if (!narrow || !wide) return;
        narrow.breakpoints.forEach(({ estimate, from, to, interval }, b) => {
          expect(from <= estimate && estimate <= to).toBe(true);
          if (interval === null) return;
          const [inner, outer] = [interval, wide.breakpoints[b]?.interval].map((one) => ({
            lower: one?.lower ?? -Infinity,
            upper: one?.upper ?? Infinity,
          })) as [{ lower: number; upper: number }, { lower: number; upper: number }];
          expect(inner.lower).toBeLessThanOrEqual(from + 1e-9);
          expect(inner.upper).toBeGreaterThanOrEqual(to - 1e-9);
          expect(outer.lower).toBeLessThanOrEqual(inner.lower + 1e-9);
          expect(outer.upper).toBeGreaterThanOrEqual(inner.upper - 1e-9);
        });
        narrow.segments.forEach(({ slope, interval }, s) => {
          if (interval === null) return;
          expect(interval.lower <= slope && slope <= interval.upper).toBe(true);
          expect(wide.segments[s]?.interval?.upper).toBeGreaterThan(interval.upper);
        });
      }),
      { numRuns },
    );
  });

  it("has a least share of the rows in every segment, and leaves no more than any breaks that allow it", () => {
    const shares = fc.constantFrom(0.05, 0.1, 0.2, 0.25, 0.3);
    fc.assert(
      fc.property(
        rows,
        breaks,
        shares,
        fc.array(fc.double({ min: 1, max: 5, noNaN: true })),
        (list, count, share, at) => {
          const x = Float64Array.from(first(list));
          let result: SegmentedRegressionResult | null = null;
          const refused = errorOf(() => {
            result = segmentedRegression(first(list), second(list), { breaks: count, minimumShare: share });
          });
          const found = result as SegmentedRegressionResult | null;
          if (found === null) expect(["insufficient-data", "degenerate-data"]).toContain(refused?.code);
          else {
            expectPlain(found);
            for (const { n } of found.segments) expect(n / list.length).toBeGreaterThanOrEqual(share);
            for (const { from, to, interval } of found.breakpoints) {
              expect(interval?.lower ?? from).toBeLessThanOrEqual(from + 1e-9);
              expect(interval?.upper ?? to).toBeGreaterThanOrEqual(to - 1e-9);
            }
          }
          const knots = [...at.slice(0, count)].sort((one, other) => one - other);
          const ends = [-Infinity, ...knots, Infinity];
          const inside = ends.slice(1).map((end, s) => x.filter((value) => (ends[s] as number) < value && value < end));
          const isAllowed =
            knots.length === count &&
            inside.every((values) => values.length / x.length >= share) &&
            [inside[0], inside.at(-1)].every((values) => new Set(values).size >= 2);
          if (!isAllowed || refused?.code === "degenerate-data") return;
          const columns = [x.map(() => 1), x, ...knots.map((knot) => x.map((value) => Math.max(0, value - knot)))];
          const other = leastSquares(columns, Float64Array.from(second(list))).residualNorm ** 2;
          expect(found?.rss).toBeLessThanOrEqual(other * (1 + 1e-9));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is plain, and leaves its input alone", () => {
    fc.assert(
      fc.property(rows, breaks, (list, count) => {
        const columns = [first(list), second(list)] as const;
        const before = structuredClone(columns);
        const result = fitOf(list, { breaks: count });
        if (result !== null) expectPlain(result);
        errorOf(() => segmentedRegression(...columns));
        expect(columns).toEqual(before);
      }),
      { numRuns },
    );
  });

  it("answers hostile columns with a StatsError or a plain result", () => {
    const odd = fc.constantFrom<unknown>(null, undefined, Number.NaN, Infinity, "9", {}, 1n);
    const numbers = fc.oneof(
      { weight: 20, arbitrary: fc.integer({ min: 0, max: 9 }) as fc.Arbitrary<unknown> },
      { weight: 10, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) as fc.Arbitrary<unknown> },
      { weight: 10, arbitrary: fc.constantFrom<unknown>(-0, 1e300, -1e300, 1e-300, 1e149, 1e-144, 1e9, 1e9 + 1) },
      { weight: 1, arbitrary: odd },
    );
    const columns = fc.integer({ min: 0, max: 12 }).chain((n) => {
      const column = fc.array(numbers, { minLength: n, maxLength: n });
      return fc.tuple(column, column);
    });
    fc.assert(
      fc.property(columns, breaks, ([x, y], count) => {
        let result: unknown = null;
        const refused = errorOf(() => {
          result = segmentedRegression(x as number[], y as number[], { breaks: count });
        });
        if (refused === null) expectPlain(result);
      }),
      { numRuns: 1500 },
    );
  });
});
