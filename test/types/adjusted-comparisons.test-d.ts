import { compareMeansClustered, compareRatiosOfMeans, crossProducts, cuped, cupedFromCrossProducts } from "cx-metrics";
import { describe, expectTypeOf, test } from "vitest";

const arm = { outcome: [1, 2, 3, 4, 5], covariates: { before: [1, 2, 3, 4, 6], age: [3, 1, 2, 2, 4] } };
const summary = crossProducts({ orders: [1, 2, 3, 4], before: [1, 2, 3, 5] });

describe("comparisons of means with more than one column", () => {
  test("cuped() knows its covariates by name, and wants the same in both arms", () => {
    expectTypeOf(cuped(arm, arm).covariates[0]!.name).toEqualTypeOf<"before" | "age">();
    // @ts-expect-error another covariate
    cuped(arm, { outcome: [1], covariates: { after: [1] } });
    // @ts-expect-error no covariates
    cuped({ outcome: [1] }, arm);
  });

  test("cupedFromCrossProducts() takes the summary's columns", () => {
    const result = cupedFromCrossProducts(summary, summary, { outcome: "orders" });
    expectTypeOf(result.covariates[0]!.name).toEqualTypeOf<"orders" | "before">();
    // @ts-expect-error no such column
    cupedFromCrossProducts(summary, summary, { outcome: "revenue" });
  });

  test("there is no effect size, and there may be no ratio", () => {
    const ratios = compareRatiosOfMeans(summary, summary);
    expectTypeOf(ratios.effectSize).toEqualTypeOf<null>();
    expectTypeOf(ratios.ratio).extract<null>().toEqualTypeOf<null>();
    expectTypeOf(ratios.control.denominator).toEqualTypeOf<number>();
    const clustered = compareMeansClustered({ values: [1], clusters: ["a"] }, { values: [1], clusters: [2] });
    expectTypeOf(clustered.control.designEffect).toEqualTypeOf<number | null>();
  });
});
