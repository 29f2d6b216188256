import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Estimate, Unit } from "../../src/core/estimate";
import { nps } from "../../src/metrics/promoters/nps";
import { csat } from "../../src/metrics/satisfaction/csat";
import { formatEstimate } from "../../src/report/format-estimate";
import { mean } from "../../src/statistics/estimates/mean";
import { proportion } from "../../src/statistics/estimates/proportion";
import { linearModel } from "../../src/statistics/models/linear-model";
import { errorOf } from "../assertions";

/** An estimate of any unit, with an interval as wide as given. */
function estimated<U extends Unit>(
  unit: U,
  estimate: number,
  ends?: readonly [number | null, number | null],
): Estimate<U> {
  return {
    kind: "mean",
    unit,
    scale: null,
    estimate,
    standardError: null,
    interval: ends ? { lower: ends[0], upper: ends[1], level: 0.95, method: "t" } : null,
    n: 3,
    nMissing: 0,
    caveats: [],
  };
}

describe("formatEstimate()", () => {
  it("formatEstimate() writes the estimate and its interval", () => {
    expect(formatEstimate(nps([10, 9, 7, 3], { method: "wald" }))).toBe("25.0 (-56.3 to 100.0)");
    expect(formatEstimate(proportion(9, 10))).toBe("90.0% (59.6% to 98.2%)");
    expect(formatEstimate(mean([2, 4, 6]))).toBe("4.00 (-0.97 to 8.97)");
  });

  it("formatEstimate() writes any number that has a unit and an interval, such as a model's coefficient", () => {
    const { coefficients } = linearModel({ food: [3, 4, 2, 5, 4, 1, 3] }, [3, 4, 2, 5, 4, 2, 4]);
    const { estimate, interval } = coefficients[1]!;
    expect(formatEstimate({ unit: "value", estimate, interval })).toBe("0.79 (0.45 to 1.13)");
    expect(formatEstimate({ unit: "value", estimate, interval: null })).toBe("0.79");
  });

  it("formatEstimate() writes Chinese where the locale is Chinese", () => {
    expect(formatEstimate(csat([5, 4, 2]), { locale: "zh", digits: 0 })).toBe("67%（21% 至 94%）");
    expect(formatEstimate(mean([2, 4, 6]), { locale: "zh-CN" })).toBe("4.00（-0.97 至 8.97）");
    expect(formatEstimate(mean([2, 4, 6]), { locale: "zh-Hant-TW" })).toBe("4.00（-0.97 至 8.97）");
  });

  it("formatEstimate() writes the estimate alone where it has no interval", () => {
    expect(formatEstimate(mean([1]))).toBe("1.00");
    expect(formatEstimate(mean([1]), { locale: "zh" })).toBe("1.00");
  });

  it("formatEstimate() writes an end that the data do not bound in words", () => {
    expect(formatEstimate(estimated("value", 4, [null, 5]))).toBe("4.00 (no lower bound to 5.00)");
    expect(formatEstimate(estimated("value", 4, [1, null]))).toBe("4.00 (1.00 to no upper bound)");
    expect(formatEstimate(estimated("value", 4, [1, null]), { locale: "zh" })).toBe("4.00（1.00 至 无上限）");
    expect(formatEstimate(estimated("value", 4, [null, null]), { locale: "zh" })).toBe("4.00（无下限 至 无上限）");
  });

  it("formatEstimate() writes null as no answers yet", () => {
    expect(formatEstimate(null)).toBe("no answers yet");
    expect(formatEstimate(null, { locale: "de-DE" })).toBe("no answers yet");
    expect(formatEstimate(null, { locale: "zh" })).toBe("暂无回答");
  });

  it.each([
    ["share", "150.0%"],
    ["points", "1.5"],
    ["rating", "1.50"],
    ["value", "1.50"],
    ["ratio", "1.50"],
    ["count", "2"],
    ["time", "1.5"],
  ] as const)("formatEstimate() writes a %s with the decimals of its unit", (unit, text) => {
    expect(formatEstimate(estimated(unit, 1.5))).toBe(text);
  });

  it("formatEstimate() takes decimals from 0 to 10", () => {
    expect(formatEstimate(estimated("value", 1 / 3), { digits: 0 })).toBe("0");
    expect(formatEstimate(estimated("value", 1 / 3), { digits: 10 })).toBe("0.3333333333");
    expect(formatEstimate(estimated("share", 1 / 3), { digits: 3 })).toBe("33.333%");
    expect(formatEstimate(estimated("share", 1 / 3), { digits: undefined })).toBe("33.3%");
  });

  it("formatEstimate() writes numbers as the locale does, and words in English", () => {
    expect(formatEstimate(estimated("value", 1234567.891, [-1000, null]), { locale: "de-DE" })).toBe(
      "1.234.567,89 (-1.000,00 to no upper bound)",
    );
    expect(formatEstimate(proportion(9, 10), { locale: "de-DE" })).toBe("90,0\u00a0% (59,6\u00a0% to 98,2\u00a0%)");
  });

  it("formatEstimate() writes a negative number that rounds to zero as zero", () => {
    expect(formatEstimate(estimated("value", -0.0049, [-0.004, -1e-300]), { digits: 2 })).toBe("0.00 (0.00 to 0.00)");
    expect(formatEstimate(estimated("share", -0.00049), { digits: 1 })).toBe("0.0%");
    expect(formatEstimate(estimated("points", -0.04), { digits: 1 })).toBe("0.0");
    expect(formatEstimate(estimated("value", -0.0051), { digits: 2 })).toBe("-0.01");
    // an end may vanish beside an estimate that does not
    expect(formatEstimate(estimated("value", -0.0051, [-0.0149, -0.0049]))).toBe("-0.01 (-0.01 to 0.00)");
    expect(formatEstimate(estimated("value", -1e-300))).toMatch(/^0\.0+$/);
    fc.assert(
      fc.property(
        fc.double({ min: -0.06, max: 0, noNaN: true }),
        fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }),
        fc.constantFrom<Unit>("share", "value"),
        (value, digits, unit) => {
          expect(formatEstimate(estimated(unit, value), { digits })).not.toMatch(/^-0(\.0*)?%?$/);
        },
      ),
    );
  });

  it("formatEstimate() chooses the decimals that keep two digits of an estimate that would read 0", () => {
    expect(formatEstimate(estimated("value", -0.0049, [-0.004, -1e-300]))).toBe("-0.0049 (-0.0040 to 0.0000)");
    expect(formatEstimate(estimated("share", -0.00049))).toBe("-0.049%");
    expect(formatEstimate(estimated("points", -0.04))).toBe("-0.040");
    expect(formatEstimate(estimated("count", 0.31, [0.12, 12]))).toBe("0.31 (0.12 to 12.00)");
    expect(formatEstimate(proportion(1, 3_000_000))).toBe("0.000033% (0.000006% to 0.000189%)");
    // no more than it takes, and none where there is nothing to show
    expect(formatEstimate(estimated("value", -0.0051))).toBe("-0.01");
    expect(formatEstimate(estimated("value", 0, [-0.001, 0.001]))).toBe("0.00 (0.00 to 0.00)");
    // at most twelve
    expect(formatEstimate(estimated("value", 1.2e-11))).toBe("0.000000000012");
    expect(formatEstimate(estimated("value", 1.2e-12))).toBe("0.000000000001");
  });

  it("formatEstimate() changes nothing in the estimate", () => {
    const estimate = Object.freeze({ ...mean([2, 4, 6]), interval: Object.freeze(mean([2, 4, 6]).interval) });
    expect(formatEstimate(estimate)).toBe("4.00 (-0.97 to 8.97)");
  });
});

