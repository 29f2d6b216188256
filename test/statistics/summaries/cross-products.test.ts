import { describe, expect, it } from "vitest";
import { type CrossProducts, crossProducts } from "../../../src/statistics/summaries/cross-products";
import { mergeCrossProducts } from "../../../src/statistics/summaries/merge-cross-products";
import { errorOf, expectPlain, invalid } from "../../assertions";
import golden from "../../golden/cross-products.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

type Case = (typeof golden.cases)[number];
type Parts = readonly number[];

function columnsOf({ columns, csv, names }: Case): Record<string, number[]> {
  if (columns !== undefined) return Object.fromEntries(columns.map((column, j) => [`c${j}`, column]));
  const table = readTable(csv as string) as Record<string, number[]>;
  return Object.fromEntries((names as string[]).map((name) => [name, table[name] as number[]]));
}

/** The table as its rows i with i mod 3 = part, or as single rows. */
function split(columns: Record<string, number[]>, frequencies: number[] | null, parts: number) {
  return Array.from({ length: parts }, (_, part) => {
    const own = (list: number[]) => list.filter((__, i) => i % parts === part);
    const some = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, own(column)]));
    return crossProducts(some, frequencies === null ? {} : { frequencies: own(frequencies) });
  });
}

/** How far a sum of two doubles is from another, in units of `size`. */
const apart = (high: number, low: number, [exact, rest]: Parts, size: number) =>
  Math.abs(high - (exact as number) + (low - (rest as number))) / (size || 1);

/** Means and products to 30 digits of the spreads, or of what the columns' offsets leave of 32. */
function expectExact(actual: CrossProducts, { n, means, products }: Case, tolerance: number) {
  expect(actual.n).toBe(n);
  const spread = (j: number) => Math.sqrt((products[(j * (j + 3)) / 2] as Parts)[0] as number);
  let at = 0;
  means.forEach((mean, i) => {
    const size = Math.max(Math.abs(mean[0] as number), spread(i) / Math.sqrt(n));
    expect(apart(actual.means![i]!, actual.meansLow[i]!, mean, size)).toBeLessThan(1e-31);
    for (let j = 0; j <= i; j++, at++) {
      const error = apart(actual.products[at]!, actual.productsLow![at]!, products[at] as Parts, spread(i) * spread(j));
      expect(error).toBeLessThan(tolerance);
    }
  });
  expectPlain(actual);
}

describe("crossProducts() agrees with exact rational arithmetic to 30 digits", () => {
  it.each(golden.cases)("$name", (one) => {
    const columns = columnsOf(one);
    const whole = crossProducts(columns, one.frequencies === null ? {} : { frequencies: one.frequencies });
    expectExact(whole, one, 1e-30);
  });
});

describe("mergeCrossProducts() of parts agrees with it too", () => {
  // a mean of 32 digits, 1e9 or 1e15 spreads from 0, leaves 23 or 17 of their differences
  const tolerance = (name: string) => (name === "offset 1e9" ? 1e-21 : name === "offset -1e15" ? 1e-15 : 1e-28);
  it.each(golden.cases.filter(({ means }) => means.length > 0))("$name", (one) => {
    const columns = columnsOf(one);
    const rows = Object.values(columns)[0]!.length;
    for (const parts of [split(columns, one.frequencies, 3), split(columns, one.frequencies, rows + 1)]) {
      const [first, ...others] = parts as [CrossProducts, ...CrossProducts[]];
      expectExact(mergeCrossProducts(first, ...others), one, tolerance(one.name));
      const [last, ...before] = [...parts].reverse() as [CrossProducts, ...CrossProducts[]];
      expectExact(mergeCrossProducts(last, ...before), one, tolerance(one.name));
    }
  });
});

