import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleRatioMismatch } from "../../../../src/metrics/experiments/variants/sample-ratio-mismatch";
import { agree, expectPlain } from "../../../assertions";

const counts = fc
  .array(fc.nat({ max: 5000 }), { minLength: 2, maxLength: 6 })
  .filter((list) => list.some((n) => n > 0));
const parts = fc.double({ min: 0.01, max: 100, noNaN: true });
const planned = counts.chain((observed) =>
  fc.tuple(fc.constant(observed), fc.array(parts, { minLength: observed.length, maxLength: observed.length })),
);

describe("sampleRatioMismatch() of any counts", () => {
  it("is plain, leaves its arguments alone, and has shares and deviations that add up", () => {
    fc.assert(
      fc.property(planned, ([observed, ratio]) => {
        const before = structuredClone([observed, ratio]);
        const result = sampleRatioMismatch(observed, { ratio });
        expect([observed, ratio]).toEqual(before);
        expectPlain(result);
        const sum = (of: (arm: (typeof result.arms)[number]) => number) =>
          result.arms.reduce((total, arm) => total + of(arm), 0);
        agree(
          sum(({ share }) => share),
          1,
          1e-14,
        );
        agree(1 + sum(({ deviation }) => deviation), 1, 1e-13);
        agree(
          sum(({ expected }) => expected),
          result.n,
          1e-13,
        );
        for (const { share, expectedShare, deviation } of result.arms) {
          expect(Math.abs(deviation - (share - expectedShare))).toBeLessThan(1e-15);
        }
      }),
    );
  });

  it("does not mind the order of the arms, nor the unit of the ratio", () => {
    fc.assert(
      fc.property(planned, ([observed, ratio]) => {
        const { pValue } = sampleRatioMismatch(observed, { ratio }).test;
        const turned = { ratio: ratio.map((part) => 3 * part).reverse() };
        agree(sampleRatioMismatch([...observed].reverse(), turned).test.pValue, pValue!, 1e-9);
      }),
    );
  });

  it("gives two arms about the same p by both methods where there are many, and never more than 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 5000 }), fc.integer({ min: 2000, max: 5000 }), parts, (a, b, part) => {
        const ratio = [a * 0.98 + part, b];
        const [rough, exact] = (["chi-squared", "exact"] as const).map(
          (method) => sampleRatioMismatch([a, b], { ratio, method }).test.pValue!,
        );
        expect(exact).toBeLessThanOrEqual(1);
        expect(Math.abs(rough! - exact!)).toBeLessThan(0.03);
      }),
    );
  });
});
