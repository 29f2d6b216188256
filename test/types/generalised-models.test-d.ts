import { expectTypeOf, test } from "vitest";
import type { ConfidenceInterval } from "../../src/core/estimate";
import { logisticModel } from "../../src/statistics/models/logistic-model";
import type { LogisticModelResult } from "../../src/statistics/models/logistic-model-result";
import { marginalEffects } from "../../src/statistics/models/marginal-effects";
import { ordinalModel } from "../../src/statistics/models/ordinal-model";

declare const food: number[];
declare const gate: readonly (string | null)[];
declare const late: boolean[];

test("coefficient names are inferred from the columns and terms", () => {
  const model = logisticModel({ food, gate, late }, late);
  expectTypeOf(model).toEqualTypeOf<LogisticModelResult<"food" | `gate[${string}]` | "late">>();
  expectTypeOf(ordinalModel({ food, gate }, food).coefficients[0]?.name).toEqualTypeOf<
    "food" | `gate[${string}]` | "(intercept)" | undefined
  >();
  const terms = [{ polynomial: "food", degree: 2 }] as const;
  expectTypeOf(logisticModel({ food, gate }, food, { terms }).aliased).toEqualTypeOf<
    readonly ("food" | `food^${number}`)[]
  >();
});

test("what may be missing needs a check, and what is always there none", () => {
  const model = logisticModel({ food }, [0, 1, null]);
  expectTypeOf(model.coefficients[0]?.estimate).toEqualTypeOf<number | null | undefined>();
  expectTypeOf(model.coefficients[0]?.interval).toEqualTypeOf<ConfidenceInterval | null | undefined>();
  expectTypeOf(model.tjur).toEqualTypeOf<number>();
  expectTypeOf(ordinalModel({ food }, [1, 2, 3]).logLikelihood).toEqualTypeOf<number>();
  expectTypeOf(marginalEffects(model, { food }).effects[0]?.estimate).toEqualTypeOf<number | undefined>();
});

test("misspelt terms, methods and outcomes of another kind are refused", () => {
  // @ts-expect-error no such column
  logisticModel({ food }, late, { terms: ["fod"] });
  // @ts-expect-error no such method
  logisticModel({ food }, late, { method: "ridge" });
  // @ts-expect-error text is no yes or no
  logisticModel({ food }, ["yes", "no"]);
  // @ts-expect-error survey weights are not for ordinal models
  ordinalModel({ food }, food, { weights: food });
});
