import { describe, expect, it } from "vitest";
import { type CorrelationOptions, correlation } from "../../../src/statistics/association/correlation";
import { difference } from "../../../src/statistics/estimates/difference";
import { agree, agreeEnds, errorOf, expectPlain, insufficient, invalid } from "../../assertions";
import fromR from "../../golden/correlation.json" with { type: "json" };
import tests from "../../golden/correlation-tests.json" with { type: "json" };
import exact from "../../golden/rank-correlation.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

const METHODS = ["pearson", "spearman", "kendall"] as const;
const ALTERNATIVES = ["two-sided", "less", "greater"] as const;

interface TestCase {
  readonly name: string;
  readonly n: number;
  readonly x?: number[];
  readonly y?: number[];
  readonly csv?: string;
  readonly columns?: string[];
}

/** The columns of a case: its own, or those of the file that it names. */
function columnsOf({ x, y, csv, columns }: TestCase) {
  if (csv === undefined) return [x as number[], y as number[]] as const;
  const table = readTable(csv);
  return [table[columns?.[0] ?? ""] ?? [], table[columns?.[1] ?? ""] ?? []] as const;
}

describe.each(METHODS)("correlation() by %s against R's cor.test (correlation-tests.R)", (method) => {
  it.each(tests.cases)("$name", (expected) => {
    const [x, y] = columnsOf(expected as TestCase);
    const r = expected[method];
    ALTERNATIVES.forEach((alternative, i) => {
      const result = correlation(x, y, { method, alternative, confidenceLevel: 0.9 });
      expect(result.n).toBe(expected.n);
      // four_untied has 0.6 by Pearson: R's own sum is one step of a double off
      agree(result.estimate, r.estimate, 1e-15);
      // between 10 and 12 values R has a series where ours is exact, tested below
      const known = method !== "spearman" || expected.n < 10 || expected.n > 12 || !expected.untied;
      if (!known) return;
      expect(result.test.method).toBe(`${method}-${r.exact ? "exact" : method === "kendall" ? "normal" : "t"}`);
      agree(result.test.statistic, r.statistic, 1e-14);
      agree(result.test.pValue, r.pValues[i] as number, 1e-12);
      const ends = r.intervals90[i];
      if (method === "pearson" && ends != null) agreeEnds(result.interval, ends, 1e-13);
    });
  });
});

describe("correlation() of the airport's overall satisfaction and recommendations (correlation.json)", () => {
  const { q7all: overall = [], nps = [] } = readTable("sfo_2017.csv");
  const [r] = fromR.cases;

  it("agrees with R by every method; R printed 15 digits", () => {
    const [pearson, spearman, kendall] = METHODS.map((method) => correlation(overall, nps, { method }));
    expect(pearson).toMatchObject({
      kind: "correlation",
      unit: "value",
      scale: null,
      n: r?.n,
      nMissing: 206,
      caveats: [],
    });
    agree(pearson?.estimate, r?.pearson as number, 1e-14);
    agree(pearson?.test.statistic, r?.pearsonT as number, 1e-13);
    agree(pearson?.test.pValue, r?.pearsonP as number, 1e-11);
    agreeEnds(pearson?.interval, r?.pearsonCi95Fisher as number[], 1e-14);
    agree(spearman?.estimate, r?.spearman as number, 1e-14);
    agree(spearman?.test.pValue, r?.spearmanP_t as number, 1e-11);
    agree(kendall?.estimate, r?.kendallTauB as number, 1e-14);
    agree(kendall?.test.statistic, r?.kendallZ as number, 1e-14);
    agree(kendall?.test.pValue, r?.kendallP as number, 1e-12);
  });

  it("counts what is missing, and says so where it is more than half", () => {
    const { rows, nMissing } = correlation(overall, nps);
    const missing = (column: readonly unknown[]) => column.filter((value) => value === null).length;
    expect(rows).toEqual({
      total: 2831,
      used: 2625,
      missing: [
        { name: "x", n: missing(overall) },
        { name: "y", n: missing(nps) },
      ],
    });
    expect(nMissing).toBe(206);
    const gaps = new Array(4).fill(null);
    expect(correlation([1, 2, 4, ...gaps], [1, 3, 2, ...gaps]).caveats).toContainEqual({
      code: "few-complete-rows",
      path: null,
    });
  });
});

