import { describe, expect, test } from "vitest";
import { at, oneGroup, splitGroups, sumsIn } from "../../../../src/metrics/drivers/logistic/row-groups";

describe("splitGroups()", () => {
  const food = Float64Array.of(3, 5, 3, 0, 5, -0);
  const staff = Float64Array.of(1, 1, 2, 1, 1, 1);

  test("tells rows apart that differ in a column, in the order of their first", () => {
    const { groupOf, firsts } = splitGroups(oneGroup(6), food);
    expect([...groupOf]).toEqual([0, 1, 0, 2, 1, 2]);
    expect([...firsts]).toEqual([0, 1, 3]);
  });

  test("splits groups that there are, and none where the column says nothing new", () => {
    const byFood = splitGroups(oneGroup(6), food);
    const split = splitGroups(byFood, staff);
    expect([...split.groupOf]).toEqual([0, 1, 2, 3, 1, 3]);
    expect([...split.origins]).toEqual([0, 1, 0, 2]);
    expect(splitGroups(byFood, food)).toEqual({ ...byFood, origins: Int32Array.of(0, 1, 2) });
    expect(splitGroups(oneGroup(6), new Float64Array(6))).toEqual(oneGroup(6));
  });

  test("groups no rows", () => {
    expect(splitGroups(oneGroup(0), new Float64Array(0)).firsts).toHaveLength(0);
  });

  test("leaves a column at the first rows, and its sums", () => {
    const groups = splitGroups(oneGroup(6), food);
    expect([...at(groups.firsts, staff)]).toEqual([1, 1, 1]);
    expect([...sumsIn(groups, staff)]).toEqual([3, 2, 2]);
  });
});
