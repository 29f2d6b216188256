import { describe, expect, it } from "vitest";
import {
  type SegmentedRegressionResult,
  segmentedRegression,
} from "../../../../src/metrics/loyalty/segments/segmented-regression";
import { leastSquares } from "../../../../src/numerics/least-squares";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import piecewise from "../../../golden/piecewise.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";
import exact from "../../../golden/segmented-regression.json" with { type: "json" };
import fromR from "../../../golden/segmented-regression-r.json" with { type: "json" };

type Column = (number | null)[];
const survey = readTable("sfo_2017.csv") as Record<string, Column>;
const { q7all, nps } = survey as { q7all: Column; nps: Column };
const items = Object.keys(survey).filter((name) => name.startsWith("q7") && name !== "q7all");
/** Mean of the answers to fourteen items, of those who answered at least three. */
const composite = nps.map((_, i) => {
  const answers = items.map((name) => survey[name]?.[i] ?? null).filter((answer) => answer !== null);
  return answers.length < 3 ? null : answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
});

const codes = ({ caveats }: SegmentedRegressionResult) => caveats.map(({ code, path }) => `${code} ${path}`);
const breaksOf = (one: SegmentedRegressionResult) => one.breakpoints.map(({ estimate }) => estimate);
const rangesOf = (one: SegmentedRegressionResult) => one.breakpoints.map(({ from, to }) => [from, to]);
const ends = (one: SegmentedRegressionResult) =>
  one.breakpoints.map(({ interval }) => [interval?.lower, interval?.upper]);

/** The least that two breaks leave, one of which is held: the other by a grid in every gap and golden sections. */
function leastWith(x: readonly number[], y: readonly number[], which: number, held: number): number {
  const rss = (other: number) => {
    const breaks = which === 0 ? [held, other] : [other, held];
    const column = (value: (at: number) => number) => Float64Array.from(x, value);
    const kinks = breaks.map((at) => column((value) => Math.max(0, value - at)));
    return leastSquares([column(() => 1), column((value) => value), ...kinks], Float64Array.from(y)).residualNorm ** 2;
  };
  const distinct = [...new Set(x)].sort((one, other) => one - other);
  let least = Infinity;
  for (let k = 1; k < distinct.length; k++) {
    const low = Math.max(distinct[k - 1] as number, which === 0 ? held : -Infinity);
    const high = Math.min(distinct[k] as number, which === 0 ? Infinity : held);
    if (!(low < high)) continue;
    let [from, to] = [low, high];
    const ratio = (Math.sqrt(5) - 1) / 2;
    for (let i = 0; i < 40; i++) {
      const [one, other] = [to - ratio * (to - from), from + ratio * (to - from)];
      if (rss(one) < rss(other)) to = other;
      else from = one;
    }
    least = Math.min(least, rss((from + to) / 2));
  }
  return least;
}

