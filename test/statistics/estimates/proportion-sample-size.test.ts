import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../../src/numerics/normal";
import { proportion } from "../../../src/statistics/estimates/proportion";
import { proportionSampleSize } from "../../../src/statistics/estimates/proportion-sample-size";
import type { SampleSizeGoal } from "../../../src/statistics/estimates/sample-size";
import { agree, errorOf, expectPlain, invalid } from "../../assertions";
import golden from "../../golden/sample-size.json" with { type: "json" };

const planned = (r: (typeof golden.shares)[number]) => ({
  share: r.share,
  confidenceLevel: r.level,
  population: r.population ?? undefined,
});

describe("proportionSampleSize() against closed forms in R (sample-size.R; n exactly, what it achieves to 1e-12)", () => {
  it.each(golden.shares)("$share within $goal at $level, population $population", (r) => {
    const wilson = proportionSampleSize({ margin: r.goal }, planned(r));
    expect(wilson.n).toBe(r.wilson);
    agree(wilson.margin, r.margin, 1e-12);
    agree(wilson.standardError, r.standardError, 1e-12);
    const wald = proportionSampleSize({ margin: r.goal }, { ...planned(r), method: "wald" });
    expect(wald.n).toBe(r.wald);
    agree(wald.margin, r.waldMargin, 1e-12);
    expect(proportionSampleSize({ standardError: r.goal }, planned(r)).n).toBe(r.forError);
  });
});

describe("proportionSampleSize()", () => {
  it("returns the whole plan", () => {
    const { margin, standardError, ...rest } = proportionSampleSize({ margin: 0.05 });
    expect(rest).toStrictEqual({
      kind: "sample-size",
      n: 381,
      unit: "share",
      confidenceLevel: 0.95,
      population: null,
      method: "wilson",
      caveats: [],
    });
    expect(margin).toBeLessThanOrEqual(0.05);
    agree(standardError, Math.sqrt(0.25 / 381), 1e-15);
  });

  it("plans the interval that proportion() then gives", () => {
    for (const method of ["wilson", "wald"] as const) {
      for (const n of [25, 100, 1000]) {
        const { interval, standardError } = proportion(n / 5, n, { confidenceLevel: 0.9, method });
        const margin = (interval.upper - interval.lower) / 2;
        const plan = proportionSampleSize({ margin: margin + 1e-12 }, { share: 0.2, confidenceLevel: 0.9, method });
        expect(plan.n).toBe(n);
        agree(plan.margin, margin, 1e-12);
        agree(plan.standardError, standardError!, 1e-14);
      }
    }
  });

  it("takes a goal that n meets exactly as met", () => {
    expect(proportionSampleSize({ standardError: 0.05 })).toMatchObject({ n: 100, standardError: 0.05 });
    expect(proportionSampleSize({ standardError: 0.5 })).toMatchObject({ n: 1, standardError: 0.5 });
    expect(proportionSampleSize({ standardError: 0.3 }, { share: 0.1 }).n).toBe(1);
    expect(proportionSampleSize({ standardError: 0.03 }, { share: 0.1 }).n).toBe(100);
    expect(proportionSampleSize({ standardError: 0.003 }, { share: 0.9 }).n).toBe(10000);
  });

  it("asks everybody where fewer do not suffice", () => {
    const all = { n: 50, margin: 0, standardError: 0, population: 50, caveats: [{ code: "census", path: null }] };
    expect(proportionSampleSize({ margin: 0.001 }, { population: 50 })).toMatchObject(all);
    expect(proportionSampleSize({ standardError: 1e-300 }, { population: 50 })).toMatchObject(all);
    expect(proportionSampleSize({ margin: 0.5 }, { population: 1 })).toMatchObject({ n: 1, margin: 0 });
  });

  it("reaches as far as integers do, and says where it does not", () => {
    const far = proportionSampleSize({ standardError: 0.5 / 2 ** 26 }).n;
    // 2^52, but for what a double can tell of the error of so many
    agree(far, 2 ** 52, 4e-15);
    const rule = "be large enough for fewer than 2^53 answers, received";
    expect(errorOf(() => proportionSampleSize({ standardError: 5e-9 }))).toEqual(
      invalid("proportionSampleSize", "goal.standardError", `${rule} 5e-9`),
    );
    expect(errorOf(() => proportionSampleSize({ margin: 5e-324 }))).toEqual(
      invalid("proportionSampleSize", "goal.margin", `${rule} 5e-324`),
    );
    // but a population has an end
    expect(proportionSampleSize({ margin: 5e-324 }, { population: Number.MAX_SAFE_INTEGER }).n).toBe(2 ** 53 - 1);
  });
});

