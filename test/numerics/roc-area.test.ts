import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rocArea } from "../../src/numerics/roc-area";
import { agree } from "../assertions";

const areaOf = (scores: number[], cases: number[], counts = scores.map(() => 1), rounding = 0) =>
  rocArea(Float64Array.from(scores), Float64Array.from(cases), Float64Array.from(counts), rounding);

/** The area and its variance by their definition, pair by pair. */
function byPairs(scores: readonly number[], cases: readonly number[]) {
  const [x, y] = [1, 0].map((kind) => scores.filter((_, i) => cases[i] === kind)) as [number[], number[]];
  const psi = (a: number, b: number) => (a > b ? 1 : a === b ? 0.5 : 0);
  const meanOf = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const varianceOf = (list: readonly number[]) =>
    list.reduce((sum, value) => sum + (value - meanOf(list)) ** 2, 0) / (list.length - 1);
  const rows = x.map((a) => meanOf(y.map((b) => psi(a, b))));
  const columns = y.map((b) => meanOf(x.map((a) => psi(a, b))));
  return { area: meanOf(rows), variance: varianceOf(rows) / x.length + varianceOf(columns) / y.length };
}

describe("rocArea()", () => {
  const tables = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 1 })), { minLength: 4, maxLength: 30 })
    .filter((rows) => [0, 1].every((kind) => rows.filter(([, one]) => one === kind).length > 1));

  test("is what pairs say, ties counting a half", () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const [scores, cases] = [rows.map(([score]) => score), rows.map(([, one]) => one)];
        const { area, variance } = areaOf(scores, cases);
        const expected = byPairs(scores, cases);
        agree(1 + area, 1 + expected.area, 1e-13);
        agree(1 + (variance as number), 1 + expected.variance, 1e-13);
      }),
    );
  });

  test("counts are the same as repeated rows, and cases turned to controls turn the area round", () => {
    fc.assert(
      fc.property(tables, fc.infiniteStream(fc.integer({ min: 1, max: 4 })), (rows, stream) => {
        const [scores, cases] = [rows.map(([score]) => score), rows.map(([, one]) => one)];
        const counts = scores.map(() => stream.next().value as number);
        const repeated = <V>(list: V[]) => list.flatMap((value, i) => Array<V>(counts[i] as number).fill(value));
        const short = areaOf(scores, cases, counts);
        const long = areaOf(repeated(scores), repeated(cases));
        agree(1 + short.area, 1 + long.area, 1e-13);
        agree(1 + (short.variance as number), 1 + (long.variance as number), 1e-13);
        const turned = areaOf(
          scores,
          cases.map((one) => 1 - one),
          counts,
        );
        agree(1 + turned.area, 2 - short.area, 1e-13);
      }),
    );
  });

  test("whole pairs are counted before they are divided, so that an area stays exact and in [0, 1]", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 2, maxLength: 40 }),
        fc.nat(),
        (counts, k) => {
          const first = 1 + (k % (counts.length - 1));
          const scores = counts.map((_, i) => i);
          const apart = counts.map((_, i) => (i < first ? 0 : 1));
          expect(areaOf(scores, apart, counts)).toEqual({
            area: 1,
            variance: expect.toSatisfy((v) => v === 0 || v === null),
          });
          expect(
            areaOf(
              scores.map((score) => -score),
              apart,
              counts,
            ).area,
          ).toBe(0);
          expect(
            areaOf(
              scores.map(() => 3),
              apart,
              counts,
            ).area,
          ).toBe(0.5);
        },
      ),
    );
  });

  test("scores no further apart than rounding are ties", () => {
    const scores = [0.3, 0.1 + 0.2, -Infinity, -Infinity, 0.5];
    expect(areaOf(scores, [0, 1, 0, 1, 0]).area).toBe(2.5 / 6);
    expect(areaOf(scores, [0, 1, 0, 1, 0], undefined, 1e-12).area).toBe(2 / 6);
  });

  test("infinite scores are the highest and the lowest, and a single case has no variance", () => {
    expect(areaOf([1, 2, Infinity, -Infinity], [1, 0, 1, 0]).area).toBe(0.75);
    expect(areaOf([1, 2, 3], [0, 1, 0])).toEqual({ area: 0.5, variance: null });
  });
});