const EMPTY: CrossProducts = {
  kind: "cross-products",
  names: ["a", "b"],
  n: 0,
  nMissing: 0,
  means: null,
  meansLow: [0, 0],
  products: [0, 0, 0],
  productsLow: [0, 0, 0],
  rows: {
    total: 0,
    used: 0,
    missing: [
      { name: "a", n: 0 },
      { name: "b", n: 0 },
    ],
  },
};

describe("crossProducts()", () => {
  const a = [1, null, 3, 8, undefined];
  const b = [2, 5, null, 4, null];

  it("leaves out rows with a missing value whole, and counts them", () => {
    expect(crossProducts({ a, b })).toStrictEqual({
      ...EMPTY,
      n: 2,
      nMissing: 3,
      means: [4.5, 3],
      products: [24.5, 7, 2],
      rows: {
        total: 5,
        used: 2,
        missing: [
          { name: "a", n: 2 },
          { name: "b", n: 2 },
        ],
      },
    });
  });

  it("of nothing is neutral", () => {
    expect(crossProducts({ a: [], b: [] })).toStrictEqual(EMPTY);
    const gone = crossProducts({ a: [null, 1], b: [2, null] });
    expect(gone).toMatchObject({ n: 0, nMissing: 2, means: null, rows: { total: 2, used: 0 } });
    const some = crossProducts({ a: [1, 2], b: [0.1, 3] });
    expect(mergeCrossProducts(some, crossProducts({ a: [], b: [] }))).toStrictEqual(some);
    expect(mergeCrossProducts(crossProducts({ a: [], b: [] }), some)).toStrictEqual(some);
    expect(mergeCrossProducts(gone, some)).toMatchObject({ ...some, nMissing: 2, rows: { total: 4, used: 2 } });
    expect(mergeCrossProducts(EMPTY)).toStrictEqual(EMPTY);
  });

  it("reads a row with frequency 3 as three rows, and one with 0 as none", () => {
    const frequencies = [3, 1, 0, 2, 0];
    const repeated = crossProducts({ a: [1, 1, 1, null, 8, 8], b: [2, 2, 2, 5, 4, 4] });
    const counted = crossProducts({ a, b }, { frequencies });
    expect({ ...counted, rows: null }).toStrictEqual({ ...repeated, rows: null });
    expect(counted.rows).toEqual({
      total: 3,
      used: 2,
      missing: [
        { name: "a", n: 1 },
        { name: "b", n: 0 },
      ],
    });
    expect(crossProducts({ a, b }, { frequencies: [0, 0, 0, 0, 0] })).toStrictEqual(EMPTY);
  });

  it("merges what has the digits of one double to what has them too", () => {
    const [one, two] = [crossProducts({ a: [1, 2, 4] }), crossProducts({ a: [0.1, 0.3] })];
    const both = mergeCrossProducts(one, two);
    expect(both.productsLow).not.toBeNull();
    const single = { ...one, productsLow: null };
    expect(mergeCrossProducts(single, two)).toMatchObject({ products: both.products, productsLow: null });
    expect(mergeCrossProducts(two, single).productsLow).toBeNull();
    expect(mergeCrossProducts(crossProducts({ a: [] }), single)).toStrictEqual(single);
  });

  it("gives -0 as 0, and a constant its own value", () => {
    const { means, products } = crossProducts({ zero: [-0, -0, -0], tenth: [0.1, 0.1, 0.1] });
    expect(means).toStrictEqual([0, 0.1]);
    expect(products).toStrictEqual([0, 0, 0]);
  });

  it("reads typed arrays and vectors without an index", () => {
    const plain = crossProducts({ a: [1, 2, 4], b: [3, 1, 2] });
    const vector = { length: 3, [Symbol.iterator]: () => [3, 1, 2].values() } as unknown as number[];
    expect(crossProducts({ a: Float32Array.of(1, 2, 4), b: vector })).toStrictEqual(plain);
    const once = {
      length: 3,
      [Symbol.iterator]: (
        (values) => () =>
          values
      )([3, 1, 2].values()),
    } as unknown as number[];
    expect(crossProducts({ a: [1, 2, 4], b: once }, { frequencies: [1, 1, 1] })).toStrictEqual(plain);
  });

  it("without changing anything", () => {
    const columns = Object.freeze({ a: Object.freeze([1, 2, 4]), b: Object.freeze([3, null, 2]) });
    crossProducts(columns, Object.freeze({ frequencies: Object.freeze([1, 2, 0]) }));
    expect(columns).toStrictEqual({ a: [1, 2, 4], b: [3, null, 2] });
  });
});

