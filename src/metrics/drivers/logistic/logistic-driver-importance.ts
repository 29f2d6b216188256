import { caveatsAt, caveatsWhere } from "../../../core/caveats";
import {
  checkConfidenceLevel,
  checkDrawsOrNone,
  checkNoOthers,
  checkObject,
  checkSeed,
  reject,
} from "../../../core/checks";
import type { BinaryColumn } from "../../../core/columns";
import { checkBothOutcomes } from "../../../statistics/models/estimable";
import { yesAndNo } from "../../../statistics/summaries/yes-and-no";
import { completeDominance } from "../importance/complete-dominance";
import {
  type DriverImportance,
  driverImportanceResult,
  type ImportanceParts,
} from "../importance/driver-importance-result";
import { checkEnoughRows } from "../importance/importance-parts";
import { type DriverColumns, readDriverTable } from "../rows/driver-table";
import { unitColumns } from "../rows/joint-spread";
import type { DriverSampleOptions } from "../rows/sample-options";
import { skewedCaveats } from "../rows/skewed-columns";
import { drawnLogisticShares } from "./logistic-draws";
import { logisticFullModel } from "./logistic-full-model";
import { distinctRows, outcomeCorrelations } from "./logistic-rows";
import { mcFaddenOfSubsets } from "./logistic-subsets";
import { subsetGains } from "./subset-gains";

/** Options of {@link logisticDriverImportance}. */
export interface LogisticDriverImportanceOptions extends DriverSampleOptions {
  /**
   * How many resamples are drawn for intervals and probabilities, integer in [100, 1e6], or 0 for none. Each takes 2^p
   * fits.
   * @defaultValue `0`
   */
  readonly draws?: number | undefined;
}

const FN = "logisticDriverImportance";
/** A few seconds' fits. */
const MOST_DRIVERS = 12;
/** Gains closer than this are equal. */
const ROUNDING = 1e-12;

/**
 * Key drivers of an outcome of yes and no, such as being a promoter: how much of what they explain belongs to each.
 *
 * Shapley's division of McFadden's R²: what a driver adds to models of the others, averaged over all orders of adding
 * them, as {@link driverImportance} does it for numbers. The shares sum to the R² of the model of all drivers.
 *
 * @remarks $$R^2(S) = 1 - \frac{\ell(S)}{\ell(\emptyset)}, \quad \phi_j = \frac1p \sum_{k=0}^{p-1} \binom{p-1}{k}^{-1}
 * \sum_{|S| = k,\, j \notin S} \bigl(R^2(S \cup j) - R^2(S)\bigr)$$ where l(S) is the largest log-likelihood that a
 * logistic regression on the drivers in S reaches; the mean gain for each k is in `conditional`. McFadden's R² is no
 * share of a variance, and usually lower than the R² of a linear model of the same answers: compare the shares of one
 * outcome, not those of two.
 *
 * `coefficient` is the change of the log-odds with one standard deviation of the driver (divisor n - 1), the others
 * held fixed. It is not divided by a spread of the log-odds, which data do not tell. A driver is a `suppressor` if its
 * coefficient and its correlation with the outcome have opposite signs, or if it adds more to the model of all others
 * than it explains alone.
 *
 * A driver that the others determine adds nothing to models that have these: duplicates share what either explains, and
 * none of them has a coefficient (caveat `aliased-columns`). Where drivers tell some outcomes apart without an error,
 * as a {@link logisticModel} reports it, every R² is the limit that the likelihoods approach, 1 where all outcomes are
 * told apart, and coefficients that grow without end are `null` (caveat `separation`). R² is too high in small samples:
 * as a rule of thumb, have ten of the rarer outcome a driver.
 *
 * Intervals are percentiles of resampled rows, drawn as by {@link driverImportance}, with its caveat `skewed-answers`
 * where nearly all answers are the same; a share is above 0 in almost every sample, so an interval speaks of stability
 * and is no test. There are no survey weights, which have no likelihood.
 * Shares tell what goes with the outcome, not what causes it.
 *
 * Each of the 2^p fits starts from a smaller one and sees equal rows as one, so that it is cheap for ratings: with
 * 2,000 rows, about a second for 10 drivers and a few for 12. O(2^p n p^2) time at most, and again for each draw.
 *
 * @typeParam C - The columns by name.
 * @param predictors - Drivers: columns of numbers by name, each with n values; 1 to 12.
 * @param outcome - Column of n values: `true` and `false`, or 1 and 0; both occur.
 * @param options - See {@link LogisticDriverImportanceOptions}.
 * @returns Shares in units of McFadden's R², with `method` `"mcfadden"`; without `draws`, intervals are `null` (caveat
 * `no-resampling`).
 * @throws A {@link StatsError}: `invalid-input` on more than 12 drivers or none, on an element that is neither a finite
 * number nor missing, on an outcome that is no yes or no, on columns of different lengths and on bad options;
 * `insufficient-data` unless the complete rows outnumber the drivers by two; `degenerate-data` on an outcome that is
 * the same in all of them; `no-convergence` where a likelihood does not come to rest.
 * @see Azen and Traxel (2009), Journal of Educational and Behavioral Statistics 34(3), 319-347,
 * doi:10.3102/1076998609332754 (not read); McFadden (1974), Conditional logit analysis of qualitative choice behavior,
 * in Zarembka (ed.), Frontiers in Econometrics, 105-142 (not read)
 *
 * @example
 * ```ts
 * const staff = [5, 4, 2, 5, 3, 1, 4, 2, 5, 3, 4, null];
 * const food = [4, 4, 3, 5, 2, 3, 5, 1, 3, 4, 2, 3];
 * const promoter = [true, true, false, true, true, false, true, false, true, false, false, true];
 * const importance = logisticDriverImportance({ staff, food }, promoter);
 * importance.rSquared; //~> 0.5218
 * importance.drivers.map(({ share }) => share); //~> [0.4091, 0.1127]
 * importance.drivers[1]?.conditional; //~> [0.2055, 0.02]
 * importance.completeDominance; //=> [{ dominant: "staff", dominated: "food" }]
 * ```
 */
