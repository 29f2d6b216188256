import { expectTypeOf, test } from "vitest";
import { logisticDriverImportance } from "../../src/metrics/drivers/logistic/logistic-driver-importance";

const food = [4, 3, null, 5];
const promoter = [true, false, true, null];

test("drivers keep their names", () => {
  const importance = logisticDriverImportance({ food, staff: Float64Array.of(1, 2, 3, 4) }, promoter);
  expectTypeOf(importance.drivers[0]?.name).toEqualTypeOf<"food" | "staff" | undefined>();
  expectTypeOf(importance.completeDominance?.[0]?.dominant).toEqualTypeOf<"food" | "staff" | undefined>();
});

test("drivers are of numbers, outcomes of yes and no, and there are no weights", () => {
  logisticDriverImportance({ food }, [0, 1, 1, null]);
  // @ts-expect-error: a column of text is no driver
  logisticDriverImportance({ gate: ["A", "B", "A", "C"] }, promoter);
  // @ts-expect-error: nor is one of text an outcome
  logisticDriverImportance({ food }, ["yes", "no", "yes", "no"]);
  // @ts-expect-error: survey weights have no likelihood
  logisticDriverImportance({ food }, promoter, { weights: [1, 1, 1, 1] });
});
