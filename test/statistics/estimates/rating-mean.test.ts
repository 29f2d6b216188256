import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RatingMeanMethod, ratingMean } from "../../../src/statistics/estimates/rating-mean";
import { type Tally, tally } from "../../../src/statistics/summaries/tally";
import { tallyFromCounts } from "../../../src/statistics/summaries/tally-from-counts";
import { agree, agreeEnds, expectPlain } from "../../assertions";
import golden from "../../golden/rating-mean.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

const survey = readTable("sfo_2017.csv");
const five = { min: 1, max: 5 };
const meanOf = (summary: Tally, level: number, method: RatingMeanMethod) =>
  ratingMean("test", "summary", summary, level, method);

describe("ratingMean() by adjusted-t against R (rating-mean.R, 1e-12)", () => {
  it.each(golden.unweighted)("$id, level $level", (r) => {
    const [min, max] = r.scale as [number, number];
    const pairs = r.counts.map((count, slot) => [min + slot, count] as const);
    const { mean } = meanOf(tallyFromCounts(pairs, { scale: { min, max } }), r.level, "adjusted-t");
    agree(mean.estimate, r.mean, 1e-12);
    agreeEnds(mean.interval, r.interval, 1e-12);
    expect(mean.interval).toMatchObject({ level: r.level, method: "adjusted-t" });
  });

  it.each(golden.weighted)("weighted: $id", (r) => {
    const [min, max] = r.scale as [number, number];
    const [ratings, weights] = r.id.startsWith("airport")
      ? [survey["q7all"] as number[], survey["weight"] as number[]]
      : [r.ratings, r.weights];
    const { mean } = meanOf(tally(ratings, { scale: { min, max }, weights }), r.level, "adjusted-t");
    agree(mean.estimate, r.mean, 1e-12);
    agreeEnds(mean.interval, r.interval, 1e-12);
  });
});

