import { describe, expect, it } from "vitest";
import { normalQuantile, normalUpper } from "../../src/numerics/normal";
import {
  studentTCdf,
  studentTQuantile,
  studentTTwoSided,
  studentTUpper,
  studentTUpperQuantile,
} from "../../src/numerics/student-t";
import golden from "../golden/distributions.json" with { type: "json" };
import grid from "../golden/distributions-grid.json" with { type: "json" };
import { casesOf, misses } from "./relative-error";

describe("studentTCdf(), studentTUpper() and studentTTwoSided()", () => {
  it("agree with mpmath to 1e-14 for 0.1 to 1e10 degrees of freedom, in tails down to 1e-300", () => {
    expect(misses(casesOf(golden.tCdf, 2, 2, 1e-14, studentTCdf))).toEqual([]);
    expect(misses(casesOf(grid.studentTUpper, 2, 2, 1e-14, studentTUpper))).toEqual([]);
    expect(misses(casesOf(grid.studentTUpper, 2, 2, 1e-14, (t, df) => studentTTwoSided(t, df) / 2))).toEqual([]);
    expect(misses(casesOf(grid.studentTUpper, 2, 2, 1e-14, (t, df) => studentTCdf(-t, df)))).toEqual([]);
  });

  it("become the normal distribution at huge degrees of freedom", () => {
    const points = [1e-9, 0.3, 1.7, 1.75, 2, 5, 12.3, 37];
    for (const df of [1e20, 1e100, 1e300, Infinity]) {
      const cases = points.map((t) => ({
        arguments: [t, df],
        actual: studentTUpper(t, df),
        expected: `${normalUpper(t)}`,
        tolerance: 1e-14,
      }));
      expect(misses(cases)).toEqual([]);
    }
  });

  it("reach their limits at infinity", () => {
    for (const df of [0.1, 3, 1e10, Infinity]) {
      expect([-Infinity, 0, Infinity].map((t) => studentTCdf(t, df))).toEqual([0, 0.5, 1]);
      expect([-Infinity, 0, Infinity].map((t) => studentTTwoSided(t, df))).toEqual([0, 1, 0]);
    }
  });
});

describe("studentTQuantile() and studentTUpperQuantile()", () => {
  it("agree with mpmath to 1e-14, also where t is near 0 or 1e300", () => {
    expect(misses(casesOf(golden.tQuantile, 2, 2, 1e-14, studentTQuantile))).toEqual([]);
    expect(misses(casesOf(grid.studentTUpperQuantile, 2, 2, 1e-14, studentTUpperQuantile))).toEqual([]);
    expect(misses(casesOf(grid.studentTUpperQuantile, 2, 2, 1e-14, (q, df) => -studentTQuantile(q, df)))).toEqual([]);
  });

  it("become the normal ones where a term of the continued fraction is 0: once Infinity at 2.5e16 degrees of freedom", () => {
    const cases = [24443522092869960, 25519760913565450, 26243814269180456, 29636799468621160].flatMap((df) =>
      [0.4, 0.15, 0.025, 1e-10].map((q) => ({
        arguments: [q, df],
        actual: studentTUpperQuantile(q, df),
        expected: `${-normalQuantile(q)}`,
        tolerance: 1e-14,
      })),
    );
    expect(misses(cases)).toEqual([]);
  });

  it("are 0 at 1/2, infinite at 0 and 1, and where t exceeds the doubles", () => {
    expect([0, 0.5, 1].map((p) => studentTQuantile(p, 4))).toEqual([-Infinity, 0, Infinity]);
    expect([0, 0.5, 1].map((p) => Math.abs(studentTUpperQuantile(p, 4)))).toEqual([Infinity, 0, Infinity]);
    expect(studentTUpperQuantile(1e-300, 0.5)).toBe(Infinity);
  });
});
