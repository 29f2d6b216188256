import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type LoyaltyCurve,
  type LoyaltyOutcome,
  loyaltyCurve,
  loyaltyCurveFromMoments,
  loyaltyCurveFromTally,
} from "../../../../src/metrics/loyalty/curve/loyalty-curve";
import { mergeTwoWayTallies } from "../../../../src/statistics/summaries/merge-two-way-tallies";
import { moments } from "../../../../src/statistics/summaries/moments";
import { twoWayTally } from "../../../../src/statistics/summaries/two-way-tally";
import { agree, errorOf, expectPlain } from "../../../assertions";

const rating = fc.integer({ min: 1, max: 5 });
const customers = fc.array(fc.tuple(rating, fc.integer({ min: 0, max: 10 })), { minLength: 1, maxLength: 60 });
const buyers = fc.array(fc.tuple(rating, fc.integer({ min: 0, max: 1 })), { minLength: 1, maxLength: 60 });
const levels = fc.double({ min: 0.01, max: 0.99, noNaN: true });

type Rows = readonly (readonly [number, number])[];
const first = (rows: Rows) => rows.map(([x]) => x);
const second = (rows: Rows) => rows.map(([, y]) => y);
const curveOf = (rows: Rows, options = {}) => loyaltyCurve(first(rows), second(rows), options);

/** Every number of a curve's levels and steps, to compare curves whose answers were added in another order. */
function numbersOf({ levels, steps, monotone }: LoyaltyCurve): number[] {
  const of = (one: LoyaltyCurve["levels"][number] | LoyaltyCurve["steps"][number]) => [
    one.estimate,
    one.standardError ?? -1,
    one.interval?.lower ?? -1,
    one.interval?.upper ?? -1,
  ];
  return [...levels.flatMap(of), ...steps.flatMap(of), ...monotone];
}

function expectClose(one: readonly number[], other: readonly number[], tolerance: number) {
  expect(other.length).toBe(one.length);
  one.forEach((value, i) => {
    // relative to the scale of 0 to 10: differences of equal levels are 0 but for rounding
    agree(1 + ((other[i] as number) - value) / Math.max(10, Math.abs(value)), 1, tolerance);
  });
}

/** Expects two results of one form whose numbers agree, relative to their size or to 1. */
function expectAgreeing(actual: unknown, expected: unknown, tolerance: number, path = "curve") {
  if (typeof actual === "number" && typeof expected === "number") {
    const size = Math.max(1, Math.abs(expected));
    if (Math.abs(actual - expected) > tolerance * size) expect.fail(`${path}: ${actual} instead of ${expected}`);
  } else if (typeof actual === "object" && actual !== null && typeof expected === "object" && expected !== null) {
    expect(Object.keys(actual), path).toEqual(Object.keys(expected));
    for (const [key, part] of Object.entries(actual)) {
      expectAgreeing(part, (expected as Record<string, unknown>)[key], tolerance, `${path}.${key}`);
    }
  } else {
    expect(actual, path).toBe(expected);
  }
}

const outcomes = fc.constantFrom<LoyaltyOutcome>("numeric", "binary");
/** Customers who may have left something out, with weights of which some are 0. */
const weighted = outcomes.chain((outcome) =>
  fc.record({
    outcome: fc.constant(outcome),
    rows: fc.array(
      fc.tuple(
        fc.option(rating, { freq: 8 }),
        fc.option(fc.integer({ min: 0, max: outcome === "binary" ? 1 : 10 }), { freq: 8 }),
        fc.nat({ max: 40 }).map((eighths) => eighths / 8),
      ),
      { minLength: 1, maxLength: 50 },
    ),
  }),
);

type Weighted = readonly (readonly [number | null, number | null, number])[];
const columnsOf = (rows: Weighted) => ({
  satisfaction: rows.map(([x]) => x),
  loyalty: rows.map(([, y]) => y),
  weights: rows.map(([, , w]) => w),
});
/** Whether anybody in the sample gave both answers. */
const somebody = (rows: Weighted) => rows.some(([x, y, w]) => x !== null && y !== null && w > 0);

