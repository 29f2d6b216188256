import { describe, expect, it } from "vitest";
import type { Ratings } from "../../../src/core/answers";
import { mergeTallies } from "../../../src/statistics/summaries/merge-tallies";
import { type Tally, type TallyOptions, tally } from "../../../src/statistics/summaries/tally";
import { type RatingCount, tallyFromCounts } from "../../../src/statistics/summaries/tally-from-counts";

const scale = { min: 0, max: 5 };
const ANSWERS = [5, 0, 3, 5, 1];
const COUNTED: Tally = {
  kind: "tally",
  scale,
  n: 5,
  counts: [1, 1, 0, 1, 0, 2],
  weights: null,
  squaredWeights: null,
  nMissing: 0,
};

function invalid(fn: string, path: string, message: string) {
  return expect.objectContaining({
    name: "StatsError",
    code: "invalid-input",
    message: `${fn}: ${path} ${message}`,
    issues: [{ path, message }],
  });
}

/** An Arrow vector, as far as reading it goes: a length and an iterator, but nothing at an index. */
function arrowVector(values: readonly (number | null)[]) {
  return { length: values.length, [Symbol.iterator]: () => values[Symbol.iterator]() } as Iterable<number | null>;
}

function holed(length: number, values: Record<number, number>) {
  const array = new Array<number>(length);
  for (const [i, value] of Object.entries(values)) array[Number(i)] = value;
  return array;
}

