import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { npsFromCounts, npsFromTally } from "../../../src/metrics/promoters/nps";
import { npsBootstrap } from "../../../src/metrics/promoters/nps-bootstrap";
import { tally } from "../../../src/statistics/summaries/tally";
import { agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import golden from "../../golden/binomial-draw.json" with { type: "json" };

const scale = { min: 0, max: 10 };

function countsOf([promoters, passives, detractors]: readonly number[]) {
  return { promoters: promoters!, passives: passives!, detractors: detractors! };
}

describe("npsBootstrap() against the same bootstrap drawn elsewhere (binomial-draw.py, 1e-12)", () => {
  it.each(golden.bootstraps)("of $counts, $draws draws with seed $seed, at $level", (r) => {
    const { draws, seed, level: confidenceLevel } = r;
    const { interval } = npsBootstrap(countsOf(r.counts), { draws, seed, confidenceLevel });
    agreeEnds(interval, r.ends, 1e-12);
    expect(interval).toMatchObject({ level: confidenceLevel, method: "bootstrap-percentile" });
  });
});

describe("npsBootstrap() against the enumerated distribution of samples (binomial-draw.py)", () => {
  it.each(golden.exact)("of $counts: the ends leave out what they should, within 4.5 errors of simulation", (r) => {
    const n = r.counts.reduce((sum, count) => sum + count, 0);
    const atMost = (score: number) =>
      r.distribution.reduce((most, [value, p]) => ((100 * value!) / n <= score + 1e-9 ? p! : most), 0);
    const draws = 10000;
    for (const level of [0.8, 0.95, 0.99]) {
      const { lower, upper } = npsBootstrap(countsOf(r.counts), { draws, confidenceLevel: level, seed: 11 }).interval!;
      const tail = (1 - level) / 2;
      const error = 4.5 * Math.sqrt((tail * (1 - tail)) / draws);
      // below an end less than the tail, and with its own value at least the tail
      expect(atMost(lower - 1e-6)).toBeLessThan(tail + error);
      expect(atMost(lower)).toBeGreaterThan(tail - error);
      expect(1 - atMost(upper)).toBeLessThan(tail + error);
      expect(1 - atMost(upper - 1e-6)).toBeGreaterThan(tail - error);
    }
  });
});

describe("npsBootstrap()", () => {
  const counts = { promoters: 12, passives: 3, detractors: 5, nMissing: 2 };

  it("is npsFromCounts() but for the interval, and echoes draws and seed", () => {
    const { interval, draws, seed, ...rest } = npsBootstrap(counts);
    const { interval: _, ...expected } = npsFromCounts(counts, { method: "wald" });
    expect(rest).toStrictEqual(expected);
    expect([draws, seed]).toEqual([10000, 1]);
    expect(interval).toMatchObject({ level: 0.95, method: "bootstrap-percentile" });
  });

  it("gives the same for a tally of answers, and for each seed its own", () => {
    const answers = [...new Array(12).fill(9), ...new Array(3).fill(7), ...new Array(5).fill(2), null, null];
    expect(npsBootstrap(tally(answers, { scale }))).toStrictEqual(npsBootstrap(counts));
    const large = { promoters: 5e5, passives: 3e5, detractors: 2e5 };
    const ends = [1, 2].map((seed) => npsBootstrap(large, { seed, draws: 200 }).interval?.lower);
    expect(ends[0]).not.toBe(ends[1]);
  });

  it("comes to Wald's interval where there are many answers, to three errors of its quantiles", () => {
    const large = { promoters: 5e8, passives: 3e8, detractors: 2e8 };
    const { interval, standardError } = npsBootstrap(large, { draws: 20000 });
    const wald = npsFromCounts(large, { method: "wald" }).interval;
    // of a normal quantile at 0.975: sqrt(0.025 * 0.975 / 2e4) / 0.0584 = 0.019 errors
    expect(Math.abs(interval!.lower - wald.lower)).toBeLessThan(0.057 * standardError!);
    expect(Math.abs(interval!.upper - wald.upper)).toBeLessThan(0.057 * standardError!);
  });

  it("has no interval where all draws are equal, and so does not say that it is to be trusted", () => {
    const all = npsBootstrap({ promoters: 5, passives: 0, detractors: 0 });
    expect(all.interval).toBeNull();
    expect(all.caveats).toEqual([{ code: "all-draws-equal", path: null }]);
    expect(npsBootstrap({ promoters: 0, passives: 1, detractors: 0 }).caveats).toEqual([
      { code: "single-answer", path: null },
      { code: "all-draws-equal", path: null },
    ]);
  });

  it("says where an end is the most extreme draw", () => {
    const { caveats } = npsBootstrap(counts, { draws: 100, confidenceLevel: 0.999 });
    expect(caveats).toEqual([{ code: "too-few-draws", path: null }]);
  });

  it("warns of skewness where the calibration page says less than 93 %, and where it says more does not", () => {
    const warns = (promoters: number, passives: number, detractors: number) =>
      npsBootstrap({ promoters, passives, detractors }).caveats.some(({ code }) => code === "skewed-answers");
    // scores above 75: 81.9 % at n = 20, 90.0 % at 50; from 50 to 75, 91.2 % at 20 and 94.3 % at 100
    expect([warns(17, 2, 1), warns(44, 4, 2), warns(15, 2, 3), warns(75, 10, 15)]).toEqual([true, true, true, false]);
    expect([warns(1, 2, 17), warns(10, 5, 5)]).toEqual([true, false]);
  });

  it("draws from 2^53 - 1 answers", () => {
    const result = npsBootstrap({ promoters: 2 ** 52, passives: 2 ** 51, detractors: 2 ** 51 - 1 }, { draws: 500 });
    expectPlain(result);
    const { lower, upper } = result.interval!;
    expect(upper - lower).toBeLessThan(1e-5);
    expect(lower).toBeLessThan(upper);
  });

  it("lies within -100 and 100, in order, is reproducible and survives JSON", () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1e12 }));
    const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const levels = fc.double({ min: 1e-300, max: 1 - 2 ** -53, noNaN: true });
    fc.assert(
      fc.property(count, count, count, seeds, levels, (promoters, passives, detractors, seed, confidenceLevel) => {
        fc.pre(promoters + passives + detractors > 0);
        const options = { seed, confidenceLevel, draws: 100 };
        const result = npsBootstrap({ promoters, passives, detractors }, options);
        const { lower, upper } = result.interval ?? { lower: 0, upper: 0 };
        expect(-100 <= lower && lower <= upper && upper <= 100).toBe(true);
        expect(result.interval === null).toBe(result.caveats.some(({ code }) => code === "all-draws-equal"));
        expectPlain(result);
        expect(npsBootstrap({ promoters, passives, detractors }, options)).toStrictEqual(result);
      }),
    );
  });
});

