import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareNps } from "../../../../src/metrics/experiments/nps/compare-nps";
import type { CompareNpsMethod } from "../../../../src/metrics/experiments/nps/score-procedure";
import type { RatingsArm } from "../../../../src/statistics/summaries/arms";
import { mergeTallies } from "../../../../src/statistics/summaries/merge-tallies";
import { tally } from "../../../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../../../src/statistics/summaries/tally-from-counts";
import { agree, agreeEnds, errorOf, expectPlain } from "../../../assertions";

const scale = { min: 0, max: 10 };
const levels = fc.double({ min: 0.001, max: 0.999, noNaN: true });
const rating = fc.integer({ min: 0, max: 10 });
const answers = fc
  .array(fc.option(rating, { freq: 8 }), { minLength: 1, maxLength: 40 })
  .filter((list) => list.some((answer) => answer !== null));

const METHODS: readonly CompareNpsMethod[] = ["adjusted-wald", "score", "wald"];
const methods = fc.constantFrom(...METHODS);

function compared(
  control: RatingsArm,
  treatment: RatingsArm,
  confidenceLevel = 0.95,
  method: CompareNpsMethod = "adjusted-wald",
) {
  const result = compareNps(control, treatment, { confidenceLevel, method });
  const { lower, upper } = result.difference.interval as { lower: number; upper: number };
  return { ...result, lower, upper, p: result.test.pValue as number };
}

/** A tally with weights, and the same answers without. */
const weightedAnswers = fc
  .array(
    fc.tuple(
      rating,
      fc.integer({ min: 1, max: 40 }).map((w) => w / 8),
    ),
    { minLength: 2, maxLength: 30 },
  )
  .map((pairs) => ({
    ratings: pairs.map(([answer]) => answer),
    weights: pairs.map(([, weight]) => weight),
  }));

describe("compareNps(), over all tables of up to six answers in either arm", () => {
  const tables: number[][] = [];
  for (let n = 1; n <= 6; n++) {
    for (let p = 0; p <= n; p++) for (let d = 0; d <= n - p; d++) tables.push([p, n - p - d, d]);
  }
  const tallies = tables.map(([p, s, d]) =>
    tallyFromCounts(
      [
        [9, p as number],
        [8, s as number],
        [0, d as number],
      ],
      { scale },
    ),
  );

  it.each([
    { level: 0.9, fewest: 5 },
    { level: 0.95, fewest: 2 },
  ])(
    "holds its estimate at $level, where arms of $fewest or more are at most 100 points apart",
    ({ level, fewest }) => {
      const several = tallies.filter(({ n }) => n >= fewest);
      const broken: number[][] = [];
      for (const control of several) {
        for (const treatment of several) {
          const { difference, lower, upper } = compared(control, treatment, level);
          const { estimate } = difference;
          if (Math.abs(estimate) <= 100 && !(lower <= estimate && estimate <= upper))
            broken.push([estimate, lower, upper]);
        }
      }
      expect(broken).toEqual([]);
    },
  );

  it.each([
    { method: "adjusted-wald", most: 6 },
    { method: "score", most: 3 },
    { method: "wald", most: 4 },
  ] as const)("excludes 0 by $method exactly where p is below 1 - level, up to $most answers", ({ method, most }) => {
    const few = tallies.filter(({ n }) => n <= most);
    const broken: string[] = [];
    few.forEach((control, i) => {
      few.forEach((treatment, j) => {
        for (const level of [0.1, 0.5, 0.9, 0.95, 0.99]) {
          const { p, lower, upper } = compared(control, treatment, level, method);
          if (p < 1 - level !== (lower > 0 || upper < 0)) broken.push(`${tables[j]} v ${tables[i]} at ${level}`);
        }
      });
    });
    expect(broken).toEqual([]);
  });

  it("holds its estimate by the score test, whatever the level", () => {
    const few = tallies.filter(({ n }) => n <= 3);
    for (const control of few) {
      for (const treatment of few) {
        const { difference, lower, upper } = compared(control, treatment, 0.1, "score");
        expect(lower <= difference.estimate && difference.estimate <= upper).toBe(true);
      }
    }
  });
});

