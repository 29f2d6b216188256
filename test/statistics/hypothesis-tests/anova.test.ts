import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anova } from "../../../src/statistics/hypothesis-tests/anova";
import { welchAnova } from "../../../src/statistics/hypothesis-tests/welch-anova";
import { mergeMoments } from "../../../src/statistics/summaries/merge-moments";
import { moments } from "../../../src/statistics/summaries/moments";
import { tally } from "../../../src/statistics/summaries/tally";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import ab from "../../golden/ab.json" with { type: "json" };
import golden from "../../golden/anova.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

type Groups = Record<string, number[]>;
const GROUPS: Groups = { north: [6, 8, 4, 5, 3, 4], south: [8, 12, 9, 11, 6, 8], west: [13, 9, 11, 8, 7, 12] };

describe("anova() and welchAnova() against exact fractions (anova.py)", () => {
  it.each(golden.cases)("agree on $name", (expected) => {
    const groups = expected.groups as unknown as Groups;
    const { test, ...result } = anova(groups);
    // decimals near 1e9 are themselves rounded; both sides reckon with the doubles as they are
    agree(result.betweenSquares, expected.between, 1e-12);
    agree(result.withinSquares, expected.within, 1e-12);
    agree(test.statistic, expected.statistic, 1e-12);
    expect(test.degreesOfFreedom).toEqual(expected.degreesOfFreedom);
    agree(test.pValue, expected.pValue, 1e-12);
    agree(result.etaSquared, expected.etaSquared, 1e-12);
    agree(result.omegaSquared, expected.omegaSquared, 1e-12);
    result.groups.forEach(({ mean }, i) => {
      agree(mean, expected.means[i]!, 1e-15);
    });
    expect(result.n).toBe(expected.n);
    if (expected.welch === undefined) return;
    const welch = welchAnova(groups);
    agree(welch.test.statistic, expected.welch.statistic, 1e-12);
    expect(welch.test.degreesOfFreedom[0]).toBe(expected.welch.degreesOfFreedom[0]);
    agree(welch.test.degreesOfFreedom[1], expected.welch.degreesOfFreedom[1]!, 1e-12);
    agree(welch.test.pValue, expected.welch.pValue, 1e-12);
  });
});

describe("anova() and welchAnova() against R (ab.json)", () => {
  const { breaks } = readTable("r_warpbreaks.csv") as { breaks: number[] };
  // three tensions of nine rows each, for wool A and wool B
  const tension = (t: number) => breaks.filter((_, i) => Math.floor(i / 9) % 3 === t);
  const groups = { L: tension(0), M: tension(1), H: tension(2) };
  const r = ab.kSamples[1]!;

  it("agree on warp breaks", () => {
    const { test, ...result } = anova(groups);
    agree(test.statistic, r.anovaF, 1e-12);
    expect(test.degreesOfFreedom).toEqual(r.anovaDf);
    agree(test.pValue, r.anovaP, 1e-12);
    agree(result.betweenSquares, r.ssBetween, 1e-12);
    agree(result.withinSquares, r.ssWithin, 1e-12);
    agree(result.etaSquared, r.etaSquared, 1e-12);
    agree(result.omegaSquared, r.omegaSquared, 1e-12);
    const welch = welchAnova(groups).test;
    agree(welch.statistic, r.welchF, 1e-12);
    agree(welch.degreesOfFreedom[1], r.welchDf[1]!, 1e-12);
    agree(welch.pValue, r.welchP, 1e-12);
  });
});

