import {
  type ConfidenceInterval,
  driverPriorities,
  formatEstimate,
  importancePerformance,
  type PenaltyRewardClass,
  penaltyReward,
} from "cx-metrics";
import { formatResult } from "cx-metrics/report";
import { expectTypeOf, test } from "vitest";

interface Answers {
  food: number[];
  gate: (number | null)[];
}
const answers: Answers = { food: [1, 2, 3], gate: [3, null, 1] };
const overall = [1, 2, 3];

test("drivers keep their names", () => {
  const contrast = penaltyReward(answers, overall, { low: 2, high: 5 });
  expectTypeOf(contrast.drivers[0]!.name).toEqualTypeOf<"food" | "gate">();
  expectTypeOf(contrast.drivers[0]!.class).toEqualTypeOf<PenaltyRewardClass>();
  const grid = importancePerformance(answers, overall);
  expectTypeOf(grid.drivers[0]!.name).toEqualTypeOf<"food" | "gate">();
  expectTypeOf(grid.drivers[0]!.performanceInterval).toEqualTypeOf<ConfidenceInterval>();
  const priorities = driverPriorities(answers, overall);
  expectTypeOf(priorities.best).toEqualTypeOf<"food" | "gate" | null>();
  for (const result of [contrast, grid, priorities]) formatResult(result);
  const gain = priorities.drivers[0]!.gain;
  if (gain !== null) formatEstimate(gain);
});

test("a setting is one for all drivers, or one for each by its name", () => {
  penaltyReward(answers, overall, { low: { food: 1, gate: 2 }, high: 5 });
  // @ts-expect-error gate has no low answers
  penaltyReward(answers, overall, { low: { food: 1 }, high: 5 });
  // @ts-expect-error the coding must be given
  penaltyReward(answers, overall, { low: 2 });
  // @ts-expect-error there is no driver wifi
  driverPriorities(answers, overall, { cost: { food: 1, gate: 2, wifi: 3 } });
  importancePerformance(answers, overall, { scale: { food: { min: 1, max: 5 }, gate: { min: 0, max: 10 } } });
  // @ts-expect-error there is no such importance
  importancePerformance(answers, overall, { importance: "stated" });
  // @ts-expect-error text is no column
  driverPriorities({ food: ["a"] }, overall);
});
