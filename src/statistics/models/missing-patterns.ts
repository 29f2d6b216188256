/** The rows of a table that lack the same values. */
export interface MissingPattern {
  /** Columns with a value, ascending. */
  readonly observed: Int32Array;
  readonly missing: Int32Array;
  /** The rows, ascending. */
  readonly rows: Int32Array;
}

/** What a pattern's rows say: their number and mean, and vectors whose squares add up to their spread about it. */
export interface PatternSummary {
  readonly observed: Int32Array;
  readonly missing: Int32Array;
  readonly n: number;
  readonly mean: Float64Array;
  /** At most as many as there are rows, or observed columns. */
  readonly deviations: readonly Float64Array[];
}

/**
 * Groups the rows of a table by what they lack; rows without any value are in no group.
 *
 * @param columns - Columns of one length, NaN for missing.
 */
export function missingPatterns(columns: readonly Float64Array[]): MissingPattern[] {
  const groups = new Map<string, number[]>();
  const n = columns[0]?.length ?? 0;
  for (let i = 0; i < n; i++) {
    let key = "";
    for (const column of columns) key += Number.isNaN(column[i]) ? "0" : "1";
    const rows = groups.get(key);
    if (rows === undefined) groups.set(key, [i]);
    else rows.push(i);
  }
  return [...groups]
    .filter(([key]) => key.includes("1"))
    .map(([key, rows]) => {
      const places = (of: string) => Int32Array.from([...key].flatMap((mark, j) => (mark === of ? [j] : [])));
      return { observed: places("1"), missing: places("0"), rows: Int32Array.from(rows) };
    });
}

/**
 * Summarises the rows of each pattern, so that what follows costs by pattern and not by row.
 *
 * @remarks O(rows x columns^2).
 *
 * @param counts - How often each row counts; patterns without a row that counts are left out.
 */
export function summarisePatterns(
  patterns: readonly MissingPattern[],
  columns: readonly Float64Array[],
  counts: ArrayLike<number>,
): PatternSummary[] {
  return patterns.flatMap(({ observed, missing, rows }): PatternSummary[] => {
    let n = 0;
    for (const row of rows) n += counts[row] as number;
    if (n === 0) return [];
    const own = Array.from(observed, (j) => columns[j] as Float64Array);
    const mean = Float64Array.from(own, (column) => {
      let sum = 0;
      for (const row of rows) sum += (counts[row] as number) * (column[row] as number);
      return sum / n;
    });
    const deviations: Float64Array[] = [];
    for (const row of rows) {
      const count = counts[row] as number;
      if (count === 0) continue;
      const root = Math.sqrt(count);
      deviations.push(Float64Array.from(own, (column, k) => root * ((column[row] as number) - (mean[k] as number))));
    }
    return [{ observed, missing, n, mean, deviations: reduced(deviations) }];
  });
}

/** As few vectors as there are entries in one, with the same sum of squares and products. */
function reduced(vectors: readonly Float64Array[]): readonly Float64Array[] {
  const size = vectors[0]?.length ?? 0;
  if (vectors.length <= size) return vectors;
  const squares = new Float64Array(size * size);
  for (const vector of vectors) {
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) {
        squares[i * size + j] = (squares[i * size + j] as number) + (vector[i] as number) * (vector[j] as number);
      }
    }
  }
  // columns of the Cholesky factor; what is left of a column that repeats earlier ones is rounding
  const factors: Float64Array[] = [];
  for (let k = 0; k < size; k++) {
    const pivot = squares[k * size + k] as number;
    if (!(pivot > 0)) continue;
    const factor = new Float64Array(size);
    for (let i = k; i < size; i++) factor[i] = (squares[i * size + k] as number) / Math.sqrt(pivot);
    for (let i = k + 1; i < size; i++) {
      for (let j = k + 1; j <= i; j++) {
        squares[i * size + j] = (squares[i * size + j] as number) - (factor[i] as number) * (factor[j] as number);
      }
    }
    factors.push(factor);
  }
  return factors;
}

/** Two columns of which no row has both, or one of which no row has a value: the same column twice; else `null`. */
export function unseenPair(patterns: readonly PatternSummary[], columns: number): readonly [number, number] | null {
  const seen = new Uint8Array(columns * columns);
  for (const { observed } of patterns) for (const i of observed) for (const j of observed) seen[i * columns + j] = 1;
  const place = seen.indexOf(0);
  return place < 0 ? null : [Math.floor(place / columns), place % columns];
}
