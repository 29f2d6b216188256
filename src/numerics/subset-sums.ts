/** Sums, over subsets of m blocks of columns, of the share of an outcome's variation that the subset explains. */
export interface SubsetSums {
  /** Over the subsets of each size, 0 to m. */
  readonly bySize: Float64Array;
  /** Over those of size s that hold block j, at place j (m + 1) + s. */
  readonly holding: Float64Array;
}

/** What other columns leave of one, as a share of its own variation, below which they determine it. */
export const DETERMINED = 1e-10;

/**
 * A function that sums R² over all subsets of blocks of columns, by their size and by the blocks that they hold.
 *
 * @remarks A depth-first walk: a step adds a block behind the last one of a subset, by Gaussian elimination of its
 * columns from those behind it, and what the outcome loses by that is the gain in R². The sums of a subtree go to the
 * block on top of it, so no subset is written down. Where the last two blocks are single columns they are in closed
 * form: three quarters of all subsets. A column that those before it determine gains nothing. About 6 2^m operations for
 * single columns and O(m^3) memory, allocated once: the next call overwrites what the last one returned.
 *
 * @param blocks - How many columns each block has, m >= 1 of them, p columns in all.
 * @returns Takes (p + 1) x (p + 1) entries, row by row, of a symmetric positive semi-definite matrix: correlations of
 * the columns and, last, the outcome; or what is left of them when other columns are known. Not changed; only its upper
 * triangle is read.
 */
export function subsetSums(blocks: readonly number[]): (matrix: Float64Array) => SubsetSums {
  const m = blocks.length;
  const p = blocks.reduce((sum, columns) => sum + columns, 0);
  const width = p + 1;
  const levels = Array.from({ length: m + 1 }, () => new Float64Array(width * width));
  const sizes = Array.from({ length: m + 1 }, () => new Float64Array(m + 1));
  const holding = new Float64Array(m * (m + 1));
  const starts = blocks.map((_, g) => blocks.slice(0, g).reduce((sum, columns) => sum + columns, 0));
  const pairLast = m >= 2 && blocks[m - 1] === 1 && blocks[m - 2] === 1;
  const walked = pairLast ? m - 2 : m;

  /** Sums over a subset of `size` blocks, known in `levels[size]`, and over all that add blocks from `first` on. */
  function visit(size: number, first: number, explained: number): void {
    const matrix = levels[size] as Float64Array;
    const sums = sizes[size] as Float64Array;
    for (let s = size + 1; s <= size + m - first; s++) sums[s] = 0;
    sums[size] = explained;
    for (let g = first; g < walked; g++) {
      const gain = eliminateBlock(
        matrix,
        levels[size + 1] as Float64Array,
        width,
        starts[g] as number,
        blocks[g] as number,
      );
      visit(size + 1, g + 1, explained + gain);
      const below = sizes[size + 1] as Float64Array;
      const own = g * (m + 1);
      for (let s = size + 1; s <= size + m - g; s++) {
        const sum = below[s] as number;
        holding[own + s] = (holding[own + s] as number) + sum;
        sums[s] = (sums[s] as number) + sum;
      }
    }
    if (pairLast) addLastTwo(matrix, sums, size, explained);
  }

  /** The three subsets that add one or both of the last two columns. */
  function addLastTwo(matrix: Float64Array, sums: Float64Array, size: number, explained: number): void {
    const row = (p - 2) * width + p - 2;
    const aa = matrix[row] as number;
    const ab = matrix[row + 1] as number;
    const ay = matrix[row + 2] as number;
    const bb = matrix[row + width + 1] as number;
    const by = matrix[row + width + 2] as number;
    const factor = aa > DETERMINED ? 1 / aa : 0;
    const left = bb - ab * ab * factor;
    const leftY = by - ab * ay * factor;
    const withA = explained + ay * ay * factor;
    const withB = explained + (bb > DETERMINED ? (by * by) / bb : 0);
    const withBoth = withA + (left > DETERMINED ? (leftY * leftY) / left : 0);
    const ofA = (m - 2) * (m + 1) + size;
    const ofB = ofA + m + 1;
    holding[ofA + 1] = (holding[ofA + 1] as number) + withA;
    holding[ofB + 1] = (holding[ofB + 1] as number) + withB;
    holding[ofA + 2] = (holding[ofA + 2] as number) + withBoth;
    holding[ofB + 2] = (holding[ofB + 2] as number) + withBoth;
    sums[size + 1] = (sums[size + 1] as number) + withA + withB;
    sums[size + 2] = (sums[size + 2] as number) + withBoth;
  }

  return (matrix) => {
    (levels[0] as Float64Array).set(matrix);
    holding.fill(0);
    visit(0, 0, 0);
    return { bySize: sizes[0] as Float64Array, holding };
  };
}

/**
 * Gaussian elimination of a block of columns: writes what they leave of the columns behind them, and returns what the
 * last one, the outcome, loses by it. Upper triangles only.
 */
export function eliminateBlock(
  from: Float64Array,
  to: Float64Array,
  width: number,
  start: number,
  columns: number,
): number {
  let gain = eliminate(from, to, width, start);
  for (let i = start + 1; i < start + columns; i++) gain += eliminate(to, to, width, i);
  return gain;
}

function eliminate(from: Float64Array, to: Float64Array, width: number, i: number): number {
  const row = i * width;
  const last = width - 1;
  const pivot = from[row + i] as number;
  const inverse = pivot > DETERMINED ? 1 / pivot : 0;
  for (let j = i + 1; j < last; j++) {
    const factor = (from[row + j] as number) * inverse;
    for (let k = j; k < width; k++) {
      to[j * width + k] = (from[j * width + k] as number) - factor * (from[row + k] as number);
    }
  }
  return (from[row + last] as number) ** 2 * inverse;
}
