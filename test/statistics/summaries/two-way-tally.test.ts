import { describe, expect, it } from "vitest";
import { mergeTwoWayTallies } from "../../../src/statistics/summaries/merge-two-way-tallies";
import {
  type TwoWayTally,
  type TwoWayTallyOptions,
  twoWayTally,
} from "../../../src/statistics/summaries/two-way-tally";
import { type PairCount, twoWayTallyFromCounts } from "../../../src/statistics/summaries/two-way-tally-from-counts";
import { errorOf, expectPlain, invalid } from "../../assertions";

const scales = { rowScale: { min: 1, max: 3 }, columnScale: { min: 0, max: 1 } };
const neutral = {
  kind: "two-way-tally",
  ...scales,
  n: 0,
  nMissing: 0,
  rowMissing: 0,
  columnMissing: 0,
  counts: [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  weights: null,
  squaredWeights: null,
};

describe("twoWayTally()", () => {
  it("counts pairs, and what is missing on either side", () => {
    const result = twoWayTally([1, 3, 3, null, undefined, 2, 3], [0, 1, 1, 1, null, null, 0], scales);
    expect(result).toStrictEqual({
      ...neutral,
      n: 4,
      nMissing: 3,
      rowMissing: 2,
      columnMissing: 2,
      counts: [
        [1, 0],
        [0, 0],
        [1, 2],
      ],
    });
    expectPlain(result);
  });

  it("sums weights and their squares; a customer with weight 0 is outside of the sample", () => {
    const weights = [2, 3, 0.5, 0, 7, 0, 1];
    expect(twoWayTally([1, 3, 3, 3, null, null, 2], [0, 1, 1, 1, 1, 1, null], { ...scales, weights })).toStrictEqual({
      ...neutral,
      n: 3,
      nMissing: 2,
      rowMissing: 1,
      columnMissing: 1,
      counts: [
        [1, 0],
        [0, 0],
        [0, 2],
      ],
      weights: [
        [2, 0],
        [0, 0],
        [0, 3.5],
      ],
      squaredWeights: [
        [4, 0],
        [0, 0],
        [0, 9.25],
      ],
    });
  });

  it("takes nothing for nothing", () => {
    expect(twoWayTally([], [], scales)).toStrictEqual(neutral);
    expect(twoWayTally(new Int8Array(0), new Set<number>(), scales)).toStrictEqual(neutral);
  });

  it("gives the same for the same ratings in whatever container", () => {
    const expected = twoWayTally([1, 3, 2], [0, 1, 1], scales);
    const vector = { length: 3, [Symbol.iterator]: () => [1, 3, 2].values() };
    for (const first of [Int8Array.of(1, 3, 2), Float64Array.of(1, 3, 2), [1, 3, 2].values(), vector]) {
      expect(twoWayTally(first, [0, 1, 1].values(), scales)).toStrictEqual(expected);
    }
    const holes = [1, 3, 2, 1];
    delete holes[3];
    expect(twoWayTally(holes, [0, 1, 1, 0], scales)).toStrictEqual({ ...expected, nMissing: 1, rowMissing: 1 });
  });

  it("reads scales below zero, and from -0", () => {
    const below = { rowScale: { min: -2, max: -1 }, columnScale: { min: -0, max: 1 } };
    const result = twoWayTally([-2, -1, -1], [0, -0, 1], below);
    expect(result.counts).toEqual([
      [1, 0],
      [1, 1],
    ]);
    expectPlain(result);
    expectPlain(twoWayTally([0], [0], { rowScale: { min: -0, max: 1 }, columnScale: { min: -1, max: -0 } }));
  });

  const bad = (rows: unknown, columns: unknown, options: unknown = scales) =>
    errorOf(() => twoWayTally(rows as number[], columns as number[], options as TwoWayTallyOptions));
  const sequence = "be an array, a typed array or an iterable of numbers, received";

  it.each<[string, unknown, unknown, string, string]>([
    ["a row rating off its scale", [1, 4], [0, 1], "rowRatings.1", "be an integer in [1, 3] or null, received 4"],
    ["a column rating off its scale", [1, 2], [0, 2], "columnRatings.1", "be an integer in [0, 1] or null, received 2"],
    ["NaN", [1, Number.NaN], [0, 1], "rowRatings.1", "be an integer in [1, 3] or null, received NaN"],
    ["text", [1, 2], [0, "1"], "columnRatings.1", 'be an integer in [0, 1] or null, received "1"'],
    [
      "a rating off its scale whose other one is missing",
      [null, 2],
      [7, 1],
      "columnRatings.0",
      "be an integer in [0, 1] or null, received 7",
    ],
    ["ratings of two lengths", [1, 2], [0], "columnRatings", "have the length of rowRatings (2), received 1"],
    ["no row ratings", undefined, [0], "rowRatings", `${sequence} undefined`],
    ["text for column ratings", [1], "0", "columnRatings", `${sequence} "0"`],
    ["a BigInt64Array", BigInt64Array.of(1n), [0], "rowRatings", `${sequence} an object (BigInt64Array)`],
  ])("rejects %s", (_, rows, columns, path, message) => {
    expect(bad(rows, columns)).toEqual(invalid("twoWayTally", path, message));
  });

  it.each<[string, object, string, string]>([
    ["no column scale", { rowScale: scales.rowScale }, "columnScale", "be an object, received undefined"],
    [
      "a row scale that ends where it starts",
      { ...scales, rowScale: { min: 1, max: 1 } },
      "rowScale.max",
      "be an integer in [2, 1001], received 1",
    ],
    [
      "scales with more than 100,000 pairs of levels",
      { rowScale: { min: 0, max: 1000 }, columnScale: { min: 0, max: 99 } },
      "columnScale",
      "have at most 99 levels beside a rowScale of 1001, received 100",
    ],
    [
      "a negative weight",
      { ...scales, weights: [1, -1] },
      "weights.1",
      "be 0 or a number in [1e-100, 1e100], received -1",
    ],
    ["too few weights", { ...scales, weights: [1] }, "weights", "have the length of rowRatings (2), received 1"],
    ["weights that are null", { ...scales, weights: null }, "weights", `${sequence} null`],
  ])("rejects %s", (_, options, path, message) => {
    expect(bad([1, 2], [0, 1], options)).toEqual(invalid("twoWayTally", path, message));
  });

  it("takes as many pairs of levels as there may be", () => {
    const most = { rowScale: { min: 0, max: 999 }, columnScale: { min: 1, max: 100 } };
    expect(twoWayTally([999], [100], most).counts[999]?.[99]).toBe(1);
  });
});

describe("twoWayTallyFromCounts()", () => {
  const bad = (counts: unknown, options: unknown = scales) =>
    errorOf(() => twoWayTallyFromCounts(counts as PairCount[], options as typeof scales));

  it("reads rows of a GROUP BY: missing ratings are counted, counts of the same pair add up", () => {
    const rows: PairCount[] = [
      [1, 0, 1],
      [3, 1, 2n],
      [3, 1, 3],
      [null, 1, 4],
      [2, null, 5],
      [null, null, 6n],
      [2, 0, 0],
    ];
    const expected = {
      ...neutral,
      n: 6,
      nMissing: 15,
      rowMissing: 10,
      columnMissing: 11,
      counts: [
        [1, 0],
        [0, 0],
        [0, 5],
      ],
    };
    expect(twoWayTallyFromCounts(rows, scales)).toStrictEqual(expected);
    expect(twoWayTallyFromCounts(rows.values(), scales)).toStrictEqual(expected);
    expect(twoWayTallyFromCounts([], scales)).toStrictEqual(neutral);
  });

  it("holds as many customers as integers are exact for, and not one more", () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(twoWayTallyFromCounts([[1, 0, most]], scales).n).toBe(most);
    for (const other of [1, null]) {
      const rows: PairCount[] = [
        [1, 0, most],
        [1, other, 1],
      ];
      expect(bad(rows)).toEqual(
        invalid("twoWayTallyFromCounts", "counts", `have a total below 2^53, received ${2 ** 53}`),
      );
    }
  });

  it.each<[string, unknown, string, string]>([
    ["bare counts", [1, 2], "counts.0", "be a row [first rating, second rating, count], received 1"],
    [
      "rows that are objects",
      [{ satisfaction: 1, recommend: 0, count: 3 }],
      "counts.0",
      "be a row [first rating, second rating, count], received an object (Object)",
    ],
    ["a first rating off its scale", [[4, 0, 1]], "counts.0.0", "be an integer in [1, 3] or null, received 4"],
    ["a second rating off its scale", [[3, 2, 1]], "counts.0.1", "be an integer in [0, 1] or null, received 2"],
    [
      "a rating that is absent",
      [[1, undefined, 1]],
      "counts.0.1",
      "be an integer in [0, 1] or null, received undefined",
    ],
    ["a row without a count", [[1, 0]], "counts.0.2", "be an integer >= 0 and at most 2^53 - 1, received undefined"],
    ["a negative count", [[1, 0, -1]], "counts.0.2", "be an integer >= 0 and at most 2^53 - 1, received -1"],
    ["a negative bigint", [[1, 0, -1n]], "counts.0.2", "be an integer >= 0 and at most 2^53 - 1, received -1n"],
    [
      "an object",
      { 1: 2 },
      "counts",
      "be an array, a typed array or an iterable of numbers, received an object (Object)",
    ],
  ])("rejects %s", (_, counts, path, message) => {
    expect(bad(counts)).toEqual(invalid("twoWayTallyFromCounts", path, message));
  });

  it("rejects scales with too many pairs of levels before it counts", () => {
    const wide = { rowScale: { min: 0, max: 1000 }, columnScale: { min: 0, max: 1000 } };
    expect(bad([], wide)).toEqual(
      invalid(
        "twoWayTallyFromCounts",
        "columnScale",
        "have at most 99 levels beside a rowScale of 1001, received 1001",
      ),
    );
  });
});

