import { describe, expect, it } from "vitest";
import { compareProportions } from "../../../../src/metrics/experiments/proportions/compare-proportions";
import type { ProportionArm } from "../../../../src/metrics/experiments/proportions/proportion-arm";
import type { CompareProportionsMethod } from "../../../../src/metrics/experiments/proportions/share-difference";
import { proportion } from "../../../../src/statistics/estimates/proportion";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import ab from "../../../golden/ab.json" with { type: "json" };
import abExtra from "../../../golden/ab_extra.json" with { type: "json" };
import newcombe from "../../../golden/newcombe.json" with { type: "json" };
import reference from "../../../golden/score-interval.json" with { type: "json" };

const METHODS = ["miettinen-nurminen", "newcombe", "wald"] as const;

/** Sample 1 of the references is the treatment, sample 2 the control. */
function compare(
  { x1, n1, x2, n2 }: { x1: number; n1: number; x2: number; n2: number },
  method?: CompareProportionsMethod,
  confidenceLevel?: number,
  margin?: number,
) {
  const control = { successes: x2, trials: n2 };
  return compareProportions(control, { successes: x1, trials: n1 }, { method, confidenceLevel, margin });
}

describe("compareProportions() against R (ab.json, ab_extra.json)", () => {
  it.each(ab.twoProportions)("agrees on $id: shares, Wald and Newcombe intervals, unpooled test", (table) => {
    const { result: r } = table;
    const wald = compare(table, "wald");
    // R printed 15 digits
    agree(wald.control.estimate, r.p2, 1e-14);
    agree(wald.treatment.estimate, r.p1, 1e-14);
    agree(wald.difference.estimate, r.diff, 1e-12);
    agree(wald.test.statistic, r.zUnpooled, 1e-12);
    agree(wald.test.pValue, r.pUnpooled, 1e-12);
    agreeEnds(wald.difference.interval, r.ci95Wald, 1e-12);
    agreeEnds(compare(table, "newcombe").difference.interval, r.ci95Newcombe, 1e-12);
  });

  it.each(abExtra.twoProportions)("agrees on $id: Miettinen-Nurminen interval", (table) => {
    const { interval } = compare(table).difference;
    agree(interval?.lower, table.ci95MiettinenNurminen[0] as number, 1e-12);
    agree(interval?.upper, table.ci95MiettinenNurminen[1] as number, 1e-12);
  });

  it.each(ab.twoProportions)("has the pooled test of $id times the square root of (N - 1) / N", (table) => {
    const { n1, n2, result } = table;
    const statistic = result.zPooled * Math.sqrt((n1 + n2 - 1) / (n1 + n2));
    agree(compare(table).test.statistic, statistic, 1e-12);
  });
});

describe("compareProportions() against Newcombe's eight tables", () => {
  it.each(newcombe.cases)("prints four digits of $x1/$n1 against $x2/$n2, by all methods", (table) => {
    const printed = (method: CompareProportionsMethod) => {
      const { lower, upper } = compare(table, method).difference.interval as { lower: number; upper: number };
      return [Number(lower.toFixed(4)), Number(upper.toFixed(4))];
    };
    expect(printed("wald")).toEqual(table.wald);
    expect(printed("newcombe")).toEqual(table.newcombe);
    expect(printed("miettinen-nurminen")).toEqual(table.miettinenNurminen);
  });
});

describe("compareProportions() against 60 digits (score-interval.py)", () => {
  describe.each(METHODS)("%s", (method) => {
    it.each(reference.cases)("agrees on $x1/$n1 against $x2/$n2", (table) => {
      const expected = table[method];
      for (const [level, ends] of Object.entries(expected.intervals)) {
        agreeEnds(compare(table, method, Number(level)).difference.interval, ends, 1e-12);
      }
      const { difference, test } = compare(table, method);
      agreeEnds({ lower: difference.estimate, upper: 1 }, [table.estimate, 1], 1e-15);
      // p-values down to 1e-250, where an error in z of 1e-15 is multiplied by z squared
      agree(test.pValue, expected.pValue, expected.pValue < 1e-50 ? 1e-11 : 1e-12);
      if ("statistic" in expected) agree(test.statistic, expected.statistic as number, 1e-12);
    });

    it.each(reference.cases)("agrees on a margin of 0.05 beside $x1/$n1 against $x2/$n2", (table) => {
      const { nonInferiority, equivalence } = compare(table, method, 0.95, 0.05).margin!;
      const [higher, lower] = table[method].margins as [number, number];
      agree(nonInferiority.pValue, higher, higher < 1e-50 ? 1e-11 : 1e-12);
      agree(equivalence.pValue, Math.max(higher, lower), higher < 1e-50 && lower < 1e-50 ? 1e-11 : 1e-12);
    });
  });
});

