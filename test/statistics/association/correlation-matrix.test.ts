import { describe, expect, it } from "vitest";
import { correlation } from "../../../src/statistics/association/correlation";
import {
  type CorrelationMatrixOptions,
  correlationMatrix,
} from "../../../src/statistics/association/correlation-matrix";
import { adjustPValues } from "../../../src/statistics/hypothesis-tests/adjust-p-values";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import fromR from "../../golden/correlation.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

const METHODS = ["pearson", "spearman", "kendall"] as const;
const SWISS = Object.fromEntries(
  ["Fertility", "Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality"].map((name) => [
    name,
    readTable("r_swiss.csv")[name] ?? [],
  ]),
);

describe("correlationMatrix() against R's cor of the swiss data (correlation.json)", () => {
  it("agrees to 1e-14, symmetric, with 1 on the diagonal", () => {
    const { estimates, names, pairs, n } = correlationMatrix(SWISS);
    expect(names).toEqual(Object.keys(SWISS));
    expect([n, pairs.length]).toEqual([47, 15]);
    estimates.forEach((row, i) => {
      expect(row[i]).toBe(1);
      row.forEach((value, j) => {
        expect(estimates[j]?.[i]).toBe(value);
        // R printed 15 digits
        agree(value, fromR.corMatrixSwiss[i]?.[j] as number, 1e-13);
      });
    });
  });
});

describe.each(METHODS)("correlationMatrix() by %s", (method) => {
  const food = [3, 4, 2, 5, 4, null, 1, 3];
  const staff = [4, 4, 3, 5, null, 2, 2, 5];
  const wifi = [1, 2, 3, 1, 5, 4, 2, 2];

  it("has the pairs that correlation() has, in column order, of the complete rows", () => {
    const complete = [0, 1, 2, 3, 6, 7];
    const kept = (column: (number | null)[]) => complete.map((i) => column[i] as number);
    const columns = { food, staff, wifi };
    const matrix = correlationMatrix(columns, { method, confidenceLevel: 0.9 });
    expect(matrix.pairs.map(({ row, column }) => [row, column])).toEqual([
      ["food", "staff"],
      ["food", "wifi"],
      ["staff", "wifi"],
    ]);
    for (const { row, column, n, adjustedPValue: _, ...pair } of matrix.pairs) {
      const alone = correlation(kept(columns[row]), kept(columns[column]), { method, confidenceLevel: 0.9 });
      expect(n).toBe(6);
      const { estimate, standardError, interval, test } = alone;
      expect(pair).toEqual({ estimate, standardError, interval, test });
    }
    expect(matrix).toMatchObject({ kind: "correlation-matrix", method, missing: "complete", n: 6, nMissing: 2 });
    expectPlain(matrix);
  });

  it("takes for each pair the rows that have both, if asked to", () => {
    const columns = { food, staff, wifi };
    const matrix = correlationMatrix(columns, { method, missing: "pairwise" });
    expect(matrix.pairs.map(({ n }) => n)).toEqual([6, 7, 7]);
    for (const { row, column, estimate, test, interval } of matrix.pairs) {
      expect({ estimate, test, interval }).toMatchObject(
        (({ estimate, test, interval }) => ({ estimate, test, interval }))(
          correlation(columns[row], columns[column], { method }),
        ),
      );
    }
    expect([matrix.n, matrix.nMissing, matrix.rows.used]).toEqual([8, 0, 6]);
    expectPlain(matrix);
  });

  it.each(["holm", "benjamini-hochberg"] as const)("adjusts the p-values that there are by %s", (adjustment) => {
    const columns = { food, constant: wifi.map(() => 3), staff, wifi };
    const { pairs } = correlationMatrix(columns, { method, adjustment });
    expect(pairs.map(({ adjustedPValue }) => adjustedPValue)).toEqual(
      adjustPValues(
        pairs.map(({ test }) => test?.pValue ?? null),
        { method: adjustment },
      ),
    );
    expect(pairs.filter(({ adjustedPValue }) => adjustedPValue === null)).toHaveLength(3);
  });
});

