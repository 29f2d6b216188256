import { checkInteger, checkNoOthers, checkObject, checkValue } from "../core/checks";
import type { Estimate } from "../core/estimate";
import { type FormatOptions, formatParts, numberFormats } from "./number-formats";

/** Options of {@link formatEstimate}. */
export interface FormatEstimateOptions extends FormatOptions {
  /**
   * Decimals, integer in [0, 10]; of the percentage, for a share.
   *
   * @defaultValue by unit: 1 for shares, points and times, 2 for ratings, values and ratios, 0 for counts; more where
   * the estimate would read 0
   */
  readonly digits?: number | undefined;
}

/**
 * An estimate and its interval as text, rounded for reading.
 *
 * @param estimate - Any estimate, or another number with its unit and interval, such as a model's coefficient; `null`
 * or `undefined` for one that there were no answers for. A difference of shares reads as a percentage; `formatResult`
 * says percentage points.
 * @param options - See {@link FormatEstimateOptions}.
 * @returns Such as `39.8 (37.2 to 42.4)`; shares as percentages; the estimate alone where it has no interval.
 * @throws A {@link StatsError}: `invalid-input` on decimals out of range or an invalid locale.
 *
 * @example
 * ```ts
 * const score = nps([10, 9, 7, 3]);
 * formatEstimate(score); //=> "25.0 (-44.2 to 72.7)"
 * formatEstimate(csat([5, 4, 2]), { locale: "zh", digits: 0 }); //=> "67%（21% 至 94%）"
 * formatEstimate(orNull(() => csat([]))?.mean); //=> "no answers yet"
 * const coefficient = { estimate: 0.1763, interval: null };
 * formatEstimate({ ...coefficient, unit: "value" }, { digits: 3 }); //=> "0.176"
 * ```
 */
export function formatEstimate(
  estimate: Pick<Estimate, "unit" | "estimate" | "interval"> | null | undefined,
  options: FormatEstimateOptions = {},
): string {
  const fn = "formatEstimate";
  checkObject(fn, "options", options);
  const { digits, locale = "en", ...others } = options;
  checkNoOthers(fn, others);
  if (digits !== undefined) checkInteger(fn, "digits", digits, 0, 10);
  const formats = numberFormats(fn, locale);
  const chinese = isChinese(locale);
  if (estimate === null || estimate === undefined) return chinese ? "暂无回答" : "no answers yet";
  checkValue(fn, "estimate", estimate);
  const { value, interval } = formatParts(formats, estimate, digits);
  if (interval === null) return value;
  const { lower, upper } = interval;
  if (chinese) return `${value}（${lower ?? "无下限"} 至 ${upper ?? "无上限"}）`;
  return `${value} (${lower ?? "no lower bound"} to ${upper ?? "no upper bound"})`;
}

/** Whether words are Chinese in a locale. */
export function isChinese(locale: string): boolean {
  return /^(zh|zho|cmn)\b/i.test(locale);
}
