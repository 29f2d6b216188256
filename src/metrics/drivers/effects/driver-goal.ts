import { checkInteger, checkNoOthers, checkOneOf, checkScale, reject } from "../../../core/checks";
import type { Scale } from "../../../core/scale";
import { checkRecommendScale, netOf, RECOMMEND_SCALE } from "../../../statistics/estimates/trinomial";

/** The outcome's number that is to rise: mean rating, share of ratings from `topFrom` on, or Net Promoter Score. */
export type DriverGoal = "mean" | "top-box" | "nps";

/** What is to rise. */
export interface DriverGoalOptions {
  /** @defaultValue `"mean"` */
  readonly goal?: DriverGoal | undefined;
  /** Scale of the outcome. @defaultValue `{ min: 1, max: 5 }`; for the goal `nps` it is `{ min: 0, max: 10 }` */
  readonly outcomeScale?: Scale | undefined;
  /** For the goal `top-box`, the lowest outcome in it. @defaultValue the highest level of the outcome's scale */
  readonly topFrom?: number | undefined;
}

/** A goal: its unit, what a customer's outcome adds to it, and where it ends. */
export interface Goal {
  readonly goal: DriverGoal;
  readonly unit: "rating" | "share" | "points";
  readonly outcomeScale: Scale;
  /** `null` for other goals than `top-box`. */
  readonly topFrom: number | null;
  readonly scoreOf: (outcome: number) => number;
  readonly ends: Scale;
}

/** Reads the options of a goal. */
export function goalOf(fn: string, options: DriverGoalOptions): Goal {
  const { goal = "mean", outcomeScale: given = defaultScale(goal), topFrom: from, ...others } = options;
  checkNoOthers(fn, others);
  checkOneOf(fn, "goal", goal, ["mean", "top-box", "nps"]);
  checkScale(fn, given, "outcomeScale");
  const { min, max } = given;
  const outcomeScale = { min: min + 0, max: max + 0 };
  if (goal === "nps") checkRecommendScale(fn, "outcomeScale", outcomeScale);
  if (goal !== "top-box") {
    if (from !== undefined) reject(fn, "topFrom", 'be absent unless the goal is "top-box"', from);
    const own = { goal, outcomeScale, topFrom: null };
    if (goal === "mean") return { ...own, unit: "rating", scoreOf: (outcome) => outcome, ends: outcomeScale };
    return { ...own, unit: "points", scoreOf: (outcome) => 100 * netOf(outcome), ends: { min: -100, max: 100 } };
  }
  const topFrom = from === undefined ? max : from;
  checkInteger(fn, "topFrom", topFrom, min + 1, max);
  const scoreOf = (outcome: number) => Number(outcome >= topFrom);
  return { goal, unit: "share", outcomeScale, topFrom: topFrom + 0, scoreOf, ends: { min: 0, max: 1 } };
}

function defaultScale(goal: DriverGoal): Scale {
  return goal === "nps" ? RECOMMEND_SCALE : { min: 1, max: 5 };
}
