import { describe, expect, it } from "vitest";
import type { LoyaltyLevel } from "../../../../src/metrics/loyalty/curve/levels-and-steps";
import { type LoyaltyCurve, loyaltyCurve } from "../../../../src/metrics/loyalty/curve/loyalty-curve";
import { type WeighedLevels, weighLevels } from "../../../../src/metrics/loyalty/curve/weighed-levels";
import { type InsensitiveZoneOptions, insensitiveZone } from "../../../../src/metrics/loyalty/zone/insensitive-zone";
import { maxMinScore } from "../../../../src/metrics/loyalty/zone/max-t";
import { threeSegmentFits } from "../../../../src/metrics/loyalty/zone/three-segment-fit";
import { absencePValue, flatPValue } from "../../../../src/metrics/loyalty/zone/zone-absence";
import { candidatesOf, steepEnds, zoneFamilies } from "../../../../src/metrics/loyalty/zone/zone-candidates";
import { agree, errorOf, expectPlain, invalid } from "../../../assertions";
import fromR from "../../../golden/insensitive-zone.json" with { type: "json" };
import { readTable } from "../../../golden/read-table";

type Column = (number | null)[];
const { q7all, nps } = readTable("sfo_2017.csv") as { q7all: Column; nps: Column };

/** A curve with these means and variances, on a scale that starts at 0 or 1. */
function curveOf(
  levels: readonly number[],
  means: readonly number[],
  variances: readonly number[],
  n: readonly number[],
) {
  const total = n.reduce((sum, count) => sum + count, 0);
  return {
    ...loyaltyCurve([1, 1], [2, 4]),
    scale: { min: Math.min(1, ...levels), max: Math.max(...levels) },
    n: total,
    levels: levels.map(
      (level, k): LoyaltyLevel => ({
        kind: "loyalty-level",
        unit: "value",
        scale: null,
        level,
        share: n[k]! / total,
        estimate: means[k]!,
        standardError: Math.sqrt(variances[k]!),
        interval: null,
        n: n[k]!,
        nMissing: 0,
        standardDeviation: Math.sqrt(variances[k]! * n[k]!),
        variance: variances[k]!,
        caveats: [],
      }),
    ),
  } satisfies LoyaltyCurve;
}

/** Answers at levels 1 to K with the given means and a spread of `spread` around each. */
function answersOf(means: readonly number[], each: number, spread = 1) {
  const satisfaction = Array.from({ length: each * means.length }, (_, i) => 1 + (i % means.length));
  const loyalty = satisfaction.map((level, i) => means[level - 1]! + spread * ((Math.floor(i / means.length) % 5) - 2));
  return [satisfaction, loyalty] as const;
}

function zoneOf(means: readonly number[], each: number, options: InsensitiveZoneOptions = {}, spread = 1) {
  const [satisfaction, loyalty] = answersOf(means, each, spread);
  const curve = loyaltyCurve(satisfaction, loyalty, { scale: { min: 1, max: means.length } });
  return insensitiveZone(curve, { draws: 2000, ...options });
}

/** Four standard errors of a simulated probability, and what R's integration leaves open. */
function expectNear(pValue: number | null, expected: number, draws: number) {
  const allowed = 4 * Math.sqrt((expected * (1 - expected)) / draws) + 1 / draws + 2e-4;
  expect(Math.abs(pValue! - expected)).toBeLessThan(allowed);
}

