import { describe, expect, it, test } from "vitest";
import { eventTable, readDurations } from "../../../src/statistics/estimates/event-table";
import { type KaplanMeierOptions, kaplanMeier } from "../../../src/statistics/estimates/kaplan-meier";
import type { SurvivalAt } from "../../../src/statistics/estimates/kaplan-meier-result";
import { proportion } from "../../../src/statistics/estimates/proportion";
import { type SurvivalMethod, survivalCurve, timeAtShare } from "../../../src/statistics/estimates/survival-curve";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import fromR from "../../golden/kaplan-meier.json" with { type: "json" };

type Numbers = readonly (number | null)[];

/** Expects the same numbers, and `null` in the same places. */
function agreeAll(actual: Numbers, expected: Numbers, tolerance: number) {
  expect(actual.map((value) => value === null)).toEqual(expected.map((value) => value === null));
  for (const [i, value] of expected.entries()) if (value !== null) agree(actual[i], value, tolerance);
}

function agreeCurve(
  curve: readonly Pick<SurvivalAt, "survival" | "standardError" | "interval">[],
  expected: Record<"survival" | "standardError" | "lower" | "upper", Numbers>,
) {
  for (const column of ["survival", "standardError"] as const) {
    agreeAll(
      curve.map((row) => row[column]),
      expected[column],
      1e-12,
    );
  }
  for (const end of ["lower", "upper"] as const) {
    agreeAll(
      curve.map(({ interval }) => interval?.[end] ?? null),
      expected[end],
      1e-12,
    );
  }
}

describe("kaplanMeier() against R's survfit (1e-12)", () => {
  it.each(fromR.cases)("$id, $method at $level", (expected) => {
    const { durations, observed, level } = expected;
    const method = expected.method as SurvivalMethod;
    const asked = Array.isArray(expected.readings) ? null : expected.readings;
    const result = kaplanMeier(durations, {
      observed,
      method,
      confidenceLevel: level,
      times: asked?.times,
      horizon: expected.mean?.horizon,
    });
    expectPlain(result);
    const { steps, readings, median, restrictedMean } = result;
    expect(steps.map(({ time }) => time)).toEqual(expected.time);
    expect(steps.map(({ atRisk }) => atRisk)).toEqual(expected.atRisk);
    expect(steps.map(({ events }) => events)).toEqual(expected.events);
    expect(steps.map(({ censored }) => censored)).toEqual(expected.censored);
    agreeCurve(steps, expected);
    expect([median.estimate, median.interval.lower, median.interval.upper]).toEqual(expected.median);
    if (asked !== null) {
      expect(readings.map(({ time }) => time)).toEqual(asked.times);
      expect(readings.map(({ atRisk }) => atRisk)).toEqual(asked.atRisk);
      agreeCurve(readings, asked);
    }
    const { nMissing: _, ...read } = readDurations("fn", durations, observed);
    const { times, points } = survivalCurve(eventTable(read));
    for (const [i, share] of expected.shares.entries()) {
      const survival = points.map((point) => point.survival);
      expect(timeAtShare(times, survival, 1 - share)).toEqual(expected.quantiles[i]);
    }
    if (restrictedMean !== null) {
      agree(restrictedMean.estimate, expected.mean!.estimate, 1e-12);
      agree(restrictedMean.standardError, expected.mean!.standardError, 1e-12);
    }
  });
});

describe("kaplanMeier() of durations that all end with the event", () => {
  const durations = [9, 4, 6, 4, 1, 7, 8];

  it("is the share of durations above the time, with the error and Wilson's interval of a share", () => {
    const { readings } = kaplanMeier(durations, { times: [0, 1, 4.5, 8, 9, 100] });
    for (const { time, survival, standardError, interval } of readings) {
      const share = proportion(durations.filter((duration) => duration > time).length, 7);
      expect(survival).toBe(share.estimate);
      agree(standardError, share.standardError!, 1e-15);
      agree(interval?.lower, share.interval.lower, 1e-14);
      agree(interval?.upper, share.interval.upper, 1e-14);
    }
  });

  it("has the mean as restricted mean up to the longest duration, with the error of divisor n", () => {
    const { restrictedMean } = kaplanMeier(durations, { horizon: 9 });
    agree(restrictedMean?.estimate, 39 / 7, 1e-14);
    const squares = durations.reduce((sum, duration) => sum + (duration - 39 / 7) ** 2, 0);
    agree(restrictedMean?.standardError, Math.sqrt(squares) / 7, 1e-14);
  });

  it("takes events for observed where nothing is said", () => {
    expect(kaplanMeier(durations)).toEqual(kaplanMeier(durations, { observed: durations.map(() => true) }));
    expect(kaplanMeier(durations)).toMatchObject({ n: 7, events: 7, censored: 0 });
  });
});