describe("compareProportions() in the corners", () => {
  const arm = (successes: number, trials: number): ProportionArm => ({ successes, trials });

  it.each(METHODS)("gives p = 1 where no arm, or every arm, has only successes (%s)", (method) => {
    for (const [a, b] of [
      [arm(0, 10), arm(0, 20)],
      [arm(10, 10), arm(20, 20)],
      [arm(0, 1), arm(0, 1)],
      [arm(1, 1), arm(1, 1)],
      [arm(0, 1e9), arm(0, 3)],
    ] as const) {
      const result = compareProportions(a, b, { method });
      expect(result.test.pValue).toBe(1);
      expect(result.difference.estimate).toBe(0);
      const { lower, upper } = result.difference.interval as { lower: number; upper: number };
      expect(lower <= 0 && 0 <= upper).toBe(true);
      expectPlain(result);
    }
  });

  it("has a statistic of 0 there, but none where the method has no spread to divide by", () => {
    const statisticOf = (method: CompareProportionsMethod) =>
      compareProportions(arm(0, 10), arm(0, 20), { method }).test.statistic;
    expect(METHODS.map(statisticOf)).toEqual([0, null, null]);
  });

  it("compares equal shares with p = 1, whatever their sizes", () => {
    for (const method of METHODS) {
      expect(compareProportions(arm(1, 3), arm(100, 300), { method }).test.pValue).toBe(1);
      expect(compareProportions(arm(7, 10), arm(49, 70), { method }).test.pValue).toBe(1);
    }
  });

  it("reaches the ends of the scale where all of one arm and none of the other succeeded", () => {
    for (const method of METHODS) {
      expect(compareProportions(arm(0, 20), arm(10, 10), { method }).difference.interval?.upper).toBe(1);
      expect(compareProportions(arm(20, 20), arm(0, 10), { method }).difference.interval?.lower).toBe(-1);
    }
  });

  it("keeps digits of rare events in arms of a thousand million", () => {
    const { difference, test } = compareProportions(arm(0, 1e9), arm(5, 1e9));
    expect(difference.estimate).toBe(5e-9);
    expect(difference.interval?.lower).toBeGreaterThan(1e-9);
    expect(test.statistic).toBeCloseTo(Math.sqrt(5), 8);
  });

  it("gives a p-value of 0, not NaN, where the difference is beyond the doubles", () => {
    for (const method of METHODS) {
      const result = compareProportions(arm(1, 1e9), arm(1e9 - 1, 1e9), { method });
      expect(result.test.pValue).toBe(0);
      expectPlain(result);
    }
  });

  it.each(METHODS)("takes the largest counts there are (%s)", (method) => {
    const most = Number.MAX_SAFE_INTEGER;
    expectPlain(compareProportions(arm(0, most), arm(most, most), { method }));
    expectPlain(compareProportions(arm(1, 1), arm(1, most), { method }));
    expectPlain(compareProportions(arm(1, most), arm(0, most), { method }));
    expectPlain(compareProportions(arm(most - 1, most), arm(most, most), { method }));
  });

  it.each(METHODS)("takes -0 successes for 0 (%s)", (method) => {
    const result = compareProportions(arm(-0, 3), arm(-0, 4), { method });
    expectPlain(result);
    expect(result).toEqual(compareProportions(arm(0, 3), arm(0, 4), { method }));
  });
});

