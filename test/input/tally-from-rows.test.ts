import { describe, expect, it } from "vitest";
import { type TallyFromRowsOptions, tallyFromRows } from "../../src/input/tally-from-rows";
import { tally } from "../../src/statistics/summaries/tally";
import { errorOf } from "../assertions";

const scale = { min: 1, max: 5 };
const options: TallyFromRowsOptions = { rating: "score", count: "n", scale };

const fromRows = (...rows: unknown[]) => tallyFromRows(rows, options);

describe("tallyFromRows()", () => {
  it("tallyFromRows() reads numbers, decimal strings, bigints and the NULL group", () => {
    expect(fromRows({ score: 4, n: 12 }, { score: "5", n: 30n }, { score: 1n, n: "2" }, { score: null, n: 3 })).toEqual(
      {
        kind: "tally",
        scale: { min: 1, max: 5 },
        n: 44,
        counts: [2, 0, 0, 12, 30],
        weights: null,
        squaredWeights: null,
        nMissing: 3,
      },
    );
  });

  it("tallyFromRows() is the tally of the answers themselves", () => {
    const answers = [5, 5, 4, null, 1, 5];
    const rows = [
      { score: 5, n: 3 },
      { score: "1", n: "1" },
      { score: 4n, n: 1n },
      { score: null, n: 1 },
    ];
    expect(fromRows(...rows)).toEqual(tally(answers, { scale }));
  });

  it("tallyFromRows() of no rows is the neutral tally", () => {
    expect(fromRows()).toEqual(tally([], { scale }));
  });

  it("tallyFromRows() adds up rows of the same rating, however it is written", () => {
    expect(
      fromRows({ score: 4, n: 1 }, { score: "4", n: 2 }, { score: 4n, n: 3 }, { score: "4.0", n: 4 }).counts,
    ).toEqual([0, 0, 0, 10, 0]);
    expect(fromRows({ score: null, n: 1 }, { score: undefined, n: 2 }).nMissing).toBe(3);
  });

  it("tallyFromRows() counts an empty string as missing, as every reader does, never as 0", () => {
    expect(tallyFromRows([{ score: "", n: 3 }], { ...options, scale: { min: 0, max: 10 } })).toMatchObject({
      n: 0,
      nMissing: 3,
    });
  });

  it("tallyFromRows() leaves out nothing of a count of zero", () => {
    expect(fromRows({ score: 4, n: 0 }, { score: 3, n: "0" })).toEqual(tally([], { scale }));
    expect(fromRows({ score: 4, n: -0 })).toStrictEqual(tally([], { scale }));
  });

  it("tallyFromRows() reads the counts of a warehouse up to 2^53 - 1, as numbers, strings and bigints", () => {
    const most = 2 ** 53 - 1;
    for (const n of [most, String(most), BigInt(most)]) expect(fromRows({ score: 3, n }).n).toBe(most);
    expect(fromRows({ score: 3, n: 10_000_000_000n }).n).toBe(1e10);
    expect(fromRows({ score: 3, n: 2n ** 52n }).n).toBe(2 ** 52);
  });

  it("tallyFromRows() reads any iterable of rows, and fields of rows that are arrays", () => {
    const rows = [{ score: 1, n: 2 }];
    const expected = fromRows(...rows);
    expect(tallyFromRows(rows.values(), options)).toEqual(expected);
    expect(tallyFromRows(new Set(rows), options)).toEqual(expected);
    expect(tallyFromRows([[1, 2]], { rating: "0", count: "1", scale })).toEqual(expected);
  });

  it("tallyFromRows() reads fields called __proto__ and constructor, and nothing that rows inherit", () => {
    const row = JSON.parse('{"__proto__":3,"constructor":2}');
    expect(tallyFromRows([row], { rating: "__proto__", count: "constructor", scale }).counts).toEqual([0, 0, 2, 0, 0]);
    expect(errorOf(() => tallyFromRows([{ score: 3 }], { ...options, count: "constructor" }))).toMatchObject({
      path: "count",
    });
    expect(errorOf(() => tallyFromRows([Object.create({ score: 3, n: 2 })], options))).not.toBeNull();
  });

  it("tallyFromRows() changes no row and keeps no scale of the caller's", () => {
    const rows = [{ score: "5", n: "2" }];
    const own = { min: 1, max: 5 };
    const result = tallyFromRows(rows, { ...options, scale: own });
    own.max = 9;
    expect(rows).toEqual([{ score: "5", n: "2" }]);
    expect(result.scale).toEqual({ min: 1, max: 5 });
  });
});