describe("tally() reads every container", () => {
  it.each<[string, Ratings]>([
    ["an array of small integers", ANSWERS],
    ["an array of doubles", [5.5, ...ANSWERS].slice(1)],
    ["a frozen array", Object.freeze([...ANSWERS])],
    ["a subclass of Array", class extends Array<number> {}.from(ANSWERS)],
    ["an Int8Array", Int8Array.from(ANSWERS)],
    ["a Uint8Array", Uint8Array.from(ANSWERS)],
    ["a Uint8ClampedArray", Uint8ClampedArray.from(ANSWERS)],
    ["an Int16Array", Int16Array.from(ANSWERS)],
    ["a Uint16Array", Uint16Array.from(ANSWERS)],
    ["an Int32Array", Int32Array.from(ANSWERS)],
    ["a Uint32Array", Uint32Array.from(ANSWERS)],
    ["a Float32Array", Float32Array.from(ANSWERS)],
    ["a Float64Array", Float64Array.from(ANSWERS)],
    ["part of a buffer", new Int16Array(Int16Array.from([9, ...ANSWERS, 9]).buffer, 2, 5)],
    ["shared memory", new Int8Array(new SharedArrayBuffer(5)).map((_, i) => ANSWERS[i] as number)],
    ["the values of a Map", new Map(ANSWERS.map((value, i) => [i, value])).values()],
    [
      "a generator",
      (function* () {
        yield* ANSWERS;
      })(),
    ],
    ["an Arrow-like vector without an index", arrowVector(ANSWERS)],
  ])("%s", (_, ratings) => {
    expect(tally(ratings, { scale })).toStrictEqual(COUNTED);
  });

  it("a Set, whose answers differ", () => {
    expect(tally(new Set([5, 0, 3]), { scale })).toMatchObject({ n: 3, counts: [1, 0, 0, 1, 0, 1] });
  });

  it.each<[string, Ratings]>([
    ["null and undefined", [5, null, 0, 3, undefined, 5, null, 1]],
    ["null alone", [5, 0, 3, 5, 1, null, null, null]],
    ["undefined alone", [undefined, undefined, undefined, 5, 0, 3, 5, 1]],
    ["holes", holed(8, { 0: 5, 2: 0, 3: 3, 4: 5, 6: 1 })],
    ["holes at the end", holed(8, { 0: 5, 1: 0, 2: 3, 3: 5, 4: 1 })],
    ["nulls of an Arrow-like vector", arrowVector([null, 5, 0, null, 3, 5, 1, null])],
    [
      "nulls of a generator",
      (function* () {
        yield* [null, 5, 0, null, 3, 5, 1, undefined];
      })(),
    ],
  ])("leaving out and counting %s", (_, ratings) => {
    expect(tally(ratings, { scale })).toStrictEqual({ ...COUNTED, nMissing: 3 });
  });

  it.each<[string, Ratings]>([
    ["an array", []],
    ["a typed array", new Float64Array(0)],
    ["a Set", new Set<number>()],
    ["an Arrow-like vector", arrowVector([])],
  ])("%s of no answers, giving the neutral tally", (_, ratings) => {
    expect(tally(ratings, { scale })).toStrictEqual({ ...COUNTED, n: 0, counts: [0, 0, 0, 0, 0, 0] });
  });

  it("only missing answers, giving a tally of none", () => {
    expect(tally([null, undefined], { scale })).toMatchObject({ n: 0, nMissing: 2 });
    expect(tally(new Array<number>(3), { scale })).toMatchObject({ n: 0, nMissing: 3 });
  });

  it("an array longer than its memory: a million holes", () => {
    expect(tally(holed(1_000_000, { 999999: 5 }), { scale })).toMatchObject({ n: 1, nMissing: 999_999 });
  });

  it.each([4095, 4096, 4097, 8192])("%i answers, on both sides of a chunk's end", (length) => {
    const ratings = Array.from({ length }, (_, i) => i % 6);
    const expected = tallyFromCounts(
      ratings.map((rating) => [rating, 1] as const),
      { scale },
    );
    for (const container of [ratings, Uint8Array.from(ratings), Float32Array.from(ratings), ratings.values()]) {
      expect(tally(container, { scale })).toStrictEqual(expected);
    }
  });

  it("-0 as 0", () => {
    for (const ratings of [[-0], [-0, null], new Set([-0]), Float64Array.of(-0), Float32Array.of(-0)]) {
      const result = tally(ratings, { scale });
      expect(result.counts).toStrictEqual([1, 0, 0, 0, 0, 0]);
    }
    expect(tally([-0], { scale, weights: [2] }).weights).toStrictEqual([2, 0, 0, 0, 0, 0]);
  });

  it("negative scales, the widest scale, and the lowest and the highest one", () => {
    expect(tally([-3, 3, -3], { scale: { min: -3, max: 3 } }).counts).toStrictEqual([2, 0, 0, 0, 0, 0, 1]);
    expect(tally(Int8Array.of(-3, 3), { scale: { min: -3, max: 3 } }).counts).toStrictEqual([1, 0, 0, 0, 0, 0, 1]);
    const wide = { min: 0, max: 1000 };
    expect(tally([1000], { scale: wide }).counts).toHaveLength(1001);
    for (const min of [-1e9, 1e9]) {
      const end = { min, max: min + 5 };
      const ratings = [min, min + 5];
      for (const container of [ratings, Float64Array.from(ratings), Int32Array.from(ratings), new Set(ratings)]) {
        expect(tally(container, { scale: end }).counts).toStrictEqual([1, 0, 0, 0, 0, 1]);
      }
    }
  });

  it("without changing them", () => {
    const ratings = [5, null, 3];
    const weights = [1, 2, 3];
    const options = Object.freeze({ scale: Object.freeze({ ...scale }), weights: Object.freeze(weights) });
    tally(Object.freeze(ratings), options);
    expect([ratings, weights, options.scale]).toStrictEqual([[5, null, 3], [1, 2, 3], scale]);
  });

  it("into a scale of its own, free of what else the caller's holds, and of -0", () => {
    const given = { min: -0, max: 5, label: "stars" };
    const result = tally([5], { scale: given });
    expect(result.scale).not.toBe(given);
    expect(result.scale).toStrictEqual({ min: 0, max: 5 });
  });
});

