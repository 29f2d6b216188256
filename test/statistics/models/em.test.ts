import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { em, type NormalParameters } from "../../../src/statistics/models/em";
import { missingPatterns, summarisePatterns, unseenPair } from "../../../src/statistics/models/missing-patterns";
import { standardColumns } from "../../../src/statistics/models/standard-columns";
import golden from "../../golden/em.json" with { type: "json" };
import { readTable } from "../../golden/read-table";

type Gaps = readonly (number | null)[];

function tableOf({ columns, csv, names }: { columns?: Gaps[]; csv?: string; names?: string[] }) {
  const survey = csv === undefined ? {} : readTable(csv);
  const lists = columns ?? (names as string[]).map((name) => survey[name] as Gaps);
  const table = lists.map((list) => Float64Array.from(list, (value) => value ?? Number.NaN));
  return standardColumns(
    "linearModelEm",
    table.map((_, j) => `c${j}`),
    table,
  );
}

const startOf = (p: number): NormalParameters => ({
  means: new Float64Array(p),
  covariance: Float64Array.from({ length: p * p }, (_, at) => (at % (p + 1) === 0 ? 1 : 0)),
});

function fitOf(columns: readonly Float64Array[], counts: readonly number[] | null = null, tolerance = 1e-12) {
  const all = counts ?? new Array((columns[0] as Float64Array).length).fill(1);
  const summaries = summarisePatterns(missingPatterns(columns), columns, all);
  return { unseen: unseenPair(summaries, columns.length), ...em(summaries, startOf(columns.length), tolerance) };
}

describe("em() finds the maximum of the likelihood that direct maximisation finds (em.py), to 1e-11", () => {
  it.each(golden.cases)("$name", (one) => {
    const { columns, centers, deviations, logDeviations } = tableOf(one as Parameters<typeof tableOf>[0]);
    const fit = fitOf(columns);
    if (fit.failure !== null) expect.fail(fit.failure);
    const p = columns.length;
    for (let i = 0; i < p; i++) {
      // in standard deviations
      const mean = (one.means[i] as number) / deviations[i]! - centers[i]!;
      expect(Math.abs(fit.means[i]! - mean)).toBeLessThan(1e-11 + 1e-15 * Math.abs(centers[i]!));
      for (let j = 0; j < p; j++) {
        const exact = (one.covariance[i]?.[j] as number) / deviations[i]! / deviations[j]!;
        expect(Math.abs(fit.covariance[i * p + j]! - exact)).toBeLessThan(1e-11);
      }
    }
    expect(Math.abs(fit.logLikelihood - logDeviations - one.logLikelihood)).toBeLessThan(
      1e-10 * Math.abs(one.logLikelihood),
    );
    expect(fit.lastStep).toBeLessThanOrEqual(1e-12);
  });
});

/** Tables of three columns, related and with gaps. */
const tables = fc
  .array(
    fc.tuple(
      fc.integer({ min: -9, max: 9 }),
      fc.integer({ min: -9, max: 9 }),
      fc.integer({ min: -9, max: 9 }),
      fc.nat(9),
    ),
    { minLength: 20, maxLength: 40 },
  )
  .map((rows) =>
    [0, 1, 2].map((j) =>
      Float64Array.from(rows, (row) => (row[3] === j ? Number.NaN : (row[j] as number) + (j > 0 ? row[0] : 0))),
    ),
  );

describe("em()", () => {
  it("counts a row twice as if it stood there twice, and one with 0 as if it did not", () => {
    fc.assert(
      fc.property(tables, fc.func(fc.integer({ min: 0, max: 3 })), (columns, key) => {
        const counts = Array.from(columns[0] as Float64Array, (_, i) => key(i));
        const places = counts.flatMap((count, i) => new Array<number>(count).fill(i));
        fc.pre(places.length > 10);
        const repeated = columns.map((column) => Float64Array.from(places, (i) => column[i] as number));
        const [one, two] = [fitOf(columns, counts), fitOf(repeated)];
        fc.pre(one.failure === null && two.failure === null);
        if (one.failure !== null || two.failure !== null) return;
        one.means.forEach((mean, j) => {
          expect(Math.abs(mean - (two.means[j] as number))).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 50 },
    );
  });

  it("ends where a plain step of EM leaves means and covariances in their place", () => {
    fc.assert(
      fc.property(tables, (columns) => {
        const fit = fitOf(columns);
        fc.pre(fit.failure === null);
        if (fit.failure !== null) return;
        // with a loose tolerance EM ends after the first two steps, which go nowhere
        const again = em(
          summarisePatterns(
            missingPatterns(columns),
            columns,
            columns[0]!.map(() => 1),
          ),
          fit,
          1,
        );
        if (again.failure !== null) expect.fail("failed");
        expect(again.iterations).toBe(2);
        again.covariance.forEach((value, at) => {
          expect(Math.abs(value - (fit.covariance[at] as number))).toBeLessThan(1e-9 * Math.abs(value) + 1e-9);
        });
      }),
      { numRuns: 50 },
    );
  });

  it("gives means and covariances, with divisor n, of a table without gaps", () => {
    const fit = fitOf([Float64Array.of(1, 2, 3, 6), Float64Array.of(2, 1, 4, 5)]);
    if (fit.failure !== null) expect.fail(fit.failure);
    expect(fit.means).toEqual(Float64Array.of(3, 3));
    [3.5, 2.5, 2.5, 2.5].forEach((value, at) => {
      expect(fit.covariance[at]).toBeCloseTo(value, 14);
    });
  });

  const gap = Number.NaN;
  const ramp = Float64Array.of(1, 2, 3, 4, 5, 6);
  it.each<[string, Float64Array[]]>([
    ["two columns that are the same where both are seen", [ramp, Float64Array.of(1, 2, 3, 4, gap, gap)]],
    ["a column that two rows tie to another", [ramp, Float64Array.of(gap, gap, gap, gap, 3, 5)]],
    ["a column that does not vary", [ramp, Float64Array.of(2, 2, 2, 2, 2, gap)]],
    ["a column that does not vary, without gaps", [ramp, ramp.map(() => 2)]],
  ])("calls singular %s", (_, columns) => {
    expect(fitOf(columns)).toMatchObject({ failure: "singular" });
  });

  it("ends where rounding leaves no smaller steps, as with nearly dependent columns", () => {
    const [a, b] = [
      Float64Array.from({ length: 60 }, (_, i) => Math.sin(i)),
      Float64Array.from({ length: 60 }, (_, i) => Math.cos(7 * i)),
    ];
    const c = a.map((value, i) => value + b[i]! + 1e-3 * Math.sin(i * i));
    const columns = [a, b, c].map((column, j) => column.map((value, i) => (i % 5 === j ? gap : value)));
    expect(fitOf(columns, null, 0)).toMatchObject({ failure: null });
  });
});

describe("unseenPair()", () => {
  const gap = Number.NaN;
  it("names two columns that no row has both of, or one without a value", () => {
    const of = (...columns: number[][]) => fitOf(columns.map((column) => Float64Array.from(column))).unseen;
    expect(of([1, 2, 4, gap], [3, 1, gap, 2])).toBeNull();
    expect(of([1, 2, gap, gap], [gap, gap, 3, 4])).toEqual([0, 1]);
    expect(of([1, 2, 4, 3], [gap, gap, gap, gap])).toEqual([0, 1]);
  });
});
