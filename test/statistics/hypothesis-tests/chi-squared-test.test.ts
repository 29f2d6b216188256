import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquaredTest } from "../../../src/statistics/hypothesis-tests/chi-squared-test";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import ab from "../../golden/ab.json" with { type: "json" };
import golden from "../../golden/table-tests.json" with { type: "json" };

describe("chiSquaredTest() against R (table-tests.R)", () => {
  it.each(golden.chiSquared)("agrees with chisq.test on $id", ({ table, ...r }) => {
    const plain = chiSquaredTest(table, { method: "chi-squared" });
    // R takes the expected counts, already rounded, from the observed ones: the large table costs it six digits
    const tolerance = r.id === "large" ? 1e-9 : 1e-12;
    agree(plain.test.statistic, r.statistic, tolerance);
    expect(plain.test.degreesOfFreedom).toEqual([r.degreesOfFreedom]);
    agree(plain.test.pValue, r.pValue, tolerance * 10);
    agree(plain.cramersV, r.cramersV, tolerance);
    const corrected = chiSquaredTest(table);
    agree(corrected.test.statistic, r.corrected, tolerance);
    agree(corrected.test.pValue, r.correctedPValue, tolerance * 10);
    expect(corrected.cramersV).toBe(plain.cramersV);
    expect(plain.caveats.some(({ code }) => code === "small-expected-counts")).toBe(r.warns);
    expect(plain.caveats.some(({ code }) => code === "empty-levels")).toBe(!r.filled);
    if (!r.filled) return;
    plain.expected.flat().forEach((count, i) => {
      agree(count, r.expected.flat()[i]!, 1e-14);
    });
    plain.standardizedResiduals.flat().forEach((residual, i) => {
      // a residual is a difference in the unit of 1
      agree(10 + residual!, 10 + r.residuals.flat()[i]!, tolerance);
    });
  });

  it("agrees on published A/B tests (ab.json)", () => {
    for (const { x1, n1, x2, n2, result } of ab.twoProportions) {
      const table = [
        [x1, n1 - x1],
        [x2, n2 - x2],
      ];
      agree(chiSquaredTest(table, { method: "chi-squared" }).test.statistic, result.chi2, 1e-11);
      agree(chiSquaredTest(table).test.statistic, result.chi2Yates, 1e-11);
    }
  });
});

