import type { Ratings } from "../../core/answers";
import { checkNoOthers, checkObject, checkSameLength, checkScale, checkSequence, reject } from "../../core/checks";
import { levelsOf, type Scale } from "../../core/scale";
import { slotOfAnswer } from "./count-ratings";
import { indexed } from "./read-values";
import { sumSlots } from "./sum-slots";

/**
 * How often each pair of levels was given, where the same customers rated two things: all that a comparison or a curve
 * of the two needs to know.
 *
 * @remarks JSON-safe and mergeable: it is what `GROUP BY satisfaction, recommend` returns. A two-way tally of nobody is
 * legal and neutral.
 */
export interface TwoWayTally {
  readonly kind: "two-way-tally";
  /** Scale of the first rating, one row a level. */
  readonly rowScale: Scale;
  /** Scale of the second rating, one column a level. */
  readonly columnScale: Scale;
  /** Customers with both ratings; with weights, those whose weight is above 0. */
  readonly n: number;
  /** Customers who left out at least one of them. */
  readonly nMissing: number;
  /** Customers who left out the first rating. */
  readonly rowMissing: number;
  /** Customers who left out the second rating. */
  readonly columnMissing: number;
  /** Customers at each pair of levels, row by row, lowest first. */
  readonly counts: readonly (readonly number[])[];
  /** Sum of the weights at each pair of levels; `null` when unweighted. */
  readonly weights: readonly (readonly number[])[] | null;
  /** Sum of the squared weights at each pair of levels; `null` when unweighted. */
  readonly squaredWeights: readonly (readonly number[])[] | null;
}

/** The scales of a two-way tally. */
export interface TwoWayScales {
  /** Scale of the first rating. */
  readonly rowScale: Scale;
  /** Scale of the second rating; the two have at most 100,000 pairs of levels. */
  readonly columnScale: Scale;
}

/** Options of {@link twoWayTally}. */
export interface TwoWayTallyOptions extends TwoWayScales {
  /** Survey weights, 0 or in [1e-100, 1e100], one a customer; one with weight 0 is outside of the sample. */
  readonly weights?: ArrayLike<number> | undefined;
}

/**
 * Counts two ratings by the same customers.
 *
 * @remarks O(n + pairs of levels) time; O(pairs of levels) memory for arrays, O(n) for other iterables and weights.
 *
 * @param rowRatings - First rating of each customer, integers on `rowScale`; length n >= 0; `null`, `undefined` and
 * holes are no answer.
 * @param columnRatings - Second rating of the same customers, in the same order, integers on `columnScale`.
 * @param options - See {@link TwoWayTallyOptions}.
 * @returns Counts a pair of levels; the neutral tally when nobody gave both.
 * @throws A {@link StatsError}: `invalid-input` on ratings of different lengths, a rating off its scale, scales with
 * more than 1,001 levels or 100,000 pairs of them, or a weight that is missing or negative.
 *
 * @example
 * ```ts
 * const scales = { rowScale: { min: 1, max: 2 }, columnScale: { min: 0, max: 2 } };
 * twoWayTally([1, 2, 2, null], [0, 2, 2, 1], scales).counts; //=> [[1, 0, 0], [0, 0, 2]]
 * ```
 */
export function twoWayTally(rowRatings: Ratings, columnRatings: Ratings, options: TwoWayTallyOptions): TwoWayTally {
  const fn = "twoWayTally";
  checkObject(fn, "options", options);
  const { rowScale, columnScale, weights, ...others } = options;
  checkNoOthers(fn, others);
  checkScales(fn, rowScale, columnScale);
  const [first, second] = [
    { path: "rowRatings", ratings: rowRatings },
    { path: "columnRatings", ratings: columnRatings },
  ];
  return countPairs(fn, first, second, { rowScale, columnScale }, weights);
}

/** Ratings with the argument that they came as. */
interface NamedRatings {
  readonly path: string;
  readonly ratings: Ratings;
}