describe("tallyFromRows() on unsound rows", () => {
  const NOT_ON_SCALE = "be an integer in [1, 5] or null";

  it.each([
    [6, "6"],
    [0, "0"],
    ["6", "6"],
    [2.5, "2.5"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
  ])("tallyFromRows() refuses the rating %o, naming row and field", (score, shown) => {
    expect(errorOf(() => fromRows({ score: 1, n: 1 }, { score, n: 1 }))).toEqual({
      code: "invalid-input",
      path: "rows.1.score",
      message: `tallyFromRows: rows.1.score must ${NOT_ON_SCALE}, received ${shown}`,
    });
  });

  it.each([["good"], [true], [[4]], [{}], [new Date(4)], [2n ** 64n], [Symbol("4")]])(
    "tallyFromRows() refuses %o as a rating, naming row and field",
    (score) => {
      expect(errorOf(() => fromRows({ score: 1, n: 1 }, { score, n: 1 }))).toMatchObject({
        code: "invalid-input",
        path: "rows.1.score",
      });
    },
  );

  it.each([
    [-1, "-1"],
    [1.5, "1.5"],
    ["1.5", "1.5"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    [2 ** 53, "9007199254740992"],
    [2n ** 53n, "9007199254740992n"],
    [-1n, "-1"],
    [null, "null"],
    [undefined, "undefined"],
    ["", '""'],
    ["many", '"many"'],
    [true, "true"],
    [[1], "an object (Array)"],
  ])("tallyFromRows() refuses the count %o, naming row and field", (n, shown) => {
    const error = errorOf(() => fromRows({ score: 1, n: 1 }, { score: 2, n }));
    expect(error).toMatchObject({ code: "invalid-input", path: "rows.1.n" });
    expect(error?.message.startsWith("tallyFromRows: rows.1.n must be an integer >= 0")).toBe(true);
    expect(error?.message.endsWith(`, received ${shown}`)).toBe(true);
  });

  it("tallyFromRows() refuses a decimal string beyond 2^53 rather than round it", () => {
    expect(errorOf(() => fromRows({ score: 1, n: "9007199254740993" }))).toMatchObject({
      code: "invalid-input",
      path: "rows.0.n",
    });
  });

  it("tallyFromRows() refuses rows that together hold more than 2^53 - 1 answers, in words that say so", () => {
    const error = errorOf(() => fromRows({ score: 1, n: 2 ** 53 - 1 }, { score: null, n: 1 }));
    expect(error).toMatchObject({ code: "invalid-input", path: "rows" });
    // rows are no integer: the rule is about the answers that they hold
    expect(error?.message).not.toMatch(/rows must be an integer/);
  });

  it("tallyFromRows() refuses a rating field that no row has, which is a misspelt name and no NULL group", () => {
    expect(errorOf(() => tallyFromRows([{ score: 3, n: 1 }], { ...options, rating: "Score" }))).toEqual({
      code: "invalid-input",
      path: "rating",
      message: 'tallyFromRows: rating must be a field of the rows, received "Score"',
    });
    expect(errorOf(() => tallyFromRows([{ score: 3, n: 1 }], { ...options, count: "N" }))).toEqual({
      code: "invalid-input",
      path: "count",
      message: 'tallyFromRows: count must be a field of the rows, received "N"',
    });
  });

  it.each([
    [null, "null"],
    [undefined, "undefined"],
    [5, "5"],
    ["score", '"score"'],
  ])("tallyFromRows() refuses %o as a row", (row, shown) => {
    expect(errorOf(() => fromRows({ score: 1, n: 1 }, row))).toEqual({
      code: "invalid-input",
      path: "rows.1",
      message: `tallyFromRows: rows.1 must be an object, received ${shown}`,
    });
  });

  it.each([
    [null, "null"],
    [5, "5"],
    ["rows", '"rows"'],
    [{ 0: { score: 1, n: 1 }, length: 1 }, "an object (Object)"],
  ])("tallyFromRows() refuses %o as rows", (rows, shown) => {
    expect(errorOf(() => tallyFromRows(rows as never, options))).toEqual({
      code: "invalid-input",
      path: "rows",
      message: `tallyFromRows: rows must be an array or another iterable of objects, received ${shown}`,
    });
  });

  it.each([
    [null, "options", "be an object, received null"],
    [undefined, "options", "be an object, received undefined"],
    [{ count: "n", scale }, "rating", "be a non-empty string, received undefined"],
    [{ rating: "", count: "n", scale }, "rating", 'be a non-empty string, received ""'],
    [{ rating: "score", count: 0, scale }, "count", "be a non-empty string, received 0"],
    [{ rating: "score", count: "n" }, "scale", "be an object, received undefined"],
  ])("tallyFromRows() refuses the options %o", (unsound, path, rule) => {
    expect(errorOf(() => tallyFromRows([{ score: 1, n: 1 }], unsound as never))).toEqual({
      code: "invalid-input",
      path,
      message: `tallyFromRows: ${path} must ${rule}`,
    });
  });

  it.each([[{ min: 1, max: 1 }], [{ min: 0, max: 1001 }], [{ min: 0, max: 2 ** 53 }], [{ min: 0.5, max: 5 }]])(
    "tallyFromRows() refuses the scale %o",
    (unsound) => {
      const error = errorOf(() => tallyFromRows([{ score: 1, n: 1 }], { ...options, scale: unsound }));
      expect(error?.code).toBe("invalid-input");
      expect(error?.path).toMatch(/^scale(\.min|\.max)?$/);
      expect(error?.message.startsWith(`tallyFromRows: ${error.path} must `)).toBe(true);
    },
  );
});
