import { describe, expect, it } from "vitest";
import { nps } from "../../../src/metrics/promoters/nps";
import { projectWordOfMouth, type WordOfMouthInput } from "../../../src/metrics/referral/project-word-of-mouth";
import { ces } from "../../../src/metrics/satisfaction/ces";
import { csat, csatFromTally } from "../../../src/metrics/satisfaction/csat";
import { mean } from "../../../src/statistics/estimates/mean";
import { proportion } from "../../../src/statistics/estimates/proportion";
import { tallyFromCounts } from "../../../src/statistics/summaries/tally-from-counts";
import { agree, errorOf, expectPlain, invalid } from "../../assertions";

const project = (customers: number, referralRate: number, satisfaction: WordOfMouthInput["satisfaction"]) =>
  projectWordOfMouth({ customers, referralRate, satisfaction });

/** 15/25/30/20/10 of 100 answers, from very satisfied down: a mean of 3.15. */
const survey = csatFromTally(tallyFromCounts({ 5: 15, 4: 25, 3: 30, 2: 20, 1: 10 }, { scale: { min: 1, max: 5 } }));

describe("projectWordOfMouth()", () => {
  it("projects 315 new customers of 1000, a rate of 0.1 and a satisfaction of 3.15", () => {
    expect(project(1000, 0.1, 3.15)).toEqual({
      kind: "word-of-mouth",
      unit: "count",
      scale: null,
      estimate: 315,
      standardError: null,
      interval: null,
      n: 0,
      nMissing: 0,
      customers: 1000,
      referralRate: 0.1,
      satisfaction: { estimate: 3.15, unit: null },
      caveats: [
        { code: "assumed-rate", path: null },
        { code: "assumed-satisfaction", path: null },
      ],
    });
  });

  it("projects the same 315 from the answers that have this mean, with the interval of the mean, scaled", () => {
    const result = project(1000, 0.1, survey.mean);
    expect(survey.mean.estimate).toBe(3.15);
    expect(result.estimate).toBe(315);
    expect(result).toMatchObject({ n: 100, nMissing: 0, satisfaction: { estimate: 3.15, unit: "rating" } });
    agree(result.standardError, 100 * (survey.mean.standardError as number), 1e-15);
    agree(result.interval?.lower, 100 * (survey.mean.interval?.lower as number), 1e-15);
    agree(result.interval?.upper, 100 * (survey.mean.interval?.upper as number), 1e-15);
    expect(result.interval).toMatchObject({ level: 0.95, method: survey.mean.interval?.method });
    expect(result.caveats).toEqual([{ code: "assumed-rate", path: null }]);
    expectPlain(result);
  });

  it("takes shares and means too, and says which it was", () => {
    const share = proportion(40, 100);
    expect(project(1000, 0.1, share)).toMatchObject({ estimate: 40, satisfaction: { estimate: 0.4, unit: "share" } });
    expect(project(10, 1, ces([7, 6, 5, 3])).satisfaction).toEqual({ estimate: 5.25, unit: "rating" });
    expect(project(10, 1, mean([2, 4, 6]))).toMatchObject({ estimate: 40, satisfaction: { unit: "value" } });
  });

  it("keeps the level of the satisfaction's interval", () => {
    const ninety = csat([5, 4, 4, 3, 1], { confidenceLevel: 0.9 });
    expect(project(1000, 0.1, ninety.mean).interval?.level).toBe(0.9);
  });

  it("passes on the caveats of the satisfaction, naming their part", () => {
    const single = csat([4], { meanMethod: "t" });
    const { caveats, interval, standardError } = project(1000, 0.1, single.mean);
    expect([interval, standardError]).toEqual([null, null]);
    expect(caveats).toEqual([
      { code: "assumed-rate", path: null },
      ...single.mean.caveats.map(({ code }) => ({ code, path: "satisfaction" })),
    ]);
    expect(caveats.length).toBeGreaterThan(1);
  });

  it("counts the answers that are missing", () => {
    expect(project(1000, 0.1, csat([5, 4, null, 3, undefined]).mean)).toMatchObject({ n: 3, nMissing: 2 });
  });

  it("leaves an open end open", () => {
    const open = { ...survey.mean, interval: { lower: null, upper: 3.4, level: 0.95, method: "t" } };
    expect(project(1000, 0.1, open).interval).toEqual({ lower: null, upper: 340, level: 0.95, method: "t" });
  });

  it("projects nobody from nobody, from no rate and from no satisfaction", () => {
    for (const result of [project(0, 0.1, 3.15), project(1000, 0, 3.15), project(1000, 0.1, 0)]) {
      expect(result.estimate).toBe(0);
      expectPlain(result);
    }
    const nobody = project(0, 0.1, survey.mean);
    expect(nobody).toMatchObject({ estimate: 0, standardError: 0, interval: { lower: 0, upper: 0 } });
    expectPlain(nobody);
  });

  it("prints no -0 for -0 customers, rate or satisfaction", () => {
    expectPlain(project(-0, 0.1, 3.15));
    expectPlain(project(10, -0, 3.15));
    expectPlain(project(10, 0.1, -0));
    expectPlain(project(-0, 0.1, survey.mean));
  });

  it("leaves its input alone", () => {
    const input = { customers: 1000, referralRate: 0.1, satisfaction: survey.mean };
    const before = structuredClone(input);
    projectWordOfMouth(input);
    expect(input).toEqual(before);
  });

  const spread = { ...survey.mean, estimate: 1, interval: { lower: 0.5, upper: 4, level: 0.95, method: "t" } };
  it.each<[string, number, number, WordOfMouthInput["satisfaction"]]>([
    ["an upper end beyond the doubles", 1e308, 1, spread],
    [
      "a standard error beyond the doubles",
      1e308,
      1,
      { ...survey.mean, estimate: 1, standardError: 10, interval: null },
    ],
    ["no satisfaction at all of infinitely many", 1e200, 1e200, 0],
    ["a product below the doubles", 1e-200, 1e-200, spread],
  ])("gives finite numbers or a StatsError for %s", (_, customers, rate, satisfaction) => {
    let result: unknown = null;
    const refused = errorOf(() => {
      result = project(customers, rate, satisfaction);
    });
    if (refused === null) expectPlain(result);
  });
});

