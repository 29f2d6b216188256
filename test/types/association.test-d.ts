import {
  adjustPValues,
  anova,
  bootstrapInterval,
  type ConfidenceInterval,
  correlation,
  correlationMatrix,
  difference,
  kruskalWallis,
  npsBootstrap,
  partialCorrelation,
  permutationTest,
  welchAnova,
} from "cx-metrics";
import { formatResult } from "cx-metrics/report";
import { expectTypeOf, test } from "vitest";

test("adjusted p-values are numbers where p-values are, and may be null where one may be missing", () => {
  expectTypeOf(adjustPValues([0.1, 0.2])).toEqualTypeOf<number[]>();
  expectTypeOf(adjustPValues(new Float64Array(2))).toEqualTypeOf<number[]>();
  expectTypeOf(adjustPValues([0.1, null])).toEqualTypeOf<(number | null)[]>();
});

test("a correlation may have no interval, and is compared with another", () => {
  const r = correlation([1, 2, 4], [1, 3, 2]);
  expectTypeOf(r.interval).toEqualTypeOf<ConfidenceInterval | null>();
  expectTypeOf(difference(r, r).unit).toEqualTypeOf<"value">();
});

test("columns keep their names", () => {
  interface Answers {
    food: number[];
    staff: (number | null)[];
  }
  const answers: Answers = { food: [1, 2, 3], staff: [3, null, 1] };
  expectTypeOf(correlationMatrix(answers).pairs[0]?.row).toEqualTypeOf<"food" | "staff" | undefined>();
  expectTypeOf(partialCorrelation([1], [2], answers).aliased).toEqualTypeOf<readonly ("food" | "staff")[]>();
  // @ts-expect-error tau has no partial form here
  partialCorrelation([1], [2], answers, { method: "kendall" });
  // @ts-expect-error text is no column
  correlationMatrix({ food: ["a"] });
});

test("groups keep their names", () => {
  interface Shops {
    north: number[];
    south: (number | null)[];
  }
  const shops: Shops = { north: [1, 2, 3], south: [3, null, 1] };
  expectTypeOf(anova(shops).groups[0]?.name).toEqualTypeOf<"north" | "south" | undefined>();
  expectTypeOf(welchAnova(shops).groups[0]?.name).toEqualTypeOf<"north" | "south" | undefined>();
  expectTypeOf(kruskalWallis({ north: [1], south: [2] }).groups[0]?.name).toEqualTypeOf<
    "north" | "south" | undefined
  >();
  const found: Record<string, number[]> = shops as unknown as Record<string, number[]>;
  expectTypeOf(anova(found).groups[0]?.name).toEqualTypeOf<string | undefined>();
  anova({ north: { n: 6, mean: 9, standardDeviation: 2.3 }, south: new Float64Array(3) });
  formatResult(anova(shops));
  // @ts-expect-error text is no group
  kruskalWallis({ north: ["a"], south: [1] });
  // @ts-expect-error a standard deviation is called so
  anova({ north: { n: 6, mean: 9, sd: 2.3 }, south: [1, 2] });
});

test("a statistic knows the rows that it is given", () => {
  bootstrapInterval([{ spend: 3 }], (sample) => {
    expectTypeOf(sample).toEqualTypeOf<{ spend: number }[]>();
    return sample.length;
  });
  expectTypeOf(permutationTest([1], [2]).test.pValue).toEqualTypeOf<number>();
  expectTypeOf(permutationTest(new Set([1]), [2, null]).test.statistic).toEqualTypeOf<number>();
  formatResult(permutationTest([1], [2]));
  expectTypeOf(
    npsBootstrap({ promoters: 1, passives: 1, detractors: 1 }).interval,
  ).toEqualTypeOf<ConfidenceInterval | null>();
  formatResult(npsBootstrap({ promoters: 1, passives: 1, detractors: 1 }));
  // @ts-expect-error a statistic is a number
  bootstrapInterval([1], () => "1");
});