describe("correlation() by spearman, exact (rank-correlation.py)", () => {
  it.each(exact.spearman.filter(({ n }) => n >= 3 && n <= 12))(
    "counts the permutations of $n values",
    ({ n, permutations, atMost }) => {
      const x = Array.from({ length: n }, (_, i) => i);
      // the last two exchanged, then the first two: S = 2, then 4, or the mirror image
      const y = [...x.slice(0, n - 2), n - 1, n - 2];
      const result = correlation(x, y, { method: "spearman" });
      expect(result.test).toMatchObject({ statistic: 2, degreesOfFreedom: [], method: "spearman-exact" });
      expect(result.test.pValue).toBe(Math.min(1, (2 * (atMost[1] as number)) / permutations));
      const mirrored = x.map((_, i) => -(y[i] as number));
      const one = (alternative: "less" | "greater") =>
        correlation(x, mirrored, { method: "spearman", alternative }).test.pValue;
      expect(one("less")).toBe((atMost[1] as number) / permutations);
      expect(one("greater")).toBe(1 - (atMost[0] as number) / permutations);
    },
  );

  it("ends at 12 values, and with the first tie", () => {
    const x = Array.from({ length: 13 }, (_, i) => i);
    const y = x.map((v) => (v * 5) % 13);
    const method = (a: number[], b: number[]) => correlation(a, b, { method: "spearman" }).test.method;
    expect(method(x.slice(1), y.slice(1))).toBe("spearman-exact");
    expect(method(x, y)).toBe("spearman-t");
    expect(method([1, 1, 2, 3], [1, 2, 3, 5])).toBe("spearman-t");
    expect(method([1, 2, 3, 5], [1, 1, 2, 3])).toBe("spearman-t");
  });
});

describe("correlation() by kendall: tau-b and its error from tables (rank-correlation.py)", () => {
  it.each(exact.tauB)("$table", ({ table, tauB, standardError }) => {
    const points = table.flatMap((row, i) =>
      row.flatMap((count, j) => new Array<[number, number]>(count).fill([i, j])),
    );
    const result = correlation(
      points.map(([i]) => i),
      points.map(([, j]) => j),
      { method: "kendall" },
    );
    agree(result.estimate, tauB, 1e-15);
    agree(result.standardError, standardError, 1e-14);
    // the interval as it is documented, from the reference's numbers
    const n = points.length;
    const half = (1.959963984540054 * standardError * Math.sqrt(n / (n - 4))) / (1 - tauB ** 2);
    agreeEnds(result.interval, [Math.tanh(Math.atanh(tauB) - half), Math.tanh(Math.atanh(tauB) + half)], 1e-13);
    expect(result.interval).toMatchObject({ level: 0.95, method: "brown-benedetti" });
  });

  it("is exact below 50 values without ties, and normal with a tie", () => {
    const x = Array.from({ length: 50 }, (_, i) => i);
    const y = x.map((v) => (v * 7) % 50);
    const method = (a: number[], b: number[]) => correlation(a, b, { method: "kendall" }).test.method;
    expect(method(x.slice(1), y.slice(1))).toBe("kendall-exact");
    expect(method(x, y)).toBe("kendall-normal");
    expect(method([1, 2, 3, 5], [1, 1, 2, 3])).toBe("kendall-normal");
  });
});

