import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tallyFromRows } from "../../src/input/tally-from-rows";
import { mergeTallies } from "../../src/statistics/summaries/merge-tallies";
import { tally } from "../../src/statistics/summaries/tally";

const scales = fc
  .record({ min: fc.integer({ min: -20, max: 20 }), width: fc.integer({ min: 1, max: 12 }) })
  .map(({ min, width }) => ({ min, max: min + width }));
const surveys = scales.chain((scale) =>
  fc.record({ scale: fc.constant(scale), answers: fc.array(fc.option(fc.integer(scale), { freq: 6 })) }),
);
/** How drivers write a whole number. */
const writers = fc.constantFrom<((value: number) => unknown)[]>(
  (value) => value,
  (value) => String(value),
  (value) => BigInt(value),
  (value) => ` ${value}.0 `,
  (value) => value.toExponential(),
);

/** The groups of a `GROUP BY`, sparse, in the order of first appearance. */
function grouped(answers: readonly (number | null)[]): { level: number | null; count: number }[] {
  const counts = new Map<number | null, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return Array.from(counts, ([level, count]) => ({ level, count }));
}

describe("tallyFromRows()", () => {
  it("tallyFromRows() of grouped answers is the tally of the answers, however the driver writes numbers", () => {
    fc.assert(
      fc.property(surveys, writers, writers, ({ scale, answers }, writeRating, writeCount) => {
        const rows = grouped(answers).map(({ level, count }) => ({
          score: level === null ? null : writeRating(level),
          n: writeCount(count),
        }));
        expect(tallyFromRows(rows, { rating: "score", count: "n", scale })).toStrictEqual(tally(answers, { scale }));
      }),
    );
  });

  it("tallyFromRows() adds up duplicate rows, so that one row an answer is the tally too", () => {
    fc.assert(
      fc.property(surveys, ({ scale, answers }) => {
        const rows = answers.map((score) => ({ score, n: 1 }));
        expect(tallyFromRows(rows, { rating: "score", count: "n", scale })).toStrictEqual(tally(answers, { scale }));
      }),
    );
  });

  it("tallyFromRows() of two warehouses' rows is the merged tally of each", () => {
    fc.assert(
      fc.property(surveys, fc.nat(), ({ scale, answers }, at) => {
        const rows = grouped(answers).map(({ level, count }) => ({ score: level, n: BigInt(count) }));
        const options = { rating: "score", count: "n", scale };
        const [left, right] = [rows.slice(0, at % (rows.length + 1)), rows.slice(at % (rows.length + 1))];
        expect(mergeTallies(tallyFromRows(left, options), tallyFromRows(right, options))).toStrictEqual(
          tallyFromRows(rows, options),
        );
      }),
    );
  });

  it("tallyFromRows() gives plain results and changes no row", () => {
    fc.assert(
      fc.property(surveys, ({ scale, answers }) => {
        const rows = grouped(answers).map(({ level, count }) => ({ score: level, n: String(count) }));
        const before = structuredClone(rows);
        const result = tallyFromRows(rows, { rating: "score", count: "n", scale });
        expect(rows).toEqual(before);
        expect(JSON.parse(JSON.stringify(result))).toStrictEqual(result);
        for (const count of [...result.counts, result.n, result.nMissing]) expect(Object.is(count, -0)).toBe(false);
      }),
    );
  });
});
