import { describe, expect, test } from "vitest";
import { leastSquares } from "../../src/numerics/least-squares";
import { randomGenerator } from "../../src/numerics/random";
import exact from "../golden/exact-least-squares.json" with { type: "json" };
import nist from "../golden/nist.json" with { type: "json" };
import { digits, powersOf, readTable } from "../golden/read-table";

type NistSet = (typeof nist.lls)["Norris"];

function nistColumns(set: NistSet) {
  const table = readTable(set.csv) as Record<string, number[]>;
  const y = table["y"] as number[];
  const predictors =
    set.predictors.length === 1
      ? powersOf(table["x"] as number[], set.polynomialDegree)
      : set.predictors.map((name) => table[name] as number[]);
  const columns = set.intercept ? [y.map(() => 1), ...predictors] : predictors;
  return { columns: columns.map((c) => Float64Array.from(c)), y: Float64Array.from(y) };
}

function standardErrors(fit: ReturnType<typeof leastSquares>) {
  const deviation = fit.residualNorm / Math.sqrt(fit.residuals.length - fit.rank);
  return Array.from(
    fit.coefficients,
    (_, j) => deviation * Math.sqrt(fit.unscaledCovariance[j * fit.rank + j] as number),
  );
}

describe("leastSquares() against NIST's certified values", () => {
  test.each(Object.entries(nist.lls) as [string, NistSet][])("%s", (name, set) => {
    const { columns, y } = nistColumns(set);
    const fit = leastSquares(columns, y);
    expect(fit.aliased).toEqual([]);
    const bar = name === "Filip" ? { b: 7.3, se: 7.3 } : { b: 13, se: 12.5 };
    set.params.forEach((param, j) => {
      expect(digits(fit.coefficients[j] as number, Number(param.estimate))).toBeGreaterThanOrEqual(bar.b);
      const se = standardErrors(fit)[j] as number;
      expect(digits(se, Number(param.sd))).toBeGreaterThanOrEqual(Number(param.sd) === 0 ? 9 : bar.se);
    });
  });
});

describe("leastSquares() against exact rational arithmetic on the same doubles", () => {
  test.each(exact.cases)("$name: every digit", ({ name, columns, outcome, ...expected }) => {
    const data =
      columns === undefined
        ? nistColumns(nist.lls[name as keyof typeof nist.lls] as NistSet)
        : { columns: columns.map((c) => Float64Array.from(c)), y: Float64Array.from(outcome) };
    const fit = leastSquares(data.columns, data.y);
    expected.coefficients.forEach((b, j) => {
      expect(digits(fit.coefficients[j] as number, Number(b))).toBeGreaterThan(14.5);
    });
    expected.standardErrors.forEach((se, j) => {
      // (X'X)^-1 overflows beside a column of 1e-300, and underflows beside one of 1e300: linearModel scales first
      if (!name.startsWith("predictors 1e300")) {
        expect(digits(standardErrors(fit)[j] as number, Number(se))).toBeGreaterThan(12.5);
      }
    });
    expect(digits(fit.residualNorm, Number(expected.residualNorm))).toBeGreaterThan(14.5);
    const largest = Math.max(...data.y.map(Math.abs));
    expected.residuals.forEach((r, i) => {
      const error = Math.abs((fit.residuals[i] as number) - Number(r));
      // the second term is the last of double-double's digits, where the fit is perfect
      expect(error).toBeLessThanOrEqual(3e-15 * Number(expected.residualNorm) + largest * 2 ** -90);
    });
  });
});

describe("leastSquares() and dependent columns", () => {
  const random = randomGenerator(3);
  test.each([10, 1000, 100_000])("keeps the earlier of dependent columns at n = %d", (n) => {
    const column = (f: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => f(i));
    const a = column(() => random.uniform());
    const b = column(() => 1e9 + random.uniform());
    const y = column(() => random.uniform());
    const at = (v: Float64Array, i: number) => v[i] as number;
    const fit = leastSquares(
      [
        column(() => 1),
        column(() => 0.1),
        a,
        a,
        b,
        column((i) => 0.1 * at(a, i) + 0.7 * at(b, i)),
        column((i) => (at(a, i) - 0.49) / 0.3),
        column((i) => at(b, i) - 1e9),
        column(() => 0),
      ],
      y,
    );
    expect(fit.kept).toEqual([0, 2, 4]);
    expect(fit.aliased).toEqual([1, 3, 5, 6, 7, 8]);
    expect(fit.coefficients).toEqual(leastSquares([column(() => 1), a, b], y).coefficients);
  });

  test("a column that differs by one part in 1e9 is not dependent", () => {
    const x = Float64Array.from({ length: 50 }, () => random.uniform());
    const near = x.map((v) => v * (1 + 1e-9 * random.uniform()));
    expect(leastSquares([x, near], x).aliased).toEqual([]);
  });

  test("columns beyond the number of rows are aliased, and no rows leave no coefficient", () => {
    const fit = leastSquares(
      [Float64Array.of(1, 2), Float64Array.of(1, 1), Float64Array.of(5, 1)],
      Float64Array.of(1, 3),
    );
    expect(fit.aliased).toEqual([2]);
    expect(leastSquares([new Float64Array(0)], new Float64Array(0))).toMatchObject({ rank: 0, conditionNumber: 1 });
  });
});

describe("leastSquares() reports conditioning", () => {
  test("the condition number of orthogonal columns is 1, whatever their scale", () => {
    const fit = leastSquares(
      [Float64Array.of(1, 1, 1, 1), Float64Array.of(1e9, -1e9, 1e9, -1e9)],
      Float64Array.of(1, 2, 3, 5),
    );
    expect(fit.conditionNumber).toBeCloseTo(1, 14);
  });

  test("two unit columns at cosine c have the condition number sqrt((1 + c) / (1 - c))", () => {
    // (3,4)/5 and (1,0): c = 0.6
    const fit = leastSquares([Float64Array.of(3, 4, 0), Float64Array.of(7, 0, 0)], Float64Array.of(1, 1, 1));
    expect(fit.conditionNumber).toBeCloseTo(2, 14);
  });

  test("well-conditioned tables pay nothing for refinement; an offset outcome is refined although the table is not to blame", () => {
    const random = randomGenerator(5);
    const one = new Float64Array(1000).fill(1);
    const x = one.map(() => random.below(5) - 2);
    const y = x.map((v) => v + random.uniform());
    expect(leastSquares([one, x], y).refinements).toBe(0);
    expect(
      leastSquares(
        [one, x],
        y.map((v) => v + 1e9),
      ).refinements,
    ).toBeGreaterThan(0);
  });

  test("leaves its input alone", () => {
    const columns = [Float64Array.of(1, 1, 1), Float64Array.of(1e300, 2e300, 4e300)];
    const y = Float64Array.of(1, 5, 2);
    const before = structuredClone({ columns, y });
    leastSquares(columns, y);
    expect({ columns, y }).toEqual(before);
  });
});
