import { describe, expect, it } from "vitest";
import { adjustPValues } from "../../../src/statistics/hypothesis-tests/adjust-p-values";
import { agree, errorOf, invalid } from "../../assertions";
import golden from "../../golden/adjust-p-values.json" with { type: "json" };

const METHODS = ["holm", "bonferroni", "hochberg", "benjamini-hochberg", "benjamini-yekutieli"] as const;

describe("adjustPValues() against R's p.adjust (adjust-p-values.R)", () => {
  it.each(golden.cases)("$name, by every method", ({ p, comparisons, adjusted }) => {
    for (const method of METHODS) {
      const result = adjustPValues(p, { method, comparisons: comparisons ?? undefined });
      expect(result).toHaveLength(p.length);
      result.forEach((value, i) => {
        const expected = adjusted[method][i] as number | null;
        if (expected === null) expect(value).toBeNull();
        else agree(value, expected, 1e-14);
      });
    }
  });

  it("takes Holm's method unless told", () => {
    const [first] = golden.cases;
    expect(adjustPValues(first!.p as number[])).toEqual(adjustPValues(first!.p as number[], { method: "holm" }));
  });
});

describe("adjustPValues()", () => {
  it("has nothing to say of nothing, and leaves a single p-value as it is", () => {
    for (const method of METHODS) {
      expect(adjustPValues([], { method })).toEqual([]);
      expect(adjustPValues([0.3], { method })).toEqual([0.3]);
      expect(adjustPValues([null, undefined, 0.3], { method })).toEqual([null, null, 0.3]);
    }
  });

  it("reads typed arrays and iterables", () => {
    const expected = adjustPValues([0.01, 0.04, 0.03]);
    expect(adjustPValues(Float64Array.of(0.01, 0.04, 0.03))).toEqual(expected);
    expect(adjustPValues(new Set([0.01, 0.04, 0.03]))).toEqual(expected);
  });

  it("takes as many comparisons as anybody can have made", () => {
    for (const method of METHODS) expect(adjustPValues([0.5], { method, comparisons: 2 ** 53 - 1 })).toEqual([1]);
    expect(adjustPValues([0], { method: "benjamini-yekutieli", comparisons: 2 ** 53 - 1 })).toEqual([0]);
  });

  it.each<[string, unknown, object | null, string, string]>([
    ["a p-value above 1", [0.1, 1.5], {}, "p.1", "be a number in [0, 1], received 1.5"],
    ["a negative p-value", [-0.1], {}, "p.0", "be a number in [0, 1], received -0.1"],
    ["NaN", [0.1, null, Number.NaN], {}, "p.2", "be a number in [0, 1], received NaN"],
    ["a string", ["0.1"], {}, "p.0", 'be a number in [0, 1], received "0.1"'],
    ["what is no sequence", 0.1, {}, "p", "be an array, a typed array or an iterable of numbers, received 0.1"],
    ["fewer comparisons than p-values", [0.1, null, 0.2], { comparisons: 1 }, "comparisons", `${COUNT(2)}, received 1`],
    ["half a comparison", [0.1], { comparisons: 1.5 }, "comparisons", `${COUNT(1)}, received 1.5`],
    [
      "an unknown method",
      [0.1],
      { method: "BH" },
      "method",
      `be one of ${METHODS.map((method) => `"${method}"`).join(", ")}, received "BH"`,
    ],
    ["options that are null", [0.1], null, "options", "be an object, received null"],
  ])("rejects %s", (_, p, options, path, rule) => {
    expect(errorOf(() => adjustPValues(p as number[], options as object))).toEqual(
      invalid("adjustPValues", path, rule),
    );
  });
});

function COUNT(least: number) {
  return `be an integer in [${least}, 9007199254740991]`;
}
