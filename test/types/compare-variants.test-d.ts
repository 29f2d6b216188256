import {
  type ConfidenceInterval,
  compareMeans,
  compareProportions,
  compareProportionsExact,
  compareRatings,
  compareVariants,
  type MeanComparison,
  moments,
  type OpenInterval,
  type ProportionComparison,
  type SampleRatioMismatch,
} from "cx-metrics";
import { expectTypeOf, test } from "vitest";

const control = { successes: 1, trials: 2 };
const variants = { blue: control, green: control };

test("the comparison that is given is the one that comes back, with the names of the variants", () => {
  const result = compareVariants(control, variants, { compare: compareProportions });
  expectTypeOf(result.comparisons[0]!.comparison).toEqualTypeOf<ProportionComparison>();
  expectTypeOf(result.comparisons[0]!.name).toEqualTypeOf<"blue" | "green">();
  expectTypeOf(result.comparisons[0]!.against).toEqualTypeOf<"blue" | "green" | "control">();
  expectTypeOf(result.sampleRatio).toEqualTypeOf<SampleRatioMismatch | null>();
});

test("a function that fixes options knows its arguments, and what it returns comes back", () => {
  const result = compareVariants(control, variants, {
    compare: (c, t, options) => compareProportions(c, t, { ...options, method: "newcombe" }),
  });
  expectTypeOf(result.comparisons[0]!.comparison).toEqualTypeOf<ProportionComparison>();
});

test("an adjusted interval has the ends that the tested part has", () => {
  const shares = compareVariants(control, variants, { compare: compareProportions });
  expectTypeOf(shares.comparisons[0]!.adjusted.interval).toEqualTypeOf<ConfidenceInterval | null>();
  const odds = compareVariants(control, variants, { compare: compareProportionsExact });
  expectTypeOf(odds.comparisons[0]!.adjusted.interval).toEqualTypeOf<ConfidenceInterval | OpenInterval | null>();
  const ratings = compareVariants([1, 2], { a: [1] }, { compare: compareRatings });
  expectTypeOf(ratings.comparisons[0]!.adjusted.interval).toEqualTypeOf<ConfidenceInterval | null>();
});

test("arms are whatever the comparison takes, each in its own form", () => {
  const arms = { raw: [1, 2, 3], summary: moments([1]), printed: { n: 2, mean: 1, standardDeviation: 1 } };
  const result = compareVariants([1, 2], arms, { compare: compareMeans, adjust: "dunnett" });
  expectTypeOf(result.comparisons[0]!.comparison).toEqualTypeOf<MeanComparison>();
  expectTypeOf(result.comparisons[0]!.name).toEqualTypeOf<"raw" | "summary" | "printed">();
  const named: Record<string, readonly number[]> = {};
  expectTypeOf(compareVariants([1], named, { compare: compareMeans }).comparisons[0]!.name).toEqualTypeOf<string>();
  // @ts-expect-error shares are no means
  compareVariants(control, variants, { compare: compareMeans });
  // @ts-expect-error one of the variants is no share
  compareVariants(control, { blue: control, green: [1, 2] }, { compare: compareProportions });
  // @ts-expect-error there is nothing to compare with by default
  compareVariants(control, variants, {});
});
