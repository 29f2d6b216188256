import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isotonicRegression } from "../../../src/statistics/models/isotonic-regression";
import { agree, errorOf, invalid } from "../../assertions";
import satloy from "../../golden/satloy.json" with { type: "json" };

/** The least-squares fit by its min-max formula: the largest over starts of the smallest over ends of mean(start..end). */
function byMinMax(values: readonly number[], weights: readonly number[]) {
  const mean = (from: number, to: number) => {
    let [sum, total] = [0, 0];
    for (let i = from; i <= to; i++) {
      sum += (weights[i] as number) * (values[i] as number);
      total += weights[i] as number;
    }
    return sum / total;
  };
  const indices = values.map((_, i) => i);
  return indices.map((i) =>
    Math.max(...indices.slice(0, i + 1).map((from) => Math.min(...indices.slice(i).map((to) => mean(from, to))))),
  );
}

describe("isotonicRegression()", () => {
  it.each(satloy.curves)("agrees with R on $id (1e-12)", ({ levels, isotonicWeighted }) => {
    const fit = isotonicRegression(
      levels.map((level) => level.mean),
      { precisionWeights: levels.map((level) => level.n) },
    );
    expect(fit).toHaveLength(isotonicWeighted.length);
    fit.forEach((value, i) => {
      agree(value, isotonicWeighted[i] as number, 1e-12);
    });
  });

  it("pools what decreases into its mean, weighted where there are weights", () => {
    expect(isotonicRegression([1, 3, 2, 4])).toStrictEqual([1, 2.5, 2.5, 4]);
    expect(isotonicRegression([1, 3, 2], { precisionWeights: [1, 3, 1] })).toStrictEqual([1, 2.75, 2.75]);
    expect(isotonicRegression([4, 3, 2, 1])).toStrictEqual([2.5, 2.5, 2.5, 2.5]);
    expect(isotonicRegression([5])).toStrictEqual([5]);
    expect(isotonicRegression([])).toStrictEqual([]);
  });

  it("pools back over earlier stretches", () => {
    expect(isotonicRegression([1, 2, 3, -2])).toStrictEqual([1, 1, 1, 1]);
  });

  it("reads typed arrays, and returns an array of its own", () => {
    const values = Object.freeze([3, 1]);
    expect(isotonicRegression(Float32Array.of(3, 1), { precisionWeights: Uint8Array.of(1, 3) })).toStrictEqual([
      1.5, 1.5,
    ]);
    expect(isotonicRegression(values)).toStrictEqual([2, 2]);
    expect(values).toStrictEqual([3, 1]);
  });

  it("reads any iterable", () => {
    const once = <T>(list: readonly T[]) => list.values() as Iterable<T> as readonly T[];
    expect(isotonicRegression(new Set([3, 1]) as Iterable<number> as number[])).toStrictEqual([2, 2]);
    expect(isotonicRegression(once([3, 1]), { precisionWeights: once([1, 3]) })).toStrictEqual([1.5, 1.5]);
  });

  it("has no -0", () => {
    expect(isotonicRegression([-0])).toStrictEqual([0]);
    expect(isotonicRegression([1, -1])).toStrictEqual([0, 0]);
  });

  it("pools numbers and weights near the end of the doubles", () => {
    expect(isotonicRegression([1e308, -1e308])).toStrictEqual([0, 0]);
    expect(isotonicRegression([3, 1], { precisionWeights: [1.7e308, 1.7e308] })).toStrictEqual([2, 2]);
  });
});

