import { describe, expect, it } from "vitest";
import { momentsOfArm } from "../../../src/statistics/summaries/mean-arm";
import { emptyMoments, moments } from "../../../src/statistics/summaries/moments";

/** What is known of the same numbers, as a database returns them. */
const printed = (n: number | bigint, mean: number | null, standardDeviation: number | null) =>
  momentsOfArm("compareMeans", "control", { n, mean, standardDeviation });

describe("an arm as a database returns it", () => {
  it("counts in bigints", () => {
    expect(printed(3n, 2, 1)).toEqual({ ...moments([1, 2, 3]), sumOfCubes: null });
  });

  it("has no standard deviation of a single number", () => {
    expect(printed(1, 7, null)).toEqual({ ...moments([7]), sumOfCubes: null });
  });

  it("has no mean of no number", () => {
    expect(printed(0n, null, null)).toEqual(emptyMoments(0));
  });

  it.each([
    [
      "a standard deviation of two numbers",
      [2, 7, null],
      "standardDeviation must be a finite number >= 0, received null",
    ],
    ["a mean of one", [1, null, null], "mean must be a finite number, received null"],
    ["a count below 0", [-1n, 0, 0], "n must be an integer >= 0 and at most 2^53 - 1, received -1n"],
  ] as const)("needs %s", (_, [n, mean, deviation], message) => {
    expect(() => printed(n, mean, deviation)).toThrow(`compareMeans: control.${message}`);
  });
});
