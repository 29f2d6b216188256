import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gainingRows } from "../../src/numerics/recession";

const gaining = (rows: readonly (readonly number[])[]) => [
  ...gainingRows((rows[0] ?? []).map((_, j) => Float64Array.from(rows, (row) => row[j] as number))),
];

describe("gainingRows()", () => {
  test("no row gains where a positive combination of all is zero", () => {
    expect(
      gaining([
        [1, 0],
        [0, 1],
        [-1, -1],
      ]),
    ).toEqual([0, 0, 0]);
    expect(gaining([[1], [-1]])).toEqual([0, 0]);
    expect(gaining([])).toEqual([]);
  });

  test("all rows gain in an open half space, and those on its border do not where they cancel", () => {
    expect(
      gaining([
        [1, 0],
        [0, 1],
        [-1, 3],
      ]),
    ).toEqual([1, 1, 1]);
    expect(
      gaining([
        [1, 0],
        [-1, 0],
        [5, 1],
        [-7, 2],
      ]),
    ).toEqual([0, 0, 1, 1]);
  });

  test("rows on the border gain along a second direction", () => {
    // first along the second axis, then the others along the first
    expect(
      gaining([
        [1, 0],
        [2, 0],
        [-9, 1],
      ]),
    ).toEqual([1, 1, 1]);
    expect(
      gaining([
        [1, 0, 0],
        [-100, 1, 0],
        [-100, -100, 1],
      ]),
    ).toEqual([1, 1, 1]);
  });

  test("rows of zeros gain nowhere", () => {
    expect(
      gaining([
        [0, 0],
        [1, 2],
      ]),
    ).toEqual([0, 1]);
  });

  test("the lengths of rows do not matter, from 1e-150 to 1e150", () => {
    expect(
      gaining([
        [1e150, 0],
        [-1e-150, 0],
        [5, 1],
      ]),
    ).toEqual([0, 0, 1]);
  });

  test("a direction drawn at random makes the rows that it gains on gain, and pairs of opposites never do", () => {
    const vector = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(vector, fc.array(vector, { minLength: 1, maxLength: 12 }), (direction, rows) => {
        const along = (row: readonly number[]) => row.reduce((sum, x, j) => sum + x * (direction[j] as number), 0);
        const turned = rows.map((row) => (along(row) < 0 ? row.map((x) => -x) : row));
        const gains = gaining(turned);
        turned.forEach((row, i) => {
          if (along(row) > 0) expect(gains[i]).toBe(1);
        });
        expect(gaining([...rows, ...rows.map((row) => row.map((x) => -x))])).toEqual(
          Array.from({ length: 2 * rows.length }, () => 0),
        );
      }),
    );
  });
});
