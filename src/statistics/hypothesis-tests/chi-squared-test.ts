import { type Caveat, caveatsWhere } from "../../core/caveats";
import { checkNoOthers, checkObject, checkOneOf } from "../../core/checks";
import type { TestResult } from "../../core/estimate";
import { chiSquaredUpper } from "../../numerics/chi-squared";
import { add, type DoubleDouble, multiply } from "../../numerics/double-double";
import { countTable, expectsTooFew, sumOf } from "./count-table";

/** Whether the statistic is corrected for continuity. */
export type ChiSquaredTestMethod = "chi-squared" | "chi-squared-cc";

/** Options of {@link chiSquaredTest}. */
export interface ChiSquaredTestOptions {
  /**
   * `chi-squared-cc` gives a 2 x 2 table Yates's correction, and larger ones, which have none, no correction. It is the
   * default because it is R's (`chisq.test(correct = TRUE)`).
   *
   * @defaultValue `"chi-squared-cc"`
   */
  readonly method?: ChiSquaredTestMethod | undefined;
}

/** The chi-squared test of a table. */
export interface ChiSquaredTestResult {
  readonly kind: "chi-squared-test";
  /** Its method is `chi-squared-cc` only where the statistic is corrected. */
  readonly test: TestResult;
  /** Counts that the margins would lead to expect, in the shape of the table. */
  readonly expected: readonly (readonly number[])[];
  /**
   * Observed minus expected count, in standard deviations (R's `stdres`); `null` where the count could be no other.
   */
  readonly standardizedResiduals: readonly (readonly (number | null)[])[];
  /** Strength of association in [0, 1], without correction; `null` where the test is. */
  readonly cramersV: number | null;
  readonly n: number;
  readonly nMissing: number;
  readonly caveats: readonly Caveat[];
}

/**
 * Pearson's chi-squared test: do the rows of a table answer alike?
 *
 * @remarks $$\chi^2 = \sum_{i,j} \frac{(o_{ij} - e_{ij})^2}{e_{ij}}, \quad e_{ij} = \frac{r_i c_j}{n}, \quad V =
 * \sqrt{\frac{\chi^2}{n (\min(R, C) - 1)}}$$ against chi-squared with (R - 1)(C - 1) degrees of freedom. Yates's
 * correction takes 1/2 from every distance of a 2 x 2 table; it rejects too seldom, and V does without it. Residuals
 * are standardised, $$\frac{o - e}{\sqrt{e (1 - r / n)(1 - c / n)}}$$ so that beyond 2 or 3 is far. Expected counts
 * below 5 in more than a fifth of the cells, or any below 1, give the caveat `small-expected-counts`: `fisherExact`
 * needs none. Rows and columns without a count are left out of the test (caveat `empty-levels`); where fewer than two
 * of either are left, statistic and p are `null` (caveat `single-row-or-column`). The groups must be different
 * customers; for two answers of the same customers use `wilcoxonSignedRank`, or `mcnemar` for yes and no. O(cells).
 *
 * @param table - Rows of equal length, integers >= 0; at least 2 x 2, with at least one count above 0. A row is a group
 * of customers, such as an arm, a column an answer.
 * @param options - See {@link ChiSquaredTestOptions}.
 * @returns The test, as R's `chisq.test` has it, with expected counts and residuals.
 * @throws A {@link StatsError}: `invalid-input` on an invalid table; `insufficient-data` where all counts are 0.
 * @see Pearson (1900), Philosophical Magazine 50(302), 157-175, doi:10.1080/14786440009463897 (not read); Cochran
 * (1954), Biometrics 10(4), 417-451, doi:10.2307/3001616, for the rule on expected counts (not read)
 *
 * @example
 * ```ts
 * // rows: treatment, control; columns: unhappy, neutral, happy
 * const { test, cramersV } = chiSquaredTest([[30, 20, 10], [20, 25, 25]]);
 * test.statistic; //~> 8.264
 * test.pValue; //~> 0.0161
 * cramersV; //~> 0.2521
 * ```
 */
export function chiSquaredTest(
  table: readonly (readonly number[])[],
  options: ChiSquaredTestOptions = {},
): ChiSquaredTestResult {
  const fn = "chiSquaredTest";
  checkObject(fn, "options", options);
  const { method = "chi-squared-cc", ...others } = options;
  checkNoOthers(fn, others);
  checkOneOf(fn, "method", method, ["chi-squared", "chi-squared-cc"]);
  const { counts, rowTotals, columnTotals, n } = countTable(fn, table);
  const rows = rowTotals.filter((total) => total > 0);
  const columns = columnTotals.filter((total) => total > 0);
  const degreesOfFreedom = (rows.length - 1) * (columns.length - 1);
  const corrects = method === "chi-squared-cc" && rows.length === 2 && columns.length === 2;

  const expected = rowTotals.map((row) => columnTotals.map((column) => (row / n) * column));
  const distances = counts.map((row, i) => row.map((count, j) => distance(count, rowTotals[i]!, columnTotals[j]!, n)));
  const chiSquared = (correction: number) => {
    const parts = distances.map((row, i) =>
      row.map((far, j) => {
        const left = Math.max(0, Math.abs(far) - correction);
        return left === 0 ? 0 : (left / expected[i]![j]!) * left;
      }),
    );
    return sumOf(parts.flat());
  };
  const statistic = degreesOfFreedom === 0 ? null : chiSquared(corrects ? 0.5 : 0);
  const possible = rows.flatMap((row) => columns.map((column) => (row / n) * column));
  return {
    kind: "chi-squared-test",
    test: {
      statistic,
      degreesOfFreedom: statistic === null ? [] : [degreesOfFreedom],
      pValue: statistic === null ? null : chiSquaredUpper(statistic, degreesOfFreedom),
      alternative: "two-sided",
      method: corrects ? "chi-squared-cc" : "chi-squared",
    },
    expected,
    standardizedResiduals: distances.map((row, i) =>
      row.map((far, j) => {
        const [inRow, inColumn] = [rowTotals[i]!, columnTotals[j]!];
        const variance = expected[i]![j]! * ((n - inRow) / n) * ((n - inColumn) / n);
        return variance === 0 ? null : far / Math.sqrt(variance);
      }),
    ),
    cramersV:
      statistic === null
        ? null
        : Math.min(1, Math.sqrt(chiSquared(0) / n / (Math.min(rows.length, columns.length) - 1))),
    n,
    nMissing: 0,
    caveats: caveatsWhere({
      "single-row-or-column": degreesOfFreedom === 0,
      "small-expected-counts": degreesOfFreedom > 0 && expectsTooFew(possible),
      "empty-levels": rows.length < rowTotals.length || columns.length < columnTotals.length,
    }),
  };
}

/** Observed less expected count, without the rounding of the expected one. */
function distance(count: number, row: number, column: number, n: number): number {
  const product: DoubleDouble = multiply([-row, 0], [column, 0]);
  const [high, low] = add(multiply([count, 0], [n, 0]), product);
  return (high + low) / n + 0;
}