describe("isotonicRegression() rejects", () => {
  const finite = "be a finite number, received";
  const sequence = "be an array, a typed array or an iterable of numbers, received";
  const positive = "be a finite number > 0, received";
  it.each<[string, unknown, unknown, string, string]>([
    ["NaN", [1, Number.NaN], undefined, "values.1", `${finite} NaN`],
    ["infinity", [1, Infinity], undefined, "values.1", `${finite} Infinity`],
    ["a missing value, for a fit has no gaps", [1, null], undefined, "values.1", `${finite} null`],
    ["a hole", new Array(1), undefined, "values.0", `${finite} undefined`],
    ["a value in words", ["1"], undefined, "values.0", `${finite} "1"`],
    ["a bigint", [1n], undefined, "values.0", `${finite} 1n`],
    ["a BigInt64Array", BigInt64Array.of(1n), undefined, "values", `${sequence} an object (BigInt64Array)`],
    ["a weight of 0", [1, 2], [1, 0], "precisionWeights.1", `${positive} 0`],
    ["a negative weight", [1, 2], [-1, 1], "precisionWeights.0", `${positive} -1`],
    ["a weight of NaN", [1, 2], [1, Number.NaN], "precisionWeights.1", `${positive} NaN`],
    ["an infinite weight", [1, 2], [1, Infinity], "precisionWeights.1", `${positive} Infinity`],
    ["a missing weight", [1, 2], [1, null], "precisionWeights.1", `${positive} null`],
    ["a weight in words", [3, 1], ["2", "2"], "precisionWeights.0", `${positive} "2"`],
    ["a weight of true", [3, 1], [true, true], "precisionWeights.0", `${positive} true`],
    [
      "weights in a BigInt64Array",
      [3],
      BigInt64Array.of(1n),
      "precisionWeights",
      `${sequence} an object (BigInt64Array)`,
    ],
    ["a bigint weight", [3, 1], [1n, 1n], "precisionWeights.0", `${positive} 1n`],
    ["fewer weights than values", [1, 2], [1], "precisionWeights", "have the length of values (2), received 1"],
    ["more weights than values", [1, 2], [1, 1, 1], "precisionWeights", "have the length of values (2), received 3"],
  ])("%s", (_, values, weights, path, rule) => {
    expect(errorOf(() => isotonicRegression(values as number[], { precisionWeights: weights as number[] }))).toEqual(
      invalid("isotonicRegression", path, rule),
    );
  });

  it.each<[string, unknown, string]>([
    ["null", null, "null"],
    ["an object", {}, "an object (Object)"],
    ["an object with a length and an index", { length: 1, 0: 3 }, "an object (Object)"],
    ["a number", 3, "3"],
    ["a string", "31", '"31"'],
    ["a function with a length", (a: unknown, b: unknown) => [a, b], "an object (Object)"],
  ])("%s as values", (_, values, shown) => {
    expect(errorOf(() => isotonicRegression(values as number[]))).toEqual(
      invalid("isotonicRegression", "values", `${sequence} ${shown}`),
    );
  });

  it("null as options or weights", () => {
    expect(errorOf(() => isotonicRegression([1], null as never))).toEqual(
      invalid("isotonicRegression", "options", "be an object, received null"),
    );
    expect(errorOf(() => isotonicRegression([1], { precisionWeights: null as never }))).toEqual(
      invalid("isotonicRegression", "precisionWeights", `${sequence} null`),
    );
  });
});

describe("isotonicRegression()", () => {
  const point = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 100 }));
  const points = fc.array(point, { minLength: 1, maxLength: 25 });
  const fitted = (list: [number, number][]) => {
    const [values, weights] = [list.map(([value]) => value), list.map(([, weight]) => weight)];
    return { values, weights, fit: isotonicRegression(values, { precisionWeights: weights }) };
  };
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);

  it("never decreases", () => {
    fc.assert(
      fc.property(points, (list) => {
        fitted(list).fit.reduce((before, value) => {
          expect(value).toBeGreaterThanOrEqual(before);
          return value;
        });
      }),
    );
  });

  it("is the least-squares fit, as the min-max formula has it, to 1e-12", () => {
    fc.assert(
      fc.property(points, (list) => {
        const { values, weights, fit } = fitted(list);
        byMinMax(values, weights).forEach((expected, i) => {
          expect(Math.abs((fit[i] as number) - expected)).toBeLessThanOrEqual(1e-12 * 1000);
        });
      }),
    );
  });

  it("leaves a fit as it is", () => {
    fc.assert(
      fc.property(points, (list) => {
        const { weights, fit } = fitted(list);
        expect(isotonicRegression(fit, { precisionWeights: weights })).toStrictEqual(fit);
      }),
    );
  });

  it("keeps the weighted mean, to 1e-12", () => {
    fc.assert(
      fc.property(points, (list) => {
        const { values, weights, fit } = fitted(list);
        const size = dot(weights, values.map(Math.abs));
        expect(Math.abs(dot(weights, fit) - dot(weights, values))).toBeLessThanOrEqual(1e-12 * size);
      }),
    );
  });

  it("stays between the smallest and the largest value", () => {
    fc.assert(
      fc.property(points, (list) => {
        const { values, fit } = fitted(list);
        expect(Math.min(...fit)).toBeGreaterThanOrEqual(Math.min(...values));
        expect(Math.max(...fit)).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });

  it("is the same where a weight of k stands for k equal values side by side, to 1e-12", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -10, max: 10 }), fc.integer({ min: 1, max: 4 })), { maxLength: 10 }),
        (list) => {
          const { fit } = fitted(list);
          const repeated = isotonicRegression(list.flatMap(([value, times]) => new Array<number>(times).fill(value)));
          const spread = list.flatMap(([, times], i) => new Array<number>(times).fill(fit[i] as number));
          repeated.forEach((value, i) => {
            expect(Math.abs(value - (spread[i] as number))).toBeLessThanOrEqual(1e-12 * 10);
          });
        },
      ),
    );
  });

  it("is the same without weights as with equal ones", () => {
    fc.assert(
      fc.property(points, (list) => {
        const { values } = fitted(list);
        const unweighted = isotonicRegression(values);
        isotonicRegression(values, { precisionWeights: values.map(() => 8) }).forEach((value, i) => {
          expect(value).toBe(unweighted[i]);
        });
      }),
    );
  });
});