describe("the plans of proportionSampleSize()", () => {
  const goals = fc.oneof(
    fc.double({ min: 1e-7, max: 0.5, noNaN: true }),
    fc.integer({ min: 1, max: 25 }).map((power) => 2 ** -power),
  );
  const settings = fc.record({
    share: fc.oneof(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), fc.constantFrom(0.5, 5e-324, 1 - 2 ** -53)),
    confidenceLevel: fc.oneof(fc.double({ min: 0.5, max: 0.9999, noNaN: true }), fc.constantFrom(1e-300, 0.95)),
    method: fc.constantFrom("wilson" as const, "wald" as const),
    population: fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined }),
  });
  const aims = fc.constantFrom("margin" as const, "standardError" as const);
  const goalOf = (aim: "margin" | "standardError", value: number) => ({ [aim]: value }) as unknown as SampleSizeGoal;

  it("meet the goal, and one answer less would not", () => {
    fc.assert(
      fc.property(goals, settings, aims, (goal, options, aim) => {
        const { share: p, confidenceLevel, method, population: N = Infinity } = options;
        const plan = proportionSampleSize(goalOf(aim, goal), options);
        expectPlain(plan);
        const at = (n: number) => {
          if (n === N) return 0;
          const m = N === Infinity ? n : (n * (N - 1)) / (N - n);
          const error = Math.sqrt(p * (1 - p)) / Math.sqrt(m);
          if (aim === "standardError") return error;
          const z = -normalQuantile((1 - confidenceLevel) / 2);
          return method === "wald" ? z * error : (z / (m + z * z)) * Math.sqrt(m * p * (1 - p) + (z * z) / 4);
        };
        expect(at(plan.n)).toBeLessThanOrEqual(goal * (1 + 4e-15));
        if (plan.n > 1) expect(at(plan.n - 1)).toBeGreaterThan(goal * (1 - 4e-15));
      }),
      { numRuns: 500 },
    );
  });

  it("meet the goal just: the margin they achieve, as a goal, gives the same n", () => {
    fc.assert(
      fc.property(goals, settings, aims, (goal, options, aim) => {
        const plan = proportionSampleSize(goalOf(aim, goal), options);
        fc.pre(plan[aim]! > 1e-7);
        const again = proportionSampleSize(goalOf(aim, plan[aim]!), options);
        // from 1e14 answers on, one more changes nothing in a double
        expect(again.n).toBe(plan.n);
        const tighter = proportionSampleSize(goalOf(aim, plan[aim]! * (1 - 1e-13)), options);
        expect(tighter.n).toBeGreaterThan(plan.n - (plan.population === plan.n ? 1 : 0));
      }),
    );
  });

  it("grow with level, precision and population, and are the same for a share and its complement", () => {
    fc.assert(
      fc.property(goals, settings, aims, (goal, options, aim) => {
        const { n } = proportionSampleSize(goalOf(aim, goal), options);
        const more = [
          proportionSampleSize(goalOf(aim, goal / 1.5), options),
          proportionSampleSize(goalOf(aim, goal), { ...options, population: undefined }),
        ];
        const higher = { ...options, confidenceLevel: (1 + options.confidenceLevel) / 2 };
        more.push(proportionSampleSize(goalOf(aim, goal), higher));
        for (const other of more) expect(other.n).toBeGreaterThanOrEqual(n);
        const half = proportionSampleSize(goalOf("standardError", goal), { ...options, share: 0.5 });
        expect(half.n).toBeGreaterThanOrEqual(proportionSampleSize(goalOf("standardError", goal), options).n);
        fc.pre(options.share > 1e-3 && options.share < 0.999);
        const share = 1 - options.share;
        const complement = proportionSampleSize(goalOf(aim, goal), { ...options, share });
        expect(Math.abs(complement.n - n)).toBeLessThanOrEqual(1e-12 * n + (goal > 1e-5 ? 0 : 1));
      }),
    );
  });
});

describe("proportionSampleSize() rejects", () => {
  const either = "be { margin } or { standardError }, received";
  const bounded = "be a number > 0 and at most 0.5, received";
  it.each<[string, unknown, unknown, string, string]>([
    ["no goal", undefined, {}, "goal", `${either} undefined`],
    ["a number for a goal", 0.05, {}, "goal", `${either} 0.05`],
    ["an empty goal", {}, {}, "goal", `${either} an object (Object)`],
    ["two goals", { margin: 0.1, standardError: 0.1 }, {}, "goal", `${either} an object (Object)`],
    ["a margin of 0", { margin: 0 }, {}, "goal.margin", `${bounded} 0`],
    ["a negative margin", { margin: -0.1 }, {}, "goal.margin", `${bounded} -0.1`],
    ["a margin in percent", { margin: 5 }, {}, "goal.margin", `${bounded} 5`],
    ["a margin of NaN", { margin: Number.NaN }, {}, "goal.margin", `${bounded} NaN`],
    ["a margin in words", { margin: "0.1" }, {}, "goal.margin", `${bounded} "0.1"`],
    ["a margin that is null", { margin: null }, {}, "goal.margin", `${bounded} null`],
    ["an infinite standard error", { standardError: Infinity }, {}, "goal.standardError", `${bounded} Infinity`],
    ["a share of 0", { margin: 0.1 }, { share: 0 }, "share", "be a number between 0 and 1, both excluded, received 0"],
    ["a share of 1", { margin: 0.1 }, { share: 1 }, "share", "be a number between 0 and 1, both excluded, received 1"],
    [
      "a share in words",
      { margin: 0.1 },
      { share: "0.5" },
      "share",
      'be a number between 0 and 1, both excluded, received "0.5"',
    ],
    [
      "a method without a plan",
      { margin: 0.1 },
      { method: "wilson-cc" },
      "method",
      'be one of "wilson", "wald", received "wilson-cc"',
    ],
    ["nobody", { margin: 0.1 }, { population: 0 }, "population", "be an integer in [1, 9007199254740991], received 0"],
    [
      "a fraction of a population",
      { margin: 0.1 },
      { population: 10.5 },
      "population",
      "be an integer in [1, 9007199254740991], received 10.5",
    ],
    [
      "a population that is null",
      { margin: 0.1 },
      { population: null },
      "population",
      "be an integer in [1, 9007199254740991], received null",
    ],
    [
      "a confidence level of 95",
      { margin: 0.1 },
      { confidenceLevel: 95 },
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 95",
    ],
    ["options that are null", { margin: 0.1 }, null, "options", "be an object, received null"],
  ])("%s", (_, goal, options, path, rule) => {
    expect(errorOf(() => proportionSampleSize(goal as SampleSizeGoal, options as object))).toEqual(
      invalid("proportionSampleSize", path, rule),
    );
  });
});