describe("kaplanMeier() says what it does not know", () => {
  it("null beyond the longest censored duration, and 0 beyond the longest if that had the event", () => {
    const open = kaplanMeier([1, 2, 3, 4, 5, 6], { observed: [1, 1, 1, 1, 1, 0], times: [6, 6.5], horizon: 6.5 });
    expect(open.readings[1]).toEqual({ time: 6.5, atRisk: 0, survival: null, standardError: null, interval: null });
    expect(open.restrictedMean).toBeNull();
    expect(open.caveats).toEqual([
      { code: "unbounded-interval", path: "median" },
      { code: "beyond-observation", path: "readings.1" },
      { code: "beyond-observation", path: "restrictedMean" },
    ]);
    const closed = kaplanMeier([1, 2, 3, 4, 5, 6], { times: [6, 60], horizon: 60 });
    expect(closed.readings[1]).toMatchObject({ atRisk: 0, survival: 0, standardError: 0 });
    agree(closed.restrictedMean?.estimate, 3.5, 1e-15);
    expect(closed.caveats).toEqual([]);
  });

  it("no median where fewer than half had the event", () => {
    const { median, caveats } = kaplanMeier([1, 2, 3, 4, 5], { observed: [1, 1, 0, 0, 0] });
    expect(median.estimate).toBeNull();
    expect(caveats).toEqual([{ code: "median-not-reached", path: "median" }]);
  });

  it("no interval by R's methods where all or none survive", () => {
    for (const method of ["log-log", "log", "plain"] as const) {
      const { steps, caveats } = kaplanMeier([1, 2, 3], { observed: [0, 1, 1], method });
      expect(steps.map(({ interval }) => interval === null)).toEqual([true, false, true]);
      expect(steps.map(({ standardError }) => standardError === 0)).toEqual([true, false, true]);
      expect(caveats).toContainEqual({ code: "no-interval", path: "steps" });
    }
  });

  it("few, counting those who had the event in time among the followed", () => {
    const times = [3];
    const caveats = (durations: number[], observed: number[]) => kaplanMeier(durations, { observed, times }).caveats;
    const few = { code: "few-followed", path: "readings.0" };
    // one is at risk in both, of six and of about two who were followed so long
    expect(caveats([1, 1, 2, 2, 2, 4], [1, 1, 1, 1, 1, 1])).not.toContainEqual(few);
    expect(caveats([1, 1, 2, 2, 2, 4], [1, 0, 0, 0, 1, 1])).toContainEqual(few);
    // five are not few, four are
    expect(caveats([1, 1, 2, 2, 4], [1, 1, 1, 1, 1])).not.toContainEqual(few);
    expect(caveats([1, 1, 2, 4], [1, 1, 1, 1])).toContainEqual(few);
    // nobody is at risk any more
    expect(caveats([1, 1, 2, 2, 2, 2], [1, 1, 1, 1, 1, 1])).not.toContainEqual(few);
    expect(caveats([1, 1, 1, 1, 1, 2], [0, 0, 0, 0, 0, 1])).toContainEqual(few);
  });

  it("no error of a restricted mean to which nothing has happened", () => {
    const { restrictedMean } = kaplanMeier([5, 6], { observed: [false, false], horizon: 4 });
    expect(restrictedMean).toMatchObject({
      estimate: 4,
      standardError: 0,
      interval: null,
      caveats: [{ code: "no-interval", path: null }],
    });
  });
});

describe("kaplanMeier() does not let rounding show", () => {
  it("an estimate beside its interval at a level near 0", () => {
    for (const method of ["wilson", "log-log", "log", "plain"] as const) {
      for (const early of [1, 5]) {
        const durations = [1, 1, 1, 1, 1, 1].map((time, i) => (i < early ? time : 2));
        const [step] = kaplanMeier(durations, { method, confidenceLevel: 1e-300 }).steps;
        expect(step!.interval!.lower).toBeLessThanOrEqual(step!.survival);
        expect(step!.interval!.upper).toBeGreaterThanOrEqual(step!.survival);
      }
    }
  });

  it("a restricted mean beyond the horizon, and an interval beyond 0 and the horizon", () => {
    const nobody = kaplanMeier([5, 9, 1, 3, 7, 2, 9], { observed: [0, 0, 0, 0, 0, 0, 0], horizon: 9 });
    expect(nobody.restrictedMean?.estimate).toBe(9);
    const low = kaplanMeier([1, 64, 729], { horizon: 729 }).restrictedMean;
    expect(low?.interval?.lower).toBe(0);
    const high = kaplanMeier([1, 2, 3], { observed: [0, 1, 1], horizon: 3 }).restrictedMean;
    expect(high?.interval?.upper).toBe(3);
  });

  it("a share without the event once all had it", () => {
    const observed = Float64Array.of(1, 4, 6, 7);
    const { points } = survivalCurve(eventTable({ observed, censored: Float64Array.of(2, 3, 5) }));
    expect(points.at(-1)).toMatchObject({ survival: 0, failure: 1 });
  });

  it("a curve above one half where it is one half", () => {
    expect(timeAtShare([1, 2, 5], [0.75, 0.5000000000000001, 0.25], 0.5)).toBe(3.5);
  });

  it("a time of -0", () => {
    expectPlain(kaplanMeier([-0, 1, 2], { times: [-0] }));
  });
});

