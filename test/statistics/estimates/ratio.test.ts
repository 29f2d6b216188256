import { describe, expect, it } from "vitest";
import type { Estimate, OpenInterval } from "../../../src/core/estimate";
import { nps } from "../../../src/metrics/promoters/nps";
import { csat } from "../../../src/metrics/satisfaction/csat";
import { difference } from "../../../src/statistics/estimates/difference";
import { mean } from "../../../src/statistics/estimates/mean";
import { proportion } from "../../../src/statistics/estimates/proportion";
import { ratio } from "../../../src/statistics/estimates/ratio";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import fromR from "../../golden/ratio.json" with { type: "json" };
import roots from "../../golden/ratio-roots.json" with { type: "json" };

/** ratio() as untyped callers reach it. */
const loose = ratio as unknown as (control: unknown, treatment: unknown, options?: unknown) => unknown;

/** A value with the ends that a case of ratio.py gives. */
function valueWith([estimate, lower, upper]: readonly (number | null)[]): Estimate<"value"> {
  return {
    ...mean([1, 2]),
    estimate: estimate!,
    interval: { lower: lower!, upper: upper!, level: 0.95, method: "t" } as OpenInterval,
  };
}

describe("ratio() against the published formulae in R (1e-12)", () => {
  it.each(fromR.shares)("of shares $treatment and $control at $level", ({ treatment, control, level, ...r }) => {
    const share = ([x, n]: number[]) => proportion(x!, n!, { confidenceLevel: level });
    const result = ratio(share(control), share(treatment));
    agree(result.estimate, r.estimate, 1e-14);
    agree(result.standardError, r.se, 1e-12);
    agree(result.interval.lower, r.mover[0]!, 1e-12);
    agree(result.interval.upper, r.mover[1]!, 1e-12);
    const wald = ratio(share(control), share(treatment), { method: "wald" });
    agree(wald.interval.lower, r.wald[0]!, 1e-12);
    agree(wald.interval.upper, r.wald[1]!, 1e-12);
    expect([result.interval.method, wald.interval.method]).toEqual(["mover", "wald"]);
  });

  it.each(fromR.means)("of means at $level", ({ treatment, control, level, ...r }) => {
    const [c, t] = [control, treatment].map((values) => mean(values, { confidenceLevel: level }));
    agree(ratio(c!, t!).standardError, r.se, 1e-12);
    agreeEnds(ratio(c!, t!).interval, r.mover, 1e-12);
    agreeEnds(ratio(c!, t!, { method: "wald" }).interval, r.wald, 1e-12);
  });
});

describe("ratio() against the roots of MOVER's difference in mpmath (1e-14)", () => {
  it.each(roots.cases)("$treatment over $control", ({ treatment, control, ends }) => {
    const result = ratio(valueWith(control), valueWith(treatment));
    const { lower, upper } = result.interval;
    const close = (end: number | null, expected: number | null) => {
      if (expected === null) expect(end).toBeNull();
      else agree(end, expected, 1e-14);
    };
    close(lower, ends[0] as number | null);
    close(upper, ends[1] as number | null);
    const open = ends.includes(null as never);
    expect(result.caveats).toEqual(open ? [{ code: "unbounded-interval", path: null }] : []);
    expectPlain(result);
  });
});

describe("ratio()", () => {
  it("returns treatment over control, with the counts and caveats of both", () => {
    const result = ratio(proportion(2, 4), proportion(10, 10));
    expect(result).toMatchObject({ kind: "ratio", unit: "ratio", scale: null, estimate: 2, n: 14, nMissing: 0 });
    expect(result.interval).toMatchObject({ level: 0.95, method: "mover" });
    expect(result.caveats).toEqual([{ code: "all-or-none", path: "treatment" }]);
    expectPlain(result);
  });

  it("bounds a ratio to a share of 0 from below alone, and one of 0 to a share from above", () => {
    const some = proportion(3, 10);
    const rare: Estimate<"share"> = { ...proportion(1, 10), interval: { ...proportion(0, 10).interval } };
    const { interval, caveats } = ratio(rare, some);
    expect(interval.lower).toBeGreaterThan(0);
    expect(interval.upper).toBeNull();
    expect(caveats).toEqual([{ code: "unbounded-interval", path: null }]);
    const nothing = ratio(some, proportion(0, 10));
    expect(nothing).toMatchObject({ estimate: 0, interval: { lower: 0 } });
    expect(nothing.interval.upper).toBeGreaterThan(0);
    expect(nothing.standardError).toBe(0);
  });

  it("takes one-sided intervals of shares, whose free end is the end of the scale", () => {
    const [c, t] = [[48, 80] as const, [56, 70] as const];
    const oneSided = ratio(
      proportion(...c, { alternative: "less", confidenceLevel: 0.975 }),
      proportion(...t, { alternative: "greater", confidenceLevel: 0.975 }),
    );
    const both = ratio(proportion(...c), proportion(...t));
    agree(oneSided.interval.lower, both.interval.lower!, 1e-12);
    // control may be as low as 0
    expect(oneSided.interval.upper).toBeNull();
  });

  it("cuts at 0 what cannot be negative, unlike a value or a difference", () => {
    const [control, treatment] = [valueWith([2, 1, 3]), valueWith([2, -1, 3])];
    expect(ratio(control, treatment).interval.lower).toBeLessThan(0);
    for (const unit of ["count", "time", "ratio"] as const) {
      const amount = (value: Estimate<"value">): Estimate<"count"> => ({ ...value, unit: unit as "count" });
      expect(ratio(amount(control), amount(treatment)).interval.lower).toBe(0);
    }
    const fall = difference(proportion(9, 10), proportion(1, 10));
    expect(ratio(proportion(5, 10), fall).interval.lower).toBeLessThan(0);
  });

  it("does not change what it compares", () => {
    const [control, treatment] = [proportion(1, 4), proportion(3, 4)];
    const before = structuredClone([control, treatment]);
    ratio(Object.freeze(control), Object.freeze(treatment));
    expect([control, treatment]).toStrictEqual(before);
  });

  it("stays within the doubles: huge over tiny, tiny over huge", () => {
    const [huge, tiny] = [valueWith([1e200, 0.9e200, 1.2e200]), valueWith([1e-200, 0.9e-200, 1.2e-200])];
    expect(errorOf(() => ratio(tiny, huge))).toEqual(
      invalid("ratio", "control.estimate", "give a ratio below 1.8e308, received 1e-200"),
    );
    expectPlain(ratio(huge, tiny));
    const { interval } = ratio(huge, huge);
    agreeEnds(interval, Object.values(ratio(tiny, tiny).interval) as number[], 1e-14);
  });
});

