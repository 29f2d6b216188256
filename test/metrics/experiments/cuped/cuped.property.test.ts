import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cuped } from "../../../../src/metrics/experiments/cuped/cuped";
import { cupedFromCrossProducts } from "../../../../src/metrics/experiments/cuped/cuped-from-cross-products";
import { linearModel } from "../../../../src/statistics/models/linear-model";
import { crossProducts } from "../../../../src/statistics/summaries/cross-products";
import { mergeCrossProducts } from "../../../../src/statistics/summaries/merge-cross-products";
import { agree, errorOf, expectPlain } from "../../../assertions";
import { expectDual, expectMirrored } from "../means/laws";

const levels = fc.double({ min: 0.5, max: 0.999, noNaN: true });
const row = fc.record({
  y: fc.integer({ min: -9, max: 30 }),
  d: fc.integer({ min: 1, max: 6 }),
  a: fc.integer({ min: 0, max: 9 }),
  b: fc.integer({ min: -20, max: 20 }),
});
type Row = { y: number; d: number; a: number; b: number };
const rows = fc.array(row, { minLength: 6, maxLength: 25 });
const plain = (list: readonly Row[]) => ({
  outcome: list.map(({ y }) => y),
  covariates: { a: list.map(({ a }) => a), b: list.map(({ b }) => b) },
});
const perSession = (list: readonly Row[]) => ({ ...plain(list), denominator: list.map(({ d }) => d) });

