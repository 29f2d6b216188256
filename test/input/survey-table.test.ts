import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ColumnMapping, surveyTable } from "../../src/input/survey-table";
import { errorOf } from "../assertions";

const scale = { min: 1, max: 5 };

/** One column called q, read from the given cells. */
function column(cells: readonly unknown[], mapping: ColumnMapping) {
  const table = surveyTable(
    cells.map((q) => ({ q })),
    { q: mapping },
  );
  return { values: table.columns.q, missing: table.missing[0], rejected: table.rejected };
}

describe("surveyTable()", () => {
  it("surveyTable() turns rows of strings into columns, with named codes for no answer", () => {
    const rows = [
      { q1: "5", wifi: "6", note: "slow" },
      { q1: "", wifi: "4", note: "" },
      { q1: "9", wifi: "1", note: "x" },
      { q1: "3", wifi: "0", note: " " },
    ];
    const table = surveyTable(rows, {
      overall: { field: "q1", type: "rating", scale },
      wifi: { type: "rating", scale, missing: { "6": "did not use", "0": "blank" } },
      note: { type: "text" },
    });
    expect(table).toEqual({
      n: 3,
      columns: { overall: [5, null, 3], wifi: [null, 4, null], note: ["slow", null, null] },
      missing: [
        { name: "overall", n: 1, reasons: [{ reason: "empty", n: 1 }] },
        {
          name: "wifi",
          n: 2,
          reasons: [
            { reason: "did not use", n: 1 },
            { reason: "blank", n: 1 },
          ],
        },
        { name: "note", n: 2, reasons: [{ reason: "empty", n: 2 }] },
      ],
      rejected: [{ row: 2, issues: [{ path: "q1", message: "must be an integer in [1, 5], received 9" }] }],
    });
  });

  it("surveyTable() reads numbers, decimal strings and bigints as the type says", () => {
    expect(column([3, "3", " 3 ", "3.0", 3n], { type: "rating", scale }).values).toEqual([3, 3, 3, 3, 3]);
    expect(column([-2.5, "-2.5", "1e3", ".5", 7n, "0"], { type: "number" }).values).toEqual([
      -2.5, -2.5, 1000, 0.5, 7, 0,
    ]);
    expect(column(["a", " b ", "007", "0"], { type: "text" }).values).toEqual(["a", " b ", "007", "0"]);
  });

  it("surveyTable() reads an empty string, null, undefined and an absent field as missing, never as 0", () => {
    for (const mapping of [
      { type: "rating", scale: { min: 0, max: 5 } },
      { type: "number" },
      { type: "text" },
    ] as const) {
      const { values, missing, rejected } = column(["", "  ", null, undefined, "4"], mapping);
      expect(values).toEqual([null, null, null, null, mapping.type === "text" ? "4" : 4]);
      expect(missing).toEqual({ name: "q", n: 4, reasons: [{ reason: "empty", n: 4 }] });
      expect(rejected).toEqual([]);
    }
    expect(surveyTable([{ q: "1" }, {}], { q: { type: "number" } }).columns.q).toEqual([1, null]);
  });

  it("surveyTable() reads negative zeros as 0", () => {
    for (const mapping of [{ type: "rating", scale: { min: 0, max: 5 } }, { type: "number" }] as const) {
      for (const value of column([-0, "-0", "-0.0", "0"], mapping).values) expect(Object.is(value, 0)).toBe(true);
    }
  });

  it.each([
    ["rating", 0, "0"],
    ["rating", 2.5, "2.5"],
    ["rating", "good", '"good"'],
    ["rating", Number.NaN, "NaN"],
    ["rating", true, "true"],
    ["rating", [3], "an object (Array)"],
    ["rating", {}, "an object (Object)"],
    ["rating", new Date(3), "an object (Object)"],
    ["rating", Promise.resolve(3), "an object (Object)"],
    ["number", Number.NaN, "NaN"],
    ["number", Number.POSITIVE_INFINITY, "Infinity"],
    ["number", "12 EUR", '"12 EUR"'],
    ["number", "1,5", '"1,5"'],
    ["number", false, "false"],
    ["number", [], "an object (Array)"],
    ["number", {}, "an object (Object)"],
  ] as const)("surveyTable() leaves out a row whose %s is %o, naming field and value", (type, cell, shown) => {
    const rule = type === "rating" ? "be an integer in [1, 5]" : "be a finite number";
    const { values, rejected } = column(["4", cell, "2"], type === "rating" ? { type, scale } : { type });
    expect(values).toEqual([4, 2]);
    expect(rejected).toHaveLength(1);
    expect(rejected[0]?.row).toBe(1);
    expect(rejected[0]?.issues.map(({ path, message }) => [path, message])).toEqual([
      ["q", `must ${rule}, received ${shown}`],
    ]);
  });

  it("surveyTable() leaves out a row whose text is none, without its words", () => {
    const { values, rejected } = column(["a", 5, { secret: "s" }], { type: "text" });
    expect(values).toEqual(["a"]);
    expect(rejected).toEqual([
      { row: 1, issues: [{ path: "q", message: "must be a string, received a number" }] },
      { row: 2, issues: [{ path: "q", message: "must be a string, received an object (Object)" }] },
    ]);
  });

  it("surveyTable() leaves out a cell without a string form like every other object", () => {
    for (const cell of [Object.create(null), { toString: 5 }, { toString: () => "3" }, Symbol("3")]) {
      const { values, rejected } = column(["4", cell], { type: "number" });
      expect(values).toEqual([4]);
      expect(rejected.map(({ row }) => row)).toEqual([1]);
    }
  });

  it("surveyTable() leaves out a row that is no object, like a row that cannot be read", () => {
    const table = surveyTable([{ q: "1" }, null, 5, "q", undefined, { q: "2" }], { q: { type: "number" } });
    expect(table.columns.q).toEqual([1, 2]);
    expect(table.n).toBe(2);
    expect(table.rejected.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
    const message = (shown: unknown) => `must be an object, received ${shown}`;
    expect(table.rejected.map(({ issues }) => issues)).toEqual([
      [{ path: "", message: message(null) }],
      [{ path: "", message: message("a number") }],
      // a line of a file may hold what a customer wrote
      [{ path: "", message: message("a string") }],
      [{ path: "", message: message(undefined) }],
    ]);
  });

  it("surveyTable() names every field of a row that cannot be read, by its name in the row", () => {
    const table = surveyTable([{ a: "x", b: "9", c: "ok" }], {
      first: { field: "a", type: "number" },
      second: { field: "b", type: "rating", scale },
      third: { field: "c", type: "text" },
    });
    expect(table.columns).toEqual({ first: [], second: [], third: [] });
    expect(table.rejected).toEqual([
      {
        row: 0,
        issues: [
          { path: "a", message: 'must be a finite number, received "x"' },
          { path: "b", message: "must be an integer in [1, 5], received 9" },
        ],
      },
    ]);
  });

  it("surveyTable() takes a code for no answer as number, string or bigint, spaces around it ignored", () => {
    const { values, missing, rejected } = column(["6", 6, " 6 ", 6n, "6.0", "+6", "5"], {
      type: "rating",
      scale,
      missing: { 6: "did not use" },
    });
    expect(values).toEqual([null, null, null, null, null, null, 5]);
    expect(missing).toEqual({ name: "q", n: 6, reasons: [{ reason: "did not use", n: 6 }] });
    expect(rejected).toEqual([]);
    const written = { type: "rating", scale, missing: { "6.0": "did not use" } } as const;
    expect(column(["6", 6, 6n, "5"], written).values).toEqual([null, null, null, 5]);
  });

  it("surveyTable() takes a code before the scale, so that a code may be a legal number", () => {
    expect(column(["5", "99"], { type: "number", missing: { 99: "refused" } }).values).toEqual([5, null]);
    expect(column(["5", "4"], { type: "rating", scale, missing: { 5: "void" } }).values).toEqual([null, 4]);
    expect(column(["n/a", "fine"], { type: "text", missing: { "n/a": "none" } }).values).toEqual([null, "fine"]);
  });

  it("surveyTable() recognises no code in an array", () => {
    expect(column([[6], "5"], { type: "rating", scale, missing: { 6: "did not use" } }).values).toEqual([5]);
  });

  it("surveyTable() adds up two codes of one meaning, and may name the empty field", () => {
    const { missing } = column(["6", "7", "", "1"], {
      type: "rating",
      scale,
      missing: { 6: "not used", 7: "not used", "": "left blank" },
    });
    expect(missing).toEqual({
      name: "q",
      n: 3,
      reasons: [
        { reason: "not used", n: 2 },
        { reason: "left blank", n: 1 },
      ],
    });
  });

  it("surveyTable() may read one field twice", () => {
    const table = surveyTable([{ q: "5" }, { q: "2" }], {
      value: { field: "q", type: "number" },
      words: { field: "q", type: "text" },
    });
    expect(table.columns).toEqual({ value: [5, 2], words: ["5", "2"] });
  });

  it("surveyTable() of no rows has empty columns", () => {
    expect(surveyTable([], { q: { type: "number" } })).toEqual({
      n: 0,
      columns: { q: [] },
      missing: [{ name: "q", n: 0, reasons: [] }],
      rejected: [],
    });
  });

  it("surveyTable() reads any iterable of rows, once", () => {
    const rows = [{ q: "1" }, { q: "2" }];
    const expected = surveyTable(rows, { q: { type: "number" } });
    expect(expected.columns.q).toEqual([1, 2]);
    expect(surveyTable(rows.values(), { q: { type: "number" } })).toEqual(expected);
    expect(surveyTable(new Set(rows), { q: { type: "number" } })).toEqual(expected);
  });

  it("surveyTable() reads columns called __proto__, constructor and toString, and touches no prototype", () => {
    const rows = JSON.parse('[{"__proto__":"3","constructor":"2","toString":"t"}]');
    const mapping = JSON.parse(
      '{"__proto__":{"type":"number"},"constructor":{"type":"number"},"toString":{"type":"text"}}',
    );
    const { columns, missing } = surveyTable(rows, mapping);
    expect(Object.entries(columns)).toEqual([
      ["__proto__", [3]],
      ["constructor", [2]],
      ["toString", ["t"]],
    ]);
    expect(Object.getPrototypeOf(columns)).toBe(Object.prototype);
    expect(missing.map(({ name }) => name)).toEqual(["__proto__", "constructor", "toString"]);
    expect(({} as { type?: unknown }).type).toBeUndefined();
    expect(errorOf(() => surveyTable([{}], mapping))?.path).toBe("mapping.__proto__.field");
    // what every object inherits is neither data nor a code
    const mixed = [{ constructor: "1" }, {}] as unknown as Iterable<unknown>;
    expect(surveyTable(mixed, { constructor: { type: "number" } }).columns.constructor).toEqual([1, null]);
    expect(column(["toString", "__proto__"], { type: "text", missing: {} }).values).toEqual(["toString", "__proto__"]);
  });
});

describe("surveyTable() on unsound arguments", () => {
  it.each([
    [null, "mapping", "be an object, received null"],
    [undefined, "mapping", "be an object, received undefined"],
    ["q", "mapping", 'be an object, received "q"'],
    [{ q: null }, "mapping.q", "be an object, received null"],
    [{ q: "number" }, "mapping.q", 'be an object, received "number"'],
    [{ q: {} }, "mapping.q.type", 'be one of "rating", "number", "text", received undefined'],
    [{ q: { type: "Rating" } }, "mapping.q.type", 'be one of "rating", "number", "text", received "Rating"'],
    [{ q: { type: "number", field: "" } }, "mapping.q.field", 'be a non-empty string, received ""'],
    [{ q: { type: "number", field: 1 } }, "mapping.q.field", "be a non-empty string, received 1"],
    [{ q: { type: "number", field: null } }, "mapping.q.field", "be a non-empty string, received null"],
    [{ q: { type: "number", missing: null } }, "mapping.q.missing", "be an object, received null"],
    [{ q: { type: "number", missing: "6" } }, "mapping.q.missing", 'be an object, received "6"'],
    [
      { q: { type: "number", mising: { 6: "did not use" } } },
      "mapping.q.mising",
      "be a known option, received an object (Object)",
    ],
    [
      { q: { type: "number", scale: { min: 1, max: 5 } } },
      "mapping.q.scale",
      "be a known option, received an object (Object)",
    ],
    [
      { q: { type: "rating", scale: { min: 1, max: 5 }, name: "Q" } },
      "mapping.q.name",
      'be a known option, received "Q"',
    ],
  ])("surveyTable() refuses the mapping %o, naming %s", (mapping, path, rule) => {
    expect(errorOf(() => surveyTable([{ q: "1" }], mapping as never))).toEqual({
      code: "invalid-input",
      path,
      message: `surveyTable: ${path} must ${rule}`,
    });
  });

  it.each([[undefined], [{ min: 5, max: 1 }], [{ min: 1, max: 2 ** 53 }], [{ min: 1.5, max: 5 }]])(
    "surveyTable() refuses the scale %o of a column, naming the column",
    (unsound) => {
      const error = errorOf(() => surveyTable([{ q: "1" }], { q: { type: "rating", scale: unsound as never } }));
      expect(error?.code).toBe("invalid-input");
      expect(error?.path).toMatch(/^mapping\.q\.scale(\.min|\.max)?$/);
      expect(error?.message.startsWith(`surveyTable: ${error.path} must `)).toBe(true);
    },
  );

  it.each([[7], [undefined], [null], [{}], [""]])("surveyTable() refuses %o as the meaning of a code", (reason) => {
    const mapping = { q: { type: "number", missing: { 6: reason } } };
    expect(errorOf(() => surveyTable([{ q: "6" }], mapping as never))).toMatchObject({
      code: "invalid-input",
      path: "mapping.q.missing.6",
    });
  });

  it("surveyTable() refuses a field that no row has, which is a misspelt name", () => {
    expect(
      errorOf(() => surveyTable([{ q1: "5" }, { q1: "4" }], { overall: { field: "Q1", type: "number" } })),
    ).toEqual({
      code: "invalid-input",
      path: "mapping.overall.field",
      message: 'surveyTable: mapping.overall.field must be a field of the rows, received "Q1"',
    });
  });

  it.each([
    [null, "null"],
    [5, "5"],
    ["q\n5", '"q\n5"'],
    [{}, "an object (Object)"],
    [{ length: 1, 0: { q: "5" } }, "an object (Object)"],
  ])("surveyTable() refuses the rows %o", (rows, shown) => {
    expect(errorOf(() => surveyTable(rows as never, { q: { type: "number" } }))).toEqual({
      code: "invalid-input",
      path: "rows",
      message: `surveyTable: rows must be an array or another iterable of objects, received ${shown}`,
    });
  });
});

describe("surveyTable() on any rows", () => {
  const junk = fc.oneof(fc.constantFrom<unknown>("x", "9", true, -1n, ["1"], new Date(0)), fc.anything());
  const cells = (...legal: unknown[]) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom("", " ", null, undefined, ...legal) },
      { weight: 1, arbitrary: junk },
    );
  const row = fc.record(
    { a: cells("1", 3, "5", "6", 6, "4.0", 2n), b: cells("7", 0, -0, "-0", -2.5, ".5"), c: cells("fine", "0", " b ") },
    { requiredKeys: [] },
  );
  const rows = fc.array(fc.oneof({ weight: 9, arbitrary: row }, { weight: 1, arbitrary: fc.anything() }));
  const mapping = {
    a: { type: "rating", scale, missing: { 6: "did not use" } },
    b: { type: "number" },
    words: { field: "c", type: "text" },
  } as const;

  it("surveyTable() keeps its columns aligned, accounts for every row and every missing answer, and gives plain results", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const before = structuredClone(given);
        // a first row with every field, so that no field is unknown
        const table = surveyTable([{ a: "1", b: "0", c: "first" }, ...given], mapping);
        expect(structuredClone(given)).toEqual(before);
        expect(table.n + table.rejected.length).toBe(given.length + 1);
        for (const { name, n, reasons } of table.missing) {
          const values: readonly unknown[] = table.columns[name];
          expect(values).toHaveLength(table.n);
          expect(n).toBe(values.filter((value) => value === null).length);
          expect(reasons.reduce((sum, reason) => sum + reason.n, 0)).toBe(n);
          for (const value of values) expect(Object.is(value, -0)).toBe(false);
        }
        expect(JSON.parse(JSON.stringify(table))).toStrictEqual(table);
      }),
    );
  });

  it("surveyTable() gives the rows that it keeps the same values as alone", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const first = { a: "1", b: "0", c: "first" };
        const whole = surveyTable([first, ...given], mapping);
        const alone = given.map((row) => surveyTable([first, row], mapping)).filter(({ n }) => n === 2);
        expect(whole.columns.a.slice(1)).toEqual(alone.map(({ columns }) => columns.a[1]));
        expect(whole.columns.b.slice(1)).toEqual(alone.map(({ columns }) => columns.b[1]));
        expect(whole.columns.words.slice(1)).toEqual(alone.map(({ columns }) => columns.words[1]));
      }),
    );
  });

  it("surveyTable() never puts the words of a text column into a message", () => {
    const secret = "XYZZYSECRET";
    const words = fc.constantFrom<unknown>(
      [secret],
      { [secret]: secret },
      Object(secret),
      Symbol(secret),
      () => secret,
    );
    fc.assert(
      fc.property(words, (c) => {
        const table = surveyTable(
          [
            { a: "1", b: "0", c: "first" },
            { a: "9", b: "x", c },
          ],
          mapping,
        );
        expect(table.rejected).toHaveLength(1);
        expect(JSON.stringify(table.rejected)).not.toContain(secret);
      }),
    );
  });
});
