import { reject } from "../../../core/checks";
import type { CrossProducts } from "../../../statistics/summaries/cross-products";
import { isRounding } from "../../../statistics/summaries/moments";
import { soundCrossProducts } from "../../../statistics/summaries/sound-cross-products";
import { correlationsFromProducts } from "../rows/driver-correlations";
import type { DriverImportance } from "./driver-importance-result";
import { importanceOfSummary } from "./importance-of-summary";
import type { DriverSharingOptions } from "./share-method";

/**
 * {@link driverImportance} from a summary: the shares that the rows themselves give, however many there were.
 *
 * @remarks There are no rows to resample, hence no intervals and no probabilities (caveat `no-resampling`). Rows that are
 * incomplete in any column of the summary are left out. A summary from a database carries the digits of one double: its
 * rounding may give a driver that the others determine a share of its own (caveat `ill-conditioned`).
 *
 * @typeParam N - The names of the summary's columns.
 * @param summary - Cross products of the outcome and the drivers, all other columns.
 * @param outcome - The name of the outcome's column.
 * @param options - See {@link DriverSharingOptions}.
 * @returns The same as {@link driverImportance} gives without draws, in the summary's order.
 * @throws A {@link StatsError}: `invalid-input` on what is not a sound summary, on products that no table has, on a name
 * that is not in it, on more than 25 drivers without groups and on bad options; `insufficient-data` unless the
 * observations outnumber the drivers and one; `degenerate-data` on a constant outcome.
 *
 * @example
 * ```ts
 * const may = crossProducts({ food: [3, 4, 2, 5, 4], staff: [4, 4, 3, 5, 3], overall: [3, 4, 2, 5, 4] });
 * const june = crossProducts({ food: [1, 3, 5, 2, 4], staff: [2, 5, 4, 2, 5], overall: [2, 4, 5, 2, 4] });
 * const result = driverImportanceFromCrossProducts(mergeCrossProducts(may, june), "overall");
 * result.drivers.map(({ name, share }) => [name, share]); //~> [["food", 0.617], ["staff", 0.308]]
 * ```
 */
export function driverImportanceFromCrossProducts<N extends string>(
  summary: CrossProducts<N>,
  outcome: NoInfer<N>,
  options: DriverSharingOptions<NoInfer<N>> = {},
): DriverImportance<N> {
  const fn = "driverImportanceFromCrossProducts";
  const sound = soundCrossProducts(fn, "summary", summary);
  const { names, n, nMissing, rows } = sound;
  if (!names.includes(outcome)) reject(fn, "outcome", "be a column of the summary", outcome);
  const drivers = names.filter((name) => name !== outcome);
  if (drivers.length === 0) reject(fn, "summary.names", "have a driver besides the outcome", names.length);
  const products = productsOf(sound, [...drivers, outcome]);
  const correlations = correlationsFromProducts(products, names.length);
  return importanceOfSummary(
    fn,
    "summary",
    "summary.products",
    { names: drivers, correlations, n, nMissing, rows },
    options,
  );
}

/** All entries in the order of some names; a column that varies by no more than rounding has zeros. */
function productsOf({ names, means, products, n }: CrossProducts, order: readonly string[]): Float64Array {
  const places = order.map((name) => names.indexOf(name));
  const varies = places.map((j) => {
    const deviation = Math.sqrt((products[(j * (j + 3)) / 2] as number) / n);
    return n > 0 && !isRounding(deviation, means?.[j] as number);
  });
  const size = order.length;
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [k, l] = [Math.floor(at / size), at % size];
    if (!varies[k] || !varies[l]) return 0;
    const [i, j] = [Math.max(places[k]!, places[l]!), Math.min(places[k]!, places[l]!)];
    return products[(i * (i + 1)) / 2 + j] as number;
  });
}