describe("compareNps()", () => {
  it("gives the identical result for answers and for their tally", () => {
    fc.assert(
      fc.property(answers, answers, levels, methods, (control, treatment, level, method) => {
        const raw = compared(control, treatment, level, method);
        const [c, t] = [tally(control, { scale }), tally(treatment, { scale })];
        expect(compared(c, t, level, method)).toEqual(raw);
        expect(compared(c, treatment, level, method)).toEqual(raw);
        expect(compared(control.values(), t, level, method)).toEqual(raw);
      }),
    );
  });

  it("gives the identical result for parts that are merged", () => {
    fc.assert(
      fc.property(answers, answers, fc.nat(), (control, treatment, at) => {
        const cut = at % control.length;
        const parts = [control.slice(0, cut), control.slice(cut)].map((part) => tally(part, { scale }));
        expect(compareNps(mergeTallies(parts[0]!, parts[1]!), treatment)).toEqual(compareNps(control, treatment));
      }),
    );
  });

  it("excludes 0 exactly where p is below 1 - level", () => {
    fc.assert(
      fc.property(answers, answers, levels, methods, (control, treatment, level, method) => {
        const { p, lower, upper } = compared(control, treatment, level, method);
        fc.pre(Math.abs(p - (1 - level)) > 1e-12);
        expect(p < 1 - level).toBe(lower > 0 || upper < 0);
      }),
      { numRuns: 500 },
    );
  });

  it("judges a margin by the interval and by tests alike", () => {
    const directions = fc.constantFrom("higher-is-better" as const, "lower-is-better" as const);
    const margins = fc.oneof(fc.constant(200), fc.double({ min: 0.01, max: 200, noNaN: true }));
    fc.assert(
      fc.property(answers, answers, levels, methods, margins, directions, (a, b, level, method, margin, direction) => {
        const result = compareNps(a, b, { confidenceLevel: level, method, margin, direction });
        const { lower, upper } = result.difference.interval as { lower: number; upper: number };
        const { nonInferiority, equivalence, statement } = result.margin!;
        const [p, pOfBoth] = [nonInferiority.pValue as number, equivalence.pValue as number];
        const rest = (1 - level) / 2;
        fc.pre(Math.abs(p - rest) > 1e-12 && Math.abs(pOfBoth - rest) > 1e-12);
        expect(p < rest).toBe(direction === "higher-is-better" ? lower > -margin : upper < margin);
        expect(pOfBoth < rest).toBe(lower > -margin && upper < margin);
        expect(p < rest).toBe(statement === "equivalent" || statement === "non-inferior");
        expect(pOfBoth < rest).toBe(statement === "equivalent");
      }),
      { numRuns: 500 },
    );
  });

  it("mirrors everything when the arms are swapped", () => {
    fc.assert(
      fc.property(answers, answers, levels, methods, (a, b, level, method) => {
        const [one, other] = [compared(a, b, level, method), compared(b, a, level, method)];
        expect(other.control).toEqual(one.treatment);
        expect(other.treatment).toEqual(one.control);
        expect(other.difference.estimate).toBe(0 - one.difference.estimate);
        expect([other.lower, other.upper]).toEqual([0 - one.upper, 0 - one.lower]);
        const { statistic } = one.test;
        expect(other.test.statistic).toBe(statistic === null ? null : 0 - statistic);
        expect(other.p).toBe(one.p);
        expect(other.effectSize?.estimate).toBe(one.effectSize === null ? undefined : 0 - one.effectSize.estimate);
      }),
    );
  });

  it("mirrors everything when promoters and detractors are swapped", () => {
    const mirrored = (list: readonly (number | null)[]) =>
      list.map((answer) => (answer === null || answer === 7 || answer === 8 ? answer : answer >= 9 ? 0 : 10));
    fc.assert(
      fc.property(answers, answers, levels, methods, (a, b, level, method) => {
        const one = compared(a, b, level, method);
        const other = compared(mirrored(a), mirrored(b), level, method);
        agreeEnds(other, [0 - one.upper, 0 - one.lower], 1e-13);
        expect(Math.abs(other.difference.estimate + one.difference.estimate)).toBeLessThan(1e-12);
        agree(other.p, one.p, 1e-12);
      }),
    );
  });

  it("does not tell apart answers of the same group", () => {
    const regrouped = (list: readonly (number | null)[]) =>
      list.map((answer) => (answer === null ? null : answer >= 9 ? 9 : answer >= 7 ? 8 : 2));
    fc.assert(
      fc.property(answers, answers, (a, b) => {
        expect(compareNps(regrouped(a), regrouped(b))).toEqual(compareNps(a, b));
      }),
    );
  });

  it("stays within 200 points, and widens with the level", () => {
    fc.assert(
      fc.property(answers, answers, levels, (a, b, level) => {
        const [narrow, wide] = [compared(a, b, level), compared(a, b, (1 + level) / 2)];
        expect(-200 <= narrow.lower && narrow.lower < narrow.upper && narrow.upper <= 200).toBe(true);
        expect(wide.lower < narrow.lower || wide.lower === -200).toBe(true);
        expect(wide.upper > narrow.upper || wide.upper === 200).toBe(true);
      }),
    );
  });

  // The adjusted centre of an arm lies 3/(n+3) of its score nearer to 0: at most sqrt(2 (n+3) / (n+1)) of its errors,
  // which is 1.63 from five answers on and 1.83 from two. Opposites add up two of these: they are another case.
  it.each([
    { from: 0.9, fewest: 5 },
    { from: 0.95, fewest: 2 },
  ])(
    "holds its estimate at levels from $from on, where arms of $fewest or more are at most 100 points apart",
    ({ from, fewest }) => {
      const several = answers.filter((list) => list.filter((answer) => answer !== null).length >= fewest);
      fc.assert(
        fc.property(several, several, fc.double({ min: from, max: 0.999, noNaN: true }), (a, b, level) => {
          const { difference, lower, upper } = compared(a, b, level);
          fc.pre(Math.abs(difference.estimate) <= 100);
          expect(lower <= difference.estimate && difference.estimate <= upper).toBe(true);
        }),
        { numRuns: 500 },
      );
    },
  );

  it("keeps the estimate when all answers are doubled, with a smaller error", () => {
    fc.assert(
      fc.property(answers, answers, (a, b) => {
        const [once, twice] = [compared(a, b), compared([...a, ...a], [...b, ...b])];
        agree(twice.difference.estimate + 200, once.difference.estimate + 200, 1e-15);
        agree(twice.difference.standardError, (once.difference.standardError as number) / Math.SQRT2, 1e-14);
        expect(twice.upper - twice.lower).toBeLessThanOrEqual(once.upper - once.lower);
      }),
    );
  });

  it("takes weighted tallies, in whatever unit the weights are", () => {
    fc.assert(
      fc.property(
        weightedAnswers,
        answers,
        fc.constantFrom(1e-3, 7, 1e6),
        methods,
        (weighted, treatment, unit, method) => {
          const { ratings, weights } = weighted;
          const inUnit = tally(ratings, { scale, weights: weights.map((w) => unit * w) });
          const one = compared(tally(ratings, { scale, weights }), treatment, 0.95, method);
          const other = compared(inUnit, treatment, 0.95, method);
          expectPlain(one);
          agree(other.difference.estimate + 200, one.difference.estimate + 200, 1e-13);
          agreeEnds(other, [one.lower, one.upper], 1e-11);
          agree(other.p, one.p, 1e-9);
        },
      ),
    );
  });

  it("widens with equal weights by the square root of n / (n - 1) in that arm's error", () => {
    fc.assert(
      fc.property(weightedAnswers, answers, ({ ratings }, treatment) => {
        const n = ratings.length;
        const plain = compareNps(ratings, treatment);
        const equal = compareNps(tally(ratings, { scale, weights: ratings.map(() => 0.3) }), treatment);
        agree(equal.difference.estimate + 200, plain.difference.estimate + 200, 1e-13);
        agree(equal.control.standardError, (plain.control.standardError as number) * Math.sqrt(n / (n - 1)), 1e-12);
        expect(equal.treatment).toEqual(plain.treatment);
      }),
    );
  });

  it("is plain, and leaves its input alone", () => {
    fc.assert(
      fc.property(
        answers,
        weightedAnswers,
        levels,
        methods,
        (control, { ratings, weights }, confidenceLevel, method) => {
          const arms = [control, tally(ratings, { scale, weights })] as const;
          const before = structuredClone(arms);
          expectPlain(compareNps(...arms, { confidenceLevel, method, margin: 20 }));
          expect(arms).toEqual(before);
        },
      ),
    );
  });

  it("answers hostile arms with a StatsError or a plain result", () => {
    const values = fc.constantFrom<unknown>(0, -0, 9, 10, 11, 5.5, -1, null, undefined, Number.NaN, "9", true, {}, 1n);
    const numbers = fc.constantFrom<unknown>(0, 1, 3, -1, 0.5, 1e308, 5e-324, 2 ** 53 - 1, null, Number.NaN);
    const eleven = (of: fc.Arbitrary<unknown>) => fc.array(of, { minLength: 11, maxLength: 11 });
    const hostile = fc.oneof(
      fc.array(values, { maxLength: 5 }),
      values,
      fc.record({
        kind: fc.constant("tally"),
        scale: fc.constantFrom<unknown>(scale, { min: 1, max: 11 }, null),
        n: fc.integer({ min: 0, max: 22 }),
        counts: eleven(fc.constantFrom(0, 1, 2)),
        weights: fc.oneof(fc.constant(null), eleven(numbers)),
        squaredWeights: fc.oneof(fc.constant(null), eleven(numbers)),
        nMissing: fc.nat(),
      }),
    );
    // so that a tally is not refused for its n alone
    const sound = hostile.map((arm) =>
      typeof arm === "object" && arm !== null && "counts" in arm
        ? { ...arm, n: (arm.counts as number[]).reduce((sum, count) => sum + count, 0) }
        : arm,
    );
    fc.assert(
      fc.property(sound, sound, methods, (control, treatment, method) => {
        let result: unknown = null;
        const refused = errorOf(() => {
          result = compareNps(control as RatingsArm, treatment as RatingsArm, { method, margin: 10 });
        });
        if (refused === null) expectPlain(result);
      }),
      { numRuns: 2000 },
    );
  });
});
