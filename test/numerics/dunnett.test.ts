import { describe, expect, it } from "vitest";
import { dunnett } from "../../src/numerics/dunnett";
import { normalTwoSided } from "../../src/numerics/normal";
import { studentTTwoSided } from "../../src/numerics/student-t";
import { agree } from "../assertions";
import golden from "../golden/many-comparisons.json" with { type: "json" };

describe("dunnett()", () => {
  it.each(golden.dunnettUpper)(
    "has mpmath's tail above %s for arms of %s times control, %s degrees of freedom",
    (...row) => {
      const [t, ratios, df, expected] = row as [number, number[], number | string, string];
      agree(dunnett(ratios, df === "Infinity" ? Infinity : (df as number)).upper(t), Number(expected), 1e-13);
    },
  );

  it("is Student's t for one arm, however much larger or smaller than control", () => {
    for (const ratio of [1e-9, 0.01, 1, 50, 98, 100, 1000, 1e9, 1e15]) {
      for (const df of [1, 2, 7.5, 60, 1e7, 1e12]) {
        const { upper } = dunnett([ratio], df);
        for (const t of [1e-9, 0.1, 2, 6]) agree(upper(t), studentTTwoSided(t, df), 2e-13);
      }
    }
    agree(dunnett([1], Infinity).upper(3), normalTwoSided(3), 1e-14);
  });

  it("takes arms that are much larger than a large control for independent, and than a small one for the same", () => {
    // correlations of 1e-9 and of 1 - 1e-9
    agree(dunnett([1e-9, 1e-9, 1e-9], Infinity).upper(2), 1 - (1 - normalTwoSided(2)) ** 3, 1e-8);
    agree(dunnett([1e9, 1e9, 1e9], Infinity).upper(2), normalTwoSided(2), 1e-4);
  });

  it("does not jump where panels take over from points at equal distance", () => {
    for (const df of [5, 200, Infinity]) {
      for (const t of [1, 2.5, 9]) {
        const [points, panels] = [99, 99.000001].map((ratio) => dunnett([ratio, 3, 1], df).upper(t));
        agree(panels, points!, 1e-7);
      }
    }
  });

  it("does not mind the order of the arms", () => {
    agree(dunnett([0.5, 2, 30], 12).upper(2.3), dunnett([30, 0.5, 2], 12).upper(2.3), 1e-15);
  });

  it("is certain to exceed 0, and never exceeds what no double squares", () => {
    const { upper } = dunnett([1, 2], 10);
    expect([upper(0), upper(1e300), upper(Number.MAX_VALUE)]).toEqual([1, 0, 0]);
  });

  it("has quantiles whose tail is the probability, at any level", () => {
    for (const df of [2, 30, Infinity]) {
      const { upper, upperQuantile } = dunnett([0.5, 1, 1, 4], df);
      for (const p of [0.999, 0.5, 0.1, 0.05, 0.001, 1e-10, 1e-60]) agree(upper(upperQuantile(p)), p, 1e-11);
    }
  });
});
