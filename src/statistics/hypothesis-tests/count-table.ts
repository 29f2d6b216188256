import { checkCount, checkTotal, refuse, reject } from "../../core/checks";

/** A contingency table with its margins. */
export interface CountTable {
  /** A copy of the counts, in rows of equal length. */
  readonly counts: readonly (readonly number[])[];
  readonly rowTotals: readonly number[];
  readonly columnTotals: readonly number[];
  readonly n: number;
}

/** Reads a table of counts: at least two rows and two columns, at least one of anything. */
export function countTable(fn: string, table: readonly (readonly number[])[]): CountTable {
  if (!Array.isArray(table) || table.length < 2) {
    reject(fn, "table", "be an array of at least two rows", Array.isArray(table) ? table.length : table);
  }
  const counts = Array.from(table as readonly (readonly number[])[], (row, i) => {
    if (!Array.isArray(row) || row.length < 2) {
      reject(fn, `table.${i}`, "be an array of at least two counts", Array.isArray(row) ? row.length : row);
    }
    if (row.length !== table[0]!.length) {
      reject(fn, `table.${i}`, `have the length of the first row (${table[0]!.length})`, row.length);
    }
    return Array.from(row as readonly number[], (count, j) => {
      checkCount(fn, `table.${i}.${j}`, count);
      return count + 0;
    });
  });
  const rowTotals = counts.map((row) => sumOf(row));
  const columnTotals = counts[0]!.map((_, j) => sumOf(counts.map((row) => row[j]!)));
  const n = sumOf(rowTotals);
  checkTotal(fn, "table", n);
  if (n === 0) refuse("insufficient-data", fn, "table", "must hold at least one count above 0, received none");
  return { counts, rowTotals, columnTotals, n };
}

/** Sum of some numbers; of counts, exact below 2^53. */
export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** Cochran's rule for chi-squared: no expected count below 1, and at most a fifth of them below 5. */
export function expectsTooFew(expected: readonly number[]): boolean {
  const few = expected.filter((count) => count < 5).length;
  return few > expected.length / 5 || expected.some((count) => count < 1);
}