describe("formatEstimate() on unsound arguments", () => {
  it.each([[-1], [11], [1.5], [Number.NaN], ["2"], [null]])("formatEstimate() refuses %o decimals", (digits) => {
    const shown = typeof digits === "string" ? `"${digits}"` : String(digits);
    expect(errorOf(() => formatEstimate(mean([1]), { digits: digits as never }))).toEqual({
      code: "invalid-input",
      path: "digits",
      message: `formatEstimate: digits must be an integer in [0, 10], received ${shown}`,
    });
  });

  it.each([["zz-"], [""], ["zh_CN"], ["english please"], [5], [null], [["zh"]], [{}]])(
    "formatEstimate() refuses the locale %o",
    (locale) => {
      for (const estimate of [mean([1]), null]) {
        const error = errorOf(() => formatEstimate(estimate, { locale: locale as never }));
        expect(error).toMatchObject({ code: "invalid-input", path: "locale" });
        expect(error?.message).toMatch(/^formatEstimate: locale must be a BCP 47 language tag such as "en" or "zh", /);
      }
    },
  );

  it.each([[5], ["4.0"], [true], [[]], [{}], [{ estimate: 1 }]])(
    "formatEstimate() refuses %o, which is no estimate",
    (estimate) => {
      expect(errorOf(() => formatEstimate(estimate as never))).toMatchObject({ code: "invalid-input" });
    },
  );

  it("formatEstimate() refuses a result that holds estimates and is none", () => {
    const model = linearModel({ food: [1, 2, 3, 4, 5] }, [2, 4, 6, 8, 11]);
    expect(errorOf(() => formatEstimate(model as never))).toMatchObject({ code: "invalid-input" });
  });

  it.each([
    [{ estimate: Number.NaN }, "estimate.estimate"],
    [{ estimate: "4" }, "estimate.estimate"],
    [{ estimate: Number.POSITIVE_INFINITY }, "estimate.estimate"],
    [{ estimate: null }, "estimate.estimate"],
    [{ unit: "percent" }, "estimate.unit"],
    [{ unit: undefined }, "estimate.unit"],
    [{ unit: "toString" }, "estimate.unit"],
    [{ interval: undefined }, "estimate.interval"],
    [{ interval: "wide" }, "estimate.interval"],
    [{ interval: { lower: Number.NaN, upper: 1, level: 0.95, method: "t" } }, "estimate.interval.lower"],
    [{ interval: { lower: 0, upper: "1", level: 0.95, method: "t" } }, "estimate.interval.upper"],
    [{ interval: { lower: 0, level: 0.95, method: "t" } }, "estimate.interval.upper"],
  ])("formatEstimate() refuses an estimate damaged by %o", (damage, path) => {
    const error = errorOf(() => formatEstimate({ ...mean([2, 4, 6]), ...damage } as never));
    expect(error).toMatchObject({ code: "invalid-input", path });
    expect(error?.message.startsWith(`formatEstimate: ${path} must `)).toBe(true);
  });

  it("formatEstimate() refuses null as options", () => {
    expect(errorOf(() => formatEstimate(mean([1]), null as never))).toMatchObject({
      code: "invalid-input",
      path: "options",
    });
  });
});