describe("segmentedRegression() against exact fractions (segmented-regression.py)", () => {
  it.each(exact.cases)("$id", ({ x, y, confidenceLevel, minimumShare, ...golden }) => {
    const breaks = golden.breaks as 1 | 2;
    const result = segmentedRegression(x, y, { breaks, confidenceLevel, minimumShare });
    expect(result).toMatchObject({
      breaks,
      minimumShare: minimumShare ?? 0,
      n: x.length,
      nMissing: 0,
      degreesOfFreedom: x.length - 2 - 2 * breaks,
    });
    expect(result.breakpoints.length).toBe(breaks);
    result.breakpoints.forEach(({ estimate }, b) => {
      agree(estimate, golden.breakpoints[b] as number, 1e-14);
      // a break at a level is that level to the last bit
      if (golden.onLevel[b]) expect(x).toContain(estimate);
    });
    agree(result.rss, golden.rss, 1e-13);
    agree(result.linear.rss, golden.linearRss, 1e-13);
    agree(result.linear.intercept, golden.linear[0] as number, 1e-13);
    agree(result.linear.slope, golden.linear[1] as number, 1e-13);
    agree(result.rSquared, golden.rSquared, 1e-13);
    result.segments.forEach(({ slope, standardError, interval }, s) => {
      agree(slope, golden.slopes[s] as number, 1e-12);
      const error = golden.standardErrors[s] ?? null;
      if (error === null) expect([standardError, interval]).toEqual([null, null]);
      else agree(standardError, error, 1e-12);
      expect(codes(result).includes(`no-interval segments.${s}`)).toBe(error === null);
    });
  });

  // the profile over the other break is by a search there: 8 digits
  const withIntervals = exact.cases.filter(({ intervals }) => intervals !== undefined);
  it.each(withIntervals)("$id: the profile intervals", ({ x, y, confidenceLevel, intervals, ...golden }) => {
    const result = segmentedRegression(x, y, { breaks: golden.breaks as 1 | 2, confidenceLevel });
    if (typeof intervals === "string") {
      // where one break is not rejected, the first of two may be anywhere below it, and the second above
      const [first, second] = ends(result) as [(number | null)[], (number | null)[]];
      expect([first[0], second[1]]).toEqual([null, null]);
      expect(first[1]).toBeGreaterThan(breaksOf(result)[0] as number);
      expect(second[0]).toBeLessThan(breaksOf(result)[1] as number);
      return;
    }
    result.breakpoints.forEach(({ interval }, b) => {
      const [lower, upper] = (intervals as (number | null)[][])[b] as [number | null, number | null];
      expect(interval).toMatchObject({ level: confidenceLevel, method: "profile-f" });
      for (const [end, expected] of [
        [interval?.lower, lower],
        [interval?.upper, upper],
      ] as const) {
        if (expected === null) expect(end).toBeNull();
        else if (golden.breaks === 1) agree(end, expected, 1e-13);
        else agree(end, expected, 2e-8);
      }
      expect(codes(result).includes(`unbounded-interval breakpoints.${b}`)).toBe(lower === null);
    });
  });
});

describe("segmentedRegression() against R's segmented and davies.test (segmented-regression.R)", () => {
  it.each(fromR.cases)("$id", (golden) => {
    const [x, y] = [golden.x ?? composite, golden.y ?? nps];
    const breaks = golden.breakpoints.length as 1 | 2;
    const result = segmentedRegression(x, y, { breaks });
    expect([result.n, result.degreesOfFreedom]).toEqual([golden.n, golden.df]);
    agree(result.linear.rss, golden.linearRss, 1e-12);
    // R's search may end in a local minimum, never below the global one
    expect(result.rss).toBeLessThanOrEqual(golden.rss * (1 + 1e-14));
    if (result.rss > golden.rss * (1 - 1e-9)) {
      result.breakpoints.forEach(({ estimate }, b) => {
        agree(estimate, golden.breakpoints[b] as number, 1e-7);
      });
      result.segments.forEach(({ slope, standardError }, s) => {
        agree(slope, golden.slopes[s] as number, 1e-7);
        agree(standardError, golden.standardErrors[s] as number, 1e-10);
      });
    }
    agree(result.test.statistic, golden.statistic, 1e-10);
    expect(result.test).toMatchObject({
      degreesOfFreedom: [golden.n - 3],
      alternative: "two-sided",
      method: "davies",
    });
    agree(result.test.pValue, golden.p, 1e-9);
    // R's own, with the variation of |t| and, beyond 300 rows, a normal limit
    if (!golden.signsChange && golden.n <= 300) agree(result.test.pValue, golden.daviesTest, 1e-9);
    else expect(golden.daviesTest).toBeLessThan(result.test.pValue as number);
  });

  it("finds the minimum that R does in one case of each number of breaks", () => {
    const met = fromR.cases.filter(({ x, y, breakpoints, rss }) => {
      const result = segmentedRegression(x ?? composite, y ?? nps, { breaks: breakpoints.length as 1 | 2 });
      return result.rss > rss * (1 - 1e-9);
    });
    expect(met.map(({ breakpoints }) => breakpoints.length).sort()).toEqual([1, 1, 1, 2]);
  });
});

