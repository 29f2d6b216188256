import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Estimate, Unit } from "../../../src/core/estimate";
import { nps } from "../../../src/metrics/promoters/nps";
import { ces } from "../../../src/metrics/satisfaction/ces";
import { csat } from "../../../src/metrics/satisfaction/csat";
import { type DifferenceOptions, difference } from "../../../src/statistics/estimates/difference";
import { mean } from "../../../src/statistics/estimates/mean";
import { proportion } from "../../../src/statistics/estimates/proportion";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import ab from "../../golden/ab.json" with { type: "json" };
import newcombe from "../../golden/newcombe.json" with { type: "json" };

/** difference() as untyped callers reach it. */
const loose = difference as (control: unknown, treatment: unknown, options?: unknown) => unknown;

describe("difference() of two Wilson intervals is Newcombe's interval", () => {
  it.each(newcombe.cases)("$x1/$n1 - $x2/$n2, to the four digits printed", ({ x1, n1, x2, n2, ...expected }) => {
    const { lower, upper } = difference(proportion(x2, n2), proportion(x1, n1)).interval;
    expect(Math.abs(lower - (expected.newcombe[0] as number))).toBeLessThanOrEqual(0.5000001e-4);
    expect(Math.abs(upper - (expected.newcombe[1] as number))).toBeLessThanOrEqual(0.5000001e-4);
  });

  it.each(newcombe.cases)("$x1/$n1 - $x2/$n2 by Wald, cut nowhere", ({ x1, n1, x2, n2, wald }) => {
    const { lower, upper } = difference(proportion(x2, n2), proportion(x1, n1), { method: "wald" }).interval;
    expect(Math.abs(lower - (wald[0] as number))).toBeLessThanOrEqual(0.5000001e-4);
    expect(Math.abs(upper - (wald[1] as number))).toBeLessThanOrEqual(0.5000001e-4);
  });

  it.each(ab.twoProportions)("$id, to 1e-12 of R's", ({ x1, n1, x2, n2, result: r }) => {
    const [control, treatment] = [proportion(x2, n2), proportion(x1, n1)];
    agree(difference(control, treatment).estimate, r.diff, 1e-12);
    agreeEnds(difference(control, treatment).interval, r.ci95Newcombe, 1e-12);
    agreeEnds(difference(control, treatment, { method: "wald" }).interval, r.ci95Wald, 1e-12);
  });
});

describe("difference()", () => {
  it("returns treatment minus control, with the counts of both", () => {
    const result = difference(proportion(1, 4), proportion(3, 4));
    expect(result).toMatchObject({ kind: "difference", unit: "share", scale: null, estimate: 0.5, n: 8, nMissing: 0 });
    agree(result.standardError, Math.sqrt(2 * (3 / 64)), 1e-15);
    expect(result.interval).toMatchObject({ level: 0.95, method: "mover" });
    expectPlain(result);
  });

  it("takes any two estimates of one unit and scale, whatever their kinds", () => {
    expect(difference(proportion(1, 4), difference(proportion(1, 4), proportion(3, 4))).estimate).toBe(0.25);
    expect(difference(nps([10, 3]), nps([10, 10, null]))).toMatchObject({
      unit: "points",
      scale: { min: 0, max: 10 },
      estimate: 100,
      n: 4,
      nMissing: 1,
    });
    expect(difference(csat([5, 1]).mean, csat([5, 4, 5]).mean).unit).toBe("rating");
  });

  it("carries the caveats of both, naming whose they are", () => {
    expect(difference(proportion(0, 2), proportion(1, 1)).caveats).toEqual([
      { code: "all-or-none", path: "control" },
      { code: "single-answer", path: "treatment" },
    ]);
    const [control, treatment] = [csat([5, 5, 1]), csat([5, 5])];
    // a caveat of the mean rating is none of the share's difference
    expect(treatment.caveats).toContainEqual({ code: "all-answers-equal", path: "mean" });
    expect(difference(control, treatment).caveats).toEqual([{ code: "all-or-none", path: "treatment" }]);
  });

  it("has no -0: equal estimates differ by 0", () => {
    expectPlain(difference(proportion(0, 5), proportion(0, 7)));
    expectPlain(difference(proportion(0, 5), proportion(0, 7), { method: "wald" }));
    expect(difference(proportion(2, 5), proportion(2, 5)).estimate).toBe(0);
  });

  it("does not change what it compares", () => {
    const [control, treatment] = [proportion(1, 4), proportion(3, 4)];
    const before = structuredClone([control, treatment]);
    difference(Object.freeze(control), Object.freeze(treatment));
    expect([control, treatment]).toStrictEqual(before);
  });

  const share = proportion(1, 4);
  it.each<[string, unknown[], string, string]>([
    ["another unit", [share, nps([10])], "treatment.unit", 'be "share" as control\'s is, received "points"'],
    [
      "another scale",
      [csat([5, 4]), csat([1, 2], { scale: { min: 1, max: 7 } })],
      "treatment.scale",
      'be 1 to 5 as control\'s is, received "1 to 7"',
    ],
    ["a scale against none", [csat([5, 4]), share], "treatment.scale", 'be 1 to 5 as control\'s is, received "none"'],
    [
      "another level",
      [share, proportion(3, 4, { confidenceLevel: 0.9 })],
      "treatment.interval.level",
      "be 0.95 as control's is, received 0.9",
    ],
    [
      "a method of another function",
      [share, share, { method: "wilson" }],
      "method",
      'be one of "mover", "wald", received "wilson"',
    ],
    ["options that are null", [share, share, null], "options", "be an object, received null"],
    ["null as control", [null, share], "control", "be an object, received null"],
    ["a number as treatment", [share, 0.5], "treatment", "be an object, received 0.5"],
  ])("rejects %s", (_, [control, treatment, options], path, rule) => {
    expect(errorOf(() => loose(control, treatment, options))).toEqual(invalid("difference", path, rule));
  });

  it.each([
    ["an empty object", {}],
    ["answers", [5, 4]],
    ["an estimate of NaN", { ...share, estimate: Number.NaN }],
    ["an interval with an end of NaN", { ...share, interval: { ...share.interval, lower: Number.NaN } }],
    ["an interval in words", { ...share, interval: { ...share.interval, lower: "0" } }],
  ])("rejects %s, which is no estimate", (_, bad) => {
    expect(errorOf(() => loose(bad, bad))).toMatchObject({
      code: "invalid-input",
      path: expect.stringMatching(/^control/),
    });
  });

  it("rejects an estimate without an interval, as nothing to compare", () => {
    const none = "must have an interval; one answer, or answers that are all equal, have none";
    for (const one of [mean([3]), mean([3, 3])]) {
      expect(errorOf(() => difference(one, mean([1, 2])))).toEqual(insufficient("difference", "control", none));
      expect(errorOf(() => difference(mean([1, 2]), one))).toEqual(insufficient("difference", "treatment", none));
    }
  });

  it("rejects an interval that is open on a side", () => {
    const open: Estimate = { ...mean([1, 2]), interval: { lower: null, upper: 3, level: 0.95, method: "t" } };
    const rule = "must have two ends; a one-sided interval has one";
    expect(errorOf(() => difference(open, mean([1, 2]) as Estimate))).toEqual(
      insufficient("difference", "control.interval", rule),
    );
    expect(errorOf(() => difference(mean([1, 2]) as Estimate, open))).toEqual(
      insufficient("difference", "treatment.interval", rule),
    );
  });

  it("rejects wald without a standard error", () => {
    const bare: Estimate<"share"> = { ...share, standardError: null };
    expect(errorOf(() => difference(bare, share, { method: "wald" }))).toEqual(
      insufficient("difference", "method", 'must not be "wald" where a standard error is null'),
    );
    expect(difference(bare, share).standardError).toBeNull();
  });
});

