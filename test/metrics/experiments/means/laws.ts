import { expect } from "vitest";
import type { ArmResult } from "../../../../src/metrics/experiments/comparison/comparison";
import type { ValueComparison } from "../../../../src/metrics/experiments/means/compare-joint-means";
import { agree } from "../../../assertions";

// Laws of every comparison of two means by Student's t.

type AnyValueComparison = ValueComparison<string, ArmResult>;

/** Expects no difference to be excluded exactly where p is below 1 - level, and so for both sides of the margin. */
export function expectDual({ difference, test, margin }: AnyValueComparison) {
  const { interval } = difference;
  if (interval === null) {
    expect(test).toMatchObject({ statistic: null, pValue: null, degreesOfFreedom: [] });
    if (margin !== null) {
      expect(margin).toMatchObject({ statement: "undecided", nonInferiority: { pValue: null } });
    }
    return;
  }
  const tail = 1 - interval.level;
  const apart = (p: number | null, limit: number) => Math.abs(p! - limit) > 1e-10;
  if (apart(test.pValue, tail)) expect(test.pValue! < tail).toBe(interval.lower > 0 || interval.upper < 0);
  if (margin === null) return;
  const higher = margin.direction === "higher-is-better";
  const worse = higher ? interval.lower > -margin.margin : interval.upper < margin.margin;
  const within = interval.lower > -margin.margin && interval.upper < margin.margin;
  if (apart(margin.nonInferiority.pValue, tail / 2)) {
    expect(margin.nonInferiority.pValue! < tail / 2).toBe(worse);
  }
  if (apart(margin.equivalence.pValue, tail / 2)) expect(margin.equivalence.pValue! < tail / 2).toBe(within);
}

/** Expects a comparison to be another one with the arms swapped. */
export function expectMirrored(one: AnyValueComparison, other: AnyValueComparison, tolerance: number) {
  const size = Math.abs(one.difference.estimate) + (one.difference.standardError || 1);
  const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * size);
  near(other.difference.estimate, -one.difference.estimate);
  expect(other.difference.interval === null).toBe(one.difference.interval === null);
  if (one.difference.interval !== null && other.difference.interval !== null) {
    near(other.difference.interval.lower, -one.difference.interval.upper);
    near(other.difference.interval.upper, -one.difference.interval.lower);
    expect(Math.abs(other.test.pValue! - one.test.pValue!)).toBeLessThanOrEqual(tolerance * 10);
  }
  if (one.ratio === null || other.ratio === null || one.ratio.estimate === 0) return;
  agree(other.ratio.estimate, 1 / one.ratio.estimate!, tolerance * 10);
  expect(other.ratio.interval?.method).toBe(one.ratio.interval?.method);
  const [a, b] = [one.ratio.interval, other.ratio.interval];
  // where a set of ratios holds 0, the reciprocals are no interval
  if (a?.lower == null || b?.lower == null || a.lower <= 0) return;
  agree(b.lower, 1 / a.upper!, tolerance * 100);
  agree(b.upper, 1 / a.lower, tolerance * 100);
}
