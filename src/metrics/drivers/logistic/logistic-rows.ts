import { dot } from "../../../numerics/sums";
import type { BinaryRows } from "../../../statistics/models/logistic-likelihood";
import type { DriverTable } from "../rows/driver-table";
import { unitColumns } from "../rows/joint-spread";
import { at, oneGroup, type RowGroups, splitGroups, sumsIn } from "./row-groups";

/** Rows that differ in a driver or in the outcome, and which of them each row is. */
export interface DistinctRows {
  /** The drivers about their means, in root mean squares. */
  readonly distinct: BinaryRows;
  readonly groups: RowGroups;
}

export function distinctRows({ drivers, outcome }: DriverTable): DistinctRows {
  const n = outcome.length;
  const { columns } = unitColumns(drivers, null);
  for (const column of columns) {
    const size = Math.sqrt(dot(column, 0, column, 0, n) / n) || 1;
    for (let i = 0; i < n; i++) column[i] = (column[i] as number) / size;
  }
  const groups = [...columns, outcome].reduce(splitGroups, oneGroup(n));
  return {
    groups,
    distinct: {
      columns: columns.map((column) => at(groups.firsts, column)),
      outcome: at(groups.firsts, outcome),
      counts: sumsIn(groups, new Float64Array(n).fill(1)),
    },
  };
}

/** Correlations of the drivers with the outcome; `null` for a driver that does not vary. */
export function outcomeCorrelations({ columns, outcome, counts }: BinaryRows): (number | null)[] {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const yes = outcome.map((value, i) => value * (counts[i] as number));
  const share = yes.reduce((sum, count) => sum + count, 0) / n;
  return columns.map((column) => {
    if (column.every((value) => value === 0)) return null;
    const r = dot(column, 0, yes, 0, yes.length) / n / Math.sqrt(share * (1 - share));
    return Math.max(-1, Math.min(1, r)) + 0;
  });
}