describe("insensitiveZone() against R (insensitive-zone.R): lm, mvtnorm::pmvnorm", () => {
  const cases = fromR.cases.map((r) => {
    const curve = curveOf(r.levels, r.means, r.variances, r.n);
    const weighed = weighLevels("insensitiveZone", curve.levels) as WeighedLevels;
    const options = { confidenceLevel: r.confidenceLevel, ...(r.margin === null ? {} : { margin: r.margin }) };
    return { ...r, curve, weighed, options };
  });

  it.each(cases)("$id: slopes, scores and fits of every candidate", ({ weighed, candidates, statistic }) => {
    const found = candidatesOf(weighed);
    const [left, right] = steepEnds(found);
    const gains = threeSegmentFits(weighed, found)(weighed.means);
    expect(found.map(({ from, to }) => [weighed.positions[from], weighed.positions[to]])).toEqual(
      candidates.map(({ from, to }) => [from, to]),
    );
    const slopeOf = ({ weights }: { weights: Float64Array }) =>
      weighed.unit * weights.reduce((sum, weight, k) => sum + weight * weighed.means[k]!, 0);
    candidates.forEach((r, i) => {
      // relative to slopes of about 1, since some are 0
      for (const part of ["left", "inner", "right"] as const) agree(1 + slopeOf(found[i]![part]), 1 + r[part], 1e-12);
      agree(1 + maxMinScore(weighed, [[left[i]!]]).score, 1 + r.scoreLeft, 1e-10);
      agree(1 + maxMinScore(weighed, [[right[i]!]]).score, 1 + r.scoreRight, 1e-10);
      expect(gains[i] !== null).toBe(r.hasZone);
      if (gains[i] !== null) agree(gains[i], r.gain, 1e-10);
    });
    agree(maxMinScore(weighed, zoneFamilies(found)).score, statistic, 1e-10);
  });

  it.each(cases)("$id: p-values, overall slope and margin", ({ curve, weighed, options, ...r }) => {
    const result = insensitiveZone(curve, options);
    expectNear(result.pShape, r.pShape, result.draws);
    agree(result.pAbsence, r.pAbsence, 1e-10);
    const { overallSlope, margin } = result;
    agree(overallSlope?.estimate, r.overall.estimate, 1e-12);
    agree(overallSlope?.standardError, r.overall.standardError, 1e-12);
    agree(overallSlope!.interval.upper - overallSlope!.estimate, r.overall.half, 1e-12);
    agree(margin?.estimate, r.margin ?? Math.abs(r.overall.estimate) / 2, 1e-12);
    if (r.margin === null) return;
    const contrast = { weights: new Float64Array(r.n.length), constant: r.margin / weighed.unit };
    agree(absencePValue(weighed, candidatesOf(weighed), contrast), r.pAbsence, 1e-10);
    agree(flatPValue(weighed, contrast), r.pFlatEverywhere, 1e-10);
  });

  it.each(cases.filter(({ id }) => /steep|gap|inverse|four/.test(id)))(
    "$id: the zone, whether it is flat, and its slopes and gains with intervals",
    ({ curve, options, zone }) => {
      const result = insensitiveZone(curve, { ...options, draws: 40_000 });
      expect([result.status, result.from, result.to]).toEqual(["zone", zone!.from, zone!.to]);
      expectNear(result.pFlat, zone!.pFlat, result.draws);
      expect(result.flat).toBe(zone!.pFlat <= 1 - result.confidenceLevel ? "shown" : "not-shown");
      const parts = [
        [result.leftSlope, zone!.left],
        [result.innerSlope, zone!.inner],
        [result.rightSlope, zone!.right],
        [result.gainInside, zone!.gainInside],
        [result.gainToTop, zone!.gainToTop],
      ] as const;
      for (const [ours, r] of parts) {
        agree(1 + ours!.estimate, 1 + r.estimate, 1e-12);
        agree(ours?.standardError, r.standardError, 1e-12);
        const half = (ours!.interval.upper - ours!.interval.lower) / 2;
        // the quantile of 40,000 draws
        if (r.half !== null) agree(half, r.half, 0.02);
      }
    },
  );

  it("is no zone on the airport survey, where loyalty rises less and less", () => {
    const result = insensitiveZone(loyaltyCurve(q7all, nps));
    expect(result).toMatchObject({ status: "no-zone", reason: "no-steeper-ends", n: 2625, nMissing: 206, leftOut: [] });
    agree(result.pAbsence, fromR.cases[0]!.pAbsence, 1e-8);
  });
});

