import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { npsFromCounts } from "../../../src/metrics/promoters/nps";
import { type NpsSampleSizeOptions, npsSampleSize } from "../../../src/metrics/promoters/nps-sample-size";
import { normalQuantile } from "../../../src/numerics/normal";
import type { SampleSizeGoal } from "../../../src/statistics/estimates/sample-size";
import { agree, errorOf, expectPlain, invalid } from "../../assertions";
import golden from "../../golden/sample-size.json" with { type: "json" };

describe("npsSampleSize() against closed forms in R (sample-size.R; n exactly, what it achieves to 1e-12)", () => {
  it.each(golden.scores)("$promoters/$detractors within $goal at $level, population $population", (r) => {
    const { promoters, detractors, level: confidenceLevel } = r;
    const options = { promoters, detractors, confidenceLevel, population: r.population ?? undefined };
    const plan = npsSampleSize({ margin: r.goal }, options);
    expect(plan.n).toBe(r.n);
    agree(plan.margin, r.margin, 1e-12);
    agree(plan.standardError, r.standardError, 1e-12);
    expect(npsSampleSize({ margin: r.goal }, { ...options, method: "wald" }).n).toBe(r.wald);
    expect(npsSampleSize({ standardError: r.goal }, options).n).toBe(r.forError);
  });

  it("asks for one or two answers less than the published formula, in the worst case", () => {
    const worst = golden.scores.filter(({ promoters, detractors, population }) => {
      return promoters === 0.5 && detractors === 0.5 && population === null;
    });
    expect(worst.length).toBeGreaterThan(10);
    for (const { n, published } of worst) expect([1, 2]).toContain(published! - n);
  });
});

describe("npsSampleSize()", () => {
  it("returns the whole plan", () => {
    const { margin, standardError, ...rest } = npsSampleSize({ margin: 5 });
    expect(rest).toStrictEqual({
      kind: "sample-size",
      n: 1533,
      unit: "points",
      confidenceLevel: 0.95,
      population: null,
      method: "adjusted-wald",
      caveats: [],
    });
    expect(margin).toBeLessThanOrEqual(5);
    agree(standardError, 100 / Math.sqrt(1533), 1e-15);
  });

  it("plans the interval that npsFromCounts() then gives", () => {
    for (const method of ["adjusted-wald", "wald"] as const) {
      for (const n of [20, 100, 1000]) {
        const counts = { promoters: 0.5 * n, passives: 0.35 * n, detractors: 0.15 * n };
        const { interval, standardError } = npsFromCounts(counts, { method });
        const margin = (interval.upper - interval.lower) / 2;
        const plan = npsSampleSize({ margin: margin + 1e-10 }, { promoters: 0.5, detractors: 0.15, method });
        expect(plan.n).toBe(n);
        agree(plan.margin, margin, 1e-12);
        agree(plan.standardError, standardError!, 1e-12);
      }
    }
  });

  it("takes the share of the other group at which answers vary most, where one is given", () => {
    const goal = { standardError: 3 };
    expect(npsSampleSize(goal, { promoters: 0.6 })).toEqual(npsSampleSize(goal, { promoters: 0.6, detractors: 0.4 }));
    expect(npsSampleSize(goal, { detractors: 0.2 })).toEqual(npsSampleSize(goal, { promoters: 0.7, detractors: 0.2 }));
    for (const promoters of [0, 0.2, 0.25, 0.5, 0.8, 1]) {
      const worst = npsSampleSize(goal, { promoters }).standardError ** 2 * npsSampleSize(goal, { promoters }).n;
      for (let detractors = 0; detractors <= 1 - promoters; detractors += 0.01) {
        const one = npsSampleSize(goal, { promoters, detractors });
        expect(one.standardError ** 2 * one.n).toBeLessThanOrEqual(worst + 1e-9);
      }
    }
  });

  it("takes shares that add up to 1 but for rounding", () => {
    const goal = { margin: 5 };
    expect(0.8 + (0.2 + 1e-15)).toBeGreaterThan(1);
    const [rounded, exact] = [0.2 + 1e-15, 0.2].map((detractors) =>
      npsSampleSize(goal, { promoters: 0.8, detractors }),
    );
    expect(rounded!.n).toBe(exact!.n);
  });

  it("asks everybody where fewer do not suffice, and warns where nobody differs", () => {
    expect(npsSampleSize({ margin: 1 }, { population: 100 })).toMatchObject({
      n: 100,
      margin: 0,
      standardError: 0,
      caveats: [{ code: "census", path: null }],
    });
    expect(npsSampleSize({ margin: 1 }, { promoters: 0, detractors: 0, method: "wald" })).toMatchObject({
      n: 1,
      margin: 0,
      caveats: [{ code: "all-or-none", path: null }],
    });
  });

  it("says where 2^53 answers would not do", () => {
    expect(errorOf(() => npsSampleSize({ margin: 1e-6 }))).toEqual(
      invalid("npsSampleSize", "goal.margin", "be large enough for fewer than 2^53 answers, received 0.000001"),
    );
  });
});

