import type { CaveatCode } from "../core/caveats";
import type { Estimate } from "../core/estimate";
import type { LinearModelResult } from "../statistics/models/linear-model-result";
import { wholePercentages } from "./format-percentages";
import {
  type FormattedInterval,
  formatChange,
  formatInterval,
  formatParts,
  type NumberFormats,
  readableDigits,
} from "./number-formats";
import type { Result } from "./results";

/** What a sentence says of one coefficient of a model. */
export type Effect = Pick<LinearModelResult["coefficients"][number], "name" | "estimate" | "interval">;

/** The parts that sentences are made of, with the numbers of one locale and the words of one language. */
export interface Phrases extends NumberFormats {
  /** Estimate, interval and its level. */
  estimate(estimate: Estimate): string;
  /** The estimate alone. */
  value(estimate: Estimate): string;
  /** The same for a difference, whose sign is always written. */
  change(estimate: Estimate): string;
  /** A difference without its interval. */
  changeValue(difference: Pick<Estimate, "unit" | "estimate">): string;
  /** The size of a difference, written already, with the words of its unit. */
  inUnit(unit: Estimate["unit"], size: string): string;
  /** A ratio and its interval in significant digits: an end far below 1 says how far. */
  ratio(ratio: Pick<Estimate, "estimate" | "interval">): string;
  /** An estimate that the data do not bound, with its interval. */
  unbounded(estimate: Pick<Estimate, "unit" | "interval">): string;
  /** The coefficients of a model with their intervals, the intercept left out. */
  effects(model: { readonly coefficients: readonly Effect[] }): string;
  /** A whole number. */
  count(value: number): string;
  /** A percentage without its interval. */
  share(value: number): string;
  /** Percentages of a whole, which add up. */
  shares(values: readonly number[]): string[];
  /** How many answers, and how many are missing. */
  answers(n: number, nMissing: number): string;
  pValue(p: number | null): string;
  /** The same after the name of the test. */
  outcome(p: number | null): string;
  /** Items of a list, joined. */
  list(items: readonly string[]): string;
  /** What the arms of a comparison are called. */
  readonly arms: { readonly control: string; readonly treatment: string };
}

/** The caller's names for the arms of a comparison. */
export interface ArmNames {
  /** What the control arm is called. @defaultValue the word for it in the language */
  readonly control?: string | undefined;
  /** What the treatment arm is called. @defaultValue the word for it in the language */
  readonly treatment?: string | undefined;
}

/** How a language says what all sentences need. */
export interface Wording {
  interval(value: string, lower: string | null, upper: string | null, level: string): string;
  noInterval(value: string): string;
  readonly unbounded: string;
  /** A difference of percentages, and one of scores. */
  readonly change: { readonly share: (value: string) => string; readonly points: (value: string) => string };
  answers(n: string, missing: string | null): string;
  pValue(sign: "=" | "<", value: string): string;
  readonly noTest: string;
  /** The same after the name of the test. */
  readonly notPossible: string;
  effects(list: string): string;
  readonly noEffects: string;
  readonly control: string;
  readonly treatment: string;
  /** The caller's name for an arm, as it stands in a sentence. */
  name(arm: string): string;
  /** Joins the items of a list. */
  readonly separator: string;
}

/** One language: its words for each caveat, and a sentence for each kind of result. */
export interface Phrasebook {
  readonly wording: Wording;
  readonly nothing: string;
  readonly caveats: Readonly<Record<CaveatCode, string>>;
  readonly sentences: Sentences<Result>;
}

/** A sentence for each kind of some results. */
export type Sentences<R extends Result> = {
  readonly [K in R["kind"]]: (result: Extract<R, { kind: K }>, phrases: Phrases) => string;
};

/** The phrases of a language in the numbers of a locale. */
export function phrasesIn(wording: Wording, formats: NumberFormats, names: ArmNames): Phrases {
  const count = (value: number) => formats.number(value, 0);
  const list = (items: readonly string[]) => {
    // names come from data, and joining would print anything
    if (!items.every((item) => typeof item === "string")) throw new TypeError("a name is no string");
    return items.join(wording.separator);
  };
  const withInterval = (value: string, interval: FormattedInterval | null) =>
    interval === null
      ? wording.noInterval(value)
      : wording.interval(value, interval.lower, interval.upper, interval.level);
  const inUnit = (unit: Estimate["unit"], value: string) =>
    unit === "share" || unit === "points" ? wording.change[unit](value) : value;
  const pValue = (p: number) =>
    p < 0.001 ? wording.pValue("<", formats.number(0.001, 3)) : wording.pValue("=", formats.number(p, 3));
  const arm = (which: "control" | "treatment") => {
    const name = names[which];
    return name === undefined ? wording[which] : wording.name(name);
  };
  return {
    ...formats,
    count,
    list,
    share: (value) => formats.percent(value, 1),
    shares: (values) => wholePercentages(values, 1, formats),
    estimate: (estimate) => {
      const { value, interval } = formatParts(formats, estimate);
      return withInterval(value, interval);
    },
    value: (estimate) => formatParts(formats, estimate).value,
    change: (estimate) => {
      const { value, interval } = formatChange(formats, estimate);
      return withInterval(inUnit(estimate.unit, value), interval);
    },
    changeValue: ({ unit, estimate }) => {
      return inUnit(unit, formatChange(formats, { unit, estimate, interval: null }).value);
    },
    inUnit,
    ratio: ({ estimate, interval }) => {
      return withInterval(formats.significant(estimate), formatInterval(formats, interval, formats.significant));
    },
    unbounded: ({ unit, interval }) => {
      return withInterval(wording.unbounded, formatParts(formats, { unit, estimate: 0, interval }).interval);
    },
    effects: ({ coefficients }) => {
      const effects = coefficients.filter(({ name }) => name !== "(intercept)");
      if (effects.length === 0) return wording.noEffects;
      const each = effects.map((coefficient) => {
        const { estimate, interval: ends } = coefficient;
        const digits = readableDigits("value", estimate, 3);
        const { value, interval } = formatParts(formats, { unit: "value", estimate, interval: ends }, digits);
        return `${list([coefficient.name])} ${withInterval(value, interval)}`;
      });
      return wording.effects(list(each));
    },
    answers: (n, nMissing) => wording.answers(count(n), nMissing === 0 ? null : count(nMissing)),
    pValue: (p) => (p === null ? wording.noTest : pValue(p)),
    outcome: (p) => (p === null ? wording.notPossible : pValue(p)),
    arms: { control: arm("control"), treatment: arm("treatment") },
  };
}
