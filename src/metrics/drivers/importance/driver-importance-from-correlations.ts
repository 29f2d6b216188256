import { checkCount, checkInRange, checkName, checkObject, checkOneOf, reject } from "../../../core/checks";
import type { CorrelationMethod } from "../../../statistics/association/pair-correlation";
import type { DriverImportance } from "./driver-importance-result";
import { importanceOfSummary } from "./importance-of-summary";
import type { DriverSharingOptions } from "./share-method";

/** Correlations of drivers and an outcome; what `correlationMatrix()` returns is of this shape. */
export interface DriverCorrelations<N extends string = string> {
  /** Names of the columns, in the order of the rows and columns of `estimates`; at least two. */
  readonly names: readonly N[];
  /** Symmetric, with 1 on the diagonal; all of a row and its column is `null` where the column does not vary. */
  readonly estimates: readonly (readonly (number | null)[])[];
  /** Rows that the correlations are made of. */
  readonly n: number;
  /** Rows left out because a value was missing. @defaultValue `0` */
  readonly nMissing?: number | undefined;
  /** Which correlations these are; not `"kendall"`, whose squares are no shares of variation. @defaultValue `"pearson"` */
  readonly method?: CorrelationMethod | undefined;
}

const FN = "driverImportanceFromCorrelations";
/** Correlations that were written with all their digits differ by less, from their mirror image and from 1. */
const ROUNDING = 1e-12;

/**
 * {@link driverImportance} from correlations, such as {@link correlationMatrix} gives or a paper prints.
 *
 * @remarks There are no rows to resample, hence no intervals and no probabilities (caveat `no-resampling`). Of Spearman's
 * correlations it shares out the R² of ranks. Correlations of pairwise complete rows, or of few printed digits, need not
 * be those of any one table, and are refused where they have an eigenvalue below -1e-8.
 *
 * @typeParam N - The names of the columns.
 * @param correlations - Of the outcome and the drivers, all other columns, and the rows that they are made of.
 * @param outcome - The name of the outcome.
 * @param options - See {@link DriverSharingOptions}.
 * @returns The same as {@link driverImportance} gives without draws, in the order of the names.
 * @throws A {@link StatsError}: `invalid-input` on what is no matrix of correlations (not symmetric, a diagonal other than
 * 1, an entry beyond 1, not positive semi-definite), on Kendall's, on a name that is not in it, on more than 25 drivers
 * without groups and on bad options; `insufficient-data` unless the rows outnumber the drivers and one;
 * `degenerate-data` on an outcome that does not vary.
 *
 * @example
 * ```ts
 * const names = ["food", "staff", "overall"] as const;
 * const estimates = [[1, 0.6, 0.5], [0.6, 1, 0.2], [0.5, 0.2, 1]];
 * const result = driverImportanceFromCorrelations({ names, estimates, n: 120 }, "overall");
 * result.rSquared; //~> 0.266
 * result.drivers.map(({ share, suppressor }) => [share, suppressor]); //~> [[0.238, false], [0.028, true]]
 * ```
 */
export function driverImportanceFromCorrelations<N extends string>(
  correlations: DriverCorrelations<N>,
  outcome: NoInfer<N>,
  options: DriverSharingOptions<NoInfer<N>> = {},
): DriverImportance<N> {
  checkObject(FN, "correlations", correlations);
  const { names, n, nMissing = 0, method = "pearson" } = correlations;
  checkNames(names);
  checkCount(FN, "correlations.n", n);
  checkCount(FN, "correlations.nMissing", nMissing);
  checkOneOf(FN, "correlations.method", method, ["pearson", "spearman"]);
  const rows = checkedRows(correlations.estimates, names.length);
  if (!names.includes(outcome)) reject(FN, "outcome", "be one of the names", outcome);
  const drivers = names.filter((name) => name !== outcome);
  const places = [...drivers, outcome].map((name) => names.indexOf(name));
  const summary = {
    names: drivers,
    correlations: Float64Array.from(places.flatMap((i) => places.map((j) => rows[i]![j]!))),
    n: n + 0,
    nMissing: nMissing + 0,
    rows: null,
  };
  return importanceOfSummary(FN, "correlations", "correlations.estimates", summary, options);
}

function checkNames(names: unknown): asserts names is readonly string[] {
  if (!Array.isArray(names) || names.length < 2)
    reject(FN, "correlations.names", "be an array of two names or more", names);
  for (const [i, name] of (names as unknown[]).entries()) {
    checkName(FN, `correlations.names.${i}`, name);
    if (names.indexOf(name) < i) reject(FN, `correlations.names.${i}`, "be another name than those before it", name);
  }
}

/** The rows of a symmetric matrix; those of a column that does not vary are zeros. */
function checkedRows(estimates: unknown, size: number): number[][] {
  const path = "correlations.estimates";
  const checkLength = (at: string, list: unknown): readonly unknown[] => {
    if (!Array.isArray(list) || list.length !== size) reject(FN, at, `be an array of length ${size}, as names`, list);
    return Array.from(list as readonly unknown[]);
  };
  const rows = checkLength(path, estimates).map((row, i) => checkLength(`${path}.${i}`, row));
  const varies = rows.map((row, i) => row[i] !== null);
  const numbers = rows.map((row, i) =>
    row.map((value, j) => {
      const at = `${path}.${i}.${j}`;
      if (varies[i] && varies[j]) {
        checkInRange(FN, at, value, -1, 1);
        if (i === j && Math.abs((value as number) - 1) > ROUNDING) reject(FN, at, "be 1", value);
        return i === j ? 1 : (value as number);
      }
      if (value !== null) reject(FN, at, "be null, as on the diagonal", value);
      return 0;
    }),
  );
  numbers.forEach((row, i) => {
    row.slice(0, i).forEach((value, j) => {
      const mirrored = numbers[j]![i]!;
      if (Math.abs(value - mirrored) > ROUNDING) {
        reject(FN, `${path}.${i}.${j}`, `be what its mirror image is (${mirrored})`, value);
      }
    });
  });
  return numbers;
}
