import { checkConfidenceLevel, checkDrawsOrNone, checkNoOthers, checkObject, checkSeed } from "../../../core/checks";
import type { NumericColumn } from "../../../core/columns";
import { correlatedColumns } from "../rows/driver-correlations";
import { type DriverColumns, readDriverTable } from "../rows/driver-table";
import type { WeightedDriverSampleOptions } from "../rows/sample-options";
import { skewedCaveats } from "../rows/skewed-columns";
import { type DriverImportance, driverImportanceResult } from "./driver-importance-result";
import { defaultDraws, drawShares } from "./importance-draws";
import { checkEnoughRows, importanceParts } from "./importance-parts";
import { type DriverSharingOptions, shareMethod } from "./share-method";

/** Options of {@link driverImportance}. */
export interface DriverImportanceOptions<N extends string = string>
  extends DriverSharingOptions<N>,
    WeightedDriverSampleOptions {
  /**
   * How many resamples are drawn, integer in [100, 1e6], or 0 for none.
   * @defaultValue 1000; for `lmg` 200 above 2^12 subsets of drivers (12 drivers without groups), 0 above 2^16
   */
  readonly draws?: number | undefined;
}

const FN = "driverImportance";

/**
 * How much of what drivers explain together belongs to each: key-driver analysis.
 *
 * Which service factors go with overall satisfaction, when the factors also go with each other.
 *
 * @remarks `lmg` (Lindeman, Merenda and Gold; Shapley value; general dominance) averages the gain in R² from adding a
 * driver over all orders of adding the p drivers: $$\mathrm{LMG}_j = \frac1p \sum_{S \not\ni j} \binom{p -
 * 1}{|S|}^{-1} \bigl(R^2(S \cup \{j\}) - R^2(S)\bigr)$$ Shares are never negative and sum to R². `conditional` holds the
 * mean gains by |S|; j completely dominates k where it adds at least as much to every model without the two. With
 * `groups`, R² is shared out among the groups, and each group's share among its drivers (Owen's values): groups stay
 * together in the orders.
 *
 * The other methods are there to compare with. `johnson` (relative weights) sums to R² and often lies near `lmg`, but
 * its derivation has been called theoretically flawed (Thomas and others), and the reason to use it, that `lmg` takes 2^p
 * models, is gone. `pratt`, the coefficient times the correlation, sums to R² with shares that may be negative.
 * `first`, the squared correlation, counts again what drivers have in common; `last`, what R² loses without the driver,
 * leaves that out. These two do not sum to R², and their `relativeShare` not to 1.
 *
 * `suppressor` marks a driver whose semipartial correlation lies outside of the range from 0 to its correlation: beside
 * the others it points the other way, or explains more than alone. Its share is no measure of what improving it would
 * do. A share says how things go together among these customers, not what a change would cause; drivers that measure
 * the same thing share its credit.
 *
 * Intervals are the middle part of the shares in resamples of the rows, with the rows' weights, from one stream of
 * random numbers. A share is above 0 in every sample, also that of a driver which is independent of everything: so its
 * interval is no test of whether a driver matters, but says how stable the share is. At 95 %, with 100 or 300 ratings of
 * four shapes, it covers the shares of three correlated drivers in 93 to 98 % of samples; where 95 % of the answers are
 * at one level, in 71 to 94 %, of which the caveat `skewed-answers` warns (see the calibration page). For shares in
 * percent of what all explain there is `relativeInterval`: it covers 91 to 98 % with 100 rows and 93 to 98 % with 300,
 * less for the largest share, since what chance gives to all drivers makes shares more equal. A resample fails
 * (`failed-draws`) in which the outcome does not vary, or with no more different rows than drivers and one, and for
 * relative shares one in which nothing is explained.
 *
 * Rows with a missing value are left out whole. With survey weights, correlations are weighted. A driver that does not
 * vary has nothing (`constant-column`); one that the others determine to within 1e-10 of its variance has no coefficient
 * (`aliased-columns`) and shares what it says with them. Nearly as dependent drivers leave about eight digits or fewer
 * (`ill-conditioned`): shares come from correlations, where {@link linearModel} sees the rows.
 *
 * O(n p^2) time, and for `lmg` about 6 2^p operations: a fiftieth of a second for 20 drivers, half a second for 25, the
 * most without groups (other methods take 100). In groups the 2^m subsets of m groups count and, of each group of g > 1
 * drivers, 2^(m - 1 + g); at most 2^27 in all. Each draw takes all that again.
 *
 * @typeParam C - The drivers' columns by name.
 * @param predictors - Drivers by name, each with n values; `null` is missing; at least one.
 * @param outcome - Column of n values, not all equal.
 * @param options - See {@link DriverImportanceOptions}.
 * @returns Shares in units of R², [0, 1] save for `pratt`, in column order.
 * @throws A {@link StatsError}: `invalid-input` on columns of different lengths, on an element that is neither a finite
 * number nor missing, on more than 25 drivers without groups, on groups that leave too many subsets and on bad options;
 * `insufficient-data` unless the complete rows outnumber the drivers and one; `degenerate-data` on a constant outcome.
 * @see Lindeman, Merenda and Gold (1980), Introduction to Bivariate and Multivariate Analysis (not read); Grömping
 * (2006), Journal of Statistical Software 17(1), doi:10.18637/jss.v017.i01 (not read); Azen and Budescu (2003),
 * Psychological Methods 8(2), 129-148, for dominance (not read); Owen (1977), Values of games with a priori unions (not
 * read); Johnson (2000), Multivariate Behavioral Research 35(1), 1-19 (not read); Thomas, Zumbo, Kwan and Schweitzer
 * (2014), Multivariate Behavioral Research 49(4), 329-338 (not read); Velicer (1978), Educational and Psychological
 * Measurement 38(4), 953-958, for suppressors (not read)
 *
 * @example
 * ```ts
 * const food = [3, 4, 2, 5, 4, 1, 3, 5, 2, 4];
 * const staff = [4, 4, 3, 5, 3, 2, 5, 4, 2, 5];
 * const wifi = [2, 5, 3, 4, 1, 3, 2, 5, 4, null];
 * const overall = [3, 4, 2, 5, 4, 2, 4, 5, 2, 4];
 * const result = driverImportance({ food, staff, wifi }, overall, { draws: 200 });
 * result.rSquared; //~> 0.931
 * result.drivers.map(({ share }) => share); //~> [0.591, 0.317, 0.023]
 * result.drivers[0]?.interval; //~> { lower: 0.388, upper: 0.766, level: 0.95, method: "bootstrap-percentile" }
 * result.drivers.map(({ relativeShare }) => relativeShare); //~> [0.635, 0.341, 0.024]
 * result.pairwise?.[0]; //~> [0.5, 0.967, 0.989]
 *
 * const grouped = driverImportance({ food, staff, wifi }, overall, { groups: { service: ["food", "staff"] }, draws: 0 });
 * grouped.groups?.map(({ name, share }) => [name, share]); //~> [["service", 0.905], ["wifi", 0.026]]
 * driverImportance({ food, staff, wifi }, [3, 3, 3, 3, 3, 3, 3, 3, 3, 3]); //=> throws StatsError
 * ```
 */