describe("correlation(): standard errors and intervals as documented", () => {
  const x = [1, 2, 3, 4, 5, 6, 7, 8];
  const y = [2, 1, 4, 3, 7, 5, 8, 6];

  it("has the error of normal theory for pearson", () => {
    const { estimate, standardError } = correlation(x, y);
    agree(standardError, (1 - estimate ** 2) / Math.sqrt(7), 1e-14);
  });

  it("has Bonett and Wright's error for spearman, in the interval too", () => {
    const { estimate: r, standardError, interval } = correlation(x, y, { method: "spearman" });
    const error = Math.sqrt((1 + r ** 2 / 2) / 5);
    agree(standardError, error * (1 - r ** 2), 1e-14);
    const half = 1.959963984540054 * error;
    agreeEnds(interval, [Math.tanh(Math.atanh(r) - half), Math.tanh(Math.atanh(r) + half)], 1e-13);
    expect(interval).toMatchObject({ level: 0.95, method: "bonett-wright" });
  });

  it.each(METHODS)("ends a one-sided interval by %s at -1 or 1", (method) => {
    const two = correlation(x, y, { method, confidenceLevel: 0.9 }).interval;
    const less = correlation(x, y, { method, alternative: "less" }).interval;
    const greater = correlation(x, y, { method, alternative: "greater" }).interval;
    expect([less?.lower, greater?.upper]).toEqual([-1, 1]);
    agree(less?.upper, two?.upper as number, 1e-14);
    agree(greater?.lower, two?.lower as number, 1e-14);
  });

  it("can be compared with another correlation, as Zou has it", () => {
    const first = correlation(x, y);
    const second = correlation(x, [3, 1, 2, 8, 4, 5, 7, 6]);
    const between = difference(second, first);
    agree(between.estimate, first.estimate - second.estimate, 1e-14);
    const [a, b] = [second.interval, first.interval];
    agree(
      between.interval.lower,
      between.estimate - Math.hypot(first.estimate - (b?.lower as number), (a?.upper as number) - second.estimate),
      1e-14,
    );
  });
});

describe("correlation() where everything is said already", () => {
  const x = [1, 2, 3, 4, 5, 6];
  const PERFECT = [{ code: "perfect-correlation", path: null }];

  it.each([1, -1])("is %d without interval or t test on a straight line, also where values round", (sign) => {
    for (const y of [x, x.map((v) => 0.1 * v + 0.3), x.map((v) => 1e9 + v / 3), x.map((v) => v * 1e-300)]) {
      const result = correlation(
        x,
        y.map((v) => sign * v),
      );
      expect(result).toMatchObject({ estimate: sign, standardError: 0, interval: null, caveats: PERFECT });
      expect(result.test).toMatchObject({ statistic: null, pValue: null, degreesOfFreedom: [] });
      expectPlain(result);
    }
  });

  it("keeps the exact tests of perfect ranks: 2 / n!", () => {
    const y = x.map((v) => v ** 3);
    for (const [method, statistic] of [
      ["spearman", 0],
      ["kendall", 15],
    ] as const) {
      const result = correlation(x, y, { method });
      expect(result).toMatchObject({ estimate: 1, interval: null, caveats: PERFECT });
      expect(result.test).toMatchObject({ statistic, method: `${method}-exact` });
      agree(result.test.pValue, 2 / 720, 1e-14);
    }
    expect(correlation([1, 1, 2], [5, 5, 7], { method: "spearman" })).toMatchObject({
      estimate: 1,
      test: { pValue: null },
    });
    expect(correlation([1, 1, 2], [5, 5, 7], { method: "kendall" }).estimate).toBe(1);
  });

  it("does not take a nearly straight line for one: its gap keeps its digits", () => {
    const y = [1, 2, 3, 4, 5, 6.000001];
    const result = correlation(x, y);
    expect(result.caveats).toEqual([]);
    expect(result.estimate).toBeLessThan(1);
    // slope over its error; the last row alone is off the line, by e, and has the leverage 1/6 + 2.5^2 / 17.5
    const e = 6.000001 - 6;
    const residual = e ** 2 * (1 - 1 / 6 - 2.5 ** 2 / 17.5);
    const slope = 1 + (e * 2.5) / 17.5;
    agree(result.test.statistic, (slope * Math.sqrt(17.5)) / Math.sqrt(residual / 4), 1e-8);
  });

  it("has no interval of three pairs, four for kendall, and says so", () => {
    const NONE = [{ code: "no-interval", path: null }];
    for (const method of METHODS) {
      const three = correlation([1, 2, 3], [1, 3, 2], { method });
      expect(three).toMatchObject({ interval: null, caveats: NONE });
      expect(three.test.pValue).not.toBeNull();
      expectPlain(three);
    }
    const four = (method: (typeof METHODS)[number]) => correlation([1, 2, 3, 4], [1, 3, 2, 4], { method });
    expect(four("pearson").interval).not.toBeNull();
    expect(four("spearman").interval).not.toBeNull();
    expect(four("kendall")).toMatchObject({ interval: null, caveats: NONE });
    expect(correlation([1, 2, 3], [1, 3, 2], { method: "spearman" }).standardError).toBeNull();
  });

  it("has no interval where every point has the same influence, though there are eight", () => {
    const y = [2, 1, 4, 3, 6, 5, 8, 7];
    const result = correlation([1, 2, 3, 4, 5, 6, 7, 8], y, { method: "kendall" });
    expect(result).toMatchObject({ standardError: 0, interval: null, caveats: [{ code: "no-interval", path: null }] });
    agree(result.estimate, 5 / 7, 1e-15);
  });
});

