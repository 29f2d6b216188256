import { expectTypeOf, test } from "vitest";
import type { ConfidenceInterval } from "../../src/core/estimate";
import { linearModel } from "../../src/statistics/models/linear-model";
import type { LinearModelResult } from "../../src/statistics/models/linear-model-result";
import { predict } from "../../src/statistics/models/predict";

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

test("a column of text has coefficients of its categories, and terms have names of their own", () => {
  const food = [1, 2, 3, 4];
  const gate = ["A", "B", null, "A"];
  const plain = linearModel({ food, gate, late: [true, false, true, null] }, [1, 2, 3, 5]);
  expectTypeOf(plain).toEqualTypeOf<LinearModelResult<"food" | `gate[${string}]` | "late">>();
  const terms = [{ polynomial: "food", degree: 2 }, { interaction: ["food", "gate"] }] as const;
  const model = linearModel({ food, gate }, [1, 2, 3, 5], { terms });
  expectTypeOf(model).toEqualTypeOf<LinearModelResult<"food" | `food^${number}` | `${string}:${string}`>>();
  expectTypeOf(linearModel({ food, gate }, [1, 2, 3, 5], { terms: ["gate"] })).toEqualTypeOf<
    LinearModelResult<`gate[${string}]`>
  >();
  expectTypeOf(predict(model, { food: [1], gate: ["B"] }).predictions[0]?.estimate).toEqualTypeOf<number | undefined>();
});

test("what is no table, outcome or term is refused", () => {
  // @ts-expect-error text is no outcome
  linearModel({ food: [1, 2] }, ["1", "2"]);
  // @ts-expect-error a column holds values of one kind
  linearModel({ food: [1, "2"] }, [1, 2]);
  // @ts-expect-error a switch has no such name
  linearModel({ food: [1, 2] }, [1, 2], { noIntercept: true });
  // @ts-expect-error there is no such column
  linearModel({ food: [1, 2] }, [1, 2], { terms: ["fod"] });
  // @ts-expect-error there is no such column
  linearModel({ food: [1, 2] }, [1, 2], { references: { fod: "A" } });
});

test("what is always there needs no check", () => {
  const model = linearModel(services, [1]);
  expectTypeOf(model.rSquared).toEqualTypeOf<number>();
  expectTypeOf(model.coefficients[0]?.interval).toEqualTypeOf<ConfidenceInterval | null | undefined>();
});
