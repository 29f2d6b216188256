import { checkNoOthers, checkObject, reject } from "../../../core/checks";
import type { CrossProducts } from "../../../statistics/summaries/cross-products";
import { soundCrossProducts } from "../../../statistics/summaries/sound-cross-products";
import type { ComparisonOptions } from "../comparison/comparison";
import { compareAdjusted, cupedSettings } from "./compare-adjusted";
import type { CupedComparison } from "./cuped-result";

/** Settings of {@link cupedFromCrossProducts}; `N` are the names of the summaries' columns. */
export interface CupedFromCrossProductsOptions<N extends string = string> extends ComparisonOptions {
  /** The column to compare. */
  readonly outcome: N;
  /** The column that it is counted in, where the metric is a ratio. @defaultValue none */
  readonly denominator?: N | undefined;
  /** The columns of what was known before. @defaultValue all others, in the summaries' order */
  readonly covariates?: readonly N[] | undefined;
}

/**
 * {@link cuped} from a summary of each arm: what the rows themselves give, however many there were.
 *
 * @remarks Rows incomplete in any column of a summary, also one that is not named, are left out of it.
 *
 * @typeParam N - The names of the summaries' columns.
 * @param control - Cross products of the outcome, the denominator where there is one, and the covariates.
 * @param treatment - The same of the other arm.
 * @param options - See {@link CupedFromCrossProductsOptions}.
 * @returns The same as {@link cuped} gives for the complete rows.
 * @throws A {@link StatsError}: `invalid-input` on what is not a sound summary, on names that are not in both or are
 * there twice and on bad options; `insufficient-data` and `degenerate-data` as {@link cuped}.
 *
 * @example
 * ```ts
 * const control = crossProducts({ orders: [3, 5, 4, 6, 2], before: [2, 5, 3, 6, 2] });
 * const treatment = crossProducts({ orders: [6, 4, 7, 5, 4], before: [5, 3, 6, 3, 3] });
 * cupedFromCrossProducts(control, treatment, { outcome: "orders" }).difference.estimate; //~> 0.86
 * ```
 */
export function cupedFromCrossProducts<N extends string>(
  control: CrossProducts<N>,
  treatment: CrossProducts<NoInfer<N>>,
  options: CupedFromCrossProductsOptions<NoInfer<N>>,
): CupedComparison<N> {
  const fn = "cupedFromCrossProducts";
  checkObject(fn, "options", options);
  const { outcome, denominator, covariates, confidenceLevel, margin, direction, ...others } = options;
  checkNoOthers(fn, others);
  const c = soundCrossProducts(fn, "control", control);
  const t = soundCrossProducts(fn, "treatment", treatment);
  const settings = cupedSettings(fn, { confidenceLevel, margin, direction });
  const used: N[] = [];
  const checked = (path: string, name: N) => {
    if (!(c.names.includes(name) && t.names.includes(name))) reject(fn, path, "be a column of both summaries", name);
    if (used.includes(name)) reject(fn, path, "be another column than those before it", name);
    used.push(name);
    return name;
  };
  checked("outcome", outcome);
  if (denominator !== undefined) checked("denominator", denominator);
  if (covariates !== undefined && !Array.isArray(covariates))
    reject(fn, "covariates", "be an array of names", covariates);
  const chosen = (covariates ?? c.names.filter((name) => !used.includes(name))) as readonly N[];
  const named = Array.from(chosen, (name, i) => ({ name, column: checked(`covariates.${i}`, name) }));
  if (named.length === 0) reject(fn, "covariates", "have at least one name", chosen);
  return compareAdjusted(
    fn,
    { summary: c, rows: null },
    { summary: t, rows: null },
    { outcome, denominator: denominator ?? null, covariates: named },
    settings,
  );
}