/** The curve of the same customers through each of the doors. */
function doors(rows: Weighted, outcome: LoyaltyOutcome, useWeights: boolean) {
  const { satisfaction, loyalty, ...held } = columnsOf(rows);
  const weights = useWeights ? held.weights : undefined;
  const rowScale = { min: 1, max: 5 };
  const columnScale = outcome === "binary" ? { min: 0, max: 1 } : { min: 0, max: 10 };
  const levelsOf = (part: Weighted) =>
    [null, 1, 2, 3, 4, 5].map((level) => {
      const here = columnsOf(part.filter(([x]) => x === level));
      return { level, moments: moments(here.loyalty, useWeights ? { weights: here.weights } : {}) };
    });
  const tallyOf = (part: Weighted) => {
    const { satisfaction: x, loyalty: y, weights: w } = columnsOf(part);
    return twoWayTally(x, y, { rowScale, columnScale, weights: useWeights ? w : undefined });
  };
  const half = Math.floor(rows.length / 2);
  const [early, late] = [rows.slice(0, half), rows.slice(half)];
  return {
    raw: loyaltyCurve(satisfaction, loyalty, { outcome, weights }),
    tally: loyaltyCurveFromTally(tallyOf(rows), { outcome }),
    merged: loyaltyCurveFromTally(mergeTwoWayTallies(tallyOf(early), tallyOf(late)), { outcome }),
    moments: loyaltyCurveFromMoments(levelsOf(rows), { outcome }),
    parts: loyaltyCurveFromMoments([...levelsOf(early), ...levelsOf(late)], { outcome }),
  };
}

describe("the doors of loyaltyCurve()", () => {
  it("give the same curve, in one piece or merged from two", () => {
    fc.assert(
      fc.property(weighted, fc.boolean(), ({ rows, outcome }, useWeights) => {
        fc.pre(somebody(rows) && (useWeights || rows.every(([, , w]) => w > 0)));
        const { raw, tally, merged, ...ofMoments } = doors(rows, outcome, useWeights);
        expectAgreeing(tally, raw, 1e-12);
        expectAgreeing(merged, raw, 1e-12);
        for (const curve of Object.values(ofMoments)) expectAgreeing(curve, { ...raw, rows: null }, 1e-12);
        expect(raw.weighted).toBe(useWeights);
        for (const curve of [raw, tally, merged, ofMoments.moments]) expectPlain(curve);
      }),
    );
  });

  it("read summaries that came through JSON, and leave their input alone", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const scales = { rowScale: { min: 1, max: 5 }, columnScale: { min: 0, max: 10 } };
        const tallied = twoWayTally(first(rows), second(rows), scales);
        const levels = [{ level: 3, moments: moments(second(rows)) }];
        const before = structuredClone([tallied, levels]);
        expect(loyaltyCurveFromTally(JSON.parse(JSON.stringify(tallied)))).toEqual(loyaltyCurveFromTally(tallied));
        expect(loyaltyCurveFromMoments(JSON.parse(JSON.stringify(levels)))).toEqual(loyaltyCurveFromMoments(levels));
        expect([tallied, levels]).toEqual(before);
      }),
    );
  });
});

