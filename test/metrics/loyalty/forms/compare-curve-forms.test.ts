import { describe, expect, it } from "vitest";
import { type LoyaltyCurve, loyaltyCurve } from "../../../../src/metrics/loyalty/curve/loyalty-curve";
import { soundCurve } from "../../../../src/metrics/loyalty/curve/sound-curve";
import { type CurveFormComparison, compareCurveForms } from "../../../../src/metrics/loyalty/forms/compare-curve-forms";
import { brokenForm } from "../../../../src/metrics/loyalty/forms/curve-forms";
import { levelPoints } from "../../../../src/metrics/loyalty/forms/level-points";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import fromR from "../../../golden/compare-curve-forms.json" with { type: "json" };
import piecewise from "../../../golden/piecewise.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";
import satloy from "../../../golden/satloy.json" with { type: "json" };

type Column = (number | null)[];
const { q7all, nps } = readTable("sfo_2017.csv") as { q7all: Column; nps: Column };
const fn = "compareCurveForms";

const formOf = ({ forms }: CurveFormComparison, name: string) => forms.find(({ form }) => form === name);
const estimatesOf = (result: CurveFormComparison, name: string) =>
  formOf(result, name)?.coefficients.map(({ estimate }) => estimate) ?? [];
const codes = ({ caveats }: CurveFormComparison) => caveats.map(({ code, path }) => `${code} ${path}`);

describe("compareCurveForms() against R (compare-curve-forms.R): lm, logLik, anova", () => {
  it.each(fromR.cases)("$id", ({ x, y, scale: [min, max], ...golden }) => {
    const [satisfaction, loyalty] = x !== null ? [x, y as number[]] : max === 5 ? [q7all, nps] : [nps, q7all];
    const scale = { min: min as number, max: max as number };
    const result = compareCurveForms(loyaltyCurve(satisfaction, loyalty, { scale }));
    expect(result.n).toBe(golden.n);
    agree(result.pureError.sumOfSquares, golden.pureError, 1e-13);
    expect(result.pureError.degreesOfFreedom).toBe(golden.forms.at(-1)?.df[1]);
    expect(result.forms.map(({ form }) => form)).toEqual(golden.forms.map(({ form }) => form));
    result.forms.forEach((one, i) => {
      const expected = golden.forms[i] as (typeof golden.forms)[number];
      expect(one.coefficients.length).toBe(expected.coefficients.length);
      one.coefficients.forEach(({ estimate }, k) => {
        agree(estimate, expected.coefficients[k] as number, 1e-11);
      });
      agree(one.rss, expected.rss, 1e-13);
      agree(one.logLikelihood, expected.logLikelihood, 1e-11);
      agree(one.aic, expected.aic, 1e-11);
      agree(one.aicc, expected.aicc, 1e-11);
      agree(one.bic, expected.bic, 1e-11);
      agree(one.akaikeWeight, expected.weight, 1e-10);
      if (expected.f === null) {
        expect(one.lackOfFit).toBeNull();
        return;
      }
      expect(one.lackOfFit).toMatchObject({
        degreesOfFreedom: expected.df,
        alternative: "two-sided",
        method: "lack-of-fit-f",
      });
      agree(one.lackOfFit?.statistic, expected.f, 1e-11);
      agree(one.lackOfFit?.pValue, expected.p as number, 1e-11);
    });
    const least = golden.forms.reduce((one, other) => (other.aicc < one.aicc ? other : one));
    expect(result.best).toBe(least.form);
  });
});