describe("ratio() refuses", () => {
  const share = proportion(1, 4);

  it.each<[string, unknown, string]>([
    ["points", nps([10, 9, 3]), "points"],
    ["ratings", csat([5, 4, 1]).mean, "rating"],
  ])("%s, saying why", (_, estimate, unit) => {
    expect(errorOf(() => loose(estimate, estimate))).toEqual(
      invalid(
        "ratio",
        "control.unit",
        'be "share", "value", "count", "time" or "ratio": points and ratings have no true zero, use difference(), ' +
          `received "${unit}"`,
      ),
    );
  });

  it("both as types already", () => {
    // @ts-expect-error points have no real zero
    expect(errorOf(() => ratio(nps([10]), nps([9])))).not.toBeNull();
    // @ts-expect-error a share and a value differ in unit
    expect(errorOf(() => ratio(share, mean([1, 2])))).not.toBeNull();
  });

  it("a control of 0, as degenerate", () => {
    expect(errorOf(() => ratio(proportion(0, 9), share))).toEqual({
      code: "degenerate-data",
      path: "control.estimate",
      message: "ratio: control.estimate must not be 0: a ratio to 0 is undefined",
    });
  });

  it("wald where an estimate has no logarithm or no standard error", () => {
    const wald = { method: "wald" } as const;
    for (const [control, treatment] of [
      [share, proportion(0, 4)],
      [difference(proportion(3, 4), share), proportion(1, 4)],
    ] as Estimate<"share">[][]) {
      expect(errorOf(() => ratio(control!, treatment!, wald))).toEqual({
        code: "degenerate-data",
        path: "method",
        message: 'ratio: method must not be "wald" where an estimate has no logarithm: it is not above 0',
      });
    }
    const bare: Estimate<"share"> = { ...share, standardError: null };
    expect(errorOf(() => ratio(bare, share, wald))).toEqual(
      insufficient("ratio", "method", 'must not be "wald" where a standard error is null'),
    );
    expect(ratio(bare, share).standardError).toBeNull();
  });

  it("an estimate without an interval, as nothing to compare", () => {
    const none = "must have an interval; one answer, or answers that are all equal, have none";
    expect(errorOf(() => ratio(mean([3]), mean([1, 2])))).toEqual(insufficient("ratio", "control", none));
    expect(errorOf(() => ratio(mean([1, 2]), mean([3, 3])))).toEqual(insufficient("ratio", "treatment", none));
  });

  it.each<[string, unknown[], string, string]>([
    ["another unit", [share, mean([1, 2])], "treatment.unit", 'be "share" as control\'s is, received "value"'],
    [
      "another scale",
      [csat([5, 4]), csat([1, 2], { scale: { min: 1, max: 7 } })],
      "treatment.scale",
      'be 1 to 5 as control\'s is, received "1 to 7"',
    ],
    [
      "another convention",
      [csat([5, 4, 1], { satisfiedFrom: 4 }), csat([5, 4, 1], { satisfiedFrom: 5 })],
      "treatment.satisfiedFrom",
      "be 4 as control's is, received 5",
    ],
    [
      "another level",
      [share, proportion(3, 4, { confidenceLevel: 0.9 })],
      "treatment.interval.level",
      "be 0.95 as control's is, received 0.9",
    ],
    [
      "another method",
      [share, share, { method: "fieller" }],
      "method",
      'be one of "mover", "wald", received "fieller"',
    ],
    ["options that are null", [share, share, null], "options", "be an object, received null"],
    ["null as control", [null, share], "control", "be an object, received null"],
    ["a number as treatment", [share, 0.5], "treatment", "be an object, received 0.5"],
  ])("%s", (_, [control, treatment, options], path, rule) => {
    expect(errorOf(() => loose(control, treatment, options))).toEqual(invalid("ratio", path, rule));
  });
});