describe("correlationMatrix() where a column does not vary", () => {
  it("names the column and holds null in its places", () => {
    const matrix = correlationMatrix({ a: [1, 2, 4, 3], b: [5, 5, 5, 5], c: [2, 1, 3, 3] });
    expect(matrix.estimates.map((row) => row.map((value) => value === null))).toEqual([
      [false, true, false],
      [true, true, true],
      [false, true, false],
    ]);
    expect(matrix.caveats).toEqual([{ code: "constant-column", path: "names.1" }]);
    expect(matrix.pairs[0]).toEqual({
      row: "a",
      column: "b",
      estimate: null,
      standardError: null,
      interval: null,
      test: null,
      adjustedPValue: null,
      n: 4,
    });
    expectPlain(matrix);
    const none = correlationMatrix({ a: [1, 1, 1], b: [5, 5, 5] });
    expect(none.estimates).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it("names the pair where a column varies, but not in the rows of that pair, or shares too few", () => {
    const a = [1, 1, 1, 1, 2, 3];
    const b = [1, 2, 3, 4, null, null];
    const c = [1, 3, 2, null, 4, 5];
    const d = [null, null, null, 2, 1, 3];
    const { caveats, pairs, estimates } = correlationMatrix({ a, b, c, d }, { missing: "pairwise" });
    expect(estimates.map((row, i) => row[i])).toEqual([1, 1, 1, 1]);
    expect(pairs.map(({ n }) => n)).toEqual([4, 5, 3, 3, 1, 2]);
    expect(caveats).toEqual([
      { code: "constant-column", path: "pairs.0" },
      { code: "no-interval", path: "pairs.2" },
      { code: "no-interval", path: "pairs.3" },
      { code: "no-interval", path: "pairs.4" },
      { code: "no-interval", path: "pairs.5" },
    ]);
    expect(pairs[4]).toMatchObject({ estimate: null, test: null });
  });

  it("passes on what a pair has to say, and few complete rows", () => {
    const x = [1, 2, 3, 4, null, null, null, null, null];
    expect(correlationMatrix({ x, y: x, z: [1, 3, 2, 4, 5, 6, 7, 8, 9] }).caveats).toEqual([
      { code: "few-complete-rows", path: null },
      { code: "perfect-correlation", path: "pairs.0" },
    ]);
  });
});

describe("correlationMatrix() refuses", () => {
  const bad = (columns: unknown, options?: unknown) =>
    errorOf(() => correlationMatrix(columns as { a: number[] }, options as CorrelationMatrixOptions));
  const two = { a: [1, 2, 3], b: [1, 3, 2] };

  it.each<[string, unknown, unknown, string, string]>([
    ["a single column", { a: [1, 2, 3] }, {}, "columns", "have at least two columns, received 1"],
    ["an array", [[1, 2, 3]], {}, "columns", "be an object of named columns, received an object (Array)"],
    ["null", null, {}, "columns", "be an object, received null"],
    [
      "an element that is no number",
      { a: [1, 2, 3], b: [1, Infinity, 2] },
      {},
      "columns.b.1",
      "be a finite number, null or undefined, received Infinity",
    ],
    [
      "columns of different lengths",
      { a: [1, 2], b: [1, 2, 3] },
      {},
      "columns.a",
      "have the length of columns.b (3), received 2",
    ],
    [
      "an unknown way with missing values",
      two,
      { missing: "mean" },
      "missing",
      'be one of "complete", "pairwise", received "mean"',
    ],
    [
      "an unknown adjustment",
      two,
      { adjustment: "none" },
      "adjustment",
      'be one of "holm", "bonferroni", "hochberg", "benjamini-hochberg", "benjamini-yekutieli", received "none"',
    ],
    ["options that are null", two, null, "options", "be an object, received null"],
  ])("%s", (_, columns, options, path, rule) => {
    expect(bad(columns, options)).toEqual(invalid("correlationMatrix", path, rule));
  });

  it("fewer than three rows to go by", () => {
    const columns = { a: [1, 2, null, 4], b: [null, 3, 2, 1] };
    const fn = "correlationMatrix";
    expect(bad(columns)).toEqual(
      insufficient(fn, "columns", "must have at least three complete rows, received 2 (of 4)"),
    );
    expect(bad(columns, { missing: "pairwise" })).toEqual(
      insufficient(fn, "columns", "must have two that share at least three rows, received 2 (of 4)"),
    );
    expect(bad({ a: [], b: [] })?.code).toBe("insufficient-data");
  });
});
