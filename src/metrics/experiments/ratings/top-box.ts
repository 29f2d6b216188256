import { caveatsAt } from "../../../core/caveats";
import type { ProportionResult } from "../../../statistics/estimates/proportion";
import type { Tally } from "../../../statistics/summaries/tally";
import { type ArmDifference, sizeOfArms } from "../comparison/comparison";
import { shareDifference, wilsonOf } from "../proportions/share-difference";
import type { ArmTallies } from "./arm-tallies";

/** The shares of two arms that are satisfied, and how they differ. */
export interface TopBoxComparison {
  /** The lowest rating that counts as satisfied. */
  readonly from: number;
  readonly control: ProportionResult;
  readonly treatment: ProportionResult;
  /** Treatment minus control, with the interval of Miettinen and Nurminen. */
  readonly difference: ArmDifference<"share">;
}

/** The shares of answers from a level up, compared as `compareProportions` compares them. */
export function topBoxComparison(tallies: ArmTallies, from: number, level: number): TopBoxComparison {
  const [control, treatment] = [satisfiedOf(tallies.control, from), satisfiedOf(tallies.treatment, from)];
  const arms = {
    control: { ...wilsonOf(control, level), nMissing: tallies.control.nMissing },
    treatment: { ...wilsonOf(treatment, level), nMissing: tallies.treatment.nMissing },
  };
  const { estimate, standardError, interval } = shareDifference(control, treatment, level, "miettinen-nurminen");
  return {
    from: from + 0,
    ...arms,
    difference: {
      kind: "arm-difference",
      unit: "share",
      scale: null,
      estimate,
      standardError,
      interval,
      ...sizeOfArms(arms),
      caveats: [...caveatsAt("control", arms.control.caveats), ...caveatsAt("treatment", arms.treatment.caveats)],
    },
  };
}

function satisfiedOf({ scale, counts, n }: Tally, from: number) {
  const successes = counts.slice(from - scale.min).reduce((sum, count) => sum + count, 0);
  return { successes, trials: n };
}
