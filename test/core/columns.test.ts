import { describe, expect, it } from "vitest";
import { columnsOf } from "../../src/core/columns";

function invalid(path: string, message: string) {
  return expect.objectContaining({
    name: "StatsError",
    code: "invalid-input",
    message: `columnsOf: ${path} ${message}`,
    issues: [{ path, message }],
  });
}

describe("columnsOf()", () => {
  it("turns rows into columns, in the order of the names", () => {
    const rows = [
      { food: 4, staff: 5, note: "good" },
      { food: 3, staff: null, note: "" },
    ];
    const columns = columnsOf(rows, ["staff", "food"]);
    expect(columns).toStrictEqual({ staff: [5, null], food: [4, 3] });
    expect(Object.keys(columns)).toEqual(["staff", "food"]);
  });

  it("gives a row without the key a missing value", () => {
    const rows: { food?: number; staff?: number }[] = [{ food: 4 }, { staff: 2 }];
    expect(columnsOf(rows, ["food", "staff"])).toStrictEqual({ food: [4, undefined], staff: [undefined, 2] });
  });

  it("gives empty columns for no rows, and no columns for no names", () => {
    expect(columnsOf([] as { food: number }[], ["food"])).toStrictEqual({ food: [] });
    expect(columnsOf([{ food: 4 }], [])).toStrictEqual({});
  });

  it("reads only the rows' own keys: what objects inherit is missing", () => {
    const inherited = Object.create({ food: 4 }) as { food: number };
    expect(columnsOf([inherited, { food: 3 }], ["food"])).toStrictEqual({ food: [undefined, 3] });
    expect(() => columnsOf([{ food: 3 }], ["toString" as "food"])).toThrow(
      invalid("names.0", 'must be a key of the rows, received "toString"'),
    );
  });

  it("reads rows without a prototype, and instances of classes", () => {
    class Row {
      food = 5;
    }
    const bare = Object.assign(Object.create(null) as object, { food: 4 }) as { food: number };
    expect(columnsOf([bare, new Row()], ["food"])).toStrictEqual({ food: [4, 5] });
  });

  it("keeps a column called __proto__ and leaves every prototype alone", () => {
    const rows = [JSON.parse('{ "__proto__": 4, "food": 3 }'), JSON.parse('{ "__proto__": { "polluted": true } }')] as {
      ["__proto__"]: unknown;
      food?: number;
    }[];
    const columns = columnsOf(rows, ["__proto__", "food"]);
    expect(Object.keys(columns)).toEqual(["__proto__", "food"]);
    expect(Object.getOwnPropertyDescriptor(columns, "__proto__")?.value).toStrictEqual([4, { polluted: true }]);
    expect(Object.getPrototypeOf(columns)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
  });

  it("makes new arrays and leaves the rows as they are", () => {
    const rows = Object.freeze([Object.freeze({ food: 4 })]);
    const columns = columnsOf(rows, Object.freeze(["food"] as const));
    columns.food.pop();
    expect(rows).toStrictEqual([{ food: 4 }]);
  });

  it("rejects a name that no row has, showing at most 40 characters of it", () => {
    expect(() => columnsOf([{ food: 4 }], ["fod" as "food"])).toThrow(
      invalid("names.0", 'must be a key of the rows, received "fod"'),
    );
    let message = "";
    try {
      columnsOf([{ food: 4 }], ["x".repeat(1000) as "food"]);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message.replace(/^.*received /, "").length).toBeLessThanOrEqual(42);
  });

  it.each([
    ["rows that are no array", null, ["food"]],
    ["a row that is null", [{ food: 4 }, null], ["food"]],
    ["names that are no array", [{ food: 4 }], null],
    ["a name that is a number", [{ food: 4 }], [5]],
  ])("rejects %s", (_, rows, names) => {
    expect(() => columnsOf(rows as { food: number }[], names as "food"[])).toThrow(
      expect.objectContaining({ name: "StatsError", code: "invalid-input" }),
    );
  });
});
