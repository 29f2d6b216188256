import { caveatsAt, caveatsWhere } from "../../../core/caveats";
import { refuse } from "../../../core/checks";
import type { RowUse } from "../../../core/columns";
import { isIllConditioned } from "../rows/driver-correlations";
import { completeDominance, MOST_DOMINANCE_DRIVERS, rSquaredOfSubsets } from "./complete-dominance";
import type { ImportanceParts } from "./driver-importance-result";
import { fullModel, isSuppressor } from "./full-model";
import type { ShareMethod } from "./share-method";

/** What every door to driver importance leads to. */
export interface CorrelatedDrivers<N extends string = string> {
  readonly names: readonly N[];
  /** Of the drivers and, last, the outcome, row by row; 0, also on the diagonal, for a driver that does not vary. */
  readonly correlations: Float64Array;
  readonly n: number;
  readonly nMissing: number;
  readonly rows: RowUse | null;
}

/** R² this near to 1 leaves nothing but rounding unexplained. */
const PERFECT = 1e-12;

/** Refuses fewer rows than tell a model of all drivers from a perfect fit. */
export function checkEnoughRows(fn: string, path: string, p: number, n: number, nMissing: number): void {
  if (n <= p + 1) {
    const received = `received ${n} (of ${n + nMissing}) for ${p + 1}`;
    refuse("insufficient-data", fn, path, `must have more complete rows than drivers and one, ${received}`);
  }
}

/** The importance of drivers, as far as it follows from their correlations. */
export function importanceParts<N extends string>(
  { names, correlations, n, nMissing, rows }: CorrelatedDrivers<N>,
  { method, groups, sharesOf, shapley }: ShareMethod<N>,
): ImportanceParts<N> {
  const p = names.length;
  const varies = (j: number) => correlations[j * (p + 2)] !== 0;
  const found = shapley?.(correlations) ?? null;
  const shares = found?.shares ?? sharesOf(correlations);
  const model = fullModel(correlations, p);
  const drivers = names.map((name, j) => {
    const correlation = varies(j) ? (correlations[j * (p + 1) + p] as number) + 0 : null;
    const { coefficient, semipartial } = model.drivers[j]!;
    const gains = found && Array.from(found.conditional.subarray(j * p, (j + 1) * p));
    return {
      name,
      // a driver that does not vary has exactly nothing, whatever sums round to
      share: correlation === null ? 0 : (shares[j] as number) + 0,
      correlation,
      coefficient: coefficient === null ? null : coefficient + 0,
      suppressor: correlation !== null && isSuppressor(semipartial, correlation),
      conditional: correlation === null ? (gains?.map(() => 0) ?? null) : gains,
    };
  });
  const compared = found !== null && p <= MOST_DOMINANCE_DRIVERS;
  const dominance = compared ? completeDominance(rSquaredOfSubsets(correlations, p), p) : null;
  return {
    method,
    n,
    nMissing,
    rSquared: model.rSquared,
    drivers,
    groups: groups?.map(({ name, drivers: members }) => ({ name, drivers: members })) ?? null,
    completeDominance: dominance?.map(([j, k]) => ({ dominant: names[j]!, dominated: names[k]! })) ?? null,
    rows,
    caveats: [
      ...caveatsWhere({
        "few-complete-rows": n < nMissing,
        "perfect-fit": model.rSquared >= 1 - PERFECT,
        "ill-conditioned": isIllConditioned(correlations, p),
      }),
      ...drivers.flatMap(({ correlation, coefficient }, j) =>
        caveatsAt(
          `drivers.${j}`,
          caveatsWhere({
            "constant-column": correlation === null,
            "aliased-columns": correlation !== null && coefficient === null,
          }),
        ),
      ),
    ],
  };
}
