import type { Ratings } from "../../core/answers";
import { isIterable, reject } from "../../core/checks";
import type { Tally } from "./tally";

/** An arm of ratings: the answers themselves, or their tally. Rank tests take any other numbers too. */
export type RatingsArm = Ratings | Tally;

/** How many answers a group has. */
export interface GroupSize {
  readonly n: number;
  readonly nMissing: number;
}

/** Refuses what is neither a sequence nor, by its kind, a summary; which one it is remains to be checked. */
export function checkRatingsArm(fn: string, path: string, arm: unknown): void {
  if (!isIterable(arm) && !(typeof arm === "object" && arm !== null && "kind" in arm)) {
    reject(fn, path, "be an array, a typed array, an iterable or a tally", arm);
  }
}
