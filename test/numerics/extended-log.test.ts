import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, type DoubleDouble, divide } from "../../src/numerics/double-double";
import { logRatio } from "../../src/numerics/extended-log";

const quotientLog = (x: number, y: number): DoubleDouble => {
  const ratio = divide([x, 0], [y, 0]);
  return logRatio(add(ratio, [-1, 0]), [x, 0], [y, 0]);
};
const positive = fc.double({ min: -300, max: 300, noNaN: true }).map((e) => 10 ** e);

describe("logRatio()", () => {
  it("agrees with Math.log to a rounding", () => {
    fc.assert(
      fc.property(positive, (x) => {
        const [high, low] = quotientLog(x, 1);
        expect(Math.abs(high + low - Math.log(x))).toBeLessThanOrEqual(2.3e-16 * Math.abs(Math.log(x)));
      }),
    );
  });

  it("adds up: ln(x/y) + ln(y/z) = ln(x/z) to 1e-19, near ratios of 1 and far from them", () => {
    const factor = fc.oneof(
      fc.double({ min: 0.9, max: 1.1, noNaN: true }),
      fc.double({ min: -140, max: 140, noNaN: true }).map((e) => 10 ** e),
    );
    fc.assert(
      fc.property(factor, factor, (x, z) => {
        const [high, low] = add(quotientLog(x, 1), quotientLog(1, z));
        const [sumHigh, sumLow] = add([high, low], quotientLog(z, x));
        expect(Math.abs(sumHigh + sumLow)).toBeLessThan(1e-19 * (1 + Math.abs(high)));
      }),
    );
  });

  it("takes products that leave the range", () => {
    const [high] = logRatio([1, 0], [1e300, 0], [1e-200, 0], [2e300, 0], [2e-200, 0]);
    expect(high).toBeCloseTo(1000 * Math.LN10, 9);
  });
});
