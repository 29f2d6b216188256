import { describe, expect, it } from "vitest";
import { cuped } from "../../../../src/metrics/experiments/cuped/cuped";
import { compareMeans } from "../../../../src/metrics/experiments/means/compare-means";
import { compareRatiosOfMeans } from "../../../../src/metrics/experiments/means/compare-ratios-of-means";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import golden from "../../../golden/cuped.json" with { type: "json" };
import lm from "../../../golden/cuped-lm.json" with { type: "json" };

interface Rows {
  readonly outcome: number[];
  readonly denominator?: number[];
  readonly covariates: Record<string, number[]>;
}

describe("cuped() against mpmath, row by row", () => {
  it.each(golden.cases)("agrees on $name", (expected) => {
    const { level, theta, arms, difference, ratio } = expected;
    const result = cuped(expected.control as Rows, expected.treatment as Rows, { confidenceLevel: level });
    theta.forEach((slope, j) => {
      agree(result.covariates[j]?.theta, slope, 1e-12);
    });
    (["control", "treatment"] as const).forEach((arm, a) => {
      agree(result[arm].estimate, arms[a]!.estimate, 1e-13);
      agree(result[arm].standardError, arms[a]!.standardError, 1e-12);
      agreeEnds(result[arm].interval, arms[a]!.interval, 1e-12);
    });
    agree(result.difference.estimate, difference.estimate, 1e-12);
    agree(result.difference.standardError, difference.standardError, 1e-12);
    agreeEnds(result.difference.interval, difference.interval, 1e-12);
    agree(result.test.degreesOfFreedom[0], difference.degreesOfFreedom, 1e-12);
    agree(result.test.statistic, difference.statistic, 1e-12);
    agree(result.test.pValue, difference.pValue, 1e-11);
    agree(1 - result.varianceReduction!, 1 - expected.varianceReduction, 1e-12);
    agree(result.ratio?.estimate, ratio.estimate, 1e-12);
    agree(result.ratio?.standardError, ratio.standardError, 1e-12);
    expect(result.ratio?.interval?.method).toBe(ratio.method);
    agreeEnds(result.ratio?.interval, ratio.interval, 1e-12);
    expectPlain(result);
  });
});

describe("cuped() against R's lm()", () => {
  it.each(lm.cases)("agrees on $id", ({ control, treatment, alike, theta, ...expected }) => {
    const { difference, test, covariates } = cuped(control as Rows, treatment as Rows);
    // R printed 17 digits, of which its QR leaves about 12
    agree(difference.estimate, expected.estimate, 1e-11);
    covariates.forEach((covariate, j) => {
      agree(covariate.theta, theta[j]!, 1e-11);
    });
    if (!alike) return;
    agree(difference.standardError, expected.se, 1e-12);
    agree(test.degreesOfFreedom[0], expected.df, 1e-12);
    agree(test.statistic, expected.t, 1e-11);
    agree(test.pValue, expected.p, 1e-10);
    agreeEnds(difference.interval, expected.interval, 1e-12);
  });
});

const control = { outcome: [3, 5, 4, 6, 2], covariates: { before: [2, 5, 3, 6, 2] } };
const treatment = { outcome: [6, 4, 7, 5, 4], covariates: { before: [5, 3, 6, 3, 3] } };