describe("weighted loyaltyCurve()", () => {
  const curveWith = ({ rows, outcome }: { rows: Weighted; outcome: LoyaltyOutcome }) => {
    const { satisfaction, loyalty, weights } = columnsOf(rows);
    return loyaltyCurve(satisfaction, loyalty, { outcome, weights });
  };

  it("does not depend on the order of the customers, the unit of the weights, nor on those with weight 0", () => {
    fc.assert(
      fc.property(weighted, fc.constantFrom(1e-6, 3, 1e9), ({ rows, outcome }, factor) => {
        fc.pre(somebody(rows));
        const curve = curveWith({ rows, outcome });
        expectAgreeing(curveWith({ rows: [...rows].reverse(), outcome }), curve, 1e-12);
        expectAgreeing(
          curveWith({ rows: rows.map(([x, y, w]) => [x, y, w * factor] as const), outcome }),
          curve,
          1e-12,
        );
        expectAgreeing(curveWith({ rows: rows.filter(([, , w]) => w > 0), outcome }), curve, 1e-12);
      }),
    );
  });

  it("gives equal weights the means' errors without weights, and the shares' times the root of n / (n - 1)", () => {
    fc.assert(
      fc.property(outcomes, customers, buyers, fc.constantFrom(0.25, 1, 7), (outcome, given, bought, weight) => {
        const rows = (outcome === "binary" ? bought : given).map(([x, y]) => [x, y, weight] as const);
        const { satisfaction, loyalty } = columnsOf(rows);
        const [equal, none] = [curveWith({ rows, outcome }), loyaltyCurve(satisfaction, loyalty, { outcome })];
        if (outcome === "numeric") expectAgreeing(equal, { ...none, weighted: true }, 1e-12);
        equal.levels.forEach((level, i) => {
          const plain = none.levels[i] as LoyaltyCurve["levels"][number];
          agree(level.share, plain.share, 1e-13);
          const factor = outcome === "binary" && level.n > 1 ? Math.sqrt(level.n / (level.n - 1)) : 1;
          if (plain.standardError !== null) agree(level.standardError, plain.standardError * factor, 1e-12);
        });
      }),
    );
  });
});