describe("tally() rejects answers, naming their index", () => {
  const rule = "must be an integer in [0, 5] or null, received";
  const bare = Object.assign(Object.create(null) as object, { rating: 3 });
  it.each<[string, unknown, string]>([
    ["NaN", Number.NaN, "NaN"],
    ["infinity", Number.POSITIVE_INFINITY, "Infinity"],
    ["minus infinity", Number.NEGATIVE_INFINITY, "-Infinity"],
    ["10.5", 10.5, "10.5"],
    ["a fraction on the scale", 2.5, "2.5"],
    ["what a fraction nearly is", 3 + 2 ** -51, "3.0000000000000004"],
    ["11", 11, "11"],
    ["-1", -1, "-1"],
    ["2^32 + 3, which wraps to 3", 2 ** 32 + 3, "4294967299"],
    ["2^53", 2 ** 53, "9007199254740992"],
    ["1e300", 1e300, "1e+300"],
    ["a string of digits", "9", '"9"'],
    ["an empty string", "", '""'],
    ["a long string, shortened", "x".repeat(50), `"${"x".repeat(39)}…"`],
    ["true", true, "true"],
    ["false", false, "false"],
    ["a bigint", 1n, "1n"],
    ["a symbol", Symbol("nine"), "Symbol(nine)"],
    ["an object", { valueOf: () => 3 }, "an object (Object)"],
    ["an object without a prototype", bare, "an object (Object)"],
    ["an array", [3], "an object (Array)"],
    ["a Date", new Date(3), "an object (Object)"],
    ["a number object", Object(3), "an object (Object)"],
    ["an object that calls itself a comment", { [Symbol.toStringTag]: "rude staff" }, "an object (Object)"],
    ["a function", () => 3, "an object (Object)"],
  ])("%s", (_, value, shown) => {
    const bad = (index: number) => invalid("tally", `ratings.${index}`, `${rule} ${shown}`);
    const call = (ratings: unknown[], weights?: number[]) => () => tally(ratings as number[], { scale, weights });
    expect(call([5, 3, value])).toThrow(bad(2));
    expect(call([value])).toThrow(bad(0));
    expect(call([null, 3, value])).toThrow(bad(2));
    expect(call([5, value], [1, 1])).toThrow(bad(1));
    expect(() => tally(new Set([5, 3, value]) as Set<number>, { scale })).toThrow(bad(2));
    expect(() => tally(arrowVector([...new Array<null>(5000).fill(null), value as number]), { scale })).toThrow(
      bad(5000),
    );
    if (typeof value === "number") {
      expect(() => tally(Float64Array.of(5, value), { scale })).toThrow(bad(1));
      expect(() =>
        tally(
          Float64Array.from({ length: 5001 }, (_, i) => (i < 5000 ? 1 : value)),
          { scale },
        ),
      ).toThrow(bad(5000));
    }
  });

  it.each<[string, ArrayLike<number>, string]>([
    ["a Uint32Array whose number wraps to -1", Uint32Array.of(5, 2 ** 32 - 1), "4294967295"],
    ["a Uint32Array at the middle", Uint32Array.of(5, 2 ** 31), "2147483648"],
    ["a Float32Array with a fraction", Float32Array.of(5, 0.5), "0.5"],
    ["a Float32Array with NaN", Float32Array.of(5, Number.NaN), "NaN"],
    ["a Float32Array with 2^32", Float32Array.of(5, 2 ** 32), "4294967296"],
    ["an Int8Array", Int8Array.of(5, -1), "-1"],
    ["a Uint8Array", Uint8Array.of(5, 255), "255"],
    ["an Int16Array", Int16Array.of(5, 6), "6"],
    ["a Uint16Array", Uint16Array.of(5, 65535), "65535"],
    ["an Int32Array", Int32Array.of(5, -(2 ** 31)), "-2147483648"],
  ])("of %s", (_, ratings, shown) => {
    expect(() => tally(ratings, { scale })).toThrow(invalid("tally", "ratings.1", `${rule} ${shown}`));
  });

  it("of a Uint32Array that wraps onto a scale with negative levels", () => {
    expect(() => tally(Uint32Array.of(1, 2 ** 32 - 1), { scale: { min: -3, max: 3 } })).toThrow(
      invalid("tally", "ratings.1", "must be an integer in [-3, 3] or null, received 4294967295"),
    );
  });

  it("of a Float64Array that wraps onto the scale", () => {
    for (const wrapping of [2 ** 32, 2 ** 32 + 3, -(2 ** 32) + 3]) {
      expect(() => tally(Float64Array.of(wrapping), { scale })).toThrow(
        invalid("tally", "ratings.0", `${rule} ${wrapping}`),
      );
    }
  });
});

describe("tally() refuses, by name, what is no sequence of answers", () => {
  const rule = "must be an array, a typed array or an iterable of numbers, received";
  it.each<[string, unknown, string]>([
    ["a BigInt64Array", BigInt64Array.of(1n, 2n), "an object (BigInt64Array)"],
    ["a BigUint64Array", BigUint64Array.of(1n, 2n), "an object (BigUint64Array)"],
    ["an empty BigUint64Array", new BigUint64Array(0), "an object (BigUint64Array)"],
    ["a DataView", new DataView(new ArrayBuffer(8)), "an object (DataView)"],
    ["an ArrayBuffer", new ArrayBuffer(8), "an object (Object)"],
    ["an object with only a length", { length: 3 }, "an object (Object)"],
    ["an object with a length and indices", { length: 1, 0: 5 }, "an object (Object)"],
    ["an object without a prototype", Object.create(null), "an object (Object)"],
    ["an object whose iterator is no function", { [Symbol.iterator]: 5 }, "an object (Object)"],
    ["a string", "543", '"543"'],
    ["a number", 5, "5"],
    ["a promise", Promise.resolve([5]), "an object (Object)"],
    ["an async generator", (async function* () {})(), "an object (Object)"],
    ["a function", () => [5], "an object (Object)"],
    ["null", null, "null"],
    ["undefined", undefined, "undefined"],
    ["true", true, "true"],
    ["a symbol", Symbol("x"), "Symbol(x)"],
  ])("%s", (_, value, shown) => {
    expect(() => tally(value as number[], { scale })).toThrow(invalid("tally", "ratings", `${rule} ${shown}`));
    expect(() => tally(value as number[], { scale, weights: [1, 2] })).toThrow(
      invalid("tally", "ratings", `${rule} ${shown}`),
    );
  });

  it("but lets an error of the caller's own iterator pass", () => {
    const failing = (function* () {
      yield 5;
      throw new RangeError("the file ended early");
    })();
    expect(() => tally(failing, { scale })).toThrow(RangeError);
  });
});

