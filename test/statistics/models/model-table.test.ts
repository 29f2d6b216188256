import { describe, expect, test } from "vitest";
import { readModelTable } from "../../../src/statistics/models/model-table";
import { errorOf } from "../../assertions";

/** A vector of three numbers without an index, which says that it has another length. */
const iterable = (length: unknown) => ({ length, [Symbol.iterator]: () => [1, 2, 3].values() });
const read = (predictors: unknown, outcome: unknown) => {
  const table = readModelTable("fn", predictors, outcome, {}, []);
  return {
    names: [...table.variables.keys()],
    predictors: [...table.variables.values()].map(({ values }) => values),
    outcome: table.outcome,
    rows: table.rows,
  };
};

describe("readModelTable() keeps the rows that have all their values", () => {
  test("null, undefined and holes are missing and counted for each column", () => {
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested
    const result = read({ a: [1, null, 3, 4, 5], b: [1, 2, undefined, 4, 5] }, [1, 2, 3, , 9]);
    expect(result.rows).toEqual({
      total: 5,
      used: 2,
      missing: [
        { name: "a", n: 1 },
        { name: "b", n: 1 },
        { name: "outcome", n: 1 },
      ],
    });
    expect(result.predictors.map((c) => [...c])).toEqual([
      [1, 5],
      [1, 5],
    ]);
    expect([...result.outcome]).toEqual([1, 9]);
  });

  test("columns are copies, in key order", () => {
    const a = Float64Array.of(1, 2);
    const result = read({ z: a, a: [3, 4] }, [5, 6]);
    expect(result.names).toEqual(["z", "a"]);
    expect(result.predictors[0]).toEqual(a);
    expect(result.predictors[0]).not.toBe(a);
  });

  test("a vector with a length and an iterator but no index reads right, missing values too", () => {
    const vector = {
      length: 3,
      *[Symbol.iterator]() {
        yield* [1, null, 3];
      },
    };
    expect(read({ a: vector }, [1, 2, 3]).rows).toMatchObject({ used: 2, total: 3 });
    expect(read({ a: [1, 2, 3] }, vector).outcome).toEqual(Float64Array.of(1, 3));
  });

  test("a column called __proto__, constructor or hasOwnProperty is a column, an inherited one is not", () => {
    const table = JSON.parse('{"__proto__": [1, 2], "constructor": [3, 4], "hasOwnProperty": [5, 6]}');
    expect(read(table, [1, 2]).names).toEqual(["__proto__", "constructor", "hasOwnProperty"]);
    expect(read(Object.create({ inherited: [1] }, { own: { value: [2], enumerable: true } }), [1]).names).toEqual([
      "own",
    ]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("no complete row and no row at all are the caller's to judge", () => {
    expect(read({ a: [null, 1] }, [1, null]).rows.used).toBe(0);
    expect(read({ a: new Float64Array(0) }, []).rows).toMatchObject({ used: 0, total: 0 });
  });
});

describe("readModelTable() refuses", () => {
  test.each([
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    ["9", '"9"'],
    ["", '""'],
    [true, "true"],
    [1n, "1n"],
    [{}, "an object (Object)"],
    [[1], "an object (Array)"],
    [new Date(0), "an object (Object)"],
  ])("the element %s, naming column and index", (value, shown) => {
    const column = [...new Array(17).fill(1), value];
    const fine = new Array(18).fill(1);
    const message = `must be a finite number, null or undefined, received ${shown}`;
    expect(errorOf(() => read({ food: column }, fine))).toEqual({
      code: "invalid-input",
      path: "predictors.food.17",
      message: `fn: predictors.food.17 ${message}`,
    });
    expect(errorOf(() => read({ food: fine }, column))).toMatchObject({
      path: "outcome.17",
      message: `fn: outcome.17 ${message}`,
    });
  });

  test.each([
    ["123", '"123"'],
    [null, "null"],
    [undefined, "undefined"],
    [5, "5"],
    [() => 1, "an object (Object)"],
    [{ length: 3 }, "an object (Object)"],
    [{ length: 3, 0: 7, 1: 8, 2: 9 }, "an object (Object)"],
    [{ length: -1, 0: 1 }, "an object (Object)"],
    [{ length: 2 ** 53, 0: 1 }, "an object (Object)"],
    [{ length: 1.5, 0: 1 }, "an object (Object)"],
    [{ length: "3", 0: 1 }, "an object (Object)"],
    [new BigInt64Array(3), "an object (BigInt64Array)"],
    [new BigUint64Array(3), "an object (BigUint64Array)"],
    [new DataView(new ArrayBuffer(24)), "an object (DataView)"],
  ])("the column %s", (column, shown) => {
    const message = `must be an array, a typed array or an iterable of numbers, received ${shown}`;
    expect(errorOf(() => read({ food: column }, [1, 2, 3]))).toEqual({
      code: "invalid-input",
      path: "predictors.food",
      message: `fn: predictors.food ${message}`,
    });
    expect(errorOf(() => read({ food: [1, 2, 3] }, column))?.message).toBe(`fn: outcome ${message}`);
  });

  test.each([[new Set([1, 2, 3])], [[1, 2, 3].values()]])("the iterable %s, which has no length", (column) => {
    const message = "must be an array or a typed array, received an object (Object)";
    expect(errorOf(() => read({ food: column }, [1, 2, 3]))).toEqual({
      code: "invalid-input",
      path: "predictors.food",
      message: `fn: predictors.food ${message}`,
    });
    expect(errorOf(() => read({ food: [1, 2, 3] }, column))?.message).toBe(`fn: outcome ${message}`);
  });

  test.each([
    [iterable(-1), "-1"],
    [iterable(2 ** 53), "9007199254740992"],
    [iterable(1.5), "1.5"],
    [iterable("3"), '"3"'],
    [iterable(3n), "3n"],
  ])("the iterable %s, whose length is no count", (column, shown) => {
    const message = `must be an integer >= 0 and at most 2^53 - 1, received ${shown}`;
    expect(errorOf(() => read({ food: column }, [1, 2, 3]))).toEqual({
      code: "invalid-input",
      path: "predictors.food.length",
      message: `fn: predictors.food.length ${message}`,
    });
    expect(errorOf(() => read({ food: [1, 2, 3] }, column))?.message).toBe(`fn: outcome.length ${message}`);
  });

  test("columns of different lengths, a vector that lies about its length, and one without end", () => {
    expect(errorOf(() => read({ a: [1, 2], b: [1, 2, 3] }, [1, 2]))?.message).toBe(
      "fn: predictors.b must have the length of outcome (2), received 3",
    );
    const lying = {
      length: 3,
      *[Symbol.iterator]() {
        yield 1;
      },
    };
    expect(errorOf(() => read({ a: lying }, [1, 2, 3]))?.message).toBe(
      "fn: predictors.a must hold as many elements as its length says (3), received 1",
    );
    const endless = {
      length: 1,
      *[Symbol.iterator]() {
        for (;;) yield 1;
      },
    };
    expect(errorOf(() => read({ a: endless }, [1]))).toEqual({
      code: "invalid-input",
      path: "predictors.a",
      message: "fn: predictors.a must hold as many elements as its length says (1), received 2",
    });
  });

  test.each([
    [null, "be an object, received null"],
    ["abc", 'be an object, received "abc"'],
    [[[1, 2]], "be an object of named columns, received an object (Array)"],
    [{}, "have at least one column, received an object (Object)"],
    [new Map([["a", [1]]]), "have at least one column, received an object (Object)"],
  ])("the table %j", (table, rule) => {
    expect(errorOf(() => read(table, [1, 2]))).toEqual({
      code: "invalid-input",
      path: "predictors",
      message: `fn: predictors must ${rule}`,
    });
  });
});