describe("loyaltyCurve()", () => {
  it("counts every customer at one level, and every level is on the scale, lowest first", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const curve = curveOf(rows);
        expect(curve.levels.reduce((sum, { n }) => sum + n, 0)).toBe(rows.length);
        agree(
          curve.levels.reduce((sum, { share }) => sum + share, 0),
          1,
          1e-14,
        );
        const given = [...new Set(first(rows))].sort((a, b) => a - b);
        expect(curve.levels.map(({ level }) => level)).toEqual(given);
        expect(curve.steps.map(({ from, to }) => [from, to])).toEqual(given.slice(1).map((to, i) => [given[i], to]));
        expect(curve.caveats.some(({ code }) => code === "empty-levels")).toBe(given.length < 5);
      }),
    );
  });

  it("has steps that add up to the way from the first level to the last", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const { levels, steps } = curveOf(rows);
        const way = (levels.at(-1)?.estimate as number) - (levels[0]?.estimate as number);
        expect(Math.abs(steps.reduce((sum, { estimate }) => sum + estimate, 0) - way)).toBeLessThan(1e-13);
        for (const step of steps) agree(step.perPoint * (step.to - step.from) + 20, step.estimate + 20, 1e-15);
      }),
    );
  });

  it("has a monotone fit that never falls, keeps the mean, and is the curve itself where that never falls", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const { levels, monotone } = curveOf(rows);
        const means = levels.map(({ estimate }) => estimate);
        monotone.forEach((value, i) => {
          if (i > 0) expect(value).toBeGreaterThanOrEqual(monotone[i - 1] as number);
        });
        const total = (values: readonly number[]) =>
          levels.reduce((sum, { n }, i) => sum + n * (values[i] as number), 0);
        agree(1 + total(monotone), 1 + total(means), 1e-13);
        if (means.every((value, i) => i === 0 || value >= (means[i - 1] as number))) expect(monotone).toEqual(means);
      }),
    );
  });

  it("does not depend on the order of the customers, nor on those who left out an answer", () => {
    fc.assert(
      fc.property(customers, fc.nat(), rating, (rows, at, extra) => {
        const i = at % rows.length;
        const turned = [...rows.slice(i), ...rows.slice(0, i)];
        const one = curveOf(rows);
        expectClose(numbersOf(one), numbersOf(curveOf(turned)), 1e-13);
        const missing = loyaltyCurve([...first(rows), extra, null], [...second(rows), null, 7]);
        expect(missing.levels).toEqual(one.levels);
        expect(missing.steps).toEqual(one.steps);
        expect(missing).toMatchObject({ n: one.n, nMissing: 2 });
      }),
    );
  });

  it("follows a change of the unit of loyalty", () => {
    fc.assert(
      fc.property(customers, fc.integer({ min: -50, max: 50 }), fc.constantFrom(2, 0.5, 100), (rows, shift, factor) => {
        const one = curveOf(rows);
        const other = curveOf(rows.map(([x, y]) => [x, factor * (y + shift)] as const));
        one.levels.forEach((level, i) => {
          const moved = other.levels[i];
          const size = factor * 60;
          expect(Math.abs((moved?.estimate as number) - factor * (level.estimate + shift))).toBeLessThan(1e-14 * size);
          if (level.interval === null) expect(moved?.interval).toBeNull();
          else agree(moved?.standardError, factor * (level.standardError as number), 1e-12);
        });
      }),
    );
  });

  it("has its estimates inside intervals that widen with the level", () => {
    fc.assert(
      fc.property(customers, buyers, levels, (rows, bought, confidenceLevel) => {
        const wider = (1 + confidenceLevel) / 2;
        for (const [narrow, wide] of [
          [curveOf(rows, { confidenceLevel }), curveOf(rows, { confidenceLevel: wider })],
          [
            curveOf(bought, { outcome: "binary", confidenceLevel }),
            curveOf(bought, { outcome: "binary", confidenceLevel: wider }),
          ],
        ] as const) {
          for (const part of ["levels", "steps"] as const) {
            narrow[part].forEach((one, i) => {
              const [inner, outer] = [one.interval, wide[part][i]?.interval];
              if (!inner || !outer) return;
              expect(inner.lower <= one.estimate && one.estimate <= inner.upper).toBe(true);
              expect(outer.lower <= inner.lower && inner.upper <= outer.upper).toBe(true);
              if ((one.standardError as number) > 0) expect(outer.upper).toBeGreaterThan(inner.upper);
            });
          }
        }
      }),
    );
  });

  it("keeps shares in [0, 1] and their steps in [-1, 1], and turns over when 0 and 1 change places", () => {
    fc.assert(
      fc.property(buyers, levels, (rows, confidenceLevel) => {
        const curve = curveOf(rows, { outcome: "binary", confidenceLevel });
        const turned = curveOf(
          rows.map(([x, y]) => [x, 1 - y] as const),
          { outcome: "binary", confidenceLevel },
        );
        const ends = (one: { interval: { lower: number; upper: number } | null }) =>
          one.interval as { lower: number; upper: number };
        curve.levels.forEach((one, i) => {
          const [mine, other] = [ends(one), ends(turned.levels[i] as typeof one)];
          expect(0 <= mine.lower && mine.upper <= 1).toBe(true);
          expect(Math.abs(mine.lower - (1 - other.upper))).toBeLessThan(1e-14);
        });
        curve.steps.forEach((one, i) => {
          const [mine, other] = [ends(one), ends(turned.steps[i] as typeof one)];
          expect(-1 - 1e-15 <= mine.lower && mine.upper <= 1 + 1e-15).toBe(true);
          expect(Math.abs(mine.lower + other.upper)).toBeLessThan(1e-14);
        });
      }),
    );
  });

  it("says of a binary outcome the same as of a numeric one, save for the intervals", () => {
    fc.assert(
      fc.property(buyers, (rows) => {
        const [binary, numeric] = [curveOf(rows, { outcome: "binary" }), curveOf(rows)];
        expect(binary.n).toBe(numeric.n);
        binary.levels.forEach((one, i) => {
          expect(one.n).toBe(numeric.levels[i]?.n);
          agree(one.estimate, numeric.levels[i]?.estimate as number, 1e-15);
        });
      }),
    );
  });

  it("turns over where both scales do", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const curve = curveOf(rows);
        const turned = curveOf(rows.map(([x, y]) => [6 - x, 10 - y] as const));
        expectClose(
          curve.levels.map(({ estimate }) => 10 - estimate),
          turned.levels.map(({ estimate }) => estimate).reverse(),
          1e-13,
        );
        const sizes = (parts: LoyaltyCurve["levels"] | LoyaltyCurve["steps"]) =>
          parts.flatMap(({ standardError, interval }) => [
            standardError ?? -1,
            interval ? interval.upper - interval.lower : -1,
          ]);
        for (const part of ["levels", "steps"] as const) {
          expectClose(sizes(curve[part]), sizes([...turned[part]].reverse() as LoyaltyCurve["levels"]), 1e-12);
        }
        expectClose(
          curve.steps.map(({ estimate }) => estimate),
          turned.steps.map(({ estimate }) => estimate).reverse(),
          1e-13,
        );
        expectClose(
          curve.monotone.map((value) => 10 - value),
          [...turned.monotone].reverse(),
          1e-13,
        );
      }),
    );
  });

  it("keeps its estimates and is surer of them where every customer is there twice", () => {
    // five at every level, so that each has a spread of its own, and keeps it
    const spread = fc.array(fc.tuple(...[1, 2, 3, 4, 5].map(() => fc.integer({ min: 0, max: 10 }))), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(spread, (answers) => {
        const rows = answers.flatMap((five, i) => five.map((y) => [i + 1, y] as const));
        const [once, twice] = [curveOf(rows), curveOf([...rows, ...rows])];
        expectClose(
          once.levels.map(({ estimate }) => estimate),
          twice.levels.map(({ estimate }) => estimate),
          1e-14,
        );
        expectClose(once.monotone, twice.monotone, 1e-13);
        for (const part of ["levels", "steps"] as const) {
          once[part].forEach(({ interval }, i) => {
            const other = twice[part][i]?.interval ?? null;
            if (interval === null) expect(other).toBeNull();
            else
              expect((other?.upper as number) - (other?.lower as number)).toBeLessThan(interval.upper - interval.lower);
          });
        }
      }),
    );
  });

  it("never has an interval of no width, and has one at every level as soon as one level shows a spread", () => {
    const lumpy = fc.array(fc.tuple(rating, fc.constantFrom(3, 3, 3, 3, 9)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lumpy, (rows) => {
        const { levels, steps } = curveOf(rows);
        const spread = levels.some(({ standardDeviation }) => (standardDeviation ?? 0) > 0);
        for (const { interval, variance } of levels) {
          expect([interval !== null, variance !== null]).toEqual([spread, spread]);
        }
        for (const { interval } of [...levels, ...steps]) {
          if (interval !== null) expect(interval.upper).toBeGreaterThan(interval.lower);
        }
      }),
    );
  });

  it("is plain, and leaves its input alone", () => {
    fc.assert(
      fc.property(customers, buyers, (rows, bought) => {
        const columns = [first(rows), second(rows), first(bought), second(bought)] as const;
        const before = structuredClone(columns);
        expectPlain(loyaltyCurve(columns[0], columns[1]));
        expectPlain(loyaltyCurve(columns[2], columns[3], { outcome: "binary" }));
        expect(columns).toEqual(before);
      }),
    );
  });

  it("answers hostile columns with a StatsError or a plain result", () => {
    const odd = fc.constantFrom<unknown>(null, undefined, Number.NaN, Infinity, "9", true, {}, [], 1n, 0, -0, 1.5);
    const usual = fc.oneof({ weight: 30, arbitrary: rating as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });
    const numbers = fc.oneof(
      { weight: 15, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) as fc.Arbitrary<unknown> },
      { weight: 15, arbitrary: fc.constantFrom<unknown>(0, -0, 1, 1e300, -1e300, 1e-300, 5e-324, 1e9, 1e9 + 1) },
      { weight: 1, arbitrary: odd },
    );
    const columns = fc
      .integer({ min: 0, max: 12 })
      .chain((n) =>
        fc.tuple(
          fc.array(usual, { minLength: n, maxLength: n }),
          fc.array(fc.oneof(numbers, fc.constantFrom<unknown>(0, 1)), { minLength: n, maxLength: n }),
        ),
      );
    fc.assert(
      fc.property(columns, fc.constantFrom("numeric" as const, "binary" as const), ([x, y], outcome) => {
        let result: unknown = null;
        const refused = errorOf(() => {
          result = loyaltyCurve(x as number[], y as number[], { outcome });
        });
        if (refused === null) expectPlain(result);
      }),
      { numRuns: 2000 },
    );
  });
});