describe("chiSquaredTest()", () => {
  it("says what it did", () => {
    const result = chiSquaredTest([
      [12, 7],
      [5, 16],
    ]);
    expect(result).toMatchObject({
      kind: "chi-squared-test",
      n: 40,
      nMissing: 0,
      caveats: [],
      test: { degreesOfFreedom: [1], alternative: "two-sided", method: "chi-squared-cc" },
    });
    expectPlain(result);
    const larger = chiSquaredTest([
      [12, 7, 9],
      [5, 16, 9],
    ]);
    expect(larger.test).toMatchObject({ degreesOfFreedom: [2], method: "chi-squared" });
  });

  it("leaves out rows and columns without a count, which have no residuals", () => {
    const result = chiSquaredTest([
      [5, 0, 8],
      [0, 0, 0],
      [9, 0, 3],
    ]);
    const filled = chiSquaredTest([
      [5, 8],
      [9, 3],
    ]);
    expect(result.test).toEqual(filled.test);
    expect(result.caveats).toEqual([{ code: "empty-levels", path: null }]);
    expect(result.expected[1]).toEqual([0, 0, 0]);
    expect(result.standardizedResiduals.map((row) => row[1])).toEqual([null, null, null]);
    expect(result.standardizedResiduals[2]?.[2]).toBe(filled.standardizedResiduals[1]?.[1]);
    expectPlain(result);
  });

  it("has neither statistic nor p-value where one row or column holds all", () => {
    for (const table of [
      [
        [3, 5],
        [0, 0],
      ],
      [
        [3, 0],
        [4, 0],
      ],
      [
        [3, 0],
        [0, 0],
      ],
    ]) {
      const result = chiSquaredTest(table);
      expect(result).toMatchObject({ cramersV: null, test: { statistic: null, degreesOfFreedom: [], pValue: null } });
      expect(result.caveats.map(({ code }) => code)).toEqual(["single-row-or-column", "empty-levels"]);
      expect(result.standardizedResiduals.flat().every((residual) => residual === null)).toBe(true);
      expectPlain(result);
    }
  });

  it("has a Cramer's V of 1 where rows determine columns, 0 where they say nothing", () => {
    expect(
      chiSquaredTest([
        [5, 0],
        [0, 9],
      ]).cramersV,
    ).toBe(1);
    expect(
      chiSquaredTest([
        [10, 20],
        [20, 40],
      ]).cramersV,
    ).toBe(0);
    expect(
      chiSquaredTest([
        [10, 20],
        [20, 40],
      ]).test.pValue,
    ).toBe(1);
  });

  it("keeps the digits of small differences between large counts", () => {
    // by hand: all margins are 2e15, every count is 1 off 1e15
    const table = [
      [1e15 + 1, 1e15 - 1],
      [1e15 - 1, 1e15 + 1],
    ];
    expect(chiSquaredTest(table, { method: "chi-squared" }).test.statistic).toBe(4e-15);
  });

  it("does not depend on the order of rows and columns, nor on which is which", () => {
    const tables = fc
      .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }))
      .chain(([r, c]) =>
        fc.array(fc.array(fc.nat({ max: 30 }), { minLength: c, maxLength: c }), { minLength: r, maxLength: r }),
      )
      .filter((table) => table.flat().some((count) => count > 0));
    fc.assert(
      fc.property(tables, fc.constantFrom("chi-squared", "chi-squared-cc"), (table, method) => {
        const one = chiSquaredTest(table, { method });
        const turned = table[0]!.map((_, j) => table.map((row) => row[j]!).reverse()).reverse();
        const other = chiSquaredTest(turned, { method });
        if (one.test.statistic === null) expect(other.test.statistic).toBeNull();
        else {
          agree(1 + other.test.statistic!, 1 + one.test.statistic, 1e-12);
          agree(1 + other.cramersV!, 1 + one.cramersV!, 1e-12);
          expect(one.cramersV).toBeLessThanOrEqual(1);
        }
        const expected = one.expected.flat().reduce((sum, count) => sum + count, 0);
        agree(expected, one.n, 1e-13);
        expectPlain(one);
      }),
    );
  });
});

describe("chiSquaredTest() refuses", () => {
  const bad = (table: unknown, options?: unknown) =>
    errorOf(() => chiSquaredTest(table as number[][], options as object));
  const fn = "chiSquaredTest";

  it.each([
    ["no array", { 0: [1, 2], 1: [3, 4] }, "table", "be an array of at least two rows, received an object (Object)"],
    ["one row", [[1, 2]], "table", "be an array of at least two rows, received 1"],
    ["one column", [[1], [2]], "table.0", "be an array of at least two counts, received 1"],
    ["a row that is none", [[1, 2], 5], "table.1", "be an array of at least two counts, received 5"],
    [
      "rows of different lengths",
      [
        [1, 2],
        [1, 2, 3],
      ],
      "table.1",
      "have the length of the first row (2), received 3",
    ],
    [
      "a negative count",
      [
        [1, 2],
        [3, -1],
      ],
      "table.1.1",
      "be an integer >= 0 and at most 2^53 - 1, received -1",
    ],
    [
      "a fraction",
      [
        [1, 0.5],
        [3, 1],
      ],
      "table.0.1",
      "be an integer >= 0 and at most 2^53 - 1, received 0.5",
    ],
    [
      "a missing count",
      [
        [1, 2],
        [null, 1],
      ],
      "table.1.0",
      "be an integer >= 0 and at most 2^53 - 1, received null",
    ],
  ])("%s", (_, table, path, rule) => {
    expect(bad(table)).toEqual(invalid(fn, path, rule));
  });

  it("a table of zeros, as insufficient data", () => {
    expect(
      bad([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual(insufficient(fn, "table", "must hold at least one count above 0, received none"));
  });

  it("a total beyond exact integers, and a method that is neither", () => {
    expect(
      bad([
        [2 ** 53 - 1, 1],
        [1, 1],
      ])?.path,
    ).toBe("table");
    expect(
      bad(
        [
          [1, 2],
          [3, 4],
        ],
        { method: "yates" },
      ),
    ).toEqual(invalid(fn, "method", 'be one of "chi-squared", "chi-squared-cc", received "yates"'));
  });
});
