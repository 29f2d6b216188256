import { describe, expect, it } from "vitest";
import { compareMeansPaired } from "../../../../src/metrics/experiments/means/compare-means-paired";
import {
  compareNpsPaired,
  compareNpsPairedFromTally,
} from "../../../../src/metrics/experiments/nps/compare-nps-paired";
import { nps, npsFromTally } from "../../../../src/metrics/promoters/nps";
import { adjustedScore } from "../../../../src/statistics/estimates/trinomial";
import { tally } from "../../../../src/statistics/summaries/tally";
import { type TwoWayTally, twoWayTally } from "../../../../src/statistics/summaries/two-way-tally";
import { twoWayTallyFromCounts } from "../../../../src/statistics/summaries/two-way-tally-from-counts";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../../assertions";
import reference from "../../../golden/nps-paired.json" with { type: "json" };

const scale = { min: 0, max: 10 };
const scales = { rowScale: scale, columnScale: scale };

/** A promoter, a passive and a detractor. */
const ANSWERS = [10, 8, 3] as const;

/** The two-way tally of movements: rows from, columns to promoters, passives and detractors. */
function pairsOf(table: readonly (readonly number[])[]) {
  const counts = table.flatMap((row, i) => row.map((count, j) => [ANSWERS[i]!, ANSWERS[j]!, count] as const));
  return twoWayTallyFromCounts(counts, scales);
}

interface Normal {
  readonly statistic: number;
  readonly pValue: number;
  readonly against: number[];
  readonly intervals: Record<string, number[]>;
}

interface Expected {
  readonly estimate: number;
  readonly standardError: number;
  readonly "adjusted-wald": Normal;
  readonly wald: Normal | null;
}

function expectAgreement(pairs: TwoWayTally, expected: Expected, tolerance: number) {
  for (const method of ["adjusted-wald", "wald"] as const) {
    const { difference, test, margin } = compareNpsPairedFromTally(pairs, { method, margin: 10 });
    agree(difference.estimate, expected.estimate, tolerance);
    agree(difference.standardError, expected.standardError, tolerance);
    const normal = expected[method];
    if (normal === null) continue;
    // a p-value is off by what its statistic is off, times the statistic
    const ofTail = tolerance * Math.max(1, normal.statistic ** 2);
    agree(test.statistic, normal.statistic, tolerance);
    agree(test.pValue, normal.pValue, ofTail);
    agree(margin?.nonInferiority.pValue, normal.against[0]!, ofTail);
    agree(margin?.equivalence.pValue, Math.max(...normal.against), ofTail);
    for (const [level, ends] of Object.entries(normal.intervals)) {
      const { interval } = compareNpsPairedFromTally(pairs, { method, confidenceLevel: Number(level) }).difference;
      agreeEnds(interval, ends, tolerance);
      expect(interval).toMatchObject({ level: Number(level), method });
    }
  }
}

describe("compareNpsPairedFromTally() against 40 digits (nps-paired.py)", () => {
  it.each(reference.cases)("agrees on $table", ({ table, ...expected }) => {
    expectAgreement(pairsOf(table), expected, 1e-12);
  });

  it.each(reference.weighted)("agrees on $rows.length weighted customers", ({ rows, ...expected }) => {
    const answers = (at: 0 | 1) => rows.map((row) => ANSWERS[row[at] as 0 | 1 | 2]);
    const weights = rows.map((row) => row[2]!);
    expectAgreement(twoWayTally(answers(0), answers(1), { ...scales, weights }), expected, 1e-12);
  });
});

