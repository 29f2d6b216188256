import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kaplanMeier } from "../../../src/statistics/estimates/kaplan-meier";
import type { KaplanMeierResult } from "../../../src/statistics/estimates/kaplan-meier-result";
import { SURVIVAL_METHODS } from "../../../src/statistics/estimates/survival-curve";
import { agree, expectPlain } from "../../assertions";

const subject = fc.record({ time: fc.integer({ min: 0, max: 12 }), seen: fc.boolean() });
const subjects = fc.array(subject, { minLength: 1, maxLength: 40 });
const methods = fc.constantFrom(...SURVIVAL_METHODS);
const levels = fc.double({ min: 0.5, max: 0.999, noNaN: true });
const TIMES = [0, 0.5, 3, 6, 12];

type Subjects = readonly { readonly time: number; readonly seen: boolean }[];
const curveOf = (list: Subjects, options: Omit<Parameters<typeof kaplanMeier>[1] & object, "observed"> = {}) =>
  kaplanMeier(
    list.map(({ time }) => time),
    { observed: list.map(({ seen }) => seen), times: TIMES, horizon: 6, ...options },
  );
const survivalOf = ({ steps }: KaplanMeierResult) => steps.map(({ survival }) => survival);

describe("kaplanMeier()", () => {
  it("never rises, stays in [0, 1], and has plain results and ends around the estimate", () => {
    fc.assert(
      fc.property(subjects, methods, levels, (list, method, confidenceLevel) => {
        const result = curveOf(list, { method, confidenceLevel });
        expectPlain(result);
        let before = 1;
        for (const { survival, interval, standardError } of [...result.steps]) {
          expect(survival).toBeLessThanOrEqual(before);
          expect(standardError).toBeGreaterThanOrEqual(0);
          before = survival;
          if (interval === null) continue;
          expect(interval.lower).toBeGreaterThanOrEqual(0);
          expect(interval.lower).toBeLessThanOrEqual(survival);
          expect(interval.upper).toBeGreaterThanOrEqual(survival);
          expect(interval.upper).toBeLessThanOrEqual(1);
        }
        expect(before).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("takes everybody out of the risk once, by an event or by being censored", () => {
    fc.assert(
      fc.property(subjects, (list) => {
        const { steps, n, events, censored } = curveOf(list);
        expect([n, events, censored]).toEqual([
          list.length,
          list.filter(({ seen }) => seen).length,
          list.filter(({ seen }) => !seen).length,
        ]);
        for (const { time, atRisk } of steps) {
          expect(atRisk).toBe(list.filter((each) => each.time >= time).length);
        }
      }),
    );
  });

  it("gives the mass of who is censored to those who were followed longer, to everybody alike", () => {
    // Efron's redistribution to the right: another construction of the same estimate
    fc.assert(
      fc.property(subjects, (list) => {
        const sorted = [...list].sort((a, b) => a.time - b.time || Number(b.seen) - Number(a.seen));
        const mass = sorted.map(() => 1 / sorted.length);
        for (const [i, { seen }] of sorted.entries()) {
          if (seen || i === sorted.length - 1) continue;
          for (let j = i + 1; j < sorted.length; j++) mass[j]! += mass[i]! / (sorted.length - 1 - i);
          mass[i] = 0;
        }
        for (const { time, survival } of curveOf(list).steps) {
          const left = sorted.reduce((sum, each, i) => (each.time > time || !each.seen ? sum + mass[i]! : sum), 0);
          expect(Math.abs(survival - left)).toBeLessThan(1e-12);
        }
      }),
    );
  });

  it("does not mind the order, nor pairs that miss a value, and changes no argument", () => {
    fc.assert(
      fc.property(subjects, (list) => {
        const expected = curveOf(list);
        expect(curveOf([...list].reverse())).toEqual(expected);
        const durations = Object.freeze([null, ...list.map(({ time }) => time), 3]);
        const observed = Object.freeze([true, ...list.map(({ seen }) => seen), null]);
        expect(kaplanMeier(durations, { observed, times: TIMES, horizon: 6 })).toEqual({
          ...expected,
          nMissing: 2,
          restrictedMean: expected.restrictedMean && { ...expected.restrictedMean, nMissing: 2 },
        });
      }),
    );
  });

  it("keeps the curve and halves its error where everybody comes four times", () => {
    fc.assert(
      fc.property(subjects, (list) => {
        const [one, four] = [curveOf(list), curveOf([...list, ...list, ...list, ...list])];
        for (const [i, step] of one.steps.entries()) {
          agree(four.steps[i]?.survival, step.survival, 1e-12);
          agree(four.steps[i]?.standardError, step.standardError / 2, 1e-12);
        }
        expect(four.median.estimate).toBe(one.median.estimate);
        if (one.restrictedMean !== null) agree(four.restrictedMean?.estimate, one.restrictedMean.estimate, 1e-12);
      }),
    );
  });

  it("follows the unit of time", () => {
    fc.assert(
      fc.property(subjects, fc.constantFrom(0.5, 8, 2 ** -20), (list, unit) => {
        const one = curveOf(list);
        const scaled = curveOf(
          list.map(({ time, seen }) => ({ time: time * unit, seen })),
          { times: TIMES.map((time) => time * unit), horizon: 6 * unit },
        );
        expect(survivalOf(scaled)).toEqual(survivalOf(one));
        expect(scaled.readings.map(({ survival }) => survival)).toEqual(one.readings.map(({ survival }) => survival));
        const { estimate } = one.median;
        expect(scaled.median.estimate).toBe(estimate === null ? null : estimate * unit);
        const mean = one.restrictedMean?.estimate;
        if (mean !== undefined) agree(scaled.restrictedMean?.estimate, mean * unit, 1e-14);
      }),
    );
  });

  it("reads the curve where its last step not after the time left it", () => {
    fc.assert(
      fc.property(subjects, methods, (list, method) => {
        const { steps, readings } = curveOf(list, { method });
        for (const { time, survival, standardError, atRisk } of readings) {
          const last = steps.filter((step) => step.time <= time).at(-1);
          expect(atRisk).toBe(list.filter((each) => each.time >= time).length);
          const known = atRisk > 0 || last?.survival === 0;
          expect(survival).toBe(known ? (last?.survival ?? 1) : null);
          expect(standardError).toBe(known ? (last?.standardError ?? 0) : null);
        }
      }),
    );
  });

  it("is wider at a higher level", () => {
    fc.assert(
      fc.property(subjects, methods, levels, (list, method, level) => {
        const [narrow, wide] = [level, (1 + level) / 2].map((confidenceLevel) =>
          curveOf(list, { method, confidenceLevel }),
        );
        for (const [i, step] of narrow!.steps.entries()) {
          const { interval } = wide!.steps[i]!;
          if (step.interval === null) expect(interval).toBeNull();
          else {
            expect(interval!.lower).toBeLessThanOrEqual(step.interval.lower);
            expect(interval!.upper).toBeGreaterThanOrEqual(step.interval.upper);
          }
        }
      }),
    );
  });
});