describe("npsBootstrap() rejects", () => {
  const good = { promoters: 1, passives: 1, detractors: 1 };
  const level = "be a number between 0 and 1, both excluded, such as 0.95, received";
  const weighted = tally([10, 9], { scale, weights: [1, 2] });
  it.each<[string, unknown, unknown, string, string]>([
    [
      "a weighted tally",
      weighted,
      {},
      "counts.weights",
      "be null: only whole answers are drawn, received an object (Array)",
    ],
    ["null", null, {}, "counts", "be a tally or { promoters, passives, detractors }, received null"],
    [
      "a fraction",
      { ...good, passives: 0.5 },
      {},
      "counts.passives",
      "be an integer >= 0 and at most 2^53 - 1, received 0.5",
    ],
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
    ["options that are null", good, null, "options", "be an object, received null"],
    ["too few draws", good, { draws: 99 }, "draws", "be an integer in [100, 1000000], received 99"],
    ["too many draws", good, { draws: 1e6 + 1 }, "draws", "be an integer in [100, 1000000], received 1000001"],
    ["a fraction of a draw", good, { draws: 100.5 }, "draws", "be an integer in [100, 1000000], received 100.5"],
    ["a negative seed", good, { seed: -1 }, "seed", "be an integer in [0, 9007199254740991], received -1"],
    ["a seed that is null", good, { seed: null }, "seed", "be an integer in [0, 9007199254740991], received null"],
    ["a confidence level of 1", good, { confidenceLevel: 1 }, "confidenceLevel", `${level} 1`],
  ])("%s", (_, counts, options, path, rule) => {
    expect(errorOf(() => npsBootstrap(counts as typeof good, options as object))).toEqual(
      invalid("npsBootstrap", path, rule),
    );
  });

  it("nobody, as nothing to estimate from", () => {
    const nothing = insufficient("npsBootstrap", "counts", "must hold at least one answer, received none");
    expect(errorOf(() => npsBootstrap({ promoters: 0, passives: 0, detractors: 0 }))).toEqual(nothing);
  });
});