export function driverImportance<const C extends DriverColumns<C>>(
  predictors: C,
  outcome: NumericColumn,
  options: DriverImportanceOptions<keyof C & string> = {},
): DriverImportance<keyof C & string> {
  checkObject(FN, "options", options);
  const { method, groups, weights, confidenceLevel = 0.95, draws: asked, seed = 1, ...others } = options;
  checkNoOthers(FN, others);
  checkConfidenceLevel(FN, confidenceLevel);
  if (asked !== undefined) checkDrawsOrNone(FN, asked);
  checkSeed(FN, seed);
  const table = readDriverTable(FN, predictors, outcome, weights);
  const { names, n, nMissing, rows } = table;
  const sharing = shareMethod(FN, "predictors", { method, groups }, names);
  checkEnoughRows(FN, "predictors", names.length, n, nMissing);

  const { columns, correlations } = correlatedColumns(FN, table);
  const parts = importanceParts({ names, correlations, n, nMissing, rows }, sharing);
  const draws = asked ?? defaultDraws(sharing.subsets);
  if (draws === 0) return driverImportanceResult(parts, null, confidenceLevel);
  const found = drawShares(columns, table.weights, sharing.sharesOf, { draws, seed });
  const doubts = found.shares[0]!.length > 1 ? skewedCaveats(columns, table.weights) : [];
  return driverImportanceResult(
    { ...parts, caveats: [...parts.caveats, ...doubts] },
    { draws, seed, found },
    confidenceLevel,
  );
}
