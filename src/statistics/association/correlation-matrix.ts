import { type Caveat, caveatsAt, caveatsWhere } from "../../core/caveats";
import { checkConfidenceLevel, checkNoOthers, checkObject, checkOneOf, refuse, reject } from "../../core/checks";
import type { NumericColumn, RowUse } from "../../core/columns";
import type { ConfidenceInterval, TestResult } from "../../core/estimate";
import { adjustedPValues, P_VALUE_ADJUSTMENTS, type PValueAdjustment } from "../../numerics/adjusted-p-values";
import { keepComplete, readColumns } from "../summaries/complete-rows";
import {
  CORRELATION_METHODS,
  type CorrelationMethod,
  correlatePair,
  type PairCorrelation,
  prepareColumn,
} from "./pair-correlation";

/** Which rows a correlation in a matrix is made of: those with all columns, or those with its own two. */
export type CorrelationMatrixMissing = "complete" | "pairwise";

/** Options of {@link correlationMatrix}. */
export interface CorrelationMatrixOptions {
  /** @defaultValue `"pearson"` */
  readonly method?: CorrelationMethod | undefined;
  /** @defaultValue `"complete"` */
  readonly missing?: CorrelationMatrixMissing | undefined;
  /**
   * How `adjustedPValue` allows for the number of pairs.
   * @defaultValue `"holm"`
   */
  readonly adjustment?: PValueAdjustment | undefined;
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
}

/** Two columns of a {@link CorrelationMatrix}; all but `n` is `null` where one does not vary or n is below three. */
export interface CorrelationMatrixPair<N extends string = string> {
  readonly row: N;
  /** Comes after `row` in the order of columns. */
  readonly column: N;
  readonly estimate: number | null;
  readonly standardError: number | null;
  /** Of this correlation alone: not widened for the number of pairs. */
  readonly interval: ConfidenceInterval | null;
  /** The two-sided test of no correlation. */
  readonly test: TestResult | null;
  /** The p-value of `test`, adjusted for the number of pairs that have one. */
  readonly adjustedPValue: number | null;
  /** Rows used. */
  readonly n: number;
}

/** The correlations of every two columns of a table; `N` are their names. */
export interface CorrelationMatrix<N extends string = string> {
  readonly kind: "correlation-matrix";
  readonly method: CorrelationMethod;
  readonly missing: CorrelationMatrixMissing;
  readonly adjustment: PValueAdjustment;
  /** Names of the columns, in column order, which is that of the rows and columns of `estimates`. */
  readonly names: readonly N[];
  /** Symmetric, with 1 on the diagonal; `null` where a column does not vary. */
  readonly estimates: readonly (readonly (number | null)[])[];
  /** Each two columns once: the first with every later one, then the second, and so on. */
  readonly pairs: readonly CorrelationMatrixPair<N>[];
  /** Rows used: the complete ones, or for `pairwise` those with at least two values. */
  readonly n: number;
  /** Rows left out. */
  readonly nMissing: number;
  readonly rows: RowUse;
  readonly caveats: readonly Caveat[];
}

const FN = "correlationMatrix";

/**
 * The correlations of every two columns of a table, with their intervals and tests.
 *
 * @remarks Every pair as {@link correlation} has it. With p columns there are p (p - 1) / 2 tests, one in twenty of
 * which is below 0.05 by chance; `adjustedPValue` allows for that. A column that does not vary has the caveat
 * `constant-column` and `null` in its places. Rows with a missing value are left out whole; with `pairwise`, each pair
 * uses all the rows that have both: more data, but pairs of different customers, and a matrix that no single table need
 * have (it may have negative eigenvalues). O(n p^2) time, and O(n log n) a pair for `kendall`.
 *
 * @typeParam C - The columns by name.
 * @param columns - Columns by name, each with n values; at least two.
 * @param options - See {@link CorrelationMatrixOptions}.
 * @returns The matrix of estimates, in [-1, 1], and the pairs with all that is known of them.
 * @throws A {@link StatsError}: `invalid-input` on columns of different lengths, on an element that is neither a finite
 * number nor missing, and on fewer than two columns; `insufficient-data` with fewer than three complete rows, or for
 * `pairwise` with no pair that has three.
 *
 * @example
 * ```ts
 * const matrix = correlationMatrix({ food: [3, 4, 2, 5, 4], staff: [4, 4, 3, 5, 3], wifi: [3, 3, 3, 3, 3] });
 * matrix.estimates; //~> [[1, 0.681, null], [0.681, 1, null], [null, null, null]]
 * matrix.pairs[0]?.interval; //~> { lower: -0.504, upper: 0.977, level: 0.95, method: "fisher-z" }
 * matrix.caveats; //=> [{ code: "constant-column", path: "names.2" }]
 * ```
 */
