import { describe, expect, it } from "vitest";
import { compareMeansClustered } from "../../../../src/metrics/experiments/means/compare-means-clustered";
import type { ClusteredAnswers } from "../../../../src/statistics/estimates/clustered-mean";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import golden from "../../../golden/ratio-of-means.json" with { type: "json" };

describe("compareMeansClustered() against R (survey::svymean of clusters)", () => {
  it.each(golden.clusters)("agrees on $id", ({ id, control, treatment, arms, difference: expected }) => {
    const result = compareMeansClustered(control, treatment, { confidenceLevel: expected.level });
    // R sums the answers themselves: far from 0 their rounding costs it the digits of the offset
    const lost = id === "far from zero" ? 1e6 : 1;
    for (const [arm, r] of [
      [result.control, arms[0]!],
      [result.treatment, arms[1]!],
    ] as const) {
      agree(arm.estimate, r.estimate, 1e-14);
      agree(arm.standardError, r.se, 1e-13 * lost);
      agree(arm.clusters, r.df + 1, 0);
      agree(arm.designEffect, r.deff, 1e-12 * lost);
      agreeEnds(arm.interval, r.interval, 1e-12);
    }
    agree(result.difference.estimate, expected.estimate, 1e-14 * lost);
    agree(result.difference.standardError, expected.se, 1e-13 * lost);
    agreeEnds(result.difference.interval, expected.interval, 1e-12 * lost);
    agree(result.test.degreesOfFreedom[0], expected.df, 1e-12 * lost);
    agree(result.test.pValue, expected.p, 1e-11 * lost);
  });
});

const control = { values: [3, 4, 2, 5, 4], clusters: ["a", "a", "b", "c", "c"] };
const treatment = { values: [5, 5, 4, 3], clusters: ["d", "e", "e", "f"] };

describe("compareMeansClustered()", () => {
  it("says how many customers there are, and what their answers being alike costs", () => {
    const result = compareMeansClustered(control, treatment, { confidenceLevel: 0.9, margin: 3 });
    expect(result).toMatchObject({
      kind: "clustered-mean-comparison",
      unit: "value",
      control: {
        kind: "clustered-mean",
        n: 5,
        clusters: 3,
        estimate: 3.6,
        interval: { level: 0.9, method: "clustered" },
      },
      treatment: { n: 4, clusters: 3, estimate: 4.25 },
      difference: { unit: "value", interval: { level: 0.9, method: "clustered" } },
      effectSize: null,
      margin: { margin: 3, statement: "equivalent" },
      test: { alternative: "two-sided", method: "clustered" },
      method: "clustered",
      n: 9,
    });
    expect(result.caveats).toContainEqual({ code: "few-clusters", path: "control" });
    expectPlain(result);
  });

  it("takes twenty customers an arm for enough", () => {
    const arm = (count: number, prefix: string) => ({
      values: Array.from({ length: 2 * count }, (_, i) => i % 5),
      clusters: Array.from({ length: 2 * count }, (_, i) => `${prefix}${i % count}`),
    });
    expect(compareMeansClustered(arm(20, "a"), arm(19, "b")).caveats).toEqual([
      { code: "few-clusters", path: "treatment" },
    ]);
    // one customer with as many answers as all others: they count for four
    const uneven = {
      values: [...arm(30, "a").values, ...new Array(60).fill(3)],
      clusters: [...arm(30, "a").clusters, ...new Array(60).fill("z")],
    };
    expect(compareMeansClustered(uneven, arm(20, "b")).caveats).toContainEqual({
      code: "few-clusters",
      path: "control",
    });
  });

  it("counts every answer that repeats a customer's others for nothing", () => {
    const once = { values: [1, 2, 4, 5], clusters: [1, 2, 3, 4] };
    const twice = { values: [1, 2, 4, 5, 1, 2, 4, 5], clusters: [1, 2, 3, 4, 1, 2, 3, 4] };
    const [a, b] = [compareMeansClustered(once, treatment), compareMeansClustered(twice, treatment)];
    agree(b.control.standardError, a.control.standardError!, 1e-14);
    expect(b.test.degreesOfFreedom).toEqual(a.test.degreesOfFreedom);
    agree(a.control.designEffect, 1, 1e-14);
    // twice the answers, of a variance with divisor 7 in place of 3
    agree(b.control.designEffect, (2 * 7) / 6, 1e-13);
  });

  it("takes a number for the same customer as its digits, and leaves out answers without a customer", () => {
    const mixed = { values: [3, 4, 2, 5, 4, 9, null], clusters: ["1", 1, 2, "3", 3, null, 3] };
    const named = { values: control.values, clusters: [1, 1, 2, 3, 3] };
    const result = compareMeansClustered(mixed, treatment);
    expect(result).toMatchObject({ n: 9, nMissing: 2, control: { clusters: 3, nMissing: 2 } });
    expect(result.test).toEqual(compareMeansClustered(named, treatment).test);
  });

  it("reads typed arrays", () => {
    const typed = { values: Float32Array.from(control.values), clusters: new Uint8Array([0, 0, 1, 2, 2]) };
    expect(compareMeansClustered(typed, treatment).test).toEqual(compareMeansClustered(control, treatment).test);
  });

  it("finds a spread of 1 in answers near 1e12", () => {
    const far = ({ values, clusters }: typeof control) => ({ values: values.map((y) => 1e12 + y), clusters });
    const [near, away] = [
      compareMeansClustered(control, treatment),
      compareMeansClustered(far(control), far(treatment)),
    ];
    agree(away.difference.estimate, near.difference.estimate, 1e-12);
    agree(away.difference.standardError, near.difference.standardError!, 1e-12);
    agree(away.test.pValue, near.test.pValue!, 1e-12);
  });

  it.each([
    ["the same answer in both arms", 0.3, 0.3, "all-answers-equal"],
    ["an answer of its own in each arm", 1, 2, "no-spread-within-groups"],
    ["answers that differ by rounding", 0.3, 0.1 + 0.2, "all-answers-equal"],
  ])("has no interval and no test for %s", (_, c, t, code) => {
    const arm = (value: number, first: number) => ({
      values: [value, value, value],
      clusters: [first, first, first + 1],
    });
    const result = compareMeansClustered(arm(c, 1), arm(t, 5), { margin: 1 });
    expect(result.difference).toMatchObject({ standardError: 0, interval: null });
    expect(result.test).toMatchObject({ statistic: null, pValue: null });
    expect(result.control).toMatchObject({ interval: null, designEffect: null });
    expect(result.margin?.statement).toBe("undecided");
    expect(result.caveats[0]).toEqual({ code, path: null });
    expect(result.caveats).toContainEqual({ code: "all-answers-equal", path: "control" });
    expectPlain(result);
  });

  it("has no interval where every customer's answers cancel", () => {
    const arm = (first: number) => ({ values: [1, 3, 3, 1], clusters: [first, first, first + 1, first + 1] });
    const result = compareMeansClustered(arm(1), arm(5));
    expect(result.control).toMatchObject({ standardError: 0, interval: null, designEffect: 0 });
    expect(result.caveats).toContainEqual({ code: "no-interval", path: null });
    expect(result.control.caveats).toContainEqual({ code: "no-interval", path: null });
    expect(result.caveats.map(({ code }) => code)).not.toContain("all-answers-equal");
  });

  it("says which arm has a customer whose answers outweigh the others", () => {
    const values = [...new Array(24).fill(3), 9, 9, 9, 9, 9, 9];
    const clusters = values.map((y, i) => (y === 9 ? 99 : i));
    expect(compareMeansClustered({ values, clusters }, treatment).caveats).toContainEqual({
      code: "skewed-answers",
      path: "control",
    });
  });
});

