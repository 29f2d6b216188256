import { isStatsError } from "../../src/core/errors";
import type { ConfidenceInterval, Ends, OpenInterval, TestResult } from "../../src/core/estimate";
import type { RandomGenerator } from "../../src/numerics/random";
import { proportionExact } from "../../src/statistics/estimates/proportion-exact";

/** What a figure is asked to be. */
export interface Demand {
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Whether a figure beyond it fails the run; otherwise it is only marked, since a caveat owes it. */
  readonly bar: boolean;
}

/** A probability: computed, or simulated and hence with an interval. */
export interface Figure {
  readonly value: number;
  /** The 99.9 % interval of a simulated figure; `null` where the figure is exact. */
  readonly interval: Ends | null;
  /** Where it is found, if it is the worst of many. */
  readonly at?: string;
  /** Share of the simulated samples for which there was no interval or no p-value, if there were such. */
  readonly none?: number;
}

/** `beyond`: wholly beyond what is asked. */
export type Verdict = "within" | "beyond" | "not judged";

/** Cases below each other, figures beside each other. */
export interface Table {
  readonly caption: string;
  /** What the cases are: the head of their column. */
  readonly cases: string;
}

/** A figure in its place: a line and a column of a table. */
export interface Row extends Figure {
  readonly table: Table;
  readonly case: string;
  readonly figure: string;
  readonly demand: Demand | null;
  readonly verdict: Verdict;
}

export interface Study {
  /** Also the name of its file. */
  readonly name: string;
  readonly title: string;
  /** What is measured and how: a paragraph of Markdown. */
  readonly about: string;
  /** Replications of every simulated figure; `null` where all is exact. */
  readonly replications: number | null;
  readonly run: (run: Run) => Row[];
}

/** What a run hands to a study. */
export interface Run {
  readonly replications: number;
  /** A stream of random numbers for a case, which no other case changes. */
  readonly stream: (name: string) => RandomGenerator;
}

/** Coverage at 95 % as design asks of it, on average over a band of parameters. */
export const COVERS: Demand = { atLeast: 0.93, bar: true };
/** The same where every expected count is at least 5. */
export const NOT_TOO_OFTEN: Demand = { atMost: 0.98, bar: true };
/** Coverage of what makes no promise: too low is marked. */
export const COVERS_OR_CAVEAT: Demand = { atLeast: 0.93, bar: false };

/** False positives of a test of a nominal level, on average over a band of parameters. */
export function rejects(level: number, bar = true): Demand {
  return { atMost: level + 0.01, bar };
}

export function verdictOf({ value, interval }: Figure, demand: Demand | null): Verdict {
  if (demand === null) return "not judged";
  const { lower, upper } = interval ?? { lower: value, upper: value };
  const { atLeast = -Infinity, atMost = Infinity } = demand;
  return upper < atLeast || lower > atMost ? "beyond" : "within";
}

/** Lines of one table. */
export function rowsOf(table: Table) {
  return (name: string, figure: string, found: number | Figure, demand: Demand | null = null): Row => {
    const known: Figure = typeof found === "number" ? { value: found, interval: null } : found;
    return { table, case: name, figure, ...known, demand, verdict: verdictOf(known, demand) };
  };
}

/** How often something happened in so many replications, with the exact interval at 99.9 %. */
export function simulated(hits: number, replications: number): Figure {
  const { estimate, interval } = proportionExact(hits, replications, { confidenceLevel: 0.999 });
  return { value: estimate, interval: { lower: interval.lower, upper: interval.upper } };
}

/**
 * Repeats a trial, and counts for each of its questions how often the answer was yes; `null` is no answer, which is no
 * yes, and counted besides.
 */
export function repeat<Q extends string>(
  replications: number,
  trial: () => Record<Q, boolean | null>,
): Record<Q, Figure> {
  const counts = new Map<string, { hits: number; none: number }>();
  for (let i = 0; i < replications; i++) {
    for (const [question, yes] of Object.entries<boolean | null>(trial())) {
      const count = counts.get(question) ?? { hits: 0, none: 0 };
      counts.set(question, count);
      if (yes === null) count.none++;
      else if (yes) count.hits++;
    }
  }
  const figures = [...counts].map(([question, { hits, none }]) => {
    const figure = simulated(hits, replications);
    return [question, none === 0 ? figure : { ...figure, none: none / replications }];
  });
  return Object.fromEntries(figures) as Record<Q, Figure>;
}

/** Whether an interval holds the truth; `null` where there is none, or it is open on both sides. */
export function holds(interval: OpenInterval | ConfidenceInterval | null, truth: number): boolean | null {
  if (interval === null || (interval.lower === null && interval.upper === null)) return null;
  return (interval.lower ?? -Infinity) <= truth && truth <= (interval.upper ?? Infinity);
}

/** Level of the tests that are simulated. */
export const LEVEL = 0.05;

/** Whether a test rejects what it tests; `null` where there is nothing to test. */
export function rejected(test: TestResult | null): boolean | null {
  return test === null || test.pValue === null ? null : test.pValue <= LEVEL;
}

/** What a call gives; `null` where these data have no such result. Any other error is a mistake of the study. */
export function nullIfUndefined<T>(call: () => T): T | null {
  try {
    return call();
  } catch (error) {
    if (!isStatsError(error) || error.code === "invalid-input") throw error;
    return null;
  }
}
