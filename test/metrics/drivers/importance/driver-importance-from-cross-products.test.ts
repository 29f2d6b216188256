import { describe, expect, it } from "vitest";
import { driverImportance } from "../../../../src/metrics/drivers/importance/driver-importance";
import { driverImportanceFromCrossProducts } from "../../../../src/metrics/drivers/importance/driver-importance-from-cross-products";
import { type CrossProducts, crossProducts } from "../../../../src/statistics/summaries/cross-products";
import { mergeCrossProducts } from "../../../../src/statistics/summaries/merge-cross-products";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import { readTable } from "../../../golden/read-table";
import relimp from "../../../golden/relimp.json" with { type: "json" };

const FN = "driverImportanceFromCrossProducts";
const table = () => ({
  food: [3, 4, 2, 5, 4, 1, 3, null],
  overall: [3, 4, 2, 5, 4, 2, 4, 3],
  staff: [4, 4, 3, 5, 3, 2, 5, 4],
});

describe("driverImportanceFromCrossProducts()", () => {
  it.each(relimp.cases)(
    "agrees with R's relaimpo on $id, merged from two halves, to 1e-12",
    ({ csv, formula, result }) => {
      const [outcome, terms] = formula.split(" ~ ") as [string, string];
      const names = [outcome, ...terms.split(" + ")];
      const columns = readTable(csv);
      const half = (from: number, to?: number) =>
        crossProducts(Object.fromEntries(names.map((name) => [name, columns[name]!.slice(from, to)])));
      const found = driverImportanceFromCrossProducts(mergeCrossProducts(half(0, 20), half(20)), outcome);
      expect(found.n).toBe(result.n);
      agree(found.rSquared, result.r2, 1e-12);
      for (const { name, share } of found.drivers) agree(share, (result.lmg as Record<string, number>)[name]!, 1e-12);
    },
  );

  it("warns of nearly dependent drivers, whose digits from about the eighth on are rounding", () => {
    const rows = Array.from({ length: 40 }, (_, i) => i);
    const first = rows.map((i) => (i * 7) % 11);
    const other = rows.map((i) => (i * 5) % 13);
    const twin = (size: number) => first.map((x, i) => x + size * other[i]!);
    const codesOf = (size: number) =>
      driverImportanceFromCrossProducts(crossProducts({ first, twin: twin(size), overall: other }), "overall").caveats;
    expect(codesOf(1e-5)).toContainEqual({ code: "ill-conditioned", path: null });
    expect(codesOf(1e-2)).not.toContainEqual({ code: "ill-conditioned", path: null });
    expect(codesOf(0)).not.toContainEqual({ code: "ill-conditioned", path: null });
  });

  it("gives what driverImportance() gives without draws, but for the level of intervals that there are not", () => {
    const { overall, ...drivers } = table();
    for (const options of [{}, { method: "johnson" as const }, { groups: { all: ["food", "staff"] as const } }]) {
      const found = driverImportanceFromCrossProducts(crossProducts(table()), "overall", options);
      const expected = driverImportance(drivers, overall, { ...options, draws: 0 });
      expect({ ...found, rows: null, drivers: [], groups: [], rSquared: 0 }).toEqual({
        ...expected,
        confidenceLevel: null,
        rows: null,
        drivers: [],
        groups: [],
        rSquared: 0,
      });
      expect(found.rows).toEqual(crossProducts(table()).rows);
      agree(found.rSquared, expected.rSquared, 1e-12);
      expected.drivers.forEach(({ name, share, rank, suppressor }, j) => {
        expect(found.drivers[j]).toMatchObject({ name, rank, suppressor });
        agree(found.drivers[j]!.share, share, 1e-12);
      });
      expectPlain(found);
    }
  });

  it("knows a column that spreads by rounding alone as one that does not vary", () => {
    const third = [0.1 + 0.2, 0.3, 0.3, 0.3, 0.1 + 0.2, 0.3, 0.3, 0.3];
    const found = driverImportanceFromCrossProducts(crossProducts({ ...table(), third }), "overall");
    expect(found.drivers[2]).toMatchObject({ name: "third", share: 0, correlation: null });
    expect(found.caveats).toEqual([
      { code: "constant-column", path: "drivers.2" },
      { code: "no-resampling", path: null },
    ]);
    const constant = crossProducts({ ...table(), overall: third });
    expect(errorOf(() => driverImportanceFromCrossProducts(constant, "overall"))).toEqual({
      code: "degenerate-data",
      path: "outcome",
      message: `${FN}: outcome must vary`,
    });
  });

  it("refuses a name that is no column, a summary of one column, and one of too few rows", () => {
    const summary = crossProducts(table());
    const call = (given: CrossProducts, outcome: string, options = {}) =>
      errorOf(() => driverImportanceFromCrossProducts(given, outcome, options));
    expect(call(summary, "staf")).toEqual(invalid(FN, "outcome", 'be a column of the summary, received "staf"'));
    expect(call(crossProducts({ overall: [1, 2] }), "overall")).toEqual(
      invalid(FN, "summary.names", "have a driver besides the outcome, received 1"),
    );
    expect(call(crossProducts({ food: [1, 2, 4], staff: [1, 3, 2], overall: [3, 1, 2] }), "overall")).toEqual(
      insufficient(FN, "summary", "must have more complete rows than drivers and one, received 3 (of 3) for 3"),
    );
    expect(call({ ...summary, kind: "table" } as never, "overall")).toMatchObject({ path: "summary" });
    expect(call(summary, "overall", { draws: 100 })).toEqual(
      invalid(FN, "options.draws", "be a known option, received 100"),
    );
    const many = Object.fromEntries(Array.from({ length: 27 }, (_, j) => [`d${j}`, [j, 1 - j, j % 3]]));
    expect(call(crossProducts(many), "d0")).toMatchObject({
      code: "invalid-input",
      message: `${FN}: summary must have at most 25 drivers, since every subset of them counts (put more in groups), received 26`,
    });
  });

  it("refuses products that no table has", () => {
    const summary = crossProducts({ a: [1, -1, 0, 0, 0], b: [0, 0, 1, -1, 0], c: [1, 1, -1, -1, 0] });
    // correlations of 0.9, 0.9 and -0.9
    const products = [2, 1.8, 2, 1.8 * Math.SQRT2, -1.8 * Math.SQRT2, 4];
    expect(errorOf(() => driverImportanceFromCrossProducts({ ...summary, products }, "c"))).toEqual(
      invalid(
        FN,
        "summary.products",
        "be positive semi-definite, as correlations of one table are (eigenvalues >= 0), received -0.8",
      ),
    );
  });
});