describe("anova() and welchAnova()", () => {
  it("say what they did", () => {
    const result = anova({ ...GROUPS, west: [...(GROUPS["west"] as number[]), null] });
    expect(result).toMatchObject({
      kind: "anova",
      n: 18,
      nMissing: 1,
      caveats: [],
      groups: [
        { name: "north", n: 6, nMissing: 0, mean: 5 },
        { name: "south", n: 6, nMissing: 0, mean: 9 },
        { name: "west", n: 6, nMissing: 1, mean: 10 },
      ],
      test: { degreesOfFreedom: [2, 15], alternative: "two-sided", method: "anova" },
    });
    expectPlain(result);
    const welch = welchAnova(GROUPS);
    expect(welch).toMatchObject({ kind: "welch-anova", n: 18, test: { method: "welch-anova" } });
    expectPlain(welch);
  });

  it("take values, moments and printed summaries alike", () => {
    const summarised = Object.fromEntries(Object.entries(GROUPS).map(([name, values]) => [name, moments(values)]));
    expect(anova(summarised)).toEqual(anova(GROUPS));
    expect(welchAnova(summarised)).toEqual(welchAnova(GROUPS));
    const [a, b] = [GROUPS["north"]!.slice(0, 2), GROUPS["north"]!.slice(2)];
    const merged = anova({ ...GROUPS, north: mergeMoments(moments(a), moments(b)) });
    agree(merged.test.statistic, anova(GROUPS).test.statistic!, 1e-12);
    const printed = anova(GROUPS).groups.map(({ name, n, mean, standardDeviation }) => [
      name,
      { n, mean, standardDeviation: standardDeviation! },
    ]);
    agree(anova(Object.fromEntries(printed)).test.pValue, anova(GROUPS).test.pValue!, 1e-12);
    agree(welchAnova(Object.fromEntries(printed)).test.pValue, welchAnova(GROUPS).test.pValue!, 1e-12);
  });

  it("have no test where nothing varies, or nothing within groups", () => {
    const equal = anova({ a: [0.1, 0.1], b: [0.1, 0.1, 0.1] });
    expect(equal).toMatchObject({ etaSquared: null, omegaSquared: null, test: { statistic: null, pValue: null } });
    expect(equal.caveats).toEqual([{ code: "all-answers-equal", path: null }]);
    expectPlain(equal);
    const apart = anova({ a: [1, 1], b: [2, 2, 2] });
    expect(apart).toMatchObject({ etaSquared: 1, omegaSquared: 1, test: { statistic: null, degreesOfFreedom: [] } });
    expect(apart.caveats).toEqual([{ code: "no-spread-within-groups", path: null }]);
    // 0.1 + 0.2 is one step above 0.3
    const rounding = anova({ a: [0.3, 0.1 + 0.2, 0.3], b: [0.3, 0.3] });
    expect(rounding).toMatchObject({ betweenSquares: 0, etaSquared: null, omegaSquared: null });
    expect(rounding.test.statistic).toBeNull();
    expect(rounding.caveats).toEqual([{ code: "all-answers-equal", path: null }]);
    const welch = welchAnova({ a: [1, 1], b: [2, 3], c: [4, 4] });
    expect(welch.test).toMatchObject({ statistic: null, degreesOfFreedom: [], pValue: null });
    expect(welch.caveats).toEqual([
      { code: "all-answers-equal", path: "groups.0" },
      { code: "all-answers-equal", path: "groups.2" },
    ]);
    expectPlain(welch);
    const codes = (groups: Groups) => welchAnova(groups).caveats.map(({ code, path }) => [code, path]);
    const each = [
      ["all-answers-equal", "groups.0"],
      ["all-answers-equal", "groups.1"],
    ];
    expect(codes({ a: [1, 1], b: [4, 4] })).toEqual([["no-spread-within-groups", null], ...each]);
    expect(codes({ a: [0.3, 0.1 + 0.2], b: [0.3, 0.3] })).toEqual([["all-answers-equal", null], ...each]);
  });

  it("have an omega squared of 0, not below, where groups differ less than by chance", () => {
    expect(anova({ a: [1, 5, 3], b: [2, 4, 3], c: [0, 6, 3.1] }).omegaSquared).toBe(0);
  });

  const list = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 8 });
  const lists = fc.array(list, { minLength: 2, maxLength: 5 });
  const named = (all: readonly (readonly number[])[]) => Object.fromEntries(all.map((one, i) => [`g${i}`, one]));

  it("do not depend on the order of groups and values, nor on unit and origin", () => {
    fc.assert(
      fc.property(lists, fc.constantFrom(2, -0.5, 1024), fc.constantFrom(0, 1e6), (all, factor, shift) => {
        const moved = all.map((one) => one.map((value) => factor * value + shift).reverse()).reverse();
        for (const test of [anova, welchAnova]) {
          const one = test(named(all)).test;
          const other = test(named(moved)).test;
          if (one.statistic === null) expect(other.statistic).toBeNull();
          else {
            agree(1 + other.statistic!, 1 + one.statistic, 1e-11);
            agree(other.pValue, one.pValue!, 1e-10);
          }
        }
      }),
    );
  });

  it("are plain, and leave their input alone", () => {
    fc.assert(
      fc.property(lists, (all) => {
        const groups = named(all);
        const before = structuredClone(groups);
        const result = anova(groups);
        expectPlain(result);
        expectPlain(welchAnova(groups));
        expect(groups).toEqual(before);
        if (result.etaSquared !== null) expect(result.omegaSquared).toBeLessThanOrEqual(result.etaSquared);
      }),
    );
  });

  it("answer groups at both ends of the doubles with a StatsError or a plain result", () => {
    const number = fc.oneof(
      fc.constantFrom(0, 1, 1e300, -1e300, 1e150, 1e-145, 1e-300, 5e-324, 1e308, -1e308),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    const printed = fc.record({
      n: fc.constantFrom(1, 2, 3, 2 ** 52),
      mean: number,
      standardDeviation: number.map(Math.abs),
    });
    const group = fc.oneof(fc.array(number, { minLength: 2, maxLength: 4 }), printed);
    fc.assert(
      fc.property(group, group, group, (a, b, c) => {
        for (const test of [anova, welchAnova]) {
          let result: unknown = null;
          const refused = errorOf(() => {
            result = test({ a, b, c });
          });
          if (refused === null) expectPlain(result);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("anova() and welchAnova() refuse", () => {
  const bad = (call: typeof anova | typeof welchAnova, groups: unknown) => errorOf(() => call(groups as Groups));

  it.each([
    ["anova", anova],
    ["welchAnova", welchAnova],
  ] as const)("%s() fewer than two groups, weights, and what is no number", (fn, call) => {
    expect(bad(call, { a: [1, 2] })).toEqual(invalid(fn, "groups", "have at least two groups, received 1"));
    expect(bad(call, { a: [1, 2], b: moments([1, 2], { weights: [1, 2] }) })).toEqual(
      invalid(fn, "groups.b.sumOfWeights", "be null, as analyses of variance take no weights, received 3"),
    );
    expect(bad(call, { a: [1, 2], b: [1, Number.NaN] })).toEqual(
      invalid(fn, "groups.b.1", "be a finite number, null or undefined, received NaN"),
    );
    for (const group of [{ n: 3, mean: 2, sd: 1 }, tally([1, 2], { scale: { min: 1, max: 5 } }), 5, null]) {
      const rule = "be values, moments() or { n, mean, standardDeviation }, received";
      expect(bad(call, { a: group, b: [1, 2] })?.message).toMatch(`${fn}: groups.a must ${rule}`);
    }
    expect(bad(call, { a: [1, 2], b: { n: 2.5, mean: 1, standardDeviation: 1 } })?.path).toBe("groups.b.n");
  });

  it("too few values, as insufficient data", () => {
    expect(bad(anova, { a: [1, 2], b: [null] })).toEqual(
      insufficient("anova", "groups.b", "must hold at least one value, received none"),
    );
    expect(bad(anova, { a: [1], b: [2] })).toEqual(
      insufficient("anova", "groups", "must hold more values than groups, received 2 for 2"),
    );
    expect(bad(welchAnova, { a: [1, 2], b: [3] })).toEqual(
      insufficient("welchAnova", "groups.b", "must hold at least two values, received 1"),
    );
  });

  it("means so far apart that their squares are beyond the doubles", () => {
    expect(bad(anova, { a: [1e200, 1e200], b: [-1e200, -1e200] })?.path).toBe("groups");
  });
});