const range = (from: number) => `must be an integer in [${from + 1}, ${from + 1000}], received`;
const lowest = "must be an integer in [-1000000000, 1000000000], received";
const SCALES: [string, unknown, string, string][] = [
  ["a scale of 2^53 levels", { min: 0, max: 2 ** 53 - 1 }, "scale.max", `${range(0)} 9007199254740991`],
  ["a scale of 2e9 levels", { min: -1e9, max: 1e9 }, "scale.max", `${range(-1e9)} 1000000000`],
  ["a lower end below the lowest", { min: -1e9 - 1, max: 0 }, "scale.min", `${lowest} -1000000001`],
  ["a lower end above the highest", { min: 1e9 + 1, max: 1e9 + 2 }, "scale.min", `${lowest} 1000000001`],
  ["a scale of 1,002 levels", { min: 0, max: 1001 }, "scale.max", `${range(0)} 1001`],
  ["an infinite scale", { min: 0, max: Infinity }, "scale.max", `${range(0)} Infinity`],
  ["a lower end of 2^53", { min: 2 ** 53, max: 2 ** 53 + 2 }, "scale.min", `${lowest} 9007199254740992`],
  ["a scale whose ends are equal", { min: 5, max: 5 }, "scale.max", `${range(5)} 5`],
  ["a scale whose ends are swapped", { min: 5, max: 1 }, "scale.max", `${range(5)} 1`],
  ["a fractional lower end", { min: 0.5, max: 5 }, "scale.min", `${lowest} 0.5`],
  ["a fractional upper end", { min: 0, max: 5.5 }, "scale.max", `${range(0)} 5.5`],
  ["an end that is NaN", { min: Number.NaN, max: 5 }, "scale.min", `${lowest} NaN`],
  ["an end in words", { min: 1, max: "5" }, "scale.max", `${range(1)} "5"`],
  ["a bigint end", { min: 1, max: 5n }, "scale.max", `${range(1)} 5n`],
  ["a scale without ends", {}, "scale.min", `${lowest} undefined`],
  ["a pair", [1, 5], "scale.min", `${lowest} undefined`],
  ["no scale", undefined, "scale", "must be an object, received undefined"],
  ["null", null, "scale", "must be an object, received null"],
  ["a number of levels", 5, "scale", "must be an object, received 5"],
];

describe("tally() rejects as a scale", () => {
  it.each(SCALES)("%s", (_, bad, path, message) => {
    const options = { scale: bad } as TallyOptions;
    expect(() => tally([1], options)).toThrow(invalid("tally", path, message));
    expect(() => tally([1], { ...options, weights: [1] })).toThrow(invalid("tally", path, message));
    expect(() => tallyFromCounts({ 1: 1 }, options)).toThrow(invalid("tallyFromCounts", path, message));
  });

  it.each([null, undefined, 5, "scale"])("options that are %s", (options) => {
    const message = `must be an object, received ${typeof options === "string" ? `"${options}"` : options}`;
    expect(() => tally([1], options as never)).toThrow(invalid("tally", "options", message));
    expect(() => tallyFromCounts({ 1: 1 }, options as never)).toThrow(invalid("tallyFromCounts", "options", message));
  });
});