describe("projectWordOfMouth() refuses", () => {
  const fine = { customers: 1000, referralRate: 0.1, satisfaction: 3.15 };
  const bad = (input: unknown) => errorOf(() => projectWordOfMouth(input as WordOfMouthInput));
  const rule = "be a finite number >= 0, received";

  it.each(["customers", "referralRate", "satisfaction"] as const)("a bad number for %s", (name) => {
    for (const value of [-1, -1e-300, Number.NaN, Infinity]) {
      expect(bad({ ...fine, [name]: value })).toEqual(invalid("projectWordOfMouth", name, `${rule} ${value}`));
    }
  });

  it.each(["customers", "referralRate"] as const)("what is no number for %s", (name) => {
    for (const [value, received] of [
      ["3", '"3"'],
      [null, "null"],
      [undefined, "undefined"],
      [true, "true"],
      [3n, "3n"],
      [{}, "an object (Object)"],
    ]) {
      expect(bad({ ...fine, [name as string]: value })).toEqual(
        invalid("projectWordOfMouth", name, `${rule} ${received}`),
      );
    }
  });

  it.each([
    ["nothing", undefined, "satisfaction", "be an object, received undefined"],
    ["null", null, "satisfaction", "be an object, received null"],
    ["text", "3.15", "satisfaction", 'be an object, received "3.15"'],
    [
      "an object that is no estimate",
      {},
      "satisfaction.unit",
      `be one of "share", "points", "rating", "value", "ratio", "count", "time", received undefined`,
    ],
    [
      "a score in points",
      nps([3, 4, 9]),
      "satisfaction.unit",
      'be one of "rating", "share", "value", received "points"',
    ],
    [
      "a whole csat result",
      survey,
      "satisfaction",
      "be chosen by name: csat(...).mean, or a share as a number or a proportion, received an object (Object)",
    ],
    [
      "an estimate of NaN",
      { ...survey.mean, estimate: Number.NaN },
      "satisfaction.estimate",
      "be a finite number, received NaN",
    ],
    [
      "an interval that ends at NaN",
      { ...survey.mean, interval: { lower: 3, upper: Number.NaN, level: 0.95, method: "t" } },
      "satisfaction.interval.upper",
      "be a finite number, received NaN",
    ],
    [
      "an interval that ends in text",
      { ...survey.mean, interval: { lower: "3", upper: 4, level: 0.95, method: "t" } },
      "satisfaction.interval.lower",
      'be a finite number, received "3"',
    ],
  ])("%s for satisfaction", (_, satisfaction, path, message) => {
    expect(bad({ ...fine, satisfaction })).toEqual(invalid("projectWordOfMouth", path, message));
  });

  it.each([
    ["a standard error of NaN", { ...survey.mean, standardError: Number.NaN }],
    ["a negative standard error", { ...survey.mean, standardError: -1 }],
    ["a standard error as text", { ...survey.mean, standardError: "0.1" }],
    ["an n that is NaN", { ...survey.mean, n: Number.NaN }],
    ["no caveats", { estimate: 3.15 }],
  ])("%s in an estimate that somebody else wrote", (_, satisfaction) => {
    expect(bad({ ...fine, satisfaction })?.code).toBe("invalid-input");
  });

  it.each([
    [undefined, "undefined"],
    [null, "null"],
    [1000, "1000"],
    ["1000", '"1000"'],
  ])("%j for its input", (input, received) => {
    expect(bad(input)).toEqual(invalid("projectWordOfMouth", "input", `be an object, received ${received}`));
  });

  it("factors whose product is beyond the doubles", () => {
    expect(bad({ customers: 1e200, referralRate: 1e200, satisfaction: 1 })).toEqual(
      invalid(
        "projectWordOfMouth",
        "customers",
        "have a product with the other factors that a double can hold, received 1e+200",
      ),
    );
  });
});

describe("projectWordOfMouth() with factors far from 1", () => {
  it.each([
    [1e200, 1e200, 0, 0],
    [1e200, 1e200, 1e-200, 1e200],
    [1e-200, 1e-200, 1e300, 1e-100],
  ])(
    "multiplies %d, %d and %d without leaving the doubles on the way",
    (customers, referralRate, satisfaction, product) => {
      const { estimate } = projectWordOfMouth({ customers, referralRate, satisfaction });
      if (product === 0) expect(estimate).toBe(0);
      else expect(estimate / product).toBeCloseTo(1, 12);
    },
  );
});
