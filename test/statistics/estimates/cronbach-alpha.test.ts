import { describe, expect, it } from "vitest";
import { cronbachAlpha } from "../../../src/statistics/estimates/cronbach-alpha";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import fromR from "../../golden/cronbach-alpha.json" with { type: "json" };
import fromMpmath from "../../golden/cronbach-alpha-error.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

type Table = Record<string, (number | null)[]>;

/** The columns of a case of cronbach-alpha.R. */
function itemsOf({ id, names, items }: (typeof fromR.cases)[number]): Table {
  if (items !== null) return items as Table;
  const table = readTable(id.startsWith("sfo17") ? "sfo_2017.csv" : "r_attitude.csv");
  const far = id.endsWith("far from 0") ? 1e6 : 0;
  return Object.fromEntries(
    names.map((name) => [name, table[name]!.map((value) => (value === null ? null : value + far))]),
  );
}

/** cronbachAlpha() as untyped callers reach it. */
const loose = cronbachAlpha as (items: unknown, options?: unknown) => unknown;

describe("cronbachAlpha() against R's psych (1e-12)", () => {
  it.each(fromR.cases)("$id", (expected) => {
    const items = itemsOf(expected);
    const result = cronbachAlpha(items, { confidenceLevel: expected.level });
    agree(result.estimate, expected.alpha, 1e-12);
    agreeEnds(result.interval, expected.interval, 1e-12);
    expect(result.interval).toMatchObject({ level: expected.level, method: "feldt" });
    // psych subtracts numbers near 1, which leaves five digits of the error where alpha is near 1
    agree(result.standardError, expected.se, expected.id === "nearly one" ? 1e-5 : 1e-12);
    const exactly = (fromMpmath.errors as Record<string, number>)[expected.id];
    if (exactly !== undefined) agree(result.standardError, exactly, 1e-14);
    agree(result.standardizedAlpha, expected.standardizedAlpha, 1e-12);
    agree(result.meanInterItemCorrelation, expected.meanCorrelation, 1e-12);
    expect([result.n, result.nMissing]).toEqual([expected.n, expected.total - expected.n]);
    expect(result.itemDropped.map(({ name }) => name)).toEqual(expected.names);
    result.itemDropped.forEach(({ alpha, itemRestCorrelation }, i) => {
      const without = expected.without[i] ?? null;
      if (without === null) expect(alpha).toBeNull();
      else agree(alpha, without, 1e-12);
      agree(itemRestCorrelation, expected.itemRest[i]!, 1e-12);
    });
    expectPlain(result);
  });
});

describe("cronbachAlpha()", () => {
  it("leaves rows with a missing value out whole, and says which items cost them", () => {
    const result = cronbachAlpha({ a: [1, 2, 4, null, 3, 9, 8], b: [2, 1, 5, 3, 3, null, undefined] });
    expect(result).toMatchObject({ kind: "cronbach-alpha", unit: "value", scale: null, n: 4, nMissing: 3 });
    expect(result.rows).toEqual({
      total: 7,
      used: 4,
      missing: [
        { name: "a", n: 1 },
        { name: "b", n: 2 },
      ],
    });
    const { itemDropped, ...complete } = cronbachAlpha({ a: [1, 2, 4, 3], b: [2, 1, 5, 3] });
    expect(itemDropped).toEqual(result.itemDropped);
    expect({ ...complete, nMissing: 3, rows: result.rows }).toEqual({ ...result, itemDropped: undefined });
  });

  it("warns where less than half of the rows are complete", () => {
    const holes = [1, 2, 4, null, null, null, null];
    expect(cronbachAlpha({ a: holes, b: [2, 1, 5, 3, 3, 4, 4] }).caveats).toEqual([
      { code: "few-complete-rows", path: null },
    ]);
  });

  it("names items that run against the others, and warns of a negative alpha", () => {
    const items = { a: [1, 2, 3, 4, 5, 2, 4, 3], b: [2, 2, 3, 5, 4, 1, 4, 4], c: [5, 4, 2, 2, 1, 4, 1, 3] };
    expect(cronbachAlpha(items).caveats).toEqual([
      { code: "negative-alpha", path: null },
      { code: "reversed-item", path: "itemDropped.0" },
      { code: "reversed-item", path: "itemDropped.1" },
      { code: "reversed-item", path: "itemDropped.2" },
    ]);
    const turned = cronbachAlpha({ ...items, d: [1, 2, 3, 5, 5, 1, 5, 4], e: [1, 1, 4, 5, 5, 2, 4, 3] });
    expect(turned.caveats).toEqual([{ code: "reversed-item", path: "itemDropped.2" }]);
  });

  it("names an item that does not vary, which has no correlation", () => {
    const result = cronbachAlpha({ a: [1, 2, 4, 3], same: [3, 3, 3, 3], b: [2, 1, 5, 3] });
    expect(result).toMatchObject({ standardizedAlpha: null, meanInterItemCorrelation: null });
    expect(result.itemDropped[1]).toMatchObject({ name: "same", itemRestCorrelation: null });
    // without it: psych's alpha of a and b
    agree(result.itemDropped[1]?.alpha, cronbachAlpha({ a: [1, 2, 4, 3], b: [2, 1, 5, 3] }).estimate, 1e-14);
    expect(result.caveats).toEqual([{ code: "constant-column", path: "itemDropped.1" }]);
    const rounding = [0.3, 0.1 + 0.2, 0.3, 0.3];
    expect(cronbachAlpha({ a: [1, 2, 4, 3], rounding, b: [2, 1, 5, 3] }).caveats).toEqual([
      { code: "constant-column", path: "itemDropped.1" },
    ]);
  });

  it("has no interval where the items repeat each other: alpha is 1, whatever the sample", () => {
    const a = [1, 2, 4, 3, 5];
    const result = cronbachAlpha({ a, b: a.map((value) => value + 7), c: a });
    expect(result).toMatchObject({ estimate: 1, standardError: 0, standardizedAlpha: 1, interval: null });
    expect(result.caveats).toEqual([{ code: "perfect-correlation", path: null }]);
    // half of a point in one of a thousand rows is no repetition
    const long = Array.from({ length: 1000 }, (_, i) => i % 7);
    expect(cronbachAlpha({ a: long, b: [0.5, ...long.slice(1)] }).interval).not.toBeNull();
  });

  it("keeps the digits of 1 - alpha near 1, far from 0 and at any size", () => {
    const a = [1, 2, 4, 3, 5, 2];
    const b = [1, 2, 4, 3, 5, 2 + 2 ** -20];
    // by hand: 1 - alpha of two items is var(a - b) / var(a + b)
    const gap = (5 / 6) * 2 ** -40;
    const sums = a.map((value, i) => value + b[i]!);
    const middle = sums.reduce((total, value) => total + value, 0) / 6;
    const squares = sums.reduce((total, value) => total + (value - middle) ** 2, 0);
    for (const [factor, shift] of [
      [1, 0],
      [1, 2 ** 30],
      [2 ** 400, 0],
      [2 ** -400, 0],
    ] as const) {
      const [one, other] = [a, b].map((column) => column.map((value) => factor * (value + shift)));
      const { interval, estimate } = cronbachAlpha({ a: one!, b: other! }, { confidenceLevel: 0.5 });
      expect(1 - estimate).toBeCloseTo(gap / squares, 15);
      const width = interval!.upper - interval!.lower;
      expect(width).toBeGreaterThan(gap / squares / 10);
      expect(width).toBeLessThan((10 * gap) / squares);
    }
  });

  it("reads typed arrays and leaves its input alone", () => {
    const items = { a: [1, 2, 4, 3], b: [2, 1, 5, 3] };
    const before = structuredClone(items);
    const expected = cronbachAlpha(Object.freeze(items));
    expect(items).toEqual(before);
    expect(cronbachAlpha({ a: Float64Array.from(items.a), b: Int8Array.from(items.b) })).toEqual(expected);
  });

  it("takes a column called __proto__ for a column", () => {
    const items = JSON.parse('{"__proto__": [1, 2, 4, 3], "b": [2, 1, 5, 3]}');
    expect(cronbachAlpha(items).itemDropped.map(({ name }) => name)).toEqual(["__proto__", "b"]);
  });
});

