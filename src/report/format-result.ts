import type { Caveat } from "../core/caveats";
import { checkCount, checkName, checkNoOthers, checkObject, checkValue, reject } from "../core/checks";
import { type FormatOptions, numberFormats } from "./number-formats";
import type { ArmNames, Phrases } from "./phrasebook";
import type { Result } from "./results";
import { phrasebookOf, wordsFor, writtenOf } from "./words-for";

/** Options of {@link formatResult}. */
export interface FormatResultOptions extends FormatOptions, ArmNames {}

/**
 * A result as one sentence for people.
 *
 * @remarks The sentence holds the estimate and how many answers it rests on, and its interval with the level where there is
 * room for it: results of many numbers name the main ones. Numbers are written as the locale writes them.
 *
 * @param result - What any metric returned, or `null` for one that there were no answers for (`undefined` too).
 * @param options - See {@link FormatResultOptions}.
 * @returns A sentence in English or Chinese.
 * @throws A {@link StatsError}: `invalid-input` on an object that is no result or an invalid locale.
 *
 * @example
 * ```ts
 * formatResult(mean([2, 4, 6])); //=> "The mean is 4.00 (95% interval: -0.97 to 8.97); n = 3."
 * formatResult(mean([2, 4, 6]), { locale: "zh" }); //=> "均值为 4.00（95% 置信区间：-0.97 至 8.97）；n = 3。"
 * formatResult(null); //=> "no answers yet"
 * ```
 */
export function formatResult(result: Result | null | undefined, options: FormatResultOptions = {}): string {
  const fn = "formatResult";
  checkObject(fn, "options", options);
  const { locale = "en", control, treatment, ...others } = options;
  checkNoOthers(fn, others);
  const { book, phrases } = wordsFor(fn, "result", locale, { control, treatment });
  if (result === null || result === undefined) return book.nothing;
  checkObject(fn, "result", result);
  const { kind } = result;
  checkName(fn, "result.kind", kind);
  if (!Object.hasOwn(book.sentences, kind)) reject(fn, "result.kind", "be the kind of a result", kind);
  if ("estimate" in result) checkValue(fn, "result", result);
  if ("n" in result) checkCount(fn, "result.n", result.n);
  // the compiler cannot see that the sentence is the one for this kind
  const sentence = book.sentences[kind] as (result: Result, phrases: Phrases) => string;
  return writtenOf(fn, "result", result, () => sentence(result, phrases));
}

/**
 * A caveat in words.
 *
 * @param caveat - From a result's `caveats`.
 * @param options - See {@link FormatOptions}.
 * @returns A sentence without a full stop, in English or Chinese.
 * @throws A {@link StatsError}: `invalid-input` on an unknown code.
 *
 * @example
 * ```ts
 * nps([10]).caveats.map((caveat) => formatCaveat(caveat)).at(0); //=> "One answer has no spread"
 * ```
 */
export function formatCaveat(caveat: Caveat, options: FormatOptions = {}): string {
  const fn = "formatCaveat";
  checkObject(fn, "options", options);
  const { locale = "en", ...others } = options;
  checkNoOthers(fn, others);
  numberFormats(fn, locale);
  checkObject(fn, "caveat", caveat);
  const { caveats } = phrasebookOf(locale);
  checkName(fn, "caveat.code", caveat.code);
  if (!Object.hasOwn(caveats, caveat.code)) reject(fn, "caveat.code", "be the code of a caveat", caveat.code);
  return caveats[caveat.code];
}
