import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { studentTUpperQuantile } from "../../../src/numerics/student-t";
import { type MeanSampleSizeOptions, meanSampleSize } from "../../../src/statistics/estimates/mean-sample-size";
import type { SampleSizeGoal } from "../../../src/statistics/estimates/sample-size";
import { agree, errorOf, expectPlain, invalid } from "../../assertions";
import golden from "../../golden/sample-size.json" with { type: "json" };

describe("meanSampleSize() against R, upwards from the normal size (sample-size.R; n exactly, margins to 1e-12)", () => {
  it.each(golden.means)("$standardDeviation within $goal at $level, population $population", (r) => {
    const options = {
      standardDeviation: r.standardDeviation,
      confidenceLevel: r.level,
      population: r.population ?? undefined,
    };
    const plan = meanSampleSize({ margin: r.goal }, options);
    expect(plan.n).toBe(r.n);
    agree(plan.margin, r.margin, 1e-12);
    agree(plan.standardError, r.standardError, 1e-12);
    expect(meanSampleSize({ standardError: r.goal }, options).n).toBe(r.forError);
  });
});

describe("meanSampleSize()", () => {
  it("returns the whole plan", () => {
    const { margin, standardError, ...rest } = meanSampleSize({ margin: 1 }, { standardDeviation: 5 });
    expect(rest).toStrictEqual({
      kind: "sample-size",
      n: 99,
      unit: "value",
      confidenceLevel: 0.95,
      population: null,
      method: "t",
      caveats: [],
    });
    expect(margin).toBeLessThanOrEqual(1);
    agree(standardError, 5 / Math.sqrt(99), 1e-15);
  });

  it("has no margin where one value has the standard error", () => {
    expect(meanSampleSize({ standardError: 2 }, { standardDeviation: 2 })).toMatchObject({
      n: 1,
      margin: null,
      standardError: 2,
      caveats: [{ code: "single-answer", path: null }],
    });
    expect(meanSampleSize({ margin: 1e300 }, { standardDeviation: 2 }).n).toBe(2);
  });

  it("asks everybody where fewer do not suffice", () => {
    const census = { margin: 0, standardError: 0, caveats: [{ code: "census", path: null }] };
    expect(meanSampleSize({ margin: 1e-9 }, { standardDeviation: 1, population: 30 })).toMatchObject({
      n: 30,
      ...census,
    });
    expect(meanSampleSize({ margin: 1 }, { standardDeviation: 1, population: 1 })).toMatchObject({ n: 1, ...census });
  });

  it("says where 2^53 values would not do", () => {
    for (const [goal, options, path, value] of [
      [{ margin: 1e-9 }, { standardDeviation: 1 }, "margin", "1e-9"],
      [{ standardError: 5e-324 }, { standardDeviation: 1e150 }, "standardError", "5e-324"],
    ] as const) {
      expect(errorOf(() => meanSampleSize(goal, options))).toEqual(
        invalid("meanSampleSize", `goal.${path}`, `be large enough for fewer than 2^53 answers, received ${value}`),
      );
    }
  });
});

describe("the plans of meanSampleSize()", () => {
  const settings = fc.record({
    standardDeviation: fc.oneof(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.constantFrom(1e-145, 1, 1e150)),
    confidenceLevel: fc.oneof(fc.double({ min: 0.5, max: 0.9999, noNaN: true }), fc.constantFrom(1e-300, 1 - 2 ** -53)),
    population: fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined }),
  });
  const ratios = fc.double({ min: 1e-6, max: 100, noNaN: true });
  const aims = fc.constantFrom("margin" as const, "standardError" as const);
  const goalOf = (aim: "margin" | "standardError", value: number) => ({ [aim]: value }) as unknown as SampleSizeGoal;

  it("meet the goal, and one value less would not", () => {
    fc.assert(
      fc.property(ratios, settings, aims, (ratio, options, aim) => {
        const { standardDeviation: s, confidenceLevel, population: N = Infinity } = options;
        const goal = ratio * s;
        const plan = meanSampleSize(goalOf(aim, goal), options);
        expectPlain(plan);
        const at = (n: number) => {
          if (n === N) return 0;
          const error = (s / Math.sqrt(n)) * (N === Infinity ? 1 : Math.sqrt((N - n) / (N - 1)));
          if (aim === "standardError") return error;
          return n === 1 ? Infinity : studentTUpperQuantile((1 - confidenceLevel) / 2, n - 1) * error;
        };
        expect(at(plan.n)).toBeLessThanOrEqual(goal * (1 + 4e-15));
        if (plan.n > 1) expect(at(plan.n - 1)).toBeGreaterThan(goal * (1 - 4e-15));
      }),
      { numRuns: 300 },
    );
  });

  it("do not mind the unit of the values", () => {
    fc.assert(
      fc.property(ratios, settings, aims, fc.integer({ min: -40, max: 40 }), (ratio, options, aim, power) => {
        const standardDeviation = Math.min(1e3, Math.max(1e-3, options.standardDeviation));
        const plan = meanSampleSize(goalOf(aim, ratio * standardDeviation), { ...options, standardDeviation });
        const scaled = meanSampleSize(goalOf(aim, ratio * standardDeviation * 2 ** power), {
          ...options,
          standardDeviation: standardDeviation * 2 ** power,
        });
        expect(scaled.n).toBe(plan.n);
        expect(scaled.standardError).toBe(plan.standardError * 2 ** power);
      }),
    );
  });
});

describe("meanSampleSize() rejects", () => {
  const deviation = "be a number in [1e-145, 1e+150], received";
  const fine = { standardDeviation: 1 };
  it.each<[string, unknown, unknown, string, string]>([
    ["no options", { margin: 1 }, undefined, "options", "hold standardDeviation, received undefined"],
    ["no standard deviation", { margin: 1 }, {}, "options", "hold standardDeviation, received an object (Object)"],
    ["options that are null", { margin: 1 }, null, "options", "be an object, received null"],
    ["a standard deviation of 0", { margin: 1 }, { standardDeviation: 0 }, "standardDeviation", `${deviation} 0`],
    ["a negative one", { margin: 1 }, { standardDeviation: -1 }, "standardDeviation", `${deviation} -1`],
    ["one of NaN", { margin: 1 }, { standardDeviation: Number.NaN }, "standardDeviation", `${deviation} NaN`],
    ["a margin of 0", { margin: 0 }, fine, "goal.margin", "be a finite number > 0, received 0"],
    ["an infinite margin", { margin: Infinity }, fine, "goal.margin", "be a finite number > 0, received Infinity"],
    ["no goal", {}, fine, "goal", "be { margin } or { standardError }, received an object (Object)"],
    [
      "nobody",
      { margin: 1 },
      { ...fine, population: 0 },
      "population",
      "be an integer in [1, 9007199254740991], received 0",
    ],
  ])("%s", (_, goal, options, path, rule) => {
    expect(errorOf(() => meanSampleSize(goal as SampleSizeGoal, options as MeanSampleSizeOptions))).toEqual(
      invalid("meanSampleSize", path, rule),
    );
  });
});
