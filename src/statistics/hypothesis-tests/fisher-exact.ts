import { type Caveat, caveatsAt, caveatsWhere } from "../../core/caveats";
import { checkAlternative, checkConfidenceLevel, checkNoOthers, checkObject, reject } from "../../core/checks";
import type { Alternative, OpenInterval, TestResult } from "../../core/estimate";
import {
  conditionalOddsInterval,
  conditionalOddsRatio,
  hypergeometricCdf,
  hypergeometricTwoSided,
  hypergeometricUpper,
  type Urn,
} from "../../numerics/hypergeometric";
import { tablePValue } from "../../numerics/table-enumeration";
import { type CountTable, countTable } from "./count-table";

/** Options of {@link fisherExact}. */
export interface FisherExactOptions {
  /**
   * `greater`: the first row has the higher odds, so that the odds ratio is above 1; for 2 x 2 tables only.
   *
   * @defaultValue `"two-sided"`
   */
  readonly alternative?: Alternative | undefined;
  /** Of the odds ratio's interval. @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
}

/** Odds of the first column in the first row over those in the second, given the margins of a 2 x 2 table. */
export interface ConditionalOddsRatio {
  /** The most likely one; `null` where it has no bound (caveat `unbounded-interval`). */
  readonly estimate: number | null;
  readonly interval: OpenInterval;
}

/** Fisher's exact test of a table. */
export interface FisherExactResult {
  readonly kind: "fisher-exact";
  readonly test: TestResult;
  /** `null` for tables larger than 2 x 2, and where a margin is 0, so that the table could be no other. */
  readonly oddsRatio: ConditionalOddsRatio | null;
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/** Up to here a 2 x 2 table takes a tenth of a second. */
const LARGEST_TOTAL = 1e8;

/** Tables that may be looked at, in about a second. */
const MOST_STEPS = 1e7;

/**
 * Fisher's exact test: do the rows of a table answer alike, given how many there are in each row and column?
 *
 * @remarks The two-sided p is the probability of all tables with these margins that are at most as probable, where
 * probabilities within a relative 1e-7 are equal, as in R. For 2 x 2, $$P(a) = \binom{r_1}{a} \binom{r_2}{c_1 - a}
 * \Big/ \binom{n}{c_1}$$ and the odds ratio is the odds of the first column in the first row over those in the second:
 * put treatment first and control second. The estimate is the most likely one under the noncentral hypergeometric
 * distribution, not ad / bc; its interval holds those that neither one-sided test rejects at (1 - level) / 2 (to twelve
 * digits, where R's root finder leaves two to six). The test rejects too seldom in small tables. Rows and columns
 * without a count change nothing; where the margins allow one table only, p = 1 (caveat `single-row-or-column`). The
 * groups must be different customers; for two answers of the same customers use `wilcoxonSignedRank`, or `mcnemar` for
 * yes and no. 2 x 2: O(sqrt(n)) time, n at most 1e8. Larger ones are enumerated, at most 1e7 tables after ways that are
 * alike are put together, about a second: of random tables, nearly all go with up to 85 counts in 4 x 4, 700 in 3 x 3,
 * 130 in 2 x 11 (scores by arm) and 40 in 5 x 5; beyond, `chiSquaredTest` serves.
 *
 * @param table - Rows of equal length, integers >= 0; at least 2 x 2, with at least one count above 0.
 * @param options - See {@link FisherExactOptions}.
 * @returns The test, as R's `fisher.test` has it.
 * @throws A {@link StatsError}: `invalid-input` on an invalid table, one that is too large, or a one-sided
 * alternative for more than 2 x 2; `insufficient-data` where all counts are 0.
 * @see Fisher (1935), Journal of the Royal Statistical Society 98(1), 39-82, doi:10.2307/2342435 (not read); Mehta and
 * Patel (1983), JASA 78(382), 427-434, doi:10.1080/01621459.1983.10477989 (not read)
 *
 * @example
 * ```ts
 * // rows: treatment, control; columns: yes, no
 * const { test, oddsRatio } = fisherExact([[3, 1], [1, 3]]);
 * test.pValue; //~> 0.4857
 * oddsRatio?.estimate; //~> 6.408
 * oddsRatio?.interval; //~> { lower: 0.2117, upper: 626.24, level: 0.95, method: "exact" }
 * ```
 */
export function fisherExact(
  table: readonly (readonly number[])[],
  options: FisherExactOptions = {},
): FisherExactResult {
  const fn = "fisherExact";
  checkObject(fn, "options", options);
  const { alternative = "two-sided", confidenceLevel = 0.95, ...others } = options;
  checkNoOthers(fn, others);
  checkAlternative(fn, alternative);
  checkConfidenceLevel(fn, confidenceLevel);
  const read = countTable(fn, table);
  const { counts, n } = read;
  const fourfold = counts.length === 2 && counts[0]!.length === 2;
  if (!fourfold && alternative !== "two-sided") {
    reject(fn, "alternative", 'be "two-sided" for a table larger than 2 x 2', alternative);
  }
  const filled = withoutEmpty(read);
  const free = filled.length > 1 && filled[0]!.length > 1;
  const pValue = fourfold ? fourfoldPValue(fn, read, alternative) : free ? enumerated(fn, filled, n) : 1;
  const oddsRatio = fourfold && free ? oddsRatioOf(read, confidenceLevel, alternative) : null;
  return {
    kind: "fisher-exact",
    test: { statistic: null, degreesOfFreedom: [], pValue, alternative, method: "fisher-exact" },
    oddsRatio,
    n,
    nMissing: 0,
    caveats: [
      ...caveatsWhere({ "single-row-or-column": !free }),
      ...caveatsAt("oddsRatio", caveatsWhere({ "unbounded-interval": oddsRatio?.estimate === null })),
    ],
  };
}

function withoutEmpty({ counts, rowTotals, columnTotals }: CountTable): number[][] {
  return counts.filter((_, i) => rowTotals[i]! > 0).map((row) => row.filter((_, j) => columnTotals[j]! > 0));
}

/** The first row is marked, the first column drawn, and the first cell counts the marked ones drawn. */
function urnOf({ rowTotals, columnTotals }: CountTable): Urn {
  return { marked: rowTotals[0]!, unmarked: rowTotals[1]!, drawn: columnTotals[0]! };
}

function fourfoldPValue(fn: string, table: CountTable, alternative: Alternative): number {
  const { counts, n } = table;
  if (n > LARGEST_TOTAL) reject(fn, "table", "hold at most 1e8; chiSquaredTest() serves larger ones", n);
  const first = counts[0]![0]!;
  if (alternative === "two-sided") return Math.min(1, hypergeometricTwoSided(first, urnOf(table)));
  return alternative === "less" ? hypergeometricCdf(first, urnOf(table)) : hypergeometricUpper(first - 1, urnOf(table));
}

function oddsRatioOf(table: CountTable, level: number, alternative: Alternative): ConditionalOddsRatio {
  const first = table.counts[0]![0]!;
  const urn = urnOf(table);
  const { lower, upper } = conditionalOddsInterval(
    first,
    urn,
    alternative === "two-sided" ? (1 - level) / 2 : 1 - level,
  );
  return {
    estimate: conditionalOddsRatio(first, urn),
    interval: {
      lower: alternative === "less" ? 0 : lower,
      upper: alternative === "greater" ? null : upper,
      level,
      method: "exact",
    },
  };
}

function enumerated(fn: string, counts: readonly (readonly number[])[], n: number): number {
  const serves = "chiSquaredTest() serves larger ones";
  if (n > 1e5) reject(fn, "table", `hold at most 1e5 where it is larger than 2 x 2; ${serves}`, n);
  const pValue = tablePValue(counts, MOST_STEPS);
  if (pValue === null) reject(fn, "table", `have at most 1e7 tables with its margins; ${serves}`, counts);
  return pValue;
}