describe("difference() of shares", () => {
  const counts = fc
    .integer({ min: 1, max: 500 })
    .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));
  const method = fc.constantFrom<NonNullable<DifferenceOptions["method"]>>("mover", "wald");
  const of = <U extends Unit>(control: Estimate<U>, treatment: Estimate<NoInfer<U>>, options?: DifferenceOptions) =>
    difference(control, treatment, options).interval;

  it("holds the estimate and stays inside [-1, 1] with mover", () => {
    fc.assert(
      fc.property(counts, counts, (a, b) => {
        const { estimate, interval } = difference(proportion(...a), proportion(...b));
        expect(interval.lower).toBeLessThanOrEqual(estimate);
        expect(interval.upper).toBeGreaterThanOrEqual(estimate);
        // the ends are sums, so they may round past the end of the scale by a unit in the last place
        expect(interval.lower).toBeGreaterThanOrEqual(-1 - 2 ** -52);
        expect(interval.upper).toBeLessThanOrEqual(1 + 2 ** -52);
      }),
    );
  });

  it("changes its sign when control and treatment are swapped, to 1e-15", () => {
    fc.assert(
      fc.property(counts, counts, method, (a, b, name) => {
        const [there, back] = [
          of(proportion(...a), proportion(...b), { method: name }),
          of(proportion(...b), proportion(...a), { method: name }),
        ];
        expect(Math.abs(there.lower + back.upper)).toBeLessThanOrEqual(1e-15);
        expect(Math.abs(there.upper + back.lower)).toBeLessThanOrEqual(1e-15);
      }),
    );
  });

  it("has a wider interval at a higher level", () => {
    fc.assert(
      fc.property(counts, counts, method, (a, b, name) => {
        const at = (confidenceLevel: number) =>
          of(proportion(...a, { confidenceLevel }), proportion(...b, { confidenceLevel }), { method: name });
        expect(at(0.99).lower).toBeLessThanOrEqual(at(0.9).lower);
        expect(at(0.99).upper).toBeGreaterThanOrEqual(at(0.9).upper);
      }),
    );
  });
});

describe("difference() where an estimate lies outside of its interval", () => {
  const share = (successes: number) => proportion(successes, 100);

  it("stays within what a difference can be, and takes no width from beyond an end", () => {
    const { interval } = difference(nps([0]), nps([10]));
    expect(interval.upper).toBeLessThanOrEqual(200);
    expect(interval.lower).toBeGreaterThanOrEqual(-200);
  });

  it("does not cut a difference of differences, which may lie beyond 1", () => {
    const [falls, rises] = [difference(share(90), share(10)), difference(share(10), share(90))];
    const { estimate, interval } = difference(falls, rises);
    expect(estimate).toBe(1.6);
    // until version 0.1.0 the upper end was 1
    expect(interval.upper).toBeGreaterThan(1.6);
    expect(interval.lower).toBeGreaterThan(1);
    const points = difference(difference(nps([10, 10, 9]), nps([0, 1, 2])), difference(nps([0, 0]), nps([10, 10])));
    expect(points.estimate).toBe(400);
    expect(points.interval.upper).toBeGreaterThan(200);
  });

  it.each([
    ["satisfiedFrom", csat([5, 4, 1], { satisfiedFrom: 4 }), csat([5, 4, 1], { satisfiedFrom: 5 })],
    ["direction", ces([5, 4, 1]), ces([5, 4, 1], { direction: "higher-is-harder" })],
  ])("refuses estimates by different conventions: %s", (convention, control, treatment) => {
    expect(errorOf(() => difference<Unit>(control, treatment))?.path).toBe(`treatment.${convention}`);
  });
});