describe("compareNpsPaired()", () => {
  const before = [10, 9, 8, 6, 3, 7, 7, null, 10, undefined];
  const after = [10, 10, 9, 6, 8, 7, 4, 9, null, null];

  it("leaves out and counts customers who did not answer twice", () => {
    const result = compareNpsPaired(before, after);
    expect(result).toMatchObject({
      n: 7,
      nMissing: 3,
      control: { n: 7, nMissing: 3 },
      treatment: { n: 7, nMissing: 3 },
      difference: { n: 7, nMissing: 3 },
    });
    const complete = compareNpsPaired(before.slice(0, 7), after.slice(0, 7));
    expect(complete.difference.interval).toEqual(result.difference.interval);
    expect(complete.test).toEqual(result.test);
  });

  it("has each of the scores that nps() gives, and their difference", () => {
    const method = "adjusted-wald";
    const { control, treatment, difference } = compareNpsPaired(before.slice(0, 7), after.slice(0, 7), { method });
    expect(control).toEqual(nps(before.slice(0, 7)));
    expect(treatment).toEqual(nps(after.slice(0, 7)));
    agree(difference.estimate, treatment.estimate - control.estimate, 1e-14);
    const wald = compareNpsPaired(before, after, { method: "wald", confidenceLevel: 0.9 }).control;
    const summary = { ...tally(before.slice(0, 7), { scale }), nMissing: 3 };
    expect(wald).toEqual(npsFromTally(summary, { method: "wald", confidenceLevel: 0.9 }));
  });

  it("is centred on the difference of the two adjusted scores", () => {
    const { difference } = compareNpsPaired(before, after, { method: "adjusted-wald" });
    const { lower, upper } = difference.interval as { lower: number; upper: number };
    const adjusted = (promoters: number, detractors: number) => adjustedScore({ promoters, detractors, n: 7 }).estimate;
    agree((lower + upper) / 2, adjusted(3, 2) - adjusted(2, 2), 1e-13);
  });

  it("says what it did, and who moved where", () => {
    const result = compareNpsPaired(before, after, { confidenceLevel: 0.9, margin: 30, direction: "lower-is-better" });
    expect(result).toMatchObject({
      kind: "paired-nps-comparison",
      unit: "points",
      method: "score",
      tested: "difference",
      ratio: null,
      rows: {
        total: 10,
        used: 7,
        missing: [
          { name: "before", n: 2 },
          { name: "after", n: 2 },
        ],
      },
      difference: { kind: "arm-difference", unit: "points", scale, interval: { level: 0.9, method: "score" } },
      test: { alternative: "two-sided", degreesOfFreedom: [], method: "score" },
      margin: { margin: 30, direction: "lower-is-better" },
    });
    expect(result.movements.map(({ from, to, count }) => [from, to, count])).toEqual([
      ["promoters", "promoters", 2],
      ["promoters", "passives", 0],
      ["promoters", "detractors", 0],
      ["passives", "promoters", 1],
      ["passives", "passives", 1],
      ["passives", "detractors", 1],
      ["detractors", "promoters", 0],
      ["detractors", "passives", 1],
      ["detractors", "detractors", 1],
    ]);
    for (const { count, share } of result.movements) agree(share, count / 7, 1e-15);
    expectPlain(result);
  });

  it("says how large the change is in standard deviations as compareMeansPaired() says of -1, 0 and 1", () => {
    const nets = (list: readonly (number | null | undefined)[]) =>
      list.map((answer) => (answer == null ? null : answer >= 9 ? 1 : answer >= 7 ? 0 : -1));
    const { effectSize } = compareNpsPaired(before, after);
    const expected = compareMeansPaired(nets(before), nets(after)).effectSize;
    expect(effectSize).toMatchObject({ kind: "hedges-g", n: 7, nMissing: 3 });
    agree(effectSize?.estimate, expected?.estimate as number, 1e-14);
    agreeEnds(effectSize?.interval, [expected?.interval?.lower as number, expected?.interval?.upper as number], 1e-14);
  });

  it("has no standard deviations of weighted customers, of fewer than three, and where nobody varies", () => {
    const weighted = twoWayTally([10, 9, 3], [9, 7, 0], { ...scales, weights: [1, 2, 1] });
    expect(compareNpsPairedFromTally(weighted).effectSize).toBeNull();
    expect(compareNpsPaired([10, 3], [7, 9]).effectSize).toBeNull();
    expect(compareNpsPaired([10, 9, 9], [9, 9, 10]).effectSize).toBeNull();
  });

  it("warns where more than half of the customers answered once, and where nobody changed", () => {
    const caveats = [
      { code: "no-differences", path: null },
      { code: "few-complete-rows", path: null },
    ];
    expect(compareNpsPaired([9, 7, null, null, 3], [10, 8, 1, null, null]).caveats).toEqual(caveats);
  });

  it("takes typed arrays, iterables, and a two-way tally that came through JSON", () => {
    const [first, second] = [before.slice(0, 7) as number[], after.slice(0, 7) as number[]];
    const expected = compareNpsPaired(first, second);
    expect(compareNpsPaired(new Uint8Array(first), second.values())).toEqual(expected);
    expect(compareNpsPairedFromTally(JSON.parse(JSON.stringify(twoWayTally(first, second, scales))))).toEqual(expected);
  });
});