describe("cuped()", () => {
  it("holds the adjusted means, the slopes and what they were good for", () => {
    const result = cuped(control, treatment, { confidenceLevel: 0.9, margin: 3 });
    expect(result).toMatchObject({
      kind: "cuped-comparison",
      unit: "value",
      control: { kind: "adjusted-mean", unadjusted: 4, n: 5, interval: { level: 0.9, method: "cuped" } },
      treatment: { kind: "adjusted-mean", unadjusted: 5.2, n: 5 },
      difference: { interval: { level: 0.9, method: "cuped" } },
      test: { alternative: "two-sided", method: "cuped" },
      covariates: [{ name: "before", control: 3.6, treatment: 4 }],
      effectSize: null,
      margin: { margin: 3, statement: "equivalent" },
      method: "cuped",
      n: 10,
    });
    agree(result.treatment.estimate - result.control.estimate, result.difference.estimate, 1e-14);
    // half of the imbalance is taken from each of two arms of one size
    const { theta } = result.covariates[0]!;
    agree(result.control.estimate, 4 + 0.2 * theta!, 1e-14);
    expectPlain(result);
  });

  it("leaves out customers with a missing value, and says where they are many", () => {
    const holed = {
      outcome: [3, 5, null, 4, 6, 2, 7, 1, 1, 2, 3],
      covariates: { before: [2, 5, 9, 3, 6, 2, null, null, null, null, null] },
    };
    const result = cuped(holed, treatment);
    expect(result.test).toEqual(cuped(control, treatment).test);
    expect(result).toMatchObject({
      n: 10,
      nMissing: 6,
      control: {
        rows: {
          total: 11,
          used: 5,
          missing: [
            { name: "outcome", n: 1 },
            { name: "covariates.before", n: 5 },
          ],
        },
      },
      caveats: [{ code: "few-complete-rows", path: "control" }],
    });
    const half = { outcome: holed.outcome.slice(0, -1), covariates: { before: holed.covariates.before.slice(0, -1) } };
    expect(cuped(half, treatment).caveats).toEqual([]);
  });

  it("finds covariates by name, in the order of control", () => {
    const [a, b] = [
      [1, 2, 4, 3, 9, 5],
      [2, 2, 1, 5, 4, 7],
    ] as const;
    const y = [4, 3, 6, 5, 9, 8];
    const one = cuped({ outcome: y, covariates: { a, b } }, { outcome: y, covariates: { a: b, b: a } });
    const other = cuped({ outcome: y, covariates: { a, b } }, { outcome: y, covariates: { b: a, a: b } });
    expect({ ...other, treatment: null }).toEqual({ ...one, treatment: null });
  });

  it("is Welch's comparison where no covariate varies within the arms, and says so", () => {
    const before = new Array(5).fill(0.3);
    // the arms differ in it, and one value is 0.3 only to rounding
    const result = cuped(
      { ...control, covariates: { before: [...before.slice(1), 0.1 + 0.2] } },
      { ...treatment, covariates: { before: new Array(5).fill(7) } },
    );
    const welch = compareMeans(control.outcome, treatment.outcome);
    expect(result.covariates).toMatchObject([{ theta: null, treatment: 7 }]);
    expect(result.varianceReduction).toBe(0);
    expect(result.caveats).toEqual([{ code: "constant-column", path: "covariates.0" }]);
    agree(result.difference.estimate, welch.difference.estimate, 1e-14);
    agree(result.difference.standardError, welch.difference.standardError!, 1e-14);
    agree(result.test.pValue, welch.test.pValue!, 1e-13);
    agree(result.ratio?.interval?.upper, welch.ratio!.interval!.upper!, 1e-13);
    agree(result.control.standardError, welch.control.standardError!, 1e-14);
    agreeEnds(result.control.interval, [welch.control.interval!.lower, welch.control.interval!.upper], 1e-13);
  });

  it("leaves out a covariate that the earlier ones tell", () => {
    const doubled = ({ outcome, covariates: { before } }: typeof control) => ({
      outcome,
      covariates: { before, again: before.map((x) => 7 - 2 * x) },
    });
    const result = cuped(doubled(control), doubled(treatment));
    expect(result.covariates[1]).toMatchObject({ name: "again", theta: null });
    expect(result.caveats).toEqual([{ code: "aliased-columns", path: "covariates.1" }]);
    const { difference, ratio, test } = cuped(control, treatment);
    expect(result).toMatchObject({ ratio: { interval: ratio!.interval }, test });
    expect(result.difference.interval).toEqual(difference.interval);
  });

  it("has no test where the covariates tell the outcome without an error", () => {
    const exact = (before: number[], effect: number) => ({
      outcome: before.map((x) => 0.1 * x + effect),
      covariates: { before },
    });
    const result = cuped(exact([1, 2, 4, 7], 0), exact([3, 5, 6, 8], 0.5), { margin: 1 });
    agree(result.difference.estimate, 0.5, 1e-14);
    expect(result.difference).toMatchObject({ standardError: 0, interval: null });
    expect(result.test).toMatchObject({ statistic: null, pValue: null });
    expect(result.varianceReduction).toBe(1);
    expect(result.margin?.statement).toBe("undecided");
    expect(result.caveats[0]).toEqual({ code: "perfect-fit", path: null });
    expectPlain(result);
  });

  it.each([
    ["the same outcome in both arms", 3, 3, "no-interval"],
    ["an outcome of its own in each arm", 3, 4, "no-spread-within-groups"],
  ])("has no test for %s", (_, c, t, code) => {
    const arm = (y: number) => ({ outcome: new Array(4).fill(y), covariates: { before: [1, 5, 3, 2] } });
    const result = cuped(arm(c), arm(t));
    expect(result).toMatchObject({ varianceReduction: null, covariates: [{ theta: 0 }], test: { pValue: null } });
    expect(result.caveats[0]).toEqual({ code, path: null });
    expectPlain(result);
  });

  it("finds a spread of 1 in outcomes and covariates near 1e12", () => {
    const far = ({ outcome, covariates: { before } }: typeof control) => ({
      outcome: outcome.map((y) => y + 1e12),
      covariates: { before: before.map((x) => x - 1e12) },
    });
    const [near, away] = [cuped(control, treatment), cuped(far(control), far(treatment))];
    agree(away.difference.estimate, near.difference.estimate, 1e-12);
    agree(away.difference.standardError, near.difference.standardError!, 1e-12);
    agree(away.test.pValue, near.test.pValue!, 1e-12);
  });

  it("is compareRatiosOfMeans() of a ratio whose covariates tell nothing", () => {
    const arm = (outcome: number[], denominator: number[]) => ({
      outcome,
      denominator,
      covariates: { none: outcome.map(() => 1) },
    });
    const result = cuped(arm([1, 0, 2, 3, 1], [4, 1, 6, 9, 5]), arm([2, 1, 4, 2, 3], [5, 2, 9, 4, 5]));
    const plain = compareRatiosOfMeans(
      { numerator: [1, 0, 2, 3, 1], denominator: [4, 1, 6, 9, 5] },
      { numerator: [2, 1, 4, 2, 3], denominator: [5, 2, 9, 4, 5] },
    );
    agree(result.difference.standardError, plain.difference.standardError!, 1e-13);
    agree(result.test.pValue, plain.test.pValue!, 1e-12);
    agree(result.ratio?.interval?.lower, plain.ratio!.interval!.lower!, 1e-13);
  });

  it("has no ratio to a baseline of 0", () => {
    const none = { outcome: [2, -2, 1, -1], covariates: { before: [1, 2, 2, 1] } };
    const balanced = { outcome: [4, 5, 6, 8], covariates: { before: [1, 2, 2, 1] } };
    const result = cuped(none, balanced);
    expect(result.ratio).toBeNull();
    expect(result.caveats).toEqual([{ code: "zero-baseline", path: "ratio" }]);
  });

  it("says which arm is too skewed for its interval, and whose denominators are few and unlike", () => {
    const before = [1, 2, 3, 4, 5, 3, 2, 4, 1, 2];
    const skewed = { outcome: [1, 1, 1, 1, 1, 1, 1, 1, 1, 60], covariates: { before } };
    expect(cuped(skewed, treatment).control.caveats).toEqual([{ code: "skewed-answers", path: null }]);
    const denominator = [1, 2, 1, 2, 1];
    expect(cuped({ ...control, denominator }, { ...treatment, denominator: [2, 2, 2, 2, 2] }).caveats).toEqual([
      { code: "few-clusters", path: "control" },
    ]);
  });

  it("may lose by a covariate that tells nothing", () => {
    const { varianceReduction } = cuped(
      { outcome: [3, 5, 4, 4], covariates: { before: [1, 1, 0, 2] } },
      { outcome: [6, 4, 5, 5], covariates: { before: [5, 5, 4, 6] } },
    );
    expect(varianceReduction).toBeLessThan(0);
  });
});

