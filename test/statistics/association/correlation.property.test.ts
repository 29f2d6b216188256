import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CorrelationResult, correlation } from "../../../src/statistics/association/correlation";
import { agree, expectPlain } from "../../assertions";

const METHODS = ["pearson", "spearman", "kendall"] as const;
const ratings = fc.integer({ min: 1, max: 7 });
/** Rows of two ratings, neither constant; ties everywhere. */
const tables = fc
  .array(fc.tuple(ratings, ratings), { minLength: 3, maxLength: 30 })
  .filter((rows) => [0, 1].every((j) => new Set(rows.map((row) => row[j])).size > 1));
/** Two columns without ties. */
const untied = fc.integer({ min: 3, max: 60 }).chain((n) => {
  const column = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: n, maxLength: n });
  return fc.tuple(column, column);
});
const runs = { numRuns: 60 };

function of(rows: readonly (readonly number[])[], method: (typeof METHODS)[number], options: object = {}) {
  return correlation(
    rows.map((row) => row[0] as number),
    rows.map((row) => row[1] as number),
    { method, ...options },
  );
}

function expectSame(actual: CorrelationResult, expected: CorrelationResult) {
  agree(1 + actual.estimate, 1 + expected.estimate, 1e-14);
  for (const part of ["pValue", "statistic"] as const) {
    if (expected.test[part] === null) expect(actual.test[part]).toBeNull();
    else expect(Math.abs((actual.test[part] as number) - expected.test[part])).toBeLessThanOrEqual(1e-9);
  }
}

describe.each(METHODS)("correlation() by %s", (method) => {
  it("lies in [-1, 1] and within its interval, which is wider at a higher level and stays in [-1, 1]", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const [narrow, wide] = [0.5, 0.99].map((confidenceLevel) => of(rows, method, { confidenceLevel }));
        expectPlain(wide);
        expect(Math.abs(wide!.estimate)).toBeLessThanOrEqual(1);
        expect(wide!.test.pValue ?? 0).toBeLessThanOrEqual(1);
        if (wide!.interval === null || narrow!.interval === null) {
          expect(wide!.caveats).toHaveLength(1);
          return;
        }
        expect(wide!.interval.lower).toBeLessThanOrEqual(narrow!.interval.lower);
        expect(narrow!.interval.lower).toBeLessThan(wide!.estimate);
        expect(narrow!.interval.upper).toBeGreaterThan(wide!.estimate);
        expect(wide!.interval.upper).toBeGreaterThanOrEqual(narrow!.interval.upper);
        expect(wide!.interval.lower).toBeGreaterThanOrEqual(-1);
        expect(wide!.interval.upper).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });

  it("is the same in any order of the rows and of the columns", () => {
    fc.assert(
      fc.property(tables, fc.nat(), (rows, shift) => {
        const turned = rows.map((_, i) => rows[(i + shift) % rows.length]!);
        expectSame(of(turned, method), of(rows, method));
        expectSame(
          of(
            rows.map(([a, b]) => [b, a]),
            method,
          ),
          of(rows, method),
        );
      }),
      runs,
    );
  });

  it("changes its sign where a column does, and its interval with it", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const there = of(rows, method);
        const back = of(
          rows.map(([a, b]) => [a, -b]),
          method,
        );
        agree(back.estimate, there.estimate === 0 ? 0 : -there.estimate, 1e-13);
        agree(2 + (back.interval?.lower ?? 0), 2 - (there.interval?.upper ?? 0), 1e-13);
        const [less, greater] = [
          of(
            rows.map(([a, b]) => [a, -b]),
            method,
            { alternative: "less" },
          ),
          of(rows, method, { alternative: "greater" }),
        ];
        agree(1 + (less.test.pValue ?? 0), 1 + (greater.test.pValue ?? 0), 1e-12);
      }),
      runs,
    );
  });

  it("does not see a change of unit", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -1000, max: 1000 }), (rows, a, b) => {
        expectSame(
          of(
            rows.map(([x, y]) => [a * x + b, y]),
            method,
          ),
          of(rows, method),
        );
      }),
      runs,
    );
  });

  it("leaves rows with a missing value out, counts them, and does not change its input", () => {
    fc.assert(
      fc.property(tables, fc.array(fc.nat({ max: 30 }), { maxLength: 5 }), (rows, places) => {
        const [x, y] = [0, 1].map((j) => rows.map((row) => row[j] as number | null)) as [
          (number | null)[],
          (number | null)[],
        ];
        places.forEach((place, i) => {
          x.splice(place, 0, i % 2 ? null : 3);
          y.splice(place, 0, i % 2 ? 4 : null);
        });
        const before = [[...x], [...y]];
        const result = correlation(x, y, { method });
        const without = of(rows, method);
        expect([x, y]).toEqual(before);
        expect(result).toMatchObject({ n: rows.length, nMissing: places.length, estimate: without.estimate });
        expect(result.test).toEqual(without.test);
      }),
      runs,
    );
  });

  it("has a p-value of both sides that is twice the smaller one, at most 1", () => {
    fc.assert(
      fc.property(untied, ([x, y]) => {
        const p = (alternative: "two-sided" | "less" | "greater") =>
          correlation(x, y, { method, alternative }).test.pValue;
        if (p("two-sided") === null) return;
        agree(p("two-sided"), Math.min(1, 2 * Math.min(p("less") as number, p("greater") as number)), 1e-12);
      }),
      runs,
    );
  });

  it("narrows where every row comes twice", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const [once, twice] = [of(rows, method), of([...rows, ...rows], method)];
        agree(1 + twice.estimate, 1 + once.estimate, 1e-14);
        if (once.interval === null || twice.interval === null) return;
        expect(twice.interval.upper - twice.interval.lower).toBeLessThan(once.interval.upper - once.interval.lower);
      }),
      runs,
    );
  });
});

describe("correlation() of ranks", () => {
  it("does not see a rising transformation", () => {
    fc.assert(
      fc.property(untied, ([x, y]) => {
        for (const method of ["spearman", "kendall"] as const) {
          const curved = correlation(
            x.map((v) => v ** 3),
            y.map((v) => Math.exp(v / 100)),
            { method },
          );
          expect(curved).toEqual(correlation(x, y, { method }));
        }
      }),
      runs,
    );
  });

  it("by kendall is what counting every pair gives, and by spearman Pearson's of the ranks", () => {
    fc.assert(
      fc.property(untied, ([x, y]) => {
        let difference = 0;
        x.forEach((a, i) => {
          for (let j = 0; j < i; j++) difference += Math.sign(a - x[j]!) * Math.sign(y[i]! - y[j]!);
        });
        agree(correlation(x, y, { method: "kendall" }).estimate, difference / ((x.length * (x.length - 1)) / 2), 1e-14);
        const rank = (column: number[]) => column.map((v) => column.filter((w) => w <= v).length);
        const ofRanks = correlation(rank(x), rank(y));
        const spearman = correlation(x, y, { method: "spearman" });
        agree(1 + spearman.estimate, 1 + ofRanks.estimate, 1e-15);
      }),
      runs,
    );
  });
});
