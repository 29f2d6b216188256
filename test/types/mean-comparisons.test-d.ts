import {
  type ArmRatio,
  type ConfidenceInterval,
  compareMeans,
  compareMeansPaired,
  compareMeansPairedFromCrossProducts,
  crossProducts,
  type HedgesG,
  type MarginResult,
  moments,
  type RowUse,
} from "cx-metrics";
import { explainComparison, formatResult } from "cx-metrics/report";
import { expectTypeOf, test } from "vitest";

test("a comparison of means may have no interval, no ratio and no effect size", () => {
  const result = compareMeans([1, 2], moments([3, 4]), { method: "pooled", margin: 1, direction: "lower-is-better" });
  expectTypeOf(result.kind).toEqualTypeOf<"mean-comparison">();
  expectTypeOf(result.difference.unit).toEqualTypeOf<"value">();
  expectTypeOf(result.difference.interval).toEqualTypeOf<ConfidenceInterval | null>();
  expectTypeOf(result.control.standardDeviation).toEqualTypeOf<number | null>();
  expectTypeOf(result.ratio).toEqualTypeOf<ArmRatio | null>();
  expectTypeOf(result.effectSize).toEqualTypeOf<HedgesG | null>();
  expectTypeOf(result.margin).toEqualTypeOf<MarginResult | null>();
  // @ts-expect-error there may be no ratio
  result.ratio.estimate;
  formatResult(result);
  explainComparison(result);
});

test("an arm is values, their moments, or n, mean and standard deviation", () => {
  compareMeans(new Float64Array([1, 2]), { n: 40n, mean: 4.5, standardDeviation: 0.8 });
  // @ts-expect-error the spread is not known
  compareMeans([1, 2], { n: 40, mean: 4.5 });
  // @ts-expect-error pairs have a function of their own
  compareMeans([1, 2], [3, 4], { method: "paired" });
  // @ts-expect-error weights belong to moments
  compareMeans([1, 2], [3, 4], { weights: [1, 1] });
});

test("a comparison of pairs has their correlation, and says who was left out", () => {
  const result = compareMeansPairedFromCrossProducts(crossProducts({ before: [1, 2], after: [3, 4] }));
  expectTypeOf(result).toEqualTypeOf(compareMeansPaired([1, null], [3, 4]));
  expectTypeOf(result.kind).toEqualTypeOf<"paired-mean-comparison">();
  expectTypeOf(result.correlation).toEqualTypeOf<number | null>();
  expectTypeOf(result.rows).toEqualTypeOf<RowUse>();
  expectTypeOf(result.effectSize).toEqualTypeOf<HedgesG | null>();
  expectTypeOf(result.ratio).toEqualTypeOf<ArmRatio | null>();
  // @ts-expect-error values of pairs are aligned, so a summary of one side is not enough
  compareMeansPaired(moments([1, 2]), [3, 4]);
  // @ts-expect-error there is one test of pairs
  compareMeansPaired([1, 2], [3, 4], { method: "welch" });
  formatResult(result);
  explainComparison(result);
});