describe("crossProducts() rejects", () => {
  it.each<[string, unknown, unknown, string, string]>([
    ["what is no table", 5, {}, "columns", "be an object, received 5"],
    ["a list", [[1, 2]], {}, "columns", "be an object of named columns, received an object (Array)"],
    ["no column", {}, {}, "columns", "have at least one column, received an object (Object)"],
    ["text", { a: [1, "2"] }, {}, "columns.a.1", 'be a finite number, null or undefined, received "2"'],
    ["lengths that differ", { a: [1, 2], b: [1] }, {}, "columns.a", "have the length of columns.b (1), received 2"],
    ["null options", { a: [1] }, null, "options", "be an object, received null"],
    [
      "a column too wide for squares",
      { a: [1e151, -1e151] },
      {},
      "columns.a",
      "spread by 1e-145 to 1e150, so that doubles hold the squares, received 1e+151",
    ],
    [
      "a column too narrow for squares",
      { a: [1e-160, 0] },
      {},
      "columns.a",
      "spread by 1e-145 to 1e150, so that doubles hold the squares, received 5e-161",
    ],
    [
      "a sum of squares beyond the doubles",
      { a: [1e150, -1e150] },
      { frequencies: [1e12, 1e12] },
      "columns.a",
      "have a sum of squares below 1.8e308, received Infinity",
    ],
    [
      "a fraction of a case",
      { a: [1, 2] },
      { frequencies: [1, 0.5] },
      "frequencies.1",
      "be an integer >= 0 and at most 2^53 - 1, received 0.5",
    ],
    [
      "a frequency that is missing",
      { a: [1, 2] },
      { frequencies: [1, null] },
      "frequencies.1",
      "be an integer >= 0 and at most 2^53 - 1, received null",
    ],
    [
      "frequencies of another length",
      { a: [1, 2] },
      { frequencies: [1] },
      "frequencies",
      "have the length of the columns (2), received 1",
    ],
    [
      "frequencies beyond the integers",
      { a: [1, 2] },
      { frequencies: [2 ** 53 - 1, 1] },
      "frequencies",
      "have a total below 2^53, received 9007199254740992",
    ],
    [
      "a missing value where the row has no case",
      { a: [1, Number.NaN] },
      { frequencies: [1, 0] },
      "columns.a.1",
      "be a finite number, null or undefined, received NaN",
    ],
  ])("%s", (_, columns, options, path, rule) => {
    expect(errorOf(() => crossProducts(columns as object, options as object))).toEqual(
      invalid("crossProducts", path, rule),
    );
  });
});

