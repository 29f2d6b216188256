import { designOf } from "../../../statistics/models/design";
import type { Separation } from "../../../statistics/models/likelihood-fit";
import { logisticFit } from "../../../statistics/models/logistic-fit";
import type { BinaryRows } from "../../../statistics/models/logistic-likelihood";
import type { ModelTable } from "../../../statistics/models/model-table";
import type { DriverTable } from "../rows/driver-table";
import { independentPart } from "./independent-part";

/** The logistic regression on all drivers. */
export interface LogisticFullModel {
  /** Log-odds per standard deviation; `null` for a driver that others determine, and where they grow for ever. */
  readonly coefficients: readonly (number | null)[];
  /** Places of the drivers that do not vary or that the others determine. */
  readonly determined: readonly number[];
  readonly separation: Separation;
}

/**
 * Fits the logistic regression on all drivers.
 *
 * @param rows - Those of the table that differ, with the drivers in root mean squares about the mean.
 */
export function logisticFullModel(
  fn: string,
  { n, nMissing, rows }: DriverTable,
  { columns, outcome, counts }: BinaryRows,
): LogisticFullModel {
  // numbers for names, since a driver may be called anything
  const terms = columns.map((_, j) => String(j));
  const table: ModelTable = {
    terms,
    variables: new Map(columns.map((values, j) => [String(j), { values, levels: null }])),
    categories: [],
    outcome,
    weights: { kind: "frequencies", values: counts },
    n,
    nMissing,
    positions: counts.map((_, i) => i),
    rows,
  };
  const settings = { confidenceLevel: 0.95, method: "maximum-likelihood", interval: "wald" } as const;
  const model = logisticFit(fn, table, designOf(fn, table, true), settings);
  const determined = determinedIn(columns, counts);
  const standardDeviation = Math.sqrt(n / (n - 1));
  return {
    coefficients: terms.map((name, j) => {
      const estimate = model.coefficients.find((own) => own.name === name)?.estimate ?? null;
      return estimate === null || determined.includes(j) ? null : estimate * standardDeviation;
    }),
    determined,
    separation: model.separation,
  };
}

/** Places of the columns that the others, the constant one included, determine. */
function determinedIn(columns: readonly Float64Array[], counts: Float64Array): number[] {
  return Array.from(columns.keys()).filter((j) => {
    const basis: Float64Array[] = [new Float64Array(counts.length).fill(1)];
    columns.forEach((other, k) => {
      const rest = k === j ? null : independentPart(other.slice(), basis, counts);
      if (rest !== null) basis.push(rest);
    });
    return independentPart((columns[j] as Float64Array).slice(), basis, counts) === null;
  });
}
