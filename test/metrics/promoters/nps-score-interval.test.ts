import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { npsFromCounts, npsFromTally } from "../../../src/metrics/promoters/nps";
import { npsScoreInterval } from "../../../src/metrics/promoters/nps-score-interval";
import { groupAnswers } from "../../../src/statistics/estimates/trinomial";
import { mergeTallies } from "../../../src/statistics/summaries/merge-tallies";
import { tally } from "../../../src/statistics/summaries/tally";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import formulas from "../../golden/nps-csat.json" with { type: "json" };
import reference from "../../golden/trinomial-score.json" with { type: "json" };

const scale = { min: 0, max: 10 };
const whole = reference.cases.filter(({ table }) => table.every(Number.isInteger));

describe("npsScoreInterval() against a numerical likelihood (trinomial-score.py, 1e-12)", () => {
  it.each(whole)("of $table", ({ table, estimate, intervals }) => {
    const [promoters, passives, detractors] = table as [number, number, number];
    for (const [level, ends] of Object.entries(intervals)) {
      const confidenceLevel = Number(level);
      const result = npsScoreInterval({ promoters, passives, detractors }, { confidenceLevel });
      agree(result.estimate, 100 * estimate, 1e-14);
      agreeEnds(
        result.interval,
        ends.map((end) => 100 * end),
        1e-12,
      );
      expect(result.interval).toMatchObject({ level: confidenceLevel, method: "score" });
    }
  });
});

describe("npsScoreInterval()", () => {
  it("is npsFromCounts() but for the interval and what is said of it", () => {
    const counts = { promoters: 6, passives: 2, detractors: 2, nMissing: 3 };
    const { interval, ...rest } = npsScoreInterval(counts);
    const { interval: _, ...expected } = npsFromCounts(counts);
    expect(rest).toStrictEqual(expected);
    expect(interval).toMatchObject({ level: 0.95, method: "score" });
  });

  it("needs no cut and holds its estimate, where the adjusted interval does not", () => {
    const one = { promoters: 1, passives: 0, detractors: 0 };
    expect(npsFromCounts(one).caveats).toContainEqual({ code: "estimate-outside-interval", path: null });
    expect(npsScoreInterval(one).caveats).toEqual([{ code: "single-answer", path: null }]);
    expect(npsScoreInterval({ ...one, promoters: 3 }).caveats).toEqual([{ code: "all-or-none", path: null }]);
    expect(npsScoreInterval({ ...one, detractors: 1 }).caveats).toEqual([]);
  });

  it("ends at 100 or -100 exactly where all are promoters or all detractors, weighted or not", () => {
    for (const n of [1, 3, 7, 1000]) {
      expect(npsScoreInterval({ promoters: n, passives: 0, detractors: 0 }).interval.upper).toBe(100);
      expect(npsScoreInterval({ promoters: 0, passives: 0, detractors: n }).interval.lower).toBe(-100);
    }
    const weights = [0.1, 0.2, 0.7];
    expect(npsScoreInterval(tally([9, 10, 10], { scale, weights })).interval.upper).toBe(100);
    expect(npsScoreInterval(tally([0, 6, 3], { scale, weights })).interval.lower).toBe(-100);
  });

  it("takes weighted tallies by their effective numbers", () => {
    const cases = formulas.npsWeighted.filter(({ ratings }) => ratings.length > 0);
    expect(cases.length).toBeGreaterThan(3);
    for (const { ratings, weights, level, effectiveN, promoters, detractors, nps } of cases) {
      const summary = tally(ratings, { scale, weights });
      const result = npsScoreInterval(summary, { confidenceLevel: level });
      agree(result.estimate, nps, 1e-12);
      const { trinomial } = groupAnswers("npsScoreInterval", "counts", summary);
      agree(trinomial.n, effectiveN, 1e-12);
      agree(trinomial.promoters, promoters * effectiveN, 1e-12);
      agree(trinomial.detractors, detractors * effectiveN, 1e-12);
      expectPlain(result);
    }
    // equal weights leave n - 1 effective answers of n: 900 of 901 here
    const answers = [...new Array(451).fill(9), ...new Array(270).fill(7), ...new Array(180).fill(2)];
    const equal = npsScoreInterval(tally(answers, { scale, weights: answers.map(() => 0.3) })).interval;
    const plain = npsScoreInterval({ promoters: 451, passives: 270, detractors: 180 }).interval;
    agree((equal.upper - equal.lower) / (plain.upper - plain.lower), Math.sqrt(901 / 900), 1e-5);
  });

  it("answers 2^53 - 1 customers", () => {
    const result = npsScoreInterval({ promoters: 2 ** 52, passives: 2 ** 51, detractors: 2 ** 51 - 1 });
    expectPlain(result);
    expect(result.interval.upper - result.interval.lower).toBeLessThan(1e-5);
  });

  it("gives the identical result for a tally, its parts merged, its JSON and its counts", () => {
    const answers = [10, 9, 8, null, 6, 3, 7];
    const counts = { promoters: 2, passives: 2, detractors: 2, nMissing: 1 };
    const expected = npsScoreInterval(counts, { confidenceLevel: 0.9 });
    const options = { confidenceLevel: 0.9 };
    expect(npsScoreInterval(tally(answers, { scale }), options)).toStrictEqual(expected);
    const merged = mergeTallies(tally(answers.slice(4), { scale }), tally(answers.slice(0, 4), { scale }));
    expect(npsScoreInterval(merged, options)).toStrictEqual(expected);
    expect(npsScoreInterval(JSON.parse(JSON.stringify(merged)), options)).toStrictEqual(expected);
  });
});