describe("compareProportions() says what it did", () => {
  const result = compareProportions({ successes: 48, trials: 80 }, { successes: 56, trials: 70 });

  it("is treatment minus control", () => {
    expect(result).toMatchObject({
      kind: "proportion-comparison",
      unit: "share",
      control: { kind: "proportion", estimate: 0.6, n: 80, successes: 48, trials: 80 },
      treatment: { kind: "proportion", estimate: 0.8, n: 70, successes: 56, trials: 70 },
      difference: { kind: "arm-difference", unit: "share", scale: null, n: 150, nMissing: 0 },
      n: 150,
      nMissing: 0,
      caveats: [],
    });
    // 16 failures fewer in 80, by counting: 0.8 - 0.6 would be 0.20000000000000007
    expect(result.difference.estimate).toBe(0.2);
    agree(result.difference.standardError, Math.sqrt((0.8 * 0.2) / 70 + (0.6 * 0.4) / 80), 1e-15);
  });

  it.each(METHODS)("names %s in the result, its interval and its test", (method) => {
    const { test, difference, ...named } = compareProportions(
      { successes: 1, trials: 4 },
      { successes: 3, trials: 4 },
      { method, confidenceLevel: 0.9 },
    );
    expect(named.method).toBe(method);
    expect(difference.interval).toMatchObject({ level: 0.9, method });
    expect(test).toMatchObject({ alternative: "two-sided", degreesOfFreedom: [], method });
  });

  it("holds each arm as proportion() gives it at the level asked for", () => {
    const result = compare({ x1: 1, n1: 2, x2: 9, n2: 10 }, "wald", 0.9);
    expect(result.control).toEqual(proportion(9, 10, { confidenceLevel: 0.9 }));
    expect(result.treatment).toEqual(proportion(1, 2, { confidenceLevel: 0.9 }));
  });

  it("passes on the caveats of the arms, naming the arm", () => {
    const { caveats, difference } = compare({ x1: 1, n1: 1, x2: 0, n2: 10 });
    const ofArms = [
      { code: "all-or-none", path: "control" },
      { code: "single-answer", path: "treatment" },
    ];
    expect(difference.caveats).toEqual(ofArms);
    expect(caveats).toEqual([
      ...ofArms,
      { code: "zero-baseline", path: "ratio" },
      { code: "zero-baseline", path: "oddsRatio" },
    ]);
  });
});

describe("compareProportions() beside a margin", () => {
  const [control, treatment] = [
    { successes: 480, trials: 800 },
    { successes: 490, trials: 800 },
  ];

  it("says nothing without one", () => {
    expect(compareProportions(control, treatment).margin).toBeNull();
  });

  it("reads its statement off the interval", () => {
    const statement = (margin: number, direction?: "lower-is-better") =>
      compareProportions(control, treatment, { margin, direction }).margin?.statement;
    // the interval is -0.0354 to 0.0603
    expect(statement(0.07)).toBe("equivalent");
    expect(statement(0.05)).toBe("non-inferior");
    expect(statement(0.05, "lower-is-better")).toBe("undecided");
    expect(statement(0.03)).toBe("undecided");
    expect(compareProportions(treatment, { successes: 400, trials: 800 }, { margin: 0.05 }).margin?.statement).toBe(
      "inferior",
    );
  });

  it.each(METHODS)("tests it from the side that is worse, by the method of the interval (%s)", (method) => {
    const higher = compareProportions(control, treatment, { method, margin: 0.05 }).margin;
    const lower = compareProportions(control, treatment, { method, margin: 0.05, direction: "lower-is-better" }).margin;
    expect(higher?.nonInferiority).toMatchObject({ alternative: "greater", degreesOfFreedom: [], method });
    expect(lower?.nonInferiority).toMatchObject({ alternative: "less", method });
    expect(higher?.equivalence).toEqual(lower?.equivalence);
    expect(lower?.equivalence).toEqual(lower?.nonInferiority);
  });

  it("is certain, without a statistic, where the hypothesis leaves no variance", () => {
    for (const method of METHODS) {
      const one = compareProportions(control, treatment, { method, margin: 1 });
      expect(one.margin?.nonInferiority.pValue).toBeLessThan(1e-100);
      expect(one.margin?.statement).toBe("equivalent");
      expectPlain(one);
    }
    const point = compareProportions(
      { successes: 0, trials: 5 },
      { successes: 0, trials: 9 },
      { method: "wald", margin: 0.1 },
    );
    expect(point.margin?.nonInferiority).toMatchObject({ statistic: null, pValue: 0 });
    expect(point.margin?.statement).toBe("equivalent");
  });

  it("rejects nothing where the worst there can be was observed and is the margin", () => {
    for (const method of METHODS) {
      const result = compareProportions(
        { successes: 5, trials: 5 },
        { successes: 0, trials: 9 },
        { method, margin: 1 },
      );
      expect(result.margin?.nonInferiority.pValue).toBe(0.5);
      expect(result.margin?.statement).toBe("undecided");
    }
  });
});

