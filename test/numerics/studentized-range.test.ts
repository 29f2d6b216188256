import { describe, expect, it } from "vitest";
import { normalTwoSided } from "../../src/numerics/normal";
import { studentTTwoSided } from "../../src/numerics/student-t";
import { studentizedRange } from "../../src/numerics/studentized-range";
import { agree } from "../assertions";
import studies from "../golden/compare-variants.json" with { type: "json" };
import golden from "../golden/many-comparisons.json" with { type: "json" };

const infinite = (df: number | string) => (df === "Infinity" ? Infinity : (df as number));

describe("studentizedRange()", () => {
  it.each(golden.studentizedRangeUpper)("has mpmath's tail above %s for %s values, %s degrees of freedom", (...row) => {
    const [q, k, df, expected] = row as [number, number, number | string, string];
    agree(studentizedRange(k, infinite(df)).upper(q), Number(expected), 1e-13);
  });

  it("is Student's t times the root of 2 for two values", () => {
    for (const df of [1, 2, 7.5, 60, 1e4, 1e7, 1e12]) {
      const { upper } = studentizedRange(2, df);
      for (const t of [1e-9, 0.1, 2, 6]) agree(upper(t * Math.SQRT2), studentTTwoSided(t, df), 2e-13);
    }
    agree(studentizedRange(2, Infinity).upper(3 * Math.SQRT2), normalTwoSided(3), 1e-14);
  });

  it("is certain to exceed 0, and never exceeds what no double squares", () => {
    const { upper } = studentizedRange(3, 10);
    expect([upper(0), upper(1e300), upper(Number.MAX_VALUE)]).toEqual([1, 0, 0]);
  });

  it("has quantiles whose tail is the probability, at any level", () => {
    for (const [k, df] of [
      [2, 5],
      [3, 2],
      [11, 3],
      [40, 100],
      [4, Infinity],
    ] as const) {
      const { upper, upperQuantile } = studentizedRange(k, df);
      for (const p of [0.999, 0.5, 0.1, 0.05, 0.001, 1e-10, 1e-60]) agree(upper(upperQuantile(p)), p, 1e-11);
    }
  });

  it("gives the half widths of R's TukeyHSD to the digits that it has", () => {
    const { tukey, level, arms } = studies.studies[0]!;
    const df = Object.values(arms).flat().length - 3;
    const halves = tukey.map(({ interval }) => (interval[1]! - interval[0]!) / 2);
    const within = Object.values(arms).map((values) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    });
    const error = Math.sqrt((within.reduce((sum, own) => sum + own, 0) / df) * (2 / 10));
    for (const half of halves) {
      agree((studentizedRange(3, df).upperQuantile(1 - level) / Math.SQRT2) * error, half, 1e-7);
    }
  });
});
