import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Alternative } from "../../../src/core/estimate";
import { csatFromTally } from "../../../src/metrics/satisfaction/csat";
import { type ProportionMethod, proportion, shareInterval } from "../../../src/statistics/estimates/proportion";
import { type ProportionExactMethod, proportionExact } from "../../../src/statistics/estimates/proportion-exact";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import csatFromR from "../../golden/csat.json" with { type: "json" };
import ends from "../../golden/nps-csat.json" with { type: "json" };
import sided from "../../golden/proportion-intervals.json" with { type: "json" };
import digits from "../../golden/wilson-cc.json" with { type: "json" };

const METHODS: readonly ProportionMethod[] = ["wilson", "wilson-cc", "agresti-coull", "wald"];
const EXACT_METHODS: readonly ProportionExactMethod[] = ["clopper-pearson", "jeffreys"];

/** Every interval of a share, by the method's name. */
function interval(
  successes: number,
  trials: number,
  method: string,
  confidenceLevel = 0.95,
  alternative: Alternative = "two-sided",
) {
  const options = { confidenceLevel, alternative };
  return (EXACT_METHODS as readonly string[]).includes(method)
    ? proportionExact(successes, trials, { ...options, method: method as ProportionExactMethod }).interval
    : proportion(successes, trials, { ...options, method: method as ProportionMethod }).interval;
}

describe("proportion() and proportionExact() against R's binom (1e-12)", () => {
  const boxes = csatFromR.cases.flatMap(({ id, result }) => [
    { id: `${id} top two`, ...result.top2Box },
    { id: `${id} top`, ...result.topBox },
  ]);
  it.each(boxes)("$id", ({ k, n, proportion: share, ci95 }) => {
    agree(proportion(k, n).estimate, share, 1e-12);
    agreeEnds(interval(k, n, "wilson"), ci95.wilson, 1e-12);
    agreeEnds(interval(k, n, "agresti-coull"), ci95["agresti-coull"], 1e-12);
    agreeEnds(interval(k, n, "wald"), ci95.asymptotic, 1e-12);
    agreeEnds(interval(k, n, "clopper-pearson"), ci95.exact, 1e-12);
    agreeEnds(interval(k, n, "jeffreys"), ci95.jeffreys, 1e-12);
  });
});

describe("proportion() and proportionExact() against R (nps-csat.R, 1e-12): one answer, all, none, few of many", () => {
  it.each(ends.shares)("$successes of $trials at $level", ({ successes, trials, level, ...r }) => {
    agreeEnds(interval(successes, trials, "wilson", level), r.wilson, 1e-12);
    agreeEnds(interval(successes, trials, "agresti-coull", level), r.agrestiCoull, 1e-12);
    agreeEnds(interval(successes, trials, "wald", level), r.wald, 1e-12);
    agreeEnds(interval(successes, trials, "clopper-pearson", level), r.clopperPearson, 1e-12);
    agreeEnds(interval(successes, trials, "jeffreys", level), r.jeffreys, 1e-12);
  });

  it("has the closed ends of Clopper and Pearson where all or none succeed: (tail)^(1/n)", () => {
    for (const n of [1, 3, 10, 1000]) {
      agreeEnds(interval(0, n, "clopper-pearson"), [0, -Math.expm1(Math.log(0.025) / n)], 1e-12);
      agreeEnds(interval(n, n, "clopper-pearson"), [0.025 ** (1 / n), 1], 1e-12);
    }
  });
});

describe("proportion() and proportionExact(), both sides and one, against R (proportion-intervals.R, 1e-12)", () => {
  it.each(sided.cases)("$successes of $trials at $level, $alternative", ({ successes, trials, level, ...r }) => {
    const alternative = r.alternative as Alternative;
    agreeEnds(interval(successes, trials, "wilson", level, alternative), r.wilson, 1e-12);
    agreeEnds(interval(successes, trials, "wilson-cc", level, alternative), r.wilsonCc, 1e-12);
    agreeEnds(interval(successes, trials, "clopper-pearson", level, alternative), r.clopperPearson, 1e-12);
    agreeEnds(interval(successes, trials, "jeffreys", level, alternative), r.jeffreys, 1e-12);
  });
});

