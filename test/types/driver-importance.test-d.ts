import {
  type ConfidenceInterval,
  correlationMatrix,
  crossProducts,
  driverImportance,
  driverImportanceFromCorrelations,
  driverImportanceFromCrossProducts,
} from "cx-metrics";
import { formatResult } from "cx-metrics/report";
import { expectTypeOf, test } from "vitest";

interface Answers {
  food: number[];
  staff: (number | null)[];
}
const answers: Answers = { food: [1, 2, 4, 3], staff: [3, null, 1, 2] };

test("drivers keep their names, also in groups and in dominance", () => {
  const result = driverImportance(answers, [1, 2, 3, 3], { groups: { service: ["food"] } });
  expectTypeOf(result.drivers[0]?.name).toEqualTypeOf<"food" | "staff" | undefined>();
  expectTypeOf(result.groups?.[0]?.drivers).toEqualTypeOf<readonly ("food" | "staff")[] | undefined>();
  expectTypeOf(result.completeDominance?.[0]?.dominant).toEqualTypeOf<"food" | "staff" | undefined>();
  expectTypeOf(result.drivers[0]?.interval).toEqualTypeOf<ConfidenceInterval | null | undefined>();
  expectTypeOf(formatResult(result)).toEqualTypeOf<string>();
});

test("names that are no drivers, text and unknown methods are refused", () => {
  // @ts-expect-error a misspelt driver
  driverImportance(answers, [1, 2, 3, 3], { groups: { service: ["fod"] } });
  // @ts-expect-error text is no driver
  driverImportance({ gate: ["A", "B"] }, [1, 2]);
  // @ts-expect-error no such method
  driverImportance(answers, [1, 2, 3, 3], { method: "mcfadden" });
});

test("summaries name their outcome, and take no draws", () => {
  const table = { ...answers, overall: [1, 2, 3, 3] };
  driverImportanceFromCrossProducts(crossProducts(table), "overall", { method: "johnson" });
  driverImportanceFromCorrelations(correlationMatrix(table), "overall", { groups: { both: ["food", "staff"] } });
  // @ts-expect-error no column of the summary
  driverImportanceFromCrossProducts(crossProducts(table), "all");
  // @ts-expect-error there are no rows to draw
  driverImportanceFromCorrelations(correlationMatrix(table), "overall", { draws: 100 });
});
