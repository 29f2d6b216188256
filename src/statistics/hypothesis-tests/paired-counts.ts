import { checkCount, checkTotal, refuse, reject } from "../../core/checks";

/** Customers by their answers to two questions of yes and no, or to one question twice. */
export interface PairedCounts {
  /** Yes both times. */
  readonly both: number;
  /** Yes the first time only. */
  readonly onlyFirst: number;
  /** Yes the second time only. */
  readonly onlySecond: number;
  /** No both times. */
  readonly neither: number;
}

/** A copy of the counts of pairs, with their total; refuses what is none. */
export function pairedCounts(fn: string, counts: PairedCounts): { readonly counts: PairedCounts; readonly n: number } {
  // a table of 2 x 2 would not say which cell is which
  if (typeof counts !== "object" || counts === null || !("both" in counts)) {
    reject(fn, "counts", "be { both, onlyFirst, onlySecond, neither }", counts);
  }
  const { both, onlyFirst, onlySecond, neither } = counts;
  for (const [name, count] of Object.entries({ both, onlyFirst, onlySecond, neither })) {
    checkCount(fn, `counts.${name}`, count);
  }
  const n = both + neither + (onlyFirst + onlySecond);
  checkTotal(fn, "counts", n);
  if (n === 0) refuse("insufficient-data", fn, "counts", "must hold at least one customer, received none");
  const copy = { both: both + 0, onlyFirst: onlyFirst + 0, onlySecond: onlySecond + 0, neither: neither + 0 };
  return { counts: copy, n };
}