describe("proportion() corrected for continuity, against Newcombe's formula in 60 digits (wilson-cc.py, 1e-12)", () => {
  it.each(digits.cases)("$successes of $trials at $level", ({ successes, trials, level, interval: expected }) => {
    agreeEnds(interval(successes, trials, "wilson-cc", level), expected, 1e-12);
  });

  it.each(digits.fractional)("$successes of $trials effective answers at $level", (r) => {
    agreeEnds(shareInterval(r.successes / r.trials, r.trials, r.level, "wilson-cc"), r.interval, 1e-12);
  });

  it("serves csat(), whose share of a tally is the same", () => {
    const summary = { kind: "tally", scale: { min: 1, max: 5 }, n: 10, nMissing: 0 } as const;
    const counts = [1, 0, 0, 4, 5];
    const { interval: ofTally } = csatFromTally(
      { ...summary, counts, weights: null, squaredWeights: null },
      { method: "wilson-cc" },
    );
    expect(ofTally).toStrictEqual(interval(9, 10, "wilson-cc"));
    const weighted = { ...summary, counts, weights: counts, squaredWeights: counts };
    const { interval: ofWeighted } = csatFromTally(weighted, { method: "wilson-cc" });
    // equal weights: variance n/(n-1) times the plain one, so 9 effective answers
    agreeEnds(ofWeighted, Object.values(shareInterval(0.9, 9, 0.95, "wilson-cc")) as number[], 1e-12);
  });
});

describe("proportion() and proportionExact() against statsmodels (wilson-cc.py, 1e-12)", () => {
  it.each(digits.statsmodels)("$method, $successes of $trials, $tail on a side", (r) => {
    const [lower, upper] = r.ends as [number, number];
    agreeEnds(interval(r.successes, r.trials, r.method, 1 - 2 * r.tail), [lower, upper], 1e-12);
    agreeEnds(interval(r.successes, r.trials, r.method, 1 - r.tail, "greater"), [lower, 1], 1e-12);
    agreeEnds(interval(r.successes, r.trials, r.method, 1 - r.tail, "less"), [0, upper], 1e-12);
  });
});

describe("proportion()", () => {
  it("returns the whole result, with the plug-in error whatever the method", () => {
    const expected = {
      kind: "proportion",
      unit: "share",
      scale: null,
      estimate: 0.5,
      standardError: 0.25,
      n: 4,
      nMissing: 0,
      successes: 2,
      trials: 4,
      caveats: [],
    };
    for (const method of METHODS) {
      const { interval, ...rest } = proportion(2, 4, { method, confidenceLevel: 0.9 });
      expect(rest).toStrictEqual(expected);
      expect(interval).toMatchObject({ level: 0.9, method });
    }
    for (const method of EXACT_METHODS) {
      const { interval, ...rest } = proportionExact(2, 4, { method, confidenceLevel: 0.9 });
      expect(rest).toStrictEqual(expected);
      expect(interval).toMatchObject({ level: 0.9, method });
    }
    expect(proportion(2, 4).interval).toMatchObject({ level: 0.95, method: "wilson" });
    expect(proportionExact(2, 4).interval).toMatchObject({ level: 0.95, method: "clopper-pearson" });
  });

  it("says what thin data it rests on", () => {
    for (const call of [proportion, proportionExact]) {
      expect(call(0, 1).caveats).toEqual([{ code: "single-answer", path: null }]);
      expect(call(1, 1).caveats).toEqual([{ code: "single-answer", path: null }]);
      expect(call(0, 2).caveats).toEqual([{ code: "all-or-none", path: null }]);
      expect(call(2, 2).caveats).toEqual([{ code: "all-or-none", path: null }]);
      expect(call(1, 2).caveats).toEqual([]);
    }
  });

  it("holds its digits with as many trials as integers are exact for", () => {
    const trials = Number.MAX_SAFE_INTEGER;
    for (const successes of [0, 1, trials - 1, trials]) {
      for (const result of [proportion(successes, trials), proportionExact(successes, trials)]) {
        expect(result.interval.lower).toBeLessThanOrEqual(result.estimate);
        expect(result.interval.upper).toBeGreaterThanOrEqual(result.estimate);
        expectPlain(result);
      }
    }
  });

  it("keeps the ends of Jeffreys in order at a level of almost nothing, where rounding had swapped them", () => {
    const { lower, upper } = interval(288355211, 407280961, "jeffreys", 1e-16);
    expect(lower).toBeLessThanOrEqual(upper);
  });

  it("takes -0 successes for 0", () => {
    expect(proportion(-0, 5)).toStrictEqual(proportion(0, 5));
    expect(proportionExact(-0, 5)).toStrictEqual(proportionExact(0, 5));
  });
});