describe("npsScoreInterval() of any answers", () => {
  const count = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 1e9 }));
  const counts = fc
    .record({ promoters: count, passives: count, detractors: count })
    .filter(({ promoters, passives, detractors }) => promoters + passives + detractors > 0);
  const levels = fc.double({ min: 1e-300, max: 1 - 2 ** -53, noNaN: true });
  const pairs = fc.array(fc.tuple(fc.integer(scale), fc.double({ min: 0.01, max: 100, noNaN: true })), {
    minLength: 1,
    maxLength: 40,
  });

  it("holds the score, lies within -100 and 100 and survives JSON", () => {
    fc.assert(
      fc.property(counts, pairs, levels, (groups, weighted, confidenceLevel) => {
        const summary = tally(
          weighted.map(([rating]) => rating),
          { scale, weights: weighted.map(([, weight]) => weight) },
        );
        for (const one of [groups, summary]) {
          const before = structuredClone(one);
          const result = npsScoreInterval(one, { confidenceLevel });
          const { lower, upper } = result.interval;
          expect(-100 <= lower && lower <= result.estimate && result.estimate <= upper && upper <= 100).toBe(true);
          expectPlain(result);
          expect(one).toEqual(before);
        }
      }),
    );
  });

  it("is mirrored, bit for bit, when promoters and detractors are swapped", () => {
    fc.assert(
      fc.property(counts, ({ promoters, passives, detractors }) => {
        const one = npsScoreInterval({ promoters, passives, detractors });
        const other = npsScoreInterval({ promoters: detractors, passives, detractors: promoters });
        expect(other.estimate).toBe(0 - one.estimate);
        expect([other.interval.lower, other.interval.upper]).toEqual([0 - one.interval.upper, 0 - one.interval.lower]);
      }),
    );
  });

  it("comes near the adjusted interval where there are many of each kind", () => {
    const many = fc.integer({ min: 20000, max: 1e6 });
    fc.assert(
      fc.property(many, many, many, (promoters, passives, detractors) => {
        const [score, adjusted] = [npsScoreInterval, npsFromCounts].map(
          (call) => call({ promoters, passives, detractors }).interval,
        );

        expect(Math.abs(score!.lower - adjusted!.lower)).toBeLessThan(0.01);
        expect(Math.abs(score!.upper - adjusted!.upper)).toBeLessThan(0.01);
      }),
    );
  });
});

describe("npsScoreInterval() rejects", () => {
  const good = { promoters: 1, passives: 1, detractors: 1 };
  const count = "be an integer >= 0 and at most 2^53 - 1, received";
  const level = "be a number between 0 and 1, both excluded, such as 0.95, received";
  const either = "be a tally or { promoters, passives, detractors }, received";
  it.each<[string, unknown, unknown, string, string]>([
    ["null", null, {}, "counts", `${either} null`],
    ["a number", 5, {}, "counts", `${either} 5`],
    ["answers", [10, 9], {}, "counts", `${either} an object (Array)`],
    ["a negative count", { ...good, passives: -1 }, {}, "counts.passives", `${count} -1`],
    ["a fraction", { ...good, detractors: 0.5 }, {}, "counts.detractors", `${count} 0.5`],
    ["a missing count that is none", { ...good, nMissing: Number.NaN }, {}, "counts.nMissing", `${count} NaN`],
    [
      "a tally on another scale",
      tally([5], { scale: { min: 1, max: 5 } }),
      {},
      "counts.scale",
      'be 0 to 10, received "1 to 5"',
    ],
    [
      "a result",
      npsFromTally(tally([10], { scale })),
      {},
      "counts",
      "be a tally, as tally() makes it, received an object (Object)",
    ],
    [
      "a tally that does not add up",
      { ...tally([10], { scale }), n: 2 },
      {},
      "counts.n",
      "be the sum of the counts (1), received 2",
    ],
    ["options that are null", good, null, "options", "be an object, received null"],
    ["a confidence level of 95", good, { confidenceLevel: 95 }, "confidenceLevel", `${level} 95`],
    ["a confidence level of NaN", good, { confidenceLevel: Number.NaN }, "confidenceLevel", `${level} NaN`],
  ])("%s", (_, counts, options, path, rule) => {
    expect(errorOf(() => npsScoreInterval(counts as typeof good, options as object))).toEqual(
      invalid("npsScoreInterval", path, rule),
    );
  });

  it("nobody, as nothing to estimate from", () => {
    const nothing = insufficient("npsScoreInterval", "counts", "must hold at least one answer, received none");
    expect(errorOf(() => npsScoreInterval({ promoters: 0, passives: 0, detractors: 0, nMissing: 4 }))).toEqual(nothing);
    expect(errorOf(() => npsScoreInterval(tally([], { scale })))).toEqual(nothing);
  });
});