describe("tally() with weights", () => {
  it("sums the weights and their squares at each level", () => {
    expect(tally([5, 4, 5, null], { scale, weights: [0.5, 2, 1.5, 3] })).toStrictEqual({
      kind: "tally",
      scale,
      n: 3,
      counts: [0, 0, 0, 0, 1, 2],
      weights: [0, 0, 0, 0, 2, 2],
      squaredWeights: [0, 0, 0, 0, 4, 2.5],
      nMissing: 1,
    });
  });

  it("leaves answers of weight 0 out of the sample, also out of the missing", () => {
    const whole = tally([5, 4, null, null], { scale, weights: [1, 0, 0, 2] });
    expect(whole).toStrictEqual(tally([5, null], { scale, weights: [1, 2] }));
    expect(whole).toMatchObject({ n: 1, nMissing: 1 });
  });

  it.each<[string, Ratings]>([
    ["a typed array", Uint8Array.of(5, 3)],
    ["a Set", new Set([5, 3])],
    ["a generator", [5, 3].values()],
    ["an Arrow-like vector", arrowVector([5, 3])],
  ])("reads %s, and weights in a typed array", (_, ratings) => {
    expect(tally(ratings, { scale, weights: Float32Array.of(2, 0.5) })).toStrictEqual(
      tally([5, 3], { scale, weights: [2, 0.5] }),
    );
  });

  it.each<[string, unknown, string]>([
    ["negative", -1, "-1"],
    ["NaN", Number.NaN, "NaN"],
    ["infinite", Number.POSITIVE_INFINITY, "Infinity"],
    ["missing", null, "null"],
    ["undefined", undefined, "undefined"],
    ["in words", "1", '"1"'],
    ["a boolean", true, "true"],
    ["a bigint", 1n, "1n"],
  ])("rejects a weight that is %s, also that of a missing answer", (_, weight, shown) => {
    const bad = invalid("tally", "weights.1", `must be 0 or a number in [1e-100, 1e100], received ${shown}`);
    expect(() => tally([5, 4], { scale, weights: [1, weight as number] })).toThrow(bad);
    expect(() => tally([5, null], { scale, weights: [1, weight as number] })).toThrow(bad);
  });

  it.each<[string, unknown, string]>([
    ["fewer", [1], "1"],
    ["more", [1, 1, 1], "3"],
    ["no", [], "0"],
    ["a Set, which holds equal ones once, with fewer", new Set([1, 1]), "1"],
  ])("rejects %s weights than answers", (_, weights, shown) => {
    expect(() => tally([5, 4], { scale, weights: weights as number[] })).toThrow(
      invalid("tally", "weights", `must have the length of ratings (2), received ${shown}`),
    );
  });

  it("reads weights from a vector without an index", () => {
    const vector = { length: 2, [Symbol.iterator]: () => [2, 3].values() };
    expect(tally([5, 4], { scale, weights: vector })).toStrictEqual(tally([5, 4], { scale, weights: [2, 3] }));
  });

  it.each([null, 2, "12"])("rejects weights that are %o", (weights) => {
    expect(() => tally([5, 4], { scale, weights: weights as unknown as number[] })).toThrow(
      invalid(
        "tally",
        "weights",
        `must be an array, a typed array or an iterable of numbers, received ${typeof weights === "string" ? '"12"' : weights}`,
      ),
    );
  });

  it("gives a tally of nothing when all weights are 0", () => {
    expect(tally([5, 4], { scale, weights: [0, 0] })).toMatchObject({ n: 0, nMissing: 0, weights: [0, 0, 0, 0, 0, 0] });
  });

  it.each([1e200, 1e308, 1e-200, 1e-320])("rejects weights of %f, whose squares a double cannot hold", (weight) => {
    expect(() => tally([5, 4], { scale, weights: [weight, weight] })).toThrow(
      expect.objectContaining({ name: "StatsError", code: "invalid-input" }),
    );
  });
});