describe("cronbachAlpha() refuses", () => {
  it.each<[string, unknown[], string, string]>([
    ["an array of columns", [[[1, 2, 3]]], "items", "be an object of named columns, received an object (Array)"],
    ["nothing", [null], "items", "be an object, received null"],
    ["no item", [{}], "items", "have at least two items, received 0"],
    ["one item", [{ a: [1, 2, 3] }], "items", "have at least two items, received 1"],
    [
      "a number for a column",
      [{ a: 1, b: [1] }],
      "items.a",
      "be an array, a typed array or an iterable of numbers, received 1",
    ],
    [
      "columns of different lengths",
      [{ a: [1, 2, 3], b: [1, 2] }],
      "items.a",
      "have the length of items.b (2), received 3",
    ],
    [
      "NaN",
      [{ a: [1, 2, 3], b: [1, Number.NaN, 2] }],
      "items.b.1",
      "be a finite number, null or undefined, received NaN",
    ],
    ["words", [{ a: ["1"], b: [1] }], "items.a.0", 'be a finite number, null or undefined, received "1"'],
    [
      "a spread whose squares no double holds",
      [{ a: [1e200, -1e200, 0], b: [1, 2, 3] }],
      "items.a",
      "spread by 1e-145 to 1e150, so that doubles hold the squares, received 1e+200",
    ],
    [
      "a level of 95",
      [{ a: [1, 2, 3], b: [1, 2, 3] }, { confidenceLevel: 95 }],
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 95",
    ],
    ["options that are null", [{ a: [1, 2, 3], b: [1, 2, 3] }, null], "options", "be an object, received null"],
  ])("%s", (_, [items, ...options], path, rule) => {
    expect(errorOf(() => loose(items, ...options))).toEqual(invalid("cronbachAlpha", path, rule));
  });

  it("fewer than three complete rows, as insufficient data", () => {
    for (const [a, used, total] of [
      [[], 0, 0],
      [[1, 2], 2, 2],
      [[1, 2, null, null], 2, 4],
    ] as const) {
      expect(errorOf(() => cronbachAlpha({ a, b: a.map(() => 1) }))).toEqual(
        insufficient("cronbachAlpha", "items", `must have at least 3 complete rows, received ${used} (of ${total})`),
      );
    }
  });

  it("items whose sum does not vary, as degenerate, also to rounding", () => {
    const error = {
      code: "degenerate-data",
      path: "items",
      message: "cronbachAlpha: items must have a sum that varies from row to row, received a constant one",
    };
    const a = [1, 2, 4, 3];
    expect(errorOf(() => cronbachAlpha({ a, b: a.map((value) => 6 - value) }))).toEqual(error);
    expect(errorOf(() => cronbachAlpha({ a: [3, 3, 3], b: [0.1, 0.1, 0.1] }))).toEqual(error);
    const tenths = [0.1, 0.2, 0.3, 0.7];
    expect(errorOf(() => cronbachAlpha({ a: tenths, b: tenths.map((value) => 1.1 - value) }))).toEqual(error);
  });
});