describe("compareProportions() refuses", () => {
  const fine = { successes: 1, trials: 2 };
  const bad = (control: unknown, treatment: unknown, options?: unknown) =>
    errorOf(() => compareProportions(control as ProportionArm, treatment as ProportionArm, options as object));
  const count = "be an integer >= 0 and at most 2^53 - 1, received";

  it.each([
    ["successes above trials", { successes: 3, trials: 2 }, "successes", "be an integer in [0, 2], received 3"],
    ["negative successes", { successes: -1, trials: 2 }, "successes", "be an integer in [0, 2], received -1"],
    ["fractional successes", { successes: 0.5, trials: 2 }, "successes", "be an integer in [0, 2], received 0.5"],
    [
      "successes that are NaN",
      { successes: Number.NaN, trials: 2 },
      "successes",
      "be an integer in [0, 2], received NaN",
    ],
    ["successes as text", { successes: "1", trials: 2 }, "successes", 'be an integer in [0, 2], received "1"'],
    ["successes as bigint", { successes: 1n, trials: 2 }, "successes", "be an integer in [0, 2], received 1n"],
    ["no successes", { trials: 2 }, "successes", "be an integer in [0, 2], received undefined"],
    ["fractional trials", { successes: 1, trials: 2.5 }, "trials", `${count} 2.5`],
    ["negative trials", { successes: 0, trials: -2 }, "trials", `${count} -2`],
    ["infinite trials", { successes: 1, trials: Infinity }, "trials", `${count} Infinity`],
    ["trials that are NaN", { successes: 1, trials: Number.NaN }, "trials", `${count} NaN`],
    ["trials as text", { successes: 1, trials: "2" }, "trials", `${count} "2"`],
    ["trials beyond the safe integers", { successes: 1, trials: 2 ** 53 }, "trials", `${count} 9007199254740992`],
    ["an array of counts", [1, 2], "trials", `${count} undefined`],
  ])("%s, naming the arm", (_, arm, field, rule) => {
    expect(bad(arm, fine)).toEqual(invalid("compareProportions", `control.${field}`, rule));
    expect(bad(fine, arm)).toEqual(invalid("compareProportions", `treatment.${field}`, rule));
  });

  it.each([null, undefined, 7, "1/2", true])("%j for an arm", (arm) => {
    const received = typeof arm === "string" ? `"${arm}"` : String(arm);
    const rule = `be an object, received ${received}`;
    expect(bad(arm, fine)).toEqual(invalid("compareProportions", "control", rule));
    expect(bad(fine, arm)).toEqual(invalid("compareProportions", "treatment", rule));
  });

  it("an arm without trials, as insufficient data", () => {
    const none = { successes: 0, trials: 0 };
    const message = "must be at least 1, received 0";
    expect(bad(none, fine)).toEqual(insufficient("compareProportions", "control.trials", message));
    expect(bad(fine, none)).toEqual(insufficient("compareProportions", "treatment.trials", message));
  });

  it.each([0, 1, 95, -0.5, Number.NaN, "0.95", null])("a confidence level of %j", (confidenceLevel) => {
    const received = typeof confidenceLevel === "string" ? `"${confidenceLevel}"` : String(confidenceLevel);
    const rule = `be a number between 0 and 1, both excluded, such as 0.95, received ${received}`;
    for (const method of METHODS) {
      expect(bad(fine, fine, { confidenceLevel, method })).toEqual(
        invalid("compareProportions", "confidenceLevel", rule),
      );
    }
  });

  it.each(["fisher", "Wald", "", null, 1, "__proto__", "toString"])("the method %j", (method) => {
    const received = typeof method === "string" ? `"${method}"` : String(method);
    const rule = `be one of "miettinen-nurminen", "newcombe", "wald", received ${received}`;
    expect(bad(fine, fine, { method })).toEqual(invalid("compareProportions", "method", rule));
  });

  it.each([0, -0.02, 1.5, 5, Number.NaN, "0.02", null])("a margin of %j", (margin) => {
    expect(bad(fine, fine, { margin })).toMatchObject({ code: "invalid-input", path: "margin" });
  });

  it("a margin in points, naming the unit", () => {
    const rule = "be at most 1, in the unit of the difference, received 2";
    expect(bad(fine, fine, { margin: 2 })).toEqual(invalid("compareProportions", "margin", rule));
  });

  it("a direction without a margin, or one that is none", () => {
    expect(bad(fine, fine, { direction: "lower-is-better" })).toMatchObject({ path: "direction" });
    expect(bad(fine, fine, { margin: 0.1, direction: "up" })).toMatchObject({ path: "direction" });
  });
});