describe("tallyFromCounts()", () => {
  const five = { min: 1, max: 5 };
  const expected = tally([1, 4, 4, 5, 5, 5, null, null], { scale: five });

  it.each<[string, RatingCount]>([
    [
      "pairs, in any order",
      [
        [5, 3],
        [1, 1],
        [null, 2],
        [4, 2],
      ],
    ],
    [
      "pairs that repeat a rating",
      [
        [5, 1],
        [4, 1],
        [1, 1],
        [5, 2],
        [null, 1],
        [4, 1],
        [null, 1],
      ],
    ],
    [
      "bigint counts, as databases return them",
      [
        [1, 1n],
        [4, 2n],
        [5, 3n],
        [null, 2n],
      ],
    ],
    [
      "zero counts",
      [
        [1, 1],
        [2, 0],
        [3, 0n],
        [4, 2],
        [5, 3],
        [null, 2],
      ],
    ],
    [
      "a Map",
      new Map<number | null, number>([
        [1, 1],
        [4, 2],
        [5, 3],
        [null, 2],
      ]),
    ],
    [
      "a generator",
      (function* () {
        yield* [
          [1, 1],
          [4, 2],
          [5, 3],
          [null, 2],
        ] as [number | null, number][];
      })(),
    ],
  ])("reads %s", (_, counts) => {
    expect(tallyFromCounts(counts, { scale: five })).toStrictEqual(expected);
  });

  it("reads an object keyed by rating, also with negative keys or without a prototype", () => {
    expect(tallyFromCounts({ 1: 1, 4: 2n, 5: 3 }, { scale: five })).toStrictEqual({ ...expected, nMissing: 0 });
    const bare = Object.assign(Object.create(null) as Record<number, number>, { 1: 1, 4: 2, 5: 3 });
    expect(tallyFromCounts(bare, { scale: five })).toStrictEqual({ ...expected, nMissing: 0 });
    expect(tallyFromCounts({ "-1": 2, 0: 1 }, { scale: { min: -1, max: 1 } }).counts).toStrictEqual([2, 1, 0]);
  });

  it("gives the neutral tally for no counts", () => {
    const neutral = tally([], { scale: five });
    expect(tallyFromCounts([], { scale: five })).toStrictEqual(neutral);
    expect(tallyFromCounts({}, { scale: five })).toStrictEqual(neutral);
  });

  it("holds as many answers as integers are exact for, and not one more", () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(tallyFromCounts({ 5: most }, { scale: five })).toMatchObject({ n: most, counts: [0, 0, 0, 0, most] });
    for (const beyond of [
      [
        [5, most],
        [1, 1],
      ],
      [
        [5, most],
        [null, 1],
      ],
      [
        [5, most],
        [5, most],
      ],
    ] as [number, number][][]) {
      expect(() => tallyFromCounts(beyond, { scale: five })).toThrow(
        expect.objectContaining({
          code: "invalid-input",
          issues: [
            { path: "counts", message: expect.stringMatching(/^must have a total below 2\^53, received \d{16,}$/) },
          ],
        }),
      );
    }
  });

  it.each<[string, unknown, string, string]>([
    [
      "an array of bare counts",
      [1, 0, 0, 2, 3],
      "counts.0",
      "must be a pair [rating, count]: a bare count does not say whose it is, received 1",
    ],
    [
      "a typed array",
      Int32Array.of(7, 2),
      "counts.0",
      "must be a pair [rating, count]: a bare count does not say whose it is, received 7",
    ],
    [
      "a hole",
      holed(1, {}),
      "counts.0",
      "must be a pair [rating, count]: a bare count does not say whose it is, received undefined",
    ],
    [
      "rows that are objects",
      [{ rating: 5, count: 2 }],
      "counts.0",
      "must be a pair [rating, count]: a bare count does not say whose it is, received an object (Object)",
    ],
    [
      "a rating off the scale",
      [
        [5, 1],
        [6, 1],
      ],
      "counts.1.0",
      "must be an integer in [1, 5] or null, received 6",
    ],
    ["a fractional rating", [[4.5, 1]], "counts.0.0", "must be an integer in [1, 5] or null, received 4.5"],
    ["a rating in words", [["5", 1]], "counts.0.0", 'must be an integer in [1, 5] or null, received "5"'],
    ["a key off the scale", { 5: 1, 6: 1 }, "counts.6", "must be an integer in [1, 5] or null, received 6"],
    ["a key that is no rating", { five: 1 }, "counts", 'must have ratings as its keys, received "five"'],
    ["a key that only looks like one", { "05": 1 }, "counts", 'must have ratings as its keys, received "05"'],
    ["a key of spaces", { " ": 1 }, "counts", 'must have ratings as its keys, received " "'],
    [
      "a tally, which is none of these",
      tally([5], { scale: five }),
      "counts",
      'must have ratings as its keys, received "kind"',
    ],
    ["a negative count", [[5, -1]], "counts.0.1", "must be an integer >= 0 and at most 2^53 - 1, received -1"],
    ["a negative bigint", [[5, -1n]], "counts.0.1", "must be an integer >= 0 and at most 2^53 - 1, received -1n"],
    ["a fractional count", [[5, 1.5]], "counts.0.1", "must be an integer >= 0 and at most 2^53 - 1, received 1.5"],
    ["a count of NaN", { 5: Number.NaN }, "counts.5", "must be an integer >= 0 and at most 2^53 - 1, received NaN"],
    ["a count in words", [[5, "3"]], "counts.0.1", 'must be an integer >= 0 and at most 2^53 - 1, received "3"'],
    ["a missing count", [[5]], "counts.0.1", "must be an integer >= 0 and at most 2^53 - 1, received undefined"],
    ["a count of null", [[5, null]], "counts.0.1", "must be an integer >= 0 and at most 2^53 - 1, received null"],
    [
      "a count of 2^53",
      [[5, 2 ** 53]],
      "counts.0.1",
      "must be an integer >= 0 and at most 2^53 - 1, received 9007199254740992",
    ],
    [
      "a bigint of 2^53",
      [[5, 2n ** 53n]],
      "counts.0.1",
      "must be an integer >= 0 and at most 2^53 - 1, received 9007199254740992n",
    ],
    ["a string", "55", "counts", 'must be an object, received "55"'],
    ["null", null, "counts", "must be an object, received null"],
  ])("rejects %s", (_, counts, path, message) => {
    expect(() => tallyFromCounts(counts as RatingCount, { scale: five })).toThrow(
      invalid("tallyFromCounts", path, message),
    );
  });
});

