import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { subsetSums } from "../../src/numerics/subset-sums";
import { agree } from "../assertions";

/** Correlations of p columns and an outcome, from n rows; a column may repeat another or be constant. */
const correlations = fc
  .record({
    p: fc.integer({ min: 1, max: 6 }),
    rows: fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 7, maxLength: 7 }), {
      minLength: 9,
      maxLength: 12,
    }),
    repeated: fc.option(fc.tuple(fc.nat(5), fc.nat(5))),
    constant: fc.option(fc.nat(5), { freq: 3 }),
  })
  .map(({ p, rows, repeated, constant }) => {
    const columns = Array.from({ length: p }, (_, j) => rows.map((row) => row[j]!));
    if (repeated) columns[repeated[0] % p] = columns[repeated[1] % p]!.slice();
    if (constant !== null) columns[constant % p]!.fill(2);
    return correlationsOf([...columns, rows.map((row) => row[6]!)]);
  });

function correlationsOf(columns: readonly number[][]): { p: number; matrix: Float64Array } {
  const unit = columns.map((column) => {
    const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
    const deviations = column.map((x) => x - mean);
    const length = Math.hypot(...deviations);
    return deviations.map((d) => (length < 1e-9 ? 0 : d / length));
  });
  const size = columns.length;
  const matrix = Float64Array.from({ length: size * size }, (_, at) => {
    const [a, b] = [unit[Math.floor(at / size)]!, unit[at % size]!];
    return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  });
  return { p: size - 1, matrix };
}

/** R² of one subset by orthogonal projection, column after column. */
function rSquared(matrix: Float64Array, p: number, subset: readonly number[]): number {
  const width = p + 1;
  const work = matrix.slice();
  let explained = 0;
  for (const i of subset) {
    const pivot = work[i * width + i]!;
    if (pivot <= 1e-10) continue;
    explained += work[i * width + p]! ** 2 / pivot;
    const row = work.slice(i * width, (i + 1) * width);
    for (let j = 0; j < width; j++) {
      for (let k = 0; k < width; k++) work[j * width + k]! -= (row[j]! * row[k]!) / pivot;
    }
  }
  return explained;
}

/** The sums, subset by subset. */
function bruteForce(matrix: Float64Array, p: number, blocks: readonly number[]) {
  const m = blocks.length;
  const starts = blocks.map((_, g) => blocks.slice(0, g).reduce((sum, size) => sum + size, 0));
  const bySize = new Array<number>(m + 1).fill(0);
  const holding = new Array<number>(m * (m + 1)).fill(0);
  for (let mask = 0; mask < 2 ** m; mask++) {
    const chosen = blocks.map((_, g) => g).filter((g) => (mask >> g) & 1);
    const columns = chosen.flatMap((g) => Array.from({ length: blocks[g]! }, (_, i) => starts[g]! + i));
    const explained = rSquared(matrix, p, columns);
    bySize[chosen.length]! += explained;
    for (const g of chosen) holding[g * (m + 1) + chosen.length]! += explained;
  }
  return { bySize, holding };
}

/** Agreement on the scale of R². */
const near = (actual: Float64Array, expected: readonly number[]) => {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, i) => {
    agree(1 + actual[i]!, 1 + value, 1e-12);
  });
};

describe("subsetSums()", () => {
  it("of single columns is the sum over all subsets, one by one", () => {
    fc.assert(
      fc.property(correlations, ({ p, matrix }) => {
        const blocks = new Array<number>(p).fill(1);
        const { bySize, holding } = subsetSums(blocks)(matrix);
        const expected = bruteForce(matrix, p, blocks);
        near(bySize, expected.bySize);
        near(holding, expected.holding);
      }),
      { numRuns: 100 },
    );
  });

  it("of blocks of columns too, wherever the larger ones are", () => {
    fc.assert(
      fc.property(correlations, fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 6 }), ({ p, matrix }, sizes) => {
        const blocks: number[] = [];
        for (let left = p; left > 0; left -= blocks.at(-1)!) blocks.push(Math.min(left, sizes[blocks.length]!));
        const { bySize, holding } = subsetSums(blocks)(matrix);
        const expected = bruteForce(matrix, p, blocks);
        near(bySize, expected.bySize);
        near(holding, expected.holding);
      }),
      { numRuns: 100 },
    );
  });

  it("leaves nothing of one call to the next, and reads the upper triangle alone", () => {
    const { matrix } = correlationsOf([
      [1, 2, 3, 5],
      [2, 1, 4, 3],
      [1, 0, 2, 2],
      [3, 1, 2, 5],
    ]);
    const sumsOf = subsetSums([1, 1, 1]);
    const first = structuredClone(sumsOf(matrix));
    sumsOf(matrix.map((r, at) => (at % 5 === 0 ? 1 : r / 2)));
    const upper = matrix.map((r, at) => (Math.floor(at / 4) <= at % 4 ? r : Number.NaN));
    expect(sumsOf(upper)).toEqual(first);
  });
});