export function logisticDriverImportance<const C extends DriverColumns<C>>(
  predictors: C,
  outcome: BinaryColumn,
  options: LogisticDriverImportanceOptions = {},
): DriverImportance<keyof C & string> {
  checkObject(FN, "options", options);
  const { confidenceLevel = 0.95, draws = 0, seed = 1, ...others } = options;
  checkNoOthers(FN, others);
  checkConfidenceLevel(FN, confidenceLevel);
  checkDrawsOrNone(FN, draws);
  checkSeed(FN, seed);
  const table = readDriverTable(FN, predictors, yesAndNo(FN, "outcome", outcome), undefined);
  const { names, n, nMissing, rows } = table;
  const p = names.length;
  if (p > MOST_DRIVERS) {
    reject(FN, "predictors", `have at most ${MOST_DRIVERS} drivers, as all their subsets are fitted`, p);
  }
  checkEnoughRows(FN, "predictors", p, n, nMissing);
  checkBothOutcomes(FN, table.outcome);

  const tallied = distinctRows(table);
  const { distinct } = tallied;
  const [explained] = mcFaddenOfSubsets(FN, distinct) as [Float64Array];
  const { shares, conditional } = subsetGains(explained, p);
  const { coefficients, determined, separation } = logisticFullModel(FN, table, distinct);
  const correlations = outcomeCorrelations(distinct);
  const drivers = names.map((name, j) => {
    const gains = Array.from(conditional.subarray(j * p, (j + 1) * p));
    const coefficient = coefficients[j] as number | null;
    const correlation = correlations[j] as number | null;
    return {
      name,
      share: shares[j] as number,
      correlation,
      coefficient,
      suppressor:
        (gains[p - 1] as number) > (gains[0] as number) + ROUNDING ||
        (coefficient ?? 0) * (correlation ?? 0) < -ROUNDING,
      conditional: gains,
    };
  });
  const parts: ImportanceParts<keyof C & string> = {
    method: "mcfadden",
    n,
    nMissing,
    rSquared: explained.at(-1) as number,
    drivers,
    groups: null,
    completeDominance: completeDominance(explained, p).map(([j, k]) => ({ dominant: names[j]!, dominated: names[k]! })),
    rows,
    caveats: [
      ...caveatsWhere({ "few-complete-rows": rows.used < rows.total / 2, separation: separation !== "none" }),
      ...determined.flatMap((j) => {
        const constant = correlations[j] === null;
        return caveatsAt(`drivers.${j}`, caveatsWhere({ "constant-column": constant, "aliased-columns": !constant }));
      }),
    ],
  };
  if (draws === 0) return driverImportanceResult(parts, null, confidenceLevel);
  const found = drawnLogisticShares(FN, tallied, draws, seed);
  const { columns } = unitColumns([...table.drivers, table.outcome], null);
  const doubts = found.rSquared.length > 1 ? skewedCaveats(columns, null) : [];
  return driverImportanceResult(
    { ...parts, caveats: [...parts.caveats, ...doubts] },
    { draws, seed, found },
    confidenceLevel,
  );
}
