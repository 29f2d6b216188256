import { expect, test } from "vitest";
import { completeRows } from "../../../src/statistics/summaries/complete-rows";
import { errorOf } from "../../assertions";

test("completeRows() reads any named columns and speaks of them by their paths", () => {
  const named = (ratings: unknown, values: unknown) => [
    { name: "satisfaction", path: "satisfaction", values: ratings },
    { name: "loyalty", path: "loyalty", values },
  ];
  expect(completeRows("fn", named([1, 2, null], [3, undefined, 4]))).toEqual({
    columns: [Float64Array.of(1), Float64Array.of(3)],
    rows: {
      total: 3,
      used: 1,
      missing: [
        { name: "satisfaction", n: 1 },
        { name: "loyalty", n: 1 },
      ],
    },
  });
  expect(errorOf(() => completeRows("fn", named([1], [1, 2])))?.message).toBe(
    "fn: satisfaction must have the length of loyalty (2), received 1",
  );
  expect(errorOf(() => completeRows("fn", named([1], ["2"])))?.path).toBe("loyalty.0");
});
