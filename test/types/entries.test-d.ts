import type { StatsError } from "cx-metrics";
import { isStatsError } from "cx-metrics";
import { expectTypeOf, test } from "vitest";

test("isStatsError() narrows a caught value", () => {
  const caught: unknown = null;
  if (isStatsError(caught)) expectTypeOf(caught).toEqualTypeOf<StatsError>();
  else expectTypeOf(caught).toEqualTypeOf<unknown>();
});
