import { compareNps, compareNpsPaired, compareNpsPairedFromTally, type NpsGroupName, twoWayTally } from "cx-metrics";
import { expectTypeOf, test } from "vitest";

test("a comparison of scores has an interval, and no ratio", () => {
  const result = compareNps([9], [3], { method: "score", margin: 5 });
  expectTypeOf(result.kind).toEqualTypeOf<"nps-comparison">();
  expectTypeOf(result.difference.unit).toEqualTypeOf<"points">();
  expectTypeOf(result.control.interval.lower).toEqualTypeOf<number>();
  expectTypeOf(result.ratio).toEqualTypeOf<null>();
  expectTypeOf(result.effectSize!.kind).toEqualTypeOf<"hedges-g">();
});

test("a change of a score says who moved", () => {
  const scale = { min: 0, max: 10 };
  const result = compareNpsPairedFromTally(twoWayTally([9], [3], { rowScale: scale, columnScale: scale }));
  expectTypeOf(result).toEqualTypeOf(compareNpsPaired([9], [3]));
  expectTypeOf(result.kind).toEqualTypeOf<"paired-nps-comparison">();
  expectTypeOf(result.movements[0]!.from).toEqualTypeOf<NpsGroupName>();
  expectTypeOf(result.control[result.movements[0]!.to].count).toEqualTypeOf<number>();
  // @ts-expect-error weights belong to the two-way tally
  compareNpsPaired([9], [3], { weights: [1] });
});