describe.each([
  ["proportion", proportion as (...args: never[]) => unknown, '"wilson", "wilson-cc", "agresti-coull", "wald"'],
  ["proportionExact", proportionExact as (...args: never[]) => unknown, '"clopper-pearson", "jeffreys"'],
])("%s() rejects", (fn, call, methods) => {
  const count = "be an integer >= 0 and at most 2^53 - 1, received";
  const level = "be a number between 0 and 1, both excluded, such as 0.95, received";
  it.each<[string, unknown[], string, string]>([
    ["successes above the trials", [3, 2], "successes", "be an integer in [0, 2], received 3"],
    ["successes of no trials", [1, 0], "successes", "be an integer in [0, 0], received 1"],
    ["negative successes", [-1, 2], "successes", "be an integer in [0, 2], received -1"],
    ["fractional successes", [0.5, 2], "successes", "be an integer in [0, 2], received 0.5"],
    ["successes of NaN", [Number.NaN, 2], "successes", "be an integer in [0, 2], received NaN"],
    ["successes in words", ["1", 2], "successes", 'be an integer in [0, 2], received "1"'],
    ["bigint successes", [1n, 2], "successes", "be an integer in [0, 2], received 1n"],
    ["successes of true", [true, 2], "successes", "be an integer in [0, 2], received true"],
    ["no successes", [undefined, 2], "successes", "be an integer in [0, 2], received undefined"],
    ["negative trials", [0, -1], "trials", `${count} -1`],
    ["fractional trials", [1, 2.5], "trials", `${count} 2.5`],
    ["infinite trials", [1, Infinity], "trials", `${count} Infinity`],
    ["trials of 2^53", [1, 2 ** 53], "trials", `${count} 9007199254740992`],
    ["no trials argument", [1], "trials", `${count} undefined`],
    ["a method of another function", [1, 2, { method: "exact" }], "method", `be one of ${methods}, received "exact"`],
    ["a method that is null", [1, 2, { method: null }], "method", `be one of ${methods}, received null`],
    ["a confidence level of 0", [1, 2, { confidenceLevel: 0 }], "confidenceLevel", `${level} 0`],
    ["a confidence level of 1", [1, 2, { confidenceLevel: 1 }], "confidenceLevel", `${level} 1`],
    ["a confidence level of 95", [1, 2, { confidenceLevel: 95 }], "confidenceLevel", `${level} 95`],
    ["a confidence level of NaN", [1, 2, { confidenceLevel: Number.NaN }], "confidenceLevel", `${level} NaN`],
    ["a confidence level in words", [1, 2, { confidenceLevel: "0.95" }], "confidenceLevel", `${level} "0.95"`],
    [
      "another alternative",
      [1, 2, { alternative: "two.sided" }],
      "alternative",
      'be one of "two-sided", "less", "greater", received "two.sided"',
    ],
    [
      "an alternative that is null",
      [1, 2, { alternative: null }],
      "alternative",
      'be one of "two-sided", "less", "greater", received null',
    ],
    ["options that are null", [1, 2, null], "options", "be an object, received null"],
  ])("%s", (_, args, path, rule) => {
    expect(errorOf(() => call(...(args as never[])))).toEqual(invalid(fn, path, rule));
  });

  it("no trials, as nothing to estimate from", () => {
    expect(errorOf(() => call(...([0, 0] as never[])))).toEqual(
      insufficient(fn, "trials", "must be at least 1, received 0"),
    );
  });
});