describe("compareCurveForms() on the airport survey", () => {
  const curve = loyaltyCurve(q7all, nps);
  const result = compareCurveForms(curve);

  it("has R's polynomials and lack of fit (satloy.json)", () => {
    const [golden] = satloy.curves;
    for (const name of ["linear", "quadratic", "cubic"] as const) {
      agree(formOf(result, name)?.rss, golden?.[name].rss as number, 1e-13);
      estimatesOf(result, name).forEach((estimate, k) => {
        // its raw powers cost it digits
        agree(estimate, golden?.[name].coef[k] as number, 1e-11);
      });
    }
    agree(result.pureError.sumOfSquares, golden?.dummyModelRss as number, 1e-11);
    agree(formOf(result, "linear")?.lackOfFit?.statistic, golden?.lackOfFit.f as number, 1e-12);
    agree(formOf(result, "linear")?.lackOfFit?.pValue, golden?.lackOfFit.p as number, 1e-11);
    expect(formOf(result, "linear")?.lackOfFit?.degreesOfFreedom).toEqual(golden?.lackOfFit.df);
  });

  it("has the breaks of the exhaustive search over levels (piecewise.json)", () => {
    const golden = (piecewise.cases[0] as (typeof piecewise.cases)[number]).result;
    const one = golden.oneBreak_levelGrid as NonNullable<typeof golden.oneBreak_levelGrid>;
    const form = formOf(result, "one-break");
    agree(form?.rss, one.sse, 1e-13);
    [one.coef[0], ...one.slopes, one.breakpoint].forEach((expected, k) => {
      agree(form?.coefficients[k]?.estimate, expected as number, 1e-11);
    });
    // two breaks have more parameters than five levels: left out, though they can be fitted
    expect(result.leftOut).toEqual(["two-breaks"]);
    const two = golden.twoBreak_free_levelGrid as NonNullable<typeof golden.twoBreak_free_levelGrid>;
    const points = levelPoints(fn, soundCurve(fn, curve));
    const fit = brokenForm(points, 2);
    agree(points.squares(points.within + fit.rss), two.sse, 1e-13);
    [two.coef[0], ...two.slopes, ...two.breakpoints].forEach((expected, k) => {
      agree(fit.coefficients[k]?.estimate, expected as number, 1e-11);
    });
  });

  it("says what every number is", () => {
    expect(result.forms.map(({ form, coefficients }) => [form, coefficients.map(({ name }) => name)])).toEqual([
      ["linear", ["intercept", "linear"]],
      ["quadratic", ["intercept", "linear", "quadratic"]],
      ["power", ["at the lower end", "rise", "exponent"]],
      ["cubic", ["intercept", "linear", "quadratic", "cubic"]],
      ["one-break", ["intercept", "slope 1", "slope 2", "break"]],
      ["saturated", [1, 2, 3, 4, 5].map((level) => `loyalty at ${level}`)],
    ]);
    expect(result).toMatchObject({ kind: "curve-form-comparison", n: 2625, nMissing: curve.nMissing, caveats: [] });
    expectPlain(result);
  });

  it("has fitted loyalty that its coefficients give", () => {
    const at = (name: string) => formOf(result, name)?.fitted ?? [];
    const [a, b, c, d] = estimatesOf(result, "cubic") as [number, number, number, number];
    const [low, rise, exponent] = estimatesOf(result, "power") as [number, number, number];
    const [start, first, second, knot] = estimatesOf(result, "one-break") as [number, number, number, number];
    [1, 2, 3, 4, 5].forEach((s, k) => {
      agree(at("cubic")[k], a + b * s + c * s ** 2 + d * s ** 3, 1e-12);
      agree(at("power")[k], low + rise * ((s - 1) / 4) ** exponent, 1e-12);
      agree(at("one-break")[k], start + first * Math.min(s, knot) + second * Math.max(s - knot, 0), 1e-12);
      agree(at("saturated")[k], curve.levels[k]?.estimate as number, 1e-15);
    });
  });
});

