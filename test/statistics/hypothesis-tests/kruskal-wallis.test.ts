import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kruskalWallis } from "../../../src/statistics/hypothesis-tests/kruskal-wallis";
import { mannWhitney } from "../../../src/statistics/hypothesis-tests/mann-whitney";
import { tally } from "../../../src/statistics/summaries/tally";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import ab from "../../golden/ab.json" with { type: "json" };
import golden from "../../golden/rank-tests.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

const scale = { min: 1, max: 5 };

describe("kruskalWallis() against R", () => {
  it.each(golden.kruskalWallis)("agrees with kruskal.test on $id (rank-tests.R)", (r) => {
    const groups = r.groups as unknown as Record<string, number[]>;
    const { test, epsilonSquared, groups: ranked } = kruskalWallis(groups);
    agree(test.statistic, r.statistic, 1e-12);
    expect(test.degreesOfFreedom).toEqual([r.degreesOfFreedom]);
    agree(test.pValue, r.pValue, 1e-12);
    agree(epsilonSquared, r.epsilonSquared, 1e-12);
    expect(ranked.map(({ name }) => name)).toEqual(Object.keys(groups));
    ranked.forEach(({ meanRank }, i) => {
      agree(meanRank, r.meanRanks[i]!, 1e-14);
    });
  });

  it("agrees on the airport survey and on warp breaks (ab.json)", () => {
    const { breaks } = readTable("r_warpbreaks.csv") as { breaks: number[] };
    // three tensions of nine rows each, for wool A and wool B
    const tension = (t: number) => breaks.filter((_, i) => Math.floor(i / 9) % 3 === t);
    const [, warpbreaks] = ab.kSamples;
    const { test } = kruskalWallis({ L: tension(0), M: tension(1), H: tension(2) });
    agree(test.statistic, warpbreaks!.kruskalH, 1e-12);
    expect(test.degreesOfFreedom).toEqual([warpbreaks!.kruskalDf]);
    agree(test.pValue, warpbreaks!.kruskalP, 1e-12);
  });
});

describe("kruskalWallis()", () => {
  const groups = { north: [1, 2, 2, null, 4], south: [3, 4, 5, 5], west: [2, 3, 3, 4] };

  it("says what it did", () => {
    const result = kruskalWallis(groups);
    expect(result).toMatchObject({
      kind: "kruskal-wallis",
      n: 12,
      nMissing: 1,
      caveats: [],
      groups: [
        { name: "north", n: 4, nMissing: 1 },
        { name: "south", n: 4, nMissing: 0 },
        { name: "west", n: 4, nMissing: 0 },
      ],
      test: { degreesOfFreedom: [2], alternative: "two-sided", method: "kruskal-wallis" },
    });
    expectPlain(result);
  });

  it("takes arrays and tallies alike", () => {
    const tallied = Object.fromEntries(Object.entries(groups).map(([name, list]) => [name, tally(list, { scale })]));
    expect(kruskalWallis(tallied)).toEqual(kruskalWallis(groups));
    expect(kruskalWallis({ ...groups, west: tally(groups.west, { scale }) })).toEqual(kruskalWallis(groups));
  });

  it("reads own enumerable keys only, whatever they are called", () => {
    const odd = JSON.parse('{"__proto__": [1, 2], "constructor": [2, 3], "": [4]}') as Record<string, number[]>;
    expect(kruskalWallis(odd).groups.map(({ name }) => name)).toEqual(["__proto__", "constructor", ""]);
    expect(errorOf(() => kruskalWallis(Object.create(groups) as typeof groups))?.path).toBe("groups");
  });

  it("has neither statistic nor p-value where all answers are equal", () => {
    const result = kruskalWallis({ a: [4, 4], b: [4], c: [4, 4, 4] });
    expect(result).toMatchObject({
      epsilonSquared: null,
      test: { statistic: null, degreesOfFreedom: [], pValue: null },
    });
    expect(result.caveats).toEqual([{ code: "all-answers-equal", path: null }]);
    expect(result.groups.map(({ meanRank }) => meanRank)).toEqual([3.5, 3.5, 3.5]);
    expectPlain(result);
  });

  it("of two groups is the Mann-Whitney test without continuity correction", () => {
    const list = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(list, list, (a, b) => {
        const { test } = kruskalWallis({ a, b });
        const { pValue } = mannWhitney(a, b, { method: "normal" }).test;
        if (pValue === null) expect(test.pValue).toBeNull();
        else agree(test.pValue, pValue, 1e-11);
      }),
    );
  });

  it("does not depend on the order of groups and answers, nor on anything but the order of values", () => {
    const list = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(list, { minLength: 2, maxLength: 5 }), (lists) => {
        const named = (all: readonly (readonly (number | null)[])[]) =>
          Object.fromEntries(all.map((values, i) => [`group ${i}`, values]));
        const one = kruskalWallis(named(lists));
        const turned = lists.map((values) => values.map((value) => 10 - Math.sqrt(value)).reverse()).reverse();
        const other = kruskalWallis(named(turned));
        if (one.test.statistic === null) expect(other.test.statistic).toBeNull();
        else agree(1 + other.test.statistic!, 1 + one.test.statistic, 1e-12);
        expect(one.epsilonSquared ?? 0).toBeGreaterThanOrEqual(0);
        expect(one.epsilonSquared ?? 0).toBeLessThanOrEqual(1);
        const ranks = one.groups.reduce((sum, { n, meanRank }) => sum + n * meanRank, 0);
        agree(ranks, (one.n * (one.n + 1)) / 2, 1e-12);
        expectPlain(one);
      }),
    );
  });
});

describe("kruskalWallis() refuses", () => {
  const bad = (groups: unknown) => errorOf(() => kruskalWallis(groups as Record<string, number[]>));

  it.each([
    ["one group", { a: [1, 2] }, "have at least two groups, received 1"],
    ["no group", {}, "have at least two groups, received 0"],
    ["an array", [[1], [2]], "be an object of named groups, received an object (Array)"],
  ])("%s", (_, groups, rule) => {
    expect(bad(groups)).toEqual(invalid("kruskalWallis", "groups", rule));
  });

  it("what is no object", () => {
    expect(bad(null)).toEqual(invalid("kruskalWallis", "groups", "be an object, received null"));
    expect(bad({ a: [1], b: 5 })).toEqual(
      invalid("kruskalWallis", "groups.b", "be an array, a typed array, an iterable or a tally, received 5"),
    );
  });

  it("an answer that is none, naming group and place", () => {
    expect(bad({ a: [1], b: [1, "2"] })).toEqual(
      invalid("kruskalWallis", "groups.b.1", 'be a finite number, null or undefined, received "2"'),
    );
  });

  it("a group without an answer, as insufficient data", () => {
    expect(bad({ a: [1], b: [null] })).toEqual(
      insufficient("kruskalWallis", "groups.b", "must hold at least one answer, received none"),
    );
  });
});
