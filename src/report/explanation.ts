import type { EffectSize } from "../metrics/experiments/comparison/effect-size";
import type { MarginStatement } from "../metrics/experiments/comparison/margin";
import type { Phrases } from "./phrasebook";
import type { ComparisonResult } from "./results";

/** The kinds of comparisons. */
export type ComparisonKind = ComparisonResult["kind"];

/** Where treatment lies from control; better and worse only where a margin says which way is better. */
export type Side = "higher" | "lower" | "better" | "worse";

/** A comparison explained, one sentence each. */
export interface ComparisonExplanation {
  /** What each arm has, and how far they are apart in their unit and relative to control. */
  readonly change: string;
  /** How small and how large the difference may be, what the test says, and what follows for the margin. */
  readonly certainty: string;
  /** What the comparison does not show, with the gravest of its caveats. */
  readonly limits: string;
}

/** What differences an interval holds, in words. */
export interface Reach {
  readonly level: string;
  readonly text: string;
  /** An interval without width, from answers that do not vary. */
  readonly isPoint: boolean;
}

/** What sentences say of a comparison, written in numbers and in parts of a language. */
export interface ComparisonFacts {
  readonly subject: string;
  readonly control: string;
  readonly treatment: string;
  /** How far apart the arms are; `null` where they are equal as written. */
  readonly gap: string | null;
  /** The same relative to control; `null` where that means nothing. */
  readonly lift: string | null;
  readonly reach: Reach | null;
  readonly liftReach: string | null;
  /** The effect that the test is of, where that is not the difference. */
  readonly effect: EffectSize | null;
  /** What that effect may be; `null` without its interval. */
  readonly effectReach: string | null;
  readonly testName: string;
  readonly pValue: number | null;
  /** Whether what the test is of may be nothing; `null` where there is no interval to tell. */
  readonly isOpen: boolean | null;
  readonly margin: MarginFacts | null;
  /** Whether both arms are the same customers. */
  readonly isPaired: boolean;
  /** The gravest caveat, if any. */
  readonly caveat: string | null;
  readonly answers: string;
}

/** What is said of a margin. */
export interface MarginFacts {
  readonly statement: MarginStatement;
  readonly size: string;
  /** Of the test that the statement rests on; `null` where it rests on none. */
  readonly pValue: number | null;
}

/** How a language explains comparisons. */
export interface ExplanationWords {
  /** What the arms of each kind have. */
  readonly subjects: Readonly<Record<ComparisonKind, string>>;
  /** What the tests are called. */
  readonly tests: Readonly<Record<string, string>>;
  readonly sides: Readonly<Record<Side, string>>;
  /** A size to a side. */
  apart(size: string, side: string): string;
  /** Two sizes to the same side. */
  span(near: string, far: string): string;
  /** Two sizes, each with its side. */
  across(lower: string, upper: string): string;
  atLeast(size: string, side: string | null): string;
  atMost(size: string, side: string | null): string;
  /** An interval that the data do not bound at all. */
  readonly unbounded: string;
  /** What an effect may be. */
  effect(kind: EffectSize["kind"], range: string): string;
  /** What the parts of a comparison that have caveats of their own are called. */
  readonly parts: Readonly<Record<string, string>>;
  /** A caveat that is of the whole, or of a part or arm. */
  caveat(words: string, of: string | null): string;
  change(facts: ComparisonFacts, phrases: Phrases): string;
  certainty(facts: ComparisonFacts, phrases: Phrases): string;
  limits(facts: ComparisonFacts, phrases: Phrases): string;
}
