import {
  type ArmOddsRatio,
  type ArmRatio,
  type ConfidenceInterval,
  ces,
  columnsOf,
  compareNps,
  compareProportions,
  csat,
  difference,
  type Estimate,
  loyaltyCurve,
  mean,
  nps,
  orNull,
  proportion,
  type Tally,
  tally,
} from "cx-metrics";
import { type Feedback, type feedbackSchema, surveyTable } from "cx-metrics/input";
import { type ComparisonExplanation, explainComparison, formatResult } from "cx-metrics/report";
import { expectTypeOf, test } from "vitest";

test("an interval that is always there needs no check", () => {
  expectTypeOf(nps([]).interval.lower).toEqualTypeOf<number>();
  expectTypeOf(csat([]).interval).toEqualTypeOf<ConfidenceInterval>();
  expectTypeOf(csat([]).mean.interval).toEqualTypeOf<ConfidenceInterval>();
  expectTypeOf(csat([], { confidenceLevel: 0.9 }).mean.interval).toEqualTypeOf<ConfidenceInterval>();
  expectTypeOf(ces([]).interval).toEqualTypeOf<ConfidenceInterval>();
  expectTypeOf(proportion(1, 2).interval.upper).toEqualTypeOf<number>();
  expectTypeOf(
    compareProportions({ successes: 1, trials: 2 }, { successes: 1, trials: 2 }).unit,
  ).toEqualTypeOf<"share">();
});

test("two shares always have a ratio, which may be one to nothing", () => {
  const { ratio, oddsRatio } = compareProportions({ successes: 1, trials: 2 }, { successes: 1, trials: 2 });
  expectTypeOf(ratio).toEqualTypeOf<ArmRatio>();
  expectTypeOf(ratio.estimate).toEqualTypeOf<number | null>();
  expectTypeOf(oddsRatio).toEqualTypeOf<ArmOddsRatio>();
});

test("an interval that may be missing must be checked", () => {
  expectTypeOf(mean([1]).interval).toEqualTypeOf<ConfidenceInterval | null>();
  expectTypeOf(csat([], { meanMethod: "t" }).mean.interval).toEqualTypeOf<ConfidenceInterval | null>();
  expectTypeOf(ces([], { method: "t" }).interval).toEqualTypeOf<ConfidenceInterval | null>();
});

test("answers come in any container of numbers, and weights in any sequence", () => {
  nps(new Uint8Array(3), { weights: new Float64Array(3) });
  nps(new Set([9, 10]));
  nps([9, null, undefined]);
  compareNps(tally([9], { scale: { min: 0, max: 10 } }), [9, 10]);
  // @ts-expect-error text is no answer
  nps(["9"]);
  // @ts-expect-error nor is a bigint
  nps(new BigInt64Array(2));
});

test("results are readonly", () => {
  const score = nps([10]);
  // @ts-expect-error nobody changes a result
  score.estimate = 100;
  // @ts-expect-error nor a summary
  (tally([], { scale: { min: 1, max: 5 } }) satisfies Tally).counts[0] = 1;
});

test("a difference is of one unit, which it keeps", () => {
  expectTypeOf(difference(nps([]), nps([])).unit).toEqualTypeOf<"points">();
  // @ts-expect-error points and shares have no difference
  difference(nps([]), csat([]));
});

test("columns are named by the keys of the rows", () => {
  const rows = [{ food: 4, staff: "kind" }];
  expectTypeOf(columnsOf(rows, ["food"])).toEqualTypeOf<{ food: number[] }>();
  // @ts-expect-error no such key
  columnsOf(rows, ["fod"]);
});

test("a mapping gives its columns their types", () => {
  const { columns } = surveyTable([], { q1: { type: "rating", scale: { min: 1, max: 5 } }, why: { type: "text" } });
  expectTypeOf(columns.q1).toEqualTypeOf<(number | null)[]>();
  expectTypeOf(columns.why).toEqualTypeOf<(string | null)[]>();
  // @ts-expect-error a rating has a scale
  surveyTable([], { q1: { type: "rating" } });
});

test("a schema tells what it reads", () => {
  type Output = NonNullable<ReturnType<typeof feedbackSchema>["~standard"]["types"]>["output"];
  expectTypeOf<Output>().toEqualTypeOf<Feedback>();
});

test("every result is one that a sentence can be written about", () => {
  formatResult(nps([]));
  formatResult(loyaltyCurve([], []).steps[0] ?? null);
  formatResult(csat([]).mean);
  formatResult(ces([]).easy);
  formatResult(compareNps([], []).difference);
  expectTypeOf(orNull(() => nps([]))).toExtend<Estimate<"points"> | null>();
});

test("every comparison can be explained, and nothing else", () => {
  expectTypeOf(explainComparison(compareNps([], []))).toEqualTypeOf<ComparisonExplanation>();
  // @ts-expect-error a score is no comparison
  explainComparison(nps([]));
  // @ts-expect-error a part of a comparison is none
  explainComparison(compareNps([], []).difference);
});
