import { describe, expect, it } from "vitest";
import { correlation } from "../../../src/statistics/association/correlation";
import {
  type PartialCorrelationOptions,
  partialCorrelation,
} from "../../../src/statistics/association/partial-correlation";
import { agree, agreeEnds, errorOf, expectPlain, invalid } from "../../assertions";
import tests from "../../golden/correlation-tests.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

const METHODS = ["pearson", "spearman"] as const;

describe.each(METHODS)(
  "partialCorrelation() by %s against R, from the inverse correlation matrix and residuals",
  (method) => {
    it.each(tests.partial)("$x and $y of $csv", ({ csv, x, y, controls, n, ...results }) => {
      const table = readTable(csv);
      const held = Object.fromEntries(controls.map((name) => [name, table[name] ?? []]));
      const r = results[method];
      const result = partialCorrelation(table[x] ?? [], table[y] ?? [], held, { method });
      agree(result.estimate, r.estimate, 1e-13);
      agree(result.estimate, r.residual, 1e-13);
      agree(result.test.statistic, r.statistic, 1e-13);
      agree(result.test.pValue, r.pValue, 1e-12);
      agreeEnds(result.interval, r.interval95, 1e-13);
      expect(result).toMatchObject({
        kind: "partial-correlation",
        unit: "value",
        method,
        controls,
        aliased: [],
        n,
        caveats: [],
      });
      expect(result.test).toMatchObject({ degreesOfFreedom: [r.df], alternative: "two-sided", method: `${method}-t` });
      const greater = partialCorrelation(table[x] ?? [], table[y] ?? [], held, { method, alternative: "greater" });
      agree(greater.test.pValue, r.greater, 1e-12);
      expect(greater.interval?.upper).toBe(1);
    });
  },
);

describe("partialCorrelation()", () => {
  const x = [4, 2, 5, 3, 4, 1, 3, 5, 2];
  const y = [8, 5, 9, 7, 6, 3, 6, 10, 6];
  const z = [5, 3, 4, 4, 3, 1, 3, 5, 1];

  it("with one control is what the three correlations give", () => {
    const r = (a: number[], b: number[]) => correlation(a, b).estimate;
    const expected = (r(x, y) - r(x, z) * r(y, z)) / Math.sqrt((1 - r(x, z) ** 2) * (1 - r(y, z) ** 2));
    const result = partialCorrelation(x, y, { z });
    agree(result.estimate, expected, 1e-13);
    agree(result.standardError, (1 - expected ** 2) / Math.sqrt(7), 1e-13);
  });

  it.each(METHODS)("by %s takes controls that say nothing new, without their degrees of freedom", (method) => {
    const plain = partialCorrelation(x, y, { z }, { method });
    const more = partialCorrelation(x, y, { seven: x.map(() => 7), z, again: z.map((v) => 2 * v + 1) }, { method });
    expect(more.aliased).toEqual(["seven", "again"]);
    expect(more.controls).toEqual(["seven", "z", "again"]);
    expect(more.caveats).toEqual([{ code: "aliased-columns", path: "aliased" }]);
    agree(more.estimate, plain.estimate, 1e-13);
    expect(more.test.degreesOfFreedom).toEqual([6]);
    agreeEnds(more.interval, [plain.interval?.lower ?? 0, plain.interval?.upper ?? 0], 1e-12);
    // a constant alone leaves the plain correlation, with its t test
    const alone = partialCorrelation(x, y, { seven: x.map(() => 7) }, { method });
    const whole = correlation(x, y, { method });
    agree(alone.estimate, whole.estimate, 1e-14);
    agree(alone.standardError, whole.standardError as number, 1e-13);
    agreeEnds(alone.interval, [whole.interval?.lower ?? 0, whole.interval?.upper ?? 0], 1e-13);
  });

  it("is 1 or -1 without interval or test where the rest lies on a line", () => {
    const line = x.map((v, i) => 2 * (z[i] as number) - 3 * v);
    const result = partialCorrelation(x, line, { z });
    expect(result).toMatchObject({
      estimate: -1,
      interval: null,
      caveats: [{ code: "perfect-correlation", path: null }],
    });
    expect(result.test).toMatchObject({ statistic: null, pValue: null });
    expectPlain(result);
  });

  it("has no interval with one row more than the test needs", () => {
    const result = partialCorrelation([1, 2, 4, 3], [2, 1, 3, 5], { z: [1, 1, 2, 3] });
    expect(result).toMatchObject({ interval: null, caveats: [{ code: "no-interval", path: null }] });
    expect(result.test.degreesOfFreedom).toEqual([1]);
  });

  it("leaves rows out whole and counts what each column misses", () => {
    const { rows, n, nMissing } = partialCorrelation([null, ...x], [1, ...y], { z: [3, ...z.slice(0, -1), null] });
    expect([n, nMissing]).toEqual([8, 2]);
    expect(rows.missing).toEqual([
      { name: "z", n: 1 },
      { name: "x", n: 1 },
      { name: "y", n: 0 },
    ]);
  });

  it("far from 0 and in any unit is the same", () => {
    const plain = partialCorrelation(x, y, { z });
    const far = partialCorrelation(
      x.map((v) => v * 1e-300),
      y.map((v) => v * 1e300),
      { z: z.map((v) => v / 8 + 1e9) },
    );
    agree(far.estimate, plain.estimate, 1e-12);
    agree(far.test.pValue, plain.test.pValue as number, 1e-11);
  });
});

