import { describe, expect, test } from "vitest";
import { mcFaddenOfSubsets } from "../../../../src/metrics/drivers/logistic/logistic-subsets";
import { agree } from "../../../assertions";
import fromR from "../../../golden/logistic-driver-importance.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";

/** The complete rows of a CSV as columns about their means, in root mean squares, and a column of 0 and 1. */
function rowsOf(csv: string, drivers: readonly string[], outcome: string) {
  const table = readTable(csv);
  const column = (name: string) => Float64Array.from(table[name] as number[]);
  const columns = drivers.map((name) => {
    const values = column(name);
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    const size = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
    return values.map((x) => (x - mean) / size);
  });
  return { columns, outcome: column(outcome), counts: new Float64Array(columns[0]?.length ?? 0).fill(1) };
}

describe("mcFaddenOfSubsets()", () => {
  test.each(fromR.cases.filter(({ csv, id }) => csv.startsWith("r_mtcars") || id === "ucla"))(
    "gives R's value for every subset of $id",
    ({ csv, drivers, outcome, values }) => {
      const [explained] = mcFaddenOfSubsets("fn", rowsOf(csv, drivers, outcome)) as [Float64Array];
      expect(explained).toHaveLength(values.length);
      for (const [subset, value] of values.entries()) agree(1 + (explained[subset] as number), 1 + value, 1e-13);
    },
  );

  test("gives those of samples in which rows count as often as they were drawn", () => {
    const rows = rowsOf("r_mtcars.csv", ["mpg", "am", "wt"], "vs");
    const samples = [3, 4].map((most) => rows.counts.map((_, i) => (i * 7) % most));
    const found = mcFaddenOfSubsets("fn", rows, samples);
    expect(found).toHaveLength(3);
    for (const [k, counts] of samples.entries()) {
      const repeated = (column: Float64Array) =>
        Float64Array.from([...column].flatMap((x, i) => new Array<number>(counts[i] as number).fill(x)));
      const [drawn] = mcFaddenOfSubsets("fn", {
        columns: rows.columns.map(repeated),
        outcome: repeated(rows.outcome),
        counts: repeated(rows.counts),
      }) as [Float64Array];
      for (const [subset, value] of drawn.entries()) agree(1 + (found[k + 1]?.[subset] as number), 1 + value, 1e-13);
    }
  });
});
