import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareMeans } from "../../../../src/metrics/experiments/means/compare-means";
import { compareMeansClustered } from "../../../../src/metrics/experiments/means/compare-means-clustered";
import { compareRatiosOfMeans } from "../../../../src/metrics/experiments/means/compare-ratios-of-means";
import { agree, errorOf, expectPlain } from "../../../assertions";
import { expectDual, expectMirrored } from "./laws";

const levels = fc.double({ min: 0.5, max: 0.999, noNaN: true });
/** Answers of at most nine customers, at least two. */
const answers = (first: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: -5, max: 9 }), fc.integer({ min: first, max: first + 8 })), {
      minLength: 2,
      maxLength: 30,
    })
    .filter((list) => new Set(list.map(([, g]) => g)).size > 1)
    .map((list) => ({ values: list.map(([y]) => y), clusters: list.map(([, g]) => g) }));
const [ofControl, ofTreatment] = [answers(1), answers(101)];
type Arm = { values: number[]; clusters: number[] };

/** Each customer's sum of answers and number of answers. */
function summed({ values, clusters }: Arm) {
  const ids = [...new Set(clusters)];
  const own = ids.map((id) => values.filter((_, i) => clusters[i] === id));
  return { numerator: own.map((list) => list.reduce((a, b) => a + b, 0)), denominator: own.map((list) => list.length) };
}

describe("compareMeansClustered()", () => {
  it("excludes no difference, and the margin, exactly where its p-values do", () => {
    fc.assert(
      fc.property(ofControl, ofTreatment, levels, fc.integer({ min: 1, max: 8 }), (c, t, confidenceLevel, margin) => {
        for (const direction of ["higher-is-better", "lower-is-better"] as const) {
          expectDual(compareMeansClustered(c, t, { confidenceLevel, margin, direction }));
        }
      }),
    );
  });

  it("mirrors everything when the arms are swapped", () => {
    fc.assert(
      fc.property(ofControl, ofTreatment, levels, (c, t, confidenceLevel) => {
        const one = compareMeansClustered(c, t, { confidenceLevel });
        const other = compareMeansClustered(t, c, { confidenceLevel });
        expect(other.control).toEqual(one.treatment);
        expectMirrored(one, other, 1e-12);
      }),
    );
  });

  it("is compareRatiosOfMeans() of each customer's sum and number of answers", () => {
    fc.assert(
      fc.property(ofControl, ofTreatment, (c, t) => {
        const one = compareMeansClustered(c, t);
        const other = compareRatiosOfMeans(summed(c), summed(t));
        agree(one.control.estimate, other.control.estimate, 1e-14);
        agree(one.control.standardError, other.control.standardError!, 1e-12);
        agree(one.treatment.standardError, other.treatment.standardError!, 1e-12);
        expect(one.test.pValue === null).toBe(other.test.pValue === null);
        if (one.test.pValue !== null) agree(one.test.pValue, other.test.pValue!, 1e-11);
      }),
    );
  });

  it("is compareMeans() where every customer answered once", () => {
    fc.assert(
      fc.property(ofControl, ofTreatment, ({ values: c }, { values: t }) => {
        const each = (values: number[], name: string) => ({ values, clusters: values.map((_, i) => `${name}${i}`) });
        const one = compareMeansClustered(each(c, "c"), each(t, "t"));
        const other = compareMeans(c, t);
        agree(one.difference.standardError, other.difference.standardError!, 1e-13);
        expect(one.test.pValue === null).toBe(other.test.pValue === null);
        if (one.test.pValue !== null) agree(one.test.pValue, other.test.pValue!, 1e-12);
      }),
    );
  });

  it("does not depend on the order of answers or on the names of customers", () => {
    fc.assert(
      fc.property(ofControl, ofTreatment, (c, t) => {
        const turned = { values: [...c.values].reverse(), clusters: [...c.clusters].reverse().map((id) => `x${id}`) };
        const [one, other] = [compareMeansClustered(c, t), compareMeansClustered(turned, t)];
        agree(other.control.standardError, one.control.standardError!, 1e-12);
        expect(other.control.clusters).toBe(one.control.clusters);
      }),
    );
  });

  it("follows a shift and a change of unit", () => {
    fc.assert(
      fc.property(
        ofControl,
        ofTreatment,
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.constantFrom(-1, 4, 2 ** -60),
        (c, t, shift, unit) => {
          const moved = ({ values, clusters }: Arm) => ({ values: values.map((y) => unit * (y + shift)), clusters });
          const [one, other] = [compareMeansClustered(c, t), compareMeansClustered(moved(c), moved(t))];
          agree(other.difference.standardError, Math.abs(unit) * one.difference.standardError!, 1e-11);
          expect(other.test.pValue === null).toBe(one.test.pValue === null);
          if (one.test.pValue !== null) agree(other.test.pValue, one.test.pValue, 1e-9);
        },
      ),
    );
  });

  it("answers hostile arms with a StatsError or a plain result, and leaves its input alone", () => {
    const values = fc.array(
      fc.oneof(
        { weight: 6, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) as fc.Arbitrary<unknown> },
        { weight: 3, arbitrary: fc.constantFrom<unknown>(0, 1, 1e300, 1e-300, 5e-324, 1e150, null, 3) },
        { weight: 1, arbitrary: fc.constantFrom<unknown>(Number.NaN, "9", true, {}, 1n) },
      ),
      { minLength: 3, maxLength: 3 },
    );
    fc.assert(
      fc.property(values, values, (c, t) => {
        const arms = [
          { values: c, clusters: [1, 1, 2] },
          { values: t, clusters: [3, 4, 4] },
        ] as unknown as [Arm, Arm];
        const before = structuredClone(arms);
        let result: unknown = null;
        const refused = errorOf(() => {
          result = compareMeansClustered(...arms, { margin: 1e-300 });
        });
        if (refused === null) expectPlain(result);
        expect(arms).toEqual(before);
      }),
      { numRuns: 1000 },
    );
  });
});
