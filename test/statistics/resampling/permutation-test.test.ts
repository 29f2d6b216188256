import { describe, expect, it } from "vitest";
import { type PermutationTestOptions, permutationTest } from "../../../src/statistics/resampling/permutation-test";
import { agree, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import fromR from "../../golden/permutation-test.json" with { type: "json" };
import resamples from "../../golden/resamples.json" with { type: "json" };

const ALTERNATIVES = ["two-sided", "less", "greater"] as const;
const median = (values: number[]) => {
  values.sort((a, b) => a - b);
  return (
    ((values[Math.floor((values.length - 1) / 2)] as number) + (values[Math.floor(values.length / 2)] as number)) / 2
  );
};
const medians = (control: number[], treatment: number[]) => median(treatment) - median(control);

describe("permutationTest() against R's coin and exactRankTests (permutation-test.R)", () => {
  it.each(fromR.cases)("$name", ({ control, treatment, difference, pValues }) => {
    ALTERNATIVES.forEach((alternative, i) => {
      const result = permutationTest(control, treatment, { alternative });
      const { test } = result;
      expect(result.kind).toBe("permutation-test");
      expect(test).toMatchObject({ method: "permutation-exact", alternative, degreesOfFreedom: [] });
      expect(Math.abs(test.statistic - difference)).toBeLessThan(1e-14 * 100);
      agree(test.pValue, pValues[i] as number, 1e-12);
      expectPlain(result);
    });
  });
});

describe("permutationTest(), exact", () => {
  it("goes through as many arrangements as there are, up to draws", () => {
    const [five, five2] = [
      [1, 2, 3, 4, 9],
      [5, 6, 7, 8, 10],
    ];
    expect(permutationTest(five, five2)).toMatchObject({ arrangements: 252, draws: 10000, seed: 1, n: 10 });
    expect(permutationTest(five, five2, { draws: 252 }).test.method).toBe("permutation-exact");
    expect(permutationTest(five, five2, { draws: 251 })).toMatchObject({
      test: { method: "permutation-monte-carlo" },
      arrangements: 251,
    });
    expect(permutationTest([1], [2])).toMatchObject({ arrangements: 2, test: { pValue: 1 } });
  });

  it("gives every way to deal the values out once, the observed one among them", () => {
    const seen: string[] = [];
    const statistic = (control: number[], treatment: number[]) => {
      seen.push(`${control}|${treatment}`);
      return control[0] as number;
    };
    permutationTest([1, 2], [3, 4, 5], { statistic });
    expect(seen[0]).toBe("1,2|3,4,5");
    const dealt = seen.slice(1);
    expect(new Set(dealt).size).toBe(10);
    expect(dealt[0]).toBe("1,2|3,4,5");
    for (const deal of dealt) expect([...deal.replace("|", ",").split(",")].sort().join()).toBe("1,2,3,4,5");
  });

  it("has the least p-value where the groups do not overlap: 1 of 252, twice for both sides", () => {
    const result = (alternative: (typeof ALTERNATIVES)[number]) =>
      permutationTest([1, 2, 3, 4, 5], [11, 12, 13, 14, 15], { alternative }).test.pValue;
    agree(result("greater"), 1 / 252, 1e-15);
    agree(result("two-sided"), 2 / 252, 1e-15);
    expect(result("less")).toBe(1);
  });

  it("takes any statistic of two groups", () => {
    // by hand: of the 6 ways to deal 1, 2, 10, 20 out, only the observed one has medians as far apart, and its mirror
    const result = permutationTest([1, 2], [10, 20], { statistic: medians });
    expect(result.test.statistic).toBe(13.5);
    agree(result.test.pValue, 2 / 6, 1e-15);
  });

  it("counts sums as equal that rounding tells apart", () => {
    // 0.1 + 0.4 is not 0.2 + 0.3 in doubles, nor are the means; in tenths they are, by hand: 4 of 6 as far from 0
    const tenths = permutationTest([1, 4], [2, 3]);
    const decimals = permutationTest([0.1, 0.4], [0.2, 0.3]);
    expect([tenths.test.pValue, decimals.test.pValue]).toEqual([1, 1]);
    expect(permutationTest([0.1, 0.7], [0.3, 0.5], { alternative: "greater" }).test.pValue).toBe(
      permutationTest([1, 7], [3, 5], { alternative: "greater" }).test.pValue,
    );
  });

  it.each(ALTERNATIVES)("is the same 1e9 standard deviations from 0 and in any unit, %s", (alternative) => {
    const [control, treatment] = [
      [3, 4, 2, 5, 3],
      [5, 4, 5, 6],
    ];
    const p = (of: (value: number) => number) =>
      permutationTest(control.map(of), treatment.map(of), { alternative }).test.pValue;
    const plain = p((v) => v);
    for (const of of [
      (v: number) => v + 1e9,
      (v: number) => v / 10 + 1e9,
      (v: number) => v * 1e300,
      (v: number) => v * 1e-300,
    ]) {
      expect(p(of)).toBe(plain);
    }
  });
});

describe("permutationTest(), by random draws", () => {
  const control = [12, 9, 33, 41, 8, 15, 22, 17, 25, 31, 14, 19];
  const treatment = [90, 22, 27, 35, 60, 31, 44, 18, 39, 52, 28, 47];

  it.each(resamples.permutation)(
    "draws the $smaller of $n that the oracle of the generator draws with the seed $seed (resamples.py)",
    ({ seed, n, smaller, draws, groups }) => {
      const values = Array.from({ length: n }, (_, i) => i);
      const seen: number[][] = [];
      const [few, many] = [values.slice(0, smaller), values.slice(smaller)];
      const spy = (group: number[]) => seen.push(group);
      permutationTest(few, many, { statistic: (control) => spy(control), draws, seed });
      expect(seen.slice(1)).toEqual(groups);
      // the smaller group is drawn, whichever it is
      if (smaller < n - smaller) {
        seen.length = 0;
        permutationTest(values.slice(0, n - smaller), values.slice(n - smaller), {
          statistic: (_, treatment) => spy(treatment),
          draws,
          seed,
        });
        expect(seen.slice(1)).toEqual(groups);
      }
    },
  );

  it("repeats itself with a seed, and echoes it", () => {
    const result = permutationTest(control, treatment, { draws: 500, seed: 7 });
    expect(result).toMatchObject({ arrangements: 500, draws: 500, seed: 7, n: 24, nMissing: 0 });
    expect(permutationTest(control, treatment, { draws: 500, seed: 7 })).toEqual(result);
    expectPlain(result);
  });

  it("comes near to the exact p-value, which it is given more draws than arrangements for", () => {
    const [few, many] = [control.slice(0, 7), treatment.slice(0, 7)];
    for (const alternative of ALTERNATIVES) {
      const exact = permutationTest(few, many, { alternative }).test;
      const drawn = permutationTest(few, many, { alternative, draws: 3000 }).test;
      expect([exact.method, drawn.method]).toEqual(["permutation-exact", "permutation-monte-carlo"]);
      // five standard errors of a share of 3,000 draws, and the one that is added
      const error = Math.sqrt((exact.pValue * (1 - exact.pValue)) / 3000);
      expect(Math.abs(drawn.pValue - exact.pValue)).toBeLessThan(5 * error + 1 / 3000);
    }
  });

  it("is never 0: one more than was found, of one more than was drawn", () => {
    const low = Array.from({ length: 20 }, (_, i) => i);
    const high = low.map((value) => value + 100);
    expect(permutationTest(low, high, { draws: 400 }).test.pValue).toBe(1 / 401);
    expect(permutationTest(low, high, { draws: 400, alternative: "less" }).test.pValue).toBe(1);
  });

  it("draws groups of the sizes that there are, whichever is the smaller", () => {
    for (const [few, many] of [
      [9, 20],
      [20, 9],
    ] as const) {
      const values = Array.from({ length: few + many }, (_, i) => i);
      const counts = new Float64Array(few + many);
      const statistic = (a: number[], b: number[]) => {
        expect([a.length, b.length]).toEqual([few, many]);
        expect(new Set([...a, ...b]).size).toBe(few + many);
        for (const value of a) counts[value]! += 1;
        return 0;
      };
      permutationTest(values.slice(0, few), values.slice(few), { statistic, draws: 2000 });
      // each value is in the control group in few / (few + many) of the draws: five standard errors
      const share = few / (few + many);
      for (const count of counts) {
        expect(Math.abs(count / 2001 - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / 2001));
      }
    }
  });
});

describe("permutationTest()", () => {
  it("leaves missing values out and counts them", () => {
    const result = permutationTest([3, null, 4, 2, undefined, 5, 3], Float64Array.of(5, 4, 5, 6));
    const complete = permutationTest([3, 4, 2, 5, 3], [5, 4, 5, 6]);
    expect(complete).toMatchObject({ control: { n: 5, nMissing: 0 }, treatment: { n: 4, nMissing: 0 } });
    expect(result).toEqual({ ...complete, control: { n: 5, nMissing: 2 }, nMissing: 2 });
  });

  it("takes any iterable", () => {
    const once = new Set([3, 4, 2, 5]).values();
    expect(permutationTest(once, new Set([6, 7, null]))).toEqual(permutationTest([3, 4, 2, 5], [6, 7, null]));
  });

  it("finds no difference where all values are equal, and says so", () => {
    for (const value of [4, 0.1, -0]) {
      const result = permutationTest([value, value, value], [value, value]);
      expect(result).toMatchObject({
        test: { statistic: 0, pValue: 1 },
        caveats: [{ code: "all-answers-equal", path: null }],
      });
      expectPlain(result);
    }
  });

  it("mirrors its alternatives where the groups change places", () => {
    const [a, b] = [
      [3, 9, 4, 1],
      [8, 2, 7, 7, 6],
    ];
    const p = (control: number[], treatment: number[], alternative: (typeof ALTERNATIVES)[number]) =>
      permutationTest(control, treatment, { alternative }).test.pValue;
    expect(p(b, a, "less")).toBe(p(a, b, "greater"));
    expect(p(b, a, "greater")).toBe(p(a, b, "less"));
    expect(p(b, a, "two-sided")).toBe(p(a, b, "two-sided"));
  });

  it("does not change its input, though the statistic sorts", () => {
    const [control, treatment] = [
      [3, 1, 2],
      [9, 4, 7],
    ];
    permutationTest(control, treatment, { statistic: medians });
    expect([control, treatment]).toEqual([
      [3, 1, 2],
      [9, 4, 7],
    ]);
  });
});

describe("permutationTest() refuses", () => {
  const bad = (control: unknown, treatment: unknown, options?: unknown) =>
    errorOf(() => permutationTest(control as number[], treatment as number[], options as PermutationTestOptions));
  const fn = "permutationTest";

  it.each<[string, unknown[], string, string]>([
    ["NaN", [[1, Number.NaN], [2]], "control.1", "be a finite number, null or undefined, received NaN"],
    ["text", [[1], [2, "3"]], "treatment.1", 'be a finite number, null or undefined, received "3"'],
    [
      "a statistic that is no function",
      [[1], [2], { statistic: "mean" }],
      "statistic",
      'be a function of two samples, received "mean"',
    ],
    [
      "an unknown alternative",
      [[1], [2], { alternative: "both" }],
      "alternative",
      'be one of "two-sided", "less", "greater", received "both"',
    ],
    ["too many draws", [[1], [2], { draws: 1e7 }], "draws", "be an integer in [100, 1000000], received 10000000"],
    ["a negative seed", [[1], [2], { seed: -1 }], "seed", "be an integer in [0, 9007199254740991], received -1"],
    ["options that are null", [[1], [2], null], "options", "be an object, received null"],
    [
      "a statistic that returns nothing",
      [[1], [2], { statistic: () => undefined }],
      "statistic",
      "return a finite number for the groups as they are, received undefined",
    ],
  ])("%s", (_, [control, treatment, options], path, rule) => {
    expect(bad(control, treatment, options)).toEqual(invalid(fn, path, rule));
  });

  it("a statistic that fails later, naming the arrangement", () => {
    const fails = (control: number[]) => (control[0] === 3 ? Number.NaN : 0);
    expect(bad([1, 2], [3, 4], { statistic: fails })).toEqual(
      invalid(fn, "statistic", "return a finite number for arrangement 5, received NaN"),
    );
  });

  it("an empty group, as too little", () => {
    expect(bad([null], [2])).toEqual(insufficient(fn, "control", "must hold at least one value, received none"));
    expect(bad([1], [])).toEqual(insufficient(fn, "treatment", "must hold at least one value, received none"));
  });
});
