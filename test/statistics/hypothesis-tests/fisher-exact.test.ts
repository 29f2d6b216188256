import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Alternative } from "../../../src/core/estimate";
import { fisherExact } from "../../../src/statistics/hypothesis-tests/fisher-exact";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import ab from "../../golden/ab.json" with { type: "json" };
import golden from "../../golden/fisher-exact.json" with { type: "json" };

const ALTERNATIVES: readonly Alternative[] = ["two-sided", "less", "greater"];
type Ends = readonly (number | null)[];

describe("fisherExact() against exact integers (fisher-exact.py)", () => {
  it.each(golden.fourfold)("agrees on $table", ({ table, pValue, oddsRatio }) => {
    for (const alternative of ALTERNATIVES)
      agree(fisherExact(table, { alternative }).test.pValue, pValue[alternative], 1e-12);
    if (oddsRatio === null) return;
    const expectEnd = (actual: number | null | undefined, expected: number | null | undefined) => {
      if (typeof expected === "number") agree(actual, expected, 1e-12);
      else expect(actual).toBeNull();
    };
    expectEnd(fisherExact(table).oddsRatio?.estimate, oddsRatio.estimate);
    for (const [level, [lower, upper]] of Object.entries(oddsRatio.intervals) as [string, Ends][]) {
      const interval = fisherExact(table, { confidenceLevel: Number(level) }).oddsRatio?.interval;
      expectEnd(interval?.lower, lower);
      expectEnd(interval?.upper, upper);
      expect(interval).toMatchObject({ level: Number(level), method: "exact" });
    }
    for (const [level, [lower, upper]] of Object.entries(oddsRatio.bounds) as [string, Ends][]) {
      const at = (alternative: Alternative) =>
        fisherExact(table, { confidenceLevel: Number(level), alternative }).oddsRatio?.interval;
      expectEnd(at("greater")?.lower, lower);
      expect(at("greater")?.upper).toBeNull();
      expectEnd(at("less")?.upper, upper);
      expect(at("less")?.lower).toBe(0);
    }
  });

  it.each(golden.larger)("agrees on $table", ({ table, pValue }) => {
    const result = fisherExact(table);
    agree(result.test.pValue, pValue, 1e-12);
    expect(result.oddsRatio).toBeNull();
    const turned = table[0]!.map((_, j) => table.map((row) => row[j]!));
    agree(fisherExact(turned).test.pValue, pValue, 1e-12);
  });
});

describe("fisherExact() against R", () => {
  it("agrees on published A/B tests (ab.json)", () => {
    for (const { x1, n1, x2, n2, result } of ab.twoProportions) {
      const table = [
        [x1, n1 - x1],
        [x2, n2 - x2],
      ];
      agree(fisherExact(table).test.pValue, result.fisherP, 1e-11);
      agree(fisherExact(table, { alternative: "greater" }).test.pValue, result.fisherGreaterP, 1e-11);
      agree(fisherExact(table, { alternative: "less" }).test.pValue, result.fisherLessP, 1e-11);
      // R's root finder stops at four to six digits
      agree(fisherExact(table).oddsRatio?.estimate, result.fisherCondOr, 1e-4);
    }
  });
});