describe("insensitiveZone() names its status and the reason", () => {
  it("a zone that is flat, and one that is only flatter than its ends", () => {
    const flat = zoneOf([2, 5, 5, 5, 9], 40);
    expect(flat).toMatchObject({ status: "zone", reason: "steeper-ends", from: 2, to: 4, flat: "shown" });
    expect(flat.alternatives).toEqual([]);
    expect(flat.membership?.map(({ probability }) => Math.round(probability))).toEqual([0, 1, 1, 1, 0]);
    const flatter = zoneOf([1, 4, 5.5, 7, 10], 200);
    expect(flatter).toMatchObject({ status: "zone", from: 2, to: 4, flat: "not-shown" });
    agree(flatter.innerSlope?.estimate, 1.5, 1e-12);
  });

  it("no zone: loyalty that falls", () => {
    // steep, flat and steep, but down
    expect(zoneOf([9, 6, 6, 6, 2], 40)).toMatchObject({ status: "no-zone", reason: "falling", from: null });
  });

  it("no zone where loyalty only falls faster in the middle than at an end that falls too", () => {
    // -1 below, -4 inside: the test of the difference of slopes alone found a zone from 2 to 3
    const falling = zoneOf([6, 5, 1, 3, 12], 100);
    expect(falling.overallSlope?.estimate).toBeGreaterThan(0);
    expect([falling.status, falling.from]).toEqual(["undetermined", null]);
    expect(zoneOf([0, 9, 11, 7, 6], 100, {}, 0.5)).toMatchObject({ status: "undetermined", from: null });
    // a middle that falls between ends that rise is a zone, which is not flat
    expect(zoneOf([1, 5, 4, 3, 8], 100)).toMatchObject({ status: "zone", from: 2, to: 4, flat: "not-shown" });
  });

  it("no zone: a straight, a convex and a concave curve", () => {
    for (const means of [
      [1, 3, 5, 7, 9],
      [1, 2.4, 4.2, 6.4, 9],
      [1, 3.6, 5.8, 7.6, 9],
    ]) {
      expect(zoneOf(means, 100)).toMatchObject({ status: "no-zone", reason: "no-steeper-ends", flat: null });
    }
  });

  it("no zone: a curve that is flat up to the top, from the bottom, or at both ends", () => {
    expect(zoneOf([2, 5, 8, 8, 8, 8], 400)).toMatchObject({ status: "no-zone", reason: "saturation" });
    expect(zoneOf([2, 2, 2, 2, 5, 8], 400)).toMatchObject({ status: "no-zone", reason: "threshold" });
    expect(zoneOf([2, 2, 2, 8, 8, 8], 400, {}, 0.5)).toMatchObject({ status: "no-zone", reason: "s-shaped" });
  });

  it("no zone: a curve that is flat everywhere by a margin, but not by default", () => {
    const means = [5, 5.02, 4.99, 5.01, 5];
    expect(zoneOf(means, 200, { margin: 0.5 })).toMatchObject({
      status: "no-zone",
      reason: "flat-everywhere",
      margin: { estimate: 0.5, source: "given" },
    });
    expect(zoneOf(means, 200)).toMatchObject({ status: "undetermined", reason: "no-overall-slope" });
  });

  it("no zone: customers who are all equally loyal, with a warning", () => {
    for (const outcome of ["numeric", "binary"] as const) {
      const [satisfaction] = answersOf([1, 1, 1, 1], 6);
      const curve = loyaltyCurve(satisfaction, new Array(24).fill(1), { scale: { min: 1, max: 4 }, outcome });
      const result = insensitiveZone(curve);
      expect(result).toMatchObject({ status: "no-zone", reason: "flat-everywhere", pShape: null, margin: null });
      expect(result.caveats).toEqual([{ code: "all-answers-equal", path: null }]);
    }
  });

  it("undetermined where neither is shown", () => {
    expect(zoneOf([2, 3.5, 4, 4.5, 6], 20, {}, 2)).toMatchObject({ status: "undetermined", reason: "weak-evidence" });
  });

  it("not estimable with fewer than four levels of five answers, or without any spread", () => {
    expect(zoneOf([1, 5, 9], 100)).toMatchObject({ status: "not-estimable", reason: "few-levels", overallSlope: null });
    const [satisfaction, loyalty] = answersOf([1, 5, 5, 9], 10, 0);
    const curve = loyaltyCurve(satisfaction, loyalty, { scale: { min: 1, max: 4 } });
    expect(insensitiveZone(curve)).toMatchObject({ status: "not-estimable", reason: "no-spread" });
    // one customer at a level
    const [sparse, loyal] = [
      [...satisfaction, 5],
      [...loyalty, 2],
    ];
    const left = insensitiveZone(loyaltyCurve(sparse, loyal));
    expect(left).toMatchObject({ leftOut: [{ level: 5, n: 1 }], n: 40 });
    expect(left.caveats).toContainEqual({ code: "sparse-levels", path: null });
  });
});