describe("mergeCrossProducts() rejects", () => {
  const sound = crossProducts({ a: [1, 2, 4], b: [3, 1, 2] });
  const bad = (one: unknown) => errorOf(() => mergeCrossProducts(sound, one as CrossProducts<"a" | "b">));

  it.each<[string, unknown, string, string]>([
    ["null", null, "", "be an object, received null"],
    [
      "other kinds",
      { kind: "moments" },
      "",
      "be cross products, as crossProducts() makes them, received an object (Object)",
    ],
    [
      "columns in another order",
      crossProducts({ b: [1], a: [1] }),
      ".names.0",
      'be "a" as in the first one, received "b"',
    ],
    ["other columns", crossProducts({ a: [1], c: [1] }), ".names.1", 'be "b" as in the first one, received "c"'],
    [
      "more columns",
      crossProducts({ a: [1], b: [1], c: [1] }),
      ".names",
      "have the length of the first one's (2), received 3",
    ],
    [
      "a column twice",
      { ...sound, names: ["a", "a"] },
      ".names.1",
      'be another name than those before it, received "a"',
    ],
    ["no names", { ...sound, names: [] }, ".names", "be an array of at least one name, received an object (Array)"],
    ["an n that is no count", { ...sound, n: 2.5 }, ".n", "be an integer >= 0 and at most 2^53 - 1, received 2.5"],
    ["more rows than observations", { ...sound, n: 2 }, ".rows.used", "be the rows of 2 observations, received 3"],
    [
      "a mean of nothing",
      { ...EMPTY, means: [1, 2] },
      ".means",
      "be null without an observation, received an object (Array)",
    ],
    ["no means", { ...sound, means: null }, ".means", "be an array of 2 numbers, received null"],
    ["a NaN", { ...sound, means: [1, Number.NaN] }, ".means.1", "be a finite number, received NaN"],
    [
      "too few products",
      { ...sound, products: [1, 0] },
      ".products",
      "be an array of 3 numbers, received an object (Array)",
    ],
    [
      "a hole",
      { ...sound, products: Object.assign(new Array<number>(3), { 0: 1, 2: 1 }) },
      ".products.1",
      "be a finite number, received undefined",
    ],
    [
      "a negative square",
      { ...sound, products: [5, 0, -1], productsLow: [0, 0, 0] },
      ".products.2",
      "be a sum of squares, >= 0, received -1",
    ],
    [
      "a product that the squares forbid",
      { ...sound, products: [4, 5, 4], productsLow: [0, 0, 0] },
      ".products.1",
      "be within 4 of 0, as its columns' squares say, received 5",
    ],
    [
      "a lower part that is none",
      { ...sound, meansLow: [1e-3, 0] },
      ".meansLow.0",
      "be below the last digit of the number that it belongs to, received 0.001",
    ],
    [
      "spread of one observation",
      { ...sound, n: 1, rows: { ...sound.rows, used: 1 } },
      ".products.0",
      `be 0, as fewer than two observations do not vary, received ${sound.products[0]}`,
    ],
    [
      "rows without a total",
      { ...sound, rows: { ...sound.rows, total: 2 } },
      ".rows.used",
      "be at most the total (2), received 3",
    ],
    [
      "rows of other columns",
      { ...sound, rows: { ...sound.rows, missing: [sound.rows.missing[0], { name: "c", n: 0 }] } },
      ".rows.missing.1.name",
      'be "b" as in names, received "c"',
    ],
    [
      "more missing than rows left out",
      {
        ...sound,
        rows: {
          ...sound.rows,
          missing: [
            { name: "a", n: 1 },
            { name: "b", n: 0 },
          ],
        },
      },
      ".rows.missing.0.n",
      "be at most the rows left out (0), received 1",
    ],
  ])("%s", (_, one, at, rule) => {
    expect(bad(one)).toEqual(invalid("mergeCrossProducts", `summaries.1${at}`, rule));
  });

  it("means further apart than squares can say", () => {
    expect(errorOf(() => mergeCrossProducts(crossProducts({ a: [1e200] }), crossProducts({ a: [0] })))?.path).toBe(
      "summaries.1.means.0",
    );
    const wide = { ...crossProducts({ a: [1e150, -1e150] }), n: 1e15 };
    const low = { ...wide, means: [-1e150] };
    expect(errorOf(() => mergeCrossProducts(wide, low))).toEqual(
      invalid("mergeCrossProducts", "summaries.1.products.0", "merge to less than 1.8e308, received Infinity"),
    );
  });

  it("more observations than integers can count", () => {
    const many = { ...crossProducts({ a: [1, 2] }), n: 2 ** 53 - 1 };
    expect(errorOf(() => mergeCrossProducts(many, many))?.path).toBe("summaries");
  });
});