describe("mergeTwoWayTallies()", () => {
  const a = twoWayTally([1, 3, null], [0, 1, 1], scales);
  const b = twoWayTally([3, 2], [1, null], scales);
  const weighted = twoWayTally([1, 3], [0, 1], { ...scales, weights: [2, 3] });

  it("counts as if the customers had been counted together", () => {
    expect(mergeTwoWayTallies(a, b)).toStrictEqual(twoWayTally([1, 3, null, 3, 2], [0, 1, 1, 1, null], scales));
    expect(mergeTwoWayTallies(weighted, twoWayTally([3], [1], { ...scales, weights: [4] }))).toStrictEqual(
      twoWayTally([1, 3, 3], [0, 1, 1], { ...scales, weights: [2, 3, 4] }),
    );
  });

  it("gives one tally back as a new one, and takes tallies of nobody for nothing", () => {
    expect(mergeTwoWayTallies(a)).toStrictEqual(a);
    expect(mergeTwoWayTallies(a)).not.toBe(a);
    expect(mergeTwoWayTallies(weighted, twoWayTally([], [], scales))).toStrictEqual(weighted);
    expect(mergeTwoWayTallies(twoWayTally([], [], scales), weighted)).toStrictEqual(weighted);
  });

  it("makes a sound copy of a tally that holds -0 and more than a tally does", () => {
    const given = {
      ...a,
      counts: [
        [1, -0],
        [-0, 0],
        [-0, 1],
      ],
      columnMissing: -0,
      label: "May",
    };
    expect(mergeTwoWayTallies(given)).toStrictEqual(a);
  });

  const sound = (part: object, of: TwoWayTally = a) => [{ ...of, ...part }];

  it.each<[string, unknown[], string, string]>([
    ["nothing at all", [], "tallies.0", "be an object, received undefined"],
    [
      "a tally of one rating",
      sound({ kind: "tally" }),
      "tallies.0",
      "be a two-way tally, as twoWayTally() makes it, received an object (Object)",
    ],
    [
      "another row scale",
      [a, twoWayTally([], [], { ...scales, rowScale: { min: 1, max: 5 } })],
      "tallies.1.rowScale",
      'be 1 to 3 as the first one\'s is, received "1 to 5"',
    ],
    [
      "another column scale",
      [a, twoWayTally([], [], { ...scales, columnScale: { min: 0, max: 10 } })],
      "tallies.1.columnScale",
      'be 0 to 1 as the first one\'s is, received "0 to 10"',
    ],
    [
      "weighted after unweighted",
      [a, weighted],
      "tallies.1",
      "be unweighted as the ones before it are, received an object (Object)",
    ],
    [
      "unweighted after weighted",
      [weighted, a],
      "tallies.1",
      "be weighted as the ones before it are, received an object (Object)",
    ],
    [
      "too few rows",
      sound({
        counts: [
          [1, 0],
          [0, 1],
        ],
      }),
      "tallies.0.counts",
      "be an array of 3 rows, received an object (Array)",
    ],
    [
      "a short row",
      sound({ counts: [[1, 0], [0], [0, 1]] }),
      "tallies.0.counts.1",
      "be an array of 2 numbers, received an object (Array)",
    ],
    [
      "a row that is a hole",
      sound({ counts: Object.assign(new Array(3), { 0: [1, 0], 2: [0, 1] }) }),
      "tallies.0.counts.1",
      "be an array of 2 numbers, received undefined",
    ],
    [
      "a fractional count",
      sound({
        counts: [
          [1, 0.5],
          [0, 0],
          [0, 1],
        ],
      }),
      "tallies.0.counts.0.1",
      "be an integer >= 0 and at most 2^53 - 1, received 0.5",
    ],
    ["an n that is not the sum", sound({ n: 3 }), "tallies.0.n", "be the sum of the counts (2), received 3"],
    [
      "more missing on a side than in all",
      sound({ rowMissing: 2 }),
      "tallies.0.rowMissing",
      "be an integer in [0, 1], received 2",
    ],
    [
      "somebody missing on neither side",
      sound({ rowMissing: 0 }),
      "tallies.0.columnMissing",
      "be an integer in [1, 1], received 0",
    ],
    [
      "squares without weights",
      sound({ weights: null }, weighted),
      "tallies.0.weights",
      "be an array of 3 rows, received null",
    ],
    [
      "weights without squares",
      sound({ squaredWeights: null }, weighted),
      "tallies.0.squaredWeights",
      "be an array of 3 rows, received null",
    ],
    [
      "a row without weights among weighted ones",
      sound(
        {
          weights: [null, ...weighted.weights!.slice(1)],
          squaredWeights: [null, ...weighted.squaredWeights!.slice(1)],
        },
        weighted,
      ),
      "tallies.0.weights.0",
      "be an array of 2 numbers, received null",
    ],
    [
      "weight where nobody is",
      sound(
        {
          weights: [
            [2, 1],
            [0, 0],
            [0, 3],
          ],
        },
        weighted,
      ),
      "tallies.0.weights.0.1",
      "be the sum of the weights of 0 answers, received 1",
    ],
    [
      "squares that no weights have",
      sound(
        {
          squaredWeights: [
            [5, 0],
            [0, 0],
            [0, 9],
          ],
        },
        weighted,
      ),
      "tallies.0.squaredWeights.0.0",
      "be the sum of the squares of 1 weights that add up to 2, received 5",
    ],
  ])("rejects %s", (_, tallies, path, message) => {
    expect(errorOf(() => mergeTwoWayTallies(...(tallies as [TwoWayTally])))).toEqual(
      invalid("mergeTwoWayTallies", path, message),
    );
  });

  it("rejects more customers in all than integers are exact for", () => {
    const most = twoWayTallyFromCounts([[1, 0, Number.MAX_SAFE_INTEGER]], scales);
    expect(errorOf(() => mergeTwoWayTallies(most, a))?.message).toMatch(
      /^mergeTwoWayTallies: tallies must have a total below 2\^53, received \d{16}$/,
    );
    const missing = { nMissing: 1, rowMissing: 1, columnMissing: 0 };
    expect(errorOf(() => mergeTwoWayTallies({ ...most, ...missing }))).toEqual(
      invalid("mergeTwoWayTallies", "tallies.0", `have a total below 2^53, received ${2 ** 53}`),
    );
  });
});