describe("mergeTallies()", () => {
  const a = tally([5, 4, null], { scale });
  const b = tally([5, 0], { scale });
  const weighted = tally([5, 0], { scale, weights: [2, 3] });

  it("counts as if the answers had been counted together", () => {
    expect(mergeTallies(a, b)).toStrictEqual(tally([5, 4, null, 5, 0], { scale }));
    expect(mergeTallies(weighted, tally([5], { scale, weights: [4] }))).toStrictEqual(
      tally([5, 0, 5], { scale, weights: [2, 3, 4] }),
    );
  });

  it("gives one tally back as a new one, and takes tallies of nothing for nothing", () => {
    expect(mergeTallies(a)).toStrictEqual(a);
    expect(mergeTallies(a)).not.toBe(a);
    expect(mergeTallies(a, tally([], { scale }))).toStrictEqual(a);
    expect(mergeTallies(tally([], { scale }), tally([], { scale }))).toStrictEqual(tally([], { scale }));
  });

  it("reads tallies that came through JSON, and does not change them", () => {
    const frozen = (one: Tally): Tally =>
      Object.freeze({ ...one, counts: Object.freeze([...one.counts]), scale: Object.freeze({ ...one.scale }) });
    const parsed = JSON.parse(JSON.stringify(b)) as Tally;
    expect(mergeTallies(frozen(a), frozen(parsed))).toStrictEqual(mergeTallies(a, b));
    expect(a.counts).toStrictEqual([0, 0, 0, 0, 1, 1]);
  });

  it("makes a sound copy of a tally that holds -0 and more than a tally does", () => {
    const given = { ...b, nMissing: -0, counts: [1, -0, -0, -0, -0, 1], scale: { min: -0, max: 5 }, label: "stars" };
    expect(mergeTallies(given)).toStrictEqual(b);
  });

  it.each<[string, unknown[], string, string]>([
    ["nothing at all", [], "tallies.0", "must be an object, received undefined"],
    ["answers", [[5, 4]], "tallies.0", "must be a tally, as tally() makes it, received an object (Array)"],
    ["null", [a, null], "tallies.1", "must be an object, received null"],
    [
      "another kind",
      [a, { ...b, kind: "moments" }],
      "tallies.1",
      "must be a tally, as tally() makes it, received an object (Object)",
    ],
    [
      "another scale",
      [a, tally([5], { scale: { min: 1, max: 5 } })],
      "tallies.1.scale",
      'must be 0 to 5 as the first one\'s is, received "1 to 5"',
    ],
    [
      "weighted after unweighted",
      [a, weighted],
      "tallies.1",
      "must be unweighted as the ones before it are, received an object (Object)",
    ],
    [
      "unweighted after weighted",
      [weighted, a],
      "tallies.1",
      "must be weighted as the ones before it are, received an object (Object)",
    ],
    ["a bad scale", [{ ...a, scale: { min: 0, max: 5.5 } }], "tallies.0.scale.max", `${range(0)} 5.5`],
    [
      "counts of another length",
      [{ ...a, counts: [1, 1] }],
      "tallies.0.counts",
      "must be an array of 6 numbers, received an object (Array)",
    ],
    [
      "no counts",
      [{ ...a, counts: undefined }],
      "tallies.0.counts",
      "must be an array of 6 numbers, received undefined",
    ],
    [
      "a negative count",
      [{ ...a, n: 0, counts: [0, 0, 0, 0, 1, -1] }],
      "tallies.0.counts.5",
      "must be an integer >= 0 and at most 2^53 - 1, received -1",
    ],
    [
      "a fractional count",
      [{ ...a, n: 1.5, counts: [0, 0, 0, 0, 1, 0.5] }],
      "tallies.0.counts.5",
      "must be an integer >= 0 and at most 2^53 - 1, received 0.5",
    ],
    [
      "a count in words",
      [{ ...a, counts: [0, 0, 0, 0, 1, "1"] }],
      "tallies.0.counts.5",
      'must be an integer >= 0 and at most 2^53 - 1, received "1"',
    ],
    ["an n that is not the sum", [{ ...a, n: 3 }], "tallies.0.n", "must be the sum of the counts (2), received 3"],
    [
      "a negative nMissing",
      [{ ...a, nMissing: -1 }],
      "tallies.0.nMissing",
      "must be an integer >= 0 and at most 2^53 - 1, received -1",
    ],
    [
      "weights without squares",
      [{ ...weighted, squaredWeights: null }],
      "tallies.0.squaredWeights",
      "must be an array of 6 numbers, received null",
    ],
    [
      "squares without weights",
      [{ ...weighted, weights: null }],
      "tallies.0.weights",
      "must be an array of 6 numbers, received null",
    ],
    [
      "a negative weight",
      [{ ...weighted, weights: [-3, 0, 0, 0, 0, 2] }],
      "tallies.0.weights.0",
      "must be the sum of the weights of 1 answers, received -3",
    ],
    [
      "an infinite square",
      [{ ...weighted, squaredWeights: [9, 0, 0, 0, 0, Infinity] }],
      "tallies.0.squaredWeights.5",
      "must be the sum of the squares of 1 weights that add up to 2, received Infinity",
    ],
  ])("rejects %s", (_, tallies, path, message) => {
    expect(() => mergeTallies(...(tallies as [Tally]))).toThrow(invalid("mergeTallies", path, message));
  });

  it("rejects holes among the counts", () => {
    expect(() => mergeTallies({ ...a, counts: Object.assign(new Array<number>(6), { 4: 1, 5: 1 }) })).toThrow(
      expect.objectContaining({
        code: "invalid-input",
        issues: [expect.objectContaining({ path: "tallies.0.counts.0" })],
      }),
    );
  });

  it.each<[string, Partial<Tally>]>([
    ["no weight where there are answers", { weights: [0, 0, 0, 0, 0, 0], squaredWeights: [0, 0, 0, 0, 0, 0] }],
    ["weight where there is no answer", { weights: [3, 0, 2, 0, 0, 2], squaredWeights: [9, 0, 4, 0, 0, 4] }],
  ])("rejects %s", (_, part) => {
    expect(() => mergeTallies({ ...weighted, ...part })).toThrow(
      expect.objectContaining({ name: "StatsError", code: "invalid-input" }),
    );
  });

  it("rejects more answers in all than integers are exact for", () => {
    const most = tallyFromCounts({ 5: Number.MAX_SAFE_INTEGER }, { scale });
    expect(() => mergeTallies(most, b)).toThrow(
      invalid("mergeTallies", "tallies", `must have a total below 2^53, received ${2 ** 53}`),
    );
  });
});

describe("tally() of arrays longer than a chunk", () => {
  const scale = { min: 1, max: 5 };
  const long = Array.from({ length: 9000 }, (_, i) => (i % 5) + 1);

  it("counts on after a gap that comes late", () => {
    const gappy: (number | null)[] = [...long];
    gappy[4500] = null;
    const result = tally(gappy, { scale });
    // answer 4500 was a 1
    expect([result.n, result.nMissing, result.counts]).toEqual([8999, 1, [1799, 1800, 1800, 1800, 1800]]);
  });

  it.each([
    [4096, 6],
    [8000, "3"],
    [8999, 2.5],
  ])("names the index %d of what is wrong, late gap or not", (index, wrong) => {
    const bad: unknown[] = [...long];
    bad[index] = wrong;
    const path = `ratings.${index} must be an integer in [1, 5] or null`;
    expect(() => tally(bad as number[], { scale })).toThrow(path);
    bad[4097] = null;
    expect(() => tally(bad as number[], { scale })).toThrow(path);
    expect(() => tally(Float64Array.from(long).fill(7, index), { scale })).toThrow(`ratings.${index} must`);
  });
});