describe("cuped()", () => {
  it("excludes no difference, and the margin, exactly where its p-values do", () => {
    fc.assert(
      fc.property(rows, rows, levels, fc.integer({ min: 1, max: 9 }), (c, t, confidenceLevel, margin) => {
        for (const arm of [plain, perSession]) {
          expectDual(cuped(arm(c), arm(t), { confidenceLevel, margin, direction: "lower-is-better" }));
        }
      }),
    );
  });

  it("mirrors everything when the arms are swapped", () => {
    fc.assert(
      fc.property(rows, rows, levels, (c, t, confidenceLevel) => {
        for (const arm of [plain, perSession]) {
          const one = cuped(arm(c), arm(t), { confidenceLevel });
          const other = cuped(arm(t), arm(c), { confidenceLevel });
          agree(other.control.estimate, one.treatment.estimate, 1e-11);
          expectMirrored(one, other, 1e-10);
        }
      }),
    );
  });

  it("has the difference and the slopes of a linear model with the arm", () => {
    fc.assert(
      fc.property(rows, rows, (c, t) => {
        const both = [...c, ...t];
        const result = cuped(plain(c), plain(t));
        fc.pre(result.covariates.every(({ theta }) => theta !== null) && new Set(both.map(({ y }) => y)).size > 1);
        const { a, b } = plain(both).covariates;
        const arm = both.map((_, i) => (i < c.length ? 0 : 1));
        const { coefficients } = linearModel({ arm, a, b }, plain(both).outcome);
        const size = 1 + Math.abs(result.difference.estimate);
        const of = (name: string) => coefficients.find((coefficient) => coefficient.name === name)!.estimate;
        expect(Math.abs(result.difference.estimate - of("arm"))).toBeLessThan(1e-10 * size);
        result.covariates.forEach(({ name, theta }) => {
          expect(Math.abs(theta! - of(name))).toBeLessThan(1e-10 * (1 + Math.abs(theta!)));
        });
      }),
    );
  });

  it("does not depend on the units, the origin or the order of the covariates, nor on that of the rows", () => {
    fc.assert(
      fc.property(rows, rows, (c, t) => {
        const turned = (list: readonly Row[]) => {
          const { outcome, covariates } = plain([...list].reverse());
          const { a, b } = covariates;
          return { outcome, covariates: { b: b.map((x) => x / 3 + 1000), a: a.map((x) => 1e6 - 1e3 * x) } };
        };
        const [one, other] = [cuped(plain(c), plain(t)), cuped(turned(c), turned(t))];
        fc.pre(one.difference.standardError! > 0 && one.caveats.every(({ code }) => code !== "aliased-columns"));
        agree(other.difference.standardError, one.difference.standardError!, 1e-9);
        agree(other.test.degreesOfFreedom[0], one.test.degreesOfFreedom[0]!, 1e-9);
        agree(other.varianceReduction! - 2, one.varianceReduction! - 2, 1e-9);
        agree(other.test.pValue! + 1, one.test.pValue! + 1, 1e-9);
      }),
    );
  });

  it("is the same with a denominator of 1 as without one", () => {
    fc.assert(
      fc.property(rows, rows, (c, t) => {
        const ones = (list: readonly Row[]) => ({ ...plain(list), denominator: list.map(() => 1) });
        const [one, other] = [cuped(plain(c), plain(t)), cuped(ones(c), ones(t))];
        agree(other.difference.standardError, one.difference.standardError!, 1e-12);
        expect(other.difference.interval === null).toBe(one.difference.interval === null);
        if (one.test.pValue !== null) agree(other.test.pValue, one.test.pValue, 1e-11);
        expect(Math.abs(other.control.estimate - one.control.estimate)).toBeLessThan(1e-12 * 30);
      }),
    );
  });

  it("gives for merged cross products what the rows give", () => {
    fc.assert(
      fc.property(rows, rows, fc.nat(), (c, t, at) => {
        const table = (list: readonly Row[]) => {
          const { outcome, covariates } = plain(list);
          return crossProducts({ y: outcome, d: list.map(({ d }) => d), ...covariates });
        };
        const cut = at % c.length;
        const merged = mergeCrossProducts(table(c.slice(cut)), table(c.slice(0, cut)));
        const one = cuped(perSession(c), perSession(t));
        const other = cupedFromCrossProducts(merged, table(t), { outcome: "y", denominator: "d" });
        agree(other.difference.standardError, one.difference.standardError!, 1e-11);
        if (one.test.pValue !== null) agree(other.test.pValue, one.test.pValue, 1e-10);
        agree(other.control.standardError, one.control.standardError!, 1e-11);
      }),
    );
  });

  it("has arms and a difference whose variances agree with each other", () => {
    // twice the covariance of the adjusted means, which is bounded by theirs
    fc.assert(
      fc.property(rows, rows, (c, t) => {
        const { control, treatment, difference } = cuped(perSession(c), perSession(t));
        const [v, w] = [control.standardError! ** 2, treatment.standardError! ** 2];
        const twice = v + w - difference.standardError! ** 2;
        expect(Math.abs(twice)).toBeLessThanOrEqual(2 * Math.sqrt(v * w) * (1 + 1e-9) + 1e-12);
      }),
    );
  });

  it("answers hostile arms with a StatsError or a plain result, and leaves its input alone", () => {
    const column = fc.array(
      fc.oneof(
        { weight: 8, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) as fc.Arbitrary<unknown> },
        { weight: 6, arbitrary: fc.constantFrom<unknown>(0, 1, 2, 3, 1e300, 1e-300, 5e-324, 1e150, 1e-145, 1e9) },
        { weight: 1, arbitrary: fc.constantFrom<unknown>(Number.NaN, "9", true, {}, 1n, null) },
      ),
      { minLength: 5, maxLength: 5 },
    );
    const arm = fc.record({ outcome: column, denominator: column, covariates: fc.record({ a: column, b: column }) });
    fc.assert(
      fc.property(arm, arm, fc.boolean(), (c, t, hasDenominator) => {
        const arms = [c, t].map(({ denominator, ...rest }) => (hasDenominator ? { ...rest, denominator } : rest));
        const before = structuredClone(arms);
        let result: unknown = null;
        const refused = errorOf(() => {
          result = cuped(arms[0] as never, arms[1] as never, { margin: 1e-300 });
        });
        if (refused === null) expectPlain(result);
        expect(arms).toEqual(before);
      }),
      { numRuns: 1000 },
    );
  });
});