describe("compareMeansClustered() refuses", () => {
  const fn = "compareMeansClustered";
  const refusal = (arm: unknown, options?: unknown) =>
    errorOf(() => compareMeansClustered(control, arm as ClusteredAnswers, options as object));

  it.each([
    ["values alone", [1, 2], ".0", "be a known option, received 1"],
    ["nothing", null, "", "be an object, received null"],
    [
      "a value that is no number",
      { ...treatment, values: [5, Number.NaN, 4, 3] },
      ".values.1",
      "be a finite number, null or undefined, received NaN",
    ],
    [
      "fewer customers than values",
      { ...treatment, clusters: ["d"] },
      ".clusters",
      "have the length of treatment.values (4), received 1",
    ],
    [
      "a customer that is no name",
      { ...treatment, clusters: ["d", "e", 1.5, "f"] },
      ".clusters.2",
      "be a non-empty string or an integer, received a number",
    ],
    [
      "no customers",
      { values: [1, 2] },
      ".clusters",
      "be an array, a typed array or an iterable of numbers, received undefined",
    ],
  ])("%s, naming arm and place", (_, arm, place, rule) => {
    expect(refusal(arm)).toEqual(invalid(fn, `treatment${place}`, rule));
  });

  it("customers who are in both arms, without saying who", () => {
    const rule = 'be other customers than control\'s, received "2 in both arms"';
    const error = refusal({ values: [5, 5, 4, 3], clusters: ["a", "e", "e", "b"] });
    expect(error).toEqual(invalid(fn, "treatment.clusters", rule));
  });

  it("fewer than two customers", () => {
    const message = "must hold answers of at least two customers, received";
    expect(refusal({ values: [5, 4], clusters: ["d", "d"] })).toEqual(insufficient(fn, "treatment", `${message} 1`));
    expect(refusal({ values: [], clusters: [] })).toEqual(insufficient(fn, "treatment", `${message} 0`));
    expect(refusal({ values: [1, null], clusters: ["d", "e"] })).toEqual(insufficient(fn, "treatment", `${message} 1`));
  });

  it("a margin that is no distance, a direction to nothing, a level beyond its range", () => {
    expect(refusal(treatment, { margin: -1 })?.path).toBe("margin");
    expect(refusal(treatment, { direction: "lower-is-better" })?.path).toBe("direction");
    expect(refusal(treatment, { confidenceLevel: 1 })?.path).toBe("confidenceLevel");
  });
});