describe("ratingMean()", () => {
  const width = ({ lower, upper }: { lower: number; upper: number }) => upper - lower;
  const ratings = fc.array(fc.integer(five), { minLength: 1, maxLength: 40 });
  const weight = fc.double({ min: 0.01, max: 100, noNaN: true });
  /** A tally on a scale of 2 to 12 levels, weighted or not. */
  const tallies = fc
    .integer({ min: 1, max: 11 })
    .chain((max) => fc.tuple(fc.constant(max), fc.array(fc.tuple(fc.nat(max), weight), { minLength: 1 }), fc.boolean()))
    .map(([max, pairs, weighted]) =>
      tally(
        pairs.map(([value]) => value),
        { scale: { min: 0, max }, weights: weighted ? pairs.map(([, w]) => w) : undefined },
      ),
    );

  it("has the same deviation and error wherever the scale lies, bit by bit", () => {
    fc.assert(
      fc.property(ratings, fc.constantFrom(-1e9, -2, 999_999_996), fc.boolean(), (list, shift, weighted) => {
        const weights = weighted ? list.map((_, i) => 1 / (i + 3)) : undefined;
        const at = (by: number) => {
          const scale = { min: 1 + by, max: 5 + by };
          const { mean, standardDeviation } = meanOf(
            tally(
              list.map((rating) => rating + by),
              { scale, weights },
            ),
            0.95,
            "adjusted-t",
          );
          return { standardDeviation, standardError: mean.standardError, caveats: mean.caveats };
        };
        expect(at(shift)).toStrictEqual(at(0));
      }),
    );
  });

  it("holds its estimate at levels from 0.9 up, and stays on the scale", () => {
    fc.assert(
      fc.property(tallies, fc.constantFrom(0.9, 0.95, 0.999), (summary, level) => {
        const { mean } = meanOf(summary, level, "adjusted-t");
        const { lower, upper } = mean.interval!;
        expect(summary.scale.min <= lower && upper <= summary.scale.max).toBe(true);
        expect(lower <= mean.estimate && mean.estimate <= upper).toBe(true);
        expect(mean.caveats.map(({ code }) => code)).not.toContain("estimate-outside-interval");
      }),
    );
  });

  it("says so where its estimate lies outside: at a level of 0.5, of unanimous answers", () => {
    const { mean } = meanOf(tally([5, 5, 5], { scale: five }), 0.5, "adjusted-t");
    expect(mean.interval!.upper).toBeLessThan(5);
    expect(mean.caveats).toContainEqual({ code: "estimate-outside-interval", path: null });
  });

  it("is wider at a higher level and narrower when every answer comes twice", () => {
    fc.assert(
      fc.property(ratings, (list) => {
        const at = (level: number, answers = list) =>
          width(meanOf(tally(answers, { scale: five }), level, "adjusted-t").mean.interval!);
        expect(at(0.95)).toBeGreaterThanOrEqual(at(0.9));
        expect(at(0.9, [...list, ...list])).toBeLessThanOrEqual(at(0.9));
      }),
    );
  });

  it("is mirrored when the scale is turned round, to 1e-13", () => {
    fc.assert(
      fc.property(ratings, fc.constantFrom<RatingMeanMethod>("adjusted-t", "t"), (list, method) => {
        const of = (answers: number[]) => meanOf(tally(answers, { scale: five }), 0.95, method).mean;
        const [one, other] = [of(list), of(list.map((value) => 6 - value))];
        expect(other.caveats).toEqual(one.caveats);
        if (one.interval === null) expect(other.interval).toBeNull();
        else agreeEnds(other.interval, [6 - one.interval.upper, 6 - one.interval.lower], 1e-13);
      }),
    );
  });

  it("with equal weights gives what none give, to 1e-12", () => {
    fc.assert(
      fc.property(ratings, weight, fc.constantFrom<RatingMeanMethod>("adjusted-t", "t"), (list, w, method) => {
        const plain = meanOf(tally(list, { scale: five }), 0.95, method).mean;
        const weights = list.map(() => w);
        const { mean } = meanOf(tally(list, { scale: five, weights }), 0.95, method);
        if (plain.interval === null) expect(mean.interval).toBeNull();
        else agreeEnds(mean.interval, [plain.interval.lower, plain.interval.upper], 1e-12);
      }),
    );
  });

  it("comes near the t interval as answers grow many", () => {
    const of = (n: number, method: RatingMeanMethod) =>
      meanOf(tallyFromCounts({ 5: 6 * n, 4: 3 * n, 1: n }, { scale: five }), 0.95, method).mean.interval!;
    for (const [n, apart] of [
      [10, 0.02],
      [1000, 0.0002],
      [1e6, 2e-7],
    ] as const) {
      expect(Math.abs(width(of(n, "adjusted-t")) / width(of(n, "t")) - 1)).toBeLessThan(apart);
    }
  });

  it("survives JSON unchanged, weighted or not, at any level", () => {
    fc.assert(
      fc.property(tallies, fc.double({ min: 1e-300, max: 1 - 2 ** -53, noNaN: true }), (summary, level) => {
        expectPlain(meanOf(summary, level, "adjusted-t"));
        expectPlain(meanOf(summary, level, "t"));
      }),
    );
  });

  it("warns of skewness by t where the calibration table says less than 93 %, and by adjusted-t never", () => {
    const has = (counts: Record<number, number>, method: RatingMeanMethod) =>
      meanOf(tallyFromCounts(counts, { scale: five }), 0.95, method).mean.caveats.some(
        (c) => c.code === "skewed-answers",
      );
    // the shape mostly-fives: 92.4 % at n = 50, 93.7 % at n = 100; j-shaped: 90.5 % at 10, 93.1 % at 20
    const mostlyFives = (n: number) => ({ 1: 0.05 * n, 2: 0.03 * n, 3: 0.04 * n, 4: 0.08 * n, 5: 0.8 * n });
    const rounded = (n: number) =>
      Object.fromEntries(Object.entries(mostlyFives(n)).map(([rating, count]) => [rating, Math.round(count)]));
    expect([has(rounded(50), "t"), has(mostlyFives(100), "t")]).toEqual([true, false]);
    expect([has({ 1: 2, 3: 1, 4: 1, 5: 6 }, "t"), has({ 1: 3, 2: 1, 3: 1, 4: 3, 5: 12 }, "t")]).toEqual([true, false]);
    expect(has(rounded(50), "adjusted-t")).toBe(false);
    // at the other end of the scale, too
    expect(has({ 1: 40, 2: 4, 3: 2, 4: 2, 5: 2 }, "t")).toBe(true);
  });

  it("counts weighted answers as Kish does when it warns of skewness", () => {
    // 5 of 20 at the top: 1.155 is below 0.3 sqrt(20) = 1.342; where one of the others weighs 5, n is 24^2 / 44 = 13.1,
    // and 5 of 24 have a skewness of 1.436
    const answers = Array.from({ length: 20 }, (_, i) => (i < 5 ? 5 : 1));
    const codes = (weights: number[]) =>
      ratingMean("f", "tally", tally(answers, { scale: five, weights }), 0.95, "t").mean.caveats.map(
        ({ code }) => code,
      );
    expect(codes(answers.map(() => 2))).not.toContain("skewed-answers");
    expect(codes(answers.map((_, i) => (i === 19 ? 5 : 1)))).toContain("skewed-answers");
  });
});