/** Counts two ratings by the same customers, on sound scales. */
export function countPairs(
  fn: string,
  rows: NamedRatings,
  columns: NamedRatings,
  scales: TwoWayScales,
  weights?: ArrayLike<number>,
): TwoWayTally {
  checkSequence(fn, rows.path, rows.ratings);
  checkSequence(fn, columns.path, columns.ratings);
  const [first, second] = [indexed(rows.ratings), indexed(columns.ratings)];
  checkSameLength(fn, columns.path, second.length, first.length, rows.path);
  const slotAt = (i: number) =>
    slotOfPair(
      scales,
      slotOfAnswer(fn, rows.path, i, first[i] as number, scales.rowScale),
      slotOfAnswer(fn, columns.path, i, second[i] as number, scales.columnScale),
    );
  const size = slotsOf(scales);
  if (weights !== undefined) return tallyOfSlots(scales, ...sumSlots(fn, rows.path, first, slotAt, size, weights));
  const counts = new Array<number>(size).fill(0);
  for (let i = 0; i < first.length; i++) counts[slotAt(i)]! += 1;
  return tallyOfSlots(scales, counts, null, null);
}

const MOST_PAIRS = 100_000;

/** The limit also keeps two mistyped scales from allocating a million counters. */
export function checkScales(fn: string, rowScale: Scale, columnScale: Scale, path = ""): void {
  checkScale(fn, rowScale, `${path}rowScale`);
  checkScale(fn, columnScale, `${path}columnScale`);
  const rows = levelsOf(rowScale);
  const most = Math.floor(MOST_PAIRS / rows);
  if (levelsOf(columnScale) > most) {
    reject(fn, `${path}columnScale`, `have at most ${most} levels beside a rowScale of ${rows}`, levelsOf(columnScale));
  }
}

// Pairs are counted in one list: a slot for each pair of levels, row by row, and three for those without the first
// rating, the second, and both.

/** How many slots there are. */
export function slotsOf({ rowScale, columnScale }: TwoWayScales): number {
  return levelsOf(rowScale) * levelsOf(columnScale) + 3;
}

/** The slot of a pair of ratings, given the slots of the two on their scales. */
export function slotOfPair(scales: TwoWayScales, row: number | null, column: number | null): number {
  if (row !== null && column !== null) return row * levelsOf(scales.columnScale) + column;
  return slotsOf(scales) - (row !== null ? 2 : column !== null ? 3 : 1);
}

/** The tally of what was counted in each slot. */
export function tallyOfSlots(
  { rowScale, columnScale }: TwoWayScales,
  counts: readonly number[],
  weights: readonly number[] | null,
  squaredWeights: readonly number[] | null,
): TwoWayTally {
  const columns = levelsOf(columnScale);
  const table = (list: readonly number[]) =>
    Array.from({ length: levelsOf(rowScale) }, (_, row) => list.slice(row * columns, (row + 1) * columns));
  const [withoutFirst, withoutSecond, withoutBoth] = counts.slice(-3) as [number, number, number];
  return newTwoWayTally(
    { rowScale, columnScale },
    table(counts),
    weights && table(weights),
    squaredWeights && table(squaredWeights),
    {
      nMissing: withoutFirst + withoutSecond + withoutBoth,
      rowMissing: withoutFirst + withoutBoth,
      columnMissing: withoutSecond + withoutBoth,
    },
  );
}

/** A two-way tally of tables that hold one list a row. */
export function newTwoWayTally(
  { rowScale, columnScale }: TwoWayScales,
  counts: number[][],
  weights: number[][] | null,
  squaredWeights: number[][] | null,
  { nMissing, rowMissing, columnMissing }: Pick<TwoWayTally, "nMissing" | "rowMissing" | "columnMissing">,
): TwoWayTally {
  let n = 0;
  for (const row of counts) for (const count of row) n += count;
  return {
    kind: "two-way-tally",
    rowScale: { min: rowScale.min + 0, max: rowScale.max + 0 },
    columnScale: { min: columnScale.min + 0, max: columnScale.max + 0 },
    n,
    nMissing: nMissing + 0,
    rowMissing: rowMissing + 0,
    columnMissing: columnMissing + 0,
    counts,
    weights,
    squaredWeights,
  };
}
