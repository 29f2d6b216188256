import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPercentages } from "../../src/report/format-percentages";

const digitses = fc.integer({ min: 0, max: 10 });
/** Counts as shares of their sum. */
const sharesOfCounts = fc
  .array(fc.nat(1000), { minLength: 1, maxLength: 30 })
  .filter((counts) => counts.some((count) => count > 0))
  .map((counts) => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    return counts.map((count) => count / total);
  });
const anyShares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

/** What was printed, in units of the last decimal. */
function unitsOf(printed: readonly string[], digits: number): number[] {
  return printed.map((text) => {
    expect(text).toMatch(digits === 0 ? /^[\d,]+%$/ : new RegExp(`^[\\d,]+\\.\\d{${digits}}%$`));
    return Number(text.replace(/[%,.]/g, ""));
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("formatPercentages()", () => {
  it("formatPercentages() prints shares of a whole that add up to 100 %, whatever the decimals", () => {
    fc.assert(
      fc.property(sharesOfCounts, digitses, (shares, digits) => {
        expect(sum(unitsOf(formatPercentages(shares, { digits }), digits))).toBe(10 ** (digits + 2));
      }),
      { numRuns: 500 },
    );
  });

  it("formatPercentages() prints values that add up to the printed total", () => {
    fc.assert(
      fc.property(anyShares, fc.integer({ min: 0, max: 6 }), (shares, digits) => {
        const exact = sum(shares) * 10 ** (digits + 2);
        // a total half way between two units may round either way
        fc.pre(Math.abs((exact % 1) - 0.5) > 1e-5);
        const printed = unitsOf(formatPercentages(shares, { digits }), digits);
        const [total = 0] = unitsOf(formatPercentages([sum(shares)], { digits }), digits);
        expect(sum(printed)).toBe(total);
        expect(total).toBe(Math.round(exact));
      }),
      { numRuns: 500 },
    );
  });

  it("formatPercentages() prints each value within one unit of its share", () => {
    fc.assert(
      fc.property(fc.oneof(sharesOfCounts, anyShares), digitses, (shares, digits) => {
        const unit = 10 ** (digits + 2);
        unitsOf(formatPercentages(shares, { digits }), digits).forEach((value, i) => {
          const exact = (shares[i] as number) * unit;
          expect(Math.abs(value - exact)).toBeLessThanOrEqual(1 + 1e-12 * unit);
        });
      }),
      { numRuns: 500 },
    );
  });

  it("formatPercentages() prints no larger share as less than a smaller one, and keeps their order", () => {
    fc.assert(
      fc.property(fc.oneof(sharesOfCounts, anyShares), fc.integer({ min: 0, max: 4 }), (shares, digits) => {
        const printed = unitsOf(formatPercentages(shares, { digits }), digits);
        expect(printed).toHaveLength(shares.length);
        const ranked = shares.map((share, i) => ({ share, value: printed[i] as number }));
        ranked.sort((a, b) => a.share - b.share);
        for (let i = 1; i < ranked.length; i++) {
          const [less, more] = [ranked[i - 1], ranked[i]] as [(typeof ranked)[0], (typeof ranked)[0]];
          if (more.share - less.share > 1e-12) expect(more.value).toBeGreaterThanOrEqual(less.value);
        }
      }),
      { numRuns: 500 },
    );
  });
});
