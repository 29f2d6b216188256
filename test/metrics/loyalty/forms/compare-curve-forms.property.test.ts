import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loyaltyCurve } from "../../../../src/metrics/loyalty/curve/loyalty-curve";
import { type CurveFormComparison, compareCurveForms } from "../../../../src/metrics/loyalty/forms/compare-curve-forms";
import { agree, errorOf, expectPlain } from "../../../assertions";

type Rows = readonly (readonly [number, number])[];
const customers = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 10 })), { minLength: 4, maxLength: 60 })
  .filter((rows) => new Set(rows.map(([x]) => x)).size >= 3 && rows.some(([, y]) => y !== rows[0]?.[1]));
const numRuns = 60;

const curveOf = (rows: Rows) =>
  loyaltyCurve(
    rows.map(([x]) => x),
    rows.map(([, y]) => y),
    { scale: { min: 1, max: 7 } },
  );
const compare = (rows: Rows): CurveFormComparison => compareCurveForms(curveOf(rows));
const rssOf = ({ forms }: CurveFormComparison, name: string) => forms.find(({ form }) => form === name)?.rss;

describe("compareCurveForms()", () => {
  it("leaves least with the saturated form, and no more with a form that holds another", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const result = compare(rows);
        const within = rssOf(result, "saturated") as number;
        agree(within, result.pureError.sumOfSquares, 1e-12);
        for (const { rss } of result.forms) expect(rss).toBeGreaterThanOrEqual(within * (1 - 1e-12));
        for (const [larger, smaller] of [
          ["quadratic", "linear"],
          ["cubic", "quadratic"],
          ["power", "linear"],
          ["one-break", "linear"],
          ["two-breaks", "one-break"],
        ] as const) {
          const [one, other] = [rssOf(result, larger), rssOf(result, smaller)];
          if (one !== undefined && other !== undefined) expect(one).toBeLessThanOrEqual(other * (1 + 1e-12) + 1e-12);
        }
      }),
      { numRuns },
    );
  });

  it("has Akaike weights that add up to 1, the largest for the best form", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const { forms, best } = compare(rows);
        const weights = forms.map(({ akaikeWeight }) => akaikeWeight ?? 0);
        expect(forms.map(({ aicc }) => aicc === null)).toEqual(forms.map(({ akaikeWeight }) => akaikeWeight === null));
        if (best === null) expect(weights.every((weight) => weight === 0)).toBe(true);
        else {
          agree(
            weights.reduce((sum, weight) => sum + weight, 0),
            1,
            1e-14,
          );
          expect(forms.find(({ form }) => form === best)?.akaikeWeight).toBe(Math.max(...weights));
        }
      }),
      { numRuns },
    );
  });

  it("does not depend on the order of the customers, and follows the unit of loyalty", () => {
    const factors = fc.constantFrom(1, -1, 10, 0.5);
    fc.assert(
      fc.property(customers, fc.nat(), factors, fc.integer({ min: -20, max: 20 }), (rows, at, factor, shift) => {
        const i = at % rows.length;
        const one = compare(rows);
        const other = compare(
          [...rows.slice(i), ...rows.slice(0, i)].map(([x, y]) => [x, factor * y + shift] as const),
        );
        one.forms.forEach((form, k) => {
          const moved = other.forms[k];
          agree(1 + (moved?.rss as number) / factor ** 2, 1 + form.rss, 1e-9);
          agree(1 + (moved?.lackOfFit?.pValue ?? 1), 1 + (form.lackOfFit?.pValue ?? 1), 1e-8);
          // likelihoods shift by the log of the unit, their differences stay
          if (form.logLikelihood === null) return;
          const change = -(one.n / 1) * Math.log(Math.abs(factor));
          expect(Math.abs((moved?.logLikelihood as number) - form.logLikelihood - change)).toBeLessThan(1e-6);
          if (form.form === "saturated" || form.form === "linear" || form.form === "cubic") {
            form.fitted.forEach((value, level) => {
              expect(Math.abs((moved?.fitted[level] as number) - factor * value - shift)).toBeLessThan(1e-8);
            });
          }
        });
      }),
      { numRuns },
    );
  });

  it("keeps fits of polynomials and breaks when satisfaction is turned over", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const [one, other] = [compare(rows), compare(rows.map(([x, y]) => [8 - x, y] as const))];
        for (const { form, rss } of one.forms) {
          // a power counts from the lower end
          if (form !== "power") agree(1 + (rssOf(other, form) as number), 1 + rss, 1e-10);
        }
      }),
      { numRuns },
    );
  });

  it("keeps every coefficient when every customer is there twice", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const [once, twice] = [compare(rows), compare([...rows, ...rows])];
        once.forms.forEach((form, k) => {
          agree(1 + (twice.forms[k]?.rss as number), 1 + 2 * form.rss, 1e-10);
          if (form.form !== "linear" && form.form !== "quadratic") return;
          form.coefficients.forEach(({ estimate }, i) => {
            expect(Math.abs((twice.forms[k]?.coefficients[i]?.estimate as number) - estimate)).toBeLessThan(1e-9);
          });
        });
      }),
      { numRuns },
    );
  });

  it("is plain, and leaves the curve alone", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const curve = curveOf(rows);
        const before = structuredClone(curve);
        expectPlain(compareCurveForms(curve));
        expect(curve).toEqual(before);
      }),
      { numRuns },
    );
  });

  it("answers curves of hostile numbers with a StatsError or a plain result", () => {
    const number = fc.constantFrom(0, -0, 1e300, -1e300, 1e150, 1e-300, 5e-324, 1e9, 1e9 + 1, 1, 0.1, 3);
    const change = fc.record({
      estimate: number,
      standardDeviation: fc.oneof(number, fc.constantFrom(null, Number.NaN, "1")),
      n: fc.constantFrom(1, 2, 3, 0, 2 ** 52),
      level: fc.constantFrom(1, 2, 3, 4, 5, 1.5),
    });
    fc.assert(
      fc.property(customers, fc.nat(), fc.dictionary(fc.constantFrom("a", "b"), change), (rows, at, changes) => {
        const curve = curveOf(rows);
        const levels = curve.levels.map((level, i) => {
          const of = (i + at) % 3 === 0 ? changes.a : changes.b;
          return of === undefined ? level : { ...level, ...of, level: level.level };
        });
        let result: unknown = null;
        const n = levels.reduce((sum, level) => sum + level.n, 0);
        const refused = errorOf(() => {
          result = compareCurveForms({ ...curve, n, levels } as never);
        });
        if (refused === null) expectPlain(result);
      }),
      { numRuns: 500 },
    );
  });
});
