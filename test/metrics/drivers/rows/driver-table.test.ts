import { describe, expect, it } from "vitest";
import { readDriverTable } from "../../../../src/metrics/drivers/rows/driver-table";
import { errorOf, invalid } from "../../../assertions";

const read = (predictors: object, outcome: unknown, weights?: unknown) =>
  readDriverTable("fn", predictors as { x: number[] }, outcome as number[], weights as number[] | undefined);

describe("readDriverTable()", () => {
  it("keeps the rows that have all values, and says which they were", () => {
    const table = read({ b: [1, null, 3, 4], a: [5, 6, 7, undefined] }, [1, 2, 3, 4]);
    expect(table).toEqual({
      names: ["b", "a"],
      drivers: [Float64Array.of(1, 3), Float64Array.of(5, 7)],
      outcome: Float64Array.of(1, 3),
      weights: null,
      n: 2,
      nMissing: 2,
      rows: {
        total: 4,
        used: 2,
        missing: [
          { name: "b", n: 1 },
          { name: "a", n: 1 },
          { name: "outcome", n: 0 },
        ],
      },
      index: Float64Array.of(0, 2),
    });
  });

  it("counts a row of weight 0 nowhere, though it has to be legal", () => {
    const table = read({ x: [1, null, 3, 4] }, [1, 2, 3, null], [2, 0, 1.5, 0]);
    expect(table).toMatchObject({ n: 2, nMissing: 0, rows: { total: 2, used: 2 }, index: Float64Array.of(0, 2) });
    expect(table.weights).toEqual(Float64Array.of(2, 1.5));
    expect(errorOf(() => read({ x: [1, Number.NaN] }, [1, 2], [1, 0]))).toEqual(
      invalid("fn", "predictors.x.1", "be a finite number, null or undefined, received NaN"),
    );
  });

  it("copies columns of any kind, and takes no inherited one", () => {
    const x = Float64Array.of(1, 2);
    const table = read(Object.create({ inherited: [1] }, { x: { value: x, enumerable: true } }), [3, 4]);
    expect(table.names).toEqual(["x"]);
    expect(table.drivers[0]).toEqual(x);
    expect(table.drivers[0]).not.toBe(x);
  });

  it("gives zero rows where none is complete", () => {
    expect(read({ x: [null, 1] }, [1, null])).toMatchObject({ n: 0, nMissing: 2 });
  });
});