describe("fisherExact()", () => {
  const table = [
    [3, 1],
    [1, 3],
  ];

  it("says what it did", () => {
    const result = fisherExact(table);
    expect(result).toMatchObject({
      kind: "fisher-exact",
      n: 8,
      nMissing: 0,
      caveats: [],
      test: { statistic: null, degreesOfFreedom: [], alternative: "two-sided", method: "fisher-exact" },
    });
    expectPlain(result);
  });

  it("has p = 1 and no odds ratio where the margins allow one table only", () => {
    for (const one of [
      [
        [3, 5],
        [0, 0],
      ],
      [
        [3, 0],
        [4, 0],
      ],
      [
        [1, 2, 3],
        [0, 0, 0],
      ],
    ]) {
      const result = fisherExact(one);
      expect(result).toMatchObject({ oddsRatio: null, test: { pValue: 1 } });
      expect(result.caveats).toEqual([{ code: "single-row-or-column", path: null }]);
    }
  });

  it("leaves rows and columns without a count out", () => {
    const empty = fisherExact([
      [3, 0, 1],
      [0, 0, 0],
      [1, 0, 3],
    ]);
    agree(empty.test.pValue, fisherExact(table).test.pValue!, 1e-12);
  });

  // scipy#4130: with an absolute tolerance tables of equal, tiny probability fall on the wrong side
  it("finds tables of equal probability whatever their size", () => {
    // by hand: with equal margins the mirror image of a table is as probable as it is
    for (const [a, b] of [
      [60, 140],
      [170, 30],
      [5, 995],
      [480, 20],
    ] as const) {
      const mirrored = [
        [a, b],
        [b, a],
      ];
      const sides = ["less", "greater"] as const;
      const [less, greater] = sides.map((alternative) => fisherExact(mirrored, { alternative }).test.pValue!);
      agree(fisherExact(mirrored).test.pValue, 2 * Math.min(less!, greater!), 1e-12);
    }
  });

  it("agrees with itself: tables of 2 x 2 by the enumeration of larger ones", () => {
    const count = fc.nat({ max: 25 });
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        fc.pre(a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0);
        const result = fisherExact([
          [a, b],
          [c, d],
        ]);
        const padded = fisherExact([
          [a, b, 0],
          [c, d, 0],
        ]);
        agree(padded.test.pValue, result.test.pValue!, 1e-12);
        expectPlain(result);
      }),
      { numRuns: 200 },
    );
  });

  it("mirrors everything when the rows are swapped, and has bounds beyond 1 exactly where it rejects", () => {
    const count = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(count, count, count, count, fc.constantFrom(0.8, 0.95), (a, b, c, d, confidenceLevel) => {
        const rows = [
          [a, b],
          [c, d],
        ];
        const greater = fisherExact(rows, { alternative: "greater", confidenceLevel });
        const less = fisherExact([...rows].reverse(), { alternative: "less", confidenceLevel });
        agree(less.test.pValue, greater.test.pValue!, 1e-12);
        const { lower } = greater.oddsRatio!.interval;
        agree(less.oddsRatio!.interval.upper, 1 / lower!, 1e-12);
        const p = greater.test.pValue!;
        fc.pre(Math.abs(p - (1 - confidenceLevel)) > 1e-12);
        expect(lower! > 1).toBe(p < 1 - confidenceLevel);
        const { estimate, interval } = fisherExact(rows, { confidenceLevel }).oddsRatio!;
        expect(interval.lower).toBeLessThanOrEqual(estimate!);
        expect(interval.upper).toBeGreaterThanOrEqual(estimate!);
      }),
      { numRuns: 50 },
    );
  });

  it("warns where the odds ratio has no bound, and where its interval has none that was asked for", () => {
    const apart = [
      [3, 0],
      [0, 3],
    ];
    for (const alternative of ALTERNATIVES) {
      const result = fisherExact(apart, { alternative });
      expect(result.oddsRatio).toMatchObject({ estimate: null, interval: { upper: null } });
      expect(result.caveats).toEqual([{ code: "unbounded-interval", path: "oddsRatio" }]);
    }
    expect(fisherExact([...apart].reverse()).caveats).toEqual([]);
    const bounded = [
      [3, 1],
      [1, 3],
    ];
    expect(fisherExact(bounded, { alternative: "greater" }).caveats).toEqual([]);
  });

  it("has odds above 1 and `greater` where the first row has more in the first column", () => {
    const better = [
      [9, 1],
      [4, 6],
    ];
    expect(fisherExact(better).oddsRatio!.estimate).toBeGreaterThan(1);
    expect(fisherExact(better, { alternative: "greater" }).test.pValue).toBeLessThan(0.05);
  });

  it("serves large tables of 2 x 2", () => {
    const large = [
      [4e6, 6e6],
      [4.005e6, 5.995e6],
    ];
    // the normal approximation with Yates's correction is good to five digits here
    const { test, oddsRatio } = fisherExact(large);
    const p = test.pValue!;
    expect(p).toBeGreaterThan(0.02);
    expect(p).toBeLessThan(0.025);
    agree(oddsRatio?.estimate, (4e6 * 5.995e6) / (6e6 * 4.005e6), 1e-6);
  });
});

describe("fisherExact() refuses", () => {
  const bad = (table: unknown, options?: unknown) => errorOf(() => fisherExact(table as number[][], options as object));

  it("what is no table of counts, naming the place", () => {
    expect(bad([[1, 2]])).toEqual(invalid("fisherExact", "table", "be an array of at least two rows, received 1"));
    expect(
      bad([
        [1, 2],
        [3, "4"],
      ]),
    ).toEqual(invalid("fisherExact", "table.1.1", 'be an integer >= 0 and at most 2^53 - 1, received "4"'));
    expect(
      bad([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual(insufficient("fisherExact", "table", "must hold at least one count above 0, received none"));
  });

  it("a one-sided alternative for larger tables, and a bad level", () => {
    expect(
      bad(
        [
          [1, 2, 3],
          [3, 2, 1],
        ],
        { alternative: "less" },
      ),
    ).toEqual(invalid("fisherExact", "alternative", 'be "two-sided" for a table larger than 2 x 2, received "less"'));
    expect(
      bad(
        [
          [1, 2],
          [3, 4],
        ],
        { confidenceLevel: 1 },
      )?.path,
    ).toBe("confidenceLevel");
  });

  it("tables that would take too long, and says what serves", () => {
    expect(
      bad([
        [1e8, 1],
        [1, 1],
      ])?.message,
    ).toBe("fisherExact: table must hold at most 1e8; chiSquaredTest() serves larger ones, received 100000003");
    expect(
      bad([
        [1e5, 1, 1],
        [1, 1, 1],
      ])?.message,
    ).toMatch(/^fisherExact: table must hold at most 1e5 where/);
    const wide = Array.from({ length: 8 }, (_, i) => Array.from({ length: 8 }, (_, j) => 20 + ((i * j) % 7)));
    const start = performance.now();
    expect(bad(wide)?.message).toMatch(/^fisherExact: table must have at most 1e7 tables with its margins/);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
