import { expectTypeOf, test } from "vitest";
import type { ConfidenceInterval } from "../../src/core/estimate";
import { type LinearModelResult, linearModel } from "../../src/statistics/models/linear-model";

interface Services {
  food: number[];
  readonly staff: Float64Array;
  wifi: readonly (number | null | undefined)[];
}
declare const services: Services;
declare const byName: Record<string, number[]>;

test("coefficient names are inferred from the columns", () => {
  const model = linearModel({ food: [1, 2, 3, 4], staff: [4, null, 5, undefined] }, [1, 2, 3, 5]);
  expectTypeOf(model).toEqualTypeOf<LinearModelResult<"food" | "staff">>();
  expectTypeOf(model.coefficients[0]?.name).toEqualTypeOf<"food" | "staff" | "(intercept)" | undefined>();
  expectTypeOf(model.aliased).toEqualTypeOf<readonly ("food" | "staff")[]>();
});

test("interfaces, typed arrays and open records are tables", () => {
  expectTypeOf(linearModel(services, new Float32Array(3))).toEqualTypeOf<
    LinearModelResult<"food" | "staff" | "wifi">
  >();
  expectTypeOf(linearModel(byName, [1])).toEqualTypeOf<LinearModelResult<string>>();
});

test("columns of text are refused", () => {
  // @ts-expect-error text is no numeric column
  linearModel({ food: ["1", "2"] }, [1, 2]);
  // @ts-expect-error nor is text an outcome
  linearModel({ food: [1, 2] }, ["1", "2"]);
  // @ts-expect-error a switch has no such name
  linearModel({ food: [1, 2] }, [1, 2], { noIntercept: true });
});

test("what is always there needs no check", () => {
  const model = linearModel(services, [1]);
  expectTypeOf(model.rSquared).toEqualTypeOf<number>();
  expectTypeOf(model.coefficients[0]?.interval).toEqualTypeOf<ConfidenceInterval | null | undefined>();
});