describe("the plans of npsSampleSize()", () => {
  const shares = fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([promoters, part]) => ({ promoters, detractors: part * (1 - promoters) }));
  const settings = fc.record({
    confidenceLevel: fc.oneof(fc.double({ min: 0.5, max: 0.9999, noNaN: true }), fc.constantFrom(1e-300, 0.95)),
    method: fc.constantFrom("adjusted-wald" as const, "wald" as const),
    population: fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined }),
  });
  const goals = fc.oneof(fc.double({ min: 1e-4, max: 100, noNaN: true }), fc.integer({ min: 1, max: 100 }));
  const aims = fc.constantFrom("margin" as const, "standardError" as const);
  const goalOf = (aim: "margin" | "standardError", value: number) => ({ [aim]: value }) as unknown as SampleSizeGoal;

  it("meet the goal, and one answer less would not", () => {
    fc.assert(
      fc.property(goals, shares, settings, aims, (goal, { promoters: p, detractors: d }, options, aim) => {
        const { confidenceLevel, method, population: N = Infinity } = options;
        const plan = npsSampleSize(goalOf(aim, goal), { promoters: p, detractors: d, ...options });
        expectPlain(plan);
        const at = (n: number) => {
          if (n === N) return 0;
          const m = N === Infinity ? n : (n * (N - 1)) / (N - n);
          const added = aim === "margin" && method === "adjusted-wald" ? 3 : 0;
          const [a, b] = [(p * m + added / 4) / (m + added), (d * m + added / 4) / (m + added)];
          const error = 100 * Math.sqrt(Math.max(0, a * (1 - a) + b * (1 - b) + 2 * a * b) / (m + added));
          return aim === "margin" ? -normalQuantile((1 - confidenceLevel) / 2) * error : error;
        };
        expect(at(plan.n)).toBeLessThanOrEqual(goal * (1 + 4e-15));
        if (plan.n > 1) expect(at(plan.n - 1)).toBeGreaterThan(goal * (1 - 4e-15));
      }),
      { numRuns: 500 },
    );
  });

  it("are the same when promoters and detractors are swapped, and never more than in the worst case", () => {
    fc.assert(
      fc.property(goals, shares, settings, aims, (goal, { promoters, detractors }, options, aim) => {
        const plan = npsSampleSize(goalOf(aim, goal), { promoters, detractors, ...options });
        const swapped = npsSampleSize(goalOf(aim, goal), { promoters: detractors, detractors: promoters, ...options });
        expect(swapped).toStrictEqual(plan);
        expect(npsSampleSize(goalOf(aim, goal), options).n).toBeGreaterThanOrEqual(plan.n);
      }),
    );
  });
});

describe("npsSampleSize() rejects", () => {
  const share = "be a number in [0, 1], received";
  const points = "be a number > 0 and at most 100, received";
  it.each<[string, unknown, unknown, string, string]>([
    ["no goal", 5, {}, "goal", "be { margin } or { standardError }, received 5"],
    ["an empty goal", {}, {}, "goal", "be { margin } or { standardError }, received an object (Object)"],
    ["a margin of 0", { margin: 0 }, {}, "goal.margin", `${points} 0`],
    ["a margin above 100", { margin: 101 }, {}, "goal.margin", `${points} 101`],
    ["a standard error of NaN", { standardError: Number.NaN }, {}, "goal.standardError", `${points} NaN`],
    ["promoters in percent", { margin: 5 }, { promoters: 50 }, "promoters", `${share} 50`],
    ["promoters that are null", { margin: 5 }, { promoters: null }, "promoters", `${share} null`],
    ["negative detractors", { margin: 5 }, { detractors: -0.1 }, "detractors", `${share} -0.1`],
    ["detractors in words", { margin: 5 }, { detractors: "0.2" }, "detractors", `${share} "0.2"`],
    [
      "shares above 1 in all",
      { margin: 5 },
      { promoters: 0.7, detractors: 0.5 },
      "detractors",
      "be at most what promoters (0.7) leave of 1, received 0.5",
    ],
    [
      "a method without a plan",
      { margin: 5 },
      { method: "score" },
      "method",
      'be one of "adjusted-wald", "wald", received "score"',
    ],
    [
      "a population of 0",
      { margin: 5 },
      { population: 0 },
      "population",
      "be an integer in [1, 9007199254740991], received 0",
    ],
    ["options that are null", { margin: 5 }, null, "options", "be an object, received null"],
  ])("%s", (_, goal, options, path, rule) => {
    expect(errorOf(() => npsSampleSize(goal as SampleSizeGoal, options as NpsSampleSizeOptions))).toEqual(
      invalid("npsSampleSize", path, rule),
    );
  });
});
