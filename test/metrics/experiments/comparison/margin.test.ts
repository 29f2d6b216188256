import { describe, expect, it } from "vitest";
import type { TestResult } from "../../../../src/core/estimate";
import { marginResult, marginSettings } from "../../../../src/metrics/experiments/comparison/margin";

const settings = (options: object) => marginSettings("compare", options, 1);

/** A test whose p-value says which hypothesis it was asked about. */
const against = (difference: number, alternative: "less" | "greater"): TestResult => ({
  statistic: difference,
  degreesOfFreedom: [],
  pValue: alternative === "greater" ? 0.01 : 0.2,
  alternative,
  method: "wald",
});

const statementOf = (lower: number, upper: number, direction?: string) =>
  marginResult(settings({ margin: 0.1, direction })!, { lower, upper }, against).statement;

describe("marginSettings()", () => {
  it("says nothing where no margin is given, and takes higher for better", () => {
    expect(settings({})).toBe(null);
    expect(settings({ margin: 0.1 })).toEqual({ margin: 0.1, direction: "higher-is-better" });
  });

  it.each([
    [{ margin: 0 }, "compare: margin must be above 0: `direction` says which way is worse, received 0"],
    [{ margin: -0.1 }, "compare: margin must be a finite number >= 0, received -0.1"],
    [{ margin: Number.NaN }, "compare: margin must be a finite number >= 0, received NaN"],
    [{ margin: "0.1" }, 'compare: margin must be a finite number >= 0, received "0.1"'],
    [{ margin: 5 }, "compare: margin must be at most 1, in the unit of the difference, received 5"],
    [
      { direction: "lower-is-better" },
      'compare: direction must be left out where there is no margin, received "lower-is-better"',
    ],
    [
      { margin: 0.1, direction: "down" },
      'compare: direction must be one of "higher-is-better", "lower-is-better", received "down"',
    ],
  ])("refuses %j, saying why", (options, message) => {
    expect(() => settings(options)).toThrow(expect.objectContaining({ message, code: "invalid-input" }));
  });
});

describe("marginResult()", () => {
  it.each([
    ["equivalent", -0.05, 0.05],
    ["equivalent", 0.02, 0.09],
    ["non-inferior", -0.05, 0.2],
    ["non-inferior", 0.15, 0.2],
    ["inferior", -0.3, -0.15],
    ["undecided", -0.3, -0.05],
    ["undecided", -0.2, 0.2],
    // an end on the margin does not exclude it
    ["undecided", -0.1, 0.05],
    ["non-inferior", -0.05, 0.1],
    ["undecided", -0.3, -0.1],
  ])("is %s where the interval goes from %f to %f", (statement, lower, upper) => {
    expect(statementOf(lower, upper)).toBe(statement);
    expect(statementOf(-upper, -lower, "lower-is-better"), "mirrored").toBe(statement);
  });

  it("asks the worse side for non-inferiority, and the side that rejects less for equivalence", () => {
    const higher = marginResult({ margin: 0.1, direction: "higher-is-better" }, null, against);
    expect(higher.nonInferiority).toMatchObject({ statistic: -0.1, alternative: "greater", pValue: 0.01 });
    expect(higher.equivalence).toMatchObject({ statistic: 0.1, alternative: "less", pValue: 0.2 });
    const lower = marginResult({ margin: 0.1, direction: "lower-is-better" }, null, against);
    expect(lower.nonInferiority).toMatchObject({ statistic: 0.1, alternative: "less", pValue: 0.2 });
    expect(lower.equivalence).toEqual(higher.equivalence);
  });

  it("is undecided without an interval", () => {
    const untested = () => ({ ...against(0, "less"), statistic: null, pValue: null });
    const result = marginResult({ margin: 0.1, direction: "higher-is-better" }, null, untested);
    expect(result).toMatchObject({
      statement: "undecided",
      nonInferiority: { pValue: null },
      equivalence: { pValue: null },
    });
  });
});