test("kaplanMeier() of a single duration says so, of its restricted mean too", () => {
  const single = [{ code: "single-answer", path: null }];
  const { caveats, restrictedMean } = kaplanMeier([3], { horizon: 3 });
  expect(caveats).toEqual(expect.arrayContaining(single));
  expect(restrictedMean?.caveats).toEqual(expect.arrayContaining(single));
});

test("kaplanMeier() leaves out and counts pairs with a missing value, and reads booleans and numbers alike", () => {
  const expected = kaplanMeier([1, 2, 4], { observed: [1, 0, 1] });
  const observed = [true, false, null, true, true];
  expect(kaplanMeier([1, 2, 3, 4, null], { observed })).toEqual({ ...expected, nMissing: 2 });
  expect(kaplanMeier(Float32Array.of(1, 2, 4), { observed: Uint8Array.of(1, 0, 1) })).toEqual(expected);
});

test("kaplanMeier() keeps its digits for times of any size", () => {
  const options = { observed: [1, 1, 0, 1, 1, 0], horizon: 5 };
  const durations = [1, 2, 3, 4, 5, 6];
  const expected = kaplanMeier(durations, options);
  for (const unit of [1e-300, 2 ** -30, 2 ** 40, 1e307]) {
    const scaled = kaplanMeier(
      durations.map((duration) => duration * unit),
      { ...options, horizon: 5 * unit },
    );
    expectPlain(scaled);
    agree(scaled.median.estimate, expected.median.estimate! * unit, 1e-14);
    agree(scaled.restrictedMean?.estimate, expected.restrictedMean!.estimate * unit, 1e-14);
    agree(scaled.restrictedMean?.standardError, expected.restrictedMean!.standardError! * unit, 1e-14);
  }
});

describe("kaplanMeier() rejects", () => {
  const rule = "be a finite number >= 0, null or undefined";
  const mark = "be 0, 1, null or undefined";
  it.each<[string, unknown, KaplanMeierOptions | null, string, string]>([
    ["a negative duration", [1, -1], {}, "durations.1", `${rule}, received -1`],
    ["a duration that is NaN", [Number.NaN], {}, "durations.0", `${rule}, received NaN`],
    ["an infinite duration", [Number.POSITIVE_INFINITY], {}, "durations.0", `${rule}, received Infinity`],
    ["a duration in words, though it has no mark", ["1"], { observed: [null] }, "durations.0", `${rule}, received "1"`],
    ["a mark of 2, though its duration is missing", [null], { observed: [2] }, "observed.0", `${mark}, received 2`],
    ["marks of another length", [1], { observed: [] }, "observed", "have the length of durations (1), received 0"],
    ["a time below 0", [1], { times: [0, -1] }, "times.1", "be a finite number >= 0, received -1"],
    ["a time for times", [1], { times: 3 as never }, "times", "be an array of times, received 3"],
    ["a horizon of 0", [1], { horizon: 0 }, "horizon", "be a finite number above 0, received 0"],
    ["a number for durations", 5, {}, "durations", "be an array, a typed array or an iterable of numbers, received 5"],
    [
      "a level of 95",
      [1],
      { confidenceLevel: 95 },
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 95",
    ],
    [
      "a method that it does not have",
      [1],
      { method: "logit" as never },
      "method",
      'be one of "wilson", "log-log", "log", "plain", received "logit"',
    ],
    ["options that are null", [1], null, "options", "be an object, received null"],
  ])("%s", (_, durations, options, path, message) => {
    expect(errorOf(() => kaplanMeier(durations as number[], options as KaplanMeierOptions))).toEqual(
      invalid("kaplanMeier", path, message),
    );
  });

  it("nothing to estimate from", () => {
    for (const durations of [[], [null], new Float64Array(0)]) {
      expect(errorOf(() => kaplanMeier(durations))).toEqual(
        insufficient("kaplanMeier", "durations", "must hold at least one duration, received none"),
      );
    }
  });
});