describe("compareNpsPaired() of customers who do not differ", () => {
  it("has a point for an interval by wald where all changed alike, and none stays without an error by default", () => {
    for (const [before, after, change] of [
      [[10, 8, 3], [9, 7, 0], 0],
      [[8, 8], [10, 9], 100],
      [[0], [10], 200],
    ] as const) {
      const wald = compareNpsPaired(before, after, { method: "wald", margin: 150 });
      expect(wald.difference).toMatchObject({ estimate: change, standardError: 0, interval: { lower: change } });
      expect(wald.difference.interval?.upper).toBe(change);
      expect(wald.test).toMatchObject({ statistic: null, pValue: change === 0 ? 1 : 0 });
      expect(wald.margin?.nonInferiority).toMatchObject({ statistic: null, pValue: 0 });
      const adjusted = compareNpsPaired(before, after).difference.interval as { lower: number; upper: number };
      expect(adjusted.upper - adjusted.lower).toBeGreaterThan(30);
      expectPlain(wald);
    }
  });

  it("warns of a plain change beyond the interval", () => {
    const [before, after] = [Array(30).fill(0), Array(30).fill(10)] as [number[], number[]];
    const { difference, caveats } = compareNpsPaired(before, after, {
      method: "adjusted-wald",
      confidenceLevel: 0.8,
    });
    expect(difference.interval?.upper).toBeLessThan(difference.estimate);
    expect(caveats).toContainEqual({ code: "estimate-outside-interval", path: null });
  });

  it("says that one customer is one", () => {
    expect(compareNpsPaired([9], [9]).caveats).toContainEqual({ code: "single-answer", path: "treatment" });
  });
});

describe("compareNpsPaired() refuses", () => {
  const fine = [10, 3];
  const bad = (before: unknown, after: unknown, options?: unknown) =>
    errorOf(() => compareNpsPaired(before as number[], after as number[], options as object));
  const rating = "be an integer in [0, 10] or null, received";

  it.each([
    ["a rating above 10", [10, 11], "1", `${rating} 11`],
    ["a fraction", [9.5, 9], "0", `${rating} 9.5`],
    ["NaN", [Number.NaN, 1], "0", `${rating} NaN`],
    ["text", [10, "9"], "1", `${rating} "9"`],
  ])("%s, naming argument and index", (_, arm, index, rule) => {
    expect(bad(arm, fine)).toEqual(invalid("compareNpsPaired", `before.${index}`, rule));
    expect(bad(fine, arm)).toEqual(invalid("compareNpsPaired", `after.${index}`, rule));
  });

  it("answers of different lengths", () => {
    expect(bad([1, 2, 3], fine)).toEqual(
      invalid("compareNpsPaired", "after", "have the length of before (3), received 2"),
    );
  });

  it.each([[9], [undefined], [null], ["10"], [tally([9], { scale })]])("%j for answers", (arm) => {
    expect(bad(arm, fine)?.path).toBe("before");
    expect(bad(fine, arm)?.path).toBe("after");
  });

  it("customers of whom none answered twice", () => {
    const message = "must hold a customer with both answers, received none";
    expect(bad([], [])).toEqual(insufficient("compareNpsPaired", "before", message));
    expect(bad([1, null], [null, 2])).toEqual(insufficient("compareNpsPaired", "before", message));
    const nobody = twoWayTally([], [], scales);
    expect(errorOf(() => compareNpsPairedFromTally(nobody))).toEqual(
      insufficient("compareNpsPairedFromTally", "pairs", message),
    );
  });

  it("a two-way tally on other scales, or that is none", () => {
    const five = { min: 1, max: 5 };
    const bad = (pairs: unknown) => errorOf(() => compareNpsPairedFromTally(pairs as TwoWayTally));
    const fn = "compareNpsPairedFromTally";
    expect(bad(twoWayTally([1], [1], { rowScale: five, columnScale: scale }))).toEqual(
      invalid(fn, "pairs.rowScale", 'be 0 to 10, received "1 to 5"'),
    );
    expect(bad(twoWayTally([1], [1], { rowScale: scale, columnScale: five }))).toEqual(
      invalid(fn, "pairs.columnScale", 'be 0 to 10, received "1 to 5"'),
    );
    expect(bad(tally([1], { scale }))?.path).toBe("pairs");
    expect(bad({ ...twoWayTally([1], [1], scales), n: 2 })).toEqual(
      invalid(fn, "pairs.n", "be the sum of the counts (1), received 2"),
    );
  });

  it.each([
    ["method", "tango", 'be one of "adjusted-wald", "score", "wald", received "tango"'],
    ["margin", 201, "be at most 200, in the unit of the difference, received 201"],
    ["confidenceLevel", 95, "be a number between 0 and 1, both excluded, such as 0.95, received 95"],
    ["direction", "lower-is-better", 'be left out where there is no margin, received "lower-is-better"'],
  ])("a %s of %j", (name, value, rule) => {
    expect(bad(fine, fine, { [name]: value })).toEqual(invalid("compareNpsPaired", name, rule));
  });
});