describe("the intervals of proportion() and proportionExact()", () => {
  const counts = fc
    .oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 1e9 }))
    .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));
  const method = fc.constantFrom<string>(...METHODS, ...EXACT_METHODS);

  it("hold the estimate at levels from 0.9 up, and stay inside [0, 1]", () => {
    fc.assert(
      fc.property(counts, method, fc.constantFrom(0.9, 0.95, 0.999), ([x, n], name, level) => {
        const { lower, upper } = interval(x, n, name, level);
        expect(0 <= lower && lower <= x / n && x / n <= upper && upper <= 1).toBe(true);
      }),
    );
  });

  it("are nested: wider at a higher level", () => {
    fc.assert(
      fc.property(counts, method, ([x, n], name) => {
        const [narrow, wide] = [interval(x, n, name, 0.9), interval(x, n, name, 0.95)];
        expect(wide.lower).toBeLessThanOrEqual(narrow.lower);
        expect(wide.upper).toBeGreaterThanOrEqual(narrow.upper);
        const whole = narrow.lower === 0 && narrow.upper === 1; // cut at both ends, as Wald's is for 1 of 2
        if (!whole && !(name === "wald" && (x === 0 || x === n))) {
          expect(wide.upper - wide.lower).toBeGreaterThan(narrow.upper - narrow.lower);
        }
      }),
    );
  });

  it("are the whole scale at 0.9 and above only for Wald's 1 of 2", () => {
    expect(interval(1, 2, "wald", 0.9)).toMatchObject({ lower: 0, upper: 1 });
    expect(interval(1, 2, "wald", 0.95)).toMatchObject({ lower: 0, upper: 1 });
    fc.assert(
      fc.property(counts, method, ([x, n], name) => {
        fc.pre(!(name === "wald" && x === 1 && n === 2));
        const { lower, upper } = interval(x, n, name, 0.9);
        expect(upper - lower).toBeLessThan(1);
      }),
    );
  });

  it("are narrower when every answer comes twice", () => {
    fc.assert(
      fc.property(counts, method, ([x, n], name) => {
        fc.pre(!(name === "wald" && (x === 0 || x === n)));
        const [once, twice] = [interval(x, n, name), interval(2 * x, 2 * n, name)];
        expect(twice.upper - twice.lower).toBeLessThan(once.upper - once.lower);
      }),
    );
  });

  it("are mirrored when successes and failures are swapped, to 1e-12", () => {
    fc.assert(
      fc.property(counts, method, ([x, n], name) => {
        const [one, other] = [interval(x, n, name), interval(n - x, n, name)];
        expect(Math.abs(one.lower - (1 - other.upper))).toBeLessThanOrEqual(1e-12);
        expect(Math.abs(one.upper - (1 - other.lower))).toBeLessThanOrEqual(1e-12);
      }),
    );
  });

  it("of Clopper and Pearson hold those of Jeffreys, Agresti and Coull's and the corrected ones those of Wilson", () => {
    fc.assert(
      fc.property(counts, ([x, n]) => {
        for (const [outer, inner] of [
          ["clopper-pearson", "jeffreys"],
          ["agresti-coull", "wilson"],
          ["wilson-cc", "wilson"],
        ] as const) {
          const [out, within] = [interval(x, n, outer), interval(x, n, inner)];
          expect(out.lower).toBeLessThanOrEqual(within.lower + 1e-15);
          expect(out.upper).toBeGreaterThanOrEqual(within.upper - 1e-15);
        }
      }),
    );
  });

  it("are bounded on one side by the end of twice the level minus 1, and by the scale on the other", () => {
    fc.assert(
      fc.property(counts, method, fc.constantFrom(0.75, 0.875, 0.96875), ([x, n], name, level) => {
        const both = interval(x, n, name, 2 * level - 1);
        expect(interval(x, n, name, level, "greater")).toStrictEqual({ ...both, level, upper: 1 });
        expect(interval(x, n, name, level, "less")).toStrictEqual({ ...both, level, lower: 0 });
      }),
    );
  });

  it("are pinned to 0 where none succeed and to 1 where all do", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), method, fc.constantFrom(0.5, 0.95, 0.9999), (n, name, level) => {
        expect(interval(0, n, name, level).lower).toBe(0);
        expect(interval(n, n, name, level).upper).toBe(1);
        expect(interval(0, n, name, level, "greater")).toMatchObject({ lower: 0, upper: 1 });
        expect(interval(n, n, name, level, "less")).toMatchObject({ lower: 0, upper: 1 });
      }),
    );
  });

  it("survive JSON unchanged, in order and inside [0, 1]", () => {
    const anyLevel = fc.oneof(
      fc.double({ min: 1e-300, max: 1 - 2 ** -53, noNaN: true }),
      fc.constantFrom(0.01, 0.3, 0.5),
    );
    const alternatives = fc.constantFrom<Alternative>("two-sided", "less", "greater");
    fc.assert(
      fc.property(counts, method, anyLevel, alternatives, ([x, n], name, level, alternative) => {
        const ends = interval(x, n, name, level, alternative);
        expectPlain(ends);
        expect(0 <= ends.lower && ends.lower <= ends.upper && ends.upper <= 1).toBe(true);
      }),
      { numRuns: 500 },
    );
    expectPlain(proportion(3, 7, { method: "wilson-cc", alternative: "less" }));
    expectPlain(proportionExact(3, 7, { method: "jeffreys", alternative: "greater" }));
  });
});
