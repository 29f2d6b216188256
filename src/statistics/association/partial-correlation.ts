import { type Caveat, caveatsAt, caveatsWhere } from "../../core/caveats";
import {
  checkAlternative,
  checkConfidenceLevel,
  checkNoOthers,
  checkObject,
  checkOneOf,
  refuse,
  reject,
} from "../../core/checks";
import type { NumericColumn, RowUse } from "../../core/columns";
import type { Alternative, ConfidenceInterval, Estimate, TestResult } from "../../core/estimate";
import { leastSquares } from "../../numerics/least-squares";
import { ranks } from "../../numerics/ranks";
import { completeRows } from "../summaries/complete-rows";
import { type CorrelationMethod, linearInference } from "./pair-correlation";
import { cosineOf, type UnitDeviations, unitDeviations } from "./unit-deviations";

/** Of the values, or of their ranks. */
export type PartialCorrelationMethod = Exclude<CorrelationMethod, "kendall">;

/** Options of {@link partialCorrelation}. */
export interface PartialCorrelationOptions {
  /** @defaultValue `"pearson"` */
  readonly method?: PartialCorrelationMethod | undefined;
  /** @defaultValue `0.95` */
  readonly confidenceLevel?: number | undefined;
  /**
   * Direction of the alternative hypothesis; a one-sided one gives an interval that ends at -1 or 1.
   * @defaultValue `"two-sided"`
   */
  readonly alternative?: Alternative | undefined;
}

/** A partial correlation in [-1, 1]; `N` are the names of its controls. */
export interface PartialCorrelationResult<N extends string = string>
  extends Estimate<"value", ConfidenceInterval | null> {
  readonly kind: "partial-correlation";
  readonly method: PartialCorrelationMethod;
  /** What is held fixed, in column order. */
  readonly controls: readonly N[];
  /** Controls that repeat what earlier ones say, and so take no degree of freedom. */
  readonly aliased: readonly N[];
  /** The t test of no partial correlation. */
  readonly test: TestResult;
  readonly rows: RowUse;
}

const FN = "partialCorrelation";

/**
 * How strongly two quantities go together among customers who are alike in others.
 *
 * @remarks The correlation of what linear regressions of x and of y on the controls leave unexplained. With one control
 * z it is $$r_{xy \cdot z} = \frac{r_{xy} - r_{xz} r_{yz}}{\sqrt{(1 - r_{xz}^2)(1 - r_{yz}^2)}}$$ `spearman` takes
 * ranks, with mid-ranks for ties, in place of all columns. With k controls that say something of their own: t test with
 * n - 2 - k degrees of freedom; Fisher's interval with n - 3 - k in place of n - 3, for `spearman` with the variance of
 * Bonett and Wright, as {@link correlation} has it; standard error $$(1 - r^2) / \sqrt{n - 1 - k}$$ for `pearson`, that
 * of the interval for `spearman`. The test is exact for `pearson` with normal errors.
 *
 * A control that is constant or repeats others does no harm (caveat `aliased-columns`). Held fixed is only what was
 * measured, and only as far as its effects are straight lines. O(n k^2) time.
 *
 * @typeParam C - The controls by name.
 * @param x - n finite numbers; `null`, `undefined` and holes are missing.
 * @param y - Of the same rows, in the same order; a row with a missing value is left out.
 * @param controls - Columns by name, as long as x and y; at least one.
 * @param options - See {@link PartialCorrelationOptions}.
 * @returns The partial correlation, in [-1, 1].
 * @throws A {@link StatsError}: `invalid-input` on columns of different lengths, on an element that is neither a finite
 * number nor missing, and without a control; `insufficient-data` unless the complete rows outnumber the controls by
 * three; `degenerate-data` where the controls leave nothing of x or y, or one of them does not vary.
 * @see Fisher (1924), Metron 3, 329-332 (not read); Bonett and Wright (2000), Psychometrika 65(1), 23-28,
 * doi:10.1007/BF02294183 (not read)
 *
 * @example
 * ```ts
 * const wifi = [4, 2, 5, 3, 4, 1, 3, 5];
 * const loyalty = [8, 5, 9, 7, 6, 3, 6, 10];
 * const satisfaction = [5, 3, 4, 4, 3, 1, 3, 5];
 * correlation(wifi, loyalty).estimate; //~> 0.9349
 * const partial = partialCorrelation(wifi, loyalty, { satisfaction });
 * partial.estimate; //~> 0.8186
 * partial.test.pValue; //~> 0.0243
 * partial.test.method; //=> "pearson-t"
 * ```
 */
export function partialCorrelation<const C extends { readonly [K in keyof C]: NumericColumn }>(
  x: NumericColumn,
  y: NumericColumn,
  controls: C,
  options: PartialCorrelationOptions = {},
): PartialCorrelationResult<keyof C & string> {
  checkObject(FN, "options", options);
  const { method = "pearson", confidenceLevel = 0.95, alternative = "two-sided", ...others } = options;
  checkNoOthers(FN, others);
  checkOneOf(FN, "method", method, ["pearson", "spearman"]);
  checkConfidenceLevel(FN, confidenceLevel);
  checkAlternative(FN, alternative);
  checkObject(FN, "controls", controls);
  if (Array.isArray(controls)) reject(FN, "controls", "be an object of named columns", controls);
  const names = Object.keys(controls) as (keyof C & string)[];
  if (names.length === 0) reject(FN, "controls", "have at least one column", controls);
  const { columns, rows } = completeRows(FN, [
    ...names.map((name) => ({ name, path: `controls.${name}`, values: controls[name] })),
    { name: "x", path: "x", values: x },
    { name: "y", path: "y", values: y },
  ]);
  const n = rows.used;
  if (n < names.length + 3) {
    const controlled = `${names.length} ${names.length === 1 ? "control" : "controls"}`;
    const rule = `must have at least ${names.length + 3} complete rows with ${controlled}`;
    refuse("insufficient-data", FN, "x", `${rule}, received ${n} (of ${rows.total})`);
  }
  const values = method === "spearman" ? columns.map((column) => ranks(column).ranks) : columns;
  const model = [new Float64Array(n).fill(1), ...values.slice(0, -2)];
  const [ofX, ofY] = [values[names.length]!, values[names.length + 1]!];
  const aliased = leastSquares(model, ofX).aliased.map((column) => names[column - 1]!);
  const cosine = cosineOf(unexplained("x", model, ofX, ofY), unexplained("y", model, ofY, ofX));
  const { caveats, ...inference } = linearInference(cosine, n - names.length + aliased.length, method, {
    confidenceLevel,
    alternative,
  });
  return {
    kind: "partial-correlation",
    unit: "value",
    scale: null,
    ...inference,
    method,
    controls: names,
    aliased,
    n,
    nMissing: rows.total - n,
    rows,
    caveats: [...caveats, ...tableCaveats(rows, aliased.length > 0)],
  };
}

function tableCaveats(rows: RowUse, aliased: boolean): Caveat[] {
  return [
    ...caveatsWhere({ "few-complete-rows": rows.used < rows.total / 2 }),
    ...caveatsAt("aliased", caveatsWhere({ "aliased-columns": aliased })),
  ];
}

/** What the controls leave of a column, which must be more than rounding. */
function unexplained(
  path: "x" | "y",
  model: Float64Array[],
  column: Float64Array,
  other: Float64Array,
): UnitDeviations {
  const explained = leastSquares([...model, column], other).aliased.includes(model.length);
  const left = explained ? null : unitDeviations(leastSquares(model, column).residuals, column);
  if (left === null) refuse("degenerate-data", FN, path, "must vary where the controls do not");
  return left;
}