describe("segmentedRegression() against exhaustive grids (piecewise.json)", () => {
  const [byLevel, byComposite] = piecewise.cases.map(({ result }) => result);

  it("leaves a little less than the best place on a grid of 0.1 on five levels, and is near it", () => {
    const result = segmentedRegression(q7all, nps);
    const grid = byLevel?.oneBreak_fineGrid as { breakpoint: number; sse: number };
    expect(result.n).toBe(byLevel?.n);
    agree(result.linear.rss, byLevel?.linear.sse as number, 1e-12);
    expect(result.rss).toBeLessThanOrEqual(grid.sse);
    expect(result.rss).toBeGreaterThan(grid.sse - 0.4);
    expect(Math.abs((breaksOf(result)[0] as number) - grid.breakpoint)).toBeLessThan(0.05);
  });

  it("leaves a little less than the best places on a grid of 0.05 of composite scores, and is near them", () => {
    for (const [breaks, grid] of [
      [1, { at: [byComposite?.oneBreak_fineGrid.breakpoint as number], sse: byComposite?.oneBreak_fineGrid.sse }],
      [2, { at: byComposite?.twoBreak_free_fineGrid?.breakpoints, sse: byComposite?.twoBreak_free_fineGrid?.sse }],
    ] as const) {
      const result = segmentedRegression(composite, nps, { breaks });
      expect(result.n).toBe(byComposite?.n);
      expect(result.rss).toBeLessThanOrEqual(grid.sse as number);
      if (breaks === 2) continue;
      // two breaks that may be nearer to each other than on the grid have a better place elsewhere
      expect(result.rss).toBeGreaterThan((grid.sse as number) - 0.4);
      expect(Math.abs((breaksOf(result)[0] as number) - (grid.at?.[0] as number))).toBeLessThan(0.025);
    }
  });
});

