import { checkName, checkNoOthers, checkObject, reject } from "../core/checks";
import type { Scale } from "../core/scale";
import type { Tally } from "../statistics/summaries/tally";
import { tallyOfPairs } from "../statistics/summaries/tally-from-counts";
import { decimalToNumber, emptyToMissing } from "./fields";
import { checkRows, hasField, ownField } from "./rows";

/** Options of {@link tallyFromRows}. */
export interface TallyFromRowsOptions {
  /** The field of the rows that holds the rating. */
  readonly rating: string;
  /** The field that holds how often it was given. */
  readonly count: string;
  readonly scale: Scale;
}

/**
 * A tally from the rows of a `GROUP BY`, as database drivers return them.
 *
 * @remarks Ratings and counts may be numbers, decimal strings or bigints; a `NULL` group counts missing answers; levels
 * without a row count 0. The sum that a warehouse makes of ten billion answers fits in as well as ten. O(rows).
 *
 * @param rows - One object a group.
 * @param options - See {@link TallyFromRowsOptions}.
 * @returns The same tally as for the answers themselves.
 * @throws A {@link StatsError}: `invalid-input` on a rating off the scale or an invalid count.
 *
 * @example
 * ```ts
 * const rows = [{ score: 4, n: "12" }, { score: "5", n: 30n }, { score: null, n: 3 }];
 * const counted = tallyFromRows(rows, { rating: "score", count: "n", scale: { min: 1, max: 5 } });
 * [counted.n, counted.nMissing]; //=> [42, 3]
 * ```
 */
export function tallyFromRows(rows: Iterable<unknown>, options: TallyFromRowsOptions): Tally {
  const fn = "tallyFromRows";
  checkRows(fn, rows);
  checkObject(fn, "options", options);
  const { rating, count, scale, ...others } = options;
  checkNoOthers(fn, others);
  checkName(fn, "rating", rating);
  checkName(fn, "count", count);
  const held = { rating: false, count: false };
  const pairs = Array.from(rows, (row, i): [number | null, number | bigint] => {
    checkObject(fn, `rows.${i}`, row);
    const [level, size] = [ownField(row, rating), ownField(row, count)];
    held.rating ||= hasField(row, rating);
    held.count ||= hasField(row, count);
    return [(decimalToNumber(emptyToMissing(level)) ?? null) as number | null, decimalToNumber(size) as number];
  });
  for (const part of ["rating", "count"] as const) {
    if (pairs.length > 0 && !held[part]) reject(fn, part, "be a field of the rows", options[part]);
  }
  // the values are checked where they are counted
  return tallyOfPairs(fn, "rows", pairs, scale, (i, part) => `rows.${i}.${options[part]}`);
}