describe("correlation() at any offset and size", () => {
  const x = [1, 4, 2, 8, 5, 7, 3, 9, 6, 6];
  const y = [2, 3, 5, 9, 4, 8, 1, 7, 7, 6];
  const plain = (method: (typeof METHODS)[number]) => correlation(x, y, { method });

  it.each(METHODS)("by %s is the same 1e9 standard deviations from 0", (method) => {
    // eighths, so that the sums are exact
    const far = correlation(
      x.map((v) => 3e9 + v / 8),
      y.map((v) => v - 2 ** 33),
      { method },
    );
    agree(far.estimate, plain(method).estimate, 1e-15);
    agree(far.test.pValue, plain(method).test.pValue as number, 1e-13);
  });

  it.each(METHODS)("by %s is the same for values of 1e300 and of 1e-300", (method) => {
    const extreme = correlation(
      x.map((v) => v * 1e300),
      y.map((v) => v * 1e-300),
      { method },
    );
    agree(extreme.estimate, plain(method).estimate, 1e-15);
    agreeEnds(extreme.interval, Object.values(plain(method).interval as object).slice(0, 2) as number[], 1e-13);
  });
});

describe("correlation() refuses", () => {
  const y = [1, 3, 2, 5];
  const bad = (a: unknown, b: unknown, options?: unknown) =>
    errorOf(() => correlation(a as number[], b as number[], options as CorrelationOptions));

  it.each<[string, unknown[], string, string]>([
    [
      "an element that is no number",
      [[1, 2, Number.NaN, 4], y],
      "x.2",
      "be a finite number, null or undefined, received NaN",
    ],
    [
      "text",
      [
        [1, 2, 3, 4],
        [1, "2", 3, 4],
      ],
      "y.1",
      'be a finite number, null or undefined, received "2"',
    ],
    ["columns of different lengths", [[1, 2, 3], y], "x", "have the length of y (4), received 3"],
    [
      "an unknown method",
      [y, y, { method: "tau" }],
      "method",
      'be one of "pearson", "spearman", "kendall", received "tau"',
    ],
    [
      "an unknown alternative",
      [y, y, { alternative: "more" }],
      "alternative",
      'be one of "two-sided", "less", "greater", received "more"',
    ],
    [
      "a level of 95",
      [y, y, { confidenceLevel: 95 }],
      "confidenceLevel",
      "be a number between 0 and 1, both excluded, such as 0.95, received 95",
    ],
    ["a set, which has no order", [new Set(y), y], "x", "be an array or a typed array, received an object (Object)"],
    ["options that are null", [y, y, null], "options", "be an object, received null"],
  ])("%s", (_, [a, b, options], path, rule) => {
    expect(bad(a, b, options)).toEqual(invalid("correlation", path, rule));
  });

  it("fewer than three complete rows, as too few", () => {
    const rule = "must share at least 3 complete rows with y, received";
    expect(bad([], [])).toEqual(insufficient("correlation", "x", `${rule} 0`));
    expect(bad([1, 2, null, 4], [1, null, 3, 4])).toEqual(insufficient("correlation", "x", `${rule} 2`));
  });

  it.each(METHODS)("a column that does not vary, by %s", (method) => {
    for (const [constant, shown] of [
      [[3, 3, 3, 3], 3],
      [[0, -0, 0, 0], 0],
      [[0.3, 0.1 + 0.2, 0.3, 0.3], 0.3],
      [[1e300, 1e300, 1e300, 1e300], 1e300],
    ] as const) {
      const message = (path: string) => `correlation: ${path} must vary, received 4 values of ${shown}`;
      expect(bad(constant, y, { method })).toEqual({ code: "degenerate-data", path: "x", message: message("x") });
      expect(bad(y, constant, { method })).toEqual({ code: "degenerate-data", path: "y", message: message("y") });
    }
  });
});
