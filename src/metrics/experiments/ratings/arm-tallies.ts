import { checkScale, reject } from "../../../core/checks";
import type { Scale } from "../../../core/scale";
import { unweightedTally } from "../../../statistics/hypothesis-tests/level-table";
import { checkRatingsArm, type RatingsArm } from "../../../statistics/summaries/arms";
import { type Tally, tallyOf } from "../../../statistics/summaries/tally";

/** Two arms of ratings, counted. */
export interface ArmTallies {
  readonly control: Tally;
  readonly treatment: Tally;
}

/**
 * Counts the answers of both arms on one scale: the one that is given, else that of an arm which is a tally, else 1-5.
 * Whether two tallies have the same remains to be checked.
 */
export function armTallies(
  fn: string,
  arms: { readonly control: RatingsArm; readonly treatment: RatingsArm },
  given: Scale | undefined,
): ArmTallies {
  if (given !== undefined) checkScale(fn, given);
  const [control, treatment] = [soundOrNull(fn, "control", arms.control), soundOrNull(fn, "treatment", arms.treatment)];
  const scale = given ?? control?.scale ?? treatment?.scale ?? { min: 1, max: 5 };
  const counted = (path: "control" | "treatment", tally: Tally | null) => {
    if (tally === null) return tallyOf(fn, arms[path] as Exclude<RatingsArm, Tally>, scale, undefined, path);
    if (given !== undefined && (tally.scale.min !== given.min || tally.scale.max !== given.max)) {
      const rule = `be ${given.min} to ${given.max} as the option says`;
      reject(fn, `${path}.scale`, rule, `${tally.scale.min} to ${tally.scale.max}`);
    }
    return tally;
  };
  return { control: counted("control", control), treatment: counted("treatment", treatment) };
}

function soundOrNull(fn: string, path: string, arm: RatingsArm): Tally | null {
  checkRatingsArm(fn, path, arm);
  return "kind" in arm ? unweightedTally(fn, path, arm) : null;
}
