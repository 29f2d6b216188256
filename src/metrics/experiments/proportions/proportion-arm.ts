import { checkObject } from "../../../core/checks";
import { checkTrials } from "../../../statistics/estimates/proportion";

/** An arm of yes and no: how many of how many. */
export interface ProportionArm {
  readonly successes: number;
  readonly trials: number;
}

/** Refuses an arm that holds no counts; `path` is the arm. */
export function checkArm(fn: string, path: string, arm: ProportionArm): void {
  checkObject(fn, path, arm);
  checkTrials(fn, arm.successes, arm.trials, `${path}.`);
}