describe("segmentedRegression()", () => {
  it("says how far a break may be moved between the first two points, which are fitted whatever it is", () => {
    const result = segmentedRegression([1, 2, 3, 4, 5, 6, 7], [9, 0, 1.1, 1.9, 3.1, 4, 5]);
    expect(breaksOf(result)).toEqual([2]);
    expect(rangesOf(result)).toEqual([[1, 2]]);
    expect(result.breakpoints[0]?.interval?.lower).toBe(1);
    expect(codes(result)).toContain("unidentified-breakpoint breakpoints.0");
    // a line through one point and the break is no estimate of a slope
    expect(result.segments[0]).toMatchObject({ n: 2, standardError: null, interval: null });
    expect(codes(result)).toContain("no-interval segments.0");
    const mirrored = segmentedRegression([1, 2, 3, 4, 5, 6, 7], [5, 4, 3.1, 1.9, 1.1, 0, 9]);
    expect(rangesOf(mirrored)).toEqual([[6, 7]]);
    expect(mirrored.breakpoints[0]?.interval?.upper).toBe(7);
  });

  it.each([
    ["a jump", [6, 7], [6, 7]],
    ["an outlying point", [6, 7], [6, 7]],
    ["a step of one point", [5, 6], [6, 6.967455197132616]],
    ["two breaks, weak", [1.12, 1.12], [4.76, 4.78]],
  ])("says how far both breaks may be moved at no cost: %s", (id, first, second) => {
    const { x, y } = exact.cases.find((one) => one.id === id) as { x: number[]; y: number[] };
    const result = segmentedRegression(x, y, { breaks: 2 });
    expect(rangesOf(result)).toEqual([first, second].map((pair) => pair.map((end) => expect.closeTo(end, 12))));
    result.breakpoints.forEach(({ from, to }, b) => {
      expect(codes(result).includes(`unidentified-breakpoint breakpoints.${b}`)).toBe(from !== to);
      const reach = to - from;
      for (const at of reach > 0 ? [from + 0.01 * reach, from + reach / 2, to - 0.01 * reach] : [from]) {
        agree(leastWith(x, y, b, at), result.rss, 1e-9);
      }
      // a little beyond, unless the range ends at a point with nothing but another point beyond it
      for (const at of [from - 0.02, to + 0.02]) {
        if (at > Math.min(...x) && at < Math.max(...x)) {
          expect(leastWith(x, y, b, at)).toBeGreaterThan(result.rss * (1 + 1e-7));
        }
      }
    });
  });

  it("has a standard error of a slope that is that of a line of its own between the breaks", () => {
    const [golden] = exact.cases.filter(({ id }) => id === "levels, break in a gap");
    const { x, y } = golden as { x: number[]; y: number[] };
    const result = segmentedRegression(x, y);
    const below = x.filter((value) => value < (breaksOf(result)[0] as number));
    const center = below.reduce((sum, value) => sum + value, 0) / below.length;
    const squares = below.reduce((sum, value) => sum + (value - center) ** 2, 0);
    agree(result.segments[0]?.standardError, Math.sqrt(result.rss / result.degreesOfFreedom / squares), 1e-14);
  });

  it("fits perfect lines perfectly, and says that errors mean nothing", () => {
    const x = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    const one = segmentedRegression(
      x,
      x.map((at) => Math.min(at, 4.5)),
    );
    expect(one.breakpoints).toEqual([{ estimate: 4.5, interval: null, from: 4.5, to: 4.5 }]);
    expect(one.segments.map(({ slope }) => slope)).toEqual([expect.closeTo(1, 14), expect.closeTo(0, 14)]);
    expect(one.rss).toBeLessThan(1e-28);
    expect(one.segments.every(({ standardError, interval }) => standardError === null && interval === null)).toBe(true);
    expect(codes(one)).toEqual(["perfect-fit null"]);
    const two = segmentedRegression(
      x,
      x.map((at) => Math.min(at, 2.5) + Math.max(at - 6.25, 0)),
      { breaks: 2 },
    );
    agree(breaksOf(two)[0], 2.5, 1e-14);
    agree(breaksOf(two)[1], 6.25, 1e-14);
    expectPlain(one);
    expectPlain(two);
  });

  it("is a test of nothing where a break is at one of the ten places and all is on it", () => {
    const x = Array.from({ length: 18 }, (_, i) => i);
    const { test } = segmentedRegression(
      x,
      x.map((at) => Math.max(at, 9)),
    );
    expect(test.pValue === null || test.pValue < 1e-20).toBe(true);
  });

  it("tries ten places from the x up to which a quarter of few rows lie, or ten of more", () => {
    for (const [n, from] of [
      [20, 4],
      [60, 9],
    ] as const) {
      const x = Array.from({ length: n }, (_, i) => i);
      const y = x.map((at) => ((at * 7919) % 13) + Math.abs(at - n / 2) / 9);
      const statistics = Array.from({ length: 10 }, (_, i) => from + ((n - 1 - 2 * from) * i) / 9).map((at) => {
        const bend = x.map((value) => Math.max(0, value - at));
        const columns = [x.map(() => 1), x].map((column) => Float64Array.from(column));
        const [y1, b1] = [y, bend].map((values) => leastSquares(columns, Float64Array.from(values)).residuals);
        const product = (a: ArrayLike<number>, b: ArrayLike<number>) =>
          Array.from(a).reduce((sum, value, i) => sum + value * (b[i] as number), 0);
        const [bb, by, yy] = [product(b1!, b1!), product(b1!, y1!), product(y1!, y1!)];
        return by / Math.sqrt((bb * (yy - by ** 2 / bb)) / (n - 3));
      });
      const largest = statistics.reduce((most, t) => (Math.abs(t) > Math.abs(most) ? t : most));
      agree(segmentedRegression(x, y).test.statistic, largest, 1e-11);
    }
  });

  it("warns of a weak break, whose interval may be the whole line, and not of a strong one", () => {
    const { x, y } = exact.cases.find(({ id }) => id === "weak change") as { x: number[]; y: number[] };
    const weak = segmentedRegression(x, y);
    expect(codes(weak)).toEqual(["weak-break null", "unbounded-interval breakpoints.0"]);
    expect(weak.breakpoints[0]?.interval).toEqual({ lower: null, upper: null, level: 0.95, method: "profile-f" });
    const strong = segmentedRegression(
      x,
      x.map((at, i) => 3 * Math.min(at, 3.01) + ((i * 7919) % 13) / 13),
    );
    expect(codes(strong)).toEqual([]);
    expect(strong.test.pValue).toBeLessThan(0.001);
    // a second break in the same data is weak, however clear it is that the line is not straight
    const second = segmentedRegression(
      x,
      x.map((at, i) => 3 * Math.min(at, 3.01) + ((i * 7919) % 13) / 13),
      { breaks: 2 },
    );
    expect(codes(second)).toContain("weak-break null");
    expect(second.test).toEqual(strong.test);
  });

  it("tests for a change of slope where a symmetric pair of changes cancels for a single one in the middle", () => {
    const x = Array.from({ length: 60 }, (_, i) => i / 6);
    const noise = (i: number) => (((i * 7919) % 13) / 13 - 0.5) * 2;
    const y = x.map(
      (at, i) => 1.5 * Math.min(at, 3) + 0.1 * Math.min(Math.max(at - 3, 0), 4) + 1.5 * Math.max(at - 7, 0) + noise(i),
    );
    const { test, breakpoints } = segmentedRegression(x, y, { breaks: 2 });
    expect(test.pValue).toBeLessThan(0.01);
    expect(breakpoints.map(({ estimate }) => Math.round(estimate))).toEqual([3, 7]);
    expect(segmentedRegression(x, y).test).toEqual(test);
  });

  it("leaves out rows without both values, and counts them", () => {
    const [x, y] = [
      [1, 2, null, 3, 4, 5, 6, 7],
      [1, 2, 5, 3, null, 3, 3.5, 3],
    ];
    const result = segmentedRegression(x, y);
    expect(result).toEqual({
      ...segmentedRegression([1, 2, 3, 5, 6, 7], [1, 2, 3, 3, 3.5, 3]),
      nMissing: 2,
      rows: {
        total: 8,
        used: 6,
        missing: [
          { name: "x", n: 1 },
          { name: "y", n: 1 },
        ],
      },
    });
    const most = segmentedRegression([...x, ...Array<null>(9).fill(null)], [...y, ...Array<number>(9).fill(1)]);
    expect(codes(most)).toContain("few-complete-rows null");
  });

  it("keeps its digits far from 0, and for tiny and huge numbers", () => {
    const [golden] = exact.cases;
    const { x, y, breakpoints } = golden as { x: number[]; y: number[]; breakpoints: number[] };
    for (const [factor, unit] of [
      [1e-100, 1],
      [1e100, 1],
      [1, 1e-100],
      [1, 1e140],
    ] as const) {
      const scaled = segmentedRegression(
        x.map((value) => value * factor),
        y.map((value) => value * unit),
      );
      agree(breaksOf(scaled)[0], factor * (breakpoints[0] as number), 1e-12);
      agree(scaled.rss, unit * unit * (golden?.rss as number), 1e-12);
    }
  });

  it.each([
    ["six", [1, 2, 3, 4, 5, 6], 2, 7],
    ["four", [1, 2, 3, 4], 1, 5],
  ] as const)("needs a row more than it has coefficients: %s", (_, x, breaks, least) => {
    expect(errorOf(() => segmentedRegression(x, x, { breaks }))).toEqual(
      insufficient(
        "segmentedRegression",
        "x",
        `must share at least ${least} complete rows with y, received ${x.length}`,
      ),
    );
  });

  it("keeps a least share of the rows in every segment, where two breaks would be next to each other", () => {
    const free = segmentedRegression(composite, nps, { breaks: 2 });
    const kept = segmentedRegression(composite, nps, { breaks: 2, minimumShare: 0.1 });
    const rowsIn = ({ segments }: SegmentedRegressionResult) => segments.map(({ n }) => n / free.n);
    expect(Math.min(...rowsIn(free))).toBeLessThan(0.02);
    expect(Math.min(...rowsIn(kept))).toBeGreaterThanOrEqual(0.1);
    expect(kept.rss).toBeGreaterThan(free.rss);
    expect(kept.rss).toBeLessThan(segmentedRegression(composite, nps).rss);
    // a share that the best line has anyway changes nothing but what is said of it
    const one = segmentedRegression(composite, nps);
    const least = Math.min(...one.segments.map(({ n }) => n)) / one.n;
    expect(segmentedRegression(composite, nps, { minimumShare: least / 2 })).toMatchObject({
      breakpoints: [{ estimate: one.breakpoints[0]?.estimate, interval: one.breakpoints[0]?.interval }],
      rss: one.rss,
    });
  });

  it("ends its intervals where a least share does, and lets the first x have a segment if that is enough", () => {
    const { x, y } = exact.cases.find(({ id }) => id === "least share, one break") as { x: number[]; y: number[] };
    const sorted = [...x].sort((one, other) => one - other);
    // six of 24 rows
    const { interval } = segmentedRegression(x, y, { minimumShare: 0.25, confidenceLevel: 0.99999 }).breakpoints[0] as {
      interval: { lower: number; upper: number };
    };
    expect(interval.lower).toBe(sorted[5]);
    expect(interval.upper).toBeLessThanOrEqual(sorted.at(-6) as number);
    const levels = [1, 1, 1, 2, 2, 3, 4, 5, 6, 7];
    const steep = [9, 8, 7, 0, 1, 1.5, 2.5, 3.1, 3.9, 5];
    const mirrored = levels.map((at) => 8 - at);
    for (const [minimumShare, reach] of [
      [0.3, 1],
      [0.31, 2],
    ] as const) {
      const below = { from: reach, interval: { lower: reach } };
      expect(segmentedRegression(levels, steep, { minimumShare }).breakpoints[0]).toMatchObject(below);
      const above = { to: 8 - reach, interval: { upper: 8 - reach } };
      expect(segmentedRegression(mirrored, steep, { minimumShare }).breakpoints[0]).toMatchObject(above);
    }
  });

  it("refuses a least share that values of x do not allow, and one that is none", () => {
    const [x, y] = [
      [1, 2, 3, 3, 3, 3, 3, 4, 5, 6],
      [1, 5, 2, 4, 3, 6, 2, 1, 8, 5],
    ];
    for (const [breaks, minimumShare] of [
      [1, 0.5],
      [2, 0.21],
    ] as const) {
      expect(errorOf(() => segmentedRegression(x, y, { breaks, minimumShare }))).toEqual(
        insufficient(
          "segmentedRegression",
          "x",
          `must have values that let every segment hold ${minimumShare} of the rows`,
        ),
      );
    }
    expect(segmentedRegression(x, y, { minimumShare: 0.3 }).minimumShare).toBe(0.3);
    expect(errorOf(() => segmentedRegression(x, y, { minimumShare: 0.51 }))).toEqual(
      invalid("segmentedRegression", "minimumShare", "be a number in [0, 0.5], received 0.51"),
    );
  });

  it("needs as many distinct x as it has coefficients", () => {
    const y = [1, 5, 2, 4, 3, 6, 2, 1, 8];
    expect(errorOf(() => segmentedRegression([1, 1, 1, 2, 2, 2, 3, 3, 3], y))).toEqual(
      insufficient("segmentedRegression", "x", "must have at least 4 distinct values, received 3"),
    );
    expect(errorOf(() => segmentedRegression([1, 1, 1, 2, 2, 4, 3, 3, 5], y, { breaks: 2 }))).toEqual(
      insufficient("segmentedRegression", "x", "must have at least 6 distinct values, received 5"),
    );
    expect(errorOf(() => segmentedRegression([7, 7, 7, 7, 7, 7, 7, 7, 7], y))).toMatchObject({
      code: "insufficient-data",
    });
    expect(segmentedRegression([1, 1, 1, 2, 2, 4, 3, 3, 4], y).n).toBe(9);
  });

  it("refuses what has no break, or only one", () => {
    const x = [1, 2, 3, 4, 5, 6, 7, 8];
    const straight = {
      code: "degenerate-data",
      path: "y",
      message: "segmentedRegression: y must not have its means on a straight line over x, where no break is",
    };
    expect(errorOf(() => segmentedRegression(x, x))).toEqual(straight);
    expect(
      errorOf(() =>
        segmentedRegression(
          x,
          x.map((at) => 0.1 * at + 1e9),
        ),
      ),
    ).toEqual(straight);
    expect(
      errorOf(() =>
        segmentedRegression(
          x.map((at) => 1e9 + at / 10),
          x,
          { breaks: 2 },
        ),
      ),
    ).toEqual(straight);
    expect(errorOf(() => segmentedRegression(x, x.fill(3), { breaks: 2 }))).toMatchObject({
      code: "insufficient-data",
    });
    expect(errorOf(() => segmentedRegression([1, 2, 3, 4, 5], [7, 7, 7, 7, 7]))).toEqual(straight);
    // the means are on a line, though the rows are not
    expect(errorOf(() => segmentedRegression([1, 1, 2, 2, 3, 3, 4, 4], [0, 2, 1, 3, 2, 4, 3, 5]))).toEqual(straight);
    expect(
      errorOf(() => segmentedRegression([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 4, 4, 4, 4], { breaks: 2 })),
    ).toEqual({
      code: "degenerate-data",
      path: "y",
      message: "segmentedRegression: y must not have its means on a line with a single break, where no second one is",
    });
  });

  it("refuses more distinct x than two breaks can be searched over, and takes them for one", () => {
    const x = Array.from({ length: 5001 }, (_, i) => i);
    const y = x.map((at) => (at * 7919) % 101);
    expect(errorOf(() => segmentedRegression(x, y, { breaks: 2 }))).toEqual(
      invalid("segmentedRegression", "x", "have at most 5000 distinct values for two breaks (round it), received 5001"),
    );
    expect(segmentedRegression(x, y).n).toBe(5001);
  });

  it.each([
    ["breaks", { breaks: 0 }, "be 1 or 2, received 0"],
    ["breaks", { breaks: 3 }, "be 1 or 2, received 3"],
    ["breaks", { breaks: "1" }, 'be 1 or 2, received "1"'],
    ["confidenceLevel", { confidenceLevel: 1 }, "be a number between 0 and 1, both excluded, such as 0.95, received 1"],
    ["options", null, "be an object, received null"],
    ["options.break", { break: 1 }, "be a known option, received 1"],
  ])("refuses %s %o", (path, options, rule) => {
    expect(errorOf(() => segmentedRegression([1, 2, 3, 4, 5], [1, 5, 2, 4, 3], options as never))).toEqual(
      invalid("segmentedRegression", path, rule),
    );
  });

  it.each([
    ["y.2", [1, 2, 3, 4, 5], [1, 5, Number.NaN, 4, 3], "be a finite number, null or undefined, received NaN"],
    ["x.0", ["1", 2, 3, 4, 5], [1, 5, 2, 4, 3], 'be a finite number, null or undefined, received "1"'],
    ["x", [1, 2, 3, 4], [1, 5, 2, 4, 3], "have the length of y (5), received 4"],
    [
      "x",
      [1e300, 2, 3, 4, 5],
      [1, 5, 2, 4, 3],
      "spread by 1e-145 to 1e150, so that doubles hold the squares, received 1e+300",
    ],
    [
      "y",
      [1, 2, 3, 4, 5],
      [1, 5, 2, 4, 1e200],
      "spread by 1e-145 to 1e150, so that doubles hold the squares, received 1e+200",
    ],
    ["x", 5, [1], "be an array, a typed array or an iterable of numbers, received 5"],
  ])("refuses %s of %o", (path, x, y, rule) => {
    expect(errorOf(() => segmentedRegression(x as number[], y))).toEqual(invalid("segmentedRegression", path, rule));
  });

  it("refuses lines whose height at 0 is beyond the doubles", () => {
    const x = [1, 2, 3, 4, 5].map((at) => 1e160 + at * 1e146);
    expect(
      errorOf(() =>
        segmentedRegression(
          x.map((at) => at / 1e150),
          [1, 5, 2, 4, 3],
        ),
      ),
    ).toBeNull();
    const y = [1e149, -1e149, 1e149, -1e149, 1e149, 1e149];
    expect(
      errorOf(() =>
        segmentedRegression(
          [1, 2, 3, 4, 5, 6].map((at) => at * 1e-140),
          y.map((v, i) => v * (i + 1)),
        ),
      ),
    ).toBeNull();
  });
});