describe("cuped() refuses", () => {
  const refusal = (arm: unknown, options?: unknown) =>
    errorOf(() => cuped(control, arm as typeof control, options as object));

  it.each([
    ["a number", 7, "", "be an object, received 7"],
    ["no covariates", { outcome: [1, 2] }, ".covariates", "be an object, received undefined"],
    [
      "covariates without a name",
      { outcome: [1], covariates: [[1]] },
      ".covariates",
      "be an object of named columns, received an object (Array)",
    ],
    [
      "none of them",
      { outcome: [1], covariates: {} },
      ".covariates",
      "have at least one column, received an object (Object)",
    ],
    [
      "other covariates",
      { ...treatment, covariates: { after: [1, 2, 3, 4, 5] } },
      ".covariates.before",
      "be a column, as control has it, received undefined",
    ],
    [
      "more covariates",
      { ...treatment, covariates: { ...treatment.covariates, after: [1, 2, 3, 4, 5] } },
      ".covariates",
      "have the length of control.covariates (1), received 2",
    ],
    [
      "a value that is no number",
      { ...treatment, covariates: { before: [5, 3, "6", 3, 3] } },
      ".covariates.before.2",
      'be a finite number, null or undefined, received "6"',
    ],
    [
      "columns of different lengths",
      { ...treatment, outcome: [1] },
      ".outcome",
      "have the length of treatment.covariates.before (5), received 1",
    ],
    [
      "a denominator in one arm",
      { ...treatment, denominator: [1, 1, 1, 1, 1] },
      ".denominator",
      "be left out, as control has none, received an object (Array)",
    ],
    [
      "a misspelt column",
      { ...treatment, denominators: [1] },
      ".denominators",
      "be a known option, received an object (Array)",
    ],
  ])("%s, naming arm and place", (_, arm, place, rule) => {
    expect(refusal(arm)).toEqual(invalid("cuped", `treatment${place}`, rule));
  });

  it("not more than two rows beyond the covariates", () => {
    const message = "must hold at least 4 complete rows, three more than covariates, received 3";
    const few = { outcome: [6, 4, 7, null], covariates: { before: [5, 3, 6, 3] } };
    expect(refusal(few)).toEqual(insufficient("cuped", "treatment", message));
    expect(errorOf(() => cuped(few, treatment))).toEqual(insufficient("cuped", "control", message));
  });

  it("denominators below 0 or all 0", () => {
    const with_ = (denominator: number[]) => ({ ...treatment, denominator });
    const both = (denominator: number[]) =>
      errorOf(() => cuped({ ...control, denominator: [1, 1, 1, 1, 1] }, with_(denominator)));
    expect(both([1, 1, -1, 1, 1])).toEqual(
      invalid("cuped", "treatment.denominator", "hold no number below 0, received -1"),
    );
    expect(both([0, 0, 0, 0, 0])).toMatchObject({ code: "degenerate-data", path: "treatment.denominator" });
  });

  it("means whose variance no double holds", () => {
    const wide = { outcome: [1e149, 3e149, 2e149, 5e149], covariates: { before: [1, 3, 2, 2] } };
    const small = { ...wide, denominator: [1e-9, 1e-9, 2e-9, 1e-9] };
    expect(errorOf(() => cuped(small, small))).toMatchObject({ code: "invalid-input", path: "treatment" });
  });

  it("a margin that is no distance, a direction to nothing, a level beyond its range", () => {
    expect(refusal(treatment, { margin: 0 })?.path).toBe("margin");
    expect(refusal(treatment, { direction: "lower-is-better" })?.path).toBe("direction");
    expect(refusal(treatment, { confidenceLevel: "0.9" })?.path).toBe("confidenceLevel");
  });
});
