import { type ConfidenceInterval, compareRatings, probabilityOfSuperiority } from "cx-metrics";
import { explainComparison, formatResult } from "cx-metrics/report";
import { expectTypeOf, test } from "vitest";

test("a comparison of ratings has no ratio, may have no top box, and its effect may have no interval", () => {
  const result = compareRatings([1, 2], [3, 4]);
  expectTypeOf(result.ratio).toEqualTypeOf<null>();
  expectTypeOf(result.control.interval).toEqualTypeOf<ConfidenceInterval>();
  expectTypeOf(result.effectSize.interval).toEqualTypeOf<ConfidenceInterval | null>();
  expectTypeOf(result.difference.unit).toEqualTypeOf<"rating">();
  // @ts-expect-error there may be no top box
  result.topBox.from;
  formatResult(result);
  formatResult(result.effectSize);
  explainComparison(result);
});

test("the probability of superiority itself always has an interval", () => {
  expectTypeOf(probabilityOfSuperiority([1, 2], [3, 4]).interval).toEqualTypeOf<ConfidenceInterval>();
});

test("ratings are compared by the methods that there are", () => {
  // @ts-expect-error no method of ratings
  compareRatings([1, 2], [3, 4], { method: "welch" });
  // @ts-expect-error weights belong to the tally, and rank tests take none
  compareRatings([1, 2], [3, 4], { weights: [1, 1] });
});