export function correlationMatrix<const C extends { readonly [K in keyof C]: NumericColumn }>(
  columns: C,
  options: CorrelationMatrixOptions = {},
): CorrelationMatrix<keyof C & string> {
  checkObject(FN, "options", options);
  const { method = "pearson", missing = "complete", adjustment = "holm", confidenceLevel = 0.95, ...others } = options;
  checkNoOthers(FN, others);
  checkOneOf(FN, "method", method, CORRELATION_METHODS);
  checkOneOf(FN, "missing", missing, ["complete", "pairwise"]);
  checkOneOf(FN, "adjustment", adjustment, P_VALUE_ADJUSTMENTS);
  checkConfidenceLevel(FN, confidenceLevel);
  checkObject(FN, "columns", columns);
  if (Array.isArray(columns)) reject(FN, "columns", "be an object of named columns", columns);
  const names = Object.keys(columns) as (keyof C & string)[];
  if (names.length < 2) reject(FN, "columns", "have at least two columns", names.length);

  const table = readColumns(
    FN,
    names.map((name) => ({ name, path: `columns.${name}`, values: columns[name] })),
  );
  const { columns: kept, rows } = keepComplete(names, table);
  const complete = missing === "complete";
  const whole = (complete ? kept : table.map(withoutMissing)).map((values) => prepared(values, method));
  const found = everyTwo(names.length).map(([i, j]): FoundPair => {
    const shared = complete ? null : keepComplete([names[i]!, names[j]!], [table[i]!, table[j]!]);
    const [x, y] = shared === null ? [whole[i], whole[j]] : shared.columns.map((values) => prepared(values, method));
    const pair = x && y ? correlatePair(x, y, method, { confidenceLevel, alternative: "two-sided" }) : null;
    return { i, j, n: (shared?.rows ?? rows).used, pair };
  });
  if (!found.some(({ n }) => n >= 3)) {
    const rule = complete ? "have at least three complete rows" : "have two that share at least three rows";
    const most = Math.max(...found.map(({ n }) => n));
    refuse("insufficient-data", FN, "columns", `must ${rule}, received ${most} (of ${rows.total})`);
  }

  const estimates = whole.map((column, i) => whole.map((_, j) => (i === j && column ? 1 : null) as number | null));
  for (const { i, j, pair } of found) {
    estimates[i]![j] = pair?.estimate ?? null;
    estimates[j]![i] = pair?.estimate ?? null;
  }
  const tested = found.flatMap(({ pair }) => pair?.test.pValue ?? []);
  const adjusted = adjustedPValues(tested, adjustment, tested.length).values();
  const n = complete ? rows.used : rowsWithTwo(table);
  return {
    kind: "correlation-matrix",
    method,
    missing,
    adjustment,
    names,
    estimates,
    pairs: found.map(({ i, j, n: ofPair, pair }) => ({
      row: names[i]!,
      column: names[j]!,
      estimate: pair?.estimate ?? null,
      standardError: pair?.standardError ?? null,
      interval: pair?.interval ?? null,
      test: pair?.test ?? null,
      adjustedPValue: pair?.test.pValue == null ? null : (adjusted.next().value as number),
      n: ofPair,
    })),
    n,
    nMissing: rows.total - n,
    rows,
    caveats: [
      ...caveatsWhere({ "few-complete-rows": n < rows.total / 2 }),
      ...whole.flatMap((column, j) => caveatsAt(`names.${j}`, caveatsWhere({ "constant-column": column === null }))),
      // what a column cannot have as a whole, its pairs need not say again
      ...found.flatMap((one, k) => (whole[one.i] && whole[one.j] ? caveatsAt(`pairs.${k}`, caveatsOf(one)) : [])),
    ],
  };
}

/** The correlation of the columns i and j, or `null` where one does not vary in the n rows that they share. */
interface FoundPair {
  readonly i: number;
  readonly j: number;
  readonly n: number;
  readonly pair: PairCorrelation | null;
}

function caveatsOf({ n, pair }: FoundPair): readonly Caveat[] {
  return pair?.caveats ?? caveatsWhere({ "no-interval": n < 3, "constant-column": n >= 3 });
}

/** (0, 1), (0, 2), ..., (1, 2), ... */
function everyTwo(count: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < count; i++) for (let j = i + 1; j < count; j++) pairs.push([i, j]);
  return pairs;
}

/** A column made ready; `null` where it is constant or holds too little. */
function prepared(values: Float64Array, method: CorrelationMethod) {
  return values.length < 3 ? null : prepareColumn(values, method);
}

function withoutMissing(column: Float64Array): Float64Array {
  return column.filter((value) => !Number.isNaN(value));
}

function rowsWithTwo(table: readonly Float64Array[]): number {
  let n = 0;
  for (let i = 0; i < table[0]!.length; i++) {
    let values = 0;
    for (const column of table) if (!Number.isNaN(column[i])) values++;
    if (values >= 2) n++;
  }
  return n;
}
