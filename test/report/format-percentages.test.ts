import { describe, expect, it } from "vitest";
import { formatPercentages } from "../../src/report/format-percentages";
import { errorOf } from "../assertions";

describe("formatPercentages()", () => {
  it("formatPercentages() prints shares that add up, where rounding each alone would give 101 %", () => {
    expect(formatPercentages([3 / 7, 2 / 7, 2 / 7])).toEqual(["43%", "29%", "28%"]);
  });

  it("formatPercentages() gives the missing units to those that lost most, the earlier first", () => {
    expect(formatPercentages([1 / 3, 1 / 3, 1 / 3])).toEqual(["34%", "33%", "33%"]);
    expect(formatPercentages([0.005, 0.005, 0.99])).toEqual(["1%", "0%", "99%"]);
    expect(formatPercentages([0.1449, 0.1448, 0.7103])).toEqual(["15%", "14%", "71%"]);
  });

  it("formatPercentages() prints exact percentages as they are, in spite of the rounding of products", () => {
    // 100 * 0.29 is 28.999999999999996, 100 * 0.57 is 56.99999999999999
    expect(formatPercentages([0.29, 0.71])).toEqual(["29%", "71%"]);
    expect(formatPercentages([0.57, 0.43])).toEqual(["57%", "43%"]);
    for (let percent = 0; percent <= 100; percent++) {
      expect(formatPercentages([percent / 100, (100 - percent) / 100])).toEqual([`${percent}%`, `${100 - percent}%`]);
    }
  });

  it("formatPercentages() prints shares that do not add up to 1 with their own total", () => {
    expect(formatPercentages([0.25, 0.25])).toEqual(["25%", "25%"]);
    expect(formatPercentages([1.5, 0.5])).toEqual(["150%", "50%"]);
    expect(formatPercentages([0.333, 0.333])).toEqual(["34%", "33%"]);
    expect(formatPercentages([0.004])).toEqual(["0%"]);
    expect(formatPercentages([0, 0])).toEqual(["0%", "0%"]);
  });

  it("formatPercentages() of no shares is empty", () => {
    expect(formatPercentages([])).toEqual([]);
  });

  it("formatPercentages() takes decimals and a locale", () => {
    expect(formatPercentages([1 / 3, 1 / 3, 1 / 3], { digits: 1 })).toEqual(["33.4%", "33.3%", "33.3%"]);
    expect(formatPercentages([0.5, 0.5], { digits: 2, locale: "de-DE" })).toEqual(["50,00\u00a0%", "50,00\u00a0%"]);
    expect(formatPercentages([0.5, 0.5], { locale: "zh" })).toEqual(["50%", "50%"]);
    expect(formatPercentages([12.345], { digits: 1 })).toEqual(["1,234.5%"]);
  });

  it("formatPercentages() prints -0 as 0", () => {
    expect(formatPercentages([-0, 1])).toEqual(["0%", "100%"]);
  });

  it("formatPercentages() changes nothing in the shares", () => {
    expect(formatPercentages(Object.freeze([0.336, 0.664]))).toEqual(["34%", "66%"]);
  });

  it("formatPercentages() reads a typed array and any iterable like an array", () => {
    const shares = [0.336, 0.664];
    for (const sequence of [Float64Array.from(shares), new Set(shares), shares.values()]) {
      expect(formatPercentages(sequence as unknown as number[])).toEqual(["34%", "66%"]);
    }
  });

  it("formatPercentages() takes shares of up to a million wholes", () => {
    expect(formatPercentages([1e6, 0.5])).toEqual(["100,000,000%", "50%"]);
  });

  it.each([
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [-0.1, "-0.1"],
    ["0.5", '"0.5"'],
    [null, "null"],
    [undefined, "undefined"],
    [0n, "0n"],
    [1_000_001, "1000001"],
  ])("formatPercentages() refuses the share %o, naming its index", (share, shown) => {
    expect(errorOf(() => formatPercentages([0.5, share as number]))).toEqual({
      code: "invalid-input",
      path: "shares.1",
      message: `formatPercentages: shares.1 must be a number in [0, 1000000], received ${shown}`,
    });
  });

  it("formatPercentages() refuses a hole, naming its index", () => {
    // biome-ignore lint/suspicious/noSparseArray: the hole is the case
    expect(errorOf(() => formatPercentages([0.5, , 0.5] as number[]))).toMatchObject({
      code: "invalid-input",
      path: "shares.1",
    });
  });

  it.each([[null], [undefined], ["0.5"], [0.5], [{}], [BigInt64Array.of(1n)]])(
    "formatPercentages() refuses %o, which is no sequence of shares",
    (shares) => {
      expect(errorOf(() => formatPercentages(shares as never))).toMatchObject({
        code: "invalid-input",
        path: "shares",
      });
    },
  );

  it.each([[-1], [11], [0.5], [Number.NaN], ["1"], [null]])("formatPercentages() refuses %o decimals", (digits) => {
    expect(errorOf(() => formatPercentages([1], { digits: digits as never }))).toMatchObject({
      code: "invalid-input",
      path: "digits",
    });
  });

  it.each([["zz-"], [""], ["zh_CN"], [5], [null]])("formatPercentages() refuses the locale %o", (locale) => {
    for (const shares of [[1], []]) {
      const error = errorOf(() => formatPercentages(shares, { locale: locale as never }));
      expect(error).toMatchObject({ code: "invalid-input", path: "locale" });
    }
  });

  it("formatPercentages() refuses null as options", () => {
    expect(errorOf(() => formatPercentages([1], null as never))).toMatchObject({
      code: "invalid-input",
      path: "options",
    });
  });
});