describe("compareCurveForms()", () => {
  const satisfaction = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5];
  const loyalty = [1, 2, 5, 4, 6, 7, 8, 7, 9, 8];

  it.each([
    [3, ["quadratic", "power", "cubic", "one-break", "two-breaks"]],
    [4, ["cubic", "one-break", "two-breaks"]],
    [5, ["two-breaks"]],
    [6, ["two-breaks"]],
    [7, []],
  ])("leaves out of %i levels what has as many parameters", (levels, leftOut) => {
    const x = Array.from({ length: 3 * levels }, (_, i) => 1 + (i % levels));
    const curve = loyaltyCurve(
      x,
      x.map((level, i) => level ** 2 + ((i * 7919) % 13)),
      { scale: { min: 1, max: 7 } },
    );
    const result = compareCurveForms(curve);
    expect(result.leftOut).toEqual(leftOut);
    expect(result.forms.length + leftOut.length).toBe(7);
  });

  it("says that single answers show no spread: no test of fit, and a perfect saturated form", () => {
    const result = compareCurveForms(loyaltyCurve([1, 2, 3, 4, 5], [1, 4, 5, 7, 7]));
    expect(result.pureError).toEqual({ sumOfSquares: 0, degreesOfFreedom: 0 });
    expect(result.forms.every(({ lackOfFit }) => lackOfFit === null)).toBe(true);
    expect(formOf(result, "saturated")).toMatchObject({ rss: 0, logLikelihood: null, aicc: null, akaikeWeight: null });
    // four parameters and the spread leave no answer over
    expect(formOf(result, "linear")).toMatchObject({ aicc: expect.any(Number) });
    expect(formOf(result, "quadratic")).toMatchObject({ aic: expect.any(Number), aicc: null, akaikeWeight: null });
    expect(codes(result)).toEqual(["perfect-fit forms.5"]);
    expectPlain(result);
  });

  it("says that a form fits perfectly, and has no likelihood of it", () => {
    const line = compareCurveForms(loyaltyCurve([1, 2, 3, 4, 5, 5], [2, 4, 6, 8, 10, 10]));
    expect(line.best).toBeNull();
    expect(line.forms.every(({ logLikelihood }) => logLikelihood === null)).toBe(true);
    expect(codes(line)).toEqual([0, 1, 2, 3, 4, 5].map((i) => `perfect-fit forms.${i}`));
    expectPlain(line);
  });

  it("takes means on a line from answers that spread: every form fits, the simplest best", () => {
    const result = compareCurveForms(loyaltyCurve(satisfaction, [0, 2, 1, 3, 2, 4, 3, 5, 4, 6]));
    expect(result.best).toBe("linear");
    for (const { lackOfFit } of result.forms.slice(0, -1)) {
      expect(lackOfFit?.statistic).toBeLessThan(1e-25);
      agree(lackOfFit?.pValue, 1, 1e-12);
    }
    agree(estimatesOf(result, "power")[2], 1, 1e-6);
  });

  it("has no rise, and an exponent of 1, where all levels are alike", () => {
    const result = compareCurveForms(loyaltyCurve(satisfaction, [0, 2, 0, 2, 0, 2, 0, 2, 0, 2]));
    estimatesOf(result, "power").forEach((estimate, k) => {
      expect(estimate).toBeCloseTo([1, 0, 1][k] as number, 14);
    });
    expect(result.best).toBe("linear");
    expectPlain(result);
  });

  it("says where the best exponent is beyond what was searched", () => {
    const late = loyaltyCurve(satisfaction, [0, 2, 1, 2, 0, 2, 1, 2, 20, 22]);
    const early = loyaltyCurve(satisfaction, [0, 2, 20, 22, 21, 22, 20, 22, 20, 21]);
    for (const [curve, exponent] of [
      [late, 10],
      [early, 0.1],
    ] as const) {
      const result = compareCurveForms(curve);
      expect(estimatesOf(result, "power")[2]).toBe(exponent);
      expect(codes(result)).toEqual(["exponent-at-limit forms.2"]);
    }
  });

  it("takes levels at their places: an empty one in between, and a scale that reaches further", () => {
    const x = [2, 2, 3, 3, 5, 5, 6, 6, 9, 9];
    const result = compareCurveForms(
      loyaltyCurve(
        x,
        x.map((at, i) => 3 * at + (i % 2)),
        { scale: { min: 0, max: 10 } },
      ),
    );
    const [intercept, slope] = estimatesOf(result, "linear");
    agree(intercept, 0.5, 1e-13);
    agree(slope, 3, 1e-13);
    // over the whole scale, not the levels with answers
    const [low, rise, exponent] = estimatesOf(result, "power");
    agree(low, 0.5, 1e-6);
    agree(rise, 30, 1e-6);
    agree(exponent, 1, 1e-6);
  });

  it("takes a curve that was made from a summary, or comes from JSON", () => {
    const curve = loyaltyCurve(satisfaction, loyalty);
    const copy = JSON.parse(JSON.stringify({ ...curve, rows: null })) as LoyaltyCurve;
    expect(compareCurveForms(copy)).toEqual(compareCurveForms(curve));
  });

  it("refuses curves without a normal likelihood, and says what to call", () => {
    const binary = loyaltyCurve(satisfaction, [0, 1, 0, 1, 1, 1, 0, 1, 1, 1], { outcome: "binary" });
    expect(errorOf(() => compareCurveForms(binary))).toEqual(
      invalid(
        fn,
        "curve.outcome",
        'be "numeric" (compare logisticModel() of binary loyalty by its aic), received "binary"',
      ),
    );
    const weighted = loyaltyCurve(satisfaction, loyalty, { weights: [1, 2, 1, 2, 1, 2, 1, 2, 1, 2] });
    expect(errorOf(() => compareCurveForms(weighted))).toEqual(
      invalid(
        fn,
        "curve.weighted",
        "be false (linearModel() tests a term of a weighted sample by its errors), received true",
      ),
    );
  });

  it("refuses too few levels, and loyalty that does not vary at all", () => {
    expect(errorOf(() => compareCurveForms(loyaltyCurve([1, 1, 5, 5], [1, 2, 3, 4])))).toEqual(
      insufficient(fn, "curve", "must have at least 3 levels with answers, received 2"),
    );
    expect(errorOf(() => compareCurveForms(loyaltyCurve([1, 1, 3, 5, 5], [7, 7, 7, 7, 7])))).toEqual({
      code: "degenerate-data",
      path: "curve",
      message: `${fn}: curve must have a loyalty that varies`,
    });
  });

  it.each([
    ["curve", null, "be an object, received null"],
    ["curve", {}, "be a curve, as loyaltyCurve() makes them, received an object (Object)"],
  ])("refuses as %s %o", (path, curve, rule) => {
    expect(errorOf(() => compareCurveForms(curve as never))).toEqual(invalid(fn, path, rule));
  });

  it("refuses a level with several answers and no standard deviation, and squares beyond the doubles", () => {
    const curve = loyaltyCurve(satisfaction, loyalty);
    const changed = (change: object) => ({
      ...curve,
      levels: curve.levels.map((level, i) => (i === 1 ? { ...level, ...change } : level)),
    });
    expect(errorOf(() => compareCurveForms(changed({ standardDeviation: null })))).toEqual(
      invalid(fn, "curve.levels.1.standardDeviation", "be a number, as there are 2 answers, received null"),
    );
    expect(errorOf(() => compareCurveForms(changed({ estimate: 1e200 })))?.code).toBe("invalid-input");
  });
});
