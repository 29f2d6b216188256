import type { Ratings } from "../../core/answers";
import { checkTotal, refuse, reject } from "../../core/checks";
import { checkRatingsArm, type GroupSize, type RatingsArm } from "../summaries/arms";
import { readValues } from "../summaries/read-values";
import { soundTally } from "../summaries/sound-tally";
import { type Tally, tallyOf } from "../summaries/tally";

/** Answers as an argument: what messages call them. */
export interface Arm {
  readonly path: string;
  readonly answers: unknown;
}

/** All that rank tests know of their answers: how often each group gave each distinct value. */
export interface LevelTable {
  readonly sizes: readonly GroupSize[];
  /** Answers by distinct value, ascending, a list a group. */
  readonly counts: readonly Float64Array[];
  /** Answers of all groups by distinct value. */
  readonly totals: Float64Array;
  /** Answers of all groups. */
  readonly n: number;
  readonly nMissing: number;
}

/** Distinct values of a group, in any order, and how often each occurs: once where there are no counts. */
interface Levels extends GroupSize {
  readonly values: readonly number[];
  readonly counts: readonly number[] | null;
}

/**
 * Counts the answers of some groups by distinct value.
 *
 * @remarks Where one of the groups is a tally, all answers must be on its scale. O(n log n) time for values, O(levels)
 * for tallies.
 *
 * @param least - How many answers a group must have.
 */
export function levelTable(fn: string, arms: readonly Arm[], least: number): LevelTable {
  const tallies = arms.map(({ path, answers }) => {
    checkRatingsArm(fn, path, answers);
    return "kind" in (answers as object) ? unweightedTally(fn, path, answers as Tally) : null;
  });
  const first = tallies.findIndex((tally) => tally !== null);
  const groups = arms.map(({ path, answers }, i) => {
    if (first === -1) return levelsOfValues(fn, path, answers as Ratings);
    const { scale } = tallies[first]!;
    const tally = tallies[i] ?? tallyOf(fn, answers as Ratings, scale, undefined, path);
    if (tally.scale.min !== scale.min || tally.scale.max !== scale.max) {
      const rule = `be ${scale.min} to ${scale.max} as that of ${arms[first]!.path} is`;
      reject(fn, `${path}.scale`, rule, `${tally.scale.min} to ${tally.scale.max}`);
    }
    return levelsOfTally(tally);
  });
  groups.forEach(({ n }, i) => {
    const answers = least === 1 ? "at least one answer" : "at least two answers";
    if (n < least) refuse("insufficient-data", fn, arms[i]!.path, `must hold ${answers}, received ${n || "none"}`);
  });
  const sizes = groups.map(({ n, nMissing }) => ({ n, nMissing }));
  const n = sizes.reduce((sum, size) => sum + size.n, 0);
  const nMissing = sizes.reduce((sum, size) => sum + size.nMissing, 0);
  checkTotal(fn, arms.at(-1)!.path, n + nMissing);
  return { sizes, ...countLevels(groups), n, nMissing };
}

/** {@link levelTable} of control and treatment, in this order. */
export function armLevels(fn: string, control: RatingsArm, treatment: RatingsArm, least: number): LevelTable {
  const arms = [
    { path: "control", answers: control },
    { path: "treatment", answers: treatment },
  ];
  return levelTable(fn, arms, least);
}

/** A sound tally without weights. */
export function unweightedTally(fn: string, path: string, answers: Tally): Tally {
  const tally = soundTally(fn, path, answers);
  if (tally.weights !== null) reject(fn, `${path}.weights`, "be null, as rank tests take no weights", tally.weights);
  return tally;
}

function levelsOfValues(fn: string, path: string, answers: Ratings): Levels {
  const { numbers, nMissing } = readValues(fn, path, answers);
  return { values: numbers, counts: null, n: numbers.length, nMissing };
}

function levelsOfTally({ scale, counts, n, nMissing }: Tally): Levels {
  const given = [...counts.keys()].filter((slot) => counts[slot]! > 0);
  return { values: given.map((slot) => scale.min + slot), counts: given.map((slot) => counts[slot]!), n, nMissing };
}

function countLevels(groups: readonly Levels[]): Pick<LevelTable, "counts" | "totals"> {
  const distinct = new Set<number>();
  for (const { values } of groups) for (const value of values) distinct.add(value);
  // a set knows no -0
  const slots = new Map([...Float64Array.from(distinct).sort()].map((value, slot) => [value, slot]));
  const totals = new Float64Array(slots.size);
  const counts = groups.map((group) => {
    const own = new Float64Array(slots.size);
    group.values.forEach((value, i) => {
      const slot = slots.get(value)!;
      const count = group.counts === null ? 1 : group.counts[i]!;
      own[slot]! += count;
      totals[slot]! += count;
    });
    return own;
  });
  return { counts, totals };
}

/**
 * n^3 less the sum of t^3 over the tie sizes t: what is left of n^3 - n when the ties are taken from it.
 *
 * @remarks As a sum of positive terms, so that it keeps its digits where nearly all are tied; 0 where all are.
 */
export function tieCorrectedCubes(totals: ArrayLike<number>, n: number): number {
  let sum = 0;
  for (let i = 0; i < totals.length; i++) sum += totals[i]! * (n - totals[i]!) * (n + totals[i]!);
  return sum;
}