describe("partialCorrelation() refuses", () => {
  const x = [1, 2, 3, 4, 5];
  const y = [1, 3, 2, 5, 4];
  const z = [2, 2, 1, 4, 6];
  const bad = (...[a, b, controls, options]: unknown[]) =>
    errorOf(() =>
      partialCorrelation(a as number[], b as number[], controls as object, options as PartialCorrelationOptions),
    );

  it.each<[string, unknown[], string, string]>([
    ["no control", [x, y, {}], "controls", "have at least one column, received an object (Object)"],
    ["an array of controls", [x, y, [z]], "controls", "be an object of named columns, received an object (Array)"],
    [
      "an element that is no number",
      [x, y, { z: [1, 2, 3, "4", 5] }],
      "controls.z.3",
      'be a finite number, null or undefined, received "4"',
    ],
    ["controls of another length", [x, y, { z: [1, 2] }], "controls.z", "have the length of y (5), received 2"],
    ["kendall", [x, y, { z }, { method: "kendall" }], "method", 'be one of "pearson", "spearman", received "kendall"'],
    ["options that are null", [x, y, { z }, null], "options", "be an object, received null"],
  ])("%s", (_, args, path, rule) => {
    expect(bad(...args)).toEqual(invalid("partialCorrelation", path, rule));
  });

  it("as many rows as controls and two, as too few", () => {
    expect(bad([1, 2, 3, null], [1, 3, 2, 1], { z: [1, 2, 2, 1] })).toEqual({
      code: "insufficient-data",
      path: "x",
      message: "partialCorrelation: x must have at least 4 complete rows with 1 control, received 3 (of 4)",
    });
  });

  it("a column of which the controls leave nothing, and one that does not vary", () => {
    const degenerate = (path: string) => ({
      code: "degenerate-data",
      path,
      message: `partialCorrelation: ${path} must vary where the controls do not`,
    });
    expect(
      bad(
        z.map((v) => 0.1 * v + 0.3),
        y,
        { z },
      ),
    ).toEqual(degenerate("x"));
    expect(
      bad(
        x,
        z.map((v) => 1 - v / 7),
        { z },
      ),
    ).toEqual(degenerate("y"));
    expect(bad([3, 3, 3, 3, 3], y, { z })).toEqual(degenerate("x"));
    expect(bad(x, [0, 0, 0, 0, 0], { z })).toEqual(degenerate("y"));
  });
});
