import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeTwoWayTallies } from "../../../src/statistics/summaries/merge-two-way-tallies";
import { tally } from "../../../src/statistics/summaries/tally";
import { type TwoWayTally, twoWayTally } from "../../../src/statistics/summaries/two-way-tally";
import { twoWayTallyFromCounts } from "../../../src/statistics/summaries/two-way-tally-from-counts";
import { errorOf, expectPlain } from "../../assertions";

const scales = { rowScale: { min: 1, max: 3 }, columnScale: { min: -1, max: 2 } };
const first = fc.option(fc.integer(scales.rowScale), { freq: 5 });
const second = fc.option(fc.integer(scales.columnScale), { freq: 5 });
// weights of eighths, whose sums and squares are exact, so that equality is too
const customer = fc.tuple(
  first,
  second,
  fc.nat({ max: 80 }).map((eighths) => eighths / 8),
);
const customers = fc.array(customer, { maxLength: 30 });

type Rows = readonly (readonly [number | null, number | null, number])[];
const one = (rows: Rows) => rows.map(([x]) => x);
const other = (rows: Rows) => rows.map(([, y]) => y);
const weigh = (rows: Rows) => rows.map(([, , w]) => w);
const plainOf = (rows: Rows) => twoWayTally(one(rows), other(rows), scales);
const weightedOf = (rows: Rows) => twoWayTally(one(rows), other(rows), { ...scales, weights: weigh(rows) });
const both = [plainOf, weightedOf];

/** What the table holds for a row's level or a column's, summed over the other side. */
const rowSums = (table: readonly (readonly number[])[]) => table.map((row) => row.reduce((sum, x) => sum + x, 0));
const columnSums = (table: readonly (readonly number[])[]) =>
  table[0]!.map((_, j) => table.reduce((sum, row) => sum + row[j]!, 0));

describe("twoWayTally()", () => {
  it("counts every pair as often as it occurs, and everybody once", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const { n, nMissing, rowMissing, columnMissing, counts } = plainOf(rows);
        const occurs = (x: number | null, y: number | null) => rows.filter(([a, b]) => a === x && b === y).length;
        expect(counts).toEqual([1, 2, 3].map((x) => [-1, 0, 1, 2].map((y) => occurs(x, y))));
        expect(n + nMissing).toBe(rows.length);
        expect([rowMissing, columnMissing]).toEqual(
          [one(rows), other(rows)].map((list) => list.filter((v) => v === null).length),
        );
      }),
    );
  });

  it("has the tallies of the complete pairs as its margins", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const complete = rows.filter(([x, y]) => x !== null && y !== null);
        const { n, counts, weights, squaredWeights } = weightedOf(rows);
        const ofRows = tally(one(complete), { scale: scales.rowScale, weights: weigh(complete) });
        const ofColumns = tally(other(complete), { scale: scales.columnScale, weights: weigh(complete) });
        expect(n).toBe(ofRows.n);
        expect([counts, weights!, squaredWeights!].map(rowSums)).toEqual([
          ofRows.counts,
          ofRows.weights,
          ofRows.squaredWeights,
        ]);
        expect([counts, weights!, squaredWeights!].map(columnSums)).toEqual([
          ofColumns.counts,
          ofColumns.weights,
          ofColumns.squaredWeights,
        ]);
      }),
    );
  });

  it("is the same from counts, in any order of the customers, and turned over where the ratings change places", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const whole = plainOf(rows);
        expect(
          twoWayTallyFromCounts(
            rows.map(([x, y]) => [x, y, 1] as const),
            scales,
          ),
        ).toStrictEqual(whole);
        expect(plainOf([...rows].reverse())).toStrictEqual(whole);
        const turned = twoWayTally(other(rows), one(rows), {
          rowScale: scales.columnScale,
          columnScale: scales.rowScale,
        });
        expect(turned.counts.map((row) => row.length)).toEqual([3, 3, 3, 3]);
        expect(turned.counts).toEqual(whole.counts[0]!.map((_, j) => whole.counts.map((row) => row[j])));
        expect([turned.rowMissing, turned.columnMissing]).toEqual([whole.columnMissing, whole.rowMissing]);
      }),
    );
  });

  it("counts with weights of 1 what it counts without, and nobody with weight 0", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const equal = weightedOf(rows.map(([x, y]) => [x, y, 1] as const));
        const plain = plainOf(rows);
        expect(equal).toStrictEqual({ ...plain, weights: plain.counts, squaredWeights: plain.counts });
        expect(weightedOf(rows)).toStrictEqual(weightedOf(rows.filter(([, , w]) => w > 0)));
      }),
    );
  });

  it("is plain, and leaves its input alone", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const columns = [one(rows), other(rows), weigh(rows)] as const;
        const before = structuredClone(columns);
        expectPlain(twoWayTally(columns[0], columns[1], { ...scales, weights: columns[2] }));
        expect(columns).toEqual(before);
      }),
    );
  });
});

describe("the algebra of two-way tallies", () => {
  const throughJson = (tallied: TwoWayTally) => JSON.parse(JSON.stringify(tallied)) as TwoWayTally;

  it("merges parts to the whole, associatively, commutatively and through JSON", () => {
    fc.assert(
      fc.property(fc.constantFrom(...both), customers, customers, customers, (of, a, b, c) => {
        const whole = of([...a, ...b, ...c]);
        const [x, y, z] = [of(a), of(b), of(c)];
        const before = structuredClone([x, y, z]);
        expect(mergeTwoWayTallies(mergeTwoWayTallies(x, y), z)).toStrictEqual(whole);
        expect(mergeTwoWayTallies(x, mergeTwoWayTallies(y, z))).toStrictEqual(whole);
        expect(mergeTwoWayTallies(throughJson(z), x, throughJson(y))).toStrictEqual(whole);
        expect([x, y, z]).toStrictEqual(before);
      }),
    );
  });

  it("doubles everything where the same customers are counted twice", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const once = plainOf(rows);
        const twice = mergeTwoWayTallies(once, once);
        expect(twice.counts).toEqual(once.counts.map((row) => row.map((count) => 2 * count)));
        expect([twice.n, twice.nMissing]).toEqual([2 * once.n, 2 * once.nMissing]);
      }),
    );
  });

  it("refuses a tally of which any one count was changed", () => {
    fc.assert(
      fc.property(fc.array(customer, { minLength: 1, maxLength: 10 }), fc.nat(11), (rows, cell) => {
        const sound = plainOf(rows);
        const counts = sound.counts.map((row) => [...row]);
        counts[Math.floor(cell / 4)]![cell % 4]! += 1;
        expect(errorOf(() => mergeTwoWayTallies({ ...sound, counts }))).toMatchObject({ path: "tallies.0.n" });
      }),
    );
  });
});
