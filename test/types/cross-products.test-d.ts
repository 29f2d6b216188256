import { expectTypeOf, test } from "vitest";
import { linearModelEm } from "../../src/statistics/models/linear-model-em";
import { linearModelFromCrossProducts } from "../../src/statistics/models/linear-model-from-cross-products";
import type { LinearModelResult } from "../../src/statistics/models/linear-model-result";
import { type CrossProducts, crossProducts } from "../../src/statistics/summaries/cross-products";
import { mergeCrossProducts } from "../../src/statistics/summaries/merge-cross-products";

const summary = crossProducts({ food: [1, 2, 3, null], overall: Float32Array.of(4, 2, 5, 1) });

test("cross products know their columns, and a model of them its predictors", () => {
  expectTypeOf(summary).toEqualTypeOf<CrossProducts<"food" | "overall">>();
  expectTypeOf(mergeCrossProducts(summary, summary)).toEqualTypeOf<CrossProducts<"food" | "overall">>();
  const model = linearModelFromCrossProducts(summary, { outcome: "overall" });
  expectTypeOf(model).toEqualTypeOf<LinearModelResult<"food" | "overall">>();
  const parsed = JSON.parse("{}") as CrossProducts;
  expectTypeOf(linearModelFromCrossProducts(parsed, { outcome: "any" })).toEqualTypeOf<LinearModelResult>();
});

test("linearModelEm() knows its predictors", () => {
  const model = linearModelEm({ food: [1, null], staff: [4, 5] }, [1, undefined]);
  expectTypeOf(model.coefficients[0]?.name).toEqualTypeOf<"food" | "staff" | "(intercept)" | undefined>();
});

test("names that are no columns do not compile", () => {
  // @ts-expect-error
  linearModelFromCrossProducts(summary, { outcome: "overal" });
  // @ts-expect-error
  linearModelFromCrossProducts(summary, { outcome: "overall", predictors: ["staff"] });
  // @ts-expect-error
  mergeCrossProducts(summary, crossProducts({ staff: [1] }));
});
