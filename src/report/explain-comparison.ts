import { checkCount, checkName, checkNoOthers, checkObject, checkOneOf, checkValue, reject } from "../core/checks";
import { explanations as chinese } from "./chinese/explanations";
import { comparisonFacts } from "./comparison-facts";
import { explanations as english } from "./english/explanations";
import type { ComparisonExplanation } from "./explanation";
import { isChinese } from "./format-estimate";
import type { FormatOptions } from "./number-formats";
import type { ArmNames } from "./phrasebook";
import type { ComparisonResult } from "./results";
import { wordsFor, writtenOf } from "./words-for";

/** Options of {@link explainComparison}. */
export interface ExplainComparisonOptions extends FormatOptions, ArmNames {}

/**
 * A comparison in three sentences for people who do not read p-values.
 *
 * @remarks `change` says what the arms have and how far they are apart, `certainty` how small and how large the
 * difference may be, what the test says, and, where a margin was given, whether treatment is equivalent, not worse or
 * worse by it. `limits` says what does not follow: chance is all that is allowed for, and what an interval does not
 * exclude remains possible; the gravest caveat comes last. Better and worse are said only where a margin's `direction`
 * says which way is better, and that no difference is left only of differences beyond a margin. Nothing is called
 * significant: a p-value does not say how large a difference is, nor whether it matters. One of several comparisons,
 * such as `compareVariants` makes, is explained as if it were the only one.
 *
 * @param comparison - What any `compare...` function or `cuped` returned.
 * @param options - See {@link ExplainComparisonOptions}.
 * @returns Three sentences in English or Chinese, their numbers as the locale writes them.
 * @throws A {@link StatsError}: `invalid-input` on an object that is no comparison or an invalid locale.
 *
 * @example
 * ```ts
 * const result = compareProportions({ successes: 48, trials: 80 }, { successes: 56, trials: 70 });
 * const { change, certainty, limits } = explainComparison(result, { control: "old page", treatment: "new page" });
 * change; //=> "The share is 80.0% (new page) against 60.0% (old page): 20.0 percentage points higher, " +
 * // "in relative terms 33.3% higher; n = 150."
 * certainty; //=> "The 95% interval reaches from 5.3 to 33.8 percentage points higher, " +
 * // "in relative terms 7.9% to 67.2% higher; the Miettinen-Nurminen score test gives p = 0.008."
 * limits; //=> "The interval and the p-value allow for chance alone: that new page is the cause follows only " +
 * // "if customers were put into the arms at random."
 * ```
 */
export function explainComparison(
  comparison: ComparisonResult,
  options: ExplainComparisonOptions = {},
): ComparisonExplanation {
  const fn = "explainComparison";
  checkObject(fn, "options", options);
  const { locale = "en", control, treatment, ...others } = options;
  checkNoOthers(fn, others);
  const words = wordsFor(fn, "comparison", locale, { control, treatment });
  const explain = isChinese(locale) ? chinese : english;
  checkObject(fn, "comparison", comparison);
  const { kind, unit, n, nMissing, difference, tested } = comparison;
  checkName(fn, "comparison.kind", kind);
  if (!Object.hasOwn(explain.subjects, kind)) reject(fn, "comparison.kind", "be the kind of a comparison", kind);
  for (const arm of ["control", "treatment"] as const) {
    checkObject(fn, `comparison.${arm}`, comparison[arm]);
    const { estimate } = comparison[arm];
    checkValue(fn, `comparison.${arm}`, { unit, estimate, interval: null });
  }
  checkValue(fn, "comparison.difference", difference);
  checkOneOf(fn, "comparison.tested", tested, ["difference", "effectSize"]);
  checkCount(fn, "comparison.n", n);
  checkCount(fn, "comparison.nMissing", nMissing);
  return writtenOf(fn, "comparison", comparison, () => {
    const facts = comparisonFacts(comparison, explain, words);
    return {
      change: explain.change(facts, words.phrases),
      certainty: explain.certainty(facts, words.phrases),
      limits: explain.limits(facts, words.phrases),
    };
  });
}
