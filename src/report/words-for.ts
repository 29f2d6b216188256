import { checkName, reject } from "../core/checks";
import { isStatsError } from "../core/errors";
import { chinese } from "./chinese";
import { english } from "./english";
import { isChinese } from "./format-estimate";
import { numberFormats } from "./number-formats";
import { type ArmNames, type Phrasebook, type Phrases, phrasesIn } from "./phrasebook";

/** The words of a language, and the phrases that they make with the numbers of a locale. */
export interface Words {
  readonly book: Phrasebook;
  readonly phrases: Phrases;
}

/** The words for a locale and the caller's names of the arms, checked for the public function `fn`. */
export function wordsFor(fn: string, argument: string, locale: string, names: ArmNames): Words {
  const formats = numberFormats(fn, locale, argument);
  for (const [path, name] of Object.entries(names)) {
    if (name !== undefined) checkName(fn, path, name);
  }
  const book = phrasebookOf(locale);
  return { book, phrases: phrasesIn(book.wording, formats, names) };
}

/** The words for a locale. */
export function phrasebookOf(locale: string): Phrasebook {
  return isChinese(locale) ? chinese : english;
}

/** What is written about a result, which is refused where it has lost a part of that. */
export function writtenOf<T>(fn: string, argument: string, result: { readonly kind: string }, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (isStatsError(error)) throw error;
    reject(fn, argument, `be a result of the kind "${result.kind}", whole and as it was returned`, result);
  }
}