describe("insensitiveZone()", () => {
  it("keeps the true distance across a level without an answer", () => {
    const [satisfaction, loyalty] = answersOf([2, 5, 5, 5, 8], 40);
    const spread = satisfaction.map((level) => (level >= 4 ? level + 2 : level));
    const result = insensitiveZone(loyaltyCurve(spread, loyalty, { scale: { min: 1, max: 7 } }));
    expect(result).toMatchObject({ status: "zone", from: 2, to: 6 });
    agree(result.rightSlope?.estimate, 3, 1e-12);
    expect(result.caveats).toContainEqual({ code: "empty-levels", path: null });
  });

  it("gives the same p-values for a seed, and others of the same size for another", () => {
    const one = zoneOf([2, 3.8, 4.3, 4.8, 6.6], 30, { seed: 5 });
    expect(zoneOf([2, 3.8, 4.3, 4.8, 6.6], 30, { seed: 5 })).toEqual(one);
    const other = zoneOf([2, 3.8, 4.3, 4.8, 6.6], 30, { seed: 6 });
    expect(other.pShape).not.toBe(one.pShape);
    expectNear(other.pShape, one.pShape!, 1000);
  });

  it("never has a p-value below one in draws + 1, and says when no draw can be that rare", () => {
    const result = zoneOf([0, 50, 50, 50, 100], 100, { draws: 100, confidenceLevel: 0.999 });
    agree(result.pShape, 1 / 101, 1e-15);
    expect(result.status).not.toBe("zone");
    expect(result.caveats).toContainEqual({ code: "too-few-draws", path: null });
  });

  it("takes binary loyalty, and answers with weights", () => {
    const satisfaction = Array.from({ length: 2000 }, (_, i) => 1 + (i % 5));
    const bought = satisfaction.map((level, i) =>
      Number((i / 5) % 1 < 1 && Math.floor(i / 5) % 10 < [1, 5, 5, 5, 9][level - 1]!),
    );
    const binary = insensitiveZone(loyaltyCurve(satisfaction, bought, { outcome: "binary" }));
    expect(binary).toMatchObject({ status: "zone", unit: "share", from: 2, to: 4, flat: "shown" });
    agree(binary.gainToTop?.estimate, 0.4, 1e-12);
    const [x, y] = answersOf([2, 5, 5, 5, 9], 40);
    const weights = x.map((_, i) => 1 + (i % 3));
    expect(insensitiveZone(loyaltyCurve(x, y, { weights }))).toMatchObject({ status: "zone", from: 2, to: 4 });
  });

  it("is plain, also where loyalty is huge, tiny or far from 0", () => {
    for (const factor of [1e140, 1e-140, 1]) {
      for (const offset of [0, 1e9]) {
        const [satisfaction, loyalty] = answersOf([2, 5, 5, 5, 9], 20);
        const curve = loyaltyCurve(
          satisfaction,
          loyalty.map((value) => factor * (value + offset)),
        );
        const result = insensitiveZone(curve, { draws: 500 });
        expectPlain(result);
        if (factor === 1) expect(result).toMatchObject({ status: "zone", from: 2, to: 4 });
        expectPlain(insensitiveZone(curve, { draws: 500, margin: 1e-300 }));
        expectPlain(insensitiveZone(curve, { draws: 500, margin: 1e300 }));
      }
    }
  });

  it("takes the margin that the curve was given, unless it has one of its own", () => {
    const [satisfaction, loyalty] = answersOf([1, 4, 4.1, 4.2, 8], 100, 1);
    const curve = loyaltyCurve(satisfaction, loyalty, { margin: 0.3 });
    expect(insensitiveZone(curve, { draws: 500 })).toEqual(
      insensitiveZone(loyaltyCurve(satisfaction, loyalty), { draws: 500, margin: 0.3 }),
    );
    expect(insensitiveZone(curve, { draws: 500, margin: 0.7 }).margin).toEqual({ estimate: 0.7, source: "given" });
  });

  it("rejects what is no sound curve, naming the part", () => {
    const fn = "insensitiveZone";
    const curve = curveOf([1, 2, 3, 4], [1, 4, 4, 7], [0.1, 0.1, 0.1, 0.1], [9, 9, 9, 9]);
    const broken = (change: object) => errorOf(() => insensitiveZone({ ...curve, ...change } as LoyaltyCurve));
    const level = (change: object) =>
      broken({ levels: [{ ...curve.levels[0]!, ...change }, ...curve.levels.slice(1)] });
    expect(broken({ kind: "curve" })).toEqual(
      invalid(fn, "curve", "be a curve, as loyaltyCurve() makes them, received an object (Object)"),
    );
    expect(broken({ levels: [] })?.path).toBe("curve.levels");
    expect(broken({ n: 35 })).toEqual(invalid(fn, "curve.n", "be the customers at all levels (36), received 35"));
    expect(broken({ levels: [...curve.levels].reverse() })?.path).toBe("curve.levels.1.level");
    expect(broken({ weighted: undefined })?.path).toBe("curve.weighted");
    expect(broken({ margin: undefined })?.path).toBe("curve.margin");
    expect(broken({ margin: { estimate: -1, source: "given" } })?.path).toBe("curve.margin.estimate");
    expect(broken({ margin: { estimate: 0, source: "given" } })?.path).toBe("margin");
    expect(broken({ margin: { estimate: 1, source: "guessed" } })?.path).toBe("curve.margin.source");
    expect(level({ variance: -1 })?.path).toBe("curve.levels.0.variance");
    expect(level({ variance: undefined })?.path).toBe("curve.levels.0.variance");
    expect(level({ estimate: Number.NaN })?.path).toBe("curve.levels.0.estimate");
    expect(level({ level: 1.5 })?.path).toBe("curve.levels.0.level");
    expect(level({ unit: "share" })?.path).toBe("curve.levels.0.unit");
    expect(level({ share: 0.9 })?.path).toBe("curve.levels");
    expect(level({ n: 0 })?.path).toBe("curve.levels.0.n");
  });

  it("rejects a margin that is not above 0, and more levels than it can compare", () => {
    const fn = "insensitiveZone";
    const curve = loyaltyCurve(...answersOf([1, 4, 4, 7], 9), { scale: { min: 1, max: 4 } });
    expect(errorOf(() => insensitiveZone(curve, { margin: 0 }))).toEqual(
      invalid(fn, "margin", "be above 0, received 0"),
    );
    const many = Array.from({ length: 26 }, (_, k) => k);
    const wide = curveOf(
      many,
      many,
      many.map(() => 1),
      many.map(() => 9),
    );
    expect(errorOf(() => insensitiveZone(wide))).toEqual(
      invalid(fn, "curve.levels", "be at most 25 with five answers or more: join neighbouring ones, received 26"),
    );
  });
});
